"""Which period of a rule counts in the month a clerk looks at, and which one still runs."""

from __future__ import annotations

from datetime import date

from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.regulation import Rule, RulePeriod

# 已过去且不再重来的期间（上半年、前三季度）余量再小也不会再触发。
_RECURRING = frozenset(
    {RulePeriod.MONTH, RulePeriod.QUARTER, RulePeriod.EVENT, RulePeriod.YEAR_TO_DATE}
)


def current_periods(rule: Rule, month: Period, as_of: date | None = None) -> tuple[Period, ...]:
    """The closed period of a rule that counts in the given month; none before the first closes.

    Months, quarters, the half and the first three quarters are those last closed in the year;
    matters and counts run from January to `as_of` or the month's end; the year counts once
    December is in.
    """
    year, last = month.year, month.last_month
    if rule.period is RulePeriod.MONTH:
        return (month,)
    if rule.period is RulePeriod.QUARTER:
        return (Period.quarter(year, last // 3),) if last >= 3 else (Period.quarter(year - 1, 4),)
    if rule.period is RulePeriod.HALF:
        # 下半年只在一种口径下研判（R28），上半年总在最后。
        second = (Period.half(year, 2),) if last == 12 else ()
        return (*second, Period.half(year, 1)) if last >= 6 else ()
    if rule.period is RulePeriod.THREE_QUARTERS:
        return (Period.three_quarters(year),) if last >= 9 else ()
    if rule.period is RulePeriod.YEAR:
        return (Period.year_of(year),) if last == 12 else ()
    if rule.period is RulePeriod.LAST_YEAR:
        return (Period.year_of(year - 1),)
    until = min(as_of or month.end, date(year, 12, 31))  # of the running month: only until today
    return (Period(date(year, 1, 1), until),)


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


def is_recurring(rule: Rule) -> bool:
    """Whether its period comes again within the year."""
    return rule.period in _RECURRING
