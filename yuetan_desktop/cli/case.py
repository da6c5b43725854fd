"""Commands on cases: open, list, show, record and void steps."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import click

from yuetan_desktop.cli.chinese import Group
from yuetan_desktop.cli.desk import DAY, PERIOD, Desk, print_json, print_table
from yuetan_desktop.cli.work import pairs
from yuetan_desktop.domain.cases.stepform import fields_of
from yuetan_desktop.domain.casework import Step, StepKind
from yuetan_desktop.domain.deadline import Deadline, outstanding
from yuetan_desktop.domain.period import Period
from yuetan_desktop.errors import AppError
from yuetan_desktop.services import casefiles, places
from yuetan_desktop.services.casefiles import CaseFile, CaseFilter
from yuetan_desktop.services.cases import caseopening, caseview, joint
from yuetan_desktop.services.cases.caseview import CaseView, FactRow, PaperLine

# Where the commands of this group are written that do not stand here.
ELSEWHERE = {
    "attach": "casepapers:attach_files",
    "cause": "casearound:cause",
    "check": "casepapers:check_papers",
    "diligence": "casearound:diligence",
    "escalate": "casearound:escalate",
    "folder": "casepapers:make_folder",
    "join": "casearound:join",
    "leave": "casearound:leave",
    "measure": "casemeasures:measure",
    "opinions": "opinions:opinions",
    "past": "pastcases:past",
    "people": "casearound:people",
    "transfer": "casepapers:make_transfer",
}


@click.group(cls=Group, elsewhere=ELSEWHERE)
def case() -> None:
    """约谈案件：立案、列表、查看、登记环节。"""


@case.command("open")
@click.option("--place", required=True, help="单位名称或别名。")
@click.option("--month", type=PERIOD, help="数据期，如 2026-10；不写为最新一期。")
@click.option("--level", type=click.IntRange(1, 6), help="级别；不写为已达到的最高一级。")
@click.option("--rule", "rules", multiple=True, help="只据这一项，如 7.1.1，可重复。")
@click.option("--department", default="", help="约谈建议部门；写了就同时登记约谈建议。")
@click.option("--note", default="", help="研判确认的说明。")
@click.option("--day", type=DAY, help="立案日期；不写为今天。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
@click.pass_obj
def open_one(
    desk: Desk,
    place: str,
    month: Period | None,
    level: int | None,
    rules: tuple[str, ...],
    department: str,
    note: str,
    day: date | None,
    as_json: bool,
) -> None:
    """确认研判结果并立案；同样的事实不会立第二个案。"""
    with desk.writing() as ws:
        opened = caseopening.open_case(
            ws,
            places.find_place(ws, place).id,
            month=month,
            level=level,
            rules=rules,
            department=department,
            note=note,
            day=day,
        )
    if as_json:
        warning = {"warning": opened.warning} if opened.warning else {}
        print_json({"is_new": opened.is_new, **warning, **_summary(opened.case)})
        return
    word = "已立案" if opened.is_new else "同样的事实已经立案"
    click.echo(f"{word}：{opened.case.number} {opened.case.unit} {opened.case.title}")
    if opened.warning:
        click.echo(opened.warning, err=True)
    if not opened.is_new and (department or note):
        click.echo("所写的约谈建议部门、说明没有登记；请用 case step 登记在原案。", err=True)


@case.command("list")
@click.option(
    "--filter", "which", type=click.Choice([f.value for f in CaseFilter]), default="全部",
    help="只列这一类。",
)  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
@click.pass_obj
def list_all(desk: Desk, which: str, as_json: bool) -> None:
    """列出案件，新的在前。"""
    with desk.reading() as ws:
        found = [_summary(file) for file in casefiles.list_cases(ws, CaseFilter(which))]
    if as_json:
        print_json(found)
        return
    print_table(
        ("编号", "单位", "级", "事由", "状态", "期限", "还有"),
        (
            (
                row["number"],
                row["place"],
                row["level"],
                row["title"],
                row["state"],
                row["due"]["due"] if row["due"] else "",
                row["due"]["text"] if row["due"] else "",
            )
            for row in found
        ),
    )


@case.command("show")
@click.argument("number")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
@click.pass_obj
def show(desk: Desk, number: str, as_json: bool) -> None:
    """查看一个案件：环节、事实与证据、期限、文书、记录。"""
    with desk.reading() as ws:
        view = caseview.get_case(ws, casefiles.find_case(ws, number).id)
    if as_json:
        print_json(_everything(view))
        return
    file = view.file
    click.echo(f"{file.number} {file.unit_says}（{file.basis.level.name}）{file.title}")
    click.echo(f"{view.banner.text} {view.banner.detail}".rstrip())
    for doubt in filter(None, (view.audit, view.changed)):
        click.echo(doubt)
    click.echo("\n环节")
    for row in view.stepper:
        parts = f"（{'、'.join(part.text for part in row.parts)}）" if row.parts else ""
        click.echo(f"  {row.number:>2} {row.label} {row.text}{parts}")
    click.echo("\n事实与证据")
    for fact in view.facts:
        sources = "；".join(str(source) for source in fact.sources)
        click.echo(f"  {fact.cite} {fact.says}" + (f" ［{sources}］" if sources else ""))
    if view.also:
        click.echo("\n一并通报（较低等级）")
        for item in view.also:
            click.echo(f"  {item.short_cite} {item.says}")
    click.echo("\n期限")
    for deadline in view.deadlines:
        guess = "（暂估）" if deadline.estimated else ""
        click.echo(f"  {deadline.due} {deadline.label}（{deadline.cite}）{deadline.text}{guess}")
    click.echo("\n文书")
    for paper in view.papers:
        if paper.is_due or paper.paper_id is not None:
            click.echo(f"  {paper.kind} {paper.number} {paper.state}")
    click.echo("\n办理记录")
    for line in view.record:
        voided = f"［已作废：{line.voided_why}］" if line.voided_why is not None else ""
        click.echo(f"  {line.day} {line.person} {line.text}{voided}")


@case.command("step")
@click.argument("number")
@click.argument("kind")
@click.option("--day", type=DAY, help="日期；不写为今天。")
@click.option("--note", default="", help="说明。")
@click.option(
    "--set", "settings", multiple=True, metavar="字段=内容", help="填写一个字段，可重复。"
)
@click.option("--together", is_flag=True, help="同时登记到集体约谈的各案。")
@click.pass_obj
def step(
    desk: Desk,
    number: str,
    kind: str,
    day: date | None,
    note: str,
    settings: Iterable[str],
    together: bool,
) -> None:
    """登记一个环节。KIND 如 批准、书面通知、约谈、纪要、整改方案、审核。"""
    wanted = casefiles.step_kind(kind)
    with desk.writing() as ws:
        case_id = casefiles.find_case(ws, number).id
        record = joint.record_for_all if together else casefiles.record_step
        file = record(
            ws, case_id, wanted, day or ws.today(), note=note, data=_facts(wanted, settings)
        )
    _say_state(file)


def _facts(kind: StepKind, settings: Iterable[str]) -> dict[str, str]:
    """What was said about a step, by the fields' keys; a field may be named in Chinese."""
    fields = fields_of(kind)
    keys = {name: field.key for field in fields for name in (field.key, field.label)}
    given = pairs(settings)
    if unknown := [name for name in given if name not in keys]:
        known = "、".join(field.label for field in fields) or "无"
        raise AppError(
            f"{kind.label}没有“{'、'.join(unknown)}”这个字段。",
            kept="没有登记。",
            hint=f"可填的字段：{known}。",
        )
    return {keys[name]: value for name, value in given.items()}


