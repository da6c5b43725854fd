"""到期日历, 到期一览, the wall sheet and the .ics file all show the limits of the case list."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import icalendar
import openpyxl
import pytest

from yuetan_desktop.domain.deadline import DeadlineState
from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.rectification import Terms
from yuetan_desktop.services import casefiles, rectification, summaries, workdays
from yuetan_desktop.services.casefiles import CaseFile
from yuetan_desktop.services.reports import duecalendar
from yuetan_desktop.services.workspace import Workspace

from .casestory import TO_INTERVIEW, record, run
from .officesuite import needs_office, recalculated, rows_of

NOVEMBER = Period.month(2026, 11)


@pytest.fixture
def held(ws: Workspace, case: CaseFile) -> CaseFile:
    """Interview on 2026-10-22: transfer due 11-02, plan 11-12, improvement 2027-01-22."""
    return run(ws, case, TO_INTERVIEW)


def test_every_limit_of_every_case_stands_on_its_day(ws: Workspace, held: CaseFile) -> None:
    due = {entry.key: entry.day for entry in duecalendar.all_entries(ws)}
    assert due == {limit.key: limit.due for limit in held.deadlines}
    november = duecalendar.due_month(ws, NOVEMBER)
    assert {(e.key, e.day.day) for e in november.entries} == {("transfer", 2), ("plan", 12)}
    assert november.workdays == 21


def test_a_limit_of_the_month_beside_is_shown_in_its_square_but_not_counted(
    ws: Workspace, held: CaseFile
) -> None:
    october = duecalendar.due_month(ws, Period.month(2026, 10))
    assert [e.key for e in october.entries] == ["notice"]
    beside = {d.day: d for d in duecalendar.due_month(ws, NOVEMBER).days}
    assert not beside[date(2026, 12, 6)].in_month


def test_an_interview_agreed_stands_on_its_day_until_it_is_held(
    ws: Workspace, case: CaseFile
) -> None:
    run(ws, case, TO_INTERVIEW[:3])
    october = duecalendar.due_month(ws, Period.month(2026, 10))
    said = {entry.key: (entry.day.day, entry.text) for entry in october.entries}
    assert said["interview"] == (22, "逾期 13 工作日"), "nobody recorded that it was held"
    assert "雁江区 约谈" in {entry.words for entry in october.overdue}
    run(ws, casefiles.load_case(ws, case.id), TO_INTERVIEW[3:])
    assert "interview" not in {entry.key for entry in duecalendar.all_entries(ws)}


def test_what_was_done_can_be_left_out(ws: Workspace, held: CaseFile) -> None:
    record(ws, held, casefiles.step_kind("无需移送"), "2026-11-02", reason="未发现")
    every = duecalendar.due_month(ws, NOVEMBER)
    running = duecalendar.due_month(ws, NOVEMBER, with_done=False)
    assert {e.key for e in every.entries} - {e.key for e in running.entries} == {"transfer"}


def test_the_overdue_of_any_month_are_named(ws: Workspace, held: CaseFile) -> None:
    later = duecalendar.due_month(ws, Period.month(2027, 3))
    assert [entry.key for entry in later.overdue] == ["transfer"]


def test_a_year_without_notice_is_estimated_until_it_is_entered(
    ws: Workspace, held: CaseFile
) -> None:
    january = Period.month(2027, 1)
    assert duecalendar.due_month(ws, january).estimated
    assert not duecalendar.due_month(ws, NOVEMBER).estimated
    workdays.save_year(
        ws,
        workdays.parse_notice(
            "国务院办公厅关于2027年部分节假日安排的通知\n一、元旦：1月1日（周五）至3日（周日）放假调休，共3天。"
        ),
    )
    assert not duecalendar.due_month(ws, january).estimated


def test_the_due_list_is_what_still_runs(ws: Workspace, held: CaseFile, tmp_path: Path) -> None:
    made = summaries.make_summary(ws, "到期一览", tmp_path / "到期.xlsx")
    rows = rows_of(made, "到期一览", "到期日")
    assert [str(key)[:10] for key in rows][:-1] == ["2026-11-02", "2026-11-12", "2027-01-22"]
    assert [row["暂估"] for row in list(rows.values())[:-1]] == [None, None, "暂估"]


@needs_office
@pytest.mark.office
def test_totals_of_the_due_list_recalculated_equal_the_running_limits(
    ws: Workspace, held: CaseFile, tmp_path: Path
) -> None:
    made = summaries.make_summary(ws, "到期一览", tmp_path / "到期.xlsx")
    computed = recalculated(made, tmp_path / "recalculated")
    states = Counter(entry.state.value for entry in duecalendar.running(ws))
    total = rows_of(computed, "按单位", "单位")["合计"]
    assert {state: total[state] for state in ("逾期", "今日", "临近", "未到")} == {
        state: states[state] for state in ("逾期", "今日", "临近", "未到")
    }
    assert total["合计"] == states.total()
    assert rows_of(computed, "到期一览", "到期日")["合计"]["状态"] == "1项逾期"


def test_the_wall_sheet_is_one_page_on_its_side_with_a_square_a_day(
    ws: Workspace, held: CaseFile, tmp_path: Path
) -> None:
    made = summaries.make_summary(ws, "到期日历", tmp_path / "日历.xlsx", month=NOVEMBER)
    sheet = openpyxl.load_workbook(made)["到期日历"]
    assert sheet.page_setup.orientation == "landscape"
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 1)
    squares = [str(cell.value) for row in sheet.iter_rows(min_row=4) for cell in row]
    assert len(squares) == 42
    assert "2\n▲雁江区 问题线索移送" in squares
    assert "12\n□雁江区 整改方案报审" in squares


def test_the_wall_sheet_names_days_off_and_make_up_days(ws: Workspace, tmp_path: Path) -> None:
    october = Period.month(2026, 10)
    made = summaries.make_summary(ws, "到期日历", tmp_path / "日历.xlsx", month=october)
    sheet = openpyxl.load_workbook(made)["到期日历"]
    squares = {str(cell.value) for row in sheet.iter_rows(min_row=4) for cell in row}
    assert "1　休 国庆节" in squares
    assert "10　班" in squares
    assert "12" in squares


def test_the_ics_file_holds_each_running_limit_under_a_lasting_name(
    ws: Workspace, held: CaseFile, tmp_path: Path
) -> None:
    """Read by a parser that is not ours."""

    def read() -> dict[str, icalendar.Event]:
        made = summaries.make_summary(ws, "期限日程", tmp_path / "期限.ics")
        calendar = icalendar.Calendar.from_ical(made.read_bytes())
        assert not [part.name for part in calendar.walk() if part.errors]
        return {str(event["UID"]): event for event in calendar.events}

    first = read()
    running = duecalendar.running(ws)
    assert [event.start for event in first.values()] == [entry.day for entry in running]
    assert len(first) == len(running) == 3
    (guessed,) = (event for event in first.values() if event["STATUS"] == "TENTATIVE")
    assert guessed["SUMMARY"] == "雁江区 约谈后3个月改善情况核对（暂估）"
    assert "按周末推算" in guessed["DESCRIPTION"]
    moved = record(ws, held, casefiles.step_kind("无需移送"), "2026-11-02", reason="未发现")
    assert any(d.state is DeadlineState.IN_TIME for d in moved.deadlines)
    (gone,) = first.keys() - read().keys()
    assert gone.startswith(f"case{held.id}-transfer@")


def test_a_task_due_in_a_year_without_notice_stands_on_its_day_but_its_days_left_are_marked(
    ws: Workspace, case: CaseFile, tmp_path: Path
) -> None:
    for due in (date(2026, 12, 31), date(2027, 3, 31)):
        terms = Terms(measure=f"清淤{due.year}", quantity=Decimal(3), due=due)
        rectification.add_task(ws, terms, case_id=case.id)
    near, far = duecalendar.all_entries(ws)
    assert (near.days_estimated, far.days_estimated) == (False, True)
    assert not far.estimated, "the day was set, not counted"
    made = summaries.make_summary(ws, "到期一览", tmp_path / "到期.xlsx")
    rows = rows_of(made, "到期一览", "到期日")
    assert [row["暂估"] for row in list(rows.values())[:2]] == [None, "暂估"]
