"""The list of spellings in the notes on standards, row by row: how each is read, and what of it is
asked about instead. What other files of this folder show in full is here by an example."""

from __future__ import annotations

from typing import Any

import pytest

from yuetan_desktop.domain.indicator import Catalogue, Quantity
from yuetan_desktop.excel.cells.values import read_value
from yuetan_desktop.excel.recognition.columns import Vocabulary

from .conftest import Read, says, values

AIR = [["2026年9月空气质量"], ["区县", "PM2.5", "综合指数"]]
MARKERS = ["", "/", "—", "--", "-", "–", "NA", "N/A", "无", "*", "未监测", "未开展", "断流", "无水",
           "停测", "-9999", "-1", -9999.0, -1.0]  # fmt: skip


# -- classes ------------------------------------------------------------------------------------
@pytest.mark.parametrize("number", range(1, 6))
def test_every_class_in_every_script(number: int) -> None:
    roman, chinese = ("I", "II", "III", "IV", "V")[number - 1], "一二三四五"[number - 1]
    sign = chr(0x215F + number)
    wide = "".join(chr(ord(c) + 0xFEE0) for c in roman)
    for text in (roman, roman.lower(), sign, wide, chinese, str(number), float(number)):
        for ending in ("", "类", " 类 "):
            written = text if isinstance(text, float) else f"{text}{ending}"
            assert read_value(written, Quantity.WATER_CLASS).number == number, written


# -- empty markers ------------------------------------------------------------------------------
@pytest.mark.parametrize("marker", MARKERS)
def test_no_marker_is_stored_as_a_number(read: Read, marker: Any) -> None:
    found = read([*AIR, ["云麓区", marker, 3.2], ["岚溪县", 26, 2.9]])
    assert {v[:2] for v in values(found)} == {
        ("云麓区", "air_index"), ("岚溪县", "pm25"), ("岚溪县", "air_index"),
    }  # fmt: skip
    assert not found.errors()


def test_a_marker_is_judged_by_its_column(read: Read) -> None:
    rows = [["2026年1月水质"], ["断面", "水温", "氨氮"], ["溪口", -1, 0.2], ["坝前", -9999, -1]]
    assert values(read(rows)) == {
        ("溪口", "water_temperature", "2026-01", -1), ("溪口", "nh3n", "2026-01", 0.2),
    }  # fmt: skip
    day = [["2026年9月1日空气质量日报"], ["区县", "PM2.5", "首要污染物"], ["云麓区", 20, "/"],
           ["岚溪县", "/", "PM2.5"]]  # fmt: skip
    assert values(read(day)) == {
        ("云麓区", "pm25", "2026-09-01", 20), ("岚溪县", "primary_pollutant", "2026-09-01", "PM2.5"),
    }  # fmt: skip


# -- units --------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("head", "indicator", "unit"),
    [
        *((f"PM2.5（{unit}）", "pm25", "μg/m³")
          for unit in ("μg/m³", "ug/m3", "µg/m3", "μg/m3", "微克/立方米")),
        *((f"CO({unit})", "co", "mg/m³") for unit in ("mg/m³", "mg/m3", "毫克/立方米")),
        *((head, "o3", "μg/m³") for head in ("O3", "O3_8h", "O3-8h", "O3(90%)", "O3_8h-90per")),
        ("CO(95%)", "co", "mg/m³"),
    ],
)  # fmt: skip
def test_units_and_statistics_of_a_head(
    catalogue: Catalogue, head: str, indicator: str, unit: str
) -> None:
    column = Vocabulary(catalogue).understand([head])
    assert column.indicator is not None
    assert (column.indicator.key, column.unit) == (indicator, unit)


# -- numbers and signs --------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("written", "number"),
    [("改善3.1%", -3.1), ("反弹2%", 2), ("下降6.8%", -6.8), ("－6.8%", -6.8), ("3.53 ", 3.53),
     ("３．５", 3.5), ("1,234", 1234), ("3", 3)],
)  # fmt: skip
def test_signs_in_words(written: str, number: float) -> None:
    assert read_value(written, Quantity.NUMBER).number == number


def test_a_tie_that_names_the_other_unit(read: Read) -> None:
    head = [["全省县级行政区域2026年9月排名"], ["区县", "综合指数", "排名"]]
    rows = [["岚溪县", 3.2, "与云麓区并列"], ["云麓区", 3.2, 12], ["霁川新区", 3.5, "与别县并列"]]
    found = read([*head, *rows])
    ranks = {v[0]: v[3] for v in values(found) if v[1] == "air_index_rank"}
    assert {name: str(rank) for name, rank in ranks.items()} == {"云麓区": "12.0", "岚溪县": "12.0"}
    assert says(found) == [
        "提示 C3：“与云麓区并列”按并列第12名读取。",
        "错误 C5：“与别县并列”没有写明名次。",
    ]


def test_a_rank_of_the_change_and_the_change_of_a_rank_are_no_ranks(read: Read) -> None:
    heads = ["区县", "综合指数", "排名", "排名同比", "同比变化排名"]
    found = read([AIR[0], heads, ["云麓区", 3.2, 12, "下降5位", 8]])
    assert {v[1]: v[3] for v in values(found)} == {"air_index": 3.2, "air_index_rank_city": 12}


# -- periods ------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("2026年1-9月累计", "2026-9M"),
        ("2026年前三季度", "2026-9M"),
        ("2026年上半年", "2026-H1"),
        ("2024年1-8月", "2024-8M"),
        ("2026年9月和1—9月", None),
        ("截至2026年7月27日", None),
        ("2026年采暖季", None),
        ("20203月", None),
    ],
)
def test_periods_of_a_title(read: Read, title: str, period: str | None) -> None:
    found = read([[f"{title}空气质量"], ["区县", "PM2.5"], ["云麓区", 26]])
    assert {v[2] for v in values(found)} == ({period} if period else set())
    assert bool(found.errors()) is (period is None)


def test_a_month_that_lost_a_character_is_proposed(read: Read) -> None:
    found = read([["空气质量"], ["区县", "月份", "PM2.5"], ["云麓区", "20203月", 26]])
    assert not found.observations
    assert [(p.cell, p.proposal) for p in found.errors()] == [("B3", "2020年3月")]


# -- names --------------------------------------------------------------------------------------
def test_sections_of_a_tide_are_two(read: Read) -> None:
    rows = [["2026年9月水质"], ["断面", "水质类别"], ["大桥(涨)", "Ⅲ"], ["大桥(落)", "Ⅱ"]]
    assert {v[0]: v[3] for v in values(read(rows))} == {"大桥(涨)": 3, "大桥(落)": 2}
