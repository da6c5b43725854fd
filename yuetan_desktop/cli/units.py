"""The commands on 责任单位: list them, register one, put one out of use and back."""

from __future__ import annotations

from dataclasses import asdict

import click

from yuetan_desktop.cli.chinese import Command, Group
from yuetan_desktop.cli.desk import Desk, print_json, print_table
from yuetan_desktop.domain.place import Place, PlaceKind
from yuetan_desktop.services import places

_KINDS = {kind.label: kind for kind in PlaceKind if kind.is_subject}


@click.group("units", cls=Group)
def units() -> None:
    """责任单位：县（区）、园区和市级部门。"""


@units.command("list", cls=Command)
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
@click.pass_obj
def list_units(desk: Desk, as_json: bool) -> None:
    """列出责任单位，停用的也列出。"""
    with desk.reading() as ws:
        found = places.list_places(ws, set(_KINDS.values()))
    if as_json:
        print_json([asdict(place) for place in found])
        return
    print_table(
        ("名称", "类型", "文书用全称", "状态"),
        ((p.name, p.kind.label, p.official_name, "停用" if p.retired else "在用") for p in found),
    )


@units.command("add", cls=Command)
@click.argument("name")
@click.option("--kind", type=click.Choice(list(_KINDS)), required=True, help="单位类型。")
@click.option("--official", default="", help="文书用全称，如 云麓区人民政府。")
@click.option("--alias", "aliases", multiple=True, help="表格里的别名，可重复。")
@click.pass_obj
def add(desk: Desk, name: str, kind: str, official: str, aliases: tuple[str, ...]) -> None:
    """登记一个责任单位。"""
    new = Place(0, name.strip(), _KINDS[kind], official_name=official, aliases=aliases)
    with desk.writing() as ws:
        places.register(ws, [new])
    click.echo(f"已登记{kind} {new.name}。")


@units.command("retire", cls=Command)
@click.argument("name")
@click.pass_obj
def retire(desk: Desk, name: str) -> None:
    """停用一个单位或断面：不再研判，记录、案件和文书都保留。"""
    click.echo(f"已停用 {_set_retired(desk, name, retired=True)}，记录、案件和文书都保留。")


@units.command("use", cls=Command)
@click.argument("name")
@click.pass_obj
def use(desk: Desk, name: str) -> None:
    """恢复使用停用的单位或断面。"""
    click.echo(f"已恢复使用 {_set_retired(desk, name, retired=False)}。")


def _set_retired(desk: Desk, name: str, *, retired: bool) -> str:
    with desk.writing() as ws:
        place = places.find_place(ws, name)
        places.retire(ws, place.id, retired=retired)
    return place.name
