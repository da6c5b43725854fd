"""The lists behind the figures: cases, items, limits, steps, exemptions; and what figures mean."""

from __future__ import annotations

from dataclasses import dataclass, fields

from openpyxl import Workbook

from yuetan_desktop.excel.books.statrows import EvaluationRows
from yuetan_desktop.excel.writer import Column, Formula, Kind, Table, Written, write_table

OPEN, ENDED, DROPPED = STATUSES = ("在办", "已结", "撤销或豁免")
IN_TIME, LATE, OVERDUE = JUDGED = ("按期", "超期", "逾期")


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
    return Details(
        cases=write_table(book, _cases(rows)),
        items=write_table(book, _items(rows)),
        limits=write_table(book, _limits(rows)),
        spans=write_table(book, _spans(rows)),
        exemptions=write_table(book, _exemptions(rows)),
        tasks=write_table(book, _tasks(rows)),
    )


def write_definitions(book: Workbook, rows: EvaluationRows) -> Written:
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


def count(*conditions: tuple[str, str]) -> Formula:
    """=COUNTIFS(range, criterion, …); criteria are cells or quoted texts."""
    return Formula(f"=COUNTIFS({','.join(f'{cells},{wanted}' for cells, wanted in conditions)})")


def quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def rate(part: str, whole: str) -> Formula:
    """A share, or — where nothing is counted."""
    return Formula(f'=IF({whole}=0,"—",{part}/({whole}))')


# -- the lists ----------------------------------------------------------------------------------
def _cases(rows: EvaluationRows) -> Table:
    return Table(
        sheet="案件明细",
        title=f"{rows.title}——案件明细",
        lines=rows.lines,
        columns=(
            Column("案件编号", 16),
            Column("单位", 14),
            Column("等级", 5, Kind.INTEGER),
            Column("措施", 14, Kind.MARK),
            Column("条款", 16),
            Column("事由", 34),
            Column("立案", 11, Kind.DATE),
            Column("立案月份", 9, Kind.MARK),
            Column("状态", 11, Kind.MARK),
            Column("在办或已结", 10, Kind.MARK),
            Column("重复于", 16, Kind.MARK),
            Column("改善情况", 10, Kind.MARK),
            Column("原因性质", 22),
        ),
        rows=[
            (
                case.number,
                case.unit,
                case.level,
                case.level_name,
                "、".join(case.cites),
                case.title,
                case.opened_on,
                f"{case.opened_on:%Y-%m}",
                case.state,
                case.status,
                case.repeats or None,
                case.improvement or None,
                case.faults,
            )
            for case in rows.cases
        ],
        totals={"单位": '=COUNTA({range})&"件"'},
        levels={(n, 2): case.level for n, case in enumerate(rows.cases)},
    )


def _items(rows: EvaluationRows) -> Table:
    return Table(
        sheet="条款明细",
        title=f"{rows.title}——条款明细",
        lines=rows.lines[:1],
        columns=(
            Column("案件编号", 16),
            Column("单位", 14),
            Column("等级", 5, Kind.INTEGER),
            Column("条款", 18),
            Column("在办或已结", 12, Kind.MARK),
        ),
        rows=[
            (case.number, case.unit, case.level, cite, case.status)
            for case in rows.cases
            for cite in case.cites
        ],
        totals={"条款": '=COUNTA({range})&"项"'},
    )


def _limits(rows: EvaluationRows) -> Table:
    return Table(
        sheet="期限明细",
        title=f"{rows.title}——期限明细",
        lines=rows.lines,
        columns=(
            Column("案件编号", 16),
            Column("单位", 14),
            Column("等级", 5, Kind.INTEGER),
            Column("期限", 30),
            Column("到期日", 11, Kind.DATE),
            Column("办理日", 11, Kind.DATE),
            Column("状态", 8, Kind.MARK),
            Column("说明", 16, Kind.MARK),
            Column("暂估", 7, Kind.MARK),
        ),
        rows=[
            (
                line.number,
                line.unit,
                line.level,
                line.name,
                line.due,
                line.done_on,
                line.state,
                line.text,
                "暂估" if line.estimated else None,
            )
            for line in rows.limit_lines
        ],
        totals={"期限": '=COUNTA({range})&"项"', "办理日": "=COUNT({range})"},
    )


def _spans(rows: EvaluationRows) -> Table:
    return Table(
        sheet="用时明细",
        title=f"{rows.title}——环节用时明细",
        lines=rows.lines[:1],
        columns=(
            Column("案件编号", 16),
            Column("单位", 14),
            Column("等级", 5, Kind.INTEGER),
            Column("环节", 14, Kind.MARK),
            Column("起算日", 11, Kind.DATE),
            Column("办理日", 11, Kind.DATE),
            Column("工作日", 9, Kind.INTEGER),
        ),
        rows=[(s.number, s.unit, s.level, s.step, s.since, s.day, s.workdays) for s in rows.spans],
    )


def _exemptions(rows: EvaluationRows) -> Table:
    return Table(
        sheet="豁免明细",
        title=f"{rows.title}——豁免明细（第十条）",
        lines=rows.lines[:1],
        columns=(
            Column("单位", 14),
            Column("条款", 16),
            Column("数据期", 18),
            Column("不可抗力情形", 36),
            Column("证明材料", 28),
            Column("认定", 20),
        ),
        rows=[
            (row.unit, row.cite, row.period, row.cause, row.evidence, row.approved)
            for row in rows.exemptions
        ],
        totals={"条款": '=COUNTA({range})&"项"'},
        frozen=1,
    )


def _tasks(rows: EvaluationRows) -> Table:
    return Table(
        sheet="整改任务明细",
        title=f"{rows.title}——整改任务明细",
        lines=rows.lines[:1],
        columns=(
            Column("编号", 10),
            Column("单位", 12),
            Column("整改任务", 26),
            Column("督政/查企", 8, Kind.MARK),
            Column("量化目标", 20),
            Column("时限", 10.5, Kind.DATE),
            Column("环节", 8, Kind.MARK),
            Column("状态", 8, Kind.MARK),
            Column("说明", 13, Kind.MARK),
            Column("来源案件", 16.5, Kind.MARK),
        ),
        rows=[
            (
                t.code,
                t.unit,
                t.name,
                t.tag,
                t.target,
                t.due,
                t.stage,
                t.standing,
                t.text,
                t.case or None,
            )
            for t in rows.tasks
        ],
        totals={"单位": '=COUNTA({range})&"项"'},
    )
