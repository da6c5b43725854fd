"""What a step's form begins with: whatever the case already says, so that nothing is typed twice.

A day stands there only where someone agreed it before.
"""

from __future__ import annotations

from yuetan_desktop.domain.cases.stepform import INTERNAL, PUBLIC
from yuetan_desktop.domain.casework import StepKind
from yuetan_desktop.services.casefiles import CaseFile
from yuetan_desktop.services.cases import causes, linkedmeasures
from yuetan_desktop.services.cases.openness import openness_of
from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.store import cases
from yuetan_desktop.store.cases import PaperRow

_OFFICE = "市环委办"  # 第十一条
# 由批准约谈的约谈人同意、审批的环节（第十四、十八条）
_BY_THE_INTERVIEWER = frozenset(
    {StepKind.POSTPONEMENT, StepKind.OPINION_APPROVAL, StepKind.CLOSURE}
)
_TO_THE_UNIT = frozenset({StepKind.SERVICE, StepKind.RESULT_NOTICE})
# 环节登记的文书，文号随之
_PAPERS = {
    StepKind.NOTICE: "约谈通知",
    StepKind.MINUTES: "约谈纪要",
    StepKind.RESULT_NOTICE: "核查意见通知",
    StepKind.TRANSFER: "问题线索移送函",
}


def suggested(ws: Workspace, file: CaseFile, kind: StepKind) -> dict[str, str]:
    """Values by the keys of `stepform.fields_of`; empty ones are left out."""
    found: dict[str, str] = {}
    if kind is StepKind.CONSULTATION:
        found["with"] = _OFFICE
    if kind in _BY_THE_INTERVIEWER:
        found["approver"] = _said(file, StepKind.APPROVAL, "approver")
    if kind is StepKind.APPROVAL:
        found["approver"] = _interviewer(ws, file)
    if kind in _TO_THE_UNIT:
        found["addressee"] = file.unit
    if kind is StepKind.NOTICE:
        found["interview_on"] = _agreed(ws, file)
    if kind is StepKind.INTERVIEW:
        found["venue"] = _on_paper(ws, file, "约谈通知", "约谈地点")
        found["form"] = PUBLIC if openness_of(ws, file.id, file.state).is_public else INTERNAL
    if kind is StepKind.TRANSFER:  # 按照干部管理权限
        found["recipient"] = "、".join(linkedmeasures.receivers(ws, file))
    if kind is StepKind.TRANSFER_RECEIPT:
        sent = file.state.last(StepKind.TRANSFER)
        found["recipient"] = str(sent.data.get("recipient") or "") if sent else ""
    if kind in _PAPERS:
        found["document"] = _number(ws, file, _PAPERS[kind])
    return {key: value for key, value in found.items() if value}


def _said(file: CaseFile, kind: StepKind, key: str) -> str:
    step = file.state.done.get(kind)
    return str(step.data.get(key) or "") if step else ""


def _interviewer(ws: Workspace, file: CaseFile) -> str:
    """第十一条: whoever interviews approves. Nothing where the level leaves open which of two."""
    actor = file.basis.level.actor
    if "或" in actor:
        return ""
    leader = causes.city_leader(ws, file)
    return leader.says if leader else actor


def _agreed(ws: Workspace, file: CaseFile) -> str:
    """第十四条: the day to which the interview was put off; else what the notice on paper says."""
    planned = file.state.planned_on
    if planned is None:
        said = _on_paper(ws, file, "约谈通知", "约谈时间")
        return said[:10] if len(said) >= 10 and said[4:5] == "-" else ""
    return planned.isoformat() if planned >= ws.today() else ""


def _on_paper(ws: Workspace, file: CaseFile, kind: str, field: str) -> str:
    paper = _newest(ws, file, kind)
    return str(paper.context.get("values", {}).get(field, "")) if paper else ""


def _number(ws: Workspace, file: CaseFile, kind: str) -> str:
    paper = _newest(ws, file, kind)
    return paper.number if paper else ""


def _newest(ws: Workspace, file: CaseFile, kind: str) -> PaperRow | None:
    made = [paper for paper in cases.list_papers(ws.db, file.id) if paper.kind == kind]
    return made[-1] if made else None
