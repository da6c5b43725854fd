"""Search in the window: typed, chosen with the arrow keys, opened with Enter."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLabel, QListView

from tests.hands import key_click
from yuetan_desktop.services import casefiles, observations
from yuetan_desktop.ui.main_window import MainWindow
from yuetan_desktop.ui.table_model import RECORD

pytestmark = pytest.mark.looking


def typed(window: MainWindow, qtbot: Any, text: str) -> Any:
    """Ctrl+K and the text, as a clerk does; returns the box."""
    key_click(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    page = window.current_page
    assert page is not None
    box = page.header.search
    if text.isascii():
        qtbot.keyClicks(box, text)
    else:  # as an input method hands over characters
        QApplication.sendEvent(box, _committed(text))
    return box


def _committed(text: str) -> QInputMethodEvent:
    event = QInputMethodEvent()
    event.setCommitString(text)
    return event


def listed(window: MainWindow) -> list[Any]:
    view = next(v for v in window.findChildren(QListView) if v.accessibleName() == "搜索结果")
    model = view.model()
    return [model.index(row, 0).data(RECORD) for row in range(model.rowCount())]


def test_initials_open_a_unit(
    window: MainWindow, qtbot: Any, place_id: Callable[[str], int]
) -> None:
    box = typed(window, qtbot, "lxx")
    assert [hit.title for hit in listed(window) if hit.group == "单位"] == ["岚溪县"]
    key_click(box, Qt.Key.Key_Return)
    page: Any = window.current_page
    assert page.key == "dashboard"
    assert page.side.isVisible()
    assert "岚溪县" in page.side.heading.text()
    assert box.text() == ""


def test_arrows_choose_and_enter_opens_the_case(window: MainWindow, qtbot: Any) -> None:
    file = casefiles.list_cases(window.desk.ws)[0]
    box = typed(window, qtbot, file.basis.place.name)
    wanted = next(n for n, hit in enumerate(listed(window)) if hit.group == "案件")
    for _ in range(wanted):
        key_click(box, Qt.Key.Key_Down)
    key_click(box, Qt.Key.Key_Return)
    page: Any = window.current_page
    assert page.key == "case"
    assert page.view.file.basis.place.name == file.basis.place.name


def test_words_of_the_regulation_open_the_clause(window: MainWindow, qtbot: Any) -> None:
    box = typed(window, qtbot, "秸秆禁烧工作不力")
    assert [hit.title for hit in listed(window)] == ["第六条（七）　秸秆焚烧通报"]
    key_click(box, Qt.Key.Key_Return)
    page: Any = window.current_page
    assert (page.key, page.rule_id) == ("rules", "6.7")


def test_a_file_name_opens_its_import(window: MainWindow, qtbot: Any) -> None:
    batch = observations.list_batches(window.desk.ws)[-1]
    box = typed(window, qtbot, batch.file_name)
    key_click(box, Qt.Key.Key_Return)
    page: Any = window.current_page
    assert page.key == "data"
    assert page.view("batches").table.current_record().file_name == batch.file_name


def test_escape_leaves_the_search(window: MainWindow, qtbot: Any) -> None:
    box = typed(window, qtbot, "lxx")
    key_click(box, Qt.Key.Key_Escape)
    assert box.text() == ""
    assert not box.hasFocus()


@pytest.mark.acting
def test_what_was_just_written_is_found(window: MainWindow, qtbot: Any) -> None:
    from yuetan_desktop.domain.place import Place, PlaceKind
    from yuetan_desktop.services import places

    box = typed(window, qtbot, "xinzhen")
    assert window.desk is not None
    new = Place(0, "辛圳新区", PlaceKind.ZONE)
    window.desk.tasks.run("登记", lambda ws, _: places.register(ws, [new]))
    box.clear()
    qtbot.keyClicks(box, "xzxq")
    assert [hit.title for hit in listed(window)] == ["辛圳新区"]


def test_nothing_found_is_said(window: MainWindow, qtbot: Any) -> None:
    box = typed(window, qtbot, "qqqq")
    assert listed(window) == []
    said = [w.text() for w in window.findChildren(QLabel) if w.isVisible()]
    assert "没有找到“qqqq”" in said
    key_click(box, Qt.Key.Key_Down)
    key_click(box, Qt.Key.Key_Return)
    assert window.current_page is not None
    assert window.current_page.key == "dashboard"
