"""One reason in the side panel: level, article, the numbers, where they stand."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

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


class TriggerBlock(QWidget):
    """Badge, level and article; the fact with the deciding part bold; notes; the source."""

    source_opened = Signal(object)
    folder_asked = Signal(object)
    exemption_asked = Signal(object)  # the finding
    lift_asked = Signal(object)  # its exemption

    def __init__(self, trigger: Trigger, *, undecided: bool = False) -> None:
        super().__init__()
        self.trigger = trigger
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
        if trigger.sources:
            link = SourceLinks(trigger.sources)
            link.activated.connect(self.source_opened)
            link.folder_asked.connect(self.folder_asked)
            body.addWidget(link)
        body.addLayout(self._exemption(trigger.found.exempt_by))

    def _exemption(self, exempt: Exemption | None) -> QHBoxLayout:
        """第十条: the way to take the finding out; who took it out and the way back."""
        line = row()
        if exempt is None:
            act = Button("登记豁免…", LINK, height=24)
            act.setToolTip("第十条：因不可抗力不进行预警提示、通报和约谈")
            act.clicked.connect(lambda: self.exemption_asked.emit(self.trigger.found))
            line.addWidget(act)
        else:
            by = f"第十条：{exempt.cause}（{exempt.approved_by}，{exempt.approved_on}）"
            line.addWidget(Label(pretty(by), Type.SMALL, Color.INK2, wrap=True), 1)
        if exempt is not None and exempt.id:  # one of a case is voided there
            lift = Button("撤销豁免…", LINK, height=24)
            lift.clicked.connect(lambda: self.lift_asked.emit(exempt))
            line.addWidget(lift)
        elif exempt is None:
            line.addStretch()
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
