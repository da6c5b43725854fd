"""What the steps of a case add up to, and that no order of steps breaks it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yuetan_desktop.domain.cases.stepform import complaints, fields_of
from yuetan_desktop.domain.cases.stepper import StepperState, next_act, stepper
from yuetan_desktop.domain.casework import (
    INTERVIEW_CHAIN,
    MAIN_OF,
    NOT_IMPROVED,
    PAPER_CHAIN,
    SUB_STEPS,
    CaseState,
    Step,
    StepKind,
    allowed_next,
    first_out_of_order,
    fold,
)

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
        assert allowed_next(state)[0] is state.next
        assert state.is_open
    ended = fold(level, steps_of(*chain))
    assert (ended.current, ended.is_open) == (None, False)
    assert ended.label in {"已销号", "已办结"}


def test_the_state_says_what_is_waited_for_and_the_button_what_to_record() -> None:
    state = fold(5, steps_of(*up_to(StepKind.MINUTES), StepKind.SIGNING))
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


def test_after_closure_remain_the_watch_of_three_months_the_transfer_and_what_was_forgotten() -> (
    None
):
    closed = fold(4, steps_of(*INTERVIEW_CHAIN))
    remaining = (StepKind.IMPROVEMENT_CHECK, StepKind.TRANSFER, StepKind.NO_TRANSFER)
    assert allowed_next(closed) == (*remaining, *closed.missed)
    assert not closed.was_dropped
    parts = [Step(30 + n, part, START) for n, part in enumerate(closed.missed)]
    assert allowed_next(fold(4, [*steps_of(*INTERVIEW_CHAIN), *parts])) == remaining


def test_a_warning_that_was_issued_had_no_interview_and_needs_no_word_of_transfer() -> None:
    closed = fold(1, steps_of(*PAPER_CHAIN))
    assert StepKind.NO_TRANSFER not in allowed_next(closed)


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
        steps.append(
            Step(n, kind, START + timedelta(days=n), data=SAID[kind](pick) if kind in SAID else {})
        )
    return steps


SAID: dict[StepKind, Callable[[int], dict[str, str]]] = {
    StepKind.LEVEL_CHANGE: lambda pick: {"level": str(pick % 6 + 1)},
    StepKind.IMPROVEMENT_CHECK: lambda pick: {"result": ("已改善", NOT_IMPROVED)[pick % 2]},
    StepKind.MINUTES: lambda pick: {"rectify_by": "2027-03-01"} if pick % 2 else {},
}


# -- sub-steps, ways back and level ------------------------------------------------------------
def test_each_sub_step_is_the_one_next_act_in_its_turn() -> None:
    steps: list[Step] = []
    acts = []
    for n in range(20):
        state = fold(5, steps)
        if state.next is None:
            break
        acts.append(state.next.label)
        steps.append(Step(n, state.next, START + timedelta(days=n)))
    assert acts == [
        "约谈建议", "会商", "批准", "书面通知", "送达", "约谈", "纪要", "纪要签署", "整改方案",
        "审核", "整改", "现场核查", "核查意见审批", "核查结果通知", "销号",
    ]  # fmt: skip
    assert fold(5, steps).missed == ()


def test_a_case_is_not_closed_without_approved_opinion_and_written_notice() -> None:
    verified = steps_of(*up_to(StepKind.VERIFICATION))
    state = fold(5, verified)
    assert (state.label, next_act(state)) == ("待核查意见审批", "登记核查意见审批")
    assert StepKind.CLOSURE not in allowed_next(state)
    approved = [*verified, Step(20, StepKind.OPINION_APPROVAL, START)]
    assert StepKind.CLOSURE not in allowed_next(fold(5, approved))
    told = [*approved, Step(21, StepKind.RESULT_NOTICE, START)]
    assert allowed_next(fold(5, told))[0] is StepKind.CLOSURE


def test_what_was_passed_over_is_named_and_can_still_be_recorded() -> None:
    state = fold(5, steps_of(*up_to(StepKind.PLAN)))  # an older case, without sub-steps
    assert state.missed == (StepKind.CONSULTATION, StepKind.SERVICE, StepKind.SIGNING)
    assert state.current is StepKind.REVIEW
    assert set(state.missed) <= set(allowed_next(state))
    late = fold(5, [*steps_of(*up_to(StepKind.PLAN)), Step(30, StepKind.SERVICE, START)])
    assert late.missed == (StepKind.CONSULTATION, StepKind.SIGNING)


def test_an_older_case_that_was_closed_without_sub_steps_stays_closed() -> None:
    closed = fold(5, steps_of(*INTERVIEW_CHAIN))
    assert (closed.label, closed.is_open) == ("已销号", False)
    assert StepKind.OPINION_APPROVAL in closed.missed


def test_a_new_notice_has_to_be_served_anew() -> None:
    served = steps_of(*up_to(StepKind.NOTICE), StepKind.SERVICE)
    assert StepKind.SERVICE in fold(4, served).parts
    put_off = [*served, Step(9, StepKind.POSTPONEMENT, START), Step(10, StepKind.NOTICE, START)]
    assert fold(4, put_off).next is StepKind.SERVICE


def test_a_change_of_level_asks_for_approval_again_and_drops_the_agreed_day() -> None:
    notified = steps_of(*up_to(StepKind.NOTICE), interview_on="2026-10-23")
    changed = [*notified, Step(9, StepKind.LEVEL_CHANGE, START, data={"level": "6"})]
    state = fold(4, changed)
    assert (state.level, state.current, state.planned_on) == (6, StepKind.APPROVAL, None)
    lowered = fold(4, [*notified, Step(9, StepKind.LEVEL_CHANGE, START, data={"level": "2"})])
    assert (lowered.chain, lowered.current) == (PAPER_CHAIN, StepKind.APPROVAL)
    held = fold(4, steps_of(*up_to(StepKind.INTERVIEW)))
    assert StepKind.LEVEL_CHANGE not in allowed_next(held)


@pytest.mark.parametrize(
    ("done", "back", "current"),
    [
        (StepKind.PROPOSAL, StepKind.PROPOSAL_RETURN, StepKind.PROPOSAL),
        (StepKind.PLAN, StepKind.RETURN, StepKind.PLAN),
        (StepKind.VERIFICATION, StepKind.REWORK, StepKind.COMPLETION),
    ],
)
def test_what_is_sent_back_is_done_again(done: StepKind, back: StepKind, current: StepKind) -> None:
    state = fold(4, steps_of(*up_to(done)))
    assert back in allowed_next(state)
    sent = fold(4, [*state.steps, Step(50, back, START)])
    assert sent.current is current
    assert not set(sent.parts) & set(SUB_STEPS.get(StepKind.VERIFICATION, ()))


def test_only_what_was_found_not_improved_is_escalated_and_only_once() -> None:
    held = steps_of(*up_to(StepKind.MINUTES))
    checked = [*held, Step(20, StepKind.IMPROVEMENT_CHECK, START, data={"result": "已改善"})]
    assert StepKind.ESCALATION not in allowed_next(fold(4, checked))
    worse = [*held, Step(20, StepKind.IMPROVEMENT_CHECK, START, data={"result": NOT_IMPROVED})]
    assert StepKind.ESCALATION in allowed_next(fold(4, worse))
    escalated = [*worse, Step(21, StepKind.ESCALATION, START)]
    assert StepKind.ESCALATION not in allowed_next(fold(4, escalated))
    assert fold(4, escalated).current is fold(4, worse).current


@given(st.integers(1, 6), st.lists(st.integers(0, 20), max_size=30))
def test_any_order_of_allowed_steps_keeps_the_chain_whole(level: int, picks: list[int]) -> None:
    steps = walk(level, picks)
    state: CaseState = fold(level, steps)
    assert first_out_of_order(level, steps) is None
    done = [kind in state.done for kind in state.chain]
    assert done == sorted(done, reverse=True), "a main step is done while one before it is not"
    assert (state.current is None) == (not state.is_open)
    assert len(stepper(state)) == len(state.chain)
    assert (state.next is None) == (state.current is None)
    assert all(MAIN_OF[part] in state.done for part in state.parts)
    assert len(set(allowed_next(state))) == len(allowed_next(state))


@given(st.integers(1, 6), st.lists(st.integers(0, 20), min_size=1, max_size=20))
def test_the_last_step_can_always_be_voided(level: int, picks: list[int]) -> None:
    steps = walk(level, picks)
    voided = [*steps[:-1], replace(steps[-1], voided_why="写错")]
    assert first_out_of_order(level, voided) is None
    assert fold(level, voided) == fold(level, steps[:-1])


@given(st.integers(1, 6), st.lists(st.integers(0, 20), min_size=1, max_size=25), st.data())
def test_voiding_any_step_that_may_be_voided_gives_the_state_without_it(
    level: int, picks: list[int], data: st.DataObject
) -> None:
    steps = walk(level, picks)
    n = data.draw(st.integers(0, len(steps) - 1))
    voided = [*steps[:n], replace(steps[n], voided_why="写错"), *steps[n + 1 :]]
    assert fold(level, voided) == fold(level, [*steps[:n], *steps[n + 1 :]])
    if first_out_of_order(level, voided) is None:
        again = [*voided, replace(steps[n], id=99)]
        assert fold(level, voided[: n + 1]) == fold(level, steps[:n])
        assert len(fold(level, again).steps) == len(steps)


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
