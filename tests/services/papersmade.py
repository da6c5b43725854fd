"""A case whose notice and minutes went out, for tests of what is done with made papers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from tests.newoffice import issue_itself, new_office
from yuetan_desktop.services import paperwork
from yuetan_desktop.services.casefiles import CaseFile
from yuetan_desktop.services.paperwork import IssuedPaper
from yuetan_desktop.services.workspace import Workspace

from .casestory import TO_INTERVIEW, record, run

NOTICE = {
    "约谈时间": "2026-10-22 09:30",
    "约谈地点": "市政府3号会议室",
    "参加人员": "市生态环境局有关负责同志",
    "成文日期": "2026-10-16",
}
MINUTES = {
    "约谈时间": "2026-10-22 09:30",
    "约谈地点": "市政府3号会议室",
    "表态情况": "认真整改",
    "成文日期": "2026-10-23",
}
MINUTES_DAY = datetime(2026, 10, 23, 9, 30)


@contextmanager
def issuing_office(folder: Path) -> Iterator[Workspace]:
    """The office that issues papers itself, on the day of the notice."""
    clock = datetime(2026, 10, 16, 9, 30)
    with new_office(folder, clock=lambda: clock) as workspace:
        issue_itself(workspace)
        yield workspace


def make(
    ws: Workspace, case: CaseFile, kind: str, typed: dict[str, str], *, formal: bool
) -> IssuedPaper:
    values = paperwork.draft(ws, case.id, kind, typed).values
    return paperwork.issue(ws, case.id, kind, values, formal=formal)


def notify(ws: Workspace, case: CaseFile) -> None:
    """Proposed, approved, notified by a paper with a number."""
    for kind, _, said in TO_INTERVIEW[:2]:
        record(ws, case, kind, "2026-10-14", **said)
    make(ws, case, "约谈通知", NOTICE, formal=True)
    run(ws, case, TO_INTERVIEW[2:3])


def interview(ws: Workspace, case: CaseFile) -> None:
    """Interviewed the next week, with minutes that have a number."""
    notify(ws, case)
    ws.clock = lambda: MINUTES_DAY
    run(ws, case, TO_INTERVIEW[3:])
    make(ws, case, "约谈纪要", MINUTES, formal=True)
