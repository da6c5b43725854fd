"""Inspections that look back, gates, evidence, and what stands against closing a task."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from yuetan_desktop import paths
from yuetan_desktop.domain.ledger.supervision import (
    Checklist,
    attachments,
    gate_state,
    inspections,
    obstacles,
    signed,
)
from yuetan_desktop.domain.rectification import (
    Appraisal,
    Entry,
    EntryKind,
    TaskState,
    Terms,
    fold,
    terms_data,
)

TERMS = Terms(measure="清淤", quantity=Decimal(10), unit="km", due=date(2026, 12, 31))


def entry(number: int, kind: EntryKind, **data: Any) -> Entry:
    return Entry(number, kind, date(2026, 9, number), data=data)


def of(*entries: Entry) -> TaskState:
    first = Entry(0, EntryKind.TERMS, date(2026, 8, 1), data=terms_data(TERMS))
    return fold([first, *entries])


def visit(number: int, mended: list[str], found: list[str]) -> Entry:
    return entry(number, EntryKind.INSPECTION, mended=mended, found=found)


# -- inspections --------------------------------------------------------------------------------
def test_the_second_visit_says_what_the_last_one_found() -> None:
    first, second, third = inspections(
        of(
            visit(1, [], ["一", "二", "三", "四", "五"]),
            visit(2, ["一", "二"], ["六"]),
            visit(3, ["三", "四", "五", "六"], []),
        )
    )
    assert first.says == "发现 5 个问题"
    assert second.says == "上次问题未改 3/5，新发现 1 个问题"
    assert second.left_open == ("三", "四", "五", "六")
    assert third.says == "上次 4 个问题均已改"
    assert (third.number, third.left_open) == (3, ())


def test_a_visit_that_finds_nothing_and_one_that_finds_an_old_problem_again() -> None:
    (nothing,) = inspections(of(visit(1, [], [])))
    assert nothing.says == "未发现问题"
    again = inspections(of(visit(1, [], ["一"]), visit(2, [], ["一"])))[1]
    assert again.new == ()
    assert again.says == "上次问题未改 1/1"


def test_a_voided_visit_is_not_compared_with() -> None:
    wrong = Entry(
        1, EntryKind.INSPECTION, date(2026, 9, 1), data={"found": ["一"]}, voided_why="录错"
    )
    (only,) = inspections(of(wrong, visit(2, [], ["二"])))
    assert (only.number, only.last) == (1, ())


# -- gates --------------------------------------------------------------------------------------
def shipped() -> Checklist:
    file: Path = paths.resources() / "checklists" / "复工三道关.toml"
    return Checklist.from_toml(file.read_text("utf-8"))


@pytest.mark.parametrize(
    "text",
    [
        'name = "关"\n[[gate]]\nname = "一"\nitems = "不是清单"',
        'name = "关"\n[[gate]]\nname = "一"\nitems = ["甲", " "]',
        'name = ""\n[[gate]]\nname = "一"\nitems = ["甲"]',
        'name = "关"\n[[gate]]\nname = "一"\nitems = ["甲"]\n[[gate]]\nname = "一"\nitems = ["乙"]',
    ],
)
def test_a_list_of_gates_that_was_edited_wrongly_is_refused(text: str) -> None:
    with pytest.raises(TypeError):
        Checklist.from_toml(text)


def test_a_list_edited_after_the_work_began_changes_no_record() -> None:
    before = Checklist.from_toml('name = "关"\n[[gate]]\nname = "一"\nitems = ["甲", "乙", "甲"]')
    assert before.keys == ["一/甲", "一/乙"]
    recorded = gate_state(of(entry(1, EntryKind.GATES, **before.data(["一/甲"]))))
    assert recorded is not None
    assert (recorded.checklist, recorded.missing) == (before, ("一/乙",))


def test_the_shipped_example_has_three_gates_and_names_what_is_missing() -> None:
    gates = shipped()
    assert [gate.name for gate in gates.gates] == ["企业自查关", "属地复核关", "市级核准关"]
    passed = [key for key in gates.keys if not key.endswith("分管领导签字")]
    state = gate_state(of(entry(1, EntryKind.GATES, **gates.data(passed))))
    assert state is not None
    assert state.says == "复工三道关：已过 2/3 关，缺 属地复核关/分管领导签字"
    whole = gate_state(of(entry(1, EntryKind.GATES, **gates.data(gates.keys))))
    assert whole is not None
    assert whole.says == "复工三道关：已过 3/3 关"
    assert gate_state(of()) is None


# -- evidence -----------------------------------------------------------------------------------
def evidence(number: int, name: str) -> Entry:
    return entry(number, EntryKind.EVIDENCE, name=name, sha256=f"{number:064x}", size=2048)


def test_evidence_waits_until_it_is_appraised_and_the_newest_appraisal_holds() -> None:
    state = of(
        evidence(1, "验收单.pdf"),
        evidence(2, "照片.jpg"),
        entry(3, EntryKind.APPRAISAL, evidence=1, state="不采信"),
        entry(4, EntryKind.APPRAISAL, evidence=1, state="已采信"),
    )
    first, second = attachments(state)
    assert (first.name, first.appraisal) == ("验收单.pdf", Appraisal.ACCEPTED)
    assert second.appraisal is Appraisal.PENDING


# -- closing ------------------------------------------------------------------------------------
COMPLETE = (
    entry(1, EntryKind.PROGRESS, done="10"),
    evidence(2, "验收单.pdf"),
    entry(3, EntryKind.APPRAISAL, evidence=2, state="已采信"),
    entry(4, EntryKind.CHECK, passed=True),
)


def test_a_task_that_was_done_proven_and_checked_may_be_closed() -> None:
    assert obstacles(of(*COMPLETE)) == ()


def test_each_thing_missing_is_named() -> None:
    assert "进度没有达到量化目标。" in obstacles(of())
    assert obstacles(of(*COMPLETE[:3])) == ("没有通过核查的结论。",)
    unproven = of(COMPLETE[0], entry(4, EntryKind.CHECK, passed=True))
    assert obstacles(unproven) == ("没有已采信的佐证。",)
    assert obstacles(of(*COMPLETE, evidence(5, "报告.docx"))) == ("有 1 个佐证待复核。",)
    assert obstacles(of(*COMPLETE, visit(5, [], ["一"]))) == ("最近一次检查还有 1 个问题没有改。",)
    assert "延期申请还没有审批。" in obstacles(
        of(*COMPLETE, entry(5, EntryKind.EXTENSION, due="2027-01-31"))
    )
    gates = shipped()
    assert any("市级核准关" in words for words in obstacles(
        of(*COMPLETE, entry(5, EntryKind.GATES, **gates.data(gates.keys[:-1])))
    ))  # fmt: skip


def test_unsatisfied_people_block_closing_in_strict_mode_only() -> None:
    unhappy = of(*COMPLETE, entry(5, EntryKind.SATISFACTION, answer="不满意"))
    assert obstacles(unhappy) == ()
    assert obstacles(unhappy, strict=True) == ("群众不满意，不予销号。",)
    content = of(*COMPLETE, entry(5, EntryKind.SATISFACTION, answer="基本满意"))
    assert obstacles(content, strict=True) == ()


def test_what_is_closed_is_not_closed_again() -> None:
    assert obstacles(of(*COMPLETE, entry(5, EntryKind.CLOSURE))) == ("任务已销号。",)


def test_who_signed_the_sheet() -> None:
    assert signed(of()) == {}
    state = of(entry(1, EntryKind.SIGN_OFF, signers={"责任单位主要负责人": "陈立"}))
    assert signed(state) == {"责任单位主要负责人": "陈立"}
