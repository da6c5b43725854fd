"""月度指标汇总 and the briefing over the sample story: each number as imported, with its cell."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import docx
import openpyxl
import pytest

from yuetan_desktop.domain.period import Period
from yuetan_desktop.services import observations, places, summaries
from yuetan_desktop.services.reports import monthreport
from yuetan_desktop.services.workspace import Workspace, open_workspace

from .officesuite import needs_office, recalculated, rows_of

OCTOBER = Period.month(2026, 10)


@pytest.fixture(scope="module")
def story(sample_folder: Path) -> Iterator[Workspace]:
    with open_workspace(sample_folder, read_only=True) as ws:
        yield ws


@pytest.fixture(scope="module")
def book(story: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("month")
    return summaries.make_summary(story, "月度指标汇总", out / "月度.xlsx", month=OCTOBER)


def test_the_month_in_about_a_hundred_and_twenty_characters(story: Workspace) -> None:
    briefing = monthreport.briefing(story, OCTOBER)
    assert abs(briefing.length - 120) <= 20
    assert "最高云麓区30.3μg/m³（同比下降3.8%）" in briefing.text
    assert "年剩余控制值30.8μg/m³" in briefing.text
    assert "临空经济区未报" in briefing.text
    assert "4个单位达到处置等级；本月立案2件；目前在办6件，期限逾期1项。" in briefing.text


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
    reckoned = "（年目标30.5×12－累计均值26.73×10）÷2"
    assert said["岚溪县PM2.5年剩余控制值"].endswith(reckoned)
    assert said["在办案件"] == "云约〔2026〕02号、云约〔2026〕08号"
    assert said["逾期的期限"].startswith("云约〔2026〕02号")


def test_improvements_are_true_and_each_has_its_cells(story: Workspace) -> None:
    found = monthreport.month_report(story, OCTOBER).improvements
    assert any(i.place == "云麓区" and "同比下降3.8%" in i.words for i in found)
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
            assert row[5] == float(round(pm25.change_percent, 1))  # as the circular says it
    kept = rows_of(computed, "目标完成", "指标")["PM2.5平均浓度"]
    assert (kept["有数据单位"], kept["达到"], kept["未达到"]) == (4, 3, 1)
    year = rows_of(computed, "PM2.5", "单位")
    assert year["临空经济区"]["已报月数"] == 9
    assert year["云麓区"]["最高"] == 57.8


# -- 月度通报 -------------------------------------------------------------------------------------
@pytest.fixture(scope="module")
def circular(story: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("circular")
    return summaries.make_summary(story, "月度通报", out / "月度通报.docx", month=OCTOBER)


def test_the_circular_comes_with_its_workbook_in_one_run(circular: Path) -> None:
    beside = summaries.beside_of("月度通报", circular)
    assert set(circular.parent.iterdir()) == {circular, beside}
    assert docx.Document(str(circular)).element.xpath("//c:chart")
    assert beside is not None
    assert any(sheet._charts for sheet in openpyxl.load_workbook(beside).worksheets)


def table_with(path: Path, head: str) -> list[list[str]]:
    for table in docx.Document(str(path)).tables:
        if head in [cell.text for cell in table.rows[0].cells]:
            return [[cell.text for cell in row.cells] for row in table.rows]
    raise AssertionError(f"no table with {head}")


def test_the_circular_ranks_the_units_by_pm25_as_the_report_does(
    story: Workspace, circular: Path
) -> None:
    rows = table_with(circular, "PM2.5")
    ranked = monthreport.figures_of(story, OCTOBER).ranked("pm25")
    assert [row[1] for row in rows[1:]] == [figure.place.name for figure in ranked]
    assert [row[2] for row in rows[1:]] == [figure.text for figure in ranked]
    assert "临空经济区数据未报，未列入，不表示正常。" in paragraphs(circular)


def paragraphs(path: Path) -> list[str]:
    return [p.text for p in docx.Document(str(path)).paragraphs]


def test_each_marked_number_of_the_circular_stands_in_its_annex(
    story: Workspace, circular: Path
) -> None:
    briefing = monthreport.briefing(story, OCTOBER)
    annex = table_with(circular, "数值")[1:]
    report = monthreport.month_report(story, OCTOBER)
    assert len(annex) == len(briefing.numbers) + len(report.improvements)
    assert [row[1] for row in annex[: len(briefing.numbers)]] == [n.text for n in briefing.numbers]
    text = "".join(paragraphs(circular))
    for sign, value, _what, where in annex:
        assert f"{value}{sign}" in text, value
        assert where


def test_the_circular_lists_sections_below_target_and_limits_overdue(circular: Path) -> None:
    sections = {row[1]: row for row in table_with(circular, "断面")[1:]}
    assert sections["白鹭滩"][3:] == ["Ⅴ", "Ⅲ", "Ⅲ", "低于目标、同比下降"]
    late = table_with(circular, "到期日")[1:]
    assert [row[1:4] for row in late] == [["岚溪县", "云约〔2026〕02号", "整改进展书面报告"]]


def test_the_circular_is_a_draft_without_number(circular: Path) -> None:
    assert "云环委办〔2026〕　号" in paragraphs(circular)
    header = docx.Document(str(circular)).sections[0].header
    assert "稿" in "".join(p.text for p in header.paragraphs)
