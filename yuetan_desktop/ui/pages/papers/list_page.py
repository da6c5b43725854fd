"""文书中心: every paper made, newest first, and the papers that open cases still lack."""

from __future__ import annotations

from dataclasses import dataclass

from yuetan_desktop.domain.period import Period
from yuetan_desktop.services import casefiles, paperwork
from yuetan_desktop.services.casefiles import CaseFile
from yuetan_desktop.services.papers import officepapers
from yuetan_desktop.services.papers.officepapers import OfficePaper
from yuetan_desktop.services.paperwork import IssuedPaper
from yuetan_desktop.ui.page import Desk, Page
from yuetan_desktop.ui.pages.papers.letters_dialog import LettersDialog
from yuetan_desktop.ui.pages.papers.month_dialog import MonthDialog
from yuetan_desktop.ui.table_model import Column
from yuetan_desktop.ui.theme import theme
from yuetan_desktop.ui.widgets.buttons import Button, SegmentedControl
from yuetan_desktop.ui.widgets.cell_painters import chip_cell
from yuetan_desktop.ui.widgets.containers import EmptyState, Panel
from yuetan_desktop.ui.widgets.field import ComboBox, filter_box
from yuetan_desktop.ui.widgets.listing import Listing
from yuetan_desktop.ui.widgets.table import TableView


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A paper with the cases it belongs to; 月度通报 belongs to none."""

    paper: IssuedPaper | OfficePaper
    cases: tuple[CaseFile, ...]  # several of a joint interview, the one it is kept with first

    @property
    def case_number(self) -> str:
        if isinstance(self.paper, OfficePaper):
            return self.paper.month.label()
        return "、".join(case.number for case in self.cases)

    @property
    def month(self) -> Period | None:
        return self.paper.month if isinstance(self.paper, OfficePaper) else None

    @property
    def unit(self) -> str:
        return "、".join(case.unit for case in self.cases)


_KINDS = {"正式": "ok", "草稿": "near", "代拟稿": "near"}
_DRAFTS = {"讨论稿": "neutral", "送审稿": "near", "法审稿": "near", "定稿": "ok"}
_COLUMNS = (
    Column("文书", lambda r: r.paper.kind, bold=True, width=160),
    Column("阶段", lambda r: r.paper.stage, secondary=True, width=100),
    Column("文号", lambda r: r.paper.number or "—", width=190),
    Column(
        "状态",
        lambda r: r.paper.state,
        paint=chip_cell(lambda r: (r.paper.state, _KINDS.get(r.paper.state, "neutral"))),
        width=100,
    ),
    Column(
        "稿件",
        lambda r: r.paper.draft_stage,
        paint=chip_cell(
            lambda r: (r.paper.draft_stage, _DRAFTS.get(r.paper.draft_stage, "neutral"))
        ),
        width=90,
    ),
    Column("稿次", lambda r: f"第 {r.paper.version} 稿", width=80),
    Column("案件", lambda r: r.case_number, width=130),
    Column("责任单位", lambda r: r.unit, width=170),
    Column("文件", lambda r: r.paper.path.name, middle=True, secondary=True, width=0),
)


class PapersPage(Page):
    key = "papers"
    title = "文书中心"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.segments = SegmentedControl(
            [("all", "全部"), ("正式", "正式"), ("draft", "草稿与代拟稿")], name="文书范围"
        )
        self.segments.changed.connect(lambda _: self._show())
        self.header.left.addWidget(self.segments)
        self.filter = filter_box("筛选文书、文号、案件或单位")
        self.filter.setFixedWidth(theme().px(260))
        self.filter.textChanged.connect(lambda _: self._show())
        self.on_key("Ctrl+F", self.filter.setFocus)
        self.stage = ComboBox(
            [("", "全部阶段"), *((name, name) for name in (*paperwork.STAGES, officepapers.STAGE))],
            name="文书阶段",
        )
        self.stage.currentIndexChanged.connect(lambda _: self._show())
        self.letters = Button("成批催办…", icon="file-plus")
        self.letters.clicked.connect(lambda _=False: LettersDialog(desk, parent=self).exec())
        self.month = Button("月度通报…", icon="file-plus")
        self.month.clicked.connect(lambda _=False: MonthDialog(desk, parent=self).exec())
        self.header.right.addWidget(self.letters)
        self.header.right.addWidget(self.month)
        panel = Panel("已成文的文书", "双击或按 Enter 打开")
        panel.add_to_header(self.stage)
        panel.add_to_header(self.filter)
        self.table = TableView(_COLUMNS, "文书列表")
        self.table.opened.connect(self._open)
        self.listing = Listing(self.table)
        panel.body.addWidget(self.listing)
        self.body.addWidget(panel)
        self._rows: list[PaperRow] = []

    def refresh(self) -> None:
        files = {file.id: file for file in casefiles.list_cases(self.desk.ws)}
        made = [
            *(PaperRow(paper, ()) for paper in officepapers.office_papers(self.desk.ws)),
            *(
                PaperRow(p, tuple(files[id_] for id_ in (p.case_id, *p.others) if id_ in files))
                for p in paperwork.papers(self.desk.ws)
            ),
        ]
        self._rows = made[::-1]
        self._show()

    def _show(self) -> None:
        words, which = self.filter.text().strip(), self.segments.current
        shown = [
            row
            for row in self._rows
            if (not self.stage.key or row.paper.stage == self.stage.key)
            and (which == "all" or (row.paper.state == "正式") == (which == "正式"))
            and (
                not words
                or words in f"{row.paper.kind}{row.paper.number}{row.case_number}{row.unit}"
            )
        ]
        self.table.set_rows(shown)
        if shown:
            self.listing.show_lines()
        else:
            self.listing.show_nothing(self._nothing_passes() if self._rows else self._nothing_yet())

    def _nothing_yet(self) -> EmptyState:
        return EmptyState(
            "file-text",
            "还没有文书",
            "文书在案件里生成：打开案件，在“文书”一栏点“生成”。",
            primary=("打开约谈案件", lambda: self.desk.go("cases")),
        )

    def _nothing_passes(self) -> EmptyState:
        return EmptyState(
            "filter",
            "没有符合条件的文书",
            "换一个范围，或清除筛选文字。",
            primary=("清除筛选", self._clear_filter),
        )

    def _clear_filter(self) -> None:
        self.segments.set_current("all")
        self.stage.set_key("")
        self.filter.clear()
        self._show()

    def _open(self, row: PaperRow) -> None:
        owner = row.cases[0].id if row.cases else row.month
        self.desk.go("paper", (owner, row.paper.kind))
