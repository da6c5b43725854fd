"""设置: what a clerk sets is in force at once, and what cannot be right is refused at its field."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from tests.hands import in_dialog, key_click, type_words
from yuetan_desktop.domain.period import Period, PeriodKind
from yuetan_desktop.domain.place import Place, PlaceKind
from yuetan_desktop.services import office, places, targets
from yuetan_desktop.services.cases import causes
from yuetan_desktop.services.office import PageNumbers, Viewpoint
from yuetan_desktop.ui import messages
from yuetan_desktop.ui.main_window import MainWindow
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.browse.matter_dialogs import MatterDialog
from yuetan_desktop.ui.pages.cases.opening import OpenCaseDialog
from yuetan_desktop.ui.pages.rectification.terms import new_task
from yuetan_desktop.ui.pages.settings.calendar_part import PasteDialog
from yuetan_desktop.ui.pages.settings.duties_part import DutiesPart
from yuetan_desktop.ui.pages.settings.page import PARTS, SettingsPage
from yuetan_desktop.ui.pages.settings.place_dialog import PlaceDialog
from yuetan_desktop.ui.pages.settings.targets_part import TargetDialog
from yuetan_desktop.ui.theme import TextSize, theme

# Invented: the real notice for 2027 decides.
OF_2027 = (
    "国务院办公厅关于2027年部分节假日安排的通知　国办发明电〔2026〕7号\n"
    "一、元旦：1月1日（周五）至3日（周日）放假，共3天。\n"
    "四、劳动节：5月1日（周六）至5日（周三）放假调休，共5天。5月8日（周六）上班。\n"
)
Part = Callable[[str], Any]


@pytest.fixture
def first_page() -> str:
    return "settings"


@pytest.fixture
def page(window: MainWindow) -> SettingsPage:
    window.go("settings")
    found = window.current_page
    assert isinstance(found, SettingsPage)
    return found


@pytest.fixture
def part(page: SettingsPage) -> Part:
    def show(key: str) -> Any:
        page.show_item(key)
        return page.parts[key]

    return show


def test_arrow_keys_lead_through_every_subject(page: SettingsPage, qtbot: Any) -> None:
    page.list.setFocus()
    for key, _title, _make in PARTS:
        assert [k for k, shown in page.parts.items() if shown.isVisible()] == [key]
        key_click(page.list, Qt.Key.Key_Down)


# -- the office ---------------------------------------------------------------------------------
def test_the_office_is_kept_and_the_viewpoint_says_what_it_means(part: Part, desk: Desk) -> None:
    office_part = part("office")
    assert office_part.editors["name"].text() == office.read_office(desk.ws).name
    office_part.editors["contact_phone"].setText(" 028-26110001 ")
    office_part.viewpoint.set_key(Viewpoint.SELF_WATCH)
    assert "代拟稿" in office_part.viewpoint.accessibleDescription()
    office_part.save()
    kept = office.read_office(desk.ws)
    assert (kept.contact_phone, kept.viewpoint) == ("028-26110001", Viewpoint.SELF_WATCH)


def test_another_office_is_told_that_its_numbers_are_still_the_shipped_ones(
    part: Part, desk: Desk
) -> None:
    office_part = part("office")
    issuer = office_part.fields["issuer"]
    assert office_part.editors["issuer"].text().startswith("云岭市")
    assert "文号格式" not in office_part.editors["issuer"].accessibleDescription()
    shipped = office.Office()
    other = replace(shipped, issuer="澜川市生态环境保护委员会办公室")
    assert "资环委办〔××××〕×号" in office.borrowed_number(other)
    assert not office.borrowed_number(shipped)
    office_part.write_office("改文号格式", {"number_pattern": shipped.number_pattern})
    office_part.editors["issuer"].setText("澜川市生态环境保护委员会办公室")
    assert "文号格式还是" in office_part.editors["issuer"].accessibleDescription()
    assert not issuer.is_failed


# -- units --------------------------------------------------------------------------------------
def test_a_new_unit_is_found_by_its_alias(part: Part, desk: Desk, qtbot: Any) -> None:
    units = part("units")

    def register(dialog: PlaceDialog) -> None:
        dialog._save()
        assert dialog.name_field.is_failed
        type_words("霁川新区", dialog.name)
        dialog.kind.set_key(PlaceKind.ZONE)
        type_words("霁川新区管理委员会", dialog.official)
        type_words("霁川、霁川管委会", dialog.aliases)
        type_words("唐溪", dialog.people["chief"])
        key_click(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    in_dialog(register)
    units._edit(None)
    found = places.find_place(desk.ws, "霁川管委会")
    assert (found.name, found.kind) == ("霁川新区", PlaceKind.ZONE)
    assert places.contacts(desk.ws, found.id).chief == "唐溪"
    assert "霁川新区" in {place.name for place in units.table.records.rows}


def test_the_filter_also_finds_aliases(part: Part) -> None:
    units = part("units")
    units.filter.setText("住建局")
    assert [place.name for place in units.table.records.rows] == ["市住房城乡建设局"]


def test_a_unit_taken_for_another_city_s_is_found_by_its_name_to_be_put_right(
    part: Part, desk: Desk
) -> None:
    desk.tasks.run("登记", lambda ws, _: places.register(ws, [Place(0, "望帆县", PlaceKind.PEER)]))
    units = part("units")
    assert "望帆县" not in {place.name for place in units.table.records.rows}
    units.filter.setText("望帆")
    (unit,) = units.table.records.rows
    dialog = PlaceDialog(desk, unit, tuple(units.kinds))
    dialog.kind.set_key(PlaceKind.COUNTY)
    dialog._save()
    assert places.find_place(desk.ws, "望帆县").kind is PlaceKind.COUNTY


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_F2], ids=["Enter", "F2"])
def test_a_key_edits_the_chosen_section(part: Part, desk: Desk, qtbot: Any, key: Qt.Key) -> None:
    sections = part("sections")
    place = next(p for p in sections.table.records.rows if p.name == "望麓桥")
    sections.table.select_record(place)

    def rename_river(dialog: PlaceDialog) -> None:
        assert dialog.name.text() == "望麓桥"
        assert dialog.owner.currentText() == "云麓区"
        dialog.river.setText("岚江干流")
        dialog._save()

    in_dialog(rename_river)
    key_click(sections.table, key)
    assert places.find_place(desk.ws, "望麓桥").river == "岚江干流"


# -- targets ------------------------------------------------------------------------------------
@pytest.fixture
def target(part: Part, desk: Desk, window: MainWindow) -> TargetDialog:
    part("targets")
    dialog = TargetDialog(desk, parent=window)
    dialog.show()
    dialog.place.set_key(places.find_place(desk.ws, "云麓区").id)
    dialog.indicator.set_key("pm25")
    dialog.period.set_period(Period.month(2026, 12))
    dialog.value.setText("45.5")
    dialog.document.setText("云环委办〔2026〕99号")
    return dialog


def newest(desk: Desk) -> Any:
    place = places.find_place(desk.ws, "云麓区").id
    found = targets.list_targets(desk.ws, place=place, year=2026)
    return [t for t in found if t.document == "云环委办〔2026〕99号"]


def test_a_target_is_kept_with_its_document(target: TargetDialog, desk: Desk) -> None:
    target._save()
    (kept,) = newest(desk)
    assert (kept.indicator, kept.period, kept.value) == (
        "pm25",
        Period.month(2026, 12),
        Decimal("45.5"),
    )
    assert kept.signed_on is None  # no day was said, none is made up


@pytest.mark.parametrize(
    ("field", "words"),
    [("value", "四十五"), ("value", "nan"), ("value", ""), ("document", "")],
)
def test_a_target_that_cannot_be_right_is_refused_at_its_field(
    target: TargetDialog, desk: Desk, field: str, words: str
) -> None:
    getattr(target, field).setText(words)
    target._save()
    assert target.isVisible()
    assert target.fields[field].is_failed
    assert newest(desk) == []


def test_the_period_picker_offers_what_the_regulation_counts_by_and_nothing_else(
    target: TargetDialog, desk: Desk
) -> None:
    picker = target.period
    offered = [picker.kind.itemText(n) for n in range(picker.kind.count())]
    assert offered == ["单月", "季度", "半年", "前三季度", "年度", "累计"]
    picker.kind.set_key(PeriodKind.THREE_QUARTERS)
    assert picker.period == Period(date(2026, 1, 1), date(2026, 9, 30))
    assert not picker.which.isEnabled()
    target._save()
    assert newest(desk)[0].period == Period.three_quarters(2026)


def test_targets_are_shown_by_unit_and_year(part: Part, desk: Desk) -> None:
    shown = part("targets")
    everything = len(shown.table.records.rows)
    shown.unit.set_key(places.find_place(desk.ws, "云麓区").id)
    shown.year.set_key(2026)
    rows = shown.table.records.rows
    assert 0 < len(rows) < everything
    assert {(r.place_name, r.period.year) for r in rows} == {("云麓区", 2026)}


# -- working days -------------------------------------------------------------------------------
def test_a_year_shows_its_days_off_and_the_weekends_worked(part: Part) -> None:
    days = part("calendar")
    days.year.set_key(2026)
    shown = {row[0]: row[1] for row in days.table.records.rows}
    assert shown[date(2026, 10, 1)] == "国庆节"
    assert shown[date(2026, 10, 10)] == "上班"
    assert days.state.text == "已公布"


def test_a_year_not_yet_published_says_it_is_estimated_until_the_notice_is_pasted(
    part: Part, desk: Desk
) -> None:
    days = part("calendar")
    days.year.set_key(2027)
    assert days.table.records.rows == []
    assert days.state.text == "未公布，按周末暂估"

    def paste(dialog: PasteDialog) -> None:
        dialog.text.setPlainText("这不是放假通知")
        dialog.save.click()
        assert dialog.field.is_failed
        assert dialog.isVisible()
        dialog.text.setPlainText(OF_2027)
        dialog.save.click()

    in_dialog(paste)
    days.paste()
    assert days.state.text == "已公布"
    assert desk.ws.calendar.is_workday(date(2027, 5, 8))
    assert not desk.ws.calendar.is_workday(date(2027, 1, 1))
    assert {row[0] for row in days.table.records.rows} >= {date(2027, 5, 1), date(2027, 5, 8)}


# -- papers -------------------------------------------------------------------------------------
def test_where_page_numbers_stand_is_kept(part: Part, desk: Desk) -> None:
    papers = part("papers")
    assert papers.page_numbers.key == PageNumbers.OUTER
    papers.page_numbers.set_key(PageNumbers.CENTRE)
    papers.save()
    assert office.read_office(desk.ws).page_numbers is PageNumbers.CENTRE
    papers.refresh()
    assert papers.page_numbers.key == PageNumbers.CENTRE


def test_the_doctor_names_what_is_broken_in_which_template(part: Part, desk: Desk) -> None:
    from docx import Document

    from yuetan_desktop.documents import monthly
    from yuetan_desktop.documents.kinds import KINDS
    from yuetan_desktop.services.papers import paperfiles

    papers = part("papers")
    papers.check.click()
    every = [*KINDS, monthly.NAME]
    assert papers.report.toPlainText().splitlines() == [f"{kind}：模板可用" for kind in every]
    own = paperfiles.edit_template(desk.ws, "约谈通知")
    document = Document(str(own))
    document.add_paragraph("{{ 没有这个字段 }}")
    document.save(str(own))
    papers.check.click()
    report = papers.report.toPlainText()
    assert "没有这个字段" in report
    assert report.count("模板可用") == len(every) - 1
    assert papers.check.isEnabled()


@pytest.mark.parametrize("kind", ["约谈通知", "月度通报"])
def test_a_template_is_opened_as_the_office_s_own_copy(
    part: Part, desk: Desk, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from yuetan_desktop.services.papers import paperfiles

    opened: list[Path] = []
    monkeypatch.setattr(paperfiles, "open_paper", opened.append)
    papers = part("papers")
    papers.template.set_key(kind)
    papers.edit.click()
    (own,) = opened
    assert own == paperfiles.template_path(desk.ws, kind)
    assert own.is_relative_to(desk.ws.folders.data)
    assert str(own) in papers.report.toPlainText()


def test_a_number_pattern_without_its_number_is_refused_with_a_sentence(
    part: Part, desk: Desk, qtbot: Any
) -> None:
    before = office.read_office(desk.ws).number_pattern
    papers = part("papers")
    papers.editors["number_pattern"].setText("云环委办〔{year}〕号")
    titles: list[str] = []
    in_dialog(lambda dialog: titles.append(dialog.windowTitle()))
    papers.save()
    assert titles == ["保存文书设置未完成"]
    assert office.read_office(desk.ws).number_pattern == before


# -- the look -----------------------------------------------------------------------------------
def test_字号_changes_at_once_and_is_kept_when_saved(part: Part, desk: Desk, qtbot: Any) -> None:
    look = part("look")
    qtbot.mouseClick(look.text_size._segments[TextSize.LARGE], Qt.MouseButton.LeftButton)
    assert theme().text_size is TextSize.LARGE
    assert office.read_office(desk.ws).text_size == "standard"
    look.numbers["due_within_days"].setValue(9)
    look.save()
    kept = office.read_office(desk.ws)
    assert (kept.text_size, kept.due_within_days) == ("large", 9)
    assert theme().text_size is TextSize.LARGE


def test_a_duty_list_is_brought_in_and_taken_back_whole(
    page: SettingsPage, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "责任清单.csv"
    file.write_text("部门,责任事项\n市气象局,人工增雨\n,臭氧预报\n", "utf-8")
    monkeypatch.setattr(messages, "pick_file", lambda *_: file)
    page.show_item("duties")
    part = page.parts["duties"]
    assert isinstance(part, DutiesPart)
    part.import_duties()
    named = {issue.name: issue.departments for issue in causes.issues(desk.ws)}
    assert named["人工增雨"] == named["臭氧预报"] == ("市气象局",)
    assert len(part.issues.records.rows) == len(named)

    desk.undo.undo()
    assert "臭氧预报" not in {issue.name for issue in causes.issues(desk.ws)}


def test_a_unit_out_of_use_says_so_and_comes_back_by_undo(
    part: Part, desk: Desk, qtbot: Any
) -> None:
    units = part("units")
    chosen = places.list_places(desk.ws, {PlaceKind.COUNTY})[0]
    units.table.select_record(chosen)
    units.use.click()
    qtbot.waitUntil(lambda: units.use.text() == "恢复使用")
    assert chosen.id in places.retired_places(desk.ws)
    # New records are not offered it; a section that it answers for keeps it.
    case = OpenCaseDialog(desk)
    boxes = [MatterDialog(desk).unit, TargetDialog(desk).place, case.unit]
    boxes.append(new_task(desk, units).fields["place"].editor)
    assert [box.findText(chosen.name) for box in boxes] == [-1] * 4
    assert places.list_places(desk.ws, {PlaceKind.COUNTY})[1].name in boxes[0].itemText(0)
    section = next(p for p in places.list_places(desk.ws) if p.parent == chosen.id)
    waters = part("sections").kinds
    assert PlaceDialog(desk, section, waters).owner.key == chosen.id
    assert PlaceDialog(desk, None, waters).owner.findText(chosen.name) == -1
    desk.undo.undo()
    qtbot.waitUntil(lambda: not places.retired_places(desk.ws))
