"""Commands on spreadsheets: import them, take an import back, blank forms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from yuetan_desktop.cli.chinese import Command
from yuetan_desktop.cli.desk import FILE, PROBLEMS, Desk, Progress, print_json
from yuetan_desktop.domain.period import Period
from yuetan_desktop.errors import AppError
from yuetan_desktop.services import importanswer, imports, places
from yuetan_desktop.services.imports import ImportPreview
from yuetan_desktop.services.workspace import Workspace

_SHOWN = 50


@dataclass(slots=True)
class _File:
    """One file of the run: what it says or why it cannot be read, and what became of it."""

    path: Path
    preview: ImportPreview | None = None
    refused: AppError | None = None
    batch: int | None = None

    def hinders(self, *, add_places: bool, skip_bad_rows: bool) -> bool:
        found = self.preview
        if found is None or not found.has_content:
            return True
        unclear = [place for place in found.unknown_places if place.candidates or not add_places]
        return bool(unclear) or (bool(found.errors) and not skip_bad_rows)

    def as_json(self) -> dict[str, Any]:
        found, refused = self.preview, self.refused
        if found is None:
            says = refused.one_line() if refused else ""
            problem = {"severity": "错误", "sheet": "", "cell": "", "says": says, "proposal": ""}
            return {"file": self.path.name, "batch": None, "problems": [problem]}
        return {
            "file": found.file,
            "sha256": found.sha256,
            "batch": self.batch,
            "new": found.counts.new,
            "changed": found.counts.changed,
            "unchanged": found.counts.unchanged,
            "incidents": len(found.reading.incidents),
            "already_imported": found.already_imported and found.already_imported.imported_at,
            "unknown_places": [place.name for place in found.unknown_places],
            "problems": [
                {
                    "severity": problem.severity.value,
                    "sheet": problem.sheet,
                    "cell": problem.cell,
                    "says": problem.message,
                    "proposal": problem.proposal,
                }
                for problem in found.problems
            ],
        }

    def print(self) -> None:
        found = self.preview
        if found is None:
            click.echo(self.refused.one_line() if self.refused else "", err=True)
            return
        known = found.already_imported
        if known is not None:
            when = f"{known.imported_at:%Y-%m-%d %H:%M}"
            click.echo(f"{found.file}：此文件已于{when}导入（第 {known.id} 批）。")
            if self.batch == known.id:
                return
        click.echo(f"{found.file}：{found.effect}")
        for problem in found.problems:
            click.echo(f"  {problem}", err=True)
        for place in found.unknown_places:
            click.echo(f"  {place.sheet} {place.cell}：{place.message}", err=True)
        if self.batch is not None:
            click.echo(f"  已入库，第 {self.batch} 批。")


@click.command("import", cls=Command)
@click.argument("files", nargs=-1, required=True, type=FILE, metavar="文件…")
@click.option("--add-places", is_flag=True, help="登记表中未登记的单位和断面。")
@click.option("--skip-bad-rows", is_flag=True, help="跳过有错误的行，其余照存。")
@click.option("--period", metavar="时段", help="文件没有写明时期时，按这一期读取，如 2026-10。")
@click.option("--annotated", type=FILE, metavar="表.xlsx",
              help="把错误标在表的副本上，存为这个文件；多个文件时存进这个文件夹。")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
@click.pass_obj
def import_files(
    desk: Desk,
    files: Sequence[Path],
    add_places: bool,
    skip_bad_rows: bool,
    period: str | None,
    annotated: Path | None,
    as_json: bool,
) -> int:
    """导入表格。任何一个文件有错误，就一个也不存。"""
    choices = {"add_places": add_places, "skip_bad_rows": skip_bad_rows}
    progress = Progress()
    with desk.writing_or_new() as ws:
        looked = [_look(ws, path, _period(period), progress) for path in _files(files)]
        if annotated is not None:
            _answer(ws, looked, annotated, progress)
        stored = not any(file.hinders(**choices) for file in looked)
        for file in looked if stored else ():
            file.batch = _store(ws, file, _period(period), progress, **choices)
    progress.end()
    if as_json:
        print_json({"stored": stored, "files": [file.as_json() for file in looked]})
    else:
        for file in looked:
            file.print()
        if not stored:
            click.echo("没有导入任何数据。", err=True)
    return 0 if stored else PROBLEMS


def _answer(ws: Workspace, looked: Sequence[_File], out: Path, progress: Progress) -> None:
    """An annotated copy of each file that could be read."""
    readable = [file.preview for file in looked if file.preview is not None]
    for found in readable:
        named = out / importanswer.suggested_name(found.path) if len(looked) > 1 else out
        importanswer.write_answer(ws, found, named, progress=progress)


def _files(given: Sequence[Path]) -> list[Path]:
    """Files as given; a folder stands for the files in it, by name."""
    found: list[Path] = []
    for path in given:
        if path.is_dir():
            inside = sorted(file for file in path.iterdir() if file.is_file())
            found.extend(file for file in inside if not file.name.startswith((".", "~$")))
        else:
            found.append(path)
    return found


def _period(text: str | None) -> Period | None:
    try:
        return Period.parse(text) if text else None
    except ValueError as error:
        raise AppError(f"“{text}”不是时段，写法如 2026-10。") from error


def _look(ws: Workspace, path: Path, period: Period | None, progress: Progress) -> _File:
    try:
        return _File(path, imports.preview(ws, path, period=period, progress=progress))
    except AppError as error:
        return _File(path, refused=error)


def _store(
    ws: Workspace,
    file: _File,
    period: Period | None,
    progress: Progress,
    *,
    add_places: bool,
    skip_bad_rows: bool,
) -> int | None:
    """Store one file; places that an earlier file of this run registered are known by now."""
    assert file.preview is not None
    found = file.preview
    if found.unknown_places:
        found = file.preview = imports.preview(ws, file.path, period=period, progress=progress)
    if found.already_imported and not found.changes_anything:
        return found.already_imported.id  # nothing to store a second time
    return imports.commit(
        ws, found, add_places=add_places, skip_bad_rows=skip_bad_rows, progress=progress
    ).batch


@click.command(cls=Command)
@click.argument("batch", type=int, metavar="批次")
@click.option("--why", default="经办人撤销", help="撤销原因。")
@click.pass_obj
def withdraw(desk: Desk, batch: int, why: str) -> None:
    """撤销一次导入。"""
    with desk.writing() as ws:
        back = imports.withdraw(ws, batch, why)
        names = {place.id: place.name for place in places.list_places(ws)}
    values = back.values
    click.echo(
        f"已撤销第 {batch} 批“{back.batch.file_name}”：移除 {values.removed} 个值，"
        f"恢复 {values.restored} 个较早的值，{values.untouched} 个值此前已被更新而不受影响；"
        f"目标 {back.targets} 项、事项 {back.incidents} 件一并撤销。"
    )
    for change in values.changes[:_SHOWN]:
        was, now = ("无" if v is None else f"{v:g}" for v in (change.old, change.new))
        click.echo(f"  {names[change.place_id]} {change.indicator} {change.period}：{was} → {now}")
    if (more := values.removed + values.restored - _SHOWN) > 0:
        click.echo(f"  还有 {more} 个。")


@click.command("form", cls=Command)
@click.argument("name", type=click.Choice(list(imports.FORMS)), metavar="种类")
@click.option("-o", "--out", type=FILE, required=True, help="存为这个文件。")
@click.pass_obj
def blank_form(desk: Desk, name: str, out: Path) -> None:
    """保存一份空白表：空气指标、断面水质、全省排名、目标、事项。"""
    with desk.reading() as ws:
        imports.save_form(ws, name, out)
    click.echo(f"已保存：{out}")


COMMANDS = (import_files, withdraw, blank_form)
