"""The escalation matrix: one cell per place and level, for the month a clerk looks at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from yuetan_desktop.domain.assessment import RuleFinding, Thresholds, assess_rule
from yuetan_desktop.domain.conditions.shapes import tightness
from yuetan_desktop.domain.facts import Facts, is_unaudited
from yuetan_desktop.domain.finding import Finding, Outcome, Scale
from yuetan_desktop.domain.indicator import Indicator
from yuetan_desktop.domain.judging.outlook import Outlook, mean_to_keep
from yuetan_desktop.domain.judging.ruleperiods import current_periods, is_recurring, open_period
from yuetan_desktop.domain.period import Period, PeriodKind
from yuetan_desktop.domain.place import Place, PlaceKind
from yuetan_desktop.domain.quality.derive import observe
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


# 缺数据、豁免、不适用 do not rest on values.
_FROM_VALUES = frozenset(
    {CellState.TRIGGERED, CellState.UNDECIDED, CellState.APPROACHING, CellState.NORMAL}
)


@dataclass(frozen=True, slots=True)
class Projection:
    """An open period's target with what the rest of it must average (None: not known, `gap`).

    `last_year` is what the same rest averaged last year: the season decides what is easy to keep.
    """

    rule: Rule
    indicator: Indicator
    period: Period
    outlook: Outlook | None
    gap: str = ""
    last_year: Decimal | None = None
    is_provisional: bool = False  # the months so far are not audited to the end

    @property
    def short(self) -> str:
        if self.outlook is None:
            return self.gap
        if not self.outlook.feasible:
            return f"{self.period.label(with_year=False)}目标已无法达到"
        return f"剩余均值须 ≤ {self.indicator.text(self.outlook.required)}"

    @property
    def margin_line(self) -> str:
        """年目标 余 1.4: how the running mean stands to the target."""
        if self.outlook is None:
            return self.gap
        slack = self.outlook.target - self.outlook.so_far
        word = "余" if slack >= 0 else "超"
        name = "年" if self.period.kind is PeriodKind.YEAR else self.period.label(with_year=False)
        return f"{name}目标 {word} {self.indicator.text(abs(slack))}"


@dataclass(frozen=True)
class MatrixCell:
    """State, its second line, and the findings behind it (worst first). `any_unaudited`: whether
    any value at all is not audited to the end; if none is, nothing needs to be looked at for it."""

    level: int
    state: CellState
    findings: tuple[RuleFinding, ...]
    projections: tuple[Projection, ...]
    thresholds: Thresholds
    any_unaudited: bool = False

    @cached_property
    def is_provisional(self) -> bool:
        """暂判: an audit that is to come could make it another state. One triggered finding that
        stands on firm values is enough to be firm."""
        if not self.any_unaudited or self.state not in _FROM_VALUES:
            return False
        if self.state is CellState.TRIGGERED:
            triggered = (f for f in self.findings if f.outcome is Outcome.TRIGGERED)
            return all(found.is_provisional for found in triggered)
        return any(found.is_provisional for found in self.findings) or any(
            projection.is_provisional for projection in self.projections
        )

    @cached_property
    def near(self) -> tuple[RuleFinding, ...]:
        """The findings that make it 临界."""
        return tuple(f for f in self.findings if is_approaching(f, self.thresholds))

    @cached_property
    def tight(self) -> tuple[Projection, ...]:
        """The open periods whose remaining months leave little room."""
        return tuple(p for p in self.projections if _is_tight(p, self.thresholds))

    @cached_property
    def rule(self) -> Rule | None:
        """The clause that makes it what it is; where nothing is due or open, there is none."""
        found = self.near or self.tight if self.state is CellState.APPROACHING else self.findings
        return next((one.rule for one in (*found, *self.projections)), None)

    @cached_property
    def line(self) -> str:
        """The second line: a fact, a distance, a margin or what is missing."""
        return _line(self)


def matrix(
    regulations: Sequence[Regulation],
    facts: Facts,
    places: Iterable[Place],
    month: Period,
    readings: Readings,
    thresholds: Thresholds,
    *,
    as_of: date | None = None,
) -> list[tuple[MatrixCell, ...]]:
    """Six cells for each place. `as_of` lets matters count up to that day, after the month."""
    regulation = in_force(regulations, month.end) or regulations[0]
    due: dict[int, list[tuple[Rule, Period]]] = {n: [] for n in sorted(regulation.levels)}
    still_open: dict[int, list[tuple[Rule, Period]]] = {n: [] for n in regulation.levels}
    for rule in regulation.rules:
        due[rule.level.number] += [(rule, p) for p in current_periods(rule, month, as_of)]
        running = open_period(rule, month) if regulation.is_in_force(month.end) else None
        if running and "R22" in rule.wordings:
            still_open[rule.level.number].append((rule, running))
    return [
        tuple(
            _cell(
                level,
                [assess_rule(r, facts, place, p, readings, regulation) for r, p in asked],
                _projections(still_open[level], facts, place, month, readings),
                thresholds,
                facts.has_provisional,
            )
            for level, asked in due.items()
        )
        for place in places
    ]


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
    """The six cells of one place."""
    return matrix(regulations, facts, [place], month, readings, thresholds, as_of=as_of)[0]


def _projections(
    still_open: Iterable[tuple[Rule, Period]],
    facts: Facts,
    place: Place,
    month: Period,
    readings: Readings,
) -> tuple[Projection, ...]:
    """PM2.5 of the open periods against their targets: what the remaining months decide."""
    kind = PlaceKind.COUNTY if place.kind is PlaceKind.PEER else place.kind
    found: dict[Period, Projection] = {}
    for rule, period in still_open:
        if period in found or kind not in rule.subjects:
            continue
        projection = _projection(rule, facts, place, period, month, readings)
        # 年度在十二月前没有已结束的期间，缺数据要在此显示；较短的期间由已结束的一期显示。
        if projection.outlook or rule.period is RulePeriod.YEAR:
            found[period] = projection
    return tuple(found.values())


def _projection(
    rule: Rule, facts: Facts, place: Place, period: Period, month: Period, readings: Readings
) -> Projection:
    indicator = facts.catalogue["pm25"]
    target = facts.target(place.id, indicator.key, period)
    so_far = Period.months(month.year, period.first_month, month.last_month)
    value = observe(facts, place.id, indicator.key, so_far, readings)
    name = period.label(with_year=False)
    if value is None:
        return Projection(rule, indicator, period, None, f"缺 {so_far.label(with_year=False)}数据")
    if target is None:
        return Projection(rule, indicator, period, None, f"缺{name}{indicator.brief}目标")
    outlook = mean_to_keep(
        [value.value],
        target.value,
        remaining=Decimal(period.last_month - month.last_month),
        weights=[Decimal(len(so_far.month_list()))],
    )
    rest = Period.months(month.year - 1, month.last_month + 1, period.last_month)
    last_year = observe(facts, place.id, indicator.key, rest, readings)
    return Projection(
        rule,
        indicator,
        period,
        outlook,
        last_year=last_year.value if last_year else None,
        is_provisional=is_unaudited(value),
    )


def _cell(
    level: int,
    findings: list[RuleFinding],
    projections: tuple[Projection, ...],
    thresholds: Thresholds,
    any_unaudited: bool,
) -> MatrixCell:
    ordered = tuple(sorted(findings, key=lambda f: (_RANKS.index(f.outcome), tightness(f.bare))))
    state = _state(ordered, projections, thresholds)
    return MatrixCell(level, state, ordered, projections, thresholds, any_unaudited)


_RANKS = (
    Outcome.TRIGGERED,
    Outcome.UNDECIDED,
    Outcome.NO_DATA,
    Outcome.EXEMPT,
    Outcome.NOT_TRIGGERED,
    Outcome.NOT_APPLICABLE,
)


def is_approaching(found: RuleFinding, thresholds: Thresholds) -> bool:
    """Not triggered, in a period that comes again or still runs, and within the distance set."""
    return (
        found.outcome is Outcome.NOT_TRIGGERED
        and is_recurring(found.rule)
        and thresholds.is_near(found.bare)
    )


def _is_tight(projection: Projection, thresholds: Thresholds) -> bool:
    """The rest must be better than, or hardly worse than, what it was last year (where that is
    not known: than what was reached so far)."""
    outlook = projection.outlook
    if outlook is None:
        return False
    expected = outlook.so_far if projection.last_year is None else projection.last_year
    return outlook.required <= expected * (1 + thresholds.share)


def _state(
    findings: Sequence[RuleFinding], projections: Sequence[Projection], thresholds: Thresholds
) -> CellState:
    outcomes = {f.outcome for f in findings}
    if Outcome.TRIGGERED in outcomes:
        return CellState.TRIGGERED
    if Outcome.UNDECIDED in outcomes:
        return CellState.UNDECIDED
    if any(is_approaching(found, thresholds) for found in findings):
        return CellState.APPROACHING
    if any(_is_tight(projection, thresholds) for projection in projections):
        return CellState.APPROACHING
    if Outcome.NO_DATA in outcomes or any(p.gap for p in projections):
        return CellState.NO_DATA
    if Outcome.EXEMPT in outcomes:
        return CellState.EXEMPT
    if Outcome.NOT_TRIGGERED in outcomes:
        return CellState.NORMAL
    return CellState.NOT_APPLICABLE


_SHOWN = {
    CellState.TRIGGERED: Outcome.TRIGGERED,
    CellState.UNDECIDED: Outcome.UNDECIDED,
    CellState.NO_DATA: Outcome.NO_DATA,
    CellState.EXEMPT: Outcome.EXEMPT,
    CellState.NORMAL: Outcome.NOT_TRIGGERED,
    CellState.NOT_APPLICABLE: Outcome.NOT_APPLICABLE,
}


def _line(cell: MatrixCell) -> str:
    if cell.state is CellState.APPROACHING:
        if cell.near:
            return _near_line(cell.near[0], cell.thresholds)
        return cell.tight[0].short
    if cell.state is CellState.NORMAL:
        return _normal_line(cell.findings, cell.projections)
    sharing = [found for found in cell.findings if found.outcome is _SHOWN[cell.state]]
    if not sharing:
        return next((p.gap for p in cell.projections if p.gap), "")
    if cell.state is CellState.UNDECIDED:
        return _undecided_line(sharing[0])
    if cell.state is CellState.NOT_APPLICABLE:
        return next((found.notes[0] for found in sharing if found.notes), sharing[0].finding.short)
    text = _fitting(sharing[0])
    several = len(sharing) > 1 and cell.state is not CellState.EXEMPT and "等" not in text
    return f"{text} 等{len(sharing)}项" if several else text


# Characters that a cell holds on a small screen.
_CELL_WIDTH = 8


def _fitting(found: RuleFinding) -> str:
    """A logged matter by its own title, or by its clause's where that is too long for a cell."""
    text, measure = found.finding.short, found.finding.measure
    is_title = measure is not None and measure.topic == text
    return found.rule.title if is_title and len(text) > _CELL_WIDTH else text


