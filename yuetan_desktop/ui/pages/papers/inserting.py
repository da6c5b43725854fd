"""What a click puts into a paper's form: recipients, and the legal basis of a measure."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from yuetan_desktop.services.cases import legalbasis
from yuetan_desktop.services.cases.legalbasis import Citation
from yuetan_desktop.services.papers import addressees
from yuetan_desktop.services.papers.paperdesk import Owner
from yuetan_desktop.services.paperwork import Entry, FieldValue
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.table_model import Column
from yuetan_desktop.ui.theme import Color, Type, theme
from yuetan_desktop.ui.widgets.buttons import LINK, PRIMARY, Button
from yuetan_desktop.ui.widgets.dialog import Dialog
from yuetan_desktop.ui.widgets.field import Field, TextArea, filter_box
from yuetan_desktop.ui.widgets.labels import Label
from yuetan_desktop.ui.widgets.table import TableView

RECIPIENTS = frozenset({"主送", "抄送"})


Whose = Callable[[], Owner | None]  # the form goes from case to case


def add_links(field: Field, value: FieldValue, desk: Desk, owner: Whose) -> None:
    """选择单位… under 主送 and 抄送; 引用依据… under fields of several lines."""
    editor = field.editor
    if value.key in RECIPIENTS and isinstance(editor, QLineEdit):
        link = Button(f"选择{value.label}单位…", LINK, height=24)
        link.clicked.connect(lambda _=False: _choose(desk, owner(), value.label, editor))
        field.add_below(link)
    if value.entry is Entry.LINES and not value.columns and isinstance(editor, TextArea):
        link = Button("引用依据…", LINK, height=24)
        link.setAccessibleName(f"引用依据到{value.label}")
        link.clicked.connect(lambda _=False: _cite(desk, editor))
        field.add_below(link)


def _choose(desk: Desk, owner: Owner | None, label: str, editor: QLineEdit) -> None:
    dialog = RecipientsDialog(desk, owner, label, editor.text(), editor)
    if dialog.exec():
        editor.setText(dialog.text())
    editor.setFocus()


def _cite(desk: Desk, editor: TextArea) -> None:
    dialog = BasisDialog(desk, editor)
    if dialog.exec():
        editor.insertPlainText(dialog.inserted)
    editor.setFocus()


class RecipientsDialog(Dialog):
    """Governments and their 党委, city party bodies, departments: ticked ones go into the field."""

    def __init__(
        self, desk: Desk, owner: Owner | None, label: str, text: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(f"选择{label}单位", parent, width=520)
        self._before = text
        case_id = owner if isinstance(owner, int) else None
        self.filter = filter_box("筛选单位")
        self.filter.textChanged.connect(self._show_matching)
        self.list = QListWidget()
        self.list.setAccessibleName("单位")
        self.list.setMinimumHeight(theme().px(240))
        self.list.ensurePolished()  # the first item is shown below: its height comes from the style
        for one in addressees.addressees(desk.ws, case_id):
            item = QListWidgetItem(f"{one.name}　（{one.group}）")
            item.setData(Qt.ItemDataRole.UserRole, one.name)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            chosen = addressees.stand_in(text, one.name)
            item.setCheckState(Qt.CheckState.Checked if chosen else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.body.addWidget(self.filter)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(Label("空格键勾选；手工填写的其他单位保留。", Type.SMALL, Color.INK3))
        self.add_button("取消")
        self.add_button("填入表单", kind=PRIMARY)
        self.open_at(520, 486)

    def tick(self, name: str) -> None:
        """Choose one by its name."""
        for item in self._items():
            if item.data(Qt.ItemDataRole.UserRole) == name:
                item.setCheckState(Qt.CheckState.Checked)

    def text(self) -> str:
        """The field as it is to stand."""
        offered = tuple(str(item.data(Qt.ItemDataRole.UserRole)) for item in self._items())
        chosen = tuple(
            str(item.data(Qt.ItemDataRole.UserRole))
            for item in self._items()
            if item.checkState() is Qt.CheckState.Checked
        )
        return addressees.joined(self._before, chosen, offered)

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(n) for n in range(self.list.count())]

    def _show_matching(self, words: str) -> None:
        for item in self._items():
            item.setHidden(any(word not in item.text() for word in words.split()))


_COLUMNS = (
    Column("依据", lambda one: one.cite, width=300, tip=lambda one: one.cite),
    Column("内容", lambda one: one.text or "—", width=0, tip=lambda one: one.text),
)


class BasisDialog(Dialog):
    """法律依据库: search, look at the words and where they come from, insert with one click."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("引用依据", parent, width=820)
        self._desk, self.inserted = desk, ""
        self.search = filter_box("查找依据，如 环境保护法 第十条", "search")
        self.search.textChanged.connect(self._find)
        self.table = TableView(_COLUMNS, "法律依据")
        self.table.setMinimumHeight(theme().px(200))
        self.table.chosen.connect(self._show)
        self.table.opened.connect(self._insert_cite)
        self.words = TextArea(lines=4)
        self.words.setReadOnly(True)
        self.words.setAccessibleName("依据内容")
        self.origin = Label("", Type.SMALL, Color.INK3, wrap=True)
        for widget in (self.search, self.table, self.words, self.origin):
            self.body.addWidget(widget)
        self.add_button("取消")
        self.quote = self.add_button("插入引文", self._insert_quotation)
        self.insert = self.add_button("插入依据", self._insert_cite, kind=PRIMARY)
        self.open_at(820, 486)
        self._find("")

    def _find(self, query: str) -> None:
        found = legalbasis.find_citations(self._desk.ws, query)
        self.table.set_rows(list(found))
        if found:
            self.table.select_record(found[0])
        self._show(found[0] if found else None)

    def _show(self, one: Citation | None) -> None:
        self.words.setPlainText(one.text if one else "")
        note = "" if one is None or one.is_verbatim else "，引用原文前请核对正式文本"
        self.origin.setText(f"{one.origin}{note}。" if one else "没有找到，请换一个词。")
        self.insert.block("" if one else "没有选中依据")
        quotable = one is not None and one.is_verbatim
        self.quote.block("" if quotable else "不是条文原文，只能插入名称和条号")

    def _insert_cite(self, _: object = None) -> None:
        self._take(lambda one: one.cite)

    def _insert_quotation(self) -> None:
        self._take(lambda one: one.quotation)

    def _take(self, words: Callable[[Citation], str]) -> None:
        one: Citation | None = self.table.current_record()
        if one is not None:
            self.inserted = words(one)
            self.accept()
