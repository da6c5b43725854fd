"""The escalation matrix: one cell per place and level, for the month a clerk looks at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from yuetan_desktop.domain.assessment import RuleFinding, Thresholds, assess_rule
from yuetan_desktop.domain.conditions import Context
from yuetan_desktop.domain.conditions.shapes import tightness
from yuetan_desktop.domain.facts import Facts
from yuetan_desktop.domain.finding import Finding, Outcome
from yuetan_desktop.domain.outlook import Outlook, mean_to_keep
from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.place import Place, PlaceKind
from yuetan_desktop.domain.reading import Readings
from yuetan_desktop.domain.regulation import Regulation, Rule, RulePeriod, in_force


class CellState(StrEnum):
    """In the order in which they decide a cell; values are the words shown."""

    TRIGGERED = "已触发"
    UNDECIDED = "待认定"
    APPROACHING = "临界"
    NO_DATA = "缺数据"
    EXEMPT = "豁免"
    NORMAL = "正常"
    NOT_APPLICABLE = "不适用"


@dataclass(frozen=True, slots=True)
class Projection:
    """An open period's target with what the rest of it must average."""

    rule: Rule
    indicator: str
    period: Period
    outlook: Outlook

    @property
    def short(self) -> str:
        return f"剩余均值须 ≤ {self.outlook.required:.1f}"


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """State, its second line, and the findings behind it (worst first)."""

    level: int
    state: CellState
    line: str
    findings: tuple[RuleFinding, ...]
    projections: tuple[Projection, ...] = ()


