"""打印: on a printer chosen by name, so many copies; a failure is reported, never swallowed."""

from __future__ import annotations

from PySide6.QtWidgets import QSpinBox, QWidget

from yuetan_desktop.services.papers import paperfiles
from yuetan_desktop.services.papers.paperdesk import MadePaper
from yuetan_desktop.ui import messages
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.theme import Color, Type
from yuetan_desktop.ui.widgets.buttons import PRIMARY
from yuetan_desktop.ui.widgets.dialog import Dialog
from yuetan_desktop.ui.widgets.field import ComboBox, Field
from yuetan_desktop.ui.widgets.labels import Label


class PrintDialog(Dialog):
    def __init__(self, desk: Desk, paper: MadePaper, *, parent: QWidget | None = None) -> None:
        super().__init__(f"打印{paper.kind}", parent, width=440)
        self.desk, self.paper = desk, paper
        names = paperfiles.printers()
        self.printer = ComboBox([(name, name) for name in names])
        self.copies = QSpinBox()
        self.copies.setRange(1, 200)
        self.body.addWidget(Field("打印机", self.printer, required=True))
        self.body.addWidget(Field("份数", self.copies, required=True))
        self.body.addWidget(Label(paper.path.name, Type.SMALL, Color.INK3))
        self.add_button("取消")
        self.go = self.add_button("打印", self._print, kind=PRIMARY)
        if not names:
            self.go.block("本机没有打印机；请先在系统中添加，或导出 PDF 后到别处打印")
            self.body.addWidget(Label("本机没有打印机。", Type.BODY, Color.WARN))

    def _print(self) -> None:
        printer, copies, path = str(self.printer.key), self.copies.value(), self.paper.path
        self.accept()
        self.desk.tasks.run(
            f"打印{self.paper.kind}",
            lambda ws, _: paperfiles.print_paper(ws, path, printer, copies),
            done=lambda _: self.desk.notice("已送打印", f"{printer}，{copies} 份"),
            failed=lambda error: messages.show_error(
                error, self.parentWidget(), title="打印未完成"
            ),
        )
