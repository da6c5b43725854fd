"""Where papers lie: new files in the folder of their case, never over another."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from yuetan_desktop.errors import AppError
from yuetan_desktop.services.workspace import Workspace


def new_file(ws: Workspace, case_number: str, name: str) -> Path:
    """A new file in the case's folder among the office's papers."""
    folder = ws.folders.papers / re.sub(r'[\\/:*?"<>|\s]', "_", case_number)
    folder.mkdir(parents=True, exist_ok=True)
    return free(folder / f"{name}.docx")


def copy_to(path: Path, out: Path) -> Path:
    """A copy of a paper that was made, beside whatever is there already."""
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        target = free(out)
        shutil.copyfile(path, target)
    except OSError as error:
        raise AppError(
            f"不能写入“{out}”。",
            kept=f"文书已生成并存档：{path}。",
            hint="请换一个位置另存。",
            detail=str(error),
        ) from error
    return target


def free(path: Path) -> Path:
    """The path, or a neighbour of it that does not exist yet."""
    candidate, n = path, 1
    while candidate.exists():
        n += 1
        candidate = path.with_name(f"{path.stem}（{n}）{path.suffix}")
    return candidate
