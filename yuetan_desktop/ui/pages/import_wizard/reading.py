"""Reading a file with all that was decided so far, in the background; the last reading counts."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from yuetan_desktop.services.importing import importpreview
from yuetan_desktop.services.importing.importpreview import ImportPreview
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.import_wizard.session import Session
from yuetan_desktop.ui.tasks import Job


class Reading(QObject):
    """`read(session)` when a preview is ready; `refused(session, error)` when there is none."""

    read = Signal(object)
    refused = Signal(object, object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self.desk = desk
        self._job: Job | None = None
        self._asked = 0

    def run(self, session: Session) -> Job:
        """Preview again; what is still being read with older decisions is given up."""
        if self._job is not None:
            self._job.cancel()
        self._asked += 1
        number = self._asked
        path, said = session.path, session.said
        self._job = self.desk.tasks.run(
            f"校验“{path.name}”",
            lambda ws, progress: importpreview.preview(ws, path, said, progress=progress),
            lambda preview: self._done(number, session, preview),
            failed=lambda error: self._failed(number, session, error),
        )
        return self._job

    def _done(self, number: int, session: Session, preview: ImportPreview) -> None:
        if number == self._asked:
            self._job = None
            session.preview = preview
            self.read.emit(session)

    def _failed(self, number: int, session: Session, error: Exception) -> None:
        if number == self._asked:
            self._job = None
            self.refused.emit(session, error)
