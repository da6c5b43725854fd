"""检查安排 on the command line."""

from __future__ import annotations

from .conftest import Run


def test_visits_are_entered_warned_of_done_and_set_beside_the_plan(sample: Run) -> None:
    first = ("--day", "2026-11-09", "--what", "涉气检查", "--enterprise", "甲厂")
    assert sample("visits", "--add", "云麓区", *first).code == 0
    handed = sample("visits", "--add", "云麓区", *first, "--temporary", "--source", "某处室")
    for words in ("未经统一归口", "同日已安排检查甲厂：涉气检查", "与计划冲突：11月9日甲厂"):
        assert words in handed.out
    assert sample("visits", "--done", 1, "--day", "2026-11-09").code == 0
    november = sample("visits", "--plan").out.splitlines()[11]
    assert november.split()[:4] == ["11月", "云麓区", "云麓区", "云麓区"]
    assert "涉气检查" in sample("visits", "--void", 2, "--why", "重复").out
    assert "未经" not in sample("visits").out
    assert sample("visits", "--done", 9).err.startswith("没有序号为9的检查安排。")
