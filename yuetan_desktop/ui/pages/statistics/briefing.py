"""简报: the month in about 120 characters, and under it where each of its numbers stands."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCursor, QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.reports.briefing import Briefing, Cited
from yuetan_desktop.services import assessing
from yuetan_desktop.services.casefiles import CaseFilter
from yuetan_desktop.services.reports import monthreport
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.table_model import Column
from yuetan_desktop.ui.theme import Type, theme
from yuetan_desktop.ui.widgets.buttons import Button
from yuetan_desktop.ui.widgets.cell_painters import source_cell
from yuetan_desktop.ui.widgets.containers import Panel, column, row, scrolling, surface
from yuetan_desktop.ui.widgets.field import LabelledCombo
from yuetan_desktop.ui.widgets.labels import Label, rule
from yuetan_desktop.ui.widgets.source_link import source_menu
from yuetan_desktop.ui.widgets.wrapping import WrappingTable, wrapped_cell

_MONTHS_BACK = 24


@dataclass(frozen=True, slots=True)
class NumberLine:
    """A number of the text by its place in it."""

    place: int
    cited: Cited

    @property
    def where(self) -> str:
        """Where a click leads: the cell, the first of several, or the list that is counted."""
        sources = self.cited.sources
        if not sources:
            return "案件列表" if self.cited.counts_cases else "风险总览"
        more = f" 等 {len(sources)} 处" if len(sources) > 1 else ""
        return f"{sources[0].cell}{more}"


_COLUMNS = (
    Column("序", lambda n: str(n.place), sort=lambda n: n.place, width=36, secondary=True),
    Column("数值", lambda n: n.cited.text, width=92, bold=True),
    Column(
        "内容",
        lambda n: n.cited.what,
        width=0,
        paint=wrapped_cell(lambda n: n.cited.what, Type.SMALL),
    ),
    Column(
        "来源",
        lambda n: n.where,
        tip=lambda n: n.cited.where,
        plain=lambda n: n.cited.where,
        paint=source_cell(lambda n: n.where),
        width=104,
    ),
)


class BriefingPanel(Panel):
    """Shows the briefing of a month; `paper_wanted` and `book_wanted` ask for its files."""

    paper_wanted = Signal(object)
    book_wanted = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__("月度简报")
        self.desk = desk
        self.month: Period | None = None
        self.briefing: Briefing | None = None
        self.months = LabelledCombo("", filters=False)
        self.months.setAccessibleName("简报月份")
        self.months.activated.connect(lambda _: self.show_month(Period.parse(str(self.months.key))))
        self.add_to_header(self.months)
        self.text = Label("", Type.BODY, wrap=True, selectable=True)
        self.text.setAccessibleName("简报正文")
        self.text.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.text.setContentsMargins(12, 8, 12, 8)
        self.numbers = WrappingTable(
            _COLUMNS, "简报数字来源", "内容", Type.SMALL, row_height=32, head_height=28
        )
        self.numbers.setMinimumHeight(108)  # its head and two lines
        self.numbers.opened.connect(self.open_source)
        self.numbers.pressed_cell.connect(self._pressed)
        content = surface("white")
        inside = column(content)
        inside.addWidget(self.text)
        inside.addWidget(rule(light=True))
        inside.addWidget(self.numbers, 1)
        self.body.addWidget(scrolling(content), 1)  # in 特大 the text alone fills the panel
        self.body.addWidget(self._foot())

    def _foot(self) -> QWidget:
        foot = QWidget()
        line = row(foot)
        line.setContentsMargins(12, 6, 12, 6)
        self.copy = Button("复制简报", icon="copy", height=28)
        self.paper = Button("月度通报", icon="file-text", height=28)
        self.book = Button("指标汇总", icon="file-spreadsheet", height=28)
        self.copy.clicked.connect(self._copy)
        self.paper.clicked.connect(lambda: self.paper_wanted.emit(self.month))
        self.book.clicked.connect(lambda: self.book_wanted.emit(self.month))
        self.paper.setToolTip("生成月度通报（Word 草稿）和月度指标汇总（Excel）")
        self.book.setToolTip("导出月度指标汇总（Excel）")
        line.addWidget(self.copy)
        line.addStretch()
        line.addWidget(self.paper)
        line.addWidget(self.book)
        return foot

    # -- showing --------------------------------------------------------------------------------
    def refresh(self) -> None:
        newest = assessing.newest_month(self.desk.ws)
        months = [newest]
        for _ in range(_MONTHS_BACK):
            months.append(months[-1].previous())
        self.months.set_options([(str(month), month.label()) for month in months])
        self.show_month(self.month or newest)

    def show_month(self, month: Period) -> None:
        self.month = month
        self.months.set_key(str(month))
        if assessing.takes_long(self.desk.ws):
            self.subtitle.setText("正在研判")
            self.desk.tasks.run(
                "月度简报",
                lambda ws, _: (month, monthreport.briefing(ws, month)),
                lambda found: self._show(*found),
            )
        else:
            self._show(month, monthreport.briefing(self.desk.ws, month))

    def _show(self, month: Period, briefing: Briefing) -> None:
        if month != self.month:
            return  # another month was chosen meanwhile
        self.briefing = briefing
        self.text.setText(briefing.text)
        self.subtitle.setText(f"{briefing.length} 字")
        self.numbers.set_rows(
            [NumberLine(n, cited) for n, cited in enumerate(briefing.numbers, start=1)]
        )

    def _copy(self) -> None:
        if self.briefing is not None:
            QGuiApplication.clipboard().setText(self.briefing.text)
            self.desk.notice("已复制简报", f"{self.briefing.length} 字")

    # -- where a number stands ------------------------------------------------------------------
    def _pressed(self, line: NumberLine, title: str) -> None:
        if title == "来源":
            self.open_source(line)

    def open_source(self, line: NumberLine) -> None:
        """The cell of the number, a choice of its cells, or the list it counts."""
        cited = line.cited
        if len(cited.sources) == 1:
            self.desk.go("source", cited.sources[0])
        elif cited.sources:
            self.source_menu(cited).popup(QCursor.pos())
        elif cited.counts_cases:
            self.desk.go("cases", CaseFilter.OVERDUE if "逾期" in cited.what else CaseFilter.ALL)
        else:
            self.desk.go("dashboard")

    def source_menu(self, cited: Cited) -> QMenu:
        """Every cell that a computed number stands on."""
        return source_menu(cited.sources, partial(self.desk.go, "source"), self)


def panel_width() -> int:
    """Of the column at the right."""
    return theme().pick(460, 420)
