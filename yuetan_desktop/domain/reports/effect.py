"""约谈成效对比: what the months after an interview were like beside the same months a year earlier.

Days are compared as days, concentrations as per cents, rates as points, classes as classes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from yuetan_desktop.domain.facts import Facts, Observation
from yuetan_desktop.domain.indicator import Better, Indicator, Quantity, round_half_even
from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.quality.air_standard import in_force
from yuetan_desktop.domain.quality.derive import observe
from yuetan_desktop.domain.reading import Readings

# 优良天数、重污染天、PM10、PM2.5，依次。
AIR = ("good_days", "heavy_days", "pm10", "pm25")
# 这些指标随评价标准而变：跨越标准更替的同比只供参考。
_BY_STANDARD = frozenset({"good_days", "heavy_days", "good_day_rate", "air_index"})


@dataclass(frozen=True, slots=True)
class EffectLine:
    """One indicator before and after. `change` is in days, points, classes or per cent."""

    indicator: Indicator
    before: Observation | None
    after: Observation | None
    change: Decimal | None
    unit: str  # of the change
    note: str = ""
    section: str = ""  # whose value it is, where not the unit's own

    @property
    def name(self) -> str:
        return f"{self.section}{self.indicator.name}"

    @property
    def words(self) -> str:
        """+3 天, −9 天, −3.0%, 持平; — where a value is missing."""
        if self.change is None:
            return "—"
        if not self.change:
            return "持平"
        sign = "+" if self.change > 0 else "−"
        gap = "" if self.unit == "%" else " "
        return f"{sign}{abs(self.change):f}{gap}{self.unit}"

    @property
    def values(self) -> tuple[str, str]:
        """Before and after, to the places that the change is counted with."""
        was, now = (
            self.indicator.text(one.value) if one is not None else "缺数据"
            for one in (self.before, self.after)
        )
        return was, now

    @property
    def explained(self) -> str:
        """The doubt about the comparison, and how a value was computed."""
        made = next((v.method for v in (self.after, self.before) if v and v.method), "")
        return "；".join(part for part in (self.note, made) if part)

    @property
    def improved(self) -> bool | None:
        """None where nothing changed or nothing can be said."""
        if not self.change or self.indicator.better is Better.NEITHER:
            return None
        return (self.change < 0) is (self.indicator.better is Better.LOWER)


@dataclass(frozen=True, slots=True)
class Effect:
    """The comparison of one window; `before` is the same window of the year before."""

    after: Period
    before: Period
    lines: tuple[EffectLine, ...]

    @property
    def is_empty(self) -> bool:
        return all(line.change is None for line in self.lines)


def window_after(held_on: Period, newest: Period, months: int) -> Period | None:
    """Up to `months` whole months after the interview's, within one year and with data; None
    while the first of them has not ended."""
    first = held_on.next()
    last_month = min(12, first.first_month + months - 1)
    if newest.year == first.year:
        last_month = min(last_month, newest.last_month)
    if newest.end < first.end:
        return None
    return Period.months(first.year, first.first_month, last_month)


def compare(
    facts: Facts, place: int, after: Period, indicators: Sequence[str], readings: Readings
) -> Effect:
    """Each indicator in the window and in the same window a year earlier."""
    before = after.year_before()
    lines = [_line(facts, place, key, before, after, readings) for key in indicators]
    return Effect(after, before, tuple(lines))


def _line(
    facts: Facts, place: int, key: str, before: Period, after: Period, readings: Readings
) -> EffectLine:
    indicator = facts.catalogue[key]
    was = observe(facts, place, key, before, readings)
    now = observe(facts, place, key, after, readings)
    change, unit = _change(indicator, was, now)
    return EffectLine(indicator, was, now, change, unit, _note(facts, key, before, after))


def _change(
    indicator: Indicator, was: Observation | None, now: Observation | None
) -> tuple[Decimal | None, str]:
    unit = {
        Quantity.NUMBER: "%",
        Quantity.COUNT: indicator.unit,
        Quantity.PERCENT: "点",
        Quantity.RANK: "位",
        Quantity.WATER_CLASS: "类",
    }.get(indicator.quantity, "")
    if was is None or now is None:
        return None, unit
    old, new = indicator.rounded(was.value), indicator.rounded(now.value)
    if indicator.quantity is Quantity.NUMBER:
        return (round_half_even((new - old) * 100 / old, 1) if old else None), unit
    return new - old, unit


def _note(facts: Facts, key: str, before: Period, after: Period) -> str:
    if key not in _BY_STANDARD or not facts.air:
        return ""
    old, new = in_force(facts.air, before.end), in_force(facts.air, after.end)
    return "两期执行的标准不同，仅供参考" if old is not new else ""
