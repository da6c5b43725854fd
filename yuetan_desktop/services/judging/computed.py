"""Values computed from days, months or concentrations: where none is published, and beside those
that are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from yuetan_desktop.domain.cells import sources_of
from yuetan_desktop.domain.facts import Observation, Source
from yuetan_desktop.domain.indicator import WaterClass
from yuetan_desktop.domain.period import Period, PeriodKind
from yuetan_desktop.domain.place import PlaceKind
from yuetan_desktop.domain.quality.daily import SameBasis, year_on_year
from yuetan_desktop.domain.quality.derive import COMPUTABLE, check_published, observe
from yuetan_desktop.domain.quality.section_class import SectionMeans, section_means
from yuetan_desktop.domain.quality.waterquality import (
    NUTRIENTS,
    main_pollutants,
    trophic_index,
    trophic_state,
)
from yuetan_desktop.services import office
from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.store.facts import StoredFacts, load_facts

OF_SECTIONS = ("water_class",)
OF_UNITS = tuple(key for key in COMPUTABLE if key not in OF_SECTIONS)


@dataclass(frozen=True, slots=True)
class ComputedValue:
    """`published` is the value in force, where there is one; `method` says how this was made."""

    place: int
    indicator: str
    period: Period
    value: Decimal
    method: str
    derived: Observation
    published: Decimal | None = None
    difference: Decimal | None = None

    @property
    def sources(self) -> tuple[Source, ...]:
        """The cells it was computed from; looked up for the value that somebody looks at."""
        return sources_of(self.derived)

    @property
    def differs(self) -> bool:
        """Whether the published value says otherwise; it holds all the same."""
        return bool(self.difference)


def computed_values(
    ws: Workspace, places: Iterable[int], period: Period
) -> dict[tuple[int, str], ComputedValue]:
    """What can be computed for a period, by place and indicator."""
    if period.kind is PeriodKind.DAY:
        return {}
    facts = stored_facts(ws)
    readings = office.readings_in_force(ws, period.end)
    found: dict[tuple[int, str], ComputedValue] = {}
    for place in places:
        section = facts.place(place).kind is PlaceKind.SECTION
        for key in OF_SECTIONS if section else OF_UNITS:
            value = observe(facts, place, key, period, readings)
            if value is not None and value.method:
                found[place, key] = ComputedValue(
                    place, key, period, value.value, value.method, value
                )
            elif value is not None and (check := check_published(facts, value)):
                found[place, key] = ComputedValue(
                    place,
                    key,
                    period,
                    check.computed.value,
                    check.computed.method,
                    check.computed,
                    value.value,
                    check.difference,
                )
    return found


@dataclass(frozen=True, slots=True)
class MainPollutants:
    """主要污染指标 of a section in words: against class Ⅲ, and against its own target where that is
    another class."""

    words: str
    against_target: str = ""
    nutrients: str = ""  # of a lake: 营养状态指数 48.0，中营养


def main_pollutants_of(
    ws: Workspace, sections: Iterable[int], period: Period, goals: Mapping[int, WaterClass]
) -> dict[int, MainPollutants]:
    """Of the sections whose concentrations are stored; `goals` are the classes aimed at."""
    facts, found = stored_facts(ws), {}
    for section in sections:
        means = section_means(facts, section, period)
        if means is None or facts.water is None:
            continue
        say = partial(_pollutants_say, facts, means, lake=facts.place(section).lake)
        goal = goals.get(section, WaterClass.III)
        own = "" if goal is WaterClass.III else f"按考核目标{goal.label}类：{say(goal) or '无'}"
        found[section] = MainPollutants(
            say(WaterClass.III), own, _nutrients_say(facts, section, period)
        )
    return found


def _nutrients_say(facts: StoredFacts, section: int, period: Period) -> str:
    """Empty of a river, and where one of the five items is missing."""
    if not facts.place(section).lake:
        return ""
    values = {
        item: found.value
        for item in NUTRIENTS
        if (found := facts.observation(section, item, period)) is not None
    }
    index = trophic_index(values)
    return "" if index is None else f"综合营养状态指数 {index}，{trophic_state(index)}"


def _pollutants_say(
    facts: StoredFacts, means: SectionMeans, against: WaterClass, *, lake: bool
) -> str:
    """总磷（0.4）、溶解氧."""
    assert facts.water is not None
    return "、".join(
        f"{facts.catalogue[one.indicator].name}{one.multiple_says}"
        for one in main_pollutants(facts.water, means.evaluated, lake=lake, against=against)
    )


def same_bases(ws: Workspace, place: int, indicator: str, period: Period) -> tuple[SameBasis, ...]:
    """Across a change of the air standard: this year and last by the old text, then by the new."""
    return year_on_year(stored_facts(ws), place, indicator, period)


def stored_facts(ws: Workspace) -> StoredFacts:
    """What is stored, with the standards that values are computed by."""
    library = ws.library
    return load_facts(
        ws.db, library.catalogue, air=library.air_standards, water=library.water_standard
    )
