"""另存为新版口径 and 比较两版口径 on the sample database."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox

from tests.hands import in_dialog, key_click
from tests.ui.seen import CTRL
from tests.ui.test_accessibility import still_cut
from yuetan_desktop.domain.reading import Choice
from yuetan_desktop.services import office
from yuetan_desktop.services.judging import readingversions
from yuetan_desktop.ui.main_window import MainWindow
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.rules.versions import CompareDialog, SaveVersionDialog
from yuetan_desktop.ui.theme import TextSize, Type, theme
from yuetan_desktop.ui.widgets import paint


@pytest.fixture
def page(window: MainWindow) -> Any:
    window.go("rules", "8.1.1")
    return window.current_page


def agree(question: Any) -> None:
    question.findChild(QCheckBox).click()
    key_click(question, Qt.Key.Key_Return, CTRL)


def save_with(basis: str) -> Any:
    """Answers the dialog as a clerk would: first without a basis, then with it; the question
    whether to lock the version is left once before it is agreed to."""

    def answer(dialog: SaveVersionDialog) -> bool:
        dialog.save()
        assert dialog.asked[2][0].is_failed
        dialog.basis.setText(basis)
        in_dialog(lambda question: question.reject())
        dialog.save()
        assert readingversions.versions(dialog._desk.ws) == []
        in_dialog(agree)
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


@pytest.mark.parametrize("size", list(TextSize), ids=lambda s: s.label)
def test_the_longest_name_stands_whole_in_both_heads(
    page: Any, window: MainWindow, desk: Desk, size: TextSize
) -> None:
    name = "二〇二六年度约谈办法执行口径（修订版）三"
    assert len(name) == readingversions.NAME_LENGTH
    desk.tasks.run(
        "另存", lambda ws, _: readingversions.save(ws, name, "市环委办", ws.today(), "会议纪要")
    )
    choice = Choice("R1", "either", "市环委办", desk.ws.today(), "答复函")
    desk.tasks.run("改口径", lambda ws, _: office.choose_reading(ws, choice))
    theme().set_text_size(size)
    window.resize(1366, 768)
    for key in ("rules", "dashboard"):
        window.go(key)
        shown: Any = window.current_page
        assert still_cut(shown.header) == [], key
        label = shown.version if key == "rules" else shown.period.reading
        assert label.text().endswith(f"{name}，其后改 1 项")
        assert label.text() in label.toolTip()
        if size is TextSize.STANDARD:  # in larger type the tooltip tells the rest
            lines = 2 if label.wordWrap() else 1
            assert lines * label.width() >= paint.width_of(label.text(), Type.SMALL)
            assert label.height() >= label.heightForWidth(label.width())
        assert window.width() == 1366


def test_a_longer_name_is_refused_with_a_sentence(desk: Desk) -> None:
    told: list[Exception] = []
    desk.tasks.run(
        "另存",
        lambda ws, _: readingversions.save(ws, "长" * 21, "市环委办", ws.today(), "会议纪要"),
        failed=told.append,
    )
    assert "最多 20 个字" in str(told[0])


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
