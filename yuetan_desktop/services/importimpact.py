"""What a second version of a file touches: findings, cases, and papers that quote the old values.

The findings are found by storing the file for trial and taking it back before anyone sees it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from yuetan_desktop.domain.assessment import RuleFinding, assess
from yuetan_desktop.domain.facts import Incident
from yuetan_desktop.domain.finding import Finding, Outcome
from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.place import Place
from yuetan_desktop.services import office
from yuetan_desktop.services import places as registry
from yuetan_desktop.services.assessing import facts_for
from yuetan_desktop.services.importregisters import (
    Registers,
    Retired,
    gone_lines,
    retire_registers,
    store_incidents,
    store_targets,
)
from yuetan_desktop.services.importvalues import FileValues, Mode, retire_others, store_values
from yuetan_desktop.services.paperissuer import DRAFT, FORMAL
from yuetan_desktop.services.workspace import Progress, Workspace, ignore
from yuetan_desktop.store import cases, observations
from yuetan_desktop.store.observations import ValueChange

NOTHING_RETIRED = Retired()
MAX_QUOTED = 6  # old values in one line
MAX_LOOKED_AT = 60  # units × months, the newest first; the rest is said to be left out


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


@dataclass(frozen=True, slots=True)
class Impact:
    """Everything a change of stored values touches; empty where nothing does."""

    findings: tuple[TouchedFinding, ...] = ()
    cases: tuple[TouchedCase, ...] = ()
    papers: tuple[TouchedPaper, ...] = ()
    removed: tuple[ValueChange, ...] = ()  # out of force, as the file has no such value
    retired: Retired = NOTHING_RETIRED  # targets and events likewise
    gone_lines: tuple[str, ...] = ()  # all of them in words, and what was judged since and stays
    left_out: str = ""  # what was not assessed, in words

    @property
    def lines(self) -> tuple[str, ...]:
        """Papers first: they are out of the house."""
        touched: tuple[Any, ...] = (*self.papers, *self.cases, *self.findings)
        return (*(one.line for one in touched), *([self.left_out] if self.left_out else []))

    @property
    def gone(self) -> int:
        """How many values, targets and events go out of force."""
        return len(self.removed) + len(self.retired.targets) + len(self.retired.incidents)

    @property
    def gone_words(self) -> str:
        """撤下本文件没有的 2 个值、1 个目标、1 件事项."""
        words = [f"撤下本文件没有的 {len(self.removed)} 个值"]
        if self.retired.targets:
            words.append(f"{len(self.retired.targets)} 个目标")
        if self.retired.incidents:
            words.append(f"{len(self.retired.incidents)} 件事项")
        return "、".join(words)

    def as_json(self) -> dict[str, list[str]]:
        return {
            "papers": [paper.line for paper in self.papers],
            "cases": [case.line for case in self.cases],
            "findings": [
                *(finding.line for finding in self.findings),
                *([self.left_out] if self.left_out else []),
            ],
            "gone": list(self.gone_lines),
        }


# -- cases and papers ---------------------------------------------------------------------------
def touched_cases(
    ws: Workspace, changes: Iterable[ValueChange], gone: Iterable[Incident] = ()
) -> tuple[tuple[TouchedCase, ...], tuple[TouchedPaper, ...]]:
    """Cases that stand on a value which changes, or on an event that goes out of force, and their
    papers with the old values quoted."""
    wanted = {_key(change): change for change in changes if change.old is not None}
    events = {_event_key(incident): incident for incident in gone}
    if not wanted and not events:
        return (), ()
    papers = cases.list_papers(ws.db)
    found, quoted = [], []
    for case in cases.list_cases(ws.db):
        hits = [change for key, change in wanted.items() if key in _evidence_keys(case.basis)]
        held = [event for key, event in events.items() if key in _event_keys(case.basis)]
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


def _key(change: ValueChange) -> tuple[int, str, str, str]:
    period = Period.parse(change.period)
    start, end = period.start.isoformat(), period.end.isoformat()
    return change.place_id, change.indicator, start, end


def _evidence_keys(basis: Mapping[str, Any]) -> set[tuple[int, str, str, str]]:
    return {
        (evidence["place"], evidence["indicator"], *evidence["period"])
        for item in (*basis.get("items", ()), *basis.get("also", ()))
        for fact in item["facts"]
        for evidence in fact["evidence"]
        if evidence["period"]
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


def _old(ws: Workspace, change: ValueChange) -> str:
    """The old value as papers print it."""
    value = Decimal(str(change.old))
    indicator = ws.library.catalogue.get(change.indicator)
    return indicator.text(value) if indicator else f"{value:f}"


def _quoted(ws: Workspace, change: ValueChange, text: str) -> bool:
    """Whether the number stands in a text, not as a part of a longer one."""
    return re.search(rf"(?<![\d.]){re.escape(_old(ws, change))}(?!\d)", text) is not None


def _words(ws: Workspace, change: ValueChange) -> str:
    indicator = ws.library.catalogue.get(change.indicator)
    name = indicator.brief if indicator else change.indicator
    unit = indicator.unit if indicator and indicator.unit != "类" else ""
    return f"{Period.parse(change.period).label()}{name} {_old(ws, change)}{unit}"


# -- findings -----------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class _Seen:
    """A finding as it stood: its outcome, and the tree of margins its numbers decide."""

    outcome: Outcome
    bare: Finding


Outcomes = dict[tuple[str, str, str], _Seen]
Month = tuple[Place, Period]


class _Over(Exception):
    """Takes a trial back."""


T = TypeVar("T")


def of_storing(
    ws: Workspace,
    changes: Iterable[ValueChange],
    values: FileValues,
    registers: Registers,
    mode: Mode,
    *,
    partly: bool = False,
    progress: Progress = ignore,
) -> Impact:
    """What storing the values would touch. Stores them, looks, and takes them back. `partly`:
    more change than those handed over."""
    removed: list[ValueChange] = []
    retired = NOTHING_RETIRED
    if mode is Mode.REPLACE:
        removed, retired = _on_trial(ws, values, registers, mode, lambda gone: gone)
    touching = [*changes, *removed, *retired.targets]
    months = _concerned(
        ws,
        [
            *((change.place_id, Period.parse(change.period).end) for change in touching),
            *((incident.place, incident.day) for incident in retired.incidents),
        ],
    )
    looked_at = months[:MAX_LOOKED_AT]
    before = {
        _key_of(one): _Seen(one.outcome, one.bare) for one in _assessed(ws, looked_at, progress)
    }
    findings = _on_trial(
        ws, values, registers, mode, lambda _: _turned(before, _assessed(ws, looked_at, progress))
    )
    touched, papers = touched_cases(ws, touching, retired.incidents)
    lines = gone_lines(ws, removed, retired)
    left_out = _left_out(len(months) - len(looked_at), partly=partly)
    return Impact(findings, touched, papers, tuple(removed), retired, lines, left_out)


def _left_out(months: int, *, partly: bool) -> str:
    """What was not assessed; the first import of a year's corrections may touch hundreds."""
    if not months and not partly:
        return ""
    rest = f"其余 {months} 个（单位×月）" if months else "其余的值"
    return f"判定只试算了最近的 {MAX_LOOKED_AT} 个（单位×月），{rest}没有逐一试算，入库后以看板为准"


