"""Time limits of a case: those of the regulation and those agreed in its papers.

One function decides what is due, 临近 and 逾期 for the list, the dashboard, the case page and
exports.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from yuetan_desktop.domain.cases.stepform import MONTHLY, QUARTERLY
from yuetan_desktop.domain.casework import CaseState, Step, StepKind
from yuetan_desktop.domain.regulation import Duty
from yuetan_desktop.domain.workday import Counting, WorkCalendar, add_months

NEAR_WORKDAYS = 3
IMPROVEMENT_MONTHS = 3  # 第九条（一）1


class DeadlineState(StrEnum):
    """Values are the words shown."""

    AHEAD = "未到"
    NEAR = "临近"
    TODAY = "今日"
    OVERDUE = "逾期"
    IN_TIME = "按期"
    LATE = "超期"


@dataclass(frozen=True, slots=True)
class Deadline:
    """One limit. `days_left` counts working days from today, negative once it has passed;
    for what is done, from the day it was done. `from_day` is the day it counts from (or to)."""

    key: str
    cite: str
    label: str
    due: date
    state: DeadlineState
    days_left: int
    step: StepKind | None
    from_day: date
    done_on: date | None
    estimated: bool
    text: str
    share: float  # 0–1 of the time that has gone, for the bar
    workdays: int = 0  # of the limit, where it is one of working days
    counts_on: bool = True

    @property
    def done_words(self) -> str:
        """How far into its limit it was done: 第 6 个工作日, 提前 3 个工作日."""
        if self.done_on is None or not self.workdays:
            return ""
        if not self.counts_on:
            return f"提前 {self.workdays + self.days_left} 个工作日" if self.days_left >= 0 else ""
        gone = self.workdays - self.days_left
        return f"第 {gone} 个工作日" if gone > 0 else "当日"

    @property
    def is_done(self) -> bool:
        return self.done_on is not None

    @property
    def estimate_note(self) -> str:
        return "暂估（节假日安排未公布，按周末推算）" if self.estimated else ""


@dataclass(frozen=True, slots=True)
class _Limit:
    """What a limit asks for, before today is looked at."""

    key: str
    cite: str
    label: str
    from_day: date
    due: date
    step: StepKind | None
    done: Step | None
    counts_on: bool = True  # False: it runs backwards, from the interview
    workdays: int = 0


def deadlines(
    duties: Iterable[Duty],
    state: CaseState,
    calendar: WorkCalendar,
    today: date,
    counting: Counting = Counting.THREE_CLEAR_DAYS,
) -> tuple[Deadline, ...]:
    """Every limit of a case, by its due day. A dropped case keeps only what was done."""
    limits = [
        *(limit for duty in duties if (limit := _of_duty(duty, state, calendar, counting))),
        *_agreed(state, calendar),
    ]
    if state.was_dropped:
        limits = [limit for limit in limits if limit.done]
    found = (_judged(limit, calendar, today) for limit in limits)
    return tuple(sorted(found, key=lambda d: (d.due, d.key)))


def _of_duty(
    duty: Duty, state: CaseState, calendar: WorkCalendar, counting: Counting
) -> _Limit | None:
    """None while the day it counts from is not known."""
    if duty.side == "before":
        base = state.held_on or state.planned_on
        if base is None or duty.working_days is None:
            return None
        due = calendar.latest_notice_day(base, counting, days=duty.working_days)
        done = state.done.get(StepKind(duty.done_by))
        return _Limit(
            duty.id, duty.cite, duty.label, base, due, StepKind(duty.done_by), done, False,
            duty.working_days,
        )  # fmt: skip
    start = state.done.get(StepKind(duty.from_step))
    if start is None:
        return None
    if duty.working_days is not None:
        due = calendar.add_workdays(start.day, duty.working_days)
    else:
        due = add_months(start.day, duty.months or 0)
    kinds = _DONE_BY.get(duty.done_by, (StepKind(duty.done_by),))
    done = state.first(*kinds)
    return _Limit(
        duty.id, duty.cite, duty.label, start.day, due, kinds[0], done,
        workdays=duty.working_days or 0,
    )  # fmt: skip


# 第十九条：有违法、违纪、违规情形才移送；认定无此情形也即办结。
_DONE_BY = {"transfer": (StepKind.TRANSFER, StepKind.NO_TRANSFER)}


def _agreed(state: CaseState, calendar: WorkCalendar) -> Iterable[_Limit]:
    """Limits that no article counts out but a paper of the case set."""
    issued = state.done.get(StepKind.ISSUE)
    if issued and (reply_by := issued.day_in("reply_by")):
        done = state.done.get(StepKind.REPLY)
        yield _Limit("reply", "文件要求", "书面回复", issued.day, reply_by, StepKind.REPLY, done)
    yield from _rectification(state)
    if state.is_open:
        yield from (limit for limit in _reports(state, calendar) if limit.done is None)


def outstanding(limits: Iterable[Deadline]) -> str:
    """What is not done yet, in words. 第十九条 and 第九条（一）1 run on past the closure of a case;
    empty where nothing does."""
    return "；".join(
        f"{limit.label}，{limit.due}{'（暂估）' if limit.estimated else ''}，{limit.text}"
        for limit in limits
        if not limit.is_done
    )


def reported(state: CaseState, calendar: WorkCalendar, today: date) -> tuple[Deadline, ...]:
    """第十七条: the limits of the progress reports that are behind the case, each by itself. Lists
    show the next one only; how the limits were kept is counted over all of them."""
    past = (limit for limit in _reports(state, calendar) if limit.done is not None)
    return tuple(_judged(limit, calendar, today) for limit in past)


def _reports(state: CaseState, calendar: WorkCalendar) -> Iterable[_Limit]:
    """第十七条：按约谈要求定期书面报告。Each report counts from the one before, the first from the
    review, and anew from the day the work was sent back. The report on the whole work answers for
    one that was due before it."""
    rhythm, since = "", date.min
    for step in state.steps:
        if step.kind is StepKind.REVIEW:
            rhythm, since = str(step.data.get("reporting", "")), max(since, step.day)
        elif step.kind is StepKind.REWORK:
            since = max(since, step.day)
        elif step.kind is StepKind.PROGRESS and rhythm in _RHYTHMS:
            yield _report(rhythm, since, calendar, step)
            since = max(since, step.day)
        elif step.kind is StepKind.COMPLETION and rhythm in _RHYTHMS:
            missed = _report(rhythm, since, calendar, step)
            if missed.due < step.day:
                yield missed
    runs = StepKind.REVIEW in state.done and StepKind.COMPLETION not in state.done
    if runs and rhythm in _RHYTHMS:
        yield _report(rhythm, since, calendar, None)


def _report(rhythm: str, since: date, calendar: WorkCalendar, done: Step | None) -> _Limit:
    due = calendar.on_or_after(add_months(since, _RHYTHMS[rhythm]))
    return _Limit(
        "progress", "第十七条", f"整改进展书面报告（{rhythm}）", since, due, StepKind.PROGRESS, done
    )


def _rectification(state: CaseState) -> Iterable[_Limit]:
    """第十三条（一）: the limit set in the interview, or anew when the work was sent back."""
    setting = [StepKind.MINUTES, StepKind.REWORK]
    said = [step for step in state.steps if step.kind in setting and step.day_in("rectify_by")]
    if state.held_on is None or not said or StepKind.MINUTES not in state.done:
        return
    due = said[-1].day_in("rectify_by")
    assert due is not None
    done = state.done.get(StepKind.COMPLETION)
    yield _Limit(
        "completion", "第十三条（一）", "整改完成（约谈要求的时限）",
        min(state.held_on, due), due, StepKind.COMPLETION, done,
    )  # fmt: skip


_RHYTHMS = {MONTHLY: 1, QUARTERLY: 3}


@dataclass(frozen=True, slots=True)
class Standing:
    """How a limit stands on a day: 剩 3 工作日, 今日到期, 逾期 6 工作日, 按期."""

    state: DeadlineState
    days_left: int
    text: str
    estimated: bool = False  # days of a year without holiday notice are among those counted

    @property
    def says(self) -> str:
        """剩 101 工作日（暂估）: the text, marked where the count may still change."""
        return f"{self.text}（暂估）" if self.estimated else self.text


def standing(due: date, seen: date, calendar: WorkCalendar, *, done: bool) -> Standing:
    """The one place that says 临近 and 逾期, for cases and for rectification tasks. `seen` is the
    day it was done, or today."""
    left = calendar.workdays_between(seen, due)
    state = _state(seen, due, left, done=done)
    text = _text(state, left, (due - seen).days)
    counted = bool(left) and state is not DeadlineState.IN_TIME
    return Standing(state, left, text, counted and calendar.is_estimated(seen, due))


def _judged(limit: _Limit, calendar: WorkCalendar, today: date) -> Deadline:
    seen = limit.done.day if limit.done else today
    found = standing(limit.due, seen, calendar, done=limit.done is not None)
    return Deadline(
        key=limit.key,
        cite=limit.cite,
        label=limit.label,
        due=limit.due,
        state=found.state,
        days_left=found.days_left,
        step=limit.step,
        from_day=limit.from_day,
        done_on=limit.done.day if limit.done else None,
        estimated=calendar.is_estimated(limit.from_day, limit.due),
        text=found.text,
        share=_share(limit, calendar, seen),
        workdays=limit.workdays,
        counts_on=limit.counts_on,
    )


def _state(seen: date, due: date, left: int, *, done: bool) -> DeadlineState:
    if done:
        return DeadlineState.IN_TIME if seen <= due else DeadlineState.LATE
    if seen > due:
        return DeadlineState.OVERDUE
    if seen == due:
        return DeadlineState.TODAY
    return DeadlineState.NEAR if left <= NEAR_WORKDAYS else DeadlineState.AHEAD


def _text(state: DeadlineState, workdays: int, days: int) -> str:
    """剩 3 工作日; where no working day lies between (over a weekend), calendar days are named."""
    distance = f"{abs(workdays)} 工作日" if workdays else f"{abs(days)} 天"
    return {
        DeadlineState.AHEAD: f"剩 {distance}",
        DeadlineState.NEAR: f"剩 {distance}",
        DeadlineState.TODAY: "今日到期",
        DeadlineState.OVERDUE: f"逾期 {distance}",
        DeadlineState.IN_TIME: "按期",
        DeadlineState.LATE: f"超期 {distance}",
    }[state]


def _share(limit: _Limit, calendar: WorkCalendar, seen: date) -> float:
    if not limit.counts_on:
        return 1.0 if limit.done else 0.0
    total = calendar.workdays_between(limit.from_day, limit.due)
    gone = calendar.workdays_between(limit.from_day, seen)
    return min(1.0, max(0.0, gone / total)) if total > 0 else 1.0
