"""Dates without a year through the window: the proposed one by its button, another by its list."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.services.filesmade import save
from yuetan_desktop.domain.period import Period
from yuetan_desktop.services import observations
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.import_wizard.steps import CHECK, MATCH
from yuetan_desktop.ui.pages.import_wizard.wizard import ImportWizard

from .choosing import Make


@pytest.fixture
def days(tmp_path: Path) -> Path:
    """A daily report whose dates are 11月2日, and no year anywhere."""
    return save(tmp_path / "日报.xlsx", ["空气质量日报"], ["县（区）", "日期", "PM2.5"],
                ["云麓区", "11月2日", 31], ["岚溪县", "11月2日", 28])  # fmt: skip


def on(desk: Desk, day: str) -> set[tuple[str, float | None]]:
    found = observations.find_values(desk.ws, period=Period.parse(day))
    return {(value.place_name, float(value.value or 0)) for value in found}


def test_the_proposed_year_is_taken_with_one_click(
    desk: Desk, wizard: ImportWizard, days: Path
) -> None:
    wizard.take_files([days])
    assert wizard.session is not None
    assert wizard.session.obstacle() != ""
    (issue,) = [i for i in wizard.review.issues.issues.issues if i.act == "按2026年读取"]
    assert "推算是2026年" in issue.message
    wizard.review.issues.act_wanted.emit(issue)
    assert wizard.session.year == 2026
    assert wizard.session.obstacle() == ""
    wizard.foot.next.click()
    assert on(desk, "2026-11-02") == {("云麓区", 31), ("岚溪县", 28)}


def test_another_year_is_chosen_from_the_list(desk: Desk, wizard: ImportWizard, days: Path) -> None:
    wizard.take_files([days])
    wizard._go_to_step(MATCH)
    box = wizard.matching.year
    assert box.isVisible()
    assert [box.itemText(n) for n in range(box.count())] == [
        "没有写，不读取", "2024", "2025", "2026（推算）", "2027",
    ]  # fmt: skip
    assert box.key is None
    box.set_key(2025)
    box.activated.emit(box.currentIndex())
    assert box.isVisible()
    assert box.key == 2025
    wizard._go_to_step(CHECK)
    wizard.foot.next.click()
    assert on(desk, "2025-11-02") == {("云麓区", 31), ("岚溪县", 28)}


def test_a_file_that_says_its_year_is_not_asked(wizard: ImportWizard, make: Make) -> None:
    wizard.take_files([make()])
    wizard._go_to_step(MATCH)
    assert not wizard.matching.year.isVisible()
