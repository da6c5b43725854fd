"""研判单: the rules asked of one unit, with outcomes, reasons as a tree, and the wording."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QSplitter,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from yuetan_desktop.domain.assessment import RuleFinding
from yuetan_desktop.domain.finding import Evidence, Finding, Outcome
from yuetan_desktop.domain.monitoring import PROVISIONAL
from yuetan_desktop.domain.regulation import Regulation
from yuetan_desktop.services.judging.placepanel import PlacePanel
from yuetan_desktop.ui import icons
from yuetan_desktop.ui.colors import shown
from yuetan_desktop.ui.theme import LEVELS, Color, Type, pretty, theme
from yuetan_desktop.ui.widgets.buttons import SegmentedControl
from yuetan_desktop.ui.widgets.containers import clear, column, row, scrolling, surface
from yuetan_desktop.ui.widgets.dialog import Dialog
from yuetan_desktop.ui.widgets.labels import Label, LevelBadge

OUTCOME_ICONS = {
    Outcome.TRIGGERED: ("circle-alert", Color.BAD),
    Outcome.UNDECIDED: ("user-question", Color.ACCENT),
    Outcome.NO_DATA: ("circle-dashed", Color.INK2),
    Outcome.EXEMPT: ("shield", Color.INK2),
    Outcome.NOT_TRIGGERED: ("check", Color.OK),
    Outcome.NOT_APPLICABLE: ("minus", Color.INK3),
}
FOUND = Qt.ItemDataRole.UserRole


class _Wrapping(QStyledItemDelegate):
    """As high as its words need: a tree asks for a height without telling the width."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | Any) -> QSize:
        tree = self.parent()
        assert isinstance(tree, FindingTree)
        depth, above = 1, index
        while (above := above.parent()).isValid():
            depth += 1
        icon = 24 if index.data(Qt.ItemDataRole.DecorationRole) is not None else 0
        room = tree.columnWidth(0) - depth * tree.indentation() - icon - 8
        metrics = QFontMetrics(index.data(Qt.ItemDataRole.FontRole) or theme().font(Type.BODY))
        flags = int(Qt.TextFlag.TextWordWrap)
        box = metrics.boundingRect(QRect(0, 0, room, 4000), flags, index.data() or "")
        return QSize(room, max(theme().px(26), box.height() + theme().px(8)))


