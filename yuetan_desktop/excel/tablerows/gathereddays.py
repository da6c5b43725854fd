"""Days whose values stand one in a cell, gathered by place and day: a matrix, a list with an
indicator in each row. A million of them are then looked at by the column, as long tables are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter

from yuetan_desktop.excel.results import DayRow, DayTable, Seen

_place_and_day = itemgetter(0, 2)


@dataclass(slots=True)
class GatheredDays(DayTable):
    """The days of one sheet; a row's `line` is where its values begin among those held."""

    held: list[Seen] = field(default_factory=list)

    def values(self, row: DayRow) -> Iterator[Seen]:
        """The values of a row, each with its own cell."""
        for seen in self.held[row.line : row.line + len(self.indicators)]:
            if seen[0] == row.place and seen[2] == row.period:
                yield seen

    def seen(self, row: DayRow, column: int) -> Seen:
        """One of them."""
        key = self.indicators[column]
        return next(seen for seen in self.values(row) if seen.indicator == key)


def gather_days(observations: Iterable[Seen]) -> tuple[list[GatheredDays], list[Seen]]:
    """The days of each sheet, and all values of other periods."""
    sheets: dict[str, list[Seen]] = defaultdict(list)
    others: list[Seen] = []
    for seen in observations:
        (sheets[seen.sheet] if seen.period.count("-") == 2 else others).append(seen)
    return [_of_sheet(name, held) for name, held in sheets.items()], others


def _of_sheet(name: str, held: list[Seen]) -> GatheredDays:
    first: dict[str, Seen] = {}
    for seen in held:
        first.setdefault(seen.indicator, seen)
    held.sort(key=_place_and_day)
    letters = tuple(seen.cell.rstrip("0123456789") for seen in first.values())
    table = GatheredDays(name, tuple(first), letters, held=held)
    at = {key: n for n, key in enumerate(first)}
    line = 0
    for (place, day), of_day in groupby(held, key=_place_and_day):
        numbers: list[float | None] = [None] * len(at)
        start = line
        for seen in of_day:
            numbers[at[seen.indicator]] = seen.value
            line += 1
        table.rows.append(DayRow(place, day, start, tuple(numbers)))
        table.has_gaps = table.has_gaps or None in numbers
    return table
