"""文书互校 and 案卷 of a case: one line under its papers, and the list of what does not agree."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from yuetan_desktop.domain.papercheck import Discrepancy, Grade
from yuetan_desktop.domain.papercheck.facts import CASE
from yuetan_desktop.services import casefiles
from yuetan_desktop.services.casefiles import CaseFile
from yuetan_desktop.services.papers import papercheck
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.cases.folder_dialog import FolderDialog
from yuetan_desktop.ui.table_model import Column
from yuetan_desktop.ui.theme import Color, Type
from yuetan_desktop.ui.widgets.buttons import Button
from yuetan_desktop.ui.widgets.cell_painters import chip_cell
from yuetan_desktop.ui.widgets.containers import row
from yuetan_desktop.ui.widgets.dialog import Dialog
from yuetan_desktop.ui.widgets.labels import Chip, Label
from yuetan_desktop.ui.widgets.table import TableView


class PapersBar(QFrame):
    """What the check of the papers found, and the way to the whole case file."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.found: tuple[Discrepancy, ...] = ()
        self._case: CaseFile | None = None
        self.setProperty("surface", "panel")
        self.setAccessibleName("文书互校与案卷")
        line = row(self)
        line.setContentsMargins(12, 6, 12, 6)
        line.addWidget(Label("文书互校", Type.SECTION_TITLE))
        self.state = Chip("")
        line.addWidget(self.state)
        self.words = Label("", Type.BODY, Color.INK2, elide=True)
        line.addWidget(self.words, 1)
        self.show_list = Button("逐条查看…", height=28)
        self.show_list.clicked.connect(lambda _=False: self.open_list())
        self.make_folder = Button("制作案卷…", icon="folder-kanban", height=28)
        self.make_folder.clicked.connect(lambda _=False: self.open_folder())
        line.addWidget(self.show_list)
        line.addWidget(self.make_folder)

    def show_case(self, case: CaseFile, papers: int) -> None:
        """Check the case's papers, so many as were made."""
        self._case = case
        self.found = papercheck.check_case(self.desk.ws, case.id) if papers else ()
        wrong = sum(one.grade is Grade.WRONG for one in self.found)
        if not papers:
            self.state.set("没有文书", "neutral")
            self.words.setText("文书生成后，其日期、人员、文号、数值和前后要求在这里互相核对。")
        elif not self.found:
            self.state.set("一致", "ok")
            self.words.setText(f"{papers} 种文书之间没有发现不一致。")
        else:
            self.state.set(f"{len(self.found)} 处不一致", "late" if wrong else "near")
            self.words.setText(self.found[0].sentence)
        self.show_list.block("" if self.found else "没有不一致")

    def open_list(self) -> None:
        assert self._case is not None
        dialog = DiscrepancyDialog(self._case.number, self.found, parent=self)
        case_id = self._case.id
        dialog.asked.connect(lambda kind: self.desk.go("paper", (case_id, kind)))
        dialog.exec()

    def open_folder(self) -> None:
        assert self._case is not None
        cases = casefiles.list_cases(self.desk.ws)
        FolderDialog(self.desk, self._case.id, cases, parent=self).exec()


_COLUMNS = (
    Column(
        "程度",
        lambda d: d.grade.value,
        paint=chip_cell(lambda d: (d.grade.value, "late" if d.grade is Grade.WRONG else "near")),
        width=80,
    ),
    Column("项目", lambda d: d.rule, bold=True, width=100),
    Column("一处", lambda d: f"{d.first.paper}：{d.first.field}", width=150),
    Column("另一处", lambda d: f"{d.second.paper}：{d.second.field}", width=150),
    Column("说明", lambda d: d.sentence, width=0, tip=lambda d: d.sentence),
)


class DiscrepancyDialog(Dialog):
    """Each line with both places; `asked(kind)` opens the form of the paper."""

    asked = Signal(str)

    def __init__(
        self, number: str, found: Sequence[Discrepancy], *, parent: QWidget | None = None
    ) -> None:
        super().__init__(f"文书互校：{number}", parent, width=940)
        self.table = TableView(_COLUMNS, "不一致之处")
        self.table.setMinimumHeight(320)
        self.table.set_rows(list(found))
        self.table.opened.connect(self._open)
        self.table.chosen.connect(self._show)
        self.sentence = Label("", Type.BODY, wrap=True)
        self.body.addWidget(
            Label("双击或按 Enter 打开有出入的文书；改动后重新生成即可。", Type.SMALL, Color.INK3)
        )
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.sentence)
        self.add_button("关闭")
        if found:
            self.table.selectRow(0)
            self._show(found[0])

    def _show(self, one: Discrepancy | None) -> None:
        self.sentence.setText(one.sentence if one is not None else "")

    def _open(self, one: Discrepancy) -> None:
        kinds = [spot.paper for spot in (one.first, one.second) if spot.paper != CASE]
        if kinds:
            self.accept()
            self.asked.emit(kinds[0])
