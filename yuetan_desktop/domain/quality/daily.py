"""Period values from daily ones (HJ 663, GB 3095 表4): means, percentiles, good and heavy days.

A month counts with 27 valid days (February 25), a year with 324 besides; with fewer there is no
value. The AQI of a day is the published one; where none is, it is computed by the standard in
force on that day, or by the one asked for (同口径).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from yuetan_desktop.domain.facts import Facts, Observation, least_audited
from yuetan_desktop.domain.period import Period, PeriodKind
from yuetan_desktop.domain.quality.air_standard import (
    GOOD_DAY_LIMIT,
    HEAVY_DAY_LIMIT,
    POLLUTANTS,
    SEVERE_DAY_LIMIT,
    AirStandard,
    in_force,
    percentile,
)

MEANS = frozenset({"pm25", "pm10", "so2", "no2"})
PERCENTILES = {"co": Decimal("0.95"), "o3": Decimal("0.90")}
COUNTED: Mapping[str, Callable[[int], bool]] = {
    "good_days": lambda aqi: aqi <= GOOD_DAY_LIMIT,
    "heavy_days": lambda aqi: aqi > HEAVY_DAY_LIMIT,
    "valid_days": lambda aqi: True,
}
JUDGED = frozenset({*COUNTED, "good_day_rate", "air_index"})  # what the standard's text decides
FROM_DAYS = "由日数据计算"


@dataclass(frozen=True, slots=True)
class HeavyDay:
    """A day with an AQI over 200, and what was observed that says so."""

    is_severe: bool  # 严重污染
    observed: tuple[Observation, ...]


def from_days(
    facts: Facts, place: int, indicator: str, period: Period, *, by: AirStandard | None = None
) -> Observation | None:
    """The value of whole months computed from their days; None where too few are valid.

    `by` judges every day by one standard, whatever was published for it.
    """
    if not facts.air or period != _whole_months(period):
        return None
    if indicator in MEANS or indicator in PERCENTILES:
        return _concentration(facts, place, indicator, period, by)
    if indicator in COUNTED:
        return _count(facts, place, indicator, period, by)
    if indicator == "good_day_rate":
        return _rate(facts, place, period, by)
    if indicator == "air_index":
        return _index(facts, place, period, by)
    return None


def shortfall(facts: Facts, place: int, indicator: str, period: Period) -> str:
    """Which months have days, but too few: 9月有效日25天，不足27天. Empty where none has any."""
    if indicator not in MEANS and indicator not in PERCENTILES and indicator not in JUDGED:
        return ""
    short = []
    for month in period.month_list():
        standard = in_force(facts.air, month.start)
        if standard is None:
            continue
        if indicator in JUDGED:
            valid = len(_judged(facts, place, month, None))
        else:
            valid = len(facts.days(place, indicator, month))
        if 0 < valid < standard.month_days(month):
            needed = standard.month_days(month)
            short.append(f"{month.first_month}月有效日{valid}天，不足{needed}天")
    return "；".join(short)


def _whole_months(period: Period) -> Period | None:
    if period.kind is PeriodKind.DAY:
        return None
    return Period.months(period.year, period.first_month, period.last_month)


def _enough(facts: Facts, valid: Mapping[date, object], period: Period) -> bool:
    """GB 3095 表4: days of each month, and of the year."""
    for month in period.month_list():
        standard = in_force(facts.air, month.start)
        held = sum(1 for day in valid if month.start <= day <= month.end)
        if standard is None or held < standard.month_days(month):
            return False
    if period.kind is not PeriodKind.YEAR:
        return True
    standard = in_force(facts.air, period.end)
    return standard is not None and len(valid) >= standard.year_days


def _concentration(
    facts: Facts, place: int, indicator: str, period: Period, by: AirStandard | None
) -> Observation | None:
    days = {o.period.start: o for o in facts.days(place, indicator, period)}
    if not _enough(facts, days, period):
        return None
    values = [o.value for o in days.values()]
    part = PERCENTILES.get(indicator)
    if part is None:
        value = sum(values, start=Decimal(0)) / len(values)
        how = f"{len(values)}个有效日均值的算术平均"
    else:
        value = percentile(values, part)
        how = f"{len(values)}个有效日值的第{part * 100:f}百分位数".replace(".00", "")
    return _made(place, indicator, period, value, how, days.values())


def _judged(
    facts: Facts, place: int, period: Period, by: AirStandard | None
) -> dict[date, tuple[int, tuple[Observation, ...]]]:
    """AQI of every day that has one, in order, with what was observed that day; a month of it is
    part of many periods."""
    if period.kind is PeriodKind.MONTH:
        key = (_judged, place, period, by and by.name)
        return facts.once(key, lambda: _judged_month(facts, place, period, by))
    return {
        day: aqi
        for month in period.month_list()
        for day, aqi in _judged(facts, place, month, by).items()
        if period.start <= day <= period.end
    }


def _judged_month(
    facts: Facts, place: int, period: Period, by: AirStandard | None
) -> dict[date, tuple[int, tuple[Observation, ...]]]:
    published = {o.period.start: o for o in facts.days(place, "aqi", period)}
    values = {p: {o.period.start: o for o in facts.days(place, p, period)} for p in POLLUTANTS}
    known = set(published).union(*values.values())
    found: dict[date, tuple[int, tuple[Observation, ...]]] = {}
    for day in sorted(known):
        own = in_force(facts.air, day)
        if day in published and (by is None or by is own):
            found[day] = (int(published[day].value), (published[day],))
            continue
        standard = by or own
        measured = {p: values[p][day] for p in POLLUTANTS if day in values[p]}
        aqi = standard.aqi({p: o.value for p, o in measured.items()}) if standard else None
        if aqi is not None:
            found[day] = (aqi.value, tuple(measured.values()))
    return found


def heavy_days(facts: Facts, place: int, month: Period) -> Mapping[date, HeavyDay]:
    """Days of a month that are known to be 重度污染 or worse, however few days of it are known."""

    def look() -> Mapping[date, HeavyDay]:
        judged = _judged(facts, place, month, None)
        return {
            day: HeavyDay(aqi > SEVERE_DAY_LIMIT, observed)
            for day, (aqi, observed) in judged.items()
            if aqi > HEAVY_DAY_LIMIT
        }

    return facts.once((heavy_days, place, month), look)


def _count(
    facts: Facts, place: int, indicator: str, period: Period, by: AirStandard | None
) -> Observation | None:
    judged = _judged(facts, place, period, by)
    if not _enough(facts, judged, period):
        return None
    counts = COUNTED[indicator]
    value = Decimal(sum(1 for aqi, _ in judged.values() if counts(aqi)))
    how = f"{len(judged)}个有效日" + ("" if indicator == "valid_days" else f"中有{value}天")
    how += _basis(facts, period, by)
    return _made(place, indicator, period, value, how, _observed(judged))


def _rate(facts: Facts, place: int, period: Period, by: AirStandard | None) -> Observation | None:
    judged = _judged(facts, place, period, by)
    if not _enough(facts, judged, period):
        return None
    good = sum(1 for aqi, _ in judged.values() if aqi <= GOOD_DAY_LIMIT)
    value = Decimal(100 * good) / len(judged)
    how = f"{len(judged)}个有效日中优良{good}天{_basis(facts, period, by)}"
    return _made(place, "good_day_rate", period, value, how, _observed(judged))


def _observed(
    judged: Mapping[date, tuple[int, tuple[Observation, ...]]],
) -> Iterable[Observation]:
    return (observation for _, observed in judged.values() for observation in observed)


def _index(facts: Facts, place: int, period: Period, by: AirStandard | None) -> Observation | None:
    """From concentrations rounded as they are published; None for a period of two standards."""
    standard = by or _one_standard(facts, period)
    if standard is None:
        return None
    parts: dict[str, Observation] = {}
    for pollutant in POLLUTANTS:
        found = _concentration(facts, place, pollutant, period, by)
        if found is None:
            return None
        parts[pollutant] = found
    rounded = {p: facts.catalogue[p].rounded(o.value) for p, o in parts.items()}
    value = standard.composite_index(rounded)
    if value is None:
        return None
    how = f"六项污染物的期均值或百分位数{_basis(facts, period, by)}"
    source = least_audited((parts["pm25"].source, *(part.source for part in parts.values())))
    return Observation(
        place,
        "air_index",
        period,
        value,
        source,
        method=f"{FROM_DAYS}：{how}",
        days=tuple(day for part in parts.values() for day in part.days),
    )


def straddles(facts: Facts, period: Period) -> bool:
    """Whether the standard changed within the period."""
    return in_force(facts.air, period.start) is not in_force(facts.air, period.end)


def _one_standard(facts: Facts, period: Period) -> AirStandard | None:
    first, last = in_force(facts.air, period.start), in_force(facts.air, period.end)
    return first if first is last else None


def _basis(facts: Facts, period: Period, by: AirStandard | None) -> str:
    standard = by or _one_standard(facts, period)
    return f"（{standard.short}）" if standard else "（跨新旧标准，各按当日标准）"


def _made(
    place: int,
    indicator: str,
    period: Period,
    value: Decimal,
    how: str,
    days: Iterable[Observation],
) -> Observation:
    """The source is that of the first day: where its file opens."""
    days = tuple(days)
    first = least_audited(day.source for day in days)
    return Observation(
        place, indicator, period, value, first, method=f"{FROM_DAYS}：{how}", days=days
    )


# -- year on year across a change of the standard -------------------------------------------------
@dataclass(frozen=True, slots=True)
class SameBasis:
    """This period and the same one last year, every day judged by one standard (同口径)."""

    standard: AirStandard
    this: Observation
    last: Observation


def year_on_year(facts: Facts, place: int, indicator: str, period: Period) -> tuple[SameBasis, ...]:
    """Where the standard changed in between: both years by the old text, then both by the new.

    Empty where one text covers both years, or the days of either are not there.
    """
    if indicator not in JUDGED:
        return ()
    before = period.year_before()
    old, new = in_force(facts.air, before.start), in_force(facts.air, period.end)
    if old is None or new is None or old is new:
        return ()
    found = []
    for standard in (old, new):
        this = from_days(facts, place, indicator, period, by=standard)
        last = from_days(facts, place, indicator, before, by=standard)
        if this is not None and last is not None:
            found.append(SameBasis(standard, this, last))
    return tuple(found)
