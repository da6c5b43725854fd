"""Whether an assessment asked for facts that change: what did not ask for them stays as it is."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable
from datetime import date
from typing import Any, TypeVar

from yuetan_desktop.domain.facts import Facts, Incident, Observation, PastInterview, Ranking, Target
from yuetan_desktop.domain.ledger.yeartask import YearTask, YearTaskKind
from yuetan_desktop.domain.period import Period, PeriodKind
from yuetan_desktop.domain.place import Place, PlaceKind

R = TypeVar("R")


def value_key(place: int, indicator: str, period: Period) -> Hashable:
    """What a value or a target is asked by; days by their month, as rules look at whole months."""
    month = period.kind is PeriodKind.DAY
    at = period.start
    return place, indicator, Period.month(at.year, at.month) if month else period


def list_key(indicator: str, period: Period) -> Hashable:
    """What a published list is asked by: one unit's rank is of matter to who shares it."""
    return indicator, period


def incident_key(place: int, kind: str) -> Hashable:
    return place, kind


def incident_days_key(kind: str) -> Hashable:
    """What the days of all places' incidents of a kind are asked by."""
    return kind


class WatchedFacts(Facts):
    """The same facts, noting whether one of those that change (`changing`, keys as above) was
    asked for, whatever it said."""

    def __init__(self, facts: Facts, changing: Collection[Hashable]) -> None:
        super().__init__(
            catalogue=facts.catalogue,
            exemptions=facts.exemptions,
            air=facts.air,
            water=facts.water,
        )
        self._facts, self._changing = facts, changing
        self._touched = False
        self._worked_out: dict[Hashable, tuple[Any, bool]] = {}

    def watch(self, work: Callable[[], R]) -> tuple[R, bool]:
        """What the work gives, and whether it asked for a fact that changes."""
        outer, self._touched = self._touched, False
        try:
            result = work()
            return result, self._touched
        finally:
            self._touched = outer

    def once(self, key: Hashable, work_out: Callable[[], R]) -> R:
        if key not in self._worked_out:
            self._worked_out[key] = self.watch(work_out)
        found, touched = self._worked_out[key]
        self._touched |= touched
        answer: R = found
        return answer

    def _note(self, key: Hashable) -> None:
        if key in self._changing:
            self._touched = True

    # -- what is noted --------------------------------------------------------------------------
    def observation(self, place_id: int, indicator: str, period: Period) -> Observation | None:
        self._note(value_key(place_id, indicator, period))
        return self._facts.observation(place_id, indicator, period)

    def days(self, place_id: int, indicator: str, period: Period) -> tuple[Observation, ...]:
        for month in period.month_list():
            self._note(value_key(place_id, indicator, month))
        return self._facts.days(place_id, indicator, period)

    def ranking(self, indicator: str, period: Period, list_name: str) -> Ranking | None:
        self._note(list_key(indicator, period))
        return self._facts.ranking(indicator, period, list_name)

    def targets(self, place_id: int, indicator: str, period: Period) -> tuple[Target, ...]:
        self._note(value_key(place_id, indicator, period))
        return self._facts.targets(place_id, indicator, period)

    def incidents(self, place_id: int, kind: str, within: Period) -> tuple[Incident, ...]:
        self._note(incident_key(place_id, kind))
        return self._facts.incidents(place_id, kind, within)

    def incident_days(self, kind: str, within: Period, issuer: str = "") -> set[date]:
        self._note(incident_days_key(kind))
        return self._facts.incident_days(kind, within, issuer)

    # -- what no file of values changes ---------------------------------------------------------
    def place(self, place_id: int) -> Place:
        return self._facts.place(place_id)

    @property
    def has_provisional(self) -> bool:
        return self._facts.has_provisional

    @property
    def places(self) -> tuple[Place, ...]:
        return self._facts.places

    def children(self, place_id: int, kind: PlaceKind) -> tuple[Place, ...]:
        return self._facts.children(place_id, kind)

    def year_tasks(self, place_id: int, kind: YearTaskKind) -> tuple[YearTask, ...]:
        return self._facts.year_tasks(place_id, kind)

    def interviews(self, place_id: int) -> tuple[PastInterview, ...]:
        return self._facts.interviews(place_id)
