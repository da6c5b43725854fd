"""回头看: after a case was closed the indicators that led to it are watched for some months.

A value that is back at the level of the trigger, or worse, is a rebound (反弹). Air has seasons:
where the same period of the year before was worse still, it is told apart as 季节性 and no alert.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from yuetan_desktop.domain.facts import Facts, Observation
from yuetan_desktop.domain.finding import Evidence
from yuetan_desktop.domain.indicator import Better, Indicator
from yuetan_desktop.domain.period import Period, PeriodKind
from yuetan_desktop.domain.quality.derive import observe
from yuetan_desktop.domain.reading import Readings


class Verdict(StrEnum):
    """Values are the words shown."""

    REBOUND = "反弹"
    SEASONAL = "回到触发水平，优于去年同期"
    HOLDS = "未反弹"


@dataclass(frozen=True, slots=True)
class Glance:
    """One value after closing beside the one that led to the case."""

    trigger: Evidence
    now: Observation
    last_year: Observation | None
    verdict: Verdict
    says: str


def span(closed_on: date, months: int) -> tuple[Period, ...]:
    """The months that are watched: the `months` after the one the case was closed in."""
    found, month = [], Period.month(closed_on.year, closed_on.month)
    for _ in range(months):
        month = month.next()
        found.append(month)
    return tuple(found)


def glances(
    facts: Facts, triggers: Iterable[Evidence], watched: Iterable[Period], readings: Readings
) -> tuple[Glance, ...]:
    """Every value of the watched months that can be compared with a trigger, oldest first.

    A month is compared with months, a quarter with quarters; any span from January on with the
    year to date.
    """
    months = tuple(watched)
    found = [
        glance
        for trigger in triggers
        if trigger.period is not None and trigger.value is not None
        for period in _periods(trigger.period, months)
        if (glance := _glance(facts, trigger, period, readings)) is not None
    ]
    return tuple(sorted(found, key=lambda one: (one.now.period.end, one.trigger.label)))


def _periods(trigger: Period, months: tuple[Period, ...]) -> Iterable[Period]:
    """The periods of the trigger's own sort that end with one of the watched months."""
    kind = trigger.kind
    if kind is PeriodKind.MONTH:
        return months
    ends = [(month.year, month.last_month) for month in months]
    if kind is PeriodKind.QUARTER:
        return [Period.quarter(year, last // 3) for year, last in ends if last % 3 == 0]
    if trigger.first_month == 1:
        return [Period.year_to_date(year, last) for year, last in ends]
    return [Period.half(year, last // 6) for year, last in ends if last % 6 == 0]


def _glance(facts: Facts, trigger: Evidence, period: Period, readings: Readings) -> Glance | None:
    indicator = facts.catalogue[trigger.indicator]
    now = observe(facts, trigger.place, trigger.indicator, period, readings)
    if now is None or indicator.better is Better.NEITHER or trigger.value is None:
        return None
    before = observe(facts, trigger.place, trigger.indicator, period.year_before(), readings)
    verdict = Verdict.HOLDS
    if _as_bad(indicator, now, trigger):
        worse_before = before is not None and _worse(indicator, before, now)
        verdict = Verdict.SEASONAL if worse_before else Verdict.REBOUND
    return Glance(trigger, now, before, verdict, _says(indicator, trigger, now, verdict))


def _as_bad(indicator: Indicator, now: Observation, trigger: Evidence) -> bool:
    assert trigger.value is not None
    value, old = indicator.rounded(now.value), indicator.rounded(trigger.value)
    return value >= old if indicator.better is Better.LOWER else value <= old


def _worse(indicator: Indicator, one: Observation, other: Observation) -> bool:
    a, b = indicator.rounded(one.value), indicator.rounded(other.value)
    return a > b if indicator.better is Better.LOWER else a < b


def _says(indicator: Indicator, trigger: Evidence, now: Observation, verdict: Verdict) -> str:
    """2026年9月 PM2.5 20.4 μg/m³，触发时 19.8（2026年7月）：反弹."""
    assert trigger.value is not None
    assert trigger.period is not None
    gap = "" if indicator.unit == "%" else " "
    unit = f"{gap}{indicator.unit}" if indicator.unit not in {"", "类"} else ""
    return (
        f"{now.period.label()}{indicator.brief} {indicator.text(now.value)}{unit}，"
        f"触发时 {indicator.text(trigger.value)}（{trigger.period.label()}）：{verdict}"
    )