class FindingTree(QTreeWidget):
    """Levels, their rules, and below each rule its finding with the evidence. Copies as text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("研判结果")
        self.setColumnCount(2)
        self.setHeaderLabels(["条款与事实", "结果"])
        self.setUniformRowHeights(False)
        self.setWordWrap(True)
        self.setItemDelegateForColumn(0, _Wrapping(self))
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, self.header().ResizeMode.Stretch)
        self.setColumnWidth(1, theme().px(104))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()  # another width, other line breaks

    def show_findings(self, findings: list[RuleFinding]) -> None:
        """Worst level first; triggered rules stand open."""
        self.clear()
        tops: dict[int, QTreeWidgetItem] = {}
        for found in findings:
            level = found.rule.level
            if level.number not in tops:
                tops[level.number] = self._level(level.number, level.name, level.article)
            self._rule(tops[level.number], found)
        for top in tops.values():
            top.setExpanded(True)

    def _level(self, number: int, name: str, article: str) -> QTreeWidgetItem:
        item = QTreeWidgetItem(self, [f"{number}　{name}　{article}"])
        item.setFont(0, theme().font(Type.BODY_BOLD))
        item.setForeground(0, shown(LEVELS[number].text))
        return item

    def _rule(self, above: QTreeWidgetItem, found: RuleFinding) -> None:
        rule = found.rule
        title = f"{rule.short_cite}　{rule.title}　{found.period.label()}"
        outcome = found.outcome.value
        if found.is_provisional:
            outcome += f"·{PROVISIONAL}"
        item = QTreeWidgetItem(above, [title, outcome])
        item.setData(0, FOUND, found)
        _mark(item, found.outcome)
        for note in found.notes:
            QTreeWidgetItem(item, [pretty(note)]).setForeground(0, shown(Color.WARN))
        if found.exempt_by is not None:
            words = f"第十条豁免：{found.exempt_by.cause}（{found.exempt_by.approved_by}）"
            QTreeWidgetItem(item, [words])
        self._finding(item, found.finding)
        if found.outcome is Outcome.TRIGGERED:
            _expand(item)

    def _finding(self, above: QTreeWidgetItem, finding: Finding) -> None:
        item = QTreeWidgetItem(above, [pretty(finding.says), finding.outcome.value])
        _mark(item, finding.outcome)
        for evidence in finding.evidence:
            _evidence(item, evidence)
        for part in finding.parts:
            self._finding(item, part)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if event.matches(QKeySequence.StandardKey.Copy) and item is not None:
            QGuiApplication.clipboard().setText("\n".join(_as_lines(item)))
        else:
            super().keyPressEvent(event)


def _expand(item: QTreeWidgetItem) -> None:
    """Open a rule down to the findings that decide; their evidence stays folded."""
    item.setExpanded(True)
    for index in range(item.childCount()):
        child = item.child(index)
        if child.text(1) == Outcome.TRIGGERED.value:
            _expand(child)


def _mark(item: QTreeWidgetItem, outcome: Outcome) -> None:
    name, color = OUTCOME_ICONS[outcome]
    item.setIcon(1, icons.icon(name, color))
    font = QFont(theme().font(Type.BODY_BOLD if outcome is Outcome.TRIGGERED else Type.BODY))
    item.setFont(1, font)


def _evidence(above: QTreeWidgetItem, evidence: Evidence) -> None:
    value = f"{evidence.text} {evidence.unit}".strip()
    source = f"　{evidence.source}" if evidence.source else ""
    said = "；".join(part for part in (evidence.note, evidence.audit) if part)
    note = f"（{said}）" if said else ""
    item = QTreeWidgetItem(
        above, [pretty(f"{evidence.role}：{evidence.label} {value}{note}{source}")]
    )
    item.setForeground(0, shown(Color.INK2))
    if evidence.source is not None:
        item.setIcon(0, icons.icon("file-spreadsheet", Color.ACCENT))


def _as_lines(item: QTreeWidgetItem, depth: int = 0) -> list[str]:
    outcome = f"【{item.text(1)}】" if item.text(1) else ""
    lines = [f"{'　' * depth}{outcome}{item.text(0)}"]
    for index in range(item.childCount()):
        lines += _as_lines(item.child(index), depth + 1)
    return lines


class FindingDialog(Dialog):
    """The tree, and below it the wording of the chosen rule, verbatim."""

    def __init__(self, panel: PlacePanel, regulation: Regulation, parent: QWidget | None) -> None:
        title = f"研判单　{panel.place.name}　{panel.month.label()}"
        super().__init__(title, parent, width=860)
        self.open_at(940, 640)
        self._panel = panel
        self.tree = FindingTree()
        self.tree.currentItemChanged.connect(lambda item, _: self._show_text(item))
        self.segments = SegmentedControl(
            [(True, "仅触发与待定"), (False, "全部条款")], name="显示", height=28
        )
        self.segments.changed.connect(lambda _: self._show())
        head = row()
        head.addWidget(Label(regulation.citation, Type.SMALL, Color.INK2), 1)
        head.addWidget(self.segments)
        self.body.addLayout(head)
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.tree)
        split.addWidget(self._wording())
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 1)
        self.body.addWidget(split, 1)
        self.add_button("关闭")
        self._show()

    def _wording(self) -> QWidget:
        ground = surface("sub")
        inside = column(ground, margins=12, gap=4)
        head = row()
        self._badge_room = row()
        self._cite = Label("", Type.BODY_BOLD)
        head.addLayout(self._badge_room)
        head.addWidget(self._cite)
        head.addStretch()
        inside.addLayout(head)
        self._text = Label("", Type.ARTICLE, wrap=True, selectable=True)
        inside.addWidget(self._text)
        inside.addStretch()
        return scrolling(ground)

    def _show(self) -> None:
        doubtful = {Outcome.TRIGGERED, Outcome.UNDECIDED, Outcome.NO_DATA, Outcome.EXEMPT}
        findings = [
            found
            for cell in reversed(self._panel.cells)
            for found in cell.findings
            if not self.segments.current or found.outcome in doubtful
        ]
        self.tree.show_findings(findings)
        first = self.tree.topLevelItem(0)
        if first is not None and first.childCount():
            self.tree.setCurrentItem(first.child(0))

    def _show_text(self, item: QTreeWidgetItem | None) -> None:
        while item is not None and item.data(0, FOUND) is None:
            item = item.parent()
        if item is None:
            return
        found: RuleFinding = item.data(0, FOUND)

        clear(self._badge_room)
        level = found.rule.level
        self._badge_room.addWidget(LevelBadge(level.number, f"{level.name}　{level.article}"))
        self._cite.setText(f"{found.rule.cite}　条文原文")
        self._text.setText(found.rule.text)
