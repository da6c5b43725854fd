"""What a clerk says a column is: applied to the file, and to next year's file of the same form."""

from __future__ import annotations

import pytest

from yuetan_desktop.excel.recognition.mapping import (
    ColumnChoice,
    column_keys,
    fingerprint,
    timeless,
)

from .conftest import Read, says, targets, values

TITLE = ["2025年10月各县（区）环境空气质量状况"]
ROWS = [TITLE, ["县区", "PM2.5", "颗粒指标"], ["安岳县", 26, 45], ["乐至县", 27, 46]]


def mapped(heads: list[str], **choices: ColumnChoice) -> dict[str, dict[str, ColumnChoice]]:
    return {fingerprint(heads): choices}


def test_a_head_that_is_not_recognised_becomes_the_indicator_the_clerk_names(read: Read) -> None:
    assert {v[1] for v in values(read(ROWS))} == {"pm25"}
    found = read(ROWS, mappings=mapped(ROWS[1], 颗粒指标=ColumnChoice("value", "pm10")))
    assert ("安岳县", "pm10", "2025-10", 45) in values(found)
    assert not any("没有识别" in line for line in says(found))
    column = found.tables[0].columns[2]
    assert (column.key, column.indicator, column.chosen, column.confidence) == (
        "颗粒指标", "pm10", True, 1.0,
    )  # fmt: skip


def test_a_recognised_column_is_left_out_where_the_clerk_says_so(read: Read) -> None:
    found = read(ROWS, mappings=mapped(ROWS[1], **{"PM2.5": ColumnChoice("ignored")}))
    assert values(found) == set()
    assert found.unread[0].columns[1].use == "ignored"


def test_the_period_is_that_of_the_year_before(read: Read) -> None:
    choice = ColumnChoice("value", "pm25", period="上年同期")
    found = read(ROWS, mappings=mapped(ROWS[1], 颗粒指标=choice))
    assert ("安岳县", "pm25", "2024-10", 45) in values(found)


@pytest.mark.parametrize(
    ("period", "expected"),
    [("累计", "2025-10M"), ("全年", "2025"), ("一季度", "2025-Q1"), ("3月", "2025-03"), ("上月", "2025-09")],
)  # fmt: skip
def test_the_period_is_the_one_chosen(read: Read, period: str, expected: str) -> None:
    choice = ColumnChoice("value", "pm10", period=period)
    found = read(ROWS, mappings=mapped(ROWS[1], 颗粒指标=choice))
    assert ("安岳县", "pm10", expected, 45) in values(found)


def test_a_unit_the_clerk_states_converts_the_column(read: Read) -> None:
    rows = [TITLE, ["县区", "一氧化碳"], ["安岳县", 900], ["乐至县", 45]]
    choice = ColumnChoice("value", "co", unit="μg/m³")
    found = read(rows, mappings=mapped(rows[1], 一氧化碳=choice))
    assert {v[3] for v in values(found)} == {0.9, 0.045}


def test_a_rank_gets_the_list_the_clerk_names(read: Read) -> None:
    rows = [TITLE, ["县区", "综合指数", "名次"], ["安岳县", 3.1, 12], ["乐至县", 3.2, 40]]
    choice = ColumnChoice("value", "air_index_rank", list_name="全省县级行政区域")
    found = read(rows, mappings=mapped(rows[1], 名次=choice))
    (rank,) = [s for s in found.observations if s.value == 12]
    assert (rank.indicator, rank.list_name) == ("air_index_rank", "全省县级行政区域")


def test_values_are_targets_where_the_clerk_says_so(read: Read) -> None:
    found = read(ROWS, mappings=mapped(ROWS[1], 颗粒指标=ColumnChoice("target", "pm10")))
    assert ("安岳县", "pm10", "2025-10", 45) in targets(found)


def test_the_place_is_the_column_the_clerk_names(read: Read) -> None:
    rows = [TITLE, ["地区", "名", "PM2.5"], ["东片", "安岳县", 26], ["西片", "乐至县", 27]]
    choices = {"名": ColumnChoice("place")}
    found = read(rows, mappings=mapped(rows[1], **choices))
    assert {v[0] for v in values(found)} == {"安岳县", "乐至县"}
    assert found.places[0].parent == "东片"


