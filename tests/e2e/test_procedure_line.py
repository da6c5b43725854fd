"""One case from trigger to closure over the Spring Festival of 2026, on the command line.

Postponed, its plan returned, a progress report late, a clue transferred, closed with an approved
opinion, and then a rebound. Every deadline is the one that a clerk finds by counting on the calendar.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from tests.cli.conftest import Answer
from yuetan_desktop import log
from yuetan_desktop.cli import main
from yuetan_desktop.documents import printing

Run = Callable[..., Answer]

# What happened, in order: day, step, and what was said of it.
STEPS: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("2026-01-12", "约谈建议", {"建议部门": "市生态环境局"}),
    ("2026-01-14", "会商", {"会商单位": "市环委办", "会商意见": "同意"}),
    ("2026-01-16", "批准", {"批准人": "市政府主要领导"}),
    ("2026-01-20", "书面通知", {"约谈日期": "2026-01-28"}),
    (
        "2026-01-21",
        "送达",
        {"送达单位": "雁江区人民政府", "送达方式": "机要交换"},
    ),
    (
        "2026-01-27",
        "延期约谈",
        {"原因": "寒潮应急响应", "同意推迟的约谈人": "市政府主要领导", "改期至": "2026-02-06"},
    ),
    ("2026-02-02", "书面通知", {"约谈日期": "2026-02-06"}),
    ("2026-02-06", "约谈", {"约谈地点": "市政府第三会议室", "约谈形式": "内部约谈"}),
    ("2026-02-09", "纪要", {"整改完成时限": "2026-06-30"}),
    ("2026-02-10", "纪要签署", {"签署人": "市政府主要领导、区政府主要负责人"}),
    ("2026-02-24", "线索移送", {"移送机关": "市公安局"}),
    ("2026-02-27", "整改方案", {}),
    ("2026-02-28", "方案退回", {"原因": "措施没有时限"}),
    ("2026-03-04", "整改方案", {}),
    ("2026-03-05", "审核", {"审核结论": "同意实施", "进展报告周期": "按月"}),
    ("2026-04-13", "进展报告", {}),
    ("2026-05-06", "改善情况核对", {"核对结果": "已改善"}),
    ("2026-06-10", "整改", {}),
    ("2026-06-16", "现场核查", {"核查意见": "整改到位"}),
    ("2026-06-18", "核查意见审批", {"审批的约谈人": "市政府主要领导"}),
    ("2026-06-19", "核查结果通知", {"通知单位": "雁江区人民政府"}),
    ("2026-06-23", "销号", {"销号审批人": "市政府主要领导"}),
)
CONTACT = {"联系人": "李敏", "联系电话": "028-26110001"}
OF_THE_CASE = {
    "约谈通知": {
        "约谈时间": "2026-02-06 09:30",
        "约谈地点": "市政府第三会议室",
        "参加人员": "市生态环境局、市住房城乡建设局负责同志",
        "主送": "雁江区人民政府，市生态环境局，市住房城乡建设局",
        "成文日期": "2026-02-02",
        **CONTACT,
    },
    "约谈纪要": {
        "约谈时间": "2026-02-06 09:30",
        "约谈地点": "市政府第三会议室",
        "成文日期": "2026-02-09",
        "出席": "市政府主要领导或委托的分管领导、市生态环境局、雁江区人民政府主要负责同志",
        "通报情况": "前三季度PM2.5和优良天数率未达到阶段目标。",
        "表态情况": "认领问题，按期完成整改。",
        "整改要求": "约谈后15个工作日内报送整改方案。",
    },
    "整改方案审核意见": {
        "审核结论": "同意实施",
        "审核意见": "措施具体，时限明确，责任到人。",
        "成文日期": "2026-03-05",
        **CONTACT,
    },
    "核查意见通知": {"核查结论": "整改到位", "成文日期": "2026-06-19", **CONTACT},
    "销号通知": {"成文日期": "2026-06-23", **CONTACT},
}


@pytest.fixture
def run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Run]:
    """The command line without an office suite: laying out takes seconds for each paper."""
    monkeypatch.setattr(printing, "find_suite", lambda: None)

    def call(*arguments: object) -> Answer:
        code = main(["--data", str(tmp_path / "数据"), "--person", "李敏", *map(str, arguments)])
        out, err = capsys.readouterr()
        return Answer(code, out, err)

    yield call
    log.uninstall()


def air(to: Path, title: str, when: str, pm25: float, good: float) -> Path:
    """The air table of a period, for one county."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([f"资阳市{title}各县（区）环境空气质量状况"])
    sheet.append(["县（区）、园区", "时期", "PM2.5浓度(μg/m³)", "优良天数率(%)"])
    sheet.append(["雁江区", when, pm25, good])
    book.save(to / f"空气{title}.xlsx")
    return to / f"空气{title}.xlsx"


