"""统计考评: tiles, tables and chart of the cases of a period; the month's briefing beside them."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QSplitter, QStackedWidget, QWidget

from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.reports.statistics import DEFINITIONS, UnitYear
from yuetan_desktop.services.casefiles import CaseFilter
from yuetan_desktop.services.rectification import tag_share
from yuetan_desktop.services.reports import statistics
from yuetan_desktop.services.reports.statistics import Statistics
from yuetan_desktop.ui.charts import ChartView
from yuetan_desktop.ui.page import Desk, Page
from yuetan_desktop.ui.pages.rectification.reading import read_with_ledger
from yuetan_desktop.ui.pages.statistics.briefing import BriefingPanel, panel_width
from yuetan_desktop.ui.pages.statistics.chart import by_month, in_words
from yuetan_desktop.ui.pages.statistics.export import export
from yuetan_desktop.ui.pages.statistics.tables import TABLES
from yuetan_desktop.ui.pages.statistics.tiles import CountTiles
from yuetan_desktop.ui.pages.statistics.veto import VetoBanner
from yuetan_desktop.ui.theme import Color, Type, theme
from yuetan_desktop.ui.widgets.buttons import Button, SegmentedControl
from yuetan_desktop.ui.widgets.containers import Panel, column, scrolling, surface
from yuetan_desktop.ui.widgets.field import LabelledCombo
from yuetan_desktop.ui.widgets.labels import Label
from yuetan_desktop.ui.widgets.table import TableView

_WORDS = "definitions"
_OF_PERIOD = ("统计考评", "党政同责汇总", "公开约谈名单")
_OF_TODAY = ("到期一览", "约谈案件台账", "期限日程")
_MEETINGS = ("周碰头议程", "月调度议程", "季督查议程")


class StatisticsPage(Page):
    key = "statistics"
    title = "统计考评"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.period: Period | None = None
        self.found: Statistics | None = None
        self.periods = LabelledCombo("统计期", filters=False)
        self.periods.setAccessibleName("统计期")
        self.periods.activated.connect(
            lambda _: self.show_period(Period.parse(str(self.periods.key)))
        )
        self.header.left.addWidget(self.periods)
        self.export = Button("导出", icon="download")
        self.export.setToolTip("导出统计考评（Ctrl+E）或其他汇总")
        self.export.clicked.connect(self._show_export_menu)
        self.header.right.addWidget(self.export)
        for keys, act in (
            ("Ctrl+E", lambda: export(desk, _OF_PERIOD[0], self.period, self)),
            ("Alt+Left", lambda: self._step(-1)),
            ("Alt+Right", lambda: self._step(1)),
            ("F5", self.refresh),
        ):
            self.on_key(keys, act)
        self.tiles = CountTiles()
        self.tiles.cases.clicked.connect(lambda: desk.go("cases", CaseFilter.ALL))
        for tile, view in (
            (self.tiles.kept, "limits"),
            (self.tiles.repeated, "items"),
            (self.tiles.improved, "duty"),
        ):
            tile.clicked.connect(lambda _=False, view=view: self.show_view(view))
        self.views = SegmentedControl(
            [*((kind.key, kind.name) for kind in TABLES), (_WORDS, "指标说明")],
            name="统计表",
            height=28,
        )
        self.views.changed.connect(self.show_view)
        self.tables = {kind.key: TableView(kind.columns, kind.name) for kind in TABLES}
        self.tables["duty"].opened.connect(self._open_unit)
        self.tagged = Label("", Type.SMALL, Color.INK3)
        self.tagged.setContentsMargins(12, 4, 12, 4)
        self.veto = VetoBanner()
        self.chart = ChartView("各月立案")
        self.briefing = BriefingPanel(desk)
        self.briefing.paper_wanted.connect(lambda month: export(desk, "月度通报", month, self))
        self.briefing.book_wanted.connect(lambda month: export(desk, "月度指标汇总", month, self))
        self._lay_out()

    def _lay_out(self) -> None:
        self.stack = QStackedWidget()
        for table in self.tables.values():
            self.stack.addWidget(table)
        self._words = scrolling(_definitions())
        self.stack.addWidget(self._words)
        counted = Panel("统计")
        counted.add_to_header(self.views)
        counted.body.addWidget(self.tagged)
        counted.body.addWidget(self.stack)
        months = Panel("各月立案")
        months.body.addWidget(self.chart)
        left = QSplitter(Qt.Orientation.Vertical)
        left.addWidget(counted)
        left.addWidget(months)
        left.setStretchFactor(0, 3)
        left.setStretchFactor(1, 1)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.addWidget(left)
        self._split.addWidget(self.briefing)
        self._split.setStretchFactor(0, 1)
        for splitter in (left, self._split):
            splitter.setChildrenCollapsible(False)
            splitter.setHandleWidth(theme().gap)
        self.body.addWidget(self.veto)
        self.body.addWidget(self.tiles)
        self.body.addWidget(self._split, 1)
        self._split.setSizes([10_000, panel_width()])
        left.setSizes([380, 180])

    # -- showing --------------------------------------------------------------------------------
    def refresh(self) -> None:
        ws = self.desk.ws
        offered = statistics.periods(ws)
        self.periods.set_options([(str(period), period.label()) for period in offered])
        self.show_period(self.period or offered[0])
        self.briefing.refresh()

    def show_period(self, period: Period) -> None:
        self.period = period
        self.periods.set_key(str(period))
        read_with_ledger(
            self.desk,
            "统计考评",
            lambda ws: statistics.statistics(ws, period),
            self._show_found,
        )

    def _show_found(self, found: Statistics) -> None:
        if found.evaluation.period != self.period:
            return  # another period was chosen meanwhile
        self.found = found
        self.tiles.show_found(found)
        tagged = tag_share(found.tasks).says
        self.tagged.setText(f"到期整改问题 {tagged}")
        self.tagged.setVisible(bool(tagged))
        self.veto.show_found(self.desk, found)
        for kind in TABLES:
            self.tables[kind.key].set_rows(list(kind.rows(found)))
        months = list(found.evaluation.by_month.items())
        self.chart.set_chart(by_month(months), in_words(months))

    def _open_unit(self, unit: UnitYear) -> None:
        """The case that the veto hint stands on, else the list of cases."""
        if unit.has_veto:
            self.desk.go("case", unit.veto_cases[-1])
        else:
            self.desk.go("cases", CaseFilter.ALL)

    def show_view(self, key: str) -> None:
        self.views.set_current(key)
        self.stack.setCurrentWidget(self.tables.get(key, self._words))

    def show_item(self, what: Any) -> None:
        """A table by its key, or the period to show."""
        if isinstance(what, Period):
            self.period = what
            self.mark_stale()
        elif what in self.tables:
            self.show_view(what)

    def regions(self) -> list[QWidget]:
        main = [self.veto, self.tiles, self.views, self.stack, self.chart, self.briefing]
        return [self.header, *(part for part in main if part.isVisible())]

    def side_pane(self) -> QWidget:
        return self.briefing

    def _step(self, by: int) -> None:
        """The year, quarter or month before or after, where it is offered."""
        if self.period is not None:
            wanted = self.period.next() if by > 0 else self.period.previous()
            if self.periods.findData(str(wanted)) >= 0:
                self.show_period(wanted)

    # -- acting ---------------------------------------------------------------------------------
    def export_menu(self) -> QMenu:
        """Every summary, with the period or the month that is shown."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for kinds, period in (
            (_OF_PERIOD, self.period),
            (("月度通报", "月度指标汇总", "风险研判汇总表"), self.briefing.month),
            (_OF_TODAY, None),
            (_MEETINGS, None),
        ):
            for kind in kinds:
                label = f"{kind}（{period.label()}）" if period is not None else kind
                action = menu.addAction(label)
                action.triggered.connect(
                    lambda _=False, kind=kind, period=period: export(self.desk, kind, period, self)
                )
            menu.addSeparator()
        return menu

    def _show_export_menu(self) -> None:
        self.export_menu().popup(self.export.mapToGlobal(self.export.rect().bottomLeft()))


def _definitions() -> QWidget:
    """What each figure means, in words."""
    words = surface("white")
    lines = column(words, margins=16, gap=4)
    for name, meaning in DEFINITIONS:
        lines.addWidget(Label(name, Type.BODY_BOLD))
        lines.addWidget(Label(meaning, Type.BODY, Color.INK2, wrap=True))
        lines.addSpacing(6)
    lines.addStretch()
    return words
