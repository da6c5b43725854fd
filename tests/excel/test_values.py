"""Cells as people write them: classes, missing markers, detection limits, slips of unit."""

from __future__ import annotations

from typing import Any

import pytest

from yuetan_desktop.domain.indicator import Quantity
from yuetan_desktop.excel.cells.placenames import grade_of
from yuetan_desktop.excel.cells.values import read_value

from .conftest import Read, says, targets, values

TITLE = ["2025年10月各县（区）环境空气质量状况"]


@pytest.mark.parametrize(
    ("written", "water_class"),
    [
        *((text, 1) for text in ("Ⅰ", "I", "i", "1", 1.0, "Ⅰ类", "一类")),
        *((text, 2) for text in ("Ⅱ", "II", "ii", "ＩＩ", "二", " Ⅱ 类")),
        *((text, 3) for text in ("Ⅲ", "III", "iii", "ＩＩＩ", "3", 3.0, "三类", "Ⅲ类", "Ⅲ类水质")),
        *((text, 4) for text in ("Ⅳ", "IV", "iv", "4", "四类")),
        *((text, 5) for text in ("Ⅴ", "V", "v", "5", "五类", "Ⅴ类")),
        *((text, 6) for text in ("劣Ⅴ", "劣V", "劣v类", "劣五类", "劣五", "＞Ⅴ", ">V", "劣5", "6")),
    ],
)
def test_a_water_class_in_all_its_spellings(written: Any, water_class: int) -> None:
    assert read_value(written, Quantity.WATER_CLASS).number == water_class


@pytest.mark.parametrize(
    ("written", "grade"),
    [
        *((text, "国控") for text in ("国控", "国考断面", "国家考核断面", "国、省考核", "国省考")),
        *((text, "省控") for text in ("省控", "省考", "省级考核断面", "省、市考核")),
        *((text, "市控") for text in ("市控", "市考断面", "市级")),
        *((text, "县控") for text in ("县控", "县考", "区控", "县级断面")),
        *((text, "") for text in ("", "省界（川-渝）", "市界", "趋势科研断面")),
    ],
)
def test_who_keeps_watch_over_a_section(written: str, grade: str) -> None:
    """市考 sections are no 国、省考核断面 of the regulation."""
    assert grade_of(written) == grade


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("45（优）", 45),
        ("52(良)", 52),
        ("112（轻度污染）", 112),
        ("重度污染(210)", 210),
        ("37.5[良]", 37.5),
    ],
)
def test_a_value_beside_its_grade_is_the_value(written: str, number: float) -> None:
    assert read_value(written, Quantity.NUMBER).number == number


@pytest.mark.parametrize("written", ["45（优良）", "优（良）", "26（优）天"])
def test_other_words_in_brackets_are_told(written: str) -> None:
    assert read_value(written, Quantity.NUMBER).trouble


def test_days_have_no_grade() -> None:
    assert read_value("26（优）", Quantity.COUNT).trouble


@pytest.mark.parametrize("written", ["Ⅱ-Ⅲ", "良", "7", "优"])
def test_what_is_no_class_is_not_guessed(written: str) -> None:
    found = read_value(written, Quantity.WATER_CLASS)
    assert found.number is None
    assert found.trouble


@pytest.mark.parametrize(
    "marker", ["/", "—", "--", "-", "–", "NA", "N/A", "无", "*", "未监测", "断流", "停测", "#N/A"]
)
@pytest.mark.parametrize("quantity", [Quantity.NUMBER, Quantity.WATER_CLASS, Quantity.TEXT])
def test_markers_for_no_value(marker: str, quantity: Quantity) -> None:
    assert read_value(marker, quantity).missing


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("３０．３", 30.3),
        ("1,234.5", 1234.5),
        (" 3.53 ", 3.53),
        ("42↓", 42),
        ("－6.8%", -6.8),
        ("1 234.5", 1234.5),
        ("31. 2", 31.2),
        ("下降6.8%", -6.8),
        ("上升1.2%", 1.2),
        ("30.3μg/m³", 30.3),
        ("26天", 26),
        ("持平", 0),
    ],
)
def test_numbers_as_written(written: str, number: float) -> None:
    assert read_value(written, Quantity.NUMBER).number == number


