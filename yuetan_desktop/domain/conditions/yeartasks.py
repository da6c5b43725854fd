"""Conditions on a year's tasks, by ledger or published rate: misses_full, slow_funds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from yuetan_desktop.domain.conditions.base import (
    Context,
    apart,
    difference,
    no_data,
    not_applicable,
    value_evidence,
    with_unit,
)
from yuetan_desktop.domain.conditions.incidents import IncidentLogged, logged_in
from yuetan_desktop.domain.facts import Observation
from yuetan_desktop.domain.finding import (
    Evidence,
    Finding,
    Margin,
    Measure,
    Outcome,
    Scale,
    outcome_of_any,
)
from yuetan_desktop.domain.ledger.yeartask import YearTask, YearTaskKind, elapsed_percent
from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.place import PlaceKind


def _short_of(context: Context, kind: YearTaskKind, year: int, full: int) -> tuple[Finding, ...]:
    """One finding a line of the year's ledger: done to `full` percent or not."""
    return tuple(
        _line(task, Decimal(full))
        for task in context.facts.year_tasks(context.place.id, kind)
        if task.year == year
    )


def _line(task: YearTask, full: Decimal) -> Finding:
    margin = Margin(task.percent - full, "%", full, Scale.CHANGE)
    verdict = "未完成" if margin.slack < 0 else "已完成"
    return Finding(
        margin.outcome,
        f"{task.year}年{task.says}，{verdict}",
        margin,
        measure=Measure(f"{task.year}年{task.item}", task.percent_text, f"≥ {full}%", verdict),
        evidence=(ledger_evidence(task),),
        short=f"{task.item} {task.percent_text}",
    )


def ledger_evidence(task: YearTask) -> Evidence:
    """The line of 年度任务台账, with its document and where it came from."""
    return Evidence(
        role="台账",
        label=f"{task.kind.value}：{task.item}",
        place=task.place,
        indicator="",
        period=Period.year_of(task.year),
        value=None,
        text=task.says,
        unit=task.unit,
        note="；".join(filter(None, (task.document, task.origin))),
    )


def _one_is_enough(parts: Sequence[Finding]) -> Finding:
    """A ledger of one line says it itself; of several the worst gives its words."""
    if len(parts) == 1:
        return parts[0]
    outcome = outcome_of_any(part.outcome for part in parts)
    worst = next(part for part in parts if part.outcome is outcome)
    return Finding(outcome, worst.says, parts=tuple(parts), short=worst.short)


@dataclass(frozen=True)
class MissesFull:
    """A yearly task not done in full: the year's completion rate below `full` percent, or a line
    of the unit's `ledger` (减排 by pollutant, 储备库): one line short is enough.

    `year_before` asks about the year before the period's, as for matters of a running year.
    """

    indicator: str
    full: int
    ledger: YearTaskKind
    year_before: bool = False

    @cached_property
    def wordings(self) -> frozenset[str]:
        return frozenset()

    def evaluate(self, context: Context) -> Finding:
        if context.place.kind is PlaceKind.DEPARTMENT:
            return not_applicable("市级部门不考核此项指标")
        year = Period.year_of(context.period.year - self.year_before)
        context = context.at(period=year)
        lines = _short_of(context, self.ledger, year.year, self.full)
        observation = context.observe(self.indicator, year)
        if observation is None and not lines:
            indicator = context.indicator(self.indicator)
            return no_data(context, indicator.name, indicator.brief)
        rate = [] if observation is None else [self._rate(context, observation, year)]
        parts = (*lines, *rate)
        return _one_is_enough(parts)

    def _rate(self, context: Context, observation: Observation, year: Period) -> Finding:
        """The completion rate as it was published."""
        indicator = context.indicator(self.indicator)
        slack = observation.value - self.full
        margin = Margin(slack, indicator.unit, Decimal(self.full), Scale.CHANGE)
        if context.bare:
            return Finding(margin.outcome, "", margin)
        shown, _ = apart(indicator, observation.value, Decimal(self.full))
        actual = with_unit(indicator, shown, exactly=True)
        verdict = f"差 {difference(indicator, slack, ' 点')}" if slack < 0 else "已完成"
        return Finding(
            margin.outcome,
            f"{year.label()}{indicator.name}为{actual}，应达到{self.full}%，{verdict}",
            margin,
            measure=Measure(f"{year.label()}{indicator.brief}", actual, f"≥ {self.full}%", verdict),
            evidence=value_evidence(context, observation, "实际"),
            short=f"{indicator.brief} {verdict}",
        )


@dataclass(frozen=True)
class SlowFunds:
    """资金执行进度缓慢 (第七条（八）): a person finds it. Where nobody did, a ledger that lags its
    time by `behind` points asks for that finding; the text gives no number of its own."""

    kind: str
    name: str
    behind: int

    @cached_property
    def wordings(self) -> frozenset[str]:
        return frozenset()

    @cached_property
    def _logged(self) -> IncidentLogged:
        return IncidentLogged(self.kind, self.name)

    def evaluate(self, context: Context) -> Finding:
        found = self._logged.evaluate(context)
        if logged_in(context, self.kind):
            return found
        year, day = context.period.year, context.period.end
        tasks = context.facts.year_tasks(context.place.id, YearTaskKind.FUND)
        lines = [
            self._line(task, elapsed_percent(year, day)) for task in tasks if task.year == year
        ]
        if not lines:
            return found
        return _one_is_enough(lines)

    def _line(self, task: YearTask, elapsed: Decimal) -> Finding:
        lag = int(elapsed - task.percent)
        slow = lag >= self.behind
        told = f"落后序时进度{lag}个百分点，是否“缓慢”由人认定" if slow else "未落后序时进度"
        verdict = f"落后 {lag} 个百分点" if slow else "未落后"
        return Finding(
            Outcome.UNDECIDED if slow else Outcome.NOT_TRIGGERED,
            f"{task.year}年{task.says}，{told}",
            measure=Measure(
                f"{task.item}执行率", task.percent_text, f"序时 {int(elapsed)}%", verdict
            ),
            evidence=(ledger_evidence(task),),
            short=f"{task.item} {task.percent_text}",
        )
