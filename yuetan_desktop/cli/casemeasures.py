"""The command on 限期治理, 挂牌督办, 区域限批 and 责任追究 of a case."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import click

from yuetan_desktop.cli.chinese import Command
from yuetan_desktop.cli.desk import DAY, Desk, print_table
from yuetan_desktop.domain.cases.linkedmeasures import (
    CadreAuthority,
    LinkedMeasure,
    MeasureKind,
    Nature,
)
from yuetan_desktop.services import casefiles
from yuetan_desktop.services.casefiles import CaseFile
from yuetan_desktop.services.cases import linkedmeasures
from yuetan_desktop.services.workspace import Workspace

_HEADS = ("序号", "日期", "登记内容", "作废原因")


@click.command("measure", cls=Command)
@click.argument("number")
@click.option("--add", "kind", type=click.Choice([one.value for one in MeasureKind]), help="登记。")
@click.option("--day", type=DAY, help="日期；不写为今天。")
@click.option("--body", default="", help="决定或受理机关；问责建议不写为按干部管理权限所送的机关。")
@click.option("--document", default="", help="文号或来源文件。")
@click.option("--content", default="", help="内容。")
@click.option("--until", type=DAY, help="限期治理的完成期限。")
@click.option("--decided", is_flag=True, help="责任追究：已作出处理决定；不写为问责建议。")
@click.option("--who", default="", help="责任追究：责任人的单位、职务、姓名。")
@click.option("--sanction", default="", help="责任追究：处理方式。")
@click.option(
    "--authority",
    type=click.Choice([one.value for one in CadreAuthority]),
    help="责任追究：干部管理权限；不写为按职务推定。",
)
@click.option("--basis", default="", help="责任追究：调查依据。")
@click.option("--void", "void_id", type=int, metavar="序号", help="作废一条。")
@click.option("--why", default="", help="作废原因。")
@click.pass_obj
def measure(
    desk: Desk, /, number: str, kind: str | None, void_id: int | None, why: str, **said: Any
) -> None:
    """联动措施与责任追究：列出、登记、作废。免职等处理没有调查依据的，不予登记。"""
    with desk.writing() if kind or void_id is not None else desk.reading() as ws:
        file = casefiles.find_case(ws, number)
        if void_id is not None:
            linkedmeasures.void_measure(ws, file.id, void_id, why)
        if kind:
            linkedmeasures.add_measure(ws, file.id, _entry(ws, file, MeasureKind(kind), **said))
        found = linkedmeasures.measures(ws, file.id)
    print_table(_HEADS, ((one.id, one.day, one.says, one.voided_why or "") for one in found))


def _entry(
    ws: Workspace,
    file: CaseFile,
    kind: MeasureKind,
    *,
    day: date | None,
    decided: bool,
    authority: str | None,
    **fields: Any,
) -> LinkedMeasure:
    """`fields`: the options that are named as the fields of an entry."""
    entry = LinkedMeasure(kind, day or ws.today(), **fields)
    if not entry.is_accountability:
        return entry
    manages = (
        CadreAuthority(authority) if authority else linkedmeasures.authority_of(ws, file, entry.who)
    )
    return replace(
        entry,
        body=entry.body or ("" if decided else "、".join(manages.receivers)),
        nature=Nature.DECISION if decided else Nature.PROPOSAL,
        authority=manages,
    )
