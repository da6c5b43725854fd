"""What reading a file gives: tables understood, values with their cells, and every doubt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from operator import itemgetter, methodcaller
from typing import NamedTuple

from yuetan_desktop.domain.monitoring import Monitoring


class Severity(StrEnum):
    ERROR = "错误"  # the cell is not stored
    WARNING = "警告"  # stored, but somebody should look
    HINT = "提示"


@dataclass(frozen=True, slots=True)
class Problem:
    """A doubt at its cell; `proposal` is what the cell probably should say."""

    severity: Severity
    sheet: str
    cell: str
    message: str
    proposal: str = ""

    def __str__(self) -> str:
        where = f"{self.sheet}!{self.cell}" if self.sheet and self.cell else self.cell or self.sheet
        return f"{self.severity} {where}".rstrip() + f"：{self.message}"


class More(NamedTuple):
    """So many doubts of one kind about a column, beyond those of it that are put in words."""

    sheet: str
    letter: str
    severity: Severity
    number: int


class PlaceRole(StrEnum):
    """What the column says a name is; the service decides which place it means."""

    UNIT = "unit"
    CITY = "city"
    TOWN = "town"
    SECTION = "section"
    STATION = "station"
    SOURCE = "source"


class PlaceName(NamedTuple):
    """A name as written, with what the same row says about it."""

    name: str
    role: PlaceRole
    parent: str = ""
    river: str = ""
    grade: str = ""
    code: str = ""


class Seen(NamedTuple):
    """One value; `place` is an index into `FileReading.places`. A tuple because there may be
    a million of them."""

    place: int
    indicator: str
    period: str
    value: float | None
    text: str
    sheet: str
    cell: str
    list_name: str
    list_size: int | None


class DayRow(NamedTuple):
    """The plain numbers of one place and day; `line` is the row's number in its sheet."""

    place: int
    period: str
    line: int
    numbers: tuple[float | None, ...]


_NUMBERS, _GAPS = itemgetter(3), methodcaller("count", None)


@dataclass(slots=True)
class DayTable:
    """The plain numbers of a long table of days, a row a place and day. What is not plain (texts,
    numbers out of range) is among the reading's observations."""

    sheet: str
    indicators: tuple[str, ...]
    letters: tuple[str, ...]  # of the columns that hold them
    rows: list[DayRow] = field(default_factory=list)
    has_gaps: bool = False  # whether a row lacks a number

    def values(self, row: DayRow) -> Iterator[Seen]:
        """The values of a row, each alone."""
        place, period, line, numbers = row
        new, sheet = tuple.__new__, self.sheet
        for key, letter, number in zip(self.indicators, self.letters, numbers, strict=True):
            if number is not None:
                cell = f"{letter}{line}"
                yield new(Seen, (place, key, period, number, "", sheet, cell, "", None))

    def seen(self, row: DayRow, column: int) -> Seen:
        """The value of a row in one column, which has a number there."""
        place, period, line, numbers = row
        key, cell = self.indicators[column], f"{self.letters[column]}{line}"
        return Seen(place, key, period, numbers[column], "", self.sheet, cell, "", None)

    def count(self) -> int:
        """How many values the rows hold."""
        gaps = sum(map(_GAPS, map(_NUMBERS, self.rows))) if self.has_gaps else 0
        return len(self.rows) * len(self.indicators) - gaps


def at_cell(seen: Seen, severity: Severity, message: str, proposal: str = "") -> Problem:
    """A doubt at the cell of a value."""
    return Problem(severity, seen.sheet, seen.cell, message, proposal)


class SeenTarget(NamedTuple):
    """A target as a file states it; `place` is its index among the names read."""

    place: int
    indicator: str
    period: str
    value: float
    document: str
    signed_on: date | None
    sheet: str
    cell: str


class SeenIncident(NamedTuple):
    """`kind` is a key of the regulation's incident catalogue; `cell` that of the kind."""

    place: int
    kind: str
    day: date
    title: str
    subject: str
    document: str
    confirmed: bool | None
    found_by: str
    found_on: date | None
    evidence: str
    sheet: str
    cell: str