@case.command("void")
@click.argument("number")
@click.argument("kind")
@click.option("--why", required=True, help="作废原因。")
@click.pass_obj
def void(desk: Desk, number: str, kind: str, why: str) -> None:
    """作废最近一次登记的这个环节；登记保留在记录中。"""
    wanted = casefiles.step_kind(kind)
    with desk.writing() as ws:
        file = casefiles.find_case(ws, number)
        recorded = file.state.last(wanted)
        if recorded is None:
            raise AppError(f"{file.number} 没有登记过{wanted.label}。", kept="案件未改动。")
        _say_state(casefiles.void_step(ws, file.id, recorded.id, why))


def _say_state(file: CaseFile) -> None:
    click.echo(
        f"{file.number} {file.state.label}" + (f"，{file.next_act}" if file.next_act else "")
    )
    if not file.state.is_open and (rest := outstanding(file.deadlines)):
        click.echo(f"仍须办理：{rest}。")


def _summary(file: CaseFile) -> dict[str, Any]:
    return {
        "number": file.number,
        "place": file.basis.place.name,
        "level": file.state.level,
        "level_name": file.basis.level.name,
        "title": file.title,
        "cites": file.cites,
        "opened_on": file.row.opened_on,
        "opened_by": file.row.opened_by,
        "state": file.state.label,
        "next": file.next_act,
        "due": _due(file.next_deadline) if file.next_deadline else None,
    }


def _due(deadline: Deadline) -> dict[str, Any]:
    return {
        "label": deadline.label,
        "cite": deadline.cite,
        "due": deadline.due,
        "state": deadline.state,
        "days_left": deadline.days_left,
        "text": deadline.text,
        "estimated": deadline.estimated,
    }


def _everything(view: CaseView) -> dict[str, Any]:
    return {
        **_summary(view.file),
        "actor": view.actor,
        "interviewee": view.interviewee,
        "interviewee_name": view.interviewee_name,
        "cause": view.cause,
        "form": view.form,
        "audit": view.audit,
        "changed": view.changed,
        "missed": view.missed,
        "together": [other.number for other in view.around.together],
        "source": view.around.links.source.number if view.around.links.source else None,
        "steps": [_step(step) for step in view.file.steps],
        "facts": [_fact(fact) for fact in view.facts],
        "deadlines": [_due(deadline) for deadline in view.deadlines],
        "papers": [_paper(paper) for paper in view.papers],
    }


def _step(step: Step) -> dict[str, Any]:
    return {
        "kind": step.kind.label,
        "day": step.day,
        "note": step.note,
        "data": dict(step.data),
        "by": step.by,
        "voided_why": step.voided_why,
    }


def _fact(fact: FactRow) -> dict[str, Any]:
    return {
        "cite": fact.cite,
        "topic": fact.topic,
        "actual": fact.actual,
        "limit": fact.limit,
        "verdict": fact.verdict,
        "outcome": fact.outcome,
        "says": fact.says,
        "sources": [{"file": s.file, "sheet": s.sheet, "cell": s.cell} for s in fact.sources],
    }


def _paper(paper: PaperLine) -> dict[str, Any]:
    return {
        "kind": paper.kind,
        "stage": paper.stage,
        "due": paper.is_due,
        "number": paper.number,
        "state": paper.state,
        "version": paper.version,
    }
