"""检查安排 as a workbook: the year's visits, and the plan beside what was done, by formula."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from yuetan_desktop.excel.books.statdetails import count, quoted
from yuetan_desktop.excel.writer import (
    Column,
    Kind,
    Table,
    Value,
    Written,
    new_book,
    save,
    write_table,
)


@dataclass(frozen=True, slots=True)
class VisitRow:
    """One visit as the list shows it."""

    day: date
    unit: str
    enterprise: str
    what: str
    kind: str
    source: str
    intake: str
    done_on: date | None
    doubts: str


@dataclass(frozen=True, slots=True)
class VisitRows:
    """A year's visits; `remarks` are the words of each month beside its counts."""

    title: str
    lines: tuple[str, ...]
    author: str
    year: int
    plan: str  # 年度计划
    temporary: str  # 临时交办
    rows: Sequence[VisitRow]
    remarks: Sequence[str]


def write_visits(rows: VisitRows, out: Path) -> Path:
    book = new_book(title=rows.title, author=rows.author)
    listed = write_table(book, _visits(rows))
    write_table(book, _months(rows, listed))
    return save(book, out)


def _visits(rows: VisitRows) -> Table:
    return Table(
        sheet="检查安排",
        title=rows.title,
        lines=rows.lines,
        columns=(
            Column("日期", 11, Kind.DATE),
            Column("单位", 14),
            Column("企业", 22),
            Column("内容", 28),
            Column("类别", 10, Kind.MARK),
            Column("来源", 18),
            Column("归口", 12),
            Column("完成日期", 11, Kind.DATE),
            Column("安排月份", 9, Kind.MARK),
            Column("完成月份", 9, Kind.MARK),
            Column("提示", 34),
        ),
        rows=[
            (
                one.day,
                one.unit,
                one.enterprise or None,
                one.what,
                one.kind,
                one.source or None,
                one.intake or None,
                one.done_on,
                f"{one.day:%Y-%m}",
                f"{one.done_on:%Y-%m}" if one.done_on else None,
                one.doubts or None,
            )
            for one in rows.rows
        ],
        totals={"单位": '=COUNTA({range})&"项"', "完成日期": '=COUNT({range})&"项"'},
    )


def _months(rows: VisitRows, listed: Written) -> Table:
    """One line a month; every count is a formula over the list."""
    kind, planned, done = (listed.cells(head) for head in ("类别", "安排月份", "完成月份"))
    first = len(rows.lines) + 3
    plan, temporary = quoted(rows.plan), quoted(rows.temporary)
    lines: list[Sequence[Value]] = []
    for offset, remark in enumerate(rows.remarks):
        month = f"$A{first + offset}"
        lines.append(
            (
                f"{rows.year}-{offset + 1:02}",
                count((planned, month), (kind, plan)),
                count((planned, month), (kind, plan), (done, quoted("?*"))),
                count((done, month), (kind, plan)),
                count((done, month), (kind, temporary)),
                remark or None,
            )
        )
    counted = ("计划（项）", "其中已完成", "本月完成", "临时交办完成")
    return Table(
        sheet="计划与完成",
        title=f"{rows.title}——计划与完成",
        lines=rows.lines,
        columns=(
            Column("月份", 12, Kind.MARK),
            *(Column(head, 14, Kind.INTEGER) for head in counted),
            Column("说明", 48),
        ),
        rows=lines,
        totals=dict.fromkeys(counted, "=SUM({range})"),
        frozen=1,
    )