@pytest.mark.parametrize("written", ["0.01L", "<0.01", "＜0.01", "0.01(L)", "0.01l"])
def test_half_the_detection_limit_and_the_text_kept(written: str) -> None:
    found = read_value(written, Quantity.NUMBER)
    assert found.number == 0.005
    assert found.text


def test_not_detected_without_a_limit_is_no_number() -> None:
    assert read_value("未检出", Quantity.NUMBER).trouble


@pytest.mark.parametrize(
    ("written", "proposal"),
    [
        ("一四.二", "14.2"),
        ("3O.5", "30.5"),
        ("二六", "26"),
        ("三十一点二", "31.2"),
        ("十二", "12"),
        ("二十", "20"),
        ("一百零三", "103"),
        ("两百一十点五", "210.5"),
        ("负三点二", "-3.2"),
        ("三三。八", "33.8"),
        ("叁拾伍", "35"),
        ("3六.五", "36.5"),
        ("3 1.2", "31.2"),
        ("5\n6", "56"),
        ("30 31 32.5", ""),
    ],
)
def test_chinese_digits_and_letters_are_proposed_not_stored(written: str, proposal: str) -> None:
    found = read_value(written, Quantity.NUMBER)
    assert found.number is None
    assert found.proposal == proposal


@pytest.mark.parametrize(
    "written", ["十百", "三百千", "零十", "点五点", "约三成", "三十一点", "甲", "十十"]
)
def test_words_that_are_no_number_are_not_read_as_one(written: str) -> None:
    found = read_value(written, Quantity.NUMBER)
    assert (found.number, found.proposal) == (None, "")
    assert found.trouble


@pytest.mark.parametrize("written", ["12（并列）", "并列12", "并列第12名"])
def test_tied_ranks(written: str) -> None:
    assert read_value(written, Quantity.RANK).number == 12


def test_a_tie_with_the_row_above_needs_its_number() -> None:
    assert read_value("并列", Quantity.RANK).trouble


def test_shares_of_one_become_percent_by_the_whole_column(read: Read) -> None:
    rows = [TITLE, ["县区", "优良天数率"], ["甲县", 0.913], ["乙县", 1.0], ["丙县", 0.839]]
    assert {v[3] for v in values(read(rows))} == {91.3, 100, 83.9}


def test_one_share_among_percents_is_not_stored_but_proposed(read: Read) -> None:
    found = read([TITLE, ["县区", "优良天数率"], ["甲县", 91.3], ["乙县", 0.913]])
    assert [(p.cell, p.proposal) for p in found.errors()] == [("B4", "91.3")]
    assert {v[0] for v in values(found)} == {"甲县"}


def test_a_column_of_nothing_but_ones_is_not_taken_for_one_percent(read: Read) -> None:
    found = read([TITLE, ["县区", "优良天数率"], ["甲县", 1], ["乙县", 1]])
    assert [p.proposal for p in found.errors()] == ["100", "100"]


def test_a_percent_sign_is_taken_at_its_word(read: Read) -> None:
    found = read([TITLE, ["县区", "优良天数率"], ["甲县", "91.3%"], ["乙县", "100.0%"]])
    assert {v[3] for v in values(found)} == {91.3, 100}


def test_a_rate_above_100_is_an_error(read: Read) -> None:
    found = read([TITLE, ["县区", "优良天数率(%)"], ["甲县", 106.5], ["乙县", 100]])
    assert {v[0] for v in values(found)} == {"乙县"}
    assert says(found) == ["错误 B3：优良天数率106.5%，超过100%。"]


def test_co_in_micrograms_is_converted_with_a_warning(read: Read) -> None:
    found = read([TITLE, ["县区", "CO"], ["甲县", 900], ["乙县", 1100]])
    assert {v[3] for v in values(found)} == {0.9, 1.1}
    assert any(line.startswith("警告 B2：") and "μg/m³" in line for line in says(found))


def test_minus_999_is_missing_where_nothing_is_negative(read: Read) -> None:
    found = read([TITLE, ["县区", "PM2.5"], ["甲县", -999], ["乙县", 26]])
    assert {v[0] for v in values(found)} == {"乙县"}
    assert not found.errors()


