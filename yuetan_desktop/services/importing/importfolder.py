"""Many files in one run: all are looked at first, stored together, and told in one report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from yuetan_desktop.domain.monitoring import UNSAID, Monitoring
from yuetan_desktop.domain.period import Period
from yuetan_desktop.errors import AppError
from yuetan_desktop.excel.results import Severity
from yuetan_desktop.excel.writer import Column, Kind, Table, new_book, save, write_table
from yuetan_desktop.services import imports
from yuetan_desktop.services.importing.importcolumns import ColumnWord, mappings_of, not_met
from yuetan_desktop.services.importing.importpreview import ImportPreview, preview, spreadsheets_in
from yuetan_desktop.services.importing.importvalues import Mode
from yuetan_desktop.services.workspace import Progress, Workspace, ignore
from yuetan_desktop.store import archive, backup
from yuetan_desktop.store.observations import Batch


@dataclass(slots=True)
class FileRun:
    """One file of a run: what it says or why it cannot be read, and what became of it."""

    path: Path
    preview: ImportPreview | None = None
    refused: AppError | None = None
    batch: int | None = None
    stored: int = 0

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
        found += spreadsheets_in(path) if path.is_dir() else [path]
    return found


def look(
    ws: Workspace,
    paths: Sequence[Path],
    *,
    period: Period | None = None,
    place: str = "",
    year: int | None = None,
    said: Monitoring = UNSAID,
    mode: Mode = Mode.UPDATE,
    columns: Sequence[ColumnWord] = (),
    progress: Progress = ignore,
) -> list[FileRun]:
    """Read every file; one that cannot be read does not keep the others from being looked at.
    `columns` say what columns of their tables are, `said` how far their values were audited."""
    found = []
    met: set[ColumnWord] = set()
    for number, path in enumerate(paths):
        progress(f"校验“{path.name}”", number, len(paths))
        try:
            looked = preview(
                ws, path, period=period, place=place, year=year, said=said, mode=mode,
                progress=_steady(progress),
            )  # fmt: skip
            if columns:
                mappings, here = mappings_of(looked, columns)
                looked = preview(
                    ws, path, mappings=mappings, period=period, place=place, year=year,
                    said=said, mode=mode, progress=_steady(progress),
                )  # fmt: skip
                met |= here
            found.append(FileRun(path, looked))
        except AppError as error:
            found.append(FileRun(path, refused=error))
    if any(file.preview for file in found):
        not_met(columns, met)
    return found


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
        found = file.preview = preview(
            ws,
            file.path,
            choices=found.choices,
            mappings=found.mappings,
            period=found.period,
            place=found.place,
            year=found.year,
            said=found.said,
            mode=found.mode,
        )
    return found


# -- the report ---------------------------------------------------------------------------------
def state_of(file: FileRun, *, add_places: bool = False, skip_bad_rows: bool = False) -> str:
    """What became of a file, or would, in a few words."""
    if file.batch is not None:
        if file.stored or file.known is None:
            return f"已入库（第 {file.batch} 批）"
        return f"以前导入过（第 {file.batch} 批），没有新内容"
    why = file.hindrance(add_places=add_places, skip_bad_rows=skip_bad_rows)
    return f"未入库：{why}" if why else "可以入库"


def write_report(ws: Workspace, files: Sequence[FileRun], out: Path) -> Path:
    """One workbook on the whole run: a line a file, and every problem with its cell."""
    book = new_book(title="导入报告", author=ws.person)
    stored = sum(1 for file in files if file.batch is not None)
    lines = (f"{len(files)} 个文件，入库 {stored} 个；{ws.now():%Y-%m-%d %H:%M} {ws.person}",)
    write_table(
        book,
        Table(
            "导入报告", "批量导入报告", lines,
            (
                Column("序号", 7, Kind.INTEGER), Column("文件", 40), Column("结果", 36),
                Column("新增", 9, Kind.INTEGER), Column("更新", 9, Kind.INTEGER),
                Column("不变", 9, Kind.INTEGER), Column("错误", 8, Kind.INTEGER),
                Column("警告", 8, Kind.INTEGER), Column("提示", 8, Kind.INTEGER),
            ),
            [_row(number, file) for number, file in enumerate(files, start=1)],
        ),
    )  # fmt: skip
    write_table(
        book,
        Table(
            "问题", "逐格问题清单", lines,
            (
                Column("文件", 34), Column("级别", 8, Kind.MARK), Column("工作表", 16),
                Column("单元格", 10, Kind.MARK), Column("问题", 66), Column("建议", 14),
            ),
            [row for file in files for row in _problems(file)],
            frozen=0,
        ),
    )  # fmt: skip
    return save(book, out)


def _row(number: int, file: FileRun) -> tuple[str | int, ...]:
    counts = file.preview.counts if file.preview else None
    return (
        number,
        file.path.name,
        state_of(file),
        counts.new if counts else 0,
        counts.changed if counts else 0,
        counts.unchanged if counts else 0,
        file.count(Severity.ERROR) if file.preview else 1,
        file.count(Severity.WARNING),
        file.count(Severity.HINT),
    )


def _problems(file: FileRun) -> list[tuple[str, ...]]:
    name = file.path.name
    if file.preview is None:
        says = file.refused.one_line() if file.refused else ""
        return [(name, Severity.ERROR.value, "", "", says, "")]
    listed: list[tuple[str, ...]] = [
        (name, p.severity.value, p.sheet, p.cell, p.message, p.proposal)
        for p in file.preview.problems
    ]
    listed += [
        (name, Severity.WARNING.value, p.sheet, p.cell, p.message, "")
        for p in file.preview.unknown_places
    ]
    return listed
