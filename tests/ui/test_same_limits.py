"""One function says what is due: the lists, 即将到期, 到期日历, 到期一览 and the .ics file show the
same limits of cases and tasks, with the same words."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl

from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.reports.duecalendar import DueEntry
from yuetan_desktop.services import casefiles, rectification, summaries
from yuetan_desktop.services.reports import duecalendar
from yuetan_desktop.ui.main_window import MainWindow
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.dashboard.page import DashboardPage
from yuetan_desktop.ui.pages.duecalendar.page import DueCalendarPage

Said = tuple[str, date, str]  # number, day, how it stands


def said(entries: list[DueEntry]) -> set[Said]:
    return {(entry.number, entry.day, entry.text) for entry in entries}


def in_the_lists(desk: Desk) -> set[Said]:
    """What the list of cases and the ledger hold, limits still running."""
    cases = {
        (file.number, limit.due, limit.text)
        for file in casefiles.list_cases(desk.ws)
        for limit in file.deadlines
        if not limit.is_done
    }
    tasks = {
        (task.code, task.state.due, task.standing.text)
        for task in rectification.ledger(desk.ws)
        if task.standing is not None and task.state.due and task.state.ready_on is None
    }
    return cases | tasks  # type: ignore[return-value]


def on_the_calendar(window: MainWindow) -> set[Said]:
    """What the month sheets of the page show as still running, over all the months it offers."""
    window.go("duecalendar")
    page = window.current_page
    assert isinstance(page, DueCalendarPage)
    shown: set[Said] = set()
    for month in [str(page.months.itemData(n)) for n in range(page.months.count())]:
        page.show_month(Period.parse(month))
        assert page.found is not None
        shown |= said([entry for entry in page.found.entries if not entry.is_done])
    return shown


def in_the_workbook(desk: Desk, folder: Path) -> set[Said]:
    book = openpyxl.load_workbook(summaries.make_summary(desk.ws, "到期一览", folder / "一览.xlsx"))
    rows = [[cell.value for cell in row] for row in book["到期一览"].iter_rows()]
    head = next(row for row in rows if "到期日" in row)
    day, how, number = (head.index(name) for name in ("到期日", "剩余", "案件或任务"))
    return {
        (str(row[number]), row[day].date(), str(row[how]))
        for row in rows[rows.index(head) + 1 :]
        if hasattr(row[day], "date")
    }


def in_the_diary(desk: Desk, folder: Path) -> set[Said]:
    made = summaries.make_summary(desk.ws, "期限日程", folder / "期限.ics")
    text = made.read_text("utf-8").replace("\r\n ", "").replace("\n ", "")
    events = re.findall(r"BEGIN:VEVENT.*?END:VEVENT", text, re.DOTALL)
    found = set()
    for event in events:
        day = re.search(r"DTSTART;VALUE=DATE:(\d{8})", event)
        words = re.search(r"DESCRIPTION:(.*)", event)
        assert day
        assert words
        number, how = words[1].split("\\n")[:2]
        how, as_of = how.split("（", 1)  # the file is read on later days too
        assert as_of == f"截至{desk.ws.today():%Y-%m-%d}）"
        when = date(int(day[1][:4]), int(day[1][4:6]), int(day[1][6:]))
        found.add((number.split("　")[0], when, how.strip()))
    return found


def test_five_places_show_the_same_limits(
    window: MainWindow, desk: Desk, qtbot: Any, tmp_path: Path
) -> None:
    limits = duecalendar.running(desk.ws)
    everything = said(limits)
    held = said([entry for entry in limits if entry.key == "interview"])
    assert in_the_lists(desk) == everything - held  # an interview agreed is no limit of a list
    assert in_the_workbook(desk, tmp_path) == everything
    assert in_the_diary(desk, tmp_path) == everything
    dashboard = window.current_page
    assert isinstance(dashboard, DashboardPage)
    soon = said(duecalendar.soon(desk.ws))
    assert soon < everything
    assert {number for number, _, _ in soon} >= {"约02-01", "约02-02"}
    qtbot.waitUntil(lambda: said(list(dashboard.due.table.records.rows)) == soon)
    assert on_the_calendar(window) == everything
