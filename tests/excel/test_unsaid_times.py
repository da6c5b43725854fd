"""A year in the name of a file and 目标 under the title of a month: neither says of when the values
are, so that they are asked for and never stored for a period that nobody named."""

from __future__ import annotations

from typing import Any

import pytest

from yuetan_desktop.domain.period import Period
from yuetan_desktop.excel.recognition.mapping import ColumnChoice, Mappings
from yuetan_desktop.excel.results import FileReading

from .conftest import Read, says, targets, values

HEAD = ["区县", "PM2.5"]
ROW = ["云麓区", 30.3]
UNTITLED = [["各县区空气质量"], HEAD, ROW]
BY_NAME = "2025年空气质量.xlsx"


def choose(found: FileReading, letter: str, choice: ColumnChoice) -> Mappings:
    """What the clerk says of one column of the first table."""
    table = (*found.tables, *found.unread)[0]
    key = next(column.key for column in table.columns if column.letter == letter)
    return {table.fingerprint: {key: choice}}


def test_a_year_in_the_name_of_a_file_alone_is_asked_about(read: Read) -> None:
    found = read(UNTITLED, name=BY_NAME)
    assert not found.observations
    assert says(found) == [
        "错误 B3：只有文件名写了2025年，看不出是全年还是其中某月、某季的数据，未读取；"
        "请选定时期，是全年的在字段匹配里选“全年”。"
    ]


@pytest.mark.parametrize(
    ("title", "name", "period"),
    [
        ("各县区空气质量", "2025年度空气质量.xlsx", "2025"),
        ("各县区全年空气质量", BY_NAME, "2025"),
        ("各县区年均浓度", BY_NAME, "2025"),
        ("2025年各县区空气质量", BY_NAME, "2025"),
        ("10月各县区空气质量", BY_NAME, "2025-10"),
        ("各县区空气质量", "2025年10月空气质量.xlsx", "2025-10"),
    ],
)
def test_what_a_title_or_a_whole_period_in_the_name_says_is_read(
    read: Read, title: str, name: str, period: str
) -> None:
    found = read([[title], HEAD, ROW], name=name)
    assert values(found) == {("云麓区", "pm25", period, 30.3)}
    assert not found.problems


def test_the_year_of_the_name_completes_months_in_heads_and_rows(read: Read) -> None:
    across = read([["各县区PM2.5"], ["区县", "1月", "2月"], ["云麓区", 41, 42]], name=BY_NAME)
    assert {v[2] for v in values(across)} == {"2025-01", "2025-02"}
    down = read([["月份", *HEAD], ["1月", *ROW], ["2月", *ROW]], name=BY_NAME)
    assert {v[2] for v in values(down)} == {"2025-01", "2025-02"}
    year = read([["区县", "2025年PM2.5", "2024年PM2.5"], ["云麓区", 30, 31]], name=BY_NAME)
    assert {v[2] for v in values(year)} == {"2025", "2024"}
    assert not [*across.errors(), *down.errors(), *year.errors()]


def test_the_clerk_says_which_period_of_the_year_it_is(read: Read) -> None:
    october = read(UNTITLED, name=BY_NAME, period=Period.month(2025, 10))
    assert values(october) == {("云麓区", "pm25", "2025-10", 30.3)}
    said = choose(read(UNTITLED, name=BY_NAME), "B", ColumnChoice("value", "pm25", "全年"))
    assert values(read(UNTITLED, name=BY_NAME, mappings=said)) == {("云麓区", "pm25", "2025", 30.3)}


def test_a_cover_of_that_year_says_the_month(read: Read) -> None:
    cover = [["云岭市环境空气质量月报"], ["（2025年10月）"]]
    found = read({"封面": cover, "附表": UNTITLED}, name=BY_NAME)
    assert values(found) == {("云麓区", "pm25", "2025-10", 30.3)}
    assert says(found) == ["警告 ：表中没有写明时期，按封面“封面”读作2025年10月，请核对。"]


def test_targets_of_a_year_in_the_name_are_the_year_s(read: Read) -> None:
    found = read([["区县", "PM2.5目标"], ["云麓区", 32]], name="2025年目标任务.xlsx")
    assert targets(found) == {("云麓区", "pm25", "2025", 32)}
    assert not found.errors()


MONTH: list[list[Any]] = [
    ["2025年10月各县区空气质量"],
    ["区县", "PM2.5", "目标"],
    ["云麓区", 30.3, 32],
    ["岚溪县", 26, 29],
]
MEASURED = {("云麓区", "pm25", "2025-10", 30.3), ("岚溪县", "pm25", "2025-10", 26)}


def test_a_target_beside_the_values_of_a_month_is_asked_about(read: Read) -> None:
    found = read(MONTH)
    assert values(found) == MEASURED
    assert not found.targets
    (doubt,) = found.problems
    assert (doubt.severity.value, doubt.cell, doubt.proposal) == ("警告", "C2", "全年目标")
    assert "“目标”没有写明是哪一期的目标，未入库" in doubt.message
    assert [column.period for column in found.tables[0].columns] == ["", "本期", "没有写明"]


def test_the_proposal_put_into_the_head_makes_it_the_year_s(read: Read) -> None:
    found = read(MONTH, corrections={("Sheet1", "C2"): "全年目标"})
    assert values(found) == MEASURED
    assert targets(found) == {("云麓区", "pm25", "2025", 32), ("岚溪县", "pm25", "2025", 29)}
    assert not found.problems


