"""What is known: observations, targets, incidents, human findings — and `Facts`, their lookup."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, Protocol, TypeVar

from yuetan_desktop.domain.indicator import Catalogue
from yuetan_desktop.domain.ledger.yeartask import YearTask, YearTaskKind
from yuetan_desktop.domain.monitoring import UNSAID, Audit, Monitoring
from yuetan_desktop.domain.period import Period, PeriodKind
from yuetan_desktop.domain.place import Place, PlaceKind
from yuetan_desktop.domain.quality.air_standard import AirStandard
from yuetan_desktop.domain.quality.water_standard import WaterStandard


@dataclass(frozen=True, slots=True)
class Source:
    """Where a number stands: the clerk's file, its sheet and cell, and the import batch; who owns
    the monitoring, and how far it was audited."""

    file: str
    sheet: str
    cell: str
    batch: int | None = None
    monitoring: Monitoring = UNSAID

    def __str__(self) -> str:
        return f"{self.file} › {self.sheet}!{self.cell}" if self.sheet else self.file


_FIRMNESS = {audit: place for place, audit in enumerate(Audit)}


def least_audited(sources: Iterable[Source | None]) -> Source | None:
    """The first source, where its file opens; with the audit of the least audited of them all: a
    value made of many is as firm as the weakest."""
    known = [source for source in sources if source is not None]
    if not known:
        return None
    worst = min(known, key=lambda source: _FIRMNESS[source.monitoring.audit])
    first = known[0]
    if worst.monitoring.audit is first.monitoring.audit:
        return first
    return replace(first, monitoring=worst.monitoring)


@dataclass(frozen=True, slots=True)
class Observation:
    """One value of one indicator for one place and period.

    Ranks carry the list they stand in (`list_name`, e.g. 全省县级行政区域) and its size N.
    A value the program computed from others has no source of its own but `derived_from`; one
    made of `days` has the source of the first of them. `method` says in Chinese how.
    """

    place: int
    indicator: str
    period: Period
    value: Decimal
    source: Source | None = None
    list_name: str = ""
    list_size: int | None = None
    derived_from: tuple[Observation, ...] = ()
    method: str = ""
    days: tuple[Observation, ...] = ()


def is_unaudited(observation: Observation) -> bool:
    """Whether it, or anything it was computed from, is not audited to the end."""
    own = observation.source
    return (own is not None and own.monitoring.is_provisional) or any(
        map(is_unaudited, observation.derived_from)
    )


@dataclass(frozen=True, slots=True)
class Target:
    """A stage or yearly target (阶段目标、考核目标) from a numbered document."""

    place: int
    indicator: str
    period: Period
    value: Decimal
    document: str = ""
    signed_on: date | None = None
    source: Source | None = None


_BRACKETS = str.maketrans("[［【（(", "〔〔〔〔〔")


@dataclass(frozen=True, slots=True)
class Incident:
    """A logged matter (事项): an accident, a circular, a heavy-pollution day, an overdue task …

    `kind` is a key of the regulation's incident catalogue. `subject` names what is counted per
    (the enterprise of 第六条（二）). `confirmed` is the human finding that the clause needs
    (因管控不力): None until a person has found it, True found, False ruled out; another person
    may have reviewed that.
    """

    id: int
    place: int
    kind: str
    day: date
    title: str = ""
    subject: str = ""
    confirmed: bool | None = True
    document: str = ""
    evidence: tuple[str, ...] = ()
    found_by: str = ""
    found_on: date | None = None
    reviewed_by: str = ""
    reviewed_on: date | None = None
    source: Source | None = None

    @property
    def issuer(self) -> str:
        """机关代字: 川环办函 of 川环办函〔2026〕3号; empty where no number tells it."""
        code, bracket, _ = self.document.translate(_BRACKETS).partition("〔")
        return code.strip() if bracket else ""


@dataclass(frozen=True, slots=True)
class Exemption:
    """第十条: a force-majeure finding that takes one rule's result out for one period."""

    id: int
    place: int
    rule: str
    period: Period
    cause: str
    evidence: str
    approved_by: str
    approved_on: date

    def excuses(self, day: date) -> bool:
        """Whether a matter of that day was before those who approved it."""
        return self.period.start <= day <= min(self.period.end, self.approved_on)


