"""Buttons, segments, fields, the stepper and labels: what they say, what keys do in them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from tests.hands import key_click
from tests.ui.seen import shown, words
from yuetan_desktop.domain.facts import Source
from yuetan_desktop.ui.widgets.buttons import Button, IconButton, SegmentedControl
from yuetan_desktop.ui.widgets.field import DateField, Field, TextArea
from yuetan_desktop.ui.widgets.labels import Label
from yuetan_desktop.ui.widgets.source_link import SourceLink
from yuetan_desktop.ui.widgets.stepper import Stepper, StepState, StepView

pytestmark = pytest.mark.usefixtures("looks")


def test_a_blocked_button_says_why(qtbot: Any) -> None:
    button = shown(qtbot, Button("销号", keys="Ctrl+Enter"))
    button.block("核查意见还没有审批。")
    assert not button.isEnabled()
    assert button.toolTip() == "核查意见还没有审批。"
    button.block("")
    assert button.isEnabled()
    assert button.toolTip() == "销号（Ctrl+Enter）"


def test_an_icon_without_words_has_a_name_and_tells_its_key(qtbot: Any) -> None:
    button = shown(qtbot, IconButton("x", "关闭", keys="Esc"))
    assert button.accessibleName() == "关闭"
    assert button.toolTip() == "关闭（Esc）"


def test_segments_move_by_arrow_keys_and_go_round(qtbot: Any) -> None:
    control = shown(
        qtbot, SegmentedControl([("all", "全部"), ("late", "逾期"), ("done", "已销号")])
    )
    heard: list[str] = []
    control.changed.connect(heard.append)
    key_click(control, Qt.Key.Key_Right)
    key_click(control, Qt.Key.Key_Left)
    key_click(control, Qt.Key.Key_Left)
    assert heard == ["late", "all", "done"]


def test_a_broken_rule_stands_under_its_field_and_is_spoken(qtbot: Any) -> None:
    field = shown(qtbot, Field("联系电话", QLineEdit(), required=True))
    field.fail("缺联系电话，通知要素不完整（第十二条）")
    assert field.is_failed
    assert "第十二条" in words(field)
    assert "第十二条" in field.editor.accessibleDescription()
    field.clear_check()
    assert not field.is_failed
    assert "第十二条" not in words(field)


def test_a_kept_rule_may_be_said_too(qtbot: Any) -> None:
    field = shown(qtbot, Field("约谈时间", QLineEdit()))
    field.approve("提前 4 个工作日，符合第十二条")
    assert not field.is_failed
    assert "提前 4 个工作日" in words(field)


def test_tab_leaves_a_field_of_several_lines(qtbot: Any) -> None:
    form = QWidget()
    area, after = TextArea("一"), QLineEdit()
    line = QVBoxLayout(form)
    line.addWidget(area)
    line.addWidget(after)
    shown(qtbot, form)
    area.setFocus()
    key_click(area, Qt.Key.Key_Tab)
    assert area.toPlainText() == "一"
    assert form.focusWidget() is after


def test_a_date_field_speaks_in_plain_dates(qtbot: Any) -> None:
    field = shown(qtbot, DateField(date(2026, 11, 10)))
    heard: list[date] = []
    field.changed.connect(heard.append)
    field.set_value(date(2026, 11, 16))
    assert heard == [date(2026, 11, 16)]


STEPS = [
    StepView("约谈建议", StepState.DONE, "10-13"),
    StepView("整改方案", StepState.CURRENT, "11-13 前", urgent=True),
    StepView("审核", StepState.FUTURE),
]


def test_the_stepper_speaks_where_it_stands_and_moves_by_arrows(qtbot: Any) -> None:
    stepper = shown(qtbot, Stepper(STEPS, name="办理步骤"))
    chosen: list[int] = []
    stepper.step_chosen.connect(chosen.append)
    assert stepper.accessibleName() == "办理步骤：整改方案，当前，第 2 步，共 3 步"
    key_click(stepper, Qt.Key.Key_Right)
    assert "审核，未开始" in stepper.accessibleName()
    key_click(stepper, Qt.Key.Key_Return)
    assert chosen == [2]


def test_a_line_that_gives_way_says_itself_whole_in_its_tooltip(qtbot: Any) -> None:
    label = shown(qtbot, Label("市生态环境保护委员会办公室负责人", elide=True))
    whole = label.sizeHint().width()
    label.setFixedWidth(whole // 2)
    label.grab()
    assert label.minimumSizeHint().width() < whole
    assert label.toolTip() == "市生态环境保护委员会办公室负责人"


def test_a_file_s_words_are_never_taken_for_markup(qtbot: Any) -> None:
    label = shown(qtbot, Label("<b>青禾县</b><img src='file:///etc/passwd'>"))
    assert label.textFormat() is Qt.TextFormat.PlainText


def test_a_source_is_shown_whole_in_its_tooltip(qtbot: Any) -> None:
    source = Source("一个名字很长很长很长的空气质量月报2610.xlsx", "Sheet1", "C17")
    link = shown(qtbot, SourceLink(source))
    link.resize(180, 20)
    assert "…" in link.text()
    assert link.text().endswith("C17")
    assert link.toolTip() == str(source)
