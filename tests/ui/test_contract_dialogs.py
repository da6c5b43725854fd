"""What every dialog and job keeps to (ui.md 4.4–4.6): three lines of an error, questions only where
nothing can be undone, a cancelled job that answers at once."""

from __future__ import annotations

import ast
import re
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox

import yuetan_desktop
from tests.ui.seen import shown, words
from yuetan_desktop.domain.deadline import DeadlineState
from yuetan_desktop.errors import AppError, Cancelled
from yuetan_desktop.services import upkeep, workspace
from yuetan_desktop.services.workspace import Progress, Workspace
from yuetan_desktop.ui import messages
from yuetan_desktop.ui.pages.import_wizard.foot import WizardFoot
from yuetan_desktop.ui.status_bar import StatusBar
from yuetan_desktop.ui.tasks import TaskRunner
from yuetan_desktop.ui.widgets.buttons import Button
from yuetan_desktop.ui.widgets.field import TextArea
from yuetan_desktop.ui.widgets.progress import JobProgress

pytestmark = pytest.mark.usefixtures("looks")
UI = Path(yuetan_desktop.__file__).parent / "ui"


def nodes_of_files(top: Path, *saying: str) -> Iterator[tuple[Path, ast.AST]]:
    """The syntax of the files that hold one of these words at all; the others need no parsing."""
    for file in sorted(top.rglob("*.py")):
        text = file.read_text("utf-8")
        if any(word in text for word in saying):
            yield from ((file, node) for node in ast.walk(ast.parse(text)))


# -- errors -------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "error",
    [
        AppError("第 19 行 C 列不是数值。", kept="前 14 行已暂存。", hint="更正 C19 后点“继续”。"),
        AppError("文件打不开。"),
        KeyError("pm25"),
    ],
    ids=["all three", "only what happened", "unexpected"],
)
def test_an_error_always_says_its_three_labelled_lines(qtbot: Any, error: Exception) -> None:
    dialog = shown(qtbot, messages.error_dialog(error, None, title="无法读取“空气月报.xlsx”"))
    said = words(dialog)
    at = [said.index(label) for label in ("发生了什么", "已保留什么", "请这样处理")]
    assert at == sorted(at)
    assert said.startswith(dialog.windowTitle())
    assert type(error).__name__ not in said
    assert "Traceback" not in said


def test_an_error_of_a_job_is_titled_by_what_was_done(qtbot: Any) -> None:
    error = AppError("文件打不开。")
    error.act = "导入“空气月报.xlsx”"
    dialog = shown(qtbot, messages.error_dialog(error, None))
    assert dialog.windowTitle() == "导入“空气月报.xlsx”未完成"


def test_an_error_that_no_job_names_is_given_its_title() -> None:
    untitled = [
        f"{file.name}:{call.lineno}"
        for file, caught in nodes_of_files(UI.parent, "show_error")
        if isinstance(caught, ast.ExceptHandler)
        for call in ast.walk(caught)
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "messages.show_error"
        if "title" not in {keyword.arg for keyword in call.keywords}
    ]
    assert untitled == []


def test_details_hold_time_file_and_code_folded_and_can_be_copied(qtbot: Any) -> None:
    try:
        raise KeyError("pm25")
    except KeyError as error:
        dialog = shown(qtbot, messages.error_dialog(error, None))
    area = dialog.findChild(TextArea)
    assert not area.isVisible()
    by_name = {button.text(): button for button in dialog.findChildren(Button)}
    by_name["查看详细信息"].click()
    assert area.isVisible()
    by_name["复制"].click()
    copied = QGuiApplication.clipboard().text()
    assert copied == area.toPlainText()
    assert re.search(r"时间：\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", copied)
    assert "代号：KeyError" in copied
    assert "test_contract_dialogs.py" in copied


