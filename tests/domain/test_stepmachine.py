"""The state machine as a whole: every kind of step can come, no order of recording and voiding loses
or doubles a limit, and what is voided leaves no trace in what counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yuetan_desktop.domain.cases.stepform import MONTHLY, QUARTERLY
from yuetan_desktop.domain.casework import (
    INTERVIEW_CHAIN,
    NOT_IMPROVED,
    PAPER_CHAIN,
    CaseState,
    Step,
    StepKind,
    allowed_next,
    first_out_of_order,
    fold,
)
from yuetan_desktop.domain.deadline import deadlines

from .test_deadline import CALENDAR, DUTIES

START = date(2026, 1, 12)
RHYTHMS = ("", MONTHLY, QUARTERLY)


def said(kind: StepKind, pick: int, day: date) -> dict[str, str]:
    """What the form of a step may say; each second time nothing where nothing is asked for."""
    later = (day + timedelta(days=pick)).isoformat()
    optional = later if pick % 2 else ""
    return {
        StepKind.NOTICE: {"interview_on": later},
        StepKind.POSTPONEMENT: {"interview_on": optional},
        StepKind.MINUTES: {"rectify_by": optional},
        StepKind.REWORK: {"rectify_by": optional},
        StepKind.ISSUE: {"reply_by": optional},
        StepKind.REVIEW: {"reporting": RHYTHMS[pick % 3]},
        StepKind.LEVEL_CHANGE: {"level": str(pick % 6 + 1)},
        StepKind.IMPROVEMENT_CHECK: {"result": ("已改善", NOT_IMPROVED)[pick % 2]},
    }.get(kind, {})


# A case mostly goes on (0 takes the one next act), and now and then something comes between.
PICKS = st.lists(st.tuples(st.sampled_from((0, 0, 0, 1, 2, 3, 5, 8, 13)), st.integers(0, 40)))


def walked(level: int, picks: list[tuple[int, int]]) -> list[Step]:
    steps: list[Step] = []
    for n, (pick, odd) in enumerate(picks, start=1):
        allowed = allowed_next(fold(level, steps))
        if not allowed:
            break
        kind, day = allowed[pick % len(allowed)], START + timedelta(days=3 * n)
        steps.append(Step(n, kind, day, data=said(kind, odd, day)))
    return steps


def owed(state: CaseState) -> list[str]:
    """Which limits a case has, told apart from how they are counted out."""
    found = []
    if state.level > 2 and (state.held_on or state.planned_on):
        found.append("notice")
    if state.held_on:
        found += ["transfer", "plan", "improvement"]
        setting = {StepKind.MINUTES, StepKind.REWORK}
        if StepKind.MINUTES in state.done and any(
            step.kind in setting and step.data.get("rectify_by") for step in state.steps
        ):
            found.append("completion")
    review = state.done.get(StepKind.REVIEW)
    if review and review.data.get("reporting") and state.is_open:
        found += [] if StepKind.COMPLETION in state.done else ["progress"]
    issued = state.done.get(StepKind.ISSUE)
    if issued and issued.data.get("reply_by"):
        found.append("reply")
    return sorted(found)


def limits(level: int, steps: list[Step], today: date) -> list[str]:
    return sorted(one.key for one in deadlines(DUTIES, fold(level, steps), CALENDAR, today))


@given(st.integers(1, 6), PICKS, st.integers(0, 200))
def test_a_case_has_each_limit_it_owes_and_has_it_once(
    level: int, picks: list[tuple[int, int]], later: int
) -> None:
    steps = walked(level, picks)
    state, today = fold(level, steps), START + timedelta(days=later)
    found = limits(level, steps, today)
    if state.was_dropped:
        assert set(found) <= set(owed(state))
        assert len(found) == len(set(found))
    else:
        assert found == owed(state)


@given(st.integers(1, 6), PICKS, st.randoms(use_true_random=False))
def test_steps_can_be_voided_in_any_order_that_is_allowed_until_none_is_left(
    level: int, picks: list[tuple[int, int]], chance: Random
) -> None:
    steps = walked(level, picks)
    while any(not step.is_void for step in steps):
        standing = [n for n, step in enumerate(steps) if not step.is_void]
        chance.shuffle(standing)
        voided = None
        for n in standing:
            without = [*steps[:n], replace(steps[n], voided_why="写错"), *steps[n + 1 :]]
            if first_out_of_order(level, without) is None:
                voided = without
                break
        assert voided is not None, "what was recorded last can always be voided"
        steps = voided
        left = [step for step in steps if not step.is_void]
        assert fold(level, steps) == fold(level, left)
        assert limits(level, steps, START) == limits(level, left, START)
    assert fold(level, steps) == fold(level, [])


@given(st.integers(3, 6), PICKS, st.integers(0, 40))
def test_what_is_voided_and_recorded_again_brings_back_the_very_limits(
    level: int, picks: list[tuple[int, int]], later: int
) -> None:
    steps = walked(level, picks)
    if not steps:
        return
    today = START + timedelta(days=later)
    before = deadlines(DUTIES, fold(level, steps), CALENDAR, today)
    last = steps[-1]
    again = [*steps[:-1], replace(last, voided_why="写错"), replace(last, id=99)]
    assert first_out_of_order(level, again) is None
    assert deadlines(DUTIES, fold(level, again), CALENDAR, today) == before


def chance_for(kind: StepKind, level: int) -> list[Step] | None:
    """The steps of the shortest straight way to where a kind may be recorded."""
    steps: list[Step] = []
    for n in range(1, 40):
        state = fold(level, steps)
        if kind in allowed_next(state):
            return steps
        if kind is StepKind.ESCALATION and state.held_on:
            data = {"result": NOT_IMPROVED}
            return [*steps, Step(n, StepKind.IMPROVEMENT_CHECK, START, data=data)]
        if kind is StepKind.TRANSFER_RECEIPT and state.held_on:
            return [*steps, Step(n, StepKind.TRANSFER, START)]
        if state.next is None:
            return None
        steps.append(Step(n, state.next, START + timedelta(days=n)))
    return None


@pytest.mark.parametrize("kind", [k for k in StepKind if k is not StepKind.CONFIRMATION])
def test_every_kind_of_step_has_its_place_and_changes_what_counts(kind: StepKind) -> None:
    """研判确认 alone is recorded by opening the case."""
    level = 2 if kind in PAPER_CHAIN and kind not in INTERVIEW_CHAIN else 5
    steps = chance_for(kind, level)
    assert steps is not None, f"{kind.label} can never be recorded"
    assert kind in allowed_next(fold(level, steps))
    day = START + timedelta(days=len(steps) + 1)
    recorded = [*steps, Step(99, kind, day, data=said(kind, 5, day))]
    assert first_out_of_order(level, recorded) is None
    after = fold(level, recorded)
    assert after.last(kind) is recorded[-1]
    assert limits(level, recorded, day) == owed(after) or after.was_dropped
