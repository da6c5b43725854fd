"""What the earlier years of one unit say about the rest of this one, from the stored values."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from yuetan_desktop.domain.facts import Facts
from yuetan_desktop.domain.indicator import Indicator
from yuetan_desktop.domain.judging.forecast import (
    MIN_YEARS,
    NEWEST_YEARS,
    Forecast,
    PastYear,
    forecast,
    percent,
)
from yuetan_desktop.domain.judging.matrix import Projection
from yuetan_desktop.domain.judging.outlook import Outlook, mean_to_keep, rate_to_reach
from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.quality.air_standard import in_force
from yuetan_desktop.domain.quality.daily import from_days
from yuetan_desktop.domain.quality.derive import observe
from yuetan_desktop.domain.reading import Readings
from yuetan_desktop.domain.regulation import Rule, RulePeriod

GOOD = "good_day_rate"
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
    return _told(found, months, projection.indicator)


def _told(found: Forecast, months: str, indicator: Indicator) -> Chance:
    """The number with its basis, if its back-test lets it be shown."""
    if found.holds:
        return Chance(found, found.words(months, indicator))
    words = (
        f"按往年同期推算，回测 {found.tested} 年中只有 {found.agreed} 年相符，不给出触发概率；"
        f"{found.span(months, indicator)}。"
    )
    return Chance(None, words)


def no_chance(rule: Rule, period: Period) -> Chance:
    """Why a finding near its limit has no probability: nothing of its period is left to count."""
    if rule.period in {RulePeriod.EVENT, RulePeriod.YEAR_TO_DATE}:
        return Chance(None, "登记事项和累计次数不成时间序列，不给出触发概率。")
    span = period.label(with_year=False)
    return Chance(None, f"该项按已结束的{span}判定，没有剩余月份可推算，不给出触发概率。")


def good_days_chance(
    facts: Facts, place_id: int, outlook: Outlook, month: Period, readings: Readings
) -> Chance:
    """How often the same rest of the earlier years had fewer good days than this one must have.

    The rest of this year is judged by the standard now in force, so the earlier ones are too:
    from their days where the standard was another, else they do not count.
    """
    rest = Period.months(month.year, month.last_month + 1, 12)
    months = rest.label(with_year=False)
    past, other = [], 0
    for year in range(month.year - LOOK_BACK, month.year):
        known = _past_rate(facts, place_id, month, year, readings)
        if known is not None:
            past.append(known)
        elif observe(facts, place_id, GOOD, _rest(month, year), readings):
            other += 1
    indicator = facts.catalogue[GOOD]
    found = forecast(past, outlook.required, indicator.better)
    if found is not None:
        return _told(found, months, indicator)
    words = f"库中只有 {len(past)} 个往年有可比的{months}优良天数，不足 {MIN_YEARS} 年，不给出概率"
    if other:
        return Chance(
            None,
            f"{words}；另有 {other} 年按修订前的空气质量标准统计，与本年不可比，"
            "导入其逐日数据后按现行标准重算。",
        )
    return Chance(None, f"{words}；导入往年月报后显示。")


def _rest(month: Period, year: int) -> Period:
    return Period.months(year, month.last_month + 1, 12)


def _past_rate(
    facts: Facts, place_id: int, month: Period, year: int, readings: Readings
) -> PastYear | None:
    """The rate of one earlier rest by the standard now in force, and what that year asked of it."""
    now, rest = in_force(facts.air, month.end), _rest(month, year)
    if in_force(facts.air, rest.start) is not now or in_force(facts.air, rest.end) is not now:
        judged = from_days(facts, place_id, GOOD, rest, by=now)
        return PastYear(year, judged.value, None) if judged else None
    found = observe(facts, place_id, GOOD, rest, readings)
    if found is None:
        return None
    so_far = Period.year_to_date(year, month.last_month)
    good = observe(facts, place_id, "good_days", so_far, readings)
    valid = observe(facts, place_id, "valid_days", so_far, readings)
    target = facts.target(place_id, GOOD, Period.year_of(year))
    left = observe(facts, place_id, "valid_days", rest, readings)
    outlook = (
        rate_to_reach(good.value, valid.value, target.value, remaining=left.value)
        if good and valid and target and left
        else None
    )
    return PastYear(year, found.value, outlook.required if outlook else None)


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
