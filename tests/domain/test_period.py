"""Periods: their kinds, their text forms, last year's period and the neighbours."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yuetan_desktop.domain.period import PICKED_KINDS, Period, PeriodKind, periods_in

years = st.integers(2000, 2099)
months = st.integers(1, 12)
periods = st.one_of(
    st.builds(Period.month, years, months),
    st.builds(Period.quarter, years, st.integers(1, 4)),
    st.builds(Period.half, years, st.integers(1, 2)),
    st.builds(Period.three_quarters, years),
    st.builds(Period.year_of, years),
    st.builds(Period.year_to_date, years, months),
    st.builds(
        lambda year, day: Period(date(year, 1, 1), date(year, day.month, day.day)),
        years,
        st.dates(date(2001, 1, 2), date(2001, 12, 31)),
    ),
    st.builds(Period.day, st.dates(date(2000, 1, 1), date(2099, 12, 31))),
)


@pytest.mark.parametrize(
    ("text", "kind", "label"),
    [
        ("2024-02-29", PeriodKind.DAY, "2024年2月29日"),
        ("2024-02", PeriodKind.MONTH, "2024年2月"),
        ("2024-Q3", PeriodKind.QUARTER, "2024年三季度"),
        ("2024-H1", PeriodKind.HALF, "2024年上半年"),
        ("2024-H2", PeriodKind.HALF, "2024年下半年"),
        ("2024-9M", PeriodKind.THREE_QUARTERS, "2024年前三季度"),
        ("2024", PeriodKind.YEAR, "2024年度"),
        ("2024-10M", PeriodKind.YEAR_TO_DATE, "2024年1—10月"),
    ],
)
def test_text_kind_and_label(text: str, kind: PeriodKind, label: str) -> None:
    period = Period.parse(text)
    assert (period.kind, period.label(), str(period)) == (kind, label, text)


def test_the_year_up_to_a_day_is_not_the_whole_of_its_last_month() -> None:
    period = Period(date(2024, 1, 1), date(2024, 11, 10))
    assert period.kind is PeriodKind.OTHER
    assert str(period) == "2024-01-01~2024-11-10"
    assert Period.parse(str(period)) == period
    assert str(Period.months(2024, 4, 5)) == "2024-04~05"


def test_january_to_june_is_the_first_half_by_whatever_name() -> None:
    assert Period.parse("2024-6M") == Period.half(2024, 1)
    assert Period.year_to_date(2024, 9) == Period.three_quarters(2024)
    assert Period.year_to_date(2024, 1) == Period.month(2024, 1)
    assert Period.year_to_date(2024, 12) == Period.year_of(2024)


@pytest.mark.parametrize(
    "text", ["", "2024-13", "2024-00", "2024-Q5", "2024年3月", "2024-3", "24-03"]
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"not a period|month"):
        Period.parse(text)


def test_a_period_never_crosses_the_year() -> None:
    with pytest.raises(ValueError, match="within one year"):
        Period(date(2024, 12, 1), date(2025, 1, 31))


def test_the_leap_day_of_last_year_is_the_28th() -> None:
    assert Period.parse("2024-02-29").year_before() == Period.parse("2023-02-28")


@pytest.mark.parametrize(
    ("period", "before"),
    [("2025-01", "2024-12"), ("2025-Q1", "2024-Q4"), ("2025-H1", "2024-H2"), ("2025", "2024"),
     ("2025-9M", "2024-9M"), ("2025-01-01", "2024-12-31"), ("2025-5M", "2025-4M")],
)  # fmt: skip
def test_the_period_before_crosses_the_years_end(period: str, before: str) -> None:
    assert str(Period.parse(period).previous()) == before


@given(periods)
def test_text_reads_back(period: Period) -> None:
    assert Period.parse(str(period)) == period


@given(periods)
def test_last_years_period_has_the_same_kind_and_months(period: Period) -> None:
    before = period.year_before()
    assert before.year == period.year - 1
    assert before.kind is period.kind
    assert (before.first_month, before.last_month) == (period.first_month, period.last_month)


@given(
    st.one_of(
        st.builds(Period.month, years, months), st.builds(Period.quarter, years, st.integers(1, 4))
    )
)
def test_next_undoes_previous(period: Period) -> None:
    assert period.previous().next() == period
    assert period.previous().end < period.start


@given(years, months)
def test_a_span_lists_exactly_its_months(year: int, month: int) -> None:
    spanned = Period.year_to_date(year, month).month_list()
    assert len(spanned) == month
    assert all(Period.year_to_date(year, month).contains(one) for one in spanned)


def test_a_span_that_ends_within_a_month_is_named_to_the_day() -> None:
    to_date = Period(date(2026, 1, 1), date(2026, 11, 10))
    assert to_date.kind is PeriodKind.OTHER
    assert to_date.label() == "2026年1月1日—11月10日"
    assert Period.months(2026, 4, 5).label() == "2026年4—5月"


@pytest.mark.parametrize("kind", PICKED_KINDS)
def test_every_period_that_can_be_picked_is_of_its_kind_and_none_is_picked_twice(
    kind: PeriodKind,
) -> None:
    found = periods_in(kind, 2024)
    assert {one.kind for one in found} == {kind}
    others = [one for other in PICKED_KINDS if other is not kind for one in periods_in(other, 2024)]
    assert not set(found) & set(others)
    assert list(found) == sorted(set(found))
