"""党政同责汇总: one line a unit for the year's assessment; units with a veto hint on top."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from yuetan_desktop.excel.books.evaluation import lists_last
from yuetan_desktop.excel.books.statdetails import (
    DROPPED,
    JUDGED,
    STATUSES,
    Details,
    count,
    quoted,
    rate,
    write_definitions,
    write_details,
)
from yuetan_desktop.excel.books.statrows import EvaluationRows
from yuetan_desktop.excel.writer import (
    Column,
    Formula,
    Kind,
    Table,
    Value,
    new_book,
    save,
    write_table,
)

VETO, BASIS = "否决提示", "提示依据（案件、条款）"


def write_joint_duty(rows: EvaluationRows, out: Path) -> Path:
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
    letters = {column.title: chr(ord("A") + n) for n, column in enumerate(columns)}
    first = len(rows.lines) + 4
    total = first + max(1, len(rows.units))
    judged = f"{letters[JUDGED[0]]}{total}:{letters[JUDGED[-1]]}{total}"
    kept = f"{letters[JUDGED[0]]}{total}"
    summed = [c.title for c in columns if c.kind is Kind.INTEGER]
    return Table(
        sheet="党政同责汇总",
        title=rows.title,
        lines=(*rows.lines, "1至6级不含撤销或豁免的案件；按期率、否决提示等的口径见“指标说明”表。"),
        columns=columns,
        rows=[
            _line(unit, first + offset, rows, details, letters)
            for offset, unit in enumerate(rows.units)
        ],
        totals={
            VETO: f'=COUNTIF({{range}},"{VETO}")',
            **dict.fromkeys(summed, "=SUM({range})"),
            "按期率": f'=IF(SUM({judged})=0,"—",TEXT({kept}/SUM({judged}),"0.0%"))',
        },
    )


def _line(
    unit: str, row: int, rows: EvaluationRows, details: Details, letters: dict[str, str]
) -> Sequence[Value]:
    cases, limits = details.cases, details.limits
    mine = (cases.cells("单位"), f"$A{row}")
    status, level = cases.cells("在办或已结"), cases.cells("等级")
    standing = (status, quoted(f"<>{DROPPED}"))
    task = (details.tasks.cells("单位"), f"$A{row}")
    mine_limits = (limits.cells("单位"), f"$A{row}")
    kept, last = f"{letters[JUDGED[0]]}{row}", f"{letters[JUDGED[-1]]}{row}"
    top = letters[f"{rows.levels[-1][0]}级"]
    return (
        unit,
        Formula(f'=IF({top}{row}>0,"{VETO}","—")'),
        rows.veto.get(unit, "—"),
        *(count(mine, (level, str(number)), standing) for number, _ in rows.levels),
        count(mine),
        *(count(mine, (status, quoted(one))) for one in STATUSES),
        *(count(mine_limits, (limits.cells("状态"), quoted(one))) for one in JUDGED),
        rate(kept, f"SUM({kept}:{last})"),
        count(mine, (cases.cells("重复于"), quoted("?*"))),
        *(count(mine, (cases.cells("改善情况"), quoted(one))) for one in ("已改善", "未改善")),
        count((details.exemptions.cells("单位"), f"$A{row}")),
        count(task),
        count(task, (details.tasks.cells("环节"), quoted("已销号"))),
        count(task, (details.tasks.cells("状态"), quoted("逾期"))),
    )
