"""风险研判汇总表: units × levels, a count by level with its chart, every rule's finding."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from yuetan_desktop.excel.books.columnchart import add_column_chart
from yuetan_desktop.excel.books.listing import ListColumn, filled, heads
from yuetan_desktop.excel.books.summaryrows import FindingRow, ReadingRow, RiskSummary
from yuetan_desktop.excel.writer import (
    Column,
    Formula,
    Kind,
    Table,
    Value,
    Written,
    new_book,
    save,
    write_table,
)

# What a reader looks at first; the full list follows on its own sheet.
_OF_NOTE = {"触发", "待认定", "豁免"}
STATES = ("已触发", "临界", "待认定", "缺数据", "豁免", "正常", "不适用")


def write_risk_summary(summary: RiskSummary, out: Path) -> Path:
    """Units by level, counts with a chart, what needs attention, every finding, the readings."""
    book = new_book(title=summary.title, author=summary.author)
    units = write_table(book, _units_table(summary))
    _write_counts(book, summary, units)
    of_note = [row for row in summary.findings if row.outcome in _OF_NOTE]
    write_table(book, _findings_table(summary, "触发与待认定", of_note))
    write_table(book, _findings_table(summary, "研判明细", summary.findings))
    write_table(book, _readings_table(summary))
    return save(book, out)


def _units_table(summary: RiskSummary) -> Table:
    columns = (
        Column("序号", 5, Kind.INTEGER),
        Column("单位", 13),
        Column("类别", 9, Kind.MARK),
        *(Column(level, 16, Kind.MARK) for level in summary.levels),
        Column("最高等级", 6, Kind.INTEGER),
        Column("触发项", 6, Kind.INTEGER),
        Column("待认定项", 6, Kind.INTEGER),
        Column("缺数据项", 6, Kind.INTEGER),
        Column("豁免项", 6, Kind.INTEGER),
        Column("在办案件", 13, Kind.MARK),
    )
    rows: list[Sequence[Value]] = [
        (
            number,
            unit.unit,
            unit.kind,
            *(f"{cell.state}\n{cell.line}" if cell.line else cell.state for cell in unit.cells),
            unit.highest,
            unit.triggered,
            unit.undecided,
            unit.no_data,
            unit.exempt,
            unit.cases,
        )
        for number, unit in enumerate(summary.units, start=1)
    ]
    counted = dict.fromkeys(("触发项", "待认定项", "缺数据项", "豁免项"), "=SUM({range})")
    return Table(
        sheet="研判汇总",
        title=summary.title,
        lines=summary.lines,
        columns=columns,
        rows=rows,
        totals={
            "单位": '=COUNTA({range})&"个单位"',
            **dict.fromkeys(summary.levels, '=COUNTIF({range},"已触发*")&"个已触发"'),
            **counted,
        },
        levels={
            (row, 3 + place): place + 1
            for row, unit in enumerate(summary.units)
            for place, cell in enumerate(unit.cells)
            if cell.state == STATES[0]  # 暂判 is not coloured as if it were settled
        },
    )


def _write_counts(book: Workbook, summary: RiskSummary, units: Written) -> None:
    """Units by level and state, counted from the sheet before; the last column checks the sum."""
    checked = f"=SUM(B{{row}}:{get_column_letter(1 + len(STATES))}{{row}})"
    written = write_table(
        book,
        Table(
            sheet="等级统计",
            title=f"{summary.title}——按等级统计",
            lines=summary.lines[:1],
            columns=(
                Column("等级", 24),
                *(Column(state, 10, Kind.INTEGER) for state in STATES),
                Column("合计", 10, Kind.INTEGER),
            ),
            rows=[
                (
                    level,
                    # The state stands alone or before its fact: 正常, 正常⏎半年均值 余 0.5.
                    *(Formula(f'=COUNTIF({units.cells(level)},"{state}*")') for state in STATES),
                    Formula(checked),
                )
                for level in summary.levels
            ],
            totals=dict.fromkeys((*STATES, "合计"), "=SUM({range})"),
            frozen=1,
            one_page=True,
        ),
    )
    add_column_chart(
        written,
        f"A{written.last_row + 3}",
        "各等级已触发、临界、待认定、缺数据的单位数",
        first=2,
        colours=("A11D1F", "DCA13A", "0F5F7A", "8593A0"),
        stacked=False,
    )


_FINDINGS: Sequence[ListColumn[FindingRow]] = (
    ListColumn("序号", 5, None, Kind.INTEGER),
    ListColumn("单位", 11, lambda row: row.unit),
    ListColumn("等级", 4.5, lambda row: row.level, Kind.INTEGER),
    ListColumn("条款", 11, lambda row: row.cite),
    ListColumn("情形", 12, lambda row: row.title),
    ListColumn("数据期", 12, lambda row: row.period),
    ListColumn("结论", 7, lambda row: row.outcome, Kind.MARK),
    ListColumn("事实", 33, lambda row: row.fact),
    ListColumn("余量", 7, lambda row: row.margin, Kind.DECIMAL),
    ListColumn("余量单位", 6, lambda row: row.margin_unit, Kind.MARK),
    ListColumn("口径", 13, lambda row: row.reading),
    ListColumn("其他口径的结果", 15, lambda row: row.effect),
    ListColumn("豁免（第十条）", 13, lambda row: row.exemption),
    ListColumn("数据审核", 12, lambda row: row.audit),
    ListColumn("来源（文件 › 工作表!单元格）", 29, lambda row: row.source),
)


def _findings_table(summary: RiskSummary, sheet: str, findings: Sequence[FindingRow]) -> Table:
    return Table(
        sheet=sheet,
        title=f"{summary.title}——{sheet}",
        lines=(*summary.lines, "余量：负数为已越线，正数为距界线；单位同指标。"),
        columns=heads(_FINDINGS),
        rows=filled(_FINDINGS, findings),
    )


_READINGS: Sequence[ListColumn[ReadingRow]] = (
    ListColumn("编号", 6, lambda row: row.id, Kind.MARK),
    ListColumn("条文用语", 24, lambda row: row.wording),
    ListColumn("问题", 30, lambda row: row.question),
    ListColumn("采用口径", 20, lambda row: row.option),
    ListColumn("认定", 22, lambda row: row.decided),
    ListColumn("依据", 30, lambda row: row.basis),
)


def _readings_table(summary: RiskSummary) -> Table:
    return Table(
        sheet="采用口径",
        title=f"{summary.title}——采用口径",
        lines=summary.lines[:1],
        columns=heads(_READINGS),
        rows=filled(_READINGS, summary.readings),
    )
