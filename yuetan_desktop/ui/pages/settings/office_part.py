"""办公室: name, 视角, issuer, contact, clerk — the facts that papers print."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLineEdit

from yuetan_desktop.services import office
from yuetan_desktop.services.office import Viewpoint
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.settings.part import Part
from yuetan_desktop.ui.theme import Color, Type
from yuetan_desktop.ui.widgets.field import ComboBox, Field
from yuetan_desktop.ui.widgets.labels import Label

_VIEWPOINTS = {
    Viewpoint.ISSUER: "以市环委办名义印发通知、纪要。",
    Viewpoint.SELF_WATCH: "县级自查与答复：通知只能作代拟稿，发文机关仍为市环委办。",
    Viewpoint.OWN_RULE: "本县对乡镇、部门适用自有办法。",
}
_FIELDS = (
    ("province", "省"),
    ("city", "市"),
    ("name", "本单位名称"),
    ("issuer", "通知的发文机关（第十二条）"),
    ("person", "经办人"),
    ("contact_name", "联系人"),
    ("contact_phone", "联系电话"),
    ("contact_address", "地址"),
)


class OfficePart(Part):
    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "办公室", "印在文书上的单位信息", inset=16)
        self.editors = {key: QLineEdit() for key, _label in _FIELDS}
        self.viewpoint = ComboBox([(v, v.label) for v in Viewpoint])
        self.viewpoint_field = Field("视角", self.viewpoint, required=True)
        self.viewpoint.currentIndexChanged.connect(lambda _: self._explain())
        grid = QGridLayout()
        grid.setContentsMargins(16, 12, 16, 12)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.addWidget(self.viewpoint_field, 0, 0, 1, 2)
        self.fields = {key: Field(label, self.editors[key]) for key, label in _FIELDS}
        for number, field in enumerate(self.fields.values()):
            grid.addWidget(field, 1 + number // 2, number % 2, Qt.AlignmentFlag.AlignTop)
        self.editors["issuer"].textChanged.connect(lambda _: self._doubt_number())
        self.body.addLayout(grid)
        self.add_foot(
            self.save, Label("本程序为非涉密系统，禁止录入国家秘密。", Type.SMALL, Color.INK3)
        )
        self.body.addStretch()

    def refresh(self) -> None:
        stored = office.read_office(self.desk.ws)
        for key, editor in self.editors.items():
            editor.setText(str(getattr(stored, key)))
        self.viewpoint.set_key(stored.viewpoint)
        self._explain()
        self._doubt_number()

    def _doubt_number(self) -> None:
        stored = office.read_office(self.desk.ws)
        issuer = self.editors["issuer"].text().strip()
        if doubt := office.borrowed_number(replace(stored, issuer=issuer)):
            self.fields["issuer"].warn(doubt)
        else:
            self.fields["issuer"].clear_check()

    def _explain(self) -> None:
        # Qt hands a StrEnum back as a plain string.
        self.viewpoint_field.approve(_VIEWPOINTS[Viewpoint(str(self.viewpoint.key))])

    def save(self) -> None:
        said = {key: editor.text().strip() for key, editor in self.editors.items()}
        view = Viewpoint(str(self.viewpoint.key))
        self.write_office("保存办公室设置", {**said, "viewpoint": view})
