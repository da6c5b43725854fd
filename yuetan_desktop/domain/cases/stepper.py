"""The main steps of a case as a row of nodes with their sub-steps; the words of the next act."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from yuetan_desktop.domain.casework import SUB_STEPS, CaseState, StepKind, label_in


class StepperState(StrEnum):
    DONE = "done"
    CURRENT = "current"
    FUTURE = "future"


@dataclass(frozen=True, slots=True)
class StepperPart:
    """A sub-step of a main step; `missed` when later steps went past without it."""

    kind: StepKind
    day: date | None
    missed: bool = False

    @property
    def text(self) -> str:
        """会商 10-14, 送达 未登记, 纪要签署 —."""
        unknown = "未登记" if self.missed else "—"
        return f"{self.kind.label} {f'{self.day:%m-%d}' if self.day else unknown}"


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
    parts: tuple[StepperPart, ...] = ()

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
        parts = _parts(state, kind)
        rows.append(StepperRow(number, kind, label, row_state, day, latest, guess, parts))
    return rows


def _parts(state: CaseState, kind: StepKind) -> tuple[StepperPart, ...]:
    """会商 under 约谈建议, 送达 under 书面通知 …; the progress reports so far under 整改."""
    if state.level <= 2:
        return ()
    if kind is StepKind.COMPLETION:
        return tuple(StepperPart(s.kind, s.day) for s in state.steps if s.kind is StepKind.PROGRESS)
    missed = state.missed
    return tuple(
        StepperPart(part, state.parts[part].day if part in state.parts else None, part in missed)
        for part in SUB_STEPS.get(kind, ())
    )


def next_act(state: CaseState) -> str:
    """The words on the primary button; empty when nothing is left to do."""
    return "" if state.next is None else f"登记{recorded_name(state.next, state.level)}"


# 登记的是文书的，按文书称呼。
_RECORDED = {
    StepKind.MINUTES: "约谈纪要",
    StepKind.REVIEW: "审核意见",
    StepKind.COMPLETION: "整改报告",
}


def recorded_name(kind: StepKind, level: int) -> str:
    """What a step's button, form and date are called: 约谈纪要, where the stepper says 纪要."""
    return _RECORDED.get(kind, label_in(kind, level))
