"""The form of a paper: fields filled from the case, edited ones marked, checks under the field."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from yuetan_desktop.services.papers.paperdesk import Owner
from yuetan_desktop.services.paperwork import Draft, FieldValue, Measured, Remark
from yuetan_desktop.ui.drafts import with_draft
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.papers import entries
from yuetan_desktop.ui.pages.papers.inserting import add_links
from yuetan_desktop.ui.pages.papers.quotes import QuoteList
from yuetan_desktop.ui.pages.papers.table_dialog import TableDialog
from yuetan_desktop.ui.theme import Color, Type, theme
from yuetan_desktop.ui.widgets.buttons import LINK, PRIMARY, Button
from yuetan_desktop.ui.widgets.containers import column, row, scrolling, surface
from yuetan_desktop.ui.widgets.field import Field
from yuetan_desktop.ui.widgets.labels import Chip, Label, rule

OFFER_LENGTH = 24  # characters; a longer offer is read in its tool tip
SETTLE_MS = 120  # a pause in typing, well inside the 150 ms that typing may take to show


class PaperForm(QWidget):
    """`typed` fires at each key, `edited` shortly after the last one; `save_asked(formal)` from
    the two buttons."""

    typed = Signal()
    edited = Signal()
    save_asked = Signal(bool)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setAccessibleName("文书要素")
        self._desk = desk
        self.owner: Owner | None = None  # whose paper it is
        self.kind = ""
        self.fields: dict[str, Field] = {}
        self._automatic: dict[str, str] = {}
        self._draft: Draft | None = None
        self._timer = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._timer.timeout.connect(self.edited)
        head = surface("band")
        line = row(head)
        line.setContentsMargins(12, 0, 12, 0)
        line.addWidget(Label("文书要素", Type.SECTION_TITLE))
        line.addWidget(Label("自动填入，可改", Type.SMALL, Color.INK3))
        line.addStretch()
        self.restore = Button("恢复自动", LINK)
        self.restore.clicked.connect(self._restore)
        line.addWidget(self.restore)
        head.setFixedHeight(theme().row(40))
        content = surface("white")
        self._fields = column(content, gap=8)
        self._fields.setContentsMargins(16, 12, 16, 12)
        whole = column(self)
        whole.addWidget(head)
        whole.addWidget(scrolling(content), 1)
        whole.addWidget(rule())
        whole.addWidget(self._make_foot(desk))

    def _make_foot(self, desk: Desk) -> QWidget:
        foot = surface("foot")
        lines = column(foot, gap=8)
        lines.setContentsMargins(16, 10, 16, 12)
        self.passed, self.failed = Chip("", "ok"), Chip("", "late")
        lines.addLayout(_check_line("要素检查", self.passed, self.failed))
        self.general = Label("", Type.SMALL, Color.WARN, wrap=True)
        lines.addWidget(self.general)
        self.measured, self.differs = Chip("", "ok"), Chip("", "warn")
        lines.addLayout(_check_line("版式检查", self.measured, self.differs))
        self.layout_words = Label("", Type.SMALL, Color.INK2, wrap=True)
        lines.addWidget(self.layout_words)
        self.quotes = QuoteList(desk)
        lines.addWidget(self.quotes)
        buttons = row()
        self.issue = Button("编号印发", PRIMARY)
        self.issue.clicked.connect(lambda: self.save_asked.emit(True))
        self.save = Button("保存稿件", keys="Ctrl+S")
        self.save.clicked.connect(lambda: self.save_asked.emit(False))
        buttons.addWidget(self.issue, 1)
        buttons.addWidget(self.save)
        lines.addLayout(buttons)
        return foot

    # -- showing --------------------------------------------------------------------------------
    def forget(self) -> None:
        """Another paper comes: what was typed last belongs to the one before."""
        self._timer.stop()

    def take_typing(self) -> None:
        """Whoever saves right after the last key saves that key too."""
        if self._timer.isActive():
            self._timer.stop()
            self.edited.emit()

    def show_draft(self, draft: Draft) -> None:
        """Build the fields when the kind changes; afterwards words and checks follow the draft."""
        if list(self.fields) != [field.key for field in draft.fields]:
            self._build(draft)
        self._automatic = {field.key: field.automatic for field in draft.fields}
        self._draft = draft
        self._follow(draft)
        blocking = [remark for remark in draft.remarks if remark.blocking]
        total = len(draft.fields)
        wrong = len({remark.field for remark in blocking if remark.field})
        self.passed.set(f"{total - wrong} 项通过", "ok")
        self.failed.set(f"{len(blocking)} 项待补" if blocking else "", "late")
        general = [remark.message for remark in draft.remarks if not remark.field]
        self.general.setText("".join(general))
        self.general.setVisible(bool(general))
        self.save.block("要素不完整，补正后才能生成" if blocking else "")
        self.issue.block("要素不完整，补正后才能印发" if blocking else "")

    def show_layout(self, measured: Sequence[Measured], words: str = "") -> None:
        """What the pages measure; `words` say why nothing was measured."""
        wrong = [one for one in measured if not one.ok]
        fine = [one for one in measured if one.ok]
        self.measured.set(f"{len(fine)} 项通过" if fine else "", "ok")
        self.differs.set(f"{len(wrong)} 项不同" if wrong else "", "warn")
        self.layout_words.setText(words or "".join(one.says for one in wrong or fine))
        every = "\n".join(one.says + one.detail for one in measured)
        for widget in (self.measured, self.differs, self.layout_words):
            widget.setToolTip(every)
        self.layout_words.setAccessibleDescription(every)

    def _follow(self, draft: Draft) -> None:
        """Fields say what the draft says, unless the clerk is typing just now."""
        typing = self._timer.isActive()
        remarks = {remark.field: remark for remark in reversed(draft.remarks)}
        for value in draft.fields:
            field = self.fields[value.key]
            shown = entries.text(field.editor)
            spelled = field.editor.hasFocus() and shown == value.typed
            if not (typing or spelled or shown == value.value):
                field.editor.blockSignals(True)
                entries.put(field.editor, value.value)
                field.editor.blockSignals(False)
            self._check(field, value, remarks.get(value.key))

    def values(self) -> dict[str, str]:
        return {key: entries.text(field.editor) for key, field in self.fields.items()}

    def jump(self, key: str) -> None:
        """Put the cursor into the field a check names."""
        if key in self.fields:
            self.fields[key].editor.setFocus()

    def jump_to_first_failure(self) -> None:
        """Why nothing was made, and the cursor where the first thing is missing."""
        self._desk.notice(f"{self.kind}还不能生成", f"{self.failed.text}。", kind="warn")
        for key, field in self.fields.items():
            if field.is_failed:
                self.jump(key)
                return

    def _build(self, draft: Draft) -> None:
        while self._fields.count():
            item = self._fields.takeAt(0)
            if item is not None and (widget := item.widget()) is not None:
                widget.deleteLater()
        self.fields = {}
        for value in draft.fields:
            editor = entries.editor_for(value, self._on_typing, self._spell_out)
            field = Field(value.label, editor, required=value.required, hint=value.hint)
            self.fields[value.key] = field
            if value.columns:
                field.add_below(self._table_link(value, editor))
            add_links(field, value, self._desk, lambda: self.owner)
            self._fields.addWidget(field)
        self._fields.addStretch()

    def _spell_out(self) -> None:
        """11月26日上午9时 is shown as it was read, once its field is left."""
        self.take_typing()
        if self._draft is not None:
            self._follow(self._draft)

    def _on_typing(self) -> None:
        self._timer.start()
        self.typed.emit()

    def _table_link(self, value: FieldValue, editor: QWidget) -> Button:
        """The rows of the field in a table of their own."""
        link = Button(f"以表格编辑{value.label}…", LINK, height=24)
        link.clicked.connect(lambda: self._edit_table(value, editor))
        return link

    def _edit_table(self, value: FieldValue, editor: QWidget) -> None:
        dialog = TableDialog(value.label, value.columns, entries.text(editor), self)
        if with_draft(dialog, self._desk, f"{self.owner}·{self.kind}").exec():
            entries.put(editor, dialog.text())
        editor.setFocus()

    def _check(self, field: Field, value: FieldValue, remark: Remark | None) -> None:
        if remark is not None and remark.blocking:
            field.fail(remark.message)
        elif remark is not None:
            field.warn(remark.message)
        elif value.edited and value.automatic:  # what was empty is filled, not changed
            field.warn(f"已改动；自动内容：{value.automatic[:40]}")
        else:
            field.clear_check()
        self._offer(field, remark.offer if remark is not None else "")

    def _offer(self, field: Field, text: str) -> None:
        """A lawful value in place of the one refused, one click or Enter away."""
        link = field.findChild(Button, "offer")
        if link is not None and link.property("offers") == text:
            return  # the same again: not taken away from under the mouse
        if link is not None:
            link.setParent(None)
            link.deleteLater()
        if text:
            short = len(text) <= OFFER_LENGTH and "\n" not in text
            link = Button(f"改为 {text}" if short else "采用建议的文字", LINK, height=24)
            link.setToolTip("" if short else text)
            link.setObjectName("offer")
            link.setProperty("offers", text)
            link.clicked.connect(lambda: entries.put(field.editor, text))
            field.add_below(link)
            link.show()
            QWidget.setTabOrder(field.editor, link)

    def _restore(self) -> None:
        """Every field back to what the case says."""
        for key, field in self.fields.items():
            entries.put(field.editor, self._automatic.get(key, ""))
        self.edited.emit()


def _check_line(words: str, fine: Chip, amiss: Chip) -> QHBoxLayout:
    """要素检查 ✓ 11 项通过 ! 2 项待补."""
    line = row()
    line.addWidget(Label(words, Type.SMALL_BOLD))
    line.addWidget(fine)
    line.addWidget(amiss)
    line.addStretch()
    return line
