"""Leading cause, people, 尽责情况, joint interviews, level and 分工表 by the command line."""

from __future__ import annotations

from pathlib import Path

from .conftest import Run

CASE = "云约〔2026〕07号"


def test_the_leading_cause_names_the_leader_of_its_domain(sample: Run) -> None:
    said = ["--candidate", "秸秆焚烧", "--chosen", "畜禽养殖与农业面源", "--why", "总磷超标"]
    done = sample("case", "cause", CASE, *said)
    assert "首要原因：畜禽养殖与农业面源（农业农村领域），市农业农村局" in done.out
    shown = sample("case", "show", CASE, "--json").json
    assert shown["cause"] == "畜禽养殖与农业面源（农业农村领域）"
    assert shown["source"] == "云约〔2026〕03号"
    refused = sample("case", "cause", CASE, "--chosen", "外来输送", "--why", "x")
    assert refused.code == 1


def test_people_are_listed_by_category_and_a_secret_is_never_public(sample: Run) -> None:
    added = sample("case", "people", CASE, "--add", "列席/市纪委监委", "--json").json
    assert added == {
        "public": False,
        "secret": False,
        "people": [
            {"category": "列席", "unit": "市纪委监委", "title": "", "name": "", "phone": ""}
        ],
    }
    wrong = sample("case", "people", CASE, "--public", "--secret", "秘密★5年")
    assert wrong.err.startswith("约谈涉及国家秘密，不得公开约谈（第二十条）。")
    assert sample("case", "people", CASE, "--add", "记者/某报").err.startswith("没有“记者”")


def test_the_six_circumstances_are_listed_with_what_is_missing(sample: Run) -> None:
    shown = sample("case", "diligence", CASE, "--set", "法定职责=检查记录").out
    assert shown.count("尚缺证明") == 5
    assert "已有证明" in shown


def test_a_step_tells_of_the_sub_steps_and_a_level_asks_for_approval(sample: Run) -> None:
    changed = sample(
        "case", "step", CASE, "等级调整",
        "--set", "level=5", "--set", "原因=从轻", "--set", "同意调整的领导=市长",
    )  # fmt: skip
    assert changed.out.startswith(f"{CASE} 待批准")
    shown = sample("case", "show", CASE, "--json").json
    assert (shown["level"], shown["interviewee"]) == (5, "主要负责人")
    assert "（会商 11-04）" in sample("case", "show", CASE).out


def test_cases_that_cannot_share_an_interview_are_refused_with_the_reason(sample: Run) -> None:
    refused = sample("case", "join", CASE, "云约〔2026〕08号")
    assert "是预警提示，不约谈" in refused.err
    assert "不能再合并约谈" in sample("case", "join", CASE, "云约〔2026〕06号").err
    assert "已经升级" in sample("case", "escalate", "云约〔2026〕03号").err


def test_duties_are_listed_and_handed_over(sample: Run) -> None:
    new = ["--title", "副区长", "--name", "新任", "--from", "2026-11-01", "--document", "通知"]
    done = sample("leaders", "add", "--place", "云麓区", "--domain", "住房城乡建设", *new)
    assert done.out.startswith("已登记：云麓区副区长新任分管住房城乡建设")
    rows = sample("leaders", "list", "--json").json
    mine = [(r["name"], r["to"]) for r in rows if r["place"] == "云麓区" and "建设" in r["domain"]]
    assert mine == [("何静", "2026-10-31"), ("新任", None)]
    assert done.err == ""
    chief = sample("leaders", "add", "--place", "云麓区", "--domain", "主要负责", *new)
    assert chief.out.startswith("已登记：云麓区副区长新任（主要负责），自")
    short = sample("leaders", "add", "--place", "云麓区", "--domain", "住建", *new)
    assert short.err.startswith("没有原因对应领域“住建”；已有的领域：")


def test_files_are_attached_to_a_step_or_a_circumstance(sample: Run, tmp_path: Path) -> None:
    scan = tmp_path / "会签单.pdf"
    scan.write_bytes(b"signed")
    done = sample("case", "attach", CASE, str(scan), "--step", "会商")
    assert done.out == f"{CASE} 会商：附件 1 个\n"
    again = sample("case", "attach", CASE, str(scan), "--step", "会商")
    assert again.err.startswith("“会签单.pdf”与已有的附件“会签单.pdf”是同一个文件。")
    assert sample("case", "attach", CASE, str(scan), "--diligence", "法定职责").code == 0
    assert "会签单.pdf（附电子文件）" in sample("case", "diligence", CASE).out
    assert sample("case", "attach", CASE, str(scan)).err.startswith("请用 --step 或 --diligence")


def test_a_dismissal_without_basis_is_refused_and_a_supervision_is_listed(sample: Run) -> None:
    who = ["--who", "县长秦川", "--sanction", "免职"]
    refused = sample("case", "measure", CASE, "--add", "责任追究", *who)
    assert "“免职”缺调查依据" in refused.err
    found = sample(
        "case", "measure", CASE, "--add", "责任追究", *who, "--basis", "责任调查报告1号"
    ).out
    assert "市管干部，市纪委监委、市委组织部受理" in found
    shown = sample("case", "measure", CASE, "--void", "1", "--why", "登记有误").out
    assert "登记有误" in shown


def test_a_duty_list_and_the_share_from_upstream(sample: Run, tmp_path: Path) -> None:
    file = tmp_path / "责任清单.csv"
    file.write_text("部门,责任事项,领域\n市水务局,上游来水,水利\n市气象局,上游来水,\n", "utf-8")
    brought = sample("leaders", "duties", file)
    assert brought.out == "部门 2 个，新登记 1 个；责任事项 1 项\n"
    said = ["--candidate", "上游来水", "--chosen", "上游来水", "--why", "对照断面超标"]
    done = sample("case", "cause", CASE, *said, "--upstream", "40")
    assert "首要原因：上游来水（水利领域），市水务局、市气象局" in done.out
    shown = sample("case", "show", CASE, "--json").json
    assert shown["cause"] == "上游来水（水利领域）；上游来水影响约 40%"
