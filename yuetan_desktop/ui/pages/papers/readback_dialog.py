"""读回改动: what a file edited in WPS says differently, and what becomes of each change."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from yuetan_desktop.services.papers import readback
from yuetan_desktop.services.papers.paperdesk import MadePaper
from yuetan_desktop.services.papers.readback import Choice, Offer, Reading
from yuetan_desktop.ui import messages
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.theme import Color, Type, theme
from yuetan_desktop.ui.widgets.buttons import PRIMARY
from yuetan_desktop.ui.widgets.containers import column, scrolling, surface
from yuetan_desktop.ui.widgets.dialog import Dialog
from yuetan_desktop.ui.widgets.field import ComboBox
from yuetan_desktop.ui.widgets.labels import Label, rule

_TEXTS = "其他文字"


class ReadBackDialog(Dialog):
    """One block a change: before, after, and a choice. 读回 gives `choices` and `texts`."""

    def __init__(self, reading: Reading, *, parent: QWidget | None = None) -> None:
        super().__init__(f"读回改动：{reading.kind}", parent, width=720)
        self.reading = reading
        self.boxes: dict[str, ComboBox] = {}
        count = len(reading.offers) + len(reading.texts)
        self.body.addWidget(
            Label(
                f"“{reading.file.name}”与生成时相比有 {count} 处改动。更新数据：写入表单，按模板"
                "重新生成一稿；保留文字：这份文件照原样存为新的一稿；放弃：不采用。已生成的各稿都不变。",
                Type.BODY,
                Color.INK2,
                wrap=True,
            )
        )
        content = surface("white")
        blocks = column(content, gap=10)
        for offer in reading.offers:
            blocks.addWidget(self._block(offer))
            blocks.addWidget(rule(light=True))
        if reading.texts:
            blocks.addWidget(self._text_block())
        blocks.addStretch()
        area = scrolling(content)
        area.setMinimumHeight(theme().px(290))
        self.body.addWidget(area, 1)
        self.add_button("取消")
        self.add_button("读回", kind=PRIMARY)

    def _block(self, offer: Offer) -> QWidget:
        options = [(Choice.KEEP, Choice.KEEP.value), (Choice.DROP, Choice.DROP.value)]
        if offer.value is not None:
            options.insert(0, (Choice.UPDATE, Choice.UPDATE.value))
        words = "".join(filter(None, (offer.why_not, offer.note)))
        return self._change(offer.key, offer.before, offer.after, words, options)

    def _text_block(self) -> QWidget:
        """Fixed words of the template: they are no data, so they can be kept or dropped."""
        before = "\n".join(text.before or "（无）" for text in self.reading.texts)
        after = "\n".join(text.after or "（删去）" for text in self.reading.texts)
        options = [(Choice.KEEP, Choice.KEEP.value), (Choice.DROP, Choice.DROP.value)]
        return self._change(_TEXTS, before, after, "", options)

    def _change(
        self, key: str, before: str, after: str, words: str, options: list[tuple[Choice, str]]
    ) -> QWidget:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 4, 12, 4)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        grid.addWidget(Label(key, Type.BODY_BOLD), 0, 0, 1, 2)
        box = ComboBox([*options], name=f"{key}怎样处理")
        self.boxes[key] = box
        grid.addWidget(box, 0, 2)
        for line, (name, text) in enumerate((("原为", before), ("改为", after)), start=1):
            grid.addWidget(Label(name, Type.SMALL, Color.INK3), line, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(Label(text or "（无）", Type.BODY, wrap=True), line, 1, 1, 2)
        if words:
            grid.addWidget(Label(words, Type.SMALL, Color.WARN, wrap=True), 3, 1, 1, 2)
        return holder

    @property
    def choices(self) -> dict[str, Choice]:
        return {offer.key: Choice(str(self.boxes[offer.key].key)) for offer in self.reading.offers}

    @property
    def texts(self) -> Choice:
        return Choice(str(self.boxes[_TEXTS].key)) if self.reading.texts else Choice.DROP


def read_back(
    desk: Desk, paper: MadePaper, parent: QWidget, done: Callable[[MadePaper], None]
) -> None:
    """Read the stored file where it was edited in place, else one that the clerk picks; then ask
    what becomes of the changes, and do it."""
    file = None
    if not readback.is_edited(paper):
        file = messages.pick_file(parent, "选择在 WPS 中改过的文件", "Word 文档 (*.docx)")
        if file is None:
            return

    def ask(reading: Reading) -> None:
        if reading.is_empty:
            desk.notice("没有改动", f"“{reading.file.name}”与生成时的内容一致。")
            return
        dialog = ReadBackDialog(reading, parent=parent)
        if dialog.exec():
            choices, texts = dialog.choices, dialog.texts
            desk.tasks.run(
                "读回改动",
                lambda ws, _: readback.take(ws, reading, choices, texts),
                done=taken,
                failed=failed,
            )

    def taken(made: MadePaper | None) -> None:
        if made is None:
            desk.notice("改动没有采用", "已生成的文书都没有变。")
        else:
            done(made)

    def failed(error: Exception) -> None:
        messages.show_error(error, parent)

    desk.tasks.run(
        "读回改动", lambda ws, _: readback.read_made(ws, paper, file), done=ask, failed=failed
    )
