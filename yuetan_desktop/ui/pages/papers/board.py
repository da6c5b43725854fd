"""The grey board with a paper's pages on it: the 版心 and what is still blank drawn over them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from yuetan_desktop.services.paperwork import PageImage, Spot
from yuetan_desktop.ui.colors import shown
from yuetan_desktop.ui.theme import Color, Type, theme

PAGE_GAP = 24
A4_MM = (210.0, 297.0)
# GB/T 9704—2012：天头 37、订口 28、版心 156×225 毫米。
TEXT_AREA_MM = (28.0, 37.0, 156.0, 225.0)
SCREEN_DPI = 96


class Board(QWidget):
    """Pages side by side or under each other, at a zoom."""

    def __init__(self) -> None:
        super().__init__()
        self.pages: list[QImage] = []
        self.columns = 2
        self.zoom = 0.6
        self.shows_margins = False
        self.blanks: Sequence[Spot] = ()
        self.shows_blanks = True
        self.caret: Sequence[Spot] = ()  # where the field stands that is being edited
        self._words = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("文书页面")

    def set_pages(self, pages: list[QImage], blanks: Sequence[Spot] = ()) -> None:
        self.pages, self.blanks = pages, blanks
        self.setAccessibleDescription(f"共 {len(pages)} 页")
        self._resize()

    def say(self, words: str) -> None:
        """Words in place of pages, while there are none."""
        self._words = words
        self.update()

    def outline(self, spots: Sequence[Spot]) -> None:
        """Frame where the caret's field stands on the pages."""
        self.caret = spots
        self.update()

    def set_zoom(self, zoom: float) -> None:
        self.zoom = zoom
        self._resize()

    def set_columns(self, columns: int) -> None:
        self.columns = columns
        self._resize()

    def page_size(self) -> tuple[int, int]:
        scale = self.zoom * SCREEN_DPI / 25.4
        return round(A4_MM[0] * scale), round(A4_MM[1] * scale)

    def row_height(self) -> int:
        return self.page_size()[1] + PAGE_GAP

    def page_at(self, scroll: int) -> int:
        row_number = (scroll + self.row_height() // 2) // self.row_height()
        return min(row_number * self.columns, max(len(self.pages) - 1, 0))

    def sizeHint(self) -> QSize:
        width, height = self.page_size()
        rows = -(-len(self.pages) // self.columns) if self.pages else 1
        return QSize(self.columns * (width + PAGE_GAP), rows * (height + PAGE_GAP) + PAGE_GAP)

    def _resize(self) -> None:
        self.setMinimumSize(self.sizeHint())
        self.updateGeometry()
        self.update()

    def _rect(self, number: int) -> QRectF:
        width, height = self.page_size()
        across = min(self.columns, max(len(self.pages), 1))
        left = (self.width() - across * width - (across - 1) * PAGE_GAP) / 2
        row_number, place = divmod(number, self.columns)
        return QRectF(
            left + place * (width + PAGE_GAP),
            PAGE_GAP + row_number * (height + PAGE_GAP),
            width,
            height,
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), shown(Color.BOARD))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if not self.pages:
            painter.setFont(theme().font(Type.BODY))
            painter.setPen(shown(Color.INK2))
            middle = Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(
                self.visibleRegion().boundingRect().adjusted(48, 72, -48, 0), middle, self._words
            )
        for number, page in enumerate(self.pages):
            rect = self._rect(number)
            painter.drawImage(rect, page)
            painter.setPen(QPen(shown(Color.BUTTON_LINE)))
            painter.drawRect(rect)
            if self.shows_margins:
                self._draw_margins(painter, rect)
            if self.shows_blanks:
                self._draw_blanks(painter, rect, [s for s in self.blanks if s.page == number])
            painter.setPen(QPen(shown(Color.ACCENT), 2))
            for spot in self.caret:
                if spot.page == number:
                    painter.drawRect(_box(rect, spot).adjusted(-2, -2, 2, 2))

    @staticmethod
    def _draw_margins(painter: QPainter, rect: QRectF) -> None:
        scale = rect.width() / A4_MM[0]
        left, top, width, height = (value * scale for value in TEXT_AREA_MM)
        painter.setPen(QPen(shown(Color.ACCENT), 1, Qt.PenStyle.DashLine))
        painter.drawRect(QRectF(rect.left() + left, rect.top() + top, width, height))

    @staticmethod
    def _draw_blanks(painter: QPainter, rect: QRectF, spots: Sequence[Spot]) -> None:
        """A frame and a tint, so that it is told without colour too."""
        tint = shown(Color.BAD)
        tint.setAlpha(36)
        painter.setPen(QPen(shown(Color.BAD), 1))
        for spot in spots:
            painter.fillRect(_box(rect, spot), tint)
            painter.drawRect(_box(rect, spot))


def _box(page: QRectF, spot: Spot) -> QRectF:
    return QRectF(
        page.left() + spot.left * page.width(),
        page.top() + spot.top * page.height(),
        spot.width * page.width(),
        spot.height * page.height(),
    )


def as_image(page: PageImage) -> QImage:
    """A picture Qt can draw; it holds its own pixels."""
    shape = page.width, page.height, page.stride
    return QImage(page.pixels, *shape, QImage.Format.Format_RGB888).copy()
