"""讨论稿 → 送审稿 (→ 法审稿) → 定稿 over a form, and the way back from a file edited in WPS."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from yuetan_desktop.services.papers import paperdesk, paperstages
from yuetan_desktop.services.papers.paperdesk import Owner
from yuetan_desktop.services.papers.paperstages import PaperStage, Standing
from yuetan_desktop.ui import messages
from yuetan_desktop.ui.drafts import with_draft
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.papers.opinions import OpinionsDialog
from yuetan_desktop.ui.theme import Color, Type, theme
from yuetan_desktop.ui.widgets.buttons import LINK, PRIMARY, Button
from yuetan_desktop.ui.widgets.containers import row, surface
from yuetan_desktop.ui.widgets.dialog import Dialog
from yuetan_desktop.ui.widgets.field import Field, TextArea
from yuetan_desktop.ui.widgets.labels import Chip, Label
from yuetan_desktop.ui.widgets.saying import all_said, text_of

Paper = tuple[Owner, str, dict[str, str]]  # case or month, kind, what is in the form
_CHIPS = {
    PaperStage.DISCUSSION: "neutral",
    PaperStage.SUBMITTED: "near",
    PaperStage.REVIEWED: "near",
    PaperStage.FINAL: "ok",
}
_ACTS = {
    PaperStage.SUBMITTED: "送审",
    PaperStage.REVIEWED: "法制审核",
    PaperStage.FINAL: "定稿",
}


class StageBar(QWidget):
    """`current` gives the paper as its form stands; `moved` fires after something was stored;
    `read_asked`: a file is to be read back."""

    moved = Signal()
    read_asked = Signal()

    def __init__(self, desk: Desk, current: Callable[[], Paper | None]) -> None:
        super().__init__()
        self.desk, self._current = desk, current
        self.standing: Standing | None = None
        self.setAccessibleName("稿件状态")
        ground = surface("band")
        whole = row(self, gap=0)
        whole.addWidget(ground)
        line = row(ground)
        line.setContentsMargins(12, 4, 12, 4)
        self.stage = Chip("")
        self.words = Label("", Type.SMALL, Color.INK2, elide=True)
        line.addWidget(self.stage)
        line.addWidget(self.words, 1)
        self.record = self._button(line, "稿件记录", self._show_record, LINK)
        self.opinions = self._button(line, "征求意见…", self._show_opinions, LINK)
        self.read = self._button(line, "读回改动…", self.read_asked.emit)
        self.back = self._button(line, "退回讨论…", self._send_back)
        self.keep = self._button(line, "暂存", self.save)
        self.forward = self._button(line, "送审", self._forward)
        self._restyle()
        theme().changed.connect(self._restyle)

    def _button(self, line: Any, text: str, act: Callable[[], object], kind: str = "") -> Button:
        button = Button(text, kind, height=28) if kind else Button(text, height=28)
        button.clicked.connect(lambda _=False: act())
        line.addWidget(button)
        return button

    def _restyle(self) -> None:
        self.setFixedHeight(theme().row(40, 36))

    # -- showing --------------------------------------------------------------------------------
    def show_paper(
        self, owner: Owner, kind: str, values: Mapping[str, str], *, ready: bool, edited: bool
    ) -> None:
        """Where the paper stands with what its form holds; `edited`: its file was changed."""
        now = self.standing = paperstages.where(self.desk.ws, owner, kind, values)
        self.stage.set(now.stage.value, _CHIPS[now.stage])
        self.words.setText(_words(now, edited=edited))
        self.words.setToolTip(self.words.text())
        self.keep.block("" if now.unsaved else "内容没有改动")
        act = _ACTS.get(now.may_move_to[0])
        self.forward.setVisible(act is not None)
        if act is not None:
            self.forward.setText(act)
            self.forward.block("" if ready else f"要素不完整，补正后才能{act}")
        self.back.setVisible(now.stage is not PaperStage.DISCUSSION)
        self.record.setVisible(now.entry is not None)

    def _show_record(self) -> None:
        paper = self._current()
        if paper is None:
            return
        lines = [
            f"{one.at:%Y-%m-%d %H:%M}　{one.by}　{one.stage.value}"
            + (f"　{one.note}" * bool(one.note))
            for one in reversed(paperstages.history(self.desk.ws, paper[0], paper[1]))
        ]
        dialog = Dialog(f"稿件记录：{paper[1]}", self, width=560)
        area = TextArea("\n".join(lines), lines=10)
        area.setReadOnly(True)
        area.setAccessibleName("稿件记录")
        dialog.body.addWidget(area)
        dialog.add_button("关闭")
        dialog.exec()

    def _show_opinions(self) -> None:
        """What others said of this draft."""
        paper = self._current()
        if paper is not None:
            OpinionsDialog(self.desk, paper[0], paper[1], parent=self).exec()

    # -- acting ---------------------------------------------------------------------------------
    def save(self) -> None:
        """Keep what is in the form, complete or not; no Word file is made."""
        paper = self._current()
        if paper is None:
            return
        owner, kind, values = paper
        self._run(
            f"暂存{kind}",
            lambda ws: paperstages.save_draft(ws, owner, kind, values),
            lambda now: self.desk.notice(f"已暂存{kind}", now.fell_back or now.text),
        )

    def _forward(self) -> None:
        paper = self._current()
        if paper is None or self.standing is None:
            return
        stage = self.standing.may_move_to[0]
        if stage is PaperStage.REVIEWED:
            self._review(paper)
            return
        word = _ACTS[stage]
        found = paperdesk.discrepancies(self.desk.ws, *paper)
        if found and not messages.ask(
            f"{word}{paper[1]}",
            f"与其他文书有 {len(found)} 处不一致，仍要{word}？",
            verb=word,
            effect="\n".join(one.sentence for one in found[:5]),
            parent=self,
        ):
            return
        self._move(paper, stage, word, "")

    def _review(self, paper: Paper) -> None:
        dialog = ReviewDialog(paper[1], parent=self)
        with_draft(dialog, self.desk, f"{paper[0]}·{paper[1]}")
        if dialog.exec():
            who, opinion = text_of(dialog.reviewer), text_of(dialog.opinion)
            self._run(
                f"法制审核{paper[1]}",
                lambda ws: paperstages.review(ws, *paper, reviewer=who, opinion=opinion),
                lambda now: self.desk.notice(f"{paper[1]}：{now.stage.value}", now.text),
            )

    def _send_back(self) -> None:
        paper = self._current()
        if paper is None:
            return
        dialog = Dialog("退回讨论稿", self, width=440)
        why = QLineEdit()
        dialog.body.addWidget(Field("原因", why, required=True))
        dialog.add_button("取消")
        dialog.add_button("退回", kind=PRIMARY)
        why.setFocus()
        with_draft(dialog, self.desk, f"{paper[0]}·{paper[1]}")
        if dialog.exec():
            self._move(paper, PaperStage.DISCUSSION, "退回", why.text())

    def _move(self, paper: Paper, stage: PaperStage, word: str, why: str) -> None:
        owner, kind, values = paper
        self._run(
            f"{word}{kind}",
            lambda ws: paperstages.move(ws, owner, kind, values, stage, why),
            lambda now: self.desk.notice(f"{kind}：{now.stage.value}", now.text),
        )

    def _run(self, title: str, work: Callable[[Any], Standing], told: Any) -> None:
        def done(now: Standing) -> None:
            told(now)
            self.moved.emit()

        self.desk.tasks.run(
            title,
            lambda ws, _: work(ws),
            done=done,
            failed=lambda error: messages.show_error(error, self),
            blocks=[self.back, self.keep, self.forward],
        )


class ReviewDialog(Dialog):
    """法制审核: by whom, with what opinion. What does not pass is sent back instead."""

    def __init__(self, kind: str, *, parent: QWidget | None = None) -> None:
        super().__init__(f"法制审核：{kind}", parent, width=480)
        self.reviewer = Field("审核人", QLineEdit(), required=True, hint="不是送审的经办人")
        self.opinion = Field("审核意见", TextArea(lines=4), required=True)
        for field in (self.reviewer, self.opinion):
            self.body.addWidget(field)
        words = "通过后内容再有改动，退回讨论稿重新审核；没有通过的，请“退回讨论”。"
        self.body.addWidget(Label(words, Type.SMALL, Color.INK3, wrap=True))
        self.add_button("取消")
        self.add_button("审核通过", self._check, kind=PRIMARY)

    def _check(self) -> None:
        if all_said((self.reviewer, self.opinion)):
            self.accept()


def _words(now: Standing, *, edited: bool) -> str:
    if edited:
        return "已存的 Word 文件在别处改动过，可读回改动。"
    if now.fell_back:
        return now.fell_back
    if now.entry is None:
        return "尚未暂存。送审、定稿后内容再有改动，会自动退回讨论稿。"
    said = f"{now.entry.by} {now.entry.at:%m-%d %H:%M}"
    return f"{said} 暂存后有改动，尚未暂存。" if now.unsaved else said
