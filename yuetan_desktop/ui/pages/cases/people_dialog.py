"""参加人员 by category, and whether the interview is internal or public (第十二、二十条)."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from yuetan_desktop.domain.cases.participants import Category, Openness, Participant
from yuetan_desktop.domain.cases.stepform import INTERNAL, PUBLIC
from yuetan_desktop.services import takeback
from yuetan_desktop.services.casefiles import CaseFile
from yuetan_desktop.services.cases import participants
from yuetan_desktop.services.cases.openness import openness_of
from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.ui.acting import run_act
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.theme import theme
from yuetan_desktop.ui.widgets.buttons import PRIMARY, Button, IconButton
from yuetan_desktop.ui.widgets.containers import column, row, scrolling, surface
from yuetan_desktop.ui.widgets.dialog import Dialog
from yuetan_desktop.ui.widgets.field import ComboBox, Field

_TEXTS = (
    ("unit", "单位", 200),
    ("title", "职务", 130),
    ("name", "姓名", 90),
    ("phone", "电话", 120),
)


class PeopleDialog(Dialog):
    def __init__(self, desk: Desk, file: CaseFile, *, parent: QWidget | None = None) -> None:
        super().__init__("参加人员", parent, width=820)
        self.desk, self.file = desk, file
        self.lines: list[_Line] = []
        openness = openness_of(desk.ws, file.id, file.state)
        self.form = ComboBox([(False, INTERNAL), (True, PUBLIC)], name="约谈形式")
        self.form.set_key(openness.is_public)
        self.secret = QCheckBox("涉及国家秘密")
        self.secret.setChecked(openness.is_secret)
        self.basis = QLineEdit(openness.basis)
        self.basis_field = Field("定密依据或公开理由", self.basis)
        top = row(gap=12)
        top.addWidget(Field("约谈形式（第二十条）", self.form, required=True))
        top.addWidget(self.secret, 0, Qt.AlignmentFlag.AlignBottom)
        top.addWidget(self.basis_field, 1)
        self.body.addLayout(top)
        holder = surface("white")
        self._lines = column(holder, gap=6)
        self._lines.addStretch()
        area = scrolling(holder)
        area.setMinimumHeight(theme().px(260))
        self.body.addWidget(area, 1)
        add = Button("加一人", icon="plus", height=28)
        add.clicked.connect(lambda _=False: self.add_line(Participant(Category.PARTY)).focus())
        self.add_left(add)
        self.add_button("取消")
        self.save = self.add_button("保存", self._save, kind=PRIMARY)
        kept = participants.own_participants(desk.ws, file.id)
        for person in kept or participants.suggested(desk.ws, file):
            self.add_line(person)

    def add_line(self, person: Participant) -> _Line:
        line = _Line(person, len(self.lines) + 1)
        line.remove.clicked.connect(lambda _=False: self._remove(line))
        self._lines.insertWidget(self._lines.count() - 1, line)
        self.lines.append(line)
        return line

    def _remove(self, line: _Line) -> None:
        self.lines.remove(line)
        line.setParent(None)
        line.deleteLater()
        for number, one in enumerate(self.lines, start=1):
            one.set_number(number)

    def grow(self, rows: int) -> None:
        """As many rows as a draft of this form has."""
        while len(self.lines) > rows:
            self._remove(self.lines[-1])
        while len(self.lines) < rows:
            self.add_line(Participant(Category.PARTY))

    def _save(self) -> None:
        people = [line.person() for line in self.lines]
        openness = Openness(bool(self.form.key), self.secret.isChecked(), self.basis.text().strip())
        case_id = self.file.id

        before = takeback.standing_details(self.desk.ws, case_id, takeback.PEOPLE)

        def work(ws: Workspace) -> None:
            with ws.transaction():
                if openness.is_public and not openness.is_secret:
                    participants.set_openness(ws, case_id, openness)
                    participants.set_participants(ws, case_id, people)
                else:
                    participants.set_participants(ws, case_id, people)
                    participants.set_openness(ws, case_id, openness)

        run_act(
            self.desk,
            f"保存参加人员 {self.file.number}",
            work,
            lambda ws, _: takeback.put_back_details(ws, case_id, before),
            self,
            words=f"{len(people)} 人",
            after=lambda _: self.accept(),
        )


class _Line(QWidget):
    """One person: category, unit, title, name, phone."""

    def __init__(self, person: Participant, number: int) -> None:
        super().__init__()
        whole = row(self, gap=6)
        self.category = ComboBox([(one, one.value) for one in Category], name="类别")
        self.category.set_key(person.category)
        whole.addWidget(self.category)
        self.texts: dict[str, QLineEdit] = {}
        for key, label, width in _TEXTS:
            editor = self.texts[key] = QLineEdit(getattr(person, key))
            editor.setPlaceholderText(label)
            editor.setMinimumWidth(theme().px(width))
            whole.addWidget(editor, 2 if key == "unit" else 1)
        self.remove = IconButton("x", f"去掉第{number}行", height=28)
        whole.addWidget(self.remove)
        self.set_number(number)

    def set_number(self, number: int) -> None:
        """Every editor names the row it stands in."""
        self.category.setAccessibleName(f"类别，第{number}行")
        for key, label, _width in _TEXTS:
            self.texts[key].setAccessibleName(f"{label}，第{number}行")
        self.remove.setAccessibleName(f"去掉第{number}行")
        self.remove.setToolTip(f"去掉第{number}行")

    def focus(self) -> None:
        self.category.setFocus()

    def person(self) -> Participant:
        said = {key: editor.text().strip() for key, editor in self.texts.items()}
        return Participant(Category(str(self.category.key)), **said)
