"""The side panel of one task: what it asks for, its progress, evidence, watching, record, acts."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QResizeEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from yuetan_desktop.domain.ledger.supervision import Attachment, inspections
from yuetan_desktop.domain.rectification import EntryKind, Stage
from yuetan_desktop.domain.typednumber import plain
from yuetan_desktop.errors import AppError
from yuetan_desktop.services.ledger import taskfiles, taskwork
from yuetan_desktop.services.rectification import TaskFile
from yuetan_desktop.ui import messages
from yuetan_desktop.ui.drafts import with_draft
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.rectification import acts
from yuetan_desktop.ui.pages.rectification.books import sign_sheet
from yuetan_desktop.ui.pages.rectification.evidence import EvidenceSection
from yuetan_desktop.ui.pages.rectification.termssection import TermsSection
from yuetan_desktop.ui.pages.rectification.words import (
    amount,
    day_words,
    entry_words,
    reminder_words,
    standing_chip,
    standing_tip,
)
from yuetan_desktop.ui.theme import Color, Type
from yuetan_desktop.ui.widgets.buttons import LINK, PRIMARY, Button, IconButton
from yuetan_desktop.ui.widgets.containers import SidePanel, column, row
from yuetan_desktop.ui.widgets.labels import Chip, Label, rule
from yuetan_desktop.ui.widgets.progress import ProgressBar


class TaskPanel(SidePanel):
    """`stepped(by)` asks for the task before or after in the table."""

    stepped = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__("整改任务详情", heading=Label("", Type.BODY, Color.INK2))
        self.desk = desk
        self.file: TaskFile | None = None
        steps = row(gap=0)
        for by, icon, name in ((-1, "chevron-up", "上一项"), (1, "chevron-down", "下一项")):
            button = IconButton(icon, name, height=28, flat=True)
            button.clicked.connect(lambda _=False, by=by: self.stepped.emit(by))
            steps.addWidget(button)
        steps.addWidget(self.close_button)
        self.band_row.addLayout(steps)
        self.main = Button("登记进展", PRIMARY)
        self.main.clicked.connect(self.act)
        self.extend = Button("申请延期")
        self.extend.clicked.connect(lambda: self._open(acts.extension))
        self.check = Button("安排核查")
        self.check.clicked.connect(lambda: self._open(acts.plan_check))
        self.more = IconButton("ellipsis", "更多操作", height=32)
        self.more.clicked.connect(
            lambda: self.menu().exec(self.more.mapToGlobal(self.more.rect().topLeft()))
        )
        self._foot = (self.main, self.extend, self.check, self.more)
        for widget in self._foot:
            self.foot_row.addWidget(widget)
        self.foot_row.addStretch()

    # -- showing --------------------------------------------------------------------------------
    def show_task(self, file: TaskFile) -> None:
        self.file = file
        words, kind = standing_chip(file)
        chip = Chip(words, kind)
        chip.setToolTip(standing_tip(file))
        self.set_heading(file.code, [chip] if words else [])
        terms = TermsSection(self.desk, file)
        terms.asked.connect(self.desk.go)
        sections: list[QWidget] = [terms, self._progress(file)]
        evidence = EvidenceSection(self.desk, file)
        evidence.opened.connect(self._show_file)
        sections.append(evidence)
        sections += [self._watching(file), self._record(file)]
        parted: list[QWidget] = []
        for number, section in enumerate(sections):
            parted += [rule(), section] if number else [section]
        self.set_sections(parted)
        self._show_foot(file)

    def _show_foot(self, file: TaskFile) -> None:
        words, _ = acts.MAIN.get(file.state.stage, ("登记进展", acts.progress))
        ended = "" if file.state.is_open else f"任务{file.state.stage}。"
        self.main.set_text(words)
        self.extend.set_text("审批延期" if file.state.asked_extension else "申请延期")
        for button in (self.main, self.extend, self.check):
            button.block(ended)
        if not ended and file.state.due is None:
            self.extend.block("任务没有时限，不需要延期。")

        self._fit_foot()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_foot()

    def _fit_foot(self) -> None:
        """In large type the panel has room for two acts; the third is in 更多操作 then."""
        edges = self.foot_row.contentsMargins()
        needed = sum(widget.sizeHint().width() + self.foot_row.spacing() for widget in self._foot)
        self.check.setVisible(needed + edges.left() + edges.right() <= self.width())

    def _progress(self, file: TaskFile) -> QWidget:
        body = column(gap=6)
        head = row()
        head.addWidget(Label("进度", Type.SECTION_TITLE))
        head.addStretch()
        head.addWidget(Label(amount(file.state), Type.BODY_BOLD))
        body.addLayout(head)
        share = file.state.share
        if share is not None:
            bar = ProgressBar()
            bar.set_share(min(1.0, float(share)))
            body.addWidget(bar)
        for entry in reversed(file.state.of(EntryKind.PROGRESS)[-6:]):
            line = row(gap=12)
            line.addWidget(Label(f"{entry.day:%m-%d}", Type.BODY, Color.INK2))
            done = f"{plain(entry.number('done') or Decimal(0))} {file.terms.unit}"
            line.addWidget(Label(done, Type.BODY))
            line.addWidget(Label(entry.note, Type.BODY, Color.INK2, elide=True), 1)
            body.addLayout(line)
        return _section(body)

    def _watching(self, file: TaskFile) -> QWidget:
        body = column(gap=6)
        late = file.is_overdue
        body.addWidget(Label("逾期处理" if late else "督办", Type.SECTION_TITLE))
        lines = [reminder_words(file.state)]
        if asked := file.state.asked_extension:
            lines.append(f"申请延期至 {asked.text('due')}，待审批：{asked.note}")
        if (planned := file.state.planned_check) is not None:
            lines.append(f"已安排 {day_words(planned)} 现场核查。")
        lines += [f"{words}。" for words in taskwork.supervision_words(file)]
        visits = inspections(file.state)
        if visits and visits[-1].left_open:
            lines.append("未改问题：" + "；".join(visits[-1].left_open))
        if file.state.satisfaction is not None:
            lines.append(f"群众{file.state.satisfaction}。")
        if file.state.stage in {Stage.TO_CHECK, Stage.TO_CLOSE}:
            lines += [f"销号还差：{words}" for words in taskwork.what_hinders(self.desk.ws, file)]
        for words in lines:
            body.addWidget(Label(words, Type.BODY, Color.INK2, wrap=True))
        return _section(body)

    def _record(self, file: TaskFile) -> QWidget:
        body = column(gap=4)
        head = row()
        head.addWidget(Label("办理记录", Type.SECTION_TITLE))
        head.addStretch()
        if len(file.state.entries) > 1:
            undo = Button("作废最近一条", LINK, height=24)
            undo.clicked.connect(lambda: self._open(acts.void_last))
            head.addWidget(undo)
        body.addLayout(head)
        for entry in list(reversed(file.entries))[:12]:
            struck = f"（已作废：{entry.voided_why}）" if entry.is_void else ""
            words = f"{entry.day:%m-%d}　{entry.by}　{entry_words(entry)}{struck}"
            color = Color.INK3 if entry.is_void else Color.INK2
            body.addWidget(Label(words, Type.SMALL, color, wrap=True))
        return _section(body)

    # -- acting ---------------------------------------------------------------------------------
    def act(self) -> None:
        """The one next act of the task's stage."""
        if self.file is not None and self.file.state.is_open:
            self._open(acts.MAIN[self.file.state.stage][1])

    def menu(self) -> QMenu:
        """Everything that may be recorded, the main act aside."""
        menu = QMenu("更多操作", self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self.file is not None and self.file.state.is_open:
            planned = (
                () if self.check.isVisibleTo(self) else ((self.check.text(), acts.plan_check),)
            )
            for words, act in (*planned, *acts.MORE):
                action = menu.addAction(f"{words}…")
                action.triggered.connect(lambda _=False, act=act: self._open(act))
            sheet = menu.addAction("生成会签单…")
            sheet.triggered.connect(lambda: self._sign_sheet())
        return menu

    def _open(self, act: acts.Open) -> None:
        if self.file is not None:
            form = act(self.desk, self.file, self.window())
            with_draft(form, self.desk, self.file.code).exec()

    def _sign_sheet(self) -> None:
        if self.file is not None:
            sign_sheet(self.desk, self.file, self.window())

    def _show_file(self, one: Attachment) -> None:
        try:
            kept = taskfiles.evidence_file(self.desk.ws, one)
        except AppError as error:
            messages.show_error(error, self.window(), title="没有打开佐证")
            return
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(kept)))


def _section(body: QVBoxLayout) -> QWidget:
    section = QWidget()
    body.setContentsMargins(16, 12, 16, 14)
    section.setLayout(body)
    return section
