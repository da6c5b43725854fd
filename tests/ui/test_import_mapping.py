"""字段匹配 through the window: a column corrected by drop-down, remembered for the next file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from PySide6.QtCore import Qt

from yuetan_desktop.domain.period import Period
from yuetan_desktop.services import layouts, observations, targets
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.data import DataPage
from yuetan_desktop.ui.pages.import_wizard import wizard as wizard_module
from yuetan_desktop.ui.pages.import_wizard.steps import CHECK, MATCH, RECOGNISE
from yuetan_desktop.ui.pages.import_wizard.wizard import ImportWizard
from yuetan_desktop.ui.widgets.field import ComboBox

Make = Callable[..., Path]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """A monthly table whose fine dust column has a name nobody knows."""

    def write(month: int = 11, year: int = 2026) -> Path:
        book = Workbook()
        sheet = book.active
        sheet.append([f"云岭市{year}年{month}月空气质量月报"])
        sheet.append(["县（区）", f"{year}年{month}月细粒物", "优良天数率(%)", "备用"])
        sheet.append(["云麓区", 38.3, 80.0, 7])
        sheet.append(["岚溪县", 33.8, 90.0, 8])
        path = tmp_path / f"月报{year}{month:02}.xlsx"
        book.save(path)
        return path

    return write


@pytest.fixture
def page(qtbot: Any, desk: Desk) -> DataPage:
    page = DataPage(desk)
    qtbot.addWidget(page)
    page.resize(1294, 700)
    page.show()
    page.activateWindow()
    qtbot.waitActive(page)
    return page


@pytest.fixture
def wizard(page: DataPage) -> ImportWizard:
    page.show_view("wizard")
    return page.view("wizard")


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
    book = Workbook()
    for row in (
        ["云岭市2026年11月"],
        ["县（区）", "甲", "乙"],
        ["云麓区", 38.3, 1],
        ["岚溪县", 33.8, 2],
    ):
        book.active.append(row)
    book.save(tmp_path / "表.xlsx")
    wizard.take_files([tmp_path / "表.xlsx"])
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
    qtbot.keyClick(wizard.matching.columns, Qt.Key.Key_Down)
    assert wizard.matching.form.head.text() != before


def test_a_file_that_does_not_say_when_takes_the_period_the_clerk_gives(
    desk: Desk, wizard: ImportWizard, tmp_path: Path
) -> None:
    book = Workbook()
    for row in (["县（区）", "PM2.5"], ["云麓区", 38.3], ["岚溪县", 33.8]):
        book.active.append(row)
    book.save(tmp_path / "表.xlsx")
    wizard.take_files([tmp_path / "表.xlsx"])
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
        made = Workbook()
        for row in (["甲乙丙丁"], ["名目", "子"], ["云麓区", value], ["岚溪县", 33.8]):
            made.active.append(row)
        made.save(tmp_path / name)
        return tmp_path / name

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
    qtbot.keyClick(wizard, Qt.Key.Key_F8)
    assert issues.current is not None
    assert (issues.current.cell, issues.current.act) == ("B2", "匹配")
    qtbot.keyClick(issues, Qt.Key.Key_Return)
    assert wizard.step == MATCH
    assert wizard.matching.columns.current_record().letter == "B"


@pytest.fixture
def hours(tmp_path: Path) -> Path:
    """A station's hours as its instrument writes them: no unit anywhere, nor in the file's name."""
    lines = ["PM2.5,PM10,time"]
    lines += [f"{30 + h % 3},{60 + h % 5},2026/11/2 {h}:00" for h in range(24)]
    path = tmp_path / "export.csv"
    path.write_text("\n".join(lines), "utf-8")
    return path


def of_november_2nd(desk: Desk) -> set[tuple[str, str]]:
    found = observations.find_values(desk.ws, period=Period.parse("2026-11-02"))
    return {(value.place_name, value.indicator) for value in found}


def test_a_file_that_names_no_unit_leads_to_the_choice_of_one(
    qtbot: Any, wizard: ImportWizard, hours: Path
) -> None:
    wizard.take_files([hours])
    (issue,) = [issue for issue in wizard.review.issues.issues.issues if issue.error]
    assert "把单位名称写进文件名" in issue.message
    assert issue.act == "选定单位"
    wizard.review.next_issue()
    qtbot.keyClick(wizard.review.issues, Qt.Key.Key_Return)
    assert wizard.step == MATCH
    assert wizard.matching.place.hasFocus()


def test_the_unit_is_found_by_pinyin_and_stored_with_every_row(
    qtbot: Any, desk: Desk, wizard: ImportWizard, hours: Path
) -> None:
    wizard.take_files([hours])
    wizard._match_column("")
    box = wizard.matching.place
    qtbot.keyClicks(box.lineEdit(), "ylq")
    popup = box.completer().popup()
    assert popup.isVisible()
    assert popup.model().index(0, 0).data() == "云麓区（县（区））"
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert wizard.session is not None
    assert (wizard.session.place, wizard.session.obstacle()) == ("云麓区", "")
    wizard._go_to_step(CHECK)
    wizard.foot.next.click()
    assert of_november_2nd(desk) == {("云麓区", "pm25"), ("云麓区", "pm10")}


def test_a_new_name_of_a_station_is_offered_for_registration(
    qtbot: Any, desk: Desk, wizard: ImportWizard, hours: Path
) -> None:
    wizard.take_files([hours])
    box = wizard.matching.place
    wizard._match_column("")
    box.lineEdit().insert("云湖大道自建站")
    qtbot.keyClick(box.lineEdit(), Qt.Key.Key_Return)
    wizard._go_to_step(CHECK)
    (line,) = [issue for issue in wizard.review.issues.issues.issues if issue.names]
    assert (line.message, line.act) == (
        "“云湖大道自建站”未登记，可登记为空气点位。", "登记为空气点位",
    )  # fmt: skip
    assert not wizard.foot.next.isEnabled()
    wizard.review.act_wanted.emit(line)
    wizard.foot.next.click()
    assert {place for place, _ in of_november_2nd(desk)} == {"云湖大道自建站"}


def test_letters_that_are_no_unit_are_not_taken_for_a_name(
    qtbot: Any, wizard: ImportWizard, hours: Path
) -> None:
    wizard.take_files([hours])
    wizard._match_column("")
    box = wizard.matching.place
    qtbot.keyClicks(box.lineEdit(), "qqq")
    qtbot.keyClick(box.lineEdit(), Qt.Key.Key_Return)
    assert wizard.session is not None
    assert wizard.session.place == ""
    assert box.currentText() == ""


def test_a_unit_given_for_a_file_with_a_unit_column_changes_nothing(
    desk: Desk, wizard: ImportWizard, make: Make
) -> None:
    wizard.take_files([make()])
    say_pm25(wizard)
    box = wizard.matching.place
    box.setEditText("岚溪县")
    box.lineEdit().editingFinished.emit()
    words = [issue.message for issue in wizard.review.issues.issues.issues]
    assert "表中写有单位，按表中的单位读取；选定的“岚溪县”没有用到。" in words
    wizard._go_to_step(CHECK)
    wizard.foot.next.click()
    assert stored(desk, "pm25") == {("云麓区", "2026-11", 38.3)}


def test_a_table_without_a_head_is_matched_column_by_column(
    desk: Desk, wizard: ImportWizard, tmp_path: Path
) -> None:
    made = Workbook()
    for row in (["2026年11月空气质量"], ["云麓区", 38.3, 60], ["岚溪县", 33.8, 52]):
        made.active.append(row)
    made.save(tmp_path / "表.xlsx")
    wizard.take_files([tmp_path / "表.xlsx"])
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
    book = Workbook()
    for row in (
        ["云岭市2026年11月空气质量月报"],
        ["县（区）", "PM2.5", "目标"],
        ["云麓区", 38.3, 31.7],
        ["岚溪县", 33.8, 30.6],
    ):
        book.active.append(row)
    book.save(tmp_path / "月报.xlsx")
    wizard.take_files([tmp_path / "月报.xlsx"])
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
