"""撤销 through the window: Ctrl+Z takes back the newest act of this session, from every page."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from PySide6.QtCore import Qt

from tests.hands import active_window, key_click, type_words
from tests.ui.ledger.tasks import fill, task
from yuetan_desktop.domain.casework import StepKind
from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.reading import Choice
from yuetan_desktop.domain.rectification import Stage
from yuetan_desktop.services import casefiles, observations, office, places, rectification, upkeep
from yuetan_desktop.services.casefiles import CaseFilter
from yuetan_desktop.services.importing import importundo
from yuetan_desktop.services.ledger import ledgerbooks
from yuetan_desktop.ui import messages
from yuetan_desktop.ui.main_window import MainWindow
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.backup import BackupPage
from yuetan_desktop.ui.pages.browse.batches import agreed_to_withdraw
from yuetan_desktop.ui.pages.cases.stepping import StepDialog
from yuetan_desktop.ui.pages.rectification import acts, books, terms
from yuetan_desktop.ui.undo import WHY
from yuetan_desktop.ui.widgets.toast import Notice, Toast

MEASURE = "老城区雨污管网混接改造"


@pytest.fixture
def first_page() -> str:
    return "rectification"


@pytest.fixture
def notices(desk: Desk) -> list[Notice]:
    told: list[Notice] = []
    desk.noticed.connect(told.append)
    return told


def press(window: MainWindow, qtbot: Any) -> None:
    """Ctrl+Z where no field is being typed in."""
    active_window(window)
    assert window.current_page is not None
    window.current_page.header.search.clearFocus()
    key_click(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


def tip(window: MainWindow) -> str:
    return window.status.undo.toolTip()


def done_of(desk: Desk, task_id: int) -> Decimal | None:
    return rectification.load_task(desk.ws, task_id).state.done


# -- the ledger ---------------------------------------------------------------------------------
def test_progress_is_taken_back_from_another_page_and_stays_on_record(
    window: MainWindow, desk: Desk, qtbot: Any, notices: list[Notice]
) -> None:
    before = task(desk, MEASURE)
    fill(acts.progress(desk, before, window), done="36")
    assert done_of(desk, before.id) == Decimal(36)
    assert tip(window) == f"撤销：登记进展 {before.code}（Ctrl+Z）"
    assert notices[-1].action is not None
    assert notices[-1].action[0] == "撤销"
    window.go("cases")
    press(window, qtbot)
    after = rectification.load_task(desk.ws, before.id)
    assert after.state.done == before.state.done
    assert after.entries[-1].voided_why == WHY
    assert notices[-1].title == "已撤销"
    assert not window.status.undo.isVisible()


def test_undo_in_the_notice_and_the_status_line_do_the_same(
    window: MainWindow, desk: Desk, notices: list[Notice]
) -> None:
    before = task(desk, MEASURE)
    for use in ("notice", "line"):
        fill(acts.progress(desk, before, window), done="36")
        if use == "line":
            window.status.undo.click()
        else:
            toast = window.toasts._toast
            assert isinstance(toast, Toast)
            toast._act()
        assert done_of(desk, before.id) == before.state.done
        assert desk.undo.last is None


def test_acts_are_taken_back_one_after_another(window: MainWindow, desk: Desk, qtbot: Any) -> None:
    before = task(desk, MEASURE)
    fill(acts.progress(desk, before, window), done="36")
    fill(acts.progress(desk, before, window), done="37")
    press(window, qtbot)
    assert done_of(desk, before.id) == Decimal(36)
    press(window, qtbot)
    assert done_of(desk, before.id) == before.state.done


def test_a_changed_task_asks_again_for_what_it_asked_before(
    window: MainWindow, desk: Desk, qtbot: Any
) -> None:
    before = task(desk, MEASURE)
    fill(terms.amend(desk, before, window), title="改了简称", why="笔误")
    assert rectification.load_task(desk.ws, before.id).terms.title == "改了简称"
    assert tip(window).startswith(f"撤销：修改任务 {before.code}")
    press(window, qtbot)
    assert rectification.load_task(desk.ws, before.id).terms == before.terms


def test_a_new_task_is_withdrawn_and_keeps_its_code(
    window: MainWindow, desk: Desk, qtbot: Any
) -> None:
    fill(terms.new_task(desk, window), measure="补建围挡")
    assert desk.undo.last is not None
    code = desk.undo.last.name.removeprefix("新增措施 ")
    press(window, qtbot)
    assert rectification.find_task(desk.ws, code).state.stage is Stage.WITHDRAWN


def test_progress_of_several_tasks_is_one_step(window: MainWindow, desk: Desk, qtbot: Any) -> None:
    files = [
        file
        for file in rectification.ledger(desk.ws)
        if file.state.stage is Stage.WORKING and file.terms.quantity is not None
    ][:2]
    form = acts.record_marked(desk, files, window)
    fill(form, **{str(file.id): str(file.terms.quantity) for file in files})
    assert tip(window) == "撤销：批量登记进展 2 项（Ctrl+Z）"
    press(window, qtbot)
    assert [done_of(desk, file.id) for file in files] == [file.state.done for file in files]


def test_after_a_restore_nothing_done_before_is_offered_for_undoing(
    window: MainWindow, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = upkeep.back_up(desk.ws)
    fill(acts.progress(desk, task(desk, MEASURE), window), done="36")
    assert desk.undo.words
    monkeypatch.setattr(messages, "ask", lambda *_, **__: True)
    window.go("backup")
    page = window.current_page
    assert isinstance(page, BackupPage)
    page.restore(made)
    assert not desk.undo.words


def test_a_closed_task_says_that_it_cannot_be_undone_and_what_helps(
    window: MainWindow, desk: Desk, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[Exception] = []
    monkeypatch.setattr(messages, "show_error", lambda error, *_: said.append(error))
    earlier = task(desk, MEASURE)
    fill(acts.progress(desk, earlier, window), done="36")
    ready = task(desk, "裸土覆盖")
    monkeypatch.setattr(messages, "ask", lambda *_a, **_k: True)
    fill(acts.close(desk, ready, window), approver="市环委办主任", reason="核查属实")
    press(window, qtbot)
    assert "不能撤销" in str(said[0])
    assert rectification.load_task(desk.ws, ready.id).state.stage is Stage.CLOSED
    assert done_of(desk, earlier.id) == Decimal(36)
    press(window, qtbot)
    assert done_of(desk, earlier.id) == earlier.state.done


def test_an_imported_ledger_is_taken_back_as_one(
    window: MainWindow, desk: Desk, qtbot: Any, tmp_path: Path
) -> None:
    before = task(desk, MEASURE)
    count = len([f for f in rectification.ledger(desk.ws) if f.state.is_open])
    file = tmp_path / "台账回报.xlsx"
    ledgerbooks.export_ledger(desk.ws, file, [before])
    rewrite(file, before.code)
    found = ledgerbooks.preview(desk.ws, file)
    assert (len(found.progress), len(found.new)) == (1, 1)
    books.ImportDialog(desk, found, window).take.click()
    assert done_of(desk, before.id) == Decimal(38)
    assert tip(window) == "撤销：导入进展“台账回报.xlsx”（Ctrl+Z）"
    press(window, qtbot)
    assert done_of(desk, before.id) == before.state.done
    assert len([f for f in rectification.ledger(desk.ws) if f.state.is_open]) == count


def rewrite(file: Path, code: str) -> None:
    """38 done where the ledger said less, and the same line once more as a new task."""
    book = load_workbook(file)
    sheet = book.worksheets[0]
    head = next(r for r in sheet.iter_rows() if any(c.value == "编号" for c in r))
    column = {cell.value: cell.column for cell in head}
    line = next(
        r[0].row for r in sheet.iter_rows(min_row=head[0].row) if code in [c.value for c in r]
    )
    for number in column.values():
        sheet.cell(line + 1, number).value = sheet.cell(line, number).value
    sheet.cell(line, column["累计完成"]).value = 38
    sheet.cell(line + 1, column["编号"]).value = None
    for title in ("简称", "整改措施"):
        sheet.cell(line + 1, column[title]).value = "沿河补种护岸林"
    book.save(file)


# -- cases, imports, readings -------------------------------------------------------------------
def test_a_step_is_taken_back_and_the_case_stands_where_it_stood(
    window: MainWindow, desk: Desk, qtbot: Any
) -> None:
    file = next(f for f in casefiles.list_cases(desk.ws) if f.state.label == "待批准")
    dialog = StepDialog(desk, file, StepKind.APPROVAL, parent=window)
    dialog.show()
    type_words("市环委办主任", dialog.fields["approver"].editor)
    dialog.save.click()
    assert casefiles.load_case(desk.ws, file.id).state.label == "待印发"
    window.go("case", file.id)
    page: Any = window.current_page
    assert page.undo.toolTip() == tip(window)
    assert file.number in tip(window)
    press(window, qtbot)
    after = casefiles.load_case(desk.ws, file.id)
    assert after.state.label == "待批准"
    assert after.steps[-1].voided_why == WHY


def test_a_step_that_others_stand_on_is_refused_with_its_reason(
    window: MainWindow, desk: Desk, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[Exception] = []
    monkeypatch.setattr(messages, "show_error", lambda error, *_: said.append(error))
    desk.undo.done("登记批准", lambda ws, _: casefiles.void_step(ws, 1, 10**6, WHY))
    press(window, qtbot)
    assert "没有找到这条登记" in str(said[0])
    assert desk.undo.last is None


def test_an_import_is_one_step(
    window: MainWindow, desk: Desk, qtbot: Any, tmp_path: Path, notices: list[Notice]
) -> None:
    file = tmp_path / "空气月报2611.xlsx"
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["云岭市2026年11月空气质量月报"])
    sheet.append(["月份", "县（区）、园区", "PM2.5均值(μg/m³)"])
    sheet.append(["2026-11", "云麓区", 38.3])
    sheet.append(["2026-11", "岚溪县", 33.8])
    book.save(file)
    window.go("data", "wizard")
    page: Any = window.current_page
    wizard = page.view("wizard")
    wizard.take_files([file])
    wizard.foot.next.click()
    unit = places.find_place(desk.ws, "云麓区").id

    def stored() -> list[Any]:
        return list(
            observations.find_values(
                desk.ws, places=[unit], indicator="pm25", period=Period.month(2026, 11)
            )
        )

    assert [str(value.value) for value in stored()] == ["38.3"]
    assert tip(window) == "撤销：导入“空气月报2611.xlsx”（Ctrl+Z）"
    window.go("dashboard")
    press(window, qtbot)
    assert observations.list_batches(desk.ws)[0].withdrawn_why == WHY
    assert stored() == []
    assert notices[-1].title == "已撤销导入"  # no case rests on it: nothing was asked


def test_an_import_that_open_cases_rest_on_is_taken_back_only_when_agreed(
    window: MainWindow, desk: Desk, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As 撤销导入 on the page of imports says it, whose act both are."""
    case = casefiles.list_cases(desk.ws, CaseFilter.OPEN)[0]
    batch = next(s.batch for fact in case.basis.items[0].facts for s in fact.sources)
    asked: list[str] = []
    answers = iter((False, True))

    def answer(*_: Any, effect: str, **__: Any) -> bool:
        asked.append(effect)
        return next(answers)

    monkeypatch.setattr(messages, "ask", answer)
    desk.undo.done(
        "导入",
        lambda ws, _: importundo.withdraw(ws, batch, WHY),
        agreed=lambda: agreed_to_withdraw(desk, [batch], window),
    )
    for withdrawn in (False, True):
        press(window, qtbot)
        (row,) = (one for one in observations.list_batches(desk.ws) if one.id == batch)
        assert bool(row.withdrawn_at) is withdrawn
    assert len(asked) == 2
    assert case.number in asked[0]


