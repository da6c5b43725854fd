"""The workbooks for superiors: what they show, how they print, and totals a suite recalculates."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from yuetan_desktop.domain.casework import StepKind
from yuetan_desktop.domain.facts import Exemption
from yuetan_desktop.domain.finding import Outcome
from yuetan_desktop.domain.judging.matrix import CellState
from yuetan_desktop.domain.period import Period
from yuetan_desktop.errors import AppError
from yuetan_desktop.excel.writer import Column, Kind, Table, new_book, save, write_table
from yuetan_desktop.services import assessing, casefiles, incidents, places, summaries
from yuetan_desktop.services.casefiles import CaseFile, CaseFilter
from yuetan_desktop.services.cases import caseopening
from yuetan_desktop.services.workspace import Workspace

from .casestory import SEPTEMBER, TO_CLOSURE, TO_INTERVIEW, record, run
from .officesuite import needs_office, recalculated


def read(path: Path, sheet: str, *, values: bool = False) -> Any:
    return openpyxl.load_workbook(path, data_only=values)[sheet]


def row_of(sheet: Any, text: str, column: int = 1) -> int:
    for row in range(1, sheet.max_row + 1):
        if str(sheet.cell(row, column).value or "").startswith(text):
            return row
    raise AssertionError(f"{text} is not in column {column} of {sheet.title}")


def head_of(sheet: Any, row: int) -> dict[str, int]:
    return {sheet.cell(row, n).value: n for n in range(1, sheet.max_column + 1)}


def values_of(sheet: Any, number: str) -> dict[str, Any]:
    """A case's line by the titles of its columns."""
    row, titles = row_of(sheet, number), head_of(sheet, row_of(sheet, "案件编号"))
    return {title: sheet.cell(row, column).value for title, column in titles.items()}


# -- 风险研判汇总表 -------------------------------------------------------------------------------
@pytest.fixture
def risk(ws: Workspace, case: CaseFile, tmp_path: Path) -> Path:
    return summaries.make_summary(ws, "风险研判汇总表", tmp_path / "汇总.xlsx", month=SEPTEMBER)


def test_the_risk_summary_shows_what_the_dashboard_shows(ws: Workspace, risk: Path) -> None:
    sheet = read(risk, "研判汇总")
    head = row_of(sheet, "序号")
    titles = head_of(sheet, head)
    board = assessing.dashboard(ws, SEPTEMBER)
    for offset, row in enumerate(board.rows, start=1):
        assert sheet.cell(head + offset, titles["单位"]).value == row.place.name
        shown = [sheet.cell(head + offset, 4 + n).value.split("\n")[0] for n in range(6)]
        assert shown == [cell.state.value for cell in row.cells]
    yanjiang = row_of(sheet, "雁江区", 2)
    assert sheet.cell(yanjiang, titles["最高等级"]).value == 5
    assert sheet.cell(yanjiang, titles["在办案件"]).value == "资约〔2026〕01号"


def test_every_rule_finding_stands_with_article_numbers_reading_and_cells(
    ws: Workspace, risk: Path
) -> None:
    sheet = read(risk, "研判明细")
    head = row_of(sheet, "序号")
    titles = head_of(sheet, head)
    board = assessing.dashboard(ws, SEPTEMBER)
    count = sum(len(cell.findings) for row in board.rows for cell in row.cells)
    assert sheet.max_row - head == count
    rows = [
        {title: sheet.cell(n, column).value for title, column in titles.items()}
        for n in range(head + 1, sheet.max_row + 1)
    ]
    (found,) = (r for r in rows if r["单位"] == "雁江区" and r["条款"] == "第八条（一）1")
    assert found["结论"] == Outcome.TRIGGERED.value
    assert found["数据期"] == "2026年前三季度"
    assert "28.3" in found["事实"]
    assert "28" in found["事实"]
    assert found["余量"] < 0
    assert "同时未达到" in found["口径"]
    assert "空气月报2609.xlsx › Sheet1!C17" in found["来源（文件 › 工作表!单元格）"]


def test_an_exempted_finding_stays_visible_in_its_own_column(ws: Workspace, tmp_path: Path) -> None:
    county = places.find_place(ws, "乐至县").id
    incidents.log_incident(
        ws, place=county, kind="accident_general", day=date(2026, 7, 8),
        title="围堰冲毁", confirmed=True, evidence=["调查报告"],
    )  # fmt: skip
    flood = ("特大暴雨", "防汛通报", "市环委办", date(2026, 7, 24))
    incidents.exempt(ws, Exemption(0, county, "6.1", Period.parse("2026"), *flood))
    out = summaries.risk_summary(ws, tmp_path / "豁免.xlsx", month=SEPTEMBER)
    sheet = read(out, "研判明细")
    titles = head_of(sheet, row_of(sheet, "序号"))
    rows = [r for r in sheet.iter_rows(values_only=True) if "乐至县" in r and "第六条（一）" in r]
    (found,) = rows
    assert found[titles["结论"] - 1] == "豁免"
    assert found[titles["豁免（第十条）"] - 1] == "特大暴雨（市环委办2026-07-24认定；防汛通报）"


