"""One reason in the side panel: level, article, the numbers, where they stand."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from yuetan_desktop.domain.facts import Exemption
from yuetan_desktop.domain.finding import unaudited_words
from yuetan_desktop.domain.monitoring import PROVISIONAL
from yuetan_desktop.ui.theme import Color, Type, pretty
from yuetan_desktop.ui.widgets.buttons import LINK, Button
from yuetan_desktop.ui.widgets.containers import column, row
from yuetan_desktop.ui.widgets.labels import Chip, Label, LevelBadge
from yuetan_desktop.ui.widgets.source_link import SourceLinks

if TYPE_CHECKING:
    from yuetan_desktop.services.judging.placepanel import Trigger

_GAP = 8  # between the source and what stands at its right


class TriggerBlock(QWidget):
    """Badge, level and article; the fact with the deciding part bold; notes; the source."""

    source_opened = Signal(object)
    folder_asked = Signal(object)
    exemption_asked = Signal(object)  # the finding
    lift_asked = Signal(object)  # its exemption

    def __init__(self, trigger: Trigger, *, undecided: bool = False) -> None:
        super().__init__()
        self.trigger = trigger
        self._links: SourceLinks | None = None
        self._exempt: Button | None = None
        level = trigger.found.rule.level
        line = row(self, gap=9)
        badge = LevelBadge(level.number, f"{level.name}　{level.article}")
        line.addWidget(badge, 0, Qt.AlignmentFlag.AlignTop)
        body = column(gap=1)
        line.addLayout(body, 1)
        head = row()
        head.addWidget(Label(level.name, Type.BODY_BOLD))
        head.addWidget(Label(trigger.found.rule.short_cite, Type.SMALL, Color.INK2))
        if undecided:
            head.addWidget(Chip("待认定", "strong", icon="user-question"))
        if trigger.found.exempt_by is not None:
            head.addWidget(Chip("豁免", "neutral", icon="shield"))
        unaudited = trigger.found.unaudited
        if unaudited:
            head.addWidget(Chip(PROVISIONAL, "warn", icon="clock"))
        head.addStretch()
        body.addLayout(head)
        for fact in _facts(trigger):
            body.addWidget(fact)
        for note in trigger.found.notes:
            body.addWidget(Label(pretty(note), Type.SMALL, Color.WARN, wrap=True))
        if unaudited:
            words = f"未经国家审核：{unaudited_words(unaudited)}；审核后的数据入库后重新判定"
            body.addWidget(Label(pretty(words), Type.SMALL, Color.WARN, wrap=True))
        exempt = trigger.found.exempt_by
        self._evidence = self._source_line(exemptible=exempt is None)
        body.addLayout(self._evidence)
        if exempt is not None:
            body.addLayout(self._exempted(exempt))

    def _source_line(self, *, exemptible: bool) -> QHBoxLayout:
        """Where it stands, and at the right the way to take the finding out (第十条)."""
        line = row(gap=_GAP)
        if self.trigger.sources:
            self._links = SourceLinks(self.trigger.sources)
            self._links.activated.connect(self.source_opened)
            self._links.folder_asked.connect(self.folder_asked)
            line.addWidget(self._links, 1)
        if exemptible:
            self._exempt = Button("豁免…", LINK, height=24)  # short: it mostly fits there
            self._exempt.setAccessibleName("登记豁免")
            self._exempt.setToolTip("登记豁免（第十条）：因不可抗力不进行预警提示、通报和约谈")
            self._exempt.clicked.connect(lambda: self.exemption_asked.emit(self.trigger.found))
            line.addWidget(self._exempt, 0, Qt.AlignmentFlag.AlignRight)
        return line

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The act goes under a source that needs the line for itself: its cell is never cut."""
        super().resizeEvent(event)
        line, ways = self._evidence, QBoxLayout.Direction
        if self._links is None or self._exempt is None:
            return
        wanted = self._links.whole_width() + _GAP + self._exempt.sizeHint().width()
        fits = wanted <= line.geometry().width()
        line.setDirection(ways.LeftToRight if fits else ways.TopToBottom)
        line.setSpacing(_GAP if fits else 0)

    def _exempted(self, exempt: Exemption) -> QHBoxLayout:
        """第十条: who took the finding out, and the way back."""
        line = row()
        by = f"第十条：{exempt.cause}（{exempt.approved_by}，{exempt.approved_on}）"
        line.addWidget(Label(pretty(by), Type.SMALL, Color.INK2, wrap=True), 1)
        if exempt.id:  # one of a case is voided there
            lift = Button("撤销豁免…", LINK, height=24)
            lift.clicked.connect(lambda: self.lift_asked.emit(exempt))
            line.addWidget(lift)
        return line


def _facts(trigger: Trigger) -> list[Label]:
    """The fact with its verdict bold; where several findings decide together, one line each."""
    finding = trigger.found.finding
    if trigger.verdict:
        # File contents may stand in it: escaped before it becomes rich text.
        text = f"{escape(pretty(trigger.fact))}，<b>{escape(pretty(trigger.verdict))}</b>"
        _first, *others = dict.fromkeys(part.says for part in finding.deciding())
        return [
            Label(text, Type.BODY, wrap=True, rich=True),
            *(Label(pretty(words), Type.SMALL, wrap=True) for words in others),
        ]
    leaves = [leaf for leaf in finding.leaves() if leaf.outcome is finding.outcome]
    if len(leaves) < 2:
        return [Label(pretty(trigger.fact), Type.BODY, wrap=True)]
    lines = [Label(pretty(finding.short), Type.BODY_BOLD, wrap=True)] if finding.short else []
    says = dict.fromkeys(leaf.says for leaf in leaves)
    return lines + [Label(pretty(words), Type.SMALL, wrap=True) for words in says]
