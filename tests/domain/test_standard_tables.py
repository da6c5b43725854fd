"""Every number of the standards' data files against the standards' own tables, typed a second
time in the tables' own order: HJ 633 表1 (one IAQI a row), GB 3095 表1, GB 3838 表1."""

from __future__ import annotations

from decimal import Decimal

import pytest

from yuetan_desktop import paths
from yuetan_desktop.domain.quality.air_standard import AirStandard
from yuetan_desktop.domain.quality.water_standard import WaterStandard

STANDARDS = paths.resources() / "standards"

# IAQI: SO2, NO2, CO, O3-8h, PM10 (2012, 2026), PM2.5 (2012, 2026); 24-hour means.
IAQI = """
0   0    0   0  0   0   0   0   0
50  50   40  2  100 50  50  35  35
100 150  80  4  160 150 120 75  60
150 475  180 14 215 250 250 115 115
200 800  280 24 265 350 350 150 150
300 1600 565 36 800 420 420 250 250
400 2100 750 48 -   500 500 350 350
500 2620 940 60 -   600 600 500 500
"""
OLD = ("so2", "no2", "co", "o3", "pm10", "", "pm25", "")
NEW = ("so2", "no2", "co", "o3", "", "pm10", "", "pm25")

# Limits of grade II that the composite index divides by, and its weights.
INDEX = {
    "air-2012": ("60 40 70 35 4 160", "1 1 1 1 1 1"),
    "air-2026-transition": ("60 40 60 30 4 160", "1 2 1 3 1 2"),
    "air-2026-final": ("20 30 50 25 4 160", "1 2 1 3 1 2"),
}

WATER = """
do 7.5 6 5 3 2
codmn 2 4 6 10 15
cod 15 15 20 30 40
bod5 3 3 4 6 10
nh3n 0.15 0.5 1.0 1.5 2.0
tp 0.02 0.1 0.2 0.3 0.4
cu 0.01 1.0 1.0 1.0 1.0
zn 0.05 1.0 1.0 2.0 2.0
fluoride 1.0 1.0 1.0 1.5 1.5
se 0.01 0.01 0.01 0.02 0.02
as 0.05 0.05 0.05 0.1 0.1
hg 0.00005 0.00005 0.0001 0.001 0.001
cd 0.001 0.005 0.005 0.005 0.01
cr6 0.01 0.05 0.05 0.05 0.1
pb 0.01 0.01 0.05 0.05 0.1
cyanide 0.005 0.05 0.2 0.2 0.2
phenol 0.002 0.002 0.005 0.01 0.1
oil 0.05 0.05 0.05 0.5 1.0
las 0.2 0.2 0.2 0.3 0.3
sulfide 0.05 0.1 0.2 0.5 1.0
"""


def air(name: str) -> AirStandard:
    return AirStandard.from_toml((STANDARDS / f"{name}.toml").read_text("utf-8"))


@pytest.mark.parametrize("name", INDEX)
def test_each_breakpoint_gives_its_iaqi_and_a_little_more_the_next(name: str) -> None:
    standard = air(name)
    columns = OLD if name == "air-2012" else NEW
    seen: dict[str, list[Decimal]] = {}
    for line in IAQI.split("\n")[1:-1]:
        level, *cells = line.split()
        for pollutant, cell in zip(columns, cells, strict=True):
            if pollutant and cell != "-":
                assert standard.iaqi(pollutant, Decimal(cell)) == int(level), (pollutant, cell)
                seen.setdefault(pollutant, []).append(Decimal(cell))
    assert {key: tuple(points) for key, points in seen.items()} == dict(standard.breakpoints)


@pytest.mark.parametrize("name", INDEX)
def test_the_index_divides_by_the_limits_of_grade_two(name: str) -> None:
    standard, order = air(name), ("so2", "no2", "pm10", "pm25", "co", "o3")
    limits, weights = (map(Decimal, numbers.split()) for numbers in INDEX[name])
    assert standard.index_limits == dict(zip(order, limits, strict=True))
    assert standard.index_weights == dict(zip(order, weights, strict=True))


@pytest.mark.parametrize("name", INDEX)
def test_the_least_data_a_mean_needs(name: str) -> None:
    held = air(name).validity
    assert (held.year_days, held.month_days, held.february_days) == (324, 27, 25)
    assert (held.day_hours, held.eight_hours, held.eight_hour_values) == (20, 14, 6)


def test_the_limits_of_surface_water() -> None:
    text = (STANDARDS / "water-2002.toml").read_text("utf-8")
    standard = WaterStandard.from_toml(text)
    rows = [line.split() for line in WATER.strip().split("\n")]
    assert standard.limits == {item: tuple(map(Decimal, row)) for item, *row in rows}
    lake = tuple(map(Decimal, ["0.01", "0.025", "0.05", "0.1", "0.2"]))
    assert (standard.lake_limits, standard.ph_low, standard.ph_high) == ({"tp": lake}, 6, 9)
    assert len(standard.items) == 21, "表1 without 水温, 总氮, 粪大肠菌群"