def targets(to: Path) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["资阳市生态环境质量目标"])
    sheet.append(["单位", "指标", "时期", "目标值", "文号", "签发日期"])
    for name, value in (("PM2.5", 28.0), ("优良天数率", 85.0)):
        sheet.append(["雁江区", name, "2025年1—9月", value, "资环委办〔2025〕1号", "2025-01-19"])
    book.save(to / "目标.xlsx")
    return to / "目标.xlsx"


@pytest.fixture
def opened(run: Run, tmp_path: Path) -> str:
    """The case's number: January to September 2025, both targets missed."""
    files = air(tmp_path, "2025年前三季度", "2025年1—9月", 30.4, 80.1), targets(tmp_path)
    assert run("import", *files, "--add-places").code == 0
    answer = run(
        "case", "open", "--place", "雁江区", "--month", "2025-09", "--level", "5",
        "--day", "2026-01-12", "--json",
    )  # fmt: skip
    assert answer.code == 0, answer.err
    return str(answer.json["number"])


def record(run: Run, number: str, day: str, kind: str, said: dict[str, str]) -> Answer:
    settings = [word for key, text in said.items() for word in ("--set", f"{key}={text}")]
    return run("case", "step", number, kind, "--day", day, *settings)


def walk(run: Run, number: str, *, until: str = "") -> None:
    """Record the story, up to and with the first step of this kind."""
    for day, kind, said in STEPS:
        answer = record(run, number, day, kind, said)
        assert answer.code == 0, f"{day} {kind}: {answer.err}"
        if kind == until:
            return


def limits(run: Run, number: str) -> dict[str, dict[str, Any]]:
    shown = run("case", "show", number, "--json").json
    return {limit["label"]: limit for limit in shown["deadlines"]}


def test_every_limit_is_counted_over_the_spring_festival(run: Run, opened: str) -> None:
    walk(run, opened, until="约谈")
    found = {label: limit["due"] for label, limit in limits(run, opened).items()}
    notice = next(due for label, due in found.items() if "书面通知" in label)
    plan = next(due for label, due in found.items() if "整改方案" in label)
    clue = next(due for label, due in found.items() if "移送" in label)
    check = next(due for label, due in found.items() if "改善情况" in label)
    # 02-14 and 02-28 are working Saturdays, 02-15 to 02-23 the Spring Festival.
    assert (notice, clue, plan, check) == ("2026-02-02", "2026-02-24", "2026-03-05", "2026-05-06")


def test_the_case_is_closed_only_by_its_whole_way(run: Run, opened: str) -> None:
    walk(run, opened, until="现场核查")
    early = record(run, opened, "2026-06-17", "销号", {"销号审批人": "市政府主要领导"})
    assert early.code == 1
    assert "核查意见审批" in early.err


def test_from_trigger_to_closure_with_its_papers_and_the_rebound(
    run: Run, opened: str, tmp_path: Path
) -> None:
    walk(run, opened)
    shown = run("case", "show", opened, "--json").json
    assert shown["state"] == "已销号"
    kinds = [step["kind"] for step in shown["steps"]]
    assert kinds.count("书面通知") == 2
    assert {"延期约谈", "方案退回", "线索移送", "纪要签署", "核查结果通知"} <= set(kinds)
    states = {label: limit["state"] for label, limit in limits(run, opened).items()}
    assert all(state == "按期" for label, state in states.items() if "进展" not in label), states

    made = {paper["kind"] for paper in shown["papers"]}
    assert len(made) >= 20
    for kind, said in OF_THE_CASE.items():
        settings = [word for key, text in said.items() for word in ("--set", f"{key}={text}")]
        answer = run("paper", opened, kind, "-o", tmp_path / f"{kind}.docx", *settings)
        assert answer.code == 0, f"{kind}: {answer.err}"
    checked = run("case", "check", opened)
    assert checked.code == 0, checked.out
    assert run("case", "folder", opened, "-o", tmp_path / "交", "--no-pdf").code == 0

    again = air(tmp_path, "2026年1—8月", "2026年1—8月", 31.2, 78.0)
    assert run("import", again).code == 0
    (watched,) = run("ledger", "watch", "--json").json
    assert watched["rebound"] is True, watched
