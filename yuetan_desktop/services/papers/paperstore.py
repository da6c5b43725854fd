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
from yuetan_desktop.store.papers import MadeRow, Owner


class NewPaper:
    """A paper being made: `file` is written, and `path` is where it will lie."""

    def __init__(self, ws: Workspace) -> None:
        self._ws = ws
        self.path = self.file = Path()

    def begin(self, folder: str, name: str) -> Path:
        """Where to write it: beside its place, under a name that no one takes for a paper."""
        self.path = new_file(self._ws, folder, name)
        self.file = self.path.with_name(f"~{self.path.name}")
        return self.file

    def discard(self) -> None:
        for path in {self.file, self.path} - {Path()}:
            path.unlink(missing_ok=True)


@contextmanager
def writing(ws: Workspace) -> Iterator[NewPaper]:
    """A transaction in which number, file and row of a paper come together or not at all. A program
    that dies in it leaves no file that looks as if it had gone out with its number."""
    paper = NewPaper(ws)
    try:
        with ws.transaction():
            yield paper
            paper.file.replace(paper.path)
    except BaseException as error:
        paper.discard()
        if isinstance(error, OSError):
            raise AppError(
                f"无法写入“{paper.path.name}”。",
                kept="没有生成文书，没有占用文号。",
                hint="请检查磁盘空间和写入权限，再试一次。",
                detail=str(error),
            ) from error
        raise


def keep(
    ws: Workspace,
    owner: Owner,
    paper: NewPaper,
    *,
    kind: str,
    version: int,
    number: str,
    state: str,
    values: Mapping[str, str],
    context: Mapping[str, Any],
) -> tuple[int, str]:
    """Record a paper that was written, of a case or a month: its row and the hash of its file."""
    sha256 = hashlib.sha256(paper.file.read_bytes()).hexdigest()
    row = MadeRow(
        id=0,
        kind=kind,
        version=version,
        number=number,
        state=state,
        path=paper.path.relative_to(ws.folders.data).as_posix(),
        sha256=sha256,
        context={"values": dict(values), "context": dict(context)},
        issued_by=ws.person,
        issued_at=ws.now(),
    )
    return papers.insert_paper(ws.db, owner, row), sha256


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
