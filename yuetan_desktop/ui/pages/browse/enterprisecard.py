"""企业卡片: what is known of one enterprise, its 正面清单 mark first."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from yuetan_desktop.services import enterprises
from yuetan_desktop.services.enterprises import EnterpriseCard
from yuetan_desktop.ui.pages.browse.cardgrid import card_grid
from yuetan_desktop.ui.widgets.buttons import PRIMARY
from yuetan_desktop.ui.widgets.containers import column, row, scrolling, surface
from yuetan_desktop.ui.widgets.dialog import Dialog
from yuetan_desktop.ui.widgets.labels import Chip


class EnterpriseCardDialog(Dialog):
    """Its line in the lists, and the visits, matters and tasks that name it."""

    def __init__(self, card: EnterpriseCard, *, parent: QWidget | None = None) -> None:
        super().__init__(f"企业卡片 · {card.enterprise.name}", parent, width=520)
        self.card = card
        lines = surface("white")
        inside = column(lines, gap=12)
        if card.enterprise.is_listed:
            self.mark = Chip("正面清单", "ok")
            marked = row()
            marked.addWidget(self.mark)
            marked.addStretch()
            inside.addLayout(marked)
        inside.addLayout(card_grid(self.card.lines, missing=enterprises.NONE))
        inside.addStretch()
        self.body.addWidget(scrolling(lines), 1)
        self.add_button("关闭", kind=PRIMARY)
        self.open_at(560, 360)
