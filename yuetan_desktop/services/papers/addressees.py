"""Whom a paper may go to: governments and their 党委 alike (党政同责), and departments beyond
生态环境, so that not only the mayor and the head of the bureau are told."""

from __future__ import annotations

import re
from dataclasses import dataclass

from yuetan_desktop.domain.place import Place, PlaceKind
from yuetan_desktop.services import casefiles, places
from yuetan_desktop.services.cases import causes
from yuetan_desktop.services.workspace import Workspace

UNIT, PARTY, CITY, DEPARTMENT = "政府、园区", "党委（党组）", "市级党委机关", "市级部门"
_CITY_PARTY = ("市委办公室", "市纪委监委", "市委组织部", "市委宣传部")
# 有关部门党政负责人也可以是约谈对象：发展改革等综合部门在前
_WIDER = (
    "市发展改革委", "市经济和信息化局", "市财政局", "市自然资源和规划局", "市生态环境局",
    "市住房城乡建设局", "市交通运输局", "市水务局", "市农业农村局", "市应急管理局",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Addressee:
    """One line of the picker."""

    group: str
    name: str


def addressees(ws: Workspace, case_id: int | None = None) -> tuple[Addressee, ...]:
    """Those of the case first: its unit and the 党委 of it, then all others."""
    subjects = [
        place for place in places.list_places(ws, with_retired=False) if place.kind.is_subject
    ]
    if case_id is not None:
        own = casefiles.load_case(ws, case_id).basis.place.id
        subjects.sort(key=lambda place: place.id != own)
    named = [name for issue in causes.issues(ws) for name in issue.departments]
    found: list[Addressee] = []
    for place in subjects:
        group = DEPARTMENT if place.kind is PlaceKind.DEPARTMENT else UNIT
        found += [Addressee(group, place.addressee), Addressee(PARTY, party_of(place))]
    found += [Addressee(CITY, name) for name in _CITY_PARTY]
    found += [Addressee(DEPARTMENT, name) for name in dict.fromkeys((*_WIDER, *named))]
    first = {one.name: one for one in reversed(found)}
    return tuple(one for one in found if first[one.name] is one)


def party_of(place: Place) -> str:
    """云麓区人民政府 → 中共云麓区委员会; a zone has a 工作委员会, a department a 党组."""
    name = re.sub(r"(人民政府|管理委员会|管委会)$", "", place.addressee)
    if place.kind is PlaceKind.DEPARTMENT:
        return f"中共{name}党组"
    return f"中共{name}{'工作' if place.kind is PlaceKind.ZONE else ''}委员会"


def joined(text: str, chosen: tuple[str, ...], offered: tuple[str, ...]) -> str:
    """The field after choosing: what was typed beside the list stays where it stood."""
    typed = [name.strip() for name in re.split(r"[，,；;]", text.rstrip("。：:")) if name.strip()]
    kept = [name for name in typed if name not in offered or name in chosen]
    return "，".join(dict.fromkeys((*kept, *chosen)))


def stand_in(text: str, name: str) -> bool:
    """Whether a unit is among those of the field."""
    return name in {part.strip() for part in re.split(r"[，,；;]", text.rstrip("。：:"))}
