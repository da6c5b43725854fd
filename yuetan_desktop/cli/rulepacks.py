"""The command on 并行规则包: other regulations, evaluated beside the office's own."""

from __future__ import annotations

from pathlib import Path

import click

from yuetan_desktop.cli.chinese import Command
from yuetan_desktop.cli.desk import FILE, PERIOD, Desk, print_table
from yuetan_desktop.domain.period import Period
from yuetan_desktop.errors import AppError
from yuetan_desktop.services import assessing
from yuetan_desktop.services.judging import rulepacks as service


@click.command("packs", cls=Command)
@click.option("--load", "file", type=FILE, help="载入规则包（toml）。")
@click.option("--compare", "number", type=int, metavar="序号", help="与本办法逐个单位对照。")
@click.option("--period", type=PERIOD, help="数据期，如 2026-10；不写则为最近一期。")
@click.option("--remove", "gone", type=int, metavar="序号", help="移除。")
@click.option("--why", default="", help="移除原因。")
@click.pass_obj
def packs(
    desk: Desk,
    /,
    file: Path | None,
    number: int | None,
    period: Period | None,
    gone: int | None,
    why: str,
) -> None:
    """其他办法作为规则包：载入、列出、与本办法对照；立案只依据本办法。"""
    with desk.writing() if file is not None or gone is not None else desk.reading() as ws:
        if file is not None:
            click.echo(f"已载入：{service.load_pack(ws, file).regulation.citation}")
        if gone is not None:
            service.void_pack(ws, gone, why)
        known = {pack.id: pack for pack in service.packs(ws)}
        if number is not None and number not in known:
            raise AppError(f"没有第 {number} 号规则包。", hint="序号见规则包列表。")
        found = (
            []
            if number is None
            else service.compare(ws, known[number], assessing.data_month(ws, period))
        )
    if number is None:
        print_table(
            ("序号", "办法", "条款数", "施行", "文件"),
            (
                (p.id, p.regulation.citation, len(p.regulation.rules),
                 p.regulation.effective_from, p.file_name)
                for p in known.values()
            ),
        )  # fmt: skip
        return
    print_table(
        ("单位", "本办法", "条款", "该办法", "条款", "依据"),
        (
            (
                b.place.name,
                b.own[0].rule.level.name if b.own else "未触发",
                "、".join(f.rule.short_cite for f in b.own),
                b.other[0].rule.level.name if b.other else "未触发",
                "、".join(f.rule.short_cite for f in b.other),
                b.says,
            )
            for b in found
        ),
    )
