"""The rules against a second reading of the text, written as plainly as can be."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import COUNTY, FactsBuilder, facts, readings, regulation
from yuetan_desktop.domain.assessment import assess_rule
from yuetan_desktop.domain.finding import Outcome
from yuetan_desktop.domain.indicator import round_half_even
from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.regulation import RulePeriod, periods_of
from yuetan_desktop.domain.workday import add_months

TRIGGERED, SAFE, BLIND = Outcome.TRIGGERED, Outcome.NOT_TRIGGERED, Outcome.NO_DATA


def outcome(builder: FactsBuilder, rule: str, period: str, **chosen: str) -> Outcome:
    known = builder.build()
    place, span = known.place(COUNTY), Period.parse(period)
    law = regulation()
    return assess_rule(law.rule(rule), known, place, span, readings(**chosen), law).outcome


# -- 后n名 ----------------------------------------------------------------------------------------
@given(st.lists(st.integers(0, 60), min_size=31, max_size=90), st.data())
@settings(max_examples=60)
def test_the_bottom_thirty_are_the_thirty_worst_and_whoever_ties_with_them(
    index: list[int], data: st.DataObject
) -> None:
    unit = data.draw(st.integers(0, len(index) - 1))
    rank = 1 + sum(1 for other in index if other < index[unit])
    thirtieth_worst = sorted(index)[-30]
    expected = TRIGGERED if index[unit] >= thirtieth_worst else SAFE
    builder = facts().rank("2026-03", rank, of=len(index), tied=index.count(index[unit]))
    for key, value, target in (("pm25", 20, 30), ("good_day_rate", 90, 80)):
        builder.value(key, "2026-03", value).target(key, "2026-03", target)
    assert outcome(builder, "4.1", "2026-03") is expected


@given(st.integers(1, 187), st.integers(1, 187))
@settings(max_examples=60)
def test_more_than_five_places_worse_than_last_year(last: int, this: int) -> None:
    builder = facts().rank("2025-H1", last, of=187, indicator="cwqi_rank")
    builder.rank("2026-H1", this, of=187, indicator="cwqi_rank")
    expected = TRIGGERED if this - last > 5 else SAFE
    assert outcome(builder, "7.1.5", "2026-H1") is expected


# -- 连续 -----------------------------------------------------------------------------------------
MONTHS = [f"{year}-{month:02}" for year in (2025, 2026) for month in range(1, 13)]


@given(st.lists(st.sampled_from([80, 90, 100, None]), min_size=24, max_size=24), st.integers(1, 23))
@settings(max_examples=80)
def test_two_months_running_below_the_target_also_over_the_new_year(
    ratios: list[int | None], newest: int
) -> None:
    builder = facts().target("good_water_ratio", "2025", 90).target("good_water_ratio", "2026", 90)
    for month, ratio in zip(MONTHS, ratios, strict=True):
        if ratio is not None:
            builder.value("good_water_ratio", month, ratio)
    pair = ratios[newest - 1 : newest + 1]
    if any(ratio is not None and ratio >= 90 for ratio in pair):
        expected = SAFE
    else:
        expected = BLIND if None in pair else TRIGGERED
    assert outcome(builder, "5.3", MONTHS[newest], R25="across") is expected


@given(st.lists(st.integers(183, 187), min_size=24, max_size=24), st.integers(2, 23))
@settings(max_examples=60)
def test_three_months_running_among_the_last_three(ranks: list[int], newest: int) -> None:
    builder = facts()
    for month, rank in zip(MONTHS, ranks, strict=True):
        builder.rank(month, rank, of=187, indicator="cwqi_rank")
    builder.section("甲桥", {}, targets={"2025": "Ⅲ", "2026": "Ⅲ"})
    for year in (2024, 2025, 2026):
        for month in range(1, 13):
            span = str(Period.year_to_date(year, month))
            builder.value("water_class", span, "Ⅲ", place=builder.section_id("甲桥"))
    is_met = all(rank >= 185 for rank in ranks[newest - 2 : newest + 1])
    expected = TRIGGERED if is_met else SAFE
    assert outcome(builder, "7.1.3", MONTHS[newest], R25="across") is expected


@given(st.integers(0, 11), st.integers(0, 8))
@settings(max_examples=40)
def test_ten_circulars_in_a_calendar_year(this_year: int, last_year: int) -> None:
    builder = facts()
    for n in range(this_year):
        builder.incident("straw_burning_circular", date(2026, 5, 1) + timedelta(days=n))
    for n in range(last_year):
        builder.incident("straw_burning_circular", date(2025, 5, 1) + timedelta(days=n))
    expected = TRIGGERED if this_year >= 10 else SAFE
    assert outcome(builder, "6.7", "2026", R14="calendar_year") is expected


# -- when a rule is asked -------------------------------------------------------------------------
LENGTHS = {
    RulePeriod.MONTH: (1, 12),
    RulePeriod.QUARTER: (3, 4),
    RulePeriod.HALF: (6, 2),
    RulePeriod.THREE_QUARTERS: (9, 1),
    RulePeriod.YEAR: (12, 1),
}


@given(st.dates(date(2023, 1, 1), date(2032, 12, 31)))
@settings(max_examples=200)
def test_every_period_closed_within_twelve_months_is_asked_once(as_of: date) -> None:
    for rule in regulation().rules:
        if rule.period not in LENGTHS:
            continue
        length, in_a_year = LENGTHS[rule.period]
        asked = periods_of(rule, as_of)
        assert len(asked) == len(set(asked)) == in_a_year
        for period in asked:
            assert add_months(as_of + timedelta(days=1), -12) <= period.end <= as_of
            assert period.last_month - period.first_month + 1 == length


# -- dates and rounding ---------------------------------------------------------------------------
@given(st.dates(date(2000, 1, 1), date(2100, 12, 31)), st.integers(0, 24))
def test_a_term_of_months_ends_on_the_same_day_or_on_the_month_s_last(
    start: date, months: int
) -> None:
    end = add_months(start, months)
    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == months
    last = calendar.monthrange(end.year, end.month)[1]
    assert end.day == (start.day if start.day <= last else last)


@pytest.mark.parametrize(
    ("held", "due"),
    [("2025-11-30", "2026-02-28"), ("2027-11-30", "2028-02-29"), ("2026-11-28", "2027-02-28"),
     ("2026-03-31", "2026-06-30"), ("2028-02-29", "2028-05-29"), ("2026-10-31", "2027-01-31")],
)  # fmt: skip
def test_three_months_after_an_interview(held: str, due: str) -> None:
    assert add_months(date.fromisoformat(held), 3) == date.fromisoformat(due)


@given(st.decimals(-500, 500, places=5), st.integers(0, 3))
def test_rounding_is_to_the_nearest_and_from_the_middle_to_the_even(
    value: Decimal, decimals: int
) -> None:
    scaled = Fraction(value) * 10**decimals
    assert Fraction(round_half_even(value, decimals)) * 10**decimals == round(scaled)
