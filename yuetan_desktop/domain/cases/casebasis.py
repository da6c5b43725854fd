"""The frozen basis of a case: what was found, in which words, on which numbers and readings.

Later corrections of data, readings or the regulation must not change an opened case. So the
findings it stands on are frozen to plain JSON on the day it is opened, and read back from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from yuetan_desktop.domain.assessment import RuleFinding
from yuetan_desktop.domain.facts import Source
from yuetan_desktop.domain.finding import Evidence, Measure, Outcome
from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.place import Place
from yuetan_desktop.domain.reading import Readings
from yuetan_desktop.domain.regulation import Level, Regulation


@dataclass(frozen=True, slots=True)
class FrozenReading:
    """A reading that an item consulted: the option in force, and whether the office chose it."""

    id: str
    wording: str
    name: str
    decided: bool
    who: str = ""
    on: date | None = None
    basis: str = ""

    @property
    def origin(self) -> str:
        """市环委办2026-01-15认定."""
        return f"{self.who}{self.on}认定" if self.decided else "默认口径，尚未认定"

    @property
    def says(self) -> str:
        """“和”按“同时未达到”理解（市环委办2026-01-15认定）."""
        return f"“{self.wording}”按“{self.name}”理解（{self.origin}）"


@dataclass(frozen=True, slots=True)
class FrozenFact:
    """One leaf of a finding: its outcome and words, the table row, the numbers with their cells.

    `decides` tells that the item is met because of it; the others are shown beside it.
    """

    outcome: Outcome
    decides: bool
    says: str
    measure: Measure | None
    evidence: tuple[Evidence, ...]

    @property
    def sources(self) -> tuple[Source, ...]:
        """Where the numbers stand, each cell once."""
        return tuple(dict.fromkeys(cell for e in self.evidence for cell in e.sources))


@dataclass(frozen=True, slots=True)
class BasisItem:
    """One met item of the regulation, verbatim, with everything it was met by."""

    rule: str
    cite: str
    short_cite: str
    title: str
    text: str
    level: int
    period: Period
    outcome: Outcome
    says: str
    short: str
    lines: tuple[str, ...]
    facts: tuple[FrozenFact, ...]
    readings: tuple[FrozenReading, ...]
    effects: Mapping[str, str]  # what each reading's option would give
    notes: tuple[str, ...]
    simulated: bool = False

    @property
    def deciding(self) -> tuple[FrozenFact, ...]:
        """The facts because of which the item is met."""
        return tuple(fact for fact in self.facts if fact.decides)

    @property
    def matters(self) -> frozenset[str]:
        """The logged matters it stands on, to tell a new accident from the one already dealt with;
        empty for items of numbers, which their period identifies."""
        return frozenset(
            f"{e.period} {e.label}"
            for fact in self.deciding
            for e in fact.evidence
            if e.role == _LOGGED
        )

    @property
    def last_matter_on(self) -> date | None:
        """The day of the last logged matter it stands on; nothing for items of numbers."""
        days = (
            e.period.end
            for fact in self.deciding
            for e in fact.evidence
            if e.role == _LOGGED and e.period is not None
        )
        return max(days, default=None)


# Roles of evidence, as the conditions name them.
_LOGGED, _MEASURED = "事项", frozenset({"实际", "名次"})


@dataclass(frozen=True, slots=True)
class Basis:
    """What a case stands on. `items` are of its level, `also` are lower ones (一并通报, R18)."""

    frozen_on: date
    month: Period
    regulation_title: str
    regulation_number: str
    place: Place
    level: Level
    items: tuple[BasisItem, ...]
    also: tuple[BasisItem, ...] = ()
    brought_in: Source | None = None  # 补录: from before the program, as this row told it

    @property
    def regulation(self) -> str:
        return f"《{self.regulation_title}》（{self.regulation_number}）"

    @property
    def period_label(self) -> str:
        """The periods of its items in words, each once."""
        return "、".join(dict.fromkeys(item.period.label() for item in self.items))

    @property
    def readings(self) -> tuple[FrozenReading, ...]:
        """Every reading its items consulted, once."""
        return tuple(dict.fromkeys(r for item in self.items for r in item.readings))

    @property
    def trigger_values(self) -> tuple[Evidence, ...]:
        """The measured values that led to the case, once: what 第九条（一）1 compares with.

        Counts of logged matters are none: a month without one is no value to improve on.
        """
        found = (
            evidence
            for item in self.items
            for fact in item.deciding
            if not any(e.role == _LOGGED for e in fact.evidence)
            for evidence in fact.evidence
        )
        return tuple(dict.fromkeys(e for e in found if e.role in _MEASURED and e.value is not None))


def freeze(
    findings: Iterable[RuleFinding],
    also: Iterable[RuleFinding],
    *,
    regulation: Regulation,
    readings: Readings,
    place: Place,
    level: Level,
    month: Period,
    day: date,
) -> Basis:
    """The basis of a case from the findings of its level and the lower ones listed with it."""
    return Basis(
        frozen_on=day,
        month=month,
        regulation_title=regulation.title,
        regulation_number=regulation.number,
        place=place,
        level=level,
        items=tuple(_item(found, readings) for found in findings),
        also=tuple(_item(found, readings) for found in also),
    )


def _item(found: RuleFinding, readings: Readings) -> BasisItem:
    rule, readings = found.rule, readings.on(found.period.end)
    deciding = [
        leaf
        for part in found.finding.deciding()
        for leaf in part.leaves()
        if leaf.outcome is found.finding.outcome
    ]
    return BasisItem(
        rule=rule.id,
        cite=rule.cite,
        short_cite=rule.short_cite,
        title=rule.title,
        text=rule.text,
        level=rule.level.number,
        period=found.period,
        outcome=found.outcome,
        says=found.says,
        short=found.finding.short,
        lines=tuple(found.finding.lines()),
        facts=tuple(
            FrozenFact(
                leaf.outcome,
                any(leaf is one for one in deciding),
                leaf.says,
                leaf.measure,
                leaf.evidence,
            )
            for leaf in found.finding.leaves()
        ),
        readings=tuple(_reading(wording, readings) for wording in found.consulted),
        effects={name: outcome.value for name, outcome in (found.readings or {}).items()},
        notes=found.notes,
        simulated=found.simulated,
    )


def _reading(wording: str, readings: Readings) -> FrozenReading:
    reading, choice = readings.readings[wording], readings.settled(wording)
    return FrozenReading(
        id=wording,
        wording=reading.wording,
        name=readings.name(wording),
        decided=choice is not None,
        who=choice.who if choice else "",
        on=choice.on if choice else None,
        basis=choice.basis if choice else "",
    )
