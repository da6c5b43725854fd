"""The way to begin: a new database, the sample data, or a backup."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeySequence, QPainter, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
)

from yuetan_desktop.services import office, upkeep
from yuetan_desktop.services.sample import samples
from yuetan_desktop.services.workspace import Progress, current_user, exists
from yuetan_desktop.ui import icons, messages
from yuetan_desktop.ui.tasks import TaskRunner
from yuetan_desktop.ui.theme import Color, TextSize, Type, theme
from yuetan_desktop.ui.widgets import paint
from yuetan_desktop.ui.widgets.buttons import LINK, PRIMARY, SECONDARY, Button, SegmentedControl
from yuetan_desktop.ui.widgets.containers import Panel, clear, column, row, scrolling, surface
from yuetan_desktop.ui.widgets.labels import Label, Sign, rule
from yuetan_desktop.ui.widgets.progress import JobProgress
from yuetan_desktop.ui.widgets.sidepanes import DRAWER_BELOW

_LOW = 600  # px: 1366×768 at 150 % leaves about 490
STEPS = (
    ("导入月报", "空气、断面水质、全省排名的 Excel 月报"),
    ("研判触发", "对照第四条至第九条，逐单位给出依据和距离"),
    ("办理约谈", "从约谈建议到销号，期限按工作日提醒"),
    ("生成文书", "约谈通知、纪要、审核意见，可打印和导出"),
)


class WelcomePage(QWidget):
    """`opened(data folder)` once there is a database to open."""

    opened = Signal(object)

    def __init__(self, data_dir: Path, sample_dir: Path, recent: list[Path]) -> None:
        super().__init__()
        self.setAccessibleName("开始使用")
        self._data_dir, self._sample_dir = data_dir, sample_dir
        self.tasks = TaskRunner(parent=self)
        self.tasks.jobs_changed.connect(self._show_job)
        self.tasks.failed.connect(lambda error: messages.show_error(error, self.window()))
        whole = row(self, gap=0)
        self._left = _Introduction()
        whole.addWidget(self._left)
        whole.addWidget(scrolling(self._right(recent)), 1)
        self._fit()
        theme().changed.connect(self._fit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """In a window below 1280 px the three ways to begin need the room."""
        self._left.setFixedWidth(theme().pick(432, 408) if self.width() >= DRAWER_BELOW else 324)

    # -- the right side -------------------------------------------------------------------------
    def _right(self, recent: list[Path]) -> QWidget:
        ground = surface("clear")
        inner = column(gap=theme().pick(24, 16))
        head = column(gap=2)
        head.addWidget(Label("开始使用", Type.KEY))
        words = "选择一种方式。数据都在一个文件夹里，可随时备份、迁移。"
        head.addWidget(Label(words, Type.BODY, Color.INK2))
        inner.addLayout(head)
        inner.addLayout(self._cards())
        self._progress = column()
        self._job: JobProgress | None = None
        inner.addLayout(self._progress)
        inner.addWidget(self._recent(recent))
        inner.addWidget(self._first_settings())
        block = QWidget()
        block.setLayout(inner)
        block.setMaximumWidth(960)
        across = row(gap=0)
        across.addStretch(1)
        across.addWidget(block, 28)
        across.addStretch(1)
        down = column(ground, margins=32)
        down.addStretch(1)
        down.addLayout(across)
        down.addStretch(1)
        return ground

    def _cards(self) -> QHBoxLayout:
        self.new = Button("新建…", PRIMARY, keys="Ctrl+N")
        self.new.clicked.connect(self.make_new)
        QShortcut(QKeySequence("Ctrl+N"), self).activated.connect(self.new.click)
        self.sample = Button("打开示例")
        self.sample.clicked.connect(self.make_sample)
        self.restore = Button("恢复…")
        self.restore.clicked.connect(self.restore_backup)
        line = row(gap=16)
        for icon, title, words, button, under in (
            (
                "file-plus",
                "新建数据库",
                "登记本地责任单位和年度目标，从空库开始。约需 3 分钟。",
                self.new,
                f"保存到 {self._data_dir}",
            ),
            (
                "play",
                "打开示例数据",
                "载入虚构城市三年的演示数据，用于熟悉操作。",
                self.sample,
                "示例与正式数据分开存放",
            ),
            (
                "history",
                "从备份恢复",
                "选择备份文件，先核对内容再恢复。",
                self.restore,
                "恢复前自动保留现有数据",
            ),
        ):
            line.addWidget(_Card(icon, title, words, button, under), 1)
        return line

    def _recent(self, recent: list[Path]) -> Panel:
        panel = Panel("最近打开", inset=16)
        browse = Button("浏览其他数据库…", LINK, keys="Ctrl+O", height=24)
        browse.clicked.connect(self.browse)
        QShortcut(QKeySequence("Ctrl+O"), self).activated.connect(browse.click)
        panel.add_to_header(browse)
        panel.add_to_header(Label("Ctrl+O", Type.SMALL, Color.INK3))
        body = column(margins=16, gap=8)
        panel.body.addLayout(body)
        if not recent:
            line = row()
            sign = Sign("database", Color.INK3, 16)
            line.addWidget(sign)
            words = "尚无记录。已有数据文件夹的，点“浏览其他数据库”。"
            line.addWidget(Label(words, Type.BODY, Color.INK2), 1)
            body.addLayout(line)
        for folder in recent[:4]:
            link = Button(str(folder), LINK, icon="database")
            link.clicked.connect(lambda _=False, folder=folder: self.opened.emit(folder))
            body.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        return panel

    def _first_settings(self) -> Panel:
        panel = Panel("首次运行设置", "新建时写入，以后可在设置中修改", lined=False, inset=16)
        self.office_name = QLineEdit()
        self.office_name.setPlaceholderText("如 ××县生态环境局")
        self.person = QLineEdit(current_user())
        self.text_size = SegmentedControl(
            [(size, size.label) for size in TextSize], name="字号", height=32
        )
        self.text_size.set_current(theme().text_size)
        self.text_size.changed.connect(theme().set_text_size)
        units = ((True, "资阳市名单"), (False, "空名单"))
        self.units = SegmentedControl(units, name="初始单位", height=32)
        self.units.setToolTip("其他市从空名单开始：在设置中登记单位，或从表格导入")
        backup = Label("每天首次打开时，另在导入和恢复之前", Type.BODY, Color.INK2, wrap=True)
        grid = QGridLayout()
        grid.setContentsMargins(16, 0, 16, 16)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(12)
        for number, (words, editor) in enumerate(
            (
                ("单位名称", self.office_name),
                ("经办人", self.person),
                ("字号", self.text_size),
                ("初始单位", self.units),
                ("自动备份", backup),
            )
        ):
            name = Label(words, Type.BODY, Color.INK2)
            name.setBuddy(editor)
            editor.setAccessibleName(words)
            line, half = divmod(number, 2)
            grid.addWidget(name, line, 2 * half)
            grid.addWidget(editor, line, 2 * half + 1)
        for column_of_editors in (1, 3):
            grid.setColumnStretch(column_of_editors, 1)
        panel.body.addLayout(grid)
        return panel

    # -- acts -----------------------------------------------------------------------------------
    def make_new(self) -> None:
        """A new database in the data folder, with the first settings."""
        if exists(self._data_dir):
            self.opened.emit(self._data_dir)
            return
        name, person = self.office_name.text().strip(), self.person.text().strip()
        size, with_units = str(self.text_size.current), bool(self.units.current)

        def create(_progress: Progress) -> None:
            made = upkeep.create(self._data_dir, person=person or None, with_units=with_units)
            with made as ws:
                settings = office.read_office(ws)
                office.save_office(ws, replace(settings, name=name, person=person, text_size=size))

        self._begin("新建数据库", create, self._data_dir)

    def make_sample(self) -> None:
        """The sample database, made when it is first wanted."""
        if exists(self._sample_dir):
            self.opened.emit(self._sample_dir)
            return
        self._begin(
            "载入示例数据",
            lambda progress: samples.create_sample(self._sample_dir, progress=progress).close(),
            self._sample_dir,
        )

    def restore_backup(self) -> None:
        """A backup chosen by the clerk becomes the database; what is there is kept."""
        file = messages.pick_file(self.window(), "选择备份文件", "备份 (*.db *.ytbak *.ytdb)")
        if file is not None:
            self._begin(
                "从备份恢复", lambda _progress: upkeep.restore(self._data_dir, file), self._data_dir
            )

    def browse(self) -> None:
        """Open a data folder that lies elsewhere."""
        folder = messages.pick_folder(self.window(), "选择数据文件夹")
        if folder is not None:
            self.opened.emit(folder)

    def _begin(self, title: str, work: Callable[[Progress], object], folder: Path) -> None:
        self.tasks.run_alone(title, work, lambda _: self.opened.emit(folder))

    def _show_job(self) -> None:
        busy = self.tasks.is_busy
        for button in (self.new, self.sample, self.restore):
            button.block("正在准备数据库" if busy else "")
        if not busy:
            clear(self._progress)
            self._job = None
        elif self._job is None:
            self._job = JobProgress(self.tasks.jobs[0])
            self._progress.addWidget(self._job)
        else:
            self._job.show_job()


class _Introduction(QWidget):
    """The left side in the rail's colour: name, the four steps of work, 单机离线运行."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        body = self._body = column(self, gap=0)
        self._more: list[Label] = []
        body.addWidget(_Sign())
        body.addSpacing(24)
        body.addWidget(Label("约谈管理", Type.NAME, Color.RAIL_INK))
        body.addSpacing(4)
        words = "生态环境保护行政约谈 · 研判与办理"
        body.addWidget(Label(words, Type.ARTICLE, Color.RAIL_TEXT, wrap=True))
        _gap(body, 48)
        for number, (title, under) in enumerate(STEPS, 1):
            line = row(gap=14)
            line.addWidget(_Number(number), 0, Qt.AlignmentFlag.AlignTop)
            texts = column(gap=0)
            texts.addWidget(Label(title, Type.SECTION_TITLE, Color.RAIL_INK))
            more = Label(under, Type.BODY, Color.RAIL_TEXT, wrap=True)
            self._more.append(more)
            texts.addWidget(more)
            line.addLayout(texts, 1)
            body.addLayout(line)
            _gap(body, 24)
        body.addStretch()
        edge = rule()
        edge.setProperty("surface", "rail-line")
        body.addWidget(edge)
        _gap(body, 24)
        line = row(gap=12)
        sign = Sign("wifi-off", Color.RAIL_INK, 18)
        line.addWidget(sign)
        texts = column()
        texts.addWidget(Label("单机离线运行", Type.BODY_BOLD, Color.RAIL_INK))
        words = "数据只存于本机，不联网、不上传"
        texts.addWidget(Label(words, Type.BODY, Color.RAIL_TEXT, wrap=True))
        line.addLayout(texts, 1)
        body.addLayout(line)
        self._space()
        theme().changed.connect(self._space)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._space()

    def _space(self) -> None:
        """Enlarged type on a small screen, or a low window, takes the margins, then what explains
        the steps."""
        low = self.height() < _LOW
        tight = low or (theme().narrow and theme().text_size is not TextSize.STANDARD)
        left, top, right, bottom = (40, 20, 24, 16) if tight else (56, 72, 40, 40)
        self._body.setContentsMargins(left, top, right, bottom)
        full = low or (theme().narrow and theme().text_size is TextSize.HUGE)
        for label in self._more:
            label.setVisible(not full)


