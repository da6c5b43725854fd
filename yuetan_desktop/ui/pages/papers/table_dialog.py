"""A field that holds a table, as a table: type, paste from WPS, add and remove rows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from yuetan_desktop.services.papers import papertables
from yuetan_desktop.ui.theme import Color, Type, theme
from yuetan_desktop.ui.widgets.buttons import LINK, PRIMARY, Button
from yuetan_desktop.ui.widgets.containers import row
from yuetan_desktop.ui.widgets.dialog import Dialog
from yuetan_desktop.ui.widgets.labels import Label
from yuetan_desktop.ui.widgets.typed_table import TypedTable


class TableDialog(Dialog):
    """`text()` is what the field holds after 确定."""

    def __init__(
        self, label: str, columns: Sequence[str], text: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(f"编辑{label}", parent, width=960)
        self.setMinimumHeight(theme().px(420))
        self.grid = TypedTable(label, columns)
        self.grid.fill(papertables.cells(text, columns))
        line = row()
        self.add = Button("添加一行", LINK)
        self.add.clicked.connect(self.grid.add_row)
        self.remove = Button("删除所在行", LINK)
        self.remove.clicked.connect(self.grid.remove_rows)
        line.addWidget(self.add)
        line.addWidget(self.remove)
        line.addStretch()
        hint = "每栏都要填写，没有的填“—”；可从 WPS 表格复制后按 Ctrl+V 粘贴"
        line.addWidget(Label(hint, Type.SMALL, Color.INK3))
        self.body.addLayout(line)
        self.body.addWidget(self.grid, 1)
        self.add_button("取消")
        self.add_button("填入表单", kind=PRIMARY)

    def text(self) -> str:
        return papertables.text(self.grid.rows())
