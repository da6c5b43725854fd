"""Conditions on the ledger of a year's tasks: reductions, funds, the reserve of projects."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from yuetan_desktop.domain.conditions.base import Context
from yuetan_desktop.domain.conditions.incidents import IncidentLogged, logged_in
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


def short_of(context: Context, kind: YearTaskKind, year: int, full: int) -> tuple[Finding, ...]:
    """One finding a line of the year's ledger: done to `full` percent or not."""
    return tuple(
        _line(task, Decimal(full))
        for task in context.facts.year_tasks(context.place.id, kind)
        if task.year == year
    )


def _line(task: YearTask, full: Decimal) -> Finding:
    slack = task.percent - full
    verdict = "未完成" if slack < 0 else "已完成"
    return Finding(
        Outcome.TRIGGERED if slack < 0 else Outcome.NOT_TRIGGERED,
        f"{task.year}年{task.says}，{verdict}",
        Margin(slack, "%", full, Scale.CHANGE),
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
        if len(lines) == 1:
            return lines[0]
        outcome = outcome_of_any(line.outcome for line in lines)
        worst = next(line for line in lines if line.outcome is outcome)
        return Finding(outcome, worst.says, parts=tuple(lines), short=worst.short)

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
