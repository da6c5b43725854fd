"""风险总览 over the sample story: who, which level, why, how far, by when."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel

from tests.hands import in_dialog, key_click
from tests.ui.spots import settle
from yuetan_desktop.domain.judging.matrix import CellState
from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.reports.duecalendar import Subject
from yuetan_desktop.services import assessing, casefiles, rectification, targets
from yuetan_desktop.services.casefiles import CaseFilter
from yuetan_desktop.services.reports import duecalendar
from yuetan_desktop.ui.main_window import MainWindow
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.cases.opening import OpenCaseDialog
from yuetan_desktop.ui.pages.dashboard.exemption import ExemptionDialog, LiftDialog
from yuetan_desktop.ui.pages.dashboard.legend import LineLegend
from yuetan_desktop.ui.pages.dashboard.page import DashboardPage
from yuetan_desktop.ui.pages.dashboard.trigger import TriggerBlock
from yuetan_desktop.ui.pages.rules.page import RulesPage
from yuetan_desktop.ui.tasks import AFTER_PAINT_MS
from yuetan_desktop.ui.theme import TextSize, pretty, theme
from yuetan_desktop.ui.widgets.buttons import Button
from yuetan_desktop.ui.widgets.progress import ProgressBar
from yuetan_desktop.ui.widgets.source_link import SourceLink

pytestmark = pytest.mark.looking

OCTOBER = Period.month(2026, 10)
PlaceId = Callable[[str], int]


@pytest.fixture
def page(window: MainWindow) -> DashboardPage:
    found = window.current_page
    assert isinstance(found, DashboardPage)
    found.close_side()
    if found.month != OCTOBER:
        found.show_month(OCTOBER)
    return found


def units(page: DashboardPage) -> list[str]:
    return [row.name for row in page.matrix.view.matrix.rows]


def words(widget: Any) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


# -- the matrix and its tiles -------------------------------------------------------------------
@pytest.mark.acting
def test_it_opens_on_the_newest_month_with_every_unit(page: DashboardPage, desk: Desk) -> None:
    assert page.month == OCTOBER
    assert units(page)[0] == "云麓区"
    assert {"高新区", "临空经济区", "市水务局", "市公安局"} <= set(units(page))


def test_where_it_takes_long_it_is_assessed_unit_after_unit_and_the_window_answers(
    page: DashboardPage, desk: Desk, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As in an office of thirty counties; another page's turn stops it, its own goes on."""
    before = units(page)
    monkeypatch.setattr(assessing, "_AT_ONCE", 0)
    desk.ws.kept.clear()
    page.reassess.click()
    assert page.assessing.isVisible()
    assert "已研判" in page.assessing.accessibleName()
    desk.go("help")
    qtbot.waitUntil(lambda: page._stale)
    assert not assessing.stands(desk.ws, OCTOBER)
    desk.go("dashboard")
    qtbot.waitUntil(lambda: not page.assessing.isVisible())
    assert assessing.stands(desk.ws, OCTOBER)
    assert units(page) == before


def test_tiles_count_what_the_assessment_counts(page: DashboardPage, desk: Desk) -> None:
    board = assessing.dashboard(desk.ws, OCTOBER)
    assert f"触发中 {board.count(CellState.TRIGGERED)} 项" == page.tiles.triggered.accessibleName()
    assert f"临界 {board.count(CellState.APPROACHING)} 项" == page.tiles.near.accessibleName()
    assert f"涉及 {board.triggered_places} 个单位" in page.tiles.triggered.accessibleDescription()
    open_cases = casefiles.list_cases(desk.ws, CaseFilter.OPEN)
    assert page.tiles.cases.accessibleName() == f"在办案件 {len(open_cases)} 件"


def test_once_the_page_is_painted_the_first_tile_tells_the_change_since_the_month_before(
    page: DashboardPage, desk: Desk, qtbot: Any
) -> None:
    board = assessing.dashboard(desk.ws, OCTOBER)
    change = board.count(CellState.TRIGGERED) - board.triggered_before
    assert change != 0
    told = f"涉及 {board.triggered_places} 个单位，较9月 {change:+d}"
    qtbot.waitUntil(lambda: page.tiles.triggered.accessibleDescription() == told)


