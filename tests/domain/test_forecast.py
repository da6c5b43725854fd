"""The probability of a breach: counted from earlier years, tried on them, silent with too few."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from yuetan_desktop.domain.indicator import Better, Catalogue
from yuetan_desktop.domain.judging.forecast import PastYear, forecast, percent, succession, wilson

D = Decimal
RESOURCES = Path(__file__).resolve().parents[2] / "resources"


def years(*rests: str, required: str | None = None) -> list[PastYear]:
    allowed = None if required is None else D(required)
    return [PastYear(2021 + n, D(rest), allowed) for n, rest in enumerate(rests)]


@pytest.mark.parametrize("known", [(), ("40.0",), ("40.0", "41.0")])
def test_fewer_than_three_years_give_no_probability(known: tuple[str, ...]) -> None:
    assert forecast(years(*known), D("31.4")) is None


def test_three_years_are_enough() -> None:
    found = forecast(years("30.0", "40.0", "50.0"), D("31.4"))
    assert found is not None
    assert (found.breaches, found.years) == (2, 3)
    assert found.probability == D(3) / D(5)


def test_five_of_five_years_are_no_certainty() -> None:
    found = forecast(years("34.6", "40.0", "41.0", "42.0", "55.2"), D("31.4"))
    assert found is not None
    assert percent(found.probability) == "86%"
    assert D(0) < found.low < found.probability < found.high <= 1


def test_a_rest_exactly_at_the_requirement_is_no_breach() -> None:
    found = forecast(years("31.4", "31.4", "31.5"), D("31.4"))
    assert found is not None
    assert found.breaches == 1


def test_only_the_five_newest_years_count() -> None:
    found = forecast(years("90", "90", "10", "10", "10", "10", "10"), D("31.4"))
    assert found is not None
    assert (found.years, found.breaches) == (5, 0)


def test_each_earlier_year_is_told_from_the_years_before_it() -> None:
    # 2024 and 2025 have three and four years before them; 2025 turned out otherwise.
    found = forecast(years("40", "41", "42", "43", "20", required="35"), D("35"))
    assert found is not None
    assert (found.tested, found.agreed) == (2, 1)


def test_a_year_without_its_own_target_is_not_tested() -> None:
    found = forecast(years("40", "41", "42", "43"), D("35"))
    assert found is not None
    assert (found.tested, found.agreed) == (0, 0)


def test_even_odds_agree_with_nothing() -> None:
    past = [*years("30", "40", "30", "40"), PastYear(2025, D("40"), D("35"))]
    found = forecast(past, D("35"))
    assert found is not None
    assert (found.tested, found.agreed) == (1, 0)


def test_the_interval_is_wilsons() -> None:
    low, high = wilson(5, 5)
    assert (percent(low), percent(high)) == ("75%", "100%")
    low, high = wilson(0, 3)
    assert (percent(low), percent(high)) == ("0%", "35%")


@pytest.mark.parametrize("count", range(3, 6))
def test_the_probability_always_lies_within_its_interval(count: int) -> None:
    for breaches in range(count + 1):
        low, high = wilson(breaches, count)
        assert low <= succession(breaches, count) <= high


def test_the_words_name_basis_range_and_back_test() -> None:
    pm25 = Catalogue.from_toml((RESOURCES / "indicators.toml").read_text("utf-8"))["pm25"]
    found = forecast(years("34.6", "40", "41", "42", "55.2", required="31.4"), D("31.4"))
    assert found is not None
    assert found.words("11—12月", pm25) == (
        "近 5 年 11—12月均值 34.6～55.2，其中 5 年超过；区间 75%～100%；回测 2 年中 2 年相符"
    )


def test_of_a_rate_the_years_below_what_is_needed_are_breaches() -> None:
    rate = Catalogue.from_toml((RESOURCES / "indicators.toml").read_text("utf-8"))["good_day_rate"]
    past = years("60", "70", "80", "90", "68.9", required="85")
    found = forecast(past, D("68.9"), rate.better)
    assert found is not None
    assert found.breaches == 1  # exactly as needed is kept
    assert found.words("11—12月", rate) == (
        "近 5 年 11—12月 60.0～90.0，其中 1 年达不到；区间 6%～49%；回测 2 年中 1 年相符"
    )


def test_a_rate_and_a_mean_of_the_same_numbers_break_the_other_way() -> None:
    past = years("30", "40", "50")
    mean, rate = forecast(past, D("35")), forecast(past, D("35"), Better.HIGHER)
    assert mean is not None
    assert rate is not None
    assert (mean.breaches, rate.breaches) == (2, 1)


@pytest.mark.parametrize("last", ["36", "20"])
def test_a_back_test_right_half_the_time_still_holds(last: str) -> None:
    found = forecast(years("40", "41", "42", "43", last, required="35"), D("35"))
    assert found is not None
    assert found.holds


def test_a_way_of_telling_that_was_mostly_wrong_does_not_hold() -> None:
    found = forecast(years("40", "41", "42", "20", "20", required="35"), D("35"))
    assert found is not None
    assert (found.tested, found.agreed, found.holds) == (2, 0, False)
