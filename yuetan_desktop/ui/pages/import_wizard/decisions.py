"""What the clerk decides about the file under way; after each decision it is read again."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QWidget

from yuetan_desktop.domain.monitoring import Monitoring
from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.place import PlaceKind
from yuetan_desktop.services.importing.importpreview import TableReading
from yuetan_desktop.services.importing.importvalues import Mode
from yuetan_desktop.services.importing.layouts import ColumnChoice
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.import_wizard.issues import Issue
from yuetan_desktop.ui.pages.import_wizard.placemenu import more_menu
from yuetan_desktop.ui.pages.import_wizard.session import NO_YEAR, Session


class Decisions(QObject):
    """`decided` when the session holds something new that reading must take into account."""

    decided = Signal()

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.desk, self._parent = desk, parent
        self.session: Session | None = None

    def correct(self, sheet: str, cell: str, value: str, basis: str) -> None:
        """A cell says something else, on a basis."""
        if self.session is not None:
            self.session.correct(sheet, cell, value, basis)
            self.decided.emit()

    def map_column(self, table: TableReading, key: str, choice: ColumnChoice | None) -> None:
        """A column is something else."""
        if self.session is not None:
            self.session.map_column(table.fingerprint, key, choice)
            self.decided.emit()

    def say_period(self, period: Period | None) -> None:
        """What the file is of, where it does not say."""
        if self.session is not None:
            self.session.period = period
            self.decided.emit()

    def say_year(self, year: int | None) -> None:
        """Of which year its dates are, where they have none."""
        if self.session is not None:
            self.session.year = year
            self.decided.emit()

    def say_place(self, name: str, place_id: int | None) -> None:
        """Of which unit the file is, where it does not say; a new name is offered for
        registration."""
        if self.session is not None:
            self.session.choices.pop(self.session.place, None)
            self.session.place = name
            if place_id is not None:
                self.session.choices[name] = place_id
            self.decided.emit()

    def say_head(self, sheet: str, rows: tuple[int, int] | None) -> None:
        """Where a sheet's head stands; None leaves it to recognition."""
        if self.session is not None:
            self.session.heads.pop(sheet, None)
            if rows is not None:
                self.session.heads[sheet] = rows
            self.decided.emit()

    def say_monitoring(self, said: Monitoring) -> None:
        """How far its values were audited and who monitors, where the clerk knows better."""
        if self.session is not None and self.session.monitoring != said:
            self.session.monitoring = said
            self.decided.emit()

    def say_mode(self, mode: Mode) -> None:
        """What becomes of values that are stored already."""
        if self.session is not None and self.session.mode is not mode:
            self.session.mode = mode
            self.decided.emit()

    def propose_place(self, issue: Issue) -> None:
        """Do what the line of an unknown name, or of dates without a year, proposes."""
        if self.session is not None and (year := NO_YEAR.match(issue.message)):
            self.say_year(int(year[1]))
        elif self.session is not None:
            self.session.propose_places(issue.names)
            self.decided.emit()

    def choose_place(self, names: tuple[str, ...], choice: int | PlaceKind | None) -> None:
        """Names mean a place, a new place of a kind, or nothing to import."""
        if self.session is not None:
            self.session.choices.update(dict.fromkeys(names, choice))
            self.decided.emit()

    def more(self, issue: Issue, where: QPoint) -> None:
        """What else can be done about a problem."""
        more_menu(self.desk, issue, self.choose_place, self._parent).popup(where)
