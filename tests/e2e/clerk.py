"""A clerk at the real window: what is called by its name is found, clicked and typed into.

Names are those that a screen reader says; nothing behind the window is touched.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QDateEdit,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTableView,
    QWidget,
)

from tests.hands import active_window, type_words
from yuetan_desktop.app import Program

Key = Qt.Key
CTRL, NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier
EDITORS = (QLineEdit, QPlainTextEdit, QComboBox, QDateEdit)


def name_of(widget: QWidget) -> str:
    return widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")


def words_of(widget: QWidget) -> str:
    """What can be read there."""
    kinds = (QLabel, QAbstractButton)
    shown = [w for kind in kinds for w in widget.findChildren(kind) if w.isVisible()]
    return "\n".join(w.text() or w.toolTip() or w.accessibleName() for w in shown)


class Clerk:
    """The one who sits at the program's window."""

    def __init__(self, program: Program, qtbot: Any) -> None:
        self.program, self.window, self.qtbot = program, program.window, qtbot

    # -- waiting --------------------------------------------------------------------------------
    def wait(self, until: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(until()))

    def settle(self) -> None:
        """Until no work is running."""
        self.wait(lambda: self.program.tasks is not None and not self.program.tasks.is_busy)

    # -- finding --------------------------------------------------------------------------------
    @property
    def page(self) -> Any:
        found = self.window.current_page
        assert found is not None
        return found

    @property
    def words(self) -> str:
        """Everything the window says now."""
        return words_of(self.window)

    def find(self, name: str, kind: type[Any] | tuple[type[Any], ...], within: QWidget) -> Any:
        """The one visible widget of that kind and name."""
        kinds = kind if isinstance(kind, tuple) else (kind,)
        found = [
            widget
            for one in kinds
            for widget in within.findChildren(one)
            if name_of(widget) == name and widget.isVisible()
        ]
        assert found, f"{name} is nowhere: {words_of(within)}"
        return found[0]

    # -- acting ---------------------------------------------------------------------------------
    def click(self, name: str, within: QWidget | None = None) -> None:
        """The button of that name, which must take a click."""
        button = self.find(name, QAbstractButton, within or self.window)
        assert button.isEnabled(), f"{name}: {button.toolTip()}"
        self.point_at(button)
        QApplication.processEvents()

    def point_at(self, widget: QWidget, where: QPoint | None = None) -> None:
        left = Qt.MouseButton.LeftButton
        QTest.mouseClick(widget, left, NONE, where or widget.rect().center())

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        window = active_window()
        QTest.keyClick(QApplication.focusWidget() or window, key, modifier)
        QApplication.processEvents()

    def lines(self, table: str) -> list[str]:
        """What the lines of a table say, from top to bottom."""
        view = self.find(table, QTableView, self.window)
        model = view.model()
        columns = range(model.columnCount())
        return [
            "\n".join(str(model.index(row, n).data() or "") for n in columns)
            for row in range(model.rowCount())
        ]

    def open_row(self, table: str, text: str) -> None:
        """The line of a table in which this stands, chosen by mouse and opened with Enter."""
        view = self.find(table, QTableView, self.window)
        row = next((n for n, line in enumerate(self.lines(table)) if text in line), None)
        assert row is not None, f"{text} is no line of {table}"
        shown = next(n for n in range(view.model().columnCount()) if not view.isColumnHidden(n))
        cell = view.model().index(row, shown)
        view.scrollTo(cell)
        self.point_at(view.viewport(), view.visualRect(cell).center())
        self.press(Key.Key_Return)

    def choose_from(self, opener: str, words: str) -> None:
        """Open a menu by its button and take the line that says this."""
        missed: list[str] = []

        def take() -> None:
            menu = QApplication.activePopupWidget()
            assert isinstance(menu, QMenu)
            action = next((one for one in menu.actions() if one.text() == words), None)
            if action is None:
                missed.extend(one.text() for one in menu.actions())
                menu.close()
                return
            menu.setActiveAction(action)
            QTest.keyClick(menu, Key.Key_Return)

        QTimer.singleShot(0, take)
        self.click(opener)
        assert not missed, f"{words} is not offered: {missed}"

    # -- typing ---------------------------------------------------------------------------------
    def enter(self, within: QWidget, name: str, words: str) -> None:
        """Say something in the field of that name, in place of what stands there."""
        editor = self.find(name, EDITORS, within)
        editor.setFocus(Qt.FocusReason.TabFocusReason)
        if isinstance(editor, QDateEdit):
            self._enter_day(editor, words)
        elif isinstance(editor, QComboBox) and not editor.isEditable():
            self._enter_choice(editor, words)
        else:
            target = editor.lineEdit() if isinstance(editor, QComboBox) else editor
            QTest.keyClick(target, Key.Key_A, CTRL)
            type_words(words, target)
        QApplication.processEvents()

    def _enter_day(self, editor: QDateEdit, day: str) -> None:
        """As digits, from the year on."""
        editor.setSelectedSection(QDateEdit.Section.YearSection)
        QTest.keyClicks(editor, day.replace("-", ""))
        assert editor.date().toString("yyyy-MM-dd") == day, editor.text()

    def _enter_choice(self, editor: QComboBox, words: str) -> None:
        """With the arrow keys, as far as needed."""
        QTest.keyClick(editor, Key.Key_Home)
        for _ in range(editor.count()):
            if editor.currentText() == words:
                return
            QTest.keyClick(editor, Key.Key_Down)
        raise AssertionError(f"{words} is no choice of {name_of(editor)}")

    def fill(self, said: Mapping[str, str]) -> Callable[[Any], None]:
        """What to do in the dialog that opens: fill it and confirm it with Ctrl+Enter. `left` then
        says what it still shows; nothing when it closed."""

        def act(dialog: Any) -> None:
            self.left = self._fill(dialog, said)

        self.left = "the dialog never opened"
        return act

    def fill_and_agree(self, said: Mapping[str, str]) -> Callable[[Any], None]:
        """The same where the program asks first: its box is ticked, and the act confirmed."""

        def act(form: Any) -> None:
            self._over(form, agree)
            self.left = self._fill(form, said)

        def agree(question: Any) -> None:
            question.findChild(QCheckBox).click()
            QTest.keyClick(question, Key.Key_Return, CTRL)

        self.left = "the dialog never opened"
        return act

    def fill_refused(self, said: Mapping[str, str]) -> Callable[[Any], None]:
        """The same where the program refuses: `refusal` is its sentence, taken away with Esc; the
        form is still open behind it."""

        def act(dialog: Any) -> None:
            self._say(dialog, said)
            self._over(dialog, read)
            self.press(Key.Key_Return, CTRL)
            self.wait(lambda: self.refusal)
            self.settle()

        def read(told: Any) -> None:
            self.refusal = words_of(told)
            QTest.keyClick(told, Key.Key_Escape)

        self.refusal = ""
        return act

    def _over(self, form: Any, act: Callable[[Any], None], tries: int = 500) -> None:
        """Do this in the next dialog that opens over the form."""

        def when_open() -> None:
            over = QApplication.activeModalWidget()
            if over is None or over is form:
                assert tries, "nothing opened over the form"
                QTimer.singleShot(20, lambda: self._over(form, act, tries - 1))
            else:
                act(over)

        QTimer.singleShot(0, when_open)

    def _say(self, dialog: Any, said: Mapping[str, str]) -> None:
        for name, words in said.items():
            self.enter(dialog, name, words)

    def _fill(self, dialog: Any, said: Mapping[str, str]) -> str:
        self._say(dialog, said)
        self.press(Key.Key_Return, CTRL)
        if dialog.isVisible():  # an impatient second time, which must record nothing twice
            self.press(Key.Key_Return, CTRL)
        self.settle()
        return words_of(dialog) if dialog.isVisible() else ""
