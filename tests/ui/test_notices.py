"""What is told and asked: errors, confirmations, notices, how long work still takes."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QWidget

from tests.hands import key_click
from tests.ui.seen import CTRL, shown, words
from yuetan_desktop.errors import AppError
from yuetan_desktop.ui import messages
from yuetan_desktop.ui.tasks import Job
from yuetan_desktop.ui.widgets.buttons import PRIMARY, Button
from yuetan_desktop.ui.widgets.dialog import Dialog
from yuetan_desktop.ui.widgets.toast import Notice, Toast, ToastCorner

pytestmark = pytest.mark.usefixtures("looks")


def test_an_error_is_told_in_three_lines_with_the_code_folded_away(qtbot: Any) -> None:
    error = AppError("第 19 行 C 列不是数值。", kept="库中数据未改动。", hint="更正 C19 后再导入。")
    dialog = shown(qtbot, messages.error_dialog(error, None, title="导入未完成"))
    said = words(dialog)
    assert "第 19 行 C 列不是数值。" in said
    assert "库中数据未改动。" in said
    assert "更正 C19 后再导入。" in said
    assert "AppError" not in said
    assert dialog.windowTitle() == "导入未完成"


def test_an_unexpected_error_shows_no_foreign_words_to_the_clerk(qtbot: Any) -> None:
    dialog = shown(qtbot, messages.error_dialog(KeyError("pm25"), None))
    assert dialog.windowTitle() == "程序出错"
    assert "KeyError" not in words(dialog)
    assert "请这样处理" in words(dialog)


def test_an_act_that_cannot_be_undone_waits_for_its_precondition(qtbot: Any) -> None:
    dialog = shown(
        qtbot,
        messages.confirm_dialog(
            "销号确认", "将资约〔2026〕03号销号？", verb="销号", precondition="核查意见已经审批"
        ),
    )
    act, cancel = dialog.findChildren(Button)
    assert dialog.focusWidget() is cancel
    assert not act.isEnabled()
    dialog.findChild(QCheckBox).setChecked(True)
    assert act.isEnabled()


def test_ctrl_enter_is_the_main_act_of_a_dialog_but_not_while_it_is_blocked(qtbot: Any) -> None:
    dialog = Dialog("登记进展")
    done: list[int] = []
    save = dialog.add_button("登记", lambda: done.append(1), kind="primary")
    shown(qtbot, dialog)
    save.block("缺日期。")
    key_click(dialog, Qt.Key.Key_Return, CTRL)
    save.block("")
    key_click(dialog, Qt.Key.Key_Return, CTRL)
    assert done == [1]


def test_a_toast_offers_to_undo_and_goes_when_it_was_used(qtbot: Any) -> None:
    undone: list[int] = []
    host = shown(qtbot, QWidget())
    toast = Toast(Notice("已登记进展", "约03-01", action=("撤销", lambda: undone.append(1))), host)
    toast.show()
    toast.findChildren(Button)[0].click()
    assert undone == [1]
    assert not toast.isVisible()


def test_a_toast_is_tall_enough_for_a_title_of_two_lines(qtbot: Any) -> None:
    host = shown(qtbot, QWidget())
    toast = Toast(Notice("已导入“全省空气排名2026年10月.xls”" * 2, "入库 732 个数值"), host)
    toast.show()
    toast.place()
    assert toast.height() >= toast.heightForWidth(toast.width())


def test_a_toast_stands_above_the_primary_button_it_would_cover(qtbot: Any) -> None:
    host = shown(qtbot, QWidget())
    host.resize(900, 600)
    on = Button("下一步：入库", PRIMARY, parent=host)
    on.setGeometry(740, 555, 140, 32)
    on.show()
    corner = ToastCorner(host)
    corner.show(Notice("已导入“空气月报.xlsx”", "入库 732 个数值"))
    toast = next(iter(host.findChildren(Toast)))
    on.hide()
    corner.place()
    assert toast.geometry().bottom() == host.rect().bottom() - 16
    on.show()
    corner.place()
    assert toast.geometry().bottom() < on.y()
    assert toast.geometry().right() == host.rect().right() - 16


def test_a_toast_stays_six_seconds_and_waits_while_the_mouse_is_on_it(qtbot: Any) -> None:
    toast = shown(qtbot, Toast(Notice("已导入空气月报")))
    assert toast._timer.isActive()
    assert (toast._timer.interval(), toast._timer.isSingleShot()) == (6000, True)
    on = QPointF(5, 5)
    QApplication.sendEvent(toast, QEnterEvent(on, on, on))
    assert not toast._timer.isActive()
    QApplication.sendEvent(toast, QEvent(QEvent.Type.Leave))
    assert toast._timer.isActive()


def test_esc_takes_a_toast_away(qtbot: Any) -> None:
    host = shown(qtbot, QWidget())
    toast = Toast(Notice("已登记进展"), host)
    toast.show()
    key_click(toast, Qt.Key.Key_Escape)
    assert not toast.isVisible()


def test_remaining_time_is_guessed_only_after_three_seconds() -> None:
    job = Job("导入", done=50, total=100)
    assert job.seconds_left is None
    job.started -= 10
    assert job.seconds_left == 10
    assert Job("导入").share is None
