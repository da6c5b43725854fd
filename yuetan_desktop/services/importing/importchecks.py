"""Doubts that need to know what is registered and stored: a unit twice under two names, another one
missing; the year of dates that are written without one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.place import Place, PlaceKind
from yuetan_desktop.excel.results import FileReading, Problem, Seen, Severity, at_cell
from yuetan_desktop.services.importing.importplaces import Resolved

WIDE = 20  # a list of so many units of other cities is one of the whole province
FEW = 2  # so many units may be missing for one of them to be meant


def unit_doubts(
    reading: FileReading, resolved: Resolved, units: Iterable[Place]
) -> Iterator[Problem]:
    """Where two rows speak of one unit, and which unit that leaves without a row.

    `units` are the registered counties and zones in use.
    """
    known = list(units)
    yield from _none_of_ours(resolved, {unit.id for unit in known})
    again = list(_under_two_names(reading, resolved))
    for first, seen in again:
        names = [reading.places[one.place].name for one in (seen, first)]
        yield at_cell(
            seen,
            Severity.ERROR,
            f"“{names[0]}”与{first.cell}的“{names[1]}”是同一个单位，两处数值不同，此格未读取。",
        )
    doubled = [*reading.doubled, *(seen for _, seen in again)]
    if not doubled:
        return
    held: dict[tuple[str, str], set[int]] = defaultdict(set)
    for seen in reading.values():
        place = resolved.ids[seen.place]
        if place is not None:
            held[seen.indicator, seen.period].add(place)
    told: set[tuple[str, str]] = set()
    for seen in doubled:
        missing = [unit.name for unit in known if unit.id not in held[seen.indicator, seen.period]]
        row = seen.sheet, seen.period
        if row in told or not 0 < len(missing) <= FEW or len(known) - len(missing) < 2:
            continue
        told.add(row)
        yield at_cell(
            seen,
            Severity.HINT,
            f"{Period.parse(seen.period).label()}没有{'、'.join(missing)}的数据，"
            f"请核对这一行的单位名称“{reading.places[seen.place].name}”。",
        )


def _none_of_ours(resolved: Resolved, ours: set[int]) -> Iterator[Problem]:
    """A wide list without a unit of this city: ours stand in it under names not registered yet, and
    would be taken for another city's."""
    others = [unit for unit in resolved.unknown.values() if unit.kind is PlaceKind.PEER]
    if len(others) < WIDE or len(others) < len(resolved.unknown) or ours & set(resolved.ids):
        return
    yield Problem(
        Severity.WARNING,
        others[0].sheet,
        others[0].cell,
        "名单里没有认出本市的县（区）；登记为外地单位的不作研判。"
        "请先在“设置 › 责任单位”登记本市的单位，再导入。",
    )


def proposed_year(reading: FileReading, newest: Period) -> int | None:
    """The year that dates without one are probably of, by the newest data month; the clerk says it
    or another one, and until then nothing of them is stored."""
    years = {_nearest_year(month, newest) for _, _, month in reading.yearless}
    if len(years) != 1:  # none, or from December into January
        return None
    return years.pop()


def year_question(reading: FileReading, year: int, newest: Period) -> Problem:
    """The proposed year at the first date without one."""
    sheet, cell, _ = reading.yearless[0]
    message = (
        f"表中的日期没有写年份，推算是{year}年（按最近的数据月{newest.label()}）；"
        f"确实是{year}年的请点“按{year}年读取”，是别的年份的请在字段匹配里选“年份”。"
    )
    return Problem(Severity.HINT, sheet, cell, message)


def _nearest_year(month: int, newest: Period) -> int:
    """The year in which a month stands nearest to another one: at most half a year off."""
    months = newest.start.year * 12 + newest.first_month
    year = newest.start.year
    return min((year, year - 1, year + 1), key=lambda y: abs(y * 12 + month - months))


def _under_two_names(reading: FileReading, resolved: Resolved) -> Iterator[tuple[Seen, Seen]]:
    """Pairs of values for one unit that its two names hid from each other."""
    names: dict[int, list[int]] = defaultdict(list)
    for index, place in enumerate(resolved.ids):
        if place is not None:
            names[place].append(index)
    doubtful = {index: place for place, of in names.items() if len(of) > 1 for index in of}
    if not doubtful:
        return
    first: dict[tuple[int, str, str], Seen] = {}
    for seen in reading.values():
        place = doubtful.get(seen.place)
        if place is None:
            continue
        known = first.setdefault((place, seen.indicator, seen.period), seen)
        if known.place != seen.place and (known.value, known.text) != (seen.value, seen.text):
            yield known, seen
