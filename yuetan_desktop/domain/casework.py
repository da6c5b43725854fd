"""A case's life: append-only steps, what they add up to, and which step may come next.

A case's status is never stored. It is folded from its steps; a step that was recorded by mistake
is voided with a reason and stays on record.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from yuetan_desktop.domain.recorded import Recorded


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
    # 主环节之内的分步：会商、送达、签署、审批、通知
    CONSULTATION = "consultation"
    SERVICE = "service"
    SIGNING = "signing"
    OPINION_APPROVAL = "opinion_approval"
    RESULT_NOTICE = "result_notice"
    # 旁支
    CONFIRMATION = "confirmation"
    PROPOSAL_RETURN = "proposal_return"
    LEVEL_CHANGE = "level_change"
    POSTPONEMENT = "postponement"
    ABSENCE = "absence"
    RETURN = "return"
    REWORK = "rework"
    PROGRESS = "progress_report"
    TRANSFER = "transfer"
    NO_TRANSFER = "no_transfer"
    TRANSFER_RECEIPT = "transfer_receipt"
    CLUE_RECEIVED = "clue_received"
    IMPROVEMENT_CHECK = "improvement_check"
    ESCALATION = "escalation"
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
    StepKind.CONSULTATION: "会商",
    StepKind.SERVICE: "送达",
    StepKind.SIGNING: "纪要签署",
    StepKind.OPINION_APPROVAL: "核查意见审批",
    StepKind.RESULT_NOTICE: "核查结果通知",
    StepKind.CONFIRMATION: "研判确认",
    StepKind.PROPOSAL_RETURN: "建议退回",
    StepKind.LEVEL_CHANGE: "等级调整",
    StepKind.POSTPONEMENT: "延期约谈",
    StepKind.ABSENCE: "无故缺席",
    StepKind.RETURN: "方案退回",
    StepKind.REWORK: "责令继续整改",
    StepKind.PROGRESS: "进展报告",
    StepKind.TRANSFER: "线索移送",
    StepKind.NO_TRANSFER: "无需移送",
    StepKind.TRANSFER_RECEIPT: "移送回执",
    StepKind.CLUE_RECEIVED: "线索接收",
    StepKind.IMPROVEMENT_CHECK: "改善情况核对",
    StepKind.ESCALATION: "升级约谈",
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
# 分步属于哪个主环节，按先后排列（第十一、十二、十三、十八条）。
SUB_STEPS: Mapping[StepKind, tuple[StepKind, ...]] = {
    StepKind.PROPOSAL: (StepKind.CONSULTATION,),
    StepKind.NOTICE: (StepKind.SERVICE,),
    StepKind.MINUTES: (StepKind.SIGNING,),
    StepKind.VERIFICATION: (StepKind.OPINION_APPROVAL, StepKind.RESULT_NOTICE),
}
MAIN_OF = {sub: main for main, subs in SUB_STEPS.items() for sub in subs}
# 第十八条：核查意见未经约谈人审批并书面通知，不得销号；其余分步漏登可以补登。
REQUIRED_SUB_STEPS = frozenset({StepKind.OPINION_APPROVAL, StepKind.RESULT_NOTICE})
NOT_IMPROVED = "未改善"
# 这些环节一经登记，案件即结束。
_ENDS = {
    StepKind.CLOSURE: "已销号",
    StepKind.SETTLEMENT: "已办结",
    StepKind.EXEMPTION: "已豁免",
    StepKind.WITHDRAWAL: "已撤销",
}
# 登记后退回到哪个主环节重办（第十一、十四、十七、十八条）。
_SENT_BACK_TO = {
    StepKind.PROPOSAL_RETURN: StepKind.PROPOSAL,
    StepKind.LEVEL_CHANGE: StepKind.APPROVAL,
    StepKind.POSTPONEMENT: StepKind.NOTICE,
    StepKind.ABSENCE: StepKind.NOTICE,
    StepKind.RETURN: StepKind.PLAN,
    StepKind.REWORK: StepKind.COMPLETION,
}
_AFTER_INTERVIEW = (
    StepKind.PROGRESS,
    StepKind.TRANSFER,
    StepKind.NO_TRANSFER,
    StepKind.IMPROVEMENT_CHECK,
)

# 与办理环节并行：只排在所依据的那一环节之后（立案以后随时可有的写 None），漏登的按实际日期补登。
BESIDE_THE_CHAIN: Mapping[StepKind, StepKind | None] = {
    StepKind.TRANSFER: StepKind.INTERVIEW,
    StepKind.NO_TRANSFER: StepKind.INTERVIEW,
    StepKind.TRANSFER_RECEIPT: StepKind.TRANSFER,
    StepKind.IMPROVEMENT_CHECK: StepKind.INTERVIEW,
    StepKind.CLUE_RECEIVED: None,
    StepKind.REMINDER: None,
}


def chain_of(level: int) -> tuple[StepKind, ...]:
    """The main steps of a case: the ten of an interview, or five for 预警提示 and 通报."""
    return INTERVIEW_CHAIN if level > 2 else PAPER_CHAIN


class Step(Recorded[StepKind]):
    """One recorded step of a case; what its kind asks for says `stepform.fields_of`."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class CaseState:
    """What the steps add up to. `level` is the one in force after every 等级调整."""

    level: int
    steps: tuple[Step, ...]  # in force, oldest first
    done: Mapping[StepKind, Step]  # main steps that stand
    end: Step | None = None
    parts: Mapping[StepKind, Step] = field(default_factory=dict)  # sub-steps that stand

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
    def next(self) -> StepKind | None:
        """The one act that comes next: a sub-step of the main step done last, else `current`."""
        if self.current is None:
            return None
        before = self.chain[: self.chain.index(self.current)][-1:]
        open_parts = [part for main in before for part in self._open_parts(main)]
        return open_parts[0] if open_parts else self.current

    @property
    def missed(self) -> tuple[StepKind, ...]:
        """Sub-steps that later steps went past without; they can still be recorded."""
        current = len(self.chain) if self.current is None else self.chain.index(self.current)
        passed = self.chain[: max(0, current - 1)] if self.end is None else self.chain[:current]
        return tuple(
            part for main in passed if main in self.done for part in self._open_parts(main)
        )

    def _open_parts(self, main: StepKind) -> Iterable[StepKind]:
        if self.chain is PAPER_CHAIN:
            return ()
        return (part for part in SUB_STEPS.get(main, ()) if part not in self.parts)

    @property
    def label(self) -> str:
        """待书面通知, 待约谈, 待核查意见审批 … 已销号. Sub-steps that can be recorded later do not
        hold up the state."""
        if self.end is not None:
            return _ENDS[self.end.kind]
        waited = self.next if self.next in REQUIRED_SUB_STEPS else self.current
        return f"待{label_in(waited, self.level)}" if waited else ""

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
        agreeing = {
            StepKind.NOTICE,
            StepKind.POSTPONEMENT,
            StepKind.ABSENCE,
            StepKind.LEVEL_CHANGE,  # 重新报批，原定日期不再作数
        }
        agreed = [step for step in self.steps if step.kind in agreeing]
        return agreed[-1].day_in("interview_on") if agreed and self.held_on is None else None

    def last(self, *kinds: StepKind) -> Step | None:
        return next((step for step in reversed(self.steps) if step.kind in kinds), None)

    def first(self, *kinds: StepKind) -> Step | None:
        return next((step for step in self.steps if step.kind in kinds), None)


