"""Buttons: primary, secondary, danger, link, icon-only; and the segmented control."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from yuetan_desktop.ui import icons
from yuetan_desktop.ui.colors import shown
from yuetan_desktop.ui.theme import Color, Type, theme
from yuetan_desktop.ui.widgets import paint

PRIMARY, SECONDARY, DANGER, LINK = "primary", "secondary", "danger", "link"


class Button(QPushButton):
    """A push button with an icon and the key that does the same.

    `keys` is shown as a key cap and in the tooltip; the shortcut itself belongs to the page.
    `height` is 32 (control), 28 (compact) or 24 (in a row).
    """

    def __init__(
        self,
        text: str,
        kind: str = SECONDARY,
        *,
        icon: str = "",
        keys: str = "",
        height: int = 32,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self.kind = kind
        self.icon_name = icon
        self.keys = keys
        self.wanted_height = height
        self._blocked = self._busy = ""  # why it cannot be pressed
        self._moved_to: QWidget | None = None  # the keyboard, while it could not
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)
        if keys:
            self.setToolTip(f"{text}（{keys}）")

    def set_text(self, text: str) -> None:
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()

    def block(self, reason: str) -> None:
        """Disable with the reason in the tooltip; an empty reason enables."""
        self._blocked = reason
        self._say_why()

    def wait_for(self, job: str) -> None:
        """As `block`, while a job runs that it depends on; then what `block` said holds again. The
        keyboard comes back to it, unless it was moved on meanwhile."""
        held = self.window().focusWidget() is self
        self._busy = f"正在{job}" if job else ""
        self._say_why()
        if job:
            self._moved_to = self.window().focusWidget() if held else None
        elif self._moved_to is not None and self.window().focusWidget() is self._moved_to:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def waits(self) -> str:
        """正在…, while a job runs that it depends on; a key that does the same asks here."""
        return self._busy

    def _say_why(self) -> None:
        reason = self._busy or self._blocked
        self.setEnabled(not reason)
        self.setToolTip(reason or (f"{self.text()}（{self.keys}）" if self.keys else ""))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click on what acts is one click: nothing is done twice."""
        if self.kind in {PRIMARY, DANGER}:
            event.accept()
        else:
            super().mouseDoubleClickEvent(event)

    # -- size -----------------------------------------------------------------------------------
    @property
    def _role(self) -> Type:
        if self.kind == LINK or self.wanted_height < 28:
            return Type.SMALL if self.kind != LINK or self.wanted_height < 28 else Type.BODY
        return Type.BODY_BOLD if self.kind == PRIMARY else Type.BODY

    @property
    def _icon_size(self) -> int:
        return 14 if self.wanted_height < 28 and self.text() else 16

    def _parts_width(self) -> tuple[int, int, int]:
        """Widths of icon, text and key cap with the gaps after them."""
        icon = (self._icon_size + (7 if self.text() else 0)) if self.icon_name else 0
        keys = 0
        if self.keys and self.kind != LINK:
            keys = paint.width_of(self.keys, Type.TINY if self.kind == SECONDARY else Type.BODY)
            keys += 18 if self.kind == SECONDARY else 7
        return icon, paint.width_of(self.text(), self._role), keys

    def sizeHint(self) -> QSize:
        side = 0 if self.kind == LINK else 8 if self.wanted_height < 28 else 13
        return QSize(sum(self._parts_width()) + 2 * side, theme().row(self.wanted_height))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    # -- paint ----------------------------------------------------------------------------------
    def _colors(self) -> tuple[str, str | None, str | None]:
        """(ink, fill, line)."""
        if not self.isEnabled():
            fill = None if self.kind == LINK else Color.DISABLED_FILL
            return Color.DISABLED, fill, None if self.kind == LINK else Color.DISABLED_LINE
        hot = self.underMouse() or self.isDown()
        if self.kind == PRIMARY:
            return Color.WHITE, Color.ACCENT_HOVER if hot else Color.ACCENT, None
        if self.kind == LINK:
            return (Color.ACCENT_HOVER if hot else Color.ACCENT), None, None
        if self.kind == DANGER:
            return Color.BAD, Color.BAD_TINT if hot else Color.PANEL, Color.BAD
        line = Color.CONTROL_LINE if hot else Color.BUTTON_LINE
        return Color.INK, Color.SUB if hot else Color.PANEL, line

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        ink, fill, line = self._colors()
        rect = QRectF(self.rect())
        if fill:
            paint.box(painter, rect, fill=fill, line=line)
        icon, words, keys = self._parts_width()
        x = rect.center().x() - (icon + words + keys) / 2
        x = rect.left() if self.kind == LINK else max(x, 4.0)  # flush with what it stands under
        if self.icon_name:
            in_row = self.kind == SECONDARY and self.wanted_height < 28 and self.text()
            color = Color.ACCENT if in_row else ink
            top = rect.center().y() - self._icon_size / 2
            icons.paint(painter, self.icon_name, x, top, self._icon_size, color)
        x += icon
        paint.text(painter, QRectF(x, 0, words + 2, rect.height()), self.text(), self._role, ink)
        if self.kind == LINK and self.underMouse():
            y = rect.center().y() + theme().px(8)
            painter.drawLine(int(x), int(y), int(x + words), int(y))
        if keys:
            self._paint_keys(painter, x + words, rect, ink)

    def _paint_keys(self, painter: QPainter, x: float, rect: QRectF, ink: str) -> None:
        if self.kind != SECONDARY:
            where = QRectF(x + 7, 0, rect.right() - x, rect.height())
            soft = ink if ink != Color.WHITE else Color.ACCENT_LINE
            paint.text(painter, where, self.keys, Type.BODY, soft)
            return
        key_cap(painter, x + 7, rect.center().y(), self.keys)


