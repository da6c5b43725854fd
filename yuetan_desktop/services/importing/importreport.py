"""One workbook on a run of many files: what became of each, and every problem with its cell."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from yuetan_desktop.excel.writer import Column, Kind, Table, new_book, save, write_table
from yuetan_desktop.services.importing.importfolder import FileRun, state_of
from yuetan_desktop.services.importing.importpreview import Severity
from yuetan_desktop.services.workspace import Workspace


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
