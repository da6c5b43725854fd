"""导入进展, 导出台账, 生成催办单, 会签单: files in and out, off the window's thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from yuetan_desktop.domain.ledger.ledgerlist import LedgerList
from yuetan_desktop.services.ledger import ledgerbooks
from yuetan_desktop.services.ledger.ledgerbooks import LedgerImport, StoredLedger
from yuetan_desktop.services.rectification import TaskFile
from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.ui import messages
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.table_model import Column
from yuetan_desktop.ui.theme import Color, Type, theme
from yuetan_desktop.ui.undo import WHY
from yuetan_desktop.ui.widgets.buttons import PRIMARY
from yuetan_desktop.ui.widgets.dialog import Dialog
from yuetan_desktop.ui.widgets.labels import Label
from yuetan_desktop.ui.widgets.table import TableView

_EXCEL = "Excel 工作簿 (*.xlsx)"
_TABLES = "表格 (*.xlsx *.xls *.xlsm *.csv)"


def export_list(
    desk: Desk,
    which: LedgerList,
    files: Sequence[TaskFile],
    titles: Sequence[str],
    parent: QWidget,
) -> None:
    """What is shown, as a workbook: the ledger with its four lists, or the one list alone with the
    columns that are shown."""
    if which is LedgerList.WHOLE:
        _write(
            desk,
            "导出台账",
            f"整改台账{desk.ws.today()}.xlsx",
            lambda ws, target: ledgerbooks.export_ledger(ws, target, files),
            parent,
        )
    else:
        _write(
            desk,
            f"导出{which}",
            f"{which}{desk.ws.today()}.xlsx",
            lambda ws, target: ledgerbooks.export_list(ws, target, which, files, titles),
            parent,
        )


def remind_marked(desk: Desk, files: Sequence[TaskFile], parent: QWidget) -> None:
    """催办单 for the marked tasks."""
    _write(
        desk,
        "生成催办单",
        f"催办单{desk.ws.today()}.xlsx",
        lambda ws, target: ledgerbooks.export_urge_sheet(ws, files, target),
        parent,
    )


def sign_sheet(desk: Desk, file: TaskFile, parent: QWidget) -> None:
    """会签单 of one task, to be printed and signed."""
    _write(
        desk,
        "生成会签单",
        f"会签单{file.code}.xlsx",
        lambda ws, target: ledgerbooks.export_sign_sheet(ws, file, target),
        parent,
    )


def _write(
    desk: Desk,
    title: str,
    name: str,
    work: Callable[[Workspace, Path], Path],
    parent: QWidget,
) -> None:
    target = messages.pick_target(parent, title, name, _EXCEL)
    if target is None:
        return

    def open_it() -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(target)))

    def done(_: object) -> None:
        desk.notice(f"已{title}", target.name, action=("打开", open_it))

    desk.tasks.run(title, lambda ws, _: work(ws, target), done)


def import_ledger(desk: Desk, parent: QWidget) -> None:
    """Pick a file, show what it would bring, store it when told to."""
    file = messages.pick_file(parent, "导入进展", _TABLES)
    if file is None:
        return

    def show(found: LedgerImport) -> None:
        ImportDialog(desk, found, parent).exec()

    desk.tasks.run("读取台账", lambda ws, progress: ledgerbooks.preview(ws, file, progress), show)


class ImportDialog(Dialog):
    """What a file would bring, which measures ask for a word first, and every line that cannot be
    taken."""

    def __init__(self, desk: Desk, found: LedgerImport, parent: QWidget | None = None) -> None:
        super().__init__("导入进展", parent, width=640)
        self.desk, self.found = desk, found
        head = f"{found.file_name} › {found.sheet}"
        self.body.addWidget(Label(head, Type.BODY, Color.INK2, elide=True))
        self.body.addWidget(Label(found.says + "。", Type.SECTION_TITLE, wrap=True))
        if found.questions:
            asked = f"{len(found.questions)} 项措施须说明是否“一刀切”（第十七条），导入不等于认可。"
            self.body.addWidget(Label(asked, Type.BODY, Color.WARN, wrap=True))
            self._lines(found.questions, "须说明的措施", "要说明的")
        if found.problems:
            self._lines(found.problems, "不能导入的行", "不能导入的原因")
        self.add_button("取消")
        self.take = self.add_button("导入", self._commit, kind=PRIMARY)
        if not found.new and not found.progress:
            self.take.block("没有可以导入的内容")

    def _lines(self, lines: Sequence[tuple[str, str]], name: str, head: str) -> None:
        """Cells with a sentence each."""
        columns = (
            Column("单元格", lambda line: line[0], width=80),
            Column(head, lambda line: line[1], width=0),
        )
        table = TableView(columns, name)
        table.setMinimumHeight(theme().px(140))
        table.set_rows(lines)
        self.body.addWidget(table)

    def _commit(self) -> None:
        found, desk = self.found, self.desk
        self.accept()

        def done(made: StoredLedger) -> None:
            act = desk.undo.done(
                f"导入进展“{found.file_name}”",
                lambda ws, progress: ledgerbooks.take_back(ws, made, WHY, progress),
            )
            desk.did("已导入进展", f"{found.says}。", act)

        desk.tasks.run(
            "导入进展", lambda ws, progress: ledgerbooks.commit(ws, found, progress), done
        )
