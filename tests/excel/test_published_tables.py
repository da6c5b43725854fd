"""Tables that bureaus published, read whole; skipped where the folder with them is absent."""

from __future__ import annotations

from pathlib import Path

import pytest

from yuetan_desktop.domain.indicator import Catalogue
from yuetan_desktop.excel.parse import read_file

from .conftest import STANDARDS, targets, values

DATA = Path(__file__).parents[3] / "shared" / "data"
pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="published tables are not here")

# file → observations, targets, one value that must be among them
TABLES = {
    "baoji_county_air_2018-02_part.csv": (104, 0, ("渭滨区", "heavy_days", "2018-02", 1)),
    "guangdong_city_air_2017-08.csv": (105, 0, ("广州", "good_day_rate", "2017-08", 87.1)),
    "guangyuan_water_2018-02.csv": (9, 18, ("苴国村", "water_class", "2018-02", 1)),
    "haikou_daily_2016.csv": (2625, 0, ("海口市", "aqi", "2016-02-08", 160)),
    "haikou_daily_2017.csv": (2633, 0, ("海口市", "primary_pollutant", "2017-01-03", "O3")),
    "hunan_county_cwqi_2023-01_09_top19.csv": (76, 0, ("汨罗市", "cwqi_change", "2023-9M", -9.38)),
    "kaizhou_water_sections_2023_monthly.csv": (89, 117, ("津关", "water_class", "2023-10", 1)),
    "leshan_water_2016-02.csv": (7, 12, ("悦来渡口(入境)", "water_class", "2016-02", 4)),
    "sc_city_air_index_2024-01_08.csv": (84, 0, ("成都", "air_index_rank", "2024-8M", 14)),
    "sc_city_pm25_goodrate_heavydays_2024-01_08_part.csv": (
        18,
        0,
        ("绵阳市", "heavy_days", "2024-8M", 3),
    ),
    "suining_sites_air_2020-04.csv": (28, 0, ("行政中心", "so2", "2020-04", 7.6)),
    "wq_cnemc_snapshot_2020-05-08.csv": (18142, 0, ("沙窝", "do", "2020-05-08", 7.03)),
}


@pytest.mark.parametrize("name", TABLES)
def test_a_published_table_is_read_whole(name: str, catalogue: Catalogue) -> None:
    count, target_count, spot = TABLES[name]
    found = read_file(DATA / "tables" / name, catalogue)
    assert (found.count_values(), len(found.targets)) == (count, target_count)
    assert spot in values(found)


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


@pytest.mark.parametrize(
    ("name", "count", "says"),
    [
        ("05_合川区2017-2020日数据.xlsx", 8766, ""),
        ("15_淮阳县2019-2020_两sheet不同粒度.xls", 5776 + 6, "从2021-01-01 21时起"),
        ("08_淮阳乡镇PM10_透视表与空行空列_多sheet.xls", 36, "另有18个"),
        ("真实GBK编码_自建整点.csv", 0, "没有写明单位"),
    ],
)
def test_a_real_workbook(name: str, count: int, says: str, catalogue: Catalogue) -> None:
    """Days as they are; hours as values of whole days."""
    found = read_file(DATA / "workbooks" / name, catalogue, standards=STANDARDS)
    assert found.count_values() == count
    assert not says or any(says in problem.message for problem in found.problems)


def test_a_workbook_that_names_no_date_asks_for_it(catalogue: Catalogue) -> None:
    from yuetan_desktop.domain.period import Period

    path = DATA / "workbooks" / "06_太原小店区日报_综合指数排名.xlsx"
    assert [p.cell for p in read_file(path, catalogue).errors()] == ["C2"]
    found = read_file(path, catalogue, period=Period.month(2020, 10))
    assert ("小店区", "air_index_rank_city", "2020-10", 6) in values(found)
    assert ("太原市", "pm10", "2020-10", 87) in values(found)
