"""字段匹配: every column with what it was read as; the clerk says otherwise at the right."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from yuetan_desktop.domain.period import Period
from yuetan_desktop.services import places
from yuetan_desktop.services.importing import layouts
from yuetan_desktop.services.importing.importpreview import ColumnReading, TableReading
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.import_wizard.columnform import ColumnForm
from yuetan_desktop.ui.pages.import_wizard.layoutbar import LayoutBar
from yuetan_desktop.ui.pages.import_wizard.placefield import PlaceField
from yuetan_desktop.ui.pages.import_wizard.recognition import COLUMNS, matched
from yuetan_desktop.ui.pages.import_wizard.session import Session, position
from yuetan_desktop.ui.theme import Color, Type, theme
from yuetan_desktop.ui.widgets.containers import Panel, column, row, scrolling
from yuetan_desktop.ui.widgets.field import ComboBox
from yuetan_desktop.ui.widgets.labels import Label
from yuetan_desktop.ui.widgets.table import TableView

_SAMPLED = 4


class Matching(QWidget):
    """`chosen(table, key, choice)`: a column was said to be something, or None to be recognised.

    `period_said(period)`, `place_said(name, id)`, `year_said(year)`: of when and of which unit the
    whole file is, of which year its dates are, where it does not say so itself.
    """

    chosen = Signal(object, str, object)
    period_said = Signal(object)
    place_said = Signal(str, object)
    year_said = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.session: Session | None = None
        self.table: TableReading | None = None
        self._lists: list[str] = []
        self.columns = TableView(COLUMNS, "字段匹配")
        self.form = ColumnForm(desk.ws.library.catalogue)
        self.layouts = LayoutBar(desk)
        self.place, self.period = PlaceField(), QLineEdit()
        self.period.setAccessibleName("数据期")
        self.period.setPlaceholderText("如 2026-10")
        self.period.setToolTip("标题、工作表名、文件名都没有写明年月时，按这一期读取")
        self.period.setMinimumWidth(theme().px(110))
        self.period.setMaximumWidth(theme().px(220))
        self.period.editingFinished.connect(self._say_period)
        self.year = ComboBox(name="年份")
        self.year.setToolTip("表中的日期只写了月日时，按这一年读取")
        self.year.activated.connect(lambda _: self.year_said.emit(self.year.key))
        self.year_label = Label("年份", Type.SMALL, Color.INK3)
        self.panel = Panel("字段匹配")
        for label, box in (("单位", self.place), ("数据期", self.period)):
            self.panel.add_to_header(Label(label, Type.SMALL, Color.INK3))
            self.panel.add_to_header(box)
        self.panel.add_to_header(self.year_label)
        self.panel.add_to_header(self.year)
        self.panel.body.addWidget(self.columns, 1)
        self.panel.body.addWidget(self.layouts)
        side = Panel("这一列是什么")
        side.setFixedWidth(theme().pick(400, 340))
        side.body.addWidget(scrolling(self.form), 1)
        whole = row(self, gap=theme().gap)
        left = column()
        left.addWidget(self.panel)
        whole.addLayout(left, 1)
        whole.addWidget(side)
        self.columns.chosen.connect(self._show_column)
        self.form.changed.connect(self._changed)
        self.layouts.forgotten.connect(self._forget)
        self.place.said.connect(self.place_said)
        self.place.unknown.connect(
            lambda text: self.desk.notice(f"没有读音是“{text}”的单位", "请写出名称", kind="warn")
        )

    def show_table(self, session: Session, table: TableReading) -> None:
        """One table of the session's file; the column looked at stays the one looked at."""
        same = self.table is not None and self.table.fingerprint == table.fingerprint
        before = self.columns.current_record() if same else None
        if self.session is not session:
            self.period.setText(str(session.period or ""))
            known = places.list_places(self.desk.ws, with_retired=False)
            self.place.show_places(known, session.place)
        self.session, self.table = session, table
        self._show_year(session)
        self._lists = layouts.ranking_lists(self.desk.ws)
        self.columns.set_rows(table.columns)
        self.panel.subtitle.setText(f"已匹配 {matched(table)}")
        self.layouts.show_table(session, table)
        wanted = before.key if before is not None else _first_doubtful(table)
        self.choose_column(wanted)

    def _show_year(self, session: Session) -> None:
        """The years that dates without one may be of, where there are such dates."""
        preview = session.preview
        asked = preview is not None and bool(preview.reading.yearless)
        for widget in (self.year_label, self.year):
            widget.setVisible(asked or session.year is not None)
        if preview is None or self.year.isHidden():
            return
        proposed = preview.proposed_year
        near = session.year or proposed or self.desk.ws.today().year
        years = [
            (year, f"{year}{'（推算）' if year == proposed else ''}")
            for year in range(near - 2, near + 2)
        ]
        self.year.set_options([(None, "没有写，不读取"), *years])
        self.year.set_key(session.year)

    def choose_letter(self, letter: str) -> None:
        """Look at the column under a letter of the sheet, if it belongs to the table; without a
        letter at what the whole file is of."""
        if not letter:
            self.place.setFocus()
        for reading in self.table.columns if self.table else ():
            if reading.letter == letter:
                self.choose_column(reading.key)

    def choose_column(self, key: str) -> None:
        """Look at one column."""
        for reading in self.table.columns if self.table else ():
            if reading.key == key:
                self.columns.select_record(reading)
                self._show_column(reading)

    def _show_column(self, reading: ColumnReading) -> None:
        assert self.session is not None
        assert self.table is not None
        said = self.session.mapping(self.table.fingerprint).get(reading.key)
        self.form.show_column(reading, said, self._sample(reading.letter), self._lists)

    def _sample(self, letter: str) -> str:
        """The first few cells of a column, as the file writes them."""
        assert self.session is not None
        assert self.table is not None
        preview = self.session.preview
        grid = preview.reading.grids.get(self.table.sheet) if preview else None
        if grid is None:
            return ""
        at = position(f"{letter}1")[1] - grid.left
        rows = grid.rows[self.table.first_row - 1 - grid.top :]
        cells = [line[at] for line in rows[:50] if 0 <= at < len(line) and line[at]]
        return "、".join(cells[:_SAMPLED])

    def _changed(self, choice: object) -> None:
        reading = self.columns.current_record()
        if reading is not None and self.table is not None:
            self.chosen.emit(self.table, reading.key, choice)

    def _say_period(self) -> None:
        text = self.period.text().strip()
        if self.session is None or not self.period.isModified():
            return
        self.period.setModified(False)
        try:
            said = Period.parse(text) if text else None
        except ValueError:
            self.desk.notice(f"“{text}”不是时段", "写法如 2026-10、2026-Q3、2026", kind="warn")
            return
        if said != self.session.period:
            self.period_said.emit(said)

    def _forget(self) -> None:
        """Every column as recognised."""
        if self.table is not None:
            self.chosen.emit(self.table, "", None)


def _first_doubtful(table: TableReading) -> str:
    """Where the clerk should look first: a column that is unsure or was not understood."""
    doubtful = [k for k in table.columns if k.head and (not k.known or k.confidence < 0.8)]
    return (doubtful or list(table.columns))[0].key
