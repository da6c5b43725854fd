"""第二十条: whether a case's interview is public, and whether it concerns a state secret."""

from __future__ import annotations

from dataclasses import replace

from yuetan_desktop.domain.cases.participants import Openness
from yuetan_desktop.domain.cases.stepform import INTERNAL, PUBLIC
from yuetan_desktop.domain.casework import CaseState, StepKind
from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.store import casedetails

OPENNESS = "openness"


def openness_of(ws: Workspace, case_id: int, state: CaseState) -> Openness:
    """As the interview was held; before, as it was decided; internal while nothing was."""
    decided, held = _decided(ws, case_id) or Openness(), held_form(state)
    return replace(decided, is_public=held == PUBLIC) if held else decided


def planned_form(ws: Workspace, case_id: int) -> str:
    """What was decided of the form of an interview; empty while nothing was."""
    decided = _decided(ws, case_id)
    return "" if decided is None else _form(decided)


def held_form(state: CaseState) -> str:
    """The form in which the interview was held; empty before, or where the step does not say."""
    held = state.done.get(StepKind.INTERVIEW)
    return str(held.data.get("form", "")) if held else ""


def form_objection(state: CaseState, openness: Openness) -> str:
    """Why a case cannot be set like this: its interview was held otherwise. That it concerns a
    state secret may be found at any time."""
    held, wanted = held_form(state), _form(openness)
    if not held or held == wanted or openness.is_secret:
        return ""
    return f"约谈已登记为{held}（{state.held_on}），不能改定为{wanted}（第二十条）。"


def _decided(ws: Workspace, case_id: int) -> Openness | None:
    rows = casedetails.details(ws.db, case_id, OPENNESS)
    return Openness(**rows[0].value) if rows else None


def _form(openness: Openness) -> str:
    return PUBLIC if openness.is_public else INTERNAL
