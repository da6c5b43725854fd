"""Days as an iCalendar file (RFC 5545) that phones and calendar programs read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from yuetan_desktop.wholefile import writing

_PRODUCT = "-//yuetan//deadlines//ZH"
_LINE_OCTETS = 75  # RFC 5545, 3.1


@dataclass(frozen=True, slots=True)
class DayEvent:
    """A whole day. `uid` stays the same when the day moves, so that a second import replaces it;
    `tentative` marks a day that may still move (暂估)."""

    uid: str
    day: date
    summary: str
    description: str = ""
    tentative: bool = False
    remind_days_before: int | None = None


def ics_text(name: str, events: Iterable[DayEvent], made_at: datetime) -> str:
    """The whole file, with CRLF line ends. `made_at` is local time."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{_PRODUCT}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_escaped(name)}",
    ]
    stamp = made_at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    for event in events:
        lines += _event(event, stamp)
    lines.append("END:VCALENDAR")
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def write_ics(name: str, events: Iterable[DayEvent], made_at: datetime, out: Path) -> Path:
    """The calendar as a file; raises AppError where it cannot be written."""
    with writing(out) as part:
        part.write_bytes(ics_text(name, events, made_at).encode("utf-8"))
    return out


def _event(event: DayEvent, stamp: str) -> list[str]:
    lines = [
        "BEGIN:VEVENT",
        f"UID:{event.uid}",
        f"DTSTAMP:{stamp}",
        f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{event.day + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_escaped(event.summary)}",
        f"STATUS:{'TENTATIVE' if event.tentative else 'CONFIRMED'}",
        "TRANSP:TRANSPARENT",
    ]
    if event.description:
        lines.append(f"DESCRIPTION:{_escaped(event.description)}")
    if event.remind_days_before is not None:
        lines += [
            "BEGIN:VALARM",
            "ACTION:DISPLAY",
            f"DESCRIPTION:{_escaped(event.summary)}",
            f"TRIGGER:-P{event.remind_days_before}D",
            "END:VALARM",
        ]
    return [*lines, "END:VEVENT"]


def _escaped(text: str) -> str:
    for mark in ("\\", ";", ","):
        text = text.replace(mark, f"\\{mark}")
    return text.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n")


def _folded(line: str) -> str:
    """Lines of at most 75 octets; a character is never torn, what follows begins with a space."""
    parts, part, size = [], "", 0
    for mark in line:
        octets = len(mark.encode("utf-8"))
        if size + octets > _LINE_OCTETS:
            parts.append(part)
            part, size = " ", 1
        part += mark
        size += octets
    return "\r\n".join([*parts, part])
