"""Values of a period that no one published, computed from its months, its days or its sections.

The published (imported) value always wins, and published months win over days. A computed one
says how it was made (`method`) and from what (`derived_from`, or the file of its days); where a
single part is missing there is no value at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from yuetan_desktop.domain.facts import Facts, Observation
from yuetan_desktop.domain.indicator import WaterClass
from yuetan_desktop.domain.period import Period, PeriodKind
from yuetan_desktop.domain.place import Place, PlaceKind
from yuetan_desktop.domain.quality.air_standard import in_force
from yuetan_desktop.domain.quality.daily import from_days, straddles
from yuetan_desktop.domain.quality.section_class import class_from_concentrations
from yuetan_desktop.domain.reading import Readings

# Percentiles (CO, O3) and ranks cannot be had from monthly ones.
MEANS = frozenset({"pm25", "pm10", "so2", "no2"})
SUMS = frozenset({"good_days", "valid_days", "heavy_days"})
COMPUTABLE = (
    *("pm25", "pm10", "so2", "no2", "co", "o3", "good_days", "valid_days", "good_day_rate"),
    *("heavy_days", "air_index", "water_class", "good_water_ratio", "source_water_rate"),
)
ASSESSED_GRADES = frozenset({"", "国控", "省控", "国考", "省考"})


def observe(
    facts: Facts, place: int, indicator: str, period: Period, readings: Readings
) -> Observation | None:
    """The published value, else the computed one, else None."""
    if indicator == "good_day_rate" and (whole := _by_one_standard(facts, place, period, readings)):
        return whole
    published = facts.observation(place, indicator, period)
    if published is not None:
        return published
    if indicator == "good_day_rate":
        return _good_day_rate(facts, place, period)
    if indicator == "good_water_ratio":
        return _good_water_ratio(facts, place, period, readings)
    if indicator == "source_water_rate":
        return _source_water_rate(facts, place, period)
    if indicator == "water_class":
        return class_from_concentrations(facts, place, period)
    if period.kind is PeriodKind.DAY:
        return None
    if period.kind is not PeriodKind.MONTH:
        if indicator in SUMS and (found := _sum(facts, place, indicator, period)):
            return found
        if indicator in MEANS and (found := _mean(facts, place, indicator, period, readings)):
            return found
    return from_days(facts, place, indicator, period)


@dataclass(frozen=True, slots=True)
class Check:
    """The published value beside what days or concentrations give; the published one holds."""

    published: Observation
    computed: Observation
    difference: Decimal  # computed − published, both rounded as published

    @property
    def agrees(self) -> bool:
        return not self.difference


def check_published(facts: Facts, published: Observation) -> Check | None:
    """What the data below it say about a published value; None where they cannot say."""
    place, key, period = published.place, published.indicator, published.period
    if key == "water_class":
        computed = class_from_concentrations(facts, place, period)
    else:
        computed = from_days(facts, place, key, period)
    if computed is None:
        return None
    indicator = facts.catalogue[key]
    difference = indicator.rounded(computed.value) - indicator.rounded(published.value)
    return Check(published, computed, difference)


def missing_months(facts: Facts, place: int, indicator: str, period: Period) -> tuple[Period, ...]:
    """The months of the period without a published value, for the sentence 缺…."""
    return tuple(
        month for month in period.month_list() if facts.observation(place, indicator, month) is None
    )


def assessed_sections(facts: Facts, county: int) -> tuple[Place, ...]:
    """国、省考核断面 of a county or zone, without those put out of use."""
    sections = facts.children(county, PlaceKind.SECTION)
    return tuple(s for s in sections if s.grade in ASSESSED_GRADES and not s.retired)


def _months(
    facts: Facts, place: int, indicator: str, period: Period
) -> tuple[Observation, ...] | None:
    """Every month of the period; none of them published leaves it to the days themselves."""
    months = period.month_list()
    published = [facts.observation(place, indicator, month) for month in months]
    if not any(published):
        return None
    found = [
        own or from_days(facts, place, indicator, month)
        for own, month in zip(published, months, strict=True)
    ]
    return None if any(o is None for o in found) else tuple(o for o in found if o is not None)


def _sum(facts: Facts, place: int, indicator: str, period: Period) -> Observation | None:
    months = _months(facts, place, indicator, period)
    if months is None:
        return None
    total = sum((o.value for o in months), start=Decimal(0))
    return Observation(place, indicator, period, total, derived_from=months, method="由各月相加")


def _mean(
    facts: Facts, place: int, indicator: str, period: Period, readings: Readings
) -> Observation | None:
    months = _months(facts, place, indicator, period)
    if months is None:
        return None
    if readings["R23"] == "plain":
        value = sum((o.value for o in months), start=Decimal(0)) / len(months)
        return Observation(
            place, indicator, period, value, derived_from=months, method="由各月均值算术平均推算"
        )
    found = [
        facts.observation(place, "valid_days", month)
        or from_days(facts, place, "valid_days", month)
        for month in period.month_list()
    ]
    weights = tuple(o for o in found if o is not None)
    if len(weights) < len(found):
        return None
    days = sum((w.value for w in weights), start=Decimal(0))
    weighted = sum(
        (o.value * w.value for o, w in zip(months, weights, strict=True)), start=Decimal(0)
    )
    return Observation(
        place,
        indicator,
        period,
        weighted / days,
        derived_from=(*months, *weights),
        method="由各月均值按有效天数加权推算",
    )


def _by_one_standard(
    facts: Facts, place: int, period: Period, readings: Readings
) -> Observation | None:
    """R21: a period of two standards judged by one of them throughout; None where the office
    leaves each day to its own, or there are no days to judge."""
    if not straddles(facts, period):
        return None
    if not facts.days(place, "pm25", Period.month(period.year, period.first_month)):
        return None
    option = readings["R21"]
    if option == "by_day":
        return None
    day = period.end if option == "new" else period.start
    return from_days(facts, place, "good_day_rate", period, by=in_force(facts.air, day))


def _good_day_rate(facts: Facts, place: int, period: Period) -> Observation | None:
    """优良天数率 = 优良天数 / 有效监测天数 (not calendar days), in percent."""
    good = _published_or_sum(facts, place, "good_days", period)
    valid = _published_or_sum(facts, place, "valid_days", period)
    if good is None or valid is None or not valid.value:
        return from_days(facts, place, "good_day_rate", period)
    return Observation(
        place,
        "good_day_rate",
        period,
        100 * good.value / valid.value,
        derived_from=(*_origin(good), *_origin(valid)),
        method="由优良天数除以有效监测天数",
    )


def _published_or_sum(
    facts: Facts, place: int, indicator: str, period: Period
) -> Observation | None:
    return facts.observation(place, indicator, period) or _sum(facts, place, indicator, period)


def _origin(observation: Observation) -> tuple[Observation, ...]:
    return observation.derived_from or (observation,)


def section_class(facts: Facts, section: int, period: Period) -> Observation | None:
    """The class published for a section, else the one that its concentrations give."""
    published = facts.observation(section, "water_class", period)
    return published or class_from_concentrations(facts, section, period)


def _good_water_ratio(
    facts: Facts, place: int, period: Period, readings: Readings
) -> Observation | None:
    sections = assessed_sections(facts, place)
    classes = {s.name: section_class(facts, s.id, period) for s in sections}
    known = tuple(c for c in classes.values() if c is not None)
    gaps = [name for name, found in classes.items() if found is None]
    if not known or (gaps and readings["R7"] == "not_judged"):
        return None
    return good_water_ratio_of(place, period, known, gaps)


def _source_water_rate(facts: Facts, place: int, period: Period) -> Observation | None:
    """Share of a county's 水源地 within their limits (第七条第四项), by their number, whatever each
    gives; a source without a result leaves the share unknown."""
    sources = [s for s in facts.children(place, PlaceKind.WATER_SOURCE) if not s.retired]
    rates = [facts.observation(source.id, "source_water_rate", period) for source in sources]
    known = tuple(rate for rate in rates if rate is not None)
    if not known or len(known) < len(rates):
        return None
    met = sum(1 for rate in known if rate.value == 100)
    return Observation(
        place,
        "source_water_rate",
        period,
        sum((rate.value for rate in known), Decimal()) / len(known),
        derived_from=known,
        method=f"由{len(known)}个水源地的达标率按个数计算，全部达标的{met}个",
    )


def good_water_ratio_of(
    place: int, period: Period, classes: Iterable[Observation], gaps: Sequence[str] = ()
) -> Observation:
    """Share of sections in class Ⅰ–Ⅲ, in percent, of the classes given (at least one); `gaps`
    names the sections left out for want of data (R7)."""
    classes = tuple(classes)
    good = sum(1 for c in classes if c.value <= WaterClass.III)
    left_out = f"；{'、'.join(gaps)}无数据，不计入" if gaps else ""
    return Observation(
        place,
        "good_water_ratio",
        period,
        Decimal(100 * good) / len(classes),
        derived_from=classes,
        method=f"由{len(classes)}个断面类别计算，优良{good}个{left_out}",
    )
