"""Evidence of rectification: files kept in the archive under their hash, found again unchanged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from yuetan_desktop.domain.ledger.supervision import Attachment, attachments
from yuetan_desktop.domain.rectification import EntryKind
from yuetan_desktop.errors import AppError
from yuetan_desktop.services import keptfiles
from yuetan_desktop.services.rectification import TaskFile, load_task
from yuetan_desktop.services.workspace import Progress, Workspace, ignore
from yuetan_desktop.store import rectification as store
from yuetan_desktop.store.rectification import NewEntry

_KEPT = "没有添加佐证，台账未改动。"


def attach(
    ws: Workspace, task_id: int, files: Sequence[Path], progress: Progress = ignore
) -> TaskFile:
    """Keep copies of files as evidence of a task. All of them or none."""
    task = load_task(ws, task_id)
    if not task.state.is_open:
        raise AppError(f"任务 {task.code} {task.state.stage}，不能再添加佐证。", kept=_KEPT)
    known = {one.sha256: one.name for one in attachments(task.state)}
    found = keptfiles.keep(ws, files, known=known, what="佐证", kept=_KEPT, progress=progress)
    entries = [NewEntry(task_id, EntryKind.EVIDENCE, ws.today(), asdict(one)) for one in found]
    with ws.transaction():
        store.insert_entries(ws.db, entries, by=ws.person, at=ws.now())
    return load_task(ws, task_id)


def evidence_file(ws: Workspace, attachment: Attachment) -> Path:
    """The kept copy, to look at."""
    return keptfiles.copy_of(ws, attachment.sha256, f"佐证“{attachment.name}”")


def proofs_elsewhere(ws: Workspace, task_id: int) -> dict[str, tuple[str, ...]]:
    """The evidence of a task that proves other tasks too, by its hash: their codes."""
    found: dict[str, tuple[str, ...]] = {}
    for sha256, code in store.shared_files(ws.db, task_id):
        found[sha256] = (*found.get(sha256, ()), code)
    return found


def missing_evidence(ws: Workspace) -> Iterator[str]:
    """What the check of the database says of evidence that is gone or was changed."""
    for sha256, name in store.stored_files(ws.db):
        if fault := keptfiles.fault_of(ws, sha256, f"整改佐证“{name}”"):
            yield fault
