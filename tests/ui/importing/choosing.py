"""What a clerk chooses in 字段匹配, and what of it is stored."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from yuetan_desktop.services import observations
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.import_wizard.steps import MATCH
from yuetan_desktop.ui.pages.import_wizard.wizard import ImportWizard
from yuetan_desktop.ui.widgets.field import ComboBox

Make = Callable[..., Path]


def pick(box: ComboBox, key: str) -> None:
    """Choose as a clerk does: by the drop-down."""
    box.set_key(key)
    assert box.key == key
    box.activated.emit(box.currentIndex())


def say_pm25(wizard: ImportWizard) -> None:
    wizard._go_to_step(MATCH)
    form = wizard.matching.form
    pick(form.use, "value")
    pick(form.indicator, "pm25")


def stored(desk: Desk, indicator: str) -> set[tuple[str, str, float]]:
    return {
        (v.place_name, v.period, float(v.value or 0))
        for v in observations.find_values(desk.ws)
        if v.indicator == indicator
        and v.period in ("2026-11", "2027-03")
        and v.place_name == "云麓区"
    }
