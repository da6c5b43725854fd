"""What every condition shares: its context, and how it words values, evidence and gaps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol

from yuetan_desktop.domain.cells import sources_of
from yuetan_desktop.domain.facts import (
    Exemption,
    Facts,
    Incident,
    Observation,
    Source,
    Target,
    TriggerValue,
)
from yuetan_desktop.domain.finding import TARGET, Evidence, Finding, Outcome
from yuetan_desktop.domain.indicator import Indicator, Quantity, places, round_half_even
from yuetan_desktop.domain.period import Period, PeriodKind, month_spans
from yuetan_desktop.domain.place import Place, PlaceKind
from yuetan_desktop.domain.quality.daily import FROM_DAYS, shortfall, year_on_year
from yuetan_desktop.domain.quality.derive import (
    assessed_sections,
    check_published,
    missing_months,
    observe,
)
from yuetan_desktop.domain.reading import Readings

Key = tuple[int, int, Period]


@dataclass(frozen=True, slots=True)
class Context:
    """What a condition is asked about: one place and period, under the readings in force.

    A `bare` finding has outcomes and margins only: no words, no evidence. A matrix asks for these
    first, and for the words only where someone looks. While readings are compared, `kept` holds
    what was found before, and `changed` names the readings now tried: a part that does not consult
    them is not asked again. `since` is the regulation's first day (第二十一条): what happened
    before it is not counted. Nor is a matter that `excused` takes out (第十条).
    """

    facts: Facts
    place: Place
    period: Period
    readings: Readings
    bare: bool = False
    kept: dict[Key, Finding] | None = None
    changed: frozenset[str] = frozenset()
    since: date | None = None
    excused: tuple[Exemption, ...] = ()

    def ask(self, condition: Condition) -> Finding:
        """What a part of a condition finds."""
        if self.kept is None or not self.changed.isdisjoint(condition.wordings):
            return condition.evaluate(self)
        key = id(condition), self.place.id, self.period
        found = self.kept.get(key)
        if found is None:
            found = self.kept[key] = condition.evaluate(self)
        return found

    def at(self, *, place: Place | None = None, period: Period | None = None) -> Context:
        return Context(
            self.facts,
            place or self.place,
            period or self.period,
            self.readings,
            self.bare,
            self.kept,
            self.changed,
            self.since,
            self.excused,
        )

    def indicator(self, key: str) -> Indicator:
        return self.facts.catalogue[key]

    def observe(self, key: str, period: Period) -> Observation | None:
        return observe(self.facts, self.place.id, key, period, self.readings)

    @property
    def when(self) -> str:
        """10月, 三季度, 前三季度: the period within the year the screen shows."""
        return self.period.label(with_year=False)

    @property
    def subject(self) -> str:
        """A section's name where a section is judged; a unit needs no name on its own row."""
        return self.place.name if self.place.kind is PlaceKind.SECTION else ""


class Condition(Protocol):
    """One leaf or shape of the rule file."""

    def evaluate(self, context: Context) -> Finding: ...

    @property
    def wordings(self) -> frozenset[str]:
        """Ids of the readings (open wordings) this condition may consult."""
        ...


def no_data(context: Context, lacking: str, brief: str = "") -> Finding:
    """What is missing in full for the sentence, and as short as a matrix cell holds it."""
    return Finding(
        Outcome.NO_DATA,
        f"{context.period.label()}{context.subject}缺{lacking}，不能判定",
        short=f"缺{_near(context)}{brief or lacking}",
    )


# Readings that decide what the value is (R7: which sections, R21: by which standard).
VALUE_BY_READING = {
    "good_water_ratio": frozenset({"R7"}),
    "good_day_rate": frozenset({"R21"}),
}
NO_SECTIONS = "辖区无国、省考核断面"


def has_no_sections(context: Context, indicator: str) -> bool:
    """A zone may have no assessed section at all; for a county they are only not registered."""
    return (
        indicator == "good_water_ratio"
        and context.place.kind is PlaceKind.ZONE
        and not assessed_sections(context.facts, context.place.id)
    )


def not_applicable(why: str) -> Finding:
    return Finding(Outcome.NOT_APPLICABLE, why, short=why)


def what_lacks(context: Context, indicator: Indicator, period: Period) -> str:
    """Which part of a value is missing, in brackets: the months, where a period is made of them."""
    if period.kind is PeriodKind.DAY or indicator.quantity in {Quantity.RANK, Quantity.WATER_CLASS}:
        return ""
    if few := shortfall(context.facts, context.place.id, indicator.key, period):
        return f"（{few}）"
    if period.kind is PeriodKind.MONTH:
        return ""
    months = missing_months(context.facts, context.place.id, indicator.key, period)
    if not months or len(months) == len(period.month_list()):
        return ""
    return f"（{month_spans(months)}）"


def _near(context: Context) -> str:
    return "" if context.period.kind is PeriodKind.YEAR else f" {context.when}"


