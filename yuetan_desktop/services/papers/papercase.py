"""A case as papers see it: from its frozen basis and its recorded steps."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from yuetan_desktop.documents.context import Matter, PaperCase, SourceLine
from yuetan_desktop.documents.kinds.base import WARNING_LEVELS
from yuetan_desktop.documents.remark import Days
from yuetan_desktop.documents.units import UnitMatters
from yuetan_desktop.documents.wording import written_date
from yuetan_desktop.domain.cases.casebasis import Basis, BasisItem, FrozenReading
from yuetan_desktop.domain.casework import CaseState, StepKind
from yuetan_desktop.domain.cells import cells_in_words
from yuetan_desktop.domain.finding import Evidence
from yuetan_desktop.services import casefiles
from yuetan_desktop.services.casefiles import CaseFile, CaseFilter
from yuetan_desktop.services.cases import stepdays
from yuetan_desktop.services.office import readings_in_force
from yuetan_desktop.services.papers.papercourse import course
from yuetan_desktop.services.papers.paperfollowup import follow_up
from yuetan_desktop.services.workspace import Workspace


def paper_case(ws: Workspace, case_id: int) -> PaperCase:
    """What papers need to know of a case; the basis is the one frozen when it was opened."""
    file = casefiles.load_case(ws, case_id)
    basis, state = file.basis, file.state
    proposal = state.done.get(StepKind.PROPOSAL)
    plan = state.last(StepKind.PLAN)
    return PaperCase(
        number=file.number,
        unit=basis.place.addressee,
        short=basis.place.addressee,
        level=basis.level.number,
        actor=basis.level.actor,
        interviewee=basis.level.interviewee,
        regulation=basis.regulation_title,
        regulation_number=basis.regulation_number,
        period=basis.period_label,
        matters=_matters(ws, basis),
        also=_matters(ws, basis, lower=True),
        proposer=str(proposal.data.get("department", "")) if proposal else "",
        approved_on=_day_of(state, StepKind.APPROVAL),
        planned_on=state.planned_on,
        held_on=state.held_on,
        venue=_venue(state),
        plan_handed_on=plan.day if plan else None,
        copies_office=readings_in_force(ws)["R20"] == "literal",
        simulated=any(item.simulated for item in basis.items),
        peers=tuple(
            UnitMatters(
                other.basis.place.addressee,
                _matters(ws, other.basis),
                _matters(ws, other.basis, lower=True),
            )
            for other in named_together(ws, file)
        ),
        course=course(ws, file),
        follow=follow_up(ws, file),
    )


def named_together(ws: Workspace, file: CaseFile) -> Iterator[CaseFile]:
    """第四条、第五条：one month's warnings or circular may name several units."""
    if file.state.level not in WARNING_LEVELS:
        return
    for other in reversed(casefiles.list_cases(ws, CaseFilter.OPEN)):
        same = other.state.level == file.state.level and other.basis.month == file.basis.month
        if same and other.id != file.id:
            yield other


def days(ws: Workspace) -> Days:
    """The calendar and the counting in force (R16)."""
    return Days(ws.calendar, stepdays.counting_in_force(ws), ws.today())


def _day_of(state: CaseState, kind: StepKind) -> date | None:
    step = state.done.get(kind)
    return step.day if step else None


def _venue(state: CaseState) -> str:
    held = state.done.get(StepKind.INTERVIEW)
    return str(held.data.get("venue", "")) if held else ""


def _matters(ws: Workspace, basis: Basis, *, lower: bool = False) -> tuple[Matter, ...]:
    """The highest articles first, those of one article in the order of the regulation."""
    items = sorted(basis.also if lower else basis.items, key=lambda item: _place_of(item.rule))
    families = {
        rule.id: rule.family
        for regulation in ws.library.regulations
        if regulation.number == basis.regulation_number
        for rule in regulation.rules
    }
    return tuple(replace(_matter(item), family=families.get(item.rule)) for item in items)


def _place_of(rule: str) -> tuple[int, tuple[int, ...]]:
    article, *within = (int(number) for number in re.findall(r"\d+", rule) or ["0"])
    return -article, tuple(within)