def test_an_index_that_fell_by_one_percent_is_not_missing(read: Read) -> None:
    found = read([TITLE, ["县区", "综合指数", "综合指数变化率"], ["甲县", 3.2, -1]])
    assert ("甲县", "air_index_change", "2025-10", -1) in values(found)


def test_more_good_days_than_valid_days(read: Read) -> None:
    heads = ["县区", "优良天数(天)", "有效天数(天)", "优良天数率(%)"]
    found = read(
        [TITLE, heads, ["甲县", 33, 31, 90], ["乙县", 31, 30, 100], ["丙县", 30, 31, 98.4]]
    )
    lines = says(found)
    assert "错误 B3：33天，超过2025年10月的31天。" in lines
    assert "错误 B4：优良天数31天，大于有效天数30天。" in lines
    assert "警告 D5：30÷31＝96.8%，与表中98.4%不一致。" in lines


def test_the_rate_of_days_agrees_to_the_last_digit(read: Read) -> None:
    heads = ["县区", "优良天数(天)", "有效天数(天)", "优良天数率(%)"]
    assert not read([TITLE, heads, ["甲县", 26, 31, 83.9]]).problems


def test_the_same_unit_twice_with_two_values(read: Read) -> None:
    found = read([TITLE, ["县区", "PM2.5"], ["甲县", 26.1], ["甲县", 27.1]])
    assert [p.cell for p in found.errors()] == ["B4"]
    assert values(found) == {("甲县", "pm25", "2025-10", 26.1)}


def test_the_same_unit_twice_with_the_same_value_is_fine(read: Read) -> None:
    found = read([TITLE, ["县区", "PM2.5"], ["甲县", 26.1], ["甲县", 26.1]])
    assert not found.problems
    assert len(found.observations) == 1


def test_of_a_file_pasted_twice_the_first_two_thousand_cells_are_told_alone(read: Read) -> None:
    rows = [[f"甲{n}县", value] for value in (26.1, 27.1) for n in range(2002)]
    found = read([TITLE, ["县区", "PM2.5"], *rows])
    errors = found.errors()
    assert (len(errors), len(found.doubled), len(found.observations)) == (2001, 2002, 2002)
    assert errors[-1].cell == "B4005"
    assert errors[-1].message.startswith("从此格起另有2格也是写了两次、两者不同")


def test_a_rank_against_the_order_of_the_index(read: Read) -> None:
    rows = [["2025年10月全省县级行政区域排名"], ["排名", "县（市、区）", "综合指数"]]
    found = read([*rows, [1, "甲县", 3.1], [2, "乙县", 3.0], [3, "丙县", 3.3]])
    assert [p.cell for p in found.problems if "次序不符" in p.message] == ["A4"]


def test_a_correction_replaces_the_cell_and_keeps_what_the_file_says(read: Read) -> None:
    rows = [TITLE, ["县区", "PM2.5"], ["甲县", "一四.二"]]
    assert read(rows).errors()[0].proposal == "14.2"
    found = read(rows, corrections={("Sheet1", "B3"): "14.2"})
    assert values(found) == {("甲县", "pm25", "2025-10", 14.2)}
    assert found.originals == {("Sheet1", "B3"): "一四.二"}


def test_actual_target_and_completion_side_by_side(read: Read) -> None:
    heads = ["县区", "PM2.5目标值", "PM2.5实际值", "PM2.5目标完成率(%)", "PM2.5与目标差距"]
    found = read([["2025年1—9月PM2.5目标完成情况"], heads, ["甲县", 28, 30.3, 92.4, 2.3]])
    assert values(found) == {("甲县", "pm25", "2025-9M", 30.3)}
    assert targets(found) == {("甲县", "pm25", "2025-9M", 28)}


def test_the_day_of_printing_in_a_file_name_is_no_period(read: Read) -> None:
    rows = [["2025年PM2.5目标"], ["单位", "目标值"], ["甲县", 28]]
    assert targets(read(rows, name="目标20250120.xlsx")) == {("甲县", "pm25", "2025", 28)}
