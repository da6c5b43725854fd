"""`yuetan-cli ledger`: the same ledger as the window's."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from .conftest import Run

TERMS = (
    "措施=清淤 3.2 km", "数量=3.2", "单位=km", "时限=2036-12-31", "责任单位=水务局", "责任人=石青",
)  # fmt: skip


@pytest.fixture
def added(run: Run) -> Run:
    assert run("init").code == 0
    sets = [word for term in TERMS for word in ("--set", term)]
    answer = run("ledger", "add", "--place", "雁江区", "--source", "督察反馈第 3 项", *sets)
    assert answer.out.strip() == "已新增：交-001 清淤 3.2 km"
    return run


def test_a_task_is_added_moved_on_and_listed(added: Run) -> None:
    answer = added("ledger", "progress", "交-001", "1.6", "--note", "过半")
    assert answer.out.strip() == "已登记进展：交-001 50% 整改中"
    (task,) = added("ledger", "list", "--json").json
    assert (task["place"], task["percent"], task["due"]) == ("雁江区", "50%", "2036-12-31")
    assert task["flaws"] == []
    assert "共 1 项，逾期 0 项，不合格 0 项。" in added("ledger", "list").out
    assert added("ledger", "list", "--filter", "逾期", "--json").json == []


def test_a_task_that_lacks_something_says_so(added: Run) -> None:
    answer = added("ledger", "add", "--place", "雁江区", "--source", "交办", "--set", "措施=巡查")
    assert "不合格：缺数量、缺时限、缺责任单位、缺责任人" in answer.out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--set", "颜色=红"), "没有“颜色”这一项"),
        (("--set", "措施=x", "--set", "数量=若干"), "数量“若干”不是数字"),
        (("--set", "措施=x", "--set", "类别=其他"), "不是机制责任、污染突出之一"),
        (("--set", "措施=x"), "没有案件的任务要写明来源"),
    ],
)
def test_what_cannot_be_added_is_said_in_a_sentence(
    added: Run, arguments: tuple[str, ...], words: str
) -> None:
    answer = added("ledger", "add", "--place", "雁江区", *arguments)
    assert answer.code == 1
    assert words in answer.err
    assert len(added("ledger", "list", "--json").json) == 1


def test_the_ledger_goes_out_and_comes_back(added: Run, tmp_path: Path) -> None:
    out = tmp_path / "台账.xlsx"
    assert added("ledger", "export", "-o", out).code == 0
    answer = added("ledger", "import", out)
    assert answer.code == 0
    assert "新任务 0 项，进展 0 项，没有变化 1 项" in answer.out


def test_one_list_goes_out_alone(added: Run, tmp_path: Path) -> None:
    out = tmp_path / "清单.xlsx"
    assert added("ledger", "export", "-o", out, "--list", "责任清单").code == 0
    assert openpyxl.load_workbook(out).sheetnames == ["责任清单"]


def test_lines_that_cannot_be_read_are_listed_and_the_rest_is_taken(
    added: Run, tmp_path: Path
) -> None:
    file = tmp_path / "整改.csv"
    file.write_text("单位,整改措施,数量\n雁江区,清淤,5\n某县,清淤,5\n", "utf-8-sig")
    dry = added("ledger", "import", file, "--dry-run")
    assert (dry.code, dry.out[:3]) == (2, "会导入")
    assert len(added("ledger", "list", "--json").json) == 1
    answer = added("ledger", "import", file)
    assert answer.code == 2
    assert "没有找到单位“某县”" in answer.err
    assert len(added("ledger", "list", "--json").json) == 2


def test_the_watch_and_the_effect_answer_without_cases_too(added: Run) -> None:
    assert added("ledger", "watch").out.strip() == "回头看 0 件，反弹 0 件。"
    assert added("ledger", "watch", "--json").json == []
    answer = added("ledger", "effect", "没有")
    assert (answer.code, answer.err.strip()) == (1, "没有找到案件“没有”。案件编号见 约谈案件。")


def test_the_effect_prints_each_value_to_its_places_and_names_what_is_missing(sample: Run) -> None:
    shown = sample("ledger", "effect", "云约〔2026〕03号").out
    assert "36.3 " in shown
    assert "36.33" not in shown
    classes = next(line for line in shown.splitlines() if line.startswith("青禾桥水质类别"))
    assert "缺数据" in classes
    lines = sample("ledger", "effect", "云约〔2026〕03号", "--json").json["lines"]
    assert next(one for one in lines if one["indicator"].startswith("PM10"))["before"] == 36.3


def test_a_measure_that_hits_everyone_alike_is_asked_for_its_legal_basis(added: Run) -> None:
    add = ("ledger", "add", "--place", "雁江区", "--source", "交办", "--set")
    answer = added(*add, "措施=对12家砖瓦企业全部停产")
    assert "“全部停产”" in answer.out
    assert "逐一（12家）写明责令停产整治" in answer.out
    basis = "依据《中华人民共和国环境保护法》第六十条，对12家超标企业全部停产"
    assert "一刀切" not in added(*add, f"措施={basis}").out
    assert "一刀切" not in added(*add, "措施=严禁一律关停").out
