"""Correcting one cell on the way in: the original stays on record, a basis is required."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QFrame, QLineEdit, QWidget

from yuetan_desktop.ui.theme import Color, Type, theme
from yuetan_desktop.ui.widgets.buttons import Button
from yuetan_desktop.ui.widgets.containers import row
from yuetan_desktop.ui.widgets.labels import Label

BASES = ("市站更正函", "省站更正通知", "与来文单位电话核实", "原表笔误，已与原始记录核对")

_ROOM_FOR_NOTE = 660  # px: in less, what is entered comes before what is told


class CorrectionBar(QFrame):
    """Address, original, corrected value, 更正依据, 应用. `applied(sheet, cell, value, basis)`."""

    applied = Signal(str, str, str, str)
    refused = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "foot")
        self._sheet = self._cell = ""
        self.address = Label("", Type.BODY_BOLD)
        self.address.setMinimumWidth(theme().px(44))
        self.address.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.address.setProperty("address", "true")
        self.original = Label("", Type.BODY)
        self.value = QLineEdit()
        self.value.setAccessibleName("修正值")
        self.value.setMaximumWidth(110)
        self.basis = QComboBox()
        self.basis.setAccessibleName("更正依据")
        self.basis.setEditable(True)
        self.basis.addItems(BASES)
        self.basis.setCurrentIndex(-1)
        self.basis.lineEdit().setPlaceholderText("选择或填写更正依据")  # type: ignore[union-attr]
        self.basis.setMinimumWidth(180)
        self.apply_button = Button("应用", height=28)
        self.apply_button.clicked.connect(self.apply)
        self.value.returnPressed.connect(self.basis.setFocus)
        self.count = Label("", Type.SMALL, Color.INK3)
        self._note = Label("原文件不改动", Type.SMALL, Color.INK3)
        line = row(self, gap=8)
        line.setContentsMargins(12, 0, 12, 0)
        for widget in (
            self.address,
            Label("原值", Type.SMALL, Color.INK3),
            self.original,
            Label("修正值", Type.SMALL, Color.INK3),
            self.value,
            Label("依据", Type.SMALL, Color.INK3),
            self.basis,
            self.apply_button,
            self._note,
        ):
            line.addWidget(widget)
        line.addStretch()
        line.addWidget(self.count)
        self.clear()
        self._restyle()
        theme().changed.connect(self._restyle)

    def clear(self) -> None:
        self._sheet = self._cell = ""
        self.address.setText("—")
        self.original.setText("")
        self.value.clear()
        self.setEnabled(False)

    def show_cell(self, sheet: str, cell: str, original: str, proposal: str = "") -> None:
        """Offer a cell; `proposal` is what it probably should say (一四.二 → 14.2)."""
        if (sheet, cell) == (self._sheet, self._cell):
            return
        self._sheet, self._cell = sheet, cell
        self.address.setText(cell)
        self.original.setText(original or "（空）")
        self.value.setText(proposal)
        self.setEnabled(True)

    def propose(self, proposal: str) -> None:
        """Put a proposal into the field and ask for its basis."""
        self.value.setText(proposal)
        self.basis.setFocus(Qt.FocusReason.OtherFocusReason)

    def apply(self) -> None:
        value, basis = self.value.text().strip(), self.basis.currentText().strip()
        if not value:
            self.value.setFocus()
            self.refused.emit("缺修正值")
        elif not basis:
            self.basis.setFocus()
            self.refused.emit("缺更正依据：监测数值的更正须写明依据")
        else:
            self.applied.emit(self._sheet, self._cell, value, basis)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        roomy = self.width() >= theme().px(_ROOM_FOR_NOTE)
        for words in (self._note, self.count):
            words.setVisible(roomy)

    def _restyle(self) -> None:
        self.setFixedHeight(theme().row(41))
        self.address.setFixedHeight(theme().row(28))
