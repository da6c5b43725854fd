"""The regulation as a tree: articles with their level, clauses with how many units they catch."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from yuetan_desktop.domain.regulation import Regulation
from yuetan_desktop.ui.theme import Color, Type, theme
from yuetan_desktop.ui.widgets.containers import column, surface
from yuetan_desktop.ui.widgets.field import filter_box
from yuetan_desktop.ui.widgets.labels import Label

_RULE = Qt.ItemDataRole.UserRole


class ClauseTree(QWidget):
    """`chosen(rule id)` when a clause is selected."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.filter = filter_box("搜索条文")
        self.filter.textChanged.connect(self._filter)
        self.tree = QTreeWidget()
        self.tree.setHeaderHidden(True)
        self.tree.setColumnCount(2)
        self.tree.setAccessibleName("条文目录")
        self.tree.setRootIsDecorated(True)
        self.tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        head = self.tree.header()
        head.setStretchLastSection(False)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.tree.setIndentation(theme().px(14))
        self.tree.currentItemChanged.connect(self._on_current)
        self._items: dict[str, QTreeWidgetItem] = {}
        ground = surface("white")
        whole = column(self)
        whole.addWidget(ground)
        inner = column(ground, gap=8)
        inner.setContentsMargins(12, 12, 0, 8)
        inner.addWidget(self.filter)
        inner.addWidget(self.tree, 1)
        inner.addWidget(Label("角标为当前触发单位数", Type.SMALL, Color.INK3))

    def show_regulation(self, regulation: Regulation, counts: Mapping[str, int]) -> None:
        self.tree.blockSignals(True)
        self.tree.clear()
        self._items = {}
        for number, level in sorted(regulation.levels.items()):
            rules = [rule for rule in regulation.rules if rule.level.number == number]
            total = sum(1 for rule in rules if counts.get(rule.id))
            article = QTreeWidgetItem([f"{number} {level.article} {level.name}", str(total or "")])
            article.setToolTip(0, f"{level.name}：{level.actor}，{level.span}")
            self.tree.addTopLevelItem(article)
            for rule in rules:
                clause = rule.short_cite.removeprefix(level.article)
                count = counts.get(rule.id, 0)
                item = QTreeWidgetItem([f"{clause} {rule.title}", str(count or "")])
                item.setData(0, _RULE, rule.id)
                item.setToolTip(0, rule.text)
                item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight)
                article.addChild(item)
                self._items[rule.id] = item
            article.setExpanded(bool(total))
            article.setTextAlignment(1, Qt.AlignmentFlag.AlignRight)
        self.tree.blockSignals(False)

    def select(self, rule_id: str) -> None:
        item = self._items.get(rule_id)
        if item is not None and self.tree.currentItem() is not item:
            self.tree.blockSignals(True)
            self.tree.setCurrentItem(item)
            self.tree.blockSignals(False)

    def _on_current(self, item: QTreeWidgetItem | None, _before: QTreeWidgetItem | None) -> None:
        rule_id = item.data(0, _RULE) if item else None
        if rule_id:
            self.chosen.emit(str(rule_id))

    def _filter(self, words: str) -> None:
        for item in self._items.values():
            shown = not words or words in item.text(0) or words in item.toolTip(0)
            item.setHidden(not shown)
            if shown and words and item.parent():
                item.parent().setExpanded(True)
