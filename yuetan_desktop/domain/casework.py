"""A case's life: append-only steps, what they add up to, and which step may come next.

A case's status is never stored. It is folded from its steps; a step that was recorded by mistake
is voided with a reason and stays on record.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any


class StepKind(StrEnum):
    """What can be recorded of a case; the duties of a regulation name these."""

    # 主环节，第十一条至第十八条
    PROPOSAL = "proposal"
    APPROVAL = "approval"
    NOTICE = "notice"
    INTERVIEW = "interview"
    MINUTES = "minutes"
    PLAN = "plan"
    REVIEW = "plan_review"
    COMPLETION = "completion"
    VERIFICATION = "verification"
    CLOSURE = "closure"
    # 预警提示、通报的环节
    ISSUE = "issue"
    REPLY = "reply"
    SETTLEMENT = "settlement"
    # 旁支
    CONFIRMATION = "confirmation"
    POSTPONEMENT = "postponement"
    ABSENCE = "absence"
    RETURN = "return"
    PROGRESS = "progress_report"
    TRANSFER = "transfer"
    NO_TRANSFER = "no_transfer"
    IMPROVEMENT_CHECK = "improvement_check"
    REMINDER = "reminder"
    EXEMPTION = "exemption"
    WITHDRAWAL = "withdrawal"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    StepKind.PROPOSAL: "约谈建议",
    StepKind.APPROVAL: "批准",
    StepKind.NOTICE: "书面通知",
    StepKind.INTERVIEW: "约谈",
    StepKind.MINUTES: "纪要",
    StepKind.PLAN: "整改方案",
    StepKind.REVIEW: "审核",
    StepKind.COMPLETION: "整改",
    StepKind.VERIFICATION: "现场核查",
    StepKind.CLOSURE: "销号",
    StepKind.ISSUE: "印发",
    StepKind.REPLY: "回复",
    StepKind.SETTLEMENT: "办结",
    StepKind.CONFIRMATION: "研判确认",
    StepKind.POSTPONEMENT: "延期约谈",
    StepKind.ABSENCE: "无故缺席",
    StepKind.RETURN: "方案退回",
    StepKind.PROGRESS: "进展报告",
    StepKind.TRANSFER: "线索移送",
    StepKind.NO_TRANSFER: "无需移送",
    StepKind.IMPROVEMENT_CHECK: "改善情况核对",
    StepKind.REMINDER: "催办",
    StepKind.EXEMPTION: "豁免",
    StepKind.WITHDRAWAL: "撤销",
}

INTERVIEW_CHAIN = (
    StepKind.PROPOSAL,
    StepKind.APPROVAL,
    StepKind.NOTICE,
    StepKind.INTERVIEW,
    StepKind.MINUTES,
    StepKind.PLAN,
    StepKind.REVIEW,
    StepKind.COMPLETION,
    StepKind.VERIFICATION,
    StepKind.CLOSURE,
)
# 预警提示（第四条）、通报（第五条）：没有约谈，办法未规定期限。
PAPER_CHAIN = (
    StepKind.PROPOSAL,
    StepKind.APPROVAL,
    StepKind.ISSUE,
    StepKind.REPLY,
    StepKind.SETTLEMENT,
)
# 这些环节一经登记，案件即结束。
_ENDS = {
    StepKind.CLOSURE: "已销号",
    StepKind.SETTLEMENT: "已办结",
    StepKind.EXEMPTION: "已豁免",
    StepKind.WITHDRAWAL: "已撤销",
}
# 登记后退回到哪个主环节重办（第十四条、第十七条）。
_SENT_BACK_TO = {
    StepKind.POSTPONEMENT: StepKind.NOTICE,
    StepKind.ABSENCE: StepKind.NOTICE,
    StepKind.RETURN: StepKind.PLAN,
}
_AFTER_INTERVIEW = (
    StepKind.PROGRESS,
    StepKind.TRANSFER,
    StepKind.NO_TRANSFER,
    StepKind.IMPROVEMENT_CHECK,
)


def chain_of(level: int) -> tuple[StepKind, ...]:
    """The main steps of a case: the ten of an interview, or five for 预警提示 and 通报."""
    return INTERVIEW_CHAIN if level > 2 else PAPER_CHAIN


@dataclass(frozen=True, slots=True)
class Step:
    """One recorded step. `data` holds the facts that the kind asks for (`stepform.fields_of`)."""

    id: int
    kind: StepKind
    day: date
    note: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)
    by: str = ""
    recorded_at: datetime | None = None
    voided_why: str | None = None

    @property
    def is_void(self) -> bool:
        return self.voided_why is not None

    def day_in(self, key: str) -> date | None:
        """A date among the step's facts, such as the agreed day of the interview."""
        text = str(self.data.get(key) or "")
        return date.fromisoformat(text[:10]) if text else None


