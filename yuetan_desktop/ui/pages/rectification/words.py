"""How tasks and what is recorded of them are worded wherever they are shown."""

from __future__ import annotations

from datetime import date

from yuetan_desktop.domain.deadline import DeadlineState, Standing
from yuetan_desktop.domain.rectification import (
    Appraisal,
    Entry,
    EntryKind,
    TaskState,
    percent_of,
)
from yuetan_desktop.domain.typednumber import plain
from yuetan_desktop.services.rectification import TaskFile

_WEEKDAYS = "一二三四五六日"
_STANDINGS = {
    DeadlineState.AHEAD: "ahead",
    DeadlineState.NEAR: "near",
    DeadlineState.TODAY: "near",
    DeadlineState.OVERDUE: "late",
    DeadlineState.IN_TIME: "ok",
    DeadlineState.LATE: "past",
}
APPRAISALS = {
    Appraisal.PENDING: "near",
    Appraisal.ACCEPTED: "ok",
    Appraisal.REJECTED: "late",
}


def standing_chip(file: TaskFile) -> tuple[str, str]:
    """Words and chip kind; a task that lacks something says 不合格 where it has no date."""
    if file.standing is None:
        return ("不合格", "warn") if file.state.is_open else ("", "neutral")
    return standing_words(file.standing), _STANDINGS[file.standing.state]


def standing_tip(file: TaskFile) -> str:
    """The words of the chip, and that the count leans on a year without holiday notice."""
    words = standing_chip(file)[0]
    if file.standing is None or not file.standing.estimated:
        return words
    return f"{words}，暂估（节假日安排未公布，按周末推算）"


def standing_words(standing: Standing) -> str:
    return "按期完成" if standing.state is DeadlineState.IN_TIME else standing.text


def amount(state: TaskState) -> str:
    """34／41 处　82%."""
    terms = state.terms
    if terms.quantity is None:
        return "没有量化目标"
    done = plain(state.done) if state.done is not None else "0"
    return f"{done}／{plain(terms.quantity)} {terms.unit}　{percent_of(state)}"


def day_words(day: date) -> str:
    """11-12（周四）."""
    return f"{day:%m-%d}（周{_WEEKDAYS[day.weekday()]}）"


def size_words(size: int) -> str:
    """2.4 MB, 86 KB."""
    if size >= 1024 * 1024:
        return f"{size / 1024 / 1024:.1f} MB"
    return f"{max(1, round(size / 1024))} KB"


def reminder_words(state: TaskState) -> str:
    """已催办 1 次（11-04，电话）。下次提醒 11-12（周四）。"""
    found = state.of(EntryKind.REMINDER)
    if not found:
        return "尚未催办。"
    last = found[-1]
    words = f"已催办 {len(found)} 次（{last.day:%m-%d}，{last.text('way')}）。"
    following = last.day_in("next_on")
    return words + (f"下次提醒 {day_words(following)}。" if following else "")


def entry_words(entry: Entry) -> str:
    """What an entry says, for the record: 同意延期（市环委办）."""
    data, kind = entry.data, entry.kind
    no = "" if data.get("granted") else "不"
    way = "暗访" if data.get("covert") else "检查"
    late = "逾期后" if data.get("overdue_since") else ""
    yes = "通过" if data.get("passed") else "未通过"
    said = {
        EntryKind.TERMS: "调整任务" if entry.note else "登记任务",
        EntryKind.PROGRESS: f"完成 {entry.text('done')}",
        EntryKind.EXTENSION: f"{late}申请延期至 {entry.text('due')}",
        EntryKind.DECISION: f"{no}同意延期（{entry.text('approver')}）",
        EntryKind.REMINDER: f"催办（{entry.text('way')}）",
        EntryKind.INSPECTION: f"{way}（{entry.text('inspector')}）",
        EntryKind.GATES: f"核对{entry.text('checklist')}",
        EntryKind.EVIDENCE: f"添加佐证 {entry.text('name')}",
        EntryKind.APPRAISAL: f"佐证{entry.text('state')}",
        EntryKind.CHECK_PLAN: f"安排 {entry.text('on')} 核查（{entry.text('who')}）",
        EntryKind.CHECK: f"核查{yes}（{entry.text('who')}）",
        EntryKind.SIGN_OFF: "会签 " + "、".join((data.get("signers") or {}).values()),
        EntryKind.SATISFACTION: f"群众{entry.text('answer')}",
        EntryKind.CLOSURE: f"销号（{entry.text('approver')}批准）",
        EntryKind.WITHDRAWAL: "撤销任务",
    }[kind]
    return f"{said}：{entry.note}" if entry.note else said
