"""月度指标汇总 and the briefing over the sample story: each number as imported, with its cell."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from yuetan_desktop.domain.briefing import USUAL_LENGTH
from yuetan_desktop.domain.period import Period
from yuetan_desktop.services import monthreport, observations, places, samples, summaries
from yuetan_desktop.services.workspace import Workspace, open_workspace

from .officesuite import needs_office, recalculated, rows_of

OCTOBER = Period.month(2026, 10)


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    data = tmp_path_factory.mktemp("story") / "data"
    samples.create_sample(data, clock=lambda: datetime(2026, 11, 10, 9)).close()
    with open_workspace(data, read_only=True) as ws:
        yield ws


@pytest.fixture(scope="module")
def book(story: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("month")
    return summaries.make_summary(story, "月度指标汇总", out / "月度.xlsx", month=OCTOBER)


def test_the_month_in_about_a_hundred_and_twenty_characters(story: Workspace) -> None:
    briefing = monthreport.briefing(story, OCTOBER)
    assert abs(briefing.length - USUAL_LENGTH) <= 20
    assert "最高云麓区30.3μg/m³（同比-3.8%）" in briefing.text
    assert "年剩余控制值30.8μg/m³" in briefing.text
    assert "临空经济区未报" in briefing.text
    assert "4个单位达到处置等级；本月立案2件，在办6件，期限逾期1项。" in briefing.text


def test_each_number_links_to_cells_that_hold_it(story: Workspace) -> None:
    briefing = monthreport.briefing(story, OCTOBER)
    (worst,) = [n for n in briefing.numbers if n.what == "云麓区2026年10月PM2.5平均浓度"]
    (source,) = worst.sources
    stored = observations.find_values(
        story, places=[places.find_place(story, "云麓区").id], indicator="pm25", period=OCTOBER
    )
    assert [(str(v.value), v.source) for v in stored] == [("30.3", source)]
    original = observations.original_file(story, source.batch or 0)
    cell = openpyxl.load_workbook(original)[source.sheet][source.cell]
    assert float(cell.value) == 30.3


def test_the_briefing_of_one_unit_counts_its_own_cases(story: Workspace) -> None:
    unit = places.find_place(story, "岚溪县")
    briefing = monthreport.briefing(story, OCTOBER, unit)
    said = {n.what: n.where for n in briefing.numbers}
    assert said["在办案件"] == "云约〔2026〕02号、云约〔2026〕08号"
    assert said["逾期的期限"].startswith("云约〔2026〕02号")


def test_improvements_are_true_and_each_has_its_cells(story: Workspace) -> None:
    found = monthreport.month_report(story, OCTOBER).improvements
    assert any(i.place == "云麓区" and "同比-3.8%" in i.words for i in found)
    assert all(i.where for i in found)
    assert not any("优良天数率" in i.words for i in found), "measured by another standard"
    assert not any(i.place == "临空经济区" for i in found)


def test_units_that_reached_a_level_stand_by_it_the_worst_first(story: Workspace) -> None:
    reached = monthreport.month_report(story, OCTOBER).reached
    assert [(one.place.name, one.level) for one in reached][:3] == [
        ("青禾县", 6),
        ("云麓区", 5),
        ("岚溪县", 3),
    ]
    assert all(one.findings for one in reached)


def test_the_workbook_names_the_cell_of_each_value_and_the_change_of_standard(book: Path) -> None:
    sheet = openpyxl.load_workbook(book)["当月指标"]
    assert "仅供参考" in sheet["A3"].value
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5)]
    (line,) = [row for row in rows if row[:2] == ["云麓区", "PM2.5平均浓度"]]
    assert line[3] == 30.3
    assert line[-1] == "空气月报2610.xlsx › Sheet1!B4"
    (rough,) = [row for row in rows if row[:2] == ["云麓区", "优良天数率"]]
    assert rough[6] == "仅供参考"


def test_each_indicator_has_its_year_with_a_native_chart(book: Path) -> None:
    loaded = openpyxl.load_workbook(book)
    sheet = loaded["PM2.5"]
    assert len(sheet._charts) == 1
    assert [len(loaded[name]._charts) for name in loaded.sheetnames[2:]] == [1] * (
        len(loaded.sheetnames) - 2
    )


@needs_office
@pytest.mark.office
def test_recalculated_changes_and_targets_equal_the_report(
    story: Workspace, book: Path, tmp_path: Path
) -> None:
    computed = recalculated(book, tmp_path / "recalculated")
    figures = monthreport.figures_of(story, OCTOBER)
    rows = list(openpyxl.load_workbook(computed, data_only=True)["当月指标"].values)[4:]
    said = {(row[0], row[1]): row for row in rows}
    for unit in figures.units:
        pm25 = figures.get(unit, "pm25")
        row = said[unit.name, pm25.indicator.name]
        expected = {True: "达到", False: "未达到", None: "—"}[pm25.meets_target]
        assert row[8] == expected, unit.name
        if pm25.change_percent is not None:
            assert row[5] == pytest.approx(float(pm25.change_percent), abs=0.006)
    kept = rows_of(computed, "目标完成", "指标")["PM2.5平均浓度"]
    assert (kept["有数据单位"], kept["达到"], kept["未达到"]) == (4, 3, 1)
    year = rows_of(computed, "PM2.5", "单位")
    assert year["临空经济区"]["已报月数"] == 9
    assert year["云麓区"]["最高"] == 57.8
