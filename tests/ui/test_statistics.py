"""统计考评 in the window: the figures of the services, sources one click away, files written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QLabel

from tests.hands import key_click
from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.reports.statistics import DEFINITIONS
from yuetan_desktop.services.rectification import tag_share
from yuetan_desktop.services.reports import monthreport, statistics
from yuetan_desktop.ui.main_window import MainWindow
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.rectification import reading
from yuetan_desktop.ui.pages.statistics.page import StatisticsPage
from yuetan_desktop.ui.pages.statistics.tables import TABLES

pytestmark = pytest.mark.looking

YEAR, OCTOBER = Period.year_of(2026), Period.month(2026, 10)


@pytest.fixture
def first_page() -> str:
    return "statistics"


@pytest.fixture
def page(window: MainWindow) -> StatisticsPage:
    window.go("statistics")
    found = window.current_page
    assert isinstance(found, StatisticsPage)
    if (found.period, found.briefing.month) != (YEAR, OCTOBER):
        found.show_period(YEAR)
        found.briefing.show_month(OCTOBER)
    return found


def shown(page: StatisticsPage, key: str) -> list[list[str]]:
    records = page.tables[key].records
    return [[column.text(row) for column in records.columns] for row in records.rows]


def test_ctrl_7_leads_to_it(window: MainWindow, qtbot: Any) -> None:
    key_click(window, Qt.Key.Key_7, Qt.KeyboardModifier.ControlModifier)
    assert isinstance(window.current_page, StatisticsPage)


@pytest.mark.acting
def test_it_opens_on_this_year_and_the_newest_month(page: StatisticsPage) -> None:
    assert page.period == YEAR
    assert page.briefing.month == OCTOBER


def test_tiles_say_what_the_services_count(page: StatisticsPage, desk: Desk) -> None:
    evaluation = statistics.statistics(desk.ws, YEAR).evaluation
    assert page.tiles.cases.accessibleName() == f"立案 {evaluation.count.opened} 件"
    assert "在办 6 · 已结 2 · 撤销或豁免 0" in page.tiles.cases.accessibleDescription()
    assert "90.5%" in page.tiles.kept.accessibleName()
    assert "逾期 1" in page.tiles.kept.accessibleDescription()
    assert "已改善 1 · 未改善 1" in page.tiles.improved.accessibleDescription()


def test_the_unit_with_a_veto_hint_stands_on_top(page: StatisticsPage) -> None:
    first = shown(page, "duty")[0]
    assert first[:2] == ["青禾县", "否决提示"]
    assert [row[1] for row in shown(page, "duty")[1:]] == [""] * (len(shown(page, "duty")) - 1)


def test_the_veto_hint_names_its_case_and_clause_and_leads_there(
    page: StatisticsPage, window: MainWindow, desk: Desk
) -> None:
    unit = statistics.statistics(desk.ws, YEAR).units[0]
    said = page.veto.accessibleName()
    assert f"青禾县 {unit.veto_says[0]}" in said
    assert "第九条" in unit.veto_says[0]
    page.tables["duty"].opened.emit(page.tables["duty"].records.rows[0])
    assert window.current_page is window.page("case")
    page.show_period(Period.year_of(2025))
    assert page.veto.isHidden()


@pytest.mark.parametrize("key", ["units", "levels", "months"])
def test_each_count_adds_up_to_the_tile(page: StatisticsPage, key: str) -> None:
    page.show_view(key)
    assert page.stack.currentWidget() is page.tables[key]
    assert sum(int(row[1]) for row in shown(page, key)) == 8


def test_every_table_has_its_segment_and_the_words_are_there_too(page: StatisticsPage) -> None:
    for kind in TABLES:
        page.show_view(kind.key)
        assert page.stack.currentWidget() is page.tables[kind.key]
        assert page.tables[kind.key].accessibleName() == kind.name
    page.show_view("definitions")
    said = [label.text() for label in page.stack.currentWidget().findChildren(QLabel)]
    assert all(name in said and meaning in said for name, meaning in DEFINITIONS)


def test_another_period_changes_every_figure(page: StatisticsPage) -> None:
    page.show_period(Period.year_of(2025))
    assert page.tiles.cases.accessibleName() == "立案 1 件"
    assert sum(int(row[1]) for row in shown(page, "units")) == 1
    page.show_period(Period.month(2026, 1))
    assert page.tiles.cases.accessibleName() == "立案 0 件"
    assert page.tiles.repeated.accessibleName().startswith("重复率 —")


def test_the_chart_is_drawn_and_said_in_words(page: StatisticsPage, qtbot: Any) -> None:
    qtbot.waitUntil(lambda: page.chart.picture is not None)
    assert "10月 2 件（在办 2）" in page.chart.accessibleDescription()


# -- the briefing -------------------------------------------------------------------------------
def test_the_briefing_is_shown_with_all_its_numbers(page: StatisticsPage, desk: Desk) -> None:
    found = monthreport.briefing(desk.ws, OCTOBER)
    assert page.briefing.text.text() == found.text
    assert len(page.briefing.numbers.records.rows) == len(found.numbers)


@pytest.mark.acting
def test_a_number_of_one_cell_leads_to_the_cell(page: StatisticsPage, desk: Desk) -> None:
    gone: list[tuple[str, Any]] = []
    desk.navigated.disconnect()
    desk.navigated.connect(lambda where, what: gone.append((where, what)))
    lines = page.briefing.numbers.records.rows
    line = next(line for line in lines if line.cited.text.startswith("30.3"))
    page.briefing.numbers.pressed_cell.emit(line, "来源")
    assert gone == [("source", line.cited.sources[0])]
    assert line.cited.sources[0].cell == "B4"


def test_a_computed_number_offers_each_of_its_cells(page: StatisticsPage) -> None:
    line = next(n for n in page.briefing.numbers.records.rows if "控制值" in n.cited.what)
    offered = [action.text() for action in page.briefing.source_menu(line.cited).actions()]
    assert offered == [str(source) for source in line.cited.sources]
    assert len(offered) > 5


def test_a_number_of_cases_leads_to_the_cases(
    page: StatisticsPage, window: MainWindow, desk: Desk
) -> None:
    line = next(n for n in page.briefing.numbers.records.rows if n.cited.what == "逾期的期限")
    page.briefing.numbers.opened.emit(line)
    assert window.current_page is window.page("cases")


def test_the_briefing_can_be_copied_and_changes_with_its_month(page: StatisticsPage) -> None:
    page.briefing.copy.click()
    assert QGuiApplication.clipboard().text().startswith("2026年10月，")
    page.briefing.show_month(Period.month(2026, 9))
    assert page.briefing.text.text().startswith("2026年9月，")


# -- files --------------------------------------------------------------------------------------
def test_the_menu_offers_every_summary_with_its_period(page: StatisticsPage) -> None:
    offered = [a.text() for a in page.export_menu().actions() if a.text()]
    assert "统计考评（2026年度）" in offered
    assert "党政同责汇总（2026年度）" in offered
    assert "月度通报（2026年10月）" in offered
    assert "到期一览" in offered


def test_ctrl_e_writes_the_workbook(
    page: StatisticsPage, qtbot: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked: list[str] = []

    def answer(_parent: Any, title: str, suggestion: str, *_rest: Any, **_named: Any) -> Any:
        asked.append(Path(suggestion).name)
        return str(tmp_path / "考评.xlsx"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    key_click(page, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert asked == ["统计考评2026年度.xlsx"]
    assert (tmp_path / "考评.xlsx").exists()


def test_the_button_makes_the_circular_of_the_month_shown(
    page: StatisticsPage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(
        QFileDialog,
        "getSaveFileName",
        lambda *_a, **_k: (str(tmp_path / "通报.docx"), ""),
    )
    page.briefing.paper.click()
    assert (tmp_path / "通报.docx").exists()


def test_every_control_has_a_name(page: StatisticsPage) -> None:
    for widget in (page.periods, page.briefing.months, page.briefing.text, page.chart, page.export):
        assert widget.accessibleName()


@pytest.mark.acting
def test_a_great_ledger_is_read_by_the_worker_and_shows_the_same(
    page: StatisticsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_once = page.found
    monkeypatch.setattr(reading, "AT_ONCE", -1)
    page.found = None
    page.refresh()
    assert at_once is not None
    assert page.found is not None
    assert page.found.evaluation == at_once.evaluation


def test_the_share_of_problems_of_governments_stands_over_the_tables(page: StatisticsPage) -> None:
    assert page.found is not None
    said = tag_share(page.found.tasks).says
    assert said.startswith("督政")
    assert page.tagged.text() == f"到期整改问题 {said}"
