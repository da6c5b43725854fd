"""`case past`: cases from before the program, by the program's own sheet."""

from __future__ import annotations

from pathlib import Path

import click

from yuetan_desktop.cli.chinese import Command
from yuetan_desktop.cli.desk import FILE, PROBLEMS, Desk, print_json, print_table
from yuetan_desktop.services.cases import pastcases
from yuetan_desktop.services.cases.pastcases import PastCases


@click.command("past", cls=Command)
@click.argument("file", type=FILE, metavar="[表.xlsx]", required=False)
@click.option("--form", type=FILE, metavar="空白表.xlsx", help="另存一份空白表。")
@click.option("--dry-run", is_flag=True, help="只看，不登记。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
@click.pass_obj
def past(desk: Desk, file: Path | None, form: Path | None, dry_run: bool, as_json: bool) -> int:
    """补录启用程序以前的约谈案件；有一处错误就一件也不登记。"""
    if form is not None:
        with desk.reading() as ws:
            click.echo(f"已保存：{pastcases.save_form(ws, form)}")
    if file is None:
        if form is None:
            raise click.UsageError("请写明要补录的表，或用 --form 另存空白表。")
        return 0
    with desk.reading() if dry_run else desk.writing() as ws:
        found = pastcases.preview(ws, file)
        batch = None
        if not (dry_run or found.errors):
            batch = pastcases.bring_in(ws, found)
    if as_json:
        print_json(_as_json(found, batch))
    else:
        _print(found, batch)
    return PROBLEMS if found.errors else 0


def _as_json(found: PastCases, batch: int | None) -> dict[str, object]:
    return {
        "batch": batch,
        "cases": [
            {
                "number": case.number,
                "place": case.place.name,
                "level": case.level,
                "clause": case.rule.short_cite,
                "period": case.period,
                "opened_on": case.opened_on,
                "open": case.is_open,
                "cell": case.source.cell,
            }
            for case in found.cases
        ],
        "problems": [
            {"severity": p.severity.value, "sheet": p.sheet, "cell": p.cell, "says": p.message}
            for p in found.problems
        ],
    }


def _print(found: PastCases, batch: int | None) -> None:
    print_table(
        ("编号", "单位", "级", "条款", "立案", "现在"),
        (
            (
                case.number or "（待编）",
                case.place.name,
                case.level,
                case.rule.short_cite,
                case.opened_on,
                "在办" if case.is_open else "已结",
            )
            for case in found.cases
        ),
    )
    for problem in found.problems:
        click.echo(str(problem))
    if batch is not None:
        click.echo(f"{found.summary}。第 {batch} 批，可用 withdraw {batch} 撤销。")
    else:
        click.echo("没有登记任何案件。" if found.errors else f"{found.summary}（未登记）。")
