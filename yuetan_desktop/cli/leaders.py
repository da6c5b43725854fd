"""Commands on 分工表: who is in charge of what from when; 责任清单 brought in."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from yuetan_desktop.cli.chinese import Group
from yuetan_desktop.cli.desk import DAY, FILE, Desk, print_json, print_table
from yuetan_desktop.domain.cases.causes import CHIEF, Leader
from yuetan_desktop.services import places
from yuetan_desktop.services.cases import causes, dutylist


@click.group(cls=Group)
def leaders() -> None:
    """分工表：谁自何日起分管什么领域。"""


@leaders.command("list")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
@click.pass_obj
def list_leaders(desk: Desk, as_json: bool) -> None:
    """列出分工表。"""
    with desk.reading() as ws:
        names = {place.id: place.name for place in places.list_places(ws)}
        rows = [
            {
                "place": names.get(one.place_id or 0, "市政府"),
                "domain": one.domain,
                "title": one.title,
                "name": one.name,
                "from": one.valid_from,
                "to": one.valid_to,
                "document": one.document,
            }
            for one in causes.list_leaders(ws)
        ]
    if as_json:
        print_json(rows)
        return
    heads = ("单位", "领域", "职务", "姓名", "自", "至", "来源文件")
    print_table(heads, (tuple(value or "" for value in row.values()) for row in rows))


@leaders.command("duties")
@click.argument("file", type=FILE)
@click.pass_obj
def import_duties(desk: Desk, file: Path) -> None:
    """导入责任清单：登记部门，责任事项并入原因与责任部门对应表。"""
    with desk.writing() as ws:
        brought = dutylist.import_duties(ws, file)
    click.echo(brought.says)


@leaders.command("add")
@click.option("--place", default="", help="单位；不写为市政府。")
@click.option("--domain", required=True, help="分管领域；第一责任人写“主要负责”。")
@click.option("--title", required=True, help="职务。")
@click.option("--name", required=True, help="姓名。")
@click.option("--from", "since", type=DAY, required=True, help="自何日起。")
@click.option("--to", "until", type=DAY, help="至何日；现任的不写。")
@click.option("--document", required=True, help="来源文件。")
@click.pass_obj
def add_leader(
    desk: Desk,
    place: str,
    domain: str,
    title: str,
    name: str,
    since: date,
    until: date | None,
    document: str,
) -> None:
    """新增一行分工；同一领域的前任到前一日为止。"""
    with desk.writing() as ws:
        place_id = places.find_place(ws, place).id if place else None
        known = causes.domains(ws)
        causes.add_leader(ws, Leader(0, place_id, name, title, domain, since, until, document))
    duty = f"（{domain}）" if domain == CHIEF else f"分管{domain}"
    click.echo(f"已登记：{place or '市政府'}{title}{name}{duty}，自{since}")
    if domain not in known:
        click.echo(f"没有原因对应领域“{domain}”；已有的领域：{'、'.join(known)}。", err=True)
