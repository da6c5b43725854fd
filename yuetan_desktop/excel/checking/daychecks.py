"""Doubts about long tables of days, by the row: the same as about single values, for a hundred
thousand rows.

What is doubtful is found on the bare numbers, column by column, with what a standard makes of each
number kept; only that is put in words, by the checks that all other values go through. Of a column
full of doubts the first are put in words, the others are counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from itertools import groupby
from math import nan
from operator import itemgetter, sub
from typing import Any, NamedTuple

from yuetan_desktop.domain.indicator import Catalogue
from yuetan_desktop.domain.quality.air_standard import POLLUTANTS, AirStandard
from yuetan_desktop.domain.quality.standards import Standards
from yuetan_desktop.domain.quality.water_standard import WaterStandard
from yuetan_desktop.excel.checking.standardchecks import (
    AQI_APART,
    INDEX_APART,
    MANY_ITEMS,
    aqi_doubts,
    class_doubts,
    index_doubts,
)
from yuetan_desktop.excel.results import DayRow, DayTable, More, Problem, Seen, Severity

COUNTED = ("good_days", "valid_days", "heavy_days")
DAYS = (*COUNTED, "good_day_rate")
_UNSURE = 0.006  # an index is compared rounded: so near the limit it is looked at exactly
_AT_ONCE = 5000  # rows

Numbers = Sequence[float | None]
Columns = Mapping[str, Numbers]
Row = Mapping[str, Seen]
_day, _numbers = itemgetter(1), itemgetter(3)


class _Marked(NamedTuple):
    """Which rows are doubtful, by their place among those asked about."""

    warnings: Sequence[int] = ()
    hints: Sequence[int] = ()
    unsure: Sequence[int] = ()  # to be looked at exactly


Judge = Callable[[Columns], _Marked]
JudgeOf = Callable[[AirStandard | None], Judge | None]  # by the text in force on the day


class _Kept(dict[float | None, Any]):
    """What is made of a number, worked out once."""

    def __init__(self, work_out: Callable[[Decimal], Any], of_none: Any) -> None:
        super().__init__({None: of_none})
        self._work_out = work_out

    def __missing__(self, number: float | None) -> Any:
        found = self[number] = self._work_out(Decimal(repr(number)))
        return found


# -- what the values of a row say about each other ----------------------------------------------
def columns_of(table: DayTable) -> Columns:
    """The numbers of a long table, a column at a time."""
    columns: list[list[float | None]] = [[] for _ in table.indicators]
    for start in range(0, len(table.rows), _AT_ONCE):
        part = zip(*map(_numbers, table.rows[start : start + _AT_ONCE]), strict=True)
        for column, numbers in zip(columns, part, strict=True):
            column.extend(numbers)
    return dict(zip(table.indicators, columns, strict=True))


def row_doubts(
    table: DayTable,
    columns: Columns,
    standards: Standards,
    catalogue: Catalogue,
    most: int,
    tick: Callable[[int, int], None],
) -> Iterator[Problem | More]:
    """AQI, index and class against the concentrations beside them. After `most` doubts about a
    column the others are counted."""
    asked = list(_asked(table, standards, catalogue, most))
    for standard, rows in _under_one_text(table.rows, standards) if asked else ():
        tick(rows.start, len(table.rows))
        held = {key: column[rows.start : rows.stop] for key, column in columns.items()}
        for one in asked:
            one.look_at(standard, rows, held)
    for one in asked:
        yield from one.doubts()


class _Asked:
    """The doubts about one column, gathered while the rows go by."""

    def __init__(
        self,
        table: DayTable,
        key: str,
        judge_of: JudgeOf,
        words: Callable[[Row], Iterator[Problem]],
        most: int,
    ) -> None:
        self._table, self._judge_of, self._words = table, judge_of, words
        self._letter = table.letters[table.indicators.index(key)]
        self._in_words = most + 1  # the one too many says from where on there are more
        self._told: list[Problem] = []
        self._counts: Counter[Severity] = Counter()

    def look_at(self, standard: AirStandard | None, rows: range, columns: Columns) -> None:
        """Judge some rows of days under one text, of which the columns are."""
        judge = self._judge_of(standard)
        if judge is None:
            return
        marked = judge(columns)
        in_words = list(marked.unsure)
        for severity, rows_at in (
            (Severity.WARNING, marked.warnings),
            (Severity.HINT, marked.hints),
        ):
            in_words += rows_at[: max(0, self._in_words - self._counts[severity])]
            self._counts[severity] += len(rows_at)
        for at in sorted(in_words):
            values = self._table.values(self._table.rows[rows[at]])
            self._told.extend(self._words({seen.indicator: seen for seen in values}))

    def doubts(self) -> Iterator[Problem | More]:
        """The first of them, and how many more."""
        yield from self._told
        for severity, count in self._counts.items():
            if count > self._in_words:
                yield More(self._table.sheet, self._letter, severity, count - self._in_words)


def _asked(
    table: DayTable, standards: Standards, catalogue: Catalogue, most: int
) -> Iterator[_Asked]:
    """The columns that the others of the table say something about."""
    held = set(table.indicators)
    if "aqi" in held and not held.isdisjoint(POLLUTANTS):
        by = [key for key in POLLUTANTS if key in held]
        aqi = {one.name: _aqi_judge(one, by) for one in standards.air}
        words = partial(aqi_doubts, standards=standards)
        yield _Asked(table, "aqi", lambda own: aqi[own.name] if own else None, words, most)
    if held >= {"air_index", *POLLUTANTS}:
        index = {one.name: _index_judge(one, standards.air) for one in standards.air}
        words = partial(index_doubts, standards=standards)
        yield _Asked(table, "air_index", lambda own: index[own.name] if own else None, words, most)
    if "water_class" in held and standards.water is not None:
        by = [key for key in standards.water.items if key in held]
        water = _class_judge(standards.water, by)
        words = partial(class_doubts, standards=standards, catalogue=catalogue)
        if by:
            yield _Asked(table, "water_class", lambda _: water, words, most)


def _under_one_text(
    rows: Sequence[DayRow], standards: Standards
) -> Iterator[tuple[AirStandard | None, range]]:
    """Rows in a row, a few thousand at a time, with the standard in force on their days."""
    known: dict[str, AirStandard | None] = {}
    for start in range(0, len(rows), _AT_ONCE):
        days = list(map(_day, rows[start : start + _AT_ONCE]))
        for day in set(days) - known.keys():
            known[day] = standards.air_on(date.fromisoformat(day))
        first = start
        for _, run in groupby(days, key=lambda day: id(known[day])):
            stop = first + len(list(run))
            yield known[days[first - start]], range(first, stop)
            first = stop


def _known(numbers: Numbers) -> Sequence[float]:
    """The numbers to calculate with; what is not known is no number, and compares with none."""
    if None in numbers:
        return [nan if number is None else number for number in numbers]
    return numbers  # type: ignore[return-value]


def _aqi_judge(own: AirStandard, by: Sequence[str]) -> Judge:
    kept = {key: _Kept(partial(own.iaqi, key), 0) for key in POLLUTANTS}
    whole = len(by) == len(POLLUTANTS)

    def judge(columns: Columns) -> _Marked:
        highest = _highest([map(kept[key].__getitem__, columns[key]) for key in by])
        apart = list(map(sub, highest, _known(columns["aqi"])))
        found = [at for at, n in enumerate(apart) if n > AQI_APART or n < -AQI_APART]
        # Too high an AQI may stand for a pollutant that is not there.
        if not whole:
            found = [at for at in found if apart[at] > 0]
        elif any(None in columns[key] for key in by):
            six = [columns[key] for key in by]
            found = [at for at in found if apart[at] > 0 or None not in (c[at] for c in six)]
        return _Marked(found)

    return judge


def _highest(columns: list[Iterable[Any]]) -> Iterable[Any]:
    """Of each row the highest, as it is where there is but one column."""
    return map(max, *columns) if len(columns) > 1 else columns[0]


def _index_judge(own: AirStandard, every: Iterable[AirStandard]) -> Judge:
    """Doubtful where the index stands far from what the text makes of the concentrations; a hint
    where it stands near what another text makes of them."""
    others = [one for one in every if one is not own]
    ratios = [_share(one, key) / _share(own, key) for one in others for key in POLLUTANTS]
    least, most = min(ratios, default=1), max(ratios, default=1)  # what others make of its index
    low, high = float(INDEX_APART) - _UNSURE, float(INDEX_APART) + _UNSURE

    def judge(columns: Columns) -> _Marked:
        stated = _known(columns["air_index"])
        six = [_known(columns[key]) for key in POLLUTANTS]
        warnings: list[int] = []
        hints: list[int] = []
        unsure: list[int] = []
        others_may: list[int] = []
        for at, (index, by) in enumerate(zip(stated, _indices(own, six), strict=True)):
            apart = index - by
            if apart >= high or apart <= -high:
                between = least * by - high <= index <= most * by + high
                (others_may if between else warnings).append(at)
            elif apart >= low or apart <= -low:
                unsure.append(at)
        if others_may:
            six = [[column[at] for at in others_may] for column in six]
            by_text = zip(*(_indices(other, six) for other in others), strict=True)
            for at, indices in zip(others_may, by_text, strict=True):
                nearest = min(abs(by - stated[at]) for by in indices)
                part = warnings if nearest > high else hints if nearest < low else unsure
                part.append(at)
            warnings.sort()
        return _Marked(warnings, hints, unsure)

    return judge


def _share(standard: AirStandard, key: str) -> float:
    """What one unit of a pollutant adds to the index."""
    return float(standard.index_weights[key] / standard.index_limits[key])


def _indices(standard: AirStandard, six: Sequence[Sequence[float]]) -> list[float]:
    """What a text makes of the six concentrations, row by row."""
    a, b, c, d, e, f = (_share(standard, key) for key in POLLUTANTS)
    return [
        a * u + b * v + c * w + d * x + e * y + f * z for u, v, w, x, y, z in zip(*six, strict=True)
    ]


def _class_judge(water: WaterStandard, by: Sequence[str]) -> Judge:
    def number_of(key: str, number: Decimal) -> int:
        return water.class_of(key, number) or 0

    def rounded_of(key: str, number: Decimal) -> int:
        return number_of(key, water.for_evaluation(key, number))

    kept = {key: _Kept(partial(number_of, key), 0) for key in by}
    rounded = {key: _Kept(partial(rounded_of, key), 0) for key in by}

    def judge(columns: Columns) -> _Marked:
        worst = _highest([map(kept[key].__getitem__, columns[key]) for key in by])
        stated = _known(columns["water_class"])
        worse: list[int] = []
        milder: list[int] = []
        for at, (one, bad) in enumerate(zip(stated, worst, strict=True)):
            if not (bad > one or 0 < bad < one):  # an unstated class compares with none
                continue
            if max(rounded[key][columns[key][at]] for key in by) == one:
                continue  # as good: the class of the concentrations rounded for evaluation
            (worse if bad > one else milder).append(at)
        if len(by) < MANY_ITEMS:
            return _Marked(worse)
        classes = [kept[key] for key in by]
        held = [columns[key] for key in by]
        return _Marked(
            worse,
            [
                at
                for at in milder
                if sum(1 for of, column in zip(classes, held, strict=True) if of[column[at]])
                >= MANY_ITEMS
            ],
        )

    return judge


# -- days that are counted ----------------------------------------------------------------------
def rows_to_count(table: DayTable, columns: Columns) -> Iterator[DayRow]:
    """Rows whose 优良天数, 有效天数, 优良天数率, 重污染天数 may tell anything: a day has one."""
    held = [key for key in DAYS if key in columns]
    ways = set(zip(*map(columns.__getitem__, held), strict=True))
    telling = {way for way in ways if _tells(dict(zip(held, way, strict=True)))}
    if telling:
        rows = zip(table.rows, *map(columns.__getitem__, held), strict=True)
        yield from (row for row, *way in rows if tuple(way) in telling)


def _tells(numbers: Mapping[str, float | None]) -> bool:
    if any((numbers.get(key) or 0) > 1 for key in COUNTED):
        return True
    if "good_days" not in numbers:
        return False
    beside = numbers.get("valid_days", numbers["good_days"]) != numbers["good_days"]
    return beside or numbers.get("good_day_rate", 100) != 100
