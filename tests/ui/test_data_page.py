"""指标数据: what is stored can be looked through, traced to its cell, and found about."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from tests.hands import active_window, key_click
from yuetan_desktop.domain.period import Period
from yuetan_desktop.services import assessing, incidents, places
from yuetan_desktop.services.ledger import latetasks
from yuetan_desktop.ui import messages
from yuetan_desktop.ui.main_window import MainWindow
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.browse.history import history_dialog
from yuetan_desktop.ui.pages.browse.latetasks import LateTasksDialog, matter_of
from yuetan_desktop.ui.pages.browse.matter_dialogs import FindingDialog, MatterDialog
from yuetan_desktop.ui.pages.browse.sectioncard import SectionCardDialog
from yuetan_desktop.ui.pages.data import VIEWS, DataPage
from yuetan_desktop.ui.widgets.labels import Label
from yuetan_desktop.ui.widgets.source_link import SourceLink, SourceLinks
from yuetan_desktop.ui.widgets.table import TableView

OCTOBER = Period.month(2026, 10)


@pytest.fixture
def page(qtbot: Any, desk: Desk) -> DataPage:
    page = DataPage(desk)
    qtbot.addWidget(page)
    page.resize(1294, 700)
    page.show()
    active_window(page)
    return page


def cells(page: DataPage, view: str, row: int) -> list[str]:
    page.show_view(view)
    table: TableView = page.view(view).table
    model = table.model()
    return [model.index(row, column).data() for column in range(model.columnCount())]


@pytest.mark.parametrize("view", [key for key, _, _ in VIEWS])
def test_every_view_opens_and_has_a_name(page: DataPage, view: str) -> None:
    page.show_view(view)
    assert page.views.current == view
    assert page._stack.currentWidget() is page.view(view)


def test_units_show_the_newest_month_and_missing_values_as_missing(page: DataPage) -> None:
    assert cells(page, "units", 0)[:2] == ["云麓区", "30.3"]
    missing = cells(page, "units", 4)
    assert (missing[0], missing[1]) == ("临空经济区", "—")


def test_another_month_can_be_chosen(page: DataPage) -> None:
    page.show_view("units")
    page.view("units").month.set_key(Period.month(2026, 7))
    assert cells(page, "units", 0)[1] == "14.2"


def test_values_that_nobody_reported_and_few_do_leave_their_room_to_the_others(
    page: DataPage,
) -> None:
    """A month without 县级、乡镇水源 fits the smallest screen; what all report stays, given or not."""
    page.show_view("units")
    table = page.view("units").table
    shown = [column.title for column in table.shown_columns()]
    assert "水源达标率" in shown
    assert not {"县级水源", "乡镇水源"} & set(shown)
    page.view("units").month.set_key(Period.month(2026, 7))
    assert "综合指数" in [column.title for column in table.shown_columns()]
    assert table.horizontalHeader().length() <= 1366 - 56 - 2 * 12 - 2


def test_sections_show_target_this_month_and_last_year(page: DataPage) -> None:
    rows = [cells(page, "sections", row) for row in range(12)]
    by_name = {row[0]: row for row in rows}
    assert by_name["双桅石"][3:8] == ["岚溪县", "Ⅲ", "Ⅳ", "Ⅲ", "Ⅲ"]
    assert by_name["云港闸"][5] == "—"


def test_a_list_shows_ties_and_its_size(page: DataPage) -> None:
    page.show_view("ranks")
    view = page.view("ranks")
    view.period.set_key(Period.month(2026, 9))
    rows = [row for row in view.table.records.rows if row.value.value == 153]
    assert {row.value.place_name for row in rows} >= {"云麓区"}
    assert [row.tied for row in rows] == [2, 2]
    assert view.panel.subtitle.text() == "已存 183 个，参评 183 个"


def test_a_row_leads_to_the_cells_it_came_from(page: DataPage, desk: Desk) -> None:
    page.show_view("units")
    view = page.view("units")
    view.table.selectRow(0)
    links = view.sources.findChildren(SourceLink)
    asked: list[tuple[str, object]] = []
    desk.navigated.connect(lambda key, what: asked.append((key, what)))
    pm25 = next(link for link in links if link.source.cell == "B4")
    pm25.click()
    assert asked == [("source", pm25.source)]
    assert pm25.source.file == "空气月报2610.xlsx"


def test_a_section_and_a_rank_lead_to_their_cells_too(page: DataPage, desk: Desk) -> None:
    asked: list[Any] = []
    desk.navigated.connect(lambda key, what: asked.append((key, what.file, what.cell)))
    page.show_view("sections")
    sections = page.view("sections")
    sections.table.selectRow(0)
    sections.sources.findChildren(SourceLink)[0].click()
    page.show_view("ranks")
    ranks = page.view("ranks")
    ranks.table.selectRow(0)
    ranks.table.opened.emit(ranks.table.current_record())
    assert [(key, bool(file and cell)) for key, file, cell in asked] == [("source", True)] * 2
    assert "断面" in asked[0][1]


def test_the_history_of_a_value_names_its_import(desk: Desk) -> None:
    dialog = history_dialog(desk, places.find_place(desk.ws, "云麓区"), "pm25", OCTOBER)
    table = dialog.findChild(TableView)
    assert table is not None
    assert [past.source.file for past in table.records.rows] == ["空气月报2610.xlsx"]


def finding_of(desk: Desk, unit: str, *, confirmed: bool | None = None) -> Any:
    place = places.find_place(desk.ws, unit)
    found = incidents.list_incidents(desk.ws, place=place.id)
    return next(i for i in found if i.confirmed is confirmed)


def state(desk: Desk, unit: str, level: int) -> str:
    board = assessing.dashboard(desk.ws, OCTOBER)
    row = next(row for row in board.rows if row.place.name == unit)
    return row.cells[level - 1].state.value


def test_a_finding_needs_who_why_and_a_proof_and_changes_the_matrix(qtbot: Any, desk: Desk) -> None:
    assert state(desk, "高新区", 2) == "待认定"
    dialog = FindingDialog(desk, finding_of(desk, "高新区"))
    qtbot.addWidget(dialog)
    dialog.choice.set_key(True)
    dialog.save()
    assert dialog.person.is_failed
    assert dialog.basis.is_failed
    dialog.person.editor.setText("云岭市生态环境保护委员会办公室")
    dialog.basis.editor.setPlainText("现场检查记录：夜间施工未落实湿法作业")
    dialog.save()
    assert dialog.evidence.is_failed, "no item of evidence was filed with the matter"
    dialog.evidence.editor.setPlainText("现场检查照片")
    dialog.save()
    assert finding_of(desk, "高新区", confirmed=True).evidence == ("现场检查照片",)
    assert state(desk, "高新区", 2) == "已触发"


def test_a_matter_that_needs_a_finding_starts_undecided(qtbot: Any, desk: Desk) -> None:
    dialog = MatterDialog(desk)
    qtbot.addWidget(dialog)
    dialog.unit.set_key(places.find_place(desk.ws, "市公安局").id)
    dialog.kind.set_key("inspection_lag")
    dialog.save()
    assert dialog.words.is_failed
    words = dialog.words.editor
    assert isinstance(words, QLineEdit)
    words.setText("督察问题整改滞后")
    dialog.save()
    assert finding_of(desk, "市公安局").title == "督察问题整改滞后"
    assert state(desk, "市公安局", 3) == "待认定"


def test_a_late_task_of_the_ledger_is_logged_as_a_matter_with_a_click(
    qtbot: Any, page: DataPage, desk: Desk
) -> None:
    page.show_view("matters")
    view = page.view("matters")
    offered = latetasks.late_tasks(desk.ws)
    assert view.late_button.text() == f"台账候选 {len(offered)}…"
    assert offered
    dialog = LateTasksDialog(desk, offered, view)
    qtbot.addWidget(dialog)
    assert [task.file.code for task in dialog.table.records.rows] == [t.file.code for t in offered]
    form = matter_of(desk, offered[0], dialog)
    assert form.kind.key == "key_task_late"
    form.save()
    logged = incidents.list_incidents(desk.ws)[-1]
    assert (logged.place, logged.subject) == (offered[0].file.row.place_id, offered[0].file.code)
    assert logged.confirmed is None, "a person has still to find upon it"
    assert len(latetasks.late_tasks(desk.ws)) == len(offered) - 1


def test_a_catch_all_item_goes_to_the_field_of_its_basis(qtbot: Any, desk: Desk) -> None:
    dialog = MatterDialog(desk)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.kind.set_key("other_basis_office")
    dialog.words.editor.setText("国家政策要求约谈")  # type: ignore[attr-defined]
    dialog.save()
    assert (dialog.words.is_failed, dialog.document.is_failed) == (False, True)
    assert dialog.focusWidget() is dialog.document.editor
    dialog.document.editor.setText("《条例》第五条")  # type: ignore[attr-defined]
    dialog.save()
    assert (dialog.document.is_failed, dialog.evidence.is_failed) == (False, True)
    assert dialog.focusWidget() is dialog.evidence.editor
    dialog.evidence.editor.setPlainText("会议纪要")  # type: ignore[attr-defined]
    dialog.save()
    assert incidents.list_incidents(desk.ws)[-1].document == "《条例》第五条"


def test_the_cell_of_a_matter_is_opened_by_f4(
    qtbot: Any, page: DataPage, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.show_view("matters")
    view = page.view("matters")
    asked: list[tuple[str, Any]] = []
    monkeypatch.setattr(desk, "go", lambda key, what=None: asked.append((key, what)))
    matter = next(one for one in view.table.records.rows if one.source is not None)
    view.table.select_record(matter)
    view.table.setFocus()
    key_click(page, Qt.Key.Key_F4)
    assert asked == [("source", matter.source)]


def test_views_can_be_changed_by_keyboard(qtbot: Any, page: DataPage) -> None:
    key_click(page.views, Qt.Key.Key_Right)
    assert page.views.current == "sections"


def test_ctrl_i_opens_the_wizard_from_any_page(qtbot: Any, window: MainWindow) -> None:
    active_window(window)
    key_click(window, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    page = window.findChild(DataPage)
    assert page is not None
    assert page.isVisible()
    assert page.views.current == "wizard"


def _days_of_october(desk: Desk, value: float) -> None:
    """A year later than the sample's newest table: nothing is published for it."""
    from yuetan_desktop.services import workspace
    from yuetan_desktop.store import observations as stored
    from yuetan_desktop.store.observations import ObservationRow

    with workspace.open_workspace(desk.ws.folders.data) as writer, writer.transaction():
        unit = places.find_place(writer, "临空经济区").id
        batch = stored.create_batch(
            writer.db, file_name="空气日报2610.xlsx", imported_by="李敏", imported_at=writer.now()
        )
        rows = [
            ObservationRow(unit, "pm25", f"2026-10-{day:02}", value, "", "日", f"C{day + 2}")
            for day in range(1, 32)
        ]
        stored.insert_observations(writer.db, batch, rows)


