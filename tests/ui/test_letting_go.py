"""A database that was let go of is not read any more, whatever timers are still to come."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.ui.conftest import seated, sitting_at
from yuetan_desktop.ui.main_window import AFTER_PAINT_MS


def test_a_timer_that_comes_due_after_the_close_reads_nothing(
    qtbot: Any, looks: Any, data_dir: Path
) -> None:
    # pytest-qt fails the test for an exception in a timer or a slot.
    with sitting_at(data_dir) as desk, seated(desk) as window:
        page = window.page("dashboard")
        page.refresh()  # what is due is read from the ledger once the page is painted
        desk.tasks.close()
        desk.ws.close()
        qtbot.wait(3 * AFTER_PAINT_MS)
        page.mark_stale()
