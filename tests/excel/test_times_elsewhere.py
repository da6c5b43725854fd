"""When a table is of: said by the cover, the folder, the sheet's or the file's name only; said twice
at once; said of a week. A time that is no month, quarter or year is asked for, never guessed."""

from __future__ import annotations

from pathlib import Path

import pytest

from yuetan_desktop.domain.indicator import Catalogue
from yuetan_desktop.domain.period import Period
from yuetan_desktop.excel.parse import read_file
from yuetan_desktop.excel.recognition.periods import When, find_when, is_part, stated

from .conftest import Read, save_book, says, values

HEAD = ["区县", "PM2.5"]
ROW = ["云麓区", 30.3]
OCTOBER = {("云麓区", "pm25", "2026-10", 30.3)}
UNTITLED = [["各县区空气质量"], HEAD, ROW]


def test_the_cover_says_when_and_that_is_told(read: Read) -> None:
    cover = [
        ["云岭市环境空气质量月报"],
        ["（2026年10月）"],
        ["云岭市生态环境局"],
        ["2026年11月3日"],
    ]
    found = read({"封面": cover, "附表": UNTITLED})
    assert values(found) == OCTOBER
    assert says(found) == ["警告 ：表中没有写明时期，按封面“封面”读作2026年10月，请核对。"]


def test_a_table_with_its_own_time_does_not_need_the_cover(read: Read) -> None:
    found = read({"封面": [["月报"], ["2026年10月"]], "附表": [["2026年9月空气质量"], HEAD, ROW]})
    assert {v[2] for v in values(found)} == {"2026-09"}
    assert not found.problems


def test_covers_that_disagree_are_no_help(read: Read) -> None:
    found = read({"封面": [["2026年10月"]], "封底": [["2026年9月"]], "附表": UNTITLED})
    assert not found.observations
    assert found.errors()


@pytest.mark.parametrize(
    ("folders", "name"),
    [("2026年10月", "空气.xlsx"), ("2026年/10月", "空气.xlsx"), ("2026年报表", "10月空气.xlsx")],
)
def test_the_folder_says_when_and_that_is_told(
    tmp_path: Path, catalogue: Catalogue, folders: str, name: str
) -> None:
    folder = tmp_path / folders
    folder.mkdir(parents=True)
    found = read_file(save_book(folder / name, {"Sheet1": UNTITLED}), catalogue)
    assert values(found) == OCTOBER
    assert "按文件夹“" in says(found)[0]


