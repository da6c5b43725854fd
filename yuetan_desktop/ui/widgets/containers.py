"""Panels with a header row, the side panel, banner and empty state: what holds other things."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from yuetan_desktop.ui import icons
from yuetan_desktop.ui.theme import Color, Type, theme
from yuetan_desktop.ui.widgets import paint
from yuetan_desktop.ui.widgets.buttons import LINK, PRIMARY, SECONDARY, Button, IconButton
from yuetan_desktop.ui.widgets.labels import Label, rule

Action = tuple[str, Callable[[], None]]


def column(parent: QWidget | None = None, *, margins: int = 0, gap: int = 0) -> QVBoxLayout:
    layout = QVBoxLayout(parent) if parent is not None else QVBoxLayout()
    layout.setContentsMargins(margins, margins, margins, margins)
    layout.setSpacing(gap)
    return layout


def row(parent: QWidget | None = None, *, margins: int = 0, gap: int = 8) -> QHBoxLayout:
    layout = QHBoxLayout(parent) if parent is not None else QHBoxLayout()
    layout.setContentsMargins(margins, margins, margins, margins)
    layout.setSpacing(gap)
    return layout


def surface(kind: str) -> QWidget:
    """A plain widget with one of the named grounds: header, white, sub, band, foot, status."""
    widget = QWidget()
    widget.setProperty("surface", kind)
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    return widget


def scrolling(content: QWidget) -> QScrollArea:
    """A frameless vertical scroll area around `content`."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(content)
    return area


