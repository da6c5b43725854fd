"""What happens to a rectification task: progress, extensions, reminders, inspections, checks,
closing. Each is an entry; one recorded by mistake is voided with a reason and stays on record.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from yuetan_desktop.domain.ledger.supervision import (
    Attachment,
    Checklist,
    attachments,
    gate_state,
    inspections,
    obstacles,
)
from yuetan_desktop.domain.rectification import (
    Appraisal,
    EntryKind,
    Satisfaction,
    Stage,
    is_amount,
    is_limit,
)
from yuetan_desktop.domain.typednumber import plain
from yuetan_desktop.errors import AppError
from yuetan_desktop.services.office import read_office
from yuetan_desktop.services.rectification import NO_AMOUNT, NO_LIMIT, TaskFile, load_task
from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.store import rectification as store
from yuetan_desktop.store.rectification import NewEntry

_KEPT = "没有登记，台账未改动。"


# -- progress -----------------------------------------------------------------------------------
def record_progress(
    ws: Workspace, task_id: int, done: Decimal, day: date, note: str = ""
) -> TaskFile:
    """How much has been done up to a day, all in all."""
    file = _open(ws, task_id)
    if done < 0:
        raise AppError("完成数量不能小于零。", kept=_KEPT)
    if not is_amount(done):
        raise AppError(f"完成数量{NO_AMOUNT}", kept=_KEPT)
    if file.terms.quantity is None:
        raise AppError(
            "任务没有量化目标，无法计算进度。", kept=_KEPT, hint="请先在“修改任务”中补填数量。"
        )
    return _record(ws, file, EntryKind.PROGRESS, day, {"done": plain(done)}, note)


def record_many(ws: Workspace, done: Mapping[int, Decimal], day: date) -> list[TaskFile]:
    """Progress of several tasks at once: all of it, or nothing."""
    if not done:
        raise AppError("没有填写任何进展。", kept=_KEPT)
    with ws.transaction():
        return [record_progress(ws, task_id, amount, day) for task_id, amount in done.items()]


# -- extensions ---------------------------------------------------------------------------------
def ask_extension(ws: Workspace, task_id: int, due: date, why: str) -> TaskFile:
    """申请延期: a later date and why; the limit moves only when it is granted."""
    file = _open(ws, task_id)
    if file.state.due is None:
        raise AppError("任务没有时限，不需要延期。", kept=_KEPT)
    if due <= file.state.due:
        raise AppError(f"延期后的时限要晚于现在的时限（{file.state.due}）。", kept=_KEPT)
    if not is_limit(due):
        raise AppError(f"延期后的时限 {due} {NO_LIMIT}", kept=_KEPT)
    today = ws.today()
    if due < today:
        raise AppError(f"延期后的时限{due}已经过了。", kept=_KEPT, hint="请写今天或以后的日期。")
    if file.state.asked_extension is not None:
        raise AppError("已有一份延期申请没有审批。", kept=_KEPT, hint="请先审批它。")
    _wants(why, "延期理由")
    data = {"due": due.isoformat()}
    if today > file.state.due:
        data["overdue_since"] = file.state.due.isoformat()
    return _record(ws, file, EntryKind.EXTENSION, today, data, why.strip())


def decide_extension(
    ws: Workspace, task_id: int, *, granted: bool, approver: str, day: date, document: str = ""
) -> TaskFile:
    """Grant or refuse the extension that was asked for."""
    file = _open(ws, task_id)
    asked = file.state.asked_extension
    if asked is None:
        raise AppError("没有待审批的延期申请。", kept=_KEPT)
    if day < asked.day:
        raise AppError(f"审批日期{day}早于申请（{asked.day}）。", kept=_KEPT)
    _wants(approver, "批准人")
    data = {"granted": granted, "approver": approver.strip(), "document": document.strip()}
    return _record(ws, file, EntryKind.DECISION, day, data)


# -- reminders ----------------------------------------------------------------------------------
def remind(
    ws: Workspace,
    task_id: int,
    way: str,
    day: date,
    *,
    next_on: date | None = None,
    note: str = "",
) -> TaskFile:
    """催办; the next one is put on a working day."""
    file = _open(ws, task_id)
    _wants(way, "催办方式")
    data = {"way": way.strip()}
    if next_on is not None:
        if next_on < day or not is_limit(next_on):
            raise AppError(f"下次提醒 {next_on} 早于这次催办，或年份有误。", kept=_KEPT)
        data["next_on"] = ws.calendar.on_or_after(next_on).isoformat()
    return _record(ws, file, EntryKind.REMINDER, day, data, note)


# -- inspections and gates ----------------------------------------------------------------------
def record_inspection(
    ws: Workspace,
    task_id: int,
    day: date,
    *,
    inspector: str,
    mended: Collection[str] = (),
    found: Sequence[str] = (),
    covert: bool = False,
    note: str = "",
) -> TaskFile:
    """One visit: which problems the last visit left are mended, and which are new."""
    file = _open(ws, task_id)
    _wants(inspector, "检查人")
    visits = inspections(file.state)
    left = visits[-1].left_open if visits else ()
    if unknown := [problem for problem in mended if problem not in left]:
        raise AppError(f"上次检查没有“{unknown[0]}”这个问题。", kept=_KEPT)
    data = {
        "inspector": inspector.strip(),
        "covert": covert,
        "mended": list(mended),
        "found": list(dict.fromkeys(p.strip() for p in found if p.strip())),
    }
    return _record(ws, file, EntryKind.INSPECTION, day, data, note)


def record_gates(
    ws: Workspace, task_id: int, gates: Checklist, passed: Collection[str], day: date
) -> TaskFile:
    """Where the task stands at its gates; a gate is only passed after the one before it."""
    file = _open(ws, task_id)
    open_gate = ""
    for gate in gates.gates:
        keys = [f"{gate.name}/{item}" for item in gate.items]
        if open_gate and any(key in passed for key in keys):
            raise AppError(f"“{open_gate}”还没有过，不能核对“{gate.name}”。", kept=_KEPT)
        if not all(key in passed for key in keys):
            open_gate = open_gate or gate.name
    return _record(ws, file, EntryKind.GATES, day, gates.data(list(passed)))


def supervision_words(file: TaskFile) -> tuple[str, ...]:
    """What the last inspection compared and where the gates stand, in words."""
    visits, gates = inspections(file.state), gate_state(file.state)
    found = [f"第 {visits[-1].number} 次检查：{visits[-1].says}"] if visits else []
    return (*found, gates.says) if gates else tuple(found)


def legal_questions(ws: Workspace, measure: str) -> tuple[str, ...]:
    """“一刀切” (第十七条): what has to be said for each wording of a measure that hits everyone
    alike and names no article of a law."""
    return tuple(hit.says() for hit in ws.library.blanket_words.unanswered(measure))


# -- evidence -----------------------------------------------------------------------------------
def evidence(file: TaskFile) -> tuple[Attachment, ...]:
    """The attachments of a task with their 采信 state."""
    return attachments(file.state)


def appraise(
    ws: Workspace, task_id: int, entry_id: int, state: Appraisal, why: str = ""
) -> TaskFile:
    """Accept a piece of evidence, or reject it with the reason."""
    file = _open(ws, task_id)
    if entry_id not in {one.entry_id for one in attachments(file.state)}:
        raise AppError("没有找到这个佐证，或已作废。", kept=_KEPT)
    if state is Appraisal.REJECTED:
        _wants(why, "不采信的理由")
    data = {"evidence": entry_id, "state": state.value}
    return _record(ws, file, EntryKind.APPRAISAL, ws.today(), data, why.strip())


# -- checking and closing -----------------------------------------------------------------------
def plan_check(ws: Workspace, task_id: int, on: date, who: str) -> TaskFile:
    """安排核查: the day and the people of the check on site (第十八条)."""
    file = _open(ws, task_id)
    _wants(who, "核查人员")
    if on < ws.today():
        raise AppError(f"核查日期{on}早于今天。", kept=_KEPT)
    data = {"on": on.isoformat(), "who": who.strip()}
    return _record(ws, file, EntryKind.CHECK_PLAN, ws.today(), data)


def record_check(
    ws: Workspace, task_id: int, day: date, *, passed: bool, who: str, opinion: str
) -> TaskFile:
    """What the check on site found. It may fail at any time, but is passed only when complete."""
    file = _open(ws, task_id)
    _wants(who, "核查人员")
    _wants(opinion, "核查意见")
    if passed and file.state.stage is Stage.WORKING:
        raise AppError("进度没有达到量化目标，不能核查通过。", kept=_KEPT)
    if passed:
        _not_before(EntryKind.CHECK, day, file.state.ready_on, "全部完成的登记")
    data = {"passed": passed, "who": who.strip()}
    return _record(ws, file, EntryKind.CHECK, day, data, opinion.strip())


def record_sign_off(ws: Workspace, task_id: int, signers: Mapping[str, str], day: date) -> TaskFile:
    """Who has signed the sheet, by role."""
    file = _open(ws, task_id)
    said = {role: name.strip() for role, name in signers.items() if name.strip()}
    if not said:
        raise AppError("会签单上还没有人签字。", kept=_KEPT)
    return _record(ws, file, EntryKind.SIGN_OFF, day, {"signers": said})


def record_satisfaction(
    ws: Workspace, task_id: int, answer: Satisfaction, day: date, note: str = ""
) -> TaskFile:
    """What those who complained think of the result."""
    file = _open(ws, task_id)
    return _record(ws, file, EntryKind.SATISFACTION, day, {"answer": answer.value}, note)


def what_hinders(ws: Workspace, file: TaskFile) -> tuple[str, ...]:
    """What stands against closing a task under the office's settings."""
    return obstacles(file.state, strict=bool(read_office(ws).strict_closure))


