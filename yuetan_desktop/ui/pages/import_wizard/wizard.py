"""导入向导: choose files, look at what was recognised, settle doubts, store, take back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from yuetan_desktop.services.importing import importfolder
from yuetan_desktop.services.importing.importpreview import ImportPreview
from yuetan_desktop.ui import messages
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.import_wizard.decisions import Decisions
from yuetan_desktop.ui.pages.import_wizard.folderrun import FolderRun
from yuetan_desktop.ui.pages.import_wizard.foot import WizardFoot
from yuetan_desktop.ui.pages.import_wizard.matching import Matching
from yuetan_desktop.ui.pages.import_wizard.reading import Reading
from yuetan_desktop.ui.pages.import_wizard.recognition import Recognition
from yuetan_desktop.ui.pages.import_wizard.review import Review
from yuetan_desktop.ui.pages.import_wizard.session import Session
from yuetan_desktop.ui.pages.import_wizard.start import Start
from yuetan_desktop.ui.pages.import_wizard.steps import CHECK, CHOOSE, MATCH, RECOGNISE, StepsLine
from yuetan_desktop.ui.pages.import_wizard.storing import Storing, confirm_skip
from yuetan_desktop.ui.pages.import_wizard.summary import SummaryLine, show_known, show_stored
from yuetan_desktop.ui.theme import theme
from yuetan_desktop.ui.widgets.containers import Banner, column


class ImportWizard(QWidget):
    """One file through its steps, or several in one run; what a run cannot store by itself is
    settled file after file, each stored, or left, before the next is shown."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.session: Session | None = None
        self.waiting: list[Path] = []
        self.step = CHOOSE
        self.steps = StepsLine()
        self.start, self.review, self.recognition = Start(desk), Review(), Recognition()
        self.summary, self.banner, self.foot = SummaryLine(), Banner(), WizardFoot()
        self.matching = Matching(desk)
        self.reading, self.storing = Reading(desk, self), Storing(desk, self)
        self.decisions, self.run = Decisions(desk, self), FolderRun(desk)
        self.stack = QStackedWidget()
        for view in (self.start, self.recognition, self.matching, self.review, self.run):
            self.stack.addWidget(view)
        self._lay_out()
        self._connect()
        self._show_step(CHOOSE)

    def refresh(self) -> None:
        """Nothing stored is shown here; a file that is under way stays as it is."""

    def take_files(self, files: list[Path]) -> None:
        """Take one file through the steps; several, or a folder, are one run with one report."""
        found = importfolder.files_of(files)
        if not found:
            self.desk.notice("文件夹里没有表格", "、".join(map(str, files)), kind="warn")
        if self.session is not None or len(found) == 1:
            self.waiting += found
        elif found:
            self._show_run()
            self.run.look(found)
        if self.session is None and self.waiting:
            self._next_file()

    def _show_run(self) -> None:
        self.banner.hide()
        self._show_step(CHECK)
        self.stack.setCurrentWidget(self.run)

    def _one_by_one(self, files: list[Path]) -> None:
        """Settle files of the run in the wizard; afterwards the run is looked at again."""
        self.waiting = list(files)
        self._next_file()

    # -- reading --------------------------------------------------------------------------------
    def _next_file(self) -> None:
        self.banner.hide()
        if not self.waiting:
            self.session = self.decisions.session = None
            if self.run.files:
                self._show_run()
                self.run.look_again()
            else:
                self._show_step(CHOOSE)
            return
        self.session = Session(self.waiting.pop(0), self.desk.ws.library.catalogue)
        self.decisions.session = self.session
        self.review.bar.clear()  # a cell of the file before
        self.summary.show_waiting(self.session.path.name, len(self.waiting))
        self._show_step(CHECK)
        self._read()

    def _read(self) -> None:
        """Preview again with everything decided so far."""
        assert self.session is not None
        job = self.reading.run(self.session)
        if job in self.desk.tasks.jobs:
            self.foot.show_job(job)
            self.foot.show_errors(0, "正在校验")

    def _read_done(self, session: Session) -> None:
        preview = session.preview
        if session is not self.session or preview is None:
            return
        self.foot.show_job(None)
        self.summary.show_preview(preview, len(self.waiting))
        self.recognition.show_preview(preview)
        self._show_table()
        show_known(self.banner, preview)

    def _read_failed(self, session: Session, error: Exception) -> None:
        self.foot.show_job(None)
        if session is self.session:
            self._next_file()
        messages.show_error(error, self, title=f"无法读取“{session.path.name}”")

    def _show_table(self) -> None:
        session, table = self.session, self.summary.table
        if session is None or session.preview is None:
            return
        if table is not None:
            self.review.show_table(session, table)
            self.matching.show_table(session, table)
        obstacle = session.obstacle()
        self.foot.show_errors(len(session.preview.errors), obstacle)
        self.foot.skip.setEnabled(not session.undecided and session.preview.may_skip_rows)

    def _match_column(self, letter: str) -> None:
        """Go to a column's matching from its head in the grid."""
        self._show_step(MATCH)
        self.matching.choose_letter(letter)

    # -- storing --------------------------------------------------------------------------------
    def store(self, *, skip_bad_rows: bool = False) -> None:
        if self.session is None or self.session.preview is None:
            return
        job = self.storing.run(self.session.preview, skip_bad_rows=skip_bad_rows)
        if job in self.desk.tasks.jobs:
            self.foot.show_job(job)
            self.foot.show_errors(0, "正在入库")

    def _store_ended(self, error: Exception | None) -> None:
        self.foot.show_job(None)
        if error is None:
            self._next_file()
        else:
            self._show_table()
            messages.show_error(error, self, title="没有导入")

    def _on_stored(self, stored: list[ImportPreview]) -> None:
        if self.session is None:  # nothing else waits to be stored
            show_stored(self.banner, self.desk, stored)

    def _save_answer(self) -> None:
        if self.session is not None and self.session.preview is not None:
            self.storing.save_answer(self.session.preview)

    def _skip(self) -> None:
        session = self.session
        if session is not None and session.preview is not None and confirm_skip(session, self):
            self.store(skip_bad_rows=True)

    # -- steps ----------------------------------------------------------------------------------
    def _show_step(self, step: int) -> None:
        self.step = step
        self.steps.show_step(step)
        views = {CHOOSE: self.start, RECOGNISE: self.recognition, MATCH: self.matching}
        self.stack.setCurrentWidget(views.get(step, self.review))
        self.foot.show_way_on("校验" if step in {RECOGNISE, MATCH} else "入库")
        under_way = self.session is not None
        self.summary.setVisible(under_way)
        self.foot.setVisible(under_way)

    def _go_to_step(self, step: int) -> None:
        """Done steps can be looked at again; choosing another file leaves this one."""
        if self.session is None or step > CHECK:
            return
        if step == CHOOSE:
            self._leave()
        else:
            self._show_step(step)

    def _leave(self) -> None:
        """Put the file aside; nothing of it was stored."""
        if self.foot.job is not None:
            self.foot.job.cancel()
        self._next_file()

    # -- parts ----------------------------------------------------------------------------------
    def _lay_out(self) -> None:
        whole = column(self, gap=theme().gap)
        for widget in (self.steps, self.banner, self.summary):
            whole.addWidget(widget)
        whole.addWidget(self.stack, 1)
        whole.addWidget(self.foot)

    def _connect(self) -> None:
        self.start.files_chosen.connect(self.take_files)
        self.steps.stepper.step_chosen.connect(self._go_to_step)
        self.summary.table_changed.connect(self._show_table)
        self.summary.matching_wanted.connect(lambda: self._show_step(MATCH))
        self.reading.read.connect(self._read_done)
        self.reading.refused.connect(self._read_failed)
        self.decisions.decided.connect(self._read)
        self.recognition.head.said.connect(self.decisions.say_head)
        self.matching.chosen.connect(self.decisions.map_column)
        self.matching.period_said.connect(self.decisions.say_period)
        self.matching.place_said.connect(self.decisions.say_place)
        self.matching.year_said.connect(self.decisions.say_year)
        self.matching.layouts.taken_in.connect(self._read)
        self.review.effect.answer_wanted.connect(self._save_answer)
        self.review.effect.mode_said.connect(self.decisions.say_mode)
        self.review.effect.monitoring_said.connect(self.decisions.say_monitoring)
        self.review.column_chosen.connect(self._match_column)
        self.review.corrected.connect(self.decisions.correct)
        self.review.act_wanted.connect(self.decisions.propose_place)
        self.review.more_wanted.connect(self.decisions.more)
        self.review.refused.connect(lambda words: self.desk.notice(words, kind="warn"))
        self.run.one_by_one.connect(self._one_by_one)
        self.run.stored.connect(self._on_stored)
        self.run.left.connect(lambda: self._show_step(CHOOSE))
        self.foot.back.clicked.connect(self._leave_or_back)
        self.foot.skip.clicked.connect(self._skip)
        self.foot.next.clicked.connect(self._forward)
        self.storing.ended.connect(self._store_ended)
        self.storing.stored.connect(self._on_stored)
        self.desk.tasks.jobs_changed.connect(self._on_jobs)
        QShortcut(QKeySequence("F8"), self).activated.connect(self.review.next_issue)

    def _leave_or_back(self) -> None:
        if self.step == CHECK:
            self._leave()
        else:
            self._show_step(CHECK)

    def _forward(self) -> None:
        if self.step in {RECOGNISE, MATCH}:
            self._show_step(CHECK)
        elif self.session is not None and not self.session.obstacle():
            self.store()
        elif self.session is None and self.run.isVisible() and self.run.foot.next.isEnabled():
            self.run.store()

    def _on_jobs(self) -> None:
        if self.foot.job is not None and self.foot.job in self.desk.tasks.jobs:
            self.foot.show_job(self.foot.job)
