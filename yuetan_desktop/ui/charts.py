"""Charts by matplotlib, drawn off the window's thread and shown as sharp images.

matplotlib is imported by the drawing thread when the first chart is wanted: a second that no
clerk waits for.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from yuetan_desktop.errors import AppError
from yuetan_desktop.log import logger
from yuetan_desktop.ui import messages
from yuetan_desktop.ui.theme import FAMILIES, LEVELS, Color, Type, theme
from yuetan_desktop.ui.widgets import paint
from yuetan_desktop.ui.widgets.focus_ring import OWN_RING
from yuetan_desktop.wholefile import writing

Draw = Callable[[Any, float], None]  # (figure, px per type pixel)
DPI = 100
SAVED_DPI = 300
INCH = 0.0254  # metres

_executor: Executor | None = None


def draw_with(executor: Executor) -> None:
    """Draw elsewhere than on the drawing thread: at once, for tests and pictures."""
    global _executor
    _executor = executor


def _drawing() -> Executor:
    global _executor
    if _executor is None:
        _executor = ThreadPoolExecutor(1, thread_name_prefix="yuetan-chart")
    return _executor


class ChartView(QWidget):
    """Shows what `draw(figure, scale)` draws; copies at 300 dpi, saves PNG and SVG, on white."""

    _drawn = Signal(object, int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty(OWN_RING, True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._name = name
        self._draw: Draw | None = None
        self._image: QImage | None = None
        self._failed = False
        self._wanted = 0
        self._asked: tuple[Any, ...] = ()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(60)
        self._later.timeout.connect(self._render)
        self._drawn.connect(self._show_image)
        theme().changed.connect(self._later.start)

    def set_chart(self, draw: Draw, description: str) -> None:
        """`description` says the chart in words, for those who cannot see it."""
        self._draw = draw
        self.setAccessibleDescription(description)
        self.setToolTip(description)
        self._later.start()

    @property
    def picture(self) -> QImage | None:
        """What is shown now; None until it is drawn."""
        return self._image

    @property
    def says(self) -> str:
        """What stands there without a picture."""
        return "图没有画出来，数据不受影响；原因见日志" if self._failed else "正在绘图…"

    def sizeHint(self) -> QSize:
        return QSize(336, theme().pick(224, 160))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._later.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._later.start()

    def _render(self) -> None:
        """Once the layout has come to rest: what is seen is drawn once, in its own size. A page
        that is come back to has its chart as it was."""
        if self._draw is None or not self.isVisible() or self.width() < 60:
            return
        ratio = self.devicePixelRatioF()
        size = (self.width(), self.height())
        scale = theme().text_size.factor
        asked = (self._draw, size, ratio, scale)
        if asked != self._asked:
            self._asked = asked
            self._wanted += 1
            _drawing().submit(self._work, *asked, self._wanted)

    def _work(
        self, draw: Draw, size: tuple[int, int], ratio: float, scale: float, number: int
    ) -> None:
        """In the drawing thread; the newest wish alone is drawn."""
        if number != self._wanted:
            return
        try:
            data, width, height = to_rgba(draw, size, ratio, scale)
        except Exception:
            logger.exception("chart failed")
            self._drawn.emit(None, number)
            return
        image = QImage(data, width, height, QImage.Format.Format_RGBA8888).copy()
        image.setDevicePixelRatio(ratio)
        self._drawn.emit(image, number)

    def _show_image(self, image: QImage | None, number: int) -> None:
        if number == self._wanted:
            self._image, self._failed = image, image is None
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._image is not None:
            painter.drawImage(0, 0, self._image)
        elif self._draw is not None:
            area = self.rect().toRectF()
            paint.text(painter, area, self.says, Type.SMALL, Color.INK3, paint.CENTER)
        if self.hasFocus():
            paint.box(painter, self.rect().toRectF(), line=Color.ACCENT, width=2)

    # -- taking it along ------------------------------------------------------------------------
    def copy(self) -> None:
        """Put the chart on the clipboard at 300 dpi."""
        if self._draw is not None:
            data, width, height = to_rgba(self._draw, self._size(), SAVED_DPI / DPI, 1.0)
            image = QImage(data, width, height, QImage.Format.Format_RGBA8888).copy()
            image.setDotsPerMeterX(round(SAVED_DPI / INCH))
            image.setDotsPerMeterY(round(SAVED_DPI / INCH))
            QGuiApplication.clipboard().setImage(image)

    def save(self, to: Path) -> None:
        """Write PNG at 300 dpi, or SVG by the file's ending; AppError where the disk refuses."""
        if self._draw is not None:
            drawn = to_file(self._draw, self._size(), to.suffix.lstrip(".").lower())
            with writing(to) as part:
                part.write_bytes(drawn)

    def _size(self) -> tuple[int, int]:
        return max(self.width(), 320), max(self.height(), 160)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.addAction("复制图表").triggered.connect(self.copy)
        menu.addAction("图表另存为…").triggered.connect(self._save_as)
        menu.exec(event.globalPos())

    def _save_as(self) -> None:
        kinds = "PNG 图片 (*.png);;SVG 矢量图 (*.svg)"
        target = messages.pick_target(self, "图表另存为", f"{self._name}.png", kinds)
        if target is not None:
            try:
                self.save(target)
            except AppError as error:
                messages.show_error(error, self, title="图表没有保存")