@pytest.mark.parametrize(("said", "period"), [("全年", "2025"), ("本期", "2025-10")])
def test_what_the_clerk_chose_of_a_target_is_read(read: Read, said: str, period: str) -> None:
    mappings = choose(read(MONTH), "C", ColumnChoice("target", "pm25", said))
    found = read(MONTH, mappings=mappings)
    assert values(found) == MEASURED
    assert targets(found) == {("云麓区", "pm25", period, 32), ("岚溪县", "pm25", period, 29)}
    assert not found.problems


@pytest.mark.parametrize("head", ["2025年目标", "全年目标", "年度目标值", "1-10月目标"])
def test_a_target_that_says_its_time_is_read(read: Read, head: str) -> None:
    rows = [MONTH[0], ["区县", "PM2.5", head], MONTH[2]]
    found = read(rows)
    period = "2025-10M" if "月" in head else "2025"
    assert targets(found) == {("云麓区", "pm25", period, 32)}
    assert not found.problems


def test_the_group_above_its_merged_cells_is_where_it_is_asked(read: Read) -> None:
    rows = [
        MONTH[0],
        ["区县", "PM2.5", None, "优良天数率目标(%)"],
        [None, "浓度", "同比", None],
        ["云麓区", 30.3, "-3%", 90],
    ]
    found = read(rows, merged=["A2:A3", "B2:C2", "D2:D3"])
    assert [(p.cell, p.proposal) for p in found.problems] == [("D2", "全年优良天数率目标(%)")]


def test_a_table_of_the_targets_of_a_month_is_read(read: Read) -> None:
    found = read([["2025年10月PM2.5控制目标"], ["区县", "目标值"], ["云麓区", 32]])
    assert targets(found) == {("云麓区", "pm25", "2025-10", 32)}


def test_one_goal_repeated_beside_every_month_is_asked_about(read: Read) -> None:
    title = ["云麓区2025年PM2.5"]
    rows = [[f"{month}月", 30 + month, 32] for month in range(1, 5)]
    found = read([title, ["月份", "PM2.5", "目标"], *rows])
    assert len(found.observations) == 4
    assert not found.targets
    stages = [[f"{month}月", 30 + month, 40 - month] for month in range(1, 5)]
    found = read([title, ["月份", "PM2.5", "目标"], *stages])
    assert [t.period for t in found.targets] == [f"2025-0{month}" for month in range(1, 5)]


# -- a year that nobody wrote -------------------------------------------------------------------
DAYS = [["各县区空气质量日报"], ["区县", "日期", "PM2.5"], ["云麓区", "10月4日", 30]]
CLASSES = [
    ["各县区空气质量级别天数"],
    ["区县", "月份", "优", "良", "轻度污染", "中度污染", "重度污染", "严重污染"],
    ["云麓区", "10月", 10, 18, 3, 0, 0, 0],
]
WORST = [["10月各县区情况"], ["污染因子", "排名后3位区县"], ["PM2.5", "云麓区(43)、岚溪县(42)"]]
EVENTS = [["事项登记"], ["日期", "责任单位", "事项类别", "事项"],
          ["10月4日", "云麓区", "秸秆焚烧通报", "火点"]]  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "cell", "period"),
    [
        (DAYS, "C3", "2026-10-04"),
        (CLASSES, "C3", "2026-10"),
        (WORST, "B3", "2026-10"),
        (EVENTS, "A3", "2026-10-04"),
    ],
)
def test_only_the_year_is_missing_and_can_be_said(
    read: Read, rows: list[list[Any]], cell: str, period: str
) -> None:
    found = read(rows)
    assert not [*found.observations, *found.incidents]
    assert found.yearless == [("Sheet1", cell, 10)]
    assert [p.cell for p in found.errors()] == [cell]
    said = read(rows, year=2026)
    held = {v[2] for v in values(said)} | {seen.day.isoformat() for seen in said.incidents}
    assert held == {period}
    assert not said.errors()
    assert not said.yearless


def test_a_year_that_is_written_goes_before_the_one_that_was_said(read: Read) -> None:
    rows = [DAYS[0], DAYS[1], ["云麓区", "2025-10-04", 30], ["云麓区", "10月5日", 31]]
    assert {v[2] for v in values(read(rows, year=2026))} == {"2025-10-04", "2026-10-05"}
    titled = [["2025年10月各县区空气质量"], HEAD, ROW]
    assert {v[2] for v in values(read(titled, year=2026))} == {"2025-10"}


def test_a_year_alone_never_makes_a_table_that_of_the_whole_year(read: Read) -> None:
    found = read(UNTITLED, year=2026)
    assert not found.observations
    assert says(found) == [
        "错误 B3：只选定了年份2026年，看不出是全年还是其中某月、某季的数据，未读取；请选定时期。"
    ]


@pytest.mark.parametrize(("said", "period"), [("2026-10-04", "2026-10-04"), ("2026-10", "2026-10")])
def test_a_period_that_is_said_may_be_a_day(read: Read, said: str, period: str) -> None:
    found = read(UNTITLED, period=Period.parse(said))
    assert {v[2] for v in values(found)} == {period}
