"""One case from trigger to closure over the Spring Festival of 2026, on the command line.

Postponed, its plan returned, a progress report late, a clue transferred, closed with an approved
opinion, and then a rebound. Every deadline is the one that a clerk finds by counting on the calendar.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Answer
from tests.e2e.byways import BYWAYS, ESCALATION, EXEMPTION, since_the_interview
from tests.e2e.office import text_of
from tests.e2e.spring import DUE, OF_THE_CASE, STEPS, air, targets
from yuetan_desktop import log
from yuetan_desktop.cli import main
from yuetan_desktop.documents import printing
from yuetan_desktop.services.workspace import Workspace

Run = Callable[..., Answer]
TODAY = datetime(2026, 11, 10, 9)  # while the closed case is still watched: to the end of 2026


@pytest.fixture
def run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Run]:
    """The command line without an office suite: laying out takes seconds for each paper."""
    monkeypatch.setattr(printing, "find_suite", lambda: None)
    monkeypatch.setattr(Workspace, "now", lambda _ws: TODAY)

    def call(*arguments: object) -> Answer:
        code = main(["--data", str(tmp_path / "数据"), "--person", "李敏", *map(str, arguments)])
        out, err = capsys.readouterr()
        return Answer(code, out, err)

    yield call
    log.uninstall()


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


def sets(said: Iterable[str]) -> list[str]:
    return [word for one in said for word in ("--set", one)]


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
    said = {what: due for what in DUE for label, due in found.items() if what in label}
    assert said == DUE


def test_the_case_is_closed_only_by_its_whole_way(run: Run, opened: str) -> None:
    walk(run, opened, until="现场核查")
    early = record(run, opened, "2026-06-17", "销号", {"销号审批人": "市政府主要领导"})
    assert early.code == 1
    assert "核查意见审批" in early.err


def open_case(run: Run) -> Answer:
    return run(
        "case", "open", "--place", "雁江区", "--month", "2025-09", "--level", "5",
        "--day", "2026-01-12", "--department", "市生态环境局", "--json",
    )  # fmt: skip


def escalate(run: Run, number: str, day: str, why: str, books: Iterable[Path]) -> Answer:
    """第九条（一）1: a second case, of the highest level, that the first one leads to."""
    assert run("import", *books).code == 0
    answer = run("case", "escalate", number, "--month", "2026-04", "--day", day, "--note", why)
    cases = {one["number"]: one for one in run("case", "list", "--json").json}
    (second,) = (one for key, one in cases.items() if key != number)
    assert (second["level"], second["cites"]) == (6, "第九条（一）1"), second
    assert run("case", "escalate", number).code == 1, "once"
    return answer


def test_every_by_way_leads_on_to_the_one_next_act(run: Run, opened: str, tmp_path: Path) -> None:
    assert record(run, opened, *STEPS[0]).code == 0
    for day, kind, said, state in BYWAYS:
        if kind == ESCALATION:
            books = since_the_interview(tmp_path)
            answer = escalate(run, opened, day, said["研判意见"], books)
        else:
            answer = record(run, opened, day, kind, said)
        assert answer.code == 0, f"{day} {kind}: {answer.err}"
        assert run("case", "show", opened, "--json").json["state"] == state, f"after {kind}"
    again = str(open_case(run).json["number"])
    assert again != opened, "a withdrawn case keeps its number"
    assert record(run, again, "2026-05-11", "豁免", {}).code == 1, "第十条 asks for evidence"
    assert record(run, again, "2026-05-11", "豁免", EXEMPTION).code == 0
    assert run("case", "show", again, "--json").json["state"] == "已豁免"


def test_a_task_of_the_case_is_urged_reported_proven_checked_and_closed(
    run: Run, opened: str, tmp_path: Path
) -> None:
    """第十七、十八条, as in the window's story."""
    walk(run, opened, until="审核")
    terms = (
        "简称=工地扬尘整治", "措施=在建工地落实六个百分之百。", "数量=12", "单位=处",
        "责任单位=区住房城乡建设局", "责任人=何静", "时限=2026-04-10",
    )  # fmt: skip
    code = run("ledger", "add", "--case", opened, "--json", *sets(terms)).json["code"]
    assert record(run, opened, "2026-04-09", "催办", {}).code == 0
    asked = ("报送期限=2036-12-31", "联系人=李敏", "联系电话=028-26110001")
    letter = run("paper", opened, "催报函", "-o", tmp_path / "催报函.docx", *sets(asked))
    assert letter.code == 0, letter.err
    assert "整改进展" in text_of(tmp_path / "催报函.docx"), "what was due on 7 April"
    proof = tmp_path / "围挡喷淋.png"
    proof.write_bytes(b"picture")
    for words in (
        ("progress", code, "12", "--day", "2026-06-10"),
        ("attach", code, proof),
        ("record", code, "采信认定", *sets(("佐证=围挡喷淋.png", "结论=已采信"))),
        ("record", code, "核查", "--day", "2026-06-16",
         *sets(("结论=通过", "核查人员=周立、李敏", "核查意见=十二处工地均已落实。"))),
        ("record", code, "会签", *sets(("责任单位主要负责人=何静",))),
        ("record", code, "销号", *sets(("批准人=市环委办主任", "理由=核查属实"))),
    ):  # fmt: skip
        answer = run("ledger", *words)
        assert answer.code == 0, answer.err
    (task,) = run("ledger", "list", "--case", opened, "--json").json
    assert task["stage"] == "已销号"


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