def _matter(item: BasisItem) -> Matter:
    return Matter(
        cite=item.cite,
        text=item.text,
        facts=tuple(map(formal, dict.fromkeys(fact.says for fact in item.deciding)))
        or (formal(item.says),),
        readings=tuple(map(formal, _readings(item.readings))),
        others=tuple(map(formal, (*_undecided(item.readings), *item.notes))),
        sources=tuple(_source(evidence) for fact in item.deciding for evidence in fact.evidence),
    )


# A rank as the matrix tells it: 第160／183名（后30名为第154名及以后），已越线7位.
_RANKED = r"第(\d+)／(\d+)名（(后\d+名)为(第\d+名及以后)）"
_PAST = r"已越线 ?\d+ ?位"
# What screens abbreviate, a paper spells out: −8.3 点, Ⅲ→Ⅳ, 2026-10-18.
_SPELLED_OUT = (
    (re.compile(r"−(\d[\d.]*) ?点"), r"下降\1个百分点"),
    (re.compile(r"＋(\d[\d.]*) ?点"), r"上升\1个百分点"),
    (re.compile(r" ?(\d[\d.]*) ?点(?!\d)"), r"\1个百分点"),
    (re.compile(r"（([^（）]*?)即?触发）"), r"（《办法》规定为\1）"),
    (re.compile(r"(劣?[Ⅰ-Ⅴ])(?:类)?→(劣?[Ⅰ-Ⅴ])(?:类)?"), r"由\1类变为\2类"),
    (re.compile(r"，劣?[Ⅰ-Ⅴ]类劣于劣?[Ⅰ-Ⅴ]类"), "，未达到目标"),
    (re.compile(r"，降(\d)类"), r"，下降\1个类别"),
    (re.compile(r"触发时（"), "约谈所据（"),
    (re.compile(r"([μm]g/(?:m³|L))，超 ?(\d[\d.]*)"), r"\1，超\2\1"),
    (
        re.compile(rf"{_RANKED}，与他处并列且跨越界线，{_PAST}"),
        r"第\1名（共\2个），因并列计入\3（\4）",
    ),
    (re.compile(rf"{_RANKED}，{_PAST}"), r"第\1名（共\2个），列\3（\4）"),
    # Only what was found true is told to those who are interviewed.
    (re.compile(r"，已认定(?=$|[。；])|，另有\d+[天次](?:是否因管控不力)?待认定"), ""),
    (re.compile(r"(?<=[”》])、(?=[“《])"), ""),  # GB/T 15834 4.5.3.5: marks side by side
)


def formal(says: str) -> str:
    """A sentence of the assessment as a paper writes it."""
    for form, words in _SPELLED_OUT:
        says = form.sub(words, says)
    return _ISO_DATE.sub(lambda found: written_date(date(*map(int, found.groups()))), says)


_ISO_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d) ?")


def _readings(readings: Iterable[FrozenReading]) -> Iterator[str]:
    """One sentence for what the office decided on one occasion, one for all defaults."""
    origins: dict[str, list[str]] = {}
    for reading in readings:
        origin = f"（{reading.origin}）" if reading.decided else ""
        origins.setdefault(origin, []).append(f"“{reading.wording}”按“{reading.name}”")
    for origin, words in origins.items():
        yield f"{'、'.join(words)}理解{origin}"


def _undecided(readings: Iterable[FrozenReading]) -> Iterator[str]:
    """Who approves a proposal is told what the office has not decided yet."""
    if words := [f"“{reading.wording}”" for reading in readings if not reading.decided]:
        yield f"{''.join(words)}的理解是默认口径，尚未认定"


def _source(evidence: Evidence) -> SourceLine:
    value = f"{evidence.text}{evidence.unit}"
    if value == evidence.label and evidence.period is not None:
        value = evidence.period.label()  # a logged matter has a day, not a value
    cells = cells_in_words(evidence.sources) if evidence.source else [evidence.note]
    return SourceLine(evidence.label, value, "；".join(cells))
