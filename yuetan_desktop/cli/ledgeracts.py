"""Commands on one task of the ledger: record what happens to it, keep its evidence, its sheet."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from yuetan_desktop.cli.chinese import Command
from yuetan_desktop.cli.desk import DAY, FILE, Desk
from yuetan_desktop.cli.work import pairs
from yuetan_desktop.domain.ledger.supervision import SIGN_OFF_ROLES, gate_state
from yuetan_desktop.domain.rectification import Appraisal, EntryKind, Satisfaction, percent_of
from yuetan_desktop.errors import AppError
from yuetan_desktop.services import rectification
from yuetan_desktop.services.ledger import gatelists, taskfiles, taskwork
from yuetan_desktop.services.rectification import TaskFile
from yuetan_desktop.services.workspace import Workspace

_KEPT = "没有登记，台账未改动。"
Said = Mapping[str, str]
_YES = {"同意": True, "不同意": False, "通过": True, "不通过": False, "是": True, "否": False}


@dataclass(frozen=True, slots=True)
class _Act:
    """One thing that can be recorded: the names it takes, and what records it."""

    names: tuple[str, ...]
    record: Callable[[Workspace, TaskFile, Said, date], TaskFile]


def _ask(ws: Workspace, file: TaskFile, said: Said, _day: date) -> TaskFile:
    return taskwork.ask_extension(ws, file.id, _date(said, "延期至"), said.get("理由", ""))


def _decide(ws: Workspace, file: TaskFile, said: Said, day: date) -> TaskFile:
    return taskwork.decide_extension(
        ws,
        file.id,
        granted=_yes(said, "结论", "同意", "不同意"),
        approver=said.get("批准人", ""),
        day=day,
        document=said.get("文号", ""),
    )


def _remind(ws: Workspace, file: TaskFile, said: Said, day: date) -> TaskFile:
    following = _date(said, "下次提醒") if said.get("下次提醒") else None
    note = said.get("说明", "")
    return taskwork.remind(ws, file.id, said.get("方式", ""), day, next_on=following, note=note)


def _inspect(ws: Workspace, file: TaskFile, said: Said, day: date) -> TaskFile:
    return taskwork.record_inspection(
        ws,
        file.id,
        day,
        inspector=said.get("检查人", ""),
        mended=_listed(said, "已改"),
        found=_listed(said, "发现"),
        covert=bool(said.get("暗访")) and _yes(said, "暗访", "是", "否"),
    )


def _gates(ws: Workspace, file: TaskFile, said: Said, day: date) -> TaskFile:
    """What was passed before stays passed; 已过 adds to it."""
    before = gate_state(file.state)
    passed = list(before.passed) if before else []
    if before is not None:
        return taskwork.record_gates(
            ws, file.id, before.checklist, [*passed, *_listed(said, "已过")], day
        )
    lists = {one.name: one for one in gatelists.checklists(ws)}
    if said.get("清单") not in lists:
        raise AppError(f"缺清单，可写的有：{'、'.join(lists)}。", kept=_KEPT)
    return taskwork.record_gates(ws, file.id, lists[said["清单"]], _listed(said, "已过"), day)


def _appraise(ws: Workspace, file: TaskFile, said: Said, _day: date) -> TaskFile:
    found = {one.name: one for one in taskwork.evidence(file)}
    if said.get("佐证") not in found:
        raise AppError(f"没有这个佐证，已有的是：{'、'.join(found) or '无'}。", kept=_KEPT)
    state = Appraisal(_choice(said, "结论", [one.value for one in Appraisal]))
    proof = found[said["佐证"]].entry_id
    return taskwork.appraise(ws, file.id, proof, state, said.get("理由", ""))


def _plan_check(ws: Workspace, file: TaskFile, said: Said, _day: date) -> TaskFile:
    return taskwork.plan_check(ws, file.id, _date(said, "核查日期"), said.get("核查人员", ""))


def _check(ws: Workspace, file: TaskFile, said: Said, day: date) -> TaskFile:
    return taskwork.record_check(
        ws,
        file.id,
        day,
        passed=_yes(said, "结论", "通过", "不通过"),
        who=said.get("核查人员", ""),
        opinion=said.get("核查意见", ""),
    )


def _sign(ws: Workspace, file: TaskFile, said: Said, day: date) -> TaskFile:
    return taskwork.record_sign_off(ws, file.id, said, day)


def _satisfaction(ws: Workspace, file: TaskFile, said: Said, day: date) -> TaskFile:
    answer = Satisfaction(_choice(said, "评价", [one.value for one in Satisfaction]))
    return taskwork.record_satisfaction(ws, file.id, answer, day, said.get("说明", ""))


def _close(ws: Workspace, file: TaskFile, said: Said, day: date) -> TaskFile:
    reason, document = said.get("理由", ""), said.get("文号", "")
    approver = said.get("批准人", "")
    return taskwork.close_task(
        ws, file.id, day, approver=approver, reason=reason, document=document
    )


def _withdraw(ws: Workspace, file: TaskFile, said: Said, _day: date) -> TaskFile:
    return taskwork.withdraw_task(ws, file.id, said.get("原因", ""))


_ACTS = {
    "申请延期": _Act(("延期至", "理由"), _ask),
    "延期审批": _Act(("结论", "批准人", "文号"), _decide),
    "催办": _Act(("方式", "下次提醒", "说明"), _remind),
    "检查": _Act(("检查人", "已改", "发现", "暗访"), _inspect),
    "关口核对": _Act(("清单", "已过"), _gates),
    "采信认定": _Act(("佐证", "结论", "理由"), _appraise),
    "安排核查": _Act(("核查日期", "核查人员"), _plan_check),
    "核查": _Act(("结论", "核查人员", "核查意见"), _check),
    "会签": _Act(SIGN_OFF_ROLES, _sign),
    "群众满意": _Act(("评价", "说明"), _satisfaction),
    "销号": _Act(("批准人", "理由", "文号"), _close),
    "撤销": _Act(("原因",), _withdraw),
}
_SUPERVISED = ("检查", "关口核对")  # 登记后说明与上次相比如何、过了几关


@click.command("record", cls=Command)
@click.argument("code", metavar="编号")
@click.argument("kind", metavar="登记", type=click.Choice(list(_ACTS)))
@click.option("--day", type=DAY, help="发生的日期；不写为今天。")
@click.option("--set", "settings", multiple=True, metavar="名称=内容", help="登记的内容，可重复。")
@click.pass_obj
def record(desk: Desk, code: str, kind: str, day: date | None, settings: tuple[str, ...]) -> None:
    """登记一项任务的延期、催办、检查、关口、采信、核查、会签、群众满意、销号或撤销。"""
    act, said = _ACTS[kind], pairs(settings)
    if unknown := [name for name in said if name not in act.names]:
        raise AppError(
            f"“{kind}”没有“{unknown[0]}”这一项。",
            kept=_KEPT,
            hint=f"可写的有：{'、'.join(act.names)}。",
        )
    with desk.writing() as ws:
        task = rectification.find_task(ws, code)
        file = act.record(ws, task, said, day or ws.today())
        _echo(file, f"已登记{kind}")
        for words in taskwork.supervision_words(file) if kind in _SUPERVISED else ():
            click.echo(words)


@click.command("void", cls=Command)
@click.argument("code", metavar="编号")
@click.argument("label", metavar="登记", type=click.Choice([one.label for one in EntryKind]))
@click.option("--why", default="", help="作废原因。")
@click.pass_obj
def void(desk: Desk, code: str, label: str, why: str) -> None:
    """作废最近一次这样的登记；登记保留在记录中。"""
    with desk.writing() as ws:
        task = rectification.find_task(ws, code)
        found = [one for one in task.state.entries if one.kind.label == label]
        if not found:
            raise AppError(f"{task.code} 没有登记过{label}，或已作废。", kept=_KEPT)
        _echo(taskwork.void_entry(ws, task.id, found[-1].id, why), f"已作废{label}")


@click.command("attach", cls=Command)
@click.argument("code", metavar="编号")
@click.argument("files", metavar="文件", type=FILE, nargs=-1, required=True)
@click.pass_obj
def attach(desk: Desk, code: str, files: tuple[Path, ...]) -> None:
    """添加佐证：按 SHA-256 存档，待复核；认定用 record 编号 采信认定。"""
    with desk.writing() as ws:
        task = rectification.find_task(ws, code)
        _echo(taskfiles.attach(ws, task.id, files), f"已添加佐证 {len(files)} 个")


@click.command("sheet", cls=Command)
@click.argument("codes", metavar="编号", nargs=-1, required=True)
@click.option("-o", "--out", type=FILE, required=True, help="存为这个 Excel 文件。")
@click.option("--urge", is_flag=True, help="催办单；不写为一项任务的会签单。")
@click.pass_obj
def sheet(desk: Desk, codes: tuple[str, ...], out: Path, urge: bool) -> None:
    """一项任务的会签单（留有签字、盖章处），或几项任务的催办单。"""
    from yuetan_desktop.services.ledger import ledgerbooks

    if not urge and len(codes) > 1:
        raise AppError("会签单一项任务一张。", kept="没有生成文件。", hint="几项任务写 --urge。")
    with desk.reading() as ws:
        found = [rectification.find_task(ws, code) for code in codes]
        make = ledgerbooks.export_urge_sheet
        made = make(ws, found, out) if urge else ledgerbooks.export_sign_sheet(ws, found[0], out)
    click.echo(f"已导出：{made}")


def _echo(file: TaskFile, what: str) -> None:
    click.echo(f"{what}：{file.code} {percent_of(file.state)} {file.state.stage.value}".strip())


def _date(said: Said, name: str) -> date:
    found: date = DAY.convert(_given(said, name), None, None)
    return found


def _listed(said: Said, name: str) -> list[str]:
    return [one.strip() for one in said.get(name, "").split("、") if one.strip()]


def _yes(said: Said, name: str, *choices: str) -> bool:
    return _YES[_choice(said, name, choices)]


def _choice(said: Said, name: str, choices: list[str] | tuple[str, ...]) -> str:
    if _given(said, name) not in choices:
        raise AppError(f"{name}应为：{'、'.join(choices)}。", kept=_KEPT)
    return said[name]


def _given(said: Said, name: str) -> str:
    if not said.get(name):
        raise AppError(f"缺{name}。", kept=_KEPT, hint=f"请补上 --set {name}=…。")
    return said[name]
