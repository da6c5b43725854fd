"""`case check` and `case folder` on the sample cases."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from yuetan_desktop.documents import printing

from .conftest import Run


@pytest.fixture
def sample(sample: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The sample database of one's own, on a computer without an office suite."""
    monkeypatch.setattr(printing, "find_suite", lambda: None)
    return sample


def test_papers_that_agree_are_said_to_agree(sample: Run, tmp_path: Path) -> None:
    assert sample("case", "check", "1").out.endswith("文书之间没有发现不一致。\n")
    assert sample("case", "check", "1", "--json").json == []


def test_papers_that_do_not_agree_are_listed_and_told_by_the_exit_code(
    sample: Run, tmp_path: Path
) -> None:
    number = sample("case", "list", "--json").json[-1]["number"]  # interviewed long ago
    typed = {
        "约谈时间": "2026-11-24 09:30",
        "约谈地点": "3号会议室",
        "参加人员": "市水务局有关负责同志",
    }
    settings = [word for key, text in typed.items() for word in ("--set", f"{key}={text}")]
    made = sample("paper", number, "约谈通知", "-o", tmp_path / "a.docx", *settings)
    assert made.code == 0
    assert "文书互校：约谈通知“约谈时间”是2026年11月24日" in made.err
    answer = sample("case", "check", number)
    assert answer.code == 2
    assert "约谈通知“约谈时间”是2026年11月24日" in answer.out
    found = {one["rule"]: one for one in sample("case", "check", number, "--json").json}
    assert found["约谈日期"]["first"] == {"paper": "约谈通知", "field": "约谈时间"}
    assert found["约谈日期"]["second"]["paper"] == "案件"


def test_the_case_file_is_made_for_several_cases(sample: Run, tmp_path: Path) -> None:
    numbers = [row["number"] for row in sample("case", "list", "--json").json[:2]]
    answer = sample("case", "folder", *numbers, "-o", tmp_path / "交", "--no-pdf")
    assert answer.code == 0, answer.err
    made = sorted(path.name for path in (tmp_path / "交").iterdir())
    assert len(made) == 4
    assert all(any(number in name for name in made) for number in numbers)


def test_an_unknown_case_makes_nothing(sample: Run, tmp_path: Path) -> None:
    answer = sample("case", "folder", "没有这个", "-o", tmp_path / "交")
    assert answer.code == 1
    assert not (tmp_path / "交").exists()


def test_a_case_is_told_the_papers_of_its_step_and_makes_each_by_name(
    sample: Run, tmp_path: Path
) -> None:
    listed = sample("case", "list", "--json").json
    warned = next(row["number"] for row in listed if row["level"] == 1 and row["state"] == "待批准")
    papers = sample("case", "show", warned, "--json").json["papers"]
    assert [paper["kind"] for paper in papers if paper["due"]] == ["预警提示函"]
    assert {paper["stage"] for paper in papers} >= {"预警通报", "约谈"}
    out = tmp_path / "函.docx"
    assert sample("paper", warned, "预警提示函", "-o", out).code == 0
    assert out.exists()
    assert "预警提示函" in sample("case", "show", warned).out
    refused = sample("paper", warned, "通报", "-o", tmp_path / "通报.docx")
    assert refused.code != 0
    assert "不制发通报" in refused.err
    receipt = ("--set", "送达文书=预警提示函｜云环委办函〔2026〕1号｜1", "--set", "送达地点=县政府")
    assert sample("paper", warned, "送达回证", "-o", tmp_path / "证.docx", *receipt).code == 0


# -- 月度通报 ----------------------------------------------------------------------------------
def test_the_circular_of_a_month_is_kept_and_numbered_like_every_paper(
    sample: Run, tmp_path: Path
) -> None:
    out = tmp_path / "通报.docx"
    said = ("--set", "抄送=市委办公室", "--set", "成文日期=2026-11-10")
    drafted = sample("paper", "2026-10", "月度通报", "-o", out, *said)
    assert drafted.code == 0, drafted.err
    assert "已生成月度通报（草稿）" in drafted.out
    sent = sample("paper", "2026-10", "月度通报", "-o", out, *said, "--formal")
    assert sent.code == 0, sent.err
    assert re.search(r"已生成月度通报（正式）云环委办〔2026〕\d+号：", sent.out)
    assert (tmp_path / "通报（2）.docx").exists()


@pytest.mark.parametrize(
    ("month", "kind", "says"),
    [
        ("2026-Q3", "月度通报", "不是一个月"),
        ("云约〔2026〕01号", "月度通报", "不是时段"),
        ("2026-10", "约谈通知", "没有"),
    ],
)
def test_a_circular_is_of_a_month_and_any_other_paper_of_a_case(
    sample: Run, tmp_path: Path, month: str, kind: str, says: str
) -> None:
    done = sample("paper", month, kind, "-o", tmp_path / "x.docx")
    assert done.code != 0
    assert says in done.err
    assert not (tmp_path / "x.docx").exists()
