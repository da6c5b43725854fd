"""The second year's file: what the clerk said in the first year holds, and every press is counted
from the moment the file lies in the window until its values are stored."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication

from tests.services.filesmade import save
from yuetan_desktop.services import observations
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.import_wizard.steps import CHECK, MATCH
from yuetan_desktop.ui.pages.import_wizard.wizard import ImportWizard

from .choosing import pick

MOST_PRESSES = 2


class Presses(QObject):
    """Counts what a hand does: buttons of the mouse and keys."""

    def __init__(self) -> None:
        super().__init__()
        self.number = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        hand = event.type() in (QEvent.Type.MouseButtonPress, QEvent.Type.KeyPress)
        if hand and watched.isWidgetType() and event.spontaneous():
            self.number += 1
        return False


@pytest.fixture
def presses() -> Iterator[Presses]:
    counting = Presses()
    app = QApplication.instance()
    assert app is not None
    app.installEventFilter(counting)
    yield counting
    app.removeEventFilter(counting)


def of_heads(folder: Path, year: int) -> Path:
    """Heads nobody knows: two columns were said to be something, one to be nothing."""
    return save(
        folder / f"月报{year}11.xlsx",
        [f"云岭市{year}年11月空气质量月报"],
        ["县（区）", f"{year}年11月细粒物", f"{year}年11月粗粒物", "备用"],
        ["云麓区", 38.3, 61, 7],
        ["岚溪县", 33.8, 52, 8],
    )


def headless(folder: Path, year: int) -> Path:
    """No head at all: the columns were said by their values."""
    title = f"{year}年11月各县（市、区）空气质量"
    return save(folder / f"报表{year}.xlsx", [title], ["云麓区", 38.3, 61], ["岚溪县", 33.8, 52])


def say_of_heads(wizard: ImportWizard) -> None:
    form = wizard.matching.form
    for letter, key in (("B", "pm25"), ("C", "pm10")):
        wizard.matching.choose_letter(letter)
        pick(form.use, "value")
        pick(form.indicator, key)


@pytest.mark.parametrize("make", [of_heads, headless])
def test_the_second_years_file_is_stored_with_two_presses_at_most(
    qtbot: Any, desk: Desk, wizard: ImportWizard, presses: Presses, tmp_path: Path, make: Any
) -> None:
    wizard.take_files([make(tmp_path, 2026)])
    wizard._go_to_step(MATCH)
    say_of_heads(wizard)
    wizard._go_to_step(CHECK)
    wizard.foot.next.click()
    presses.number = 0

    wizard.take_files([make(tmp_path, 2027)])
    assert wizard.step == CHECK  # past 识别 and 匹配, which need nobody
    qtbot.mouseClick(wizard.foot.next, Qt.MouseButton.LeftButton)
    assert 0 < presses.number <= MOST_PRESSES
    found = {
        (value.place_name, value.indicator, float(value.value or 0))
        for value in observations.find_values(desk.ws)
        if value.period == "2027-11"
    }
    assert found == {
        ("云麓区", "pm25", 38.3), ("云麓区", "pm10", 61), ("岚溪县", "pm25", 33.8),
        ("岚溪县", "pm10", 52),
    }  # fmt: skip
