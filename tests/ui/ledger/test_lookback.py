"""回头看 and 成效对比 in the window; the ledger in search and settings."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from yuetan_desktop.services import casefiles, imports, office
from yuetan_desktop.services.importing import importpreview
from yuetan_desktop.services.ledger import lookback
from yuetan_desktop.services.ledger.effect import effect_of
from yuetan_desktop.ui import messages
from yuetan_desktop.ui.finder import Finder
from yuetan_desktop.ui.main_window import MainWindow
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.rectification.effect import EffectDialog, show_effect
from yuetan_desktop.ui.pages.rectification.page import RectificationPage


# -- 回头看, 成效对比 -----------------------------------------------------------------------------
def test_a_rebound_is_shown_on_dashboard_ledger_and_case(
    window: MainWindow, desk: Desk, place_id: Callable[[str], int], tmp_path: Path
) -> None:
    watched = lookback.watches(desk.ws)[0]
    assert lookback.alerts(desk.ws) == []
    file = tmp_path / "后续.csv"
    file.write_text("县区,时间,PM2.5\n云麓区,2026年9月,40.1\n", "utf-8-sig")

    def bring(ws: Any, _: Any) -> None:
        imports.commit(ws, importpreview.preview(ws, file))

    desk.tasks.run("导入", bring)
    (alert,) = lookback.alerts(desk.ws)
    assert alert.case.id == watched.case.id
    for key in ("dashboard", "rectification"):
        window.go(key)
        shown = window.current_page
        assert shown is not None
        assert "2026年9月" in shown.rebound.accessibleName()  # type: ignore[attr-defined]
        assert shown.rebound.isVisible()  # type: ignore[attr-defined]
    window.go("case", watched.case.id)
    assert window.current_page.rebound.accessibleName().startswith("反弹")  # type: ignore[union-attr]


def test_the_effect_of_an_interview_is_shown_for_shorter_windows_too(
    window: MainWindow, desk: Desk
) -> None:
    case = next(f for f in casefiles.list_cases(desk.ws) if f.number.endswith("02号"))
    dialog = EffectDialog(desk, case.id, effect_of(desk.ws, case.id), window)
    dialog.show()
    assert dialog.window_choice.count() == 6
    before = {e.indicator.key: e.words for e in dialog.table.records.rows}
    assert before["pm25"].endswith("%")
    dialog.window_choice.setCurrentIndex(5)
    after = {e.indicator.key: e.words for e in dialog.table.records.rows}
    assert dialog.against.text() == "与 2025年5月 相比"
    assert after != before


def test_without_an_interview_the_effect_says_why(
    window: MainWindow, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(messages, "show_error", lambda error, *_, **__: said.append(str(error)))
    case = next(f for f in casefiles.list_cases(desk.ws) if f.state.held_on is None)
    show_effect(desk, case.id, window)
    assert "还没有约谈" in said[0]


# -- search and settings ------------------------------------------------------------------------
@pytest.mark.parametrize("typed", ["混接改造", "约02-01", "lcq", "laochengqu"])
def test_a_task_is_found_by_its_name_its_code_and_its_sound(
    typed: str, window: MainWindow, desk: Desk
) -> None:
    hit = next(h for h in Finder(desk.ws).find(typed) if h.group == "整改")
    window.go(hit.page, hit.what)
    page = window.current_page
    assert isinstance(page, RectificationPage)
    assert page.side.file is not None
    assert page.side.file.code == "约02-01"


def test_strict_closing_and_the_watch_are_settings(window: MainWindow, desk: Desk) -> None:
    window.go("settings", "ledger")
    part = window.current_page.parts["ledger"]  # type: ignore[union-attr]
    assert (part.strict.isChecked(), part.months.value()) == (False, 6)
    part.strict.setChecked(True)
    part.months.setValue(12)
    part.save()
    stored = office.read_office(desk.ws)
    assert (stored.strict_closure, stored.watch_months) == (1, 12)
