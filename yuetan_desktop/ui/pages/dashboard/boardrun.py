"""The board of a month: at once where that is quick, else unit after unit, told as it goes on, so
that the window answers meanwhile."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer

from yuetan_desktop.domain.period import Period
from yuetan_desktop.services import assessing
from yuetan_desktop.ui.page import Page
from yuetan_desktop.ui.widgets.containers import Banner

_BREATH_MS = 10  # between two units, for what was pressed


class BoardRun(Banner):
    """Hidden where nothing is waited for. Another page's turn stops it; its own goes on with it."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._month: Period | None = None
        self._then: Callable[[], None] | None = None
        self._next = QTimer(self, singleShot=True, interval=_BREATH_MS)
        self._next.timeout.connect(self._go_on)

    def run(self, month: Period, then: Callable[[], None]) -> None:
        """Call `then` once the month's units are assessed; a month asked for later takes over."""
        self._month, self._then = month, then
        self._next.stop()
        if assessing.takes_long(self._page.desk.ws):
            self._go_on()
        else:
            then()

    def _go_on(self) -> None:
        if self._month is None or self._then is None or self._page.desk.tasks.is_closed:
            return
        if not self._page.isVisible():
            self._page.mark_stale()
            return
        done, total = assessing.assess_next(self._page.desk.ws, self._month)
        if done < total:
            self.show_fact("正在研判", f"已研判 {done * 100 // total}%，可先看别的页面。")
            self._next.start()
            return
        self.hide()
        self._then()
