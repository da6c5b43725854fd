"""Commands on spreadsheets: import them, take an import back, blank forms."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from yuetan_desktop.cli.chinese import Command
from yuetan_desktop.cli.desk import FILE, PROBLEMS, Desk, Progress, print_json
from yuetan_desktop.domain.monitoring import Audit, Dust, Monitoring, Owner
from yuetan_desktop.domain.period import Period
from yuetan_desktop.errors import AppError
from yuetan_desktop.services import imports, places
from yuetan_desktop.services.importing import (
    importcolumns,
    importfolder,
    importundo,
    layouts,
)
from yuetan_desktop.services.importing.importfolder import FileRun
from yuetan_desktop.services.importing.importpreview import Severity
from yuetan_desktop.services.importing.importvalues import Mode
from yuetan_desktop.services.importing.said import Said
from yuetan_desktop.services.workspace import Workspace

_SHOWN = 50


def _as_json(file: FileRun) -> dict[str, Any]:
    found, refused = file.preview, file.refused
    if found is None:
        says = refused.one_line() if refused else ""
        problem = {"severity": "错误", "sheet": "", "cell": "", "says": says, "proposal": ""}
        return {"file": file.path.name, "batch": None, "problems": [problem]}
    return {
        "file": found.file,
        "sha256": found.sha256,
        "batch": file.batch,
        "new": found.counts.new,
        "changed": found.counts.changed,
        "unchanged": found.counts.unchanged,
        "incidents": len(found.reading.incidents),
        "already_imported": found.already_imported and found.already_imported.imported_at,
        "unknown_places": [place.name for place in found.unknown_places],
        "impact": found.impact.as_json(),
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


def _print(file: FileRun) -> None:
    found = file.preview
    if found is None:
        click.echo(file.refused.one_line() if file.refused else "", err=True)
        return
    known = found.already_imported
    if known is not None:
        when = f"{known.imported_at:%Y-%m-%d %H:%M}"
        click.echo(f"{found.file}：此文件已于{when}导入（第 {known.id} 批）。")
        if file.batch == known.id:
            return
    click.echo(f"{found.file}：{found.effect}")
    for line in found.impact.lines:
        click.echo(f"  牵动：{line}")
    for line in found.impact.gone_lines:
        click.echo(f"  {line}")
    for problem in found.problems:
        click.echo(f"  {problem}", err=True)
    for place in found.unknown_places:
        where = f"{place.sheet} {place.cell}".strip()
        click.echo(f"  {where}：{place.message}" if where else f"  {place.message}", err=True)
    if file.batch is not None:
        click.echo(f"  已入库，第 {file.batch} 批{_left_out(file)}。")


def _left_out(file: FileRun) -> str:
    """What was stored of a file whose rows with errors were left out."""
    errors = file.count(Severity.ERROR)
    return f"；有错误的行已跳过（{errors} 处错误），实际存入 {file.stored} 个值" if errors else ""


@click.command("import", cls=Command)
@click.argument("files", nargs=-1, required=True, type=FILE, metavar="文件…")
@click.option("--add-places", is_flag=True, help="登记表中未登记的单位和断面。")
@click.option("--skip-bad-rows", is_flag=True, help="跳过有错误的行，其余照存。")
@click.option("--preview", "only_look", is_flag=True, help="只看会怎样，不入库。")
@click.option("--period", metavar="时段", help="文件没有写明时期时，按这一期读取，如 2026-10。")
@click.option(
    "--year",
    type=click.IntRange(1990, 2100),
    metavar="年份",
    help="表中的日期只写了月日时，按这一年读取，如 2026。",
)
@click.option("--place", metavar="单位", help="文件没有写明单位时，整个文件是哪个单位（点位）的。")
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="列=是什么",
    help="字段匹配：这一列是什么，如 B=PM2.5、草稿!C=综合指数目标,全年、D=不入库；可以写几个。",
)
@click.option(
    "--audit",
    type=click.Choice([audit.value for audit in Audit if audit is not Audit.UNSAID]),
    help="审核状态，整个文件的；不写时按表中所写，表中没有的为未注明。未审核、初审的为暂判。",
)
@click.option(
    "--owner",
    type=click.Choice([owner.value for owner in Owner if owner is not Owner.UNSAID]),
    help="监测归属，整个文件的；不写时按表中所写。",
)
@click.option(
    "--dust",
    type=click.Choice([dust.value for dust in Dust if dust is not Dust.UNSAID]),
    help="颗粒物浓度、综合指数是否扣除沙尘，整个文件的；表中两种都有时，按所选的读取。",
)
@click.option(
    "--mode",
    type=click.Choice([mode.value for mode in Mode]),
    default=Mode.UPDATE.value,
    help="库中已有的值怎么办：新增并更新（默认）、只新增、替换该期。",
)
@click.option(
    "--annotated",
    type=FILE,
    metavar="表.xlsx",
    help="把错误标在表的副本上，存为这个文件；多个文件时存进这个文件夹。",
)
@click.option("--report", type=FILE, metavar="报告.xlsx", help="把这一次的全部结果存为一份报告。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
@click.pass_obj
def import_files(
    desk: Desk,
    /,
    files: Sequence[Path],
    add_places: bool,
    skip_bad_rows: bool,
    only_look: bool,
    columns: Sequence[str],
    annotated: Path | None,
    report: Path | None,
    as_json: bool,
    **said: Any,
) -> int:
    """导入表格。任何一个文件有错误，就一个也不存。"""
    choices = {"add_places": add_places, "skip_bad_rows": skip_bad_rows}
    found = importfolder.files_of(files)
    if not found:
        named = "、".join(f"“{folder}”" for folder in files)
        raise AppError(f"文件夹{named}里没有表格。", kept="没有导入任何数据。", hint="请核对位置。")
    progress = Progress()
    with desk.writing_or_new() as ws:
        looked = importfolder.look(
            ws,
            found,
            _said(**said),
            columns=importcolumns.column_words(columns, ws.library.catalogue),
            progress=progress,
        )
        if annotated is not None:
            _answer(ws, looked, annotated, progress)
        ready = not any(file.hindrance(**choices) for file in looked)
        stored = ready and not only_look
        if stored:
            importfolder.store(ws, looked, **choices, progress=progress)
        if report is not None:
            from yuetan_desktop.services.importing import importreport

            importreport.write_report(ws, looked, report)
    progress.end()
    if as_json:
        print_json({"stored": stored, "files": [_as_json(file) for file in looked]})
    else:
        for file in looked:
            _print(file)
        if not ready:
            _print_hindered(looked, add_places=add_places)
        elif only_look:
            click.echo("只看，没有入库。")
    return 0 if ready else PROBLEMS


def _print_hindered(looked: Sequence[FileRun], *, add_places: bool) -> None:
    """That nothing was stored, and what to do about it."""
    read = [file.preview for file in looked if file.preview is not None]
    if not read:
        return  # each line before says it of its file
    hints = []
    if any(found.errors for found in read):
        hints.append("错误改正后再导入，或加 --skip-bad-rows 跳过有错误的行")
    if not add_places and any(found.unknown_places for found in read):
        hints.append("未登记的单位、断面核对后加 --add-places 登记")
    click.echo("没有导入任何数据。" + "；".join(hints) + ("。" if hints else ""), err=True)


def _answer(ws: Workspace, looked: Sequence[FileRun], out: Path, progress: Progress) -> None:
    """An annotated copy of each file that could be read."""
    from yuetan_desktop.services.importing import importanswer

    readable = [file.preview for file in looked if file.preview is not None]
    for found in readable:
        named = out / importanswer.suggested_name(found.path) if len(looked) > 1 else out
        importanswer.write_answer(ws, found, named, progress=progress)


def _said(
    *,
    period: str | None,
    year: int | None,
    place: str | None,
    audit: str | None,
    owner: str | None,
    dust: str | None,
    mode: str,
) -> Said:
    """What the options say of the files, where these do not say it themselves."""
    monitoring = Monitoring(
        Audit(audit or Audit.UNSAID), Owner(owner or Owner.UNSAID), Dust(dust or Dust.UNSAID)
    )
    return Said(
        period=_period(period),
        place=place or "",
        year=year,
        monitoring=monitoring,
        mode=Mode(mode),
    )


def _period(text: str | None) -> Period | None:
    try:
        return Period.parse(text) if text else None
    except ValueError as error:
        raise AppError(f"“{text}”不是时段，写法如 2026-10。") from error


@click.command(cls=Command)
@click.argument("batch", type=int, metavar="批次")
@click.option("--why", default="经办人撤销", help="撤销原因。")
@click.pass_obj
def withdraw(desk: Desk, batch: int, why: str) -> None:
    """撤销一次导入。"""
    with desk.writing() as ws:
        back = importundo.withdraw(ws, batch, why)
        names = {place.id: place.name for place in places.list_places(ws)}
        catalogue = ws.library.catalogue
    values = back.values
    click.echo(f"已撤销第 {batch} 批“{back.batch.file_name}”：{back.summary}。")
    for title, lines in (("保留", back.kept), ("不能随之撤回", back.failed)):
        for line in lines[:_SHOWN]:
            click.echo(f"  {title}：{line}")
    for change in values.changes[:_SHOWN]:
        was, now = ("无" if v is None else f"{v:g}" for v in (change.old, change.new))
        what = f"{Period.parse(change.period).label()}{catalogue[change.indicator].brief}"
        click.echo(f"  {names[change.place_id]} {what}：{was} → {now}")
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


@click.command("layouts", cls=Command)
@click.option("--export", "out", type=FILE, metavar="模板.toml", help="把模板存为这个文件。")
@click.option("--import", "file", type=FILE, metavar="模板.toml", help="从这个文件读入模板。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
@click.pass_obj
def known_layouts(desk: Desk, out: Path | None, file: Path | None, as_json: bool) -> None:
    """列出字段匹配的模板；导出，或从文件读入。"""
    if file is not None:
        with desk.writing() as ws:
            names = layouts.import_layouts(ws, file)
        click.echo(f"已读入模板：{'、'.join(names)}")
    with desk.reading() as ws:
        if out is not None:
            click.echo(f"已导出 {layouts.export_layouts(ws, out)} 个模板：{out}")
        found = layouts.list_layouts(ws)
    if as_json:
        print_json(
            [
                {
                    "name": layout.name,
                    "heads": list(layout.heads),
                    "columns": {key: dict(choice) for key, choice in layout.choices.items()},
                    "saved_by": layout.saved_by,
                    "saved_at": layout.saved_at,
                }
                for layout in found
            ]
        )
    elif file is None and out is None:
        for layout in found:
            name = layout.name or "（未命名）"
            said = f"指定 {len(layout.choices)} 列，{layout.saved_at:%Y-%m-%d} {layout.saved_by}"
            click.echo(f"{name}：{'、'.join(layout.heads[:6])}…（{said}）")
        if not found:
            click.echo("还没有模板。")
