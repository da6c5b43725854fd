"""年度任务台账: typed, from a workbook and back, and what it does to the assessment (D8, D9)."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from yuetan_desktop.domain.finding import Outcome
from yuetan_desktop.errors import AppError
from yuetan_desktop.services import assessing, places, yeartasks
from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.services.yeartasks import YearTask, YearTaskKind


@pytest.fixture
def nitrogen(ws: Workspace) -> YearTask:
    """94 % of last year's task."""
    place = places.find_place(ws, "雁江区").id
    return YearTask(
        0, place, 2025, YearTaskKind.REDUCTION, "氮氧化物", Decimal(120), Decimal("112.8"), "吨",
        "省厅核定通报〔2026〕2号",
    )  # fmt: skip


def outcome(ws: Workspace) -> tuple[Outcome, int]:
    place = places.find_place(ws, "雁江区")
    (whole,) = assessing.assess_places(ws, ws.today(), [place])
    (found,) = [one for one in whole.findings if one.rule.id == "7.5"]
    return found.outcome, found.rule.level.number


def test_94_percent_of_last_years_task_is_level_4_until_it_is_taken_back(
    ws: Workspace, nitrogen: YearTask
) -> None:
    recorded = yeartasks.record_year_tasks(ws, [nitrogen])
    assert outcome(ws) == (Outcome.TRIGGERED, 4)
    yeartasks.take_back_year_tasks(ws, recorded, "撤销")
    assert outcome(ws)[0] is Outcome.NO_DATA


def test_a_newer_line_takes_the_place_of_the_older_which_holds_again_after_undo(
    ws: Workspace, nitrogen: YearTask
) -> None:
    yeartasks.record_year_tasks(ws, [nitrogen])
    newer = yeartasks.record_year_tasks(ws, [replace(nitrogen, done=Decimal(121))])
    assert newer.says == "登记 1 项，其中更新 1 项"
    assert outcome(ws)[0] is Outcome.NOT_TRIGGERED
    yeartasks.take_back_year_tasks(ws, newer, "撤销")
    (left,) = yeartasks.year_tasks(ws)
    assert left.done == Decimal("112.8")


def test_the_ledger_comes_back_from_its_workbook_as_it_was(
    ws: Workspace, nitrogen: YearTask, tmp_path: Path
) -> None:
    funds = replace(
        nitrogen, kind=YearTaskKind.FUND, year=2026, item="大气专项", planned=Decimal(500),
        done=Decimal("210.55"), unit="万元", document="",
    )  # fmt: skip
    yeartasks.record_year_tasks(ws, [nitrogen, funds])
    out = yeartasks.export_year_tasks(ws, tmp_path / "台账.xlsx")
    back = yeartasks.import_year_tasks(ws, out)
    assert (len(back.ids), len(back.replaced)) == (2, 2)
    kept = {task.key: task for task in yeartasks.year_tasks(ws)}
    for task in (nitrogen, funds):
        same = kept[task.key]
        assert (same.planned, same.done, same.unit) == (task.planned, task.done, task.unit)
        assert same.origin.startswith("台账.xlsx › 年度任务台账!A")


@pytest.mark.parametrize(
    ("column", "value", "says"),
    [
        (1, "没有的县", "单位“没有的县”没有登记"),
        (3, "扶贫", "台账“扶贫”不是总量减排、资金执行、项目储备库之一"),
        (6, "一百多", "读不懂的行：年度任务台账!A"),
        (2, "26", "读不懂的行"),
        (7, -3, "读不懂的行"),
    ],
)
def test_a_line_that_cannot_be_is_told_with_its_cell_and_nothing_comes_in(
    ws: Workspace, nitrogen: YearTask, tmp_path: Path, column: int, value: object, says: str
) -> None:
    yeartasks.record_year_tasks(ws, [nitrogen])
    out = yeartasks.export_year_tasks(ws, tmp_path / "台账.xlsx")
    book = load_workbook(out)
    sheet = book.active
    assert sheet is not None
    sheet.cell(sheet.max_row, column).value = value
    book.save(out)
    with pytest.raises(AppError, match=says):
        yeartasks.import_year_tasks(ws, out)
    assert yeartasks.year_tasks(ws)[0].origin == ""


def test_the_blank_form_is_no_ledger(ws: Workspace, tmp_path: Path) -> None:
    with pytest.raises(AppError, match="没有找到年度任务台账"):
        yeartasks.import_year_tasks(ws, yeartasks.export_year_tasks(ws, tmp_path / "空表.xlsx"))


def test_a_task_of_nothing_and_a_line_twice_are_refused(ws: Workspace, nitrogen: YearTask) -> None:
    with pytest.raises(AppError, match="缺任务数"):
        yeartasks.record_year_tasks(ws, [replace(nitrogen, planned=Decimal(0))])
    with pytest.raises(AppError, match="有 1 行"):
        yeartasks.record_year_tasks(ws, [nitrogen, nitrogen])
    assert yeartasks.year_tasks(ws) == []


def test_only_a_line_in_force_can_be_voided_and_not_without_a_reason(
    ws: Workspace, nitrogen: YearTask
) -> None:
    (number,) = yeartasks.record_year_tasks(ws, [nitrogen]).ids
    with pytest.raises(AppError, match="作废原因"):
        yeartasks.void_year_task(ws, number, " ")
    yeartasks.void_year_task(ws, number, "登记有误")
    assert yeartasks.year_tasks(ws) == []
    with pytest.raises(AppError, match=f"没有序号为{number}的年度任务"):
        yeartasks.void_year_task(ws, number, "再作废")
