"""How deadlines and papers are worded and coloured wherever cases are shown."""

from __future__ import annotations

import re

from yuetan_desktop.domain.deadline import Deadline, DeadlineState

_WEEKDAYS = "一二三四五六日"

_KINDS = {
    DeadlineState.AHEAD: "ahead",
    DeadlineState.NEAR: "near",
    DeadlineState.TODAY: "near",
    DeadlineState.OVERDUE: "late",
    DeadlineState.IN_TIME: "ok",
    DeadlineState.LATE: "past",
}


def deadline_chip(deadline: Deadline | None) -> tuple[str, str]:
    """Words and chip kind; nothing where no limit is running."""
    return ("", "neutral") if deadline is None else (deadline.text, _KINDS[deadline.state])


def limit_words(label: str) -> str:
    """约谈前3个工作日 as the screen writes it, with its number set off."""
    return re.sub(r"(?<=[^\d\s])(\d+)(?=个)", r" \1 ", label)


def short_cite(cite: str) -> str:
    """第九条（一）1 for 第九条第（一）项第1目; in full in papers only."""
    return re.sub(r"第(（.+?）)项(?:第(\d+)目)?", r"\1\2", cite)


def day_words(deadline: Deadline) -> str:
    """11-13 周四."""
    due = deadline.due
    return f"{due:%m-%d} 周{_WEEKDAYS[due.weekday()]}"
