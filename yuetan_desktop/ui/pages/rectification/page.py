"""整改台账: every measure with its number, date and person, and how far it has come."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QWidget

from yuetan_desktop.domain.ledger.ledgerlist import LedgerList
from yuetan_desktop.services.office import read_office
from yuetan_desktop.services.rectification import (
    LedgerFilter,
    TaskFile,
    Totals,
    belongs,
    ledger,
    totals,
)
from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.ui.drafts import with_draft
from yuetan_desktop.ui.page import Desk, Page
from yuetan_desktop.ui.pages.rectification import acts, books, columns, emptiness, terms
from yuetan_desktop.ui.pages.rectification.filters import FilterRow
from yuetan_desktop.ui.pages.rectification.foot import LedgerFoot
from yuetan_desktop.ui.pages.rectification.lists import LedgerLists
from yuetan_desktop.ui.pages.rectification.panes import Panes
from yuetan_desktop.ui.pages.rectification.reading import read_with_ledger
from yuetan_desktop.ui.pages.rectification.rebound import ReboundBanner
from yuetan_desktop.ui.pages.rectification.side import TaskPanel
from yuetan_desktop.ui.theme import TextSize, theme
from yuetan_desktop.ui.widgets.buttons import PRIMARY, Button, SegmentedControl
from yuetan_desktop.ui.widgets.containers import column
from yuetan_desktop.ui.widgets.copying import as_tsv
from yuetan_desktop.ui.widgets.listing import Listing

# 窄窗口里先让出这两列；侧栏里都有。
_GIVE_WAY = (columns.STAGE, columns.GOAL)


class RectificationPage(Page):
    key = "rectification"
    title = "整改台账"
    padded = False

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._which = LedgerFilter.ALL
        self._within = 7
        self._files: list[TaskFile] = []
        self._sums = totals(())
        self._marked: set[int] = set()
        self._wanted: int | None = None
        self.lists = LedgerLists(lambda file: file.id in self._marked)
        self.table = self.lists.table
        self.filters, self.foot, self.side = FilterRow(), LedgerFoot(), TaskPanel(desk)
        self.rebound = ReboundBanner()
        self.side.hide()
        self._make_header()
        self._lay_out()
        self._connect()

    def _make_header(self) -> None:
        self.segments = SegmentedControl([(w, w.value) for w in LedgerFilter], name="台账范围")
        self.segments.changed.connect(self._choose)
        self.header.left.addWidget(self.segments)
        for words, icon, keys, act in (
            ("导入进展", "upload", "", lambda: books.import_ledger(self.desk, self)),
            ("导出台账", "download", "Ctrl+E", self.export),
            ("新增措施", "plus", "Ctrl+N", self.new_task),
        ):
            button = Button(words, PRIMARY if icon == "plus" else "secondary", icon=icon)
            button.setToolTip(f"{words}（{keys}）" if keys else words)
            button.clicked.connect(lambda _=False, act=act: act())
            self.header.right.addWidget(button)
            if keys:
                self.on_key(keys, act)

    def _lay_out(self) -> None:
        choose = Button("显示列", icon="columns-3")
        choose.setToolTip("清单和显示列")
        choose.clicked.connect(
            lambda: self.lists.menu().exec(choose.mapToGlobal(choose.rect().bottomLeft()))
        )
        self.filters.line.addWidget(choose)
        self.listing = Listing(self.table)
        framed = QFrame()
        framed.setProperty("surface", "panel")
        inside = column(framed, margins=1)
        inside.addWidget(self.listing, 1)
        inside.addWidget(self.foot)
        main = QWidget()
        self._column = column(main)
        self._column.addWidget(self.rebound)
        self._column.addWidget(self.filters)
        self._column.addWidget(framed, 1)
        self.panes = Panes(main, self.side, self.table)
        self.body.addWidget(self.panes)
        self._space_main()
        theme().changed.connect(self._space_main)
        self._show_list()

    def _connect(self) -> None:
        self.filters.changed.connect(self._show)
        self.lists.changed.connect(self._show_list)
        self.table.chosen.connect(self._follow)
        self.table.opened.connect(self.open_task)
        self.table.edit_wanted.connect(self.amend_task)
        self.table.pressed_cell.connect(self._pressed)
        self.foot.batch.clicked.connect(
            lambda: with_draft(acts.record_marked(self.desk, self.marked, self), self.desk).exec()
        )
        self.foot.urge.clicked.connect(lambda: books.remind_marked(self.desk, self.marked, self))
        self.foot.copy.clicked.connect(self._copy)
        self.side.closed.connect(self.close_side)
        self.side.stepped.connect(self._step)
        for keys, act in (
            ("Ctrl+F", self.filters.words.setFocus),
            ("Ctrl+Return", self.side.act),
            ("F4", self._toggle_side),
        ):
            self.on_key(keys, act)
        self.table.space_pressed.connect(self._mark)

    def regions(self) -> list[QWidget]:
        found: list[QWidget] = [self.header, self.filters, self.table, self.foot]
        return [*found, self.side] if self.side.isVisible() else found

    # -- showing --------------------------------------------------------------------------------
    def refresh(self) -> None:
        self.rebound.show_all(self.desk)
        read_with_ledger(self.desk, "读取整改台账", _read, self._take)

    def show_item(self, what: Any) -> None:
        """A task by id, or a segment to show."""
        if isinstance(what, LedgerFilter):
            self.segments.set_current(what)
            self._which = what
        elif isinstance(what, int):
            self._wanted = what
        self._stale = True

    def _take(self, read: tuple[list[TaskFile], int, Totals]) -> None:
        files, self._within, sums = read
        self._files, self._sums = files, sums
        for which, words, count in (
            (LedgerFilter.ALL, "全部", sums.count),
            (LedgerFilter.OVERDUE, "逾期", sums.overdue),
            (LedgerFilter.NEAR, f"{self._within} 日内到期", sums.near),
            (LedgerFilter.TO_CHECK, "待核查", sums.to_check),
            (LedgerFilter.CLOSED, "已销号", sums.closed),
        ):
            self.segments.set_text(which, f"{words} {count}")
        self._marked &= {file.id for file in files}
        self.filters.offer(files)
        wanted, self._wanted = self._wanted, None
        if wanted is None and self.side.isVisible() and self.side.file is not None:
            wanted = self.side.file.id
        self._show()
        if (file := next((one for one in files if one.id == wanted), None)) is not None:
            self.open_task(file)

    @property
    def shown(self) -> list[TaskFile]:
        """The tasks in the table, in its order."""
        return list(self.table.records.rows)

    @property
    def marked(self) -> list[TaskFile]:
        return [file for file in self._files if file.id in self._marked]

    def _choose(self, which: LedgerFilter) -> None:
        self._which = which
        self._show()

    def _show(self) -> None:
        chosen = [f for f in self._files if belongs(f, self._which, within=self._within)]
        found = self.filters.shown(chosen)
        self.table.set_rows(found)
        if found:
            self.listing.show_lines()
        elif self._files:
            self.listing.show_nothing(emptiness.nothing_passes(self._clear_filters))
        else:
            bring = partial(books.import_ledger, self.desk, self)
            self.listing.show_nothing(emptiness.nothing_yet(self.new_task, bring))
        sums = self._sums if len(found) == len(self._files) else totals(found, within=self._within)
        self.foot.show_sums(sums, len(found), len(self._marked))

    def _clear_filters(self) -> None:
        self.segments.set_current(LedgerFilter.ALL)
        self._which = LedgerFilter.ALL
        self.filters.reset()
        self._show()

    def _show_list(self) -> None:
        self.header.title.setText(self.lists.title)
        whole = self.lists.which is LedgerList.WHOLE
        self.panes.gives_way = _GIVE_WAY if whole else ()
        self.panes.fit()

    # -- marking --------------------------------------------------------------------------------
    def _pressed(self, file: TaskFile, title: str) -> None:
        if title == columns.MARK:
            self._mark(file)

    def _mark(self, file: TaskFile) -> None:
        self._marked ^= {file.id}
        self.table.viewport().update()
        self.foot.show_marked(len(self._marked))

    def _copy(self) -> None:
        found = [column for column in self.table.records.columns if column.title != columns.MARK]
        QGuiApplication.clipboard().setText(as_tsv(tuple(found), self.marked))
        self.desk.notice("已复制选中行", f"{len(self._marked)} 项")

    # -- the side panel -------------------------------------------------------------------------
    def open_task(self, file: TaskFile) -> None:
        self.side.show_task(file)
        if file in self.table.records.rows:
            self.table.select_record(file)
        if not self.side.isVisible():
            self.side.show()
            self.panes.fit()

    def close_side(self) -> None:
        self.side.hide()
        self.panes.fit()
        self.table.setFocus()

    def _toggle_side(self) -> None:
        if self.side.isVisible():
            self.close_side()
        elif (file := self.table.current_record()) is not None:
            self.open_task(file)

    def _follow(self, file: TaskFile) -> None:
        if self.side.isVisible() and self.side.file != file:
            self.side.show_task(file)

    def _step(self, by: int) -> None:
        if 0 <= (row := self.table.currentIndex().row() + by) < len(self.table.records.rows):
            self.table.selectRow(row)

    # -- elsewhere ------------------------------------------------------------------------------
    def amend_task(self, file: TaskFile) -> None:
        with_draft(terms.amend(self.desk, file, self.window()), self.desk, file.code).exec()

    def new_task(self) -> None:
        with_draft(terms.new_task(self.desk, self.window()), self.desk).exec()

    def export(self) -> None:
        books.export_list(self.desk, self.lists.which, self.shown, self.lists.titles, self)

    def _space_main(self) -> None:
        # 特大: five ranges with their counts and three acts take the whole line; Ctrl+K remains.
        self.header.search.setVisible(theme().text_size is not TextSize.HUGE)
        side = theme().padding
        self._column.setContentsMargins(side, side, side, side)
        self._column.setSpacing(theme().gap)


def _read(ws: Workspace) -> tuple[list[TaskFile], int, Totals]:
    """Every task, how many days ahead are near, and what all of them add up to."""
    files, within = ledger(ws), read_office(ws).due_within_days
    return files, within, totals(files, within=within)
