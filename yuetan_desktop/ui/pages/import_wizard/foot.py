"""The wizard's foot: what is running, what still stands in the way, and the way on."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QWidget

from yuetan_desktop.ui.tasks import Job
from yuetan_desktop.ui.theme import Color, Type, theme
from yuetan_desktop.ui.widgets.buttons import PRIMARY, Button
from yuetan_desktop.ui.widgets.containers import column, row
from yuetan_desktop.ui.widgets.labels import Label, Sign
from yuetan_desktop.ui.widgets.progress import ProgressBar


class WizardFoot(QFrame):
    """Progress with count and 取消; the remaining errors; 上一步, 跳过错误行入库…, 下一步：入库."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "panel")
        self.job: Job | None = None
        self._doing = Label("", Type.SMALL)
        self._count = Label("", Type.SMALL, Color.INK2)
        self._bar = ProgressBar()
        self.cancel = Button("取消", height=28)
        self.cancel.clicked.connect(self._cancel)
        self._progress = QWidget()
        words = row(gap=8)
        words.addWidget(self._doing)
        words.addStretch()
        words.addWidget(self._count)
        lines = column(gap=4)
        lines.addLayout(words)
        lines.addWidget(self._bar)
        whole = row(self._progress, gap=12)
        whole.addLayout(lines, 1)
        whole.addWidget(self.cancel)
        self._progress.setFixedWidth(theme().px(420))
        self.reason = Label("", Type.BODY)
        self._sign = Sign("circle-alert", Color.BAD)
        self.back = Button("上一步")
        self.skip = Button("跳过错误行入库…")
        self.next = Button("下一步：入库", PRIMARY, keys="Ctrl+Enter")
        line = row(self, gap=12)
        line.setContentsMargins(16, 0, 16, 0)
        line.addWidget(self._progress)
        line.addWidget(self._sign)
        line.addWidget(self.reason)
        line.addStretch()
        for button in (self.back, self.skip, self.next):
            line.addWidget(button)
        self.show_job(None)
        self._restyle()
        theme().changed.connect(self._restyle)

    def show_job(self, job: Job | None) -> None:
        """The running job with its counts; None when nothing runs."""
        self.job = job
        self._progress.setVisible(job is not None)
        if job is not None:
            self._doing.setText("正在取消" if job.is_cancelled else job.text or job.title)
            self.cancel.block("正在取消" if job.is_cancelled else "")
            self._count.setText(f"{job.done}／{job.total}" if job.total else "")
            self._bar.set_share(job.share)

    def show_way_on(self, words: str) -> None:
        """Where 下一步 leads from the step that is shown."""
        self.next.set_text(f"下一步：{words}")

    def show_errors(self, errors: int, reason: str = "") -> None:
        """`reason` stands beside the blocked button; without one the import may go on."""
        text = reason or (f"还有 {errors} 处错误，处理后方可入库" if errors else "")
        self.reason.setText(text)
        self.reason.set_color(Color.BAD if errors else Color.INK2)
        self._sign.setVisible(bool(errors))
        self.next.block(text)
        self.skip.setVisible(bool(errors))

    def _cancel(self) -> None:
        if self.job is not None:
            self.job.cancel()
            self.show_job(self.job)

    def _restyle(self) -> None:
        self.setFixedHeight(theme().row(56))
