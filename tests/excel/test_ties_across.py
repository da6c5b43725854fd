"""Ranks of units that stand beside each other: one written 并列, or merged over two units, is read
where it can only be one rank, and asked about elsewhere."""

from __future__ import annotations

from typing import Any

import pytest

from .conftest import Read, says, values

pytestmark = pytest.mark.any_format

TITLE = ["2026年10月综合指数"]
UNITS = ["项目", "云麓区", "岚溪县", "霁川新区"]


def ranks(found: Any) -> dict[str, Any]:
    return {v[0]: v[3] for v in values(found) if v[1] == "air_index_rank_city"}


@pytest.mark.parametrize(
    ("row", "merged", "cell", "words"),
    [
        ([3, 1, "并列"], [], "D4", "名次写作“并列”，数值与C4的单位相同，按并列第1名读取。"),
        ([3, "并列", 1], [], "C4", "名次写作“并列”，数值与D4的单位相同，按并列第1名读取。"),
        ([3, 1, None], ["C4:D4"], "D4", "与C4合并的名次，按并列第1名读取。"),
    ],
)
def test_units_beside_each_other_share_a_rank(
    read: Read, row: list[Any], merged: list[str], cell: str, words: str
) -> None:
    found = read([TITLE, UNITS, ["指数", 3.25, 2.88, 2.88], ["排名", *row]], merged=merged)
    assert ranks(found) == {"云麓区": 3, "岚溪县": 1, "霁川新区": 1}
    assert says(found) == [f"提示 {cell}：{words}"]


def test_the_values_of_last_year_say_nothing_of_this_years_tie(read: Read) -> None:
    found = read([TITLE, UNITS, ["去年同期", 3.25, 2.8, 3.25], ["指数", 3.25, 2.88, 2.88],
                  ["排名", 3, 1, "并列"]])  # fmt: skip
    assert ranks(found)["霁川新区"] == 1


def test_without_values_the_other_ranks_leave_only_one(read: Read) -> None:
    found = read([TITLE, UNITS, ["排名", 3, 1, "并列"], ["同比", "1%", "2%", "3%"]])
    assert ranks(found) == {"云麓区": 3, "岚溪县": 1, "霁川新区": 1}
    (told,) = says(found)
    assert told == "提示 D3：名次写作“并列”，从其余名次看只能是第1名，按并列读取。"


@pytest.mark.parametrize(
    ("values_", "row", "merged", "cell", "asked"),
    [
        (  # equal to none
            [3.25, 2.88, 2.89], [3, 1, "并列"], [], "D4",
            "“并列”没有写明与谁并列，是否与左边的第1名并列？",
        ),
        (
            [3.25, 2.88, 2.89], [3, 1, None], ["C4:D4"], "D4",
            "与C4合并，两个单位的数值却不同，名次是否也是第1名？",
        ),
    ],
)  # fmt: skip
def test_a_tie_that_may_be_another_is_asked_about_and_its_unit_is_kept(
    read: Read, values_: list[Any], row: list[Any], merged: list[str], cell: str, asked: str
) -> None:
    found = read([TITLE, UNITS, ["指数", *values_], ["排名", *row]], merged=merged)
    assert ("霁川新区", "air_index", "2026-10", 2.89) in values(found)
    assert ranks(found) == {"云麓区": 3, "岚溪县": 1}
    (problem,) = found.errors()
    assert (problem.cell, problem.message, problem.proposal) == (cell, asked, "1（并列）")


def test_two_ties_of_different_ranks_without_values_are_errors(read: Read) -> None:
    units = [*UNITS, "清澜区"]
    found = read([TITLE, units, ["排名", 1, "并列", 3, "并列"], ["同比", *["1%"] * 4]])
    assert ranks(found) == {"云麓区": 1, "霁川新区": 3}
    assert [p.cell for p in found.errors()] == ["C3", "E3"]


def test_indicators_down_know_ties_and_lists_too(read: Read) -> None:
    found = read(
        [["2026年10月"], ["指标", *UNITS[1:]], ["综合指数", 3.25, 2.88, 2.88],
         ["综合指数排名", 3, 1, "并列"], ["PM2.5", 30, 20, 21]]
    )  # fmt: skip
    assert ranks(found) == {"云麓区": 3, "岚溪县": 1, "霁川新区": 1}
    sizes = {s.list_size for s in found.observations if s.indicator == "air_index_rank_city"}
    assert sizes == {3}


@pytest.mark.parametrize(
    ("head", "row", "indicator", "listed"),
    [
        ("综合指数排名", [3, 1, 2], "air_index_rank_city", ""),  # all of them, among each other
        ("综合指数排名", [120, 60, 88], "air_index_rank", ""),
        ("全省综合指数排名", [3, 1, 2], "air_index_rank", "全省"),
        ("全市综合指数排名", [3, 1, 2], "air_index_rank_city", ""),
    ],
)
@pytest.mark.parametrize("down", [False, True])
def test_a_rank_of_few_units_among_each_other_is_none_of_the_province(
    read: Read, head: str, row: list[int], indicator: str, listed: str, down: bool
) -> None:
    rows: list[list[Any]] = [["指标", *UNITS[1:]], ["综合指数", 3.3, 2.8, 3.1], [head, *row]]
    if down:
        rows = [list(line) for line in zip(*rows, strict=True)]
        rows[0][0] = "县区"
    found = read([["2026年10月"], *rows])
    kept = [s for s in found.observations if "rank" in s.indicator]
    assert {(s.indicator, s.list_name) for s in kept} == {(indicator, listed)}
    assert not found.errors()
