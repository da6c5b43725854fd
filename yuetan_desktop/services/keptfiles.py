"""Files that a clerk attaches (佐证、附件): kept in the archive under their hash, so that what was
shown stays what it was; found again, or told to be gone or changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from yuetan_desktop.errors import AppError
from yuetan_desktop.services.workspace import Progress, Workspace
from yuetan_desktop.store import archive

# 一份附件不超过 200 MB：再大的视频请留在原处，登记存放地点。
LARGEST = 200 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file in the archive; `size` in bytes."""

    name: str
    sha256: str
    size: int


def keep(
    ws: Workspace,
    files: Sequence[Path],
    *,
    known: Mapping[str, str],
    what: str,
    kept: str,
    progress: Progress,
) -> list[KeptFile]:
    """Copy files into the archive. `known` are the names by hash that stand there already; `what`
    they are called (佐证); `kept` ends the sentence when one of them cannot be kept."""
    names = dict(known)
    found = []
    for number, file in enumerate(files):
        progress(f"保存{what}：{file.name}", number, len(files))
        one = _look(file, kept)
        if one.sha256 in names:
            twin = names[one.sha256]
            raise AppError(f"“{one.name}”与已有的{what}“{twin}”是同一个文件。", kept=kept)
        names[one.sha256] = one.name
        archive.keep(ws.folders.archive, file, one.sha256)
        found.append(one)
    return found


def _look(file: Path, kept: str) -> KeptFile:
    try:
        size = file.stat().st_size
        if size > LARGEST:
            raise AppError(
                f"“{file.name}”大于 200 MB。",
                kept=kept,
                hint="请压缩后再添加，或在说明里写明存放地点。",
            )
        if not size:
            raise AppError(
                f"“{file.name}”是空文件（0 字节）。",
                kept=kept,
                hint="请打开原文件看看，重新保存或下载后再添加。",
            )
        return KeptFile(file.name, archive.sha256_of(file), size)
    except OSError as error:
        raise AppError(
            f"无法读取“{file.name}”。",
            kept=kept,
            hint="请确认文件没有被移走，也没有被别的程序占用。",
            detail=str(error),
        ) from error


def copy_of(ws: Workspace, sha256: str, called: str) -> Path:
    """The kept copy, to look at; `called` names it where it is gone: 佐证“照片.jpg”."""
    copy = archive.archived(ws.folders.archive, sha256)
    if copy is None:
        raise AppError(f"{called}的文件不在存档中。", hint="请从备份或原处找回后重新添加。")
    return copy


def fault_of(ws: Workspace, sha256: str, called: str) -> str:
    """What the check of the database says of a kept file; empty when it is as it was."""
    copy = archive.archived(ws.folders.archive, sha256)
    if copy is None:
        return f"{called}的文件不在存档中。"
    return "" if archive.sha256_of(copy) == sha256 else f"{called}的文件在存档中被改动过。"