def test_a_value_computed_from_days_is_marked_and_explained(page: DataPage, desk: Desk) -> None:
    _days_of_october(desk, 44.3)
    page.show_view("units")
    view = page.view("units")
    view.refresh()
    assert cells(page, "units", 4)[:2] == ["临空经济区", "44.3 算"]
    assert view.panel.subtitle.text().startswith("“算”：没有公布值")
    view.show_sources(view.table.records.rows[4])
    said = [label.text() for label in view.sources.findChildren(Label)]
    assert any("由日数据计算：31个有效日均值的算术平均" in text for text in said)
    (links,) = view.sources.findChildren(SourceLinks)
    assert [source.cell for source in links.sources] == ["C3:C33"]


def test_the_history_of_a_value_says_what_its_days_give(page: DataPage, desk: Desk) -> None:
    _days_of_october(desk, 44.3)
    unit = places.find_place(desk.ws, "临空经济区")
    dialog = history_dialog(desk, unit, "pm25", OCTOBER, page)
    said = [label.text() for label in dialog.findChildren(Label)]
    assert any("由日数据计算" in text and "没有公布值" in text for text in said)
    (links,) = dialog.findChildren(SourceLinks)
    assert [act.text() for act in links.menu().actions()] == ["空气日报2610.xlsx › 日!C3:C33"]


def test_enter_on_a_section_shows_whom_to_call_and_prints_it(
    page: DataPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.show_view("sections")
    sections = page.view("sections")
    assert not sections.card.isEnabled()
    assert cells(page, "sections", 0)[0] == "望麓桥"
    sections.table.selectRow(0)
    shown: list[str] = []

    def look_and_print(dialog: SectionCardDialog) -> int:
        shown.extend(label.text() for label in dialog.findChildren(Label))
        dialog.print()
        return 1

    monkeypatch.setattr(SectionCardDialog, "exec", look_and_print)
    monkeypatch.setattr(messages, "pick_target", lambda *_: tmp_path / "卡片.docx")
    sections.table.setFocus()
    key_click(sections.table, Qt.Key.Key_Return)

    for words in ("区级河长周远", "000-0000000", "岚溪县", "青禾县", "岚江"):
        assert words in shown
    assert (tmp_path / "卡片.docx").stat().st_size > 5_000
