"""The keys of every page (ui.md 4.1): what a page does not say itself is done for it here, or the
clerk is told that the page has no such thing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from yuetan_desktop.ui.export_view import export_view
from yuetan_desktop.ui.page import Page
from yuetan_desktop.ui.widgets.buttons import PRIMARY, Button, SegmentedControl
from yuetan_desktop.ui.widgets.field import LabelledCombo

NEW_ICON = "plus"
SAVE = "保存"


def complete(page: Page) -> None:
    """Give a page the keys of the table that it does not use itself."""
    for keys, act in _ACTS.items():
        if keys not in page.keys:
            page.on_key(keys, partial(act, page))
    for keys, by in (("Alt+Left", 1), ("Alt+Right", -1)):
        if keys not in page.keys:
            page.on_key(keys, partial(_step, page, by))


def press_main(page: Page) -> None:
    """Ctrl+Enter: the primary button in sight; a blocked one says why."""
    _press(page, _buttons(page, lambda b: b.kind == PRIMARY), "这一页没有主操作")


def make_new(page: Page) -> None:
    """Ctrl+N: the button with a plus."""
    _press(page, _buttons(page, lambda b: b.icon_name == NEW_ICON), "这一页没有可以新建的内容")


def save(page: Page) -> None:
    """Ctrl+S: 保存 where something is entered; elsewhere everything is stored as it is recorded."""
    found = next(_buttons(page, lambda b: b.text().startswith(SAVE)), None)
    if found is not None:
        _press(page, iter((found,)), "")
    else:
        page.desk.notice("没有需要保存的内容", "登记时即已写入数据库。")


def focus_filter(page: Page) -> None:
    """Ctrl+F: the text filter, else the first choice that narrows what is shown."""
    for kind in (QLineEdit, LabelledCombo, SegmentedControl):
        for widget in page.findChildren(kind):
            if widget.isVisible() and widget.isEnabled() and _is_filter(page, widget):
                if isinstance(widget, SegmentedControl):
                    widget.focus_current()
                else:
                    widget.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return
    page.desk.notice("这一页没有筛选", page.title, kind="warn")


def toggle_side(page: Page) -> None:
    """F4: the pane beside the main area."""
    pane = page.side_pane()
    if pane is None:
        page.desk.notice("这一页没有侧栏", page.title, kind="warn")
        return
    hides_keyboard = pane.isVisible() and pane.isAncestorOf(page.focusWidget() or page)
    pane.setVisible(pane.isHidden())
    if hides_keyboard:
        page.header.search.setFocus(Qt.FocusReason.OtherFocusReason)


def tell_printing(page: Page) -> None:
    """Ctrl+P where nothing goes straight to paper."""
    words = "先按 Ctrl+E 导出，再在 WPS 或 Excel 中打印。"
    page.desk.notice("这一页不直接打印", words, kind="warn")


_ACTS: dict[str, Callable[[Page], None]] = {
    "Ctrl+Return": press_main,
    "Ctrl+N": make_new,
    "Ctrl+S": save,
    "Ctrl+E": export_view,
    "Ctrl+P": tell_printing,
    "Ctrl+F": focus_filter,
    "F4": toggle_side,
}


def _step(page: Page, by: int) -> None:
    """Alt+← the period before, Alt+→ the one after; the list begins with the newest."""
    box: QComboBox | None = page.period_box()
    if box is None:
        page.desk.notice("这一页没有数据期可切换", page.title, kind="warn")
        return
    wanted = box.currentIndex() + by
    if 0 <= wanted < box.count():
        box.setCurrentIndex(wanted)
        box.activated.emit(wanted)
    else:
        page.desk.notice("没有更早的数据期" if by > 0 else "没有更晚的数据期", box.currentText())


def _buttons(page: Page, fits: Callable[[Button], bool]) -> Iterator[Button]:
    """Those in sight, usable ones first."""
    found = [b for b in page.findChildren(Button) if b.isVisible() and fits(b)]
    yield from sorted(found, key=lambda b: not b.isEnabled())


def _press(page: Page, buttons: Iterator[Button], nothing: str) -> None:
    button = next(buttons, None)
    if button is None:
        page.desk.notice(nothing, page.title, kind="warn")
    elif button.isEnabled():
        button.click()
    else:
        page.desk.notice(f"现在不能{button.text()}", button.toolTip(), kind="warn")


def _is_filter(page: Page, widget: QWidget) -> bool:
    """Not the search, and no field that holds data."""
    if isinstance(widget, QLineEdit):
        return widget is not page.header.search and widget.property("search") == "true"
    return True
