"""例会: the day as set, put off over days off, never twice, at the end of short months."""

from __future__ import annotations

from datetime import date

import pytest

from yuetan_desktop.domain.reports.meetings import MeetingKind, meeting_days, neighbours

from .test_deadline import CALENDAR

WEEK, MONTH, QUARTER = MeetingKind.WEEKLY, MeetingKind.MONTHLY, MeetingKind.QUARTERLY


def days(kind: MeetingKind, on: int, first: str, last: str) -> list[str]:
    span = date.fromisoformat(first), date.fromisoformat(last)
    return [f"{day:%m-%d}" for day in meeting_days(kind, on, *span, CALENDAR)]


@pytest.mark.parametrize(
    ("kind", "on", "first", "last", "held"),
    [
        (WEEK, 1, "2026-11-01", "2026-11-30", ["11-02", "11-09", "11-16", "11-23", "11-30"]),
        # 国庆 1—7 October: Thursday's is put off to Thursday the 8th, which has its own; once only
        (WEEK, 4, "2026-09-28", "2026-10-15", ["10-08", "10-15"]),
        (MONTH, 12, "2026-11-01", "2026-12-31", ["11-12", "12-14"]),  # 12 December is a Saturday
        (MONTH, 31, "2026-11-01", "2026-11-30", ["11-02", "11-30"]),  # 31 October is a Saturday
        (MONTH, 1, "2026-10-01", "2026-10-31", ["10-08"]),  # over 国庆
        (MONTH, 31, "2026-11-03", "2026-11-29", []),  # the days beside
        (MONTH, 31, "2027-02-02", "2027-02-28", []),  # a Sunday: put off into March
        (QUARTER, 20, "2026-07-01", "2026-12-31", ["09-20", "12-21"]),  # 20 September is worked
    ],
)
def test_a_meeting_is_held_on_its_day_or_the_next_working_day(
    kind: MeetingKind, on: int, first: str, last: str, held: list[str]
) -> None:
    assert days(kind, on, first, last) == held


def test_the_meetings_beside_a_day_are_those_held_or_a_rhythm_away() -> None:
    day = date(2026, 11, 12)
    assert neighbours(MONTH, 12, day, CALENDAR) == (date(2026, 10, 12), date(2026, 12, 14))
    assert neighbours(MONTH, 0, day, CALENDAR) == (date(2026, 10, 12), date(2026, 12, 12))
    assert neighbours(WEEK, 0, day, CALENDAR) == (date(2026, 11, 5), date(2026, 11, 19))
    assert neighbours(QUARTER, 20, day, CALENDAR) == (date(2026, 9, 20), date(2026, 12, 21))
