"""历史约谈案件: brought in from the program's own sheet, they count like every other case."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from yuetan_desktop.domain.casework import StepKind
from yuetan_desktop.domain.finding import Outcome
from yuetan_desktop.errors import AppError
from yuetan_desktop.services import assessing, casefiles, places
from yuetan_desktop.services.casefiles import CaseFilter
from yuetan_desktop.services.cases import caselinks, caseopening, pastcases
from yuetan_desktop.services.importing import importpreview, importundo
from yuetan_desktop.services.workspace import Workspace

from .casestory import SEPTEMBER

CLOSED = {
    "案件编号": "资约〔2025〕02号",
    "责任单位": "雁江区人民政府",
    "处置等级": "5",
    "依据条款": "第八条（一）1",
    "依据时期": "2025年1—9月",
    "情形": "PM2.5前三季度超0.4",
    "立案日期": date(2025, 10, 14),
    "通知（印发）日期": "2025-10-20",
    "通知（印发）文号": "资环委办〔2025〕31号",
    "约谈日期": "2025年10月28日",
    "销号（办结）日期": date(2026, 3, 2),
}
OPEN = {
    "责任单位": "乐至县",
    "依据条款": "第七条第（一）项第1目",
    "依据时期": "2026年上半年",
    "立案日期": date(2026, 7, 20),
    "批准日期": date(2026, 7, 24),
    "通知（印发）日期": date(2026, 7, 27),
    "约谈日期": date(2026, 8, 6),
}


_blank: list[bytes] = []


def blank(ws: Workspace, path: Path) -> Path:
    """The program's blank sheet: the units are the same in all tests that fill it in."""
    if not _blank:
        _blank.append(pastcases.save_form(ws, path).read_bytes())
    path.write_bytes(_blank[0])
    return path


def filled(ws: Workspace, tmp_path: Path, *rows: dict[str, Any]) -> Path:
    """The program's blank sheet with these rows typed into it."""
    path = blank(ws, tmp_path / "历史.xlsx")
    book = load_workbook(path)
    sheet = book[pastcases.NAME]
    columns = {cell.value: cell.column for cell in sheet[2]}
    for number, row in enumerate(rows, start=3):
        for head, value in row.items():
            sheet.cell(number, columns[head], value)
    book.save(path)
    return path


def bring_in(ws: Workspace, tmp_path: Path, *rows: dict[str, Any]) -> int:
    found = pastcases.preview(ws, filled(ws, tmp_path, *rows))
    assert found.problems == ()
    return pastcases.bring_in(ws, found)


def test_the_blank_sheet_offers_units_clauses_and_results(ws: Workspace, tmp_path: Path) -> None:
    book = load_workbook(pastcases.save_form(ws, tmp_path / "空白.xlsx"))
    offered = {cell.value for row in book["选项"] for cell in row}
    assert {"雁江区", "第九条（一）1", "已改善", "未改善"} <= offered
    assert pastcases.preview(ws, tmp_path / "空白.xlsx").cases == ()


def test_a_unit_out_of_use_is_still_offered_and_its_cases_brought_in(
    ws: Workspace, tmp_path: Path
) -> None:
    places.retire(ws, places.find_place(ws, "雁江区").id)
    book = load_workbook(pastcases.save_form(ws, tmp_path / "空白.xlsx"))
    assert "雁江区" in {cell.value for row in book["选项"] for cell in row}
    assert bring_in(ws, tmp_path, CLOSED | {"责任单位": "雁江区"}) == 1


def test_the_import_wizard_says_where_such_a_sheet_is_brought_in(
    ws: Workspace, tmp_path: Path
) -> None:
    preview = importpreview.preview(ws, filled(ws, tmp_path, CLOSED))
    assert not preview.has_content
    assert [(one.sheet, "导入历史案件…" in one.message) for one in preview.errors] == [
        (pastcases.NAME, True)
    ]


def test_beside_a_sheet_of_values_it_is_only_remarked(ws: Workspace, tmp_path: Path) -> None:
    path = filled(ws, tmp_path, CLOSED)
    book = load_workbook(path)
    values = book.create_sheet("空气", 0)
    for row in (("2026年9月空气质量",), ("县（市、区）", "PM2.5（μg/m³）"), ("雁江区", 31.2)):
        values.append(row)
    book.save(path)
    preview = importpreview.preview(ws, path)
    assert preview.errors == []
    remarked = [one.sheet for one in preview.reading.problems if "历史案件" in one.message]
    assert remarked == [pastcases.NAME]


