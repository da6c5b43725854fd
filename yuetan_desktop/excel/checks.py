"""Checks across what a file says: impossible, inconsistent, twice; complete ranking lists."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from yuetan_desktop.domain.indicator import Catalogue, Quantity
from yuetan_desktop.domain.period import Period
from yuetan_desktop.excel.results import FileReading, Problem, Seen, Severity

MAX_CHECKED = 60_000  # beyond, daily data: nothing there that these checks look at
_PART = re.compile(r"前\d+|后\d+|前[一二三五十]+[名位]|top|bottom|part|部分|节选", re.IGNORECASE)
_SMALLEST_PROVINCIAL_LIST = 50


def check(reading: FileReading, catalogue: Catalogue) -> None:
    """Add what is impossible, inconsistent or doubled to the reading's problems."""
    reading.problems.extend(_doubled(reading))
    if len(reading.observations) <= MAX_CHECKED:
        reading.problems.extend(_days(reading))
        reading.problems.extend(_shared_ranks(reading, catalogue))


def _doubled(reading: FileReading) -> Iterator[Problem]:
    """The same place, indicator and period twice with different values; the first one is kept."""
    first: dict[tuple[int, str, str], Seen] = {}
    kept: list[Seen] = []
    setdefault = first.setdefault
    for seen in reading.observations:
        known = setdefault(seen[:3], seen)
        if known is seen:
            kept.append(seen)
        elif known.value != seen.value or known.text != seen.text:
            where = f"{known.sheet}!{known.cell}" if known.sheet != seen.sheet else known.cell
            name = reading.places[seen.place].name
            yield Problem(
                Severity.ERROR,
                seen.sheet,
                seen.cell,
                f"{name} {Period.parse(seen.period).label()}的同一项数据在{where}已有另一个值，"
                "两者不同，此格未读取。",
            )
    reading.observations = kept


def _days(reading: FileReading) -> Iterator[Problem]:
    """优良天数、有效天数、优良天数率、重污染天数 against each other and the calendar."""
    rows: dict[tuple[int, str], dict[str, Seen]] = defaultdict(dict)
    for seen in reading.observations:
        if seen.indicator in ("good_days", "valid_days", "good_day_rate", "heavy_days"):
            rows[seen.place, seen.period][seen.indicator] = seen
    for (_, period), found in rows.items():
        yield from _days_of(Period.parse(period), found)


def _days_of(period: Period, found: dict[str, Seen]) -> Iterator[Problem]:
    length = (period.end - period.start).days + 1
    for key in ("good_days", "valid_days", "heavy_days"):
        seen = found.get(key)
        if seen and seen.value is not None and seen.value > length:
            yield _at(seen, Severity.ERROR, f"{seen.value:g}天，超过{period.label()}的{length}天。")
    good, valid, rate = (found.get(k) for k in ("good_days", "valid_days", "good_day_rate"))
    if not good or good.value is None:
        return
    if valid and valid.value is not None and good.value > valid.value:
        yield _at(
            good, Severity.ERROR, f"优良天数{good.value:g}天，大于有效天数{valid.value:g}天。"
        )
        return
    if valid and valid.value and rate and rate.value is not None:
        right = good.value / valid.value * 100
        if abs(right - rate.value) > 0.06:
            yield _at(
                rate,
                Severity.WARNING,
                f"{good.value:g}÷{valid.value:g}＝{right:.1f}%，与表中{rate.value:g}%不一致。",
                f"{right:.1f}",
            )


def _shared_ranks(reading: FileReading, catalogue: Catalogue) -> Iterator[Problem]:
    """Ranks of a list against the values they rank: a better value never stands behind."""
    values = {(s.place, s.indicator, s.period): s for s in reading.observations}
    pairs = {"air_index_rank": "air_index", "cwqi_rank": "cwqi"}
    lists: dict[tuple[str, str, str, str], list[tuple[float, float, Seen]]] = defaultdict(list)
    for seen in reading.observations:
        of = pairs.get(seen.indicator)
        ranked = values.get((seen.place, of, seen.period)) if of else None
        if ranked is None or ranked.value is None or seen.value is None:
            continue
        if ranked.sheet == seen.sheet:
            key = (seen.indicator, seen.period, seen.list_name, seen.sheet)
            lists[key].append((seen.value, ranked.value, seen))
    for members in lists.values():
        members.sort(key=lambda member: (member[0], member[1]))
        worst = float("-inf")
        for _, value, seen in members:
            if value < worst - 1e-9:
                yield _at(
                    seen,
                    Severity.WARNING,
                    f"名次与指数的次序不符：指数{value:g}却排在{worst:g}之后。",
                )
            worst = max(worst, value)


def _at(seen: Seen, severity: Severity, message: str, proposal: str = "") -> Problem:
    return Problem(severity, seen.sheet, seen.cell, message, proposal)


# -- ranking lists ------------------------------------------------------------------------------
def complete_lists(
    observations: list[Seen], catalogue: Catalogue, around: Iterable[str]
) -> list[Seen]:
    """Give ranks their list's size where the sheet shows the whole list (1, 2, 2, 4 … N)."""
    ranks: dict[tuple[str, str, str], Counter[int]] = defaultdict(Counter)
    for seen in observations:
        if seen.list_size is None and seen.value is not None and _is_rank(seen, catalogue):
            ranks[seen.indicator, seen.period, seen.list_name][int(seen.value)] += 1
    in_part = any(_PART.search(text) for text in around)
    sizes = {key: _size(key, held) for key, held in ranks.items() if not in_part}
    if not any(sizes.values()):
        return observations
    return [
        seen._replace(list_size=sizes.get((seen.indicator, seen.period, seen.list_name)))
        if seen.list_size is None and _is_rank(seen, catalogue)
        else seen
        for seen in observations
    ]


def _is_rank(seen: Seen, catalogue: Catalogue) -> bool:
    return catalogue[seen.indicator].quantity is Quantity.RANK


def _size(key: tuple[str, str, str], held: Counter[int]) -> int | None:
    total = held.total()
    expected = 1
    for rank in sorted(held):
        if rank != expected:
            return None
        expected += held[rank]
    indicator, _, name = key
    counties = not indicator.endswith("_city") and "市（州）" not in name and "城市" not in name
    # 19 counties ranked 1 to 19 are the head of a provincial list, not the list.
    if name.startswith("全省分区域"):
        return None
    return None if counties and total < _SMALLEST_PROVINCIAL_LIST else total