def test_a_month_stepped_over_before_its_comparison_leaves_the_tile_alone(
    page: DashboardPage, desk: Desk, qtbot: Any
) -> None:
    """The comparison of the month that was left must not be told of the month now shown."""
    page.show_month(Period.month(2026, 9))
    page.show_month(OCTOBER)
    qtbot.wait(3 * AFTER_PAINT_MS)
    assert "较9月" in page.tiles.triggered.accessibleDescription()


def test_the_first_tile_leaves_only_units_with_something_triggered(
    page: DashboardPage, qtbot: Any
) -> None:
    everyone = units(page)
    qtbot.mouseClick(page.tiles.triggered, Qt.MouseButton.LeftButton)
    some = units(page)
    qtbot.mouseClick(page.tiles.triggered, Qt.MouseButton.LeftButton)

    assert "云麓区" in some
    assert "市公安局" not in some
    assert units(page) == everyone


@pytest.mark.acting
def test_only_one_filter_holds_at_a_time(page: DashboardPage, qtbot: Any) -> None:
    qtbot.mouseClick(page.tiles.triggered, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(page.tiles.near, Qt.MouseButton.LeftButton)
    assert not page.tiles.triggered.isChecked()
    assert all(
        any(cell.state == "临界" for cell in row.cells) for row in page.matrix.view.matrix.rows
    )


def test_missing_data_is_never_shown_as_normal(page: DashboardPage, desk: Desk) -> None:
    """临空经济区 lacks October's figures in the sample."""
    board = assessing.dashboard(desk.ws, OCTOBER)
    missing = {
        (row.place.name, cell.level)
        for row in board.rows
        for cell in row.cells
        if cell.state is CellState.NO_DATA
    }
    shown = {
        (row.name, cell.level): cell.state
        for row in page.matrix.view.matrix.rows
        for cell in row.cells
    }
    assert ("临空经济区", 1) in missing
    assert {shown[key] for key in missing} == {"缺数据"}


# -- months -------------------------------------------------------------------------------------
def test_alt_and_the_arrows_step_through_the_months(page: DashboardPage, qtbot: Any) -> None:
    key_click(page, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert page.month == Period.month(2026, 9)
    key_click(page, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    key_click(page, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert page.month == Period.month(2026, 11)


def test_a_month_without_data_is_blind_not_clean(page: DashboardPage) -> None:
    page.show_month(Period.month(2027, 3))
    first_level = {row.cells[0].state for row in page.matrix.view.matrix.rows[:5]}
    assert first_level <= {"缺数据", "待认定"}


# -- the side panel -----------------------------------------------------------------------------
def test_space_on_a_cell_opens_why_with_article_numbers_and_source(
    page: DashboardPage, qtbot: Any, place_id: PlaceId
) -> None:
    page.matrix.view.select(place_id("云麓区"), 5)
    key_click(page.matrix.view, Qt.Key.Key_Space)

    assert page.side.isVisible()
    blocks = page.side.findChildren(TriggerBlock)
    fifth = next(block for block in blocks if "第八条" in words(block))
    assert "超" in words(fifth) or "低" in words(fifth)
    link = fifth.findChild(SourceLink)
    assert ".xlsx › " in link.text()
    assert "!" in link.text()


@pytest.mark.parametrize(
    ("unit", "level", "rule"),
    [
        ("云麓区", 5, "8.1.1"),
        ("云麓区", 6, "9.1.2"),
        ("临空经济区", 4, "7.1.2"),
        ("高新区", 6, "9.1.1"),
    ],
    ids=["触发", "临界", "缺数据", "不适用"],
)
def test_enter_on_a_cell_opens_the_clause_it_goes_by(
    page: DashboardPage, qtbot: Any, place_id: PlaceId, unit: str, level: int, rule: str
) -> None:
    page.matrix.view.select(place_id(unit), level)
    key_click(page.matrix.view, Qt.Key.Key_Return)
    window = page.window()
    assert isinstance(window, MainWindow)
    rules = window.current_page
    assert isinstance(rules, RulesPage)
    assert rules.rule_id == rule
    window.go("dashboard")
    assert page.matrix.current() == (place_id(unit), level)
    assert not page.side.isVisible()


def test_the_open_panel_follows_the_keyboard(
    page: DashboardPage, qtbot: Any, place_id: PlaceId
) -> None:
    page.open_unit(place_id("云麓区"), 1)
    page.matrix.view.setFocus()
    key_click(page.matrix.view, Qt.Key.Key_Down)
    assert page.side.place_id == place_id("岚溪县")


def test_f4_opens_and_closes_the_panel(page: DashboardPage, qtbot: Any, place_id: PlaceId) -> None:
    page.matrix.view.select(place_id("青禾县"), 1)
    key_click(page, Qt.Key.Key_F4)
    assert page.side.place_id == place_id("青禾县")
    key_click(page, Qt.Key.Key_F4)
    assert not page.side.isVisible()


def test_nothing_triggered_means_nothing_to_propose(page: DashboardPage, place_id: PlaceId) -> None:
    page.open_unit(place_id("市公安局"), 1)
    assert not page.side.propose.isEnabled()
    assert "没有已触发的条款" in page.side.propose.toolTip()
    page.open_unit(place_id("云麓区"), 1)
    assert page.side.propose.isEnabled()


def test_a_unit_without_data_is_told_what_is_missing(
    page: DashboardPage, place_id: PlaceId
) -> None:
    page.open_unit(place_id("临空经济区"), 1)
    assert "缺数据不等于正常" in words(page.side)


def test_the_main_act_opens_a_case_for_the_unit_that_is_shown(
    page: DashboardPage, place_id: PlaceId, monkeypatch: pytest.MonkeyPatch, qtbot: Any
) -> None:
    proposed: list[OpenCaseDialog] = []
    monkeypatch.setattr(OpenCaseDialog, "exec", lambda self: proposed.append(self))
    page.open_unit(place_id("云麓区"), 1)
    key_click(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert proposed[0].unit.currentText() == "云麓区"
    assert proposed[0].month == OCTOBER


def test_the_main_act_is_called_as_the_highest_level_triggered_asks(
    page: DashboardPage, place_id: PlaceId
) -> None:
    page.open_unit(place_id("云麓区"), 1)
    panel, called = page.side.panel, {}
    assert panel is not None
    for one in panel.triggers:
        page.side._show_foot(replace(panel, triggers=(one,)), [])
        called[one.found.rule.level.number] = page.side.propose.text()
    assert called == {5: "发起约谈建议", 2: "发起通报", 1: "发起预警提示"}


@pytest.mark.acting
def test_what_force_majeure_excuses_is_taken_out_and_back_from_the_panel(
    page: DashboardPage, place_id: PlaceId
) -> None:
    """第十条: the finding stays to be read, and counts again when the exemption is lifted."""

    def fill(dialog: ExemptionDialog) -> None:
        dialog.cause.editor.setText("外来沙尘")  # type: ignore[attr-defined]
        dialog.evidence.editor.setPlainText("省站认定函")  # type: ignore[attr-defined]
        dialog.approver.editor.setText("市环委办主任")  # type: ignore[attr-defined]
        dialog.save()

    def lift(dialog: LiftDialog) -> None:
        dialog.why.editor.setText("认定函撤回")  # type: ignore[attr-defined]
        dialog.save()

    def links(words: str) -> list[Button]:
        shown = page.side.findChildren(Button)
        return [one for one in shown if one.text() == words and one.isVisible()]

    page.open_unit(place_id("云麓区"), 1)
    offered = len(links("豁免…"))
    in_dialog(fill)
    links("豁免…")[0].click()
    assert len(links("豁免…")) == offered - 1
    assert "第十条：外来沙尘（市环委办主任" in words(page.side)
    in_dialog(lift)
    links("撤销豁免…")[0].click()
    assert len(links("豁免…")) == offered
    assert not links("撤销豁免…")


# -- what changes -------------------------------------------------------------------------------
@pytest.mark.acting
def test_a_new_target_changes_the_matrix_that_is_shown(
    page: DashboardPage, desk: Desk, place_id: PlaceId
) -> None:
    """October's PM2.5 target of 云麓区 is set far below what the month brought."""
    unit = place_id("云麓区")

    def tighten(ws: Any, _progress: Any) -> None:
        targets.add_target(
            ws,
            place=unit,
            indicator="pm25",
            period=OCTOBER,
            value=Decimal("1.0"),
            document="云环委办〔2026〕99号",
            signed_on=date(2026, 11, 1),
        )

    before = page.matrix.view.matrix.rows[0].cells
    desk.tasks.run("改目标", tighten)
    after = page.matrix.view.matrix.rows[0].cells
    assert before != after


def test_a_case_is_opened_from_即将到期(page: DashboardPage, window: MainWindow) -> None:
    entry = next(one for one in page.due.table.records.rows if one.subject is Subject.CASE)
    page.due.table.opened.emit(entry)
    assert window.current_page is window.page("case")


@pytest.mark.parametrize("size", list(TextSize), ids=lambda s: s.label)
def test_即将到期_shows_whole_rows_only(
    page: DashboardPage, window: MainWindow, size: TextSize
) -> None:
    theme().set_text_size(size)
    for width, height in ((1366, 768), (1366, 728), (1280, 680), (1440, 900)):
        window.resize(width, height)
        settle()
        table = page.due.table
        row = table.verticalHeader().defaultSectionSize()
        assert table.viewport().height() % row < row / 4, (width, height)
        assert table.viewport().height() >= row * (2 if size is TextSize.HUGE else 3)
    theme().set_text_size(TextSize.STANDARD)


def test_what_the_ledger_owes_stands_there_too_and_leads_to_its_task(
    page: DashboardPage, window: MainWindow, desk: Desk, qtbot: Any
) -> None:
    due = duecalendar.soon(desk.ws)
    qtbot.waitUntil(lambda: page.due.table.records.rows == due)
    entry = next(one for one in due if one.subject is Subject.TASK)
    page.due.table.opened.emit(entry)
    assert window.current_page is window.page("rectification")


def test_problems_of_governments_and_of_enterprises_are_counted_apart(
    page: DashboardPage, desk: Desk, qtbot: Any
) -> None:
    said = rectification.tag_share(rectification.ledger(desk.ws)).says
    assert said.startswith("督政")
    qtbot.waitUntil(lambda: said in page.due.subtitle.text())


def test_export_writes_the_month_that_is_shown(
    page: DashboardPage, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "汇总.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(target), ""))
    key_click(page, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)

    from openpyxl import load_workbook

    sheet = load_workbook(target).worksheets[0]
    text = "\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value)
    assert "云麓区" in text
    assert "2026年" in text


@pytest.mark.acting
def test_one_unit_in_view_is_shown_by_matter(window: MainWindow, place_id: Any) -> None:
    page: Any = window.current_page
    unit = place_id("青禾县")
    page.open_unit(unit, 2)
    page.matrix.by_matter.click()
    names = [row.name for row in page.matrix.view.matrix.rows]
    assert names[:2] == ["空气排名", pretty("PM2.5")]
    assert "青禾桥" in names
    assert "青禾县" in page.matrix.subtitle.text()
    page.matrix.view.select("青禾桥", 5)
    assert page.side.place_id == unit
    clauses = {r.key: r.cells[4].rule for r in page.matrix.view.matrix.rows}
    assert clauses["青禾桥"] == "8.1.3"
    assert clauses["PM2.5"] == "8.1.1"
    page.matrix.by_matter.click()
    assert page.matrix.view.current()[0] == unit
    assert page.matrix.segments.isVisibleTo(page)


def test_the_panel_shown_twice_in_a_row_still_has_room_for_every_line(
    window: MainWindow, place_id: Any, qtbot: Any
) -> None:
    page: Any = window.current_page
    unit = place_id("青禾县")
    page.open_unit(unit, 2)
    settle()
    page.open_unit(unit, 2)
    page.open_unit(unit, 3)
    settle()
    blocks = page.side.findChildren(TriggerBlock)
    shown = [block for block in blocks if block.isVisible()]
    assert len(shown) == 8
    assert all(block.height() >= block.heightForWidth(block.width()) for block in shown)


def test_the_probability_stands_in_words_and_as_a_bar(
    page: DashboardPage, place_id: PlaceId
) -> None:
    page.open_unit(place_id("云麓区"), 6)
    (bar,) = page.side.findChildren(ProgressBar)
    assert bar.accessibleName() == "年度内触发概率 86%"
    drawn = bar.grab().toImage()
    across = [drawn.pixelColor(x, drawn.height() // 2).name() for x in range(drawn.width())]
    filled = across.count(across[len(across) // 2])
    assert filled / len(across) == pytest.approx(0.86, abs=0.05)  # its ends are round
    assert across[-4] != across[len(across) // 2]
    assert "区间 75%～100%；回测 2 年中 2 年相符" in words(page.side)
    assert "必将" not in words(page.side)
    (legend,) = page.side.findChildren(LineLegend)
    assert "常年区间" in legend.accessibleName()
