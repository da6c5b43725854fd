"""选择文件: drop or choose spreadsheets, or take one of the program's blank forms."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from yuetan_desktop.services.imports import FORMS
from yuetan_desktop.ui.theme import Color, Type
from yuetan_desktop.ui.widgets.buttons import LINK, Button
from yuetan_desktop.ui.widgets.containers import EmptyState, column, row
from yuetan_desktop.ui.widgets.labels import Label


class Start(QWidget):
    files_wanted = Signal()
    folder_wanted = Signal()
    form_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        forms = QWidget()
        lines = column(forms, gap=4)
        lines.addWidget(Label("没有现成的表？存一份空白表填写：", Type.BODY, Color.INK2))
        line = row(gap=4)
        for name in FORMS:
            link = Button(name, LINK, icon="file-down")
            link.setAccessibleName(f"另存空白表：{name}")
            link.clicked.connect(lambda _=False, name=name: self.form_wanted.emit(name))
            line.addWidget(link)
        line.addStretch()
        lines.addLayout(line)
        state = EmptyState(
            "file-spreadsheet",
            "把市站、省站发来的表格拖到这里",
            "空气月报、断面水质、全省排名、目标、事项登记都可以；"
            "Excel、WPS 表格和 CSV 按内容识别，不要求改表头。入库前逐格校验，入库后可以撤销。",
            primary=("选择文件…", self.files_wanted.emit),
            others=[("选择文件夹…", self.folder_wanted.emit)],
            extra=forms,
        )
        column(self).addWidget(state)
