"""Stage targets: the period each is for, and the day of the paper that sets them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from .conftest import Read, says

STAGES = ["县（区）", "一季度", "上半年", "前三季度", "全年"]
GOALS = ["安岳县", 42, 35, 31, 33.5]
FOUR = {"2026-Q1": 42.0, "2026-H1": 35.0, "2026-9M": 31.0, "2026": 33.5}


@pytest.mark.parametrize(
    "lines",
    [
        [["2026年PM2.5阶段目标（资环委办〔2026〕3号，2026年2月10日印发）"]],
        [["2026年PM2.5阶段目标"], ["资环委办〔2026〕3号，2026年2月10日印发"]],
        [["2026年PM2.5阶段目标"], ["2026年2月10日市环委会第一次会议审议"]],
        [["2026年PM2.5阶段目标"], ["2026年2月10日"]],
    ],
)
def test_the_day_on_which_targets_were_issued_is_no_day_of_theirs(read: Read, lines: Any) -> None:
    found = read([*lines, STAGES, GOALS])
    assert {target.period: target.value for target in found.targets} == FOUR
    assert says(found) == []


def test_monthly_targets_of_a_paper_of_february(read: Read) -> None:
    title = "2026年PM2.5月度目标（资环委办〔2026〕3号，2026年2月10日印发）"
    found = read([[title], ["县（区）", "1月", "2月", "3月"], ["安岳县", 42, 35, 31]])
    assert [target.period for target in found.targets] == ["2026-01", "2026-02", "2026-03"]
    assert {target.signed_on for target in found.targets} == {date(2026, 2, 10)}


def test_a_target_of_one_day_is_an_error(read: Read) -> None:
    title = "2026年PM2.5月度目标，2026年2月10日"
    found = read([[title], ["县（区）", "1月", "2月"], ["安岳县", 42, 35]])
    assert [target.period for target in found.targets] == ["2026-01"]
    assert says(found) == [
        "错误 C3：目标的时期读作2026年2月10日这一天，请核对表头和标题中的时期，此格未读取。"
    ]


def test_two_targets_of_one_paper_for_the_same_period(read: Read) -> None:
    rows = [
        ["2026年PM2.5阶段目标"],
        STAGES,
        GOALS,
        ["乐至县", 40, 33, 29, 32],
        ["安岳县", 41, 35, 31, 33.5],
    ]
    found = read(rows)
    assert says(found) == [
        "错误 B5：安岳县 2026年一季度的同一项目标在B3已有另一个值，两者不同，此格未读取。"
    ]
    assert len(found.targets) == 11


def test_days_down_and_months_across_are_still_days(read: Read) -> None:
    rows: list[Any] = [["2026年逐日PM2.5 安岳县"], ["日期", "1月", "2月"]]
    rows += [[f"{day}日", 30 + day, 40 + day] for day in range(1, 29)]
    found = read(rows)
    assert len(found.observations) == 56
    assert {o.period for o in found.observations} >= {"2026-01-28", "2026-02-28"}
