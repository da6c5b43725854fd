"""因管控不力，出现重度污染天气 n 天: observed days, of which a person finds the cause."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

from yuetan_desktop.domain.conditions.base import (
    Context,
    incident_evidence,
    not_applicable,
    value_evidence,
)
from yuetan_desktop.domain.conditions.incidents import (
    counted,
    logged_before,
    logged_in,
    rest_of_last_year,
)
from yuetan_desktop.domain.facts import Incident, Observation
from yuetan_desktop.domain.finding import Evidence, Finding, Margin, Measure, Outcome, Scale
from yuetan_desktop.domain.period import Period, month_spans
from yuetan_desktop.domain.place import PlaceKind
from yuetan_desktop.domain.quality.daily import HeavyDay, heavy_days

LOGGED, OBSERVED = "heavy_pollution_day", "heavy_days"


@dataclass(frozen=True)
class HeavyDays:
    """At least n days in the calendar year (R5: or in twelve months) found to be 因管控不力 (R6).

    Logged days carry the finding; days observed beyond those logged are still to be found, also
    those that only daily values tell of: of the running month, or one with too few valid days. R24
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
        if blind:
            return Finding(
                Outcome.NO_DATA,
                f"{self._says(context, days)}；缺{_in_words(days.missing)}重污染天数，不能判定",
                evidence=_evidence(context, days),
                short=f"缺 {days.missing[-1].label(with_year=False)}重污染天数",
            )
        if context.bare:
            return Finding(outcome, "", margin)
        return Finding(
            outcome,
            self._says(context, days),
            margin,
            Measure(
                f"{context.when}重污染天（管控不力）",
                f"{sure} 天",
                f"{self.at_least} 天触发",
                f"余 {left} 天" if outcome is Outcome.NOT_TRIGGERED else outcome.value,
            ),
            _evidence(context, days),
            short=f"{waiting} 天重污染待认定" if waiting else f"重污染 {sure}／{self.at_least} 天",
        )

    def _says(self, context: Context, days: _Days) -> str:
        waiting, left_out = days.waiting, len(days.left_out)
        return (
            f"{context.period.label()}因管控不力的重度污染天{days.confirmed}天"
            f"（{self.at_least}天触发）"
            + (f"，另有{waiting}天是否因管控不力待认定" if waiting else "")
            + (f"，严重污染{left_out}天不计" if left_out else "")
        )


def _evidence(context: Context, days: _Days) -> tuple[Evidence, ...]:
    return (
        *(e for o in days.observed for e in value_evidence(context, o, "实际")),
        *(e for o in days.seen_values for e in value_evidence(context, o, "实际")),
        *map(incident_evidence, days.logged),
    )


def _in_words(months: tuple[Period, ...]) -> str:
    """2025年11—12月、2026年3月."""
    years = sorted({month.year for month in months})
    return "、".join(f"{y}年{month_spans(m for m in months if m.year == y)}" for y in years)