@dataclass(frozen=True, slots=True)
class CaseState:
    """What the steps add up to."""

    level: int
    steps: tuple[Step, ...]  # in force, oldest first
    done: Mapping[StepKind, Step]  # main steps that stand
    end: Step | None = None

    @property
    def chain(self) -> tuple[StepKind, ...]:
        return chain_of(self.level)

    @property
    def current(self) -> StepKind | None:
        """The main step that has to be done next; None when the case has ended."""
        if self.end is not None:
            return None
        return next((kind for kind in self.chain if kind not in self.done), None)

    @property
    def label(self) -> str:
        """待书面通知, 待约谈 … 已销号."""
        if self.end is not None:
            return _ENDS[self.end.kind]
        return f"待{self.current.label}" if self.current else ""

    @property
    def is_open(self) -> bool:
        return self.end is None

    @property
    def was_dropped(self) -> bool:
        """Withdrawn or exempted: its facts may lead to a new case."""
        return self.end is not None and self.end.kind in {
            StepKind.EXEMPTION,
            StepKind.WITHDRAWAL,
        }

    @property
    def held_on(self) -> date | None:
        """The day on which the interview took place."""
        held = self.done.get(StepKind.INTERVIEW)
        return held.day if held else None

    @property
    def planned_on(self) -> date | None:
        """The day agreed for an interview that has not taken place; the latest agreement holds."""
        agreeing = {StepKind.NOTICE, StepKind.POSTPONEMENT, StepKind.ABSENCE}
        agreed = [step for step in self.steps if step.kind in agreeing]
        return agreed[-1].day_in("interview_on") if agreed and self.held_on is None else None

    def last(self, *kinds: StepKind) -> Step | None:
        return next((step for step in reversed(self.steps) if step.kind in kinds), None)

    def first(self, *kinds: StepKind) -> Step | None:
        return next((step for step in self.steps if step.kind in kinds), None)


def fold(level: int, steps: Iterable[Step]) -> CaseState:
    """The state of a case; voided steps count for nothing."""
    in_force = tuple(step for step in steps if not step.is_void)
    chain = chain_of(level)
    done: dict[StepKind, Step] = {}
    end: Step | None = None
    for step in in_force:
        if step.kind in chain:
            done[step.kind] = step
        if back_to := _SENT_BACK_TO.get(step.kind):
            for kind in chain[chain.index(back_to) :]:
                done.pop(kind, None)
        if step.kind in _ENDS:
            end = step
    return CaseState(level, in_force, done, end)


def allowed_next(state: CaseState) -> tuple[StepKind, ...]:
    """Every step that may be recorded now, the main one first."""
    if not state.is_open or state.current is None:
        # 销号以后仍要核对约谈后三个月的改善情况（第九条（一）1），也仍可移送。
        closed = state.end is not None and state.end.kind is StepKind.CLOSURE
        return (StepKind.IMPROVEMENT_CHECK, StepKind.TRANSFER) if closed else ()
    return (state.current, *_side_steps(state))


def _side_steps(state: CaseState) -> Iterable[StepKind]:
    if state.current is StepKind.INTERVIEW:
        yield from (StepKind.POSTPONEMENT, StepKind.ABSENCE)
    if state.current is StepKind.REVIEW:
        yield StepKind.RETURN
    if state.held_on is not None:
        yield from _AFTER_INTERVIEW
    yield from (StepKind.REMINDER, StepKind.EXEMPTION, StepKind.WITHDRAWAL)


def first_out_of_order(level: int, steps: Sequence[Step]) -> Step | None:
    """The first step in force that was not allowed when it came; None when all of them fit."""
    in_force = [step for step in steps if not step.is_void]
    for n, step in enumerate(in_force):
        if step.kind is StepKind.CONFIRMATION and n == 0:
            continue
        if step.kind not in allowed_next(fold(level, in_force[:n])):
            return step
    return None


# -- what the case page shows -------------------------------------------------------------------
class StepperState(StrEnum):
    DONE = "done"
    CURRENT = "current"
    FUTURE = "future"


@dataclass(frozen=True, slots=True)
class StepperRow:
    """One main step: done on `day`, or due by `due` where a deadline is running."""

    number: int
    kind: StepKind
    label: str
    state: StepperState
    day: date | None = None
    due: date | None = None
    estimated: bool = False

    @property
    def text(self) -> str:
        """10-23, 11-13 前, 01-06 前 暂估, —."""
        if self.day is not None:
            return f"{self.day:%m-%d}"
        if self.due is None:
            return "—"
        return f"{self.due:%m-%d} 前{' 暂估' if self.estimated else ''}"


def stepper(
    state: CaseState,
    due: Mapping[StepKind, date] | None = None,
    estimated: Collection[StepKind] = (),
) -> list[StepperRow]:
    """The main steps in order. `due` gives the latest dates of steps not yet done, `estimated`
    which of them lean on a year whose holidays are not known."""
    rows = []
    for number, kind in enumerate(state.chain, start=1):
        step = state.done.get(kind)
        if step is not None:
            row_state, day, latest = StepperState.DONE, step.day, None
        else:
            current = kind is state.current
            row_state = StepperState.CURRENT if current else StepperState.FUTURE
            day, latest = None, (due or {}).get(kind) if state.is_open else None
        label = label_in(kind, state.level)
        guess = latest is not None and kind in estimated
        rows.append(StepperRow(number, kind, label, row_state, day, latest, guess))
    return rows


def label_in(kind: StepKind, level: int) -> str:
    """The step's name in a case of this level: 约谈建议, but 提示建议 and 通报建议."""
    if kind is StepKind.PROPOSAL and level <= 2:
        return "提示建议" if level == 1 else "通报建议"
    return kind.label


def next_act(state: CaseState) -> str:
    """The words on the primary button; empty when nothing is left to do."""
    kind = state.current
    if kind is None:
        return ""
    special = {
        StepKind.MINUTES: "登记约谈纪要",
        StepKind.REVIEW: "登记审核意见",
        StepKind.COMPLETION: "登记整改报告",
    }
    return special.get(kind, f"登记{label_in(kind, state.level)}")
