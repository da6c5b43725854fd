"""The regulation as a tree: articles with their level, clauses with how many units they catch."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from yuetan_desktop.domain.regulation import Article, Level, Regulation
from yuetan_desktop.ui.theme import Color, Type, theme
from yuetan_desktop.ui.widgets import paint
from yuetan_desktop.ui.widgets.containers import column, surface
from yuetan_desktop.ui.widgets.field import filter_box
from yuetan_desktop.ui.widgets.labels import Label

_RULE = Qt.ItemDataRole.UserRole
_ARTICLE = Qt.ItemDataRole.UserRole + 1
# What each article is about, in the words of the article itself.
ARTICLE_TITLES = {
    "第一条": "目的和依据",
    "第二条": "约谈的含义",
    "第三条": "原则",
    "第十条": "不可抗力除外",
    "第十一条": "建议、会商和批准",
    "第十二条": "书面通知",
    "第十三条": "约谈程序",
    "第十四条": "参加约谈和延期",
    "第十五条": "约谈纪要",
    "第十六条": "首要原因和被约谈人",
    "第十七条": "整改方案和报告",
    "第十八条": "现场核查和考核",
    "第十九条": "调查和移送",
    "第二十条": "内部约谈和公开约谈",
    "第二十一条": "解释和施行",
}


class ClauseTree(QWidget):
    """`chosen(rule id)` when a clause is selected, `article_chosen(number)` when an article is."""

    chosen = Signal(str)
    article_chosen = Signal(str)

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
        head.setMinimumSectionSize(theme().px(26))
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
        levels = {level.article: level for level in regulation.levels.values()}
        for article in regulation.articles:
            if article.number in levels:
                self._add_level(levels[article.number], regulation, counts)
            else:
                self._add_article(article)
        self.tree.blockSignals(False)

    def _add_level(self, level: Level, regulation: Regulation, counts: Mapping[str, int]) -> None:
        rules = [rule for rule in regulation.rules if rule.level is level]
        total = sum(1 for rule in rules if counts.get(rule.id))
        article = QTreeWidgetItem([f"{level.article} {level.name}", str(total or "")])
        article.setIcon(0, _badge(level.number))
        article.setToolTip(0, f"{level.name}：{level.actor}，{level.span}")
        article.setTextAlignment(1, Qt.AlignmentFlag.AlignRight)
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

    def _add_article(self, one: Article) -> None:
        item = QTreeWidgetItem([f"{one.number} {ARTICLE_TITLES.get(one.number, '')}".strip(), ""])
        item.setData(0, _ARTICLE, one.number)
        item.setToolTip(0, "".join(one.paragraphs))
        self.tree.addTopLevelItem(item)
        self._items[one.number] = item

    def select(self, key: str) -> None:
        """A clause by its id or an article by its number; says nothing."""
        item = self._items.get(key)
        if item is not None and self.tree.currentItem() is not item:
            self.tree.blockSignals(True)
            self.tree.setCurrentItem(item)
            self.tree.blockSignals(False)

    def _on_current(self, item: QTreeWidgetItem | None, _before: QTreeWidgetItem | None) -> None:
        if item is None:
            return
        if rule_id := item.data(0, _RULE):
            self.chosen.emit(str(rule_id))
        elif number := item.data(0, _ARTICLE):
            self.article_chosen.emit(str(number))

    def _filter(self, words: str) -> None:
        for item in self._items.values():
            shown = not words or words in item.text(0) or words in item.toolTip(0)
            item.setHidden(not shown)
            if shown and words and item.parent():
                item.parent().setExpanded(True)


def _badge(level: int) -> QIcon:
    """The level's number on its colour."""
    side = theme().px(18)
    image = QPixmap(QSize(side, side) * 2)
    image.setDevicePixelRatio(2)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    paint.badge(painter, 0, side / 2, level)
    painter.end()
    return QIcon(image)
