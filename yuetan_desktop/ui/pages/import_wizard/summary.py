"""The line above the grid: file, sheet, head rows, data range, matched fields, layout."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from yuetan_desktop.services import imports
from yuetan_desktop.services.importing.importpreview import ImportPreview, TableReading
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.import_wizard.recognition import head_rows, matched
from yuetan_desktop.ui.theme import Color, Type, theme
from yuetan_desktop.ui.widgets.buttons import LINK, Button
from yuetan_desktop.ui.widgets.containers import Banner, row
from yuetan_desktop.ui.widgets.field import LabelledCombo
from yuetan_desktop.ui.widgets.labels import Label, Sign

FACTS = ("表头", "数据区", "字段", "模板")


class SummaryLine(QWidget):
    """`table` is the one looked at; a file with several lets the clerk choose."""

    table_changed = Signal()
    matching_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        sign = Sign("file-spreadsheet", Color.INK2, 16)
        self.file = Label("", Type.BODY_BOLD)
        self.sheets = LabelledCombo("工作表")
        self.sheets.currentIndexChanged.connect(self._on_table)
        self._facts = {name: Label("", Type.BODY) for name in FACTS}
        self.waiting = Label("", Type.SMALL, Color.INK3)
        change = Button("改字段匹配", LINK, icon="pencil")
        change.clicked.connect(self.matching_wanted)
        line = row(self, gap=8)
        line.setContentsMargins(8, 0, 0, 0)
        line.addWidget(sign)
        line.addWidget(self.file)
        line.addSpacing(8)
        line.addWidget(self.sheets)
        for name, label in self._facts.items():
            line.addSpacing(8)
            line.addWidget(Label(name, Type.SMALL, Color.INK3))
            line.addWidget(label)
        line.addStretch()
        line.addWidget(self.waiting)
        line.addWidget(change)
        self._tables: list[TableReading] = []
        self.setFixedHeight(theme().row(34))

    @property
    def table(self) -> TableReading | None:
        index = self.sheets.currentIndex()
        return self._tables[index] if 0 <= index < len(self._tables) else None

    def show_waiting(self, file: str, waiting: int) -> None:
        """A file that is being read."""
        self._tables = []
        self.file.setText(file)
        self.sheets.set_options([])
        self.waiting.setText(f"后面还有 {waiting} 个文件" if waiting else "")
        for label in self._facts.values():
            label.setText("—")

    def show_preview(self, preview: ImportPreview, waiting: int) -> None:
        chosen = self.sheets.currentIndex()
        self._tables = [*preview.tables, *preview.reading.unread]
        self.file.setText(preview.file)
        names = [_name(table, self._tables) for table in self._tables]
        self.sheets.set_options(list(enumerate(names)))
        if 0 <= chosen < len(names):
            self.sheets.setCurrentIndex(chosen)
        self.waiting.setText(f"后面还有 {waiting} 个文件" if waiting else "")
        self._show_facts()

    def _on_table(self) -> None:
        self._show_facts()
        self.table_changed.emit()

    def _show_facts(self) -> None:
        table = self.table
        if table is None:
            return
        for name, words in zip(
            FACTS,
            (
                head_rows(table),
                table.data_range,
                f"已匹配 {matched(table)}",
                table.layout or "自动识别",
            ),
            strict=True,
        ):
            self._facts[name].setText(words)


def show_known(banner: Banner, preview: ImportPreview) -> None:
    """Say why there is nothing to look at, when exactly this file was imported before, and what of
    its sheets is hidden."""
    if not (preview.tables or preview.reading.unread):
        told = dict.fromkeys(problem.message for problem in preview.errors)
        words = f"{''.join(told)}请确认选对了文件，或另存空白表填写。"
        banner.show_fact("不能入库", words, kind="bad")
        return
    known = preview.already_imported
    if known is not None:
        when = f"{known.imported_at:%Y-%m-%d %H:%M}"
        banner.show_fact(
            "这个文件已经导入过",
            f"{when} 由{known.imported_by}导入（第 {known.id} 批）",
            kind="warn",
        )
        return
    hidden = [note for note in preview.reading.notes if "隐藏" in note]
    if hidden:
        words = "；".join(note.rstrip("。") for note in hidden)
        banner.show_fact("文件里有隐藏的内容", words, kind="warn")


def show_stored(banner: Banner, desk: Desk, stored: list[ImportPreview]) -> None:
    """Lead to where the result is to be seen."""
    month = imports.month_to_look_at(desk.ws, stored)
    words = f"“{stored[0].file}”" if len(stored) == 1 else f"{len(stored)} 个文件"
    link = f"查看{month.label()}风险总览", lambda: desk.go("dashboard", month)
    banner.show_fact(f"已入库{words}", "研判结果随之更新", kind="ok", links=[link])


def _name(table: TableReading, tables: list[TableReading]) -> str:
    """The sheet's name; the range too where a sheet holds several tables."""
    same = sum(1 for other in tables if other.sheet == table.sheet)
    return f"{table.sheet} {table.data_range}" if same > 1 else table.sheet
