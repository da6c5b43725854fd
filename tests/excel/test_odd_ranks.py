"""Ranked lists as bureaus print them: ties, two lists side by side, a top without its list."""

from __future__ import annotations

import pytest

from .conftest import Read, values

pytestmark = pytest.mark.any_format

TITLE = ["2025年10月各县（区）环境空气质量状况"]


def test_two_rankings_side_by_side(read: Read) -> None:
    found = read(
        [
            ["2023年1—9月全省县（市、区）水环境质量指数（CWQI）排名"],
            ["质量状况排名", "县（市、区）", "CWQI", "变化情况排名", "县（市、区）", "△CWQI"],
            [1, "甲县", 2.1744, 1, "乙县", -16.78],
            [2, "乙县", 2.3185, 2, "甲县", "-15.27%"],
        ]
    )
    assert values(found) == {
        ("甲县", "cwqi_rank", "2023-9M", 1),
        ("甲县", "cwqi", "2023-9M", 2.1744),
        ("乙县", "cwqi_rank", "2023-9M", 2),
        ("乙县", "cwqi", "2023-9M", 2.3185),
        ("乙县", "water_improvement_rank", "2023-9M", 1),
        ("乙县", "cwqi_change", "2023-9M", -16.78),
        ("甲县", "water_improvement_rank", "2023-9M", 2),
        ("甲县", "cwqi_change", "2023-9M", -15.27),
    }


def test_a_list_of_one_kind_of_units_keeps_its_name_and_is_no_city_s(read: Read) -> None:
    """The province has listed 市辖区 and 县级城市 apart; neither is the list of all counties."""
    for kind in ("市辖区", "县级城市"):
        title = f"2026年3月全省65个{kind}环境空气质量排名"
        heads = ["排名", "县（市、区）", "综合指数"]
        found = read([[title], heads, [1, "甲县", 3.1], [2, "乙县", 3.2]])
        ranks = {(s.indicator, s.list_name) for s in found.observations if "rank" in s.indicator}
        assert ranks == {("air_index_rank", f"全省65个{kind}")}


def test_ranks_with_ties_give_the_list_its_size(read: Read) -> None:
    ranks = [1, 2, 2, *range(4, 61)]
    rows = [["2025年10月全省县级行政区域综合指数排名"], ["排名", "县（市、区）", "综合指数"]]
    rows += [[rank, f"县{n}", 2 + rank / 100] for n, rank in enumerate(ranks)]
    found = read(rows)
    ranked = [s for s in found.observations if s.indicator == "air_index_rank"]
    assert {(s.list_name, s.list_size) for s in ranked} == {("全省县级行政区域", 60)}


def test_the_top_of_a_list_is_not_the_list(read: Read) -> None:
    rows = [["2025年10月全省县级行政区域综合指数前10名"], ["排名", "县（市、区）", "综合指数"]]
    rows += [[n, f"县{n}", 2 + n / 100] for n in range(1, 11)]
    found = read(rows)
    assert {s.list_size for s in found.observations} == {None}


def test_the_size_stated_in_a_note(read: Read) -> None:
    found = read(
        [
            ["2025年10月各县（区）空气质量"],
            ["县区", "综合指数", "全省排名"],
            ["雁江区", 3.21, 150],
            ["注：全省参加排名的县级行政区域共183个。"],
        ]
    )
    rank = next(s for s in found.observations if s.indicator == "air_index_rank")
    assert (rank.value, rank.list_size) == (150, 183)


def test_ranks_within_the_city_are_not_provincial(read: Read) -> None:
    found = read(
        [
            ["2025年10月各区空气质量"],
            ["排名", "区县", "综合指数"],
            [1, "甲区", 3.2],
            [2, "乙区", 3.8],
        ]
    )
    assert {s.indicator for s in found.observations} == {"air_index_rank_city", "air_index"}


def test_rank_by_region_over_two_columns(read: Read) -> None:
    found = read(
        [
            ["2018年2月"],
            ["县区名称", "综合指数", "综合指数在全省分区域排序", None],
            ["太白县", 3.83, "陕南", 4],
            ["凤县", 4.25, "陕南", 11],
        ]
    )
    ranks = [s for s in found.observations if s.indicator == "air_index_rank"]
    assert [(s.value, s.list_name, s.list_size) for s in ranks] == [
        (4, "全省分区域（陕南）", None),
        (11, "全省分区域（陕南）", None),
    ]


def test_the_rank_of_pm25_is_not_the_rank_of_the_index(read: Read) -> None:
    found = read(
        [TITLE, ["县区", "PM2.5", "排名", "综合指数", "全省排名"], ["甲县", 30, 5, 3.2, 150]]
    )
    assert values(found) == {
        ("甲县", "pm25", "2025-10", 30),
        ("甲县", "air_index", "2025-10", 3.2),
        ("甲县", "air_index_rank", "2025-10", 150),
    }


def test_a_tie_left_blank_makes_no_provincial_list_of_three_counties(read: Read) -> None:
    rows = [["甲县", 3.1, 1], ["乙县", 3.6, 2], ["丙县", 3.6, None], ["丁县", 3.9, 4]]
    found = read([TITLE, ["县区", "综合指数", "综合指数排名"], *rows])
    ranks = {(p, v) for p, key, _, v in values(found) if key == "air_index_rank_city"}
    assert ranks == {("甲县", 1), ("乙县", 2), ("丙县", 2), ("丁县", 4)}


def test_a_rank_behind_the_primary_pollutant_is_the_rank_of_the_index(read: Read) -> None:
    """首要污染物 has no rank; three counties are ranked among each other, not in a province."""
    found = read(
        [
            ["2026年10月全市各县（区）环境空气质量状况"],
            ["县（区）", "综合指数", "最大单项指数", "首要污染物", "排名"],
            ["甲县", 3.1, 0.9, "O3", 1],
            ["乙县", 3.4, 1.0, "PM2.5", 2],
            ["丙县", 3.9, 1.1, "PM2.5", 3],
        ]
    )
    ranks = {value for value in values(found) if "rank" in value[1]}
    assert ranks == {
        ("甲县", "air_index_rank_city", "2026-10", 1),
        ("乙县", "air_index_rank_city", "2026-10", 2),
        ("丙县", "air_index_rank_city", "2026-10", 3),
    }
