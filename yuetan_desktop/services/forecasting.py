"""What the earlier years of one unit say about the rest of this one, from the stored values."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from yuetan_desktop.domain.derive import observe
from yuetan_desktop.domain.facts import Facts
from yuetan_desktop.domain.forecast import (
    MIN_YEARS,
    NEWEST_YEARS,
    Forecast,
    PastYear,
    forecast,
    percent,
)
from yuetan_desktop.domain.matrix import Projection
from yuetan_desktop.domain.outlook import mean_to_keep
from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.reading import Readings

# 回测最早的一年还要用到它之前的年份。
LOOK_BACK = 2 * NEWEST_YEARS


@dataclass(frozen=True, slots=True)
class Chance:
    """The probability of a breach with its basis, or why there is none (`found` is None)."""

    found: Forecast | None
    words: str

    @property
    def percent(self) -> str:
        return percent(self.found.probability) if self.found else ""


@dataclass(frozen=True, slots=True)
class Usual:
    """常年区间: where the mean to date would stand by the ends of the earlier years' months."""

    month: int
    low: Decimal
    middle: Decimal
    high: Decimal


def chance(
    facts: Facts, place_id: int, projection: Projection, month: Period, readings: Readings
) -> Chance | None:
    """How often the same rest of the earlier years averaged more than this one may."""
    outlook = projection.outlook
    if outlook is None or not outlook.feasible:
        return None
    period, key = projection.period, projection.indicator.key
    rest = Period.months(month.year, month.last_month + 1, period.last_month)
    months = rest.label(with_year=False)
    past = [
        known
        for year in range(month.year - LOOK_BACK, month.year)
        if (known := _past_year(facts, place_id, key, period, month, year, readings))
    ]
    found = forecast(past, outlook.required)
    if found is None:
        words = (
            f"库中只有 {len(past)} 个往年有{months}数据，不足 {MIN_YEARS} 年，不给出超标概率；"
            "导入往年月报后显示。"
        )
        return Chance(None, words)
    return Chance(found, found.words(months, projection.indicator))


def _past_year(
    facts: Facts,
    place_id: int,
    key: str,
    period: Period,
    month: Period,
    year: int,
    readings: Readings,
) -> PastYear | None:
    first, now, last = period.first_month, month.last_month, period.last_month
    rest = observe(facts, place_id, key, Period.months(year, now + 1, last), readings)
    if rest is None:
        return None
    so_far = observe(facts, place_id, key, Period.months(year, first, now), readings)
    target = facts.target(place_id, key, Period.months(year, first, last))
    outlook = (
        mean_to_keep(
            [so_far.value],
            target.value,
            remaining=Decimal(last - now),
            weights=[Decimal(now - first + 1)],
        )
        if so_far and target
        else None
    )
    return PastYear(year, rest.value, outlook.required if outlook else None)


def usual_course(
    facts: Facts, place_id: int, key: str, month: Period, readings: Readings
) -> tuple[Usual, ...]:
    """The mean since January, month by month, if the rest goes as in the earlier years; nothing
    with fewer than three of them."""
    elapsed = month.last_month
    so_far = observe(facts, place_id, key, Period.year_to_date(month.year, elapsed), readings)
    if so_far is None or elapsed == 12:
        return ()
    found = [Usual(elapsed, so_far.value, so_far.value, so_far.value)]
    for index in range(elapsed + 1, 13):
        rests = [
            rest.value
            for year in range(month.year - NEWEST_YEARS, month.year)
            if (
                rest := observe(
                    facts, place_id, key, Period.months(year, elapsed + 1, index), readings
                )
            )
        ]
        if len(rests) < MIN_YEARS:
            return ()
        ends = [(so_far.value * elapsed + rest * (index - elapsed)) / index for rest in rests]
        found.append(Usual(index, min(ends), sum(ends, start=Decimal(0)) / len(ends), max(ends)))
    return tuple(found)
