"""字段匹配 through the window: a column corrected by drop-down, remembered for the next file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from tests.hands import key_click
from tests.services.filesmade import save
from yuetan_desktop.services import targets
from yuetan_desktop.services.importing import layouts
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.import_wizard import wizard as wizard_module
from yuetan_desktop.ui.pages.import_wizard.steps import CHECK, MATCH, RECOGNISE
from yuetan_desktop.ui.pages.import_wizard.wizard import ImportWizard

from .choosing import Make, pick, say_pm25, stored


def test_the_first_doubtful_column_is_offered_with_its_cells(
    wizard: ImportWizard, make: Make
) -> None:
    wizard.take_files([make()])
    wizard._go_to_step(MATCH)
    form = wizard.matching.form
    assert form.head.text().startswith("B\u2009列") or form.head.text().startswith("B 列")
    assert "38.3、33.8" in form.sample.text()
    assert form.use.key == "ignored"
    assert not form.fields["indicator"].isVisibleTo(form)


def test_a_column_corrected_by_drop_down_is_read_again_and_stored(
    desk: Desk, wizard: ImportWizard, make: Make
) -> None:
    wizard.take_files([make()])
    say_pm25(wizard)
    (column,) = [c for c in wizard.matching.columns.records.rows if c.chosen]
    assert (column.letter, column.indicator) == ("B", "pm25")
    assert wizard.review.grid.sheet.heads[1].meaning == "PM2.5"
    wizard._forward()
    wizard.foot.next.click()
    assert stored(desk, "pm25") == {("云麓区", "2026-11", 38.3)}


def test_next_months_file_needs_no_click(desk: Desk, wizard: ImportWizard, make: Make) -> None:
    wizard.take_files([make()])
    say_pm25(wizard)
    wizard._go_to_step(CHECK)
    wizard.foot.next.click()
    wizard.take_files([make(3, 2027)])
    assert "确认的匹配读取（1 列由人指定）" in wizard.matching.layouts.state.text()
    wizard.foot.next.click()
    assert ("云麓区", "2027-03", 38.3) in stored(desk, "pm25")


def test_a_value_without_an_indicator_is_not_read_and_says_so(
    wizard: ImportWizard, make: Make
) -> None:
    wizard.take_files([make()])
    wizard._go_to_step(MATCH)
    form = wizard.matching.form
    pick(form.use, "value")
    assert form.fields["indicator"].is_failed
    assert wizard.session is not None
    assert not wizard.session.mappings


def test_units_and_lists_are_asked_only_where_there_is_a_choice(
    wizard: ImportWizard, make: Make
) -> None:
    wizard.take_files([make()])
    say_pm25(wizard)
    form = wizard.matching.form
    assert form.fields["unit"].isVisibleTo(form)
    assert not form.fields["ranking"].isVisibleTo(form)
    pick(form.indicator, "air_index_rank")
    assert not form.fields["unit"].isVisibleTo(form)
    assert form.fields["ranking"].isVisibleTo(form)


def test_one_column_goes_back_to_recognition(wizard: ImportWizard, make: Make) -> None:
    wizard.take_files([make()])
    say_pm25(wizard)
    wizard.matching.form.reset.click()
    assert not any(column.chosen for column in wizard.matching.columns.records.rows)


def test_the_head_in_the_grid_leads_to_its_column(wizard: ImportWizard, make: Make) -> None:
    wizard.take_files([make()])
    wizard.review.grid.horizontalHeader().sectionClicked.emit(2)
    assert wizard.step == MATCH
    assert wizard.matching.columns.current_record().letter == "C"


def test_a_layout_is_named_exported_and_taken_in(
    desk: Desk,
    wizard: ImportWizard,
    make: Make,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file = tmp_path / "模板.toml"
    monkeypatch.setattr(wizard_module.messages, "pick_target", lambda *_: file)
    monkeypatch.setattr(wizard_module.messages, "pick_file", lambda *_: file)
    wizard.take_files([make()])
    say_pm25(wizard)
    bar = wizard.matching.layouts
    assert not bar.export_button.isEnabled()
    bar.name.setText("市站月报")
    bar.save_button.click()
    (saved,) = layouts.list_layouts(desk.ws)
    assert saved.name == "市站月报"
    bar.export_button.click()
    assert "市站月报" in file.read_text("utf-8")
    bar.forget_button.click()
    bar.take_in()
    assert layouts.list_layouts(desk.ws)[0].choices == saved.choices
    assert wizard.summary.table is not None
    assert wizard.summary.table.layout == "市站月报"


def test_a_file_of_which_nothing_is_known_can_be_matched(
    desk: Desk, wizard: ImportWizard, tmp_path: Path
) -> None:
    file = save(
        tmp_path / "表.xlsx",
        ["云岭市2026年11月"],
        ["县（区）", "甲", "乙"],
        ["云麓区", 38.3, 1],
        ["岚溪县", 33.8, 2],
    )
    wizard.take_files([file])
    assert not wizard.foot.next.isEnabled()
    say_pm25(wizard)
    assert wizard.session is not None
    assert wizard.session.obstacle() == ""
    wizard._go_to_step(CHECK)
    wizard.foot.next.click()
    assert stored(desk, "pm25") == {("云麓区", "2026-11", 38.3)}


def test_the_columns_can_be_reached_by_keyboard(
    qtbot: Any, wizard: ImportWizard, make: Make
) -> None:
    wizard.take_files([make()])
    wizard._go_to_step(MATCH)
    wizard.matching.columns.setFocus()
    before = wizard.matching.form.head.text()
    key_click(wizard.matching.columns, Qt.Key.Key_Down)
    assert wizard.matching.form.head.text() != before


def test_a_file_that_does_not_say_when_takes_the_period_the_clerk_gives(
    desk: Desk, wizard: ImportWizard, tmp_path: Path
) -> None:
    file = save(tmp_path / "表.xlsx", ["县（区）", "PM2.5"], ["云麓区", 38.3], ["岚溪县", 33.8])
    wizard.take_files([file])
    assert "不知道这些数据是哪一期的" in wizard.review.issues.issues.issues[0].message
    wizard._go_to_step(MATCH)
    box = wizard.matching.period
    box.setFocus()
    for text in ("十一月", "2026-11"):
        box.clear()
        box.insert(text)
        box.editingFinished.emit()
    wizard._go_to_step(CHECK)
    wizard.foot.next.click()
    assert stored(desk, "pm25") == {("云麓区", "2026-11", 38.3)}


def test_a_head_that_was_not_found_is_shown_by_its_rows(
    desk: Desk, wizard: ImportWizard, tmp_path: Path
) -> None:
    def book(name: str, value: float) -> Path:
        rows = (["甲乙丙丁"], ["名目", "子"], ["云麓区", value], ["岚溪县", 33.8])
        return save(tmp_path / name, *rows)

    wizard.take_files([book("表2611.xlsx", 38.3)])
    wizard._go_to_step(RECOGNISE)
    head = wizard.recognition.head
    head.first.setValue(2)
    assert head.last.value() == 2
    head.apply_button.click()
    wizard._go_to_step(MATCH)
    form = wizard.matching.form
    wizard.matching.choose_letter("A")
    pick(form.use, "place")
    wizard.matching.choose_letter("B")
    pick(form.use, "value")
    pick(form.indicator, "pm25")
    wizard._go_to_step(CHECK)
    wizard.foot.next.click()
    assert stored(desk, "pm25") == {("云麓区", "2026-11", 38.3)}
    wizard.take_files([book("表2703.xlsx", 41.0)])
    wizard.foot.next.click()
    assert ("云麓区", "2027-03", 41.0) in stored(desk, "pm25")


def test_the_line_on_an_unknown_column_leads_to_its_matching(
    qtbot: Any, wizard: ImportWizard, make: Make
) -> None:
    wizard.take_files([make()])
    issues = wizard.review.issues
    key_click(wizard, Qt.Key.Key_F8)
    assert issues.current is not None
    assert (issues.current.cell, issues.current.act) == ("B2", "匹配")
    key_click(issues, Qt.Key.Key_Return)
    assert wizard.step == MATCH
    assert wizard.matching.columns.current_record().letter == "B"


def test_a_table_without_a_head_is_matched_column_by_column(
    desk: Desk, wizard: ImportWizard, tmp_path: Path
) -> None:
    file = save(
        tmp_path / "表.xlsx", ["2026年11月空气质量"], ["云麓区", 38.3, 60], ["岚溪县", 33.8, 52]
    )
    wizard.take_files([file])
    wizard._go_to_step(RECOGNISE)
    assert wizard.recognition.head.last.value() == 1
    wizard._go_to_step(MATCH)
    form = wizard.matching.form
    wizard.matching.choose_letter("B")
    pick(form.use, "value")
    pick(form.indicator, "pm25")
    wizard._go_to_step(CHECK)
    wizard.foot.next.click()
    assert stored(desk, "pm25") == {("云麓区", "2026-11", 38.3)}


def test_a_target_of_no_stated_time_is_stored_for_the_period_chosen(
    desk: Desk, wizard: ImportWizard, tmp_path: Path
) -> None:
    file = save(
        tmp_path / "月报.xlsx",
        ["云岭市2026年11月空气质量月报"],
        ["县（区）", "PM2.5", "目标"],
        ["云麓区", 38.3, 31.7],
        ["岚溪县", 33.8, 30.6],
    )
    wizard.take_files([file])
    wizard._go_to_step(MATCH)
    form = wizard.matching.form
    assert form.head.text().startswith("C")
    assert "没有写明" in form.period.itemText(0)
    pick(form.period, "全年")
    wizard._forward()
    wizard.foot.next.click()
    kept = {(t.place_name, str(t.period), str(t.value)) for t in targets.list_targets(desk.ws)}
    assert {("云麓区", "2026", "31.7"), ("岚溪县", "2026", "30.6")} <= kept
    assert not [goal for goal in kept if goal[1] == "2026-11" and goal[2] in ("31.7", "30.6")]
