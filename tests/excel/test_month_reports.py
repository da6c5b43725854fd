"""Monthly reports as bureaus publish them: this month beside 上年同期 over pairs of columns, several
tables under one dated line, a county's months across, six numbers of one county."""

from __future__ import annotations

import pytest

from .conftest import Read, says, values
from .layouts import Layout

REPORT = ["云岭市2026年10月环境空气质量月报"]
MERGED = ("A3:A4", "B3:C3", "D3:E3", "F3:F4")


def table(name: str, unit: str, *rows: list[object]) -> list[list[object]]:
    """A title of its own, 本月 and 上年同期 over value and 排名."""
    pair = [name + unit, "排名"]
    over = ["县（市、区）", "本月", None, "上年同期", None, f"与上年同期变化{unit}"]
    return [[f"全市{name}情况"], over, [None, *pair, *pair, None], *rows]


RATES = table(
    "AQI优良率", "（%）", ["云麓区", 100, 1, 90.3, 2, 9.7], ["岚溪县", 96.8, 2, 93.5, 1, 3.3]
)
PM25 = table("PM2.5均值", "（μg/m3）", ["云麓区", 19, 1, 23, 2, -4], ["岚溪县", 25, 2, 20, 1, 5])
UNKNOWN = table("噪声达标", "", ["云麓区", 19, 1, 23, 2, -4], ["岚溪县", 25, 2, 20, 1, 5])
OF_RATES = """云麓区 good_day_rate 2026-10 100
云麓区 good_day_rate 2025-10 90.3
岚溪县 good_day_rate 2026-10 96.8
岚溪县 good_day_rate 2025-10 93.5"""
TOLD_OF_RATES = (
    "提示 C4：“本月 排名”是优良天数率的名次，未入库。",
    "提示 E4：“上年同期 排名”是优良天数率的名次，未入库。",
)
LAYOUTS = (
    Layout(
        "a group of last year's over its columns",
        [REPORT, *RATES],
        OF_RATES,
        merged=MERGED,
        told=TOLD_OF_RATES,
    ),
    Layout(
        "the second table under the dated line",
        [REPORT, *RATES, *PM25],
        f"""{OF_RATES}
        云麓区 pm25 2026-10 19
        云麓区 pm25 2025-10 23
        岚溪县 pm25 2026-10 25
        岚溪县 pm25 2025-10 20""",
        merged=MERGED,
        told=(
            *TOLD_OF_RATES,
            "警告 ：表中没有写明时期，按工作表开头“云岭市2026年10月环境空气质量月报”"
            "读作2026年10月，请核对。",
            "提示 C9：“本月 排名”是PM2.5平均浓度的名次，未入库。",
            "提示 E9：“上年同期 排名”是PM2.5平均浓度的名次，未入库。",
        ),
    ),
    Layout(
        "a county's months across, with last year's",
        [
            ["2026年云麓区环境空气质量逐月变化情况"],
            ["项目", "1月", "2月", "1—2月", "去年同期", "同比"],
            ["PM2.5（μg/m³）", 52, 41, 47, 48, "-2.1%"],
            ["优良率", 0.806, 0.929, 1, 0.867, "13.3个百分点"],
        ],
        """云麓区 pm25 2026-01 52
        云麓区 pm25 2026-02 41
        云麓区 pm25 2026-2M 47
        云麓区 pm25 2025-2M 48
        云麓区 good_day_rate 2026-01 80.6
        云麓区 good_day_rate 2026-02 92.9
        云麓区 good_day_rate 2026-2M 100
        云麓区 good_day_rate 2025-2M 86.7""",
    ),
    Layout(
        "classes with what exceeds them",
        [
            ["2026年10月断面水质状况"],
            ["断面", "本月", "上月"],
            ["青石桥", "Ⅳ（总磷0.2）", "Ⅲ"],
            ["白河口", "劣Ⅴ类(氨氮、COD)", "Ⅲ（断流）"],
        ],
        """青石桥 water_class 2026-10 4
        青石桥 water_class 2026-09 3
        白河口 water_class 2026-10 6""",
        told=("提示 B3：括号内的超标项目未入库。", "错误 C4：“III(断流)”不是水质类别。"),
    ),
    Layout(
        "what exceeds in a row of its own",
        [
            ["2026年断面水质"],
            ["断面", "项目", "1月", "2月"],
            ["青石桥", "水质类别", "Ⅲ", "Ⅳ"],
            [None, "超标因子", "/", "总磷(0.3)"],
            ["白河口", "水质类别", "Ⅱ", "Ⅱ"],
            [None, "超标因子", "/", "/"],
        ],
        """青石桥 water_class 2026-01 3
        青石桥 water_class 2026-02 4
        白河口 water_class 2026-01 2
        白河口 water_class 2026-02 2""",
        merged=("A3:A4", "A5:A6"),
    ),
    Layout(
        "a bare year beside months of another one",
        [
            ["2026年1-10月断面水质"],
            ["断面", "2025年水质", "2026年1-10月水质"],
            ["青石桥", "Ⅲ", "Ⅳ"],
        ],
        """青石桥 water_class 2025-10M 3
        青石桥 water_class 2026-10M 4""",
        told=(
            "警告 B2：“2025年水质”只写了年份，按与本期相同的月份读取，请核对；"
            "是全年的请在字段匹配里选“全年”。",
        ),
    ),
    Layout(
        "six numbers of one county, which are no sixth of the month",
        [["表1 云麓区2026年11月6参数指标"], ["指标", "监测值"], ["PM10", "74ug/m3"]],
        "云麓区 pm10 2026-11 74",
    ),
)


@pytest.mark.parametrize("layout", LAYOUTS, ids=str)
def test_a_monthly_report_is_read_whole(read: Read, layout: Layout) -> None:
    layout.check(read)


def test_a_table_that_nobody_knows_beside_one_that_is_read_is_told(read: Read) -> None:
    found = read([REPORT, *RATES, *UNKNOWN], merged=MERGED)
    assert {key for _, key, _, _ in values(found)} == {"good_day_rate"}
    assert "提示 A9：从此格起的表没有入库：“本月 噪声达标”、" in "\n".join(says(found))


def test_one_share_among_per_cents_of_a_row_is_asked_about(read: Read) -> None:
    found = read([["2026年云麓区空气质量"], ["项目", "1月", "2月"], ["优良率", 0.806, 92.9]])
    assert values(found) == {("云麓区", "good_day_rate", "2026-02", 92.9)}
    assert "错误 B3：优良天数率0.806%小得不合情理，是否应为80.6%？" in says(found)
