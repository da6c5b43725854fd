"""Late and slow tasks are candidates until a person logs them as matters."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.services import ledgertasks
from yuetan_desktop.domain.judging.matrix import CellState
from yuetan_desktop.domain.period import Period
from yuetan_desktop.services import assessing, incidents
from yuetan_desktop.services.casefiles import CaseFile
from yuetan_desktop.services.ledger import taskwork
from yuetan_desktop.services.ledger.latetasks import KINDS, late_tasks
from yuetan_desktop.services.workspace import Workspace


def state_at_level_3(ws: Workspace, place: int) -> CellState:
    rows = assessing.dashboard(ws, Period.parse("2026-10")).rows
    return next(row for row in rows if row.place.id == place).cells[2].state


@pytest.fixture
def late(ws: Workspace, case: CaseFile) -> str:
    """A task of the ledger whose limit was yesterday."""
    return ledgertasks.add(ws, case, due=date(2026, 11, 9)).code


def test_an_overdue_task_is_a_candidate_and_no_trigger_by_itself(ws: Workspace, late: str) -> None:
    (found,) = late_tasks(ws)
    assert found.file.code == late
    assert found.progress.says == "未按期完成：逾期 1 天，完成 0%"
    assert incidents.list_incidents(ws) == []


def test_a_task_in_time_is_none(ws: Workspace, case: CaseFile) -> None:
    ledgertasks.add(ws, case)
    assert late_tasks(ws) == []


def test_a_finished_task_is_none(ws: Workspace, case: CaseFile, late: str) -> None:
    (found,) = late_tasks(ws)
    taskwork.record_progress(ws, found.file.id, Decimal(68), date(2026, 11, 10))
    assert late_tasks(ws) == []


@pytest.mark.parametrize("kind", KINDS)
def test_once_logged_it_waits_for_a_finding_at_level_3(ws: Workspace, late: str, kind: str) -> None:
    (found,) = late_tasks(ws)
    place = found.file.row.place_id
    number = incidents.log_incident(
        ws, place=place, kind=kind, day=ws.today(), title="裸土未覆盖", subject=late,
        confirmed=None, evidence=[f"整改台账 {late}"],
    )  # fmt: skip
    assert late_tasks(ws) == []
    assert state_at_level_3(ws, place) is CellState.UNDECIDED
    incidents.void_incident(ws, number, why="登记有误")
    assert [one.file.code for one in late_tasks(ws)] == [late], "a voided matter logs nothing"
