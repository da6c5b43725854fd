"""How deadlines and papers are worded and coloured wherever cases are shown."""

from __future__ import annotations

from yuetan_desktop.domain.deadline import Deadline, DeadlineState

_WEEKDAYS = "一二三四五六日"

_KINDS = {
    DeadlineState.AHEAD: "neutral",
    DeadlineState.NEAR: "near",
    DeadlineState.TODAY: "near",
    DeadlineState.OVERDUE: "late",
    DeadlineState.IN_TIME: "ok",
    DeadlineState.LATE: "neutral",
}


def deadline_chip(deadline: Deadline | None) -> tuple[str, str]:
    """Words and chip kind; nothing where no limit is running."""
    return ("", "neutral") if deadline is None else (deadline.text, _KINDS[deadline.state])


def day_words(deadline: Deadline) -> str:
    """11-13 周四."""
    due = deadline.due
    return f"{due:%m-%d} 周{_WEEKDAYS[due.weekday()]}"
