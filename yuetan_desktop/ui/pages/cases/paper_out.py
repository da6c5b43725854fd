"""A paper's newest file out of the program: printed, or opened in the office suite."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from yuetan_desktop.services import paperwork
from yuetan_desktop.services.paperwork import IssuedPaper
from yuetan_desktop.ui.page import Desk


def print_paper(desk: Desk, case_id: int | None, kind: str, parent: QWidget) -> None:
    from yuetan_desktop.ui.pages.papers.printing import PrintDialog

    if (paper := _newest(desk, case_id, kind)) is not None:
        PrintDialog(desk, paper, parent=parent).exec()


def open_paper(desk: Desk, case_id: int | None, kind: str, parent: QWidget) -> None:
    if (paper := _newest(desk, case_id, kind)) is None:
        return
    from yuetan_desktop.ui.pages.papers.issuing import open_file

    open_file(paper.path, kind, parent)


def _newest(desk: Desk, case_id: int | None, kind: str) -> IssuedPaper | None:
    if case_id is None:
        return None
    made = [paper for paper in paperwork.papers(desk.ws, case_id) if paper.kind == kind]
    return made[-1] if made else None
