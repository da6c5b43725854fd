"""Commands on what stands around a case: leading cause, people, 尽责情况, linked cases."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import click

from yuetan_desktop.cli.chinese import Command
from yuetan_desktop.cli.desk import DAY, PERIOD, Desk, print_json, print_table
from yuetan_desktop.cli.work import pairs
from yuetan_desktop.domain.cases.causes import SEVERITIES, LeadingCause
from yuetan_desktop.domain.cases.participants import Category, Openness, Participant
from yuetan_desktop.domain.period import Period
from yuetan_desktop.errors import AppError
from yuetan_desktop.services import casefiles
from yuetan_desktop.services.cases import caselinks, causes, joint, participants
from yuetan_desktop.services.cases.openness import openness_of


@click.command("cause", cls=Command)
@click.argument("number")
@click.option("--candidate", "candidates", multiple=True, help="备选原因，可重复。")
@click.option("--chosen", required=True, help="认定的首要原因。")
@click.option("--why", required=True, help="认定理由。")
@click.option("--by", "found_by", default="市环委办", show_default=True, help="认定人。")
@click.option("--domain", default="", help="所涉领域；不写为对应表所列。")
@click.option(
    "--fault",
    "faults",
    multiple=True,
    help="原因性质，如 不作为、体制机制不健全；可重复，写错时列出全部。",
)
@click.option("--severity", type=click.Choice(list(SEVERITIES)), help="情节（分类处置）。")
@click.option("--upstream", type=click.FloatRange(0, 100), help="上游来水影响的百分比。")
@click.option("--day", type=DAY, help="认定日期；不写为今天。")
@click.pass_obj
def cause(
    desk: Desk,
    number: str,
    candidates: tuple[str, ...],
    chosen: str,
    why: str,
    found_by: str,
    domain: str,
    faults: tuple[str, ...],
    severity: str | None,
    upstream: float | None,
    day: date | None,
) -> None:
    """认定首要原因（第十六条），并指出约谈当日分管该领域的负责同志。"""
    with desk.writing() as ws:
        file = casefiles.find_case(ws, number)
        said = LeadingCause(
            candidates=candidates,
            chosen=chosen,
            why=why,
            found_by=found_by,
            found_on=day or ws.today(),
            domain=domain,
            faults=faults,
            severity=severity or "",
            upstream_share=None if upstream is None else Decimal(str(upstream)),
        )
        found = causes.assess_cause(ws, file.id, said)
        click.echo(f"{file.number} 首要原因：{found.says}，{'、'.join(found.departments) or '—'}")
        if found.handling:
            click.echo(f"处置建议：{found.handling}")
        click.echo(f"被约谈人：{causes.interviewee_says(ws, file) or '分工表中没有'}")


@click.command("people", cls=Command)
@click.argument("number")
@click.option(
    "--add", "added", multiple=True, metavar="类别/单位/职务/姓名/电话", help="加一人，可重复。"
)
@click.option("--public/--internal", "is_public", default=None, help="公开约谈或内部约谈。")
@click.option("--secret", default=None, metavar="定密依据", help="标为涉及国家秘密。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
@click.pass_obj
def people(
    desk: Desk,
    number: str,
    added: tuple[str, ...],
    is_public: bool | None,
    secret: str | None,
    as_json: bool,
) -> None:
    """列出或登记参加人员、约谈形式（第十二、二十条）。"""
    changes = bool(added) or is_public is not None or secret is not None
    with desk.writing() if changes else desk.reading() as ws:
        file = casefiles.find_case(ws, number)
        case_id = file.id
        if changes:
            with ws.transaction():
                was = openness_of(ws, case_id, file.state)
                wanted = Openness(
                    was.is_public if is_public is None else is_public,
                    was.is_secret if secret is None else bool(secret),
                    was.basis if secret is None else secret,
                )
                participants.set_openness(ws, case_id, wanted)
                kept = participants.own_participants(ws, case_id)
                participants.set_participants(ws, case_id, [*kept, *map(_person, added)])
        found = participants.participants(ws, case_id)
        openness = openness_of(ws, case_id, file.state)
    if as_json:
        print_json(
            {
                "public": openness.is_public,
                "secret": openness.is_secret,
                "people": [
                    {
                        "category": one.category,
                        "unit": one.unit,
                        "title": one.title,
                        "name": one.name,
                        "phone": one.phone,
                    }
                    for one in found
                ],
            }
        )
        return
    click.echo("公开约谈" if openness.is_public else "内部约谈")
    print_table(
        ("类别", "单位", "职务", "姓名", "电话"),
        ((p.category, p.unit, p.title, p.name, p.phone) for p in found),
    )


def _person(text: str) -> Participant:
    category, *rest = (part.strip() for part in text.split("/"))
    if category not in {one.value for one in Category}:
        raise AppError(
            f"没有“{category}”这一类参加人员。",
            kept="没有登记。",
            hint=f"可用：{'、'.join(one.value for one in Category)}。",
        )
    unit, title, name, phone = [*rest, "", "", "", ""][:4]
    return Participant(Category(category), name, title, unit, phone)


@click.command("diligence", cls=Command)
@click.argument("number")
@click.option("--set", "settings", multiple=True, metavar="情形=证明材料", help="可重复。")
@click.pass_obj
def diligence(desk: Desk, number: str, settings: tuple[str, ...]) -> None:
    """尽责情况的六项情形：各有什么证明，还缺哪几项。"""
    with desk.writing() if settings else desk.reading() as ws:
        case_id = casefiles.find_case(ws, number).id
        if settings:
            said = {**participants.diligence_said(ws, case_id), **pairs(settings)}
            participants.set_diligence(ws, case_id, said)
        found = participants.diligence(ws, case_id)
    print_table(
        ("情形", "结论", "证明材料"),
        ((one.circumstance.key, one.proof, "；".join(one.evidence)) for one in found),
    )


@click.command("join", cls=Command)
@click.argument("numbers", nargs=-1, required=True)
@click.pass_obj
def join(desk: Desk, numbers: tuple[str, ...]) -> None:
    """集体约谈：把几个案件合为一次约谈，各案状态仍各自登记。"""
    with desk.writing() as ws:
        files = [casefiles.find_case(ws, number) for number in numbers]
        joint.join(ws, [file.id for file in files])
    click.echo(f"已登记集体约谈：{'、'.join(file.number for file in files)}")


@click.command("leave", cls=Command)
@click.argument("number")
@click.pass_obj
def leave(desk: Desk, number: str) -> None:
    """退出集体约谈，单独约谈。"""
    with desk.writing() as ws:
        file = casefiles.find_case(ws, number)
        joint.leave(ws, file.id)
    click.echo(f"{file.number} 单独约谈。")


@click.command("escalate", cls=Command)
@click.argument("number")
@click.option("--month", type=PERIOD, help="数据期；不写为最新一期。")
@click.option("--department", default="", help="约谈建议部门。")
@click.option("--note", default="", help="研判意见。")
@click.option("--day", type=DAY, help="立案日期；不写为今天。")
@click.pass_obj
def escalate(
    desk: Desk, number: str, month: Period | None, department: str, note: str, day: date | None
) -> None:
    """约谈后三个月仍未改善（第九条（一）1）：另立新案，与原案关联。"""
    with desk.writing() as ws:
        file = casefiles.find_case(ws, number)
        opened = caselinks.escalate(
            ws, file.id, month=month, department=department, note=note, day=day
        )
    click.echo(f"{file.number} 已升级为 {opened.case.number}（{opened.case.basis.level.name}）")
