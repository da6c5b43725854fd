"""Two columns of one quantity, of which nobody says which counts; and rows that are labels."""

from __future__ import annotations

import pytest

from yuetan_desktop.excel.recognition.mapping import ColumnChoice

from .conftest import Read, says, targets, values
from .test_mapping import mapped

TITLE = ["云岭市2026年10月环境空气质量"]
BEFORE = ["云岭市2018年8月环境空气质量"]  # particles at 标况 and as 实况


def test_two_columns_taken_for_the_same_are_asked_about_and_the_others_are_read(
    read: Read,
) -> None:
    heads = ["区县", "PM2.5（实况）", "PM2.5（标况）", "PM10"]
    found = read([BEFORE, heads, ["云麓区", 30, 32, 50], ["岚溪县", 28, 27, 44]])
    assert {v[1:] for v in values(found)} == {("pm10", "2018-08", 50), ("pm10", "2018-08", 44)}
    asked = {line.split("：")[0] for line in says(found) if line.startswith("错误")}
    assert asked == {"错误 B3", "错误 C3", "错误 B4", "错误 C4"}


def test_by_hand_and_by_machine_are_told_and_neither_is_read(read: Read) -> None:
    found = read(
        [TITLE, ["区县", "PM2.5（手工）", "PM2.5（自动）", "PM10"], ["云麓区", 30, 32, 50]]
    )
    assert {v[1] for v in values(found)} == {"pm10"}
    assert {line[:5] for line in says(found)} >= {"提示 B2", "提示 C2"}


def test_days_of_two_columns_are_asked_about_too(read: Read) -> None:
    heads = ["区县", "日期", "PM2.5（实况）", "PM2.5（标况）", "PM10"]
    days = [["云麓区", f"2026-09-{day:02d}", 30 + day % 5, 37 + day % 4, 50] for day in range(1, 5)]
    assert {v[1] for v in values(read([heads, *days]))} == {"pm10"}


def test_the_two_columns_name_each_other_and_what_to_do(read: Read) -> None:
    found = read([BEFORE, ["区县", "PM2.5（实况）", "PM2.5（标况）"], ["云麓区", 30, 32]])
    assert values(found) == set()
    assert says(found)[0] == (
        "错误 B3：云麓区 2018年8月的同一项数据在C3还有另一个值，两列没有说明用哪一列，"
        "两格都未读取；请在字段匹配里把不用的一列改为不导入。"
    )


def test_two_columns_that_agree_are_one(read: Read) -> None:
    found = read([BEFORE, ["区县", "PM2.5（实况）", "PM2.5（标况）"], ["云麓区", 30, 30]])
    assert values(found) == {("云麓区", "pm25", "2018-08", 30)}


def test_two_rows_of_one_unit_keep_the_first_and_ask_about_the_second(read: Read) -> None:
    found = read([TITLE, ["区县", "PM2.5"], ["云麓区", 30], ["云麓区", 32], ["岚溪县", 28]])
    assert {v[3] for v in values(found)} == {30, 28}
    assert any(line.startswith("错误 B4") for line in says(found))


def test_labels_inside_a_table_say_what_the_rows_below_them_are(read: Read) -> None:
    found = read(
        [
            ["云岭市2026年各月浓度(μg/m3)"],
            ["区县", "8月", "9月"],
            ["PM2.5"],
            ["云麓区", 20, 21],
            ["岚溪县", 22, 23],
            ["PM10"],
            ["云麓区", 40, 41],
            ["全市", 40, 41],
        ]
    )
    assert values(found) == {
        ("云麓区", "pm25", "2026-08", 20),
        ("云麓区", "pm25", "2026-09", 21),
        ("岚溪县", "pm25", "2026-08", 22),
        ("岚溪县", "pm25", "2026-09", 23),
        ("云麓区", "pm10", "2026-08", 40),
        ("云麓区", "pm10", "2026-09", 41),
    }


def test_labels_merged_across_a_table_of_concentration_and_change(read: Read) -> None:
    found = read(
        [
            TITLE,
            ["区县", "浓度", "同比(%)"],
            ["PM2.5(μg/m3)", None, None],
            ["云麓区", 20, -1.5],
            ["PM10(μg/m3)", None, None],
            ["云麓区", 40, 2.5],
        ],
        merged=["A3:C3", "A5:C5"],
    )
    assert values(found) == {("云麓区", "pm25", "2026-10", 20), ("云麓区", "pm10", "2026-10", 40)}


def test_a_label_after_rows_of_another_head_is_told_and_what_follows_is_not_read(
    read: Read,
) -> None:
    found = read([TITLE, ["区县", "PM2.5"], ["云麓区", 20], ["PM10"], ["岚溪县", 40]])
    assert values(found) == {("云麓区", "pm25", "2026-10", 20)}
    assert [line[:5] for line in says(found)] == ["错误 A4"]


