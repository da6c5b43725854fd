"""佐证附件: the files of a task with thumbnails, size, who added them, and whether accepted."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImageReader, QPixmap, QResizeEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from yuetan_desktop.domain.ledger.supervision import Attachment
from yuetan_desktop.domain.rectification import Appraisal
from yuetan_desktop.errors import AppError
from yuetan_desktop.services.ledger import taskfiles, taskwork
from yuetan_desktop.services.rectification import TaskFile
from yuetan_desktop.services.workspace import Progress, Workspace
from yuetan_desktop.ui import icons, messages
from yuetan_desktop.ui.drafts import with_draft
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.rectification.form import Ask, RecordForm, line
from yuetan_desktop.ui.pages.rectification.words import APPRAISALS, size_words
from yuetan_desktop.ui.theme import Color, Type, elided, theme
from yuetan_desktop.ui.undo import WHY, Again
from yuetan_desktop.ui.widgets.buttons import LINK, Button, IconButton
from yuetan_desktop.ui.widgets.containers import column, row
from yuetan_desktop.ui.widgets.labels import Chip, Label, rule

_PICTURES = {".jpg", ".jpeg", ".png", ".bmp", ".gif", ".webp"}
SIDE = 36


class EvidenceSection(QWidget):
    """`opened(attachment)` shows the kept copy."""

    opened = Signal(object)

    def __init__(self, desk: Desk, file: TaskFile) -> None:
        super().__init__()
        self.desk, self.file = desk, file
        found = taskwork.evidence(file)
        self._elsewhere = taskfiles.proofs_elsewhere(desk.ws, file.id) if found else {}
        body = column(self, gap=6)
        body.setContentsMargins(16, 12, 16, 14)
        head = row()
        head.addWidget(Label("佐证附件", Type.SECTION_TITLE))
        head.addWidget(Label(f"{len(found)} 个", Type.SMALL, Color.INK3))
        head.addStretch()
        self.add = Button("添加", LINK, icon="plus", height=24)
        self.add.setAccessibleName("添加佐证")
        self.add.clicked.connect(self.pick)
        self.add.setVisible(file.state.is_open)
        head.addWidget(self.add)
        body.addLayout(head)
        if not found:
            words = "还没有佐证。销号前至少要有一个已采信的佐证。"
            body.addWidget(Label(words, Type.BODY, Color.INK3, wrap=True))
        for number, one in enumerate(found):
            if number:
                body.addWidget(rule(light=True))
            body.addWidget(self._line(one))

    def _line(self, one: Attachment) -> QWidget:
        whole = QWidget()
        line_ = row(whole, gap=8)
        line_.addWidget(_Thumbnail(self.desk, one))
        words = column()
        name = _NameLink(one.name)
        name.clicked.connect(lambda: self.opened.emit(one))
        words.addWidget(name)
        detail = f"{size_words(one.size)} · {one.day:%m-%d} {one.by}"
        if codes := self._elsewhere.get(one.sha256):
            detail += f" · 也是 {'、'.join(codes)} 的佐证"
        said = Label(detail, Type.SMALL, Color.INK3, elide=True)
        said.setToolTip(detail)
        words.addWidget(said)
        line_.addLayout(words, 1)
        chip = Chip(one.appraisal.value, APPRAISALS[one.appraisal], icon="")
        chip.setToolTip(one.why)
        line_.addWidget(chip)
        more = IconButton("ellipsis", f"认定佐证 {one.name}", height=24, flat=True)
        more.clicked.connect(lambda: self._menu(one).exec(more.mapToGlobal(more.rect().topLeft())))
        more.setVisible(self.file.state.is_open)
        line_.addWidget(more)
        return whole

    def _menu(self, one: Attachment) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for state in (Appraisal.ACCEPTED, Appraisal.REJECTED, Appraisal.PENDING):
            if state is not one.appraisal:
                action = menu.addAction(f"标为{state.value}…")
                action.triggered.connect(lambda _=False, s=state: self.appraise(one, s))
        return menu

    # -- acting ---------------------------------------------------------------------------------
    def appraise(self, one: Attachment, state: Appraisal) -> None:
        why = Ask("why", "理由", line(), required=state is Appraisal.REJECTED)
        form = RecordForm(
            self.desk,
            f"标为{state.value}",
            [why],
            lambda ws, v: taskwork.appraise(ws, self.file.id, one.entry_id, state, v["why"]),
            lead=one.name,
            verb="认定",
            parent=self.window(),
        )
        with_draft(form, self.desk, one.entry_id).exec()

    def pick(self) -> None:
        files = messages.pick_files(self.window(), "添加佐证", "所有文件 (*)")
        if files:
            self.attach(files)

    def attach(self, files: list[Path]) -> None:
        """Copy files into the archive, in the background."""
        task_id, code, desk = self.file.id, self.file.code, self.desk
        before = {entry.id for entry in self.file.entries}

        def done(file: TaskFile) -> None:
            new = [one for one in file.entries if one.id not in before and not one.is_void]
            added = [(file.id, entry.id) for entry in new]
            act = desk.undo.done(
                f"添加佐证 {code}",
                lambda ws, _: taskwork.void_entries(ws, added, WHY),
                again=Again(attach, done),
            )
            desk.did("已添加佐证", f"{code}　{len(files)} 个文件", act)

        def attach(ws: Workspace, progress: Progress) -> TaskFile:
            return taskfiles.attach(ws, task_id, files, progress)

        desk.tasks.run("添加佐证", attach, done=done)


class _NameLink(Button):
    """The file's name as a link; gives way in the middle where there is little room."""

    def __init__(self, name: str) -> None:
        super().__init__(name, LINK, height=24)
        self._name = name
        self.setAccessibleName(f"打开佐证 {name}")
        self.setToolTip(name)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, theme().row(20))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setText(elided(self._name, theme().font(Type.BODY), self.width() - 8, middle=True))


class _Thumbnail(Label):
    """The picture itself, small; a paper clip for anything else."""

    def __init__(self, desk: Desk, one: Attachment) -> None:
        super().__init__()
        side = theme().px(SIDE)
        self.setFixedSize(side, side)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        picture = _picture(desk, one, side)
        self.setPixmap(picture or icons.pixmap("paperclip", Color.INK3, 16))
        self.setAccessibleName("缩略图" if picture else "附件")


def _picture(desk: Desk, one: Attachment, side: int) -> QPixmap | None:
    if Path(one.name).suffix.lower() not in _PICTURES:
        return None
    try:
        reader = QImageReader(str(taskfiles.evidence_file(desk.ws, one)))
    except AppError:
        return None
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid():
        reader.setScaledSize(size.scaled(QSize(side, side), Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    return None if image.isNull() else QPixmap.fromImage(image)