def _near_line(found: RuleFinding, thresholds: Thresholds) -> str:
    near = [leaf for leaf in found.finding.deciding() if thresholds.is_near(leaf)]
    return min(near, key=_room).short if near else found.finding.short


def _room(leaf: Finding) -> Decimal:
    return leaf.margin.room if leaf.margin is not None else Decimal(0)


def _undecided_line(found: RuleFinding) -> str:
    """What a person must find; where readings disagree, the fact and that the reading decides."""
    if found.finding.outcome is Outcome.UNDECIDED:
        return _fitting(found)
    fact = next((leaf.short for leaf in found.deciding if leaf.outcome is Outcome.TRIGGERED), "")
    return f"{fact}，口径待定" if fact else found.notes[0]


def _normal_line(findings: Iterable[RuleFinding], projections: Sequence[Projection]) -> str:
    """The tightest margin in numbers, or 无登记事项 where only matters were asked."""
    measured = [
        leaf
        for found in findings
        if found.outcome is Outcome.NOT_TRIGGERED
        and found.rule.period not in {RulePeriod.EVENT, RulePeriod.YEAR_TO_DATE}
        for leaf in found.finding.deciding()
        if leaf.margin is not None
    ]
    if measured:
        return min(measured, key=_telling).short
    running = [p for p in projections if p.outlook]
    return running[0].margin_line if running else "无登记事项"


def _telling(leaf: Finding) -> tuple[bool, Decimal]:
    """浓度的余量最说明问题；类别达标、名次之后再看。"""
    amount = leaf.margin is not None and leaf.margin.scale is Scale.AMOUNT
    return not amount, tightness(leaf)
