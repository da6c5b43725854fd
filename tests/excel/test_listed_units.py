"""Cells that list several units: read where each one's value is clear, else a doubt at the cell."""

from __future__ import annotations

import pytest

from yuetan_desktop.excel.cells.listed import listed_names, listed_values

from .conftest import Read, says, values

pytestmark = pytest.mark.any_format

WORST = ["2023年5月各区县空气质量"]
HEAD = ["县区", "PM2.5", "PM10"]


def test_the_worst_three_of_each_pollutant_with_their_values(read: Read) -> None:
    found = read(
        [
            WORST,
            ["污染因子", "排名后3位区县"],
            ["PM2.5", "高新区(43)、张店区(42)、临淄区(41)"],
            ["综合指数", "高新区(4.33)、张店区(4.20)"],
            ["优良天数率", "张店区（61.3%），高新区（64.5%）"],
        ]
    )
    assert values(found) == {
        ("高新区", "pm25", "2023-05", 43), ("张店区", "pm25", "2023-05", 42),
        ("临淄区", "pm25", "2023-05", 41),
        ("高新区", "air_index", "2023-05", 4.33), ("张店区", "air_index", "2023-05", 4.2),
        ("张店区", "good_day_rate", "2023-05", 61.3), ("高新区", "good_day_rate", "2023-05", 64.5),
    }  # fmt: skip
    assert {s.cell for s in found.observations if s.indicator == "air_index"} == {"B4"}
    assert not found.errors()


def test_the_best_and_the_worst_beside_each_other(read: Read) -> None:
    found = read(
        [
            WORST,
            ["指标", "较好的区县", "较差的区县"],
            ["PM2.5", "沂源县(21)、高青县(24)", "高新区(43)、张店区(42)"],
        ]
    )
    assert {v[0] for v in values(found)} == {"沂源县", "高青县", "高新区", "张店区"}


def test_a_listed_unit_without_its_value_is_a_doubt_and_the_others_are_read(read: Read) -> None:
    found = read(
        [WORST, ["污染因子", "排名后3位区县"], ["PM2.5", "高新区(43)、张店区、临淄区(41)"]]
    )
    assert {v[0] for v in values(found)} == {"高新区", "临淄区"}
    assert says(found) == ["错误 B3：“张店区”后面没有写数值，它的值未读取。"]


def test_what_the_brackets_hold_is_not_guessed_where_nothing_says_it(read: Read) -> None:
    found = read([["2023年5月情况"], ["月份", "排名后3位区县"], ["5月", "高新区(43)、张店区(42)"]])
    assert not found.observations


def test_an_impossible_value_in_a_list_is_an_error_at_the_cell(read: Read) -> None:
    found = read([WORST, ["污染因子", "后三位区县"], ["优良天数率", "高新区(643)、张店区(61.3)"]])
    assert values(found) == {("张店区", "good_day_rate", "2023-05", 61.3)}
    (error,) = found.errors()
    assert error.cell == "B3"
    assert "高新区" in error.message


def test_two_units_that_share_a_rank_stand_in_one_cell(read: Read) -> None:
    found = read(
        [
            ["2025年10月各区空气质量"],
            ["排名", "区县", "综合指数"],
            [1, "甲子区", 3.2],
            [2, "乙丑区、丙寅县", 3.8],
            [4, "丁卯县", 4.0],
        ]
    )
    rank = "air_index_rank_city"
    assert {v for v in values(found) if v[0] in ("乙丑区", "丙寅县")} == {
        ("乙丑区", rank, "2025-10", 2), ("乙丑区", "air_index", "2025-10", 3.8),
        ("丙寅县", rank, "2025-10", 2), ("丙寅县", "air_index", "2025-10", 3.8),
    }  # fmt: skip
    assert says(found) == ["提示 B4：乙丑区、丙寅县写在一格里，按名次并列读取。"]


