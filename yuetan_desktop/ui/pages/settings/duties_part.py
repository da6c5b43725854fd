"""分工与原因: the 分工表 with its dates, and which department an issue belongs to (第十六条)."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from yuetan_desktop.domain.cases.causes import CHIEF, Issue, Leader
from yuetan_desktop.domain.place import PlaceKind
from yuetan_desktop.services import places, takeback
from yuetan_desktop.services.cases import causes, dutylist
from yuetan_desktop.ui import messages
from yuetan_desktop.ui.acting import Work, run_act
from yuetan_desktop.ui.drafts import with_draft
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.settings.part import Part
from yuetan_desktop.ui.table_model import Column
from yuetan_desktop.ui.theme import Color, Type
from yuetan_desktop.ui.undo import WHY
from yuetan_desktop.ui.widgets.buttons import PRIMARY, Button
from yuetan_desktop.ui.widgets.dialog import Dialog
from yuetan_desktop.ui.widgets.field import ComboBox, DateField, Field, OptionalDateField
from yuetan_desktop.ui.widgets.labels import Label
from yuetan_desktop.ui.widgets.table import TableView

CITY = "市政府"


class DutiesPart(Part):
    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "分工与原因")
        rule = "被约谈人、约谈人按约谈当日的分工确定（第十六条）"
        words = Label(rule, Type.SMALL, Color.INK3, wrap=True)
        words.setContentsMargins(12, 6, 12, 6)
        self.body.addWidget(words)
        add = Button("新增分工", icon="plus", height=28)
        add.clicked.connect(lambda _=False: self._add_leader())
        self.void = Button("作废所选分工…", height=28)
        self.void.clicked.connect(lambda _=False: self._void_leader())
        change = Button("改所选原因…", height=28)
        change.clicked.connect(lambda _=False: self._edit_issue())
        more = Button("新增原因", icon="plus", height=28)
        more.clicked.connect(lambda _=False: self._issue(None))
        bring = Button("导入责任清单…", icon="upload", height=28)
        bring.setToolTip("部门和责任事项的表：登记部门，责任事项并入原因与责任部门")
        bring.clicked.connect(lambda _=False: self.import_duties())
        for button in (add, self.void, more, change, bring):
            self.add_to_header(button)
        self.names: dict[int | None, str] = {}
        self.leaders = TableView(
            (
                Column("单位", lambda r: self.names.get(r.place_id, "—"), bold=True, width=140),
                Column("分管领域", lambda r: r.domain, width=120),
                Column("职务", lambda r: r.title or "—", width=100),
                Column("姓名", lambda r: r.name, width=90),
                Column("自", lambda r: str(r.valid_from), width=100),
                Column("至", lambda r: str(r.valid_to or "今"), width=100),
                Column("来源文件", lambda r: r.document, secondary=True, width=0),
            ),
            "分工表",
        )
        self.issues = TableView(
            (
                Column("原因", lambda r: r.name, bold=True, width=200),
                Column("所涉领域", lambda r: r.domain, width=140),
                Column("牵头及配合部门", lambda r: "、".join(r.departments), width=0),
            ),
            "原因与责任部门",
        )
        for wanted in (self.issues.opened, self.issues.edit_wanted):
            wanted.connect(self._issue)
        self.body.addWidget(self.leaders, 1)
        self.body.addSpacing(12)
        self.body.addWidget(self.issues, 1)

    def refresh(self) -> None:
        ws = self.desk.ws
        self.names = {None: CITY, **{place.id: place.name for place in places.list_places(ws)}}
        self.leaders.set_rows(causes.list_leaders(ws))
        self.issues.set_rows(causes.issues(ws))

    def import_duties(self) -> None:
        """Ask for the file, bring it in whole; 撤销 takes it back whole."""
        file = messages.pick_file(self, "导入责任清单", "表格 (*.xlsx *.xls *.et *.csv)")
        if file is not None:
            run_act(
                self.desk, f"导入责任清单 {file.name}",
                lambda ws: dutylist.import_duties(ws, file), dutylist.take_back,
                self, words=lambda brought: brought.says, after=lambda _: self.refresh(),
            )  # fmt: skip

    def _add_leader(self) -> None:
        with_draft(LeaderDialog(self.desk, parent=self), self.desk).exec()
        self.refresh()

    def _void_leader(self) -> None:
        line: Leader | None = self.leaders.current_record()
        if line is not None:
            with_draft(VoidLeaderDialog(self.desk, line, parent=self), self.desk, line.id).exec()
            self.refresh()

    def _edit_issue(self) -> None:
        if (issue := self.issues.current_record()) is not None:
            self._issue(issue)

    def _issue(self, issue: Issue | None) -> None:
        about = issue.name if issue else ""
        with_draft(IssueDialog(self.desk, issue, parent=self), self.desk, about).exec()
        self.refresh()


class LeaderDialog(Dialog):
    """One line of the 分工表; the one before it ends the day before."""

    def __init__(self, desk: Desk, *, parent: QWidget | None = None) -> None:
        super().__init__("新增分工", parent, width=480)
        self.desk = desk
        kinds = (PlaceKind.COUNTY, PlaceKind.ZONE, PlaceKind.DEPARTMENT)
        units = [(p.id, p.name) for p in places.list_places(desk.ws, kinds, with_retired=False)]
        self.place = ComboBox([(None, CITY), *units])
        self.domain = ComboBox([(name, name) for name in causes.domains(desk.ws)])
        self.domain.setEditable(True)
        self.title, self.name, self.document = QLineEdit(), QLineEdit(), QLineEdit()
        self.since = DateField(desk.ws.today())
        self.until = OptionalDateField(desk.ws.today())
        self.fields = {
            "place": Field("单位", self.place, required=True),
            "domain": Field("分管领域", self.domain, required=True, hint=f"第一责任人选“{CHIEF}”"),
            "title": Field("职务", self.title, required=True),
            "name": Field("姓名", self.name, required=True),
            "since": Field("自", self.since, required=True),
            "until": Field("至", self.until, hint="现任的不填"),
            "document": Field("来源文件", self.document, required=True),
        }
        for field in self.fields.values():
            self.body.addWidget(field)
        self.add_button("取消")
        self.add_button("保存", self._save, kind=PRIMARY)

    def _save(self) -> None:
        for key, editor in (
            ("title", self.title),
            ("name", self.name),
            ("document", self.document),
        ):
            if not editor.text().strip():
                self.fields[key].fail("这一项要填写。")
                editor.setFocus()
                return
            self.fields[key].clear_check()
        place = self.place.key
        leader = Leader(
            id=0,
            place_id=place if isinstance(place, int) else None,
            name=self.name.text().strip(),
            title=self.title.text().strip(),
            domain=self.domain.currentText().strip(),
            valid_from=self.since.value,
            valid_to=self.until.value if self.until.is_said else None,
            document=self.document.text().strip(),
        )
        before = causes.list_leaders(self.desk.ws)
        run_act(
            self.desk,
            "新增分工",
            lambda ws: causes.add_leader(ws, leader),
            lambda ws, made: takeback.take_back_leader(ws, made, leader, before, WHY),
            self,
            words=leader.says,
            after=lambda _: self.accept(),
        )


class VoidLeaderDialog(Dialog):
    def __init__(self, desk: Desk, line: Leader, *, parent: QWidget | None = None) -> None:
        super().__init__("作废分工", parent, width=440)
        self.desk, self.line = desk, line
        self.body.addWidget(Label(f"{line.says}，分管{line.domain}，自{line.valid_from}"))
        self.why = QLineEdit()
        self.field = Field("作废原因", self.why, required=True)
        self.body.addWidget(self.field)
        self.add_button("取消")
        self.go = self.add_button("作废", self._void, kind=PRIMARY)

    def _void(self) -> None:
        why, line_id = self.why.text().strip(), self.line.id
        if not why:
            self.field.fail("缺作废原因。")
            self.why.setFocus()
            return
        self.desk.tasks.run(
            "作废分工",
            lambda ws, _: causes.void_leader(ws, line_id, why),
            done=self._done,
            failed=lambda error: messages.show_error(error, self),
            blocks=[self.go],
        )

    def _done(self, _: object) -> None:
        self.accept()
        self.desk.undo.final(f"作废分工 {self.line.says}", "仍然有效的，重新登记。")


class IssueDialog(Dialog):
    """One line of the map: 工地扬尘 → 住房城乡建设 → 市住房城乡建设局."""

    def __init__(self, desk: Desk, issue: Issue | None, *, parent: QWidget | None = None) -> None:
        super().__init__("原因与责任部门", parent, width=480)
        self.desk, self.known = desk, issue
        self.name = QLineEdit(issue.name if issue else "")
        self.name.setReadOnly(issue is not None)
        self.domain = QLineEdit(issue.domain if issue else "")
        self.departments = QLineEdit("、".join(issue.departments) if issue else "")
        self.fields = {
            "name": Field("原因", self.name, required=True),
            "domain": Field("所涉领域", self.domain, required=True),
            "departments": Field(
                "责任部门", self.departments, required=True, hint="牵头的在前，用顿号隔开"
            ),
        }
        for field in self.fields.values():
            self.body.addWidget(field)
        if issue is not None:
            remove = Button("删去这一行", height=28)
            remove.clicked.connect(lambda _=False: self._remove(issue.name))
            self.add_left(remove)
        self.add_button("取消")
        self.add_button("保存", self._save, kind=PRIMARY)

    def _save(self) -> None:
        named = self.departments.text().split("、")
        departments = tuple(name.strip() for name in named if name.strip())
        issue = Issue(self.name.text().strip(), self.domain.text().strip(), departments)
        self._write(f"保存原因 {issue.name}", lambda ws: causes.save_issue(ws, issue), issue.name)

    def _remove(self, name: str) -> None:
        self._write(f"删去原因 {name}", lambda ws: causes.remove_issue(ws, name), name)

    def _write(self, act: str, work: Work, name: str) -> None:
        before = next((one for one in causes.issues(self.desk.ws) if one.name == name), None)
        run_act(
            self.desk,
            act,
            work,
            lambda ws, _: takeback.put_back_issue(ws, name, before),
            self,
            after=lambda _: self.accept(),
        )
