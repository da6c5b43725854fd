"""约谈案件: the list and its ranges, and opening a case once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from tests.hands import in_dialog, key_click, type_words
from yuetan_desktop.domain.casework import StepKind
from yuetan_desktop.services import casefiles
from yuetan_desktop.services.casefiles import CaseFilter
from yuetan_desktop.ui.main_window import MainWindow
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.cases.case_page import CasePage
from yuetan_desktop.ui.pages.cases.list_page import CasesPage
from yuetan_desktop.ui.pages.cases.opening import OpenCaseDialog

pytestmark = pytest.mark.looking

PlaceId = Callable[[str], int]


@pytest.fixture
def first_page() -> str:
    return "cases"


@pytest.fixture
def listing(window: MainWindow) -> CasesPage:
    window.go("cases")
    page = window.current_page
    assert isinstance(page, CasesPage)
    return page


def numbers(page: CasesPage) -> list[str]:
    return [file.number for file in page.table.records.rows]


# -- the list -----------------------------------------------------------------------------------
def test_it_opens_on_open_cases_and_each_range_says_how_many(
    listing: CasesPage, desk: Desk, qtbot: Any
) -> None:
    everything = casefiles.list_cases(desk.ws)
    for which in (CaseFilter.OPEN, CaseFilter.OVERDUE, CaseFilter.NEAR, CaseFilter.ENDED):
        segment = listing.segments._segments[which]
        qtbot.mouseClick(segment, Qt.MouseButton.LeftButton)
        wanted = [file.number for file in everything if casefiles.belongs(file, which)]
        assert numbers(listing) == wanted
        assert segment.text() == f"{which.value} {len(wanted)}"
    assert wanted  # the sample story has ended cases


@pytest.mark.acting
def test_words_narrow_the_list_and_clearing_brings_all_back(
    listing: CasesPage, desk: Desk, qtbot: Any
) -> None:
    key_click(listing, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert listing.filter.hasFocus()
    type_words("岚溪")
    assert numbers(listing)
    assert {file.basis.place.name for file in listing.table.records.rows} == {"岚溪县"}
    listing.filter.setText("没有这样的案件")
    assert listing.listing.nothing is not None
    listing._clear_filter()
    assert len(numbers(listing)) == len(casefiles.list_cases(desk.ws))


@pytest.mark.acting
def test_enter_opens_the_case_that_is_chosen(
    listing: CasesPage, window: MainWindow, qtbot: Any
) -> None:
    listing.table.setFocus()
    listing.table.selectRow(1)
    key_click(listing.table, Qt.Key.Key_Return)
    page = window.current_page
    assert isinstance(page, CasePage)
    assert page.header.title.text() == numbers(listing)[1]


# -- opening ------------------------------------------------------------------------------------
@pytest.mark.acting
def test_a_case_is_opened_on_what_is_triggered_and_a_second_time_shown_again(
    window: MainWindow, desk: Desk, place_id: PlaceId
) -> None:
    before = {file.id for file in casefiles.list_cases(desk.ws)}
    asked: list[bool] = []

    def open_it(level: int) -> CasePage:
        dialog = OpenCaseDialog(desk, place_id("云麓区"), level=level, parent=window)
        dialog.show()
        assert not dialog.unit.isEnabled()  # the unit was given
        assert dialog.windowTitle() == "发起预警提示"
        if dialog.note.isVisible():  # nothing is asked where the case is only opened again
            dialog.note.setPlainText("综合研判，确认。")
        asked.append(dialog.department.isVisible())
        dialog.confirm.click()
        assert not dialog.isVisible()
        page = window.current_page
        assert isinstance(page, CasePage)
        return page

    first = open_it(1).case_id
    new = {file.id for file in casefiles.list_cases(desk.ws)} - before
    assert new == {first}
    file = casefiles.load_case(desk.ws, first)
    assert (file.basis.place.name, file.basis.level.number) == ("云麓区", 1)
    assert [step.kind for step in file.steps] == [StepKind.CONFIRMATION, StepKind.PROPOSAL]
    assert open_it(1).case_id == first
    assert asked == [True, False]
    assert len(casefiles.list_cases(desk.ws)) == len(before) + 1


@pytest.mark.acting
def test_a_level_that_is_not_reached_opens_nothing(
    window: MainWindow, desk: Desk, place_id: PlaceId
) -> None:
    dialog = OpenCaseDialog(desk, place_id("云麓区"), level=4, parent=window)
    assert not dialog.confirm.isEnabled()
    assert "云麓区" in "".join(label.text() for label in dialog.findChildren(QLabel))


@pytest.mark.acting
def test_a_case_wants_the_proposing_department(
    window: MainWindow, desk: Desk, place_id: PlaceId
) -> None:
    dialog = OpenCaseDialog(desk, place_id("云麓区"), level=1, parent=window)
    dialog.show()
    before = len(casefiles.list_cases(desk.ws))
    dialog.department.setCurrentText(" ")
    dialog.confirm.click()
    assert dialog.isVisible()
    assert dialog.department_field.is_failed
    assert len(casefiles.list_cases(desk.ws)) == before


def test_ctrl_n_asks_for_unit_and_level(listing: CasesPage, qtbot: Any) -> None:
    seen: list[str] = []
    in_dialog(lambda dialog: seen.append(dialog.windowTitle()))
    key_click(listing, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert seen == ["发起约谈建议"]
