"""年度任务台账 by the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Run

TASK = ("--kind", "总量减排", "--year", "2025", "--item", "氮氧化物", "--planned", "120")


def test_a_task_is_logged_exported_brought_back_and_voided(sample: Run, tmp_path: Path) -> None:
    assert sample("year-tasks", "--add", "青禾县", *TASK).code == 64  # without what was done
    assert sample("year-tasks", "--add", "青禾县", *TASK, "--done", "NaN").code == 64
    logged = sample("year-tasks", "--add", "青禾县", *TASK, "--done", "112.8")
    assert "120吨" in logged.out
    assert "94%" in logged.out
    out = tmp_path / "台账.xlsx"
    sample("year-tasks", "--export", str(out))
    assert sample("year-tasks", "--import", str(out)).out.startswith("登记 1 项，其中更新 1 项")
    found = sample("assess", "--place", "青禾县", "--json").json
    (late,) = [row for row in found if row["rule"] == "7.5"]
    assert (late["outcome"], late["level"]) == ("触发", 4)
    assert "2025年氮氧化物任务120吨，完成112.8吨（94%），未完成" in late["says"]
    number = sample("year-tasks").out.splitlines()[-1].split()[0]
    assert "氮氧化物" not in sample("year-tasks", "--void", number, "--why", "登记有误").out


@pytest.mark.parametrize(
    ("kind", "written", "shown"),
    [
        ("总量减排", (), "100吨"),
        ("资金执行", (), "100万元"),
        ("项目储备库", (), "100个"),
        ("资金执行", ("--measure", "元"), "100元"),
    ],
)
def test_each_ledger_counts_in_its_own_unit_unless_another_is_written(
    sample: Run, kind: str, written: tuple[str, ...], shown: str
) -> None:
    task = ("--kind", kind, "--item", "甲项", "--planned", "100", "--done", "20", *written)
    assert shown in sample("year-tasks", "--add", "青禾县", *task).out.split()
