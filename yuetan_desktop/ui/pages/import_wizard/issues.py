"""The problems of a file, one line each: cell, fact, proposed act, and what else can be done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from yuetan_desktop.services.importing.importpreview import Severity
from yuetan_desktop.ui import icons
from yuetan_desktop.ui.colors import shown
from yuetan_desktop.ui.table_model import Index
from yuetan_desktop.ui.theme import Color, Type, pretty, theme
from yuetan_desktop.ui.widgets import paint

ISSUE_ROLE = Qt.ItemDataRole.UserRole + 1
SIGNS = {
    Severity.ERROR: ("circle-alert", Color.BAD),
    Severity.WARNING: ("triangle-alert", Color.WARN_EDGE),
    Severity.HINT: ("info", Color.INK3),
}


@dataclass(frozen=True, slots=True)
class Issue:
    """One problem as a line; `act` names what the program proposes, empty where it has nothing.

    `names` are the unknown names it is about, where it is about places.
    """

    severity: Severity
    sheet: str
    cell: str
    message: str
    act: str = ""
    proposal: str = ""
    names: tuple[str, ...] = ()

    @property
    def error(self) -> bool:
        return self.severity is Severity.ERROR


class IssueModel(QAbstractListModel):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.issues: Sequence[Issue] = ()

    def show(self, issues: Sequence[Issue]) -> None:
        self.beginResetModel()
        self.issues = issues
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.issues)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        issue = self.issues[index.row()]
        if role == ISSUE_ROLE:
            return issue
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return f"{issue.severity.value} {issue.cell} {issue.message}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{issue.sheet}!{issue.cell}　{issue.message}" if issue.cell else issue.message
        return None


class IssueDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(round(paint.rect_of(option).width()), theme().row(40, 38))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        issue: Issue = index.data(ISSUE_ROLE)
        rect = paint.rect_of(option)
        painter.save()
        if paint.is_selected(option):
            painter.fillRect(rect, shown(Color.ACCENT_TINT))
            painter.fillRect(QRectF(rect.left(), rect.top(), 3, rect.height()), shown(Color.ACCENT))
        painter.fillRect(QRectF(rect.left(), rect.bottom(), rect.width(), 1), shown(Color.LINE2))
        icon, ink = SIGNS[issue.severity]
        icons.paint(painter, icon, rect.left() + 12, rect.center().y() - 7, 14, ink)
        cell = QRectF(rect.left() + 36, rect.top(), theme().px(40), rect.height())
        paint.text(painter, cell, issue.cell, Type.BODY_BOLD, Color.ACCENT)
        right = rect.right() - 8
        right = self._button(painter, QRectF(more_rect(rect)), "", "ellipsis") - 6
        if issue.act:
            right = self._button(painter, act_rect(rect, issue.act), issue.act, "") - 8
        left = cell.right() + 6 if issue.cell else cell.left()
        words = QRectF(left, rect.top(), right - left, rect.height())
        _paint_message(painter, words, pretty(issue.message))
        painter.restore()

    def _button(self, painter: QPainter, rect: QRectF, text: str, icon: str) -> float:
        paint.box(painter, rect, fill=Color.PANEL, line=Color.BUTTON_LINE)
        if icon:
            icons.paint(painter, icon, rect.center().x() - 7, rect.center().y() - 7, 14)
        paint.text(painter, rect, text, Type.SMALL, Color.INK, paint.CENTER)
        return rect.left()


def _paint_message(painter: QPainter, rect: QRectF, message: str) -> None:
    """One line, or two smaller ones where one is too short. Of what is longer still the beginning
    is shown; the tooltip has it whole."""
    if paint.width_of(message) <= rect.width():
        paint.text(painter, rect, message)
        return
    painter.setFont(theme().font(Type.SMALL))
    painter.setPen(shown(Color.INK))
    wrapped = int(Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap)
    fits = painter.boundingRect(rect, wrapped, message).height() <= rect.height()
    across = Qt.AlignmentFlag.AlignVCenter if fits else Qt.AlignmentFlag.AlignTop
    painter.drawText(rect, wrapped | int(across), message)


def more_rect(rect: QRectF) -> QRectF:
    side = theme().px(24)
    return QRectF(rect.right() - 8 - side, rect.center().y() - side / 2, side, side)


def act_rect(rect: QRectF, act: str) -> QRectF:
    width = paint.width_of(act, Type.SMALL) + 18
    right = more_rect(rect).left() - 6
    height = theme().px(24)
    return QRectF(right - width, rect.center().y() - height / 2, width, height)


class IssueList(QListView):
    """Arrow keys move, Enter does what is proposed, the menu key or … offers the rest."""

    chosen = Signal(object)
    act_wanted = Signal(object)
    more_wanted = Signal(object, QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.issues = IssueModel(self)
        self.setModel(self.issues)
        self.setItemDelegate(IssueDelegate(self))
        self.setAccessibleName("校验问题")
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(self._announce)
        theme().changed.connect(self.doItemsLayout)

    @property
    def current(self) -> Issue | None:
        index = self.currentIndex()
        return index.data(ISSUE_ROLE) if index.isValid() else None

    def choose_cell(self, sheet: str, cell: str) -> None:
        """Select the first problem of a cell without announcing it."""
        for row, issue in enumerate(self.issues.issues):
            if (issue.sheet, issue.cell) == (sheet, cell):
                self.selectionModel().blockSignals(True)
                self.setCurrentIndex(self.issues.index(row))
                self.selectionModel().blockSignals(False)
                self.viewport().update()
                return

    def choose_next(self) -> None:
        """F8: the next problem, from the last one back to the first."""
        count = self.issues.rowCount()
        if count:
            row = (self.currentIndex().row() + 1) % count
            self.setCurrentIndex(self.issues.index(row))

    def _announce(self, current: Index) -> None:
        if current.isValid():
            self.chosen.emit(current.data(ISSUE_ROLE))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if not index.isValid() or event.button() is not Qt.MouseButton.LeftButton:
            return
        rect, issue = QRectF(self.visualRect(index)), index.data(ISSUE_ROLE)
        if more_rect(rect).contains(event.position()):
            self.more_wanted.emit(issue, event.globalPosition().toPoint())
        elif issue.act and act_rect(rect, issue.act).contains(event.position()):
            self.act_wanted.emit(issue)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        issue = self.current
        if issue and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and issue.act:
            self.act_wanted.emit(issue)
        elif issue and event.key() == Qt.Key.Key_Menu:
            rect = self.visualRect(self.currentIndex())
            self.more_wanted.emit(issue, self.viewport().mapToGlobal(rect.bottomRight()))
        else:
            super().keyPressEvent(event)
