"""The program as the tests of the main line see it, however it was reached."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from tests.e2e import workbooks
from yuetan_desktop.app import Program
from yuetan_desktop.domain.period import Period
from yuetan_desktop.services import places
from yuetan_desktop.ui.pages.dashboard.page import DashboardPage

SEPTEMBER = Period.month(2026, 9)
FIFTH = 5


def shown_words(widget: QWidget) -> str:
    """What a clerk reads there."""
    labels = [w for w in widget.findChildren(QLabel) if w.isVisible()]
    links = [w for w in widget.findChildren(QAbstractButton) if w.isVisible()]
    return "\n".join(w.text() or w.toolTip() for w in (*labels, *links))


def name_of(widget: QWidget) -> str:
    return widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")


class Line:
    """The program with what a test asks of it."""

    def __init__(self, running: Program, qtbot: Any) -> None:
        self.program, self.window, self.qtbot = running, running.window, qtbot

    def wait(self, until: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(until()))

    def settle(self) -> None:
        """Until no work is running."""
        self.wait(lambda: self.program.tasks is not None and not self.program.tasks.is_busy)

    @property
    def ws(self) -> Any:
        return self.program.reader

    def page(self, kind: type[Any]) -> Any:
        found = self.window.current_page
        assert isinstance(found, kind), f"{type(found).__name__} is shown"
        return found

    @property
    def dashboard(self) -> DashboardPage:
        return self.page(DashboardPage)

    @property
    def wizard(self) -> Any:
        return self.window.page("data").view("wizard")  # type: ignore[attr-defined]

    def state(self, unit: str = "雁江区", level: int = FIFTH) -> str:
        """What the matrix shows for a unit and level."""
        row = next(r for r in self.dashboard.matrix.view.matrix.rows if r.name == unit)
        return str(next(cell.state for cell in row.cells if cell.level == level))

    def id_of(self, unit: str) -> int:
        return int(places.find_place(self.ws, unit).id)

    def check_side_panel(self) -> None:
        """Why, by which article, with which numbers, from which cell."""
        side = self.dashboard.side
        assert side.isVisible()
        words = shown_words(side)
        for said in ("第八条", "28.3", "28.0", "78.8", workbooks.MONTHLY):
            assert said in words, said

    def check_paper(self, path: Path) -> None:
        """第十二条: the paper prints the article, the numbers and the reading it stands on."""
        with zipfile.ZipFile(path) as archive:
            xml = archive.read("word/document.xml").decode()
        for said in ("雁江区人民政府", "第八条", "28.3", "78.8", "口径", "028-26110001"):
            assert said in xml, said

    def check_summary(self, path: Path) -> None:
        """Who, which level, why and from which cell."""
        text = "\n".join(
            str(cell.value)
            for sheet in load_workbook(path).worksheets
            for row in sheet.iter_rows()
            for cell in row
        )
        for said in ("雁江区", "第八条（一）1", "28.3", f"{workbooks.MONTHLY} › 前三季度!B3"):
            assert said in text, said

    def tomorrow(self) -> str:
        return f"{self.ws.today() + timedelta(days=1)} 09:30"
