"""What every part of the settings is: a panel that refreshes and writes through the worker."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.ui import messages
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.widgets.buttons import PRIMARY, Button
from yuetan_desktop.ui.widgets.containers import Panel, row


class Part(Panel):
    """Subclasses fill `body` and write `refresh`; `write` runs a change and says it is done."""

    def __init__(self, desk: Desk, title: str, subtitle: str = "") -> None:
        super().__init__(title, subtitle)
        self.desk = desk

    def refresh(self) -> None:
        raise NotImplementedError

    def add_foot(self, save: Callable[[], None], *left: QWidget) -> None:
        """The last row of what is entered: 保存 at the right, anything else at the left."""
        foot = row()
        foot.setContentsMargins(16, 4, 16, 12)
        for widget in left:
            foot.addWidget(widget)
        foot.addStretch()
        button = Button("保存", PRIMARY)
        button.clicked.connect(save)
        foot.addWidget(button)
        self.body.addLayout(foot)

    def write(
        self,
        said: str,
        work: Callable[[Workspace], Any],
        done: Callable[[Any], None] | None = None,
    ) -> None:
        def finish(result: Any) -> None:
            self.desk.notice(said)
            if done is not None:
                done(result)

        self.desk.tasks.run(
            said,
            lambda ws, _progress: work(ws),
            done=finish,
            failed=lambda error: messages.show_error(error, self),
        )
