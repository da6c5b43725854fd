"""销号 is asked about (ui.md 4.4): it ends a case or a task, and no Ctrl+Z takes it back."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from yuetan_desktop.ui import messages

VOID_INSTEAD = "登记有误的，在办理记录中作废销号并写明原因。"


def confirm_closure(name: str, precondition: str, parent: QWidget, *, rest: str = "") -> bool:
    """Whether `name` may be closed; the clerk ticks what has to stand before, and is told what
    closing does not settle."""
    runs_on = f"\n销号不了结这些期限，之后仍会提醒：{rest}。" if rest else ""
    return messages.ask(
        "销号",
        f"将 {name} 销号？",
        verb="销号",
        effect=f"销号后办理即告结束，不能用 Ctrl+Z 撤销；{VOID_INSTEAD}{runs_on}",
        precondition=precondition,
        parent=parent,
    )
