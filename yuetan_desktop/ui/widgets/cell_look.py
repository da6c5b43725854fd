"""How a matrix cell shows its state: shape, icon, words, colour — in this order of importance."""

from __future__ import annotations

import re
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from yuetan_desktop.domain.monitoring import PROVISIONAL
from yuetan_desktop.ui import icons
from yuetan_desktop.ui.colors import shown, softened
from yuetan_desktop.ui.theme import LEVELS, Color, LevelLook, Type, theme
from yuetan_desktop.ui.widgets import paint

_BESIDE = 7  # px: what a cell keeps free around its second line
LINE_2_MIN = 104  # px: narrower cells keep only their first line

STATE_ICONS = {
    "已触发": "circle-alert",
    "待认定": "user-question",
    "临界": "triangle-alert",
    "缺数据": "circle-dashed",
    "豁免": "shield",
    "正常": "check",
    "不适用": "",
}


@dataclass(frozen=True, slots=True)
class CellView:
    """One cell: its level, the word of its state, the second line, and its clause."""

    level: int
    state: str
    line: str
    provisional: bool = False  # 暂判: its values are not audited to the end
    rule: str = ""  # the id of the clause it goes by

    @property
    def label(self) -> str:
        """已触发; 已触发·暂判."""
        return f"{self.state}·{PROVISIONAL}" if self.provisional else self.state

    @property
    def words(self) -> str:
        """As it is copied and spoken: 已触发 | 10月 PM₂.₅ 超 3.3."""
        return f"{self.label} | {self.line}" if self.line else self.label

    @property
    def tip(self) -> str:
        """What the pointer is told over it."""
        said = f"{self.label}　{self.line}"
        return f"{said}\n暂判：所据数据未经国家审核，审核后可能改变" if self.provisional else said


def paint_cell(
    painter: QPainter,
    rect: QRectF,
    cell: CellView,
    *,
    focused: bool = False,
    printed: bool = False,
) -> None:
    """Draw a cell into the room the matrix leaves it; `printed` without a solid fill."""
    look = LEVELS[cell.level]
    shape = rect.adjusted(2, 2, -2, -3)
    if cell.provisional:
        ink = second = _paint_provisional(painter, shape, cell.state, look)
    elif printed and cell.state == "已触发":
        ink, second = _paint_outline(painter, shape, look)
    else:
        ink, second = _paint_shape(painter, shape, cell.state, look)
    if focused:
        ring = rect.adjusted(0, 0, 0, -1)
        solid = cell.state == "已触发" and not cell.provisional
        paint.focus_ring(painter, ring, on_solid=solid)
    if cell.state == "不适用":
        paint.text(painter, shape, "不适用", Type.SMALL, Color.INK3, paint.CENTER)
        return
    _paint_words(painter, shape, cell, ink, second)