# -- drawing ------------------------------------------------------------------------------------
def _figure(draw: Draw, size: tuple[int, int], scale: float) -> Any:
    from matplotlib import rcParams
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    rcParams["font.family"] = _font_families()
    rcParams["axes.unicode_minus"] = False
    rcParams["svg.fonttype"] = "path"
    figure = Figure(figsize=(size[0] / DPI, size[1] / DPI), dpi=DPI, facecolor="white")
    FigureCanvasAgg(figure)
    draw(figure, scale)
    return figure


_families: list[str] = []


def _font_families() -> list[str]:
    """The window's fonts as far as they are installed."""
    if not _families:
        from matplotlib import font_manager

        known = {entry.name for entry in font_manager.fontManager.ttflist}
        wanted = (*FAMILIES, "Microsoft YaHei", "Noto Sans CJK JP", "SimHei", "DejaVu Sans")
        _families.extend(name for name in wanted if name in known)
    return _families


def to_rgba(
    draw: Draw, size: tuple[int, int], ratio: float, scale: float
) -> tuple[bytes, int, int]:
    figure = _figure(draw, size, scale)
    figure.set_dpi(DPI * ratio)
    figure.canvas.draw()
    width, height = figure.canvas.get_width_height()
    return bytes(figure.canvas.buffer_rgba()), width, height


def to_file(draw: Draw, size: tuple[int, int], kind: str) -> bytes:
    figure = _figure(draw, size, 1.0)
    out = io.BytesIO()
    figure.savefig(out, format="svg" if kind == "svg" else "png", dpi=SAVED_DPI)
    return out.getvalue()


@dataclass(frozen=True, slots=True)
class CoursePoint:
    """One month of a course: label, mean to date, stage target, path to keep."""

    month: int
    to_date: float | None
    target: float | None
    path: float | None


@dataclass(frozen=True, slots=True)
class BandPoint:
    """常年区间 of one month: lowest, mean and highest of the earlier years."""

    month: int
    low: float
    middle: float
    high: float


def course(
    points: Sequence[CoursePoint],
    last_measured: int,
    first: int = 1,
    band: Sequence[BandPoint] = (),
) -> Draw:
    """累计均值 against 阶段目标, and the path that still keeps the year's target.

    Series differ by line style and marker, not by colour alone.
    """
    shown = [p for p in points if p.month >= first]

    def draw(figure: Any, scale: float) -> None:
        size = 11 * scale * 72 / DPI
        axes = figure.add_axes((0.09, 0.13, 0.89, 0.83))
        _plain_axes(axes, shown, size, [v for p in band for v in (p.low, p.high)])
        _draw_band(axes, band, size)
        _draw_target(axes, shown)
        measured = [(p.month, p.to_date) for p in shown if p.to_date is not None]
        if measured:
            axes.plot(
                *zip(*measured, strict=True), color=Color.ACCENT, linewidth=1.8, marker="o",
                markersize=4.5, markerfacecolor="white", markeredgewidth=1.4, zorder=4,
            )  # fmt: skip
        path = [(p.month, p.path) for p in shown if p.path is not None]
        if len(path) > 1:
            axes.plot(
                *zip(*path, strict=True), color=LEVELS[6].solid, linewidth=1.8, marker="D",
                markersize=4.5, zorder=5,
            )  # fmt: skip
        _label_ends(axes, shown, measured, size, last_measured)

    return draw


