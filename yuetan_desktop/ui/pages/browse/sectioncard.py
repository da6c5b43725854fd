"""断面卡片: what is known of one section and whom to call, to look at and to print."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from yuetan_desktop.services.reports import sectioncards
from yuetan_desktop.ui import messages
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.browse.cardgrid import card_grid
from yuetan_desktop.ui.widgets.buttons import PRIMARY
from yuetan_desktop.ui.widgets.dialog import Dialog


class SectionCardDialog(Dialog):
    """The card of one section, with the way to its registration where something is missing."""

    def __init__(self, desk: Desk, place_id: int, *, parent: QWidget | None = None) -> None:
        (self.card,) = sectioncards.cards(desk.ws, [place_id])
        super().__init__(f"断面卡片 · {self.card.place.name}", parent, width=480)
        self.desk = desk
        self.body.addLayout(card_grid(self.card.lines, missing=sectioncards.NONE))
        self.add_button("关闭")
        self.add_button("去登记", self._register)
        self.add_button("打印", self.print, kind=PRIMARY)

    def _register(self) -> None:
        self.accept()
        self.desk.go("settings", "sections")

    def print(self) -> None:
        """As a Word file, offered to open and print."""
        place = self.card.place
        name = f"断面卡片{place.name}.docx"
        target = messages.pick_target(self, "打印断面卡片", name, "Word 文档 (*.docx)")
        if target is None:
            return
        self.accept()
        self.desk.export(
            "断面卡片", target, lambda ws, _: sectioncards.write_cards(ws, target, [place.id])
        )