class Panel(QFrame):
    """A white panel: a header row (title, secondary text, things at the right) and a body.

    Add to `body`; put buttons, links or segments into the header with `add_to_header`. A thin
    line parts the two, unless the body is running text or a form (`lined=False`). `inset` is where
    the title begins: 12 over a table, 16 over words and fields.
    """

    def __init__(
        self,
        title: str,
        subtitle: str = "",
        *,
        lined: bool = True,
        inset: int = 12,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("surface", "panel")
        self.setAccessibleName(title)
        self.header = QWidget()
        self._header_row = row(self.header)
        self._header_row.setContentsMargins(inset, 3, inset, 3)
        self.title = Label(title, Type.SECTION_TITLE)
        self.subtitle = Label(subtitle, Type.SMALL, Color.INK3)
        self._header_row.addWidget(self.title)
        self._header_row.addWidget(self.subtitle)
        self._header_row.addStretch()
        self.body = column()
        whole = column(self)
        whole.setContentsMargins(1, 1, 1, 1)
        whole.addWidget(self.header)
        if lined:
            whole.addWidget(rule(light=True))
        whole.addLayout(self.body, 1)
        self._restyle()
        theme().changed.connect(self._restyle)

    def add_to_header(self, widget: QWidget) -> None:
        self._header_row.addWidget(widget)

    def add_beside_title(self, widget: QWidget) -> None:
        """A chip that belongs to the title, before what stands at the right."""
        self._header_row.insertWidget(self._header_row.indexOf(self.title) + 1, widget)

    def _restyle(self) -> None:
        self.header.setMinimumHeight(theme().row(39, 31))


class SidePanel(QWidget):
    """A panel at the right: header band, scrolling sections, fixed foot. Esc or × closes it."""

    closed = Signal()

    def __init__(
        self, name: str, *, heading: Label | None = None, parent: QWidget | None = None
    ) -> None:
        """`heading`: another look of the band's words than the title of an object."""
        super().__init__(parent)
        self.setProperty("surface", "side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(name)
        self.band = surface("band")
        self.band_row = row(self.band)
        self.band_row.setContentsMargins(16, 0, 8, 0)
        self.heading = heading or Label("", Type.OBJECT_TITLE)
        self.band_row.addWidget(self.heading)
        self._chips = row(gap=6)
        self.band_row.addLayout(self._chips)
        self.band_row.addStretch()
        self.close_button = IconButton("x", "收起侧栏", keys="F4", height=28, flat=True)
        self.close_button.clicked.connect(self.closed)
        self.band_row.addWidget(self.close_button)
        self._content = surface("white")
        self.sections = column(self._content)
        self.sections.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._scroll = scrolling(self._content)
        self.foot = surface("foot")
        self.foot_row = row(self.foot)
        self.foot_row.setContentsMargins(16, 10, 16, 10)
        whole = column(self)
        whole.setContentsMargins(1, 0, 0, 0)
        whole.addWidget(self.band)
        whole.addWidget(self._scroll, 1)
        whole.addWidget(self.foot)
        self._restyle()
        theme().changed.connect(self._restyle)

    def set_heading(self, text: str, chips: Sequence[QWidget] = ()) -> None:
        self.heading.setText(text)
        clear(self._chips)
        for chip in chips:
            self._chips.addWidget(chip)

    def set_sections(self, widgets: Sequence[QWidget]) -> None:
        """Replace everything between the band and the foot."""
        clear(self.sections)
        for widget in widgets:
            self.sections.addWidget(widget)
        self.settle()

    def settle(self) -> None:
        """Lay the sections out now: the scroll area would keep the height of those before them."""
        for number in range(self.sections.count()):
            widget = self.sections.itemAt(number).widget()
            if widget is not None:
                widget.show()
                if (inside := widget.layout()) is not None:
                    inside.activate()
        self.sections.activate()

    def scroll_to(self, widget: QWidget) -> None:
        self._scroll.ensureWidgetVisible(widget, 0, 24)
        self._scroll.horizontalScrollBar().setValue(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _restyle(self) -> None:
        self.band.setFixedHeight(theme().row(44, 40))


class Banner(QFrame):
    """One line across a page: the most urgent fact, in bold, then words, then up to two links."""

    COLORS: ClassVar = {
        "warn": (Color.WARN_TINT, Color.WARN_LINE, Color.WARN_EDGE, Color.WARN, "clock"),
        "bad": (Color.BAD_TINT, Color.BAD_LINE, Color.BAD, Color.BAD, "circle-alert"),
        "info": (Color.ACCENT_TINT, Color.ACCENT_LINE, Color.ACCENT, Color.ACCENT_HOVER, "info"),
        "ok": (Color.OK_TINT, Color.OK_LINE, Color.OK, Color.OK, "circle-check"),
    }

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind, self._icon = "info", "info"
        self._height, self._radius = 40, 4
        self._fact = Label("", Type.BODY_BOLD)
        self._words = Label("", Type.BODY, Color.INK2)
        self._words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._links = row(gap=12)
        whole = row(self)
        whole.setContentsMargins(40, 0, 16, 0)
        whole.addWidget(self._fact)
        whole.addWidget(self._words, 1)
        whole.addLayout(self._links)
        self._restyle()
        theme().changed.connect(self._restyle)
        self.hide()

    def show_fact(
        self,
        fact: str,
        words: str = "",
        *,
        kind: str = "info",
        icon: str | None = None,
        links: Sequence[Action] = (),
    ) -> None:
        """Kinds: info, warn, bad, ok."""
        self._kind, self._icon = kind, icon or self.COLORS[kind][4]
        self._fact.setText(fact)
        self._fact.set_color(self.COLORS[kind][3])
        self._words.setText(words)
        self._words.setToolTip(words)
        self.setAccessibleName(f"{fact} {words}".strip())
        clear(self._links)
        for text, act in links:
            link = Button(text, LINK)
            link.clicked.connect(lambda _=False, act=act: act())
            self._links.addWidget(link)
        self.show()
        self.update()

    def make_strip(self) -> None:
        """A lower strip across the whole window, without round corners."""
        self._height, self._radius = 28, 0
        self._restyle()

    def _restyle(self) -> None:
        self.setFixedHeight(theme().row(self._height))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        fill, line, edge, ink, _icon = self.COLORS[self._kind]
        rect = QRectF(self.rect())
        paint.box(painter, rect, fill=fill, line=line, radius=self._radius)
        painter.setClipRect(QRectF(0, 0, 4, rect.height()))
        paint.box(painter, QRectF(0, 0, 12, rect.height()), fill=edge, radius=self._radius)
        painter.setClipping(False)
        icons.paint(painter, self._icon, 16, rect.center().y() - 8, 16, ink)


class EmptyState(QWidget):
    """What belongs here, why it is empty, one primary act and up to two others; 560 px wide."""

    def __init__(
        self,
        icon: str,
        title: str,
        words: str,
        *,
        primary: Action | None = None,
        others: Sequence[Action] = (),
        extra: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon = icon
        inner = column(gap=8)
        inner.setAlignment(Qt.AlignmentFlag.AlignCenter)
        inner.addWidget(_Disc(icon), 0, Qt.AlignmentFlag.AlignHCenter)
        inner.addSpacing(8)
        inner.addWidget(Label(title, Type.PAGE_TITLE), 0, Qt.AlignmentFlag.AlignHCenter)
        text = Label(words, Type.BODY, Color.INK2, wrap=True)
        text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        text.setFixedWidth(560)
        # An aligned item is not asked for its height at that width.
        text.setMinimumHeight(text.heightForWidth(560))
        inner.addWidget(text, 0, Qt.AlignmentFlag.AlignHCenter)
        buttons = row()
        buttons.addStretch()
        for index, (name, act) in enumerate([*([primary] if primary else []), *others]):
            button = Button(name, PRIMARY if primary and index == 0 else SECONDARY)
            button.clicked.connect(lambda _=False, act=act: act())
            buttons.addWidget(button)
        buttons.addStretch()
        inner.addSpacing(8)
        inner.addLayout(buttons)
        if extra is not None:
            inner.addSpacing(16)
            extra.setFixedWidth(560)
            inner.addWidget(extra, 0, Qt.AlignmentFlag.AlignHCenter)
        whole = column(self, margins=16)
        whole.addStretch(2)
        whole.addLayout(inner)
        whole.addStretch(3)
        self.setAccessibleName(title)


class _Disc(QWidget):
    def __init__(self, icon: str) -> None:
        super().__init__()
        self._icon = icon

    def sizeHint(self) -> QSize:
        return QSize(80, 80)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        side = min(self.width(), self.height())
        disc = QRectF((self.width() - side) / 2, 0, side, side)
        paint.box(painter, disc, fill=Color.ACCENT_TINT, radius=side / 2)
        center = disc.center()
        icons.paint(painter, self._icon, center.x() - 18, center.y() - 18, 36, Color.ACCENT)


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and let it go."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear(inner)
