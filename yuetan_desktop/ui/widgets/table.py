"""Tables: the view with its habits, and painters for kinds of cells."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from PySide6.QtCore import (
    QByteArray,
    QPoint,
    QSettings,
    QSignalBlocker,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QHideEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QTableView,
    QWidget,
)

from yuetan_desktop.ui.table_model import (
    COLUMN,
    RECORD,
    Column,
    Index,
    RecordTableModel,
)
from yuetan_desktop.ui.theme import Type, theme
from yuetan_desktop.ui.widgets import paint
from yuetan_desktop.ui.widgets.cell_delegate import SIDE, CellDelegate
from yuetan_desktop.ui.widgets.copying import Quoted, as_quotation, as_tsv, with_sources

# px: a column that stretches keeps its words whole up to the second, and some of longer ones
_STRETCH_AT_LEAST, _STRETCH_UP_TO = 100, 220


class TableView(QTableView):
    """A table of records: one Tab stop, sort by head, columns hide, resize and are remembered.

    `opened(record)` on Enter or double click, `chosen(record)` when the selection moves,
    `pressed_cell(record, column title)` on a click into a painted cell such as a source link,
    `space_pressed(record)` on Space, for tables whose lines can be marked; `edit_wanted(record)`
    on F2, for those whose lines can be changed. `quoted(record)`: what the line stands on, for
    复制含来源 and 复制引文.
    """

    space_pressed = Signal(object)
    edit_wanted = Signal(object)
    opened = Signal(object)
    chosen = Signal(object)
    pressed_cell = Signal(object, str)

    def __init__(
        self,
        columns: tuple[Column, ...],
        name: str,
        *,
        row_height: int = 32,
        head_height: int = 32,
        quoted: Quoted | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.quoted = quoted
        self.records = RecordTableModel(columns)
        self.setModel(self.records)
        self.setAccessibleName(name)
        self._name, self._row_height, self._head_height = name, row_height, head_height
        self._factor = theme().text_size.factor
        self.setItemDelegate(CellDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.setMouseTracking(True)
        self._stood_back: set[int] = set()
        self._set_up_head()
        self.doubleClicked.connect(lambda index: self.opened.emit(index.data(RECORD)))
        self.selectionModel().currentRowChanged.connect(self._on_current)
        self._restyle()
        theme().changed.connect(self._restyle)

    # -- rows -----------------------------------------------------------------------------------
    def set_rows(self, rows: Any) -> None:
        """Replace the rows; the selected record stays selected if an equal one is still there."""
        current = self.current_record()
        self.records.set_rows(rows)
        if current is not None and current in self.records.rows:
            self.select_record(current)
        self._keep_readable()

    def current_record(self) -> Any:
        index = self.currentIndex()
        return index.data(RECORD) if index.isValid() else None

    def selected_records(self) -> list[Any]:
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self.records.rows[row] for row in rows]

    def select_record(self, record: Any) -> None:
        self.setCurrentIndex(self.records.index(self.records.rows.index(record), 0))

    def _on_current(self, index: Index, _before: Index) -> None:
        if index.isValid():
            self.chosen.emit(index.data(RECORD))

    # -- columns --------------------------------------------------------------------------------
    def show_columns(self, columns: tuple[Column, ...], name: str) -> None:
        """Other columns over the same rows, remembered under a name of their own."""
        self._write_down()
        current = self.current_record()
        self._name = name
        self.setAccessibleName(name)
        self._stood_back.clear()
        self.records.set_columns(columns)
        self._set_up_sections()
        self._writing.stop()
        if current is not None:
            self.select_record(current)

    def stand_back(self, titles: Collection[str]) -> None:
        """Columns without room for now, and no others; nobody chose it, so it is not remembered."""
        for section, column in enumerate(self.records.columns):
            if column.title in titles and not self.isColumnHidden(section):
                self._stood_back.add(section)
                self.setColumnHidden(section, True)
            elif column.title not in titles and section in self._stood_back:
                self._stood_back.discard(section)
                self.setColumnHidden(section, False)

    def _set_up_head(self) -> None:
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsMovable(False)
        head.setStretchLastSection(False)
        head.setMinimumSectionSize(40)
        head.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        head.customContextMenuRequested.connect(self._column_menu)
        self.setSortingEnabled(True)
        self._set_up_sections()
        # A drag, or a change of 字号, resizes many times; it is written down once.
        self._writing = QTimer(self)
        self._writing.setSingleShot(True)
        self._writing.setInterval(400)
        self._writing.timeout.connect(self._remember)
        head.sectionResized.connect(lambda *_: self._writing.start())
        head.sortIndicatorChanged.connect(lambda *_: self._writing.start())

    def _set_up_sections(self) -> None:
        head = self.horizontalHeader()
        for section, column in enumerate(self.records.columns):
            self.setColumnHidden(section, False)
            if column.width == 0:
                head.setSectionResizeMode(section, QHeaderView.ResizeMode.Stretch)
            else:
                head.setSectionResizeMode(section, QHeaderView.ResizeMode.Interactive)
                self.setColumnWidth(section, theme().px(column.width))
        head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        state = QSettings().value(f"columns/{self._name}")
        if state is not None:
            head.restoreState(state)
            # The widths were written down at the 字号 of that day.
            written = float(str(QSettings().value(f"columns/{self._name}.factor", 1.0)))
            self._scale_columns(self._factor / written)

    def hideEvent(self, event: QHideEvent) -> None:
        self._write_down()
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._keep_readable()

    def _keep_readable(self) -> None:
        """A column that takes what is left has room for its words at least; else the table
        scrolls sideways."""
        head = self.horizontalHeader()
        shown = [n for n in range(head.count()) if not head.isSectionHidden(n)]
        modes, stretch = QHeaderView.ResizeMode, QHeaderView.ResizeMode.Stretch
        columns = self.records.columns
        room = self.viewport().width() - sum(head.sectionSize(n) for n in shown if columns[n].width)
        most = theme().px(_STRETCH_UP_TO)
        for section in shown:
            if columns[section].width == 0:
                # Words are measured only where room is short: none ask for more than `most`.
                wanted = most if room >= most else self._wanted_width(columns[section])
                fits = room >= wanted
                head.setSectionResizeMode(section, stretch if fits else modes.Interactive)
                if not fits:
                    head.resizeSection(section, wanted)

    def _wanted_width(self, column: Column) -> int:
        """What its first rows need; sentences and names of files may be shortened."""
        least, most = theme().px(_STRETCH_AT_LEAST), theme().px(_STRETCH_UP_TO)
        if column.paint is not None or column.middle:
            return least
        role = Type.BODY_BOLD if column.bold else Type.BODY
        words = [column.title, *(column.text(record) for record in self.records.rows[:60])]
        widest = max(paint.width_of(one, role) for one in words) + 2 * SIDE
        return least if widest > most else widest

    def _write_down(self) -> None:
        if self._writing.isActive():
            self._writing.stop()
            self._remember()

    def _remember(self) -> None:
        settings = QSettings()
        settings.setValue(f"columns/{self._name}", self._head_state())
        settings.setValue(f"columns/{self._name}.factor", self._factor)

    def _head_state(self) -> QByteArray:
        """Widths, order of sorting, and what the clerk hid."""
        head = self.horizontalHeader()
        with QSignalBlocker(head):
            for section in self._stood_back:
                head.setSectionHidden(section, False)
            state = head.saveState()
            for section in self._stood_back:
                head.setSectionHidden(section, True)
        return state

    def _scale_columns(self, by: float) -> None:
        """Those that are hidden too: they come back as wide as the others."""
        if by == 1:
            return
        for section in range(len(self.records.columns)):
            hidden = self.isColumnHidden(section)
            self.setColumnHidden(section, False)  # a hidden one tells a width of 0
            self.setColumnWidth(section, round(self.columnWidth(section) * by))
            self.setColumnHidden(section, hidden)

    def _column_menu(self, where: QPoint) -> None:
        self.column_menu().exec(self.horizontalHeader().mapToGlobal(where))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        row = self.visualRect(self.currentIndex())
        where = row.bottomLeft() if by_key else self.viewport().mapFromGlobal(event.globalPos())
        self.row_menu().exec(self.viewport().mapToGlobal(where))

    def row_menu(self) -> QMenu:
        """What right click and the menu key offer: copying, and which columns are shown."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        acts = [("复制\tCtrl+C", self.copy)]
        if self.quoted is not None:
            acts += [("复制含来源", self.copy_with_sources), ("复制引文", self.copy_quotation)]
        for words, act in acts:
            action = menu.addAction(words)
            action.setEnabled(bool(self.selected_records()))
            action.triggered.connect(act)
        menu.addMenu(self.column_menu())
        return menu

    def column_menu(self) -> QMenu:
        """显示列: which columns are shown."""
        menu = QMenu("显示列", self)
        for section, column in enumerate(self.records.columns):
            action = menu.addAction(column.title)
            action.setCheckable(True)
            action.setChecked(not self.isColumnHidden(section))
            action.toggled.connect(lambda on, section=section: self._show_column(section, on))
        return menu

    def _show_column(self, section: int, on: bool) -> None:
        self.setColumnHidden(section, not on)
        self._remember()

    def _restyle(self) -> None:
        factor = theme().text_size.factor
        self._scale_columns(factor / self._factor)
        self._factor = factor
        self.verticalHeader().setDefaultSectionSize(theme().row(self._row_height))
        self.horizontalHeader().setFixedHeight(theme().row(self._head_height))

    # -- keys and mouse -------------------------------------------------------------------------
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            if (record := self.current_record()) is not None:
                self.opened.emit(record)
        elif event.key() in {Qt.Key.Key_Home, Qt.Key.Key_End} and not event.modifiers():
            self._go_to_line(0 if event.key() == Qt.Key.Key_Home else len(self.records.rows) - 1)
        elif event.key() == Qt.Key.Key_F2 and (record := self.current_record()) is not None:
            self.edit_wanted.emit(record)
        elif event.key() == Qt.Key.Key_Space and (record := self.current_record()) is not None:
            super().keyPressEvent(event)
            self.space_pressed.emit(record)
        else:
            super().keyPressEvent(event)

    def _go_to_line(self, line: int) -> None:
        if self.records.rows:
            self.setCurrentIndex(self.records.index(line, max(0, self.currentIndex().column())))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() is Qt.MouseButton.LeftButton:
            self.pressed_cell.emit(index.data(RECORD), index.data(COLUMN).title)

    def shown_columns(self) -> tuple[Column, ...]:
        """The columns that are shown, in the order in which they stand."""
        head = self.horizontalHeader()
        sections = sorted(range(head.count()), key=head.visualIndex)
        return tuple(self.records.columns[n] for n in sections if not self.isColumnHidden(n))

    def copy(self) -> None:
        """Selected rows as TSV with heads and plain numbers."""
        QGuiApplication.clipboard().setText(as_tsv(self.shown_columns(), self.selected_records()))

    def copy_with_sources(self) -> None:
        """复制含来源: the same with the cells that the values stand in."""
        if self.quoted is not None:
            words = with_sources(self.shown_columns(), self.selected_records(), self.quoted)
            QGuiApplication.clipboard().setText(words)

    def copy_quotation(self) -> None:
        """复制引文: article, value and source, a sentence each."""
        if self.quoted is not None:
            words = as_quotation(self.selected_records(), self.quoted)
            QGuiApplication.clipboard().setText(words)
