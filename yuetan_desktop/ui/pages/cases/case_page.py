"""One case: head and stepper, the next limit, facts with evidence, papers, deadlines, record."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from yuetan_desktop.domain.casework import StepKind
from yuetan_desktop.services import casefiles
from yuetan_desktop.services.casefiles import CaseFile, CaseFilter
from yuetan_desktop.services.cases import caseview
from yuetan_desktop.services.cases.caseview import CaseView
from yuetan_desktop.ui.drafts import with_draft
from yuetan_desktop.ui.page import Desk, Page
from yuetan_desktop.ui.pages.cases import around
from yuetan_desktop.ui.pages.cases.attaching import attach_to_step
from yuetan_desktop.ui.pages.cases.cause_dialog import CauseDialog
from yuetan_desktop.ui.pages.cases.deadline_list import DeadlineList
from yuetan_desktop.ui.pages.cases.diligence_dialog import DiligenceDialog
from yuetan_desktop.ui.pages.cases.facts import FactsPanel
from yuetan_desktop.ui.pages.cases.head import CaseHead
from yuetan_desktop.ui.pages.cases.limit_banner import show_changed, show_limit
from yuetan_desktop.ui.pages.cases.linking import EscalateDialog, JointDialog
from yuetan_desktop.ui.pages.cases.measure_dialog import MeasureDialog, measure_void_form
from yuetan_desktop.ui.pages.cases.paper_list import PaperList
from yuetan_desktop.ui.pages.cases.paper_out import open_paper, print_paper
from yuetan_desktop.ui.pages.cases.papers_bar import PapersBar
from yuetan_desktop.ui.pages.cases.people_dialog import PeopleDialog
from yuetan_desktop.ui.pages.cases.record_list import RecordList
from yuetan_desktop.ui.pages.cases.stepping import StepDialog, void_form
from yuetan_desktop.ui.pages.cases.undoing import UndoButton, newest_step
from yuetan_desktop.ui.pages.rectification.effect import show_effect
from yuetan_desktop.ui.pages.rectification.rebound import ReboundBanner
from yuetan_desktop.ui.regions import parts_of
from yuetan_desktop.ui.theme import Color, Type, theme
from yuetan_desktop.ui.widgets.buttons import Button, IconButton
from yuetan_desktop.ui.widgets.containers import Banner, column, row, scrolling, surface
from yuetan_desktop.ui.widgets.dialog import Dialog
from yuetan_desktop.ui.widgets.labels import Label

_AROUND: dict[str, Callable[..., Dialog]] = {
    around.CAUSE: CauseDialog,
    around.PEOPLE: PeopleDialog,
    around.DILIGENCE: DiligenceDialog,
    around.MEASURES: MeasureDialog,
    around.TOGETHER: JointDialog,
}


class CasePage(Page):
    key = "case"
    title = "案件"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.case_id: int | None = None
        self.view: CaseView | None = None
        self._siblings: list[CaseFile] = []
        self._make_header()
        self.head = CaseHead()
        self.head.act.clicked.connect(self.act)
        self.head.more.clicked.connect(self._show_side_steps)
        self.head.stepper.step_chosen.connect(self._show_step)
        self.head.cite_chosen.connect(lambda rule: desk.go("rules", rule))
        self.head.around.asked.connect(self.open_around)
        self.head.around.case_chosen.connect(lambda case_id: desk.go("case", case_id))
        self.banner = Banner()
        self.rebound, self.changed = ReboundBanner(), Banner()
        self.facts = FactsPanel()
        self.facts.source_opened.connect(lambda source: desk.go("source", source))
        self.papers = PaperList()
        self.papers.asked.connect(self._paper)
        self.papers.print_asked.connect(lambda kind: print_paper(desk, self.case_id, kind, self))
        self.papers.open_asked.connect(lambda kind: open_paper(desk, self.case_id, kind, self))
        self.papers_bar = PapersBar(desk)
        self.deadlines = DeadlineList()
        self.deadlines.calendar_wanted.connect(lambda: desk.go("duecalendar"))
        self.record = RecordList(desk)
        self.record.void_asked.connect(self._void)
        self.record.measure_void_asked.connect(self._void_measure)
        self.record.attach_asked.connect(
            lambda step_id: attach_to_step(desk, self.case_id or 0, step_id, self)
        )
        left, right = column(gap=12), column(gap=12)
        left.addWidget(self.facts)
        left.addWidget(self.papers, 1)
        left.addWidget(self.papers_bar)
        right.addWidget(self.deadlines)
        right.addWidget(self.record, 1)
        self._columns: QHBoxLayout = row(gap=12)
        self._columns.addLayout(left, 1)
        self._columns.addLayout(right)
        sheet = surface("clear")
        self._sheet = column(sheet)
        for widget in (self.head, self.banner, self.changed, self.rebound):
            self._sheet.addWidget(widget)
        self._sheet.addLayout(self._columns, 1)
        self.body.addWidget(scrolling(sheet))
        self.on_key("Ctrl+Return", self.act)
        self.on_key("Ctrl+E", self.papers_bar.open_folder)
        self._set_widths()
        theme().changed.connect(self._set_widths)

    def _make_header(self) -> None:
        self.before = IconButton("chevron-left", "上一案件", height=28)
        self.after = IconButton("chevron-right", "下一案件", height=28)
        self.before.clicked.connect(lambda: self._step_case(-1))
        self.after.clicked.connect(lambda: self._step_case(+1))
        self.position = Label("", Type.SMALL, Color.INK3)
        for widget in (self.before, self.after, self.position):
            self.header.left.addWidget(widget)
        self.undo = UndoButton(self.desk.undo)
        self.undo.clicked.connect(self._undo)
        effect = Button("成效对比")
        effect.setToolTip("约谈成效对比：约谈后与去年同期相比")
        effect.clicked.connect(self._show_effect)
        self.header.right.addWidget(effect)
        self.header.right.addWidget(self.undo)

    def _set_widths(self) -> None:
        width = theme().pick(432, 360)
        self.deadlines.setFixedWidth(theme().px(width))
        self.record.setFixedWidth(theme().px(width))
        self._columns.setSpacing(theme().gap)
        self._sheet.setSpacing(theme().gap)

    # -- showing --------------------------------------------------------------------------------
    def show_item(self, what: Any) -> None:
        """A case by id, or by its number."""
        if isinstance(what, str):
            what = casefiles.find_case(self.desk.ws, what).id
        self.case_id = what
        self._stale = True

    def refresh(self) -> None:
        if self.case_id is None:
            return
        view = self.view = caseview.get_case(self.desk.ws, self.case_id)
        self.header.set_breadcrumb("约谈案件", view.file.number, lambda: self.desk.go("cases"))
        self._siblings = casefiles.list_cases(self.desk.ws, CaseFilter.OPEN)
        self._show_position()
        self.head.show_case(view)
        show_limit(self.banner, view, self._paper, self.record_step)
        self.rebound.show_case(self.desk, view.file.id)
        show_changed(self.changed, view)
        self.facts.show_facts(view)
        self.papers.show_papers(view.papers)
        made = sum(paper.paper_id is not None for paper in view.papers)
        self.papers_bar.show_case(view.file, made)
        interview = view.file.basis.level.is_interview
        self.deadlines.show_deadlines(view.deadlines, is_interview=interview)
        self.record.show_record(view.record)
        self.undo.show_case(view.file)

    def _show_position(self) -> None:
        ids = [file.id for file in self._siblings]
        here = ids.index(self.case_id) if self.case_id in ids else None
        self.position.setText(
            f"{here + 1}／{len(ids)} 件在办" if here is not None else f"在办 {len(ids)} 件"
        )
        self.before.setEnabled(here is not None and here > 0)
        self.after.setEnabled(here is not None and here + 1 < len(ids))

    def _step_case(self, by: int) -> None:
        ids = [file.id for file in self._siblings]
        if self.case_id in ids:
            self.case_id = ids[(ids.index(self.case_id) + by) % len(ids)]
            self.refresh()

    def _show_step(self, index: int) -> None:
        """The record of the step clicked in the stepper."""
        assert self.view is not None
        kind = self.view.stepper[index].kind
        step = self.view.file.state.done.get(kind)
        if step is not None:
            self.record.select_step(step.id)

    def regions(self) -> list[QWidget]:
        return [self.header, *parts_of(self._sheet)]

    # -- acting ---------------------------------------------------------------------------------
    def act(self) -> None:
        """The one next act of this state."""
        if self.view is not None and self.view.file.state.next is not None:
            self.record_step(self.view.file.state.next)

    def record_step(self, kind: StepKind) -> None:
        assert self.view is not None
        if kind is StepKind.ESCALATION:
            form: Dialog = EscalateDialog(self.desk, self.view.file, parent=self)
        else:
            form = StepDialog(self.desk, self.view.file, kind, parent=self)
        with_draft(form, self.desk, self.case_id).exec()

    def open_around(self, what: str) -> None:
        """The form of the leading cause, the people, 尽责情况 or the joint interview."""
        assert self.view is not None
        form = _AROUND[what](self.desk, self.view.file, parent=self)
        if what != around.TOGETHER:  # that one is chosen, not typed
            with_draft(form, self.desk, self.case_id)
        form.exec()

    def _show_side_steps(self) -> None:
        self.side_menu().exec(self.head.more.mapToGlobal(self.head.more.rect().bottomLeft()))

    def side_menu(self) -> QMenu:
        """The other steps that may be recorded now: 延期约谈, 催办, 豁免 …"""
        assert self.view is not None
        menu = QMenu("其他登记", self)
        for one in self.view.next_steps:
            if one.kind is not self.view.file.state.next:
                action = menu.addAction(f"登记{one.label}…")
                action.triggered.connect(lambda _=False, kind=one.kind: self.record_step(kind))
        return menu

    def _undo(self) -> None:
        if self.desk.undo.last is not None:
            self.desk.undo.undo()
        else:
            self.undo_older()

    def undo_older(self) -> bool:
        """The newest step, recorded before this session: with a reason."""
        last = newest_step(self.view.file) if self.view is not None else None
        if last is not None:
            self._void(last.id, last.kind.label)
        return last is not None

    def _void(self, step_id: int, name: str) -> None:
        assert self.view is not None
        void_form(self.desk, self.view.file, step_id, name, self).exec()

    def _void_measure(self, measure_id: int) -> None:
        assert self.view is not None
        measure_void_form(self.desk, self.view.file, measure_id, self).exec()

    def _show_effect(self) -> None:
        if self.case_id is not None:
            show_effect(self.desk, self.case_id, self.window())

    def _paper(self, kind: str) -> None:
        self.desk.go("paper", (self.case_id, kind))
