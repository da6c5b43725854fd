"""One month's published figures of the counties and zones, beside last year's and the targets.

Every figure keeps where it comes from: file, sheet and cell, or what it was computed from.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from yuetan_desktop.domain.cells import sources_of
from yuetan_desktop.domain.facts import Facts, Observation, Target
from yuetan_desktop.domain.indicator import Better, Indicator, Quantity
from yuetan_desktop.domain.judging.outlook import mean_to_keep
from yuetan_desktop.domain.monitoring import Dust
from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.place import Place
from yuetan_desktop.domain.quality.air_standard import AirStandard, in_force
from yuetan_desktop.domain.quality.derive import assessed_sections, observe
from yuetan_desktop.domain.reading import Readings

AIR = ("pm25", "good_day_rate", "air_index", "air_index_rank")
WATER = ("good_water_ratio", "cwqi", "cwqi_rank")
SHOWN = (*AIR, *WATER)
# What another air standard counts or weighs differently.
_BY_STANDARD = frozenset({"good_day_rate", "good_days", "air_index", "heavy_days"})


@dataclass(frozen=True, slots=True)
class MonthFigure:
    """One indicator of one unit: the month, the same month last year, the month's target."""

    place: Place
    indicator: Indicator
    period: Period
    value: Observation | None
    last_year: Observation | None
    target: Target | None

    @property
    def text(self) -> str:
        return self.indicator.text(self.value.value) if self.value else "—"

    @property
    def change(self) -> Decimal | None:
        """The month less last year's, both as published."""
        if self.value is None or self.last_year is None:
            return None
        rounded = self.indicator.rounded
        return rounded(self.value.value) - rounded(self.last_year.value)

    @property
    def change_percent(self) -> Decimal | None:
        """The change of a concentration or index in percent of last year's."""
        if self.change is None or self.last_year is None or not self.last_year.value:
            return None
        return 100 * self.change / self.indicator.rounded(self.last_year.value)

    @property
    def mixes_dust(self) -> bool:
        """Whether the days of 沙尘 are deducted in one of the two years alone."""
        cells = (*sources_of(self.value), *sources_of(self.last_year))
        return {Dust.DEDUCTED, Dust.KEPT} <= {cell.monitoring.dust for cell in cells}

    @property
    def is_better(self) -> bool:
        """Truly better than last year; equal is no improvement."""
        if self.change is None or self.indicator.better is Better.NEITHER:
            return False
        return self.change < 0 if self.indicator.better is Better.LOWER else self.change > 0

    @property
    def meets_target(self) -> bool | None:
        if self.value is None or self.target is None:
            return None
        value, target = self.indicator.rounded(self.value.value), self.target.value
        return value <= target if self.indicator.better is Better.LOWER else value >= target

    @property
    def change_words(self) -> tuple[str, str]:
        """(下降, 3.8%) as sentences say it; both empty where nothing can be compared or moved."""
        text = self.change_text
        if text in {"—", "持平"}:
            return "", ""
        if self.indicator.quantity is Quantity.RANK:
            return ("下降" if text.startswith("降") else "上升"), text[1:]
        return ("下降" if text.startswith("-") else "上升"), text[1:]

    @property
    def change_text(self) -> str:
        """-8.7%, +1.2点, 升3位: as the kind of quantity is compared."""
        change = self.change
        if change is None:
            return "—"
        if not change:
            return "持平"
        if self.indicator.quantity is Quantity.RANK:
            return f"{'降' if change > 0 else '升'}{abs(change):f}位"
        if self.indicator.quantity is Quantity.PERCENT:
            return f"{change:+f}点"
        percent = self.change_percent
        return "—" if percent is None else f"{percent:+.1f}%"


@dataclass(frozen=True, slots=True)
class YearPath:
    """What the rest of the year may average (年剩余控制值)."""

    place: Place
    so_far: Observation
    target: Target
    required: Decimal
    feasible: bool
    months_left: int


@dataclass(frozen=True, slots=True)
class SectionFigure:
    """The water class of one assessed section (国、省考核断面) in the month."""

    section: Place
    unit: Place
    indicator: Indicator
    value: Observation | None
    last_year: Observation | None
    target: Target | None

    @property
    def misses_target(self) -> bool:
        if self.value is None or self.target is None:
            return False
        return self.value.value > self.target.value

    @property
    def fell(self) -> bool:
        """By a class or more against last year."""
        if self.value is None or self.last_year is None:
            return False
        return self.value.value > self.last_year.value

    def text(self, observation: Observation | Target | None) -> str:
        return self.indicator.text(observation.value) if observation else "—"