def test_a_sheet_of_which_nothing_was_understood_is_offered_for_mapping(read: Read) -> None:
    rows = [TITLE, ["县区", "甲", "乙"], ["安岳县", 26, 3], ["乐至县", 27, 4]]
    found = read(rows)
    assert not found.tables
    (table,) = found.unread
    assert [column.head for column in table.columns] == ["县区", "甲", "乙"]
    again = read(rows, mappings={table.fingerprint: {"甲": ColumnChoice("value", "pm25")}})
    assert ("安岳县", "pm25", "2025-10", 26) in values(again)


# -- the same layout ----------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("2025年10月PM2.5均值", "期PM2.5均值"),
        ("2025年1—9月PM2.5均值", "期PM2.5均值"),
        ("2026年上半年优良率", "期优良率"),
        ("第三季度", "期"),
        ("PM2.5(μg/m³)", "PM2.5(μg/m3)"),
        ("O3-8h第90百分位", "O3-8h第90百分位"),
    ],
)
def test_a_head_without_its_period(head: str, expected: str) -> None:
    assert timeless(head) == expected


def test_next_years_file_has_the_same_fingerprint() -> None:
    this = ["县区", "2025年10月PM2.5", "2024年10月PM2.5", "优良率"]
    following = ["县区", "2026年3月PM2.5", "2025年3月PM2.5", "优良率"]
    assert fingerprint(this) == fingerprint(following)
    assert column_keys(this) == column_keys(following) == [
        "县区", "期PM2.5", "期PM2.5#2", "优良率",
    ]  # fmt: skip


def test_more_months_are_the_same_layout_and_another_column_is_not() -> None:
    assert fingerprint(["断面", "1月", "2月"]) == fingerprint(["断面", "1月", "2月", "3月"])
    assert fingerprint(["断面", "1月", "水质"]) != fingerprint(["断面", "1月"])


def test_a_choice_made_once_reads_the_file_of_the_next_month(read: Read) -> None:
    first = ["县区", "2025年10月细粒物"]
    choices = mapped(first, 期细粒物=ColumnChoice("value", "pm25"))
    later = [["各县空气"], ["县区", "2026年3月细粒物"], ["安岳县", 21], ["乐至县", 22]]
    assert values(read(later, mappings=choices)) == {
        ("安岳县", "pm25", "2026-03", 21),
        ("乐至县", "pm25", "2026-03", 22),
    }


# -- a head that is not found ---------------------------------------------------------------------
STRANGE = [
    ["甲乙丙丁", "第二栏", "第三栏"],
    ["名目", "子", "丑"],
    ["安岳县", 26, 45],
    ["乐至县", 27, 46],
]
SAID = {"名目": ColumnChoice("place"), "子": ColumnChoice("value", "pm25", period="3月")}


def test_a_head_nobody_would_find_is_where_the_clerk_says(read: Read) -> None:
    assert not read(STRANGE, name="表2510.xlsx").tables
    found = read(
        STRANGE,
        name="表2510.xlsx",
        heads={"Sheet1": (2, 2)},
        mappings=mapped(STRANGE[1], **SAID),
    )
    assert ("安岳县", "pm25", "2025-03", 26) in values(found)
    assert (found.tables[0].first_head_row, found.tables[0].last_head_row) == (2, 2)


def test_the_next_file_of_that_form_is_read_without_being_shown_its_head(read: Read) -> None:
    found = read(
        [["题外话"], *STRANGE[1:]], name="表2511.xlsx", mappings=mapped(STRANGE[1], **SAID)
    )
    assert ("乐至县", "pm25", "2025-03", 27) in values(found)


def test_two_head_rows_can_be_shown(read: Read) -> None:
    rows = [["杂"], ["县区", "甲组"], [None, "子"], ["安岳县", 26], ["乐至县", 27]]
    found = read(rows, name="表2510.xlsx", heads={"Sheet1": (2, 3)})
    (table,) = found.unread
    assert [column.head for column in table.columns] == ["县区", "甲组 子"]
