"""The .ics file keeps to RFC 5545: line ends, folding, escapes, whole days."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import icalendar
import pytest

from yuetan_desktop.documents.icsfile import DayEvent, ics_text, write_ics
from yuetan_desktop.errors import AppError

MADE = datetime(2026, 11, 10, 9, 30, tzinfo=timezone(timedelta(hours=8)))
PLAN = DayEvent("case7-plan@yuetan", date(2026, 11, 13), "整改方案报审（云麓区）")


def lines_of(*events: DayEvent) -> list[str]:
    """Content lines as a reader unfolds them."""
    text = ics_text("约谈期限", events, MADE)
    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    return text.replace("\r\n ", "").split("\r\n")[:-1]


def test_a_limit_is_a_whole_day_that_does_not_block_the_calendar() -> None:
    lines = lines_of(PLAN)
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-1] == "END:VCALENDAR"
    assert "VERSION:2.0" in lines
    assert "DTSTART;VALUE=DATE:20261113" in lines
    assert "DTEND;VALUE=DATE:20261114" in lines, "the end is the first day that is not meant"
    assert "TRANSP:TRANSPARENT" in lines
    assert "UID:case7-plan@yuetan" in lines
    assert "DTSTAMP:20261110T013000Z" in lines


def test_a_day_that_may_still_move_is_tentative() -> None:
    moved = DayEvent("u", date(2027, 2, 1), "核对", tentative=True)
    assert "STATUS:TENTATIVE" in lines_of(moved)
    assert "STATUS:CONFIRMED" in lines_of(PLAN)


def test_no_line_is_longer_than_75_octets_and_no_character_is_torn() -> None:
    long = DayEvent("u", date(2026, 11, 13), "约" * 200, "说明" * 150)
    text = ics_text("约谈期限", [long], MADE)
    for line in text.encode().split(b"\r\n"):
        assert len(line) <= 75
        line.decode("utf-8")
    assert f"SUMMARY:{'约' * 200}" in lines_of(long)


def test_a_line_of_just_75_octets_is_not_folded() -> None:
    fits = DayEvent("u", date(2026, 11, 13), "a" * (75 - len("SUMMARY:")))
    assert f"SUMMARY:{fits.summary}\r\n" in ics_text("x", [fits], MADE)
    over = DayEvent("u", date(2026, 11, 13), fits.summary + "a")
    assert f"SUMMARY:{fits.summary}\r\n a\r\n" in ics_text("x", [over], MADE)


def test_marks_that_mean_something_are_escaped() -> None:
    odd = DayEvent("u", date(2026, 11, 13), "方案；a;b,c\\d", "第一行\n第二行\r\n第三行")
    lines = lines_of(odd)
    assert "SUMMARY:方案；a\\;b\\,c\\\\d" in lines
    assert "DESCRIPTION:第一行\\n第二行\\n第三行" in lines


def test_a_reminder_comes_the_days_before() -> None:
    warned = DayEvent("u", date(2026, 11, 13), "方案", remind_days_before=3)
    lines = lines_of(warned)
    assert lines[lines.index("BEGIN:VALARM") : lines.index("END:VALARM") + 1] == [
        "BEGIN:VALARM", "ACTION:DISPLAY", "DESCRIPTION:方案", "TRIGGER:-P3D", "END:VALARM",
    ]  # fmt: skip
    assert "BEGIN:VALARM" not in lines_of(PLAN)


def test_another_program_s_parser_reads_back_what_was_meant() -> None:
    """icalendar is no part of the program: strict, it raises on what RFC 5545 does not allow."""
    odd = DayEvent(
        "case7-plan@云环约〔2026〕3号", date(2026, 12, 31), "整改方案；a;b,c\\d" + "约" * 90,
        "第一行\n第二行", tentative=True, remind_days_before=1,
    )  # fmt: skip
    calendar = icalendar.Calendar.from_ical(ics_text("约谈，期限", [PLAN, odd], MADE).encode())
    assert (calendar["VERSION"], calendar["METHOD"]) == ("2.0", "PUBLISH")
    assert calendar["X-WR-CALNAME"] == "约谈，期限"
    plan, moved = calendar.events
    assert [not event.errors for event in (calendar, plan, moved)] == [True] * 3
    assert (plan["UID"], plan["SUMMARY"]) == (PLAN.uid, PLAN.summary)
    assert (plan.start, plan.end) == (date(2026, 11, 13), date(2026, 11, 14))
    assert plan.DTSTAMP == MADE
    assert (moved["SUMMARY"], moved["DESCRIPTION"]) == (odd.summary, odd.description)
    assert (moved.end, moved["STATUS"]) == (date(2027, 1, 1), "TENTATIVE")
    (alarm,) = moved.walk("VALARM")
    assert (alarm["ACTION"], alarm.TRIGGER) == ("DISPLAY", timedelta(days=-1))


def test_a_calendar_without_events_is_still_one() -> None:
    assert lines_of()[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"]


def test_a_file_that_cannot_be_written_gives_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "文件").write_text("x")
    with pytest.raises(AppError, match="无法写入"):
        write_ics("约谈期限", [PLAN], MADE, tmp_path / "文件" / "a.ics")