# -- questions ----------------------------------------------------------------------------------
# By verb: 印发, 恢复, 销号 and 锁定 cannot be undone; the other three warn of doubts that would else
# be passed over in silence (docs/design-notes.md).
ASKED = {"编号印发", "从备份恢复", "销号", "锁定口径", "跳过错误行入库", "撤销导入", ""}


def test_only_the_named_acts_are_asked_about() -> None:
    asked = set()
    for file, node in nodes_of_files(UI, "messages.ask"):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "messages.ask":
            title = node.args[0]
            asked.add(str(title.value) if isinstance(title, ast.Constant) else "")
            said = {keyword.arg for keyword in node.keywords}
            assert {"verb", "effect"} <= said, file
    assert asked == ASKED


@pytest.mark.parametrize("precondition", ["", "内容已经核对"])
def test_a_question_begins_on_cancel_and_waits_for_its_precondition(
    qtbot: Any, precondition: str
) -> None:
    dialog = shown(
        qtbot,
        messages.confirm_dialog(
            "编号印发", "将约谈通知编号印发？", verb="编号印发", effect="文号不再收回。",
            precondition=precondition,
        ),
    )  # fmt: skip
    act, cancel = dialog.findChildren(Button)
    assert dialog.focusWidget() is cancel
    assert cancel.isDefault()
    assert "文号不再收回。" in words(dialog)
    tick = dialog.findChild(QCheckBox)
    assert (tick is not None, act.isEnabled()) == (bool(precondition), not precondition)


# -- jobs ---------------------------------------------------------------------------------------
def test_a_cancelled_job_answers_within_200_ms_even_while_its_work_is_silent(
    qtbot: Any, tmp_path: Path
) -> None:
    upkeep.create(tmp_path / "data").close()
    reader = workspace.open_workspace(tmp_path / "data", read_only=True)
    tasks = TaskRunner(reader, lambda: workspace.open_workspace(tmp_path / "data"))
    status, foot = shown(qtbot, StatusBar()), shown(qtbot, WizardFoot())
    status.follow(tasks)
    begun, go_on, ended = threading.Event(), threading.Event(), []

    def work(_ws: Workspace, progress: Progress) -> None:
        progress("校验导入数据", 85, 100)
        begun.set()
        go_on.wait(60)
        progress("校验导入数据", 86, 100)

    job = tasks.run("导入", work, failed=ended.append)
    begun.wait(60)
    qtbot.waitUntil(lambda: status.job.text() == "后台任务 1：校验导入数据 85%")
    tasks.run("导出台账", lambda _ws, _progress: None)
    assert status.job.text() == "后台任务 2：导出台账"  # the newest
    line = shown(qtbot, JobProgress(job))
    foot.show_job(job)
    pressed = time.thread_time()  # other programs of a loaded computer take no part in it
    line.cancel.click()
    foot.show_job(job)
    assert time.thread_time() - pressed < 0.2
    assert job in tasks.jobs  # its end was not waited for
    for place, button in ((line, line.cancel), (foot, foot.cancel)):
        assert "正在取消" in words(place)
        assert (button.isEnabled(), button.toolTip()) == (False, "正在取消")
    go_on.set()
    qtbot.waitUntil(lambda: not tasks.is_busy)
    assert isinstance(ended[0], Cancelled)
    tasks.close()
    reader.close()


# -- limits -------------------------------------------------------------------------------------
def test_one_function_says_how_a_limit_stands() -> None:
    """剩 n 工作日, 今日到期, 逾期 n 工作日 are written in one place of the program."""
    places = set()
    for file, node in nodes_of_files(UI.parent, "剩", "逾期"):
        if isinstance(node, ast.JoinedStr):
            first = node.values[0]
            if isinstance(first, ast.Constant) and str(first.value).strip() in {"剩", "逾期"}:
                places.add(file.relative_to(UI.parent).as_posix())
    assert "domain/deadline.py" in places
    assert places <= {"domain/deadline.py"}
    assert [state.value for state in DeadlineState][1:4] == ["临近", "今日", "逾期"]
