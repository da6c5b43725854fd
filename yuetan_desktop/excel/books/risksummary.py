"""风险研判汇总表: units × levels, a count by level with its chart, every rule's finding."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from openpyxl import Workbook

from yuetan_desktop.excel.books.columnchart import add_column_chart
from yuetan_desktop.excel.books.summaryrows import FindingRow, RiskSummary
from yuetan_desktop.excel.writer import Column, Kind, Table, Value, Written, new_book, save
from yuetan_desktop.excel.writer import write_table as write

# What a reader looks at first; the full list follows on its own sheet.
_OF_NOTE = {"触发", "待认定", "豁免"}
STATES = ("已触发", "临界", "待认定", "缺数据", "豁免", "正常", "不适用")


def write_risk_summary(summary: RiskSummary, out: Path) -> Path:
    book = new_book(title=summary.title, author=summary.author)
    units = write(book, _units_table(summary))
    _write_counts(book, summary, units)
    of_note = [row for row in summary.findings if row.outcome in _OF_NOTE]
    write(book, _findings_table(summary, "触发与待认定", of_note))
    write(book, _findings_table(summary, "研判明细", summary.findings))
    write(book, _readings_table(summary))
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
    written = write(
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
            rows=[(level, *(None for _ in STATES), None) for level in summary.levels],
            totals=dict.fromkeys((*STATES, "合计"), "=SUM({range})"),
            frozen=1,
            one_page=True,
        ),
    )
    sheet = written.sheet
    for offset, level in enumerate(summary.levels):
        row = written.first_row + offset
        for state in STATES:
            # The state stands alone or before its fact: 正常, 正常⏎半年均值 余 0.5.
            formula = f'=COUNTIF({units.cells(level)},"{state}*")'
            sheet[f"{written.letters[state]}{row}"] = formula
        first, last = written.letters[STATES[0]], written.letters[STATES[-1]]
        sheet[f"{written.letters['合计']}{row}"] = f"=SUM({first}{row}:{last}{row})"
    add_column_chart(
        written,
        f"A{written.last_row + 3}",
        "各等级已触发、临界、待认定、缺数据的单位数",
        first=2,
        colours=("A11D1F", "DCA13A", "0F5F7A", "8593A0"),
        stacked=False,
    )


def _findings_table(summary: RiskSummary, sheet: str, findings: Sequence[FindingRow]) -> Table:
    rows: list[Sequence[Value]] = [
        (
            number,
            row.unit,
            row.level,
            row.cite,
            row.title,
            row.period,
            row.outcome,
            row.fact,
            row.margin,
            row.margin_unit,
            row.reading,
            row.effect,
            row.exemption,
            row.audit,
            row.source,
        )
        for number, row in enumerate(findings, start=1)
    ]
    return Table(
        sheet=sheet,
        title=f"{summary.title}——{sheet}",
        lines=(*summary.lines, "余量：负数为已越线，正数为距界线；单位同指标。"),
        columns=(
            Column("序号", 5, Kind.INTEGER),
            Column("单位", 11),
            Column("等级", 4.5, Kind.INTEGER),
            Column("条款", 11),
            Column("情形", 12),
            Column("数据期", 12),
            Column("结论", 7, Kind.MARK),
            Column("事实", 33),
            Column("余量", 7, Kind.DECIMAL),
            Column("余量单位", 6, Kind.MARK),
            Column("口径", 13),
            Column("其他口径的结果", 15),
            Column("豁免（第十条）", 13),
            Column("数据审核", 12),
            Column("来源（文件 › 工作表!单元格）", 29),
        ),
        rows=rows,
    )


def _readings_table(summary: RiskSummary) -> Table:
    rows: Iterable[Sequence[Value]] = [
        (row.id, row.wording, row.question, row.option, row.decided, row.basis)
        for row in summary.readings
    ]
    return Table(
        sheet="采用口径",
        title=f"{summary.title}——采用口径",
        lines=summary.lines[:1],
        columns=(
            Column("编号", 6, Kind.MARK),
            Column("条文用语", 24),
            Column("问题", 30),
            Column("采用口径", 20),
            Column("认定", 22),
            Column("依据", 30),
        ),
        rows=list(rows),
    )
