"""Findings that turn by what is about to be stored: those that ask for a value which changes are
worked out, then once more on trial, and what was stored for it is taken back."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from yuetan_desktop.domain.assessment import Due, RuleFinding, assess_rule, due_between
from yuetan_desktop.domain.facts import Facts
from yuetan_desktop.domain.finding import Finding, Outcome
from yuetan_desktop.domain.indicator import Quantity
from yuetan_desktop.domain.judging.watched import (
    WatchedFacts,
    incident_days_key,
    incident_key,
    list_key,
    value_key,
)
from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.place import Place
from yuetan_desktop.domain.reading import Readings
from yuetan_desktop.domain.workday import add_months
from yuetan_desktop.services import observations, office
from yuetan_desktop.services import places as registry
from yuetan_desktop.services.assessing import facts_for
from yuetan_desktop.services.importing.importregisters import Retired
from yuetan_desktop.services.importing.importvalues import ChangedKey
from yuetan_desktop.services.workspace import Progress, Workspace

MOST_TOLD = 300  # findings in words
LOOK = "看看会牵动什么"
LOOKS_BACK = 36  # months from a value to the end of the last period that any rule compares with it


@dataclass(frozen=True, slots=True)
class TouchedFinding:
    """A rule of one unit whose outcome or words the new values change."""

    place: str
    period: str
    rule: str
    before: str
    after: str
    says: str

    @property
    def line(self) -> str:
        change = f"{self.before} → {self.after}" if self.before != self.after else self.after
        return f"{self.place} {self.rule}：{change}；{self.says}"


@dataclass(frozen=True, slots=True)
class Turned:
    """Findings that turn: the first of them in words, and how many more."""

    findings: tuple[TouchedFinding, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Hanging:
    """A finding that hangs on what changes, as it stands before."""

    place: Place
    due: Due
    outcome: Outcome
    bare: Finding


# -- what may turn ------------------------------------------------------------------------------
@dataclass(slots=True)
class Unit:
    """A unit whose findings may turn, and the months of the values that change."""

    place: Place
    first: Period
    last: Period

    def take_in(self, period: Period) -> None:
        self.first = min(self.first, _month(period.start), key=_start)
        self.last = max(self.last, _month(period.end), key=_start)


def changing(ws: Workspace, changed: Collection[ChangedKey], retired: Retired) -> set[Hashable]:
    """What changes, by the keys that facts are asked for."""
    keys: set[Hashable] = set()
    for place, indicator, text in changed:
        period = Period.parse(text)
        keys.add(value_key(place, indicator, period))
        if _is_rank(ws, indicator):
            keys.add(list_key(indicator, period))
    for incident in retired.incidents:
        keys.add(incident_key(incident.place, incident.kind))
        keys.add(incident_days_key(incident.kind))
    return keys


def concerned(ws: Workspace, changed: Collection[ChangedKey], retired: Retired) -> list[Unit]:
    """The units that answer for the places whose values change; a rank and a matter are shared
    by all units."""
    places = {place.id: place for place in registry.list_places(ws)}
    subjects = [place for place in places.values() if place.kind.is_subject]
    units: dict[int, Unit] = {}

    def take_in(place: Place, period: Period) -> None:
        own = units.setdefault(place.id, Unit(place, _month(period.start), _month(period.end)))
        own.take_in(period)

    for place_id, _, text in changed:
        period, place = Period.parse(text), places.get(place_id)
        if place is not None and not place.kind.is_subject:
            place = places.get(place.parent or 0)  # a section is answered for by its county
        if place is not None and place.kind.is_subject:
            take_in(place, period)
    shared = {Period.parse(text) for _, key, text in changed if _is_rank(ws, key)}
    shared.update(Period.day(incident.day) for incident in retired.incidents)
    for place in subjects:
        for period in shared:
            take_in(place, period)
    return list(units.values())


def _is_rank(ws: Workspace, indicator: str) -> bool:
    known = ws.library.catalogue.get(indicator)
    return known is not None and known.quantity is Quantity.RANK


def _month(day: date) -> Period:
    return Period.month(day.year, day.month)


def _start(period: Period) -> date:
    return period.start


# -- before and after ---------------------------------------------------------------------------
def hanging(
    ws: Workspace, units: Sequence[Unit], keys: Collection[Hashable], progress: Progress
) -> list[Hanging]:
    """Of all findings of the units since then those that ask for something that changes."""
    facts = WatchedFacts(facts_for(ws), keys)
    readings = office.readings_in_force(ws)
    newest = observations.latest_month(ws)
    dues: dict[tuple[Period, Period], list[Due]] = {}
    found = []
    for number, unit in enumerate(units):
        progress(LOOK, number, len(units))
        last = _month(add_months(unit.last.start, LOOKS_BACK))
        span = unit.first, max(unit.last, min(newest or last, last, key=_start), key=_start)
        if span not in dues:
            dues[span] = due_between(ws.library.regulations, *span)
        for one in dues[span]:
            was, touched = facts.watch(partial(_assess, facts, unit.place, one, readings))
            if touched:
                found.append(Hanging(unit.place, one, was.outcome, was.bare))
    return found


def turned(ws: Workspace, findings: Sequence[Hanging], progress: Progress) -> Turned:
    """Of those the ones that come out otherwise now, and triggered ones whose numbers changed.
    Their words are made here, while the values they speak of are there."""
    facts, readings = facts_for(ws), office.readings_in_force(ws)
    told: list[TouchedFinding] = []
    more = 0
    for number, was in enumerate(findings):
        if number % 100 == 0:
            progress(LOOK, number, len(findings))
        now = _assess(facts, was.place, was.due, readings)
        if (was.outcome, was.bare) == (now.outcome, now.bare):
            continue
        if was.outcome is now.outcome and now.outcome is not Outcome.TRIGGERED:
            continue
        if len(told) == MOST_TOLD:
            more += 1
            continue
        told.append(
            TouchedFinding(
                was.place.name,
                str(now.period),
                now.rule.short_cite,
                was.outcome.value,
                now.outcome.value,
                now.says,
            )
        )
    return Turned(tuple(told), more)


def _assess(facts: Facts, place: Place, due: Due, readings: Readings) -> RuleFinding:
    regulation, rule, period = due
    return assess_rule(rule, facts, place, period, readings, regulation)
