"""例会: when they are held, and their agenda from what is late, due and done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from yuetan_desktop.documents import meetingagenda
from yuetan_desktop.documents.meetingagenda import AgendaLine, AgendaPart
from yuetan_desktop.domain.deadline import standing
from yuetan_desktop.domain.reports.duecalendar import DueEntry, Subject
from yuetan_desktop.domain.reports.meetings import MeetingKind, meeting_days, neighbours
from yuetan_desktop.services import casefiles
from yuetan_desktop.services.office import head_line, read_office
from yuetan_desktop.services.papers import paperfiles
from yuetan_desktop.services.workspace import Workspace

_AHEAD = timedelta(days=100)  # a quarter and some days: the next of each kind is among them


def rhythm(ws: Workspace) -> dict[MeetingKind, int]:
    """The day of each kind as set; 0 where the office holds none."""
    office = read_office(ws)
    return {
        MeetingKind.WEEKLY: office.meeting_weekday,
        MeetingKind.MONTHLY: office.meeting_month_day,
        MeetingKind.QUARTERLY: office.meeting_quarter_day,
    }


def meeting_entries(ws: Workspace) -> Iterator[DueEntry]:
    """The meetings of the next hundred days, for the calendar and the .ics file."""
    today, calendar = ws.today(), ws.calendar
    for kind, on in rhythm(ws).items():
        if not on:
            continue
        for day in meeting_days(kind, on, today, today + _AHEAD, calendar):
            found = standing(day, today, calendar, done=False)
            yield DueEntry(
                subject=Subject.MEETING,
                id=day.toordinal(),
                key=kind.name.lower(),
                number=kind.value,
                unit="例会",
                level=None,
                day=day,
                label=kind.value,
                cite="",
                state=found.state,
                days_left=found.days_left,
                text=found.text,
                days_estimated=found.estimated,
                estimated=calendar.is_estimated(day, day),
            )


@dataclass(frozen=True, slots=True)
class DoneLine:
    """A limit that was met, or a task that was closed, since the last meeting."""

    unit: str
    what: str
    number: str
    day: date
    state: str


@dataclass(frozen=True, slots=True)
class Agenda:
    """What a meeting has before it; `before` and `after` are the meetings beside it."""

    kind: MeetingKind
    day: date
    before: date
    after: date
    overdue: tuple[DueEntry, ...]
    coming: tuple[DueEntry, ...]
    done: tuple[DoneLine, ...]

    @property
    def overdue_by_unit(self) -> str:
        """云麓区2项、岚溪县1项."""
        counted = Counter(entry.unit for entry in self.overdue).most_common()
        return "、".join(f"{unit}{count}项" for unit, count in counted)


def agenda(ws: Workspace, kind: MeetingKind, day: date | None = None) -> Agenda:
    """As things stand today, for the meeting of a day; the next one if none is named."""
    from yuetan_desktop.services.reports import duecalendar

    today, on = ws.today(), rhythm(ws)[kind]
    if day is None:
        coming = meeting_days(kind, on, today, today + _AHEAD, ws.calendar) if on else []
        day = coming[0] if coming else today
    before, after = neighbours(kind, on, day, ws.calendar)
    entries = duecalendar.running(ws)
    return Agenda(
        kind,
        day,
        before,
        after,
        tuple(entry for entry in entries if entry.is_overdue),
        tuple(entry for entry in entries if not entry.is_overdue and entry.day <= after),
        tuple(sorted(_done(ws, before), key=lambda line: (line.day, line.number))),
    )


def _done(ws: Workspace, since: date) -> Iterator[DoneLine]:
    from yuetan_desktop.services import rectification

    for file in casefiles.list_cases(ws):
        for limit in file.deadlines:
            if limit.done_on is not None and limit.done_on > since:
                unit = file.basis.place.name
                label = limit.label.split("（")[0]
                yield DoneLine(unit, label, file.number, limit.done_on, limit.text)
    for task in rectification.ledger(ws):
        end = task.state.end
        if end is not None and end.day > since and task.standing is not None:
            yield DoneLine(task.place_name, task.terms.name, task.code, end.day, task.standing.text)


def write_agenda(ws: Workspace, out: Path, kind: MeetingKind, day: date | None = None) -> Path:
    """The agenda as a Word document to print and to write on."""
    found = agenda(ws, kind, day)
    office = read_office(ws)
    late = f"一、逾期事项（{len(found.overdue)}项{'：' if found.overdue else ''}"
    parts = (
        AgendaPart(f"{late}{found.overdue_by_unit}）", "没有逾期事项。", _lines(found.overdue)),
        AgendaPart(
            f"二、下次会议（{found.after}）前到期（{len(found.coming)}项）",
            "没有到期事项。",
            _lines(found.coming),
        ),
        AgendaPart(
            f"三、上次会议（{found.before}）以来办结（{len(found.done)}项）",
            "没有办结事项。",
            [
                AgendaLine(one.unit, one.what, one.number, str(one.day), one.state.replace(" ", ""))
                for one in found.done
            ],
        ),
    )
    return meetingagenda.write_agenda(
        out,
        f"{office.city}生态环境保护行政约谈{kind}议程",
        head_line(ws, f"会议日期：{found.day}"),
        parts,
        "四、议定事项",
        paperfiles.faces_of(office),
    )


def _lines(entries: tuple[DueEntry, ...]) -> list[AgendaLine]:
    return [
        AgendaLine(
            entry.unit,
            entry.what,
            entry.number,
            f"{entry.day}{'（暂估）' if entry.estimated else ''}",
            entry.text.replace(" ", ""),
        )
        for entry in entries
    ]
