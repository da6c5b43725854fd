"""What the steps of a case add up to, and that no order of steps breaks it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yuetan_desktop.domain.casework import (
    INTERVIEW_CHAIN,
    PAPER_CHAIN,
    CaseState,
    Step,
    StepKind,
    StepperState,
    allowed_next,
    first_out_of_order,
    fold,
    next_act,
    stepper,
)
from yuetan_desktop.domain.stepform import complaints, fields_of

START = date(2026, 10, 13)
SIDE = set(StepKind) - set(INTERVIEW_CHAIN) - set(PAPER_CHAIN)


def steps_of(*kinds: StepKind, **data: str) -> list[Step]:
    """One step a day; `data` belongs to the last of them."""
    steps = [Step(n, kind, START + timedelta(days=n)) for n, kind in enumerate(kinds, start=1)]
    return [*steps[:-1], replace(steps[-1], data=data)] if steps else []


def up_to(kind: StepKind) -> tuple[StepKind, ...]:
    return INTERVIEW_CHAIN[: INTERVIEW_CHAIN.index(kind) + 1]


@pytest.mark.parametrize(
    ("level", "chain"),
    [(1, PAPER_CHAIN), (2, PAPER_CHAIN), (3, INTERVIEW_CHAIN), (6, INTERVIEW_CHAIN)],
)
def test_the_main_steps_follow_each_other_to_the_end(
    level: int, chain: tuple[StepKind, ...]
) -> None:
    for n, kind in enumerate(chain):
        state = fold(level, steps_of(*chain[:n]))
        assert state.current is kind
        assert allowed_next(state)[0] is kind
        assert state.is_open
    ended = fold(level, steps_of(*chain))
    assert (ended.current, ended.is_open) == (None, False)
    assert ended.label in {"已销号", "已办结"}


def test_the_state_says_what_is_waited_for_and_the_button_what_to_record() -> None:
    state = fold(5, steps_of(*up_to(StepKind.MINUTES)))
    assert (state.label, next_act(state)) == ("待整改方案", "登记整改方案")
    assert next_act(fold(1, [])) == "登记提示建议"
    assert next_act(fold(5, steps_of(*INTERVIEW_CHAIN))) == ""


def test_a_voided_step_counts_for_nothing_but_stays() -> None:
    steps = steps_of(*up_to(StepKind.NOTICE))
    steps[-1] = replace(steps[-1], voided_why="日期写错")
    assert fold(4, steps).current is StepKind.NOTICE


@pytest.mark.parametrize("side", [StepKind.POSTPONEMENT, StepKind.ABSENCE])
def test_an_interview_that_did_not_take_place_needs_a_new_notice(side: StepKind) -> None:
    notified = steps_of(*up_to(StepKind.NOTICE), interview_on="2026-10-23")
    assert fold(4, notified).planned_on == date(2026, 10, 23)
    off = fold(4, [*notified, Step(9, side, date(2026, 10, 20))])
    assert (off.current, off.planned_on) == (StepKind.NOTICE, None)


def test_a_postponement_with_a_new_day_plans_it() -> None:
    notified = steps_of(*up_to(StepKind.NOTICE), interview_on="2026-10-23")
    later = Step(9, StepKind.POSTPONEMENT, date(2026, 10, 20), data={"interview_on": "2026-11-18"})
    assert fold(4, [*notified, later]).planned_on == date(2026, 11, 18)


def test_an_interview_that_was_held_is_no_longer_planned() -> None:
    held = fold(4, steps_of(*up_to(StepKind.INTERVIEW)))
    assert (held.held_on, held.planned_on) == (START + timedelta(days=4), None)


def test_a_returned_plan_goes_back_one_step() -> None:
    handed_in = steps_of(*up_to(StepKind.PLAN))
    returned = fold(4, [*handed_in, Step(9, StepKind.RETURN, date(2026, 11, 3))])
    assert returned.current is StepKind.PLAN
    assert StepKind.RETURN not in allowed_next(fold(4, steps_of(*up_to(StepKind.MINUTES))))


@pytest.mark.parametrize(
    ("kind", "label"), [(StepKind.EXEMPTION, "已豁免"), (StepKind.WITHDRAWAL, "已撤销")]
)
def test_a_case_may_be_dropped_at_any_time_and_then_nothing_more_is_recorded(
    kind: StepKind, label: str
) -> None:
    for n in range(len(INTERVIEW_CHAIN)):
        begun = steps_of(*INTERVIEW_CHAIN[:n])
        assert kind in allowed_next(fold(4, begun))
        dropped = fold(4, [*begun, Step(99, kind, date(2026, 12, 1))])
        assert (dropped.label, dropped.was_dropped) == (label, True)
        assert allowed_next(dropped) == ()


def test_after_closure_only_the_watch_of_three_months_and_a_transfer_remain() -> None:
    closed = fold(4, steps_of(*INTERVIEW_CHAIN))
    assert allowed_next(closed) == (StepKind.IMPROVEMENT_CHECK, StepKind.TRANSFER)
    assert not closed.was_dropped


def test_transfer_waits_for_the_interview() -> None:
    assert StepKind.TRANSFER not in allowed_next(fold(4, steps_of(*up_to(StepKind.NOTICE))))
    assert StepKind.TRANSFER in allowed_next(fold(4, steps_of(*up_to(StepKind.INTERVIEW))))


def test_a_step_without_the_one_before_it_is_out_of_order() -> None:
    steps = steps_of(*up_to(StepKind.INTERVIEW))
    assert first_out_of_order(4, steps) is None
    without_notice = [step for step in steps if step.kind is not StepKind.NOTICE]
    found = first_out_of_order(4, without_notice)
    assert found is not None
    assert found.kind is StepKind.INTERVIEW


def test_the_stepper_shows_days_done_the_running_limit_and_dashes() -> None:
    state = fold(5, steps_of(*up_to(StepKind.MINUTES)))
    rows = stepper(state, {StepKind.PLAN: date(2026, 11, 13)})
    assert [row.state for row in rows[4:7]] == [
        StepperState.DONE,
        StepperState.CURRENT,
        StepperState.FUTURE,
    ]
    assert [row.text for row in rows[3:7]] == ["10-17", "10-18", "11-13 前", "—"]
    assert [row.number for row in rows] == list(range(1, 11))
    guess = stepper(state, {StepKind.PLAN: date(2027, 1, 6)}, {StepKind.PLAN})[5]
    assert guess.text == "01-06 前 暂估"


def walk(level: int, picks: list[int]) -> list[Step]:
    """A case that took whatever was allowed, as the numbers pick it."""
    steps: list[Step] = []
    for n, pick in enumerate(picks, start=1):
        allowed = allowed_next(fold(level, steps))
        if not allowed:
            break
        kind = allowed[pick % len(allowed)]
        steps.append(Step(n, kind, START + timedelta(days=n)))
    return steps


@given(st.integers(1, 6), st.lists(st.integers(0, 20), max_size=30))
def test_any_order_of_allowed_steps_keeps_the_chain_whole(level: int, picks: list[int]) -> None:
    steps = walk(level, picks)
    state: CaseState = fold(level, steps)
    assert first_out_of_order(level, steps) is None
    done = [kind in state.done for kind in state.chain]
    assert done == sorted(done, reverse=True), "a main step is done while one before it is not"
    assert (state.current is None) == (not state.is_open)
    assert len(stepper(state)) == len(state.chain)


@given(st.integers(1, 6), st.lists(st.integers(0, 20), min_size=1, max_size=20))
def test_the_last_step_can_always_be_voided(level: int, picks: list[int]) -> None:
    steps = walk(level, picks)
    voided = [*steps[:-1], replace(steps[-1], voided_why="写错")]
    assert first_out_of_order(level, voided) is None
    assert fold(level, voided) == fold(level, steps[:-1])


# -- what a step must say -----------------------------------------------------------------------
def test_required_fields_are_named_and_dates_and_choices_are_checked() -> None:
    assert complaints(StepKind.APPROVAL, {}) == {"approver": "缺批准人。"}
    assert complaints(StepKind.APPROVAL, {"approver": "市政府分管领导"}) == {}
    assert "不是日期" in complaints(StepKind.NOTICE, {"interview_on": "11月24日"})["interview_on"]
    assert complaints(StepKind.NOTICE, {"interview_on": "2026-11-24"}) == {}
    wrong = complaints(StepKind.REVIEW, {"conclusion": "不同意"})
    assert wrong["conclusion"] == "审核结论应为：同意实施、修改完善后实施。"
    assert "没有“x”这一项" in complaints(StepKind.MINUTES, {"x": "1"})["x"]


def test_closure_exemption_and_withdrawal_never_go_without_a_person_or_a_reason() -> None:
    for kind in (StepKind.CLOSURE, StepKind.EXEMPTION, StepKind.WITHDRAWAL, StepKind.TRANSFER):
        assert any(field.required for field in fields_of(kind)), kind