@dataclass(frozen=True)
class _Days:
    """Heavy-pollution days of a window: what was logged, what tables say, where they are silent.

    `severe` are those days of the window that are known to be 严重污染, `left_out` those of them
    that are not counted; `seen` are heavy days that no table covers. A day logged twice is one day.
    """

    logged: tuple[Incident, ...]
    observed: tuple[Observation, ...]
    missing: tuple[Period, ...]
    severe: frozenset[date] = frozenset()
    left_out: frozenset[date] = frozenset()
    seen: Mapping[date, HeavyDay] = field(default_factory=dict)

    @property
    def confirmed(self) -> int:
        return len({incident.day for incident in self.logged if incident.confirmed})

    @property
    def waiting(self) -> int:
        """Days whose cause is still to be found, logged or only observed."""
        settled = {i.day for i in self.logged if i.confirmed is not None}
        undecided = {i.day for i in self.logged} - settled
        unlogged = self.seen.keys() - {incident.day for incident in self.logged} - self.left_out
        return len(undecided) + len(unlogged) + sum(map(self._unexplained, self.observed))

    @property
    def seen_values(self) -> tuple[Observation, ...]:
        """What tells of the days that no table covers."""
        return tuple(o for _, day in sorted(self.seen.items()) for o in day.observed)

    def _unexplained(self, table: Observation) -> int:
        """Days of a table beyond those of its own span that are logged or left out: what is known
        of a month without a table, or of the running one, explains no day of another."""
        span = table.period
        known = {incident.day for incident in self.logged} | self.left_out
        return max(int(table.value) - sum(span.start <= day <= span.end for day in known), 0)

    @property
    def matters(self) -> bool:
        """Whether adding these days to others can change anything."""
        return bool(self.logged or self.missing or self.seen or any(o.value for o in self.observed))

    def after(self, earlier: _Days) -> _Days:
        return _Days(
            (*earlier.logged, *self.logged),
            (*earlier.observed, *self.observed),
            (*earlier.missing, *self.missing),
            earlier.severe | self.severe,
            seen={**earlier.seen, **self.seen},
        )

    def without_severe(self) -> _Days:
        """R24 只计重度: days beyond AQI 300 are taken out of the log and out of the tables."""
        return _Days(
            tuple(i for i in self.logged if i.day not in self.severe),
            self.observed,
            self.missing,
            self.severe,
            left_out=self.severe,
            seen=self.seen,
        )


def _this_year(context: Context) -> _Days:
    logged = logged_in(context, LOGGED)
    closed = _closed_months(context.period)
    months = closed.month_list() if closed else ()
    since = context.since
    if since is not None and closed is not None and since > closed.start:
        months = tuple(month for month in months if month.end >= since)
    tables = _tables(context, closed, months) if closed else ((), ())
    return _days(context, logged, context.period, *tables)


def _tables(
    context: Context, closed: Period, months: tuple[Period, ...]
) -> tuple[tuple[Observation, ...], tuple[Period, ...]]:
    """The year's table if one was published; else each month's, so that a day that is logged is
    set against its own month; else what days give of the whole."""
    is_whole = len(months) == closed.last_month
    if is_whole and (whole := context.facts.observation(context.place.id, OBSERVED, closed)):
        return (whole,), ()
    observed, missing = _by_month(context, months)
    if is_whole and missing and (whole := context.observe(OBSERVED, closed)):
        return (whole,), ()
    return observed, missing


def _rest_of_last_year(context: Context) -> _Days:
    logged = logged_before(context, LOGGED)
    closed = _closed_months(context.period)
    months = Period.year_of(context.period.year - 1).month_list()
    months = months[closed.last_month if closed else 0 :]
    months = tuple(m for m in months if context.since is None or m.end >= context.since)
    span = rest_of_last_year(context.period.end)
    return _days(context, logged, span, *_by_month(context, months))


def _days(
    context: Context,
    logged: tuple[Incident, ...],
    span: Period | None,
    observed: tuple[Observation, ...],
    missing: tuple[Period, ...],
) -> _Days:
    """`span` is the window: what daily values tell of it beyond the tables is heeded, too."""
    known = _known(context, span) if span else {}
    tables = [table.period for table in observed]
    return _Days(
        logged,
        observed,
        missing,
        frozenset(day for day, heavy in known.items() if heavy.is_severe),
        seen={
            day: heavy
            for day, heavy in known.items()
            if not any(table.start <= day <= table.end for table in tables)
        },
    )


def _known(context: Context, span: Period) -> Mapping[date, HeavyDay]:
    """The heavy days of a window that daily values tell of, while the regulation was in force."""
    facts, place = context.facts, context.place.id
    first = max(span.start, context.since or span.start)

    def look() -> Mapping[date, HeavyDay]:
        months = range(span.start.month, span.end.month + 1)
        return {
            day: heavy
            for month in months
            for day, heavy in heavy_days(facts, place, Period.month(span.start.year, month)).items()
            if first <= day <= span.end
        }

    return facts.once((_known, place, first, span.end), look)


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
