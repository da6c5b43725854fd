"""The pages beside the form: laid out in the background, anew after each pause in typing."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from yuetan_desktop.errors import AppError, Cancelled
from yuetan_desktop.services.papers import paperdesk
from yuetan_desktop.services.papers.paperdesk import Owner
from yuetan_desktop.services.paperwork import LaidOut
from yuetan_desktop.ui import messages
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.papers.board import as_image
from yuetan_desktop.ui.pages.papers.form import PaperForm
from yuetan_desktop.ui.pages.papers.preview import PaperPreview

PAUSE_MS = 500  # in typing, before the pages are laid out
WORKING = "正在排版…"


class LayoutRun(QObject):
    """One layout at a time; a change meanwhile queues one more."""

    def __init__(self, desk: Desk, form: PaperForm, preview: PaperPreview) -> None:
        super().__init__(preview)
        self._desk, self._form, self._preview = desk, form, preview
        self._paper: tuple[Owner, str, Mapping[str, str]] | None = None
        self._running = self._again = False
        self._timer = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._timer.timeout.connect(self.now)
        self._made: LaidOut | None = None
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._on_focus)

    def show_paper(self, owner: Owner, kind: str, values: Mapping[str, str]) -> None:
        """Whose pages are wanted, as its form stands."""
        if self._paper is not None and self._paper[:2] != (owner, kind):
            self._made = None  # the pages of the paper before
            self._preview.board.outline(())
        self._paper = (owner, kind, values)

    def announce(self) -> None:
        """At each key: the pages follow later than the 150 ms within which typing shows."""
        self._preview.say(WORKING)

    def soon(self) -> None:
        """After the pause."""
        self.announce()
        self._timer.start()

    def stop(self) -> None:
        """Nothing is laid out unseen."""
        self._timer.stop()

    def now(self) -> None:
        """Make the pages anew."""
        if self._paper is None:
            return
        if self._running:
            self._again = True
            return
        self._running, self._again = True, False
        owner, kind, values = self._paper
        self.announce()
        self._desk.tasks.run(
            "排版",
            lambda ws, _: paperdesk.lay_out(ws, owner, kind, values),
            done=self._laid_out,
            failed=self._not_laid_out,
        )

    def _laid_out(self, made: LaidOut) -> None:
        self._running = False
        self._made = made
        pages = [as_image(page) for page in made.pages]
        self._preview.show_pages(pages, "办公软件排版", made.check.blanks)
        self._form.show_layout(made.check.measured)
        self._outline(QApplication.focusWidget())
        if self._again:
            self.now()

    def _on_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        self._outline(now)

    def _outline(self, focused: QWidget | None) -> None:
        """§8.5: the field that has the caret is outlined on the page."""
        if self._made is None or not self._preview.isVisible():
            return
        edited = (
            value
            for key, value in self._form.values().items()
            if focused is not None and _holds(self._form.fields[key].editor, focused)
        )
        self._preview.board.outline(self._made.where(next(edited, "")))

    def _not_laid_out(self, error: Exception) -> None:
        self._running = False
        self._form.show_layout((), "没有排版，未检查。")
        if isinstance(error, Cancelled):
            self._preview.say("已取消排版")
        elif isinstance(error, AppError):
            # What was kept is nobody's question here: a preview stores nothing.
            self._preview.say(f"{error.message}{error.hint}")
        else:
            messages.show_error(error, self._preview)


def _holds(editor: QWidget, focused: QWidget) -> bool:
    return editor is focused or editor.isAncestorOf(focused)
