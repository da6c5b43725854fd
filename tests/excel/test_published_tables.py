"""Tables that bureaus published, read whole; skipped where the folder with them is absent."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import pytest

from yuetan_desktop.domain.indicator import Catalogue
from yuetan_desktop.domain.period import Period
from yuetan_desktop.excel.filewords import FileWords
from yuetan_desktop.excel.parse import read_file
from yuetan_desktop.excel.results import FileReading, Severity

from .conftest import OFFICE, targets, values

DATA = Path(__file__).parents[3] / "shared" / "data"
pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="published tables are not here")


class Told(NamedTuple):
    """What reading a file gives: how much, one value of it, how many doubts (错误, 警告, 提示), and
    words that one of them has."""

    values: int
    targets: int
    spot: tuple[str, str, str, Any] | None
    doubts: tuple[int, int, int] = (0, 0, 0)
    words: str = ""


TABLES = {
    "baoji_county_air_2018-02_part.csv": Told(104, 0, ("渭滨区", "heavy_days", "2018-02", 1)),
    "guangdong_city_air_2017-08.csv": Told(105, 0, ("广州", "good_day_rate", "2017-08", 87.1)),
    "guangyuan_water_2018-02.csv": Told(9, 18, ("苴国村", "water_class", "2018-02", 1)),
    "haikou_daily_2016.csv": Told(
        2625, 0, ("海口市", "aqi", "2016-02-08", 160), (0, 0, 2), "连续5天都是8"
    ),
    "haikou_daily_2017.csv": Told(
        2633, 0, ("海口市", "primary_pollutant", "2017-01-03", "O3"), (0, 0, 1), "连续5天都是8"
    ),
    "hourly_one_national_station_20181114_20190611.csv": Told(
        0, 0, None, (1, 0, 0), "没有写明单位"
    ),
    "hunan_county_cwqi_2023-01_09_top19.csv": Told(
        76, 0, ("汨罗市", "cwqi_change", "2023-9M", -9.38)
    ),
    "kaizhou_water_sections_2023_monthly.csv": Told(89, 117, ("津关", "water_class", "2023-10", 1)),
    "leshan_water_2016-02.csv": Told(7, 12, ("悦来渡口(入境)", "water_class", "2016-02", 4)),
    "sc_city_air_index_2024-01_08.csv": Told(84, 0, ("成都", "air_index_rank", "2024-8M", 14)),
    "sc_city_pm25_goodrate_heavydays_2024-01_08_part.csv": Told(
        18, 0, ("绵阳市", "heavy_days", "2024-8M", 3)
    ),
    "suining_sites_air_2020-04.csv": Told(28, 0, ("行政中心", "so2", "2020-04", 7.6)),
    "suining_targets_pm25_2020.csv": Told(0, 70, None),
    "wq_cnemc_snapshot_2020-05-08.csv": Told(
        18142, 0, ("沙窝", "do", "2020-05-08", 7.03), (8, 0, 60), "临淮乡"
    ),
}
WORKBOOKS = {
    "05_合川区2017-2020日数据.xlsx": Told(
        8766, 0, ("合川区", "co", "2017-01-02", 1.2), (0, 0, 3), "连续5天都是24"
    ),
    "06_太原小店区日报_综合指数排名.xlsx": Told(0, 0, None, (1, 0, 1), "不知道这些数据是哪一期的"),
    "08_淮阳乡镇PM10_透视表与空行空列_多sheet.xls": Told(
        36, 0, ("冯塘乡", "pm10", "2020-10-26", 137.375), (0, 0, 4), "另有18个"
    ),
    "11_合川区推送数据_AQI级别.xlsx": Told(0, 0, None, (1, 0, 0), "不知道这些数据是哪一期的"),
    "15_淮阳县2019-2020_两sheet不同粒度.xls": Told(
        5776 + 6, 0, ("淮阳县", "aqi", "2019-01-02", 208), (0, 1, 4), "从2021-01-01 21时起"
    ),
    "真实GBK编码_自建整点.csv": Told(0, 0, None, (1, 0, 0), "没有写明单位"),
}
FILES = [(f"tables/{name}", told) for name, told in TABLES.items()]
FILES += [(f"workbooks/{name}", told) for name, told in WORKBOOKS.items()]


def check(found: FileReading, told: Told) -> None:
    assert (found.count_values(), len(found.targets)) == told[:2]
    assert told.spot is None or told.spot in values(found)
    severities = [problem.severity for problem in found.problems]
    assert tuple(map(severities.count, Severity)) == told.doubts
    assert any(told.words in problem.message for problem in found.problems) or not told.words


@pytest.mark.parametrize(("name", "told"), FILES)
def test_a_published_file_is_read_whole_with_its_doubts(
    name: str, told: Told, catalogue: Catalogue
) -> None:
    check(read_file(DATA / name, catalogue, OFFICE), told)


def test_no_published_file_is_left_out() -> None:
    there = {f"{path.parent.name}/{path.name}" for path in DATA.glob("*/*.*")}
    assert there == {name for name, _ in FILES}


@pytest.mark.parametrize(
    ("name", "said", "told"),
    [
        (
            "tables/hourly_one_national_station_20181114_20190611.csv",
            {"place": "城南站"},
            Told(869, 0, ("城南站", "co", "2018-11-15", 0.682), (0, 0, 1), "另有373个日值"),
        ),
        (
            "workbooks/真实GBK编码_自建整点.csv",
            {"place": "城南站"},
            Told(1182, 0, ("城南站", "co", "2018-11-16", 0.667), (0, 1, 2), "24个小时的各项数值"),
        ),
        (
            "workbooks/06_太原小店区日报_综合指数排名.xlsx",
            {"period": Period.month(2020, 10)},
            Told(55, 0, ("小店区", "air_index_rank_city", "2020-10", 6), (0, 0, 1), "排名为空"),
        ),
        (
            "workbooks/11_合川区推送数据_AQI级别.xlsx",
            {"period": Period.parse("2021-03-01")},
            Told(24, 0, ("书院路站", "aqi", "2021-03-01", 112)),
        ),
    ],
)
def test_what_a_published_file_does_not_say_can_be_said(
    name: str, said: dict[str, Any], told: Told, catalogue: Catalogue
) -> None:
    check(read_file(DATA / name, catalogue, OFFICE, FileWords(**said)), told)


def test_published_stage_targets_by_cumulative_period(catalogue: Catalogue) -> None:
    found = read_file(DATA / "tables" / "suining_targets_pm25_2020.csv", catalogue)
    assert len(found.targets) == 70
    assert {
        ("船山区", "pm25", "2020-Q1", 49.3),
        ("经开区", "pm25", "2020-9M", 31.1),
        ("河东新区", "pm25", "2020", 31.1),
    } <= targets(found)
    assert not found.observations
    assert not found.problems


def test_published_ties(catalogue: Catalogue) -> None:
    found = read_file(DATA / "tables" / "sc_city_air_index_2024-01_08.csv", catalogue)
    ranks = sorted(s.value for s in found.values() if s.indicator == "air_index_rank")
    assert ranks[10:14] == [11, 12, 12, 14]
    assert {s.list_size for s in found.values() if s.indicator == "air_index_rank"} == {21}


def test_rank_of_a_region_is_not_a_rank_of_the_province(catalogue: Catalogue) -> None:
    found = read_file(DATA / "tables" / "baoji_county_air_2018-02_part.csv", catalogue)
    ranks = {s.list_name for s in found.values() if s.indicator == "air_index_rank"}
    assert ranks == {"全省分区域（陕南）", "全省分区域（关中）"}
