"""The office's own entries in the working-day calendar, from the State Council's notice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from yuetan_desktop.domain.holidaynotice import parse_notice
from yuetan_desktop.domain.workday import YearNotice
from yuetan_desktop.services.workspace import WORKDAYS, Workspace
from yuetan_desktop.store.settings import write_setting


@dataclass(frozen=True, slots=True)
class YearDays:
    """What is known of one year: covered by a notice, or 暂估 by weekends alone."""

    year: int
    covered: bool
    off: tuple[tuple[date, str], ...]
    make_up: tuple[date, ...]


def year_days(ws: Workspace, year: int) -> YearDays:
    """The days off that are not plain weekends' and the make-up working days of a year."""
    calendar = ws.calendar
    days = [date.fromordinal(n) for n in range(_first(year), _first(year + 1))]
    off = tuple((d, calendar.name_of(d)) for d in days if calendar.name_of(d))
    make_up = tuple(d for d in days if d.weekday() >= 5 and calendar.is_workday(d))
    return YearDays(year, calendar.covers(year), off, make_up)


def _first(year: int) -> int:
    return date(year, 1, 1).toordinal()


def enter_notice(ws: Workspace, text: str) -> YearNotice:
    """Read a pasted notice and keep it. Raises AppError when it cannot be read for sure."""
    notice = parse_notice(text)
    with ws.transaction():
        write_setting(ws.db, f"{WORKDAYS}{notice.year}", _toml(notice), by=ws.person, at=ws.now())
    return notice


def _toml(notice: YearNotice) -> str:
    days = ", ".join(day.isoformat() for day in notice.make_up_workdays)
    lines = [f"year = {notice.year}", f'notice = "{notice.notice}"']
    lines += [f"issued = {notice.issued}"] if notice.issued else []
    lines.append(f"make_up_workdays = [{days}]")
    for holiday in notice.holidays:
        lines += [
            "[[holiday]]",
            f'name = "{holiday.name}"',
            f"first = {holiday.first}",
            f"last = {holiday.last}",
        ]
    return "\n".join(lines) + "\n"
