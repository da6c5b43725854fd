"""雁江区's case of autumn 2026: the month it stands on and the steps it runs through."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from yuetan_desktop.domain.cases.participants import Openness
from yuetan_desktop.domain.casework import StepKind
from yuetan_desktop.domain.period import Period
from yuetan_desktop.services import casefiles
from yuetan_desktop.services.casefiles import CaseFile
from yuetan_desktop.services.cases import participants
from yuetan_desktop.services.workspace import Workspace

SEPTEMBER = Period.month(2026, 9)
Recorded = tuple[StepKind, str, dict[str, str]]


def record(ws: Workspace, case: CaseFile, kind: StepKind, day: str, **data: str) -> CaseFile:
    return casefiles.record_step(ws, case.id, kind, date.fromisoformat(day), data=data)


# The dates of a real autumn: 国庆 to 10-07, 10-10 is a make-up Saturday.
TO_INTERVIEW: tuple[Recorded, ...] = (
    (StepKind.PROPOSAL, "2026-10-13", {"department": "市生态环境局", "cause": "扬尘"}),
    (StepKind.APPROVAL, "2026-10-15", {"approver": "市政府分管领导"}),
    (StepKind.NOTICE, "2026-10-16", {"interview_on": "2026-10-22"}),
    (StepKind.INTERVIEW, "2026-10-22", {"venue": "市政府3号会议室"}),
)
TO_CLOSURE: tuple[Recorded, ...] = (
    (StepKind.MINUTES, "2026-10-23", {}),
    (StepKind.PLAN, "2026-10-30", {}),
    (StepKind.REVIEW, "2026-11-02", {"conclusion": "同意实施", "reporting": "按月"}),
    (StepKind.COMPLETION, "2026-11-06", {}),
    (StepKind.VERIFICATION, "2026-11-09", {"opinion": "属实"}),
    (StepKind.OPINION_APPROVAL, "2026-11-09", {"approver": "市政府分管领导"}),
    (StepKind.RESULT_NOTICE, "2026-11-10", {"addressee": "雁江区人民政府"}),
    (StepKind.CLOSURE, "2026-11-10", {"approver": "市政府分管领导"}),
)


def run(ws: Workspace, case: CaseFile, steps: Iterable[Recorded]) -> CaseFile:
    for kind, day, data in steps:
        case = record(ws, case, kind, day, **data)
    return case


def hold_in_public(ws: Workspace, file: CaseFile) -> CaseFile:
    """As if its interview had been a public one; the steps after it are gone."""
    standing = [step for step in file.steps if not step.is_void]
    held = next(at for at, step in enumerate(standing) if step.kind is StepKind.INTERVIEW)
    for step in reversed(standing[held:]):
        casefiles.void_step(ws, file.id, step.id, "改为公开约谈")
    participants.set_openness(ws, file.id, Openness(is_public=True))
    said = {**standing[held].data, "form": "公开约谈"}
    return record(ws, file, StepKind.INTERVIEW, str(standing[held].day), **said)
