"""序时进度: how far a task of the ledger is behind its time (第六条（四）、（五）).

Lateness by itself meets no condition: it makes a task a candidate, which a person logs as a matter
and finds upon.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from yuetan_desktop.domain.rectification import Stage, TaskState

# The share of the whole by which a task may be behind its time before it is a candidate: the
# article says only 进展缓慢可能难以按期完成, and 60 % of the time with 35 % done is to be one.
LAGGING_BY = Decimal("0.20")


@dataclass(frozen=True, slots=True)
class TimeProgress:
    """A task against its time. `elapsed` and `done` are shares of the whole; `done` is None where
    nothing countable is known, and then slowness cannot be told."""

    elapsed: Decimal
    done: Decimal | None
    days_late: int  # calendar days after the limit; 0 up to and on the limit

    @property
    def is_late(self) -> bool:
        return self.days_late > 0

    @property
    def is_slow(self) -> bool:
        """进展缓慢可能难以按期完成."""
        return self.done is not None and self.elapsed - self.done >= LAGGING_BY

    @property
    def says(self) -> str:
        done = "进度未登记" if self.done is None else f"完成 {_percent(self.done)}"
        if self.is_late:
            return f"未按期完成：逾期 {self.days_late} 天，{done}"
        if self.is_slow:
            return f"可能难以按期：时间已过 {_percent(self.elapsed)}，{done}"
        return f"时间已过 {_percent(self.elapsed)}，{done}"


def time_progress(state: TaskState, begun: date, today: date) -> TimeProgress | None:
    """How a task stands against its time; None where it has no limit or its work is done.

    `begun` is the day on which the task was set; the day of the limit still counts as in time.
    """
    if state.due is None or state.stage is not Stage.WORKING:
        return None
    whole = (state.due - begun).days
    gone = min(max((today - begun).days, 0), max(whole, 0))
    elapsed = Decimal(gone) / whole if whole > 0 else Decimal(int(today > state.due))
    return TimeProgress(elapsed, state.share, max((today - state.due).days, 0))


def _percent(share: Decimal) -> str:
    """Cut, not rounded up: 99.9 % done is never told as all of it."""
    return f"{int(share * 100)}%"
