"""Where papers lie: new files in the folder of their case, never over another, each with a row."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from yuetan_desktop.errors import AppError
from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.store import papers
from yuetan_desktop.store.papers import Owner


@contextmanager
def writing(ws: Workspace, folder: str, name: str) -> Iterator[Path]:
    """A new file for a paper; it is gone again when what is done with it fails."""
    path = new_file(ws, folder, name)
    try:
        yield path
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def keep(
    ws: Workspace,
    owner: Owner,
    path: Path,
    *,
    kind: str,
    version: int,
    number: str,
    state: str,
    values: Mapping[str, str],
    context: Mapping[str, Any],
) -> tuple[int, str]:
    """Record a paper that was written, of a case or a month: its row and the hash of its file."""
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    paper_id = papers.insert_paper(
        ws.db,
        owner,
        kind=kind,
        version=version,
        number=number,
        state=state,
        path=path.relative_to(ws.folders.data).as_posix(),
        sha256=sha256,
        context={"values": dict(values), "context": dict(context)},
        by=ws.person,
        at=ws.now(),
    )
    return paper_id, sha256


def new_file(ws: Workspace, case_number: str, name: str) -> Path:
    """A new file in the case's folder among the office's papers."""
    folder = ws.folders.papers / re.sub(r'[\\/:*?"<>|\s]', "_", case_number)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise AppError(
            f"无法建立文件夹“{folder}”。",
            kept="没有生成文书，没有占用文号。",
            hint="请检查磁盘空间和写入权限后重试。",
            detail=str(error),
        ) from error
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