def close_task(
    ws: Workspace, task_id: int, day: date, *, approver: str, reason: str, document: str = ""
) -> TaskFile:
    """销号, approved; refused with everything that stands against it."""
    file = _open(ws, task_id)
    if found := what_hinders(ws, file):
        raise AppError("还不能销号：" + "".join(found), kept=_KEPT, hint="请逐项补齐后再销号。")
    _wants(approver, "批准人")
    _wants(reason, "销号理由")
    check = file.state.last(EntryKind.CHECK)
    _not_before(EntryKind.CLOSURE, day, check.day if check else None, "核查")
    data = {"approver": approver.strip(), "document": document.strip()}
    return _record(ws, file, EntryKind.CLOSURE, day, data, reason.strip())


def withdraw_task(ws: Workspace, task_id: int, why: str) -> TaskFile:
    """A task that was entered by mistake or fell away; it keeps its code."""
    file = _open(ws, task_id)
    _wants(why, "撤销原因")
    return _record(ws, file, EntryKind.WITHDRAWAL, ws.today(), {}, why.strip())


def void_entry(ws: Workspace, task_id: int, entry_id: int, why: str) -> TaskFile:
    """Take an entry that was recorded by mistake out of the count. The first terms stay."""
    file = load_task(ws, task_id)
    entry = next((e for e in file.entries if e.id == entry_id and not e.is_void), None)
    if entry is None:
        raise AppError("没有找到这条登记，或已作废。", kept=_KEPT)
    _wants(why, "作废原因")
    if entry.id == file.entries[0].id:
        raise AppError("立项内容不能作废。", kept=_KEPT, hint="登记有误的任务请撤销。")
    later = [e for e in file.state.entries if e.id > entry_id]
    if entry.kind is not EntryKind.CLOSURE and file.state.stage is Stage.CLOSED:
        raise AppError("任务已销号。", kept=_KEPT, hint="请先作废销号登记。")
    if entry.kind is EntryKind.EXTENSION and any(e.kind is EntryKind.DECISION for e in later):
        raise AppError("这份延期申请已经审批。", kept=_KEPT, hint="请先作废审批登记。")
    with ws.transaction():
        store.void_entry(ws.db, entry_id, by=ws.person, why=why.strip(), at=ws.now())
    return load_task(ws, task_id)