OF_STATIONS = [
    TITLE,
    ["区县", "PM2.5（国控）", "PM2.5（省控）", "PM10"],
    ["云麓区", 30, 32, 50],
    ["岚溪县", 28, 27, 44],
]


def test_national_stations_hold_over_provincial_ones_and_the_other_column_is_told(
    read: Read,
) -> None:
    found = read(OF_STATIONS)
    assert {v[3] for v in values(found) if v[1] == "pm25"} == {30, 28}
    assert says(found) == [
        "提示 C2：“PM2.5(省控)”这一列没有识别，未入库"
        "（默认以旁边的“PM2.5(国控)”为准；要用这一列，请把它改选为该指标）。"
    ]


def test_the_clerk_may_take_the_provincial_ones_by_one_choice(read: Read) -> None:
    choice = mapped(OF_STATIONS[1], **{"PM2.5(省控)": ColumnChoice("value", "pm25")})
    found = read(OF_STATIONS, mappings=choice)
    assert {v[3] for v in values(found) if v[1] == "pm25"} == {32, 27}
    assert [line[:5] for line in says(found)] == ["提示 B2"]


def test_one_column_of_provincial_stations_alone_is_read(read: Read) -> None:
    found = read([TITLE, ["区县", "PM2.5（省控）"], ["云麓区", 30]])
    assert values(found) == {("云麓区", "pm25", "2026-10", 30)}


@pytest.mark.parametrize("merged", [["A2:A3", "B2:C2", "D2:E2"], ["B2:C2", "D2:E2"], []])
def test_national_and_provincial_stations_in_a_second_row_of_the_head(
    read: Read, merged: list[str]
) -> None:
    found = read(
        [
            TITLE,
            ["区县", "PM2.5", None, "PM10", None],
            [None, "国控点", "省控点", "国控点", "省控点"],
            ["云麓区", 30, 32, 50, 51],
            ["岚溪县", 28, 27, 44, 45],
        ],
        merged=merged,
    )
    assert values(found) == {
        ("云麓区", "pm25", "2026-10", 30),
        ("云麓区", "pm10", "2026-10", 50),
        ("岚溪县", "pm25", "2026-10", 28),
        ("岚溪县", "pm10", "2026-10", 44),
    }
    assert [line[:5] for line in says(found)] == ["提示 C3", "提示 E3"]


def test_a_column_without_a_head_among_others_is_told(read: Read) -> None:
    found = read(
        [TITLE, ["区县", "PM2.5", None, "PM10"], ["云麓区", 30, 32, 50], ["岚溪县", 28, 27, 44]]
    )
    assert {v[3] for v in values(found)} == {30, 28, 50, 44}
    assert says(found) == ["警告 C3：从此格起的2个数没有表头，未入库。"]


def test_a_mean_beside_the_stations_it_is_of_is_asked_about(read: Read) -> None:
    found = read(
        [TITLE, ["区县", "PM2.5", None, None], [None, "国控", "省控", "平均"], ["云麓区", 1, 3, 2]],
        merged=["A2:A3", "B2:D2"],
    )
    assert values(found) == set()
    assert [line[:5] for line in says(found)] == ["提示 C3", "错误 B4", "错误 D4"]


@pytest.mark.parametrize("numbered", [False, True])
def test_counties_and_townships_side_by_side_without_a_gap(read: Read, numbered: bool) -> None:
    rows: list[list[object]] = [
        ["区县", "PM2.5", "PM10", "乡镇（街道）", "PM2.5", "PM10"],
        ["云麓区", 26, 40, "青石镇", 27, 41],
        ["岚溪县", 30, 50, "白沙镇", 31, 51],
    ]
    if numbered:
        rows = [
            [mark, *row[:3], mark, *row[3:]] for mark, row in zip(["序号", 1, 2], rows, strict=True)
        ]
    found = read([TITLE, *rows])
    assert {v for v in values(found) if v[1] == "pm25"} == {
        ("云麓区", "pm25", "2026-10", 26),
        ("岚溪县", "pm25", "2026-10", 30),
        ("青石镇", "pm25", "2026-10", 27),
        ("白沙镇", "pm25", "2026-10", 31),
    }
    assert len(values(found)) == 8
    assert says(found) == []


@pytest.mark.parametrize("word", ["控制上限", "上限", "上限值", "控制目标"])
def test_an_upper_limit_is_a_target(read: Read, word: str) -> None:
    found = read([["云岭市2026年空气质量"], ["区县", f"PM2.5{word}"], ["云麓区", 33]])
    assert targets(found) == {("云麓区", "pm25", "2026", 33)}
    assert values(found) == set()
