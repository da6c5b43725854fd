"""Limits by day: the month page, 到期一览, the wall sheet, the .ics file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from yuetan_desktop.domain.deadline import standing
from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.reports.duecalendar import (
    CalendarDay,
    DueEntry,
    Subject,
    Week,
    month_weeks,
    workdays_in,
)
from yuetan_desktop.services import casefiles
from yuetan_desktop.services.casefiles import CaseFilter
from yuetan_desktop.services.office import head_line, read_office
from yuetan_desktop.services.workspace import Workspace

REMIND_DAYS = 1
ON_THE_WALL = 5
ESTIMATED = "暂估（节假日安排未公布，按周末推算）"


@dataclass(frozen=True, slots=True)
class DueMonth:
    """One month's sheet. `overdue` are limits of any earlier day that are still open."""

    month: Period
    weeks: tuple[Week, ...]
    workdays: int
    overdue: tuple[DueEntry, ...]

    @property
    def days(self) -> list[CalendarDay]:
        return [day for week in self.weeks for day in week]

    @property
    def entries(self) -> list[DueEntry]:
        """What stands on the days of the month itself, its meetings too."""
        return [entry for day in self.days if day.in_month for entry in day.entries]

    @property
    def limits(self) -> list[DueEntry]:
        """What falls due in the month itself."""
        return [entry for entry in self.entries if entry.subject is not Subject.MEETING]

    @property
    def estimated(self) -> bool:
        """Whether a day of the month or a limit in it leans on unknown holidays."""
        return any(day.in_month and day.estimated for day in self.days) or any(
            entry.estimated for entry in self.entries
        )


def due_month(ws: Workspace, month: Period, *, with_done: bool = True) -> DueMonth:
    """The limits of every case and task by day and the meetings to come; without `with_done` only
    limits that still run."""
    from yuetan_desktop.services.reports import meetings  # the window starts without its papers

    entries = all_entries(ws)
    shown = [entry for entry in entries if with_done or not entry.is_done]
    weeks = month_weeks(month, ws.calendar, [*shown, *meetings.meeting_entries(ws)])
    return DueMonth(
        month=month,
        weeks=weeks,
        workdays=workdays_in(weeks),
        overdue=tuple(entry for entry in entries if entry.is_overdue),
    )


def all_entries(ws: Workspace) -> list[DueEntry]:
    """Every limit of every case and rectification task and every interview agreed, by its day."""
    return by_day([*case_entries(ws), *interviews(ws), *task_entries(ws)])


def soon(
    ws: Workspace, entries: Iterable[DueEntry] | None = None, *, within: int | None = None
) -> list[DueEntry]:
    """即将到期: of all limits (or of those given) the open ones that have passed or fall due within
    so many working days."""
    days = read_office(ws).due_within_days if within is None else within
    found = all_entries(ws) if entries is None else entries
    return by_day(entry for entry in found if entry.is_soon(days))


def by_day(entries: Iterable[DueEntry]) -> list[DueEntry]:
    return sorted(entries, key=lambda entry: (entry.day, entry.subject, entry.number, entry.key))


def case_entries(ws: Workspace) -> list[DueEntry]:
    """The limits of cases alone, by their day."""
    found = [
        DueEntry(
            subject=Subject.CASE,
            id=file.id,
            key=limit.key,
            number=file.number,
            unit=file.basis.place.name,
            level=file.state.level,
            day=limit.due,
            label=limit.label,
            cite=limit.cite,
            state=limit.state,
            days_left=limit.days_left,
            text=limit.text,
            person=file.row.opened_by,
            estimated=limit.estimated,
        )
        for file in casefiles.list_cases(ws)
        for limit in file.deadlines
    ]
    return sorted(found, key=lambda entry: (entry.day, entry.number, entry.key))


def interviews(ws: Workspace) -> Iterator[DueEntry]:
    """第十二条、第十四条: the days agreed for interviews that have not been recorded as held."""
    calendar, today = ws.calendar, ws.today()
    for file in casefiles.list_cases(ws, CaseFilter.OPEN):
        day = file.state.planned_on
        if day is not None:
            found = standing(day, today, calendar, done=False)
            yield DueEntry(
                subject=Subject.CASE,
                id=file.id,
                key="interview",
                number=file.number,
                unit=file.basis.place.name,
                level=file.state.level,
                day=day,
                label="约谈",
                cite="第十二条",
                state=found.state,
                days_left=found.days_left,
                text=found.text,
                person=file.row.opened_by,
                days_estimated=found.estimated,
            )


