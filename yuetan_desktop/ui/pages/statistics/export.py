"""导出: any summary by its kind; asked where, written off the window's thread, offered to open."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from yuetan_desktop.domain.period import Period
from yuetan_desktop.services import summaries
from yuetan_desktop.ui import messages
from yuetan_desktop.ui.page import Desk

_KINDS = {
    ".xlsx": "Excel 工作簿 (*.xlsx)",
    ".docx": "Word 文档 (*.docx)",
    ".ics": "日历文件 (*.ics)",
}


def export(desk: Desk, kind: str, period: Period | None, parent: QWidget) -> None:
    """Ask for the file and write it; `period` is the month or period it is about."""
    suffix = summaries.KINDS[kind].suffix
    name = f"{kind}{period.label() if period is not None else ''}{suffix}"
    target = messages.pick_target(parent, f"导出{kind}", name, _KINDS[suffix])
    if target is None:
        return

    desk.export(
        kind,
        target,
        lambda ws, _progress: summaries.make_summary(ws, kind, target, month=period),
    )
