"""The catalogue of indicators and GB/T 8170 rounding."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yuetan_desktop import paths
from yuetan_desktop.domain.indicator import Catalogue, WaterClass, round_half_even

D = Decimal


@pytest.mark.parametrize(
    ("value", "decimals", "rounded"),
    [("60.5", 0, "60"), ("60.6", 0, "61"), ("61.5", 0, "62"), ("28.25", 1, "28.2"),
     ("28.35", 1, "28.4"), ("28.32", 1, "28.3"), ("-0.5", 0, "-0"), ("3", 2, "3.00")],
)  # fmt: skip
def test_halves_go_to_the_even_neighbour(value: str, decimals: int, rounded: str) -> None:
    assert str(round_half_even(D(value), decimals)) == rounded


@given(st.decimals(-10_000, 10_000, places=4), st.integers(0, 3))
def test_rounding_moves_by_at_most_half_a_step(value: Decimal, decimals: int) -> None:
    step = D(1).scaleb(-decimals)
    assert abs(round_half_even(value, decimals) - value) <= step / 2


def test_water_classes_are_ordered_and_named_as_the_standard_names_them() -> None:
    assert WaterClass.III < WaterClass.IV < WaterClass.V < WaterClass.WORSE_THAN_V
    assert [c.label for c in WaterClass] == ["Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ", "Ⅴ", "劣Ⅴ"]


def test_no_spreadsheet_head_means_two_indicators() -> None:
    catalogue = Catalogue.from_toml((paths.resources() / "indicators.toml").read_text("utf-8"))
    owner: dict[str, str] = {}
    for indicator in catalogue.values():
        for alias in {indicator.name, *indicator.aliases}:
            assert owner.setdefault(alias, indicator.key) == indicator.key, alias


def test_plausible_ranges_are_ranges() -> None:
    catalogue = Catalogue.from_toml((paths.resources() / "indicators.toml").read_text("utf-8"))
    assert catalogue["pm25"].decimals == 1
    for indicator in catalogue.values():
        assert indicator.low is None or indicator.high is None or indicator.low < indicator.high
