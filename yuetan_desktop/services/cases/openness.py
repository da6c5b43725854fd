"""第二十条: whether a case's interview is public, and whether it concerns a state secret."""

from __future__ import annotations

from yuetan_desktop.domain.cases.participants import Openness
from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.store import casedetails

OPENNESS = "openness"


def openness_of(ws: Workspace, case_id: int) -> Openness:
    """Internal while nothing was decided."""
    rows = casedetails.details(ws.db, case_id, OPENNESS)
    return Openness(**rows[0].value) if rows else Openness()