def current_periods(rule: Rule, month: Period) -> tuple[Period, ...]:
    """The closed period of a rule that counts in the given month; none before the first closes.

    Months, quarters, the half and the first three quarters are those last closed in the year;
    matters and counts run from January; the year counts once December is in.
    """
    year, last = month.year, month.last_month
    if rule.period is RulePeriod.MONTH:
        return (month,)
    if rule.period is RulePeriod.QUARTER:
        return (Period.quarter(year, last // 3),) if last >= 3 else (Period.quarter(year - 1, 4),)
    if rule.period is RulePeriod.HALF:
        return (Period.half(year, 1),) if last >= 6 else ()
    if rule.period is RulePeriod.THREE_QUARTERS:
        return (Period.three_quarters(year),) if last >= 9 else ()
    if rule.period is RulePeriod.YEAR:
        return (Period.year_of(year),) if last == 12 else (Period.year_of(year - 1),)
    return (Period.year_to_date(year, last),)


def open_period(rule: Rule, month: Period) -> Period | None:
    """The longer period still running in the given month, whose target can yet be missed."""
    year, last = month.year, month.last_month
    candidates = {
        RulePeriod.QUARTER: Period.quarter(year, (last + 2) // 3),
        RulePeriod.HALF: Period.half(year, 1),
        RulePeriod.THREE_QUARTERS: Period.three_quarters(year),
        RulePeriod.YEAR: Period.year_of(year),
    }
    candidate = candidates.get(rule.period)
    return (
        candidate
        if candidate and candidate.end > month.end and last >= candidate.first_month
        else None
    )


def matrix_row(
    regulations: Sequence[Regulation],
    facts: Facts,
    place: Place,
    month: Period,
    readings: Readings,
    thresholds: Thresholds,
    *,
    as_of: date | None = None,
) -> tuple[MatrixCell, ...]:
    """Six cells for one place. `as_of` lets matters of the running month count up to that day."""
    regulation = in_force(regulations, month.end) or regulations[0]
    by_level: dict[int, list[RuleFinding]] = {number: [] for number in regulation.levels}
    projections: dict[int, list[Projection]] = {number: [] for number in regulation.levels}
    for rule in regulation.rules:
        level = rule.level.number
        for period in current_periods(rule, month):
            if as_of and rule.period is RulePeriod.EVENT and month.end < as_of:
                period = Period(period.start, min(as_of, date(month.year, 12, 31)))
            by_level[level].append(assess_rule(rule, facts, place, period, readings, regulation))
        projections[level] += _projections(rule, facts, place, month, readings)
    return tuple(
        _cell(number, by_level[number], projections[number], thresholds)
        for number in sorted(regulation.levels)
    )


def _projections(
    rule: Rule, facts: Facts, place: Place, month: Period, readings: Readings
) -> list[Projection]:
    """PM2.5 of an open period against its target: the one mean that remaining months decide."""
    period = open_period(rule, month)
    kind = PlaceKind.COUNTY if place.kind is PlaceKind.PEER else place.kind
    if period is None or kind not in rule.subjects or "R22" not in rule.when.open_wordings():
        return []
    target = facts.target(place.id, "pm25", period)
    so_far = Period.months(month.year, period.first_month, month.last_month)
    context = Context(facts, place, so_far, readings)
    value = context.observe("pm25", so_far)
    if target is None or value is None:
        return []
    remaining = period.last_month - month.last_month
    elapsed = len(so_far.month_list())
    outlook = mean_to_keep(
        [value.value], target.value, remaining=Decimal(remaining), weights=[Decimal(elapsed)]
    )
    return [Projection(rule, "pm25", period, outlook)] if outlook else []


def _cell(
    level: int,
    findings: list[RuleFinding],
    projections: list[Projection],
    thresholds: Thresholds,
) -> MatrixCell:
    ordered = tuple(sorted(findings, key=lambda f: (_rank(f.outcome), tightness(f.finding))))
    near = [f for f in ordered if is_approaching(f, thresholds)]
    tight = [p for p in projections if _is_tight(p, thresholds)]
    state = _state(ordered, near, tight)
    return MatrixCell(level, state, _line(state, ordered, near, tight), ordered, tuple(projections))


_RANKS = (
    Outcome.TRIGGERED,
    Outcome.UNDECIDED,
    Outcome.NO_DATA,
    Outcome.EXEMPT,
    Outcome.NOT_TRIGGERED,
    Outcome.NOT_APPLICABLE,
)


def _rank(outcome: Outcome) -> int:
    return _RANKS.index(outcome)


# 已过去且不再重来的期间（上半年、前三季度）余量再小也不会再触发。
_RECURRING = frozenset(
    {RulePeriod.MONTH, RulePeriod.QUARTER, RulePeriod.EVENT, RulePeriod.YEAR_TO_DATE}
)


def is_approaching(found: RuleFinding, thresholds: Thresholds) -> bool:
    """Not triggered, in a period that comes again or still runs, and within the distance set."""
    if found.outcome is not Outcome.NOT_TRIGGERED or found.rule.period not in _RECURRING:
        return False
    own = [found.finding.margin] if found.finding.margin else []
    leaves = [leaf.margin for leaf in _still_harmless(found) if leaf.margin]
    return any(thresholds.is_near(margin) for margin in own + leaves)


def _still_harmless(found: RuleFinding) -> list[Finding]:
    return [leaf for leaf in found.finding.leaves() if leaf.outcome is Outcome.NOT_TRIGGERED]


def _is_tight(projection: Projection, thresholds: Thresholds) -> bool:
    """The rest of the period must be better than, or hardly worse than, what was reached."""
    outlook = projection.outlook
    return outlook.required <= outlook.so_far * (1 + thresholds.share)


def _state(
    findings: Sequence[RuleFinding], near: Sequence[RuleFinding], tight: Sequence[Projection]
) -> CellState:
    outcomes = {f.outcome for f in findings}
    if Outcome.TRIGGERED in outcomes:
        return CellState.TRIGGERED
    if Outcome.UNDECIDED in outcomes:
        return CellState.UNDECIDED
    if near or tight:
        return CellState.APPROACHING
    if Outcome.NO_DATA in outcomes:
        return CellState.NO_DATA
    if Outcome.EXEMPT in outcomes:
        return CellState.EXEMPT
    if Outcome.NOT_TRIGGERED in outcomes:
        return CellState.NORMAL
    return CellState.NOT_APPLICABLE


def _line(
    state: CellState,
    findings: Sequence[RuleFinding],
    near: Sequence[RuleFinding],
    tight: Sequence[Projection],
) -> str:
    if state is CellState.APPROACHING:
        return tight[0].short if tight and not near else near[0].finding.short
    outcome = {
        CellState.TRIGGERED: Outcome.TRIGGERED,
        CellState.UNDECIDED: Outcome.UNDECIDED,
        CellState.NO_DATA: Outcome.NO_DATA,
        CellState.EXEMPT: Outcome.EXEMPT,
        CellState.NORMAL: Outcome.NOT_TRIGGERED,
    }.get(state, Outcome.NOT_APPLICABLE)
    sharing = [f for f in findings if f.outcome is outcome]
    if not sharing:
        return ""
    if state is CellState.NORMAL:
        return _normal_line(sharing)
    worst = sharing[0]
    text = worst.notes[0] if state is CellState.UNDECIDED and worst.notes else worst.finding.short
    several = len(sharing) > 1 and state in {CellState.TRIGGERED, CellState.NO_DATA}
    return f"{text} 等{len(sharing)}项" if several and "等" not in text else text


def _normal_line(findings: Iterable[RuleFinding]) -> str:
    """The tightest margin in numbers, or 无登记事项 where only matters were asked."""
    measured = [
        leaf
        for found in findings
        if found.rule.period not in {RulePeriod.EVENT, RulePeriod.YEAR_TO_DATE}
        for leaf in found.finding.leaves()
        if leaf.margin is not None and leaf.outcome is Outcome.NOT_TRIGGERED
    ]
    if not measured:
        return "无登记事项"
    return min(measured, key=lambda leaf: leaf.margin.ratio if leaf.margin else Decimal(0)).short
