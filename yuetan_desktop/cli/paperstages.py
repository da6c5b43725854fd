"""The command on the stages of a paper: 讨论稿、送审稿、法制审核、定稿."""

from __future__ import annotations

from collections.abc import Iterable

import click

from yuetan_desktop.cli.chinese import Command
from yuetan_desktop.cli.desk import Desk, print_table
from yuetan_desktop.cli.work import owner_of, pairs
from yuetan_desktop.domain.papers.paperstage import PaperStage

# What may be asked for by name; 法审稿 is reached by a review alone.
_MOVES = {one.value: one for one in PaperStage if one is not PaperStage.REVIEWED}


@click.command("stage", cls=Command)
@click.argument("case", metavar="案件或月份")
@click.argument("kind", metavar="种类")
@click.option("--set", "settings", multiple=True, metavar="字段=内容", help="填写一个字段。")
@click.option("--save", is_flag=True, help="暂存；不检查，可以有空。")
@click.option("--to", type=click.Choice(list(_MOVES)), help="送审、定稿或退回。")
@click.option("--why", default="", help="退回的原因。")
@click.option("--reviewer", default="", help="法制审核人；与 --opinion 一起写。")
@click.option("--opinion", default="", help="法制审核意见。")
@click.pass_obj
def stage(
    desk: Desk, /, case: str, kind: str, settings: Iterable[str], save: bool, to: str | None,
    why: str, reviewer: str, opinion: str,
) -> None:  # fmt: skip
    """文书的稿次：列出记录；暂存、送审、登记法制审核、定稿、退回。"""
    from yuetan_desktop.services.papers import paperdesk, paperstages

    acts = save or to is not None or bool(reviewer or opinion)
    with desk.writing() if acts else desk.reading() as ws:
        owner = owner_of(ws, case, kind)
        values = paperdesk.draft(ws, owner, kind, pairs(settings)).values
        if acts:
            paperstages.save_draft(ws, owner, kind, values)
        if reviewer or opinion:
            paperstages.review(ws, owner, kind, values, reviewer=reviewer, opinion=opinion)
        if to is not None:
            paperstages.move(ws, owner, kind, values, _MOVES[to], why)
        now = paperstages.where(ws, owner, kind, values)
        history = paperstages.history(ws, owner, kind)
    print_table(
        ("时间", "稿次", "经办人", "说明"),
        ((f"{one.at:%Y-%m-%d %H:%M}", one.stage.value, one.by, one.note) for one in history),
    )
    click.echo(f"{kind}现在是{now.stage.value}。{now.fell_back}")
