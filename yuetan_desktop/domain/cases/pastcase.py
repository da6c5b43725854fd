"""A case from before the program (补录): its basis as it was told, and the steps its days give.

Nothing is made up: a case that has ended holds the steps whose days are known; one that is still
open must name every step up to where it stands, so that the next act is the right one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from yuetan_desktop.domain.cases.casebasis import Basis, BasisItem, FrozenFact
from yuetan_desktop.domain.casework import StepKind, chain_of
from yuetan_desktop.domain.facts import Source
from yuetan_desktop.domain.finding import Outcome
from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.place import Place
from yuetan_desktop.domain.regulation import Regulation, Rule

RESULTS = ("已改善", "未改善")


@dataclass(frozen=True, slots=True)
class PastCase:
    """What the sheet says of one case, its names resolved; an empty number is still to be given.
    `facts` are what is known of a step beside its day, such as its document number."""

    number: str
    place: Place
    rule: Rule
    period: Period
    says: str
    opened_on: date
    days: Mapping[StepKind, date]
    facts: Mapping[StepKind, Mapping[str, str]]
    note: str
    source: Source

    @property
    def level(self) -> int:
        return self.rule.level.number

    @property
    def is_open(self) -> bool:
        return chain_of(self.level)[-1] not in self.days

    @property
    def steps(self) -> list[tuple[StepKind, date]]:
        """The steps in the order of the regulation; the proposal is as old as the case."""
        known = {StepKind.CONFIRMATION: self.opened_on, StepKind.PROPOSAL: self.opened_on}
        known |= self.days
        order = (StepKind.CONFIRMATION, *chain_of(self.level), StepKind.IMPROVEMENT_CHECK)
        return [(kind, known[kind]) for kind in order if kind in known]


def doubts(past: PastCase, today: date) -> list[tuple[StepKind, str]]:
    """What cannot be: gaps in an open case, days that run backwards or lie ahead."""
    chain = [kind for kind in chain_of(past.level) if kind is not StepKind.PROPOSAL]
    found = []
    if past.is_open:
        last = max((n for n, kind in enumerate(chain) if kind in past.days), default=-1)
        found += [
            (kind, f"在办案件缺{kind.label}日期：其后的环节已有日期。")
            for kind in chain[:last]
            if kind not in past.days
        ]
    before = (StepKind.CONFIRMATION, past.opened_on)
    if past.opened_on > today:
        found.append((StepKind.CONFIRMATION, f"立案日期{past.opened_on}晚于今天。"))
    for kind in chain:
        day = past.days.get(kind)
        if day is None:
            continue
        if day > today:
            found.append((kind, f"{kind.label}日期{day}晚于今天。"))
        if day < before[1]:
            earlier = "立案" if before[0] is StepKind.CONFIRMATION else before[0].label
            found.append((kind, f"{kind.label}日期{day}早于{earlier}日期（{before[1]}）。"))
        before = (kind, day)
    return found + _doubtful_check(past, today)


def _doubtful_check(past: PastCase, today: date) -> list[tuple[StepKind, str]]:
    """第九条（一）1: whether things improved is asked of an interview, after it."""
    day, held = (past.days.get(k) for k in (StepKind.IMPROVEMENT_CHECK, StepKind.INTERVIEW))
    result = past.facts.get(StepKind.IMPROVEMENT_CHECK, {}).get("result", "")
    kind = StepKind.IMPROVEMENT_CHECK
    if day is None:
        return [(kind, "填了改善核对结果，缺核对日期。")] if result else []
    if held is None:
        return [(kind, "没有约谈日期，不能核对改善情况。")]
    found = []
    if result not in RESULTS:
        found.append((kind, f"改善核对结果应为{'或'.join(RESULTS)}。"))
    if not held <= day <= today:
        found.append((kind, f"改善核对日期{day}应在约谈（{held}）以后、今天以前。"))
    return found


def basis_of(past: PastCase, regulation: Regulation) -> Basis:
    """The basis as it was told: the clause verbatim, no number behind it but the sheet's words."""
    rule = past.rule
    says = past.says or rule.title
    item = BasisItem(
        rule=rule.id,
        cite=rule.cite,
        short_cite=rule.short_cite,
        title=rule.title,
        text=rule.text,
        level=past.level,
        period=past.period,
        outcome=Outcome.TRIGGERED,
        says=says,
        short=past.says,
        lines=(says,),
        facts=(FrozenFact(Outcome.TRIGGERED, True, says, None, ()),),
        readings=(),
        effects={},
        notes=(f"补录自{past.source}",),
    )
    return Basis(
        frozen_on=past.opened_on,
        month=Period.month(past.period.end.year, past.period.end.month),
        regulation_title=regulation.title,
        regulation_number=regulation.number,
        place=past.place,
        level=rule.level,
        items=(item,),
        brought_in=past.source,
    )
