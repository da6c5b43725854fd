"""销号 is asked about (ui.md 4.4): it ends a case or a task, and no Ctrl+Z takes it back."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from yuetan_desktop.ui import messages

VOID_INSTEAD = "登记有误的，在办理记录中作废销号并写明原因。"


def confirm_closure(name: str, precondition: str, parent: QWidget) -> bool:
    """Whether `name` may be closed; the clerk ticks what has to stand before."""
    return messages.ask(
        "销号",
        f"将 {name} 销号？",
        verb="销号",
        effect=f"销号后办理即告结束，不能用 Ctrl+Z 撤销；{VOID_INSTEAD}",
        precondition=precondition,
        parent=parent,
    )