def test_the_preview_says_what_comes_and_writes_nothing(ws: Workspace, tmp_path: Path) -> None:
    found = pastcases.preview(ws, filled(ws, tmp_path, CLOSED, OPEN))
    assert found.summary == "补录 2 件：在办 1 件，已结 1 件"
    assert casefiles.list_cases(ws) == []


def test_a_closed_case_holds_the_steps_whose_days_are_known(ws: Workspace, tmp_path: Path) -> None:
    bring_in(ws, tmp_path, CLOSED)
    (file,) = casefiles.list_cases(ws)
    assert (file.number, file.unit) == ("资约〔2025〕02号", "雁江区人民政府")
    assert (file.state.label, file.is_past) == ("已销号", True)
    assert (file.cites, file.title) == ("第八条（一）1", "PM2.5前三季度超0.4")
    assert [(s.kind, s.day) for s in file.state.steps] == [
        (StepKind.CONFIRMATION, date(2025, 10, 14)),
        (StepKind.PROPOSAL, date(2025, 10, 14)),
        (StepKind.NOTICE, date(2025, 10, 20)),
        (StepKind.INTERVIEW, date(2025, 10, 28)),
        (StepKind.CLOSURE, date(2026, 3, 2)),
    ]
    assert not casefiles.belongs(file, CaseFilter.OVERDUE)
    assert "历史.xlsx › 历史约谈案件!B3" in file.state.steps[0].note


def test_an_open_case_goes_on_with_its_next_step(ws: Workspace, tmp_path: Path) -> None:
    bring_in(ws, tmp_path, OPEN)
    (file,) = casefiles.list_cases(ws, CaseFilter.OPEN)
    assert (file.number, file.state.label) == ("补录〔2026〕01号", "待纪要")
    done = casefiles.record_step(ws, file.id, StepKind.MINUTES, date(2026, 8, 10))
    assert done.state.label == "待整改方案"


def test_numbers_of_old_papers_are_never_given_again(ws: Workspace, tmp_path: Path) -> None:
    bring_in(ws, tmp_path, CLOSED)
    from yuetan_desktop.store import cases

    assert {"资约〔2025〕02号", "资环委办〔2025〕31号"} <= set(cases.used_numbers(ws.db))


def test_the_same_finding_opens_no_second_case_and_a_new_one_is_repeated(
    ws: Workspace, tmp_path: Path, yanjiang: int
) -> None:
    bring_in(
        ws,
        tmp_path,
        {**CLOSED, "依据条款": "第八条（一）1", "依据时期": "2025年1—9月"},
    )
    opened = caseopening.open_case(ws, yanjiang, month=SEPTEMBER, day=date(2026, 10, 13))
    assert opened.is_new
    before = caselinks.links(ws, opened.case).before
    assert [one.state.level > 2 for one in before] == [True]


def unimproved(ws: Workspace, place: int) -> Any:
    """What 第九条（一）1 finds for the year in which the three months end."""
    units = [p for p in assessing.facts_for(ws).places if p.id == place]
    (found,) = assessing.assess_places(ws, date(2026, 1, 31), units)
    of_rule = [f for f in found.findings if f.rule.short_cite == "第九条（一）1"]
    return max(of_rule, key=lambda f: f.period.end)


@pytest.mark.parametrize(
    ("result", "outcome"),
    [
        ({}, Outcome.UNDECIDED),
        ({"改善核对结果": "未改善", "改善核对日期": date(2026, 1, 29)}, Outcome.TRIGGERED),
        ({"改善核对结果": "已改善", "改善核对日期": date(2026, 1, 29)}, Outcome.NOT_TRIGGERED),
    ],
)
def test_第九条_looks_back_at_an_interview_from_before_the_program(
    ws: Workspace, tmp_path: Path, yanjiang: int, result: dict[str, Any], outcome: Outcome
) -> None:
    assert unimproved(ws, yanjiang).outcome is Outcome.NOT_TRIGGERED
    bring_in(ws, tmp_path, {**CLOSED, **result})
    found = unimproved(ws, yanjiang)
    assert found.outcome is outcome
    assert "资约〔2025〕02号" in found.says


