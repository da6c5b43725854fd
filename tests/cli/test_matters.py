"""事项 with findings and reviews, and the stages of a paper with 法制审核, on the command line."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from yuetan_desktop.documents import printing
from yuetan_desktop.services.office import read_office, save_office
from yuetan_desktop.services.workspace import open_workspace

from .conftest import Run


@pytest.fixture
def sample(sample: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setattr(printing, "find_suite", lambda: None)
    return sample


def test_a_matter_is_logged_found_reviewed_excused_and_voided(sample: Run) -> None:
    place = "岚溪县"
    logged = sample("matters", "add", place, "一般环境污染事故", "--day", "2026-10-08")
    number = re.findall(r"\d+", logged.out)[0]
    found = ("matters", "find", number, "成立", "--basis", "现场核查")
    assert "佐证" in sample(*found).err
    proven = (*found, "--evidence", "调查报告")
    assert "复核人须是另一人" in sample(*proven, "--reviewer", "李敏").err
    assert sample(*proven, "--reviewer", "张琪").out == f"事项 {number}：成立\n"
    (row,) = (r for r in sample("matters", "list", "--json").json if r["id"] == int(number))
    assert (row["finding"], row["found_by"], row["reviewed_by"]) == ("成立", "李敏", "张琪")
    assert row["evidence"] == "调查报告"
    excuse = ("--cause", "特大暴雨", "--evidence", "防汛通报", "--by", "市环委办")
    excused = sample("matters", "exempt", place, "6.1", "2026", *excuse)
    assert excused.out.startswith("已登记豁免")
    shown = sample("assess", "--place", place, "--json").json
    assert "豁免" in {row["outcome"] for row in shown if row["rule"] == "6.1"}
    assert sample("matters", "unexempt", excused.out.split()[-1], "--why", "录错").code == 0
    assert sample("matters", "void", number, "--why", "录错").code == 0
    assert all(r["id"] != int(number) for r in sample("matters", "list", "--json").json)


def test_late_tasks_of_the_ledger_are_candidates_until_a_person_logs_them(sample: Run) -> None:
    term = ("--set", "问题=管网缺口", "--set", "措施=新建管网", "--set", "时限=2026-11-09")
    added = sample("ledger", "add", "--place", "青禾县", "--source", "督察反馈意见", *term)
    code = re.findall(r"交-\d+", added.out)[0]
    (late,) = (t for t in sample("matters", "late", "--json").json if t["code"] == code)
    assert (late["place"], late["due"]) == ("青禾县", "2026-11-09")
    assert late["says"].startswith("未按期完成：逾期 1 天")
    assert "未按期完成" in sample("matters", "late").out
    logged = ("matters", "add", "青禾县", "督察整改滞后", "--day", "2026-11-10", "--subject", code)
    assert sample(*logged).code == 0
    assert code not in sample("matters", "late").out
    found = sample("assess", "--place", "青禾县", "--json").json
    (row,) = (r for r in found if r["rule"] == "6.5" and r["period"].startswith("2026"))
    assert (row["outcome"], row["level"]) == ("待认定", 3)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("add", "云麓区", "小事", "--day", "2026-10-08"), "没有“小事”这一类事项。"),
        (("find", 999, "成立", "--basis", "x"), "没有序号为999的事项。"),
        (("void", 999, "--why", "x"), "没有序号为999的事项。"),
        (("exempt", "云麓区", "6.99", "2026"), "没有条款“6.99”。"),
        (("exempt", "云麓区", "6.1", "2026"), "不可抗力原因"),
        (("unexempt", 999, "--why", "x"), "没有第999号豁免。"),
    ],
)
def test_what_is_unknown_or_missing_is_a_sentence(
    sample: Run, arguments: tuple[object, ...], says: str
) -> None:
    answer = sample("matters", *arguments)
    assert answer.code == 1
    assert says in answer.err


def test_a_paper_goes_through_its_stages_and_its_legal_review(sample: Run, data: Path) -> None:
    with open_workspace(data) as ws:
        save_office(ws, replace(read_office(ws), legal_review=1))
    paper = ("stage", "2026-10", "月度通报")
    assert sample(*paper).out.endswith("月度通报现在是讨论稿。\n")
    assert "月度通报现在是送审稿。" in sample(*paper, "--to", "送审稿").out
    assert "不能直接成为定稿" in sample(*paper, "--to", "定稿").err
    opinion = ("--opinion", "依据准确，程序合法")
    assert "不能审核自己送审的文书" in sample(*paper, "--reviewer", "李敏", *opinion).err
    reviewed = sample(*paper, "--reviewer", "法规科某某", *opinion).out
    assert "审核人：法规科某某；意见：依据准确，程序合法" in reviewed
    assert "月度通报现在是定稿。" in sample(*paper, "--to", "定稿").out
    assert "须写明原因" in sample(*paper, "--to", "讨论稿").err
    changed = sample(*paper, "--set", "抄送=市委办公室", "--save").out
    assert "月度通报现在是讨论稿。" in changed
