"""The answer to a file in the file's own form: an annotated copy, and the list of problems."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from yuetan_desktop.errors import AppError
from yuetan_desktop.excel.books.annotated import Mark, write_annotated
from yuetan_desktop.excel.reader import read_bytes
from yuetan_desktop.excel.results import Severity
from yuetan_desktop.services.importing.importpreview import ImportPreview
from yuetan_desktop.services.workspace import Progress, Workspace, ignore

UNTOUCHED = "数据和原文件都没有改动。"
MAX_CHANGES = 500


def marks_of(found: ImportPreview) -> list[Mark]:
    """Every remark on a file, errors first: problems, unknown names, changes, corrections."""
    remarks = [
        Mark(problem.severity, problem.sheet, problem.cell, problem.message, problem.proposal)
        for problem in found.problems
    ]
    remarks += [
        Mark(Severity.WARNING, place.sheet, place.cell, place.message)
        for place in found.unknown_places
    ]
    remarks += _changes(found)
    remarks += [
        Mark(
            Severity.HINT,
            sheet,
            cell,
            f"已更正为 {correction.value}，原为“{found.originals.get((sheet, cell), '')}”，"
            f"依据：{correction.basis}",
        )
        for (sheet, cell), correction in found.said.corrections.items()
    ]
    order = list(Severity)
    return sorted(remarks, key=lambda mark: order.index(mark.severity))


def _changes(found: ImportPreview) -> Iterator[Mark]:
    for change in found.changes[:MAX_CHANGES]:
        if change.old is not None and change.old != change.new and change.cell:
            words = f"与库中已有值 {change.old:g} 不同（{change.old_file}）"
            yield Mark(Severity.WARNING, change.sheet, change.cell, words)


def suggested_name(path: Path) -> str:
    """空气月报2611（校验）.xlsx"""
    return f"{path.stem}（校验）.xlsx"


def write_answer(
    ws: Workspace, found: ImportPreview, out: Path, *, progress: Progress = ignore
) -> int:
    """Write the annotated copy of a previewed file; returns how many remarks it carries."""
    if out.resolve() == found.path.resolve():
        raise AppError(
            "不能覆盖原文件。", kept=UNTOUCHED, hint=f"请另取名，如“{suggested_name(found.path)}”。"
        )
    content = read_bytes(found.path)
    if hashlib.sha256(content).hexdigest() != found.sha256:
        raise AppError(
            f"“{found.file}”在校验之后又改动过，标注会对不上单元格。",
            kept=UNTOUCHED,
            hint="请重新选择这个文件校验，再保存标注。",
        )
    marks = marks_of(found)
    counts = Counter(mark.severity for mark in marks)
    lines = (
        "、".join(f"{severity} {counts[severity]} 处" for severity in Severity)
        + f"；{ws.now():%Y-%m-%d %H:%M} {ws.person}校验",
        "红色为错误（不入库），黄色为警告，蓝色为提示；批注写在单元格上，错误信息写在每行末尾。"
        "改好后可直接导入本文件。",
    )
    tables = [*found.tables, *found.reading.unread]
    heads = [(table.sheet, max(table.last_head_row, 1)) for table in tables]
    write_annotated(content, found.file, marks, heads, lines, out, tick=progress)
    return len(marks)
