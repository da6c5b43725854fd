"""Water classes and CWQI by GB 3838—2002."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yuetan_desktop import paths
from yuetan_desktop.domain.indicator import WaterClass
from yuetan_desktop.domain.quality.water_standard import WaterStandard

D = Decimal
WATER = WaterStandard.from_toml(
    (paths.resources() / "standards" / "water-2002.toml").read_text("utf-8")
)


@pytest.mark.parametrize(
    ("indicator", "value", "label"),
    [("nh3n", "1.0", "Ⅲ"), ("nh3n", "1.001", "Ⅳ"), ("nh3n", "2.0", "Ⅴ"), ("nh3n", "2.01", "劣Ⅴ"),
     ("do", "5", "Ⅲ"), ("do", "4.99", "Ⅳ"), ("do", "7.5", "Ⅰ"), ("do", "1.9", "劣Ⅴ"),
     ("tp", "0.2", "Ⅲ"), ("tp", "0.201", "Ⅳ"), ("ph", "6", "Ⅰ"), ("ph", "9", "Ⅰ"), ("ph", "9.1", "劣Ⅴ"),
     ("cod", "15", "Ⅰ")],
)  # fmt: skip
def test_equal_to_the_limit_is_still_that_class(indicator: str, value: str, label: str) -> None:
    found = WATER.class_of(indicator, D(value))
    assert found is not None
    assert found.label == label


@pytest.mark.parametrize(
    ("indicator", "mean", "evaluated"),
    [("ph", "9.4", "9"), ("ph", "9.5", "10"), ("do", "4.95", "5.0"), ("do", "4.949", "4.9"),
     ("nh3n", "1.005", "1.00"), ("nh3n", "1.0051", "1.01"), ("tp", "0.2005", "0.200"),
     ("hg", "0.0000004", "0.0000004"), ("hg", "0.000046", "0.00005"), ("cu", "0.00046", "0.0005"),
     ("cu", "0", "0.000"), ("tn", "1.23456", "1.23456")],
)  # fmt: skip
def test_a_mean_is_rounded_for_evaluation_half_to_even_and_never_to_nothing(
    indicator: str, mean: str, evaluated: str
) -> None:
    assert str(WATER.for_evaluation(indicator, D(mean))) == str(D(evaluated))


def test_every_item_that_is_assessed_has_its_places() -> None:
    assert set(WATER.decimals) == set(WATER.items)


def test_lakes_have_their_own_phosphorus_limits() -> None:
    assert WATER.class_of("tp", D("0.05"), lake=True) is WaterClass.III
    assert WATER.class_of("tp", D("0.051"), lake=True) is WaterClass.IV
    assert WATER.class_of("tp", D("0.051")) is WaterClass.II


def test_the_worst_item_decides_and_is_named() -> None:
    judged = WATER.judge({"do": D(8), "nh3n": D("1.2"), "tp": D("0.25"), "tn": D(9)})
    assert judged is not None
    assert (judged.water_class, judged.decided_by) == (WaterClass.IV, ("nh3n", "tp"))
    assert "tn" not in judged.by_indicator  # 总氮不参评


def test_nothing_assessed_is_no_class_rather_than_a_good_one() -> None:
    assert WATER.judge({}) is None
    assert WATER.judge({"tn": D(9)}) is None


def test_cwqi_counts_oxygen_and_ph_the_other_way_round() -> None:
    assert WATER.cwqi({"do": D(10), "ph": D(8), "nh3n": D("0.5")}) == D("1.5")


@given(
    st.sampled_from(["codmn", "cod", "nh3n", "tp", "oil"]),
    st.decimals(0, 50, places=3),
    st.decimals(0, 5, places=3),
)
def test_more_pollution_never_betters_the_class(
    indicator: str, value: Decimal, more: Decimal
) -> None:
    before, after = WATER.class_of(indicator, value), WATER.class_of(indicator, value + more)
    assert before is not None
    assert after is not None
    assert before <= after