def _gap(layout: QVBoxLayout, height: int) -> None:
    """Space that gives way where the screen is low."""
    policy = QSizePolicy.Policy
    layout.addItem(QSpacerItem(0, height, policy.Minimum, policy.Maximum))


class _Sign(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(56, 56)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        square = QRectF(0, 0, 56, 56)
        paint.box(painter, square, fill=Color.WHITE, radius=8)
        font = QFont(theme().font(Type.NAME))
        font.setPixelSize(32)  # the square does not grow
        paint.text(painter, square, "约", font, Color.RAIL, paint.CENTER)


class _Number(QWidget):
    def __init__(self, number: int) -> None:
        super().__init__()
        self._number = number
        self.setFixedSize(30, 30)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        disc = QRectF(1, 1, 28, 28)
        paint.box(painter, disc, line=Color.RAIL_LINE, radius=14)
        paint.text(painter, disc, str(self._number), Type.BODY, Color.RAIL_INK, paint.CENTER)


class _Card(QFrame):
    """One way to begin."""

    def __init__(self, icon: str, title: str, words: str, button: Button, under: str) -> None:
        super().__init__()
        self.setProperty("surface", "panel")
        body = column(self, margins=24, gap=6)
        body.addWidget(_Disc(icon))
        body.addSpacing(12)
        body.addWidget(Label(title, Type.OBJECT_TITLE))
        text = Label(words, Type.BODY, Color.INK2, wrap=True)
        text.setAlignment(Qt.AlignmentFlag.AlignTop)
        text.setMinimumHeight(theme().px(44))
        body.addWidget(text, 1)
        body.addSpacing(8)
        body.addWidget(button)
        note = Label(under, Type.SMALL, Color.INK3, wrap=True)
        note.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        body.addWidget(note)
        self._primary = button.kind != SECONDARY

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._primary:
            rect = QRectF(self.rect())
            paint.box(QPainter(self), rect, line=Color.ACCENT, width=2, radius=6)


class _Disc(QWidget):
    def __init__(self, icon: str) -> None:
        super().__init__()
        self._icon = icon

    def sizeHint(self) -> QSize:
        return QSize(48, 48)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.box(painter, QRectF(0, 0, 48, 48), fill=Color.ACCENT_TINT, radius=6)
        icons.paint(painter, self._icon, 13, 13, 22, Color.ACCENT)
