"""The layout under the columns: its name, from when its mapping is, keeping and handing it on."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from yuetan_desktop.services.importing import layouts
from yuetan_desktop.services.importing.importpreview import TableReading
from yuetan_desktop.ui import messages
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.import_wizard.session import Session
from yuetan_desktop.ui.theme import Color, Type
from yuetan_desktop.ui.widgets.buttons import LINK, Button
from yuetan_desktop.ui.widgets.containers import column, row, surface
from yuetan_desktop.ui.widgets.labels import Label

TOML = "模板 (*.toml)"


class LayoutBar(QWidget):
    """`forgotten`: recognition alone shall read this file; `taken_in`: other layouts are known."""

    forgotten = Signal()
    taken_in = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.session: Session | None = None
        self.table: TableReading | None = None
        box = surface("band")
        column(self).addWidget(box)
        self.state = Label("", Type.SMALL, Color.INK2, wrap=True)
        self.name = QLineEdit()
        self.name.setAccessibleName("模板名称")
        self.name.setPlaceholderText("模板名称，例如：市站县区月报")
        self.name.setMaxLength(40)
        self.save_button = Button("保存模板", height=28)
        self.save_button.clicked.connect(self.save)
        self.name.returnPressed.connect(self.save)
        self.forget_button = Button("全部改回自动识别", LINK, icon="undo-2")
        self.forget_button.clicked.connect(self.forgotten)
        self.export_button = Button("导出模板…", LINK, icon="file-down")
        self.export_button.clicked.connect(self.export)
        take_in = Button("导入模板…", LINK, icon="file-plus")
        take_in.clicked.connect(self.take_in)
        lines = column(box, gap=6)
        lines.setContentsMargins(16, 10, 16, 10)
        lines.addWidget(self.state)
        line = row(gap=8)
        line.addWidget(self.name, 1)
        for button in (self.save_button, self.export_button, take_in, self.forget_button):
            line.addWidget(button)
        lines.addLayout(line)

    def show_table(self, session: Session, table: TableReading) -> None:
        self.session, self.table = session, table
        saved = session.saved(table.fingerprint)
        own = session.mappings.get(table.fingerprint)
        count = len(session.mapping(table.fingerprint))
        if own is not None:
            words = f"指定了 {count} 列；入库后记住，下次同样的表头照此读取。"
        elif saved is not None:
            when = f"{saved.saved_at:%Y-%m-%d} {saved.saved_by}"
            words = f"按 {when}确认的匹配读取（{count} 列由人指定）。"
        else:
            words = "全部自动识别。改正一列后，这种版式下次（换月份、换年份也一样）照此读取。"
        self.state.setText(words)
        if not self.name.isModified():
            self.name.setText(saved.name if saved else "")
        self.forget_button.setEnabled(bool(count))
        self.export_button.block("" if saved else "先保存模板")

    def save(self) -> None:
        """Name this form; what was said of its columns is kept with the name."""
        if self.session is None or self.table is None:
            return
        table, name = self.table, self.name.text().strip()
        if not name:
            self.name.setFocus()
            self.desk.notice("缺模板名称", kind="warn")
            return
        choices = dict(self.session.mapping(table.fingerprint))
        self.name.setModified(False)
        self.desk.tasks.run(
            f"保存模板“{name}”",
            lambda ws, _progress: layouts.name_layout(ws, table, name, choices),
            lambda _: self._known("已保存模板", name),
            blocks=[self.save_button],
        )

    def export(self) -> None:
        if self.table is None:
            return
        marks = [self.table.fingerprint]
        name = self.name.text().strip() or "模板"
        target = messages.pick_target(self, "导出模板", f"{name}.toml", TOML)
        if target is not None:
            self.desk.tasks.run(
                "导出模板",
                lambda ws, _progress: layouts.export_layouts(ws, target, marks),
                lambda _: self.desk.notice("已导出模板", str(target)),
            )

    def take_in(self) -> None:
        file = messages.pick_file(self, "导入模板", TOML)
        if file is not None:
            self.desk.tasks.run(
                "导入模板",
                lambda ws, _progress: layouts.import_layouts(ws, file),
                lambda names: self._known("已导入模板", "、".join(names)),
            )

    def _known(self, title: str, names: str) -> None:
        self.desk.notice(title, names)
        self.taken_in.emit()
