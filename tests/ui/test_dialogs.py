"""Every dialog with the sample data: named, by keyboard, nothing cut, and no act without its input."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from tests.hands import key_click
from tests.ui.conftest import delete_now
from tests.ui.spots import settle
from tests.ui.test_accessibility import name_of, own_controls, reachable, said, still_cut, where
from yuetan_desktop.domain.assessment import RuleFinding
from yuetan_desktop.domain.casework import StepKind, allowed_next
from yuetan_desktop.domain.facts import Exemption
from yuetan_desktop.domain.judging.interpretation import Interpretation
from yuetan_desktop.domain.ledger.enterprise import Enterprise
from yuetan_desktop.domain.papers.opinions import Opinion
from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.place import PlaceKind
from yuetan_desktop.services import (
    assessing,
    casefiles,
    enterprises,
    incidents,
    office,
    rectification,
    sourcefiles,
)
from yuetan_desktop.services.casefiles import CaseFile, CaseFilter
from yuetan_desktop.services.cases import causes
from yuetan_desktop.services.judging import placepanel, readingversions, rulebook
from yuetan_desktop.services.ledger import latetasks, ledgerbooks
from yuetan_desktop.services.ledger.effect import effect_of
from yuetan_desktop.services.papers import papercheck, readback
from yuetan_desktop.services.paperwork import IssuedPaper
from yuetan_desktop.ui import finding_view, messages
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.browse.enterprisecard import EnterpriseCardDialog
from yuetan_desktop.ui.pages.browse.latetasks import LateTasksDialog
from yuetan_desktop.ui.pages.browse.matter_dialogs import FindingDialog, MatterDialog
from yuetan_desktop.ui.pages.browse.yeartasks import YearTaskForm, YearTasksDialog
from yuetan_desktop.ui.pages.cases.cause_dialog import CauseDialog
from yuetan_desktop.ui.pages.cases.diligence_dialog import DiligenceDialog
from yuetan_desktop.ui.pages.cases.folder_dialog import FolderDialog
from yuetan_desktop.ui.pages.cases.linking import EscalateDialog, JointDialog
from yuetan_desktop.ui.pages.cases.measure_dialog import MeasureDialog
from yuetan_desktop.ui.pages.cases.opening import OpenCaseDialog
from yuetan_desktop.ui.pages.cases.papers_bar import DiscrepancyDialog
from yuetan_desktop.ui.pages.cases.past_dialog import PastCasesDialog
from yuetan_desktop.ui.pages.cases.people_dialog import PeopleDialog
from yuetan_desktop.ui.pages.cases.stepping import StepDialog, VoidDialog
from yuetan_desktop.ui.pages.dashboard.exemption import ExemptionDialog, LiftDialog
from yuetan_desktop.ui.pages.papers.inserting import BasisDialog, RecipientsDialog
from yuetan_desktop.ui.pages.papers.letters_dialog import LettersDialog
from yuetan_desktop.ui.pages.papers.month_dialog import MonthDialog
from yuetan_desktop.ui.pages.papers.opinions import AdoptionForm, OpinionForm, OpinionsDialog
from yuetan_desktop.ui.pages.papers.printing import PrintDialog
from yuetan_desktop.ui.pages.papers.readback_dialog import ReadBackDialog
from yuetan_desktop.ui.pages.papers.stage_bar import ReviewDialog
from yuetan_desktop.ui.pages.papers.table_dialog import TableDialog
from yuetan_desktop.ui.pages.rectification import acts, terms
from yuetan_desktop.ui.pages.rectification.books import ImportDialog
from yuetan_desktop.ui.pages.rectification.effect import EffectDialog
from yuetan_desktop.ui.pages.rules.decision import DecisionDialog, HistoryDialog
from yuetan_desktop.ui.pages.rules.interpretations import (
    AnswerForm,
    InterpretationsDialog,
    QuestionForm,
)
from yuetan_desktop.ui.pages.rules.packs import PacksDialog
from yuetan_desktop.ui.pages.rules.versions import CompareDialog, SaveVersionDialog
from yuetan_desktop.ui.pages.settings.calendar_part import PasteDialog
from yuetan_desktop.ui.pages.settings.duties_part import (
    IssueDialog,
    LeaderDialog,
    VoidLeaderDialog,
)
from yuetan_desktop.ui.pages.settings.place_dialog import WATERS, PlaceDialog
from yuetan_desktop.ui.pages.settings.targets_part import TargetDialog
from yuetan_desktop.ui.source_preview import SourceDialog
from yuetan_desktop.ui.theme import TextSize, theme
from yuetan_desktop.ui.widgets.dialog import Dialog
from yuetan_desktop.ui.widgets.field import Field

OCTOBER = Period.month(2026, 10)
QUESTION = Interpretation(1, "R4", "以哪一份名单为准？", "青石县", date(2026, 10, 8))
Make = Callable[[Desk, CaseFile], Dialog]


OPENED: list[QWidget] = []


def window() -> QWidget:
    """What a form is opened over; it lives until the test ends."""
    OPENED.append(QWidget())
    return OPENED[-1]


def reading(desk: Desk) -> Any:
    view = rulebook.clause(desk.ws, "4.1", OCTOBER)
    return view.readings[0]


def source(desk: Desk, file: CaseFile) -> SourceDialog:
    panel = placepanel.place_panel(desk.ws, file.row.place_id, OCTOBER)
    found = next(source for one in panel.triggers for source in one.sources)
    return SourceDialog(sourcefiles.sheet_part(desk.ws, found))


def triggered(desk: Desk, file: CaseFile) -> RuleFinding:
    panel = placepanel.place_panel(desk.ws, file.row.place_id, OCTOBER)
    return panel.triggers[0].found


def finding(desk: Desk, file: CaseFile) -> finding_view.FindingDialog:
    panel = placepanel.place_panel(desk.ws, file.row.place_id, OCTOBER)
    return finding_view.FindingDialog(panel, assessing.regulation_for(desk.ws, OCTOBER), None)


def effect(desk: Desk, file: CaseFile) -> EffectDialog:
    held = next(f for f in casefiles.list_cases(desk.ws) if f.number.endswith("02号"))
    return EffectDialog(desk, held.id, effect_of(desk.ws, held.id))


def ledger_back(desk: Desk, file: CaseFile) -> ImportDialog:
    out = desk.ws.folders.data / "台账.xlsx"
    return ImportDialog(desk, ledgerbooks.preview(desk.ws, ledgerbooks.export_ledger(desk.ws, out)))


def changed(desk: Desk, file: CaseFile) -> ReadBackDialog:
    """One field whose data can follow, one that cannot, and fixed words."""
    offers = (
        readback.Offer("约谈地点", "市政府3号会议室", "市政府8号会议室", "市政府8号会议室"),
        readback.Offer(
            "约谈事由", "听取情况说明。" * 6, "提出整改建议。" * 6, None, "读不回表单。"
        ),
    )
    texts = (readback.TextChange("特此通知。", ""),)
    path = Path("约谈通知（第1稿）.docx")
    return ReadBackDialog(readback.Reading(1, file.id, "约谈通知", path, offers, texts, (), {}))


def printing(desk: Desk, file: CaseFile) -> PrintDialog:
    path = Path("云约〔2026〕02号约谈通知（第1稿）.docx")
    return PrintDialog(desk, IssuedPaper(1, "约谈通知", 1, "", "草稿", path, "", file.id))


DIALOGS: dict[str, Make] = {
    "发起约谈建议": lambda desk, file: OpenCaseDialog(desk),
    "参加人员": lambda desk, file: PeopleDialog(desk, file),
    "首要原因": lambda desk, file: CauseDialog(desk, file),
    "尽责情况": lambda desk, file: DiligenceDialog(desk, file),
    "集体约谈": lambda desk, file: JointDialog(desk, file),
    "升级约谈": lambda desk, file: EscalateDialog(desk, file),
    "联动措施": lambda desk, file: MeasureDialog(desk, file),
    "选择单位": lambda desk, file: RecipientsDialog(desk, file.id, "主送", ""),
    "引用依据": lambda desk, file: BasisDialog(desk),
    "案卷": lambda desk, file: FolderDialog(
        desk, file.id, casefiles.list_cases(desk.ws, CaseFilter.OPEN)
    ),
    "作废": lambda desk, file: VoidDialog(desk, file, file.steps[-1].id, "约谈建议"),
    "历史案件": lambda desk, file: PastCasesDialog(desk),
    "登记事项": lambda desk, file: MatterDialog(desk),
    "台账候选": lambda desk, file: LateTasksDialog(desk, latetasks.late_tasks(desk.ws)),
    "年度任务": lambda desk, file: YearTasksDialog(desk),
    "登记年度任务": lambda desk, file: YearTaskForm(desk),
    "登记认定": lambda desk, file: FindingDialog(desk, incidents.list_incidents(desk.ws)[0]),
    "登记豁免": lambda desk, file: ExemptionDialog(desk, triggered(desk, file)),
    "撤销豁免": lambda desk, file: LiftDialog(
        desk, Exemption(1, 1, "6.1", OCTOBER, "特大暴雨", "防汛通报", "主任", date(2026, 10, 8))
    ),
    "目标": lambda desk, file: TargetDialog(desk),
    "分工": lambda desk, file: LeaderDialog(desk),
    "作废分工": lambda desk, file: VoidLeaderDialog(desk, causes.list_leaders(desk.ws)[0]),
    "原因": lambda desk, file: IssueDialog(desk, None),
    "单位": lambda desk, file: PlaceDialog(desk, None, (PlaceKind.COUNTY, PlaceKind.ZONE)),
    "断面": lambda desk, file: PlaceDialog(desk, None, WATERS),
    "企业卡片": lambda desk, file: EnterpriseCardDialog(
        enterprises.card(desk.ws, Enterprise("云麓示例水泥厂", "9151A", "云麓区", is_listed=True))
    ),
    "放假通知": lambda desk, file: PasteDialog(desk),
    "口径": lambda desk, file: DecisionDialog(desk, reading(desk), "either"),
    "口径变更记录": lambda desk, file: HistoryDialog(desk),
    "对照其他办法": lambda desk, file: PacksDialog(desk, OCTOBER),
    "口径请示": lambda desk, file: InterpretationsDialog(desk),
    "登记请示": lambda desk, file: QuestionForm(desk),
    "登记答复": lambda desk, file: AnswerForm(desk, QUESTION),
    "口径版本": lambda desk, file: SaveVersionDialog(desk),
    "比较口径": lambda desk, file: CompareDialog(desk, OCTOBER),
    "催办": lambda desk, file: LettersDialog(desk),
    "表格": lambda desk, file: TableDialog("整改任务", ("措施", "责任单位", "时限"), "甲｜乙｜丙"),
    "月度通报": lambda desk, file: MonthDialog(desk),
    "法制审核": lambda desk, file: ReviewDialog("约谈通知"),
    "征求意见": lambda desk, file: OpinionsDialog(desk, file.id, "约谈通知"),
    "登记意见": lambda desk, file: OpinionForm(desk, file.id, "约谈通知"),
    "采纳情况": lambda desk, file: AdoptionForm(desk, Opinion(1, "市水务局", "时间宜推迟")),
    "打印": printing,
    "读回改动": changed,
    "文书互校": lambda desk, file: DiscrepancyDialog(
        file.number, papercheck.check_case(desk.ws, file.id)
    ),
    "来源": source,
    "研判单": finding,
    "成效对比": effect,
    "导入进展": ledger_back,
    "新增任务": lambda desk, file: terms.new_task(desk, window()),
    "批量登记": lambda desk, file: acts.record_marked(
        desk, rectification.ledger(desk.ws)[:12], window()
    ),
}


def form_of(act: acts.Open) -> Make:
    """A form of the ledger, for the task with most behind it."""

    def make(desk: Desk, file: CaseFile) -> Dialog:
        files = rectification.ledger(desk.ws)
        return act(desk, max(files, key=lambda task: len(task.state.entries)), window())

    return make


FORMS: dict[str, Make] = {
    f"任务：{name}": form_of(act)
    for name, act in (
        *acts.MORE, ("申请延期", acts.extension), ("安排核查", acts.plan_check),
        ("作废", acts.void_last),
    )
}  # fmt: skip


def every(file: CaseFile) -> dict[str, Make]:
    """The dialogs by name, and that of each step that can be recorded now."""
    steps = {
        f"登记{kind.label}": lambda desk, file, kind=kind: StepDialog(desk, file, kind)
        for kind in allowed_next(file.state)
        if kind is not StepKind.ESCALATION
    }
    return DIALOGS | steps | FORMS


def version(desk: Desk) -> None:
    """Something to compare with."""
    person = office.read_office(desk.ws).issuer
    desk.tasks.run(
        "另存",
        lambda ws, _: readingversions.save(ws, "2026年版", person, ws.today(), "会议纪要"),
    )


@dataclass
class Opened:
    """What was found amiss while each dialog was open once in each size of type."""

    wrong: dict[TextSize, list[str]] = field(default_factory=dict)
    silent: list[str] = field(default_factory=list)
    still_open: list[str] = field(default_factory=list)
    written: list[TextSize] = field(default_factory=list)


@pytest.fixture(scope="module")
def opened(shared_desk: Desk) -> Opened:
    """Each is looked at in every size, and left: as it came with Esc, or after its act was asked
    of the empty form, or with 取消."""
    version(shared_desk)
    found, file = Opened(), casefiles.list_cases(shared_desk.ws, CaseFilter.OPEN)[1]
    leave: dict[TextSize, Callable[[str, Dialog], object]] = {
        TextSize.STANDARD: lambda name, dialog: dialog.reject(),
        TextSize.LARGE: lambda name, dialog: press_escape(name, dialog, found),
        TextSize.HUGE: lambda name, dialog: act_on_empty(name, dialog, found),
    }
    for size in TextSize:
        before = shared_desk.ws.data_version()
        theme().set_text_size(size)
        for name, make in every(file).items():
            dialog = make(shared_desk, file)
            dialog.show()
            settle()
            found.wrong.setdefault(size, []).extend(look_at(name, dialog))
            leave[size](name, dialog)
            dialog.close()
            dialog.deleteLater()
        if shared_desk.ws.data_version() != before:
            found.written.append(size)
        OPENED.clear()
        delete_now()
    return found


def look_at(name: str, dialog: Dialog) -> list[str]:
    shown = list(own_controls(dialog))
    wrong = [f"{name}: no name: {where(w)}" for w in shown if not name_of(w)]
    wrong += [f"{name}: no key: {where(w)}" for w in shown if not reachable(w)]
    wrong += [f"{name}: cut: {said(w)!r} {where(w)}" for w in still_cut(dialog)]
    # A task bar takes 40 px, the system's title strip 32.
    if dialog.width() > 1366 or dialog.height() > 768 - 40 - 32:
        wrong.append(f"{name}: {dialog.width()} × {dialog.height()}")
    return wrong


@pytest.mark.parametrize("size", list(TextSize), ids=lambda s: s.label)
def test_each_fits_names_its_controls_and_cuts_no_words(opened: Opened, size: TextSize) -> None:
    assert opened.wrong[size] == []


def act_on_empty(name: str, dialog: Dialog, found: Opened) -> None:
    act = dialog.primary
    if act is not None:
        texts = QLineEdit | QPlainTextEdit
        fields = dialog.findChildren(Field)
        asked = [f for f in fields if f.required and isinstance(f.editor, texts)]
        for one in asked:
            one.editor.clear()  # type: ignore[attr-defined]
        told: list[str] = []
        if act.isEnabled() and asked:
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(messages, "show_error", lambda error, *_a, **_k: told.append(error))
                act.click()
            if not (told or any(one.is_failed for one in asked)):
                found.silent.append(name)
        elif not act.isEnabled() and not act.toolTip():
            found.silent.append(f"{name}: blocked without a reason")
    dialog.reject()


def test_none_acts_on_an_empty_form_and_each_says_what_is_missing(opened: Opened) -> None:
    assert opened.silent == []
    assert TextSize.HUGE not in opened.written


def press_escape(name: str, dialog: Dialog, found: Opened) -> None:
    key_click(dialog, Qt.Key.Key_Escape)
    if dialog.isVisible():
        found.still_open.append(name)


def test_escape_leaves_each_without_a_trace(opened: Opened) -> None:
    assert opened.still_open == []
    assert TextSize.LARGE not in opened.written
