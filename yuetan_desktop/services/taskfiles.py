"""Evidence of rectification: files kept in the archive under their hash, found again unchanged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from yuetan_desktop.domain.rectification import EntryKind
from yuetan_desktop.domain.supervision import Attachment, attachments
from yuetan_desktop.errors import AppError
from yuetan_desktop.services.rectification import TaskFile, load_task
from yuetan_desktop.services.workspace import Progress, Workspace, ignore
from yuetan_desktop.store import archive
from yuetan_desktop.store import rectification as store
from yuetan_desktop.store.rectification import NewEntry

# 一份佐证不超过 200 MB：再大的视频请留在原处，登记存放地点。
LARGEST = 200 * 1024 * 1024
_KEPT = "没有添加佐证，台账未改动。"


def attach(
    ws: Workspace, task_id: int, files: Sequence[Path], progress: Progress = ignore
) -> TaskFile:
    """Keep copies of files as evidence of a task. All of them or none."""
    task = load_task(ws, task_id)
    if not task.state.is_open:
        raise AppError(f"任务 {task.code} {task.state.stage}，不能再添加佐证。", kept=_KEPT)
    known = {one.sha256: one.name for one in attachments(task.state)}
    entries = []
    for number, file in enumerate(files):
        progress(f"保存佐证：{file.name}", number, len(files))
        sha256, size = hash_of(file, _KEPT)
        if sha256 in known:
            raise AppError(f"“{file.name}”与已有的佐证“{known[sha256]}”是同一个文件。", kept=_KEPT)
        known[sha256] = file.name
        archive.keep(ws.folders.archive, file, sha256)
        data = {"name": file.name, "sha256": sha256, "size": size}
        entries.append(NewEntry(task_id, EntryKind.EVIDENCE, ws.today(), data))
    with ws.transaction():
        store.insert_entries(ws.db, entries, by=ws.person, at=ws.now())
    return load_task(ws, task_id)


def hash_of(file: Path, kept: str) -> tuple[str, int]:
    """Hash and size of a file that is to be kept; `kept` ends the sentence when it cannot be."""
    try:
        size = file.stat().st_size
        if size > LARGEST:
            raise AppError(
                f"“{file.name}”大于 200 MB。",
                kept=kept,
                hint="请压缩后再添加，或在进展说明里写明存放地点。",
            )
        return archive.sha256_of(file), size
    except OSError as error:
        raise AppError(
            f"无法读取“{file.name}”。",
            kept=kept,
            hint="请确认文件没有被移走，也没有被别的程序占用。",
            detail=str(error),
        ) from error


def evidence_file(ws: Workspace, attachment: Attachment) -> Path:
    """The kept copy, to look at."""
    kept = archive.archived(ws.folders.archive, attachment.sha256)
    if kept is None:
        raise AppError(
            f"佐证“{attachment.name}”的文件不在存档中。", hint="请从备份或原处找回后重新添加。"
        )
    return kept


def missing_evidence(ws: Workspace) -> Iterator[str]:
    """What the check of the database says of evidence that is gone or was changed."""
    for sha256, name in store.stored_files(ws.db):
        kept = archive.archived(ws.folders.archive, sha256)
        if kept is None:
            yield f"整改佐证“{name}”的文件不在存档中。"
        elif archive.sha256_of(kept) != sha256:
            yield f"整改佐证“{name}”的文件在存档中被改动过。"