def _paint_shape(painter: QPainter, shape: QRectF, state: str, look: LevelLook) -> tuple[str, str]:
    """The shape; returns the colours of the first and second line."""
    soft = softened(look.solid, 120)
    if state == "已触发":
        paint.box(painter, shape, fill=look.solid)
        return Color.WHITE, Color.WHITE
    if state == "临界":
        paint.box(painter, shape, fill=look.tint, line=soft)
        paint.hatch(
            painter,
            shape.adjusted(1, 1.5, 0, -1.5).adjusted(0, 0, 6 - shape.width(), 0),
            look.solid,
        )
        return look.text, look.text
    if state == "待认定":
        # White ground: nothing is found yet; the level's double edge at the left: a person must.
        paint.box(painter, shape, fill=Color.PANEL, line=look.solid)
        for x in (3.0, 6.0):
            bar = QRectF(shape.left() + x, shape.top() + 4, 1.5, shape.height() - 8)
            painter.fillRect(bar, shown(look.solid))
        return look.text, look.text
    if state == "缺数据":
        painter.setBrush(shown(Color.PANEL))
        pen = QPen(shown(Color.CONTROL_LINE), 1)
        pen.setDashPattern([3, 2.5])
        painter.setPen(pen)
        painter.drawRoundedRect(shape.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        return Color.INK2, Color.INK2
    if state == "豁免":
        paint.box(painter, shape, fill=Color.SUB, line=Color.BUTTON_LINE)
        painter.setPen(QPen(shown(look.solid), 2, Qt.PenStyle.SolidLine))
        painter.drawLine(
            int(shape.left()) + 6,
            int(shape.top()) + 1,
            int(shape.right()) - 6,
            int(shape.top()) + 1,
        )
        return Color.INK2, Color.INK2
    return Color.INK2, Color.INK2


def _paint_provisional(painter: QPainter, shape: QRectF, state: str, look: LevelLook) -> str:
    """No solid ground and a broken border of the level: it may come out otherwise once audited.
    Returns the colour of both lines."""
    hot = state in {"已触发", "临界"}
    paint.box(painter, shape, fill=look.tint if hot else Color.PANEL)
    inside = shape.adjusted(1, 1.5, 0, -1.5)
    if state == "临界":
        paint.hatch(painter, inside.adjusted(0, 0, 6 - shape.width(), 0), look.solid)
    if state == "待认定":
        for x in (3.0, 6.0):
            bar = QRectF(shape.left() + x, shape.top() + 4, 1.5, shape.height() - 8)
            painter.fillRect(bar, shown(look.solid))
    paint_broken_border(painter, shape, look.solid)
    return look.text


def paint_broken_border(painter: QPainter, shape: QRectF, color: str) -> None:
    """暂判: as long dashes, twice as strong as the dots around 缺数据."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(shown(color), 2)
    pen.setDashPattern([3, 2])
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(shape.adjusted(1, 1, -1, -1), 4, 4)


def _paint_outline(painter: QPainter, shape: QRectF, look: LevelLook) -> tuple[str, str]:
    """On paper a solid cell is an outline with a thick left bar: it costs no ink, and copies."""
    paint.box(painter, shape, fill=Color.PANEL, line=look.solid, width=1.5)
    bar = QRectF(shape.left(), shape.top() + 1, 5, shape.height() - 2)
    painter.fillRect(bar, shown(look.solid))
    return look.text, look.text


def least_width(cell: CellView) -> int:
    """What a cell needs for its second line, said as short as it can be, and for 暂判."""
    if cell.state == "不适用":
        return 0  # its reason stands in the tooltip
    fact, _several = split_count(cell.line)
    edge = 14 if cell.state in {"临界", "待认定"} else 8
    need = paint.width_of(fitted(fact, Type.SMALL, 0), Type.SMALL)
    if cell.provisional:  # the first line is the longer one, with its icon
        need = max(need, paint.width_of(cell.label, Type.SMALL_BOLD) + theme().px(14) + 4)
    return need + edge + _BESIDE


def _paint_words(painter: QPainter, shape: QRectF, cell: CellView, ink: str, second: str) -> None:
    bold = cell.state in {"已触发", "临界", "待认定"}
    fact, several = split_count(cell.line)
    left = shape.left() + (14 if cell.state in {"临界", "待认定"} else 7)
    if cell.state in {"正常", "豁免", "缺数据", "已触发"}:
        left = shape.left() + 8
    two = bool(cell.line) and shape.width() >= LINE_2_MIN
    height = min(theme().px(18), shape.height() / 2)
    middle = shape.center().y()
    top = middle - height + 1 if two else middle - height / 2
    size = theme().px(14)
    icon = STATE_ICONS[cell.state]
    color = Color.INK3 if cell.state == "正常" else ink
    icons.paint(painter, icon, left, top + (height - size) / 2, size, color)
    words = QRectF(left + size + 4, top, shape.right() - left - size - 6, height)
    role = Type.SMALL_BOLD if bold else Type.SMALL
    paint.text(painter, words, cell.label, role, ink)
    after = words.adjusted(paint.width_of(cell.label, role) + 6, 0, 0, 0)
    if several and (not cell.provisional or paint.width_of(several, Type.SMALL) <= after.width()):
        paint.text(painter, after, several, Type.SMALL, second)
    if two:
        line = QRectF(left, top + height - 1, shape.right() - left - 3, height)
        fact = fitted(fact, Type.SMALL, int(line.width()))
        paint.text(painter, line, fact, Type.SMALL, second)


_COUNT = re.compile(r"\s*等\s?(\d+)\s?项$")
_PERIOD = r"(?:\d+—\d+月|\d+月|[一二三四]季度|[上下]半年|前三季度|年度)"
# Ways to say the same with less, tried in turn until the line fits; the tooltip says it all.
_SHORTER = (
    (re.compile(r"(?<=[\d低超余差]) | (?=[\d点])"), ""),
    (re.compile("(?<=[ⅠⅡⅢⅣⅤ])类"), ""),
    (re.compile(rf"^{_PERIOD} ?(?=\S)"), ""),
    (re.compile(rf"(?<=\S){_PERIOD} (?=劣?[ⅠⅡⅢⅣⅤ])"), " "),
)


def split_count(line: str) -> tuple[str, str]:
    """`10月 优良率 低 4.1 点 等2项` → the fact, and `等2项` for the first line, where room is."""
    found = _COUNT.search(line)
    return (line[: found.start()], f"等 {found[1]} 项") if found else (line, "")


def fitted(line: str, role: Type, width: int) -> str:
    """The line, said shorter if it is wider than `width`."""
    for pattern, less in _SHORTER:
        if paint.width_of(line, role) <= width:
            break
        line = pattern.sub(less, line)
    return line
