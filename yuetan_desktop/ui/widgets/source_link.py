"""The way back to the clerk's own file: `文件.xlsx › 表!单元格` as a link."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QCursor, QGuiApplication
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from yuetan_desktop.domain.facts import Source
from yuetan_desktop.ui.theme import elided, theme
from yuetan_desktop.ui.widgets import paint
from yuetan_desktop.ui.widgets.buttons import LINK, Button
from yuetan_desktop.ui.widgets.containers import row


class SourceLink(Button):
    """`activated(source)`; elides the middle, the tooltip is whole. Right click copies the address,
    or asks for the folder of the stored copy: `folder_asked(source)`."""

    activated = Signal(object)
    folder_asked = Signal(object)

    def __init__(self, source: Source, parent: QWidget | None = None) -> None:
        super().__init__(str(source), LINK, icon="file-spreadsheet", height=24, parent=parent)
        self.source = source
        self.setAccessibleName(f"来源 {source}")
        self.setToolTip(str(source))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda: self.activated.emit(self.source))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, theme().row(20))

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme().row(20))

    def whole_width(self) -> int:
        """What the whole address asks for, however short it stands now."""
        return self._parts_width()[0] + paint.width_of(str(self.source), self._role)

    def resizeEvent(self, event: object) -> None:
        font = theme().font(self._role)
        room = self.width() - self._parts_width()[0]
        self.setText(elided(str(self.source), font, room, middle=True))

    def context_menu(self) -> QMenu:
        """What a right click, or the menu key, offers."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        copy = menu.addAction("复制地址")
        copy.triggered.connect(lambda: QGuiApplication.clipboard().setText(str(self.source)))
        folder = menu.addAction("打开所在文件夹")
        folder.triggered.connect(lambda: self.folder_asked.emit(self.source))
        return menu

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.context_menu().exec(event.globalPos())


def source_menu(
    sources: Sequence[Source], opened: Callable[[Source], object], parent: QWidget
) -> QMenu:
    """Every cell that a computed number stands on, each to be opened."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for source in sources:
        action = menu.addAction(str(source))
        action.triggered.connect(lambda _=False, one=source: opened(one))
    return menu


class SourceLinks(QWidget):
    """The first cell of a number as a link; where it was computed from more, a menu of them all."""

    activated = Signal(object)
    folder_asked = Signal(object)

    def __init__(self, sources: Sequence[Source], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sources = tuple(sources)
        self._line = line = row(self)
        line.setContentsMargins(0, 0, 0, 0)
        self.more: Button | None = None
        self.first = SourceLink(self.sources[0])
        self.first.activated.connect(self.activated)
        self.first.folder_asked.connect(self.folder_asked)
        line.addWidget(self.first, 1)
        if len(self.sources) > 1:
            self.more = Button(f"共 {len(self.sources)} 处", LINK, height=24)
            self.more.setAccessibleName(f"全部 {len(self.sources)} 处来源")
            self.more.setToolTip("这个数值由多处单元格计算，选择一处打开")
            self.more.clicked.connect(lambda: self.menu().popup(QCursor.pos()))
            line.addWidget(self.more)

    def whole_width(self) -> int:
        """What all of it asks for with its address whole."""
        more = self._line.spacing() + self.more.sizeHint().width() if self.more else 0
        return self.first.whole_width() + more

    def menu(self) -> QMenu:
        """Each of the cells."""
        return source_menu(self.sources, self.activated.emit, self)
