"""入库影响: what storing does, by which mode, and which papers, cases and findings it touches."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QListWidget, QWidget

from yuetan_desktop.services.imports import ImportPreview, Mode
from yuetan_desktop.ui.theme import Color, Type, pretty, theme
from yuetan_desktop.ui.widgets.buttons import LINK, Button
from yuetan_desktop.ui.widgets.containers import column, row, surface
from yuetan_desktop.ui.widgets.field import ComboBox
from yuetan_desktop.ui.widgets.labels import Chip, Label


class Effect(QWidget):
    """`mode_said(mode)` and `answer_wanted`; the mode is asked where values are stored already."""

    mode_said = Signal(object)
    answer_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        box = surface("band")
        column(self).addWidget(box)
        lines = column(box, gap=6)
        lines.setContentsMargins(16, 12, 16, 12)
        self.mode = ComboBox([(mode, mode.value) for mode in Mode], name="库中已有的值怎么办")
        self.mode.setToolTip(
            "新增并更新：采用新值；只新增：已有的值不动；替换该期：本文件没有的同期同类的数值、目标和事项也撤下"
        )
        self.mode.activated.connect(lambda _: self.mode_said.emit(Mode(str(self.mode.key))))
        self.words = Label("", Type.BODY, Color.INK2, wrap=True)
        self.touched = Chip()
        self.list = QListWidget()
        self.list.setAccessibleName("牵动的文书、案件和判定，撤下的值")
        self.list.setWordWrap(True)
        self.list.setProperty("quiet", "true")
        self.list.setFixedHeight(theme().pick(108, 64))
        answer = Button("另存标注表…", LINK, icon="file-down")
        answer.setToolTip("原表的副本：错误单元格涂色、加批注，每行末尾写错误信息")
        answer.clicked.connect(self.answer_wanted)
        self.answer = answer
        head = row(gap=8)
        head.addWidget(Label("入库影响", Type.BODY_BOLD))
        head.addWidget(self.touched)
        head.addStretch()
        foot = row(gap=8)
        foot.addWidget(self.mode)
        foot.addStretch()
        foot.addWidget(answer)
        lines.addLayout(head)
        lines.addWidget(self.words)
        lines.addWidget(self.list)
        lines.addLayout(foot)

    def show_preview(self, preview: ImportPreview) -> None:
        """What storing this file would do."""
        self.words.setText(preview.effect)
        stored = preview.counts.changed or preview.counts.unchanged or preview.reading.incidents
        self.mode.setVisible(bool(stored) or preview.mode is not Mode.UPDATE)
        self.mode.set_key(preview.mode)
        touched = preview.impact.touched
        self.touched.set(f"牵动 {touched} 项" if touched else "", "warn")
        found = (*preview.impact.lines, *preview.impact.gone_lines)
        self.list.setVisible(bool(found))
        self.list.clear()
        self.list.addItems([pretty(line) for line in found])
        for at in range(self.list.count()):
            self.list.item(at).setToolTip(self.list.item(at).text())