def _on_trial(
    ws: Workspace,
    values: FileValues,
    registers: Registers,
    mode: Mode,
    look: Callable[[tuple[list[ValueChange], Retired]], T],
) -> T:
    """What is seen while all of it is stored; afterwards it never was."""
    seen: list[T] = []
    try:
        with ws.transaction():
            at = ws.now()
            batch = observations.create_batch(
                ws.db, file_name="", imported_by=ws.person, imported_at=at
            )
            store_values(ws, batch, values, mode)
            removed = retire_others(ws, batch, mode)
            store_targets(ws, batch, registers, skip=set(), mode=mode, at=at)
            store_incidents(ws, batch, registers, skip=set(), at=at)
            seen.append(look((removed, retire_registers(ws, batch, registers, mode))))
            raise _Over
    except _Over:
        return seen[0]


def _assessed(ws: Workspace, months: Sequence[Month], progress: Progress) -> Iterator[RuleFinding]:
    """The findings of units in months. Cancelling is heard between them."""
    facts = facts_for(ws)
    readings = office.readings_in_force(ws)
    for subject, month in months:
        progress("看看会牵动什么", 0, 0)
        yield from assess(ws.library.regulations, facts, subject, month.end, readings).findings


def _concerned(ws: Workspace, concerned: Iterable[tuple[int, date]]) -> list[Month]:
    """The units whose values change and the months of those values, the newest first."""
    places = {place.id: place for place in registry.list_places(ws)}
    wanted: dict[tuple[int, Period], None] = {}
    for place_id, end in concerned:
        place = places.get(place_id)
        if place is not None and not place.kind.is_subject:
            place = places.get(place.parent or 0)  # a section is answered for by its county
        if place is not None and place.kind.is_subject:
            wanted[place.id, Period.month(end.year, end.month)] = None
    latest = sorted(wanted, key=lambda one: one[1].end, reverse=True)
    return [(places[place], month) for place, month in latest]


def _key_of(finding: RuleFinding) -> tuple[str, str, str]:
    return finding.place.name, finding.rule.id, str(finding.period)


def _turned(before: Outcomes, after: Iterable[RuleFinding]) -> tuple[TouchedFinding, ...]:
    """Rules whose outcome changed, and triggered ones whose numbers did. Their words are made
    here, while the values they speak of are there."""
    found = {}
    for now in after:
        key = _key_of(now)
        was = before.get(key)
        if was is None or (was.outcome, was.bare) == (now.outcome, now.bare):
            continue
        if was.outcome is not now.outcome or now.outcome is Outcome.TRIGGERED:
            place, _, period = key
            found[key] = TouchedFinding(
                place, period, now.rule.short_cite, was.outcome.value, now.outcome.value, now.says
            )
    return tuple(found.values())
