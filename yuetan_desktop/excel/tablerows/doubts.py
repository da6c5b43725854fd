"""Problems of one table, each with its cell."""

from __future__ import annotations

from yuetan_desktop.excel.recognition.periods import When
from yuetan_desktop.excel.recognition.table import Table
from yuetan_desktop.excel.recognition.titles import no_period
from yuetan_desktop.excel.results import FileReading, Problem, Severity

MAX_PROBLEMS = 2000


class Doubts:
    """Problems of one table, with the address of their cell."""

    def __init__(self, table: Table, into: FileReading) -> None:
        self._sheet = table.block.sheet
        self._into = into
        self._problems = into.problems
        self._said = table.said

    def say(
        self, severity: Severity, row: int, column: int, message: str, proposal: str = ""
    ) -> None:
        if len(self._problems) < MAX_PROBLEMS:
            cell = self._sheet.cell(row, column) if column >= 0 else ""
            self._problems.append(Problem(severity, self._sheet.name, cell, message, proposal))

    def once(
        self, severity: Severity, row: int, column: int, message: str, proposal: str = ""
    ) -> None:
        if message not in self._said:
            self._said.add(message)
            self.say(severity, row, column, message, proposal)

    def no_period(self, row: int, column: int, table: Table, when: When) -> None:
        """A value is of no period; where only the year is missing, it can be said."""
        words = no_period(when, year_of_file=table.year_of_file, year_said=table.year_said)
        self.once(Severity.ERROR, row, column, words)
        if when.year is None and when.first is not None and not when.unclear:
            cell = self._sheet.cell(row, column)
            self._into.yearless.append((self._sheet.name, cell, when.first))
