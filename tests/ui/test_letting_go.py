"""What was let go of is gone: no timer reads its database, no ring of focus keeps its window."""

from __future__ import annotations

import gc
import weakref
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget

from tests.ui.conftest import seated, sitting_at
from yuetan_desktop.ui import garbage
from yuetan_desktop.ui.tasks import AFTER_PAINT_MS
from yuetan_desktop.ui.widgets.focus_ring import FocusRing


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


def test_a_window_and_its_ring_of_focus_go_without_waiting_for_the_collector(qapp: Any) -> None:
    """A ring half collected was still told of the focus, and the next form did not open."""
    gc.disable()
    try:
        window = QWidget()
        gone = weakref.ref(window), weakref.ref(FocusRing(window))
        del window
        assert [one() for one in gone] == [None, None]
    finally:
        gc.enable()


@pytest.mark.parametrize(
    ("made", "done"),
    [
        (701, ["collect"]),
        (garbage.MANY, ["collect"]),
        (garbage.MANY + 1, ["freeze", "unfreeze"]),
        (700, []),
    ],
)
def test_data_in_great_numbers_are_not_searched_for_garbage_until_the_database_is_closed(
    monkeypatch: pytest.MonkeyPatch, made: int, done: list[str]
) -> None:
    seen: list[str] = []
    collector = SimpleNamespace(
        get_count=lambda: (made, 0, 0),
        get_threshold=lambda: (700, 10, 10),
        collect=lambda _generation: seen.append("collect"),
        freeze=lambda: seen.append("freeze"),
        unfreeze=lambda: seen.append("unfreeze"),
    )
    monkeypatch.setattr(garbage, "gc", collector)
    monkeypatch.setattr(garbage, "_kept_out", [])
    garbage._collect()
    garbage.look_at_all_again()
    garbage.look_at_all_again()
    assert seen == done
