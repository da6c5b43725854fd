"""Limits of 第十二、十七、十九条 and 第九条（一）1: due days, and 临近, 今日, 逾期, 按期, 超期."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yuetan_desktop import paths
from yuetan_desktop.domain.casework import Step, StepKind, fold
from yuetan_desktop.domain.deadline import Deadline, DeadlineState, deadlines, reported
from yuetan_desktop.domain.judging.rulefile import read_regulation
from yuetan_desktop.domain.workday import Counting, WorkCalendar, YearNotice

from .test_casework import walk

RESOURCES: Path = paths.resources()
CALENDAR = WorkCalendar(
    YearNotice.from_toml(file.read_text("utf-8"))
    for file in (RESOURCES / "workdays").glob("*.toml")
)
DUTIES = read_regulation(
    (RESOURCES / "regulations" / "ziyang-2022-42.toml").read_text("utf-8")
).duties


def day(text: str) -> date:
    return date.fromisoformat(text)


def steps(*rows: tuple[StepKind, str, dict[str, str]]) -> list[Step]:
    return [Step(n, kind, day(when), data=data) for n, (kind, when, data) in enumerate(rows, 1)]


def interviewed(on: str, notified: str) -> list[Step]:
    return steps(
        (StepKind.PROPOSAL, notified, {}),
        (StepKind.APPROVAL, notified, {}),
        (StepKind.NOTICE, notified, {"interview_on": on}),
        (StepKind.INTERVIEW, on, {}),
    )


def of(
    recorded: list[Step],
    today: str,
    *,
    level: int = 5,
    counting: Counting = Counting.THREE_CLEAR_DAYS,
) -> dict[str, Deadline]:
    found = deadlines(DUTIES, fold(level, recorded), CALENDAR, day(today), counting)
    return {deadline.key: deadline for deadline in found}


# The case of the picture: interview on Thursday 2025-10-23.
PICTURE = interviewed("2025-10-23", "2025-10-17")


def test_the_limits_of_an_interview_stand_with_article_and_due_day() -> None:
    found = of(PICTURE, "2025-11-10")
    assert {key: (d.cite, d.due) for key, d in found.items()} == {
        "notice": ("第十二条", day("2025-10-17")),
        "transfer": ("第十九条", day("2025-11-03")),
        "plan": ("第十七条", day("2025-11-13")),
        "improvement": ("第九条第（一）项第1目", day("2026-01-23")),
    }


@pytest.mark.parametrize(
    ("today", "state", "text"),
    [
        ("2025-11-07", DeadlineState.AHEAD, "剩 4 工作日"),
        ("2025-11-08", DeadlineState.AHEAD, "剩 4 工作日"),  # a Saturday
        ("2025-11-10", DeadlineState.NEAR, "剩 3 工作日"),
        ("2025-11-12", DeadlineState.NEAR, "剩 1 工作日"),
        ("2025-11-13", DeadlineState.TODAY, "今日到期"),
        ("2025-11-14", DeadlineState.OVERDUE, "逾期 1 工作日"),
        ("2025-11-17", DeadlineState.OVERDUE, "逾期 2 工作日"),
    ],
)
def test_a_plan_not_handed_in(today: str, state: DeadlineState, text: str) -> None:
    plan = of(PICTURE, today)["plan"]
    assert (plan.state, plan.text) == (state, text)


def test_over_a_weekend_calendar_days_are_named() -> None:
    recorded = interviewed("2025-10-17", "2025-10-11")  # plan due on Friday 2025-11-07
    plan = of(recorded, "2025-11-08")["plan"]
    assert plan.due == day("2025-11-07")
    assert (plan.state, plan.text) == (DeadlineState.OVERDUE, "逾期 1 天")


@pytest.mark.parametrize(
    ("handed_in", "state", "text"),
    [
        ("2025-11-13", DeadlineState.IN_TIME, "按期"),
        ("2025-11-14", DeadlineState.LATE, "超期 1 工作日"),
    ],
)
def test_a_plan_handed_in(handed_in: str, state: DeadlineState, text: str) -> None:
    recorded = [
        *PICTURE,
        Step(8, StepKind.MINUTES, day("2025-10-24")),
        Step(9, StepKind.PLAN, day(handed_in)),
    ]
    plan = of(recorded, "2025-12-01")["plan"]
    assert (plan.state, plan.text, plan.done_on) == (state, text, day(handed_in))


def test_the_limit_over_the_spring_festival() -> None:
    recorded = interviewed("2026-02-06", "2026-02-02")
    assert of(recorded, "2026-02-09")["plan"].due == day("2026-03-05")


def test_the_notice_has_a_limit_as_soon_as_a_day_is_agreed() -> None:
    begun = steps((StepKind.PROPOSAL, "2026-10-13", {}), (StepKind.APPROVAL, "2026-10-15", {}))
    assert of(begun, "2026-10-15") == {}
    moved = [
        *begun,
        Step(3, StepKind.NOTICE, day("2026-10-16"), data={"interview_on": "2026-10-22"}),
        Step(4, StepKind.POSTPONEMENT, day("2026-10-20"), data={"interview_on": "2026-11-24"}),
    ]
    by_clear_days = of(moved, "2026-11-18")["notice"]
    assert (by_clear_days.due, by_clear_days.state) == (day("2026-11-18"), DeadlineState.TODAY)
    by_third_day = of(moved, "2026-11-18", counting=Counting.THIRD_DAY_BEFORE)["notice"]
    assert (by_third_day.due, by_third_day.state) == (day("2026-11-19"), DeadlineState.NEAR)


def test_what_was_done_says_how_far_into_its_limit() -> None:
    moved = steps((StepKind.TRANSFER, "2025-10-31", {}))
    found = of([*PICTURE, *moved], "2025-11-10")
    words = {one.step: one.done_words for one in found.values()}
    assert words[StepKind.NOTICE] == "提前 3 个工作日"
    assert words[StepKind.TRANSFER] == "第 6 个工作日"
    assert words[StepKind.PLAN] == ""  # not handed in yet
    late = of(interviewed("2025-10-23", "2025-10-21"), "2025-11-10")
    assert {one.step: one.done_words for one in late.values()}[StepKind.NOTICE] == ""


def test_finding_nothing_to_transfer_meets_the_limit_too() -> None:
    for kind in (StepKind.TRANSFER, StepKind.NO_TRANSFER):
        recorded = [*PICTURE, Step(9, kind, day("2025-10-31"))]
        transfer = of(recorded, "2025-11-10")["transfer"]
        assert (transfer.state, transfer.done_on) == (DeadlineState.IN_TIME, day("2025-10-31"))


def test_a_date_that_leans_on_an_unpublished_year_is_estimated() -> None:
    found = of(interviewed("2026-12-15", "2026-12-09"), "2026-12-16")
    assert {key: d.estimated for key, d in found.items()} == {
        "notice": False,
        "transfer": False,
        "plan": True,
        "improvement": True,
    }
    assert found["plan"].estimate_note.startswith("暂估")
    assert found["transfer"].estimate_note == ""


def test_warnings_and_circulars_have_only_the_limits_their_paper_sets() -> None:
    issued = steps(
        (StepKind.PROPOSAL, "2026-11-02", {}),
        (StepKind.APPROVAL, "2026-11-03", {}),
        (StepKind.ISSUE, "2026-11-04", {"reply_by": "2026-11-13"}),
    )
    (reply,) = of(issued, "2026-11-10", level=1).values()
    assert (reply.key, reply.cite, reply.text) == ("reply", "文件要求", "剩 3 工作日")


def test_the_bar_fills_as_working_days_go_by() -> None:
    assert of(PICTURE, "2025-10-23")["plan"].share == 0
    assert of(PICTURE, "2025-11-10")["plan"].share == pytest.approx(12 / 15)
    assert of(PICTURE, "2025-12-10")["plan"].share == 1


@given(st.integers(1, 6), st.lists(st.integers(0, 20), max_size=30), st.integers(0, 60))
def test_no_order_of_steps_loses_or_doubles_a_limit(
    level: int, picks: list[int], later: int
) -> None:
    recorded = walk(level, picks)
    state = fold(level, recorded)
    found = deadlines(DUTIES, state, CALENDAR, date(2026, 10, 13 + later % 15))
    keys = [deadline.key for deadline in found]
    assert len(keys) == len(set(keys))
    if state.held_on is not None and not state.was_dropped:
        assert {"notice", "transfer", "plan", "improvement"} <= set(keys)
    if state.was_dropped:
        assert all(deadline.is_done for deadline in found)
    for deadline in found:
        assert deadline.is_done == (deadline.state in {DeadlineState.IN_TIME, DeadlineState.LATE})


# -- 整改进展书面报告, each of them -----------------------------------------------------------------
PLANNED = steps(
    *((one.kind, one.day.isoformat(), dict(one.data)) for one in PICTURE),
    (StepKind.MINUTES, "2025-10-24", {}),
    (StepKind.PLAN, "2025-11-03", {}),
    (StepKind.REVIEW, "2025-11-07", {"conclusion": "同意实施", "reporting": "按月"}),
)


def kept(*later: tuple[StepKind, str, dict[str, str]], today: str = "2026-06-01") -> list[str]:
    rows = [(one.kind, one.day.isoformat(), dict(one.data)) for one in PLANNED]
    state = fold(5, steps(*rows, *later))
    return [f"{one.due} {one.state}" for one in reported(state, CALENDAR, day(today))]


def test_every_progress_report_has_been_a_limit_of_its_own() -> None:
    assert kept() == []
    assert kept(
        (StepKind.PROGRESS, "2025-12-08", {}),  # 12-07 is a Sunday
        (StepKind.PROGRESS, "2026-01-09", {}),
    ) == ["2025-12-08 按期", "2026-01-08 超期"]


def test_the_final_report_answers_for_a_progress_report_that_was_due_before_it() -> None:
    assert kept((StepKind.COMPLETION, "2025-12-08", {})) == []
    assert kept((StepKind.COMPLETION, "2025-12-09", {})) == ["2025-12-08 超期"]


def test_after_the_work_was_sent_back_reports_count_from_that_day() -> None:
    later = (
        (StepKind.COMPLETION, "2025-12-05", {}),
        (StepKind.REWORK, "2026-03-02", {"reason": "两项未落实"}),
    )
    rows = [(one.kind, one.day.isoformat(), dict(one.data)) for one in PLANNED]
    (next_report,) = [
        one
        for one in deadlines(DUTIES, fold(5, steps(*rows, *later)), CALENDAR, day("2026-03-03"))
        if one.key == "progress"
    ]
    assert (next_report.from_day, next_report.due) == (day("2026-03-02"), day("2026-04-02"))
    assert not next_report.is_done
