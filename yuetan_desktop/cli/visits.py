"""The command on 检查安排: visits planned and handed in between, and the plan of a year."""

from __future__ import annotations

from datetime import date

import click

from yuetan_desktop.cli.chinese import Command
from yuetan_desktop.cli.desk import DAY, Desk, print_table
from yuetan_desktop.domain.ledger.visits import Visit, VisitKind
from yuetan_desktop.services import places
from yuetan_desktop.services.ledger import visits as service

_HEADS = ("序号", "日期", "单位", "企业", "内容", "类别", "来源", "归口", "完成", "提示")


@click.command("visits", cls=Command)
@click.option("--add", "unit", metavar="单位", help="登记一项检查。")
@click.option("--day", type=DAY, help="检查日期；不写为今天。")
@click.option("--what", default="", help="检查内容。")
@click.option("--enterprise", default="", help="受检企业。")
@click.option("--temporary", is_flag=True, help="临时交办；不写为年度计划。")
@click.option("--source", default="", help="交办来源或计划文号。")
@click.option("--intake", default="", help="归口单位。")
@click.option("--done", "done_id", type=int, metavar="序号", help="登记完成；日期用 --day。")
@click.option("--void", "void_id", type=int, metavar="序号", help="作废一项。")
@click.option("--why", default="", help="作废原因。")
@click.option("--year", type=int, help="只看这一年；不写为今年。")
@click.option("--plan", "as_plan", is_flag=True, help="按月列出计划与完成。")
@click.pass_obj
def visits(
    desk: Desk, /, unit: str | None, day: date | None, what: str, enterprise: str,
    temporary: bool, source: str, intake: str, done_id: int | None, void_id: int | None,
    why: str, year: int | None, as_plan: bool,
) -> None:  # fmt: skip
    """检查安排：登记、列出；同一企业同日、同周的检查和未归口的临时任务有提示。"""
    acts = unit is not None or done_id is not None or void_id is not None
    with desk.writing() if acts else desk.reading() as ws:
        on = day or ws.today()
        if unit is not None:
            kind = VisitKind.TEMPORARY if temporary else VisitKind.PLAN
            place = places.find_place(ws, unit)
            new = Visit(0, kind, on, place.id, place.name, what, enterprise, source, intake)
            service.add_visit(ws, new)
        if done_id is not None:
            service.record_done(ws, done_id, on)
        if void_id is not None:
            service.void_visit(ws, void_id, why)
        year = year or ws.today().year
        months, lines = service.plan(ws, year), service.visits(ws, year)
    if as_plan:
        print_table(
            ("月份", "计划", "计划已完成", "本月完成", "临时交办", "说明"),
            (
                (f"{m.month}月", "、".join(m.planned), "、".join(m.kept), "、".join(m.done),
                 m.temporary, m.remark)
                for m in months
            ),
        )  # fmt: skip
        return
    print_table(
        _HEADS,
        (
            (v.id, v.day, v.unit, v.enterprise, v.what, v.kind.value, v.source, v.intake,
             v.done_on or "", "；".join(line.doubts))
            for line in lines
            if (v := line.visit)
        ),
    )  # fmt: skip
