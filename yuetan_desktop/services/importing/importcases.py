"""Cases and papers that stand on values which an import changes, or takes back."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from yuetan_desktop.domain.facts import Incident
from yuetan_desktop.domain.judging.watched import WatchedFacts, value_key
from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.quality.derive import observe
from yuetan_desktop.services import office
from yuetan_desktop.services.assessing import facts_for
from yuetan_desktop.services.papers.paperissuer import DRAFT, FORMAL
from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.store import cases

MAX_QUOTED = 6  # old values in one line


@dataclass(frozen=True, slots=True)
class TouchedPaper:
    """A paper of a touched case; `quotes` are the old values that stand in its text."""

    case: str
    kind: str
    number: str
    issued: bool
    quotes: tuple[str, ...]

    @property
    def line(self) -> str:
        name = f"{self.kind}{f'（{self.number}）' if self.number else ''}"
        if not self.quotes:
            return f"案件 {self.case} 的{name}：所属案件依据的数值有变化"
        how = "已印发的文书引用了旧值" if self.issued else "文书引用了旧值"
        return f"案件 {self.case} 的{name}：{how} {_few(self.quotes)}"


@dataclass(frozen=True, slots=True)
class TouchedCase:
    """A case whose frozen basis stands on values that change."""

    id: int
    number: str
    place: str
    quotes: tuple[str, ...]

    @property
    def line(self) -> str:
        return (
            f"案件 {self.number}（{self.place}）：立案所依据的 {_few(self.quotes)} 有变化；"
            "依据已冻结，不改动"
        )


def _few(quotes: Sequence[str]) -> str:
    """A figure made of nine months quotes twenty values: the first ones, and how many."""
    shown = "、".join(quotes[:MAX_QUOTED])
    return f"{shown} 等{len(quotes)}个值" if len(quotes) > MAX_QUOTED else shown


EvidenceKey = tuple[int, str, Period]


@dataclass(frozen=True, slots=True)
class EvidenceChange:
    """A value or a target that cases stand on, and what it was."""

    key: EvidenceKey
    old: Decimal

    @property
    def indicator(self) -> str:
        return self.key[1]

    @property
    def period(self) -> Period:
        return self.key[2]


Evidence = Mapping[EvidenceKey, tuple[Any, ...]]


def evidence(ws: Workspace, changing: Collection[Hashable] | None = None) -> Evidence:
    """What all cases stand on, as it is now: of each key the value, published or computed, the
    size of its list, and the target. Seen before and after a change it tells what of it changed,
    whichever way a value comes about. With `changing` only what asks for one of those facts."""
    facts, readings = WatchedFacts(facts_for(ws), changing or ()), office.readings_in_force(ws)
    known = {place.id for place in facts.places}
    found: dict[EvidenceKey, tuple[Any, ...]] = {}
    for case in cases.list_cases(ws.db):
        for key, _ in _stands_on(case.basis):
            place, indicator, _ = key
            if key in found or place not in known or indicator not in facts.catalogue:
                continue
            value, hangs = facts.watch(partial(observe, facts, *key, readings))
            if hangs or changing is None or value_key(*key) in changing:
                target = facts.target(*key)
                found[key] = (value and (value.value, value.list_size), target and target.value)
    return found


def evidence_changes(before: Evidence, after: Evidence) -> list[EvidenceChange]:
    """What of the evidence is no longer what it was; what was not there before is none."""
    changes = []
    for key, (value, target) in before.items():
        value_now, target_now = after.get(key, (None, None))
        if value is not None and value != value_now:
            changes.append(EvidenceChange(key, value[0]))
        if target is not None and target != target_now:
            changes.append(EvidenceChange(key, target))
    return changes


def touched_cases(
    ws: Workspace, changes: Iterable[EvidenceChange], gone: Iterable[Incident] = ()
) -> tuple[tuple[TouchedCase, ...], tuple[TouchedPaper, ...]]:
    """Cases that stand on a value which changes, or on an event that goes out of force, and their
    papers with the old values quoted."""
    changed = tuple(changes)
    events = {_event_key(incident): incident for incident in gone}
    if not changed and not events:
        return (), ()
    papers = cases.list_papers(ws.db)
    found, quoted = [], []
    for case in cases.list_cases(ws.db):
        stands_on, event_keys = _stands_on(case.basis), _event_keys(case.basis)
        hits = [change for change in changed if (change.key, change.old) in stands_on]
        held = [event for key, event in events.items() if key in event_keys]
        if not hits and not held:
            continue
        place = str(case.basis["place"]["name"])
        quotes = tuple(
            dict.fromkeys(
                [*(_words(ws, change) for change in hits), *(_event_words(e) for e in held)]
            )
        )
        found.append(TouchedCase(case.id, case.number, place, quotes))
        for paper in papers:
            if paper.case_id == case.id and paper.state != DRAFT:
                text = json.dumps(paper.context, ensure_ascii=False)
                said = tuple(dict.fromkeys(_words(ws, c) for c in hits if _quoted(ws, c, text)))
                issued = paper.state == FORMAL
                quoted.append(TouchedPaper(case.number, paper.kind, paper.number, issued, said))
    return tuple(found), tuple(quoted)


def _stands_on(basis: Mapping[str, Any]) -> dict[tuple[EvidenceKey, Decimal], None]:
    """The numbers it was frozen with, in its order: a correction taken back touches none."""
    return {
        (
            (one["place"], one["indicator"], Period(*map(date.fromisoformat, one["period"]))),
            Decimal(str(one["value"])),
        ): None
        for item in (*basis.get("items", ()), *basis.get("also", ()))
        for fact in item["facts"]
        for one in fact["evidence"]
        if one["period"] and one["indicator"] and one["value"] is not None
    }


def _event_key(incident: Incident) -> tuple[int, str, str]:
    return incident.place, incident.day.isoformat(), incident.title


def _event_keys(basis: Mapping[str, Any]) -> set[tuple[int, str, str]]:
    return {
        (evidence["place"], evidence["period"][0], evidence["text"])
        for item in (*basis.get("items", ()), *basis.get("also", ()))
        for fact in item["facts"]
        for evidence in fact["evidence"]
        if evidence["role"] == "事项" and evidence["period"]
    }


def _event_words(incident: Incident) -> str:
    return f"{incident.day}{incident.title or '事项'}"


def _old(ws: Workspace, change: EvidenceChange) -> str:
    """The old value as papers print it."""
    value = change.old
    indicator = ws.library.catalogue.get(change.indicator)
    return indicator.text(value) if indicator else f"{value:f}"


def _quoted(ws: Workspace, change: EvidenceChange, text: str) -> bool:
    """Whether the number stands in a text, not as a part of a longer one."""
    return re.search(rf"(?<![\d.]){re.escape(_old(ws, change))}(?!\d)", text) is not None


def _words(ws: Workspace, change: EvidenceChange) -> str:
    indicator = ws.library.catalogue.get(change.indicator)
    name = indicator.brief if indicator else change.indicator
    unit = indicator.unit if indicator and indicator.unit != "类" else ""
    return f"{change.period.label()}{name} {_old(ws, change)}{unit}"
