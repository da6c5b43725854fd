"""What every part of the settings is: a panel that refreshes and writes through the worker."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QWidget

from yuetan_desktop.services import office, takeback
from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.ui.acting import run_act
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.widgets.buttons import PRIMARY, Button
from yuetan_desktop.ui.widgets.containers import Panel, row


class Part(Panel):
    """Subclasses fill `body` and write `refresh`; `write_office` stores a change. `inset` as of a
    panel: 16 where the part begins with fields."""

    def __init__(self, desk: Desk, title: str, subtitle: str = "", *, inset: int = 12) -> None:
        super().__init__(title, subtitle, inset=inset)
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
        self.save_button = Button("保存", PRIMARY)
        self.save_button.clicked.connect(save)
        foot.addWidget(self.save_button)
        self.body.addLayout(foot)

    def write_office(
        self, name: str, said: Mapping[str, Any], done: Callable[[], object] | None = None
    ) -> None:
        """Store what is entered about the office; `name` is what 撤销 is followed by."""
        stored = office.read_office(self.desk.ws)
        before = {key: getattr(stored, key) for key in said if getattr(stored, key) != said[key]}

        def work(ws: Workspace) -> None:
            office.save_office(ws, replace(office.read_office(ws), **said))

        run_act(
            self.desk,
            name,
            work,
            lambda ws, _: takeback.put_back_office(ws, before),
            self,
            after=lambda _: done() if done is not None else None,
            blocks=[self.save_button],
        )
