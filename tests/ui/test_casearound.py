"""On the case page: sub-steps, the leading cause, people, 尽责情况, joint interviews; 分工与原因."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from yuetan_desktop.domain.cases.linkedmeasures import MeasureKind
from yuetan_desktop.domain.cases.participants import Category, Participant
from yuetan_desktop.domain.cases.stepform import fields_of
from yuetan_desktop.domain.casework import StepKind
from yuetan_desktop.services import casefiles, places
from yuetan_desktop.services.casefiles import CaseFile
from yuetan_desktop.services.cases import caseproofs, causes, linkedmeasures, participants
from yuetan_desktop.services.reports import statistics
from yuetan_desktop.ui import messages
from yuetan_desktop.ui.main_window import MainWindow
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.cases import around
from yuetan_desktop.ui.pages.cases.case_page import CasePage
from yuetan_desktop.ui.pages.cases.cause_dialog import CauseDialog
from yuetan_desktop.ui.pages.cases.diligence_dialog import DiligenceDialog
from yuetan_desktop.ui.pages.cases.linking import JointDialog
from yuetan_desktop.ui.pages.cases.measure_dialog import MeasureDialog
from yuetan_desktop.ui.pages.cases.people_dialog import PeopleDialog
from yuetan_desktop.ui.pages.cases.stepping import StepDialog
from yuetan_desktop.ui.pages.settings.duties_part import DutiesPart, IssueDialog, LeaderDialog


@pytest.fixture
def first_page() -> str:
    return "cases"


def case_of(desk: Desk, unit: str, state: str) -> CaseFile:
    return next(
        file
        for file in casefiles.list_cases(desk.ws)
        if file.basis.place.name == unit and file.state.label == state
    )


def show(window: MainWindow, file: CaseFile) -> CasePage:
    window.go("case", file.id)
    page = window.current_page
    assert isinstance(page, CasePage)
    return page


def test_the_line_under_the_stepper_tells_sub_steps_cause_and_people(
    window: MainWindow, desk: Desk
) -> None:
    page = show(window, case_of(desk, "云麓区", "待整改方案"))
    line = page.head.around
    assert "会商 10-13" in line.parts.text()
    assert "纪要签署 10-27" in line.parts.text()
    words = {what: button.text() for what, button in line.buttons.items()}
    assert words == {
        around.CAUSE: "首要原因",
        around.PEOPLE: "参加人员 4 人",
        around.DILIGENCE: "尽责情况 4／6",
        around.MEASURES: "联动措施…",
        around.TOGETHER: "集体约谈…",
    }
    assert page.view is not None
    assert page.view.cause == "工地扬尘（住房城乡建设领域）"
    assert page.view.interviewee_name == "区长周远"


def test_an_escalated_case_leads_to_its_source_and_back(window: MainWindow, desk: Desk) -> None:
    escalated = case_of(desk, "青禾县", "待书面通知")
    page = show(window, escalated)
    links = [b for b in page.head.around.findChildren(QPushButton) if b.text().startswith("升级自")]
    links[0].click()
    assert page.view is not None
    assert page.view.file.number == "云约〔2026〕03号"
    assert page.view.around.links.escalated_to is not None
    assert page.view.around.links.escalated_to.id == escalated.id


def test_the_map_suggests_the_domain_and_names_whom_it_points_to(
    window: MainWindow, desk: Desk
) -> None:
    file = case_of(desk, "云麓区", "待整改方案")
    dialog = CauseDialog(desk, file, parent=window)
    dialog.show()
    dialog.chosen.setCurrentText("秸秆焚烧")
    assert dialog.domain.currentText() == "农业农村"
    assert "副市长林澈" in dialog.whom.text()
    dialog.why.setPlainText("")
    dialog.save.click()
    assert dialog.fields["why"].is_failed
    dialog.why.setPlainText("秋收季火点集中")
    dialog.candidates.setPlainText("工地扬尘\n秸秆焚烧")
    assert dialog.faults["慢作为"].isChecked()  # as the assessment before said
    dialog.faults["体制机制不健全"].setChecked(False)
    dialog.faults["法规标准有局限"].setChecked(True)
    dialog.save.click()
    found = causes.cause_of(desk.ws, file.id)
    assert found is not None
    assert (found.chosen, found.candidates) == ("秸秆焚烧", ("工地扬尘", "秸秆焚烧"))
    assert found.faults == ("慢作为", "法规标准有局限")  # 主观、客观两类
    counted = {line.name: line.count.opened for line in statistics.statistics(desk.ws).faults}
    assert (counted["主观责任合计"], counted["客观因素合计"]) == (1, 2)
    assert (counted["主观责任：慢作为"], counted["主观责任：不作为"]) == (1, 0)


def test_participants_start_with_those_the_regulation_names_and_the_press_needs_a_public_one(
    window: MainWindow, desk: Desk
) -> None:
    file = case_of(desk, "青禾县", "待书面通知")
    dialog = PeopleDialog(desk, file, parent=window)
    dialog.show()
    assert [line.person().category for line in dialog.lines][:2] == [
        Category.INTERVIEWER,
        Category.INTERVIEWEE,
    ]
    assert dialog.lines[0].person().name == "沈望"
    dialog.add_line(Participant(Category.MEDIA, unit="市融媒体中心"))
    dialog.form.set_key(True)
    dialog.basis.setText("警示教育")
    dialog.save.click()
    kept = participants.participants(desk.ws, file.id)
    assert kept[-1].unit == "市融媒体中心"
    page = show(window, file)
    assert page.view is not None
    assert page.view.form == "公开约谈"


def test_what_is_missing_of_the_six_is_named_while_one_types(
    window: MainWindow, desk: Desk
) -> None:
    file = case_of(desk, "云麓区", "待整改方案")
    dialog = DiligenceDialog(desk, file, parent=window)
    dialog.show()
    assert dialog.missing.text() == "尚缺证明 2 项：第二项事权划分、第四项双随机抽查"
    dialog.editors["事权划分"].setPlainText("区编委文件")
    assert "1 项：第四项双随机抽查" in dialog.missing.text()


def test_a_case_without_a_partner_says_why(window: MainWindow, desk: Desk) -> None:
    dialog = JointDialog(desk, case_of(desk, "青禾县", "待书面通知"), parent=window)
    assert dialog.checks == {}


def test_duties_are_entered_with_their_dates_and_the_map_is_edited(
    window: MainWindow, desk: Desk
) -> None:
    window.go("settings", "duties")
    page = window.current_page
    part = page.parts["duties"]  # type: ignore[union-attr]
    assert isinstance(part, DutiesPart)
    assert len(part.leaders.records.rows) == 6
    unit = places.find_place(desk.ws, "云麓区").id
    dialog = LeaderDialog(desk, parent=window)
    dialog.place.set_key(unit)
    dialog.domain.setCurrentText("住房城乡建设")
    dialog.title.setText("副区长")
    dialog.name.setText("新任")
    dialog.since.set_value(date(2026, 11, 1))
    dialog._save()
    assert dialog.fields["document"].is_failed
    dialog.document.setText("云麓府发〔2026〕9号")
    dialog._save()
    before = causes.leader_on(desk.ws, unit, "住房城乡建设", date(2026, 10, 23))
    assert before is not None
    assert before.name == "何静"
    issue = part.issues.records.rows[0]
    edit = IssueDialog(desk, issue, parent=window)
    edit.departments.setText("市住房城乡建设局、市城市管理行政执法局")
    edit._save()
    assert len(causes.issues(desk.ws)[0].departments) == 2


def test_after_the_interview_reports_are_offered_and_no_other_level(
    window: MainWindow, desk: Desk
) -> None:
    page = show(window, case_of(desk, "云麓区", "待整改方案"))
    shown = [action.text() for action in page.side_menu().actions()]
    assert "登记进展报告…" in shown
    assert StepKind.LEVEL_CHANGE.label not in "".join(shown)


def test_the_first_lawful_day_is_told_before_one_is_chosen(window: MainWindow, desk: Desk) -> None:
    """第十二条, three clear working days: nobody guesses until nothing is refused."""
    file = case_of(desk, "青禾县", "待书面通知")
    dialog = StepDialog(desk, file, StepKind.NOTICE, parent=window)
    field = dialog.fields["interview_on"]
    for notified, first in (("2026-11-10", "2026-11-16"), ("2026-11-06", "2026-11-12")):
        dialog.day.set_value(date.fromisoformat(notified))
        says = f"{notified}通知的，最早可于{first}约谈（第十二条）。"
        assert field.editor.accessibleDescription() == says
    dialog.day.set_value(date(2026, 12, 31))
    assert "约谈（暂估）" in field.editor.accessibleDescription(), "2027 has no notice yet"


@pytest.mark.parametrize("kind", [StepKind.IMPROVEMENT_CHECK, StepKind.REVIEW])
def test_a_finding_is_never_chosen_beforehand(
    window: MainWindow, desk: Desk, kind: StepKind
) -> None:
    """第九条（一）1、第十七条: 已改善 and 同意实施 are said by a person, not by Enter."""
    dialog = StepDialog(desk, case_of(desk, "云麓区", "待整改方案"), kind, parent=window)
    dialog.show()
    found = next(one for one in fields_of(kind) if one.is_finding)
    assert dialog.values()[found.key] == ""
    dialog.save.click()
    assert dialog.fields[found.key].is_failed


def test_a_scan_is_attached_to_the_step_that_was_chosen(
    window: MainWindow, desk: Desk, tmp_path: Path, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    scan = tmp_path / "会签单.pdf"
    scan.write_bytes(b"signed")
    monkeypatch.setattr(messages, "pick_files", lambda *_: [scan])
    file = case_of(desk, "云麓区", "待整改方案")
    page = show(window, file)
    assert not page.record.attach.isEnabled()
    step = file.state.last(StepKind.CONSULTATION)
    assert step is not None
    page.record.select_step(step.id)
    qtbot.mouseClick(page.record.attach, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(caseproofs.of_step(desk.ws, file.id, step.id)) == 1)
    qtbot.waitUntil(lambda: any(line.files for line in page.record.table.records.rows))


def test_a_file_proves_a_circumstance_in_its_dialog(
    window: MainWindow, desk: Desk, tmp_path: Path, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    proof = tmp_path / "抽查记录.pdf"
    proof.write_bytes(b"records")
    monkeypatch.setattr(messages, "pick_files", lambda *_: [proof])
    dialog = DiligenceDialog(desk, case_of(desk, "青禾县", "待书面通知"), parent=window)
    qtbot.addWidget(dialog)
    dialog.show()
    assert "双随机抽查" in dialog.missing.text()
    (add,) = (
        button
        for button in dialog.findChildren(QPushButton)
        if button.accessibleName() == "添加证明文件：双随机抽查"
    )
    qtbot.mouseClick(add, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "抽查记录.pdf" in dialog.files["双随机抽查"].text())
    assert "双随机抽查" not in dialog.missing.text()


def test_an_entry_of_accountability_asks_for_basis_and_names_who_receives(
    window: MainWindow, desk: Desk
) -> None:
    file = case_of(desk, "青禾县", "待书面通知")
    page = show(window, file)
    dialog = MeasureDialog(desk, file, parent=window)
    dialog.show()
    assert dialog.fields["who"].isHidden()
    dialog.kind.set_key(MeasureKind.ACCOUNTABILITY)
    dialog.who.setText("青禾县人民政府县长秦川")
    dialog.who.editingFinished.emit()
    assert dialog.body_name.text() == "市纪委监委、市委组织部"
    dialog.sanction.set_key("免职")
    dialog.save.click()
    assert dialog.fields["basis"].is_failed  # 没有调查依据的，不予登记
    assert linkedmeasures.measures(desk.ws, file.id) == ()
    dialog.basis.setPlainText("市纪委监委责任调查报告1号")
    dialog.save.click()
    assert page.head.around.buttons[around.MEASURES].text() == "联动措施 1 项"
    (line,) = (line for line in page.record.table.records.rows if line.measure_id)
    assert "青禾县人民政府县长秦川免职" in line.text
    desk.undo.undo()
    assert linkedmeasures.measures(desk.ws, file.id) == ()
