"""What the audit that came later says of a case opened on 暂判: its basis stays frozen, but the
page says whether the values changed and whether the clauses still hold."""

from __future__ import annotations

from dataclasses import dataclass

from yuetan_desktop.domain.assessment import assess_rule
from yuetan_desktop.domain.cases.casebasis import Basis, BasisItem
from yuetan_desktop.domain.facts import Facts
from yuetan_desktop.domain.finding import Evidence, Outcome
from yuetan_desktop.domain.monitoring import PROVISIONAL
from yuetan_desktop.domain.quality.derive import observe
from yuetan_desktop.domain.reading import Readings
from yuetan_desktop.domain.regulation import Regulation
from yuetan_desktop.services import assessing, office
from yuetan_desktop.services.workspace import Workspace

_TOLD = 3  # changed values in one line


@dataclass(frozen=True, slots=True)
class LaterAudit:
    """`waiting`: how many values no audit came for yet. `changed`: values that the audit changed,
    in words. `fallen`: clauses that do not hold on the audited values."""

    waiting: int
    changed: tuple[str, ...]
    fallen: tuple[str, ...]

    @property
    def says(self) -> str:
        """立案时暂判；经国家审核，数值未变，判定成立."""
        if self.waiting:
            return f"{PROVISIONAL}（未经国家审核）"
        more = f"等{len(self.changed)}个值" if len(self.changed) > _TOLD else ""
        values = "、".join(self.changed[:_TOLD]) + more if self.changed else "数值未变"
        fallen = f"{'、'.join(self.fallen)}按审核后数值不成立，请研判是否撤销或调整等级"
        holds = fallen if self.fallen else "判定成立"
        return f"立案时{PROVISIONAL}；审核后{values}，{holds}"


def later_audit(ws: Workspace, basis: Basis) -> LaterAudit | None:
    """None where the case was opened on values that were audited, or of which nothing was said."""
    if not any(one.is_provisional for item in basis.items for one in measured(item)):
        return None
    facts, readings = assessing.facts_for(ws), office.readings_in_force(ws)
    waiting, changed = 0, []
    for then in dict.fromkeys(one for item in basis.items for one in measured(item)):
        if not then.is_provisional or then.period is None:
            continue
        now = observe(facts, then.place, then.indicator, then.period, readings.on(then.period.end))
        if now is None or (now.source is not None and now.source.monitoring.is_provisional):
            waiting += 1
        elif now.value != then.value:
            text = ws.library.catalogue[then.indicator].text
            changed.append(f"{then.label}由{then.text}改为{text(now.value)}")
    regulation = assessing.regulation_for(ws, basis.month)
    met = [] if waiting else outcomes_now(basis, facts, readings, regulation)
    fallen = tuple(cite for cite, outcome in met if outcome is not Outcome.TRIGGERED)
    return LaterAudit(waiting, tuple(changed), fallen)


def measured(item: BasisItem) -> list[Evidence]:
    """The measured values that an item was met by."""
    return [
        one
        for fact in item.deciding
        for one in fact.evidence
        if one.indicator and one.value is not None
    ]


def outcomes_now(
    basis: Basis, facts: Facts, readings: Readings, regulation: Regulation
) -> list[tuple[str, Outcome]]:
    """The clauses of the basis with what the values of today make of them."""
    place = facts.place(basis.place.id)
    known = {rule.id: rule for rule in regulation.rules}
    return [
        (
            item.short_cite,
            assess_rule(known[item.rule], facts, place, item.period, readings, regulation).outcome,
        )
        for item in basis.items
        if item.rule in known
    ]