def key_cap(painter: QPainter, x: float, middle: float, keys: str) -> None:
    """A key's name in a small frame, 11 px: the minimum of the type scale."""
    height = theme().px(18)
    width = paint.width_of(keys, Type.TINY) + 10
    cap = QRectF(round(x), round(middle - height / 2), width, height)
    paint.box(painter, cap, fill=Color.SUB, line=Color.LINE, radius=3)
    paint.text(painter, cap, keys, Type.TINY, Color.INK3, paint.CENTER)


class IconButton(Button):
    """A button with an icon only; its name is spoken and shown as `名称（快捷键）`."""

    def __init__(
        self,
        icon: str,
        name: str,
        *,
        keys: str = "",
        height: int = 32,
        flat: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", SECONDARY, icon=icon, height=height, parent=parent)
        self.flat = flat
        self.setAccessibleName(name)
        self.setToolTip(f"{name}（{keys}）" if keys else name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        side = theme().row(self.wanted_height)
        return QSize(min(side, self.wanted_height + 8) if self.flat else side, side)

    def _colors(self) -> tuple[str, str | None, str | None]:
        ink, fill, line = super()._colors()
        if self.flat and not self.underMouse():
            return Color.INK2 if self.isEnabled() else Color.BUTTON_LINE, None, None
        return ink, fill, line


class SegmentedControl(QWidget):
    """One of a few views: `changed(key)` fires on a choice made by the clerk."""

    changed = Signal(object)

    def __init__(
        self,
        options: Sequence[tuple[Any, str]],
        *,
        name: str = "视图",
        height: int = 32,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._segments: dict[Any, _Segment] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for index, (key, text) in enumerate(options):
            segment = _Segment(text, height, first=index == 0, last=index == len(options) - 1)
            segment.setAccessibleDescription(name)
            segment.clicked.connect(lambda _=False, key=key: self._choose(key))
            self._segments[key] = segment
            row.addWidget(segment)
        self.set_current(options[0][0])

    @property
    def current(self) -> Any:
        return next((k for k, segment in self._segments.items() if segment.isChecked()), None)

    def set_current(self, key: Any) -> None:
        """Show `key` as chosen without firing `changed`; None shows no choice."""
        for other, segment in self._segments.items():
            segment.setChecked(other == key)

    def focus_current(self) -> None:
        """Give the keyboard to the chosen segment."""
        if self.current is not None:
            self._segments[self.current].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def set_text(self, key: Any, text: str) -> None:
        """Change a segment's words, such as its count."""
        self._segments[key].setText(text)
        self._segments[key].updateGeometry()

    def _choose(self, key: Any) -> None:
        self.set_current(key)
        self.changed.emit(key)

    def keyPressEvent(self, event: Any) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(event.key())
        keys = list(self._segments)
        if step is None or self.current is None:
            super().keyPressEvent(event)
            return
        key = keys[(keys.index(self.current) + step) % len(keys)]
        self._choose(key)
        self._segments[key].setFocus(Qt.FocusReason.TabFocusReason)


class _Segment(QAbstractButton):
    def __init__(self, text: str, height: int, *, first: bool, last: bool) -> None:
        super().__init__()
        self.setText(text)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._wanted, self._first, self._last = height, first, last

    def sizeHint(self) -> QSize:
        width = paint.width_of(self.text(), Type.BODY_BOLD) + 22
        return QSize(width, theme().row(self._wanted))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        on = self.isChecked()
        fill = Color.ACCENT_TINT if on else Color.SUB if self.underMouse() else Color.PANEL
        rect = QRectF(self.rect())
        painter.setClipRect(rect)
        # Inner ends reach beyond the clip, so that only the outer corners are round.
        shape = rect.adjusted(0 if self._first else -6, 0, 0 if self._last else 6, 0)
        paint.box(painter, shape, fill=fill, line=Color.BUTTON_LINE, radius=4)
        if not self._last:
            painter.fillRect(
                QRectF(rect.right() - 1, 1, 1, rect.height() - 2), shown(Color.BUTTON_LINE)
            )
        role = Type.BODY_BOLD if on else Type.BODY
        ink = Color.ACCENT_HOVER if on else Color.INK2
        paint.text(painter, rect, self.text(), role, ink, paint.CENTER)

    def event(self, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.HoverEnter, QEvent.Type.HoverLeave}:
            self.update()
        return super().event(event)
