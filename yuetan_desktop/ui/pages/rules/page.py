"""规则与口径: tree at the left, clause or article in the middle, readings at the right."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QStackedWidget, QWidget

from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.reading import Choice, Reading
from yuetan_desktop.domain.regulation import Regulation
from yuetan_desktop.services import assessing, office
from yuetan_desktop.services.judging import readingversions, rulebook
from yuetan_desktop.services.judging.rulebook import ReadingView
from yuetan_desktop.ui import messages
from yuetan_desktop.ui.drafts import with_draft
from yuetan_desktop.ui.page import Desk, Page
from yuetan_desktop.ui.pages.dashboard.boardrun import BoardRun
from yuetan_desktop.ui.pages.rules.article import ArticlePane
from yuetan_desktop.ui.pages.rules.clause import ClausePane
from yuetan_desktop.ui.pages.rules.decision import DecisionDialog, HistoryDialog
from yuetan_desktop.ui.pages.rules.interpretations import InterpretationsDialog
from yuetan_desktop.ui.pages.rules.packs import PacksDialog
from yuetan_desktop.ui.pages.rules.readings import ReadingsPane
from yuetan_desktop.ui.pages.rules.tree import ARTICLE_TITLES, ClauseTree
from yuetan_desktop.ui.pages.rules.versions import CompareDialog, SaveVersionDialog
from yuetan_desktop.ui.theme import Color, Type, theme
from yuetan_desktop.ui.undo import WHY, Again
from yuetan_desktop.ui.widgets.buttons import Button
from yuetan_desktop.ui.widgets.containers import column, row
from yuetan_desktop.ui.widgets.labels import Label


class RulesPage(Page):
    key = "rules"
    title = "规则与口径"
    padded = False

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.month: Period | None = None
        self.rule_id = ""
        self.article = ""
        self.text = Label("", Type.SMALL, Color.INK2, elide=True)
        self.version = Label("", Type.SMALL, Color.INK3, elide=True)
        named = column()  # under each other: a version's name may be long
        named.addStretch()
        named.addWidget(self.text)
        named.addWidget(self.version)
        named.addStretch()
        self.header.left.addLayout(named)
        history = Button("口径变更记录", icon="history")
        history.clicked.connect(lambda: HistoryDialog(self.desk, parent=self).exec())
        asked = Button("口径请示…")
        asked.clicked.connect(lambda: self.show_interpretations())
        again = Button("试算全部单位", icon="play", keys="F5")
        again.clicked.connect(self.refresh)
        self.on_key("F5", self.refresh)
        self.header.right.addWidget(asked)
        self.header.right.addWidget(history)
        self.header.right.addWidget(again)
        self.tree = ClauseTree()
        self.clause = ClausePane()
        self.whole_article = ArticlePane()
        self.readings = ReadingsPane()
        self._middle = QStackedWidget()
        for pane in (self.clause, self.whole_article):
            self._middle.addWidget(pane)
            pane.reading_asked.connect(self.readings.show_reading)
        self.clause.unit_asked.connect(lambda place: self.desk.go("dashboard", place))
        self.tree.others.clicked.connect(lambda _=False: self.show_packs())
        self.tree.chosen.connect(self.show_rule)
        self.tree.article_chosen.connect(self.show_article)
        self.readings.change_asked.connect(self.decide)
        self.readings.save_asked.connect(self.save_version)
        self.readings.compare_asked.connect(self.compare_versions)
        whole = row(gap=0)
        whole.addWidget(self.tree)
        whole.addWidget(self._middle, 1)
        whole.addWidget(self.readings)
        self.assessing = BoardRun(self)
        self.body.addWidget(self.assessing)
        self.body.addLayout(whole, 1)
        self._set_widths()
        theme().changed.connect(self._set_widths)

    def side_pane(self) -> QWidget:
        return self.readings

    def _set_widths(self) -> None:
        """The readings wrap their words: they grow half as much as the type."""
        self.tree.setFixedWidth(theme().px(theme().pick(264, 224)))
        plain = theme().pick(368, 336)
        self.readings.setFixedWidth((plain + theme().px(plain)) // 2)

    # -- showing --------------------------------------------------------------------------------
    def refresh(self) -> None:
        ws = self.desk.ws
        self.month = assessing.newest_month(ws)
        regulation = rulebook.regulation_of(ws, self.month)
        self.text.setText(f"{regulation.title}（{regulation.number}）")
        self._show_version()
        if not assessing.stands(ws, self.month):
            self._show_tree(regulation, {})  # the words at once, how many they catch thereafter
        self.assessing.run(self.month, self._count)

    def _count(self) -> None:
        assert self.month is not None
        regulation = rulebook.regulation_of(self.desk.ws, self.month)
        counts = rulebook.triggered_counts(self.desk.ws, self.month)
        if not self.rule_id:
            self.rule_id = next((rule.id for rule in regulation.rules if counts[rule.id]), "4.1")
        self._show_tree(regulation, counts)

    def _show_tree(self, regulation: Regulation, counts: Mapping[str, int]) -> None:
        self.tree.show_regulation(regulation, counts)
        if self.article:
            self.show_article(self.article)
        elif self.rule_id:
            self.show_rule(self.rule_id)

    def _show_version(self) -> None:
        standing = readingversions.standing(self.desk.ws)
        self.version.setText(standing.words if standing else "")
        self.version.setToolTip(f"口径 {standing.words}" if standing else "")
        self.version.setVisible(standing is not None)
        self.readings.compare.block("" if standing else "还没有保存过口径版本")

    def show_item(self, what: Any) -> None:
        """A clause by its id."""
        self.rule_id, self.article = str(what), ""
        self._stale = True

    def show_rule(self, rule_id: str) -> None:
        if self.month is None:
            return
        self.rule_id, self.article = rule_id, ""
        view = rulebook.clause(self.desk.ws, rule_id, self.month)
        self.tree.select(rule_id)
        self.clause.show_clause(view)
        self.readings.show_readings(view.readings)
        self._middle.setCurrentWidget(self.clause)

    def show_article(self, number: str) -> None:
        """第十条 to 第二十一条: no clause, but time limits and wordings of their own."""
        if self.month is None:
            return
        self.article = number
        view = rulebook.article(self.desk.ws, number, self.month)
        self.tree.select(number)
        self.whole_article.show_article(view, ARTICLE_TITLES.get(number, ""))
        self.readings.show_readings(view.readings)
        self._middle.setCurrentWidget(self.whole_article)

    # -- deciding -------------------------------------------------------------------------------
    def decide(self, view: ReadingView, option: str) -> None:
        """Ask who decided on what basis, then record the choice."""
        dialog = DecisionDialog(self.desk, view, option, parent=self)
        with_draft(dialog, self.desk, f"{view.reading.id}·{option}")
        if dialog.exec():
            self.choose(view.reading, dialog.choice())

    def choose(self, reading: Reading, choice: Choice) -> None:
        name = reading.option(choice.option).name
        before = office.choices_in_force(self.desk.ws).get(reading.id)

        def done(_result: object) -> None:
            act = self.desk.undo.done(
                f"选定口径“{name}”",
                lambda ws, _: office.take_back_choice(ws, choice, before, WHY),
                again=Again(lambda ws, _: office.choose_reading(ws, choice), done),
            )
            self.desk.did(f"已选定口径“{name}”", f"{reading.id} {reading.wording}", act)
            self.refresh()

        self.desk.tasks.run(
            "选定口径",
            lambda ws, _: office.choose_reading(ws, choice),
            done=done,
            failed=lambda error: messages.show_error(error, self),
        )

    def show_interpretations(self) -> None:
        """口径请示与答复: an answer settles a reading from its day on."""
        InterpretationsDialog(self.desk, parent=self).exec()
        self.refresh()

    def show_packs(self) -> None:
        """Another regulation beside this one."""
        if self.month is not None:
            PacksDialog(self.desk, self.month, parent=self).exec()

    # -- versions -------------------------------------------------------------------------------
    def save_version(self) -> None:
        """另存为新版口径: the choices in force under a name."""
        dialog = with_draft(SaveVersionDialog(self.desk, parent=self), self.desk)
        if dialog.exec():
            self.desk.notice("已保存口径版本", dialog.name.text().strip())
            self.refresh()

    def compare_versions(self) -> None:
        if self.month is not None:
            CompareDialog(self.desk, self.month, parent=self).exec()
