"""Progress of a job: what is being done, counts, a bar, time left, 取消."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from yuetan_desktop.ui.tasks import Job
from yuetan_desktop.ui.theme import Color, Type
from yuetan_desktop.ui.widgets.buttons import LINK, Button
from yuetan_desktop.ui.widgets.cell_painters import progress_bar
from yuetan_desktop.ui.widgets.containers import column, row
from yuetan_desktop.ui.widgets.labels import Label


class ProgressBar(QWidget):
    """An 8 px bar; unknown amounts show an empty bar, the words beside it carry the state."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._share, self._color = 0.0, ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_share(self, share: float | None, color: str = "") -> None:
        self._share, self._color = share or 0.0, color
        self.setAccessibleName(f"{self._share:.0%}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, 8)

    def paintEvent(self, _event: QPaintEvent) -> None:
        rect = QRectF(self.rect())
        rect.setHeight(min(8.0, rect.height()))
        progress_bar(QPainter(self), rect, self._share, self._color or None)


class JobProgress(QWidget):
    """One job with its bar; `show_job` again on every report."""

    def __init__(self, job: Job, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.job = job
        self._title = Label(job.title, Type.BODY_BOLD)
        self._count = Label("", Type.BODY, Color.INK2)
        self._bar = ProgressBar()
        self._left = Label("", Type.SMALL, Color.INK3)
        self.cancel = Button("取消", LINK)
        self.cancel.setAccessibleName(f"取消{job.title}")
        self.cancel.clicked.connect(self._cancel)
        head = row()
        head.addWidget(self._title)
        head.addStretch()
        head.addWidget(self._count)
        head.addWidget(self.cancel)
        whole = column(self, gap=4)
        whole.addLayout(head)
        whole.addWidget(self._bar)
        whole.addWidget(self._left)
        self.show_job()

    def show_job(self) -> None:
        job = self.job
        count = f"{job.done}／{job.total}" if job.total else ""
        self._count.setText("正在取消" if job.is_cancelled else f"{job.text} {count}".strip())
        self.cancel.block("正在取消" if job.is_cancelled else "")
        self._bar.set_share(job.share)
        left = job.seconds_left
        self._left.setText(f"约剩 {left} 秒，可继续操作其他页面" if left else "")
        self._left.setVisible(left is not None)

    def _cancel(self) -> None:
        """Answered at once, though the work stops only at its next report."""
        self.job.cancel()
        self.show_job()
