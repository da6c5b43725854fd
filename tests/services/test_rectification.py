"""整改台账 on a real database: codes, filters, dates, evidence, closing."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from yuetan_desktop.domain.deadline import DeadlineState
from yuetan_desktop.domain.family import Family
from yuetan_desktop.domain.rectification import (
    Appraisal,
    EntryKind,
    Satisfaction,
    Stage,
    Tag,
)
from yuetan_desktop.errors import AppError
from yuetan_desktop.services import office, rectification, upkeep
from yuetan_desktop.services.casefiles import CaseFile
from yuetan_desktop.services.ledger import gatelists, taskfiles, taskwork
from yuetan_desktop.services.rectification import LedgerFilter, TaskFile
from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.store import cases as store_cases

from .ledgertasks import TERMS, TODAY, add


# -- adding -------------------------------------------------------------------------------------
def test_a_task_of_a_case_has_its_unit_level_and_a_code_of_its_own(
    ws: Workspace, case: CaseFile, task: TaskFile
) -> None:
    assert task.code == "约01-01"
    assert task.place_name == "雁江区"
    assert (task.level, task.source) == (5, case.number)
    assert add(ws, case).code == "约01-02"
    assert [one.code for one in rectification.tasks(ws, case.id)] == ["约01-01", "约01-02"]
    assert rectification.find_task(ws, "约01-02").id == 2


def test_a_task_follows_its_case_to_another_level(
    ws: Workspace, case: CaseFile, task: TaskFile
) -> None:
    assert [one.level for one in rectification.ledger(ws)] == [5]
    with ws.transaction():
        store_cases.insert_step(
            ws.db, case_id=case.id, kind="level_change", day=TODAY, data={"level": "6"},
            by="李敏", at=ws.now(),
        )  # fmt: skip
    assert [one.level for one in rectification.ledger(ws)] == [6]


def test_a_task_without_a_case_names_its_source(ws: Workspace, yanjiang: int) -> None:
    with pytest.raises(AppError, match="来源"):
        rectification.add_task(ws, TERMS, place_id=yanjiang)
    found = rectification.add_task(ws, TERMS, place_id=yanjiang, source="省督察反馈意见第12项")
    assert (found.code, found.level, found.source) == ("交-001", None, "省督察反馈意见第12项")
    with pytest.raises(AppError, match="没有找到"):
        rectification.find_task(ws, "交-002")


def test_a_task_without_number_or_date_is_entered_and_counted_as_unqualified(
    ws: Workspace, case: CaseFile, task: TaskFile
) -> None:
    loose = add(ws, case, quantity=None, due=None, family=Family.MECHANISM, tag=Tag.ENTERPRISE)
    assert loose.terms.flaws == ("缺数量", "缺时限")
    assert loose.standing is None
    totals = rectification.totals(rectification.ledger(ws))
    assert (totals.count, totals.unqualified) == (2, 1)
    assert (totals.government, totals.enterprise) == (1, 1)
    assert (totals.mechanism, totals.pollution) == (1, 1)
    with pytest.raises(AppError, match="缺整改措施"):
        add(ws, case, measure=" ")


# -- the ledger ---------------------------------------------------------------------------------
def test_the_most_urgent_stands_first_and_each_segment_holds_its_own(
    ws: Workspace, case: CaseFile
) -> None:
    late = add(ws, case, due=date(2026, 10, 30))
    ahead = add(ws, case, due=date(2026, 12, 31))
    near = add(ws, case, due=date(2026, 11, 13))
    ready = add(ws, case)
    taskwork.record_progress(ws, ready.id, Decimal(68), date(2026, 11, 9))
    assert [one.id for one in rectification.ledger(ws)] == [late.id, near.id, ahead.id, ready.id]
    shown = {which: [f.id for f in rectification.ledger(ws, which)] for which in LedgerFilter}
    assert shown[LedgerFilter.OVERDUE] == [late.id]
    assert shown[LedgerFilter.NEAR] == [near.id]
    assert shown[LedgerFilter.TO_CHECK] == [ready.id]
    assert shown[LedgerFilter.CLOSED] == []
    assert rectification.totals(rectification.ledger(ws)).overdue == 1


@pytest.mark.parametrize(
    ("due", "words", "state"),
    [
        (date(2026, 11, 9), "逾期 1 工作日", DeadlineState.OVERDUE),
        (TODAY, "今日到期", DeadlineState.TODAY),
        (date(2026, 11, 13), "剩 3 工作日", DeadlineState.NEAR),
        (date(2026, 11, 16), "剩 4 工作日", DeadlineState.AHEAD),
    ],
)
def test_dates_are_judged_as_those_of_cases_are(
    ws: Workspace, case: CaseFile, due: date, words: str, state: DeadlineState
) -> None:
    standing = add(ws, case, due=due).standing
    assert standing is not None
    assert (standing.text, standing.state) == (words, state)


def test_what_was_done_late_says_so(ws: Workspace, case: CaseFile) -> None:
    late = add(ws, case, due=date(2026, 11, 5))
    done = taskwork.record_progress(ws, late.id, Decimal(70), date(2026, 11, 9))
    assert done.standing is not None
    assert (done.standing.state, done.standing.text) == (DeadlineState.LATE, "超期 2 工作日")
    assert not done.is_overdue


def test_the_kept_ledger_follows_every_entry(ws: Workspace, task: TaskFile, case: CaseFile) -> None:
    assert [one.state.done for one in rectification.ledger(ws)] == [None]
    moved = taskwork.record_progress(ws, task.id, Decimal(5), TODAY)
    assert [one.state.done for one in rectification.ledger(ws)] == [5]
    taskwork.void_entry(ws, task.id, moved.entries[-1].id, "录错")
    assert [one.state.done for one in rectification.ledger(ws)] == [None]
    add(ws, case)
    assert len(rectification.ledger(ws)) == 2


# -- terms --------------------------------------------------------------------------------------
def test_terms_change_with_a_reason_and_the_date_only_by_extension(
    ws: Workspace, task: TaskFile
) -> None:
    better = replace(TERMS, person="吴海")
    with pytest.raises(AppError, match="原因"):
        rectification.amend_task(ws, task.id, better, " ")
    assert rectification.amend_task(ws, task.id, better, "分工调整").terms.person == "吴海"
    with pytest.raises(AppError, match="时限不能直接改"):
        rectification.amend_task(ws, task.id, replace(TERMS, due=date(2027, 1, 1)), "顺延")
    assert len(rectification.load_task(ws, task.id).entries) == 2


def test_an_extension_is_asked_for_granted_and_survives_an_amendment(
    ws: Workspace, task: TaskFile
) -> None:
    later = date(2026, 12, 31)
    with pytest.raises(AppError, match="晚于"):
        taskwork.ask_extension(ws, task.id, date(2026, 11, 30), "连续降雨")
    asked = taskwork.ask_extension(ws, task.id, later, "连续降雨")
    assert asked.state.due == date(2026, 11, 30)
    with pytest.raises(AppError, match="没有审批"):
        taskwork.ask_extension(ws, task.id, later, "连续降雨")
    given = taskwork.decide_extension(ws, task.id, granted=True, approver="市环委办", day=TODAY)
    assert given.state.due == later
    with pytest.raises(AppError, match="没有待审批"):
        taskwork.decide_extension(ws, task.id, granted=True, approver="市环委办", day=TODAY)
    terms = replace(given.terms, person="吴海")
    amended = rectification.amend_task(ws, task.id, terms, "分工调整")
    assert amended.state.due == later
    assert amended.terms.due == TERMS.due  # 原时限 stays what it was


# -- watching -----------------------------------------------------------------------------------
def test_the_next_reminder_falls_on_a_working_day(ws: Workspace, task: TaskFile) -> None:
    done = taskwork.remind(ws, task.id, "电话", TODAY, next_on=date(2026, 11, 14))  # 周六
    last = done.state.last(EntryKind.REMINDER)
    assert last is not None
    assert last.day_in("next_on") == date(2026, 11, 16)


def test_an_inspection_only_mends_what_the_last_one_found(ws: Workspace, task: TaskFile) -> None:
    taskwork.record_inspection(ws, task.id, date(2026, 11, 2), inspector="李敏", found=["一", "二"])
    with pytest.raises(AppError, match="没有“三”"):
        taskwork.record_inspection(ws, task.id, TODAY, inspector="李敏", mended=["三"])
    again = taskwork.record_inspection(ws, task.id, TODAY, inspector="李敏", mended=["一"])
    assert taskwork.supervision_words(again) == ("第 2 次检查：上次问题未改 1/2",)


def test_gates_are_passed_one_after_another(ws: Workspace, task: TaskFile) -> None:
    (gates,) = gatelists.checklists(ws)
    assert gates.name == "复工三道关"
    with pytest.raises(AppError, match="企业自查关"):
        taskwork.record_gates(ws, task.id, gates, [gates.keys[-1]], TODAY)
    found = taskwork.record_gates(ws, task.id, gates, gates.keys[:3], TODAY)
    assert "已过 1/3 关" in taskwork.supervision_words(found)[0]


# -- evidence -----------------------------------------------------------------------------------
@pytest.fixture
def proof(tmp_path: Path) -> Path:
    file = tmp_path / "验收单.pdf"
    file.write_bytes(b"%PDF-1.4 invented")
    return file


def test_evidence_is_kept_by_its_hash_and_found_again(
    ws: Workspace, task: TaskFile, proof: Path
) -> None:
    (kept,) = taskwork.evidence(taskfiles.attach(ws, task.id, [proof]))
    proof.unlink()
    assert taskfiles.evidence_file(ws, kept).read_bytes() == b"%PDF-1.4 invented"
    assert (kept.size, kept.appraisal) == (17, Appraisal.PENDING)
    assert upkeep.check(ws) == []
    taskfiles.evidence_file(ws, kept).write_bytes(b"changed")
    assert upkeep.check(ws) == ["整改佐证“验收单.pdf”的文件在存档中被改动过。"]
    taskfiles.evidence_file(ws, kept).unlink()
    assert upkeep.check(ws) == ["整改佐证“验收单.pdf”的文件不在存档中。"]


def test_the_same_file_twice_or_a_missing_one_adds_nothing(
    ws: Workspace, task: TaskFile, proof: Path
) -> None:
    with pytest.raises(AppError, match="无法读取"):
        taskfiles.attach(ws, task.id, [proof, proof.with_name("没有.pdf")])
    assert taskwork.evidence(rectification.load_task(ws, task.id)) == ()
    taskfiles.attach(ws, task.id, [proof])
    with pytest.raises(AppError, match="同一个文件"):
        taskfiles.attach(ws, task.id, [proof])


def test_evidence_is_rejected_only_with_a_reason(
    ws: Workspace, task: TaskFile, proof: Path
) -> None:
    (kept,) = taskwork.evidence(taskfiles.attach(ws, task.id, [proof]))
    with pytest.raises(AppError, match="不采信的理由"):
        taskwork.appraise(ws, task.id, kept.entry_id, Appraisal.REJECTED)
    found = taskwork.appraise(ws, task.id, kept.entry_id, Appraisal.REJECTED, "照片无日期")
    assert taskwork.evidence(found)[0].why == "照片无日期"


# -- closing ------------------------------------------------------------------------------------
def complete(ws: Workspace, task: TaskFile, proof: Path) -> None:
    taskwork.record_progress(ws, task.id, Decimal(68), TODAY)
    (kept,) = taskwork.evidence(taskfiles.attach(ws, task.id, [proof]))
    taskwork.appraise(ws, task.id, kept.entry_id, Appraisal.ACCEPTED)
    taskwork.record_check(ws, task.id, TODAY, passed=True, who="李敏", opinion="属实")


def close(ws: Workspace, task: TaskFile) -> TaskFile:
    return taskwork.close_task(ws, task.id, TODAY, approver="市环委办主任", reason="核查属实")


def test_a_task_is_closed_once_and_then_takes_no_entry(
    ws: Workspace, task: TaskFile, proof: Path
) -> None:
    with pytest.raises(AppError, match="没有已采信的佐证"):
        close(ws, task)
    with pytest.raises(AppError, match="不能核查通过"):
        taskwork.record_check(ws, task.id, TODAY, passed=True, who="李敏", opinion="属实")
    complete(ws, task, proof)
    closed = close(ws, task)
    assert closed.state.stage is Stage.CLOSED
    with pytest.raises(AppError, match="已销号"):
        taskwork.record_progress(ws, task.id, Decimal(60), TODAY)
    with pytest.raises(AppError, match="已销号"):
        taskwork.void_entry(ws, task.id, closed.entries[1].id, "录错")
    again = taskwork.void_entry(ws, task.id, closed.entries[-1].id, "误销号")
    assert again.state.stage is Stage.TO_CLOSE


def test_unsatisfied_people_block_closing_where_the_office_says_so(
    ws: Workspace, task: TaskFile, proof: Path
) -> None:
    complete(ws, task, proof)
    taskwork.record_satisfaction(ws, task.id, Satisfaction.UNSATISFIED, TODAY)
    office.save_office(ws, replace(office.read_office(ws), strict_closure=1))
    with pytest.raises(AppError, match="群众不满意"):
        close(ws, task)
    office.save_office(ws, replace(office.read_office(ws), strict_closure=0))
    assert close(ws, task).state.stage is Stage.CLOSED


def test_a_withdrawn_task_keeps_its_code_and_leaves_the_case(
    ws: Workspace, case: CaseFile, task: TaskFile
) -> None:
    taskwork.withdraw_task(ws, task.id, "重复录入")
    assert rectification.tasks(ws, case.id) == []
    assert add(ws, case).code == "约01-02"
    assert rectification.totals(rectification.ledger(ws)).count == 1


# -- what is never done -------------------------------------------------------------------------
@pytest.mark.parametrize("day", [date(2026, 11, 11), date(2026, 11, 1)])
def test_no_day_to_come_and_none_before_the_last_entry(
    ws: Workspace, task: TaskFile, day: date
) -> None:
    taskwork.record_progress(ws, task.id, Decimal(3), date(2026, 11, 5))
    with pytest.raises(AppError):
        taskwork.record_progress(ws, task.id, Decimal(4), day)


def test_entries_cannot_be_changed_or_deleted_even_in_the_database(
    ws: Workspace, task: TaskFile
) -> None:
    for sql in (
        "UPDATE task_entry SET data = '{}'",
        "DELETE FROM task_entry",
        "DELETE FROM task",
        "UPDATE task SET code = 'x'",
    ):
        with pytest.raises(sqlite3.IntegrityError):
            ws.db.execute(sql)


def test_twelve_problems_of_governments_and_forty_of_enterprises_are_told_apart(
    ws: Workspace, case: CaseFile
) -> None:
    assert rectification.tag_share(rectification.ledger(ws)).says == ""
    for tag, count in ((Tag.GOVERNMENT, 12), (Tag.ENTERPRISE, 40)):
        for _ in range(count):
            add(ws, case, tag=tag)
    gone = add(ws, case, tag=Tag.ENTERPRISE)
    taskwork.withdraw_task(ws, gone.id, "重复登记")

    said = rectification.tag_share(rectification.ledger(ws)).says

    assert said == "督政 12 / 查企 40（督政占 23.1%）"
