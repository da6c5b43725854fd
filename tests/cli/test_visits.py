"""检查安排 on the command line."""

from __future__ import annotations

from pathlib import Path

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


def test_a_list_of_enterprises_is_brought_in_found_shown_and_taken_back(
    sample: Run, tmp_path: Path
) -> None:
    file = tmp_path / "正面清单.csv"
    file.write_text("企业名称,编码,县区\n甲厂,A1,云麓区\n乙厂,A2,岚溪县\n", "utf-8")
    assert sample("enterprises", "import", file).out == "名录 2：2 行，新增 2 家；正面清单 2 家\n"
    found = sample("enterprises", "list", "--find", "乙厂").out.splitlines()
    assert (found[1].split(), found[2]) == (["乙厂", "A2", "岚溪县", "是"], "共 1 家")
    sample("visits", "--add", "云麓区", "--what", "涉气检查", "--enterprise", "甲厂")
    shown = sample("enterprises", "card", "A1").out
    assert "监督执法正面清单  列入" in shown
    assert "涉气检查（年度计划）" in shown
    assert "正面清单.csv" in sample("enterprises", "lists").out
    assert "正面清单.csv" not in sample("enterprises", "lists", "--withdraw", 2).out
    assert sample("enterprises", "lists", "--withdraw", 2).err.startswith("没有第 2 号名录")