def fold(level: int, steps: Iterable[Step]) -> CaseState:
    """The state of a case opened at `level`; voided steps count for nothing."""
    in_force = tuple(step for step in steps if not step.is_void)
    done: dict[StepKind, Step] = {}
    parts: dict[StepKind, Step] = {}
    end: Step | None = None
    for step in in_force:
        if step.kind is StepKind.LEVEL_CHANGE:
            level = int(step.data.get("level") or level)
        chain = chain_of(level)
        again: tuple[StepKind, ...] = ()
        if step.kind in chain:
            done[step.kind] = step
            again = (step.kind,)  # a new notice has to be served anew
        elif MAIN_OF.get(step.kind) in done:
            parts[step.kind] = step
        back_to = _SENT_BACK_TO.get(step.kind)
        if back_to in chain:
            again = chain[chain.index(back_to) :]
            done = {kind: one for kind, one in done.items() if kind not in again}
        parts = {kind: one for kind, one in parts.items() if MAIN_OF[kind] not in again}
        if step.kind in _ENDS:
            end = step
    return CaseState(level, in_force, done, end, parts)


def allowed_next(state: CaseState) -> tuple[StepKind, ...]:
    """Every step that may be recorded now, the one next act first."""
    if state.next is None or state.current is None:
        closed = state.end is not None and state.end.kind is StepKind.CLOSURE
        return _after_closure(state) if closed else ()
    main = () if state.next in REQUIRED_SUB_STEPS else (state.current,)
    found = (state.next, *main, *state.missed, *_side_steps(state))
    return tuple(dict.fromkeys(found))


