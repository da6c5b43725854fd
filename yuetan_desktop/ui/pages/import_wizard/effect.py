"""入库影响: what storing does, by which mode, and which papers, cases and findings it touches."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QListWidget, QWidget

from yuetan_desktop.domain.monitoring import Audit, Dust, Monitoring, Owner
from yuetan_desktop.services.importing.importpreview import ImportPreview
from yuetan_desktop.services.importing.importvalues import Mode
from yuetan_desktop.ui.theme import Color, TextSize, Type, pretty, theme
from yuetan_desktop.ui.widgets.buttons import LINK, Button
from yuetan_desktop.ui.widgets.containers import column, row, surface
from yuetan_desktop.ui.widgets.field import ComboBox
from yuetan_desktop.ui.widgets.labels import Chip, Label

AS_WRITTEN = "不选时按表中所写"
_AUDIT_TIP = "未审核、初审的数据，据以作出的判定为暂判；审核后的数据入库后转为定判"
_OWNER_TIP = "点位、断面是国控、省控、市控还是县控"
_DUST_TIP = "颗粒物浓度、综合指数是否扣除了沙尘；表中两种都有时，按所选的读取"


class SaidBox(ComboBox):
    """One thing said of all values of the file; else what the file says holds."""

    def __init__(self, of: type[Audit | Owner | Dust], name: str, brief: str, tip: str) -> None:
        said = [(one, one.value) for one in of if one is not of.UNSAID]
        super().__init__([(of.UNSAID, f"{brief}按表"), *said], name=name)
        self.setToolTip(f"{tip}；{AS_WRITTEN}")


class Effect(QWidget):
    """`mode_said(mode)`, `monitoring_said(monitoring)` and `answer_wanted`; the mode is asked where
    values are stored already."""

    mode_said = Signal(object)
    answer_wanted = Signal()
    monitoring_said = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        box = surface("foot")
        column(self).addWidget(box)
        lines = column(box, gap=6)
        lines.setContentsMargins(12, 12, 12, 12)
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
        answer = Button("另存标注表…", LINK, icon="file-down")
        answer.setToolTip("原表的副本：错误单元格涂色、加批注，每行末尾写错误信息")
        answer.clicked.connect(self.answer_wanted)
        self.answer = answer
        head = row(gap=8)
        head.addWidget(Label("入库影响", Type.BODY_BOLD))
        head.addWidget(self.touched)
        head.addStretch()
        self.audit = SaidBox(Audit, "数据审核状态", "审核", _AUDIT_TIP)
        self.owner = SaidBox(Owner, "监测归属", "归属", _OWNER_TIP)
        self.dust = SaidBox(Dust, "沙尘是否扣除", "沙尘", _DUST_TIP)
        monitoring = row(gap=8)
        for box in (self.audit, self.owner, self.dust):
            box.activated.connect(lambda _: self._say_monitoring())
            monitoring.addWidget(box)
        monitoring.addStretch()
        foot = row(gap=8)
        foot.addWidget(self.mode)
        foot.addStretch()
        foot.addWidget(answer)
        lines.addLayout(head)
        lines.addWidget(self.words)
        lines.addWidget(self.list)
        lines.addLayout(monitoring)
        lines.addLayout(foot)
        self._fit()
        theme().changed.connect(self._fit)

    def _fit(self) -> None:
        """As many whole lines as there is room for; what is longer scrolls. In 特大 the summary
        gives way to what is asked, and is told by the tooltip."""
        self.words.setVisible(theme().text_size is not TextSize.HUGE)
        line = QFontMetrics(theme().font(Type.BODY)).height()
        few = 2 if theme().text_size is not TextSize.STANDARD else theme().pick(5, 3)
        self.list.setFixedHeight(few * line)

    def _say_monitoring(self) -> None:
        said = Audit(str(self.audit.key)), Owner(str(self.owner.key)), Dust(str(self.dust.key))
        self.monitoring_said.emit(Monitoring(*said))

    def show_preview(self, preview: ImportPreview) -> None:
        """What storing this file would do."""
        self.words.setText(preview.effect)
        self.setToolTip(preview.effect)
        stored = preview.counts.changed or preview.counts.unchanged or preview.reading.incidents
        self.mode.setVisible(bool(stored) or preview.mode is not Mode.UPDATE)
        self.mode.set_key(preview.mode)
        self.audit.set_key(preview.said.monitoring.audit)
        self.owner.set_key(preview.said.monitoring.owner)
        self.dust.set_key(preview.said.monitoring.dust)
        touched = preview.impact.touched
        self.touched.set(f"牵动 {touched} 项" if touched else "", "warn")
        found = (*preview.impact.lines, *preview.impact.gone_lines)
        self.list.setVisible(bool(found))
        self.list.clear()
        self.list.addItems([pretty(line) for line in found])
        for at in range(self.list.count()):
            self.list.item(at).setToolTip(self.list.item(at).text())
