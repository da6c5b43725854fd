"""统计考评 and 党政同责汇总: every total is a formula, and equals the case list."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.reports.statistics import Improvement, Status
from yuetan_desktop.services import casefiles, places, summaries
from yuetan_desktop.services.rectification import tag_share
from yuetan_desktop.services.reports.statistics import Statistics, periods, statistics
from yuetan_desktop.services.workspace import Workspace, open_workspace

from .officesuite import all_recalculated, needs_office, rows_of

YEAR = Period.year_of(2026)


@pytest.fixture(scope="module")
def story(sample_folder: Path) -> Iterator[Workspace]:
    """The sample story: eight cases of two years in every state."""
    with open_workspace(sample_folder, read_only=True) as ws:
        yield ws


@pytest.fixture(scope="module")
def found(story: Workspace) -> Statistics:
    return statistics(story, YEAR)


@pytest.fixture(scope="module")
def computed(story: Workspace, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """统计考评 and 党政同责汇总 as LibreOffice computes them."""
    out = tmp_path_factory.mktemp("computed")
    made = [
        summaries.make_summary(story, kind, out / f"{kind}.xlsx", month=YEAR)
        for kind in ("统计考评", "党政同责汇总")
    ]
    return all_recalculated(made, out / "recalculated")


@pytest.fixture
def evaluation(computed: list[Path]) -> Path:
    return computed[0]


@pytest.fixture
def joint_duty(computed: list[Path]) -> Path:
    return computed[1]


def test_the_figures_are_of_the_cases_in_the_list(story: Workspace, found: Statistics) -> None:
    listed = [file for file in casefiles.list_cases(story) if file.row.opened_on.year == 2026]
    assert found.evaluation.count.opened == len(listed) > 5
    assert found.evaluation.count.open == sum(file.state.is_open for file in listed)
    assert Counter(file.row.level for file in listed) == {
        level: count.opened for level, count in found.evaluation.by_level.items()
    }


def test_without_a_period_the_figures_are_of_this_year(story: Workspace, found: Statistics) -> None:
    assert statistics(story).evaluation == found.evaluation


def test_the_periods_offered_are_years_with_cases_and_the_parts_of_this_year(
    story: Workspace,
) -> None:
    offered = [str(period) for period in periods(story)]
    assert offered[:4] == ["2026", "2025", "2026-Q4", "2026-Q3"]
    assert offered[-1] == "2026-01"
    assert "2026-12" not in offered


def test_the_unit_under_article_nine_comes_first(found: Statistics) -> None:
    assert found.units[0].name == "青禾县"
    assert found.units[0].has_veto
    assert [unit.has_veto for unit in found.units[1:]] == [False] * (len(found.units) - 1)


def test_the_force_majeure_finding_is_counted_apart(found: Statistics) -> None:
    (line,) = found.exemptions
    assert line.unit_name == "高新区"
    assert {u.name: u.exemptions for u in found.units if u.exemptions} == {"高新区": 1}


def test_every_progress_report_counts_for_the_rate(found: Statistics) -> None:
    """02号: five in time, the sixth overdue; 03号: one in time, one late over 国庆, one running."""
    (rate,) = [one for one in found.evaluation.limits if one.key == "progress"]
    assert (rate.in_time, rate.late, rate.overdue, rate.running) == (6, 1, 1, 1)


@needs_office
@pytest.mark.office
@pytest.mark.parametrize(
    ("sheet", "first"),
    [("按等级", "措施"), ("按单位", "单位"), ("按月", "立案月份")],
)
def test_recalculated_totals_equal_the_case_list(
    evaluation: Path, found: Statistics, sheet: str, first: str
) -> None:
    total = rows_of(evaluation, sheet, first)["合计"]
    count = found.evaluation.count
    assert [total[name] for name in ("立案", "在办", "已结", "撤销或豁免")] == [
        count.opened,
        count.open,
        count.ended,
        count.dropped,
    ]


@needs_office
@pytest.mark.office
def test_the_workbook_says_itself_that_its_total_equals_its_list(evaluation: Path) -> None:
    sheet = openpyxl.load_workbook(evaluation, data_only=True)["按等级"]
    said = [cell.value for (cell,) in sheet.iter_rows(max_col=1) if cell.value]
    assert "合计与案件明细一致" in said


@needs_office
@pytest.mark.office
def test_recalculated_lines_equal_the_page(evaluation: Path, found: Statistics) -> None:
    by_unit = rows_of(evaluation, "按单位", "单位")
    for name, count in found.evaluation.by_unit.items():
        assert (by_unit[name]["立案"], by_unit[name]["在办"]) == (count.opened, count.open)
    by_item = rows_of(evaluation, "按条款", "条款")
    for cite, count in found.evaluation.by_article.items():
        assert by_item[cite]["立案"] == count.opened
    by_cause = rows_of(evaluation, "按原因", "原因性质")
    counted = {line.name: line.count.opened for line in found.faults}
    assert (counted["主观责任合计"], counted["客观因素合计"]) == (1, 2)
    for fault in found.faults:
        line = by_cause[fault.name]
        assert (line["立案"], line["在办"]) == (fault.count.opened, fault.count.open)
    by_month = rows_of(evaluation, "按月", "立案月份")
    for month, count in found.evaluation.by_month.items():
        assert by_month[str(month)]["立案"] == count.opened


@needs_office
@pytest.mark.office
def test_recalculated_limits_and_pace_equal_the_page(evaluation: Path, found: Statistics) -> None:
    lines = rows_of(evaluation, "期限", "期限")
    for rate in found.evaluation.limits:
        line = lines[rate.name]
        assert (line["按期"], line["超期"], line["逾期"], line["未到期"]) == (
            rate.in_time,
            rate.late,
            rate.overdue,
            rate.running,
        )
        assert line["按期率"] == ("—" if rate.rate is None else pytest.approx(float(rate.rate)))
    assert lines["合计"]["按期"] == found.evaluation.all_limits.in_time
    paces = rows_of(evaluation, "环节用时", "环节")
    for pace in found.evaluation.paces:
        line = paces[pace.label]
        assert line["件数"] == pace.count
        assert Decimal(str(line["中位数"])) == pace.median
        assert line["最长"] == pace.longest


@needs_office
@pytest.mark.office
def test_recalculated_repetition_and_improvement_equal_the_page(
    evaluation: Path, found: Statistics
) -> None:
    said = {name: line["数值"] for name, line in rows_of(evaluation, "重复与改善", "指标").items()}
    assert said["重复案件"] == len(found.evaluation.repeats)
    assert said["到期未核对"] == found.evaluation.improved(Improvement.UNCHECKED)
    share = found.evaluation.improved_share
    assert said["三个月改善率"] == ("—" if share is None else pytest.approx(float(share)))
    assert said["豁免情形（第十条）"] == 1
    assert said["整改任务"] == len(found.tasks)
    assert said["逾期任务"] == sum(task.is_overdue for task in found.tasks)
    tags = tag_share(found.tasks)
    assert (said["督政问题"], said["查企问题"]) == (tags.government, tags.enterprise)
    assert said["督政占比"] == pytest.approx(tags.government / len(found.tasks))


@needs_office
@pytest.mark.office
def test_joint_duty_lines_recalculated_equal_the_page(joint_duty: Path, found: Statistics) -> None:
    lines = rows_of(joint_duty, "党政同责汇总", "单位")
    for unit in found.units:
        line = lines[unit.name]
        assert [line[f"{n}级"] for n in range(1, 7)] == [unit.by_level[n] for n in range(1, 7)]
        assert line["否决提示"] == ("否决提示" if unit.has_veto else "—")
        assert line["提示依据（案件、条款）"] == ("；".join(unit.veto_says) or "—")
        assert (line["立案"], line["豁免情形"]) == (unit.count.opened, unit.exemptions)
        assert (line["按期"], line["逾期"]) == (unit.limits.in_time, unit.limits.overdue)
        assert (line["重复案件"], line["未改善"]) == (unit.repeats, unit.not_improved)
        assert (line["整改任务"], line["已销号"], line["任务逾期"]) == (
            unit.tasks.tasks,
            unit.tasks.closed,
            unit.tasks.overdue,
        )
    assert lines["合计"]["整改任务"] == len(found.tasks)
    assert next(iter(lines)) == found.units[0].name
    assert lines["合计"]["立案"] == found.evaluation.count.opened
    assert lines["合计"]["否决提示"] == sum(unit.has_veto for unit in found.units) > 0


def test_no_figure_is_written_as_a_number(story: Workspace, tmp_path: Path) -> None:
    made = summaries.make_summary(story, "统计考评", tmp_path / "公式.xlsx", month=YEAR)
    sheet = openpyxl.load_workbook(made)["按单位"]
    head = next(n for n in range(1, 9) if sheet.cell(n, 1).value == "单位")
    for row in sheet.iter_rows(min_row=head + 1, min_col=2, max_col=5):
        for cell in row:
            assert cell.value is None or str(cell.value).startswith("="), cell.coordinate


def test_a_period_without_cases_is_a_workbook_with_heads(story: Workspace, tmp_path: Path) -> None:
    empty = Period.month(2026, 1)
    for kind in ("统计考评", "党政同责汇总"):
        made = summaries.make_summary(story, kind, tmp_path / f"{kind}.xlsx", month=empty)
        sheet = openpyxl.load_workbook(made)["案件明细"]
        assert "2026年1月" in sheet["A1"].value
    assert all(
        record.status is not Status.OPEN for record in statistics(story, empty).evaluation.records
    )


def test_a_unit_that_was_renamed_is_one_line_with_all_its_cases(
    sample_folder: Path, tmp_path: Path
) -> None:
    shutil.copytree(sample_folder, tmp_path / "data")
    with open_workspace(tmp_path / "data") as ws:
        place = places.find_place(ws, "青禾县")
        before = statistics(ws, YEAR).evaluation.by_unit["青禾县"]
        places.edit(ws, replace(place, name="青禾区"))
        after = statistics(ws, YEAR)
        made = summaries.make_summary(ws, "统计考评", tmp_path / "改名.xlsx", month=YEAR)
        cases = casefiles.list_cases(ws, place_id=place.id)
    assert after.evaluation.by_unit["青禾区"] == before
    for case in cases:  # what goes out from now on bears the new name, what has ended stays
        assert case.basis.place.name == ("青禾区" if case.state.is_open else "青禾县")
    assert {case.state.is_open for case in cases} == {True, False}
    assert "青禾县" not in after.evaluation.by_unit
    listed = openpyxl.load_workbook(made)["案件明细"].iter_rows(values_only=True)
    assert sum("青禾区" in row for row in listed) == before.opened
