"""The lists behind the figures: cases, items, limits, steps, exemptions; and what figures mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

from openpyxl import Workbook

from yuetan_desktop.excel.books.listing import ListColumn, filled, heads, tints
from yuetan_desktop.excel.books.statrows import (
    CaseLine,
    EvaluationRows,
    ExemptionRow,
    LimitLine,
    SpanLine,
    TaskLine,
)
from yuetan_desktop.excel.writer import Column, Kind, Table, Written, write_table

DROPPED, OVERDUE = "撤销或豁免", "逾期"
STATUSES = ("在办", "已结", DROPPED)
JUDGED = ("按期", "超期", OVERDUE)


@dataclass(frozen=True, slots=True)
class Details:
    """Where the lists stand, for the formulas that count them."""

    cases: Written
    items: Written
    limits: Written
    spans: Written
    exemptions: Written
    tasks: Written


DETAIL_SHEETS = len(fields(Details))


def write_details(book: Workbook, rows: EvaluationRows) -> Details:
    """Each list on a sheet of its own."""
    return Details(
        cases=write_table(book, _cases(rows)),
        items=write_table(book, _items(rows)),
        limits=write_table(book, _limits(rows)),
        spans=write_table(book, _spans(rows)),
        exemptions=write_table(book, _exemptions(rows)),
        tasks=write_table(book, _tasks(rows)),
    )


def write_definitions(book: Workbook, rows: EvaluationRows) -> Written:
    """What each figure means, in words."""
    return write_table(
        book,
        Table(
            sheet="指标说明",
            title=f"{rows.title}——指标说明",
            lines=rows.lines[:1],
            columns=(Column("指标", 16), Column("口径", 110)),
            rows=rows.definitions,
            frozen=1,
        ),
    )


# -- the lists ----------------------------------------------------------------------------------
_CASES: Sequence[ListColumn[CaseLine]] = (
    ListColumn("案件编号", 19, lambda c: c.number),
    ListColumn("单位", 14, lambda c: c.unit),
    ListColumn("等级", 5, lambda c: c.level, Kind.INTEGER),
    ListColumn("措施", 14, lambda c: c.level_name, Kind.MARK),
    ListColumn("条款", 16, lambda c: "、".join(c.cites)),
    ListColumn("事由", 32, lambda c: c.title),
    ListColumn("立案", 11, lambda c: c.opened_on, Kind.DATE),
    ListColumn("立案月份", 9, lambda c: f"{c.opened_on:%Y-%m}", Kind.MARK),
    ListColumn("状态", 11, lambda c: c.state, Kind.MARK),
    ListColumn("在办或已结", 10, lambda c: c.status, Kind.MARK),
    ListColumn("重复于", 16, lambda c: c.repeats or None, Kind.MARK),
    ListColumn("改善情况", 10, lambda c: c.improvement or None, Kind.MARK),
    ListColumn("原因性质", 22, lambda c: c.faults),
)
_ITEMS: Sequence[ListColumn[tuple[CaseLine, str]]] = (
    ListColumn("案件编号", 19, lambda item: item[0].number),
    ListColumn("单位", 14, lambda item: item[0].unit),
    ListColumn("等级", 5, lambda item: item[0].level, Kind.INTEGER),
    ListColumn("条款", 18, lambda item: item[1]),
    ListColumn("在办或已结", 12, lambda item: item[0].status, Kind.MARK),
)
_LIMITS: Sequence[ListColumn[LimitLine]] = (
    ListColumn("案件编号", 19, lambda limit: limit.number),
    ListColumn("单位", 14, lambda limit: limit.unit),
    ListColumn("等级", 5, lambda limit: limit.level, Kind.INTEGER),
    ListColumn("期限", 30, lambda limit: limit.name),
    ListColumn("到期日", 11, lambda limit: limit.due, Kind.DATE),
    ListColumn("办理日", 11, lambda limit: limit.done_on, Kind.DATE),
    ListColumn("状态", 8, lambda limit: limit.state, Kind.MARK),
    ListColumn("说明", 16, lambda limit: limit.text, Kind.MARK),
    ListColumn("暂估", 7, lambda limit: "暂估" if limit.estimated else None, Kind.MARK),
)
_SPANS: Sequence[ListColumn[SpanLine]] = (
    ListColumn("案件编号", 19, lambda span: span.number),
    ListColumn("单位", 14, lambda span: span.unit),
    ListColumn("等级", 5, lambda span: span.level, Kind.INTEGER),
    ListColumn("环节", 14, lambda span: span.step, Kind.MARK),
    ListColumn("起算日", 11, lambda span: span.since, Kind.DATE),
    ListColumn("办理日", 11, lambda span: span.day, Kind.DATE),
    ListColumn("工作日", 9, lambda span: span.workdays, Kind.INTEGER),
)
_EXEMPTIONS: Sequence[ListColumn[ExemptionRow]] = (
    ListColumn("单位", 14, lambda row: row.unit),
    ListColumn("条款", 16, lambda row: row.cite),
    ListColumn("数据期", 18, lambda row: row.period),
    ListColumn("不可抗力情形", 36, lambda row: row.cause),
    ListColumn("证明材料", 28, lambda row: row.evidence),
    ListColumn("认定", 20, lambda row: row.approved),
)
_TASKS: Sequence[ListColumn[TaskLine]] = (
    ListColumn("编号", 10, lambda t: t.code),
    ListColumn("单位", 12, lambda t: t.unit),
    ListColumn("整改任务", 26, lambda t: t.name),
    ListColumn("督政/查企", 8, lambda t: t.tag, Kind.MARK),
    ListColumn("量化目标", 20, lambda t: t.target),
    ListColumn("时限", 10.5, lambda t: t.due, Kind.DATE),
    ListColumn("环节", 8, lambda t: t.stage, Kind.MARK),
    ListColumn("状态", 8, lambda t: t.standing, Kind.MARK),
    ListColumn("说明", 13, lambda t: t.text, Kind.MARK),
    ListColumn("来源案件", 16.5, lambda t: t.case or None, Kind.MARK),
)


def _cases(rows: EvaluationRows) -> Table:
    return Table(
        sheet="案件明细",
        title=f"{rows.title}——案件明细",
        lines=rows.lines,
        columns=heads(_CASES),
        rows=filled(_CASES, rows.cases),
        totals={"单位": '=COUNTA({range})&"件"'},
        levels=tints(_CASES, rows.cases, lambda case: case.level),
    )


def _items(rows: EvaluationRows) -> Table:
    items = [(case, cite) for case in rows.cases for cite in case.cites]
    return Table(
        sheet="条款明细",
        title=f"{rows.title}——条款明细",
        lines=rows.lines[:1],
        columns=heads(_ITEMS),
        rows=filled(_ITEMS, items),
        totals={"条款": '=COUNTA({range})&"项"'},
    )


def _limits(rows: EvaluationRows) -> Table:
    return Table(
        sheet="期限明细",
        title=f"{rows.title}——期限明细",
        lines=rows.lines,
        columns=heads(_LIMITS),
        rows=filled(_LIMITS, rows.limit_lines),
        totals={"期限": '=COUNTA({range})&"项"', "办理日": "=COUNT({range})"},
    )


def _spans(rows: EvaluationRows) -> Table:
    return Table(
        sheet="用时明细",
        title=f"{rows.title}——环节用时明细",
        lines=rows.lines[:1],
        columns=heads(_SPANS),
        rows=filled(_SPANS, rows.spans),
    )


def _exemptions(rows: EvaluationRows) -> Table:
    return Table(
        sheet="豁免明细",
        title=f"{rows.title}——豁免明细（第十条）",
        lines=rows.lines[:1],
        columns=heads(_EXEMPTIONS),
        rows=filled(_EXEMPTIONS, rows.exemptions),
        totals={"条款": '=COUNTA({range})&"项"'},
        frozen=1,
    )


def _tasks(rows: EvaluationRows) -> Table:
    return Table(
        sheet="整改任务明细",
        title=f"{rows.title}——整改任务明细",
        lines=rows.lines[:1],
        columns=heads(_TASKS),
        rows=filled(_TASKS, rows.tasks),
        totals={"单位": '=COUNTA({range})&"项"'},
    )
