"""One paper: the form at the left, its pages at the right; saved, numbered, printed from here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent

from yuetan_desktop.services.cases.transferpack import LETTER
from yuetan_desktop.services.papers import paperdesk, readback
from yuetan_desktop.services.papers.paperdesk import MadePaper, Owner
from yuetan_desktop.services.paperwork import Draft
from yuetan_desktop.ui import messages
from yuetan_desktop.ui.drafts import PageDraft
from yuetan_desktop.ui.page import Desk, Page
from yuetan_desktop.ui.pages.papers.form import PaperForm
from yuetan_desktop.ui.pages.papers.issuing import confirm_issue, export, open_file
from yuetan_desktop.ui.pages.papers.layout_run import LayoutRun
from yuetan_desktop.ui.pages.papers.packing import pack
from yuetan_desktop.ui.pages.papers.preview import PaperPreview
from yuetan_desktop.ui.pages.papers.printing import PrintDialog
from yuetan_desktop.ui.pages.papers.readback_dialog import read_back
from yuetan_desktop.ui.pages.papers.stage_bar import StageBar
from yuetan_desktop.ui.theme import theme
from yuetan_desktop.ui.widgets.buttons import PRIMARY, Button
from yuetan_desktop.ui.widgets.containers import column, row
from yuetan_desktop.ui.widgets.labels import Chip


class PaperPage(Page):
    key = "paper"
    title = "文书"
    padded = False

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.owner: Owner | None = None  # a case, or a month
        self.kind = ""
        self.draft: Draft | None = None
        self._edited: dict[str, str] = {}
        self._file_edited = False
        self._make_header()
        self.form = PaperForm(desk)
        self.form.edited.connect(self._on_edit)
        self.form.save_asked.connect(self.save)
        self.preview = PaperPreview()
        self.layout_run = LayoutRun(desk, self.form, self.preview)
        self.form.typed.connect(self.layout_run.announce)
        whole = row(gap=0)
        whole.addWidget(self.form)
        whole.addWidget(self.preview, 1)
        self.stages = StageBar(desk, self._current)
        self.stages.moved.connect(self._stored)
        self.stages.read_asked.connect(self.read_back)
        self.kept = PageDraft(desk, self._put_back)
        under_each_other = column()  # without the gap between panels
        under_each_other.addWidget(self.kept)
        under_each_other.addWidget(self.stages)
        under_each_other.addLayout(whole, 1)
        self.body.addLayout(under_each_other, 1)
        self.on_key("Ctrl+S", lambda: self.save(False))
        self.on_key("Ctrl+P", self.print)
        self.on_key("Ctrl+E", self.export_word)
        self.on_key("Ctrl+Return", lambda: self.save(True))
        self._set_widths()
        theme().changed.connect(self._set_widths)

    def _make_header(self) -> None:
        self.case_chip, self.mark_chip = Chip(""), Chip("")
        self.header.left.addWidget(self.case_chip)
        self.header.left.addWidget(self.mark_chip)
        self.header.search.hide()
        self.open_button = Button("打开", icon="external-link")
        self.open_button.clicked.connect(self.open)
        self.word_button = Button("导出 Word", icon="file-down")
        self.word_button.clicked.connect(self.export_word)
        self.pdf_button = Button("导出 PDF", icon="file-down")
        self.pdf_button.clicked.connect(self.export_pdf)
        self.print_button = Button("打印", PRIMARY, icon="printer", keys="Ctrl+P")
        self.print_button.clicked.connect(self.print)
        self.pack_button = Button("材料包…", icon="folder-kanban")  # of a transfer only
        self.pack_button.clicked.connect(self.pack)
        for button in (
            *(self.pack_button, self.open_button, self.word_button),
            *(self.pdf_button, self.print_button),
        ):
            self.header.right.addWidget(button)

    def _set_widths(self) -> None:
        """The form wraps its words: it grows half as much as the type, the pages need the room."""
        self.form.setFixedWidth((336 + theme().px(336)) // 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.preview.set_wide(self.preview.width() >= 1000)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing is read or laid out unseen."""
        self.form.forget()
        self.layout_run.stop()
        super().hideEvent(event)

    def leave(self) -> None:
        self.form.take_typing()
        self.kept.keep(self._edited)

    # -- showing --------------------------------------------------------------------------------
    def show_item(self, what: Any) -> None:
        """(case id or month, kind of paper)."""
        self.owner, self.kind = what
        self._edited = {}
        self.form.forget()
        self.kept.look(f"文书·{self.owner}·{self.kind}")
        self._stale = True

    def refresh(self) -> None:
        if self.owner is None:
            return
        self.header.set_breadcrumb("文书中心", self.kind, lambda: self.desk.go("papers"))
        self.case_chip.set(paperdesk.title_of(self.desk.ws, self.owner))
        self.pack_button.setVisible(self.kind == LETTER)
        newest = self._newest()
        self._file_edited = newest is not None and readback.is_edited(newest)
        self.stages.read.block("" if newest else "还没有生成 Word 文件")
        self._read_draft()
        self.layout_run.now()

    def _read_draft(self) -> None:
        assert self.owner is not None
        self.draft = paperdesk.draft(self.desk.ws, self.owner, self.kind, self._edited)
        self.form.owner, self.form.kind = self.owner, self.kind
        self.form.show_draft(self.draft)
        self.mark_chip.set(self.draft.mark, "near")
        self.mark_chip.setToolTip(f"印发时编号：{self.draft.number}")
        self.stages.show_paper(
            self.owner,
            self.kind,
            self.draft.values,
            ready=self.draft.ready,
            edited=self._file_edited,
        )
        paper = self.owner, self.kind, self.draft.values
        self.form.quotes.show_paper(*paper)
        self.layout_run.show_paper(*paper)

    def _current(self) -> tuple[Owner, str, dict[str, str]] | None:
        """The paper as its form stands, the last key included."""
        self.form.take_typing()
        if self.owner is None or self.draft is None:
            return None
        return self.owner, self.kind, self.draft.values

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc that no editor wanted keeps what was typed; the window may want it, too."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        super().keyPressEvent(event)

    def _put_back(self, values: Mapping[str, str]) -> None:
        self._edited = dict(values)
        self._read_draft()
        self.layout_run.soon()

    def _on_edit(self) -> None:
        self._edited = self.form.values()
        self._read_draft()
        self.layout_run.soon()

    # -- acting ---------------------------------------------------------------------------------
    def save(self, formal: bool) -> None:
        """Make and store the paper; a formal one takes its number, which is not given back."""
        self.form.take_typing()
        if self.draft is None or self.owner is None:
            return
        if self.form.save.waits:
            self.desk.notice(self.form.save.waits, kind="warn")
            return
        if not self.draft.ready:
            self.form.jump_to_first_failure()
            return
        if formal and not confirm_issue(self.desk, self.owner, self.draft, self):
            return
        self._issue(formal, self._saved)

    def _issue(self, formal: bool, done: Any) -> None:
        assert self.draft is not None
        owner, kind, values = self.owner, self.kind, self.draft.values
        assert owner is not None
        self.desk.tasks.run(
            f"生成{kind}",
            lambda ws, _: paperdesk.issue(ws, owner, kind, values, formal=formal),
            done=done,
            failed=lambda error: messages.show_error(error, self),
            blocks=[self.form.save, self.form.issue],
        )

    def _stored(self) -> None:
        # What was typed is stored now: 打开 and 打印 mean this very paper.
        self._edited = {}
        self.kept.done()
        self.refresh()

    def read_back(self) -> None:
        """What was changed in the Word file, taken over or not."""
        newest = self._newest()
        if newest is not None:
            read_back(self.desk, newest, self, self._saved)

    def _saved(self, paper: MadePaper) -> None:
        words = paper.number or f"第 {paper.version} 稿（{paper.state}）"
        self.desk.notice(f"已生成{paper.kind}", words)
        self._stored()

    def _newest(self) -> MadePaper | None:
        if self.owner is None:
            return None
        return paperdesk.newest(self.desk.ws, self.owner, self.kind)

    def _with_paper(self, act: Any) -> None:
        """Act on the paper as the form stands: the newest stored one, or a draft made now."""
        self.form.take_typing()
        newest = self._newest()
        if self.draft is None:
            return
        if newest is not None and not self._edited:
            act(newest)
        elif self.draft.ready:
            self._issue(False, act)
        else:
            self.form.jump_to_first_failure()

    def open(self) -> None:
        self._with_paper(lambda paper: open_file(paper.path, self.kind, self))

    def export_word(self) -> None:
        self._with_paper(lambda paper: export(self.desk, paper, ".docx", self))

    def export_pdf(self) -> None:
        self._with_paper(lambda paper: export(self.desk, paper, ".pdf", self))

    def pack(self) -> None:
        self._with_paper(lambda paper: pack(self.desk, paper, self))

    def print(self) -> None:
        self._with_paper(lambda paper: PrintDialog(self.desk, paper, parent=self).exec())
