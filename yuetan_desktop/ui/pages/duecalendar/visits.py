"""检查安排: the year's visits with what speaks against each, and the plan beside what was done."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QStackedWidget, QWidget

from yuetan_desktop.domain.ledger.visits import Visit, VisitKind
from yuetan_desktop.domain.period import Period
from yuetan_desktop.services import places
from yuetan_desktop.services.ledger import visits
from yuetan_desktop.services.ledger.visits import VisitLine
from yuetan_desktop.ui.acting import run_act
from yuetan_desktop.ui.drafts import with_draft
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.statistics.export import export
from yuetan_desktop.ui.table_model import Column
from yuetan_desktop.ui.theme import Color, Type, theme
from yuetan_desktop.ui.undo import WHY
from yuetan_desktop.ui.widgets.buttons import PRIMARY, Button, SegmentedControl
from yuetan_desktop.ui.widgets.containers import row
from yuetan_desktop.ui.widgets.dialog import Dialog
from yuetan_desktop.ui.widgets.field import ComboBox, DateField, Field, LabelledCombo, filter_box
from yuetan_desktop.ui.widgets.labels import Label
from yuetan_desktop.ui.widgets.table import TableView

_LINES, _PLAN = "lines", "plan"
_TOLD, _TOLD_HEIGHT = 3, 72  # how many doubts a form tells, and the room kept for them


class VisitsDialog(Dialog):
    """All visits of a year, or the year's plan month by month."""

    def __init__(self, desk: Desk, *, parent: QWidget | None = None) -> None:
        super().__init__("检查安排", parent, width=900)
        self.desk = desk
        offered = visits.years(desk.ws)
        self.years = LabelledCombo("年份", [(year, f"{year}年") for year in offered])
        self.years.set_key(desk.ws.today().year)
        self.years.currentIndexChanged.connect(lambda _: self.refresh())
        self.stack = QStackedWidget()
        self.views = SegmentedControl([(_LINES, "安排"), (_PLAN, "计划与完成")], name="检查安排")
        self.views.changed.connect(lambda key: self.stack.setCurrentIndex(key == _PLAN))
        self.count = Label("", Type.BODY, Color.INK2)
        self.finish = Button("登记完成…", height=28)
        self.finish.clicked.connect(lambda _=False: self._record_done())
        self.words = filter_box("筛选检查")
        self.words.textChanged.connect(lambda _: self._fill())
        self.export = Button("导出", icon="download", height=28)
        self.export.clicked.connect(lambda _=False: self._export())
        self.void = Button("作废", height=28)
        self.void.clicked.connect(lambda _=False: self._void())
        top = row(gap=8)
        top.addWidget(self.years)
        top.addWidget(self.views)
        top.addWidget(self.count, 1)
        for part in (self.words, self.finish, self.void, self.export):
            top.addWidget(part)
        self.lines = TableView(_COLUMNS, "检查安排")
        self.lines.chosen.connect(lambda _: self._allow())
        self.months = TableView(_MONTHS, "计划与完成")
        for table in (self.lines, self.months):
            self.stack.addWidget(table)
        self.body.addLayout(top)
        self.told = Label("", Type.BODY, Color.INK2, wrap=True)
        self.body.addWidget(self.stack, 1)
        self.body.addWidget(self.told)
        self.add_button("关闭")
        self.add_button("新增检查", self.add, kind=PRIMARY)
        self.open_at(1080, 560)
        self.refresh()

    @property
    def year(self) -> int:
        return int(str(self.years.key))

    def refresh(self) -> None:
        self.known = visits.visits(self.desk.ws, self.year)
        self.months.set_rows(visits.plan(self.desk.ws, self.year))
        self._fill()

    def _fill(self) -> None:
        """The visits that hold the words."""
        found = [line for line in self.known if line.has_words(self.words.text())]
        self.lines.set_rows(found)
        warned = sum(1 for line in found if line.doubts)
        self.count.setText(f"{len(found)} 项" + (f"，{warned} 项有提示" if warned else ""))
        self._allow()

    def _export(self) -> None:
        export(self.desk, "检查安排", Period.year_of(self.year), self)

    def _allow(self) -> None:
        line: VisitLine | None = self.lines.current_record()
        self.told.setText("提示：" + "；".join(line.doubts) if line and line.doubts else "")
        self.void.block("" if line else "先选择一项检查")
        made = line is not None and line.visit.done_on is not None
        self.finish.block("已登记完成" if made else "" if line else "先选择一项检查")

    def add(self) -> None:
        with_draft(VisitForm(self.desk, parent=self), self.desk).exec()
        self.refresh()

    def _record_done(self) -> None:
        if line := self.lines.current_record():
            with_draft(DoneForm(self.desk, line, parent=self), self.desk, line.visit.id).exec()
            self.refresh()

    def _void(self) -> None:
        line: VisitLine | None = self.lines.current_record()
        if line is None:
            return
        visit = line.visit
        run_act(
            self.desk, f"作废检查 {visit.unit} {visit.day}",
            lambda ws: visits.void_visit(ws, visit.id, "在检查安排中作废"),
            lambda ws, _: visits.add_visit(ws, visit),
            self, after=lambda _: self.refresh(), blocks=[self.void, self.finish],
        )  # fmt: skip


