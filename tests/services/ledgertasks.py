"""A task of 雁江区's case as the tests of the ledger enter it, and others that differ from it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from yuetan_desktop.domain.rectification import Terms
from yuetan_desktop.services import rectification
from yuetan_desktop.services.casefiles import CaseFile
from yuetan_desktop.services.rectification import TaskFile
from yuetan_desktop.services.workspace import Workspace

TODAY = date(2026, 11, 10)
TERMS = Terms(
    problem="裸土未覆盖",
    measure="建筑工地裸土全部覆盖",
    quantity=Decimal(68),
    unit="个",
    due=date(2026, 11, 30),
    department="雁江区住房和城乡建设局",
    person="周平",
)


def add(ws: Workspace, case: CaseFile, **other: Any) -> TaskFile:
    """Enter the task; what is named here is other than in `TERMS`."""
    return rectification.add_task(ws, replace(TERMS, **other), case_id=case.id)
