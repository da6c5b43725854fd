"""The line at the foot: database, saved, last backup, jobs | 单机离线, person, date."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from yuetan_desktop.ui import icons
from yuetan_desktop.ui.tasks import Job, TaskRunner
from yuetan_desktop.ui.theme import Color, Type, elided, theme
from yuetan_desktop.ui.widgets import paint
from yuetan_desktop.ui.widgets.containers import clear, column, row
from yuetan_desktop.ui.widgets.labels import Label, rule
from yuetan_desktop.ui.widgets.progress import JobProgress

if TYPE_CHECKING:
    # The window is painted before the services are read in.
    from yuetan_desktop.services.workspace import Workspace

WEEKDAYS = "一二三四五六日"
UNDO_WIDTH = 260


class StatusBar(QWidget):
    """24 px. What it says is set by the main window; the jobs follow the runner."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "status")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("状态栏")
        self._tasks: TaskRunner | None = None
        self.database = _Item("database")
        self.saved = _Item()
        self.backup = _Item()
        self.job = _PressItem()
        self.undo = _PressItem("undo-2")
        self.offline = _Item(text="单机离线")
        self.person = _Item("user")
        self.day = _Item()
        self._line = row(self, gap=16)
        for item in (self.database, self.saved, self.backup, self.undo, self.job):
            self._line.addWidget(item)
        self._line.addStretch()
        for item in (self.offline, self.person, self.day):
            self._line.addWidget(item)
        self.job.clicked.connect(self._show_jobs)
        self._popup: _JobList | None = None
        self._restyle()
        theme().changed.connect(self._restyle)

    def show_nothing_open(self, version: str) -> None:
        """On the welcome page: the version, and that no database is open."""
        self.database.set_text(f"版本 {version}　尚未打开数据库")
        for item in (self.saved, self.backup, self.undo, self.person, self.day):
            item.set_text("")

    def show_office(self, ws: Workspace, person: str) -> None:
        """What stands at the foot while a database is open."""
        self.database.set_text(ws.folders.database.name)
        self.database.setToolTip(str(ws.folders.database))
        self.person.set_text(f"经办人：{person}")
        day = ws.today()
        self.show_day(
            day,
            is_workday=ws.calendar.is_workday(day),
            estimated=not ws.calendar.covers(day.year),
        )

    def show_saved(self, when: datetime | None) -> None:
        self.saved.set_text(f"已保存 {when:%H:%M}" if when else "")

    def show_backup(self, when: datetime | None) -> None:
        self.backup.set_text(f"上次备份 {when:%Y-%m-%d %H:%M}" if when else "尚无备份")

    def show_day(self, day: date, *, is_workday: bool, estimated: bool) -> None:
        kind = "工作日" if is_workday else "非工作日"
        if estimated:
            kind += "，按周末推算"
        self.day.set_text(f"{day} 星期{WEEKDAYS[day.weekday()]}（{kind}）")

    def show_undo(self, words: str) -> None:
        """撤销：登记进展 约03-01, long names shortened; nothing when nothing can be taken back."""
        room = theme().px(UNDO_WIDTH)
        self.undo.set_text(elided(words, theme().font(Type.SMALL), room))
        self.undo.setAccessibleName(words)
        self.undo.setToolTip(f"{words}（Ctrl+Z）" if words else "")

    def follow(self, tasks: TaskRunner) -> None:
        self._tasks = tasks
        tasks.jobs_changed.connect(self._on_jobs)

    def _on_jobs(self) -> None:
        jobs = self._tasks.jobs if self._tasks else []
        if not jobs:
            self.job.set_text("")
        else:
            newest = jobs[-1]
            share = f" {newest.share:.0%}" if newest.share is not None else ""
            words = newest.text or newest.title
            self.job.set_text(f"后台任务 {len(jobs)}：{words}{share}")
        if self._popup is not None and self._popup.isVisible():
            self._popup.show_jobs(jobs)

    def _show_jobs(self) -> None:
        if self._tasks is None:
            return
        self._popup = self._popup or _JobList(self.window())
        self._popup.show_jobs(self._tasks.jobs)
        corner = self.job.mapToGlobal(QPoint(0, -self._popup.sizeHint().height() - 4))
        self._popup.move(corner)
        self._popup.show()

    def _restyle(self) -> None:
        self.setFixedHeight(theme().row(24))
        self._line.setContentsMargins(12, 0, 12, 0)


class _Item(QPushButton):
    """Icon and words; only 撤销 and the jobs can be pressed."""

    def __init__(self, icon: str = "", text: str = "") -> None:
        super().__init__()
        self._icon, self._ink = icon, Color.INK2
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFlat(True)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.set_text(text)

    def set_text(self, text: str) -> None:
        self.setText(text)
        self.setAccessibleName(text)
        self.setVisible(bool(text))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        icon = 18 if self._icon else 0
        return QSize(paint.width_of(self.text(), Type.SMALL) + icon + 2, theme().row(22))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        left = 0
        if self._icon:
            icons.paint(painter, self._icon, 0, self.height() / 2 - 7, 14, self._ink)
            left = 18
        where = QRectF(left, 0, self.width() - left, self.height())
        paint.text(painter, where, self.text(), Type.SMALL, self._ink)


class _PressItem(_Item):
    """An item that can be pressed."""

    def __init__(self, icon: str = "refresh-cw") -> None:
        super().__init__(icon)
        self._ink = Color.ACCENT
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)


class _JobList(QFrame):
    """后台任务: every job with its bar and 取消."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, Qt.WindowType.Popup)
        self.setProperty("surface", "card")
        self.setAccessibleName("后台任务")
        self.setFixedWidth(400)
        whole = column(self, margins=12, gap=8)
        head = row()
        head.addWidget(Label("后台任务", Type.SECTION_TITLE))
        head.addStretch()
        self._count = Label("", Type.SMALL, Color.INK2)
        head.addWidget(self._count)
        whole.addLayout(head)
        whole.addWidget(rule(light=True))
        self._rows = column(gap=10)
        whole.addLayout(self._rows)
        self._shown: list[JobProgress] = []

    def show_jobs(self, jobs: list[Job]) -> None:
        self._count.setText(f"{len(jobs)} 项进行中" if jobs else "没有进行中的任务")
        if [progress.job for progress in self._shown] != jobs:
            clear(self._rows)
            self._shown = [JobProgress(job) for job in jobs]
            for progress in self._shown:
                self._rows.addWidget(progress)
        for progress in self._shown:
            progress.show_job()
        self.adjustSize()
