"""Tasks of the ledger that may be matters of 第六条（四） or （五）: late, or slow for their time.

They are candidates: nothing is logged or evaluated until a person logs one.
"""

from __future__ import annotations

from dataclasses import dataclass

from yuetan_desktop.domain.ledger.timeprogress import TimeProgress, time_progress
from yuetan_desktop.services.incidents import list_incidents
from yuetan_desktop.services.rectification import TaskFile, ledger
from yuetan_desktop.services.workspace import Workspace

KINDS = ("key_task_late", "inspection_lag")
"""What a late task may be logged as: 重点任务逾期 (六（四）) or 督察整改滞后 (六（五）)."""


@dataclass(frozen=True, slots=True)
class LateTask:
    """A candidate: the task and how it stands against its time."""

    file: TaskFile
    progress: TimeProgress


def late_tasks(ws: Workspace) -> list[LateTask]:
    """Open tasks that are late or slow today, latest first, without those already logged.

    A matter logged from a task names the task's code as its 对象.
    """
    logged = {incident.subject for incident in list_incidents(ws) if incident.kind in KINDS}
    found = [
        LateTask(file, progress)
        for file in ledger(ws)
        if file.code not in logged
        and file.state.entries
        and (progress := time_progress(file.state, file.state.entries[0].day, ws.today()))
        and (progress.is_late or progress.is_slow)
    ]
    return sorted(found, key=lambda task: (-task.progress.days_late, task.file.code))
