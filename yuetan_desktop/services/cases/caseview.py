"""The case page as data: head, stepper, banner, facts, papers, deadlines, record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from yuetan_desktop.documents.kinds import KINDS, PaperKind, Stage
from yuetan_desktop.domain.cases.casebasis import BasisItem, FrozenFact
from yuetan_desktop.domain.cases.causes import Leader, LeadingCause
from yuetan_desktop.domain.cases.duediligence import Appraised
from yuetan_desktop.domain.cases.linkedmeasures import LinkedMeasure
from yuetan_desktop.domain.cases.participants import Participant
from yuetan_desktop.domain.cases.stepform import INTERNAL, StepField, fields_of
from yuetan_desktop.domain.cases.stepper import StepperRow, stepper
from yuetan_desktop.domain.casework import (
    CaseState,
    StepKind,
    allowed_next,
    label_in,
)
from yuetan_desktop.domain.deadline import Deadline, DeadlineState, outstanding
from yuetan_desktop.domain.facts import Source
from yuetan_desktop.domain.finding import Outcome
from yuetan_desktop.services import casefiles
from yuetan_desktop.services.casefiles import CaseFile
from yuetan_desktop.services.cases import caselinks, causes, joint, participants
from yuetan_desktop.services.cases.basistoday import basis_today
from yuetan_desktop.services.cases.caselinks import Links
from yuetan_desktop.services.cases.caserecord import RecordLine, record_of
from yuetan_desktop.services.cases.lateraudit import later_audit
from yuetan_desktop.services.cases.linkedmeasures import measures
from yuetan_desktop.services.cases.openness import held_form, openness_of, planned_form
from yuetan_desktop.services.papers import stagerecord
from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.store import cases
from yuetan_desktop.store.cases import PaperRow


@dataclass(frozen=True, slots=True)
class FactRow:
    """One line of 事实与证据: measured, limit, verdict, and the cells they stand in."""

    cite: str
    topic: str
    actual: str
    limit: str
    verdict: str
    outcome: Outcome
    decides: bool
    says: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One kind of paper with its newest version; `paper_id` is None while none was made.

    `is_due`: the paper belongs to the step that comes next, or to a side step just recorded.
    """

    kind: str
    number: str
    state: str
    stage: str
    is_due: bool = False
    version: int = 0
    paper_id: int | None = None
    made_at: datetime | None = None
    draft_stage: str = ""  # 讨论稿、送审稿、定稿; empty while nothing was saved


NOT_MADE = "未生成"


class BannerKind(StrEnum):
    """How loudly the line above a case speaks."""

    PLAIN = "plain"
    NEAR = "near"
    OVERDUE = "overdue"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Banner:
    """The most urgent fact of the page. `owed`: the unit has something to hand in, and may be
    reminded of it."""

    kind: BannerKind
    text: str
    detail: str = ""
    owed: bool = False