@dataclass(frozen=True, slots=True)
class TriggerValue:
    """An indicator's value that led to an interview, for the check three months later."""

    indicator: str
    place: int
    period: Period
    value: Decimal


@dataclass(frozen=True, slots=True)
class PastInterview:
    """An interview that took place: what 第九条（一）1 looks back at.

    `improved` is what a person found at the check three months later, where it was recorded.
    """

    case_number: str
    place: int
    level: int
    held_on: date
    values: tuple[TriggerValue, ...] = ()
    improved: bool | None = None


ObservationKey = tuple[int, str, Period]


@dataclass(slots=True)
class Ranking:
    """One published list for one indicator and period: its name, size N and who shares a rank."""

    name: str
    size: int | None
    ranks: Counter[int] = field(default_factory=Counter)

    def tied_at(self, rank: int) -> int:
        """How many units of the stored list hold `rank` (0 if the list itself is not stored)."""
        return self.ranks[rank]


def targets_by_key(targets: Iterable[Target]) -> dict[ObservationKey, tuple[Target, ...]]:
    """The targets of each period, the latest signed one last (R17)."""
    found: dict[ObservationKey, tuple[Target, ...]] = {}
    for target in sorted(targets, key=lambda target: target.signed_on or date.min):
        key = target.place, target.indicator, target.period
        found[key] = (*found.get(key, ()), target)
    return found


def of_its_time(targets: tuple[Target, ...], day: date) -> tuple[Target, ...]:
    """Those of a year's targets that were signed by a day; the first ones while none was.

    A target changed in June keeps the earlier one for what is judged of January to May.
    """
    signed = tuple(t for t in targets if t.signed_on is None or t.signed_on <= day)
    return signed or tuple(t for t in targets if t.signed_on == targets[0].signed_on)


K = TypeVar("K", contravariant=True)
V = TypeVar("V", covariant=True)
R = TypeVar("R")


class Lookup(Protocol[K, V]):
    """What `Facts` asks of a mapping; a dict will do, and so will one that reads from disk."""

    def get(self, key: K, /) -> V | None: ...