def void_entries(ws: Workspace, entries: Sequence[tuple[int, int]], why: str) -> None:
    """Void entries of several tasks (task, entry), the newest first: all of them, or none."""
    with ws.transaction():
        for task_id, entry_id in reversed(entries):
            void_entry(ws, task_id, entry_id, why)


# -- common -------------------------------------------------------------------------------------
def _open(ws: Workspace, task_id: int) -> TaskFile:
    file = load_task(ws, task_id)
    if not file.state.is_open:
        raise AppError(f"任务 {file.code} {file.state.stage}，不能再登记。", kept=_KEPT)
    return file


def _wants(said: str, name: str) -> None:
    if not said.strip():
        raise AppError(f"缺{name}。", kept=_KEPT, hint="请补填后再登记。")


def _not_before(kind: EntryKind, day: date, earlier: date | None, what: str) -> None:
    if earlier is not None and day < earlier:
        raise AppError(f"{kind.label}日期{day}早于{what}（{earlier}）。", kept=_KEPT)


def _record(
    ws: Workspace,
    file: TaskFile,
    kind: EntryKind,
    day: date,
    data: Mapping[str, Any],
    note: str = "",
) -> TaskFile:
    if day > ws.today():
        raise AppError(f"{kind.label}日期{day}晚于今天。", kept=_KEPT, hint="登记已经发生的事。")
    before = file.state.last(kind)
    if before is not None and day < before.day:
        raise AppError(
            f"{kind.label}日期{day}早于上一次（{before.day}）。",
            kept=_KEPT,
            hint="请核对日期；上一次登记有误的，先作废。",
        )
    with ws.transaction():
        entry = NewEntry(file.id, kind, day, data, note.strip())
        store.insert_entries(ws.db, [entry], by=ws.person, at=ws.now())
    return load_task(ws, file.id)
