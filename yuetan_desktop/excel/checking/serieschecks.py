"""Doubts about a series: frozen, copied, jumping. They ask to look, and accuse nobody."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from datetime import date
from statistics import median
from typing import NamedTuple

from yuetan_desktop.domain.indicator import Catalogue
from yuetan_desktop.excel.results import FileReading, Problem, Seen, Severity, at_cell

LEAST_COPIED = 3  # rows in a row whose every value stands there once more
LEAST_FROZEN = 5  # days or months in a row with one value
MOVING = ("pm25", "pm10", "no2", "o3")  # SO2 and CO are low and round to the same value for weeks
TIMES = 5  # a slip of the decimal point makes ten
COMPARED = (*MOVING, "so2", "co", "air_index", "cwqi")
LEAST_PLACES = 5
_MONTH = re.compile(r"\d{4}-\d{2}")
LEAST_ALIKE = 4  # values that two units share, down to the last digit

Row = Mapping[str, Seen]
Rows = Mapping[tuple[int, str], Row]


class Copied(NamedTuple):
    """Rows `at` … `at + length` say the same as those from `first` on."""

    first: int
    at: int
    length: int


def copied_rows(rows: Sequence[tuple[Hashable, ...]]) -> Iterator[Copied]:
    """Runs of rows that repeat earlier ones value by value; a row needs three values or more."""
    seen: dict[tuple[Hashable, ...], int] = {}
    at = 0
    while at < len(rows):
        row = rows[at]
        first = seen.setdefault(row, at)
        length = 0
        if first < at and len(row) >= 3:
            while at + length < len(rows) and first + length < at:
                if rows[first + length] != rows[at + length]:
                    break
                length += 1
        if length >= LEAST_COPIED and len(set(rows[at : at + length])) > 1:
            yield Copied(first, at, length)
            at += length
        else:
            at += 1


def series_doubts(reading: FileReading, rows: Rows, catalogue: Catalogue) -> Iterator[Problem]:
    """What the values of a file say about each other over days and over units."""
    days: dict[int, list[tuple[date, Row]]] = defaultdict(list)
    months: dict[int, list[tuple[date, Row]]] = defaultdict(list)
    for (place, period), row in rows.items():
        if period.count("-") == 2:
            days[place].append((date.fromisoformat(period), row))
        elif _MONTH.fullmatch(period):
            months[place].append((date.fromisoformat(f"{period}-01"), row))
    for place, found in months.items():
        yield from _along(reading.places[place].name, found, catalogue, BY_MONTH)
    for place, found in days.items():
        name = reading.places[place].name
        yield from _along(name, found, catalogue, BY_DAY)
        yield from copied(name, found)
    yield from _beside_others(rows, catalogue)
    yield from _alike(reading, rows)


def _along(
    name: str, found: list[tuple[date, Row]], catalogue: Catalogue, steps: Steps
) -> Iterator[Problem]:
    found.sort(key=lambda pair: pair[0])
    for key in MOVING:
        held = [(day, row[key]) for day, row in found if key in row]
        yield from frozen(name, key, held, catalogue, steps)
    for key in COMPARED:
        held = [(day, row[key]) for day, row in found if key in row]
        yield from jumps(name, key, held, catalogue, steps)


class Steps(NamedTuple):
    """How the parts of a series follow each other, and what they are called."""

    apart: Callable[[date, date], int]
    label: Callable[[date], str]
    unit: str
    near: str


def _days_apart(first: date, then: date) -> int:
    return (then - first).days


def _months_apart(first: date, then: date) -> int:
    return (then.year - first.year) * 12 + then.month - first.month


BY_DAY = Steps(_days_apart, date.isoformat, "天", "前后两天")
BY_MONTH = Steps(_months_apart, lambda day: f"{day.year}年{day.month}月", "个月", "前后两个月")


def frozen(
    name: str,
    key: str,
    held: Sequence[tuple[date, Seen]],
    catalogue: Catalogue,
    steps: Steps = BY_DAY,
) -> Iterator[Problem]:
    """A value that stands still for so many days that it may not have been measured."""
    start = 0
    for at in range(1, len(held) + 1):
        follows = at < len(held) and steps.apart(held[at - 1][0], held[at][0]) == 1
        if follows and held[at][1].value == held[start][1].value:
            continue
        if at - start >= LEAST_FROZEN:
            first = held[start][1]
            yield at_cell(
                first,
                Severity.HINT,
                f"{name}的{catalogue[key].brief}从{steps.label(held[start][0])}起连续{at - start}"
                f"{steps.unit}都是{first.value:g}，请核对。",
            )
        start = at


def jumps(
    name: str,
    key: str,
    held: Sequence[tuple[date, Seen]],
    catalogue: Catalogue,
    steps: Steps = BY_DAY,
) -> Iterator[Problem]:
    """A day or month five times as high, or as low, as the one before and the one after."""
    for (before, low), (_, seen), (after, high) in zip(held, held[1:], held[2:], strict=False):
        if steps.apart(before, after) != 2 or not (low.value and seen.value and high.value):
            continue
        if is_jump(low.value, seen.value, high.value):
            yield at_cell(
                seen,
                Severity.HINT,
                f"{name}的{catalogue[key].brief}为{seen.value:g}，{steps.near}为{low.value:g}、"
                f"{high.value:g}，变化较大，请核对小数点和单位。",
            )


def is_jump(before: float, number: float, after: float) -> bool:
    """Whether a number stands far off the two around it; beside a zero nothing does."""
    if not (before and number and after):
        return False
    return number >= TIMES * max(before, after) or number * TIMES <= min(before, after)


def copied(name: str, found: Sequence[tuple[date, Row]]) -> Iterator[Problem]:
    """Days that repeat earlier ones in every value."""
    numbers = [
        tuple((key, seen.value) for key, seen in sorted(row.items()) if seen.value is not None)
        for _, row in found
    ]
    for run in copied_rows(numbers):
        seen = next(iter(found[run.at][1].values()))
        yield at_cell(
            seen,
            Severity.WARNING,
            f"{name}从{found[run.at][0]}起{run.length}天的各项数值与{found[run.first][0]}起的"
            "完全相同，可能是向下填充所致，请核对。",
        )


def _beside_others(rows: Rows, catalogue: Catalogue) -> Iterator[Problem]:
    """One unit five times as high as the middle of all units in the sheet."""
    groups: dict[tuple[str, str, str], list[Seen]] = defaultdict(list)
    for (_, period), row in rows.items():
        if period.count("-") == 2:
            continue
        for key in COMPARED:
            if key in row and row[key].value:
                groups[row[key].sheet, period, key].append(row[key])
    for (_, _, key), members in groups.items():
        if len(members) < LEAST_PLACES:
            continue
        middle = median(seen.value or 0 for seen in members)
        for seen in members:
            value = seen.value or 0
            if value >= TIMES * middle or value * TIMES <= middle:
                yield at_cell(
                    seen,
                    Severity.HINT,
                    f"{catalogue[key].brief}为{value:g}，表中各单位的中位数为{middle:g}，"
                    "相差较大，请核对小数点和单位。",
                )


def _alike(reading: FileReading, rows: Rows) -> Iterator[Problem]:
    """Two units whose numbers are all the same."""
    known: dict[tuple[object, ...], int] = {}
    for (place, period), row in rows.items():
        held = [seen for seen in row.values() if seen.value and not seen.list_name]
        if len(held) < LEAST_ALIKE or period.count("-") == 2:
            continue
        numbers = (period, *sorted((seen.indicator, seen.value) for seen in held))
        if len({value for seen in held if (value := seen.value)}) < LEAST_ALIKE:
            continue
        first = known.setdefault(numbers, place)
        if first != place:
            yield at_cell(
                held[0],
                Severity.HINT,
                f"{reading.places[place].name}的各项数值与{reading.places[first].name}完全相同，"
                "请核对是否重复填写。",
            )
