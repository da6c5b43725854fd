"""倒算: what the rest must average. The first two cases are printed in a county's own bulletins."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from yuetan_desktop.domain.judging.outlook import mean_to_keep, rate_to_reach


def test_the_daily_value_left_of_27_july_2020() -> None:
    """年目标 57，209 天均值 58，剩余 157 天：“年剩余日控制值为56”."""
    outlook = mean_to_keep(
        [Decimal(58)], Decimal(57), remaining=Decimal(157), weights=[Decimal(209)]
    )
    assert outlook is not None
    assert round(outlook.required, 1) == Decimal("55.7")


def test_the_daily_value_left_of_13_december_2020() -> None:
    outlook = mean_to_keep(
        [Decimal(55)], Decimal(57), remaining=Decimal(18), weights=[Decimal(348)]
    )
    assert outlook is not None
    assert round(outlook.required, 1) == Decimal("95.7")


def test_half_year_mean_after_four_months() -> None:
    """上半年 4 个月均值 36.2，要不超过 35，后两个月均值须 ≤ 32.6."""
    outlook = mean_to_keep([Decimal("36.2")] * 4, Decimal(35), remaining=Decimal(2))
    assert outlook is not None
    assert outlook.required == Decimal("32.6")
    assert outlook.feasible


def test_ten_months_of_the_picture() -> None:
    """累计之和 285.2，年目标 29.0：剩余 2 个月均值须 ≤ 31.4."""
    outlook = mean_to_keep([Decimal("28.52")] * 10, Decimal("29.0"), remaining=Decimal(2))
    assert outlook is not None
    assert outlook.required == Decimal("31.4")


def test_a_target_that_not_even_zero_would_keep() -> None:
    outlook = mean_to_keep([Decimal(80)] * 11, Decimal(35), remaining=Decimal(1))
    assert outlook is not None
    assert not outlook.feasible


def test_nothing_measured_or_nothing_left() -> None:
    assert mean_to_keep([], Decimal(35), remaining=Decimal(2)) is None
    assert mean_to_keep([Decimal(30)], Decimal(35), remaining=Decimal(0)) is None
    assert rate_to_reach(Decimal(0), Decimal(0), Decimal(85), remaining=Decimal(30)) is None


def test_good_days_still_needed() -> None:
    """前 300 个有效天优良 250 天，年目标 85%，剩余 65 天须达到 92.7%."""
    outlook = rate_to_reach(Decimal(250), Decimal(300), Decimal(85), remaining=Decimal(65))
    assert outlook is not None
    assert round(outlook.required, 1) == Decimal("92.7")
    assert outlook.feasible


values = st.decimals(0, 500, places=1)


@given(st.lists(values, min_size=1, max_size=11), values, st.integers(1, 11))
def test_keeping_exactly_to_it_ends_exactly_at_the_target(
    measured: list[Decimal], target: Decimal, remaining: int
) -> None:
    outlook = mean_to_keep(measured, target, remaining=Decimal(remaining))
    assert outlook is not None
    mean = (sum(measured) + outlook.required * remaining) / (len(measured) + remaining)
    assert abs(mean - target) < Decimal("1e-20")