@dataclass(frozen=True, slots=True)
class NextStep:
    """A step that may be recorded now, with the fields its dialog asks for."""

    kind: StepKind
    label: str
    fields: tuple[StepField, ...]


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around the steps: cause, people, 尽责情况, linked cases."""

    cause: LeadingCause | None
    city_leader: Leader | None
    participants: tuple[Participant, ...]
    is_secret: bool
    diligence: tuple[Appraised, ...]
    links: Links
    together: tuple[CaseFile, ...]
    measures: tuple[LinkedMeasure, ...]  # in force


@dataclass(frozen=True, slots=True)
class CaseView:
    """Everything the case page shows."""

    file: CaseFile
    actor: str
    interviewee: str
    interviewee_name: str
    department: str
    cause: str
    form: str
    stepper: tuple[StepperRow, ...]
    banner: Banner
    facts: tuple[FactRow, ...]
    also: tuple[BasisItem, ...]
    papers: tuple[PaperLine, ...]
    record: tuple[RecordLine, ...]
    next_steps: tuple[NextStep, ...]
    audit: str  # what a later audit says of a case opened on 暂判; empty for all others
    changed: str  # of the numbers it was opened on, what is no longer in force; else empty
    missed: tuple[str, ...]  # sub-steps that later steps went past without
    around: Around

    @property
    def deadlines(self) -> tuple[Deadline, ...]:
        return self.file.deadlines


def get_case(ws: Workspace, case_id: int) -> CaseView:
    """Everything the page of a case shows. Raises AppError where there is no such case."""
    file = casefiles.load_case(ws, case_id)
    state, level = file.state, file.basis.level
    papers = cases.list_papers(ws.db, case_id)
    running = [d for d in file.deadlines if d.step is not None and not d.is_done]
    due = {d.step: d.due for d in running if d.step}
    estimated = {d.step for d in running if d.step and d.estimated}
    return CaseView(
        file=file,
        actor=level.actor,
        interviewee=level.interviewee,
        interviewee_name=causes.interviewee_says(ws, file),
        department=file.department,
        cause=_cause(ws, file),
        form=_form(ws, file),
        audit=audit.says if (audit := later_audit(ws, file.basis)) else "",
        changed=now.says if (now := basis_today(ws, file)) else "",
        missed=tuple(label_in(kind, state.level) for kind in state.missed),
        around=_around(ws, file),
        stepper=tuple(stepper(state, due, estimated)),
        banner=_banner(file),
        facts=tuple(row for item in file.basis.items for row in fact_rows(item)),
        also=file.basis.also,
        papers=_paper_lines(ws, case_id, state, papers),
        record=record_of(ws, file, papers),
        next_steps=tuple(
            NextStep(kind, label_in(kind, level.number), fields_of(kind))
            for kind in allowed_next(state)
        ),
    )


def _cause(ws: Workspace, file: CaseFile) -> str:
    """The assessment of 第十六条; before it, what the proposal named."""
    found = causes.cause_of(ws, file.id)
    proposal = file.state.done.get(StepKind.PROPOSAL)
    named = str(proposal.data.get("cause", "")) if proposal else ""
    return named if found is None else found.says_with_upstream


def _form(ws: Workspace, file: CaseFile) -> str:
    """第二十条: as it was held, before that as it is planned."""
    if not file.basis.level.is_interview:
        return ""
    return held_form(file.state) or planned_form(ws, file.id) or INTERNAL


def _around(ws: Workspace, file: CaseFile) -> Around:
    links = caselinks.links(ws, file)
    together = [
        casefiles.load_case(ws, one) for one in joint.members(ws, file.id) if one != file.id
    ]
    return Around(
        cause=causes.cause_of(ws, file.id),
        city_leader=causes.city_leader(ws, file),
        participants=participants.participants(ws, file.id),
        is_secret=openness_of(ws, file.id, file.state).is_secret,
        diligence=participants.diligence(ws, file.id),
        links=links,
        together=tuple(together),
        measures=tuple(m for m in measures(ws, file.id) if m.voided_why is None),
    )


def fact_rows(item: BasisItem) -> list[FactRow]:
    """The item's leaves as table rows, those that decide first."""
    rows = [
        FactRow(
            cite=item.short_cite,
            topic=fact.measure.topic if fact.measure else _unmeasured(item, fact),
            actual=fact.measure.actual if fact.measure else _not_a_number(fact),
            limit=fact.measure.limit if fact.measure else "",
            verdict=fact.measure.verdict if fact.measure else fact.outcome.value,
            outcome=fact.outcome,
            decides=fact.decides,
            says=fact.says,
            sources=fact.sources,
        )
        for fact in item.facts
        if fact.outcome is not Outcome.NOT_APPLICABLE
    ]
    return sorted(rows, key=lambda row: not row.decides)


def _unmeasured(item: BasisItem, fact: FrozenFact) -> str:
    """Of what is missing the row says what; of a matter, which kind it is."""
    return fact.says if fact.outcome is Outcome.NO_DATA else item.title


