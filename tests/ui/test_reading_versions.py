"""另存为新版口径 and 比较两版口径 on the sample database."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from yuetan_desktop.domain.reading import Choice
from yuetan_desktop.services import office, readingversions
from yuetan_desktop.ui.main_window import MainWindow
from yuetan_desktop.ui.pages.rules.versions import CompareDialog, SaveVersionDialog


@pytest.fixture
def page(window: MainWindow) -> Any:
    window.go("rules", "8.1.1")
    return window.current_page


def save_with(basis: str) -> Any:
    """Answers the dialog as a clerk would: first without a basis, then with it."""

    def answer(dialog: SaveVersionDialog) -> bool:
        dialog.save()
        assert dialog.asked[2][0].is_failed
        dialog.basis.setText(basis)
        dialog.save()
        return bool(dialog.result())

    return answer


def test_a_saved_version_stands_in_the_head_of_both_pages(
    page: Any, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert page.version.text() == ""
    assert not page.readings.compare.isEnabled()
    monkeypatch.setattr(SaveVersionDialog, "exec", save_with("环委办纪要〔2026〕3号（示例）"))
    page.readings.save.click()
    (saved,) = readingversions.versions(page.desk.ws)
    assert saved.version.name == "2026年执行口径（第1版）"
    assert saved.version.choices == office.choices_in_force(page.desk.ws)
    assert "2026年执行口径（第1版）" in page.version.text()
    assert page.readings.compare.isEnabled()
    window.go("dashboard")
    dashboard: Any = window.current_page
    assert "2026年执行口径（第1版）" in dashboard.period.reading.text()


def test_without_a_version_the_dashboard_counts_what_is_decided(
    page: Any, window: MainWindow
) -> None:
    window.go("dashboard")
    dashboard: Any = window.current_page
    assert "已定" in dashboard.period.reading.text()


def test_two_versions_are_compared_by_their_effect(page: Any, qtbot: Any) -> None:
    desk = page.desk

    def save(name: str, option: str) -> None:
        choice = Choice("R1", option, "市环委办", date(2026, 11, 10), "答复函")

        def work(ws: Any, _: Any) -> None:
            office.choose_reading(ws, choice)
            readingversions.save(ws, name, "市环委办", date(2026, 11, 10), "纪要")

        desk.tasks.run("存", work)

    save("一版", "both")
    save("二版", "either")
    dialog = CompareDialog(desk, page.month)
    qtbot.addWidget(dialog)
    assert dialog.summary.text() == "两版口径相同。"  # 二版 is what is in force
    dialog.before.set_key("一版")
    moved = {(c.place.name, c.rule.id) for c in dialog.outcomes.records.rows}
    assert ("岚溪县", "8.1.1") in moved
    assert "个单位的结果不同" in dialog.summary.text()
    assert [c.reading.id for c in dialog.readings.records.rows] == ["R1"]
    assert "一版：市环委办 2026-11-10　依据：纪要" in dialog.settled.text()