def test_readings_are_listed_with_who_decided_them(risk: Path) -> None:
    sheet = read(risk, "采用口径")
    row = row_of(sheet, "R16")
    assert sheet.cell(row, 4).value == "之间满3个工作日"
    assert sheet.cell(row, 5).value == "默认口径，尚未认定"


@needs_office
@pytest.mark.office
def test_counts_recalculated_by_an_office_suite_equal_the_dashboard(
    ws: Workspace, risk: Path, tmp_path: Path
) -> None:
    computed = recalculated(risk, tmp_path / "recalculated")
    board = assessing.dashboard(ws, SEPTEMBER)
    sheet = read(computed, "等级统计", values=True)
    head = row_of(sheet, "等级")
    titles = head_of(sheet, head)
    for offset, level in enumerate(board.levels, start=1):
        cells = [row.cells[level.number - 1].state for row in board.rows]
        for state in CellState:
            shown = sheet.cell(head + offset, titles[state.value]).value
            assert shown == cells.count(state), (level.name, state)
        assert sheet.cell(head + offset, titles["合计"]).value == len(board.rows)
    totals = read(computed, "研判汇总", values=True)
    last = row_of(totals, "合计")
    columns = head_of(totals, row_of(totals, "序号"))
    triggered = [
        f for r in board.rows for c in r.cells for f in c.findings if f.outcome is Outcome.TRIGGERED
    ]
    assert totals.cell(last, columns["触发项"]).value == len(triggered)
    assert totals.cell(last, columns["单位"]).value == f"{len(board.rows)}个单位"
    assert totals.cell(last, columns["1 预警提示"]).value == "1个已触发"


# -- 约谈案件台账 ---------------------------------------------------------------------------------
@pytest.fixture
def ledger(ws: Workspace, case: CaseFile, tmp_path: Path) -> Path:
    """One interview case in hand, one warning settled, one withdrawn."""
    run(ws, case, TO_INTERVIEW)
    record(ws, case, StepKind.MINUTES, "2026-10-23")
    record(ws, case, StepKind.PLAN, "2026-11-10")
    county = places.find_place(ws, "乐至县").id
    for kind in ("accident_general", "accident_larger"):
        incidents.log_incident(
            ws, place=county, kind=kind, day=date(2026, 9, 8), title="泄漏", confirmed=True,
            evidence=["调查报告"],
        )  # fmt: skip
    larger = caseopening.open_case(ws, county, month=SEPTEMBER, level=4).case
    record(ws, larger, StepKind.WITHDRAWAL, "2026-11-10", reason="示例")
    caseopening.open_case(ws, county, month=SEPTEMBER, level=3)
    return summaries.make_summary(ws, "约谈案件台账", tmp_path / "台账.xlsx")


def test_the_ledger_has_a_line_for_each_case_with_its_dates_and_limits(
    ws: Workspace, ledger: Path
) -> None:
    sheet = read(ledger, "案件台账")
    head = row_of(sheet, "案件编号")
    files = casefiles.list_cases(ws)
    numbers = [sheet.cell(head + n, 1).value for n in range(1, len(files) + 1)]
    assert sorted(numbers) == sorted(file.number for file in files)
    shown = values_of(sheet, "资约〔2026〕01号")
    assert shown["等级"] == 5
    assert shown["约谈"].date() == date(2026, 10, 22)
    assert shown["办结"] is None
    assert shown["状态"] == "待审核"
    assert shown["下一期限"].startswith("问题线索移送")
    steps = values_of(read(ledger, "环节与期限"), "资约〔2026〕01号")
    assert steps["批准"].date() == date(2026, 10, 15)
    assert steps["整改方案"].date() == date(2026, 11, 10)
    assert steps["通知期限"] == "按期"
    assert steps["方案期限"] == "按期"
    assert steps["移送期限"] == "逾期 6 工作日"


