"""Commands on the rectification ledger: list, add, progress, Excel; 回头看 and 成效对比."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import click

from yuetan_desktop.cli.chinese import Group
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
from yuetan_desktop.cli.work import pairs
from yuetan_desktop.domain.family import Family
from yuetan_desktop.domain.ledger.ledgerlist import LIST_COLUMNS, LedgerList
from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.rectification import Tag, Terms, percent_of, terms_data
from yuetan_desktop.domain.typednumber import read_number
from yuetan_desktop.errors import AppError
from yuetan_desktop.services import casefiles, places, rectification
from yuetan_desktop.services.rectification import LedgerFilter, TaskFile

# 命令行上写的名称与任务内容的对应。
_NAMES = {
    "问题": "problem", "类别": "family", "督政查企": "tag", "措施": "measure", "简称": "title",
    "目标": "goal", "数量": "quantity", "单位": "unit", "时限": "due", "项目": "project",
    "行业": "industry", "企业": "enterprise", "责任单位": "department", "责任人": "person",
    "职务": "person_title",
}  # fmt: skip


# Where the commands of this group are written that do not stand here.
ELSEWHERE = {
    "attach": "ledgeracts:attach",
    "record": "ledgeracts:record",
    "sheet": "ledgeracts:sheet",
    "void": "ledgeracts:void",
}


@click.group(cls=Group, elsewhere=ELSEWHERE)
def ledger() -> None:
    """整改台账：列表、新增、登记进展、导出、导入，回头看和成效对比。"""


@ledger.command("list")
@click.option(
    "--filter", "which", type=click.Choice([f.value for f in LedgerFilter]), default="全部",
    help="只列这一类。",
)  # fmt: skip
@click.option("--case", "number", help="只列这个案件的任务。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
@click.pass_obj
def list_all(desk: Desk, which: str, number: str | None, as_json: bool) -> None:
    """列出整改任务，最紧要的在前。"""
    with desk.reading() as ws:
        found = rectification.ledger(ws, LedgerFilter(which))
        if number:
            case_id = casefiles.find_case(ws, number).id
            found = [file for file in found if file.row.case_id == case_id]
    if as_json:
        print_json([_summary(file) for file in found])
        return
    print_table(
        ("编号", "单位", "措施", "量化目标", "时限", "进度", "期限状态", "环节", "缺项"),
        (
            (
                file.code, file.place_name, file.terms.name, file.terms.target, file.state.due,
                percent_of(file.state), file.standing.says if file.standing else "",
                file.state.stage.value, "、".join(file.terms.flaws),
            )
            for file in found
        ),
    )  # fmt: skip
    sums = rectification.totals(found)
    click.echo(f"共 {sums.count} 项，逾期 {sums.overdue} 项，不合格 {sums.unqualified} 项。")


@ledger.command("add")
@click.option("--case", "number", help="来源案件的编号。")
@click.option("--place", help="没有案件时的单位名称。")
@click.option("--source", default="", help="没有案件时的来源，如督察反馈意见的文号。")
@click.option(
    "--set", "settings", multiple=True, metavar="名称=内容",
    help=f"任务内容，可重复：{'、'.join(_NAMES)}。",
)  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
@click.pass_obj
def add(
    desk: Desk,
    number: str | None,
    place: str | None,
    source: str,
    settings: Iterable[str],
    as_json: bool,
) -> None:
    """新增一项整改任务；缺数量、时限、责任单位或责任人的照样登记，计为不合格。"""
    from yuetan_desktop.services.ledger import taskwork

    terms = Terms(**_said(pairs(settings)))
    with desk.writing() as ws:
        file = rectification.add_task(
            ws,
            terms,
            case_id=casefiles.find_case(ws, number).id if number else None,
            place_id=places.find_place(ws, place).id if place else None,
            source=source,
        )
        asked = taskwork.legal_questions(ws, terms.measure)
    if as_json:
        print_json(_summary(file))
        return
    flaws = f"（不合格：{'、'.join(file.terms.flaws)}）" if file.terms.flaws else ""
    click.echo(f"已新增：{file.code} {file.terms.name}{flaws}")
    for question in asked:
        click.echo(question)


@ledger.command("amend")
@click.argument("code", metavar="编号")
@click.option(
    "--set",
    "settings",
    multiple=True,
    required=True,
    metavar="名称=内容",
    help="改成什么，可重复；名称同 add。",
)
@click.option("--why", default="", help="调整原因。")
@click.pass_obj
def amend(desk: Desk, code: str, settings: tuple[str, ...], why: str) -> None:
    """调整任务内容，写明原因；原来的内容留存。已定的时限只能申请延期。"""
    said = _said(pairs(settings))
    with desk.writing() as ws:
        task = rectification.find_task(ws, code)
        file = rectification.amend_task(ws, task.id, replace(task.terms, **said), why)
    click.echo(f"已调整：{file.code} {file.terms.target} {percent_of(file.state)}".strip())


@ledger.command("progress")
@click.argument("code", metavar="编号")
@click.argument("done", metavar="累计完成")
@click.option("--day", type=DAY, help="截至日期；不写为今天。")
@click.option("--note", default="", help="说明。")
@click.pass_obj
def progress(desk: Desk, code: str, done: str, day: date | None, note: str) -> None:
    """登记一项任务的累计完成数量。"""
    from yuetan_desktop.services.ledger import taskwork

    amount = _number("累计完成", done)
    with desk.writing() as ws:
        task = rectification.find_task(ws, code)
        file = taskwork.record_progress(ws, task.id, amount, day or ws.today(), note)
    click.echo(f"已登记进展：{file.code} {percent_of(file.state)} {file.state.stage.value}")


@ledger.command("export")
@click.option("-o", "--out", type=FILE, required=True, help="存为这个 Excel 文件。")
@click.option(
    "--filter", "which", type=click.Choice([f.value for f in LedgerFilter]), default="全部",
    help="只导出这一类。",
)  # fmt: skip
@click.option(
    "--list", "view", type=click.Choice([one.value for one in LIST_COLUMNS]),
    help="只导出这一张清单。",
)  # fmt: skip
@click.pass_obj
def export(desk: Desk, out: Path, which: str, view: str | None) -> None:
    """导出台账和由它生成的问题、责任、措施、时限四张清单。"""
    from yuetan_desktop.services.ledger import ledgerbooks

    with desk.reading() as ws:
        found = rectification.ledger(ws, LedgerFilter(which))
        if view:
            chosen = LedgerList(view)
            titles = LIST_COLUMNS[chosen]
            made = ledgerbooks.export_list(ws, out, chosen, found, titles)
        else:
            made = ledgerbooks.export_ledger(ws, out, found)
        click.echo(f"已导出：{made}")


@ledger.command("import")
@click.argument("file", type=FILE, metavar="文件")
@click.option("--dry-run", is_flag=True, help="只看会导入什么，不写入。")
@click.pass_obj
def import_file(desk: Desk, file: Path, dry_run: bool) -> int:
    """导入台账：有编号的登记进展，没有的作为新任务；不能导入的行逐行列出，退出码 2。"""
    from yuetan_desktop.services.ledger import ledgerbooks

    shown = Progress()
    with desk.reading() if dry_run else desk.writing() as ws:
        found = ledgerbooks.preview(ws, file, shown)
        if not dry_run and (found.new or found.progress):
            ledgerbooks.commit(ws, found, shown)
    shown.end()
    for cell, question in found.questions:
        click.echo(f"{found.sheet}!{cell} {question}", err=True)
    for cell, sentence in found.problems:
        click.echo(f"{found.sheet}!{cell} {sentence}", err=True)
    click.echo(f"{'会导入' if dry_run else '已导入'}：{found.says}。")
    return PROBLEMS if found.problems else 0


# -- 回头看 ---------------------------------------------------------------------------------------
@ledger.command("watch")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
@click.pass_obj
def watch(desk: Desk, as_json: bool) -> None:
    """回头看：销号（办结）后触发指标是否反弹。"""
    from yuetan_desktop.services.ledger import lookback

    with desk.reading() as ws:
        found = lookback.watches(ws)
    if as_json:
        print_json(
            [
                {
                    "case": one.case.number,
                    "closed_on": one.closed_on,
                    "until": one.until,
                    "rebound": bool(one.rebounds),
                    "values": [glance.says for glance in one.glances],
                }
                for one in found
            ]
        )
        return
    for one in found:
        click.echo(f"{'［反弹］' if one.rebounds else ''}{one.case.number} {one.says}")
    click.echo(f"回头看 {len(found)} 件，反弹 {sum(1 for one in found if one.rebounds)} 件。")


@ledger.command("effect")
@click.argument("number", metavar="案件")
@click.option("--window", type=PERIOD, help="对比时段，如 2026-5M；不写为约谈后的整月。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
@click.pass_obj
def effect(desk: Desk, number: str, window: Period | None, as_json: bool) -> None:
    """约谈成效对比：约谈后与去年同期相比，优良天数、重污染天、PM10、PM2.5 和触发指标。"""
    from yuetan_desktop.services.ledger.effect import effect_of

    with desk.reading() as ws:
        found = effect_of(ws, casefiles.find_case(ws, number).id, window)
    rows = [
        {
            "indicator": one.name,
            "before": one.indicator.rounded(one.before.value) if one.before else None,
            "after": one.indicator.rounded(one.after.value) if one.after else None,
            "change": one.words,
            "improved": one.improved,
            "note": one.explained,
        }
        for one in found.lines
    ]
    if as_json:
        print_json({"after": found.after, "before": found.before, "lines": rows})
        return
    click.echo(f"{found.after.label()} 与 {found.before.label()} 相比")
    print_table(
        ("指标", "去年同期", "约谈后", "变化", "说明"),
        ((one.name, *one.values, one.words, one.explained) for one in found.lines),
    )


# -- reading and showing ------------------------------------------------------------------------
def _said(given: dict[str, str]) -> dict[str, Any]:
    if unknown := set(given) - set(_NAMES):
        raise AppError(
            f"整改任务没有“{'、'.join(sorted(unknown))}”这一项。",
            kept="台账未改动。",
            hint=f"可写的有：{'、'.join(_NAMES)}。",
        )
    said: dict[str, Any] = {_NAMES[name]: value.strip() for name, value in given.items()}
    for key, kind in (("family", Family), ("tag", Tag)):
        if key in said and said[key] not in {one.value for one in kind}:
            names = "、".join(one.value for one in kind)
            raise AppError(f"“{said[key]}”不是{names}之一。", kept="台账未改动。")
    if "family" in said:
        said["family"] = Family(said["family"])
    if "tag" in said:
        said["tag"] = Tag(said["tag"])
    if "quantity" in said:
        said["quantity"] = _number("数量", said["quantity"])
    if "due" in said:
        said["due"] = DAY.convert(said["due"], None, None)
    return said


def _number(name: str, text: str) -> Decimal:
    value = read_number(text)
    if value is None:
        raise AppError(f"{name}“{text}”不是数字。", kept="台账未改动。")
    return value


def _summary(file: TaskFile) -> dict[str, Any]:
    return {
        "code": file.code,
        "place": file.place_name,
        "case": file.case.number if file.case else None,
        "source": file.source,
        **terms_data(file.terms),
        "due": file.state.due,
        "done": file.state.done,
        "percent": percent_of(file.state),
        "standing": file.standing.text if file.standing else None,
        "stage": file.state.stage.value,
        "flaws": list(file.terms.flaws),
    }
