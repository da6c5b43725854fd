"""The import wizard on a real sample database: settle doubts, store, take back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QDialog, QLineEdit

from tests.hands import key_click
from tests.ui.seen import words
from yuetan_desktop.domain.period import Period
from yuetan_desktop.excel.results import Severity
from yuetan_desktop.services import observations, places, sourcefiles
from yuetan_desktop.ui.main_window import MainWindow
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.browse.batches import withdraw_dialog
from yuetan_desktop.ui.pages.browse.history import history_dialog
from yuetan_desktop.ui.pages.dashboard.page import DashboardPage
from yuetan_desktop.ui.pages.data import DataPage
from yuetan_desktop.ui.pages.import_wizard import reading
from yuetan_desktop.ui.pages.import_wizard import wizard as wizard_module
from yuetan_desktop.ui.pages.import_wizard.wizard import ImportWizard
from yuetan_desktop.ui.source_preview import SourceDialog
from yuetan_desktop.ui.widgets.buttons import Button

NOVEMBER = Period.month(2026, 11)
HEADS = [
    "月份", "县（区）、园区", "PM2.5均值(μg/m³)", "优良天数(天)", "有效天数(天)", "优良天数率(%)",
]  # fmt: skip
GOOD = [
    ["2026-11", "云麓区", 38.3, 24, 30, 80.0],
    ["2026-11", "岚溪县", 33.8, 27, 30, 90.0],
]
BAD = [*GOOD, ["2026-11", "青禾县", "一四.二", 27, 30, 90.0]]


@pytest.fixture
def make(tmp_path: Path) -> Callable[..., Path]:
    """A monthly air table with the given rows below title and heads."""

    def write(rows: list[list[Any]], name: str = "空气月报2611.xlsx") -> Path:
        book = Workbook()
        sheet = book.active
        sheet.title = "Sheet1"
        sheet.append(["云岭市2026年11月空气质量月报"])
        for row in (HEADS, *rows):
            sheet.append(row)
        book.save(tmp_path / name)
        return tmp_path / name

    return write


def stored(desk: Desk, unit: str, indicator: str = "pm25") -> list[float]:
    place = places.find_place(desk.ws, unit)
    found = observations.find_values(
        desk.ws, places=[place.id], indicator=indicator, period=NOVEMBER
    )
    return [float(value.value) for value in found if value.value is not None]


def test_a_clean_file_is_stored_with_one_key(
    qtbot: Any, desk: Desk, wizard: ImportWizard, make: Callable[..., Path]
) -> None:
    wizard.take_files([make(GOOD)])
    assert wizard.session is not None
    assert wizard.session.obstacle() == ""
    assert wizard.foot.next.isEnabled()
    key_click(wizard, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert stored(desk, "云麓区") == [38.3]
    assert wizard.session is None
    assert wizard.stack.currentWidget() is wizard.start
    # The month's result is one link away, whichever month the dashboard was left at.
    shown: list[tuple[str, Any]] = []
    desk.navigated.connect(lambda key, what: shown.append((key, what)))
    (link,) = wizard.banner.findChildren(Button)
    assert (wizard.banner.isVisible(), link.text()) == (True, "查看2026年11月风险总览")
    link.click()
    assert shown == [("dashboard", NOVEMBER)]


def test_the_dashboard_goes_on_to_a_newer_month_unless_another_was_asked_for(
    qtbot: Any, desk: Desk, wizard: ImportWizard, make: Callable[..., Path]
) -> None:
    board = DashboardPage(desk)
    qtbot.addWidget(board)
    board.refresh()
    october = board.month
    assert october == NOVEMBER.previous()
    wizard.take_files([make(GOOD)])
    wizard.store()
    board.refresh()
    assert board.month == NOVEMBER
    board.show_item(october)
    board.refresh()
    assert board.month == october


def test_an_error_blocks_storing_and_says_why(
    wizard: ImportWizard, make: Callable[..., Path]
) -> None:
    wizard.take_files([make(BAD)])
    assert not wizard.foot.next.isEnabled()
    assert wizard.foot.reason.text() == "还有 1 处错误，处理后方可入库"
    assert wizard.review.errors.text == "错误 1"
    issue = wizard.review.issues.issues.issues[0]
    assert (issue.severity, issue.cell, issue.act) == (Severity.ERROR, "C5", "识别为 14.2")


def test_choosing_a_problem_chooses_its_cell_and_back(
    qtbot: Any, wizard: ImportWizard, make: Callable[..., Path]
) -> None:
    wizard.take_files([make(BAD)])
    key_click(wizard, Qt.Key.Key_F8)
    grid = wizard.review.grid
    assert grid.sheet.position(grid.currentIndex()) == (4, 2)
    assert wizard.review.bar.address.text() == "C5"
    assert wizard.review.bar.original.text() == "一四.二"
    wizard.review.issues.setCurrentIndex(wizard.review.issues.rootIndex())
    grid.setCurrentIndex(grid.sheet.index(0, 0))
    grid.setCurrentIndex(grid.sheet.index_of((4, 2)))
    assert wizard.review.issues.current is not None
    assert wizard.review.issues.current.cell == "C5"


def test_a_correction_needs_its_basis_and_keeps_the_original(
    qtbot: Any, desk: Desk, wizard: ImportWizard, make: Callable[..., Path]
) -> None:
    wizard.take_files([make(BAD)])
    bar = wizard.review.bar
    key_click(wizard, Qt.Key.Key_F8)
    key_click(wizard.review.issues, Qt.Key.Key_Return)  # 识别为 14.2
    assert bar.value.text() == "14.2"
    bar.apply()
    assert wizard.session is not None
    assert not wizard.session.corrections  # 缺更正依据
    bar.basis.setEditText("市站更正函")
    bar.apply()
    assert wizard.session.obstacle() == ""
    assert bar.original.text() == "一四.二"
    wizard.foot.next.click()
    assert stored(desk, "青禾县") == [14.2]
    (kept,) = desk.ws.db.execute("SELECT cell, original, corrected, basis FROM correction")
    assert tuple(kept) == ("C5", "一四.二", "14.2", "市站更正函")

    unit = places.find_place(desk.ws, "青禾县")
    (past,) = observations.value_history(desk.ws, unit.id, "pm25", NOVEMBER)
    assert past.correction is not None
    says = past.correction.says
    assert says.startswith("原值“一四.二”，入库时更正为 14.2，依据：市站更正函（李敏 2026-11-10")
    part = sourcefiles.sheet_part(desk.ws, past.source)
    assert part.rows[4][2] == "一四.二"  # the file itself stays as it came
    assert says in words(SourceDialog(part))
    assert f"Sheet1!C5　{says}" in words(history_dialog(desk, unit, "pm25", NOVEMBER))


def test_the_grid_scrolls_while_a_correction_is_checked(
    qtbot: Any, wizard: ImportWizard, make: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    notes = [["2026-11", f"示例乡镇{n}", 30, 24, 30, 80.0] for n in range(60)]
    wizard.take_files([make([*BAD, *notes])])
    grid, scrolled = wizard.review.grid, []
    really = reading.importpreview.preview

    def slowly(*given: Any, **more: Any) -> Any:
        key_click(grid, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
        scrolled.append(grid.verticalScrollBar().value())
        return really(*given, **more)

    monkeypatch.setattr(reading.importpreview, "preview", slowly)
    key_click(wizard, Qt.Key.Key_F8)
    key_click(wizard.review.issues, Qt.Key.Key_Return)
    wizard.review.bar.basis.setEditText("市站更正函")
    grid.verticalScrollBar().setValue(0)
    wizard.review.bar.apply()
    assert scrolled == [grid.verticalScrollBar().maximum()] != [0]


def test_a_value_that_replaces_another_is_shown_with_the_old_one(
    wizard: ImportWizard, make: Callable[..., Path]
) -> None:
    wizard.take_files([make([["2026-10", "云麓区", 30.9, 26, 31, 83.9], *GOOD])])
    (issue,) = wizard.review.issues.issues.issues
    assert (issue.cell, issue.severity) == ("C3", Severity.WARNING)
    assert issue.message == "与库中已有值 30.3 不同（空气月报2610.xlsx），入库后采用新值"
    assert wizard.foot.next.isEnabled()


def test_rows_with_errors_can_be_left_out(
    desk: Desk, wizard: ImportWizard, make: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(
        wizard_module.messages, "ask", lambda _title, text, **_: asked.append(text) or True
    )
    wizard.take_files([make(BAD)])
    wizard.foot.skip.click()
    assert asked == ["跳过有错误的 1 行，其余入库？"]
    assert stored(desk, "云麓区") == [38.3]
    assert stored(desk, "青禾县") == []


def test_a_new_unit_is_registered_only_when_the_clerk_says_so(
    qtbot: Any, desk: Desk, wizard: ImportWizard, make: Callable[..., Path]
) -> None:
    wizard.take_files([make([*GOOD, ["2026-11", "霁川新区", 30.1, 27, 30, 90.0]])])
    assert "1 个名称未确定" in wizard.foot.reason.text()
    key_click(wizard, Qt.Key.Key_F8)
    key_click(wizard.review.issues, Qt.Key.Key_Return)  # 登记为园区
    assert wizard.foot.next.isEnabled()
    wizard.foot.next.click()
    assert places.find_place(desk.ws, "霁川新区").kind.value == "zone"
    assert stored(desk, "霁川新区") == [30.1]


def test_a_name_can_mean_a_unit_that_is_registered(
    desk: Desk, wizard: ImportWizard, make: Callable[..., Path]
) -> None:
    wizard.take_files([make([["2026-11", "东城管委会", 30.1, 27, 30, 90.0]])])
    wizard.decisions.choose_place(("东城管委会",), places.find_place(desk.ws, "高新区").id)
    wizard.foot.next.click()
    assert stored(desk, "高新区") == [30.1]


def test_rows_of_a_name_can_be_left_out(
    desk: Desk, wizard: ImportWizard, make: Callable[..., Path]
) -> None:
    wizard.take_files([make([*GOOD, ["2026-11", "东城管委会", 30.1, 27, 30, 90.0]])])
    wizard.decisions.choose_place(("东城管委会",), None)
    wizard.foot.next.click()
    assert stored(desk, "云麓区") == [38.3]
    assert "东城管委会" not in {place.name for place in places.list_places(desk.ws)}


def test_the_same_file_again_says_when_it_was_imported(
    wizard: ImportWizard, make: Callable[..., Path]
) -> None:
    file = make(GOOD)
    wizard.take_files([file])
    wizard.foot.next.click()
    wizard.take_files([file])
    assert wizard.banner.isVisibleTo(wizard)
    assert "已经导入过" in wizard.banner.accessibleName()


def test_the_next_file_begins_without_the_cell_of_the_one_before(
    wizard: ImportWizard, make: Callable[..., Path]
) -> None:
    wizard.take_files([make(BAD)])
    wizard.review.bar.show_cell("Sheet1", "C5", "一四.二", "14.2")
    wizard.take_files([make(GOOD)])
    wizard._next_file()
    assert not wizard.review.bar.isEnabled()
    assert wizard.review.bar.value.text() == ""


def test_a_workbook_without_a_table_of_ours_says_why_nothing_is_shown(
    wizard: ImportWizard, tmp_path: Path
) -> None:
    book = Workbook()
    book.active.append(["会议签到"])
    book.active.append(["张三"])
    book.save(tmp_path / "签到表.xlsx")
    wizard.take_files([tmp_path / "签到表.xlsx"])
    assert wizard.banner.isVisibleTo(wizard)
    assert "表头里没有认识的单位和指标。请确认选对了文件" in wizard.banner.accessibleName()
    assert not wizard.foot.next.isEnabled()


def test_a_file_that_is_no_table_is_said_and_left(
    wizard: ImportWizard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(
        wizard_module.messages, "show_error", lambda error, *_a, **_k: said.append(error.message)
    )
    (tmp_path / "通知.pdf").write_bytes(b"%PDF-1.7\n" + b"x" * 200)
    wizard.take_files([tmp_path / "通知.pdf"])
    assert said
    assert wizard.session is None


def test_a_file_dropped_on_any_page_opens_the_wizard(
    window: MainWindow, make: Callable[..., Path]
) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(make(GOOD)))])
    copy, left, no_key = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.go("settings")
    entering = QDragEnterEvent(QPoint(9, 9), copy, data, left, no_key)
    window.dragEnterEvent(entering)
    assert entering.isAccepted()
    window.dropEvent(QDropEvent(QPointF(QPoint(9, 9)), copy, data, left, no_key))
    page: Any = window.current_page
    assert page.views.current == "wizard"
    assert page.view("wizard").session.path.name == "空气月报2611.xlsx"


def test_taking_an_import_back_needs_a_reason_and_removes_its_values(
    desk: Desk, page: DataPage, wizard: ImportWizard, make: Callable[..., Path]
) -> None:
    wizard.take_files([make(GOOD)])
    wizard.foot.next.click()
    batch = observations.list_batches(desk.ws)[0]
    dialog = withdraw_dialog(desk, batch.id, batch.file_name, page)
    assert "据此立案" not in words(dialog)
    act = dialog.primary
    assert act is not None
    act.click()
    assert stored(desk, "云麓区") == [38.3]  # 缺撤销原因
    reason = dialog.findChild(QLineEdit)
    assert reason is not None
    reason.setText("文件发错")
    act.click()
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert stored(desk, "云麓区") == []
    page.show_view("batches")
    assert page.view("batches").table.records.rows[0].withdrawn_why == "文件发错"


def test_who_takes_an_import_back_is_told_which_open_cases_stand_on_it(
    desk: Desk, page: DataPage
) -> None:
    named = {
        batch.file_name: words(withdraw_dialog(desk, batch.id, batch.file_name, page))
        for batch in observations.list_batches(desk.ws)
        if batch.file_name in {"断面水质月报2610.xlsx", "断面累计水质2026年.xlsx"}
    }
    assert "在办案件云约〔2026〕08号、云约〔2026〕07号据此立案" in named["断面水质月报2610.xlsx"]
    assert "在办案件云约〔2026〕07号、云约〔2026〕03号据此立案" in named["断面累计水质2026年.xlsx"]


def test_blank_forms_can_be_saved(
    wizard: ImportWizard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "空气指标（空白表）.xlsx"
    monkeypatch.setattr(wizard_module.messages, "pick_target", lambda *_: target)
    wizard.start.save_form("空气指标")
    assert target.stat().st_size > 3000


def test_the_file_with_its_errors_marked_can_be_saved(
    wizard: ImportWizard,
    make: Callable[..., Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    target = tmp_path / "空气月报2611（校验）.xlsx"
    monkeypatch.setattr(wizard_module.messages, "pick_target", lambda *_: target)
    wizard.take_files([make(BAD)])
    wizard.review.effect.answer.click()
    sheet = load_workbook(target)["Sheet1"]
    assert sheet["G2"].value == "错误信息"
    assert sheet["G5"].value.startswith("C5 错误：")
