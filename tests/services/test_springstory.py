"""One case from trigger to closure over the Spring Festival of 2026, with everything that can come
between: postponement, a forgotten service, a returned plan, an overdue report, a transfer, work
sent back, and at last an interview that brought no improvement."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from tests.newoffice import new_office
from yuetan_desktop.domain.casework import StepKind
from yuetan_desktop.domain.deadline import Deadline, DeadlineState
from yuetan_desktop.domain.period import Period
from yuetan_desktop.errors import AppError
from yuetan_desktop.services import casefiles
from yuetan_desktop.services.casefiles import CaseFile
from yuetan_desktop.services.cases import caseopening
from yuetan_desktop.services.cases.caseview import get_case
from yuetan_desktop.services.workspace import Workspace

from .conftest import off_target


class Story:
    """A database whose clock goes to the day of each step."""

    def __init__(self, folder: Path) -> None:
        self.today = date(2026, 1, 12)
        self.ws: Workspace = new_office(folder, clock=self.now)
        place = off_target(self.ws, "雁江区", 2025)
        self.case: CaseFile = caseopening.open_case(
            self.ws, place, month=Period.month(2025, 9), department="市生态环境局"
        ).case

    def now(self) -> datetime:
        return datetime(self.today.year, self.today.month, self.today.day, 9)

    def on(self, day: str, kind: StepKind, **data: str) -> CaseFile:
        self.today = date.fromisoformat(day)
        self.case = casefiles.record_step(self.ws, self.case.id, kind, self.today, data=data)
        return self.case

    def limit(self, key: str, day: str = "") -> Deadline:
        if day:
            self.today = date.fromisoformat(day)
            self.case = casefiles.load_case(self.ws, self.case.id)
        (found,) = (one for one in self.case.deadlines if one.key == key)
        return found


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Story]:
    told = Story(tmp_path / "data")
    with told.ws:
        yield told


def test_from_trigger_to_closure_over_the_spring_festival(story: Story) -> None:
    on = story.on
    on("2026-01-14", StepKind.CONSULTATION, **{"with": "市环委办", "opinion": "同意约谈"})
    on("2026-01-16", StepKind.APPROVAL, approver="市政府主要领导")
    on("2026-01-20", StepKind.NOTICE, interview_on="2026-01-28")
    on(
        "2026-01-26", StepKind.POSTPONEMENT,
        reason="防范雨雪冰冻", approver="市政府主要领导", interview_on="2026-02-06",
    )  # fmt: skip
    assert story.limit("notice").due == date(2026, 2, 2)
    with pytest.raises(AppError, match="距约谈不足3个工作日"):
        on("2026-02-03", StepKind.NOTICE, interview_on="2026-02-06")
    on("2026-02-02", StepKind.NOTICE, interview_on="2026-02-06")
    on("2026-02-06", StepKind.INTERVIEW, form="内部约谈")
    assert get_case(story.ws, story.case.id).missed == ("送达",)
    on("2026-02-06", StepKind.SERVICE, addressee="雁江区人民政府", way="直接送达")
    # 春节 2026-02-15 to 02-23; 02-14 and 02-28 are worked.
    assert story.limit("transfer").due == date(2026, 2, 24)
    assert story.limit("plan").due == date(2026, 3, 5)
    assert story.limit("improvement").due == date(2026, 5, 6)

    on("2026-02-09", StepKind.MINUTES, rectify_by="2026-06-30")
    on("2026-02-10", StepKind.SIGNING, signers="约谈人、被约谈人")
    assert story.limit("transfer", "2026-02-25").state is DeadlineState.OVERDUE
    late = on("2026-02-26", StepKind.TRANSFER, recipient="市纪委监委、市委组织部")
    assert {d.key: d.state for d in late.deadlines}["transfer"] is DeadlineState.LATE

    on("2026-03-04", StepKind.PLAN)
    on("2026-03-06", StepKind.RETURN, reason="缺量化目标")
    assert story.limit("plan").state is DeadlineState.IN_TIME  # the first one was in time
    on("2026-03-11", StepKind.PLAN)
    on("2026-03-13", StepKind.REVIEW, conclusion="同意实施", reporting="按月")
    assert story.limit("progress", "2026-04-20").state is DeadlineState.OVERDUE
    on("2026-04-21", StepKind.PROGRESS)
    assert story.limit("progress").due == date(2026, 5, 21)
    on("2026-05-06", StepKind.IMPROVEMENT_CHECK, result="未改善")

    assert story.limit("completion").due == date(2026, 6, 30)
    on("2026-06-26", StepKind.COMPLETION)
    on("2026-07-01", StepKind.VERIFICATION, opinion="两处工地围挡不合要求")
    on("2026-07-02", StepKind.REWORK, reason="现场核查未通过", rectify_by="2026-07-20")
    assert story.case.state.label == "待整改"
    assert story.limit("completion").due == date(2026, 7, 20)
    on("2026-07-17", StepKind.COMPLETION)
    on("2026-07-20", StepKind.VERIFICATION, opinion="整改到位")
    with pytest.raises(AppError, match="不能登记销号"):
        on("2026-07-21", StepKind.CLOSURE, approver="市政府主要领导")
    on("2026-07-21", StepKind.OPINION_APPROVAL, approver="市政府主要领导")
    on("2026-07-22", StepKind.RESULT_NOTICE, addressee="雁江区人民政府")
    closed = on("2026-07-23", StepKind.CLOSURE, approver="市政府主要领导")
    assert (closed.state.label, closed.state.missed) == ("已销号", ())
    states = {limit.key: limit.state for limit in closed.deadlines}
    assert states == {
        "notice": DeadlineState.IN_TIME,
        "transfer": DeadlineState.LATE,
        "plan": DeadlineState.IN_TIME,
        "improvement": DeadlineState.IN_TIME,
        "completion": DeadlineState.IN_TIME,
    }
    view = get_case(story.ws, story.case.id)
    assert [one.kind for one in view.next_steps] == [
        StepKind.IMPROVEMENT_CHECK,
        StepKind.TRANSFER,
        StepKind.TRANSFER_RECEIPT,
        StepKind.ESCALATION,
    ]
