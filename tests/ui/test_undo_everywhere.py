"""撤销 and 重做 by key for what is kept by hand: settings, matters, details of a case, evidence,
joint steps, a folder of files. Each act is done, taken back, done anew and taken back again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.hands import active_window, key_click
from tests.services.casestory import SEPTEMBER, TO_INTERVIEW, run
from tests.services.conftest import off_target
from tests.services.filesmade import save
from tests.services.papersmade import issuing_office
from tests.ui.conftest import seated, sitting_at
from tests.ui.ledger.tasks import task
from tests.ui.test_settings import OF_2027
from yuetan_desktop.domain.cases.participants import Category, Participant
from yuetan_desktop.domain.casework import StepKind
from yuetan_desktop.domain.period import Period
from yuetan_desktop.services import (
    casefiles,
    incidents,
    observations,
    office,
    places,
    rectification,
    targets,
)
from yuetan_desktop.services.cases import caseopening, causes, joint, participants
from yuetan_desktop.services.judging import placepanel
from yuetan_desktop.ui import messages
from yuetan_desktop.ui.main_window import MainWindow
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.browse.matter_dialogs import FindingDialog, MatterDialog
from yuetan_desktop.ui.pages.cases.cause_dialog import CauseDialog
from yuetan_desktop.ui.pages.cases.diligence_dialog import DiligenceDialog
from yuetan_desktop.ui.pages.cases.linking import JointDialog
from yuetan_desktop.ui.pages.cases.people_dialog import PeopleDialog
from yuetan_desktop.ui.pages.cases.stepping import StepDialog
from yuetan_desktop.ui.pages.dashboard.exemption import ExemptionDialog, LiftDialog
from yuetan_desktop.ui.pages.rectification.evidence import EvidenceSection
from yuetan_desktop.ui.pages.settings.calendar_part import PasteDialog
from yuetan_desktop.ui.pages.settings.duties_part import IssueDialog, LeaderDialog
from yuetan_desktop.ui.pages.settings.place_dialog import PlaceDialog
from yuetan_desktop.ui.pages.settings.targets_part import TargetDialog
from yuetan_desktop.ui.widgets.dialog import Dialog

MEASURE = "老城区雨污管网混接改造"


@pytest.fixture
def first_page() -> str:
    return "settings"


@pytest.fixture
def press(window: MainWindow, qtbot: Any) -> Callable[[str], None]:
    """Ctrl and a letter, where no field is being typed in."""

    def keys(letter: str) -> None:
        active_window(window)
        window.setFocus()
        key = getattr(Qt.Key, f"Key_{letter}")
        key_click(window, key, Qt.KeyboardModifier.ControlModifier)

    return keys


@pytest.fixture
def refused(monkeypatch: pytest.MonkeyPatch) -> list[Exception]:
    said: list[Exception] = []
    monkeypatch.setattr(messages, "show_error", lambda error, *_a, **_k: said.append(error))
    return said


def primary(dialog: Dialog) -> None:
    dialog.show()
    assert dialog.primary is not None
    dialog.primary.click()


# -- what is done, and where it shows -----------------------------------------------------------
def office_settings(window: MainWindow, desk: Desk) -> None:
    part = settings(window, "ledger")
    part.months.setValue(11)
    part.save()


def text_size(window: MainWindow, desk: Desk) -> None:
    part = settings(window, "look")
    part.numbers["near_percent"].setValue(33)
    part.save()


def settings(window: MainWindow, key: str) -> Any:
    window.go("settings", key)
    page: Any = window.current_page
    return page.parts[key]


def changed_place(window: MainWindow, desk: Desk) -> None:
    place = places.find_place(desk.ws, "青禾县")
    dialog = PlaceDialog(desk, place, (place.kind,), parent=window)
    dialog.official.setText("青禾县政府（改）")
    dialog.people["phone"].setText("0000-1234567")
    primary(dialog)


def new_place(window: MainWindow, desk: Desk) -> None:
    kind = places.find_place(desk.ws, "青禾县").kind
    dialog = PlaceDialog(desk, None, (kind,), parent=window)
    dialog.name.setText("新设高新区")
    primary(dialog)


def all_places(desk: Desk) -> object:
    place = places.find_place(desk.ws, "青禾县")
    return place, places.contacts(desk.ws, place.id), len(places.list_places(desk.ws))


def new_target(window: MainWindow, desk: Desk) -> None:
    dialog = TargetDialog(desk, parent=window)
    dialog.period.set_period(Period.year_of(2027))
    dialog.value.setText("30")
    dialog.document.setText("云环委〔2027〕1号")
    primary(dialog)


def new_leader(window: MainWindow, desk: Desk) -> None:
    """Takes over from whoever was in charge."""
    open_line = next(one for one in causes.list_leaders(desk.ws) if one.valid_to is None)
    dialog = LeaderDialog(desk, parent=window)
    dialog.place.set_key(open_line.place_id)
    dialog.domain.setCurrentText(open_line.domain)
    for editor, words in ((dialog.title, "副区长"), (dialog.name, "新任"), (dialog.document, "文")):
        editor.setText(words)
    primary(dialog)


def changed_issue(window: MainWindow, desk: Desk) -> None:
    dialog = IssueDialog(desk, causes.issues(desk.ws)[0], parent=window)
    dialog.departments.setText("市水利局")
    primary(dialog)


def removed_issue(window: MainWindow, desk: Desk) -> None:
    IssueDialog(desk, causes.issues(desk.ws)[1], parent=window)._remove(
        causes.issues(desk.ws)[1].name
    )


def new_matter(window: MainWindow, desk: Desk) -> None:
    dialog = MatterDialog(desk, window)
    dialog.words.editor.setText("某企业夜间偷排")  # type: ignore[attr-defined]
    primary(dialog)


def new_finding(window: MainWindow, desk: Desk) -> None:
    incident = next(one for one in incidents.list_incidents(desk.ws) if one.confirmed)
    dialog = FindingDialog(desk, incident, window)
    dialog.choice.set_key(False)
    dialog.person.editor.setText("市局")  # type: ignore[attr-defined]
    dialog.basis.editor.setPlainText("会议纪要")  # type: ignore[attr-defined]
    primary(dialog)


def exempted(window: MainWindow, desk: Desk) -> None:
    unit = places.find_place(desk.ws, "云麓区").id
    panel = placepanel.place_panel(desk.ws, unit, Period.month(2026, 10))
    dialog = ExemptionDialog(desk, panel.triggers[0].found, window)
    for field, words in ((dialog.cause, "外来沙尘"), (dialog.approver, "市环委办主任")):
        field.editor.setText(words)  # type: ignore[attr-defined]
    dialog.evidence.editor.setPlainText("省站认定函")  # type: ignore[attr-defined]
    primary(dialog)


def lifted(window: MainWindow, desk: Desk) -> None:
    dialog = LiftDialog(desk, incidents.list_exemptions(desk.ws)[0], window)
    dialog.why.editor.setText("认定函撤回")  # type: ignore[attr-defined]
    primary(dialog)


def exemptions(desk: Desk) -> object:
    return [(one.place, one.rule, one.cause) for one in incidents.list_exemptions(desk.ws)]


def open_case(desk: Desk) -> Any:
    return next(f for f in casefiles.list_cases(desk.ws) if f.state.label == "待书面通知")


def cause(window: MainWindow, desk: Desk) -> None:
    dialog = CauseDialog(desk, open_case(desk), parent=window)
    issue = causes.issues(desk.ws)[0]
    dialog.candidates.setPlainText(issue.name)
    dialog.chosen.setCurrentText(issue.name)
    dialog.why.setPlainText("在线数据")
    dialog.by.setText("市环委办")
    primary(dialog)


def people(window: MainWindow, desk: Desk) -> None:
    dialog = PeopleDialog(desk, open_case(desk), parent=window)
    dialog.add_line(Participant(Category.PARTY, name="列席一", unit="市水利局"))
    primary(dialog)


def diligence(window: MainWindow, desk: Desk) -> None:
    dialog = DiligenceDialog(desk, open_case(desk), parent=window)
    next(iter(dialog.editors.values())).setPlainText("已部署")
    primary(dialog)


def evidence(window: MainWindow, desk: Desk) -> None:
    file = Path(desk.ws.folders.data) / "回执.pdf"
    file.write_bytes(b"%PDF-1.4 receipt")
    EvidenceSection(desk, task(desk, MEASURE)).attach([file])


def ledger(desk: Desk) -> object:
    return len(
        [
            e
            for e in rectification.load_task(desk.ws, task(desk, MEASURE).id).entries
            if not e.is_void
        ]
    )


ACTS: dict[str, tuple[Callable[[MainWindow, Desk], None], Callable[[Desk], object]]] = {
    "保存整改与回头看设置": (office_settings, lambda d: office.read_office(d.ws)),
    "保存显示设置": (text_size, lambda d: office.read_office(d.ws)),
    "修改青禾县": (changed_place, all_places),
    "新增新设高新区": (new_place, all_places),
    "新增目标": (new_target, lambda d: [t.document for t in targets.list_targets(d.ws)]),
    "新增分工": (
        new_leader,
        lambda d: [(one.name, one.domain, one.valid_to) for one in causes.list_leaders(d.ws)],
    ),
    "保存原因": (changed_issue, lambda d: causes.issues(d.ws)),
    "删去原因": (removed_issue, lambda d: {one.name for one in causes.issues(d.ws)}),
    "登记事项": (new_matter, lambda d: [i.title for i in incidents.list_incidents(d.ws)]),
    "登记认定": (
        new_finding,
        lambda d: [(i.id, i.confirmed) for i in incidents.list_incidents(d.ws)],
    ),
    "登记豁免": (exempted, exemptions),
    "撤销豁免": (lifted, exemptions),
    "认定首要原因": (cause, lambda d: causes.cause_of(d.ws, open_case(d).id)),
    "保存参加人员": (people, lambda d: participants.own_participants(d.ws, open_case(d).id)),
    "保存尽责情况": (diligence, lambda d: participants.diligence_said(d.ws, open_case(d).id)),
    "添加佐证": (evidence, ledger),
}


def test_each_act_is_taken_back_and_done_anew_by_key(
    window: MainWindow,
    desk: Desk,
    press: Callable[[str], None],
    refused: list[Exception],
) -> None:
    for name, (act, look) in ACTS.items():
        before = look(desk)
        act(window, desk)
        after = look(desk)
        assert not refused, (name, refused)
        assert after != before, name
        assert window.status.undo.toolTip().startswith(f"撤销：{name}"), name
        press("Z")
        assert look(desk) == before, name
        press("Y")
        assert look(desk) == after, (name, refused)
        press("Z")
        assert look(desk) == before, name
        assert desk.undo.last is None, name


def test_the_days_off_of_a_year_go_back_to_the_notice_before(
    window: MainWindow, desk: Desk, press: Callable[[str], None]
) -> None:
    before = desk.ws.calendar.notices[2026]
    dialog = PasteDialog(desk, parent=window)
    dialog.text.setPlainText(OF_2027.replace("2027", "2026").replace("5月8日（周六）", "5月9日"))
    primary(dialog)
    assert desk.ws.calendar.notices[2026] != before
    press("Z")
    assert desk.ws.calendar.notices[2026] == before


def test_files_imported_in_one_run_are_one_step(
    window: MainWindow, desk: Desk, press: Callable[[str], None], tmp_path: Path, refused: list[Any]
) -> None:
    folder = tmp_path / "来表"
    folder.mkdir()
    for month in (1, 2):
        save(
            folder / f"空气270{month}.xlsx",
            [f"云岭市2027年{month}月空气质量月报"],
            ["县（区）", "优良天数率(%)"],
            ["云麓区", 80.0],
        )
    window.go("data", [folder])
    page: Any = window.current_page
    before = len(observations.list_batches(desk.ws))
    page.view("wizard").run.store()
    assert len(observations.list_batches(desk.ws)) == before + 2
    assert window.status.undo.toolTip() == "撤销：导入 2 个文件（Ctrl+Z）"
    press("Z")
    batches = observations.list_batches(desk.ws)
    assert [batch.withdrawn_at is not None for batch in batches[:2]] == [True, True]
    press("Y")
    assert "不能重做" in str(refused[0])


# -- 集体约谈 -----------------------------------------------------------------------------------
@pytest.fixture
def two_cases(tmp_path: Path) -> Path:
    """An office with two cases that can be interviewed together, both approved."""
    folder = tmp_path / "office"
    with issuing_office(folder) as ws:
        for name in ("雁江区", "安岳县"):
            place = off_target(ws, name)
            opened = caseopening.open_case(
                ws, place, month=SEPTEMBER, day=date(2026, 10, 13), note="经会商确认"
            )
            run(ws, opened.case, TO_INTERVIEW[:2])
    return folder


def test_a_joint_interview_and_a_step_of_all_its_cases_are_one_step_each(
    looks: QApplication, qtbot: Any, two_cases: Path, refused: list[Any]
) -> None:
    with sitting_at(two_cases) as desk, seated(desk, "cases") as window:
        qtbot.addWidget(window)

        def press(key: Qt.Key) -> None:
            active_window(window)
            window.setFocus()
            key_click(window, key, Qt.KeyboardModifier.ControlModifier)

        def states() -> list[str]:
            return [file.state.label for file in casefiles.list_cases(desk.ws)]

        first, second = casefiles.list_cases(desk.ws)
        dialog = JointDialog(desk, first, parent=window)
        dialog.checks[second.id].setChecked(True)
        primary(dialog)
        press(Qt.Key.Key_Z)
        assert joint.members(desk.ws, first.id) == ()
        press(Qt.Key.Key_Y)
        assert set(joint.members(desk.ws, first.id)) == {first.id, second.id}

        before = states()
        step = StepDialog(desk, first, StepKind.NOTICE, parent=window)
        step.day.set_value(date(2026, 10, 16))
        step.fields["interview_on"].editor.set_value(date(2026, 10, 22))  # type: ignore[attr-defined]
        primary(step)
        assert not refused
        after = states()
        assert after != before
        assert len(set(after)) == 1
        press(Qt.Key.Key_Z)
        assert states() == before
        press(Qt.Key.Key_Y)
        assert states() == after


def test_nothing_to_do_anew_is_said_and_another_act_ends_it(
    window: MainWindow, desk: Desk, press: Callable[[str], None]
) -> None:
    told: list[str] = []
    desk.noticed.connect(lambda notice: told.append(notice.title))
    press("Y")
    assert told == ["没有可以重做的操作"]
    office_settings(window, desk)
    press("Z")
    assert told[-1] == "已撤销"
    assert desk.undo.undone is not None
    text_size(window, desk)
    assert desk.undo.undone is None
