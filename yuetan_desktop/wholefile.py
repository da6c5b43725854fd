"""A file written whole or not at all, and a sentence where the disk does not let it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from yuetan_desktop.errors import AppError, DiskTrouble, disk_trouble

_HINTS = {
    DiskTrouble.HELD: "请先在 WPS 或 Excel 中关闭它，或另存到别的文件夹。",
    DiskTrouble.AWAY: "请确认 U 盘或网络盘仍然连接，或另存到别的文件夹。",
}


@contextmanager
def writing(out: Path, *, kept: str = "原文件未改动。") -> Iterator[Path]:
    """A new file beside `out` to write into, which takes its place when the block ends well.

    Raises AppError with what was `kept`; whatever stood at `out` stands there still.
    """
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=out.parent, prefix=f".{out.stem}-", suffix=out.suffix)
        os.close(handle)
        part = Path(name)
        try:
            yield part
            part.chmod(0o644)  # mkstemp keeps it from everyone else
            part.replace(out)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        hint = _HINTS.get(disk_trouble(error), "请检查磁盘空间和路径。")
        words = f"无法写入“{out.name}”。"
        raise AppError(words, kept=kept, hint=hint, detail=str(error)) from error
