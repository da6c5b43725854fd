"""One unit's matrix by matter: air rank, PM2.5, each section … against the six levels.

The unit's own row says how bad it is; this says what of. Each part of a rule is asked by itself,
and a part that is met counts as 已触发 only where the whole rule is met too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from yuetan_desktop.domain.assessment import RuleFinding, Thresholds
from yuetan_desktop.domain.conditions import (
    AnySection,
    Condition,
    Consecutive,
    Context,
    HeavyDays,
    UnimprovedAfterInterview,
)
from yuetan_desktop.domain.finding import Finding, Outcome
from yuetan_desktop.domain.indicator import Catalogue
from yuetan_desktop.domain.judging.clausewords import clause_lines
from yuetan_desktop.domain.judging.matrix import CellState, MatrixCell
from yuetan_desktop.domain.judging.ruleperiods import is_recurring
from yuetan_desktop.domain.quality.derive import assessed_sections
from yuetan_desktop.domain.regulation import Rule

HEAVY_DAYS, AFTER_INTERVIEW, LOGGED = "重污染天", "约谈后改善", "登记事项"
# On its own row a name must say of what it is.
_PLAINER = {"air_index_rank": "空气排名", "good_day_rate": "优良天数率"}
# 先气、后水、再断面和事项，与条文各项的次序一致。
_BEFORE_SECTIONS = (
    "air_index_rank",
    "pm25",
    "good_day_rate",
    HEAVY_DAYS,
    "good_water_ratio",
    "cwqi_rank",
    "water_improvement_rank",
)
_AFTER_SECTIONS = (
    "source_water_rate",
    "county_source_rate",
    "township_source_rate",
    "emission_reduction_rate",
    "project_reserve_rate",
    AFTER_INTERVIEW,
    LOGGED,
)


@dataclass(frozen=True, slots=True)
class MatterCell:
    """What one matter comes to at one level; 不适用 where no clause of the level asks for it."""

    level: int
    state: CellState
    line: str
    is_provisional: bool = False  # 暂判
    rule: Rule | None = None  # the clause that asks for it


@dataclass(frozen=True, slots=True)
class MatterRow:
    name: str
    cells: tuple[MatterCell, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    """One part of a rule, asked of the unit or of one of its sections."""

    matter: str
    name: str
    level: int
    state: CellState
    line: str
    is_provisional: bool
    rule: Rule


def matter_rows(cells: Sequence[MatrixCell]) -> list[MatterRow]:
    """The rows of a unit whose six cells these are, in the order of the regulation."""
    parts = [part for cell in cells for part in _parts(cell)]
    names = {part.matter: part.name for part in parts}
    rows = []
    for matter in sorted(names, key=_place_in_order):
        own = [part for part in parts if part.matter == matter]
        levels = (_cell(c.level, [p for p in own if p.level == c.level]) for c in cells)
        rows.append(MatterRow(names[matter], tuple(levels)))
    return rows


def _place_in_order(matter: str) -> int:
    if matter in _BEFORE_SECTIONS:
        return _BEFORE_SECTIONS.index(matter)
    if matter in _AFTER_SECTIONS:
        return len(_BEFORE_SECTIONS) + 1 + _AFTER_SECTIONS.index(matter)
    return len(_BEFORE_SECTIONS)


def _cell(level: int, parts: Iterable[_Part]) -> MatterCell:
    """The worst part speaks; the states stand in the order in which they decide."""
    order = list(CellState)
    worst = min(parts, key=lambda part: order.index(part.state), default=None)
    if worst is None:
        return MatterCell(level, CellState.NOT_APPLICABLE, "")
    return MatterCell(level, worst.state, worst.line, worst.is_provisional, worst.rule)


def _parts(cell: MatrixCell) -> Iterator[_Part]:
    for found in cell.findings:
        if found.context is None or found.outcome is Outcome.NOT_APPLICABLE:
            continue
        context = found.context
        for line in clause_lines(found.rule.when, context.facts.catalogue, context.readings):
            for matter, name, finding in _asked(line.condition, context):
                state = _state(finding, found, cell.thresholds)
                provisional = cell.any_unaudited and finding.is_provisional
                words = finding.short or finding.says
                yield _Part(matter, name, cell.level, state, words, provisional, found.rule)
    for projection in cell.projections:
        state, words = CellState.NORMAL, projection.margin_line
        if projection in cell.tight:
            state, words = CellState.APPROACHING, projection.short
        elif projection.gap:
            state, words = CellState.NO_DATA, projection.gap
        indicator, provisional = projection.indicator, projection.is_provisional
        name, rule = indicator.brief, projection.rule
        yield _Part(indicator.key, name, cell.level, state, words, provisional, rule)


def _asked(condition: Condition, context: Context) -> Iterator[tuple[str, str, Finding]]:
    """The part with the matter it is about; what asks for sections, once for each."""
    if isinstance(condition, AnySection):
        for section in assessed_sections(context.facts, context.place.id):
            yield section.name, section.name, context.at(place=section).ask(condition.of)
        return
    matter = _matter_of(condition)
    yield matter, _name(matter, context.facts.catalogue), context.ask(condition)


def _name(matter: str, catalogue: Catalogue) -> str:
    """Short enough for a row's head."""
    brief = catalogue[matter].brief if matter in catalogue else matter
    return _PLAINER.get(matter, brief)


def _matter_of(condition: Condition) -> str:
    """The indicator's key, or what is asked where that is no indicator."""
    while isinstance(condition, Consecutive):
        condition = condition.of
    if isinstance(condition, HeavyDays):
        return HEAVY_DAYS
    if isinstance(condition, UnimprovedAfterInterview):
        return AFTER_INTERVIEW
    return str(getattr(condition, "indicator", LOGGED))


def _state(finding: Finding, found: RuleFinding, thresholds: Thresholds) -> CellState:
    if finding.outcome is Outcome.TRIGGERED:
        return {
            Outcome.TRIGGERED: CellState.TRIGGERED,
            Outcome.UNDECIDED: CellState.UNDECIDED,
            Outcome.EXEMPT: CellState.EXEMPT,
        }.get(found.outcome, CellState.APPROACHING)  # the rule asks for more than this part
    if finding.outcome is Outcome.NOT_TRIGGERED and is_recurring(found.rule):
        return CellState.APPROACHING if thresholds.is_near(finding) else CellState.NORMAL
    return {
        Outcome.UNDECIDED: CellState.UNDECIDED,
        Outcome.NO_DATA: CellState.NO_DATA,
        Outcome.NOT_TRIGGERED: CellState.NORMAL,
    }.get(finding.outcome, CellState.NOT_APPLICABLE)
