"""The state of rivers in a period (环办〔2011〕22号): of five sections and more by the shares of
their classes, of fewer by the means of their concentrations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from yuetan_desktop.domain.indicator import WaterClass
from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.place import Place
from yuetan_desktop.domain.quality.section_class import section_means
from yuetan_desktop.domain.quality.waterquality import (
    LEAST_SECTIONS,
    river_of_few,
    river_quality,
    section_quality,
)
from yuetan_desktop.services.judging.computed import stored_facts
from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.store.facts import StoredFacts


@dataclass(frozen=True, slots=True)
class RiverState:
    """`by_means` is the class of the mean concentrations, of a river of fewer than five."""

    river: str
    sections: int
    state: str
    by_means: WaterClass | None = None

    @property
    def says(self) -> str:
        """青禾河 5 个断面良好; 云溪河 3 个断面良好（浓度均值Ⅲ类）."""
        means = f"（浓度均值{self.by_means.label}类）" if self.by_means else ""
        return f"{self.river} {self.sections} 个断面{self.state}{means}"


def river_states(
    ws: Workspace, sections: Sequence[Place], period: Period, classes: Mapping[int, WaterClass]
) -> list[RiverState]:
    """Of the rivers of which enough is known; lakes belong to none. `classes` are in force."""
    facts = stored_facts(ws)
    rivers: dict[str, list[Place]] = {}
    for section in sections:
        if section.river and not section.lake:
            rivers.setdefault(section.river, []).append(section)
    states = (_state(facts, river, of, period, classes) for river, of in rivers.items())
    return [state for state in states if state is not None]


def _state(
    facts: StoredFacts,
    river: str,
    sections: Sequence[Place],
    period: Period,
    classes: Mapping[int, WaterClass],
) -> RiverState | None:
    known = [one for one in sections if one.id in classes]
    if len(sections) >= LEAST_SECTIONS:
        state = river_quality([classes[one.id] for one in known])
        return RiverState(river, len(known), state) if state else None
    means = [section_means(facts, one.id, period) for one in known]
    if facts.water is None or not all(means):
        return None
    found = river_of_few(facts.water, [one.means for one in means if one])
    return RiverState(river, len(known), section_quality(found), found) if found else None
