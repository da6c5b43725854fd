"""Everything that can be done with a task, each a form over one service function."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QCheckBox, QWidget

from yuetan_desktop.domain.ledger.supervision import SIGN_OFF_ROLES, inspections, signed
from yuetan_desktop.domain.rectification import Satisfaction, Stage
from yuetan_desktop.domain.typednumber import plain
from yuetan_desktop.services.ledger import taskwork
from yuetan_desktop.services.rectification import TaskFile
from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.ui.closing import VOID_INSTEAD, confirm_closure
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.rectification.form import Ask, RecordForm, line, optional_day
from yuetan_desktop.ui.pages.rectification.gates import GateForm
from yuetan_desktop.ui.pages.rectification.terms import amend
from yuetan_desktop.ui.pages.rectification.words import amount
from yuetan_desktop.ui.widgets.field import ComboBox, DateField, TextArea

Open = Callable[[Desk, TaskFile, QWidget], RecordForm]


# -- one after another --------------------------------------------------------------------------
def progress(desk: Desk, file: TaskFile, parent: QWidget) -> RecordForm:
    done = "" if file.state.done is None else plain(file.state.done)
    unit = f"（{file.terms.unit}）" if file.terms.unit else ""
    asks = [
        Ask("day", "截至", DateField(desk.ws.today())),
        Ask("done", f"累计完成{unit}", line(done), required=True, is_number=True),
        Ask("note", "说明", TextArea("", lines=2)),
    ]
    return RecordForm(
        desk,
        "登记进展",
        asks,
        lambda ws, v: taskwork.record_progress(ws, file.id, v["done"], v["day"], v["note"]),
        lead=f"{_name(file)}　{amount(file.state)}",
        parent=parent,
    )


def extension(desk: Desk, file: TaskFile, parent: QWidget) -> RecordForm:
    """Ask for a later date, or decide on what was asked for."""
    asked = file.state.asked_extension
    today = desk.ws.today()
    if asked is not None:
        return RecordForm(
            desk,
            "审批延期",
            [
                Ask("granted", "意见", ComboBox([(True, "同意"), (False, "不同意")])),
                Ask("approver", "批准人", line(), required=True),
                Ask("day", "批准日期", DateField(today)),
                Ask("document", "文号", line()),
            ],
            lambda ws, v: taskwork.decide_extension(ws, file.id, **v),
            lead=f"{_name(file)}　申请延至 {asked.text('due')}：{asked.note}",
            parent=parent,
        )
    return RecordForm(
        desk,
        "申请延期",
        [
            Ask("due", "延期至", optional_day(today), required=True),
            Ask("why", "延期理由", TextArea("", lines=3), required=True),
        ],
        lambda ws, v: taskwork.ask_extension(ws, file.id, v["due"], v["why"]),
        lead=f"{_name(file)}　时限 {file.state.due}；批准后时限才顺延。",
        parent=parent,
    )


def remind(desk: Desk, file: TaskFile, parent: QWidget) -> RecordForm:
    today = desk.ws.today()
    way = ComboBox([(one, one) for one in ("电话", "书面", "约见", "网络")])
    asks = [
        Ask("way", "催办方式", way),
        Ask("day", "催办日期", DateField(today)),
        Ask("next_on", "下次提醒", optional_day(today), hint="遇休息日顺延至工作日。"),
        Ask("note", "说明", TextArea("", lines=2)),
    ]
    return RecordForm(
        desk, "登记催办", asks, lambda ws, v: taskwork.remind(ws, file.id, **v),
        lead=_name(file), parent=parent,
    )  # fmt: skip


def inspect(desk: Desk, file: TaskFile, parent: QWidget) -> RecordForm:
    """The problems the last visit left open are ticked off; new ones are one a line."""
    visits = inspections(file.state)
    left = visits[-1].left_open if visits else ()
    ticks = [QCheckBox(f"已改：{problem}") for problem in left]
    asks = [
        Ask("day", "检查日期", DateField(desk.ws.today())),
        Ask("inspector", "检查人", line(desk.ws.person), required=True),
        Ask("covert", "方式", ComboBox([(False, "明查"), (True, "暗访")])),
        *(Ask(f"mended{n}", f"上次问题 {n + 1}", tick) for n, tick in enumerate(ticks)),
        Ask("found", "新发现的问题（一行一个）", TextArea("", lines=4)),
        Ask("note", "说明", TextArea("", lines=2)),
    ]

    def work(ws: Workspace, v: dict[str, Any]) -> TaskFile:
        mended = [problem for n, problem in enumerate(left) if v[f"mended{n}"]]
        return taskwork.record_inspection(
            ws, file.id, v["day"], inspector=v["inspector"], covert=bool(v["covert"]),
            mended=mended, found=v["found"].splitlines(), note=v["note"],
        )  # fmt: skip

    lead = f"{_name(file)}　第 {len(visits) + 1} 次检查"
    return RecordForm(desk, "登记检查", asks, work, lead=lead, parent=parent)


def check(desk: Desk, file: TaskFile, parent: QWidget) -> RecordForm:
    """The conclusion of the check on site (第十八条)."""
    asks = [
        Ask("day", "核查日期", DateField(desk.ws.today())),
        Ask("passed", "结论", ComboBox([(True, "通过"), (False, "未通过")])),
        Ask("who", "核查人员", line(), required=True),
        Ask("opinion", "核查意见", TextArea("", lines=3), required=True),
    ]
    return RecordForm(
        desk, "登记核查", asks,
        lambda ws, v: taskwork.record_check(ws, file.id, **v),
        lead=_name(file), parent=parent,
    )  # fmt: skip


def plan_check(desk: Desk, file: TaskFile, parent: QWidget) -> RecordForm:
    asks = [
        Ask("on", "核查日期", optional_day(desk.ws.today()), required=True),
        Ask("who", "核查人员", line(), required=True),
    ]
    return RecordForm(
        desk, "安排核查", asks,
        lambda ws, v: taskwork.plan_check(ws, file.id, v["on"], v["who"]),
        lead=_name(file), verb="安排", parent=parent,
    )  # fmt: skip


def sign_off(desk: Desk, file: TaskFile, parent: QWidget) -> RecordForm:
    before = signed(file.state)
    asks = [
        *(Ask(role, role, line(before.get(role, ""))) for role in SIGN_OFF_ROLES),
        Ask("day", "会签日期", DateField(desk.ws.today())),
    ]
    return RecordForm(
        desk, "登记会签", asks,
        lambda ws, v: taskwork.record_sign_off(ws, file.id, v, v.pop("day")),
        lead=_name(file), parent=parent,
    )  # fmt: skip


def satisfaction(desk: Desk, file: TaskFile, parent: QWidget) -> RecordForm:
    asks = [
        Ask("answer", "群众意见", ComboBox([(one.value, one.value) for one in Satisfaction])),
        Ask("day", "回访日期", DateField(desk.ws.today())),
        Ask("note", "说明", TextArea("", lines=2)),
    ]
    return RecordForm(
        desk, "登记群众意见", asks,
        lambda ws, v: taskwork.record_satisfaction(
            ws, file.id, Satisfaction(v["answer"]), v["day"], v["note"]
        ),
        lead=_name(file), parent=parent,
    )  # fmt: skip


def close(desk: Desk, file: TaskFile, parent: QWidget) -> RecordForm:
    """销号, with what still stands against it said beforehand."""
    found = taskwork.what_hinders(desk.ws, file)
    form = RecordForm(
        desk, "销号", [
            Ask("approver", "批准人", line(), required=True),
            Ask("day", "批准日期", DateField(desk.ws.today())),
            Ask("document", "核查意见文号", line()),
            Ask("reason", "销号理由", TextArea("", lines=2), required=True),
        ],
        lambda ws, v: taskwork.close_task(ws, file.id, v.pop("day"), **v),
        verb="销号", parent=parent,
        final=VOID_INSTEAD,
        confirm=lambda form: confirm_closure(_name(file), "进度、佐证和核查结论已经核对", form),
        lead=f"{_name(file)}　{''.join(found) or '进度、佐证、核查结论齐全。'}",
    )  # fmt: skip
    form.save.block("还不能销号：" + "".join(found) if found else "")
    return form


def withdraw(desk: Desk, file: TaskFile, parent: QWidget) -> RecordForm:
    return RecordForm(
        desk, "撤销任务", [Ask("why", "撤销原因", line(), required=True)],
        lambda ws, v: taskwork.withdraw_task(ws, file.id, v["why"]),
        verb="撤销", lead=f"{_name(file)}　编号保留，不再计入统计。", parent=parent,
    )  # fmt: skip


def void_last(desk: Desk, file: TaskFile, parent: QWidget) -> RecordForm:
    """The newest entry, recorded by mistake."""
    last = file.state.entries[-1]
    return RecordForm(
        desk, f"作废：{last.kind.label}", [Ask("why", "作废原因", line(), required=True)],
        lambda ws, v: taskwork.void_entry(ws, file.id, last.id, v["why"]),
        verb="作废", lead="登记仍留在办理记录中。", parent=parent,
        final="作废的登记留在办理记录中；仍然有效的，重新登记。",
    )  # fmt: skip


def record_marked(desk: Desk, files: list[TaskFile], parent: QWidget) -> RecordForm:
    """批量登记进展: one field a task; those left empty are left alone."""
    asks = [
        Ask(str(f.id), f"{f.code}　{f.terms.name}（{amount(f.state)}）", line(), is_number=True)
        for f in files
    ]

    def work(ws: Workspace, v: dict[str, Any]) -> list[TaskFile]:
        done = {int(key): amount for key, amount in v.items() if isinstance(amount, Decimal)}
        return taskwork.record_many(ws, done, ws.today())

    return RecordForm(
        desk, "批量登记进展", asks, work, lead="截至今天的累计完成数量；留空的不登记。",
        parent=parent, width=620,
    )  # fmt: skip


def gates(desk: Desk, file: TaskFile, parent: QWidget) -> RecordForm:
    return GateForm(desk, file, parent)


def _name(file: TaskFile) -> str:
    return f"{file.code}　{file.terms.name}"


# 每个环节的主操作，和“更多”里的其余各项。
MAIN: dict[Stage, tuple[str, Open]] = {
    Stage.WORKING: ("登记进展", progress),
    Stage.TO_CHECK: ("登记核查", check),
    Stage.TO_CLOSE: ("销号", close),
}
MORE: tuple[tuple[str, Open], ...] = (
    ("登记进展", progress),
    ("登记催办", remind),
    ("登记检查", inspect),
    ("关口核对", gates),
    ("登记核查", check),
    ("登记会签", sign_off),
    ("登记群众意见", satisfaction),
    ("销号", close),
    ("修改任务", amend),
    ("撤销任务", withdraw),
)
