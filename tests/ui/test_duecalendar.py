"""到期日历 in the window: each limit on its day, the way to its case, files to take along."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFileDialog

from tests.hands import key_click
from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.reports.duecalendar import Subject
from yuetan_desktop.services import casefiles
from yuetan_desktop.services.casefiles import CaseFilter
from yuetan_desktop.services.reports import duecalendar
from yuetan_desktop.ui import messages
from yuetan_desktop.ui.main_window import MainWindow
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.duecalendar.grid import in_words
from yuetan_desktop.ui.pages.duecalendar.page import DueCalendarPage
from yuetan_desktop.ui.pages.rectification import reading
from yuetan_desktop.ui.pages.settings.meetings_part import MeetingsPart

pytestmark = pytest.mark.looking

TODAY, NOVEMBER = date(2026, 11, 10), Period.month(2026, 11)


@pytest.fixture
def first_page() -> str:
    return "duecalendar"


@pytest.fixture
def page(window: MainWindow) -> DueCalendarPage:
    window.go("duecalendar")
    found = window.current_page
    assert isinstance(found, DueCalendarPage)
    if found.month != NOVEMBER:  # where a test before has left it
        found.show_month(NOVEMBER)
    found.grid.choose(TODAY)
    return found


def test_ctrl_d_leads_to_it_and_the_list_of_cases_has_a_button(
    window: MainWindow, qtbot: Any
) -> None:
    key_click(window, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert isinstance(window.current_page, DueCalendarPage)
    assert window.rail.items["cases"].isChecked(), "it belongs to the cases"


@pytest.mark.acting
def test_it_opens_on_this_month_with_today_chosen(window: MainWindow) -> None:
    page = window.current_page
    assert isinstance(page, DueCalendarPage)
    assert page.month == NOVEMBER
    day = page.grid.current_day()
    assert day is not None
    assert day.day == TODAY
    assert page.day_panel.title.text() == "11月10日 周二"


def test_every_running_limit_of_the_cases_stands_on_its_day(
    page: DueCalendarPage, desk: Desk
) -> None:
    shown = {
        (entry.number, entry.day)
        for day in page.grid.days.weeks
        for square in day
        for entry in square.entries
        if entry.subject is Subject.CASE and not entry.is_done and square.in_month
    }
    listed = {
        (file.number, limit.due)
        for file in casefiles.list_cases(desk.ws, CaseFilter.ALL)
        for limit in file.deadlines
        if not limit.is_done and limit.due.month == 11 and limit.due.year == 2026
    }
    assert shown == listed
    assert len(shown) >= 4


def test_choosing_a_day_lists_its_limits(page: DueCalendarPage) -> None:
    page.grid.choose(date(2026, 11, 12))
    assert [entry.number for entry in page.of_day.records.rows] == ["云约〔2026〕03号"]
    assert page.day_panel.title.text() == "11月12日 周四"
    page.grid.choose(date(2026, 11, 11))
    assert page.of_day.isHidden()


def test_enter_on_a_day_opens_the_case(
    page: DueCalendarPage, window: MainWindow, qtbot: Any
) -> None:
    page.grid.choose(date(2026, 11, 12))
    key_click(page.grid, Qt.Key.Key_Return)
    assert window.current_page is window.page("case")


def test_arrows_move_by_day(page: DueCalendarPage, qtbot: Any) -> None:
    key_click(page.grid, Qt.Key.Key_Right)
    day = page.grid.current_day()
    assert day is not None
    assert day.day == date(2026, 11, 11)


def test_a_click_on_a_line_opens_what_it_says_beside_it_only_the_day_is_chosen(
    page: DueCalendarPage, window: MainWindow, qtbot: Any
) -> None:
    page.grid.choose(date(2026, 11, 12))
    rect = page.grid.visualRect(page.grid.currentIndex())
    line = QPoint(rect.center().x(), rect.top() + 30)
    found = page.grid.entry_at(line.x(), line.y())
    assert found is not None
    assert found.number == "云约〔2026〕03号"
    below = QPoint(rect.center().x(), rect.bottom() - 2)
    assert page.grid.entry_at(below.x(), below.y()) is None
    qtbot.mouseClick(page.grid.viewport(), Qt.MouseButton.LeftButton, pos=below)
    assert window.current_page is page
    qtbot.mouseClick(page.grid.viewport(), Qt.MouseButton.LeftButton, pos=line)
    assert window.current_page is window.page("case")


def test_a_crowded_day_says_how_many_more_there_are(page: DueCalendarPage) -> None:
    page.grid.choose(date(2026, 11, 12))
    day = page.grid.current_day()
    assert day is not None
    crowded = replace(day, entries=day.entries * 9)
    height = page.grid.rowHeight(0)
    assert page.grid.shown(crowded, height) == page.grid.room(height) - 1
    assert page.grid.shown(day, height) == 1
    assert in_words(replace(day, entries=day.entries * 15)).endswith("另有 3 项")


def test_the_overdue_stay_in_sight_in_every_month(page: DueCalendarPage, desk: Desk) -> None:
    before = [entry.uid for entry in page.overdue.records.rows]
    assert before
    page.show_month(Period.month(2027, 3))
    assert [entry.uid for entry in page.overdue.records.rows] == before


def test_a_month_of_a_year_without_notice_says_that_it_is_estimated(page: DueCalendarPage) -> None:
    assert page.banner.isHidden()
    page.show_month(Period.month(2027, 1))
    assert not page.banner.isHidden()
    square = page.found.days[10] if page.found else None
    assert square is not None
    assert "暂估" in in_words(square)


def test_days_off_and_make_up_days_are_said(page: DueCalendarPage) -> None:
    page.show_day(date(2026, 10, 10))
    day = page.grid.current_day()
    assert day is not None
    assert in_words(day).startswith("10月10日 周六 调休上班")
    assert page.day_panel.subtitle.text() == "调休上班"


def test_what_is_done_can_be_left_out(page: DueCalendarPage) -> None:
    assert page.found is not None
    everything = len(page.found.entries)
    page.which.set_current("未办")
    page.refresh()
    assert 0 < len(page.found.entries) < everything
    assert not any(entry.is_done for entry in page.found.entries)


def test_months_step_by_key_and_button(page: DueCalendarPage, qtbot: Any) -> None:
    key_click(page, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert page.month == Period.month(2026, 12)
    key_click(page, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert page.month == NOVEMBER


def test_the_wall_sheet_and_the_ics_file_are_written(
    page: DueCalendarPage, desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(
        QFileDialog,
        "getSaveFileName",
        lambda _p, _t, name, *_r, **_k: (str(tmp_path / Path(name).name), ""),
    )
    page.wall.click()
    page.ics.click()
    assert (tmp_path / "到期日历2026年11月.xlsx").exists()
    text = (tmp_path / "期限日程.ics").read_text("utf-8")
    assert text.count("BEGIN:VEVENT") == len(duecalendar.running(desk.ws))


def test_every_control_has_a_name(page: DueCalendarPage) -> None:
    for widget in (page.grid, page.months, page.of_day, page.overdue, page.wall, page.ics):
        assert widget.accessibleName()


@pytest.mark.acting
def test_a_great_ledger_is_read_by_the_worker_and_shows_the_same(
    page: DueCalendarPage, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_once = page.found
    monkeypatch.setattr(reading, "AT_ONCE", -1)
    begun: list[str] = []
    run = desk.tasks.run
    monkeypatch.setattr(
        desk.tasks,
        "run",
        lambda title, *rest, **more: begun.append(title) or run(title, *rest, **more),
    )
    page.refresh()
    assert begun == ["到期日历"]
    assert page.found == at_once


@pytest.mark.acting
def test_a_meeting_is_set_shown_on_its_day_and_opens_its_agenda(
    qtbot: Any, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    part = MeetingsPart(desk)
    qtbot.addWidget(part)
    part.refresh()
    part.month.setValue(12)
    qtbot.mouseClick(part.save_button, Qt.MouseButton.LeftButton)
    page = DueCalendarPage(desk)
    qtbot.addWidget(page)
    page.refresh()
    assert page.found is not None
    (meeting,) = [one for one in page.found.entries if one.subject is Subject.MEETING]
    assert (meeting.day.day, meeting.what) == (12, "月调度")
    assert page.sheet.subtitle.text().endswith(f"到期 {len(page.found.limits)} 项")
    target = tmp_path / "议程.docx"
    monkeypatch.setattr(messages, "pick_target", lambda *_: target)
    page.open_entry(meeting)
    assert target.exists()
