"""Slips and odd turns in the ledger: late extensions, changed quantities, numbers and dates that
cannot be, empty and twice-used evidence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from yuetan_desktop.domain.rectification import Appraisal, Stage
from yuetan_desktop.errors import AppError
from yuetan_desktop.services import rectification
from yuetan_desktop.services.casefiles import CaseFile
from yuetan_desktop.services.ledger import taskfiles, taskwork
from yuetan_desktop.services.rectification import TaskFile
from yuetan_desktop.services.workspace import Workspace

from .ledgertasks import TERMS, TODAY, add


def test_an_extension_asked_for_after_the_limit_is_told_so_and_lies_ahead(
    ws: Workspace, case: CaseFile
) -> None:
    late = add(ws, case, due=date(2026, 11, 3))
    with pytest.raises(AppError, match="延期后的时限2026-11-09已经过了"):
        taskwork.ask_extension(ws, late.id, date(2026, 11, 9), "降雨")
    asked = taskwork.ask_extension(ws, late.id, TODAY, "降雨")
    entry = asked.state.asked_extension
    assert entry is not None
    assert entry.text("overdue_since") == "2026-11-03"
    assert asked.is_overdue, "until it is granted"
    with pytest.raises(AppError, match="早于申请"):
        taskwork.decide_extension(
            ws, late.id, granted=True, approver="市环委办", day=date(2026, 11, 9)
        )
    given = taskwork.decide_extension(ws, late.id, granted=True, approver="市环委办", day=TODAY)
    assert not given.is_overdue


def test_a_quantity_that_was_raised_or_lowered_decides_anew_whether_the_work_is_done(
    ws: Workspace, task: TaskFile
) -> None:
    wanted = TERMS.quantity
    assert wanted is not None
    taskwork.record_progress(ws, task.id, wanted, TODAY)
    checked = taskwork.record_check(ws, task.id, TODAY, passed=True, who="李", opinion="属实")
    assert checked.state.stage is Stage.TO_CLOSE
    more = rectification.amend_task(ws, task.id, replace(TERMS, quantity=wanted * 2), "增加")
    assert more.state.stage is Stage.WORKING
    assert "进度没有达到量化目标。" in taskwork.what_hinders(ws, more)
    less = rectification.amend_task(ws, task.id, replace(TERMS, quantity=wanted / 2), "核减")
    assert less.state.stage is Stage.TO_CHECK, "what was checked was another quantity"
    assert less.state.ready_on == TODAY


@pytest.mark.parametrize(
    ("due", "says"),
    [
        (date(2026, 12, 31), "剩 37 工作日"),
        (date(2027, 1, 4), "剩 39 工作日（暂估）"),  # 2027 has no notice yet: by weekends
    ],
)
def test_days_counted_through_a_year_without_notice_are_marked(
    ws: Workspace, case: CaseFile, due: date, says: str
) -> None:
    file = add(ws, case, due=due)
    assert file.standing is not None
    assert file.standing.says == says
    taskwork.record_progress(ws, file.id, Decimal(1000), TODAY)
    done = rectification.load_task(ws, file.id).standing
    assert done is not None
    assert not done.estimated


def test_the_check_is_not_before_the_work_was_done_nor_the_closing_before_the_check(
    ws: Workspace, task: TaskFile, tmp_path: Path
) -> None:
    assert TERMS.quantity is not None
    day, before = date(2026, 11, 6), date(2026, 11, 5)
    taskwork.record_progress(ws, task.id, TERMS.quantity, day)
    with pytest.raises(AppError, match="核查日期2026-11-05早于全部完成的登记（2026-11-06）"):
        taskwork.record_check(ws, task.id, before, passed=True, who="李", opinion="属实")
    taskwork.record_check(ws, task.id, day, passed=True, who="李", opinion="属实")
    proof = tmp_path / "验收单.pdf"
    proof.write_bytes(b"x")
    (one,) = taskwork.evidence(taskfiles.attach(ws, task.id, [proof]))
    taskwork.appraise(ws, task.id, one.entry_id, Appraisal.ACCEPTED)
    with pytest.raises(AppError, match="销号日期2026-11-05早于核查（2026-11-06）"):
        taskwork.close_task(ws, task.id, before, approver="市环委办", reason="完成")
    closed = taskwork.close_task(ws, task.id, day, approver="市环委办", reason="完成")
    assert closed.state.stage is Stage.CLOSED


@pytest.mark.parametrize("typed", ["1e400", "1000000000000", "0.0000001"])
def test_a_number_that_is_a_slip_is_refused_before_it_stands_in_the_ledger(
    ws: Workspace, task: TaskFile, case: CaseFile, typed: str
) -> None:
    with pytest.raises(AppError, match="应小于 1 万亿，小数不超过 6 位"):
        taskwork.record_progress(ws, task.id, Decimal(typed), TODAY)
    with pytest.raises(AppError, match="应小于 1 万亿，小数不超过 6 位"):
        add(ws, case, quantity=Decimal(typed))
    assert len(rectification.load_task(ws, task.id).entries) == 1
    assert len(rectification.ledger(ws)) == 1


@pytest.mark.parametrize("slip", [date(206, 12, 31), date(1926, 12, 31), date(9999, 12, 31)])
def test_a_date_that_is_a_slip_is_refused(
    ws: Workspace, task: TaskFile, case: CaseFile, slip: date
) -> None:
    with pytest.raises(AppError, match="请核对年份"):
        add(ws, case, due=slip)
    with pytest.raises(AppError):
        taskwork.ask_extension(ws, task.id, slip, "降雨")
    with pytest.raises(AppError, match="下次提醒"):
        taskwork.remind(ws, task.id, "电话", TODAY, next_on=slip)


def test_an_empty_file_proves_nothing_and_is_refused(
    ws: Workspace, task: TaskFile, tmp_path: Path
) -> None:
    empty, full = tmp_path / "照片.jpg", tmp_path / "验收单.pdf"
    empty.write_bytes(b"")
    full.write_bytes(b"x")
    with pytest.raises(AppError, match=r"“照片.jpg”是空文件（0 字节）"):
        taskfiles.attach(ws, task.id, [full, empty])
    assert taskwork.evidence(rectification.load_task(ws, task.id)) == ()


def test_a_file_that_proves_another_task_too_is_taken_and_told(
    ws: Workspace, task: TaskFile, case: CaseFile, tmp_path: Path
) -> None:
    """One photograph for two tasks may be right; whoever accepts it has to know."""
    other = add(ws, case)
    photo, alone = tmp_path / "现场.jpg", tmp_path / "验收单.pdf"
    photo.write_bytes(b"picture")
    alone.write_bytes(b"paper")
    taskfiles.attach(ws, task.id, [photo])
    assert taskfiles.proofs_elsewhere(ws, task.id) == {}
    renamed = photo.rename(tmp_path / "整改后.jpg")
    file = taskfiles.attach(ws, other.id, [renamed, alone])
    shared = taskwork.evidence(file)[0]
    assert taskfiles.proofs_elsewhere(ws, other.id) == {shared.sha256: (task.code,)}
    taskwork.void_entry(ws, other.id, shared.entry_id, "用错")
    assert taskfiles.proofs_elsewhere(ws, task.id) == {}