def test_a_chosen_reading_gives_way_to_what_was_in_force(
    window: MainWindow, desk: Desk, qtbot: Any
) -> None:
    window.go("rules")
    page: Any = window.current_page
    before = office.choices_in_force(desk.ws)
    reading = office.readings_in_force(desk.ws).readings["R2"]
    for option in reading.options[:2]:
        choice = Choice("R2", option.key, "市环委办", desk.ws.today(), "会议纪要（示例）")
        page.choose(reading, choice)
    assert office.choices_in_force(desk.ws)["R2"].option == reading.options[1].key
    press(window, qtbot)
    assert office.choices_in_force(desk.ws)["R2"].option == reading.options[0].key
    press(window, qtbot)
    assert office.choices_in_force(desk.ws) == before


# -- nothing ------------------------------------------------------------------------------------
def test_nothing_to_take_back_is_said(
    window: MainWindow, desk: Desk, qtbot: Any, notices: list[Notice]
) -> None:
    press(window, qtbot)
    assert notices[-1].title == "没有可以撤销的操作"
    assert not window.status.undo.isVisible()


def test_in_a_field_ctrl_z_takes_back_what_was_typed(
    window: MainWindow, desk: Desk, qtbot: Any
) -> None:
    before = task(desk, MEASURE)
    fill(acts.progress(desk, before, window), done="36")
    page: Any = window.current_page
    active_window(window)
    field = page.filters.words
    field.setFocus()
    qtbot.keyClicks(field, "abc")
    key_click(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert field.text() == ""
    assert done_of(desk, before.id) == Decimal(36)
