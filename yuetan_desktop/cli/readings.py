"""口径: what is in force, decisions with who, when and basis, and versions of them all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from typing import Any

import click

from yuetan_desktop.cli.chinese import Group
from yuetan_desktop.cli.desk import DAY, PERIOD, Desk, print_json, print_table
from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.reading import Choice
from yuetan_desktop.services import assessing, office
from yuetan_desktop.services.judging import readingversions
from yuetan_desktop.services.workspace import Workspace

# Where the commands of this group are written that do not stand here.
ELSEWHERE = {
    "answer": "interpretations:answer",
    "ask": "interpretations:ask",
    "questions": "interpretations:questions",
    "void-answer": "interpretations:void_answer",
}


@click.group(cls=Group, elsewhere=ELSEWHERE)
def readings() -> None:
    """口径：现行口径、改变口径、口径版本及其比较。"""


def _settled(command: Callable[..., None]) -> Callable[..., None]:
    """Who decided it, when and on what basis: asked wherever something is decided."""
    for option in (
        click.option("--basis", required=True, help="依据：会议纪要、答复函等的名称和文号。"),
        click.option("--on", type=DAY, help="决定日期；不写则为今天。"),
        click.option("--who", help="决定机关或决定人；不写则为通知的发文机关。"),
    ):
        command = option(command)
    return command


def _who(ws: Workspace, who: str | None) -> str:
    return who or office.read_office(ws).issuer


@readings.command("list")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
@click.pass_obj
def list_readings(desk: Desk, as_json: bool) -> None:
    """列出每项口径的现行选项，及由谁、何时、依据什么选定。"""
    with desk.reading() as ws:
        found = office.readings_in_force(ws)
    rows: list[dict[str, Any]] = []
    for key, reading in found.readings.items():
        choice = found.settled(key)
        rows.append(
            {
                "id": key,
                "wording": reading.wording,
                "option": found[key],
                "name": found.name(key),
                "decided": choice is not None,
                "who": choice.who if choice else "",
                "on": choice.on if choice else None,
                "basis": choice.basis if choice else "",
                "options": {option.key: option.name for option in reading.options},
            }
        )
    if as_json:
        print_json(rows)
        return
    print_table(
        ("口径", "词句", "现行选项", "决定", "可选"),
        (
            (
                row["id"],
                row["wording"],
                f"{row['option']} {row['name']}",
                f"{row['who']} {row['on']} {row['basis']}" if row["decided"] else "默认，未确认",
                "、".join(row["options"]),
            )
            for row in rows
        ),
    )


@readings.command("choose")
@click.argument("reading", metavar="口径")
@click.argument("option", metavar="选项")
@_settled
@click.pass_obj
def choose(
    desk: Desk, reading: str, option: str, who: str | None, on: date | None, basis: str
) -> None:
    """选定一项口径，如 R1 either；选项写“默认”时撤回原来的决定。"""
    with desk.writing() as ws:
        key = "" if option == "默认" else option
        office.choose_reading(ws, Choice(reading, key, _who(ws, who), on or ws.today(), basis))
        name = office.readings_in_force(ws).name(reading)
    click.echo(f"{reading} 现行：{name}")


@readings.command("versions")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
@click.pass_obj
def list_versions(desk: Desk, as_json: bool) -> None:
    """列出已保存的口径版本，及现行口径依据哪一版。"""
    with desk.reading() as ws:
        saved = readingversions.versions(ws)
        standing = readingversions.standing(ws)
    if as_json:
        print_json([asdict(one) for one in saved])
        return
    print_table(
        ("版本", "选定", "决定人", "日期", "依据"),
        (
            (v.name, f"{len(v.choices)} 项", v.who, v.on, v.basis)
            for v in (one.version for one in saved)
        ),
    )
    click.echo(f"现行：{standing.words}" if standing else "还没有保存过口径版本。")


@readings.command("save")
@click.argument("name", metavar="名称")
@_settled
@click.pass_obj
def save(desk: Desk, name: str, who: str | None, on: date | None, basis: str) -> None:
    """把现行口径另存为一个版本；版本不能修改。"""
    with desk.writing() as ws:
        made = readingversions.save(ws, name, _who(ws, who), on or ws.today(), basis)
    click.echo(f"已保存口径版本：{made.name}（{len(made.choices)} 项）")


@readings.command("apply")
@click.argument("name", metavar="名称")
@_settled
@click.pass_obj
def apply(desk: Desk, name: str, who: str | None, on: date | None, basis: str) -> None:
    """按一个已保存的版本执行：此后改过的口径逐项改回，各留一条变更记录。"""
    with desk.writing() as ws:
        moved = readingversions.adopt(ws, name, _who(ws, who), on or ws.today(), basis)
    click.echo(
        f"已改回 {len(moved)} 项：{'、'.join(moved)}" if moved else f"现行口径与“{name}”相同。"
    )


@readings.command("compare")
@click.argument("before", metavar="原版")
@click.argument("after", metavar="新版", default=readingversions.NOW)
@click.option("--period", type=PERIOD, help="数据期，如 2026-10；不写则为最近一期。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
@click.pass_obj
def compare(desk: Desk, before: str, after: str, period: Period | None, as_json: bool) -> None:
    """比较两版口径：哪几项不同，哪些单位的结果因此不同。新版不写时为现行口径。"""
    with desk.reading() as ws:
        month = assessing.data_month(ws, period)
        found = readingversions.compare(ws, before, after, month)
    differing = [
        {
            "id": one.reading.id,
            "wording": one.reading.wording,
            "before": one.before,
            "after": one.after,
        }
        for one in found.readings
    ]
    changed = [
        {
            "place": one.place.name,
            "clause": one.rule.short_cite,
            "before": one.before.outcome.value,
            "after": one.after.outcome.value,
            "says": one.after.says,
        }
        for one in found.outcomes
    ]
    if as_json:
        counts = {"before": found.triggered_before, "after": found.triggered_after}
        month_text = str(found.month)
        print_json(
            {"month": month_text, "readings": differing, "outcomes": changed, "triggered": counts}
        )
        return
    print_table(("口径", "词句", "原版", "新版"), (tuple(one.values()) for one in differing))
    print_table(("单位", "条款", "原版", "新版", "说明"), (tuple(one.values()) for one in changed))
    click.echo(
        f"{found.month.label()}：所涉条款触发"
        f" {found.triggered_before} → {found.triggered_after} 条次。"
    )