def _after_closure(state: CaseState) -> tuple[StepKind, ...]:
    """第九条（一）1 looks three months past the interview, and 第十九条 runs on too: whether there
    was anything to transfer can still be said, and a sub-step that was forgotten be recorded."""
    said = state.last(StepKind.TRANSFER, StepKind.NO_TRANSFER)
    return (
        StepKind.IMPROVEMENT_CHECK,
        StepKind.TRANSFER,
        *((StepKind.NO_TRANSFER,) if said is None and state.held_on else ()),
        *state.missed,
        *_receipt(state),
        *_escalation(state),
    )


def _side_steps(state: CaseState) -> Iterable[StepKind]:
    if state.current is StepKind.APPROVAL:
        yield StepKind.PROPOSAL_RETURN
    if state.current is StepKind.INTERVIEW:
        # 第十二条：约谈通知送达被约谈方和参加方，每个单位一次。
        yield from (StepKind.SERVICE, StepKind.POSTPONEMENT, StepKind.ABSENCE)
    if StepKind.PROPOSAL in state.done and not (_TAKEN_PLACE & state.done.keys()):
        yield StepKind.LEVEL_CHANGE
    if state.current is StepKind.REVIEW:
        yield StepKind.RETURN
    if state.current in {StepKind.VERIFICATION, StepKind.CLOSURE}:
        yield StepKind.REWORK
    if state.held_on is not None:
        yield from _AFTER_INTERVIEW
        yield from _receipt(state)
        yield from _escalation(state)
    yield from (
        StepKind.CLUE_RECEIVED,  # 执法等部门移来的线索，何时来何时登记
        StepKind.REMINDER,
        StepKind.EXEMPTION,
        StepKind.WITHDRAWAL,
    )


# 约谈已举行、文件已印发的，等级不再调整；未改善的升级另案约谈。
_TAKEN_PLACE = frozenset({StepKind.INTERVIEW, StepKind.ISSUE})


def _receipt(state: CaseState) -> Iterable[StepKind]:
    """第十九条: what was transferred is receipted, once for each transfer."""
    sent = sum(1 for step in state.steps if step.kind is StepKind.TRANSFER)
    back = sum(1 for step in state.steps if step.kind is StepKind.TRANSFER_RECEIPT)
    return (StepKind.TRANSFER_RECEIPT,) if sent > back else ()


def _escalation(state: CaseState) -> Iterable[StepKind]:
    """第九条（一）1: after three months without improvement, once."""
    checked = state.last(StepKind.IMPROVEMENT_CHECK)
    if checked is None or checked.data.get("result") != NOT_IMPROVED:
        return ()
    return () if state.last(StepKind.ESCALATION) else (StepKind.ESCALATION,)


def first_out_of_order(level: int, steps: Sequence[Step]) -> Step | None:
    """The first step in force that was not allowed when it came; None when all of them fit."""
    in_force = [step for step in steps if not step.is_void]
    for n, step in enumerate(in_force):
        if step.kind is StepKind.CONFIRMATION and n == 0:
            continue
        if step.kind not in allowed_next(fold(level, in_force[:n])):
            return step
    return None


def label_in(kind: StepKind, level: int) -> str:
    """The step's name in a case of this level: 约谈建议, but 提示建议 and 通报建议."""
    if kind is StepKind.PROPOSAL and level <= 2:
        return "提示建议" if level == 1 else "通报建议"
    return kind.label
