"""Reading the ledger for the window: at once while it is small, by the worker when it is not."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from yuetan_desktop.services import rectification
from yuetan_desktop.services.rectification import TaskFile
from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.ui.page import Desk

T = TypeVar("T")

# 约 300 毫秒能读完的任务数；再多就在后台读。
AT_ONCE = 2000


def read_ledger(desk: Desk, then: Callable[[list[TaskFile]], None]) -> None:
    """Hand every task, the most urgent first, to `then`."""
    if desk.tasks.is_closed:
        return
    if rectification.size(desk.ws) <= AT_ONCE:
        then(rectification.ledger(desk.ws))
    else:
        desk.tasks.run("读取整改台账", lambda ws, _: rectification.ledger(ws), then)


def read_with_ledger(
    desk: Desk, title: str, work: Callable[[Workspace], T], then: Callable[[T], None]
) -> None:
    """Anything that goes through every task on its way, under the same rule."""
    if desk.tasks.is_closed:
        return
    if rectification.size(desk.ws) <= AT_ONCE:
        then(work(desk.ws))
    else:
        desk.tasks.run(title, lambda ws, _: work(ws), then)
