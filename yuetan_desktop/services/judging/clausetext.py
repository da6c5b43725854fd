"""Where the words of the regulation are parsed, and where they leave something open."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from yuetan_desktop.domain.reading import Reading


@dataclass(frozen=True, slots=True)
class Mark:
    """`text[start:end]` is evaluated as it stands; with a `reading` the office interprets it."""

    start: int
    end: int
    reading: str = ""


def open_marks(text: str, readings: Iterable[Reading]) -> tuple[Mark, ...]:
    """Where each open wording stands in a text, in order; a wording's parts are marked apart."""
    found: list[Mark] = []
    for reading in readings:
        match = _pattern(reading.wording).search(text)
        if match:
            spans = [match.span(n) for n in range(1, len(match.groups()) + 1)]
            found += [Mark(start, end, reading.id) for start, end in spans]
    return tuple(sorted(_apart(found), key=lambda mark: mark.start))


def parsed_marks(text: str) -> tuple[Mark, ...]:
    """The phrases that are evaluated: what stands between punctuation, without 或 and 的."""
    return tuple(Mark(*match.span(1)) for match in _PHRASE.finditer(text))


_PHRASE = re.compile(
    r"(?:^|[，,；;。：:])\s*(?:或(?!者))?\s*([^，,；;。：:\s][^，,；;。：:]*?)(?=的?\s*(?:[，,；;。：:]|$))"
)


def _pattern(wording: str) -> re.Pattern[str]:
    """A wording as it may be set: spaces anywhere, other numbers, words between its parts."""
    parts = []
    for part in wording.split("…"):
        loose = r"\s*".join(re.escape(c) for c in re.sub(r"N|\d+", "#", part))
        parts.append("(" + loose.replace(r"\#", r"\d+") + ")")
    return re.compile(".*?".join(parts))


def _apart(marks: list[Mark]) -> Iterator[Mark]:
    """The longer of two that overlap: 未达到阶段目标 rather than 阶段目标."""
    taken: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: mark.start - mark.end):
        if all(mark.end <= other.start or mark.start >= other.end for other in taken):
            taken.append(mark)
            yield mark
