"""办理记录: append-only, newest first; a voided line stays, struck out with its reason."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu

from yuetan_desktop.services.cases.caserecord import RecordLine
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.cases.attaching import add_open_actions
from yuetan_desktop.ui.table_model import Column
from yuetan_desktop.ui.theme import pretty, theme
from yuetan_desktop.ui.widgets.buttons import LINK, Button
from yuetan_desktop.ui.widgets.containers import Panel
from yuetan_desktop.ui.widgets.wrapping import WrappingTable, wrapped_cell


def _time(line: RecordLine) -> str:
    return f"{line.at:%m-%d %H:%M}" if line.at else f"{line.day:%m-%d}"


def _text(line: RecordLine) -> str:
    files = f"　附件 {len(line.files)}" if line.files else ""
    voided = "（已作废）" if line.voided_why is not None else ""
    return pretty(f"{voided}{line.text}{files}")


def _tip(line: RecordLine) -> str:
    why = f"\n作废原因：{line.voided_why}" if line.voided_why is not None else ""
    files = f"\n附件：{'、'.join(one.name for one in line.files)}" if line.files else ""
    return f"{line.text}{why}{files}"


_COLUMNS = (
    Column(
        "时间",
        _time,
        sort=lambda line: line.at.isoformat() if line.at else str(line.day),
        secondary=True,
        width=96,
    ),
    Column("经办人", lambda line: line.person, secondary=True, width=64),
    Column("事项", _text, tip=_tip, width=0, paint=wrapped_cell(_text)),
)


class RecordList(Panel):
    """`void_asked(step id, name)` from the context menu or the Delete key; `attach_asked(step
    id)` from the button or the context menu."""

    void_asked = Signal(int, str)
    measure_void_asked = Signal(int)  # of 联动措施
    attach_asked = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__("办理记录")
        self.desk = desk
        self.attach = Button("添加附件…", LINK, height=24)
        self.attach.clicked.connect(lambda _=False: self._attach())
        self.add_to_header(self.attach)
        self.table = WrappingTable(_COLUMNS, "办理记录", "事项", row_height=28, head_height=28)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._menu)
        self.table.setMinimumHeight(theme().row(28) * 3)
        self.body.addWidget(self.table)
        self.table.chosen.connect(self._offer)
        delete = QShortcut(QKeySequence.StandardKey.Delete, self.table)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self._void)

    def show_record(self, lines: Sequence[RecordLine]) -> None:
        self.subtitle.setText(f"{len(lines)} 条")
        self.table.set_rows(list(lines))
        self._offer()

    def _offer(self, _line: object = None) -> None:
        usable = self._voidable() is not None
        self.attach.block("" if usable else "先选一条环节登记，再添加会签单、回证等扫描件")

    def _attach(self) -> None:
        if (line := self._voidable()) is not None:
            self.attach_asked.emit(line.step_id)

    def select_step(self, step_id: int) -> None:
        for line in self.table.records.rows:
            if line.step_id == step_id:
                self.table.select_record(line)
                self.table.setFocus()

    def _voidable(self) -> RecordLine | None:
        line: RecordLine | None = self.table.current_record()
        is_step = line is not None and line.step_id is not None and line.voided_why is None
        return line if is_step else None

    def _void(self) -> None:
        if (line := self._voidable()) is not None:
            self.void_asked.emit(line.step_id, line.text[:12])
        elif (measure_id := self._measure()) is not None:
            self.measure_void_asked.emit(measure_id)

    def _measure(self) -> int | None:
        """The entry of 联动措施 chosen, where it is in force."""
        line: RecordLine | None = self.table.current_record()
        return line.measure_id if line is not None and line.voided_why is None else None

    def _menu(self, where: QPoint) -> None:
        menu = QMenu(self)
        menu.addAction("复制", self.table.copy)
        line = self.table.current_record()
        if line is not None:
            add_open_actions(menu, self.desk, line.files)
        if self._voidable() is not None:
            menu.addAction("添加附件…", self._attach)
        if self._voidable() is not None or self._measure() is not None:
            menu.addAction("作废这条登记…", self._void)
        menu.exec(self.table.viewport().mapToGlobal(where))
