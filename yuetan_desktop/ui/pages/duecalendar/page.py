"""到期日历: a month of limits by day; the chosen day's and the overdue ones beside it."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.reports.duecalendar import CalendarDay, DueEntry, Subject
from yuetan_desktop.services.reports import duecalendar
from yuetan_desktop.services.reports.duecalendar import DueMonth
from yuetan_desktop.ui.page import Desk, Page
from yuetan_desktop.ui.pages.duecalendar.grid import CHIPS, WEEKDAYS, MonthGrid
from yuetan_desktop.ui.pages.duecalendar.visits import VisitsDialog
from yuetan_desktop.ui.pages.rectification.reading import read_with_ledger
from yuetan_desktop.ui.pages.statistics.export import export
from yuetan_desktop.ui.quoting import of_due
from yuetan_desktop.ui.table_model import Column
from yuetan_desktop.ui.theme import Color, Type, theme
from yuetan_desktop.ui.widgets.buttons import Button, IconButton, SegmentedControl
from yuetan_desktop.ui.widgets.cell_painters import chip_cell
from yuetan_desktop.ui.widgets.containers import Banner, Panel
from yuetan_desktop.ui.widgets.field import LabelledCombo
from yuetan_desktop.ui.widgets.labels import Label
from yuetan_desktop.ui.widgets.wrapping import WrappingTable, wrapped_cell

_MONTHS_AROUND = 18
_ALL, _RUNNING = "全部", "未办"


def _chip(entry: DueEntry) -> tuple[str, str]:
    return entry.text, CHIPS.get(entry.state, "ahead")


def _tip(entry: DueEntry) -> str:
    mark = f"　{duecalendar.ESTIMATED}" if entry.estimated else ""
    return f"{entry.words}　{entry.number}　{entry.cite}{mark}"


_COLUMNS = (
    Column("事项", lambda e: e.words, width=0, tip=_tip, paint=wrapped_cell(lambda e: e.words)),
    Column(
        "期限",
        lambda e: e.text,
        sort=lambda e: e.day,
        paint=chip_cell(_chip),
        width=122,
    ),
    Column("到期日", lambda e: f"{e.day:%m-%d}", sort=lambda e: e.day, secondary=True, width=64),
)


class DueCalendarPage(Page):
    key = "duecalendar"
    title = "到期日历"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.month: Period | None = None
        self.found: DueMonth | None = None
        self._wanted: date | None = None
        self._make_header()
        self.banner = Banner()
        self.grid = MonthGrid()
        self.grid.day_chosen.connect(self._show_day)
        self.grid.entry_opened.connect(self.open_entry)
        self.of_day = WrappingTable(_COLUMNS, "当日期限", "事项", row_height=36, quoted=of_due)
        self.overdue = WrappingTable(_COLUMNS, "已逾期的期限", "事项", row_height=36, quoted=of_due)
        for table in (self.of_day, self.overdue):
            table.opened.connect(self.open_entry)
        self._lay_out()
        for keys, act in (
            ("Alt+Left", lambda: self._step(-1)),
            ("Alt+Right", lambda: self._step(1)),
            ("Ctrl+P", self._export_wall),
            ("Ctrl+E", lambda: export(desk, "到期一览", None, self)),
        ):
            self.on_key(keys, act)

    def _make_header(self) -> None:
        self.header.set_breadcrumb("约谈案件", self.title, lambda: self.desk.go("cases"))
        before = IconButton("chevron-left", "上月", keys="Alt+←")
        after = IconButton("chevron-right", "下月", keys="Alt+→")
        before.clicked.connect(lambda: self._step(-1))
        after.clicked.connect(lambda: self._step(1))
        self.months = LabelledCombo("", filters=False)
        self.months.setAccessibleName("月份")
        self.months.activated.connect(lambda _: self.show_month(Period.parse(str(self.months.key))))
        now = Button("今天")
        now.clicked.connect(lambda: self.show_day(self.desk.ws.today()))
        self.which = SegmentedControl([(_ALL, _ALL), (_RUNNING, _RUNNING)], name="期限范围")
        self.which.changed.connect(lambda _: self.refresh())
        for widget in (before, self.months, after, now, self.which):
            self.header.left.addWidget(widget)
        self.wall = Button("挂历", icon="printer")
        self.wall.setToolTip("导出一页横向 A4 的月历，打开后打印（Ctrl+P）")
        self.wall.clicked.connect(self._export_wall)
        self.ics = Button("导出日程", icon="calendar")
        self.ics.setToolTip("未办期限存为 .ics 文件，可导入手机或电脑日历")
        self.ics.clicked.connect(lambda: export(self.desk, "期限日程", None, self))
        self.visits = Button("检查安排", icon="list-checks")
        self.visits.setToolTip("年度计划和临时交办的检查，同日同周重复的有提示")
        self.visits.clicked.connect(lambda: VisitsDialog(self.desk, parent=self).exec())
        self.header.right.addWidget(self.visits)
        self.header.right.addWidget(self.ics)
        self.header.right.addWidget(self.wall)

    def _lay_out(self) -> None:
        self.sheet = Panel("月历")
        self.sheet.body.addWidget(self.grid)
        self.day_panel = Panel("当日")
        self.day_panel.body.addWidget(self.of_day)
        self._no_entries = Label("当日没有到期事项。", Type.BODY, Color.INK3)
        self._no_entries.setContentsMargins(12, 12, 12, 12)
        self.day_panel.body.addWidget(self._no_entries)
        self.day_panel.body.addStretch()
        self.late_panel = Panel("已逾期")
        self.late_panel.body.addWidget(self.overdue)
        side = QSplitter(Qt.Orientation.Vertical)
        side.addWidget(self.day_panel)
        side.addWidget(self.late_panel)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.sheet)
        split.addWidget(side)
        split.setStretchFactor(0, 1)
        for splitter in (side, split):
            splitter.setChildrenCollapsible(False)
            splitter.setHandleWidth(theme().gap)
        self.body.addWidget(self.banner)
        self.body.addWidget(split, 1)
        split.setSizes([10_000, theme().pick(420, 380)])

    # -- showing --------------------------------------------------------------------------------
    def refresh(self) -> None:
        month = self.month or duecalendar.this_month(self.desk.ws)
        self.month = month
        self._offer_months(month)
        everything = self.which.current == _ALL
        read_with_ledger(
            self.desk,
            "到期日历",
            lambda ws: duecalendar.due_month(ws, month, with_done=everything),
            self._show_found,
        )

    def _show_found(self, found: DueMonth) -> None:
        if found.month != self.month:
            return  # another month was chosen meanwhile
        today, month = self.desk.ws.today(), found.month
        current = self.grid.current_day()
        self.found = found
        self.sheet.subtitle.setText(f"工作日 {found.workdays} 天，到期 {len(found.limits)} 项")
        wanted = self._wanted or (current.day if current else today)
        if not any(day.day == wanted for day in found.days):
            wanted = today if month.start <= today <= month.end else month.start
        self._wanted = None
        self.grid.set_weeks(found.weeks, today, wanted)
        self.overdue.set_rows(list(found.overdue))
        self.late_panel.subtitle.setText(f"{len(found.overdue)} 项")
        self._say_estimate()

    def _say_estimate(self) -> None:
        assert self.found is not None
        if self.found.estimated:
            self.banner.show_fact(
                "暂估",
                "这个月的日期依据尚未公布的节假日安排，按周末推算；公布后请录入。",
                kind="warn",
                links=[("录入安排", lambda: self.desk.go("settings", "calendar"))],
            )
        else:
            self.banner.hide()

    def _offer_months(self, month: Period) -> None:
        months = [month]
        for _ in range(_MONTHS_AROUND):
            months = [months[0].previous(), *months, months[-1].next()]
        self.months.set_options([(str(one), one.label()) for one in months])
        self.months.set_key(str(month))

    def show_month(self, month: Period) -> None:
        self.month = month
        self.refresh()

    def show_day(self, day: date) -> None:
        """The month of a day, the day chosen."""
        self._wanted = day
        self.show_month(Period.month(day.year, day.month))

    def _step(self, by: int) -> None:
        month = self.month or duecalendar.this_month(self.desk.ws)
        self.show_month(month.next() if by > 0 else month.previous())

    def _show_day(self, day: CalendarDay) -> None:
        self.day_panel.title.setText(
            f"{day.day.month}月{day.day.day}日 周{WEEKDAYS[day.day.weekday()]}"
        )
        kind = day.name or ("工作日" if day.is_workday else "休息日")
        self.day_panel.subtitle.setText(f"{kind}，暂估" if day.estimated else kind)
        self.of_day.set_rows(list(day.entries))
        self.of_day.setVisible(bool(day.entries))
        self._no_entries.setVisible(not day.entries)

    def show_item(self, what: Any) -> None:
        """A day, or a month."""
        if isinstance(what, date):
            self._wanted, self.month = what, Period.month(what.year, what.month)
        elif isinstance(what, Period):
            self.month = what
        self.mark_stale()

    def regions(self) -> list[QWidget]:
        return [self.header, self.grid, self.of_day, self.overdue]

    # -- acting ---------------------------------------------------------------------------------
    def open_entry(self, entry: DueEntry) -> None:
        """The case or the task that the limit belongs to; of a meeting its agenda, as a file."""
        if entry.subject is Subject.MEETING:
            export(self.desk, f"{entry.number}议程", Period.day(entry.day), self)
            return
        self.desk.go("case" if entry.subject is Subject.CASE else "rectification", entry.id)

    def _export_wall(self) -> None:
        export(self.desk, "到期日历", self.month, self)
