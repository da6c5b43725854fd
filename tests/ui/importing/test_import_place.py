"""字段匹配 through the window: the unit of a file that names none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from tests.hands import key_click
from yuetan_desktop.domain.period import Period
from yuetan_desktop.services import observations
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.import_wizard.steps import CHECK, MATCH
from yuetan_desktop.ui.pages.import_wizard.wizard import ImportWizard

from .choosing import Make, say_pm25, stored


@pytest.fixture
def hours(tmp_path: Path) -> Path:
    """A station's hours as its instrument writes them: no unit anywhere, nor in the file's name."""
    lines = ["PM2.5,PM10,time"]
    lines += [f"{30 + h % 3},{60 + h % 5},2026/11/2 {h}:00" for h in range(24)]
    path = tmp_path / "export.csv"
    path.write_text("\n".join(lines), "utf-8")
    return path


def of_november_2nd(desk: Desk) -> set[tuple[str, str]]:
    found = observations.find_values(desk.ws, period=Period.parse("2026-11-02"))
    return {(value.place_name, value.indicator) for value in found}


def test_a_file_that_names_no_unit_leads_to_the_choice_of_one(
    qtbot: Any, wizard: ImportWizard, hours: Path
) -> None:
    wizard.take_files([hours])
    (issue,) = [issue for issue in wizard.review.issues.issues.issues if issue.error]
    assert "把单位名称写进文件名" in issue.message
    assert issue.act == "选定单位"
    wizard.review.next_issue()
    key_click(wizard.review.issues, Qt.Key.Key_Return)
    assert wizard.step == MATCH
    assert wizard.matching.place.hasFocus()


def test_the_unit_is_found_by_pinyin_and_stored_with_every_row(
    qtbot: Any, desk: Desk, wizard: ImportWizard, hours: Path
) -> None:
    wizard.take_files([hours])
    wizard._match_column("")
    box = wizard.matching.place
    qtbot.keyClicks(box.lineEdit(), "ylq")
    popup = box.completer().popup()
    assert popup.isVisible()
    assert popup.model().index(0, 0).data() == "云麓区（县（区））"
    key_click(popup, Qt.Key.Key_Down)
    key_click(popup, Qt.Key.Key_Return)
    assert wizard.session is not None
    assert (wizard.session.place, wizard.session.obstacle()) == ("云麓区", "")
    wizard._go_to_step(CHECK)
    wizard.foot.next.click()
    assert of_november_2nd(desk) == {("云麓区", "pm25"), ("云麓区", "pm10")}


def test_a_new_name_of_a_station_is_offered_for_registration(
    qtbot: Any, desk: Desk, wizard: ImportWizard, hours: Path
) -> None:
    wizard.take_files([hours])
    box = wizard.matching.place
    wizard._match_column("")
    box.lineEdit().insert("云湖大道自建站")
    key_click(box.lineEdit(), Qt.Key.Key_Return)
    wizard._go_to_step(CHECK)
    (line,) = [issue for issue in wizard.review.issues.issues.issues if issue.names]
    assert (line.message, line.act) == (
        "“云湖大道自建站”未登记，可登记为空气点位。", "登记为空气点位",
    )  # fmt: skip
    assert not wizard.foot.next.isEnabled()
    wizard.review.act_wanted.emit(line)
    wizard.foot.next.click()
    assert {place for place, _ in of_november_2nd(desk)} == {"云湖大道自建站"}


def test_letters_that_are_no_unit_are_not_taken_for_a_name(
    qtbot: Any, wizard: ImportWizard, hours: Path
) -> None:
    wizard.take_files([hours])
    wizard._match_column("")
    box = wizard.matching.place
    qtbot.keyClicks(box.lineEdit(), "qqq")
    key_click(box.lineEdit(), Qt.Key.Key_Return)
    assert wizard.session is not None
    assert wizard.session.place == ""
    assert box.currentText() == ""


def test_a_unit_given_for_a_file_with_a_unit_column_changes_nothing(
    desk: Desk, wizard: ImportWizard, make: Make
) -> None:
    wizard.take_files([make()])
    say_pm25(wizard)
    box = wizard.matching.place
    box.setEditText("岚溪县")
    box.lineEdit().editingFinished.emit()
    words = [issue.message for issue in wizard.review.issues.issues.issues]
    assert "表中写有单位，按表中的单位读取；选定的“岚溪县”没有用到。" in words
    wizard._go_to_step(CHECK)
    wizard.foot.next.click()
    assert stored(desk, "pm25") == {("云麓区", "2026-11", 38.3)}
