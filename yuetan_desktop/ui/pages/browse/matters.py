"""事项登记: what was logged, and what a person found about it."""

from __future__ import annotations

from yuetan_desktop.domain.facts import Incident, Source
from yuetan_desktop.services import incidents, places
from yuetan_desktop.services.ledger import latetasks
from yuetan_desktop.services.ledger.latetasks import LateTask
from yuetan_desktop.ui.drafts import with_draft
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.browse.latetasks import LateTasksDialog
from yuetan_desktop.ui.pages.browse.matter_dialogs import FindingDialog, MatterDialog
from yuetan_desktop.ui.pages.browse.view import BrowseView
from yuetan_desktop.ui.pages.browse.yeartasks import YearTasksDialog
from yuetan_desktop.ui.pages.rectification.reading import read_with_ledger
from yuetan_desktop.ui.table_model import Column
from yuetan_desktop.ui.widgets.buttons import Button
from yuetan_desktop.ui.widgets.cell_painters import chip_cell, source_cell


class Matters(BrowseView):
    """The register of matters; Enter records a finding about the chosen one."""

    def __init__(self, desk: Desk) -> None:
        self._names: dict[int, str] = {}
        self._late: list[LateTask] = []
        self._kinds = {
            key: kind.name
            for regulation in desk.ws.library.regulations
            for key, kind in regulation.incident_kinds.items()
        }
        super().__init__(
            desk,
            "事项登记",
            (
                Column("日期", lambda i: i.day.isoformat(), width=96),
                Column("责任单位", lambda i: self._names.get(i.place, ""), bold=True, width=140),
                Column("类别", lambda i: self._kinds.get(i.kind, i.kind), width=196),
                Column("事项", lambda i: i.title, width=0),
                Column("对象", lambda i: i.subject, width=140),
                Column("文号", lambda i: i.document, width=196),
                Column("认定", lambda i: _found(i)[0], width=86, paint=chip_cell(_found)),
                Column("认定人", _persons, tip=_persons, width=110),
                Column(
                    "来源",
                    lambda i: str(i.source) if i.source else "手工登记",
                    width=120,
                    paint=source_cell(lambda i: str(i.source) if i.source else ""),
                ),
            ),
        )
        self.log_button = Button("登记事项", icon="plus", height=28)
        self.log_button.clicked.connect(self.log)
        self.find_button = Button("登记认定", icon="user-question", height=28)
        self.find_button.clicked.connect(self.record_finding)
        self.find_button.block("先选择一个事项")
        self.late_button = Button("台账候选…", icon="list-checks", height=28)
        self.late_button.clicked.connect(self.show_late_tasks)
        years = Button("年度任务…", height=28)
        years.setToolTip("年度任务台账：总量减排、资金执行、项目储备库（第七条（五）、（八））")
        years.clicked.connect(lambda _=False: YearTasksDialog(self.desk, parent=self).exec())
        self.panel.add_to_header(years)
        self.panel.add_to_header(self.late_button)
        self.panel.add_to_header(self.log_button)
        self.panel.add_to_header(self.find_button)
        for wanted in (self.table.opened, self.table.edit_wanted):
            wanted.connect(lambda _: self.record_finding())
        self.table.chosen.connect(lambda _: self.find_button.block(""))

    def refresh(self) -> None:
        self._names = {place.id: place.name for place in places.list_places(self.desk.ws)}
        found = incidents.list_incidents(self.desk.ws)
        self.table.set_rows(sorted(found, key=lambda i: (i.day, i.id), reverse=True))
        waiting = sum(1 for incident in found if incident.confirmed is None)
        read_with_ledger(self.desk, "核对台账", latetasks.late_tasks, self._count_late)
        self.panel.subtitle.setText(f"{len(found)} 项，其中待认定 {waiting} 项")
        self.show_emptiness(
            not found,
            "还没有登记事项",
            "重污染、事故、通报等事项可以按“登记事项”逐件登记，也可以导入登记表和通报名单。",
        )

    def source_of(self, record: Incident) -> Source | None:
        return record.source

    def log(self) -> None:
        with_draft(MatterDialog(self.desk, self), self.desk).exec()

    def _count_late(self, tasks: list[LateTask]) -> None:
        self._late = tasks
        self.late_button.set_text(f"台账候选 {len(tasks)}…" if tasks else "台账候选…")
        self.late_button.block("" if tasks else "台账中没有逾期或进度落后而未登记的任务")

    def show_late_tasks(self) -> None:
        LateTasksDialog(self.desk, self._late, self).exec()

    def record_finding(self) -> None:
        incident = self.table.current_record()
        if incident is not None:
            with_draft(FindingDialog(self.desk, incident, self), self.desk, incident.id).exec()


def _persons(incident: Incident) -> str:
    """王某，李某复核."""
    reviewed = f"，{incident.reviewed_by}复核" * bool(incident.reviewed_by)
    return incident.found_by + reviewed


def _found(incident: Incident) -> tuple[str, str]:
    if incident.confirmed is None:
        return "待认定", "warn"
    return ("已认定", "strong") if incident.confirmed else ("已排除", "neutral")
