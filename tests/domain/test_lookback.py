"""回头看: only what is back at the old level and no better than last year is a rebound."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from tests.builders import COUNTY, FactsBuilder, facts, readings
from yuetan_desktop.domain.finding import Evidence
from yuetan_desktop.domain.ledger.lookback import Glance, Verdict, glances, span
from yuetan_desktop.domain.period import Period

CLOSED = date(2026, 8, 28)


def trigger(key: str, period: str, value: str) -> Evidence:
    return Evidence("实际", key, COUNTY, key, Period.parse(period), Decimal(value), value, "")


def seen(builder: FactsBuilder, what: Evidence, months: int = 6) -> tuple[Glance, ...]:
    return glances(builder.build(), [what], span(CLOSED, months), readings())


def verdicts(builder: FactsBuilder, what: Evidence) -> dict[str, Verdict]:
    return {str(one.now.period): one.verdict for one in seen(builder, what)}


def test_the_watch_begins_with_the_month_after_closing() -> None:
    assert [str(month) for month in span(date(2026, 11, 30), 3)] == [
        "2026-12",
        "2027-01",
        "2027-02",
    ]
    assert span(CLOSED, 0) == ()


def test_back_above_the_trigger_is_a_rebound_and_below_it_is_none() -> None:
    builder = facts().value("pm25", "2026-09", "20.4").value("pm25", "2026-10", "20.3")
    assert verdicts(builder, trigger("pm25", "2026-07", "20.4")) == {
        "2026-09": Verdict.REBOUND,
        "2026-10": Verdict.HOLDS,
    }


def test_a_season_that_was_worse_last_year_is_no_alert() -> None:
    builder = facts().value("pm25", "2026-12", "45").value("pm25", "2025-12", "52")
    assert verdicts(builder, trigger("pm25", "2026-07", "20.4")) == {"2026-12": Verdict.SEASONAL}
    worse = facts().value("pm25", "2026-12", "45").value("pm25", "2025-12", "44")
    assert verdicts(worse, trigger("pm25", "2026-07", "20.4")) == {"2026-12": Verdict.REBOUND}


def test_where_more_is_better_falling_back_is_the_rebound() -> None:
    builder = (
        facts().value("good_day_rate", "2026-09", "83").value("good_day_rate", "2026-10", "84")
    )
    assert verdicts(builder, trigger("good_day_rate", "2026-07", "83.3")) == {
        "2026-09": Verdict.REBOUND,
        "2026-10": Verdict.HOLDS,
    }


def test_like_is_compared_with_like() -> None:
    builder = facts().value("pm25", "2026-09", "50").value("pm25", "2026-9M", "30")
    (quarter,) = seen(facts().value("pm25", "2026-Q4", "40"), trigger("pm25", "2026-Q2", "30"))
    assert str(quarter.now.period) == "2026-Q4"
    found = seen(builder, trigger("pm25", "2026-H1", "29"))
    assert [str(one.now.period) for one in found] == ["2026-9M"]


def test_values_before_closing_after_the_watch_or_missing_say_nothing() -> None:
    builder = facts().value("pm25", "2026-08", "50").value("pm25", "2027-03", "50")
    assert seen(builder, trigger("pm25", "2026-07", "20")) == ()


def test_it_says_both_values_with_their_periods() -> None:
    (one,) = seen(facts().value("pm25", "2026-09", "22"), trigger("pm25", "2026-07", "20.4"))
    assert one.says == "2026年9月PM2.5 22.0 μg/m³，触发时 20.4（2026年7月）：反弹"
