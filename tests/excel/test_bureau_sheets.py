"""Sheets that look harmless and were read wrongly, or not at all, when first tried: dates beside
the title, running totals, numbered names, months in words of their own."""

from __future__ import annotations

import pytest

from yuetan_desktop.excel.recognition.periods import When, find_when

from .conftest import Read, says, targets, values

pytestmark = pytest.mark.any_format

HEAD = ["区县", "PM2.5"]
ROW = ["云麓区", 30.3]
OCTOBER = {("云麓区", "pm25", "2026-10", 30.3)}


@pytest.mark.parametrize(
    "line",
    [
        ["填报单位：云岭市生态环境局", "填报日期：2026年11月5日"],
        ["制表时间:2026-11-05"],
        ["2026年11月5日"],
        ["打印日期：2026年10月31日", "单位：微克/立方米"],
    ],
)
def test_the_day_a_table_was_filled_in_is_not_the_time_it_is_about(
    read: Read, line: list[str]
) -> None:
    found = read([["云岭市2026年10月环境空气质量月报表"], line, HEAD, ROW])
    assert values(found) == OCTOBER


def test_a_day_inside_the_month_of_the_title_is_the_day_of_the_table(read: Read) -> None:
    found = read([["云岭市2026年10月空气质量日报"], ["2026年10月5日"], HEAD, ROW])
    assert values(found) == {("云麓区", "pm25", "2026-10-05", 30.3)}


@pytest.mark.parametrize(
    ("line", "when"),
    [
        ("统计时段：2026年10月1日至10月31日", When(2026, 10, 10)),
        ("2026-10-01至2026-10-31", When(2026, 10, 10)),
        ("2026年1月1日—9月30日", When(2026, 1, 9)),
        ("2026年2月1日-28日", When(2026, 2, 2)),
        ("2026年10月1日00时至31日", When(2026, 10, 10)),
        ("2026年10月1日至10月20日", None),
        ("10月3日至10月31日", None),
        ("2025年12月1日至2026年2月28日", None),
        ("2026年10月5日", When(2026, 10, 10, 5)),
        ("26年11月", When(2026, 11, 11)),
        ("2026年度10月份", When(2026, 10, 10)),
        ("统计期间：2026年10月", When(2026, 10, 10)),
        ("2026年国庆期间", None),
        ("2026年春节假期", None),
        ("近10年1月", When(None, 1, 1)),
        ("Oct 2026", When(2026, 10, 10)),
        ("September 2026", When(2026, 9, 9)),
    ],
)
def test_a_span_of_days_is_a_month_only_where_it_is_the_whole_month(
    line: str, when: When | None
) -> None:
    assert find_when(line) == when


def test_part_of_a_month_is_no_period_and_nothing_is_stored(read: Read) -> None:
    found = read([["各区县空气质量"], ["2026年10月1日至10月20日"], HEAD, ROW])
    assert not found.observations
    assert "不是整月、整季或整年，未读取" in says(found)[0]


def test_days_as_words_under_a_month_in_the_title_beside_units_as_heads(read: Read) -> None:
    found = read(
        [
            ["云岭市2026年10月各区县AQI日报"],
            ["日期", "云麓区", "岚溪县"],
            ["1日", 45, 50],
            ["2号", 55, 48],
            ["月均", 50, 49],
        ]
    )
    assert values(found) == {
        ("云麓区", "aqi", "2026-10-01", 45), ("岚溪县", "aqi", "2026-10-01", 50),
        ("云麓区", "aqi", "2026-10-02", 55), ("岚溪县", "aqi", "2026-10-02", 48),
    }  # fmt: skip
    assert not found.errors()


def test_a_running_total_after_the_months_is_no_unit_and_no_whole_year(read: Read) -> None:
    found = read(
        [
            ["云麓区2026年环境空气质量情况"],
            ["指标", "1月", "2月", "3月", "4月", "累计"],
            ["PM2.5(μg/m³)", 50, 48, 35, None, 44],
        ]
    )
    assert values(found) == {
        ("云麓区", "pm25", "2026-01", 50), ("云麓区", "pm25", "2026-02", 48),
        ("云麓区", "pm25", "2026-03", 35), ("云麓区", "pm25", "2026-Q1", 44),
    }  # fmt: skip


def test_a_running_total_until_nobody_knows_when_is_an_error(read: Read) -> None:
    found = read([["2026年空气质量"], ["区县", "PM2.5累计"], ["云麓区", 36]])
    assert not found.observations
    assert found.errors()


def test_the_class_to_be_kept_beside_running_totals_is_the_year_s(read: Read) -> None:
    found = read(
        [
            ["2025年断面累计水质类别"],
            ["断面名称", "考核水质类别", "累计均值水质类别", None],
            [None, None, "1—2月", "全年"],
            ["望麓桥", "Ⅲ类", "Ⅲ", "Ⅱ"],
        ],
        merged=["A2:A3", "B2:B3", "C2:D2"],
    )
    assert {v[2:] for v in values(found)} == {("2025-2M", 3), ("2025", 2)}
    assert {t[2:] for t in targets(found)} == {("2025", 3), ("2025-2M", 3)}


