"""AQI, primary pollutants and the composite index under the 2012 and the 2026 standards."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yuetan_desktop import paths
from yuetan_desktop.domain.quality.air_standard import (
    POLLUTANTS,
    AirStandard,
    AqiClass,
    in_force,
    percentile,
)

D = Decimal


def standard(name: str) -> AirStandard:
    return AirStandard.from_toml(
        (paths.resources() / "standards" / f"air-{name}.toml").read_text("utf-8")
    )


OLD, NEW, FINAL = standard("2012"), standard("2026-transition"), standard("2026-final")


@pytest.mark.parametrize(
    ("pollutant", "value", "old", "new"),
    [("pm25", 60, 82, 100), ("pm25", 61, 83, 101), ("pm25", 75, 100, 114), ("pm25", 76, 102, 115),
     ("pm25", 115, 150, 150), ("pm25", 150, 200, 200), ("pm25", 151, 201, 201), ("pm25", 35, 50, 50),
     ("pm10", 120, 85, 100), ("pm10", 121, 86, 101), ("pm10", 150, 100, 112), ("pm10", 151, 101, 112),
     ("o3", 160, 100, 100), ("o3", 161, 101, 101), ("pm25", 0, 0, 0), ("pm25", 600, 500, 500),
     ("o3", 900, 300, 300)],
)  # fmt: skip
def test_iaqi_is_rounded_up_and_exact_at_the_limits(
    pollutant: str, value: int, old: int, new: int
) -> None:
    assert (OLD.iaqi(pollutant, D(value)), NEW.iaqi(pollutant, D(value))) == (old, new)


@pytest.mark.parametrize(("value", "iaqi"), [("60.5", 100), ("60.6", 101), ("61.5", 102)])
def test_since_2026_concentrations_are_rounded_half_to_even_first(value: str, iaqi: int) -> None:
    assert NEW.iaqi("pm25", D(value)) == iaqi


def concentrations(
    so2: str, no2: str, pm10: str, pm25: str, co: str, o3: str
) -> dict[str, Decimal]:
    return dict(zip(POLLUTANTS, map(D, (so2, no2, pm10, pm25, co, o3)), strict=True))


def test_every_pollutant_with_the_largest_iaqi_is_primary_and_none_up_to_fifty() -> None:
    tie = OLD.aqi(concentrations("5", "10", "150", "75", "0.5", "160"))
    assert tie is not None
    assert (tie.value, tie.primary) == (100, ("pm10", "pm25", "o3"))
    clean = OLD.aqi(concentrations("5", "10", "50", "35", "0.5", "100"))
    assert clean is not None
    assert (clean.value, clean.primary) == (50, ())


def test_with_a_pollutant_missing_an_aqi_stands_only_above_one_hundred() -> None:
    day = concentrations("5", "10", "80", "61", "0.5", "90")
    del day["so2"]
    found = NEW.aqi(day)
    assert found is not None
    assert (found.value, found.missing) == (101, ("so2",))
    assert NEW.aqi(day | {"pm25": D(60)}) is None
    assert NEW.aqi({}) is None


def test_composite_index_by_each_version() -> None:
    period = concentrations("8", "22", "50", "32", "1.0", "150")
    assert [round(s.composite_index(period) or 0, 4) for s in (OLD, NEW)] == [
        D("3.4994"),
        D("7.3917"),
    ]
    del period["co"]
    assert OLD.composite_index(period) is None


@pytest.mark.parametrize(
    ("day", "expected"),
    [(date(2026, 2, 28), OLD), (date(2026, 3, 1), NEW), (date(2030, 12, 31), NEW),
     (date(2031, 1, 1), FINAL), (date(2015, 12, 31), None)],
)  # fmt: skip
def test_the_standard_goes_by_the_day_observed(day: date, expected: AirStandard | None) -> None:
    assert in_force((OLD, NEW, FINAL), day) is expected


@pytest.mark.parametrize(
    ("aqi", "label"),
    [(50, "优"), (51, "良"), (100, "良"), (101, "轻度污染"), (150, "轻度污染"), (151, "中度污染"),
     (200, "中度污染"), (201, "重度污染"), (300, "重度污染"), (301, "严重污染")],
)  # fmt: skip
def test_class_of_a_day(aqi: int, label: str) -> None:
    assert AqiClass.of(aqi).label == label


@given(st.sampled_from(POLLUTANTS), st.decimals(0, 3000, places=1), st.decimals(0, 100, places=1))
def test_more_of_a_pollutant_never_lowers_its_iaqi(
    pollutant: str, value: Decimal, more: Decimal
) -> None:
    for each in (OLD, NEW, FINAL):
        assert each.iaqi(pollutant, value) <= each.iaqi(pollutant, value + more) <= 500


def test_percentile_interpolates_between_ranks() -> None:
    values = [D(v) for v in (10, 20, 30, 40)]
    assert percentile(values, D("0.9")) == D("37.0")
    assert percentile(values, D(1)) == 40
    assert percentile([D(7)], D("0.9")) == 7
    with pytest.raises(ValueError, match="no values"):
        percentile([], D("0.5"))
