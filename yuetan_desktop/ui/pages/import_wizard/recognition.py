"""What was recognised: the tables of the file, and what each column was understood as."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QListWidget, QWidget

from yuetan_desktop.services.importing.importpreview import ImportPreview
from yuetan_desktop.ui.pages.import_wizard.headbar import HeadBar
from yuetan_desktop.ui.pages.import_wizard.session import is_stored
from yuetan_desktop.ui.table_model import Column
from yuetan_desktop.ui.theme import pretty, theme
from yuetan_desktop.ui.widgets.cell_painters import chip_cell
from yuetan_desktop.ui.widgets.containers import Panel, column, row
from yuetan_desktop.ui.widgets.table import TableView

TABLES = (
    Column("工作表", lambda t: t.sheet, bold=True, width=120),
    Column("标题", lambda t: t.title, width=0),
    Column("表头", lambda t: head_rows(t), width=90),
    Column("数据区", lambda t: t.data_range, width=100),
    Column("字段", lambda t: matched(t), right=True, width=72),
    Column("数值", lambda t: str(t.values), sort=lambda t: t.values, right=True, width=72),
)
COLUMNS = (
    Column("列", lambda c: c.letter, bold=True, width=48),
    Column("表头", lambda c: c.head, width=0),
    Column("识别为", lambda c: pretty(c.meaning) or "不导入", width=200),
    Column("时期", lambda c: pretty(c.period), width=90),
    Column("单位", lambda c: c.unit, width=80),
    Column(
        "把握", lambda c: _sure(c)[0], sort=lambda c: c.confidence, width=110,
        paint=chip_cell(lambda c: _sure(c)),
    ),
)  # fmt: skip


def head_rows(table: Any) -> str:
    first, last = table.first_head_row, table.last_head_row
    if last < first:
        return "没有表头"
    return f"第 {first} 行" if first == last else f"第 {first}—{last} 行"


def matched(table: Any) -> str:
    """已匹配 9／10: columns that are imported, of all."""
    return f"{sum(map(is_stored, table.columns))}／{len(table.columns)}"


def _sure(column: Any) -> tuple[str, str]:
    if column.chosen:
        return "已指定", "ok"
    if not is_stored(column):
        return "不导入", "neutral"
    sure = column.confidence >= 0.8
    return f"{'确定' if sure else '请核对'} {column.confidence:.0%}", "ok" if sure else "warn"


class Recognition(QWidget):
    """Step two: tables at the left, columns of the chosen one at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tables = TableView(TABLES, "识别出的表")
        self.columns = TableView(COLUMNS, "列")
        self.head = HeadBar()
        self.notes = QListWidget()
        self.notes.setAccessibleName("读取时的说明和表下附注")
        self.notes.setWordWrap(True)
        self.notes.setFixedHeight(theme().px(150))
        left, right = Panel("工作表与表头"), Panel("列")
        left.body.addWidget(self.tables, 1)
        beside = column()
        beside.setContentsMargins(12, 0, 12, 4)
        beside.addWidget(self.notes)
        left.body.addLayout(beside)
        left.body.addWidget(self.head)
        right.body.addWidget(self.columns)
        whole = row(self, gap=theme().gap)
        whole.addWidget(left, 1)
        whole.addWidget(right, 1)
        self.tables.chosen.connect(lambda table: self.columns.set_rows(table.columns))

    def show_preview(self, preview: ImportPreview) -> None:
        """Tables with their columns; what reading had to say, and the lines under tables."""
        notes = preview.reading.notes
        self.notes.clear()
        self.notes.addItems([pretty(note) for note in notes])
        self.notes.setVisible(bool(notes))
        self.head.show_preview(preview)
        tables = [*preview.tables, *preview.reading.unread]
        self.tables.set_rows(tables)
        self.columns.set_rows(tables[0].columns if tables else ())