_COLUMNS = (
    Column("日期", lambda r: r.visit.day.isoformat(), width=96),
    Column("单位", lambda r: r.visit.unit, bold=True, width=100),
    Column("企业", lambda r: r.visit.enterprise or "—", width=110),
    Column("内容", lambda r: r.visit.what, tip=lambda r: r.visit.what, width=150),
    Column("类别", lambda r: r.visit.kind.value, width=80),
    Column("来源", lambda r: r.visit.source or "—", tip=lambda r: r.visit.source, width=120),
    Column("归口", lambda r: r.visit.intake or "—", width=90),
    Column("完成", lambda r: f"{r.visit.done_on:%m-%d}" if r.visit.done_on else "—", width=64),
    Column("提示", lambda r: "；".join(r.doubts), tip=lambda r: "\n".join(r.doubts), width=0),
)

_MONTHS = (
    Column("月份", lambda m: f"{m.month}月", bold=True, width=64),
    Column("计划", lambda m: "、".join(m.planned) or "—", width=190),
    Column("计划已完成", lambda m: "、".join(m.kept) or "—", width=190),
    Column("本月完成", lambda m: "、".join(m.done) or "—", width=190),
    Column("临时交办", lambda m: str(m.temporary), right=True, width=84),
    Column("说明", lambda m: m.remark, width=0),
)


class VisitForm(Dialog):
    """One visit; what speaks against it is told while it can still be changed."""

    def __init__(self, desk: Desk, *, parent: QWidget | None = None) -> None:
        super().__init__("新增检查", parent, width=520)
        self.desk = desk
        units = [p for p in places.list_places(desk.ws, with_retired=False) if p.kind.is_subject]
        self.kind = ComboBox([(kind.value, kind.value) for kind in VisitKind])
        self.unit = ComboBox([(p.id, p.name) for p in units])
        self.day = DateField(desk.ws.today())
        self.words = {key: QLineEdit() for key in ("what", "enterprise", "source", "intake")}
        self.what = Field("检查内容", self.words["what"], required=True)
        self.told = Label("", Type.BODY, Color.INK2, wrap=True)
        above = row(gap=12)
        above.addWidget(Field("类别", self.kind, required=True), 1)
        self.place = Field("单位", self.unit, required=True)
        above.addWidget(self.place, 1)
        self.body.addLayout(above)
        self.body.addWidget(Field("日期", self.day, required=True))
        self.body.addWidget(self.what)
        self.body.addWidget(Field("受检企业", self.words["enterprise"]))
        beside = row(gap=12)
        beside.addWidget(Field("来源", self.words["source"], hint="交办单位或计划文号"), 1)
        beside.addWidget(Field("归口", self.words["intake"], hint="临时交办经由的单位"), 1)
        self.body.addLayout(beside)
        self.told.setMinimumHeight(theme().px(_TOLD_HEIGHT))
        self.body.addWidget(self.told)
        for box in (self.kind, self.unit):
            box.currentIndexChanged.connect(lambda _: self._tell())
        self.day.dateChanged.connect(lambda _: self._tell())
        for line in self.words.values():
            line.textChanged.connect(lambda _: self._tell())
        self.add_button("取消")
        self.add_button("登记", self.save, kind=PRIMARY)
        self._tell()

    @property
    def said(self) -> Visit | None:
        """What the form says; None where the office has no units yet."""
        if self.unit.key is None:
            return None
        what, enterprise, source, intake = (line.text().strip() for line in self.words.values())
        kind, place, unit = VisitKind(str(self.kind.key)), int(str(self.unit.key)), self.unit
        return Visit(
            0, kind, self.day.value, place, unit.currentText(), what, enterprise, source, intake
        )

    def _tell(self) -> None:
        """同日已安排检查…, 未经统一归口."""
        found = visits.doubts_of(self.desk.ws, self.said) if self.said else ()
        more = f"；等 {len(found)} 项" if len(found) > _TOLD else ""
        self.told.setText(f"提示：{'；'.join(found[:_TOLD])}{more}" if found else "")

    def save(self) -> None:
        said = self.said
        self.place.clear_check()
        if said is None:
            self.place.fail("还没有登记单位。")
            return
        self.what.clear_check()
        if not said.what:
            self.what.fail("缺检查内容。")
            self.words["what"].setFocus()
            return
        run_act(
            self.desk, "登记检查",
            lambda ws: visits.add_visit(ws, said),
            lambda ws, line: visits.void_visit(ws, line.visit.id, WHY),
            self, words=lambda line: "；".join(line.doubts), after=lambda _: self.accept(),
        )  # fmt: skip


class DoneForm(Dialog):
    """The day a visit was made."""

    def __init__(self, desk: Desk, line: VisitLine, *, parent: QWidget | None = None) -> None:
        super().__init__("登记完成", parent, width=420)
        self.desk, self.visit = desk, line.visit
        self.body.addWidget(Label(f"{line.visit.says}　{line.visit.what}", Type.BODY, wrap=True))
        self.day = DateField(min(line.visit.day, desk.ws.today()))
        self.body.addWidget(Field("完成日期", self.day, required=True))
        self.add_button("取消")
        self.add_button("登记", self.save, kind=PRIMARY)

    def save(self) -> None:
        visit_id, day = self.visit.id, self.day.value
        run_act(
            self.desk, "登记检查完成",
            lambda ws: visits.record_done(ws, visit_id, day),
            lambda ws, _: visits.record_done(ws, visit_id, None),
            self, after=lambda _: self.accept(),
        )  # fmt: skip
