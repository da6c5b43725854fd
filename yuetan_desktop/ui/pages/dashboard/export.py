"""导出: the 风险研判汇总表 of the month that is shown."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from yuetan_desktop.domain.period import Period
from yuetan_desktop.services import summaries
from yuetan_desktop.ui import messages
from yuetan_desktop.ui.page import Desk


def export_summary(desk: Desk, month: Period, parent: QWidget) -> None:
    """Ask where, write it off the window's thread, offer to open it."""
    name = f"风险研判汇总表{month.year}年{month.last_month}月.xlsx"
    target = messages.pick_target(parent, "导出风险研判汇总表", name, "Excel 工作簿 (*.xlsx)")
    if target is None:
        return

    desk.export(
        "风险研判汇总表",
        target,
        lambda ws, _progress: summaries.risk_summary(ws, target, month=month),
    )
