"""The month as squares: the day's number, 休 or 班, and its limits; arrows move, Enter opens."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from yuetan_desktop.domain.deadline import DeadlineState
from yuetan_desktop.domain.reports.duecalendar import CalendarDay, DueEntry, Week
from yuetan_desktop.ui import icons
from yuetan_desktop.ui.colors import shown
from yuetan_desktop.ui.table_model import Index
from yuetan_desktop.ui.theme import Color, Type, theme
from yuetan_desktop.ui.widgets import paint

_SAID = 12  # limits of a day that its tooltip names
WEEKDAYS = "一二三四五六日"
# State → (icon, colour): told by shape before colour.
LOOKS = {
    DeadlineState.OVERDUE: ("circle-alert", Color.BAD),
    DeadlineState.TODAY: ("clock", Color.WARN),
    DeadlineState.NEAR: ("clock", Color.WARN),
    DeadlineState.AHEAD: ("circle-dashed", Color.INK2),
    DeadlineState.IN_TIME: ("check", Color.OK),
    DeadlineState.LATE: ("check", Color.INK3),
}
CHIPS = {
    DeadlineState.OVERDUE: "late",
    DeadlineState.TODAY: "near",
    DeadlineState.NEAR: "near",
    DeadlineState.IN_TIME: "ok",
}


class _Days(QAbstractTableModel):
    def __init__(self) -> None:
        super().__init__()
        self.weeks: Sequence[Week] = ()

    def set_weeks(self, weeks: Sequence[Week]) -> None:
        self.beginResetModel()
        self.weeks = weeks
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.weeks)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 7

    def day(self, index: Index) -> CalendarDay:
        return self.weeks[index.row()][index.column()]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role in {
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
            Qt.ItemDataRole.ToolTipRole,
        }:
            return in_words(self.day(index))
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return f"周{WEEKDAYS[section]}"
        return None


def in_words(day: CalendarDay) -> str:
    """The square as it is spoken and as its tooltip says it."""
    kind = day.name or ("工作日" if day.is_workday else "休息日")
    head = f"{day.day.month}月{day.day.day}日 周{WEEKDAYS[day.day.weekday()]} {kind}"
    if day.estimated:
        head += "（暂估：节假日安排未公布）"
    shown = [f"{e.words}　{e.text}　{e.number}" for e in day.entries[:_SAID]]
    if (more := len(day.entries) - _SAID) > 0:
        shown.append(f"另有 {more} 项")
    return "\n".join([head, *shown])


class MonthGrid(QTableView):
    """`day_chosen(day)` when the current square moves; `entry_opened(entry)` on a limit of it."""

    day_chosen = Signal(object)
    entry_opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.days = _Days()
        self.today: date | None = None
        self.setModel(self.days)
        self.setAccessibleName("到期日历")
        self.setItemDelegate(_Square(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.verticalHeader().hide()
        for head in (self.horizontalHeader(), self.verticalHeader()):
            head.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
            head.setHighlightSections(False)
        self.verticalHeader().setMinimumSectionSize(56)
        self.selectionModel().currentChanged.connect(self._on_current)
        self._restyle()
        theme().changed.connect(self._restyle)

    def set_weeks(self, weeks: Sequence[Week], today: date, wanted: date) -> None:
        """Show a month; `wanted` becomes current, else the month's first day."""
        self.today = today
        self.days.set_weeks(weeks)
        self.choose(wanted)

    def choose(self, wanted: date) -> None:
        """Make a day of the sheet current."""
        for row, week in enumerate(self.days.weeks):
            for column, day in enumerate(week):
                if day.day == wanted:
                    self.setCurrentIndex(self.days.index(row, column))

    def current_day(self) -> CalendarDay | None:
        index = self.currentIndex()
        return self.days.day(index) if index.isValid() else None

    def sizeHint(self) -> QSize:
        return QSize(760, 480)

    def room(self, height: float) -> int:
        """How many lines a square of this height has under its number."""
        return max(0, int((height - theme().px(24)) // theme().px(18)))

    def lines_each(self, day: CalendarDay, height: float) -> int:
        """Two lines a limit, unit and matter, where all of them find room; else one."""
        return 2 if 2 * len(day.entries) <= self.room(height) else 1

    def shown(self, day: CalendarDay, height: float) -> int:
        """How many limits the square names; the last line tells how many more there are."""
        room, count = self.room(height), len(day.entries)
        return count if count * self.lines_each(day, height) <= room else max(0, room - 1)

    def _on_current(self, index: Index, _before: Index) -> None:
        if index.isValid():
            self.day_chosen.emit(self.days.day(index))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            day = self.current_day()
            if day is not None and day.entries:
                self.entry_opened.emit(day.entries[0])
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        found = self.entry_at(event.position().x(), event.position().y())
        if found is not None and event.button() is Qt.MouseButton.LeftButton:
            self.entry_opened.emit(found)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        over = self.entry_at(event.position().x(), event.position().y()) is not None
        shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def entry_at(self, x: float, y: float) -> DueEntry | None:
        """The limit whose line lies there; lines that found no room open nothing."""
        index = self.indexAt(QPoint(int(x), int(y)))
        if not index.isValid():
            return None
        rect, day = self.visualRect(index), self.days.day(index)
        line = (y - rect.top() - theme().px(24)) // theme().px(18)
        place = int(line // self.lines_each(day, rect.height()))
        return day.entries[place] if 0 <= place < self.shown(day, rect.height()) else None

    def _restyle(self) -> None:
        """Days off are narrower: what is due falls on working days."""
        head = self.horizontalHeader()
        head.setFixedHeight(theme().row(28))
        for column in (5, 6):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            head.resizeSection(column, theme().px(88))


class _Square(paint.PlainDelegate):
    def __init__(self, grid: MonthGrid) -> None:
        super().__init__(grid)
        self._grid = grid

    def draw(self, painter: QPainter, rect: QRectF, index: Any, selected: bool) -> None:
        day = self._grid.days.day(index)
        inner = rect.adjusted(0, 0, -1, -1)
        if selected:
            fill = Color.ACCENT_TINT
        elif not day.in_month:
            fill = Color.SUB
        else:
            fill = Color.PANEL if day.is_workday else Color.FRAME
        painter.fillRect(inner, shown(fill))
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), shown(Color.LINE))
        painter.fillRect(QRectF(rect.right() - 1, rect.top(), 1, rect.height()), shown(Color.LINE))
        if selected:
            paint.box(painter, inner, line=Color.ACCENT, width=2, radius=3)
        self._draw_head(painter, inner, day)
        self._draw_entries(painter, inner, day)

    def _draw_head(self, painter: QPainter, rect: QRectF, day: CalendarDay) -> None:
        """The number (today's on a disc), the name of the day, 休 or 班, 暂估."""
        ink = Color.INK if day.in_month else Color.INK3
        line = QRectF(rect.left() + 6, rect.top() + 3, rect.width() - 12, theme().px(20))
        number = str(day.day.day)
        if day.day == self._grid.today:
            width = paint.width_of(number, Type.BODY_BOLD) + 10
            paint.box(
                painter, QRectF(line.left() - 2, line.top(), width, line.height()),
                fill=Color.ACCENT, radius=4,
            )  # fmt: skip
            where = line.adjusted(3, 0, 0, 0)
            paint.text(painter, where, number, Type.BODY_BOLD, Color.WHITE)
        else:
            paint.text(painter, line, number, Type.BODY_BOLD, ink)
        words = [day.name if day.mark == "休" else "", day.mark, "暂估" if day.estimated else ""]
        said = " ".join(word for word in words if word)
        color = Color.WARN if day.mark == "班" or day.estimated else Color.INK2
        paint.text(painter, line.adjusted(30, 0, 0, 0), said, Type.TINY, color, paint.RIGHT)

    def _draw_entries(self, painter: QPainter, rect: QRectF, day: CalendarDay) -> None:
        each = self._grid.lines_each(day, rect.height())
        shown = day.entries[: self._grid.shown(day, rect.height())]
        top, step = rect.top() + theme().px(24), theme().px(18)
        for n, entry in enumerate(shown):
            line = QRectF(rect.left() + 6, top + n * each * step, rect.width() - 10, step)
            icon, color = LOOKS[entry.state]
            icons.paint(painter, icon, line.left(), line.center().y() - 6, 12, color)
            ink = color if entry.is_overdue else Color.INK3 if entry.is_done else Color.INK
            mark = "（暂估）" if entry.estimated else ""
            beside = line.adjusted(16, 0, 0, 0)
            first = entry.unit if each == 2 else f"{entry.words}{mark}"
            paint.text(painter, beside, first, Type.SMALL, ink)
            if each == 2:
                below = line.translated(0, step)
                paint.text(painter, below, f"{entry.what}{mark}", Type.SMALL, ink)
        if hidden := len(day.entries) - len(shown):
            line = QRectF(rect.left() + 22, top + len(shown) * step, rect.width() - 26, step)
            words = f"另有 {hidden} 项" if shown else f"{hidden} 项"
            paint.text(painter, line, words, Type.SMALL, Color.ACCENT)
