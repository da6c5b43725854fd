"""校验: the sheet with its marks at the left, problems and the effect of storing at the right."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from yuetan_desktop.domain.cells import address, letters
from yuetan_desktop.services.importing.importpreview import Severity, TableReading
from yuetan_desktop.ui.pages.import_wizard.correction import CorrectionBar
from yuetan_desktop.ui.pages.import_wizard.effect import Effect
from yuetan_desktop.ui.pages.import_wizard.grid import SheetGrid
from yuetan_desktop.ui.pages.import_wizard.issues import Issue, IssueList
from yuetan_desktop.ui.pages.import_wizard.session import (
    CHOOSE_PLACE,
    MATCH_COLUMN,
    NO_YEAR,
    Session,
    column_heads,
    position,
)
from yuetan_desktop.ui.theme import pretty, theme
from yuetan_desktop.ui.widgets.buttons import SegmentedControl
from yuetan_desktop.ui.widgets.containers import Panel, row
from yuetan_desktop.ui.widgets.field import filter_box
from yuetan_desktop.ui.widgets.labels import Chip

_SIDE_MOST = 500  # px


class Review(QWidget):
    """Selecting a problem selects its cell, and back. Acts on places go to the wizard."""

    corrected = Signal(str, str, str, str)
    act_wanted = Signal(object)
    more_wanted = Signal(object, QPoint)
    refused = Signal(str)
    column_chosen = Signal(str)  # a letter: what is this column? Empty: what is the file of?

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session: Session | None = None
        self.table: TableReading | None = None
        self.grid = SheetGrid()
        self.bar = CorrectionBar()
        self.issues = IssueList()
        self.rows = SegmentedControl(
            [(False, "全部行"), (True, "仅有问题的行")], name="显示的行", height=28
        )
        self.locate: QLineEdit = filter_box("定位单元格", "search")
        self.locate.setFixedWidth(theme().px(136))
        self.errors, self.warnings = Chip(), Chip()
        self.effect = Effect()
        whole = row(self, gap=theme().gap)
        whole.addWidget(self._sheet_panel(), 1)
        whole.addWidget(self._issue_panel())
        self._fit()
        theme().changed.connect(self._fit)
        self._connect()

    def show_table(self, session: Session, table: TableReading) -> None:
        """Show one table of the session's file with everything still in doubt."""
        is_new = table is not self.table
        self.session, self.table = session, table
        preview = session.preview
        assert preview is not None
        grid = preview.reading.grids.get(table.sheet)
        rows = [] if grid is None else [("",) * grid.left + line for line in grid.rows]
        skipped = max(0, table.first_row - 1 - (grid.top if grid else 0))
        shown = rows[skipped : skipped + table.last_row - table.first_row + 1]
        marks = session.marks(table.sheet)
        self.grid.sheet.show(
            column_heads(table, session.catalogue),
            shown,
            table.first_row - 1,
            marks,
            only_marked=self.rows.current,
        )
        if is_new:
            self.grid.fit_columns()
        total = table.last_row - table.first_row + 1
        self.panel.subtitle.setText(f"{total} 行 × {len(table.columns)} 列")
        more = f"，显示前 {len(shown)} 行" if len(shown) < total else ""
        self.bar.count.setText(f"第 {table.first_row}—{table.last_row} 行{more}")
        self._show_issues(session)
        self.effect.show_preview(preview)

    def next_issue(self) -> None:
        self.issues.choose_next()
        self.issues.setFocus()

    def _show_issues(self, session: Session) -> None:
        issues = session.issues()
        self.issues.issues.show(issues)
        errors = sum(1 for issue in issues if issue.error)
        warnings = sum(1 for issue in issues if issue.severity is Severity.WARNING)
        self.errors.set(f"错误 {errors}" if errors else "", "late")
        self.warnings.set(f"警告 {warnings}" if warnings else "", "warn")
        if not errors and not warnings:
            self.errors.set("没有问题", "ok")

    def _fit(self) -> None:
        """Larger type takes a little from the grid, which scrolls sideways."""
        self.side.setFixedWidth(min(_SIDE_MOST, theme().px(theme().pick(432, 368))))

    # -- parts ----------------------------------------------------------------------------------
    def _sheet_panel(self) -> QWidget:
        self.panel = Panel("数据预览")
        self.panel.add_to_header(self.rows)
        self.panel.add_to_header(self.locate)
        self.panel.body.addWidget(self.grid, 1)
        self.panel.body.addWidget(self.bar)
        return self.panel

    def _issue_panel(self) -> QWidget:
        panel = self.side = Panel("校验问题")
        for chip in (self.warnings, self.errors):
            panel.add_beside_title(chip)
        panel.body.addWidget(self.issues, 1)
        panel.body.addWidget(self.effect)
        return panel

    def _connect(self) -> None:
        self.grid.horizontalHeader().sectionClicked.connect(
            lambda section: self.column_chosen.emit(letters(section))
        )
        self.grid.cell_chosen.connect(self._cell_chosen)
        self.issues.chosen.connect(self._issue_chosen)
        self.issues.act_wanted.connect(self._act)
        self.issues.more_wanted.connect(self.more_wanted)
        self.bar.applied.connect(self.corrected)
        self.bar.refused.connect(self.refused)
        self.rows.changed.connect(lambda _: self._reshow())
        self.locate.returnPressed.connect(self._locate)

    def _reshow(self) -> None:
        if self.session and self.table:
            self.show_table(self.session, self.table)

    def _cell_chosen(self, line: int, index: int) -> None:
        if self.table is not None:
            cell = address(line, index)
            self.issues.choose_cell(self.table.sheet, cell)
            self._offer(self.table.sheet, cell)

    def _issue_chosen(self, issue: Issue) -> None:
        if self.table is not None and issue.sheet == self.table.sheet and issue.cell:
            self.grid.choose(position(issue.cell))
            self._offer(issue.sheet, issue.cell)

    def _offer(self, sheet: str, cell: str) -> None:
        """Put a cell into the correction bar, with the file's own words as the original."""
        assert self.session is not None
        preview = self.session.preview
        original = preview.originals.get((sheet, cell)) if preview else None
        if original is None:
            index = self.grid.sheet.index_of(position(cell))
            original = str(index.data() or "") if index.isValid() else ""
        self.bar.show_cell(sheet, cell, original)

    def _act(self, issue: Issue) -> None:
        if issue.names or NO_YEAR.match(issue.message):
            self.act_wanted.emit(issue)
            return
        if issue.act in {MATCH_COLUMN, CHOOSE_PLACE}:
            self.column_chosen.emit(letters(position(issue.cell)[1]) if issue.cell else "")
            return
        self._issue_chosen(issue)
        if issue.proposal:
            self.bar.propose(issue.proposal)
        else:
            self.bar.value.setFocus()

    def _locate(self) -> None:
        where = position(self.locate.text().strip())
        index = self.grid.sheet.index_of(where)
        if index.isValid():
            self.grid.setCurrentIndex(index)
            self.grid.setFocus()
        else:
            self.refused.emit(pretty(f"表中没有单元格 {self.locate.text().strip()}"))
