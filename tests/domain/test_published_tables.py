"""Recomputing what bureaus published: our AQI and water classes against theirs."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from yuetan_desktop import paths
from yuetan_desktop.domain.quality.air_standard import AirStandard
from yuetan_desktop.domain.quality.water_standard import WaterStandard

TABLES = Path(__file__).resolve().parents[3] / "shared" / "data" / "tables"
pytestmark = pytest.mark.skipif(not TABLES.is_dir(), reason="the published tables are not here")


def rows(name: str) -> list[dict[str, str]]:
    with (TABLES / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("year", [2016, 2017])
def test_daily_aqi_of_a_city_within_one_point_and_nearly_always_exact(year: int) -> None:
    text = (paths.resources() / "standards" / "air-2012.toml").read_text("utf-8")
    standard = AirStandard.from_toml(text)
    columns = {"pm2_5": "pm25", "pm10": "pm10", "so2": "so2", "no2": "no2", "co": "co", "o3": "o3"}
    off = []
    days = rows(f"haikou_daily_{year}.csv")
    for row in days:
        values = {key: Decimal(row[head]) for head, key in columns.items() if row[head]}
        computed = standard.aqi(values)
        if computed is not None and row["aqi"]:
            off.append(abs(computed.value - int(row["aqi"])))
    assert len(off) >= 0.95 * len(days)
    assert max(off) <= 1
    assert off.count(0) / len(off) > 0.9


def test_water_classes_of_the_national_automatic_stations() -> None:
    standard = WaterStandard.from_toml(
        (paths.resources() / "standards" / "water-2002.toml").read_text("utf-8")
    )
    heads = {
        "原始值_pH(无量纲)": "ph",
        "原始值_溶解氧(mg/L)": "do",
        "原始值_高锰酸盐指数(mg/L)": "codmn",
        "原始值_氨氮(mg/L)": "nh3n",
        "原始值_总磷(mg/L)": "tp",
    }
    wrong, judged = [], 0
    for row in rows("wq_cnemc_snapshot_2020-05-08.csv"):
        values = {key: Decimal(row[head]) for head, key in heads.items() if row[head]}
        if not row["水质类别"] or len(values) < len(heads):
            continue
        judged += 1
        labels = set()
        for lake in (False, True):
            found = standard.judge(values, lake=lake)
            assert found is not None
            labels.add(found.water_class.label)
        if row["水质类别"] not in labels:
            wrong.append((row["断面名称"], row["水质类别"], labels))
    assert judged > 500
    assert not wrong[:5]
