"""Whether the numbers and matters that a case was opened on are still in force: a later import may
have changed them, or its own was withdrawn. The basis stays frozen; the clerk is told."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from yuetan_desktop.domain.facts import Facts
from yuetan_desktop.domain.finding import TARGET, Evidence, Outcome
from yuetan_desktop.domain.quality.derive import observe
from yuetan_desktop.domain.reading import Readings
from yuetan_desktop.services import assessing, incidents, office
from yuetan_desktop.services.casefiles import CaseFile
from yuetan_desktop.services.cases.lateraudit import measured, outcomes_now
from yuetan_desktop.services.workspace import Workspace

_TOLD = 3  # values in one line
_NOT_MET = frozenset({Outcome.NOT_TRIGGERED, Outcome.NOT_APPLICABLE, Outcome.EXEMPT})
# Roles: how many a list ranks; a month of a computed value; a logged matter.
_LIST, _PART, _EVENT = "名单", "组成", "事项"


@dataclass(frozen=True, slots=True)
class BasisToday:
    """`gone` are no longer in force, `changed` have another value, both in words; `fallen` are
    clauses that do not hold on the numbers of today, `open` those that they cannot decide."""

    gone: tuple[str, ...]
    changed: tuple[str, ...]
    fallen: tuple[str, ...]
    open: tuple[str, ...]

    @property
    def says(self) -> str:
        """第四条（一）按现有数据不成立，请研判…：2026年10月PM2.5 30.3已不在用. The verdict first:
        on a narrow line the rest is read in its tool tip."""
        verdicts = [
            f"{'、'.join(clauses)}按现有数据{verdict}"
            for clauses, verdict in ((self.fallen, "不成立"), (self.open, "不能判定"))
            if clauses
        ]
        asked = "请研判是否撤销案件或调整等级"
        told = [f"{_few(self.gone)}已不在用"] if self.gone else []
        told += [_few(self.changed)] if self.changed else []
        lead = "，".join([*verdicts, asked]) if verdicts else "按现有数据仍成立"
        return f"{lead}：{'；'.join(told)}。"


def _few(words: tuple[str, ...]) -> str:
    more = f"等{len(words)}个值" if len(words) > _TOLD else ""
    return "、".join(words[:_TOLD]) + more


def basis_today(ws: Workspace, file: CaseFile) -> BasisToday | None:
    """None where everything still stands, and of a case that has ended. What an audit changed
    of a case opened on 暂判 is `later_audit`'s to tell."""
    if not file.state.is_open:
        return None
    facts, readings = assessing.facts_for(ws), office.readings_in_force(ws)
    known = {place.id for place in facts.places}
    gone, changed = [], []
    for then in dict.fromkeys(one for item in file.basis.items for one in measured(item)):
        if then.role == _PART or then.place not in known or then.indicator not in facts.catalogue:
            continue
        now = _now(facts, readings, then)
        if now is None:
            gone.append(f"{then.label} {then.text}{then.unit}")
        elif now != then.value and not then.is_provisional:
            text = ws.library.catalogue[then.indicator].text
            changed.append(f"{then.label}由{then.text}改为{text(now)}")
    gone += _events_gone(ws, file)
    if not gone and not changed:
        return None
    regulation = assessing.regulation_for(ws, file.basis.month)
    outcomes = outcomes_now(file.basis, facts, readings, regulation)
    fallen = tuple(cite for cite, outcome in outcomes if outcome in _NOT_MET)
    still = {*fallen, *(cite for cite, outcome in outcomes if outcome is Outcome.TRIGGERED)}
    undecided = tuple(cite for cite, _ in outcomes if cite not in still)
    return BasisToday(tuple(gone), tuple(changed), fallen, undecided)


def _events_gone(ws: Workspace, file: CaseFile) -> list[str]:
    """Logged matters that were taken out of force, or ruled out by a person, since."""
    stood_on = [
        one
        for item in file.basis.items
        for fact in item.deciding
        for one in fact.evidence
        if one.role == _EVENT and one.period is not None
    ]
    if not stood_on:
        return []
    standing = {
        (incident.place, incident.day, incident.title)
        for incident in incidents.list_incidents(ws)
        if incident.confirmed is not False
    }
    return [
        f"{one.period.start}{one.label}"
        for one in dict.fromkeys(stood_on)
        if one.period and (one.place, one.period.start, one.text) not in standing
    ]


def _now(facts: Facts, readings: Readings, then: Evidence) -> Decimal | None:
    if then.period is None:
        return then.value
    if then.role == TARGET:
        target = facts.target(then.place, then.indicator, then.period)
        return target.value if target else None
    value = observe(facts, then.place, then.indicator, then.period, readings.on(then.period.end))
    if value is None:
        return None
    if then.role == _LIST:
        return Decimal(value.list_size) if value.list_size else None
    return value.value
