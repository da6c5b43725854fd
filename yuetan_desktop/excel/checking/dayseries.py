"""Doubts about the days of a place one after the other, in long tables of days: frozen, jumping
and copied, found on the bare numbers and put in words by the checks of all series."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from datetime import date
from itertools import compress, count, pairwise
from operator import eq, itemgetter, truediv

from yuetan_desktop.domain.indicator import Catalogue
from yuetan_desktop.excel.checking.daychecks import Columns
from yuetan_desktop.excel.checking.serieschecks import (
    COMPARED,
    LEAST_COPIED,
    LEAST_FROZEN,
    MOVING,
    TIMES,
    copied,
    copied_rows,
    frozen,
    is_jump,
    jumps,
)
from yuetan_desktop.excel.results import DayRow, DayTable, More, Problem, Seen, Severity
from yuetan_desktop.excel.tablerows.daytables import cells_at

_ABOUT = 1e-9  # a quotient is rounded: so near the limit the numbers themselves are compared
_day = itemgetter(1)


def series_of_days(
    table: DayTable,
    columns: Columns,
    names: Callable[[int], str],
    catalogue: Catalogue,
    most: int,
    tick: Callable[[], None],
) -> Iterator[Problem | More]:
    """Frozen, jumping and copied days of each place. After `most` jumps of a column the others are
    counted."""
    series = _Series(table, columns, catalogue, most)
    for place, rows in _by_place(table.rows).items():
        tick()
        yield from series.of_place(names(place), rows)
    for n, number in series.jumped.items():
        if number > series.in_words:
            yield More(table.sheet, table.letters[n], Severity.HINT, number - series.in_words)


def _by_place(rows: Sequence[DayRow]) -> Mapping[int, list[int]]:
    """Where the rows of each place stand, in the order of their days."""
    found: dict[int, list[int]] = {}
    for at, row in enumerate(rows):
        found.setdefault(row[0], []).append(at)
    days = list(map(_day, rows))
    for held in found.values():
        held.sort(key=days.__getitem__)
    return found


class _Series:
    """Looks through a table place by place."""

    def __init__(self, table: DayTable, columns: Columns, catalogue: Catalogue, most: int) -> None:
        self._table, self._catalogue, self._columns = table, catalogue, columns
        self._compared = [(n, key) for n, key in enumerate(table.indicators) if key in COMPARED]
        self._calendar = _Calendar()
        self.in_words = most + 1  # the one too many says from where on there are more
        self.jumped: Counter[int] = Counter()

    def of_place(self, name: str, rows: Sequence[int]) -> Iterator[Problem]:
        """The doubts about the days of one place, given where its rows stand."""
        of_place = cells_at(rows)
        for n, key in self._compared:
            held, numbers = rows, of_place(self._columns[key])
            if None in numbers:
                held = [at for at, number in zip(rows, numbers, strict=True) if number is not None]
                numbers = tuple(number for number in numbers if number is not None)
            if key in MOVING:
                for run in _standing_still(numbers):
                    yield from frozen(name, key, self._seen(n, held[run]), self._catalogue)
            for at in _jumping(numbers):
                if self._tells(n, three := held[at : at + 3]):
                    yield from jumps(name, key, self._seen(n, three), self._catalogue)
        # A run that stands there once more does so in every column.
        if all(_may_repeat(of_place(column)) for column in self._columns.values()):
            yield from self._copied(name, [self._table.rows[at] for at in rows])

    def _tells(self, n: int, rows: Sequence[int]) -> bool:
        """Whether a jump is of three days in a row, and among the first of its column."""
        days = [self._calendar[self._table.rows[at][1]] for at in (rows[0], rows[-1])]
        if days[1] - days[0] != 2:
            return False
        self.jumped[n] += 1
        return self.jumped[n] <= self.in_words

    def _seen(self, n: int, rows: Sequence[int]) -> list[tuple[date, Seen]]:
        """One column of some rows, with their days."""
        of = map(self._table.rows.__getitem__, rows)
        return [(date.fromisoformat(row.period), self._table.seen(row, n)) for row in of]

    def _copied(self, name: str, rows: Sequence[DayRow]) -> Iterator[Problem]:
        """The days of a place of which a run stands there once more."""
        numbers: list[tuple[Hashable, ...]] = [row[3] for row in rows]
        if self._table.has_gaps:
            numbers = [tuple((n, v) for n, v in enumerate(row[3]) if v is not None) for row in rows]
        if any(True for _ in copied_rows(numbers)):
            days = [
                (
                    date.fromisoformat(row[1]),
                    {one.indicator: one for one in self._table.values(row)},
                )
                for row in rows
            ]
            yield from copied(name, days)


class _Calendar(dict[str, int]):
    """The number of a day, by its text."""

    def __missing__(self, day: str) -> int:
        found = self[day] = date.fromisoformat(day).toordinal()
        return found


def _standing_still(numbers: Sequence[float]) -> Iterator[slice]:
    """Runs of one number that may be long enough."""
    done = 0
    for at in compress(count(), map(eq, numbers, numbers[LEAST_FROZEN - 1 :])):
        if at < done:
            continue
        done = at + 1
        while done < len(numbers) and numbers[done] == numbers[at]:
            done += 1
        if done - at >= LEAST_FROZEN:
            yield slice(at, done)


def _jumping(numbers: Sequence[float]) -> list[int]:
    """Where three numbers in a row begin of which the middle one stands far off."""
    most, least = TIMES - _ABOUT, 1 / TIMES + _ABOUT
    try:
        steps = list(map(truediv, numbers[1:], numbers))
    except ZeroDivisionError:
        return [at for at in range(len(numbers) - 2) if is_jump(*numbers[at : at + 3])]
    far = [at for at, step in enumerate(steps) if not least < step < most]
    return [
        at
        for at, then in pairwise(far)
        if then == at + 1 and (steps[at] > 1) is not (steps[then] > 1)
        if is_jump(*numbers[at : at + 3])
    ]


def _may_repeat(numbers: Sequence[float | None]) -> bool:
    """Whether as many numbers as a copied run has at least stand in a column once more."""
    runs = list(zip(*(numbers[n:] for n in range(LEAST_COPIED)), strict=False))
    return len(set(runs)) < len(runs)
