"""One unit's month as a calendar on the wall: weekdays over weeks."""

from __future__ import annotations

import pytest

from .conftest import Read, Row, says, values

TITLE = ["云麓区2026年10月PM2.5日均浓度"]
WEEK = ["一", "二", "三", "四", "五", "六", "日"]
FIRST = [None, None, None, 1, 2, 3, 4]
OCTOBER = {("云麓区", "pm25", f"2026-10-{day:02}", 29 + day) for day in range(1, 12)}


def test_days_and_the_values_below_them(read: Read) -> None:
    values_below = [None, None, None, 30, 31, 32, 33]
    week = [[5, 6, 7, 8, 9, 10, 11], [34, 35, 36, 37, 38, 39, 40]]
    found = read([TITLE, WEEK, FIRST, values_below, *week, ["注：数据未经审核。"]])
    assert values(found) == OCTOBER
    assert says(found) == []


def test_days_and_values_in_one_cell_from_sunday_on(read: Read) -> None:
    heads = [f"周{day}" for day in "日一二三四五六"]
    cells = [None, None, None, None, "1日\nPM2.5 30\n优", "2日\n31 优", "3日：—"]
    found = read([TITLE, heads, cells, ["4\n33", *[None] * 6]])
    assert values(found) == {
        ("云麓区", "pm25", "2026-10-01", 30),
        ("云麓区", "pm25", "2026-10-02", 31),
        ("云麓区", "pm25", "2026-10-04", 33),
    }


VALUES = [None, None, None, 30, 31, 32, 33]


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([["云麓区2026年9月PM2.5日均浓度"], WEEK, FIRST, VALUES], "错误 D4：日历里1日在星期四，2026年9月1日却是星期二"),
        ([["2026年10月PM2.5日均浓度"], WEEK, FIRST, VALUES], "错误 A2：像是日历，但标题没有写明"),
        ([["云麓区2026年1-10月PM2.5"], WEEK, FIRST, VALUES], "错误 A2：像是日历，但标题没有写明"),
        ([TITLE, WEEK, FIRST, VALUES, VALUES], "错误 A5：日历里每天有几个数"),
    ],
    ids=["another month", "no unit", "several months", "two values a day"],
)  # fmt: skip
def test_what_a_calendar_leaves_open_is_asked_and_nothing_is_read(
    read: Read, rows: list[Row], sentence: str
) -> None:
    found = read(rows)
    assert values(found) == set()
    assert says(found)[0].startswith(sentence)


def test_weekdays_over_dates_are_no_calendar(read: Read) -> None:
    dates = ["区县", *(f"2026-10-{day:02}" for day in range(5, 12))]
    found = read([TITLE, [None, *WEEK], dates, ["岚溪县", *range(34, 41)]])
    assert values(found) == {("岚溪县", *rest) for _, *rest in OCTOBER if rest[2] > 33}