class AuditMark(NamedTuple):
    """What is said of the values in some rows of a sheet, in one column or (no letter) in all; of
    no sheet: of the whole file. Rows count from 1; 0 to 0 are all of them."""

    sheet: str
    first_row: int
    last_row: int
    letter: str
    monitoring: Monitoring


class Covered(NamedTuple):
    """The time of which a list of events tells all of a kind: a register its months, a circular
    its day, where it is known by its document."""

    kind: str
    first: date
    last: date
    document: str | None = None


@dataclass(frozen=True, slots=True)
class ColumnReading:
    """How one column was understood; `meaning` is a Chinese phrase for the screen."""

    letter: str
    head: str
    meaning: str
    indicator: str = ""
    unit: str = ""
    confidence: float = 1.0
    key: str = ""  # names the column in its layout, also next year
    use: str = ""  # what the clerk may change: see `mapping.USES`
    period: str = ""
    list_name: str = ""
    role: str = ""  # for places, which kind
    chosen: bool = False  # the clerk said so
    why: str = ""

    @property
    def known(self) -> bool:
        return self.meaning != ""


@dataclass(slots=True)
class TableReading:
    """One table: where its head and its data stand, what its columns mean, how many values."""

    sheet: str
    title: str
    first_head_row: int  # 1-based, as the sheet shows it
    last_head_row: int
    first_row: int
    last_row: int
    first_letter: str
    last_letter: str
    columns: tuple[ColumnReading, ...]
    layout: str = ""
    values: int = 0
    missing: int = 0
    set_aside: int = 0  # totals and averages
    fingerprint: str = ""  # of its heads without their periods

    @property
    def data_range(self) -> str:
        return f"{self.first_letter}{self.first_row}:{self.last_letter}{self.last_row}"

    @property
    def matched(self) -> int:
        return sum(column.known for column in self.columns)


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet's own cells as text, for showing beside the problems; the corner is (top, left)."""

    top: int
    left: int
    rows: tuple[tuple[str, ...], ...]


@dataclass(slots=True)
class FileReading:
    """Everything one file says."""

    file_name: str
    sha256: str
    kind: str
    tables: list[TableReading] = field(default_factory=list)
    # Heads over rows of which nothing is stored, unless the clerk says what they are.
    unread: list[TableReading] = field(default_factory=list)
    places: list[PlaceName] = field(default_factory=list)
    place_cells: list[tuple[str, str]] = field(default_factory=list)
    observations: list[Seen] = field(default_factory=list)
    day_tables: list[DayTable] = field(default_factory=list)  # long tables of days
    targets: list[SeenTarget] = field(default_factory=list)
    incidents: list[SeenIncident] = field(default_factory=list)
    covered: list[Covered] = field(default_factory=list)
    audits: list[AuditMark] = field(default_factory=list)
    doubled: list[Seen] = field(default_factory=list)  # left out: the same was there, otherwise
    # Values of a month, or a day of it, of which the year is said nowhere: sheet, cell, month.
    yearless: list[tuple[str, str, int]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    # Cells the clerk corrected: (sheet, cell) → what the file itself says.
    originals: Mapping[tuple[str, str], str] = field(default_factory=dict)
    grids: dict[str, Grid] = field(default_factory=dict)  # the first rows of each sheet, as written

    def values(self) -> Iterator[Seen]:
        """Every value, those of long tables of days last."""
        yield from self.observations
        for table in self.day_tables:
            for row in table.rows:
                yield from table.values(row)

    def count_values(self) -> int:
        """How many values there are, without looking at each."""
        return len(self.observations) + sum(table.count() for table in self.day_tables)

    def periods(self) -> dict[str, Seen]:
        """Every period with a first value of it."""
        found = {seen.period: seen for seen in reversed(self.observations)}
        for table in self.day_tables:
            for period, row in {row.period: row for row in reversed(table.rows)}.items():
                found.setdefault(period, next(table.values(row)))
        return found

    def errors(self) -> list[Problem]:
        return [problem for problem in self.problems if problem.severity is Severity.ERROR]


@dataclass(frozen=True, slots=True)
class IncidentWord:
    """An incident kind as the regulation names it, for registers of events."""

    key: str
    names: tuple[str, ...]
    needs_evidence: bool = False
    needs_basis: bool = False
