"""How the limits of many cases were kept: 按期率, limit by limit and together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from yuetan_desktop.domain.deadline import Deadline, DeadlineState

# The order in which a case meets its limits.
_LIMITS = {
    key: number
    for number, key in enumerate(
        ("notice", "reply", "transfer", "plan", "progress", "improvement"), start=1
    )
}


@dataclass(frozen=True, slots=True)
class LimitRate:
    """How one limit was kept over many cases; what still runs is no part of the rate."""

    key: str
    name: str
    in_time: int
    late: int
    overdue: int
    running: int

    @property
    def judged(self) -> int:
        return self.in_time + self.late + self.overdue

    @property
    def rate(self) -> Decimal | None:
        return share(self.in_time, self.judged)


def limit_rates(cases: Iterable[Iterable[Deadline]]) -> tuple[LimitRate, ...]:
    """How each limit was kept, in the order in which a case meets them."""
    states: dict[str, list[DeadlineState]] = {}
    names: dict[str, str] = {}
    for deadlines in cases:
        for limit in deadlines:
            states.setdefault(limit.key, []).append(limit.state)
            names.setdefault(limit.key, limit_name(limit))
    ordered = sorted(states, key=lambda key: (key not in _LIMITS, _LIMITS.get(key, 0), key))
    return tuple(_rate(key, names[key], states[key]) for key in ordered)


def limit_name(limit: Deadline) -> str:
    """书面通知（第十二条）: the limit without the rhythm agreed for one case."""
    return f"{limit.label.split('（')[0]}（{limit.cite}）"


def together(rates: Iterable[LimitRate]) -> LimitRate:
    """All limits as one."""
    rates = list(rates)
    return LimitRate(
        "",
        "全部期限",
        sum(rate.in_time for rate in rates),
        sum(rate.late for rate in rates),
        sum(rate.overdue for rate in rates),
        sum(rate.running for rate in rates),
    )


def _rate(key: str, name: str, states: Sequence[DeadlineState]) -> LimitRate:
    in_time, late, overdue = (
        states.count(state)
        for state in (DeadlineState.IN_TIME, DeadlineState.LATE, DeadlineState.OVERDUE)
    )
    return LimitRate(key, name, in_time, late, overdue, len(states) - in_time - late - overdue)


def share(part: int, whole: int) -> Decimal | None:
    """None of nothing is no share."""
    return Decimal(part) / Decimal(whole) if whole else None
