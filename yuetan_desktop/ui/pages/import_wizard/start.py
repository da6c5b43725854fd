"""选择文件: drop or choose spreadsheets, or take one of the program's blank forms."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from yuetan_desktop.services import imports
from yuetan_desktop.services.imports import FORMS
from yuetan_desktop.ui import messages
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.theme import Color, Type
from yuetan_desktop.ui.widgets.buttons import LINK, Button
from yuetan_desktop.ui.widgets.containers import EmptyState, column, row
from yuetan_desktop.ui.widgets.labels import Label

SHEETS = "表格 (*.xlsx *.xls *.xlsb *.ods *.csv *.txt *.tsv *.et *.htm *.html *.xml);;所有文件 (*)"


class Start(QWidget):
    """`files_chosen` carries files and folders."""

    files_chosen = Signal(list)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        forms = QWidget()
        lines = column(forms, gap=4)
        lines.addWidget(Label("没有现成的表？存一份空白表填写：", Type.BODY, Color.INK2))
        line = row(gap=4)
        for name in FORMS:
            link = Button(name, LINK, icon="file-down")
            link.setAccessibleName(f"另存空白表：{name}")
            link.clicked.connect(lambda _=False, name=name: self.save_form(name))
            line.addWidget(link)
        line.addStretch()
        lines.addLayout(line)
        state = EmptyState(
            "file-spreadsheet",
            "把市站、省站发来的表格拖到这里",
            "空气月报、断面水质、全省排名、目标、事项登记都可以；"
            "Excel、WPS 表格和 CSV 按内容识别，不要求改表头。入库前逐格校验，入库后可以撤销。",
            primary=("选择文件…", self._pick_files),
            others=[("选择文件夹…", self._pick_folder)],
            extra=forms,
        )
        column(self).addWidget(state)

    def save_form(self, name: str) -> None:
        """Write one of the program's blank forms where the clerk says."""
        target = messages.pick_target(self, "另存空白表", f"{name}（空白表）.xlsx", "表格 (*.xlsx)")
        if target is not None:
            self.desk.tasks.run(
                f"另存空白表“{name}”",
                lambda ws, _progress: imports.save_form(ws, name, target),
                lambda path: self.desk.notice("已保存空白表", str(path)),
            )

    def _pick_files(self) -> None:
        if files := messages.pick_files(self, "选择要导入的表格", SHEETS):
            self.files_chosen.emit(files)

    def _pick_folder(self) -> None:
        if folder := messages.pick_folder(self, "选择文件夹"):
            self.files_chosen.emit([folder])
