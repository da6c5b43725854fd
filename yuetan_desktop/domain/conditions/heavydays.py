"""因管控不力，出现重度污染天气 n 天: observed days, of which a person finds the cause."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from yuetan_desktop.domain.conditions.base import (
    Context,
    incident_evidence,
    not_applicable,
    value_evidence,
)
from yuetan_desktop.domain.conditions.incidents import counted, logged_before, logged_in
from yuetan_desktop.domain.facts import Incident, Observation
from yuetan_desktop.domain.finding import Finding, Margin, Measure, Outcome, Scale
from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.place import PlaceKind

LOGGED, OBSERVED = "heavy_pollution_day", "heavy_days"


@dataclass(frozen=True)
class HeavyDays:
    """At least n days in the calendar year (R5: or in twelve months) found to be 因管控不力 (R6).

    Logged days carry the finding; days observed beyond those logged are still to be found.
    """

    at_least: int

    @cached_property
    def wordings(self) -> frozenset[str]:
        return frozenset({"R5"})

    def evaluate(self, context: Context) -> Finding:
        if context.place.kind is PlaceKind.DEPARTMENT:
            return not_applicable("市级部门不考核此项指标")
        days = _this_year(context)
        earlier = _rest_of_last_year(context)
        if earlier.matters and context.readings["R5"] == "trailing_year":
            days = days.after(earlier)
        sure, waiting = days.confirmed, days.waiting
        outcome = counted(sure, waiting, self.at_least)
        blind = outcome is Outcome.NOT_TRIGGERED and days.missing
        left = self.at_least - sure
        margin = Margin(Decimal(left - 1), "天", Decimal(self.at_least), Scale.OCCURRENCES)
        if context.bare and not blind:
            return Finding(outcome, "", margin)
        says = (
            f"{context.period.label()}因管控不力的重度污染天{sure}天（{self.at_least}天触发）"
            + (f"，另有{waiting}天是否因管控不力待认定" if waiting else "")
        )
        evidence = (
            *(e for o in days.observed for e in value_evidence(context, o, "实际")),
            *map(incident_evidence, days.logged),
        )
        if blind:
            months = "、".join(month.label() for month in days.missing)
            return Finding(
                Outcome.NO_DATA,
                f"{says}；缺{months}重污染天数，不能判定",
                evidence=evidence,
                short=f"缺 {days.missing[-1].label(with_year=False)}重污染天数",
            )
        return Finding(
            outcome,
            says,
            margin,
            Measure(
                f"{context.when}重污染天（管控不力）",
                f"{sure} 天",
                f"{self.at_least} 天触发",
                f"余 {left} 天" if outcome is Outcome.NOT_TRIGGERED else outcome.value,
            ),
            evidence,
            short=f"{waiting} 天重污染待认定" if waiting else f"重污染 {sure}／{self.at_least} 天",
        )


@dataclass(frozen=True)
class _Days:
    """Heavy-pollution days of a window: what was logged, what tables say, where they are silent.

    `covered` are the logged days of those months that the tables cover.
    """

    logged: tuple[Incident, ...]
    covered: int
    observed: tuple[Observation, ...]
    missing: tuple[Period, ...]

    @property
    def confirmed(self) -> int:
        return sum(1 for incident in self.logged if incident.confirmed)

    @property
    def waiting(self) -> int:
        """Days whose cause is still to be found, logged or only observed."""
        observed = sum(int(observation.value) for observation in self.observed)
        undecided = sum(1 for incident in self.logged if incident.confirmed is None)
        return undecided + max(observed - self.covered, 0)

    @property
    def matters(self) -> bool:
        """Whether adding these days to others can change anything."""
        return bool(self.logged or self.missing or any(o.value for o in self.observed))

    def after(self, earlier: _Days) -> _Days:
        return _Days(
            (*earlier.logged, *self.logged),
            earlier.covered + self.covered,
            (*earlier.observed, *self.observed),
            (*earlier.missing, *self.missing),
        )


def _this_year(context: Context) -> _Days:
    logged = logged_in(context, LOGGED)
    closed = _closed_months(context.period)
    if closed is None:
        return _Days(logged, 0, (), ())
    covered = sum(1 for incident in logged if incident.day <= closed.end)
    whole = context.observe(OBSERVED, closed)
    if whole is not None:
        return _Days(logged, covered, (whole,), ())
    return _Days(logged, covered, *_by_month(context, closed.month_list()))


def _rest_of_last_year(context: Context) -> _Days:
    logged = logged_before(context, LOGGED)
    closed = _closed_months(context.period)
    months = Period.year_of(context.period.year - 1).month_list()
    months = months[closed.last_month if closed else 0 :]
    return _Days(logged, len(logged), *_by_month(context, months))


def _by_month(
    context: Context, months: Iterable[Period]
) -> tuple[tuple[Observation, ...], tuple[Period, ...]]:
    found = [(month, context.observe(OBSERVED, month)) for month in months]
    return (
        tuple(o for _, o in found if o is not None),
        tuple(month for month, o in found if o is None),
    )


def _closed_months(period: Period) -> Period | None:
    """January to the last month that has ended: what monthly tables can cover."""
    last = period.end.month
    if period.end.day < calendar.monthrange(period.year, last)[1]:
        last -= 1
    return Period.year_to_date(period.year, last) if last else None