def figure_evidence(
    context: Context,
    figure: Observation | Target | TriggerValue,
    role: str,
    label: str,
    *,
    text: str | None = None,
    source: Source | None = None,
    note: str = "",
    cells: tuple[Source, ...] = (),
) -> Evidence:
    """A figure as evidence; `text` is how it is printed where the indicator's own way is not it."""
    indicator = context.indicator(figure.indicator)
    return Evidence(
        role=role,
        label=label,
        place=figure.place,
        indicator=indicator.key,
        period=figure.period,
        value=figure.value,
        text=indicator.text(figure.value) if text is None else text,
        unit=indicator.unit,
        source=source,
        note=note,
        cells=cells,
    )


def value_evidence(context: Context, observation: Observation, role: str) -> tuple[Evidence, ...]:
    """The value, and where it was computed, each value it was computed from."""
    indicator = context.indicator(observation.indicator)
    own = figure_evidence(
        context,
        observation,
        role,
        f"{context.subject}{observation.period.label()}{indicator.name}",
        source=observation.source,
        note=observation.method or _beside_days(context, observation),
        cells=_made_of(observation),
    )
    return (own, *(_part(context, part) for part in observation.derived_from))


def _beside_days(context: Context, published: Observation) -> str:
    """What the days say of a published value, where they differ; the published one holds."""
    found = check_published(context.facts, published)
    if found is None or found.agrees:
        return ""
    indicator = context.indicator(published.indicator)
    below = "由浓度计算" if indicator.quantity is Quantity.WATER_CLASS else FROM_DAYS
    return (
        f"{below}为{with_unit(indicator, found.computed.value)}，"
        f"相差{difference(indicator, found.difference)}，以公布值为准"
    )


def same_basis_words(context: Context, key: str) -> str:
    """Across a change of the standard: both years by the old text, and both by the new."""
    indicator = context.indicator(key)
    found = year_on_year(context.facts, context.place.id, key, context.period)
    parts = (
        f"均按{basis.standard.short}为{with_unit(indicator, basis.this.value)}，"
        f"同期{with_unit(indicator, basis.last.value)}"
        for basis in found
    )
    return f"（两年标准不同；{FROM_DAYS}，{'；'.join(parts)}）" if found else ""


def _part(context: Context, part: Observation) -> Evidence:
    indicator = context.indicator(part.indicator)
    name = context.facts.place(part.place).name if part.place != context.place.id else ""
    label = f"{name}{part.period.label()}{indicator.name}"
    return figure_evidence(context, part, "组成", label, source=part.source, cells=_made_of(part))


def _made_of(observation: Observation) -> tuple[Source, ...]:
    """The cells of a computed value; a published one stands in its own."""
    return sources_of(observation) if observation.method else ()


def target_evidence(context: Context, target: Target) -> Evidence:
    indicator = context.indicator(target.indicator)
    return figure_evidence(
        context,
        target,
        TARGET,
        f"{context.subject}{target.period.label()}{indicator.name}目标",
        text=as_given(indicator, target.value),
        source=target.source,
        note=target.document,
    )


def incident_evidence(incident: Incident) -> Evidence:
    reviewed = f"{incident.found_by}认定，{incident.reviewed_by}复核" * bool(incident.reviewed_by)
    return Evidence(
        role="事项",
        label=incident.title or incident.kind,
        place=incident.place,
        indicator="",
        period=Period.day(incident.day),
        value=None,
        text=incident.title,
        unit="",
        source=incident.source,
        note="；".join(part for part in (incident.document, *incident.evidence, reviewed) if part),
    )


def as_given(indicator: Indicator, value: Decimal) -> str:
    """With at least the indicator's places, and with all that were given: a target of 93.25%."""
    return f"{value:f}" if places(value) > indicator.decimals else indicator.text(value)


def apart(indicator: Indicator, one: Decimal, other: Decimal) -> tuple[Decimal, Decimal]:
    """Two values as they are shown beside each other: as they were given, or (computed ones)
    rounded so far that they differ in what is shown where they differ."""
    usual = indicator.decimals
    if max(places(one), places(other)) <= usual + 2:
        return one, other
    for decimals in range(usual, usual + 3):
        shown = round_half_even(one, decimals), round_half_even(other, decimals)
        if one == other or shown[0] != shown[1]:
            return shown
    return one, other


def with_unit(indicator: Indicator, value: Decimal, *, exactly: bool = False) -> str:
    """30.3 μg/m³, 91.6%, 第150名, Ⅳ类; `exactly` leaves no place out."""
    if indicator.quantity is Quantity.RANK:
        return f"第{int(value)}名"
    if indicator.quantity is Quantity.WATER_CLASS:
        return f"{indicator.text(value)}类"
    gap = "" if indicator.unit in {"", "%"} else " "
    text = as_given(indicator, value) if exactly else indicator.text(value)
    return f"{text}{gap}{indicator.unit}"


def difference(indicator: Indicator, slack: Decimal, unit: str = "") -> str:
    """The size of a distance: at least the indicator's places, more if the rounding needs them."""
    decimals = indicator.decimals if indicator.quantity is not Quantity.RANK else 0
    shown = round_half_even(abs(slack), decimals)
    if not shown and slack:
        shown = abs(slack).normalize()
    return f"{shown:f}{unit}"