def task_entries(ws: Workspace) -> Iterator[DueEntry]:
    """第十七条: the dates of the rectification ledger; withdrawn tasks have none."""
    from yuetan_desktop.services import rectification  # the window starts without its rules

    for task in rectification.ledger(ws):
        if task.standing is not None and task.state.due is not None:
            yield DueEntry(
                subject=Subject.TASK,
                id=task.id,
                key="due",
                number=task.code,
                unit=task.place_name,
                level=task.level,
                day=task.state.due,
                label=task.terms.name,
                cite="第十七条",
                state=task.standing.state,
                days_left=task.standing.days_left,
                text=task.standing.text,
                person=task.terms.person,
                days_estimated=task.standing.estimated,
            )


def running(ws: Workspace) -> list[DueEntry]:
    return [entry for entry in all_entries(ws) if not entry.is_done]


def this_month(ws: Workspace) -> Period:
    return Period.month(ws.today().year, ws.today().month)


# -- files --------------------------------------------------------------------------------------
def due_book(ws: Workspace, out: Path) -> Path:
    """到期一览: every limit that still runs, the most urgent first."""
    from yuetan_desktop.excel.books.duesheets import DueRow, DueRows, write_due_list

    return write_due_list(
        DueRows(
            title=f"{read_office(ws).city}生态环境保护行政约谈到期一览",
            lines=(
                head_line(ws, f"情况截至{ws.today()}"),
                "期限按工作日历计算；“暂估”指节假日安排未公布，按周末推算。",
            ),
            author=ws.person,
            rows=[
                DueRow(
                    due=entry.day,
                    state=entry.state.value,
                    text=entry.text,
                    label=entry.label,
                    cite=entry.cite,
                    unit=entry.unit,
                    level=entry.level,
                    number=entry.number,
                    person=entry.person,
                    estimated=entry.estimated or entry.days_estimated,
                )
                for entry in running(ws)
            ],
        ),
        out,
    )


def wall_sheet(ws: Workspace, month: Period, out: Path) -> Path:
    """The month as one A4 page on its side, limits still running or kept."""
    from yuetan_desktop.excel.books.duesheets import WallDay, WallMonth, write_wall_month

    found = due_month(ws, month)
    return write_wall_month(
        WallMonth(
            title=f"{read_office(ws).city}生态环境保护行政约谈到期日历（{month.label()}）",
            note=(
                f"{head_line(ws, f'{month.label()}工作日 {found.workdays} 天')}；"
                "休：放假，班：调休上班，√：已办，暂估：节假日安排未公布，按周末推算。"
            ),
            author=ws.person,
            weeks=[
                [
                    WallDay(
                        day=day.day.day,
                        in_month=day.in_month,
                        is_workday=day.is_workday,
                        mark=day.mark,
                        name=day.name,
                        estimated=day.estimated,
                        lines=_wall_lines(day),
                    )
                    for day in week
                ]
                for week in found.weeks
            ],
        ),
        out,
    )


def _wall_lines(day: CalendarDay) -> tuple[str, ...]:
    """As many as a square of an A4 page holds."""
    shown = tuple(wall_line(entry) for entry in day.entries[:ON_THE_WALL])
    more = len(day.entries) - ON_THE_WALL
    return (*shown, f"另有{more}项") if more > 0 else shown


def wall_line(entry: DueEntry) -> str:
    """√青禾县 整改方案报审, ▲ for what is overdue, （暂估） where holidays are not known."""
    sign = "√" if entry.is_done else "▲" if entry.is_overdue else "□"
    return f"{sign}{entry.words}{'（暂估）' if entry.estimated else ''}"


def ics_file(ws: Workspace, out: Path) -> Path:
    """Every running limit and coming meeting as a whole day with a reminder; a second import
    replaces the first."""
    from yuetan_desktop.documents.icsfile import DayEvent, write_ics
    from yuetan_desktop.services.reports import meetings  # the window starts without its papers

    return write_ics(
        f"{read_office(ws).city}约谈期限",
        [
            DayEvent(
                uid=f"{entry.uid}@{entry.number}".replace(" ", ""),
                day=entry.day,
                summary=f"{entry.words}{'（暂估）' if entry.estimated else ''}",
                description="\n".join(
                    part
                    for part in (
                        f"{entry.number}　{entry.cite}".rstrip(),
                        f"{entry.text}（截至{ws.today()}）",
                        ESTIMATED if entry.estimated else "",
                    )
                    if part
                ),
                tentative=entry.estimated,
                remind_days_before=REMIND_DAYS,
            )
            for entry in by_day([*running(ws), *meetings.meeting_entries(ws)])
        ],
        ws.now(),
        out,
    )
