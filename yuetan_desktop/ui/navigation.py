"""The navigation rail, and the table of pages it leads to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from yuetan_desktop.ui import icons
from yuetan_desktop.ui.colors import shown
from yuetan_desktop.ui.theme import Color, Type, theme
from yuetan_desktop.ui.widgets import paint
from yuetan_desktop.ui.widgets.containers import column
from yuetan_desktop.ui.widgets.focus_ring import OWN_RING


@dataclass(frozen=True, slots=True)
class PageEntry:
    """A page by key; its module is imported when first shown. `under` names the rail item that
    is lit for a page that has none of its own."""

    key: str
    title: str
    icon: str
    where: str
    keys: str = ""
    at_bottom: bool = False
    under: str = ""

    def load(self) -> type:
        return load(self.where)


def load(where: str) -> type:
    """A page, or a view of one, by its module and name."""
    module, name = where.split(":")
    return getattr(import_module(f"yuetan_desktop.ui.pages.{module}"), name)  # type: ignore[no-any-return]


PAGES = (
    PageEntry(
        "dashboard", "风险总览", "layout-dashboard", "dashboard.page:DashboardPage", "Ctrl+1"
    ),
    PageEntry("data", "指标数据", "file-spreadsheet", "data:DataPage", "Ctrl+2"),
    PageEntry("cases", "约谈案件", "folder-kanban", "cases.list_page:CasesPage", "Ctrl+3"),
    PageEntry(
        "duecalendar",
        "到期日历",
        "calendar",
        "duecalendar.page:DueCalendarPage",
        "Ctrl+D",
        under="cases",
    ),
    PageEntry("case", "案件详情", "folder-kanban", "cases.case_page:CasePage", under="cases"),
    PageEntry(
        "rectification",
        "整改台账",
        "list-checks",
        "rectification.page:RectificationPage",
        "Ctrl+4",
    ),
    PageEntry("papers", "文书中心", "file-text", "papers.list_page:PapersPage", "Ctrl+5"),
    PageEntry("paper", "文书预览", "file-text", "papers.paper_page:PaperPage", under="papers"),
    PageEntry("rules", "规则口径", "scale", "rules.page:RulesPage", "Ctrl+6"),
    PageEntry("statistics", "统计考评", "gauge", "statistics.page:StatisticsPage", "Ctrl+7"),
    PageEntry("help", "帮助", "circle-help", "help:HelpPage", "F1", at_bottom=True),
    PageEntry("backup", "备份恢复", "archive", "backup:BackupPage", at_bottom=True),
    PageEntry("settings", "设置", "settings", "settings.page:SettingsPage", at_bottom=True),
)


class NavRail(QWidget):
    """Icons with names, 72 px; below 1400 px of window width icons only, 56 px."""

    chosen = Signal(str)

    def __init__(self, pages: Sequence[PageEntry] = PAGES, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("导航")
        self.items: dict[str, RailItem] = {}
        line = column(self)
        line.setContentsMargins(0, theme().pick(0, 8), 0, 8)
        for bottom in (False, True):
            for entry in pages:
                if entry.at_bottom is bottom and not entry.under:
                    item = RailItem(entry)
                    item.clicked.connect(lambda _=False, key=entry.key: self.chosen.emit(key))
                    self.items[entry.key] = item
                    line.addWidget(item)
            if not bottom:
                line.addStretch()
        self._restyle()
        theme().changed.connect(self._restyle)

    def set_current(self, key: str) -> None:
        for other, item in self.items.items():
            item.setChecked(other == key)

    def set_badge(self, key: str, count: int) -> None:
        if key in self.items:
            self.items[key].set_badge(count)

    def _restyle(self) -> None:
        self.setFixedWidth(theme().pick(max(72, theme().px(72)), 56))


class RailItem(QAbstractButton):
    """One page in the rail; the badge counts what needs the clerk."""

    def __init__(self, entry: PageEntry) -> None:
        super().__init__()
        self._entry, self._count = entry, 0
        self.setCheckable(True)
        self.setProperty(OWN_RING, True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_badge(0)
        theme().changed.connect(self.updateGeometry)

    def set_badge(self, count: int) -> None:
        self._count = count
        entry = self._entry
        tail = f"，{count} 项待办" if count else ""
        self.setAccessibleName(f"{entry.title}{tail}")
        self.setToolTip(f"{entry.title}（{entry.keys}）{tail}" if entry.keys else entry.title)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(56, theme().pick(max(60, theme().px(56)), 44))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        elif event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = QRectF(self.rect())
        on, hot = self.isChecked(), self.underMouse()
        if on or hot:
            painter.fillRect(rect, shown(Color.RAIL_SELECTED if on else Color.RAIL_HOVER))
        if on:
            painter.fillRect(QRectF(0, 0, 3, rect.height()), shown(Color.RAIL_EDGE))
        ink = Color.RAIL_INK if on or hot else Color.RAIL_TEXT
        narrow = theme().narrow
        middle = rect.center().x()
        top = rect.center().y() - (10 if narrow else 8 + theme().px(18) / 2)
        icons.paint(painter, self._entry.icon, middle - 10, top, 20, ink)
        if not narrow:
            role = Type.SMALL_BOLD if on else Type.SMALL
            words = QRectF(0, top + 23, rect.width(), theme().px(18))
            paint.text(painter, words, self._entry.title, role, ink, paint.CENTER)
        if self.hasFocus():
            ring = rect.adjusted(3, 3, -3, -3)
            paint.box(painter, ring, line=Color.RAIL_EDGE, width=2, radius=4)
        if self._count:
            self._paint_badge(painter, middle + 5, top - 3)

    def _paint_badge(self, painter: QPainter, x: float, y: float) -> None:
        words = str(self._count) if self._count < 100 else "99+"
        height = max(15, theme().px(15))
        width = max(height, paint.width_of(words, Type.TINY) + 7)
        disc = QRectF(x, y, width, height)
        paint.box(painter, disc, fill=Color.RAIL_INK, radius=height / 2)
        paint.text(painter, disc, words, Type.TINY, Color.RAIL, paint.CENTER)
