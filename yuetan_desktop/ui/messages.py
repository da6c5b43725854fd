"""The only module that opens message boxes and file dialogs."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSysInfo, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QFileDialog, QGridLayout, QHBoxLayout, QWidget

from yuetan_desktop import __version__
from yuetan_desktop.errors import AppError, Cancelled
from yuetan_desktop.log import describe
from yuetan_desktop.ui.theme import Color, Type
from yuetan_desktop.ui.widgets.buttons import LINK, PRIMARY, Button
from yuetan_desktop.ui.widgets.containers import column, row
from yuetan_desktop.ui.widgets.dialog import Dialog
from yuetan_desktop.ui.widgets.field import TextArea
from yuetan_desktop.ui.widgets.labels import Label, Sign


def show_error(error: Exception, parent: QWidget | None = None, *, title: str = "") -> None:
    """What happened, what was kept, what to do; anything unexpected as 程序出错 with details.
    Without a title the act that failed is named."""
    if not isinstance(error, Cancelled):
        error_dialog(error, parent, title=title).exec()


def ask(
    title: str,
    question: str,
    *,
    verb: str,
    effect: str = "",
    precondition: str = "",
    parent: QWidget | None = None,
) -> bool:
    """Ask before an act that cannot be undone, or that takes away what others rest on.
    `precondition` must be ticked; focus is on 取消."""
    return bool(
        confirm_dialog(
            title, question, verb=verb, effect=effect, precondition=precondition, parent=parent
        ).exec()
    )


def choose(
    title: str, question: str, options: list[str], *, parent: QWidget | None = None
) -> int | None:
    """One of several acts, the first being primary; None if the clerk leaves."""
    dialog = Dialog(title, parent, width=440)
    dialog.body.addLayout(_with_icon("triangle-alert", Color.WARN_EDGE, question, ""))
    chosen: list[int] = []

    def take(index: int) -> None:
        chosen.append(index)
        dialog.accept()

    for index, words in enumerate(options):
        kind = PRIMARY if index == 0 else "secondary"
        dialog.add_button(words, partial(take, index), kind=kind)
    dialog.exec()
    return chosen[0] if chosen else None


def pick_files(parent: QWidget | None, title: str, kinds: str) -> list[Path]:
    names, _ = QFileDialog.getOpenFileNames(parent, title, "", kinds)
    return [Path(name) for name in names]


def pick_file(parent: QWidget | None, title: str, kinds: str) -> Path | None:
    name, _ = QFileDialog.getOpenFileName(parent, title, "", kinds)
    return Path(name) if name else None


def pick_folder(parent: QWidget | None, title: str) -> Path | None:
    name = QFileDialog.getExistingDirectory(parent, title)
    return Path(name) if name else None


def pick_target(parent: QWidget | None, title: str, suggestion: str, kinds: str) -> Path | None:
    """Where to write a file; the system's dialog asks before overwriting."""
    name, _ = QFileDialog.getSaveFileName(parent, title, suggestion, kinds)
    return Path(name) if name else None


# What an error says, each behind its label (ui.md 4.6); where it does not know the last two, what
# holds for every act: it is written whole or not at all.
LINES = ("发生了什么", "已保留什么", "请这样处理")
UNEXPECTED = "程序遇到没有预料到的情况，刚才的操作没有完成。"
KEPT = "此前保存的数据没有改动。"
HINT = "可以继续使用；若再次出现，把详细信息复制给维护人员。"


# -- the dialogs themselves ---------------------------------------------------------------------
def error_dialog(error: Exception, parent: QWidget | None, *, title: str = "") -> Dialog:
    if isinstance(error, AppError):
        title = title or f"{error.act}未完成"
        said = (error.message, error.kept or KEPT, error.hint or HINT)
        detail = error.detail or describe(error)
    else:
        title, said, detail = "程序出错", (UNEXPECTED, KEPT, HINT), describe(error)
    dialog = Dialog(title, parent)
    lines = QGridLayout()
    lines.setHorizontalSpacing(12)
    lines.setVerticalSpacing(6)
    lines.setColumnStretch(1, 1)
    for number, (label, words) in enumerate(zip(LINES, said, strict=True)):
        lines.addWidget(Label(label, Type.BODY, Color.INK3), number, 0, Qt.AlignmentFlag.AlignTop)
        lines.addWidget(Label(words, Type.BODY, wrap=True, selectable=True), number, 1)
    dialog.body.addLayout(_with_icon("octagon-alert", Color.BAD, dialog.windowTitle(), lines))
    _add_details(dialog, _details(error, detail))
    close = dialog.add_button("关闭", kind=PRIMARY)
    close.setFocus()
    return dialog


def confirm_dialog(
    title: str,
    question: str,
    *,
    verb: str,
    effect: str = "",
    precondition: str = "",
    parent: QWidget | None = None,
) -> Dialog:
    dialog = Dialog(title, parent, width=460)
    dialog.body.addLayout(_with_icon("triangle-alert", Color.WARN_EDGE, question, effect))
    act = dialog.add_button(verb, kind=PRIMARY)
    act.setDefault(False)
    cancel = dialog.add_button("取消")
    cancel.setDefault(True)
    cancel.setFocus()
    if precondition:
        tick = QCheckBox(precondition)
        act.setEnabled(False)
        tick.toggled.connect(act.setEnabled)
        line = row()
        line.addSpacing(42)
        line.addWidget(tick, 1)
        dialog.body.addLayout(line)
    return dialog


def _with_icon(icon: str, color: str, head: str, rest: str | QGridLayout) -> QHBoxLayout:
    """Icon at the left; a bold sentence, then a grid of lines or one more sentence."""
    whole = row(gap=14)
    sign = Sign(icon, color, 28)
    whole.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
    words = column(gap=6)
    words.addWidget(Label(head, Type.SECTION_TITLE, wrap=True, selectable=True))
    if isinstance(rest, str):
        if rest:
            words.addWidget(Label(rest, Type.BODY, Color.INK2, wrap=True))
    else:
        words.addLayout(rest)
    whole.addLayout(words, 1)
    return whole


def _details(error: Exception, detail: str) -> str:
    system = f"{QSysInfo.prettyProductName()} {QSysInfo.currentCpuArchitecture()}"
    return "\n".join(
        [
            f"时间：{datetime.now():%Y-%m-%d %H:%M:%S}",
            f"版本：{__version__}　系统：{system}",
            f"代号：{type(error).__name__}",
            "",
            detail,
        ]
    )


def _add_details(dialog: Dialog, text: str) -> None:
    """查看详细信息, folded, with 复制."""
    area = TextArea(text, lines=8)
    area.setReadOnly(True)
    area.setAccessibleName("详细信息")
    area.hide()
    dialog.body.addWidget(area)
    copy = Button("复制", LINK)
    copy.hide()
    copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(text))
    toggle = Button("查看详细信息", LINK)

    def flip() -> None:
        shown = not area.isVisible()
        area.setVisible(shown)
        copy.setVisible(shown)
        toggle.set_text("收起详细信息" if shown else "查看详细信息")

    toggle.clicked.connect(flip)
    dialog.add_left(copy)
    dialog.add_left(toggle)
