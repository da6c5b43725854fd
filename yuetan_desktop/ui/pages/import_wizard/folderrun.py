"""Many files in one run: each with its state, stored together, told in one report."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from yuetan_desktop.services.importing import importfolder, importreport, importundo
from yuetan_desktop.services.importing.importfolder import FileRun
from yuetan_desktop.services.importing.importpreview import Severity
from yuetan_desktop.ui import messages
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.browse.batches import agreed_to_withdraw
from yuetan_desktop.ui.pages.import_wizard.foot import WizardFoot
from yuetan_desktop.ui.table_model import Column
from yuetan_desktop.ui.theme import theme
from yuetan_desktop.ui.undo import WHY
from yuetan_desktop.ui.widgets.buttons import LINK, Button
from yuetan_desktop.ui.widgets.cell_painters import chip_cell
from yuetan_desktop.ui.widgets.containers import Panel, column
from yuetan_desktop.ui.widgets.table import TableView


class FolderRun(QWidget):
    """`one_by_one(paths)`: files to be settled in the wizard; `left`: the run is put aside."""

    one_by_one = Signal(list)
    left = Signal()
    stored = Signal(list)  # previews

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.files: list[FileRun] = []
        self._asked = 0
        self.table = TableView(
            (
                Column("文件", lambda f: f.path.name, bold=True, middle=True, width=0),
                Column("结果", self._state, width=260, paint=chip_cell(self._chip)),
                _count("新增", lambda f: f.preview.counts.new if f.preview else 0),
                _count("更新", lambda f: f.preview.counts.changed if f.preview else 0),
                _count("错误", lambda f: f.count(Severity.ERROR)),
                _count("警告", lambda f: f.count(Severity.WARNING)),
            ),
            "这一次导入的文件",
        )
        self.add_places = QCheckBox("登记未登记的单位")
        self.add_places.toggled.connect(lambda _: self._show())
        self.report = Button("另存报告…", LINK, icon="file-down")
        self.report.clicked.connect(self.save_report)
        self.panel = Panel("批量导入")
        self.panel.add_to_header(self.add_places)
        self.panel.add_to_header(self.report)
        self.panel.body.addWidget(self.table, 1)
        self.foot = WizardFoot()
        whole = column(self, gap=theme().gap)
        whole.addWidget(self.panel, 1)
        whole.addWidget(self.foot)
        self.foot.back.clicked.connect(self.leave)
        self.foot.skip.set_text("逐个处理未入库的")
        self.foot.skip.clicked.connect(lambda: self.one_by_one.emit(self._open()))
        self.foot.next.clicked.connect(self.store)
        self.table.opened.connect(lambda file: self.one_by_one.emit([file.path]))
        desk.tasks.jobs_changed.connect(self._on_jobs)

    def look(self, paths: Sequence[Path]) -> None:
        """Look at all of the files in the background."""
        self.files = [FileRun(path) for path in paths]
        self.look_again()

    def look_again(self) -> None:
        """Look at those that are not stored, as they and the database are now."""
        self._asked += 1
        number = self._asked
        wanted = [file.path for file in self.files if file.batch is None]
        self.table.set_rows(self.files)
        self.panel.subtitle.setText(f"{len(self.files)} 个文件")
        job = self.desk.tasks.run(
            f"校验 {len(wanted)} 个文件",
            lambda ws, progress: importfolder.look(ws, wanted, progress=progress),
            lambda files: self._looked(number, files),
            failed=self._failed,
        )
        self._working(job)

    def store(self) -> None:
        """Store all that can be stored, together."""
        files, add_places = self.files, self.add_places.isChecked()
        before = {file.path for file in files if file.batch is not None}
        job = self.desk.tasks.run(
            "批量导入",
            lambda ws, progress: importfolder.store(
                ws, files, add_places=add_places, progress=progress
            ),
            lambda count: self._stored(before, count),
            failed=self._failed,
        )
        self._working(job)

    def save_report(self) -> None:
        """One workbook on the whole run."""
        target = messages.pick_target(self, "另存导入报告", "导入报告.xlsx", "表格 (*.xlsx)")
        if target is not None:
            files = self.files
            self.desk.tasks.run(
                "另存导入报告",
                lambda ws, _progress: importreport.write_report(ws, files, target),
                lambda path: self.desk.notice("已保存导入报告", str(path)),
            )

    def leave(self) -> None:
        """Put the run aside; what was stored stays, each file to be taken back alone."""
        if self.foot.job is not None:
            self.foot.job.cancel()
        self._asked += 1
        self.files = []
        self.left.emit()

    # -- what came of it ------------------------------------------------------------------------
    def _looked(self, number: int, files: list[FileRun]) -> None:
        if number == self._asked:
            looked = {file.path: file for file in files}
            self.files = [looked.get(file.path, file) for file in self.files]
            self._show()

    def _stored(self, before: set[Path], count: int) -> None:
        new = [file for file in self.files if file.batch is not None and file.path not in before]
        batches = [file.batch for file in new if file.batch is not None and file.known is None]
        words = f"{sum(file.stored for file in self.files)} 个数值，研判结果随之更新"
        desk, window = self.desk, self.window()
        act = desk.undo.done(
            f"导入 {count} 个文件",
            lambda ws, progress: importundo.withdraw_all(ws, batches, WHY, progress),
            agreed=lambda: agreed_to_withdraw(desk, batches, window),
        )
        self.desk.did(f"已导入 {count} 个文件", words, act)
        self._show()
        self.stored.emit([file.preview for file in new if file.preview is not None])

    def _failed(self, error: Exception) -> None:
        self._show()
        messages.show_error(error, self, title="没有导入")

    def _show(self) -> None:
        self.foot.show_job(None)
        self.table.set_rows(self.files)
        ready = [file for file in self.files if self._is_ready(file)]
        rest = self._open()
        done = sum(1 for file in self.files if file.batch is not None)
        self.panel.subtitle.setText(f"{len(self.files)} 个文件，已入库 {done} 个")
        why = "全部文件都已入库" if not rest else "没有可以入库的文件"
        self.foot.show_errors(0, "" if ready else why)
        if ready and rest:
            self.foot.reason.setText(f"{len(rest)} 个文件需要逐个处理，其余可以先入库")
        self.foot.show_way_on(f"入库 {len(ready)} 个文件")
        self.foot.skip.setVisible(bool(rest))
        self.foot.back.set_text("上一步" if ready or rest else "导入其他文件")

    def _working(self, job: Any) -> None:
        if job in self.desk.tasks.jobs:
            self.foot.show_job(job)
            self.foot.show_errors(0, "正在处理")

    def _on_jobs(self) -> None:
        if self.foot.job is not None and self.foot.job in self.desk.tasks.jobs:
            self.foot.show_job(self.foot.job)

    def _is_ready(self, file: FileRun) -> bool:
        if file.batch is not None or file.known is not None:
            return False
        return not file.hindrance(add_places=self.add_places.isChecked())

    def _open(self) -> list[Path]:
        """Files that are not stored and cannot be as they are."""
        return [
            file.path
            for file in self.files
            if file.batch is None
            and file.known is None
            and file.hindrance(add_places=self.add_places.isChecked())
        ]

    def _state(self, file: FileRun) -> str:
        if file.preview is None and file.refused is None:
            return "等待校验"
        if file.batch is None and file.known is not None:
            return f"以前导入过（第 {file.known.id} 批），没有新内容"
        return importfolder.state_of(file, add_places=self.add_places.isChecked())

    def _chip(self, file: FileRun) -> tuple[str, str]:
        if file.preview is None and file.refused is None:
            return self._state(file), "neutral"
        if file.batch is not None:
            return self._state(file), "ok"
        if file.known is not None:
            return self._state(file), "neutral"
        return self._state(file), "ok" if self._is_ready(file) else "warn"


def _count(title: str, number: Any) -> Column:
    return Column(title, lambda f: str(number(f) or ""), sort=number, right=True, width=72)
