"""Steps of a stored case, recorded and voided in any order that the program takes: what is read back
is what was said, and no limit is lost or doubled on the way."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from random import Random

import pytest

from yuetan_desktop.domain.cases.stepform import FieldKind, StepField, fields_of
from yuetan_desktop.domain.casework import StepKind, allowed_next, fold
from yuetan_desktop.errors import AppError
from yuetan_desktop.services import casefiles
from yuetan_desktop.services.casefiles import CaseFile
from yuetan_desktop.services.reports import duecalendar
from yuetan_desktop.services.workspace import Workspace

# These end the case, or want another case beside it.
LEFT_OUT = {StepKind.WITHDRAWAL, StepKind.EXEMPTION, StepKind.ESCALATION}


def answer(field: StepField, chance: Random, case: CaseFile, ws: Workspace) -> str:
    if field.key == "level":
        return str(chance.choice([n for n in (3, 4, 5, 6) if n != case.state.level]))
    if field.key == "result":
        return "已改善"  # 未改善 waits for three months, and here days pass only to the interview
    if field.kind is FieldKind.CHOICE:
        return chance.choice(field.choices)
    if field.kind is FieldKind.DATE:
        begin = max(ws.today(), case.state.planned_on or ws.today())  # 第十四条: put off, so later
        return (begin + timedelta(days=chance.randint(15, 60))).isoformat()
    return "甲"


@pytest.mark.parametrize("seed", range(4))
def test_what_is_recorded_and_voided_in_any_order_stays_whole(
    ws: Workspace, case: CaseFile, seed: int
) -> None:
    chance = Random(seed)
    for _ in range(30):
        offered = [kind for kind in allowed_next(case.state) if kind not in LEFT_OUT]
        if not offered:
            break
        kind = offered[0] if chance.random() < 0.7 else chance.choice(offered)
        if kind in {StepKind.INTERVIEW, StepKind.ABSENCE} and case.state.planned_on is not None:
            until(ws, case.state.planned_on)
        said = {one.key: answer(one, chance, case, ws) for one in fields_of(kind)}
        case = casefiles.record_step(ws, case.id, kind, ws.today(), data=said)
        whole(ws, case)
    while voidable := [s for s in case.steps if not s.is_void and s.kind != "confirmation"]:
        chance.shuffle(voidable)
        case = void_one_of(ws, case, [step.id for step in voidable])
        whole(ws, case)
    assert [step.kind for step in case.state.steps] == [StepKind.CONFIRMATION]
    assert case.deadlines == ()


def until(ws: Workspace, day: date) -> None:
    """第十四条: the interview is held, or missed, on the day that its notice named."""
    ws.clock = lambda: datetime.combine(day, time(9, 30))


def void_one_of(ws: Workspace, case: CaseFile, ids: list[int]) -> CaseFile:
    """The first that the program lets go; a refusal names what leans on the step and keeps it."""
    for step_id in ids:
        refusal = ""
        try:
            return casefiles.void_step(ws, case.id, step_id, "登错")
        except AppError as error:
            refusal = str(error)
        assert "以它为前提" in refusal
        assert casefiles.load_case(ws, case.id) == case
    raise AssertionError("nothing could be voided")


def whole(ws: Workspace, case: CaseFile) -> None:
    assert case == casefiles.load_case(ws, case.id)
    assert case.state == fold(case.row.level, [step for step in case.steps if not step.is_void])
    keys = [limit.key for limit in case.deadlines]
    assert len(keys) == len(set(keys))
    shown = [entry.key for entry in duecalendar.case_entries(ws) if entry.id == case.id]
    assert sorted(shown) == sorted(keys)