@pytest.mark.parametrize(
    "cell", ["雁江区、安岳县", "雁江区，安岳县", "雁江区和安岳县", "雁江区；安岳县"]
)
def test_one_value_for_several_units_is_an_error_and_nothing_is_stored(
    read: Read, cell: str
) -> None:
    found = read([["2025年10月空气质量"], HEAD, ["乐至县", 25, 40], [cell, 26, 44]])
    assert {v[0] for v in values(found)} == {"乐至县"}
    assert {place.name for place in found.places} == {"乐至县"}
    assert says(found) == [
        "错误 A4：一格里写了2个单位（雁江区、安岳县），不知道数值是各自的还是合在一起的，"
        "这一行未读取；请拆成几行。"
    ]


def test_a_rank_does_not_clear_the_values_it_does_not_rank(read: Read) -> None:
    found = read(
        [
            ["2025年10月空气质量"],
            ["排名", "区县", "综合指数", "NO2"],
            [1, "甲子区、乙丑区", 3.2, 20],
        ]
    )
    assert not found.observations
    assert [p.cell for p in found.errors()] == ["B3"]


def test_a_target_for_several_units_is_an_error(read: Read) -> None:
    found = read([["2025年PM2.5目标"], ["县区", "全年"], ["雁江区、安岳县", 31], ["乐至县", 30]])
    assert [t.value for t in found.targets] == [30]
    assert [p.cell for p in found.errors()] == ["A3"]


def test_an_event_of_several_units_is_one_event_for_each(read: Read) -> None:
    found = read(
        [
            ["2025年事项登记"],
            ["涉及单位", "日期", "事项类别", "事项", "认定"],
            ["雁江区、安岳县、高新区", "2025-10-03", "重污染天", "区域重污染过程", "是"],
            ["乐至县", "2025-10-04", "重污染天", "10月4日", "否"],
        ]
    )
    assert [(found.places[i.place].name, i.day.day, i.confirmed) for i in found.incidents] == [
        ("雁江区", 3, True), ("安岳县", 3, True), ("高新区", 3, True), ("乐至县", 4, False),
    ]  # fmt: skip
    assert says(found) == ["提示 A3：涉及3个单位（雁江区、安岳县、高新区），各登记一件。"]


def test_a_listed_firm_of_several_units_in_a_circular_is_an_error(read: Read) -> None:
    found = read(
        [
            ["关于2026年9月秸秆焚烧情况的通报"],
            ["县（区）", "被通报次数"],
            ["雁江区、安岳县", 2],
            ["乐至县", 1],
            ["2026年10月8日"],
        ]
    )
    assert {found.places[i.place].name for i in found.incidents} == {"乐至县"}
    assert [p.cell for p in found.errors()] == ["A3"]


def test_brackets_and_names_that_only_look_like_lists(read: Read) -> None:
    assert listed_names("沱江（资阳、内江界）") == ()
    assert listed_names("天津市和平区") == ()
    assert listed_names("武汉市(14)") == ()
    assert listed_names("雁江区及乐至县") == ("雁江区", "乐至县")
    assert listed_values("氨氮/1.3、总磷/0.6") == ()
    assert listed_values("化学需氧量(Ⅳ)、总磷(Ⅳ)") == ()
    assert listed_values("高新区4.33、张店区4.20") == (("高新区", "4.33"), ("张店区", "4.20"))
    found = read(
        [
            ["2025年10月断面"],
            ["断面名称", "水质类别", "责任县区"],
            ["两河口", "Ⅱ", "雁江区、安岳县"],
        ]
    )
    assert values(found) == {("两河口", "water_class", "2025-10", 2)}


def test_a_head_of_the_worst_over_single_names_is_the_unit(read: Read) -> None:
    found = read([WORST, ["后三位区县", "综合指数"], ["高新区", 4.33], ["张店区", 4.2]])
    assert values(found) == {
        ("高新区", "air_index", "2023-05", 4.33),
        ("张店区", "air_index", "2023-05", 4.2),
    }


def test_the_indicator_may_stand_in_the_head_of_the_lists(read: Read) -> None:
    rows = [
        ["2023年空气质量"],
        ["月份", "综合指数较差的区县"],
        ["5月", "高新区(4.33)、张店区(4.20)"],
    ]
    assert values(read(rows)) == {
        ("高新区", "air_index", "2023-05", 4.33),
        ("张店区", "air_index", "2023-05", 4.2),
    }
