"""The values of a file as they are stored, and by the mode the clerk chose what becomes of values
that are stored already."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from heapq import merge
from operator import itemgetter
from typing import Any, TypeVar

from yuetan_desktop.excel.results import DayRow, DayTable, FileReading
from yuetan_desktop.excel.sheet import position, row_of
from yuetan_desktop.services.workspace import Progress, Workspace, ignore
from yuetan_desktop.store import observations, replacing
from yuetan_desktop.store.dayrows import DayValues, insert_day_rows
from yuetan_desktop.store.observations import Counts, ValueChange
from yuetan_desktop.store.standing import SameDays, is_day, same_days

R = TypeVar("R")
_by_period = itemgetter(2)
_TOLD_EVERY = 20_000  # values; about a tenth of a second


class Mode(StrEnum):
    """What becomes of values that are stored already; the words are shown and recorded."""

    UPDATE = "新增并更新"
    ADD = "只新增"
    REPLACE = "替换该期"


ChangedKey = tuple[int, str, str]  # place, indicator, period; of days their month


def changed_key(place: int, indicator: str, period: str) -> ChangedKey:
    """What a change is known by; rules look at months of days, a million keys are too many."""
    return place, indicator, period[:7] if is_day(period) else period


@dataclass(frozen=True, slots=True)
class FileValues:
    """The values of a reading whose places are known: `ids` names them, None leaves one out.
    `skip` are the rows (sheet, row number) that are not stored."""

    reading: FileReading
    ids: Sequence[int | None]
    skip: Collection[tuple[str, str]] = frozenset()

    def one_by_one(self) -> Iterator[tuple[Any, ...]]:
        """The values that are kept one a row."""
        ids, skip = self.ids, self.skip
        for seen in self.reading.observations:
            place = ids[seen[0]]
            if place is not None and not (skip and (seen.sheet, row_of(seen.cell)) in skip):
                yield (place, *seen[1:])

    def days(self, table: DayTable) -> list[DayValues]:
        """The rows of a table of days, with the ids of their places, in the order of the days."""
        ids, skip = self.ids, self.skip
        rows = [
            (place, period, line, numbers)
            for index, period, line, numbers in table.rows
            if (place := ids[index]) is not None and not (skip and (table.sheet, str(line)) in skip)
        ]
        rows.sort(key=itemgetter(1, 0))
        return rows

    def by_period(
        self, days_of: Callable[[DayTable], Iterable[DayValues]] | None = None
    ) -> Iterator[tuple[Any, ...]]:
        """Every value alone, in the order of the periods; of tables of days those in `days_of`."""
        singles = sorted(self.one_by_one(), key=_by_period)
        days_of = days_of or self.days
        tables = (_values(table, days_of(table)) for table in self.reading.day_tables)
        return merge(singles, *tables, key=_by_period)

    @property
    def are_apart(self) -> bool:
        """Whether no unit stands in the file under two names."""
        known = [place for place in self.ids if place is not None]
        return len(known) == len(set(known))


def compare_values(
    ws: Workspace, values: FileValues, progress: Progress = ignore
) -> tuple[Counts, list[ValueChange], set[ChangedKey]]:
    """How a file's values compare with those in force; the first changes in the order of the
    file, and the keys of all of them."""
    sheets = {name: at for at, name in enumerate(values.reading.grids)}
    keys: set[ChangedKey] = set()

    def order(row: tuple[Any, ...]) -> tuple[int, tuple[int, int]]:
        return sheets.get(row[5], 0), position(row[6])

    def notice(row: tuple[Any, ...]) -> None:
        keys.add(changed_key(*row[:3]))

    same = 0

    def others(table: DayTable) -> list[DayValues]:
        nonlocal same
        found = _beside_stored(ws, values, table, progress)
        same += found.unchanged
        return found.rest

    rows = _counted(values.by_period(others if values.are_apart else None), values, progress)
    counts, changes = observations.compare(ws.db, rows, order=order, notice=notice)
    return replace(counts, unchanged=counts.unchanged + same), changes, keys


def _beside_stored(
    ws: Workspace, values: FileValues, table: DayTable, progress: Progress
) -> SameDays:
    """The rows of a table of days beside those in force."""
    rows = _counted(values.days(table), values, progress, len(table.indicators))
    return same_days(ws.db, table.indicators, rows)


def _values(table: DayTable, rows: Iterable[DayValues]) -> Iterator[tuple[Any, ...]]:
    for row in rows:
        yield from table.values(DayRow(*row))


def _counted(
    rows: Iterable[R], values: FileValues, progress: Progress, each: int = 1
) -> Iterator[R]:
    """The rows as they are, `each` so many values, telling how far they are gone; a cancelled run
    ends here."""
    total = values.reading.count_values()
    for number, row in enumerate(rows):
        if number * each % _TOLD_EVERY < each:
            progress("与库中数据比较", number * each, total)
        yield row


def store_values(ws: Workspace, batch: int, values: FileValues, mode: Mode) -> int:
    """Store a file's values; returns how many. Call inside a transaction."""
    if mode is Mode.ADD:
        fresh = observations.only_unknown(ws.db, values.by_period())
        return observations.insert_observations(ws.db, batch, fresh)
    if not values.are_apart:  # two rows of one day: of each value the first one counts
        return observations.insert_observations(ws.db, batch, values.by_period())
    stored = observations.insert_observations(ws.db, batch, values.one_by_one())
    for table in values.reading.day_tables:
        columns = list(zip(table.indicators, table.letters, strict=True))
        stored += insert_day_rows(ws.db, batch, table.sheet, columns, values.days(table))
    return stored


def left_out(ws: Workspace, values: FileValues, progress: Progress = ignore) -> list[ValueChange]:
    """替换该期: values of the same periods, indicators and kinds of unit that the file no longer
    has; they go out of force, and their history stays. Asked before the file is stored, when most
    of its days are in force as they stand and need not be looked at value by value."""
    tables = values.reading.day_tables
    of_days: Callable[[DayTable], Iterable[DayValues]] | None = None
    if len(tables) == 1 and values.are_apart:  # days of which all in force is in the one table
        whole = _beside_stored(ws, values, tables[0], progress).whole
        whole -= {seen.period for seen in values.reading.observations}

        def of_days(table: DayTable) -> list[DayValues]:
            return [row for row in values.days(table) if row[1] not in whole]

    rows = _counted(values.by_period(of_days), values, progress)
    return replacing.left_out(ws.db, rows)
