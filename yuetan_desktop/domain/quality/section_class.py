"""A section's water class from its concentrations, where no class was published.

环办〔2011〕22号: a month is the mean of its results, a longer period the mean of its months; the
class is that of the means, rounded for evaluation, never a mean of classes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from yuetan_desktop.domain.facts import Facts, Observation, least_audited
from yuetan_desktop.domain.indicator import WaterClass
from yuetan_desktop.domain.period import Period, PeriodKind
from yuetan_desktop.domain.quality.water_standard import WaterJudgement, WaterStandard

# “9+X”: with fewer items than these a class would say more than was measured.
CORE = frozenset({"do", "codmn", "nh3n", "tp"})


@dataclass(frozen=True, slots=True)
class SectionMeans:
    """The unrounded means of a section's items over a period; what they are judged as, rounded for
    evaluation; and the class that they would have as they are."""

    period: Period
    means: Mapping[str, Decimal]
    evaluated: Mapping[str, Decimal]
    parts: Mapping[str, list[Observation]]
    judged: WaterJudgement
    unrounded: WaterClass

    def observation(self, section: int, item: str) -> Observation:
        """The mean of one item, with what it was made of."""
        parts = self.parts[item]
        if len(parts) == 1:
            return parts[0]
        return Observation(
            section,
            item,
            self.period,
            self.means[item],
            derived_from=tuple(parts),
            method=f"由{len(parts)}期均值算术平均",
        )


def section_means(facts: Facts, section: int, period: Period) -> SectionMeans | None:
    """None while one of the core items was not measured in one of the months."""
    standard = facts.water
    if standard is None or period.kind is PeriodKind.DAY:
        return None
    return facts.once(
        (section_means, section, period), lambda: _section_means(facts, standard, section, period)
    )


def _section_means(
    facts: Facts, standard: WaterStandard, section: int, period: Period
) -> SectionMeans | None:
    parts = _concentrations(facts, standard, section, period)
    if parts is None or not parts.keys() >= CORE:
        return None
    means = {item: standard.mean(item, [o.value for o in found]) for item, found in parts.items()}
    lake = facts.place(section).lake
    evaluated = {item: standard.for_evaluation(item, mean) for item, mean in means.items()}
    judged, as_is = standard.judge(evaluated, lake=lake), standard.judge(means, lake=lake)
    if judged is None or as_is is None:
        return None
    return SectionMeans(period, means, evaluated, parts, judged, as_is.water_class)


def class_from_concentrations(facts: Facts, section: int, period: Period) -> Observation | None:
    """The class of a section that no one published; None where `section_means` has nothing."""
    found = section_means(facts, section, period)
    if found is None or facts.water is None:
        return None
    deciding = found.judged.decided_by
    names = "、".join(facts.catalogue[item].name for item in deciding[:3])
    unlike = found.unrounded is not found.judged.water_class
    as_is = f"，均值修约后评价，未修约为{found.unrounded.label}类" if unlike else ""
    return Observation(
        section,
        "water_class",
        period,
        Decimal(found.judged.water_class.value),
        derived_from=tuple(o for item in deciding for o in found.parts[item]),
        method=f"由{len(found.means)}项浓度均值按单因子评价（{facts.water.name}），{names}决定{as_is}",
    )


def _concentrations(
    facts: Facts, standard: WaterStandard, section: int, period: Period
) -> Mapping[str, list[Observation]] | None:
    """What each item's mean is made of: the period's own value, its months, or a month's days."""
    none = facts.lacks(section, standard.items, period)
    own = {
        item: [found]
        for item in (() if none else standard.items)
        if (found := facts.observation(section, item, period)) is not None
    }
    if own.keys() >= CORE:
        return own
    if period.kind is PeriodKind.MONTH:
        if none:
            return None
        for item in standard.items:
            if item not in own and (days := facts.days(section, item, period)):
                own[item] = list(days)
        return own or None
    by_month: dict[str, list[Observation]] = {}
    for month in period.month_list():
        parts = facts.once(
            (_concentrations, section, month),
            partial(_concentrations, facts, standard, section, month),
        )
        if parts is None or not parts.keys() >= CORE:
            return None
        for item, results in parts.items():
            by_month.setdefault(item, []).append(_month(standard, section, item, month, results))
    return by_month


def _month(
    standard: WaterStandard, section: int, item: str, month: Period, results: list[Observation]
) -> Observation:
    if len(results) == 1:
        return results[0]
    value = standard.mean(item, [o.value for o in results])
    source = least_audited(o.source for o in results)
    method = f"{len(results)}次监测的均值"
    return Observation(section, item, month, value, source, method=method, days=tuple(results))