def _not_a_number(fact: FrozenFact) -> str:
    return "—" if fact.outcome is Outcome.NO_DATA else fact.says


# -- banner -------------------------------------------------------------------------------------
_WEEKDAYS = "一二三四五六日"
# 限期内要做的事，按期限的键。
_ACTS = {
    "notice": ("书面通知应于", "前发出"),
    "plan": ("整改方案应于", "前报送"),
    "transfer": ("问题线索应于", "前移送"),
    "improvement": ("约谈后改善情况应于", "核对"),
    "progress": ("整改进展应于", "前书面报告"),
    "reply": ("书面回复应于", "前报送"),
    "completion": ("整改报告应于", "前报送"),
}
_OWED_BY_UNIT = {"plan", "progress", "reply", "completion"}


def _banner(file: CaseFile) -> Banner:
    if not file.state.is_open and file.state.end is not None:
        rest = outstanding(file.deadlines)
        late = any(limit.state is DeadlineState.OVERDUE for limit in file.deadlines)
        return Banner(
            BannerKind.OVERDUE if late else BannerKind.ENDED,
            f"案件{file.state.label}（{file.state.end.day}）",
            f"仍须办理：{rest}。" if rest else "",
        )
    deadline = file.next_deadline
    if deadline is None:
        return Banner(BannerKind.PLAIN, f"案件{file.state.label}", f"下一步：{file.next_act}")
    before, after = _ACTS.get(deadline.key, (f"{deadline.label}应于", "前办结"))
    due = deadline.due
    text = f"{before} {due.month} 月 {due.day} 日（周{_WEEKDAYS[due.weekday()]}）{after}"
    owed = f"{file.basis.place.name}尚未报送" if deadline.key in _OWED_BY_UNIT else "尚未登记"
    if deadline.key == "transfer":  # 第十九条: only where there is something to hand over
        owed = "没有违法、违纪、违规情形的，登记“无需移送”"
    kind = {
        DeadlineState.OVERDUE: BannerKind.OVERDUE,
        DeadlineState.AHEAD: BannerKind.PLAIN,
    }.get(deadline.state, BannerKind.NEAR)
    says = [deadline.text, owed, *filter(None, [deadline.estimate_note])]
    return Banner(kind, text, "。".join(says) + "。", deadline.key in _OWED_BY_UNIT)


# -- papers -------------------------------------------------------------------------------------
def _paper_lines(
    ws: Workspace, case_id: int, state: CaseState, papers: list[PaperRow]
) -> tuple[PaperLine, ...]:
    """Every kind of the case's level in the order of its life, and whatever else was made."""
    newest = {paper.kind: paper for paper in papers}
    saved = {kind: stage.value for kind, stage in stagerecord.newest(ws, case_id).items()}
    now = {
        state.current,
        state.next,
        *(s.kind for s in state.steps[-1:] if s.kind not in state.chain),
    }
    kinds = [k for k in KINDS.values() if state.level in k.levels or k.name in newest]
    stages = list(Stage)
    kinds.sort(key=lambda kind: stages.index(kind.stage))
    return tuple(
        _paper_line(
            kind,
            newest.get(kind.name),
            bool(now.intersection(kind.at)),
            saved.get(kind.name, ""),
        )
        for kind in kinds
    )


def _paper_line(
    kind: PaperKind, paper: PaperRow | None, is_due: bool, draft_stage: str
) -> PaperLine:
    stage = kind.stage.value
    if paper is None:
        return PaperLine(kind.name, "", NOT_MADE, stage, is_due, draft_stage=draft_stage)
    return PaperLine(
        kind.name,
        paper.number,
        paper.state,
        stage,
        is_due,
        version=paper.version,
        paper_id=paper.id,
        made_at=paper.issued_at,
        draft_stage=draft_stage,
    )