@pytest.mark.parametrize(
    ("row", "cell", "says"),
    [
        ({"责任单位": "没有这个县"}, "B3", "“没有这个县”没有登记为责任单位。"),
        ({"责任单位": None}, "B3", "缺责任单位。"),
        ({"处置等级": "4"}, "C3", "第八条（一）1是第 5 级（"),
        ({"依据条款": "第三十条"}, "D3", "没有条款“第三十条”"),
        ({"依据时期": "去年"}, "E3", "“去年”不是时期"),
        ({"立案日期": "十月中旬"}, "H3", "“十月中旬”不是日期"),
        ({"立案日期": date(2027, 1, 4)}, "H3", "立案日期2027-01-04晚于今天。"),
        ({"约谈日期": date(2025, 10, 1)}, "L3", "约谈日期2025-10-01早于书面通知日期（2025-10-20）"),
        ({"销号（办结）日期": None}, "I3", "在办案件缺批准日期"),
        ({"改善核对结果": "未改善"}, "U3", "填了改善核对结果，缺核对日期。"),
        (
            {"依据条款": "第四条（一）", "处置等级": "1"},
            "L3",
            "预警提示、通报没有这个环节。",
        ),
    ],
)
def test_what_cannot_be_stands_at_its_cell_and_nothing_is_brought_in(
    ws: Workspace, tmp_path: Path, row: dict[str, Any], cell: str, says: str
) -> None:
    found = pastcases.preview(ws, filled(ws, tmp_path, {**CLOSED, **row}))
    assert any(p.cell == cell and p.message.startswith(says) for p in found.errors), [
        str(p) for p in found.errors
    ]
    with pytest.raises(AppError) as refused:
        pastcases.bring_in(ws, found)
    assert refused.value.kept == "没有登记任何案件。"
    assert casefiles.list_cases(ws) == []


def test_a_number_twice_in_the_sheet_or_known_already_is_refused(
    ws: Workspace, tmp_path: Path
) -> None:
    twice = pastcases.preview(ws, filled(ws, tmp_path, CLOSED, CLOSED))
    assert [p.cell for p in twice.errors] == ["A3", "A4"]
    bring_in(ws, tmp_path, CLOSED)
    again = pastcases.preview(ws, filled(ws, tmp_path, CLOSED))
    assert "已在库中" in again.errors[0].message


def test_another_sheet_is_no_list_of_cases(ws: Workspace, tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["月份", "PM2.5"])
    book.save(tmp_path / "空气.xlsx")
    with pytest.raises(AppError, match="不是历史约谈案件表"):
        pastcases.preview(ws, tmp_path / "空气.xlsx")


def test_undo_takes_them_out_of_the_count_and_keeps_the_one_worked_on(
    ws: Workspace, tmp_path: Path, yanjiang: int
) -> None:
    checked = {"改善核对结果": "未改善", "改善核对日期": date(2026, 1, 29)}
    batch = bring_in(ws, tmp_path, {**CLOSED, **checked}, OPEN)
    still = casefiles.list_cases(ws, CaseFilter.OPEN)[0]
    later = datetime_after(ws)
    ws.clock = later  # type: ignore[misc]
    casefiles.record_step(ws, still.id, StepKind.MINUTES, date(2026, 8, 10))
    back = importundo.withdraw(ws, batch, "填错了")
    assert back.cases == 1
    assert "撤销补录案件 1 件" in back.summary
    assert back.kept == ("案件“补录〔2026〕01号”：补录以后又有登记，保留",)
    closed = casefiles.find_case(ws, "资约〔2025〕02号")
    assert closed.state.was_dropped
    assert unimproved(ws, yanjiang).outcome is Outcome.NOT_TRIGGERED
    # The number stays used; corrected, the case comes in under another.
    again = pastcases.preview(ws, filled(ws, tmp_path, {**CLOSED, "案件编号": None}))
    pastcases.bring_in(ws, again)
    assert casefiles.find_case(ws, "补录〔2025〕01号").state.label == "已销号"


def datetime_after(ws: Workspace) -> Any:
    from datetime import timedelta

    moment = ws.now() + timedelta(minutes=5)
    return lambda: moment
