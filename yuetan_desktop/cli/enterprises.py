"""The commands on 企业名录: bring a list in, look one up, take a list back."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import click

from yuetan_desktop.cli.chinese import Command, Group
from yuetan_desktop.cli.desk import FILE, Desk, print_table
from yuetan_desktop.services import enterprises as service

_SHOWN = 50


@click.group("enterprises", cls=Group)
def enterprises() -> None:
    """企业名录：名称、编码、县（区）、状态、监督执法正面清单。"""


@enterprises.command("import", cls=Command)
@click.argument("file", type=FILE)
@click.pass_obj
def import_list(desk: Desk, file: Path) -> None:
    """导入名录或正面清单；没有写明的各栏保留以前名录的内容。"""
    with desk.writing() as ws:
        brought = service.import_list(ws, file)
    click.echo(f"名录 {brought.list_id}：{brought.says}")


@enterprises.command("list", cls=Command)
@click.option("--find", default="", help="名称、编码或县（区）中的字。")
@click.option("--all", "everyone", is_flag=True, help=f"全部列出；不写则列前 {_SHOWN} 家。")
@click.pass_obj
def list_enterprises(desk: Desk, /, find: str, everyone: bool) -> None:
    """列出名录里的企业。"""
    with desk.reading() as ws:
        found = [one for one in service.enterprises(ws) if one.has_words(find)]
    listed = {True: "是", False: "否", None: ""}
    print_table(
        ("名称", "编码", "县（区）", "状态", "正面清单"),
        (
            (one.name, one.code, one.unit, one.status, listed[one.is_listed])
            for one in islice(found, None if everyone else _SHOWN)
        ),
    )
    click.echo(f"共 {len(found)} 家")


@enterprises.command("card", cls=Command)
@click.argument("name")
@click.pass_obj
def card(desk: Desk, name: str) -> None:
    """一家企业（全称或编码）：所在名录、正面清单、检查、事项和整改任务。"""
    with desk.reading() as ws:
        found = service.card(ws, service.find_enterprise(ws, name))
    click.echo(found.enterprise.name)
    print_table(("项目", "内容"), found.lines)


@enterprises.command("lists", cls=Command)
@click.option("--withdraw", "list_id", type=int, metavar="名录号", help="撤销一份名录。")
@click.pass_obj
def lists(desk: Desk, list_id: int | None) -> None:
    """列出导入的名录，或撤销其中一份。"""
    with desk.writing() if list_id is not None else desk.reading() as ws:
        if list_id is not None:
            service.withdraw_list(ws, list_id)
        found = service.lists(ws)
    print_table(
        ("名录号", "文件", "行数", "导入人", "导入时间"),
        ((one.id, one.file, one.lines, one.imported_by, one.imported_at) for one in found),
    )