@needs_office
@pytest.mark.office
def test_ledger_totals_recalculated_by_an_office_suite_equal_the_case_list(
    ws: Workspace, ledger: Path, tmp_path: Path
) -> None:
    computed = recalculated(ledger, tmp_path / "recalculated")
    every, opened = casefiles.list_cases(ws), casefiles.list_cases(ws, CaseFilter.OPEN)
    sheet = read(computed, "统计", values=True)
    head = row_of(sheet, "等级")
    for number in range(1, 7):
        expected = (
            sum(file.row.level == number for file in every),
            sum(file.row.level == number for file in opened),
        )
        shown = [sheet.cell(head + number, column).value for column in (2, 3, 4)]
        assert shown == [*expected, expected[0] - expected[1]], number
    last = row_of(sheet, "合计")
    assert [sheet.cell(last, n).value for n in (2, 3, 4)] == [3, 2, 1]
    plan = row_of(sheet, "整改方案（第十七条）")
    assert [sheet.cell(plan, n).value for n in (2, 3, 4)] == [1, 0, 1]
    transfer = row_of(sheet, "线索移送（第十九条）")
    assert [sheet.cell(transfer, n).value for n in (2, 3, 4)] == [0, 1, 0]
    cases = read(computed, "案件台账", values=True)
    bottom = row_of(cases, "合计")
    columns = head_of(cases, row_of(cases, "案件编号"))
    assert cases.cell(bottom, columns["单位"]).value == "3件"
    assert cases.cell(bottom, columns["约谈"]).value == 1


def test_an_empty_ledger_is_a_ledger_with_a_head(ws: Workspace, tmp_path: Path) -> None:
    out = summaries.case_ledger(ws, tmp_path / "空.xlsx")
    sheet = read(out, "案件台账")
    head = row_of(sheet, "案件编号")
    assert sheet.cell(head + 1, 1).value is None


# -- both ---------------------------------------------------------------------------------------
def test_sheets_print_on_landscape_paper_one_page_wide_with_heads_repeated(
    risk: Path, ledger: Path
) -> None:
    for path in (risk, ledger):
        for sheet in openpyxl.load_workbook(path):
            head = sheet.auto_filter.ref.split(":")[0].lstrip("A")
            assert sheet.page_setup.orientation == "landscape"
            high = 1 if sheet._charts else 0  # a chart is not torn in two
            assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, high)
            assert sheet.sheet_properties.pageSetUpPr.fitToPage
            assert sheet.print_title_rows == f"${head}:${head}"
            assert sheet.freeze_panes.endswith(str(int(head) + 1))


def test_title_unit_period_and_basis_stand_above_the_table(ledger: Path) -> None:
    sheet = read(ledger, "案件台账")
    assert sheet["A1"].value == "资阳市生态环境保护行政约谈案件台账"
    assert "填报单位：" in sheet["A2"].value
    assert "立案期间：2026-10-13至2026-11-10" in sheet["A2"].value
    assert "《资阳市生态环境保护行政约谈办法》（资府办发〔2022〕42号）" in sheet["A3"].value


@pytest.mark.parametrize(
    "text", ["=1+1", "+86 028", "-5", "@cmd", "\t=1", "\r=1", '=HYPERLINK("x")', "=" * 3]
)
def test_text_is_never_a_formula(text: str, tmp_path: Path) -> None:
    book = new_book(title="t", author="甲")
    table = Table("表", "标题", (text,), (Column("名称", 20), Column(text, 9)), [(text, text)])
    write_table(book, table)
    sheet = read(save(book, tmp_path / "t.xlsx"), "表")
    for cell in (sheet["A2"], sheet["B3"], sheet["A4"], sheet["B4"]):
        assert cell.data_type == "s", cell.coordinate
        assert str(cell.value).strip() == text.strip()
        assert cell.quotePrefix


def test_numbers_stay_numbers_and_unprintable_marks_are_dropped(tmp_path: Path) -> None:
    from decimal import Decimal

    book = new_book(title="t", author="甲")
    columns = (Column("值", 9, Kind.DECIMAL), Column("名", 9))
    write_table(book, Table("表", "标题", (), columns, [(Decimal("-0.5"), "雁\x00江\x0b区")]))
    sheet = read(save(book, tmp_path / "t.xlsx"), "表")
    assert (sheet["A3"].value, sheet["B3"].value) == (-0.5, "雁江区")


def test_a_file_that_cannot_be_written_is_said_and_left_as_it_was(
    ws: Workspace, tmp_path: Path
) -> None:
    (tmp_path / "文件").write_text("不是文件夹")
    with pytest.raises(AppError, match="无法写入"):
        summaries.case_ledger(ws, tmp_path / "文件" / "台账.xlsx")
    with pytest.raises(AppError, match="没有“月报”这种汇总表"):
        summaries.make_summary(ws, "月报", tmp_path / "x.xlsx")
    assert sorted(p.name for p in tmp_path.glob("*.xlsx")) == []


def test_a_closed_case_keeps_its_line(ws: Workspace, case: CaseFile, tmp_path: Path) -> None:
    run(ws, case, [*TO_INTERVIEW, *TO_CLOSURE])
    sheet = read(summaries.case_ledger(ws, tmp_path / "台账.xlsx"), "案件台账")
    titles = head_of(sheet, row_of(sheet, "案件编号"))
    row = row_of(sheet, "资约〔2026〕01号")
    assert sheet.cell(row, titles["状态"]).value == "已销号"
    assert sheet.cell(row, titles["办结"]).value.date() == date(2026, 11, 10)
