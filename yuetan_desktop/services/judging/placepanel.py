"""The side panel of one unit: why it is where it is, how far the next level is, its course."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_CEILING, Decimal

from yuetan_desktop.domain.assessment import RuleFinding, Thresholds
from yuetan_desktop.domain.facts import Facts, Source
from yuetan_desktop.domain.finding import Finding, Outcome
from yuetan_desktop.domain.judging.matrix import CellState, MatrixCell, Projection, matrix_row
from yuetan_desktop.domain.judging.outlook import Outlook, mean_to_keep, rate_to_reach
from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.place import Place
from yuetan_desktop.domain.quality.derive import observe
from yuetan_desktop.domain.reading import Readings
from yuetan_desktop.domain.regulation import Level
from yuetan_desktop.services import assessing, office
from yuetan_desktop.services.judging.forecasting import (
    Chance,
    Usual,
    chance,
    good_days_chance,
    no_chance,
    usual_course,
)
from yuetan_desktop.services.workspace import Workspace

CHARTED = "pm25"


@dataclass(frozen=True, slots=True)
class Trigger:
    """One finding in two parts for the eye: the fact, and by how much (`verdict`, set bold)."""

    found: RuleFinding
    fact: str
    verdict: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class NextLevel:
    """What separates the unit from a higher level: `lead` `number` `unit` read as one line."""

    level: Level
    cite: str
    span: str
    state: CellState
    lead: str
    number: str
    unit: str
    basis: str
    until: str = ""  # 年底前: by when the probability is meant
    chance: Chance | None = None  # of a mean of months; else why there is none
    is_provisional: bool = False  # 暂判: its values are not audited to the end


@dataclass(frozen=True, slots=True)
class ChartPoint:
    """One month: its own value, the mean since January, its stage target, the path to keep."""

    month: Period
    value: Decimal | None
    to_date: Decimal | None
    target: Decimal | None
    path: Decimal | None


@dataclass(frozen=True, slots=True)
class Course:
    """One indicator through the year, January to December."""

    indicator: str
    name: str
    unit: str
    points: tuple[ChartPoint, ...]
    usual: tuple[Usual, ...] = ()  # 常年区间; none with too few years


@dataclass(frozen=True, slots=True)
class PlacePanel:
    """Everything the side panel shows of one unit in one month."""

    place: Place
    month: Period
    cells: tuple[MatrixCell, ...]
    triggers: tuple[Trigger, ...]  # worst level first
    undecided: tuple[Trigger, ...]
    exempt: tuple[Trigger, ...]  # 第十条: seen, and not counted
    next_level: NextLevel | None
    course: Course
    good_days: str = ""  # 优良天数倒算; nothing without days, a target or days left
    good_days_chance: Chance | None = None  # where the days left decide


def place_panel(ws: Workspace, place_id: int, month: Period) -> PlacePanel:
    """The panel of one unit for the data month `month`."""
    facts = assessing.facts_for(ws)
    readings = office.readings_in_force(ws, month.end)
    limits = assessing.thresholds(ws)
    place = facts.place(place_id)
    cells = matrix_row(
        ws.library.regulations,
        facts,
        place,
        month,
        readings,
        limits,
        as_of=assessing.counting_day(ws, month),
    )
    levels = assessing.regulation_for(ws, month).levels
    good_days, good_days_chance = _good_days(facts, place, month, readings)
    return PlacePanel(
        place,
        month,
        cells,
        _of_outcome(cells, Outcome.TRIGGERED),
        _of_outcome(cells, Outcome.UNDECIDED),
        _of_outcome(cells, Outcome.EXEMPT),
        _audited(
            _with_chance(_next_level(cells, levels, limits), facts, place, month, readings), cells
        ),
        _course(facts, place, month, readings),
        good_days,
        good_days_chance,
    )


# -- why ----------------------------------------------------------------------------------------
def _of_outcome(cells: Sequence[MatrixCell], outcome: Outcome) -> tuple[Trigger, ...]:
    return tuple(
        _trigger(found)
        for cell in reversed(cells)
        for found in cell.findings
        if found.outcome is outcome
    )


def _trigger(found: RuleFinding) -> Trigger:
    first = found.deciding[0]
    measure = first.measure
    if measure is None:
        return Trigger(found, found.says, "", _sources(first))
    fact = f"{measure.topic} {measure.actual}，{measure.limit}"
    return Trigger(found, fact, measure.verdict, _sources(first))


def _sources(finding: Finding) -> tuple[Source, ...]:
    """The cells of the number that decides; of what it was computed from where it was."""
    return next((item.sources for item in finding.all_evidence() if item.sources), ())


# -- how far ------------------------------------------------------------------------------------
def _with_chance(
    found: tuple[NextLevel, Projection | None] | None,
    facts: Facts,
    place: Place,
    month: Period,
    readings: Readings,
) -> NextLevel | None:
    """The next level with what the earlier years say, where its rest is a mean of months."""
    if found is None:
        return None
    level, projection = found
    if projection is None:
        return level
    until = f"{projection.period.label(with_year=False)}内"
    told = chance(facts, place.id, projection, month, readings)
    return replace(level, until=until, chance=told)


def _audited(level: NextLevel | None, cells: Sequence[MatrixCell]) -> NextLevel | None:
    """The next level with what its cell says of the audit."""
    if level is None:
        return None
    provisional = any(c.level == level.level.number and c.is_provisional for c in cells)
    return replace(level, is_provisional=provisional)


def _next_level(
    cells: Sequence[MatrixCell], levels: Mapping[int, Level], limits: Thresholds
) -> tuple[NextLevel, Projection | None] | None:
    """The first level above what is triggered that is 临界, else the first that applies at all."""
    reached = max((c.level for c in cells if c.state is CellState.TRIGGERED), default=0)
    above = [c for c in cells if c.level > reached and c.state is not CellState.NOT_APPLICABLE]
    if not above:
        return None
    cell = next((c for c in above if c.state is CellState.APPROACHING), above[0])
    level = levels[cell.level]
    near = [f for f in cell.findings if limits.is_near(f.finding)]
    if near and cell.state is CellState.APPROACHING:
        return _from_finding(level, cell, near[0], limits), None
    for projection in cell.projections:
        if projection.outlook is not None:
            return _from_projection(level, cell, projection, projection.outlook), projection
    return NextLevel(level, level.article, level.span, cell.state, "", cell.line, "", ""), None


def _from_projection(
    level: Level, cell: MatrixCell, projection: Projection, outlook: Outlook
) -> NextLevel:
    indicator, text = projection.indicator, projection.indicator.text
    span = projection.period.kind.label
    lead = f"剩余 {outlook.remaining} 个月均值"
    basis = (
        f"已有 {outlook.elapsed} 个月均值 {text(outlook.so_far)}，{span}目标 {text(outlook.target)}"
    )
    if projection.last_year is not None:
        basis += f"；去年同期 {text(projection.last_year)}"
    cite = projection.rule.short_cite
    if not outlook.feasible:
        return NextLevel(level, cite, span, cell.state, f"{lead}为零也超过目标", "", "", basis)
    required = text(outlook.required)
    return NextLevel(level, cite, span, cell.state, f"{lead}须 ≤", required, indicator.unit, basis)


def _good_days(
    facts: Facts, place: Place, month: Period, readings: Readings
) -> tuple[str, Chance | None]:
    """倒算 as the clerks do it by hand: of the days left this year, how many must be good ones."""
    so_far = Period.year_to_date(month.year, month.last_month)
    good = observe(facts, place.id, "good_days", so_far, readings)
    valid = observe(facts, place.id, "valid_days", so_far, readings)
    target = facts.target(place.id, "good_day_rate", Period.year_of(month.year))
    if good is None or valid is None or target is None:
        return "", None
    left = Decimal((date(month.year, 12, 31) - so_far.end).days)
    outlook = rate_to_reach(good.value, valid.value, target.value, remaining=left)
    if outlook is None:
        return "", None
    rate = facts.catalogue["good_day_rate"].text
    goal = f"优良天数率年度目标 {rate(outlook.target)}%"
    if not outlook.feasible:
        return f"{goal}：剩余 {left} 天全部优良也达不到。", None
    if outlook.required <= 0:
        return f"{goal}：已有优良 {good.value:f} 天，已经够了。", None
    days = (outlook.required * left / 100).to_integral_value(ROUND_CEILING)
    words = f"{goal}：剩余 {left} 天须优良 {days} 天（{rate(outlook.required)}%）。"
    return words, good_days_chance(facts, place.id, outlook, month, readings)


def _from_finding(
    level: Level, cell: MatrixCell, found: RuleFinding, limits: Thresholds
) -> NextLevel:
    leaf = next((f for f in found.finding.deciding() if limits.is_near(f)), found.finding)
    span, cite = found.period.label(with_year=False), found.rule.short_cite
    none = no_chance(found.rule, found.period)
    if leaf.measure is None:
        return NextLevel(level, cite, span, cell.state, "", leaf.short, "", leaf.says, chance=none)
    measure = leaf.measure
    basis = f"{measure.actual}，{measure.limit}"
    topic, verdict = measure.topic, measure.verdict
    return NextLevel(level, cite, span, cell.state, topic, verdict, "", basis, chance=none)


# -- its course ---------------------------------------------------------------------------------
def _course(facts: Facts, place: Place, month: Period, readings: Readings) -> Course:
    """PM2.5 through the year: measured, its mean to date, stage targets, and the mean to date
    month by month if the remaining months just keep the year's target."""
    indicator = facts.catalogue[CHARTED]
    so_far = observe(
        facts, place.id, CHARTED, Period.year_to_date(month.year, month.last_month), readings
    )
    target = facts.target(place.id, CHARTED, Period.year_of(month.year))
    outlook = (
        mean_to_keep(
            [so_far.value],
            target.value,
            remaining=Decimal(12 - month.last_month),
            weights=[Decimal(month.last_month)],
        )
        if so_far and target
        else None
    )
    return Course(
        indicator.key,
        indicator.name,
        indicator.unit,
        tuple(_point(facts, place, month, index, readings, outlook) for index in range(1, 13)),
        usual_course(facts, place.id, CHARTED, month, readings),
    )


def _point(
    facts: Facts,
    place: Place,
    month: Period,
    index: int,
    readings: Readings,
    outlook: Outlook | None,
) -> ChartPoint:
    to_date = Period.year_to_date(month.year, index)
    measured = index <= month.last_month
    value = facts.observation(place.id, CHARTED, Period.month(month.year, index))
    mean = observe(facts, place.id, CHARTED, to_date, readings) if measured else None
    target = facts.target(place.id, CHARTED, to_date)
    path = None
    if outlook is not None and index >= month.last_month:
        more = index - outlook.elapsed
        path = (outlook.so_far * outlook.elapsed + outlook.required * more) / index
    return ChartPoint(
        Period.month(month.year, index),
        value.value if value and measured else None,
        mean.value if mean else None,
        target.value if target else None,
        path,
    )
