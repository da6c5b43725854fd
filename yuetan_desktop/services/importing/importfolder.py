"""Many files in one run: all are looked at first, stored together, and told in one report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from yuetan_desktop.errors import AppError
from yuetan_desktop.excel.results import Problem, Severity
from yuetan_desktop.services import imports
from yuetan_desktop.services.importing.importbetween import contradictions
from yuetan_desktop.services.importing.importcolumns import ColumnWord, mappings_of, not_met
from yuetan_desktop.services.importing.importpreview import ImportPreview, preview
from yuetan_desktop.services.importing.importvalues import Mode
from yuetan_desktop.services.importing.said import NOTHING, Said
from yuetan_desktop.services.workspace import Progress, Workspace, ignore
from yuetan_desktop.store import archive, backup
from yuetan_desktop.store.observations import Batch

_SUFFIXES = {
    ".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".tsv", ".et", ".html", ".htm",
}  # fmt: skip


@dataclass(slots=True)
class FileRun:
    """One file of a run: what it says or why it cannot be read, and what became of it."""

    path: Path
    preview: ImportPreview | None = None
    refused: AppError | None = None
    batch: int | None = None
    stored: int = 0
    unlike: list[Problem] = field(default_factory=list)  # what other files of the run contradict

    @property
    def known(self) -> Batch | None:
        """The earlier import of exactly this file, where nothing in it is new."""
        found = self.preview
        if found is None or found.changes_anything:
            return None
        return found.already_imported

    def hindrance(self, *, add_places: bool = False, skip_bad_rows: bool = False) -> str:
        """Why the file cannot be stored; empty when it can."""
        found = self.preview
        if found is None:
            return self.refused.message if self.refused else "没有读取"
        if found.errors and not skip_bad_rows:
            return f"{len(found.errors)} 处错误"
        if found.errors and found.mode is Mode.REPLACE:
            return f"{len(found.errors)} 处错误，替换该期不能跳行"
        if not found.has_content:
            return "没有可以入库的数据"
        unclear = [place for place in found.unknown_places if place.candidates or not add_places]
        return f"{len(unclear)} 个名称未确定" if unclear else ""

    def count(self, severity: Severity) -> int:
        return sum(p.severity is severity for p in self.preview.problems) if self.preview else 0


def files_of(given: Iterable[Path]) -> list[Path]:
    """Files as given; a folder stands for the spreadsheets in it, by name."""
    found: list[Path] = []
    for path in given:
        found += _spreadsheets_in(path) if _is_folder(path) else [path]
    return found


def _is_folder(path: Path) -> bool:
    """Whether a path leads to a folder; of one that leads nowhere its reading says why."""
    try:
        return path.is_dir()
    except OSError:
        return False


def _spreadsheets_in(folder: Path) -> list[Path]:
    """The spreadsheets of a folder by name, without the lock files that WPS and Excel leave."""
    try:
        return sorted(
            file
            for file in folder.iterdir()
            if file.suffix.lower() in _SUFFIXES
            and not file.name.startswith((".", "~$"))
            and file.is_file()
        )
    except OSError as error:
        raise AppError(
            f"文件夹“{folder.name}”打不开。",
            kept="没有导入任何数据。",
            hint="请确认 U 盘或网络盘仍然连接、有读取它的权限，再试一次。",
            detail=str(error),
        ) from error


def look(
    ws: Workspace,
    paths: Sequence[Path],
    said: Said = NOTHING,
    *,
    columns: Sequence[ColumnWord] = (),
    progress: Progress = ignore,
) -> list[FileRun]:
    """Read every file; one that cannot be read does not keep the others from being looked at.
    `said` is said of them all; `columns` say what columns of their tables are."""
    found = []
    met: set[ColumnWord] = set()
    for number, path in enumerate(paths):
        progress(f"校验“{path.name}”", number, len(paths))
        try:
            looked = preview(ws, path, said, progress=_steady(progress))
            if columns:
                mappings, here = mappings_of(looked, columns)
                matched = replace(said, mappings=mappings)
                looked = preview(ws, path, matched, progress=_steady(progress))
                met |= here
            found.append(FileRun(path, looked))
        except AppError as error:
            found.append(FileRun(path, refused=error))
    if any(file.preview for file in found):
        not_met(columns, met)
    _compare_files(ws, found)
    return found


def _compare_files(ws: Workspace, files: Sequence[FileRun]) -> None:
    """Two files of a run that say different things of the same: told at the later one."""
    readable = [(file, file.preview) for file in files if file.preview is not None]
    told = contradictions(ws, [found for _, found in readable])
    for number, problems in told.items():
        file, found = readable[number]
        file.unlike = problems
        found.reading.problems.extend(problems)


def _steady(progress: Progress) -> Progress:
    """Cancelling is heard inside a file, while the bar counts files."""

    def listen(text: str, _done: int, _total: int) -> None:
        progress(text, 0, 0)

    return listen


def store(
    ws: Workspace,
    files: Sequence[FileRun],
    *,
    add_places: bool = False,
    skip_bad_rows: bool = False,
    progress: Progress = ignore,
) -> int:
    """Store every file that can be stored, together: on any error, or if cancelled, none is.

    Each file is a batch of its own, to be taken back alone. Returns how many were stored; a file
    that was imported before and says nothing new is left out.
    """
    ready = [
        file
        for file in files
        if not file.hindrance(add_places=add_places, skip_bad_rows=skip_bad_rows)
    ]
    for file in ready:
        if file.known is not None:
            file.batch = file.known.id
    ready = [file for file in ready if file.batch is None]
    if not ready:
        return 0
    for file in ready:
        assert file.preview is not None
        archive.keep(ws.folders.archive, file.path, file.preview.sha256)
    backup.make(ws.db, ws.folders.backups, backup.Reason.IMPORT, ws.clock())
    made = []
    with ws.transaction():
        for number, file in enumerate(ready):
            progress(f"导入“{file.path.name}”", number, len(ready))
            found = _as_of_now(ws, file)
            made.append(
                imports.store(ws, found, add_places=add_places, skip_bad_rows=skip_bad_rows)
            )
        progress("写入数据", len(ready), len(ready))  # the last moment to cancel
    for file, stored in zip(ready, made, strict=True):
        file.batch, file.stored = stored.batch, stored.stored
    return len(ready)


def _as_of_now(ws: Workspace, file: FileRun) -> ImportPreview:
    """Places and incidents that an earlier file of the run brought are known by now."""
    found = file.preview
    assert found is not None
    if found.unknown_places or found.reading.incidents:
        found = file.preview = preview(ws, file.path, found.said)
        found.reading.problems.extend(file.unlike)
    return found


def state_of(file: FileRun, *, add_places: bool = False, skip_bad_rows: bool = False) -> str:
    """What became of a file, or would, in a few words."""
    if file.batch is not None:
        if file.stored or file.known is None:
            return f"已入库（第 {file.batch} 批）"
        return f"以前导入过（第 {file.batch} 批），没有新内容"
    why = file.hindrance(add_places=add_places, skip_bad_rows=skip_bad_rows)
    return f"未入库：{why}" if why else "可以入库"
