"""The command on 征求意见: opinions on a draft of a case's paper, and 采纳情况表."""

from __future__ import annotations

from pathlib import Path

import click

from yuetan_desktop.cli.chinese import Command
from yuetan_desktop.cli.desk import FILE, Desk, print_table
from yuetan_desktop.domain.papers.opinions import Adoption
from yuetan_desktop.services import casefiles
from yuetan_desktop.services.papers import opinions as service


@click.command("opinions", cls=Command)
@click.argument("number", metavar="案件")
@click.argument("kind", metavar="文书")
@click.option("--add", "words", metavar="意见", help="登记一条意见。")
@click.option("--unit", default="", help="提出单位。")
@click.option("--decide", "opinion_id", type=int, metavar="序号", help="登记采纳情况。")
@click.option("--as", "adoption", type=click.Choice([one.value for one in Adoption]))
@click.option("--reason", default="", help="理由；部分采纳、未采纳的要写明。")
@click.option("-o", "--out", type=FILE, help="生成采纳情况表（docx）。")
@click.pass_obj
def opinions(
    desk: Desk, /, number: str, kind: str, words: str | None, unit: str, opinion_id: int | None,
    adoption: str | None, reason: str, out: Path | None,
) -> None:  # fmt: skip
    """征求意见：登记意见和采纳情况，自动合计，生成采纳情况表。"""
    if (opinion_id is None) != (adoption is None):
        raise click.UsageError("登记采纳情况要写 --decide 和 --as。")
    with desk.writing() if words is not None or adoption is not None else desk.reading() as ws:
        case_id = casefiles.find_case(ws, number).id
        if words is not None:
            service.add_opinions(ws, case_id, kind, unit, words)
        if opinion_id is not None and adoption is not None:
            service.decide(ws, opinion_id, Adoption(adoption), reason)
        found = service.opinions(ws, case_id, kind)
        if out is not None:
            click.echo(f"已生成：{service.write_table(ws, case_id, kind, out)}")
    print_table(
        ("序号", "提出单位", "意见", "采纳情况", "理由"),
        ((one.id, one.unit, one.words, one.adoption.value, one.reason) for one in found),
    )
    click.echo(f"{service.totals(found)}。")