@dataclass(frozen=True, slots=True)
class MonthFigures:
    """The month's table: units in the order of the register, indicators in that of `SHOWN`."""

    month: Period
    units: tuple[Place, ...]
    by_unit: Mapping[tuple[int, str], MonthFigure]
    to_date: Mapping[tuple[int, str], MonthFigure]
    paths: Mapping[int, YearPath]
    sections: tuple[SectionFigure, ...]
    standards: tuple[str, str] | None  # last year's and this year's, where they differ

    def get(self, place: Place, indicator: str) -> MonthFigure:
        return self.by_unit[place.id, indicator]

    def ranked(self, indicator: str) -> list[MonthFigure]:
        """Units with a value, the best first."""
        found = [self.get(unit, indicator) for unit in self.units]
        known = [figure for figure in found if figure.value is not None]
        if not known:
            return []
        higher = known[0].indicator.better is Better.HIGHER
        return sorted(known, key=lambda f: _value(f), reverse=higher)

    def missing(self, indicator: str) -> list[Place]:
        return [unit for unit in self.units if self.get(unit, indicator).value is None]

    def compares_only_roughly(self, figure: MonthFigure) -> bool:
        """Whether last year's value was measured by another air standard, or one has the days of
        沙尘 and the other has not."""
        by_standard = self.standards is not None and figure.indicator.key in _BY_STANDARD
        return by_standard or figure.mixes_dust

    @property
    def mixes_dust(self) -> bool:
        return any(figure.mixes_dust for figure in self.by_unit.values())


def month_figures(
    facts: Facts,
    units: Sequence[Place],
    month: Period,
    readings: Readings,
    standards: Iterable[AirStandard],
) -> MonthFigures:
    """Each unit's figures of month and year to date, beside last year's and the targets."""
    standards = tuple(standards)
    to_date = Period.year_to_date(month.year, month.last_month)
    return MonthFigures(
        month=month,
        units=tuple(units),
        by_unit=_figures(facts, units, month, readings),
        to_date=_figures(facts, units, to_date, readings),
        paths={
            unit.id: path
            for unit in units
            if (path := _path(facts, unit, month, readings)) is not None
        },
        sections=_sections(facts, units, month, readings),
        standards=_standards(standards, month),
    )


def _figures(
    facts: Facts, units: Iterable[Place], period: Period, readings: Readings
) -> dict[tuple[int, str], MonthFigure]:
    return {
        (unit.id, key): MonthFigure(
            place=unit,
            indicator=facts.catalogue[key],
            period=period,
            value=observe(facts, unit.id, key, period, readings),
            last_year=observe(facts, unit.id, key, period.year_before(), readings),
            target=facts.target(unit.id, key, period),
        )
        for unit in units
        for key in SHOWN
    }


def _sections(
    facts: Facts, units: Iterable[Place], month: Period, readings: Readings
) -> tuple[SectionFigure, ...]:
    key = "water_class"
    return tuple(
        SectionFigure(
            section=section,
            unit=unit,
            indicator=facts.catalogue[key],
            value=observe(facts, section.id, key, month, readings),
            last_year=observe(facts, section.id, key, month.year_before(), readings),
            target=_target(facts, section, key, month),
        )
        for unit in units
        for section in assessed_sections(facts, unit.id)
    )


def _target(facts: Facts, section: Place, key: str, month: Period) -> Target | None:
    found = facts.targets(section.id, key, month) or facts.year_targets(section.id, key, month)
    return found[-1] if found else None


def _path(facts: Facts, unit: Place, month: Period, readings: Readings) -> YearPath | None:
    left = 12 - month.last_month
    to_date = Period.year_to_date(month.year, month.last_month)
    so_far = observe(facts, unit.id, "pm25", to_date, readings)
    target = facts.target(unit.id, "pm25", Period.year_of(month.year))
    if so_far is None or target is None or not left:
        return None
    outlook = mean_to_keep(
        [so_far.value],
        target.value,
        remaining=Decimal(left),
        weights=[Decimal(month.last_month)],
    )
    if outlook is None:
        return None
    return YearPath(unit, so_far, target, outlook.required, outlook.feasible, left)


def _standards(standards: Iterable[AirStandard], month: Period) -> tuple[str, str] | None:
    standards = tuple(standards)
    before, now = in_force(standards, month.year_before().end), in_force(standards, month.end)
    if before is None or now is None or before == now:
        return None
    return before.short, now.short


def _value(figure: MonthFigure) -> Decimal:
    assert figure.value is not None
    return figure.value.value
