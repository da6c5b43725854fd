"""What came after the interview, as papers need it: limits passed, figures now, files at hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from yuetan_desktop.documents.followup import Clue, Exhibit, FollowUp, Late, Task
from yuetan_desktop.documents.wording import lines
from yuetan_desktop.domain.cases.participants import Category
from yuetan_desktop.domain.casework import StepKind
from yuetan_desktop.domain.deadline import Deadline, DeadlineState
from yuetan_desktop.domain.ledger.supervision import Attachment, attachments, inspections
from yuetan_desktop.domain.rectification import Appraisal, percent_of
from yuetan_desktop.domain.typednumber import plain
from yuetan_desktop.services import rectification
from yuetan_desktop.services.casefiles import CaseFile
from yuetan_desktop.services.cases import caseproofs, participants
from yuetan_desktop.services.cases.openness import openness_of
from yuetan_desktop.services.office import read_office
from yuetan_desktop.services.papers.paperfigures import effect, figures
from yuetan_desktop.services.rectification import TaskFile
from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.store import cases, observations
from yuetan_desktop.store.cases import PaperRow

# What the interviewed side owes in writing; the other limits are the office's own.
_OWED = {StepKind.PLAN, StepKind.PROGRESS, StepKind.COMPLETION, StepKind.REPLY}


class _Known:
    """The follow-ups of an open workspace as last read: a form asks at every pause in typing."""

    def __init__(self) -> None:
        self.state: tuple[object, ...] = ()
        self.cases: dict[int, FollowUp] = {}

    @classmethod
    def of(cls, ws: Workspace) -> _Known:
        """The one of this workspace, emptied when anything was written or a new day has come."""
        found = ws.kept.get(cls)
        if not isinstance(found, _Known):
            found = ws.kept[cls] = cls()
        state = (ws.written(), ws.today())
        if state != found.state:
            found.state, found.cases = state, {}
        return found


def follow_up(ws: Workspace, file: CaseFile) -> FollowUp:
    """Everything papers after the interview are filled in from."""
    if ws.db.in_transaction:  # what is not stored yet may still be taken back
        return _read(ws, file)
    known = _Known.of(ws).cases
    if file.id not in known:
        known[file.id] = _read(ws, file)
    return known[file.id]


def _read(ws: Workspace, file: CaseFile) -> FollowUp:
    state = file.state
    papers = cases.list_papers(ws.db, file.id)
    tasks = rectification.tasks(ws, file.id)
    days = {kind: step.day for kind, step in state.done.items()}
    approved = state.parts.get(StepKind.OPINION_APPROVAL)
    openness = openness_of(ws, file.id, file.state)
    return FollowUp(
        recorded=frozenset(step.kind for step in state.steps),
        late=tuple(owed(file.deadlines)),
        tasks=tuple(map(_task, tasks)),
        figures=tuple(figures(ws, file)),
        effect=tuple(effect(ws, file)),
        exhibits=tuple(_exhibits(ws, file, papers, tasks)),
        clue=_clue(ws, file),
        requirements=tuple(lines(_typed(papers, "约谈纪要", "整改要求"))),
        plan_tasks=_typed(papers, "整改方案", "整改任务"),
        private_names=tuple(private_names(ws, file)),
        told=_typed(papers, "约谈纪要", "通报情况"),
        pledged=_typed(papers, "约谈纪要", "表态情况"),
        rectify_by=_rectify_by(file),
        reviewed_on=days.get(StepKind.REVIEW),
        conclusion=_said(file, StepKind.REVIEW, "conclusion"),
        returned_why=_sent_back(file, StepKind.RETURN, StepKind.REVIEW),
        reporting=_said(file, StepKind.REVIEW, "reporting"),
        completed_on=days.get(StepKind.COMPLETION),
        verified_on=days.get(StepKind.VERIFICATION),
        opinion=_said(file, StepKind.VERIFICATION, "opinion"),
        findings=_typed(papers, "现场核查记录", "综合情况"),
        opinion_approver=_opinion_approver(file),
        approved_on=approved.day if approved else None,
        closed_on=days.get(StepKind.CLOSURE),
        is_secret=openness.is_secret,
        is_public=openness.is_public,
        diligence=tuple(participants.diligence_proven(ws, file.id).items()),
        rework_why=_sent_back(file, StepKind.REWORK, StepKind.VERIFICATION),
        result_addressee=_said_last(file, StepKind.RESULT_NOTICE, "addressee"),
        no_transfer_why=_said_last(file, StepKind.NO_TRANSFER, "reason"),
        recipient=_said_last(file, StepKind.TRANSFER, "recipient"),
    )


def _clue(ws: Workspace, file: CaseFile) -> Clue | None:
    """第十九条: the newest clue that came in, with what was handed over."""
    step = file.state.last(StepKind.CLUE_RECEIVED)
    if step is None:
        return None
    kept = caseproofs.of_step(ws, file.id, step.id)
    return Clue(
        sender=str(step.data.get("sender") or ""),
        words=str(step.data.get("clue") or ""),
        number=str(step.data.get("document") or ""),
        day=step.day,
        files=tuple(Exhibit(one.name, "环节附件", one.sha256) for one in kept),
    )


def _opinion_approver(file: CaseFile) -> str:
    """第十八条: who approved the opinion; older cases name him only with the closure."""
    approval = file.state.parts.get(StepKind.OPINION_APPROVAL)
    return (
        str(approval.data.get("approver", ""))
        if approval
        else _said(file, StepKind.CLOSURE, "approver")
    )


def _said(file: CaseFile, kind: StepKind, key: str) -> str:
    step = file.state.done.get(kind)
    return str(step.data.get(key, "")) if step else ""


def _said_last(file: CaseFile, kind: StepKind, key: str) -> str:
    """What the newest step of a kind says, whether or not later steps went past it."""
    step = file.state.last(kind)
    return str(step.data.get(key) or "") if step else ""


def _sent_back(file: CaseFile, back: StepKind, anew: StepKind) -> str:
    """Why something was sent back, until it was looked at anew."""
    last = file.state.last(back, anew)
    return _said_last(file, back, "reason") if last and last.kind is back else ""


def _rectify_by(file: CaseFile) -> date | None:
    """The newest limit that was set for the rectification."""
    step = file.state.last(StepKind.MINUTES, StepKind.REWORK)
    minutes = file.state.done.get(StepKind.MINUTES)
    limits = [one.day_in("rectify_by") for one in (step, minutes) if one is not None]
    return next((day for day in limits if day), None)


def _typed(papers: Iterable[PaperRow], kind: str, field: str) -> str:
    """What the newest paper of a kind says in a field."""
    found = [row.context.get("values", {}).get(field, "") for row in papers if row.kind == kind]
    return str(found[-1]) if found else ""


def owed(deadlines: Iterable[Deadline]) -> Iterator[Late]:
    """What the interviewed side should have handed in by now: plan, progress, report, reply."""
    for limit in deadlines:
        if limit.state is DeadlineState.OVERDUE and limit.step in _OWED:
            what = limit.label.split("（")[0].removesuffix("报审")
            yield Late(what, limit.cite, limit.due, max(-limit.days_left, 1))


def _task(file: TaskFile) -> Task:
    terms, state = file.terms, file.state
    visits = inspections(state)
    # A target that is itself a share (清扫率85%) has no share of its own.
    shared = state.share is not None and terms.unit not in ("%", "％")
    share = f"，占{percent_of(state)}" if shared else ""
    done = f"完成{plain(state.done)}{terms.unit}{share}" if state.done is not None else ""
    return Task(
        problem=terms.problem,
        measure=terms.measure or terms.title,
        amount=terms.target,
        due=state.due,
        unit=terms.department,
        person=terms.person,
        progress=done,
        is_done=state.ready_on is not None or not state.is_open,
        evidence=tuple(one.name for one in _proofs(file)),
        last_visit=f"第{visits[-1].number}次检查：{visits[-1].says}" if visits else "",
    )


def _proofs(file: TaskFile) -> Iterator[Attachment]:
    """Evidence of a task that was not rejected."""
    return (one for one in attachments(file.state) if one.appraisal is not Appraisal.REJECTED)


_PICTURES = (".jpg", ".jpeg", ".png", ".bmp", ".tif", ".tiff", ".webp", ".heic")


def _exhibits(
    ws: Workspace, file: CaseFile, papers: Iterable[PaperRow], tasks: Iterable[TaskFile]
) -> Iterator[Exhibit]:
    """The newest version of each paper, the imported originals its numbers stand in, and what
    proves the tasks; each file once."""
    proofs = (
        Exhibit(one.name, "尽责佐证" if one.circumstance else "环节附件", one.sha256)
        for one in caseproofs.proofs(ws, file.id)
    )
    found = [*_papers(papers), *_originals(ws, file), *_task_evidence(tasks), *proofs]
    seen: set[str] = set()
    for exhibit in found:
        if exhibit.sha256 not in seen:
            seen.add(exhibit.sha256)
            yield exhibit


def _papers(papers: Iterable[PaperRow]) -> Iterator[Exhibit]:
    for row in {row.kind: row for row in papers}.values():
        yield Exhibit(f"{row.kind}（{row.number or row.state}）", "文书", row.sha256)


def _originals(ws: Workspace, file: CaseFile) -> Iterator[Exhibit]:
    items = (*file.basis.items, *file.basis.also)
    sources = (source for item in items for fact in item.facts for source in fact.sources)
    for batch_id in dict.fromkeys(source.batch for source in sources):
        batch = observations.get_batch(ws.db, batch_id) if batch_id else None
        if batch is not None and batch.sha256:
            yield Exhibit(batch.file_name, "原始数据", batch.sha256)


def _task_evidence(tasks: Iterable[TaskFile]) -> Iterator[Exhibit]:
    for proof in (proof for task in tasks for proof in _proofs(task)):
        kind = "照片" if proof.name.lower().endswith(_PICTURES) else "佐证"
        yield Exhibit(proof.name, kind, proof.sha256)


# 约谈人、被约谈人以职务身份参加，可以公布；其余的人不公布姓名。
_IN_OFFICE = {Category.INTERVIEWER, Category.INTERVIEWEE}


def private_names(ws: Workspace, file: CaseFile) -> Iterator[str]:
    """Persons the program knows by name who are not named to the public."""
    office = read_office(ws)
    others = (
        one.name for one in participants.participants(ws, file.id) if one.category not in _IN_OFFICE
    )
    found = (office.contact_name, office.person, ws.person, *others)
    yield from dict.fromkeys(name for name in (*found, *(s.by for s in file.steps)) if name)
