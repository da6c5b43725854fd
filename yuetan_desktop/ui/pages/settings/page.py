"""设置: a list of subjects at the left, the chosen one at the right, made when first seen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QStackedWidget, QWidget

from yuetan_desktop.ui.page import Desk, Page
from yuetan_desktop.ui.pages.settings.calendar_part import CalendarPart
from yuetan_desktop.ui.pages.settings.duties_part import DutiesPart
from yuetan_desktop.ui.pages.settings.ledger_part import LedgerPart
from yuetan_desktop.ui.pages.settings.look_part import LookPart
from yuetan_desktop.ui.pages.settings.meetings_part import MeetingsPart
from yuetan_desktop.ui.pages.settings.office_part import OfficePart
from yuetan_desktop.ui.pages.settings.papers_part import PapersPart
from yuetan_desktop.ui.pages.settings.part import Part
from yuetan_desktop.ui.pages.settings.places_part import SectionsPart, UnitsPart
from yuetan_desktop.ui.pages.settings.targets_part import TargetsPart
from yuetan_desktop.ui.theme import theme
from yuetan_desktop.ui.widgets.containers import column, row, scrolling

PARTS: tuple[tuple[str, str, Callable[[Desk], Part]], ...] = (
    ("office", "办公室", OfficePart),
    ("units", "责任单位", UnitsPart),
    ("sections", "断面与水源地", SectionsPart),
    ("duties", "分工与原因", DutiesPart),
    ("targets", "阶段目标", TargetsPart),
    ("calendar", "工作日历", CalendarPart),
    ("papers", "文书", PapersPart),
    ("ledger", "整改与回头看", LedgerPart),
    ("meetings", "例会", MeetingsPart),
    ("look", "显示与提醒", LookPart),
)


class SettingsPage(Page):
    key = "settings"
    title = "设置"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.parts: dict[str, Part] = {}
        self._areas: dict[str, QWidget] = {}
        self.list = QListWidget()
        self.list.setAccessibleName("设置项目")
        self.list.setObjectName("settings-list")
        self.stack = QStackedWidget()
        for key, title, _make in PARTS:
            item = QListWidgetItem(title)
            item.setData(Qt.ItemDataRole.UserRole, key)
            item.setSizeHint(QSize(0, theme().row(36)))
            self.list.addItem(item)
        self.frame = QFrame()
        self.frame.setProperty("surface", "panel")
        inside = column(self.frame)
        inside.setContentsMargins(1, 6, 1, 6)
        inside.addWidget(self.list)
        whole = row(gap=12)
        whole.addWidget(self.frame)
        whole.addWidget(self.stack, 1)
        self.body.addLayout(whole, 1)
        self.list.currentItemChanged.connect(lambda item, _: self._show(item))
        self._set_widths()
        theme().changed.connect(self._set_widths)
        self.list.setCurrentRow(0)

    def _set_widths(self) -> None:
        self.frame.setFixedWidth(theme().px(theme().pick(184, 160)))

    def _show(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        key = str(item.data(Qt.ItemDataRole.UserRole))
        if key not in self.parts:
            make = next(make for name, _title, make in PARTS if name == key)
            self.parts[key] = make(self.desk)
            self._areas[key] = scrolling(self.parts[key])  # 特大 needs more height than there is
            self.stack.addWidget(self._areas[key])
            self.parts[key].refresh()
        self.stack.setCurrentWidget(self._areas[key])

    def show_item(self, what: Any) -> None:
        """One of the parts by key."""
        for number, (key, _title, _make) in enumerate(PARTS):
            if key == what:
                self.list.setCurrentRow(number)

    def refresh(self) -> None:
        for part in self.parts.values():
            part.refresh()

    def recolor(self) -> None:
        """What is being entered here, beside the choice of colours, stays."""
