"""The regulation as a tree: articles with their level, clauses with how many units they catch."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QTreeWidgetItem, QWidget

from yuetan_desktop.domain.regulation import Article, Level, Regulation, Rule
from yuetan_desktop.services.judging import rulebook
from yuetan_desktop.ui.pages.rules.treerows import LEVEL, TreeRows
from yuetan_desktop.ui.theme import Color, Type
from yuetan_desktop.ui.widgets.buttons import LINK, Button
from yuetan_desktop.ui.widgets.containers import column, row, surface
from yuetan_desktop.ui.widgets.field import filter_box
from yuetan_desktop.ui.widgets.labels import Label, rule

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
        self.filter = filter_box("搜索条文", "search")
        self.filter.textChanged.connect(self._filter)
        self.tree = TreeRows("条文目录")
        self.tree.currentItemChanged.connect(self._on_current)
        self.tree.itemClicked.connect(self._open_or_close)
        self._items: dict[str, QTreeWidgetItem] = {}
        ground = surface("side-left")
        whole = column(self)
        whole.addWidget(ground)
        inner = column(ground)
        searching = column()
        searching.setContentsMargins(12, 12, 12, 8)
        searching.addWidget(self.filter)
        inner.addLayout(searching)
        inner.addWidget(self.tree, 1)
        inner.addWidget(rule())
        foot = row(gap=8)
        foot.setContentsMargins(16, 4, 8, 4)
        foot.addWidget(Label("角标为触发单位数", Type.SMALL, Color.INK3, elide=True), 1)
        self.others = Button("对照其他办法…", LINK, height=28)
        foot.addWidget(self.others)
        inner.addLayout(foot)

    def show_regulation(self, regulation: Regulation, counts: Mapping[str, int]) -> None:
        self.tree.blockSignals(True)
        self.tree.clear()
        self._items = {}
        levels = {level.article: level for level in regulation.levels.values()}
        for article in regulation.articles:
            if article.number in levels:
                self._add_level(article, levels[article.number], regulation, counts)
            else:
                self._add_article(article)
        self.tree.blockSignals(False)

    def _add_level(
        self, article: Article, level: Level, regulation: Regulation, counts: Mapping[str, int]
    ) -> None:
        rules = [one for one in regulation.rules if one.level is level]
        total = sum(1 for one in rules if counts.get(one.id))
        top = _row(f"{level.article}\u2002{level.name}", total)
        top.setData(0, LEVEL, level.number)
        top.setToolTip(0, f"{level.name}：{level.actor}，{level.span}")
        self.tree.addTopLevelItem(top)
        groups: dict[str, list[Rule]] = {}
        for one in rules:
            groups.setdefault(rulebook.item_of(one), []).append(one)
        for item, members in groups.items():
            under = top
            if title := rulebook.item_heading(article, item):
                under = _row(f"{item}{title}", sum(1 for one in members if counts.get(one.id)))
                top.addChild(under)
            for one in members:
                self._add_rule(under, one, counts.get(one.id, 0), inside=under is not top)

    def _add_rule(self, under: QTreeWidgetItem, one: Rule, count: int, *, inside: bool) -> None:
        item = rulebook.item_of(one)
        clause = one.short_cite.removeprefix(one.level.article)
        item_words = f"{clause.removeprefix(item)}. " if inside else clause
        found = _row(f"{item_words}{one.title}", count)
        found.setData(0, _RULE, one.id)
        found.setToolTip(0, one.text)
        under.addChild(found)
        self._items[one.id] = found

    def _add_article(self, one: Article) -> None:
        item = _row(f"{one.number}\u2002{ARTICLE_TITLES.get(one.number, '')}".strip(), 0)
        item.setData(0, _ARTICLE, one.number)
        item.setToolTip(0, "".join(one.paragraphs))
        self.tree.addTopLevelItem(item)
        self._items[one.number] = item

    def select(self, key: str) -> None:
        """A clause by its id or an article by its number, opened to it; says nothing."""
        item = self._items.get(key)
        if item is None:
            return
        self.tree.blockSignals(True)
        if self.tree.currentItem() is not item:
            self.tree.setCurrentItem(item)
        while (item := item.parent()) is not None:
            item.setExpanded(True)
        self.tree.blockSignals(False)

    def _on_current(self, item: QTreeWidgetItem | None, _before: QTreeWidgetItem | None) -> None:
        if item is None:
            return
        if rule_id := item.data(0, _RULE):
            self.chosen.emit(str(rule_id))
        elif number := item.data(0, _ARTICLE):
            self.article_chosen.emit(str(number))

    def _open_or_close(self, item: QTreeWidgetItem, _column: int) -> None:
        """A row that only holds others opens by a click anywhere on it."""
        if item.childCount():
            item.setExpanded(not item.isExpanded())

    def _filter(self, words: str) -> None:
        for item in self._items.values():
            item.setHidden(bool(words) and words not in item.text(0) + item.toolTip(0))
        for number in range(self.tree.topLevelItemCount()):
            if (top := self.tree.topLevelItem(number)) is not None:
                _show_with_children(top, bool(words))


def _row(words: str, count: int) -> QTreeWidgetItem:
    return QTreeWidgetItem([words, str(count or "")])


def _show_with_children(item: QTreeWidgetItem, filtering: bool) -> bool:
    """Rows that hold others show while one of those does, and are open while filtering."""
    if not item.childCount():
        return not item.isHidden()
    shown = [_show_with_children(item.child(n), filtering) for n in range(item.childCount())]
    item.setHidden(not any(shown))
    if filtering and any(shown):
        item.setExpanded(True)
    return any(shown)
