"""The command on 年度任务台账: reductions, funds, the reserve of projects."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import click

from yuetan_desktop.cli.chinese import Command
from yuetan_desktop.cli.desk import FILE, Desk, print_table
from yuetan_desktop.domain.ledger.yeartask import YearTask, YearTaskKind
from yuetan_desktop.domain.typednumber import read_number
from yuetan_desktop.services import places
from yuetan_desktop.services import yeartasks as service


class _Number(click.ParamType[Decimal]):
    name = "数"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> Decimal:
        number = read_number(str(value))
        if number is None:
            self.fail(f"“{value}”不是数。", param, ctx)
        return number


_NUMBER = _Number()


@click.command("year-tasks", cls=Command)
@click.option("--import", "source", type=FILE, help="导入台账（xlsx 等），整份或都不。")
@click.option("--export", "out", type=FILE, help="导出台账；没有内容时为空表。")
@click.option("--add", "unit", metavar="单位", help="登记一项。")
@click.option("--kind", type=click.Choice([kind.value for kind in YearTaskKind]), help="哪本台账。")
@click.option("--year", type=int, help="年度；不写为今年。")
@click.option("--item", default="", help="污染物、资金或储备项目名称。")
@click.option("--planned", type=_NUMBER, help="任务数、下达数。")
@click.option("--done", type=_NUMBER, help="完成数、支出数、入库数。")
@click.option("--measure", help="计量单位；不写为吨，资金为万元，项目为个。")
@click.option("--document", default="", help="依据文号。")
@click.option("--void", "void_id", type=int, metavar="序号", help="作废一项。")
@click.option("--why", default="", help="作废原因。")
@click.pass_obj
def year_tasks(
    desk: Desk, /, source: Path | None, out: Path | None, unit: str | None, kind: str | None,
    year: int | None, item: str, planned: Decimal | None, done: Decimal | None,
    measure: str | None,
    document: str, void_id: int | None, why: str,
) -> None:  # fmt: skip
    """年度任务台账：总量减排（第七条（五））、资金执行和项目储备库（第七条（八））。"""
    if unit is not None and (kind is None or planned is None or done is None):
        raise click.UsageError("登记一项要写 --kind、--planned 和 --done。")
    acts = source is not None or unit is not None or void_id is not None
    with desk.writing() if acts else desk.reading() as ws:
        if source is not None:
            click.echo(service.import_year_tasks(ws, source).says)
        if unit is not None and kind is not None and planned is not None and done is not None:
            place, of_year = places.find_place(ws, unit).id, year or ws.today().year
            book = YearTaskKind(kind)
            counted = measure or book.measure
            task = YearTask(0, place, of_year, book, item, planned, done, counted, document)
            service.record_year_tasks(ws, [task])
        if void_id is not None:
            service.void_year_task(ws, void_id, why)
        if out is not None:
            click.echo(f"已导出：{service.export_year_tasks(ws, out)}")
        names = {place.id: place.name for place in places.list_places(ws)}
        lines = service.year_tasks(ws)
    print_table(
        ("序号", "单位", "年度", "台账", "名称", "任务数", "完成数", "完成率", "文号", "来源"),
        (
            (t.id, names[t.place], t.year, t.kind.value, t.item, f"{t.planned:f}{t.unit}",
             f"{t.done:f}{t.unit}", t.percent_text, t.document, t.origin)
            for t in lines
        ),
    )  # fmt: skip
