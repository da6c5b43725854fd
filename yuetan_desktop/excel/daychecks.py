"""Doubts about long tables of days, by the row: the same as about single values, for a hundred
thousand rows.

What is doubtful is found on the bare numbers, with what a standard makes of each number kept; only
that is put in words, by the checks that all other values go through.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import partial
from itertools import groupby, repeat
from math import isnan, nan
from operator import itemgetter, sub
from typing import Any, NamedTuple

from yuetan_desktop.domain.air_standard import POLLUTANTS, AirStandard
from yuetan_desktop.domain.indicator import Catalogue
from yuetan_desktop.domain.standards import Standards
from yuetan_desktop.domain.water_standard import WaterStandard
from yuetan_desktop.excel.results import DayRow, DayTable, Problem, Seen, Severity
from yuetan_desktop.excel.serieschecks import (
    COMPARED,
    LEAST_FROZEN,
    MOVING,
    TIMES,
    copied,
    copied_rows,
    frozen,
    jumps,
)
from yuetan_desktop.excel.standardchecks import (
    AQI_APART,
    INDEX_APART,
    MANY_ITEMS,
    aqi_doubts,
    class_doubts,
    index_doubts,
)

_UNSURE = 0.006  # an index is compared rounded: so near the limit it is looked at exactly
_AT_ONCE = 5000  # rows

Numbers = Sequence[float | None]
Row = Mapping[str, Seen]
_day, _numbers = itemgetter(1), itemgetter(3)


class More(NamedTuple):
    """So many doubts of one kind about a column, of which the first is given, without words."""

    first: Problem
    count: int


class _Doubt(Enum):
    NONE = 0
    SURE = 1  # a warning
    LOOK = 2  # to be looked at exactly


# From the column that states something, and those it is judged by: a doubt about each row.
Judge = Callable[[Numbers, Mapping[str, Numbers]], Iterable[_Doubt]]


class _Kept(dict[float | None, Any]):
    """What is made of a number, worked out once."""

    def __init__(self, work_out: Callable[[Decimal], Any], of_none: Any) -> None:
        super().__init__({None: of_none})
        self._work_out = work_out

    def __missing__(self, number: float | None) -> Any:
        found = self[number] = self._work_out(Decimal(repr(number)))
        return found


# -- what the values of a row say about each other ----------------------------------------------
def row_doubts(
    table: DayTable,
    standards: Standards,
    catalogue: Catalogue,
    most: int,
    tick: Callable[[int, int], None],
) -> Iterator[Problem | More]:
    """AQI, index and class against the concentrations beside them. After `most` doubts about a
    column the others are counted."""
    held = set(table.indicators)
    if "aqi" in held and not held.isdisjoint(POLLUTANTS):
        judge = _ByDay(standards, _aqi_judge).__getitem__
        words = partial(aqi_doubts, standards=standards)
        yield from _told(table, "aqi", POLLUTANTS, judge, words, most, tick)
    if held >= {"air_index", *POLLUTANTS}:
        judge = _ByDay(standards, lambda own: _index_judge(own, standards.air)).__getitem__
        words = partial(index_doubts, standards=standards)
        yield from _told(table, "air_index", POLLUTANTS, judge, words, most, tick)
    if "water_class" in held and standards.water is not None:
        water = _class_judge(standards.water)
        words = partial(class_doubts, standards=standards, catalogue=catalogue)
        items = standards.water.items
        yield from _told(table, "water_class", items, lambda _: water, words, most, tick)


def _told(
    table: DayTable,
    key: str,
    by: Iterable[str],
    judge_of: Callable[[str], Judge],
    words: Callable[[Row], Iterator[Problem]],
    most: int,
    tick: Callable[[int, int], None],
) -> Iterator[Problem | More]:
    """The doubts about column `key`, judged by the columns `by`; rows under one text at a time."""
    at = {name: n for n, name in enumerate(table.indicators)}
    letter = table.letters[at[key]]
    by = [name for name in by if name in at]
    none, sure = _Doubt.NONE, _Doubt.SURE
    told = more = done = 0
    for judge, rows in _under_one_text(table.rows, judge_of):
        tick(done, len(table.rows))
        done += len(rows)
        columns = list(zip(*map(_numbers, rows), strict=True))
        doubts = judge(columns[at[key]], {name: columns[at[name]] for name in by})
        for row, doubt in zip(rows, doubts, strict=True):
            if doubt is none:
                continue
            if doubt is sure and told >= most:
                if not more:
                    first = Problem(Severity.WARNING, table.sheet, f"{letter}{row[2]}", "")
                    yield More(first, 1)
                more += 1
                continue
            for problem in words({seen.indicator: seen for seen in table.values(row)}):
                told += problem.severity is Severity.WARNING
                yield problem
    if more > 1:
        yield More(first, more - 1)


def _under_one_text(
    rows: Sequence[DayRow], judge_of: Callable[[str], Judge]
) -> Iterator[tuple[Judge, Sequence[DayRow]]]:
    """Rows in a row that one judge is for, a few thousand at a time."""
    start = 0
    for judge, run in groupby(map(judge_of, map(_day, rows))):
        stop = start + sum(1 for _ in run)
        for at in range(start, stop, _AT_ONCE):
            yield judge, rows[at : min(stop, at + _AT_ONCE)]
        start = stop


class _ByDay(dict[str, Judge]):
    """The judge of a day, by the text in force on it."""

    def __init__(self, standards: Standards, make: Callable[[AirStandard], Judge]) -> None:
        super().__init__()
        self._standards = standards
        self._judges = {standard.name: make(standard) for standard in standards.air}

    def __missing__(self, day: str) -> Judge:
        own = self._standards.air_on(date.fromisoformat(day))
        found = self[day] = self._judges[own.name] if own else _no_judge
        return found


def _no_judge(stated: Numbers, _by: Mapping[str, Numbers]) -> Iterable[_Doubt]:
    return repeat(_Doubt.NONE, len(stated))


def _aqi_judge(own: AirStandard) -> Judge:
    kept = {key: _Kept(partial(own.iaqi, key), 0) for key in POLLUTANTS}
    none, sure = _Doubt.NONE, _Doubt.SURE

    def judge(stated: Numbers, by: Mapping[str, Numbers]) -> Iterable[_Doubt]:
        highest = _highest([map(kept[key].__getitem__, by[key]) for key in by])
        whole = len(by) == len(POLLUTANTS)
        return [
            none
            if aqi is None or -AQI_APART <= (apart := high - aqi) <= AQI_APART
            else sure
            if apart > 0 or (whole and None not in six)
            else none
            for aqi, high, six in zip(stated, highest, zip(*by.values(), strict=True), strict=True)
        ]

    return judge


def _highest(columns: list[Iterable[Any]]) -> Iterable[Any]:
    """Of each row the highest, as it is where there is but one column."""
    return map(max, *columns) if len(columns) > 1 else columns[0]


def _index_judge(own: AirStandard, every: Iterable[AirStandard]) -> Judge:
    """Sure where the index stands far from what each text makes of the concentrations."""
    shares = [_shares(one) for one in (own, *(s for s in every if s is not own))]
    low, high = float(INDEX_APART) - _UNSURE, float(INDEX_APART) + _UNSURE
    none, sure, look = _Doubt.NONE, _Doubt.SURE, _Doubt.LOOK

    def judge(stated: Numbers, by: Mapping[str, Numbers]) -> Iterable[_Doubt]:
        by_texts = []
        for kept in shares:
            columns = [map(kept[key].__getitem__, by[key]) for key in POLLUTANTS]
            by_texts.append(map(sum, zip(*columns, strict=True)))
        return [
            none
            if index is None or isnan(indices[0]) or abs(indices[0] - index) < low
            else sure
            if min(map(abs, map(sub, indices, repeat(index)))) > high
            else look
            for index, indices in zip(stated, zip(*by_texts, strict=True), strict=True)
        ]

    return judge


def _shares(standard: AirStandard) -> dict[str, _Kept]:
    """What the concentrations of each pollutant add to the index; without one there is none."""

    def share(key: str, number: Decimal) -> float:
        return float(standard.index_weights[key] * number / standard.index_limits[key])

    return {key: _Kept(partial(share, key), nan) for key in POLLUTANTS}


def _class_judge(water: WaterStandard) -> Judge:
    def number_of(key: str, number: Decimal) -> int:
        return water.class_of(key, number) or 0

    kept = {key: _Kept(partial(number_of, key), 0) for key in water.items}
    none, sure, look = _Doubt.NONE, _Doubt.SURE, _Doubt.LOOK

    def judge(stated: Numbers, by: Mapping[str, Numbers]) -> Iterable[_Doubt]:
        if not by:
            return repeat(none, len(stated))
        worst = _highest([map(kept[key].__getitem__, by[key]) for key in by])
        milder = look if len(by) >= MANY_ITEMS else none
        return [
            none if one is None or bad == one else sure if bad > one else milder
            for one, bad in zip(stated, worst, strict=True)
        ]

    return judge


# -- what the days of a place say about each other ----------------------------------------------
def series_of_days(
    table: DayTable, names: Callable[[int], str], catalogue: Catalogue, tick: Callable[[], None]
) -> Iterator[Problem]:
    """Frozen, jumping and copied days of each place."""
    places: dict[int, list[DayRow]] = {}
    for row in table.rows:
        places.setdefault(row[0], []).append(row)
    for place, rows in places.items():
        tick()
        rows.sort(key=_day)
        name = names(place)
        columns = list(zip(*map(_numbers, rows), strict=True))
        for n, key in enumerate(table.indicators):
            if key not in COMPARED:
                continue
            held, numbers = rows, columns[n]
            if None in numbers:
                held = [row for row in rows if row[3][n] is not None]
                numbers = tuple(row[3][n] for row in held)
            if key in MOVING:
                for run in _standing_still(numbers):
                    yield from frozen(name, key, _seen(table, n, held[run]), catalogue)
            for at in _jumping(numbers):
                yield from jumps(name, key, _seen(table, n, held[at : at + 3]), catalogue)
        yield from _copied(table, name, rows)


def _seen(table: DayTable, n: int, rows: Sequence[DayRow]) -> list[tuple[date, Seen]]:
    """One column of some rows, with their days."""
    key, letter = table.indicators[n], table.letters[n]
    return [
        (
            date.fromisoformat(day),
            Seen(place, key, day, numbers[n], "", table.sheet, f"{letter}{line}", "", None),
        )
        for place, day, line, numbers in rows
    ]


def _standing_still(numbers: Numbers) -> Iterator[slice]:
    """Runs of one number that may be long enough."""
    last = LEAST_FROZEN - 1
    found = [
        at
        for at, (a, b, c) in enumerate(zip(numbers, numbers[1:], numbers[last:], strict=False))
        if a == b == c
    ]
    done = 0
    for at in found:
        if at < done:
            continue
        done = at
        while done < len(numbers) and numbers[done] == numbers[at]:
            done += 1
        yield slice(at, done)


def _jumping(numbers: Sequence[Any]) -> list[int]:
    """Where three numbers in a row begin of which the middle one stands far off."""
    if not numbers or max(numbers) < TIMES * min(numbers):
        return []
    times = [TIMES * number for number in numbers]
    steps = [
        at
        for at, (before, times_before, number, times_number) in enumerate(
            zip(numbers, times, numbers[1:], times[1:], strict=False)
        )
        if number >= times_before or times_number <= before
    ]
    return [
        at
        for at in steps
        if at + 2 < len(numbers)
        and (numbers[at + 1] >= times[at + 2] or times[at + 1] <= numbers[at + 2])
    ]


def _copied(table: DayTable, name: str, rows: Sequence[DayRow]) -> Iterator[Problem]:
    """The days of a place of which a run stands there once more."""
    if table.has_gaps:
        numbers = [tuple((n, v) for n, v in enumerate(row[3]) if v is not None) for row in rows]
    else:
        numbers = [row[3] for row in rows]  # type: ignore[misc]
    if len(set(numbers)) < len(numbers) and any(True for _ in copied_rows(numbers)):
        days = [
            (date.fromisoformat(row[1]), {seen.indicator: seen for seen in table.values(row)})
            for row in rows
        ]
        yield from copied(name, days)