def test_a_month_and_its_running_total_as_rows(read: Read) -> None:
    rows = [["云麓区", "本月", 30, 52], [None, "累计", 36, 58], ["岚溪县", "本月", 26, 44]]
    found = read(
        [["2026年10月各区县空气质量"], ["区县", "项目", "PM2.5", "PM10"], *rows], merged=["A3:A4"]
    )
    assert {v for v in values(found) if v[1] == "pm25"} == {
        ("云麓区", "pm25", "2026-10", 30),
        ("云麓区", "pm25", "2026-10M", 36),
        ("岚溪县", "pm25", "2026-10", 26),
    }


def test_a_file_named_after_totals_does_not_make_months_totals(read: Read) -> None:
    rows = [["云麓区", "10月", 30], ["云麓区", "1-10月", 36]]
    found = read(
        [["2026年10月各区县空气质量"], ["区县", "时段", "PM2.5"], *rows], name="本月和累计.xlsx"
    )
    assert values(found) == {("云麓区", "pm25", "2026-10", 30), ("云麓区", "pm25", "2026-10M", 36)}


def test_last_year_s_value_belongs_to_what_stands_before_it(read: Read) -> None:
    found = read(
        [
            ["2026年10月各区县PM2.5情况"],
            ["区县", "本月", "上月", "环比", "去年同期", "同比", "1-10月累计", "去年同期", "同比"],
            ["云麓区", 30, 25, "20%", 32, "-6.3%", 36, 38, "-5.3%"],
        ]
    )
    assert values(found) == {
        ("云麓区", "pm25", "2026-10", 30), ("云麓区", "pm25", "2026-09", 25),
        ("云麓区", "pm25", "2025-10", 32), ("云麓区", "pm25", "2026-10M", 36),
        ("云麓区", "pm25", "2025-10M", 38),
    }  # fmt: skip


def test_years_over_months_in_the_head(read: Read) -> None:
    found = read(
        [
            ["PM2.5浓度"],
            ["区县", "2025年", None, "2026年", None],
            [None, "1月", "2月", "1月", "2月"],
            ["云麓区", 51, 49, 50, 48],
        ],
        merged=["A2:A3", "B2:C2", "D2:E2"],
    )
    assert {v[2:] for v in values(found)} == {
        ("2025-01", 51), ("2025-02", 49), ("2026-01", 50), ("2026-02", 48),
    }  # fmt: skip


def test_numbers_before_names_are_no_part_of_them(read: Read) -> None:
    names = ["1.云麓区", "（2）岚溪县", "三、霁川新区", "①安岳县", "4、乐至县"]
    found = read([["2026年10月空气质量"], HEAD, *[[name, 20 + n] for n, name in enumerate(names)]])
    assert {place.name for place in found.places} == {
        "云麓区", "岚溪县", "霁川新区", "安岳县", "乐至县",
    }  # fmt: skip


def test_sections_whose_names_begin_with_a_number_keep_it(read: Read) -> None:
    rows = [["2026年10月断面水质"], ["断面名称", "水质类别"], ["1号桥", "Ⅱ"], ["3.5公里处", "Ⅲ"]]
    assert {place.name for place in read(rows).places} == {"1号桥", "3.5公里处"}


def test_explanations_between_the_title_and_the_head(read: Read) -> None:
    lines = [[f"第{n}条填写说明，请勿修改。"] for n in "一二三四五六"]
    found = read([["各区县2026年10月环境空气质量"], *lines, HEAD, ROW])
    assert values(found) == OCTOBER


@pytest.mark.parametrize("written", ["26.8①", "26.8*", "26.8²", "26.8 ※"])
def test_a_footnote_mark_is_no_digit(read: Read, written: str) -> None:
    found = read([["2026年10月空气质量"], [*HEAD, "PM10"], ["云麓区", written, 44]])
    assert {v[1] for v in values(found)} == {"pm10"}
    (error,) = found.errors()
    assert (error.cell, error.proposal) == ("B3", "26.8")
    assert "带有脚注标记" in error.message


def test_a_second_title_over_the_same_head_begins_another_table(read: Read) -> None:
    found = read(
        [
            ["一、2026年10月空气质量"],
            HEAD,
            ["云麓区", 30],
            [],
            ["二、2026年1-10月空气质量"],
            HEAD,
            ["云麓区", 36],
        ]
    )
    assert values(found) == {("云麓区", "pm25", "2026-10", 30), ("云麓区", "pm25", "2026-10M", 36)}
    assert not found.problems


def test_the_title_repeated_on_each_printed_page_changes_nothing(read: Read) -> None:
    page = [["2026年10月空气质量"], [*HEAD, "PM10"]]
    found = read([*page, ["云麓区", 30, 50], *page, ["岚溪县", 26, 44]])
    assert len(found.observations) == 4
    assert {s.period for s in found.observations} == {"2026-10"}
    assert not found.errors()
