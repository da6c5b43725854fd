"""因管控不力，出现重度污染天气 n 天: observed days, of which a person finds the cause."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from yuetan_desktop.domain.conditions.base import (
    Context,
    incident_evidence,
    not_applicable,
    value_evidence,
)
from yuetan_desktop.domain.conditions.incidents import counted, logged_before, logged_in
from yuetan_desktop.domain.daily import severe_days
from yuetan_desktop.domain.facts import Incident, Observation
from yuetan_desktop.domain.finding import Finding, Margin, Measure, Outcome, Scale
from yuetan_desktop.domain.period import Period, month_spans
from yuetan_desktop.domain.place import PlaceKind

LOGGED, OBSERVED = "heavy_pollution_day", "heavy_days"


@dataclass(frozen=True)
class HeavyDays:
    """At least n days in the calendar year (R5: or in twelve months) found to be 因管控不力 (R6).

    Logged days carry the finding; days observed beyond those logged are still to be found. R24
    decides whether days known to be 严重污染 count; where no daily AQI is known, a day counts.
    """

    at_least: int

    @cached_property
    def wordings(self) -> frozenset[str]:
        return frozenset({"R5", "R24"})

    def evaluate(self, context: Context) -> Finding:
        if context.place.kind is PlaceKind.DEPARTMENT:
            return not_applicable("市级部门不考核此项指标")
        days = _this_year(context)
        earlier = _rest_of_last_year(context)
        if earlier.matters and context.readings["R5"] == "trailing_year":
            days = days.after(earlier)
        if days.severe and context.readings["R24"] == "heavy_only":
            days = days.without_severe()
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
            + (f"，严重污染{days.left_out}天不计" if days.left_out else "")
        )
        evidence = (
            *(e for o in days.observed for e in value_evidence(context, o, "实际")),
            *map(incident_evidence, days.logged),
        )
        if blind:
            years = sorted({month.year for month in days.missing})
            months = "、".join(
                f"{year}年{month_spans(m for m in days.missing if m.year == year)}"
                for year in years
            )
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

    `covered` are the logged days of those months that the tables cover; `severe` those days of
    the window that are known to be 严重污染, `left_out` how many of them are not counted. A day
    logged twice is one day.
    """

    logged: tuple[Incident, ...]
    covered: frozenset[date]
    observed: tuple[Observation, ...]
    missing: tuple[Period, ...]
    severe: frozenset[date] = frozenset()
    left_out: int = 0

    @property
    def confirmed(self) -> int:
        return len({incident.day for incident in self.logged if incident.confirmed})

    @property
    def waiting(self) -> int:
        """Days whose cause is still to be found, logged or only observed."""
        observed = sum(int(observation.value) for observation in self.observed) - self.left_out
        settled = {i.day for i in self.logged if i.confirmed is not None}
        undecided = {i.day for i in self.logged} - settled
        return len(undecided) + max(observed - len(self.covered), 0)

    @property
    def matters(self) -> bool:
        """Whether adding these days to others can change anything."""
        return bool(self.logged or self.missing or any(o.value for o in self.observed))

    def after(self, earlier: _Days) -> _Days:
        return _Days(
            (*earlier.logged, *self.logged),
            earlier.covered | self.covered,
            (*earlier.observed, *self.observed),
            (*earlier.missing, *self.missing),
            earlier.severe | self.severe,
        )

    def without_severe(self) -> _Days:
        """R24 只计重度: days beyond AQI 300 are taken out of the log and out of the tables."""
        return _Days(
            tuple(i for i in self.logged if i.day not in self.severe),
            self.covered - self.severe,
            self.observed,
            self.missing,
            self.severe,
            len(self.severe),
        )


def _this_year(context: Context) -> _Days:
    logged = logged_in(context, LOGGED)
    closed = _closed_months(context.period)
    if closed is None:
        return _days(context, logged, (), (), ())
    months = closed.month_list()
    since = context.since
    if since is not None and since > closed.start:
        months = tuple(month for month in months if month.end >= since)
    whole = context.observe(OBSERVED, closed) if len(months) == closed.last_month else None
    if whole is not None:
        return _days(context, logged, months, (whole,), ())
    return _days(context, logged, months, *_by_month(context, months))


def _rest_of_last_year(context: Context) -> _Days:
    logged = logged_before(context, LOGGED)
    closed = _closed_months(context.period)
    months = Period.year_of(context.period.year - 1).month_list()
    months = months[closed.last_month if closed else 0 :]
    months = tuple(m for m in months if context.since is None or m.end >= context.since)
    return _days(context, logged, months, *_by_month(context, months))


def _days(
    context: Context,
    logged: tuple[Incident, ...],
    months: tuple[Period, ...],
    observed: tuple[Observation, ...],
    missing: tuple[Period, ...],
) -> _Days:
    """`months` are those that tables cover, or should."""
    covered = frozenset(i.day for i in logged if any(m.start <= i.day <= m.end for m in months))
    severe: frozenset[date] = frozenset()
    if logged or any(o.value for o in observed):
        looked_at = {*months, *(Period.month(i.day.year, i.day.month) for i in logged)}
        place = context.place.id
        severe = frozenset().union(
            *(severe_days(context.facts, place, month) for month in looked_at)
        )
    return _Days(logged, covered, observed, missing, severe)


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