def test_the_year_of_a_folder_alone_makes_no_table_one_of_a_year(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    (tmp_path / "2026年").mkdir()
    path = save_book(tmp_path / "2026年" / "空气.xlsx", {"Sheet1": UNTITLED})
    found = read_file(path, catalogue)
    assert not found.observations
    assert found.errors()


def test_sheets_numbered_by_months_and_by_days(read: Read) -> None:
    months = {str(n): [HEAD, ["云麓区", 30 + n]] for n in (1, 2, 3)}
    assert {v[2:] for v in values(read(months, name="2026年空气.xlsx"))} == {
        ("2026-01", 31), ("2026-02", 32), ("2026-03", 33),
    }  # fmt: skip
    days = {f"10.{n}": [HEAD, ["云麓区", 30 + n]] for n in (1, 12)}
    assert {v[2:] for v in values(read(days, name="2026年10月日报.xlsx"))} == {
        ("2026-10-01", 31), ("2026-10-12", 42),
    }  # fmt: skip


def test_numbered_sheets_of_different_forms_are_no_months(read: Read) -> None:
    water = [["断面", "水质类别"], ["溪口", "Ⅱ"]]
    sheets = {"1": [HEAD, ROW], "2": water, "3": [["单位", "优良率"], ["云麓区", 93]]}
    assert {v[2] for v in values(read(sheets, name="2026年10月.xlsx"))} == {"2026-10"}


@pytest.mark.parametrize(
    ("name", "period", "warned"),
    [
        ("10月空气质量（2026.11.03报）.xlsx", "2026-10", False),
        ("12月空气质量20260105终稿.xlsx", "2025-12", False),
        ("空气质量20261103.xlsx", "2026-11-03", True),
        ("空气质量日报20261103.xlsx", "2026-11-03", False),
    ],
)
def test_a_date_in_the_name_of_a_file_may_be_that_of_sending_it(
    read: Read, name: str, period: str, warned: bool
) -> None:
    found = read(UNTITLED, name=name)
    assert {v[2] for v in values(found)} == {period}
    assert any("如果那是报送日期" in line for line in says(found)) is warned


@pytest.mark.parametrize(
    "title",
    ["云岭市第42周空气质量周报（2026年10月12日-10月18日）", "云岭市2026年10月上旬空气质量",
     "2026年1月1日至10月20日各县区空气质量", "截至2026年10月20日空气质量累计",
     "2025-2026年秋冬季空气质量", "2025年10月1日至2026年3月31日空气质量"],
)  # fmt: skip
def test_a_time_that_is_no_period_is_not_made_one_by_the_file_s_name(
    read: Read, title: str
) -> None:
    found = read([[title], HEAD, ROW], name="2026年10月.xlsx")
    assert not found.observations
    assert "不是整月、整季或整年，未读取" in says(found)[0]
    told = read([[title], HEAD, ROW], period=Period.month(2026, 10))
    assert values(told) == OCTOBER


def test_days_inside_the_month_of_the_title_are_not_the_month(read: Read) -> None:
    part = read([["2026年10月空气质量"], ["（10月1日—10月20日）"], HEAD, ROW])
    assert not part.observations
    later = read([["2026年10月空气质量"], ["数据截至11月5日"], HEAD, ROW])
    assert values(later) == OCTOBER


@pytest.mark.parametrize("title", ["2026年10月和1—10月空气质量", "2026年10月及累计空气质量",
                                   "2026年10月（1-10月）空气质量"])  # fmt: skip
def test_a_title_with_the_month_and_its_running_total(read: Read, title: str) -> None:
    heads = ["区县", "当月PM2.5", "去年同期", "累计PM2.5", "去年同期"]
    found = read([[title], heads, ["云麓区", 30, 31, 33, 34]])
    assert {v[2:] for v in values(found)} == {
        ("2026-10", 30), ("2025-10", 31), ("2026-10M", 33), ("2025-10M", 34),
    }  # fmt: skip
    unsaid = read([[title], HEAD, ROW], name="2026年10月.xlsx")
    assert not unsaid.observations
    assert "这一列没有写明是哪一个" in says(unsaid)[0]


def test_part_of_a_month_over_columns_is_not_read(read: Read) -> None:
    found = read(
        [
            ["2026年10月各县区空气质量"],
            ["区县", "10月1日-20日", "截至10月20日", "本周", "10月"],
            [None, "PM2.5", "PM2.5", "PM2.5", "PM2.5"],
            ["云麓区", 1, 2, 3, 30.3],
        ],
        merged=["A2:A3"],
    )
    assert values(found) == OCTOBER
    assert {line[:5] for line in says(found)} == {"提示 B3", "提示 C3", "提示 D3"}


def test_same_periods_of_two_earlier_years(read: Read) -> None:
    heads = ["区县", "PM2.5", "2025年同期", "2024年同期", "累计PM2.5", "2025年同期"]
    found = read([["2026年10月空气质量"], heads, ["云麓区", 30, 32, 35, 33, 36]])
    assert {v[2:] for v in values(found)} == {
        ("2026-10", 30), ("2025-10", 32), ("2024-10", 35), ("2026-10M", 33), ("2025-10M", 36),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("截至2026年10月底", When(2026, 10, 10, to_date=True)),
        ("2026年截至10月31日", When(2026, 10, 10, to_date=True)),
        ("截至2026年10月20日", None),
        ("2026年9月（数据截至10月8日）", When(2026, 9, 9)),
        ("2026年1-10月（截至10月20日）", None),
    ],
)
def test_until_a_day(text: str, when: When | None) -> None:
    assert find_when(text) == when


@pytest.mark.parametrize(
    "text", ["周至县", "旬阳市", "周口市", "四季度", "2026年10月", "24小时均值"]
)
def test_names_and_periods_are_no_part_of_a_period(text: str) -> None:
    assert not is_part(text)


def test_what_titles_state() -> None:
    assert stated("2026年10月和1—10月") == When(2026, 10, 10, unclear=True)
    assert stated("10月中旬") == When(unclear=True)
    assert stated("2026年前三季度") == When(2026, 1, 9)


def test_one_value_merged_down_over_two_units_is_read_for_both_and_told(read: Read) -> None:
    rows = [["区县", "PM2.5", "优良率"], ["岚溪县", 26, 96], ["霁川新区", None, 95]]
    found = read([["2026年10月空气质量"], *rows], merged=["B3:B4"])
    assert ("霁川新区", "pm25", "2026-10", 26) in values(found)
    assert says(found) == ["警告 B4：与B3合并的单元格，按同一个值读取，请核对。"]


def test_running_totals_under_the_heads_of_two_years(read: Read) -> None:
    found = read(
        [
            ["2026年10月空气质量"],
            ["区县", "2026年", None, "2025年", None, "2024年累计PM2.5"],
            [None, "当月PM2.5", "累计PM2.5", "当月PM2.5", "累计PM2.5", None],
            ["云麓区", 30, 33, 35, 36, 38],
        ],
        merged=["A2:A3", "B2:C2", "D2:E2", "F2:F3"],
    )
    assert {v[2:] for v in values(found)} == {
        ("2026-10", 30), ("2026-10M", 33), ("2025-10", 35), ("2025-10M", 36), ("2024-10M", 38),
    }  # fmt: skip
