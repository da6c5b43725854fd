"""The commands on 事项: log one, its evidence, who found what and who reviewed it, 豁免."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

import click

from yuetan_desktop.cli.chinese import Command, Group
from yuetan_desktop.cli.desk import DAY, PERIOD, Desk, print_json, print_table
from yuetan_desktop.domain.facts import Exemption, Incident
from yuetan_desktop.domain.period import Period
from yuetan_desktop.errors import AppError
from yuetan_desktop.services import incidents, places
from yuetan_desktop.services.ledger import latetasks
from yuetan_desktop.services.workspace import Workspace

_FOUND = {True: "成立", False: "不成立", None: "待认定"}
_SAID = {said: found for found, said in _FOUND.items()}


@click.group("matters", cls=Group)
def matters() -> None:
    """事项：事故、通报、逾期任务等登记和人工认定（第五条至第九条）。"""


@matters.command("list", cls=Command)
@click.option("--place", help="只看这个单位。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
@click.pass_obj
def list_matters(desk: Desk, place: str | None, as_json: bool) -> None:
    """列出登记的事项，写明由谁认定、由谁复核。"""
    with desk.reading() as ws:
        only = places.find_place(ws, place).id if place else None
        names = {one.id: one.name for one in places.list_places(ws)}
        found = [_row(ws, one, names) for one in incidents.list_incidents(ws, place=only)]
    if as_json:
        print_json(found)
        return
    print_table(tuple(_HEADS.values()), (tuple(row[key] for key in _HEADS) for row in found))


@matters.command("late", cls=Command)
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
@click.pass_obj
def list_late(desk: Desk, as_json: bool) -> None:
    """台账候选：整改台账中逾期、进度明显落后于时间的任务（第六条（四）、（五））。

    是候选，不是结论：由人用 add 登记为“重点任务逾期”或“督察整改滞后”，--subject 写任务编号。
    """
    with desk.reading() as ws:
        found = [
            {
                "code": one.file.code, "place": one.file.place_name,
                "measure": one.file.terms.name, "due": one.file.state.due,
                "says": one.progress.says,
            }
            for one in latetasks.late_tasks(ws)
        ]  # fmt: skip
    if as_json:
        print_json(found)
        return
    heads = ("编号", "责任单位", "整改措施", "时限", "序时进度")
    print_table(heads, (tuple(row.values()) for row in found))


_HEADS = {
    "id": "序号", "place": "单位", "kind": "类别", "day": "日期", "title": "事项",
    "finding": "认定", "found_by": "认定人", "reviewed_by": "复核人", "evidence": "佐证",
}  # fmt: skip


def _row(ws: Workspace, one: Incident, names: Mapping[int, str]) -> dict[str, object]:
    kind = incidents.kind_of(ws, one.kind)
    return {
        "id": one.id,
        "place": names[one.place],
        "kind": kind.name if kind else one.kind,
        "day": one.day,
        "title": one.title,
        "finding": _FOUND[one.confirmed],
        "found_by": one.found_by,
        "reviewed_by": one.reviewed_by,
        "evidence": "；".join(filter(None, (one.document, *one.evidence))),
    }


@matters.command("add", cls=Command)
@click.argument("place", metavar="单位")
@click.argument("kind", metavar="类别")
@click.option("--day", type=DAY, required=True, help="发生日期。")
@click.option("--title", default="", help="事项。")
@click.option("--subject", default="", help="涉及的企业（按企业计数的类别）、台账任务的编号。")
@click.option("--document", default="", help="文号；“其他情形”写法律法规或政策依据。")
@click.option("--evidence", multiple=True, help="佐证，可重复。")
@click.pass_obj
def add(
    desk: Desk, /, place: str, kind: str, day: date, title: str, subject: str, document: str,
    evidence: Iterable[str],
) -> None:  # fmt: skip
    """登记一个事项；须由人认定的先是待认定。类别写名称，如 一般环境污染事故。"""
    with desk.writing() as ws:
        number = incidents.log_incident(
            ws, place=places.find_place(ws, place).id, kind=_kind(ws, kind), day=day,
            title=title, subject=subject, document=document, evidence=evidence,
        )  # fmt: skip
    click.echo(f"已登记事项 {number}")


def _kind(ws: Workspace, said: str) -> str:
    kinds = ws.library.regulations[-1].incident_kinds
    for key, kind in kinds.items():
        if said in {key, kind.name, *kind.aliases}:
            return key
    # Some names hold a “、” of their own.
    names = "；".join(kind.name for kind in kinds.values())
    raise AppError(f"没有“{said}”这一类事项。", kept="没有登记。", hint=f"可用的有：{names}。")


@matters.command("find", cls=Command)
@click.argument("number", type=int, metavar="序号")
@click.argument("finding", type=click.Choice(list(_SAID)), metavar="结论")
@click.option("--basis", required=True, help="认定依据。")
@click.option("--by", help="认定人；不写为经办人。")
@click.option("--on", type=DAY, help="认定日期；不写为今天。")
@click.option("--reviewer", default="", help="复核人，须是另一人。")
@click.option("--reviewed-on", type=DAY, help="复核日期；不写为今天。")
@click.option("--evidence", multiple=True, help="佐证，可重复。")
@click.pass_obj
def find(
    desk: Desk, /, number: int, finding: str, basis: str, by: str | None, on: date | None,
    reviewer: str, reviewed_on: date | None, evidence: Iterable[str],
) -> None:  # fmt: skip
    """登记人工认定和复核：成立、不成立，或退回待认定；没有佐证的不能认定成立。"""
    with desk.writing() as ws:
        incidents.record_finding(
            ws, number, confirmed=_SAID[finding], basis=basis, found_by=by or ws.person,
            found_on=on or ws.today(), reviewed_by=reviewer, reviewed_on=reviewed_on,
            evidence=evidence,
        )  # fmt: skip
    click.echo(f"事项 {number}：{finding}")


@matters.command("void", cls=Command)
@click.argument("number", type=int, metavar="序号")
@click.option("--why", required=True, help="撤销原因。")
@click.pass_obj
def void(desk: Desk, number: int, why: str) -> None:
    """撤销一个登记错的事项，记录保留。"""
    with desk.writing() as ws:
        incidents.void_incident(ws, number, why=why)
    click.echo(f"已撤销事项 {number}")


@matters.command("exempt", cls=Command)
@click.argument("place", metavar="单位")
@click.argument("rule", metavar="条款")
@click.argument("period", type=PERIOD, metavar="时段")
@click.option("--cause", default="", help="不可抗力原因。")
@click.option("--evidence", default="", help="证明材料。")
@click.option("--by", default="", help="批准人。")
@click.option("--on", type=DAY, help="批准日期；不写为今天。")
@click.pass_obj
def exempt(
    desk: Desk, /, place: str, rule: str, period: Period, cause: str, evidence: str, by: str,
    on: date | None,
) -> None:  # fmt: skip
    """登记豁免（第十条）：一个条款一个时段的结论不计，仍列出。条款如 6.1。

    此后发生的事项不在其内，照常计数。
    """
    with desk.writing() as ws:
        unit, day = places.find_place(ws, place).id, on or ws.today()
        number = incidents.exempt(ws, Exemption(0, unit, rule, period, cause, evidence, by, day))
    click.echo(f"已登记豁免 {number}")


@matters.command("exemptions", cls=Command)
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
@click.pass_obj
def exemptions(desk: Desk, as_json: bool) -> None:
    """列出有效的豁免（第十条）；在案件中登记的豁免见案件。"""
    with desk.reading() as ws:
        names = {one.id: one.name for one in places.list_places(ws)}
        found = [
            {
                "id": one.id, "place": names[one.place], "rule": one.rule, "period": one.period,
                "cause": one.cause, "evidence": one.evidence, "approved_by": one.approved_by,
                "approved_on": one.approved_on,
            }
            for one in incidents.list_exemptions(ws)
        ]  # fmt: skip
    if as_json:
        print_json(found)
        return
    heads = ("豁免", "单位", "条款", "时段", "不可抗力原因", "证明材料", "批准人", "批准日期")
    print_table(heads, (tuple(row.values()) for row in found))


@matters.command("unexempt", cls=Command)
@click.argument("number", type=int, metavar="豁免")
@click.option("--why", required=True, help="撤销原因。")
@click.pass_obj
def unexempt(desk: Desk, number: int, why: str) -> None:
    """撤销一条豁免，记录保留。"""
    with desk.writing() as ws:
        incidents.void_exemption(ws, number, why=why)
    click.echo(f"已撤销豁免 {number}")
