"""Original files as they were imported, kept once each under their sha256."""

from __future__ import annotations

import hashlib
import shutil
from contextlib import suppress
from pathlib import Path

from yuetan_desktop.errors import AppError, DiskTrouble, disk_trouble

_HINTS = {
    DiskTrouble.HELD: "文件可能正被 WPS 或 Excel 占用，请先关闭它再导入。",
    DiskTrouble.AWAY: "请确认 U 盘或网络盘仍然连接，再试一次。",
}


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def keep(archive: Path, original: Path, sha256: str) -> Path:
    """Copy a file into the archive unless it is there; the name is its hash and its extension. A
    copy that was damaged since is replaced."""
    kept = archived(archive, sha256)
    target = kept or archive / (sha256 + original.suffix.lower())
    part = target.with_name(target.name + ".part")
    try:
        if kept is not None and sha256_of(kept) == sha256:
            return kept
        archive.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(original, part)
        if sha256_of(part) != sha256:
            raise OSError("the file changed while it was copied")
        part.replace(target)
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise AppError(
            f"无法保存原始文件“{original.name}”。",
            kept="没有写入任何数据。",
            hint=_HINTS.get(
                disk_trouble(error), "请检查磁盘空间，确认文件没有被移走或改动后重试。"
            ),
            detail=str(error),
        ) from error
    return target


def archived(archive: Path, sha256: str) -> Path | None:
    """The kept file of this hash, whatever its extension."""
    if not sha256.isalnum():
        return None
    return next((path for path in archive.glob(sha256 + ".*") if path.suffix != ".part"), None)
