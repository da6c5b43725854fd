"""例会: on the calendar and in the .ics file; the agenda prefilled with what is late and due."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from shutil import copytree

import docx
import pytest

from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.reports.meetings import MeetingKind
from yuetan_desktop.services import office, summaries
from yuetan_desktop.services.reports import duecalendar, meetings
from yuetan_desktop.services.workspace import Workspace, open_workspace

NOVEMBER, TWELFTH = Period.month(2026, 11), date(2026, 11, 12)


@pytest.fixture(scope="module")
def story(sample_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """The sample story of an office that meets on Thursdays and on the 12th."""
    folder = copytree(sample_folder, tmp_path_factory.mktemp("meetings") / "data")
    with open_workspace(folder) as ws:
        said = replace(office.read_office(ws), meeting_weekday=4, meeting_month_day=12)
        office.save_office(ws, said)
        yield ws


def test_coming_meetings_stand_on_their_days_and_are_no_limits(
    story: Workspace, tmp_path: Path
) -> None:
    found = duecalendar.due_month(story, NOVEMBER)
    held = {(entry.day.day, entry.what) for entry in found.entries if entry.unit == "例会"}
    assert held == {(12, "周碰头"), (12, "月调度"), (19, "周碰头"), (26, "周碰头")}
    assert all(entry.unit != "例会" for entry in duecalendar.all_entries(story))
    made = summaries.make_summary(story, "期限日程", tmp_path / "日程.ics").read_text("utf-8")
    assert "SUMMARY:例会 月调度" in made


def test_the_agenda_names_every_overdue_limit_and_task(story: Workspace) -> None:
    found = meetings.agenda(story, MeetingKind.MONTHLY)
    assert (found.before, found.day, found.after) == (
        date(2026, 10, 12), TWELFTH, date(2026, 12, 14),
    )  # fmt: skip
    overdue = [entry for entry in duecalendar.running(story) if entry.is_overdue]
    assert list(found.overdue) == overdue
    assert {entry.subject.value for entry in overdue} == {"case", "task"}
    assert all(story.today() <= entry.day <= found.after for entry in found.coming)
    assert found.done
    assert all(line.day > found.before for line in found.done)


def test_the_printed_agenda_has_a_line_for_each_and_room_for_what_is_agreed(
    story: Workspace, tmp_path: Path
) -> None:
    found = meetings.agenda(story, MeetingKind.WEEKLY, TWELFTH)
    made = summaries.make_summary(
        story, "周碰头议程", tmp_path / "议程.docx", month=Period.day(TWELFTH)
    )
    paper = docx.Document(str(made))
    late, *_, agreed = paper.tables
    assert [row.cells[3].text for row in late.rows[1:]] == [one.number for one in found.overdue]
    assert [cell.text for cell in agreed.rows[0].cells] == [
        "序号", "议定事项", "责任单位", "完成时限",
    ]  # fmt: skip
    words = "\n".join(paragraph.text for paragraph in paper.paragraphs)
    assert f"一、逾期事项（{len(found.overdue)}项：" in words


def test_an_office_without_meetings_has_an_agenda_for_today(ws: Workspace, tmp_path: Path) -> None:
    assert list(meetings.meeting_entries(ws)) == []
    assert meetings.agenda(ws, MeetingKind.QUARTERLY).day == ws.today()
    made = summaries.make_summary(ws, "季督查议程", tmp_path / "议程.docx")
    words = "\n".join(paragraph.text for paragraph in docx.Document(str(made)).paragraphs)
    assert "没有逾期事项。" in words
