"""The course of a case as papers need it, from its steps and its issued papers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from yuetan_desktop.documents.course import Consulted, Course, IssuedRef
from yuetan_desktop.documents.wording import written_date
from yuetan_desktop.domain.casework import CaseState, Step, StepKind
from yuetan_desktop.services.casefiles import CaseFile
from yuetan_desktop.services.cases import causes, linkedmeasures, participants
from yuetan_desktop.services.cases.openness import planned_form
from yuetan_desktop.services.papers.paperissuer import FORMAL
from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.store import cases

_AGREEING = (StepKind.NOTICE, StepKind.POSTPONEMENT, StepKind.ABSENCE)
# The paper that a step with a document number stands for.
_PAPER_OF = {
    StepKind.NOTICE: "约谈通知",
    StepKind.MINUTES: "约谈纪要",
    StepKind.RESULT_NOTICE: "核查意见通知",
    StepKind.TRANSFER: "问题线索移送函",
}


def course(ws: Workspace, file: CaseFile) -> Course:
    """What was recorded, each under its own name."""
    state = file.state
    proposal, held = state.done.get(StepKind.PROPOSAL), state.done.get(StepKind.INTERVIEW)
    put_off, exemption = state.last(StepKind.POSTPONEMENT), state.last(StepKind.EXEMPTION)
    cause = causes.cause_of(ws, file.id)
    served = state.parts.get(StepKind.SERVICE)
    issue = state.done.get(StepKind.ISSUE)
    return Course(
        cause=cause.says_with_upstream if cause else _said(proposal, "cause"),
        handling=cause.handling if cause else "",
        measures=tuple(_measures(ws, file.id)),
        days=_days(file),
        consulted=_consulted(state.parts.get(StepKind.CONSULTATION)),
        form=_said(held, "form") or planned_form(ws, file.id),
        approver=_said(state.done.get(StepKind.APPROVAL), "approver"),
        agreed_on=_agreed_before(state, put_off),
        put_off_on=put_off.day if put_off else None,
        put_off_to=put_off.day_in("interview_on") if put_off else None,
        put_off_why=_said(put_off, "reason"),
        put_off_by=_said(put_off, "approver"),
        exempt_why=_said(exemption, "cause"),
        exempt_evidence=_said(exemption, "evidence"),
        served_to=_said(served, "addressee"),
        served_how=_said(served, "way"),
        issued_on=issue.day if issue else None,
        reply_by=issue.day_in("reply_by") if issue else None,
        attendants=participants.participants(ws, file.id) or participants.suggested(ws, file),
        issued=tuple(_issued(ws, file)),
    )


def _measures(ws: Workspace, case_id: int) -> Iterator[str]:
    """Linked measures in force as papers write them."""
    for one in linkedmeasures.measures(ws, case_id):
        if one.voided_why is None:
            words = one.says.replace(" ", "")
            until = one.until
            yield words.replace(str(until), written_date(until)) if until else words


def _said(step: Step | None, key: str) -> str:
    return str(step.data.get(key) or "") if step else ""


def _days(file: CaseFile) -> tuple[tuple[StepKind, date], ...]:
    state, transfer = file.state, file.state.last(StepKind.TRANSFER)
    steps = {**state.done, **state.parts} | ({transfer.kind: transfer} if transfer else {})
    opened = (StepKind.CONFIRMATION, file.row.opened_on)
    return (opened, *((kind, step.day) for kind, step in steps.items()))


def _consulted(step: Step | None) -> Consulted | None:
    return Consulted(_said(step, "with"), _said(step, "opinion"), step.day) if step else None


def _agreed_before(state: CaseState, put_off: Step | None) -> date | None:
    """The day that stood before it was put off; the agreed day while it was not."""
    steps = list(state.steps)
    if put_off is not None:
        steps = steps[: steps.index(put_off)]
    days = [step.day_in("interview_on") for step in steps if step.kind in _AGREEING]
    return next((day for day in reversed(days) if day), None)


def _issued(ws: Workspace, file: CaseFile) -> Iterator[IssuedRef]:
    """Formal papers, and those made outside the program whose number a step tells."""
    seen = set()
    for row in cases.list_papers(ws.db, file.id):
        if row.state == FORMAL and row.number:
            seen.add(row.number)
            yield IssuedRef(row.kind, row.number, row.issued_at.date())
    warning = "通报" if file.state.level == 2 else "预警提示函"
    for step in file.state.steps:
        kind = _PAPER_OF.get(step.kind) or (warning if step.kind is StepKind.ISSUE else "")
        number = _said(step, "document")
        if kind and number and number not in seen:
            yield IssuedRef(kind, number, step.day)
