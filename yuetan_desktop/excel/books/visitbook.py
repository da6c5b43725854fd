"""检查安排 as a workbook: the year's visits, and the plan beside what was done, by formula."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from yuetan_desktop.excel.books.countformulas import count, quoted
from yuetan_desktop.excel.books.listing import ListColumn, filled, heads
from yuetan_desktop.excel.writer import (
    Column,
    Kind,
    Table,
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
    """The visits, and the plan of the year beside what was done."""
    book = new_book(title=rows.title, author=rows.author)
    listed = write_table(book, _visits(rows))
    write_table(book, _months(rows, listed))
    return save(book, out)


_VISITS: Sequence[ListColumn[VisitRow]] = (
    ListColumn("日期", 11, lambda visit: visit.day, Kind.DATE),
    ListColumn("单位", 14, lambda visit: visit.unit),
    ListColumn("企业", 22, lambda visit: visit.enterprise or None),
    ListColumn("内容", 28, lambda visit: visit.what),
    ListColumn("类别", 10, lambda visit: visit.kind, Kind.MARK),
    ListColumn("来源", 18, lambda visit: visit.source or None),
    ListColumn("归口", 12, lambda visit: visit.intake or None),
    ListColumn("完成日期", 11, lambda visit: visit.done_on, Kind.DATE),
    ListColumn("安排月份", 9, lambda visit: _month(visit.day), Kind.MARK),
    ListColumn("完成月份", 9, lambda visit: _month(visit.done_on), Kind.MARK),
    ListColumn("提示", 34, lambda visit: visit.doubts or None),
)


def _month(day: date | None) -> str | None:
    return f"{day:%Y-%m}" if day else None


def _visits(rows: VisitRows) -> Table:
    return Table(
        sheet="检查安排",
        title=rows.title,
        lines=rows.lines,
        columns=heads(_VISITS),
        rows=filled(_VISITS, rows.rows),
        totals={"单位": '=COUNTA({range})&"项"', "完成日期": '=COUNT({range})&"项"'},
    )


def _months(rows: VisitRows, listed: Written) -> Table:
    """One line a month; every count is a formula over the list."""
    kind, planned, done = (listed.cells(head) for head in ("类别", "安排月份", "完成月份"))
    plan, temporary = (kind, quoted(rows.plan)), (kind, quoted(rows.temporary))
    month = "$A{row}"
    counts = {
        "计划（项）": count((planned, month), plan),
        "其中已完成": count((planned, month), plan, (done, quoted("?*"))),
        "本月完成": count((done, month), plan),
        "临时交办完成": count((done, month), temporary),
    }
    return Table(
        sheet="计划与完成",
        title=f"{rows.title}——计划与完成",
        lines=rows.lines,
        columns=(
            Column("月份", 12, Kind.MARK),
            *(Column(head, 14, Kind.INTEGER) for head in counts),
            Column("说明", 48),
        ),
        rows=[
            (f"{rows.year}-{number:02}", *counts.values(), remark or None)
            for number, remark in enumerate(rows.remarks, start=1)
        ],
        totals=dict.fromkeys(counts, "=SUM({range})"),
        frozen=1,
    )