def _draw_band(axes: Any, band: Sequence[BandPoint], size: float) -> None:
    """Expected: dotted, in a band from the lowest to the highest of the earlier years."""
    if not band:
        return
    months = [p.month for p in band]
    axes.fill_between(
        months, [p.low for p in band], [p.high for p in band],
        color=Color.ACCENT_LINE, alpha=0.5, linewidth=0, zorder=1,
    )  # fmt: skip
    axes.plot(
        months, [p.middle for p in band], color=Color.ACCENT, linewidth=1.3,
        linestyle=(0, (1, 2)), zorder=3,
    )  # fmt: skip
    end = band[-1]
    axes.annotate(
        f"按常年 {end.middle:.1f}", (12.5, end.middle), xytext=(0, 4),
        textcoords="offset points", ha="right", va="bottom", size=size, color=Color.ACCENT,
    )  # fmt: skip


def _plain_axes(
    axes: Any, shown: Sequence[CoursePoint], size: float, more: Sequence[float] = ()
) -> None:
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(Color.BUTTON_LINE)
    axes.tick_params(length=0, labelsize=size, labelcolor=Color.INK3, pad=4)
    axes.grid(axis="y", color=Color.LINE2, linewidth=0.9)
    axes.set_axisbelow(True)
    axes.set_xticks([p.month for p in shown], [f"{p.month}月" for p in shown])
    axes.set_xlim(shown[0].month - 0.5, shown[-1].month + 0.6)
    values = [v for p in shown for v in (p.to_date, p.target, p.path) if v is not None]
    values.extend(more)
    if values:
        room = max(1.0, (max(values) - min(values)) * 0.16)
        axes.set_ylim(min(values) - room, max(values) + room)
    axes.locator_params(axis="y", nbins=5)


def _draw_target(axes: Any, shown: Sequence[CoursePoint]) -> None:
    targets = [(p.month, p.target) for p in shown if p.target is not None]
    if targets:
        months, values = zip(*targets, strict=True)
        axes.step(
            [*(m - 0.5 for m in months), months[-1] + 0.5], [*values, values[-1]],
            where="post", color=Color.INK3, linewidth=1.3, linestyle=(0, (5, 3)), zorder=3,
        )  # fmt: skip


def _label_ends(
    axes: Any,
    shown: Sequence[CoursePoint],
    measured: Sequence[tuple[int, float]],
    size: float,
    last_measured: int,
) -> None:
    top = axes.get_ylim()[1]
    if shown[-1].month > last_measured:
        middle = last_measured + 0.5
        axes.axvline(middle, color=Color.BUTTON_LINE, linewidth=1)
        axes.text(middle - 0.1, top, "实测", ha="right", va="top", size=size, color=Color.INK3)
        axes.text(middle + 0.1, top, "推算", ha="left", va="top", size=size, color=Color.INK3)
    if measured:
        month, value = measured[-1]
        axes.annotate(
            f"{value:.1f}", (month, value), xytext=(0, 6), textcoords="offset points",
            ha="center", size=size, weight="bold", color=Color.ACCENT, zorder=6,
        )  # fmt: skip
    last = shown[-1]
    if last.target is not None and last.month == 12:
        axes.annotate(
            f"年目标 {last.target:.1f}", (12.5, last.target), xytext=(0, -4),
            textcoords="offset points", ha="right", va="top", size=size, color=Color.INK2,
        )  # fmt: skip
