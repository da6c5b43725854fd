"""工作日历: days off and make-up days by year; a new year is pasted from the notice."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from yuetan_desktop.domain.workday import YearNotice
from yuetan_desktop.errors import AppError
from yuetan_desktop.services import workdays
from yuetan_desktop.ui import messages
from yuetan_desktop.ui.acting import run_act
from yuetan_desktop.ui.drafts import with_draft
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.settings.part import Part
from yuetan_desktop.ui.table_model import Column
from yuetan_desktop.ui.widgets.buttons import PRIMARY, Button
from yuetan_desktop.ui.widgets.dialog import Dialog
from yuetan_desktop.ui.widgets.field import Field, LabelledCombo, TextArea
from yuetan_desktop.ui.widgets.labels import Chip
from yuetan_desktop.ui.widgets.table import TableView

_WEEKDAYS = "一二三四五六日"
FIRST_YEAR = 2004


class CalendarPart(Part):
    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "工作日历", "期限按工作日计算，含调休上班的周末")
        self.state = Chip("")
        self.add_to_header(self.state)
        self.year = LabelledCombo("年份")
        self.add_to_header(self.year)
        paste = Button("粘贴放假通知…", icon="copy", height=28)
        paste.clicked.connect(self.paste)
        self.add_to_header(paste)
        self.table = TableView(
            (
                Column("日期", lambda r: f"{r[0]} 周{_WEEKDAYS[r[0].weekday()]}", width=150),
                Column("安排", lambda r: r[1], bold=True, width=120),
                Column("说明", lambda r: r[2], secondary=True, width=0),
            ),
            "工作日历",
            row_height=28,
        )
        self.body.addWidget(self.table)
        this = desk.ws.today().year
        self.year.set_options([(y, str(y)) for y in range(this + 1, FIRST_YEAR - 1, -1)])
        self.year.set_key(this)
        self.year.currentIndexChanged.connect(lambda _: self.refresh())

    def refresh(self) -> None:
        year = self.year.key
        if not isinstance(year, int):
            return
        notice = self.desk.ws.calendar.notices.get(year)
        self.table.set_rows(_days(notice) if notice else [])
        if notice:
            self.state.set("已公布", "ok")
        else:
            self.state.set("未公布，按周末暂估", "near")
        self.state.setToolTip("" if notice else "涉及这一年的期限都标注“暂估”")

    def paste(self) -> None:
        with_draft(PasteDialog(self.desk, parent=self), self.desk).exec()
        self.refresh()


class PasteDialog(Dialog):
    """The State Council office's notice as text; what was read is told when it is kept."""

    def __init__(self, desk: Desk, *, parent: QWidget | None = None) -> None:
        super().__init__("粘贴放假通知", parent, width=600)
        self.desk = desk
        self.text = TextArea("", lines=12)
        self.field = Field("国务院办公厅关于部分节假日安排的通知（全文）", self.text, required=True)
        self.body.addWidget(self.field)
        self.add_button("取消")
        self.save = self.add_button("读取并保存", self._save, kind=PRIMARY)

    def _save(self) -> None:
        try:
            notice = workdays.parse_notice(self.text.toPlainText())
        except AppError as error:
            self.field.fail(error.one_line())
            self.text.setFocus()
            return
        before = self.desk.ws.calendar.notices.get(notice.year)
        if before is None:
            self.desk.tasks.run(
                "保存工作日历",
                lambda ws, _: workdays.save_year(ws, notice),
                done=lambda _: self._done(notice),
                failed=lambda error: messages.show_error(error, self),
                blocks=[self.save],
            )
            return
        run_act(
            self.desk,
            f"保存 {notice.year} 年放假安排",
            lambda ws: workdays.save_year(ws, notice),
            lambda ws, _: workdays.save_year(ws, before),
            self,
            after=lambda _: self.accept(),
        )

    def _done(self, notice: YearNotice) -> None:
        """The first notice of a year: there is nothing to go back to."""
        self.accept()
        self.desk.undo.final(f"保存 {notice.year} 年放假安排", "有误的，重新粘贴这一年的通知。")
        names = "、".join(holiday.name for holiday in notice.holidays)
        make_up = len(notice.make_up_workdays)
        self.desk.notice(f"已保存 {notice.year} 年放假安排", f"{names}；调休上班 {make_up} 天")


def _days(notice: YearNotice) -> list[tuple[date, str, str]]:
    """Each day off and each make-up day of a year, in order."""
    off = [(day, h.name, "放假") for h in notice.holidays for day in h.days()]
    worked = [(day, "上班", "调休的周末，算工作日") for day in notice.make_up_workdays]
    return sorted([*off, *worked])
