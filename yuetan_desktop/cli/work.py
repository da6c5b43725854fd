"""Commands on the work itself: assess, papers, workbooks for superiors."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from yuetan_desktop.cli.chinese import Command
from yuetan_desktop.cli.desk import (
    DAY,
    FILE,
    PERIOD,
    PROBLEMS,
    Desk,
    Progress,
    print_json,
    print_table,
)
from yuetan_desktop.domain.finding import Outcome
from yuetan_desktop.domain.period import Period
from yuetan_desktop.errors import AppError
from yuetan_desktop.services import places
from yuetan_desktop.services.workspace import Workspace

if TYPE_CHECKING:
    from yuetan_desktop.services.papers.paperdesk import Owner

# What a list without --json shows; the rest is a count.
_WORTH_A_LINE = {Outcome.TRIGGERED, Outcome.UNDECIDED, Outcome.EXEMPT}


@click.command(cls=Command)
@click.option("--as-of", type=DAY, help="研判日期，如 2026-11-10；不写为今天。")
@click.option("--place", help="只研判这个单位（名称或别名）。")
@click.option("--replay", is_flag=True, help="办法施行前的时段也按办法模拟。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON：每个单位、条款、时段一个对象。")
@click.pass_obj
def assess(desk: Desk, as_of: date | None, place: str | None, replay: bool, as_json: bool) -> None:
    """研判：哪个单位达到哪一级、依据哪一项、差多少。"""
    from yuetan_desktop.services import assessing

    with desk.reading() as ws:
        rows = assessing.assess_json(
            ws,
            as_of or ws.today(),
            places.find_place(ws, place) if place else None,
            replay=replay,
        )
    if as_json:
        print_json(rows)
        return
    shown = [row for row in rows if row["outcome"] in _WORTH_A_LINE]
    shown.sort(key=lambda row: (-row["level"], row["place"]))
    print_table(
        ("单位", "级", "条款", "时段", "结论", "说明"),
        (
            tuple(row[key] for key in ("place", "level", "cite", "period", "outcome", "says"))
            for row in shown
        ),
    )
    blind = sum(1 for row in rows if row["outcome"] == Outcome.NO_DATA)
    click.echo(f"共 {len(rows)} 项，上列 {len(shown)} 项；数据不足 {blind} 项，全部见 --json。")


@click.command(cls=Command)
@click.argument("case", metavar="案件或月份")
@click.argument("kind", metavar="种类")
@click.option("-o", "--out", type=FILE, required=True, help="存为这个 Word 文件。")
@click.option(
    "--set", "settings", multiple=True, metavar="字段=内容", help="填写一个字段，可重复。"
)
@click.option("--formal", is_flag=True, help="正式编号；不写则为草稿（代拟稿）。")
@click.pass_obj
def paper(
    desk: Desk, case: str, kind: str, out: Path, settings: Iterable[str], formal: bool
) -> None:
    """生成文书并存档：案件编号加种类，如 约谈通知；月度通报则写月份，如 2026-10 月度通报。"""
    from yuetan_desktop.services.papers import paperdesk

    given = pairs(settings)
    with desk.writing() as ws:
        owner = owner_of(ws, case, kind)
        values = paperdesk.draft(ws, owner, kind, given).values
        if unknown := set(given) - set(values):
            raise AppError(
                f"{kind}没有“{'、'.join(sorted(unknown))}”这个字段。",
                kept="没有生成文书。",
                hint=f"可填的字段：{'、'.join(values)}。",
            )
        warnings = paperdesk.discrepancies(ws, owner, kind, values)
        made = paperdesk.issue(ws, owner, kind, values, out, formal=formal)
    click.echo(f"已生成{made.kind}（{made.state}）{made.number}：{made.path}")
    for note in (*made.notes, *(f"文书互校：{one.sentence}" for one in warnings)):
        click.echo(note, err=True)


@click.command(cls=Command)
@click.argument("kind", metavar="种类")
@click.option("--until", type=DAY, required=True, help="新的期限，如 2026-11-30。")
@click.option("-o", "--out", type=FILE, required=True, help="存到这个文件夹。")
@click.option("--case", "numbers", multiple=True, metavar="案件", help="只办这些案件，可重复。")
@click.pass_obj
def letters(desk: Desk, kind: str, until: date, out: Path, numbers: Iterable[str]) -> int:
    """一次生成有逾期事项的各案件的 催报函 或 交办函（草稿）。"""
    from yuetan_desktop.services import casefiles
    from yuetan_desktop.services.cases import overdueletters

    with desk.writing() as ws:
        only = [casefiles.find_case(ws, number).id for number in numbers]
        made = overdueletters.make_letters(ws, kind, out, until, only=only, progress=Progress())
    for letter in made:
        says = str(letter.path) if letter.path else f"未生成：{letter.obstacle}"
        click.echo(f"{letter.case_number} {letter.unit} 逾期{letter.items}项 {says}")
    if not made:
        click.echo("没有逾期事项。")
    return PROBLEMS if any(letter.path is None for letter in made) else 0


def owner_of(ws: Workspace, said: str, kind: str) -> Owner:
    """What a paper belongs to: a month for the month's circular, a case for every other."""
    from yuetan_desktop.services import casefiles
    from yuetan_desktop.services.papers import officepapers

    if kind == officepapers.NAME:
        return PERIOD.convert(said, None, None)
    return casefiles.find_case(ws, said).id


def pairs(settings: Iterable[str]) -> dict[str, str]:
    """字段=内容 … as a dictionary."""
    found = {}
    for setting in settings:
        name, equals, value = setting.partition("=")
        if not equals:
            raise AppError(f"“{setting}”应写成 字段=内容。")
        found[name.strip()] = value
    return found


@click.command(cls=Command)
@click.argument("kind", metavar="种类")
@click.option("-o", "--out", type=FILE, required=True, help="存为这个文件。")
@click.option("--month", type=PERIOD, help="数据期或统计期，如 2026-10、2026-Q3、2026。")
@click.pass_obj
def summary(desk: Desk, kind: str, out: Path, month: Period | None) -> None:
    """生成给上级的汇总表，如 风险研判汇总表、统计考评、月度通报；写错种类时会列出全部。"""
    from yuetan_desktop.services import summaries

    with desk.reading() as ws:
        click.echo(f"已生成：{summaries.make_summary(ws, kind, out, month=month)}")
        if beside := summaries.beside_of(kind, out):
            click.echo(f"已生成：{beside}")
