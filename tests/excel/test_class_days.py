"""Days by class: 优, 良, 轻度 … 严重 as columns, whose sums are 优良天数, 重污染天数, 有效天数."""

from __future__ import annotations

import pytest

from .conftest import Read, says, values

TITLE = ["云岭市2026年10月各县（市、区）空气质量级别天数"]
CLASSES = ["优", "良", "轻度污染", "中度污染", "重度污染", "严重污染"]


def test_the_days_that_count_are_sums_and_that_is_told(read: Read) -> None:
    found = read([TITLE, ["区县", *CLASSES], ["云麓区", 12, 17, 1, 0, 1, 0]])
    assert values(found) == {
        ("云麓区", "good_days", "2026-10", 29),
        ("云麓区", "heavy_days", "2026-10", 1),
        ("云麓区", "valid_days", "2026-10", 31),
    }
    good = next(s for s in found.observations if s.indicator == "good_days")
    assert (good.cell, good.text) == ("B3", "优12＋良17")
    assert says(found) == ["提示 B3：优良、重污染和有效天数按各级别天数之和读取，请核对。"]


@pytest.mark.parametrize("head", ["重度及以上", "重度污染及以上", "重度及以上污染（天）"])
def test_the_two_worst_classes_in_one_column(read: Read, head: str) -> None:
    found = read([TITLE, ["区县", *CLASSES[:4], head], ["云麓区", 12, 17, 1, 0, 1]])
    assert values(found) == {
        ("云麓区", "good_days", "2026-10", 29),
        ("云麓区", "heavy_days", "2026-10", 1),
        ("云麓区", "valid_days", "2026-10", 31),
    }


def test_this_year_beside_the_same_period_of_last_year(read: Read) -> None:
    found = read(
        [
            TITLE,
            ["区县", "2026年10月", *[None] * 2, "2025年同期", *[None] * 2],
            [None, "优（天）", "良（天）", "轻度（天）", "优（天）", "良（天）", "轻度（天）"],
            ["云麓区", 12, 17, 2, 10, 18, 3],
        ],
        merged=["A2:A3", "B2:D2", "E2:G2"],
    )
    assert values(found) == {
        ("云麓区", "good_days", "2026-10", 29), ("云麓区", "good_days", "2025-10", 28),
    }  # fmt: skip


def test_a_published_number_of_days_holds_before_the_sum(read: Read) -> None:
    found = read([TITLE, ["区县", *CLASSES, "优良天数"], ["云麓区", 12, 17, 2, 0, 0, 0, 28]])
    assert ("云麓区", "good_days", "2026-10", 28) in values(found)
    assert ("云麓区", "valid_days", "2026-10", 31) in values(found)


def test_a_blank_class_is_not_taken_for_zero(read: Read) -> None:
    found = read([TITLE, ["区县", *CLASSES], ["云麓区", 12, 17, 2, 0, None, 0]])
    assert {v[1] for v in values(found)} == {"good_days"}
    assert any("重度、严重中有空格，没有求和" in line for line in says(found))


def test_days_of_one_pollutant_and_shares_of_days_are_no_such_days(read: Read) -> None:
    for group in ("PM2.5", "各级别天数比例（%）"):
        found = read(
            [TITLE, ["区县", group, None, None], [None, "优", "良", "轻度"], ["云麓区", 12, 17, 2]],
            merged=["A2:A3", "B2:D2"],
        )
        assert not found.observations


def test_more_days_than_the_month_has_is_an_error(read: Read) -> None:
    found = read([TITLE, ["区县", *CLASSES], ["云麓区", 20, 17, 2, 0, 0, 0]])
    assert any("超过2026年10月的31天" in p.message for p in found.errors())


def test_days_written_by_their_main_pollutant_are_added_up(read: Read) -> None:
    graded = [f"{name}（{grade}级）" for name, grade in zip(CLASSES, "一二三四五六", strict=True)]
    rows = [TITLE, ["区县", *graded], ["云麓区", 3, 24, "1/PM2.5 1/PM10", "1/PM10", "1（O3）", 0]]
    found = read(rows)
    assert values(found) == {
        ("云麓区", "good_days", "2026-10", 27),
        ("云麓区", "heavy_days", "2026-10", 1),
        ("云麓区", "valid_days", "2026-10", 31),
    }
    rows[-1][3] = "1/2"
    assert "错误 D3" in says(read(rows))[0]


def test_what_every_reader_of_a_table_misses_is_told_once(read: Read) -> None:
    heads = ["月份", "PM2.5", *CLASSES]
    found = read([["2026年空气质量监测数据统计一览表"], heads, ["10月", 23, 12, 17, 1, 0, 1, 0]])
    assert [line for line in says(found) if "没有写明单位" in line] == [
        "错误 ：没有写明单位。请在字段匹配里选定单位，或把单位名称写进文件名。"
    ]
