"""Form fields: a label, the editor, and a line under it for the rule that is broken or kept."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QSpacerItem,
    QWidget,
)

from yuetan_desktop.ui import icons
from yuetan_desktop.ui.theme import Color, Type, theme
from yuetan_desktop.ui.widgets import paint
from yuetan_desktop.ui.widgets.containers import column, row
from yuetan_desktop.ui.widgets.labels import Label


class Field(QWidget):
    """`Field("联系电话", QLineEdit(), required=True)`; `check(...)` writes the line under it."""

    def __init__(
        self,
        label: str,
        editor: QWidget,
        *,
        required: bool = False,
        hint: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.label, self.editor, self.required, self._hint = label, editor, required, hint
        editor.setAccessibleName(label)
        self.setFocusProxy(editor)
        head = row(gap=4)
        name = Label(label, Type.SMALL, Color.INK2)
        # The name stays close over its editor, however high the field is made.
        name.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        name.setBuddy(editor)
        head.addWidget(name)
        if required:
            star = Label("*", Type.SMALL, Color.BAD)
            star.setAccessibleName("必填")
            star.setSizePolicy(name.sizePolicy())
            head.addWidget(star)
        head.addItem(QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed))
        self.head = head
        self._line = _FieldLine()
        self._whole = column(self, gap=2)
        self._whole.addLayout(head)
        self._whole.addWidget(editor)
        self._whole.addWidget(self._line)
        self._whole.addItem(QSpacerItem(0, 0))
        self.clear_check()

    def add_below(self, widget: QWidget) -> None:
        """A link under the sentence, such as the value offered instead."""
        self._whole.addWidget(widget)

    def fail(self, sentence: str) -> None:
        """Mark as wrong with the rule: 缺联系电话，通知要素不完整（第十二条）."""
        self._mark(True)
        self._line.show_line("circle-alert", sentence, Color.BAD)
        self.editor.setAccessibleDescription(sentence)

    def warn(self, sentence: str) -> None:
        self._mark(False)
        self._line.show_line("triangle-alert", sentence, Color.WARN)
        self.editor.setAccessibleDescription(sentence)

    def approve(self, sentence: str) -> None:
        """Say which rule is kept: 提前 4 个工作日，符合第十二条."""
        self._mark(False)
        self._line.show_line("circle-check", sentence, Color.OK)
        self.editor.setAccessibleDescription(sentence)

    def tell(self, sentence: str) -> None:
        """Say what is known before anything is chosen: 最早可于 2026-01-23 约谈."""
        self._hint = sentence
        self.clear_check()

    def clear_check(self) -> None:
        self._mark(False)
        self._line.show_line("", self._hint, Color.INK3)
        self.editor.setAccessibleDescription(self._hint)

    @property
    def is_failed(self) -> bool:
        return bool(self.editor.property("invalid") == "true")

    def _mark(self, wrong: bool) -> None:
        self.editor.setProperty("invalid", "true" if wrong else "false")
        self.editor.style().unpolish(self.editor)
        self.editor.style().polish(self.editor)


class _FieldLine(QWidget):
    """Icon and sentence under a field, wrapping; takes no room when empty."""

    def __init__(self) -> None:
        super().__init__()
        self._icon, self._color = "", str(Color.INK3)
        self._words = Label("", Type.SMALL, Color.INK3, wrap=True)
        self._row = row(self, gap=0)
        self._row.addWidget(self._words, 1)
        self.hide()

    def show_line(self, icon: str, words: str, color: str) -> None:
        self._icon, self._color = icon, color
        self._words.setText(words)
        self._words.set_color(color)
        self._row.setContentsMargins(19 if icon else 0, 0, 0, 0)
        self.setVisible(bool(words))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._icon:
            icons.paint(QPainter(self), self._icon, 0, 2, 14, self._color)


class ComboBox(QComboBox):
    """A combo box of (key, words); the wheel scrolls the page, not the choice."""

    def __init__(self, options: list[tuple[object, str]] | None = None, *, name: str = "") -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)
        self.setMaxVisibleItems(16)
        self.set_options(options or [])

    def set_options(self, options: list[tuple[object, str]]) -> None:
        """Replace the options, keeping the chosen key where it still exists."""
        key = self.key
        self.blockSignals(True)
        self.clear()
        for option, words in options:
            self.addItem(words, option)
        self.set_key(key)
        self.blockSignals(False)

    @property
    def key(self) -> object:
        return self.currentData()

    def set_key(self, key: object) -> None:
        for index in range(self.count()):
            if self.itemData(index) == key:
                self.setCurrentIndex(index)
                return

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class LabelledCombo(ComboBox):
    """A combo box with its name inside the frame: 责任单位 全部 ⌄; accent when it filters.

    The first option means 全部; with `filters=False` every option is as good as another.
    """

    def __init__(
        self,
        label: str,
        options: list[tuple[object, str]] | None = None,
        *,
        filters: bool = True,
    ) -> None:
        self._label, self._filters = label, filters
        self._brief = False
        super().__init__(options, name=label)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)

        self.currentIndexChanged.connect(lambda _: self.updateGeometry())

    def set_brief(self, brief: bool) -> None:
        """Where room is short: a filter says what it filters by, or else only its name."""
        if brief != self._brief:
            self._brief = brief
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        return self._size(*self._words())

    def whole_size(self) -> QSize:
        """With the name and the choice, whether or not there is room for both."""
        return self._size(self._label, self.currentText())

    def _size(self, label: str, choice: str) -> QSize:
        """As wide as the choice made; a choice that is no filter keeps room for every option."""
        wide = paint.width_of(choice) if self._filters else self._widest()
        return QSize(paint.width_of(label) + wide + 50, theme().row(32))

    def _words(self) -> tuple[str, str]:
        """Name and choice, as they are painted."""
        if not self._brief:
            return self._label, self.currentText()
        return "", self.currentText() if self.currentIndex() > 0 else self._label

    def _widest(self) -> int:
        return max((paint.width_of(self.itemText(n)) for n in range(self.count())), default=0)

    def showPopup(self) -> None:
        self.view().setMinimumWidth(self._widest() + 40)
        super().showPopup()

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        active = self._filters and self.currentIndex() > 0
        focused = self.hasFocus()
        line = Color.ACCENT if active or focused else Color.CONTROL_LINE
        fill = Color.ACCENT_TINT if active else Color.PANEL
        rect = QRectF(self.rect())
        paint.box(painter, rect, fill=fill, line=line, width=2 if focused else 1)
        x = 9.0
        label, choice = self._words()
        if label:
            width = paint.width_of(label)
            where = QRectF(x, 0, width + 2, rect.height())
            paint.text(painter, where, label, Type.BODY, Color.INK3)
            x += width + 7
        where = QRectF(x, 0, rect.right() - x - 24, rect.height())
        paint.text(painter, where, choice, Type.BODY)
        icons.paint(painter, "chevron-down", rect.right() - 21, rect.center().y() - 7, 14)


class DateField(QDateEdit):
    """A date with a calendar; speaks `datetime.date`. The wheel does not change it."""

    changed = Signal(object)

    def __init__(self, value: date | None = None) -> None:
        super().__init__()
        self.setCalendarPopup(True)
        self.setDisplayFormat("yyyy-MM-dd")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        if value:
            self.set_value(value)
        self.dateChanged.connect(lambda _: self.changed.emit(self.value))

    @property
    def value(self) -> date:
        found = self.date()
        return date(found.year(), found.month(), found.day())

    def set_value(self, value: date) -> None:
        self.setDate(QDate(value.year, value.month, value.day))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class OptionalDateField(DateField):
    """A date that starts unsaid, so that no day is recorded which nobody entered.

    The first key or click begins at `today`; Delete makes it unsaid again.
    """

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = QDate(today.year, today.month, today.day)
        self.setMinimumDate(QDate(1900, 1, 1))
        self.setSpecialValueText("未填")
        self.clear_date()
        self.calendarWidget().installEventFilter(self)

    @property
    def is_said(self) -> bool:
        return self.date() != self.minimumDate()

    def clear_date(self) -> None:
        self.setDate(self.minimumDate())

    def stepBy(self, steps: int) -> None:
        if self.is_said:
            super().stepBy(steps)
        else:
            self.setDate(self._today)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace} and not event.modifiers():
            self.clear_date()
            return
        if not self.is_said and event.text().isdigit():
            self.setDate(self._today)
            self.setSelectedSection(QDateEdit.Section.YearSection)
        super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        calendar = self.calendarWidget()
        if watched is calendar and event.type() is QEvent.Type.Show and not self.is_said:
            calendar.setCurrentPage(self._today.year(), self._today.month())
        return super().eventFilter(watched, event)


class TextArea(QPlainTextEdit):
    """Several lines; Tab leaves it, Enter makes a new line."""

    def __init__(self, text: str = "", *, lines: int = 3) -> None:
        super().__init__(text)
        self.setTabChangesFocus(True)
        self._lines = lines
        self._restyle()
        theme().changed.connect(self._restyle)

    def _restyle(self) -> None:
        self.setFixedHeight(self.fontMetrics().lineSpacing() * self._lines + 17)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)


def filter_box(placeholder: str, icon: str = "filter") -> QLineEdit:
    """A text filter with the filter icon (Ctrl+F focuses it on its page), or one that looks
    something up, with the glass of `search`."""
    box = QLineEdit()
    box.setProperty("search", "true")
    box.setPlaceholderText(placeholder)
    box.setAccessibleName(placeholder)
    box.setClearButtonEnabled(True)
    box.addAction(icons.icon(icon, Color.INK3), QLineEdit.ActionPosition.LeadingPosition)
    return box
