"""One place as a form: name, kind, aliases, how papers address it, who leads it or its water."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from yuetan_desktop.domain.place import Place, PlaceKind
from yuetan_desktop.services import places, takeback
from yuetan_desktop.services.places import Contacts
from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.ui.acting import run_act
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.widgets.buttons import PRIMARY
from yuetan_desktop.ui.widgets.containers import row
from yuetan_desktop.ui.widgets.dialog import Dialog
from yuetan_desktop.ui.widgets.field import ComboBox, Field

WATERS = (PlaceKind.SECTION, PlaceKind.WATER_SOURCE, PlaceKind.STATION)
_GRADES = ("", "国控", "省控", "市控")


class PlaceDialog(Dialog):
    """One place: name, kind, official name, aliases, parent, grade, and who leads it."""

    def __init__(
        self,
        desk: Desk,
        place: Place | None,
        kinds: tuple[PlaceKind, ...],
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(f"修改{place.name}" if place else "新增", parent, width=520)
        self.desk, self.place = desk, place
        people = places.contacts(desk.ws, place.id) if place else Contacts()
        self.people: dict[str, QLineEdit] = {}
        self.name = QLineEdit(place.name if place else "")
        self.kind = ComboBox([(k, k.label) for k in kinds])
        self.kind.set_key(place.kind if place else kinds[0])
        self.official = QLineEdit(place.official_name if place else "")
        self.aliases = QLineEdit("、".join(place.aliases) if place else "")
        self.name_field = Field("名称", self.name, required=True)
        self._add_line(self.name_field, Field("类型", self.kind, required=True))
        self.is_water = set(kinds) <= set(WATERS)
        if self.is_water:
            self._add_water(place, people)
        else:
            self.body.addWidget(Field("文书用全称", self.official, hint="如：××县人民政府"))
            self._add_people(people)
        self.body.addWidget(Field("别名", self.aliases, hint="多个用顿号分开"))
        self.add_button("取消")
        self.add_button("保存", self._save, kind=PRIMARY)

    def _add_water(self, place: Place | None, people: Contacts) -> None:
        owner = place.parent if place else None
        known = places.list_places(self.desk.ws, (PlaceKind.COUNTY, PlaceKind.ZONE))
        units = [unit for unit in known if not unit.retired or unit.id == owner]
        self.owner = ComboBox([(None, "（未定）"), *((u.id, u.name) for u in units)])
        self.owner.set_key(owner)
        self.grade = ComboBox([(grade, grade or "（未定）") for grade in _GRADES])
        self.grade.set_key(place.grade if place else "")
        self.river = QLineEdit(place.river if place else "")
        self.lake = ComboBox([(False, "河流"), (True, "湖库")])
        self.lake.set_key(bool(place and place.lake))
        self._add_line(Field("责任单位", self.owner), Field("级别", self.grade))
        lake = Field("水体（湖库总磷限值不同）", self.lake)
        self._add_line(Field("河流", self.river), lake)
        names = [(unit.name, unit.name) for unit in units]
        self.upstream, self.downstream = (ComboBox([("", ""), *names]) for _ in range(2))
        for box, said in (
            (self.upstream, place.upstream if place else ""),
            (self.downstream, place.downstream if place else ""),
        ):
            box.setEditable(True)
            box.setCurrentText(said)
        self._add_line(
            Field("上游县（区）", self.upstream, hint="外市的直接填写"),
            Field("下游县（区）", self.downstream, hint="没有可不填"),
        )
        self.people = {
            "chief": QLineEdit(people.chief),
            "chief_title": QLineEdit(people.chief_title),
            "phone": QLineEdit(people.phone),
        }
        chief, title, phone = self.people.values()
        self._add_line(Field("河长", chief), Field("河长职务", title), Field("联系电话", phone))

    def _add_people(self, people: Contacts) -> None:
        self.people = {
            "chief": QLineEdit(people.chief),
            "chief_title": QLineEdit(people.chief_title),
            "deputy": QLineEdit(people.deputy),
            "deputy_title": QLineEdit(people.deputy_title),
            "phone": QLineEdit(people.phone),
        }
        chief, chief_title, deputy, deputy_title, phone = self.people.values()
        self._add_line(Field("主要负责人", chief), Field("主要负责人职务", chief_title))
        self._add_line(Field("分管负责人", deputy), Field("分管负责人职务", deputy_title))
        self.body.addWidget(Field("电话", phone))

    def _add_line(self, *fields: Field) -> None:
        line = row(gap=12)
        for field in fields:
            line.addWidget(field, 1)
        self.body.addLayout(line)

    def _save(self) -> None:
        name = self.name.text().strip()
        if not name:
            self.name_field.fail("缺名称。")
            self.name.setFocus()
            return
        old = self.place
        kind = PlaceKind(str(self.kind.key))  # Qt hands a StrEnum back as a plain string
        new = Place(
            id=old.id if old else 0,
            name=name,
            kind=kind,
            parent=self.owner.key if self.is_water else (old.parent if old else None),  # type: ignore[arg-type]
            official_name=self.official.text().strip(),
            aliases=tuple(a.strip() for a in self.aliases.text().split("、") if a.strip()),
            grade=str(self.grade.key) if self.is_water else "",
            river=self.river.text().strip() if self.is_water else "",
            lake=bool(self.lake.key) if self.is_water else False,
            upstream=self.upstream.currentText().strip() if self.is_water else "",
            downstream=self.downstream.currentText().strip() if self.is_water else "",
        )
        people = Contacts(**{key: editor.text().strip() for key, editor in self.people.items()})
        before = places.contacts(self.desk.ws, old.id) if old else None

        def work(ws: Workspace) -> int:
            if old is None:
                (place_id,) = places.register(ws, [new])
            else:
                places.edit(ws, new)
                place_id = old.id
            places.set_contacts(ws, place_id, people)
            return place_id

        def take_back(ws: Workspace, place_id: int) -> None:
            if old is None:
                places.remove(ws, place_id)
            else:
                takeback.put_back_place(ws, old, before)

        name = f"{'修改' if old else '新增'}{new.name}"
        run_act(self.desk, name, work, take_back, self, after=lambda _: self.accept())