class Facts:
    """Read-only lookup over everything that is known. Never judges.

    `observations` and `targets` give what is in force for (place id, indicator key, period);
    `air` and `water` are the standards that computed values are judged by.
    """

    def __init__(
        self,
        *,
        catalogue: Catalogue,
        places: Iterable[Place] = (),
        observations: Lookup[ObservationKey, Observation] | None = None,
        rankings: Lookup[tuple[str, Period, str], Ranking] | None = None,
        targets: Iterable[Target] | Lookup[ObservationKey, tuple[Target, ...]] = (),
        incidents: Iterable[Incident] = (),
        exemptions: Iterable[Exemption] = (),
        interviews: Iterable[PastInterview] = (),
        year_tasks: Iterable[YearTask] = (),
        air: Iterable[AirStandard] = (),
        water: WaterStandard | None = None,
    ) -> None:
        self.catalogue = catalogue
        self.air, self.water = tuple(air), water
        self._places = {place.id: place for place in places}
        self._children: dict[int, list[Place]] = defaultdict(list)
        for place in self._places.values():
            if place.parent is not None:
                self._children[place.parent].append(place)
        self._observations: Lookup[ObservationKey, Observation] = observations or {}
        self._rankings: Lookup[tuple[str, Period, str], Ranking] = rankings or {}
        self._targets = targets if not isinstance(targets, Iterable) else targets_by_key(targets)
        self._incidents: dict[tuple[int, str], list[Incident]] = defaultdict(list)
        self._incident_days: dict[str, set[tuple[date, str]]] = defaultdict(set)
        for incident in sorted(incidents, key=lambda i: (i.day, i.id)):
            self._incidents[incident.place, incident.kind].append(incident)
            self._incident_days[incident.kind].add((incident.day, incident.issuer))
        self.exemptions = tuple(exemptions)
        self._interviews: dict[int, list[PastInterview]] = defaultdict(list)
        for interview in interviews:
            self._interviews[interview.place].append(interview)
        self._year_tasks: dict[tuple[int, YearTaskKind], list[YearTask]] = defaultdict(list)
        for task in year_tasks:
            self._year_tasks[task.place, task.kind].append(task)
        self._once: dict[Hashable, Any] = {}

    def once(self, key: Hashable, work_out: Callable[[], R]) -> R:
        """What was worked out of these facts before, else it is now: rules ask for the same means
        again and again."""
        if key not in self._once:
            self._once[key] = work_out()
        found: R = self._once[key]
        return found

    def place(self, place_id: int) -> Place:
        return self._places[place_id]

    @cached_property
    def has_provisional(self) -> bool:
        """Whether any value is not audited to the end: without one nothing can be 暂判."""
        known = self._observations
        return isinstance(known, Mapping) and any(
            one.source is not None and one.source.monitoring.is_provisional
            for one in known.values()
        )

    @property
    def places(self) -> tuple[Place, ...]:
        return tuple(self._places.values())

    def children(self, place_id: int, kind: PlaceKind) -> tuple[Place, ...]:
        return tuple(p for p in self._children.get(place_id, ()) if p.kind is kind)

    def observation(self, place_id: int, indicator: str, period: Period) -> Observation | None:
        return self._observations.get((place_id, indicator, period))

    def days(self, place_id: int, indicator: str, period: Period) -> tuple[Observation, ...]:
        """The daily values within a period, in order."""
        known = self._days.get((place_id, indicator), ())
        return tuple(observation for observation in known if period.contains(observation.period))

    def lacks(self, place_id: int, indicators: Iterable[str], period: Period) -> bool:
        """Whether it is known at once that none of these has a value of this period, nor, in a
        month, days: of a thousand sections few have concentrations."""
        return False

    @cached_property
    def _days(self) -> dict[tuple[int, str], list[Observation]]:
        """The daily values of each place and indicator, in order. What reads its values from disk
        as they are asked for looks for days in its own way."""
        found: dict[tuple[int, str], list[Observation]] = defaultdict(list)
        if isinstance(self._observations, Mapping):
            for (place, indicator, period), observation in self._observations.items():
                if period.kind is PeriodKind.DAY:
                    found[place, indicator].append(observation)
        for days in found.values():
            days.sort(key=lambda observation: observation.period.start)
        return found

    def ranking(self, indicator: str, period: Period, list_name: str) -> Ranking | None:
        return self._rankings.get((indicator, period, list_name))

    def target(self, place_id: int, indicator: str, period: Period) -> Target | None:
        """The latest signed target for exactly this period."""
        found = self.targets(place_id, indicator, period)
        return found[-1] if found else None

    def targets(self, place_id: int, indicator: str, period: Period) -> tuple[Target, ...]:
        """Every target in force for exactly this period, the latest signed one last."""
        return self._targets.get((place_id, indicator, period)) or ()

    def year_targets(self, place_id: int, indicator: str, within: Period) -> tuple[Target, ...]:
        """Those of the year that a shorter period of it is judged by."""
        found = self.targets(place_id, indicator, Period.year_of(within.year))
        return of_its_time(found, within.end)

    def incidents(self, place_id: int, kind: str, within: Period) -> tuple[Incident, ...]:
        """Incidents of a kind whose day lies in the period, oldest first."""
        return tuple(
            incident
            for incident in self._incidents.get((place_id, kind), ())
            if within.start <= incident.day <= within.end
        )

    def incident_days(self, kind: str, within: Period, issuer: str = "") -> set[date]:
        """All days of the period on which an incident of the kind was logged for any place; of an
        `issuer` those that its documents, or none, tell of."""
        return {
            day
            for day, by in self._incident_days.get(kind, ())
            if within.start <= day <= within.end and (not issuer or by in ("", issuer))
        }

    def interviews(self, place_id: int) -> tuple[PastInterview, ...]:
        return tuple(self._interviews.get(place_id, ()))

    def year_tasks(self, place_id: int, kind: YearTaskKind) -> tuple[YearTask, ...]:
        """The lines of one ledger of the year's tasks of a unit, of all years."""
        return tuple(self._year_tasks.get((place_id, kind), ()))
