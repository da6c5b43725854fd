"""撤销导入 in the window: what was kept and what could not be taken back can be read."""

from __future__ import annotations

from PySide6.QtWidgets import QListWidget

from yuetan_desktop.services import imports, observations
from yuetan_desktop.services.importundo import TakenBack
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.browse.batches import report_dialog


def taken_back(desk: Desk, file: str) -> TakenBack:
    """The newest import of a file of the sample taken back."""
    batch = next(b for b in observations.list_batches(desk.ws) if b.file_name == file)
    found: list[TakenBack] = []
    desk.tasks.run("撤销", lambda ws, _: imports.withdraw(ws, batch.id, "原表有误"), found.append)
    return found[0]


def test_cases_that_stand_on_the_values_are_listed(desk: Desk) -> None:
    result = taken_back(desk, "空气累计情况2026年前三季度.xlsx")
    assert result.failed
    dialog = report_dialog(result)
    (listed,) = [
        view for view in dialog.findChildren(QListWidget) if view.accessibleName() == "不能随之撤回"
    ]
    said = [listed.item(at).text() for at in range(listed.count())]
    assert len(said) == len(result.failed)
    assert any("云约" in line for line in said)
