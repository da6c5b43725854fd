"""Files that prove something of a case: scans at their step (会签单、回证) and proofs of 尽责情况.

Kept in the archive under their hash; what was attached stays attached.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from yuetan_desktop.domain.cases.duediligence import CIRCUMSTANCES
from yuetan_desktop.errors import AppError
from yuetan_desktop.services import casefiles, keptfiles
from yuetan_desktop.services.workspace import Progress, Workspace, ignore
from yuetan_desktop.store import casedetails, cases

_TOPIC = "proof"
_KEPT = "没有添加附件，案件未改动。"


@dataclass(frozen=True, slots=True)
class CaseProof:
    """One kept file: of a step, or of one of the six circumstances of 尽责."""

    name: str
    sha256: str
    size: int
    step_id: int | None = None
    circumstance: str = ""


def proofs(ws: Workspace, case_id: int) -> tuple[CaseProof, ...]:
    """Everything that was attached to a case, oldest first."""
    rows = casedetails.details(ws.db, case_id, _TOPIC)
    return tuple(CaseProof(**row.value) for row in reversed(rows))


def of_step(ws: Workspace, case_id: int, step_id: int) -> tuple[CaseProof, ...]:
    return tuple(one for one in proofs(ws, case_id) if one.step_id == step_id)


def of_circumstance(ws: Workspace, case_id: int, key: str) -> tuple[CaseProof, ...]:
    return tuple(one for one in proofs(ws, case_id) if one.circumstance == key)


def attach_to_step(
    ws: Workspace,
    case_id: int,
    step_id: int,
    files: Sequence[Path],
    progress: Progress = ignore,
) -> tuple[CaseProof, ...]:
    """Keep copies of files with a recorded step; returns what is attached to it now."""
    steps = {step.id: step for step in casefiles.load_case(ws, case_id).steps}
    if step_id not in steps or steps[step_id].is_void:
        raise AppError("没有找到这条登记，或已作废。", kept=_KEPT, hint="请选择有效的登记。")
    _keep(ws, case_id, files, progress, step_id=step_id)
    return of_step(ws, case_id, step_id)


def attach_to_circumstance(
    ws: Workspace, case_id: int, key: str, files: Sequence[Path], progress: Progress = ignore
) -> tuple[CaseProof, ...]:
    """Keep copies of files as proofs of a circumstance of 尽责."""
    casefiles.load_case(ws, case_id)
    if key not in {one.key for one in CIRCUMSTANCES}:
        known = "、".join(one.key for one in CIRCUMSTANCES)
        raise AppError(f"六项情形中没有“{key}”。", kept=_KEPT, hint=f"可用：{known}。")
    _keep(ws, case_id, files, progress, circumstance=key)
    return of_circumstance(ws, case_id, key)


def _keep(
    ws: Workspace,
    case_id: int,
    files: Sequence[Path],
    progress: Progress,
    *,
    step_id: int | None = None,
    circumstance: str = "",
) -> None:
    """All of the files or none."""
    here = {
        one.sha256: one.name
        for one in proofs(ws, case_id)
        if (one.step_id, one.circumstance) == (step_id, circumstance)
    }
    found = keptfiles.keep(ws, files, known=here, what="附件", kept=_KEPT, progress=progress)
    with ws.transaction():
        for one in found:
            proof = CaseProof(one.name, one.sha256, one.size, step_id, circumstance)
            casedetails.insert_detail(
                ws.db, case_id, _TOPIC, asdict(proof), by=ws.person, at=ws.now()
            )


def file_of(ws: Workspace, proof: CaseProof) -> Path:
    """The kept copy, to look at."""
    return keptfiles.copy_of(ws, proof.sha256, f"附件“{proof.name}”")


def missing_proofs(ws: Workspace) -> Iterator[str]:
    """What the check of the database says of attachments that are gone or were changed."""
    for row in cases.list_cases(ws.db):
        for one in proofs(ws, row.id):
            if fault := keptfiles.fault_of(ws, one.sha256, f"{row.number}的附件“{one.name}”"):
                yield fault
