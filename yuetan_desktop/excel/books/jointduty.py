"""党政同责汇总: one line a unit for the year's assessment; units with a veto hint on top."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from openpyxl.utils import get_column_letter

from yuetan_desktop.excel.books.countformulas import count, quoted, rate
from yuetan_desktop.excel.books.evaluation import lists_last
from yuetan_desktop.excel.books.statdetails import (
    DROPPED,
    JUDGED,
    OVERDUE,
    STATUSES,
    Details,
    write_definitions,
    write_details,
)
from yuetan_desktop.excel.books.statrows import EvaluationRows
from yuetan_desktop.excel.writer import (
    Column,
    Formula,
    Kind,
    Table,
    new_book,
    save,
    write_table,
)

VETO, BASIS = "否决提示", "提示依据（案件、条款）"


def write_joint_duty(rows: EvaluationRows, out: Path) -> Path:
    """The line of each unit, behind it the lists it is counted from and what each figure means."""
    book = new_book(title=rows.title, author=rows.author)
    details = write_details(book, rows)
    write_table(book, _table(rows, details))
    lists_last(book)
    write_definitions(book, rows)
    return save(book, out)


def _columns(rows: EvaluationRows) -> tuple[Column, ...]:
    return (
        Column("单位", 16),
        Column(VETO, 10, Kind.MARK),
        Column(BASIS, 22),
        *(Column(f"{number}级", 6, Kind.INTEGER) for number, _ in rows.levels),
        Column("立案", 6, Kind.INTEGER),
        *(Column(status, 8, Kind.INTEGER) for status in STATUSES),
        *(Column(state, 6, Kind.INTEGER) for state in JUDGED),
        Column("按期率", 9, Kind.PERCENT),
        Column("重复案件", 7, Kind.INTEGER),
        Column("已改善", 7, Kind.INTEGER),
        Column("未改善", 7, Kind.INTEGER),
        Column("豁免情形", 7, Kind.INTEGER),
        Column("整改任务", 7, Kind.INTEGER),
        Column("已销号", 7, Kind.INTEGER),
        Column("任务逾期", 7, Kind.INTEGER),
    )


def _table(rows: EvaluationRows, details: Details) -> Table:
    columns = _columns(rows)
    letters = {one.title: get_column_letter(n) for n, one in enumerate(columns, start=1)}
    kept = f"{letters[JUDGED[0]]}{{row}}"
    judged = f"SUM({kept}:{letters[JUDGED[-1]]}{{row}})"
    summed = [c.title for c in columns if c.kind is Kind.INTEGER]
    figures = _figures(rows, details, rate(kept, judged))
    gravest = f"{letters[f'{rows.levels[-1][0]}级']}{{row}}"
    veto = Formula(f'=IF({gravest}>0,"{VETO}","—")')
    return Table(
        sheet="党政同责汇总",
        title=rows.title,
        lines=(*rows.lines, "1至6级不含撤销或豁免的案件；按期率、否决提示等的口径见“指标说明”表。"),
        columns=columns,
        rows=[(unit, veto, rows.veto.get(unit, "—"), *figures) for unit in rows.units],
        totals={
            VETO: f'=COUNTIF({{range}},"{VETO}")',
            **dict.fromkeys(summed, "=SUM({range})"),
            "按期率": f'=IF({judged}=0,"—",TEXT({kept}/{judged},"0.0%"))',
        },
    )


def _figures(rows: EvaluationRows, details: Details, on_time: Formula) -> Sequence[Formula]:
    """What a unit's line counts, the unit being named in column A."""
    cases, limits, tasks = details.cases, details.limits, details.tasks
    case, limit, exemption, task = (
        (one.cells("单位"), "$A{row}") for one in (cases, limits, details.exemptions, tasks)
    )
    status, level = cases.cells("在办或已结"), cases.cells("等级")
    standing = (status, quoted(f"<>{DROPPED}"))
    return (
        *(count(case, (level, str(number)), standing) for number, _ in rows.levels),
        count(case),
        *(count(case, (status, quoted(one))) for one in STATUSES),
        *(count(limit, (limits.cells("状态"), quoted(one))) for one in JUDGED),
        on_time,
        count(case, (cases.cells("重复于"), quoted("?*"))),
        *(count(case, (cases.cells("改善情况"), quoted(one))) for one in ("已改善", "未改善")),
        count(exemption),
        count(task),
        count(task, (tasks.cells("环节"), quoted("已销号"))),
        count(task, (tasks.cells("状态"), quoted(OVERDUE))),
    )
