"""断面卡片: what is known of a section and whom to call; the counties its waters come from."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.place import Place, PlaceKind
from yuetan_desktop.errors import AppError
from yuetan_desktop.services import observations, targets
from yuetan_desktop.services.office import head_line, read_office
from yuetan_desktop.services.papers import paperfiles
from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.store import places
from yuetan_desktop.store.places import Contacts

NONE = "未登记"


@dataclass(frozen=True, slots=True)
class SectionCard:
    """One section; `target` and `latest` are water classes in words, empty where none is known."""

    place: Place
    unit: str
    unit_people: Contacts
    head: Contacts  # 河长
    target: str
    latest: str

    @property
    def lines(self) -> list[tuple[str, str]]:
        """(项目, 内容) as the card shows and prints them; what is not registered says so."""
        place, head, people = self.place, self.head, self.unit_people
        around = f"{people.deputy_title}{people.deputy}" or f"{people.chief_title}{people.chief}"
        said = [
            ("河流", place.river),
            ("级别", place.grade),
            ("责任单位", self.unit),
            ("河长", f"{head.chief_title}{head.chief}"),
            ("河长电话", head.phone),
            ("上游县（区）", place.upstream),
            ("下游县（区）", place.downstream),
            ("考核目标", self.target),
            ("最近类别", self.latest),
            ("责任单位联系人", f"{around}　{people.phone}".strip()),
        ]
        return [(name, words or NONE) for name, words in said]


def cards(ws: Workspace, only: Collection[int] | None = None) -> list[SectionCard]:
    """The cards of all sections in use, or of those asked for, as registered."""
    known = {place.id: place for place in places.list_places(ws.db)}
    sections = [
        place
        for place in places.list_places(ws.db, with_retired=False)
        if place.kind is PlaceKind.SECTION and (only is None or place.id in only)
    ]
    month = observations.latest_month(ws)
    goals = _goals(ws, month or Period.month(ws.today().year, ws.today().month))
    classes = _classes(ws, sections, month)
    return [
        SectionCard(
            place,
            known[place.parent].addressee if place.parent in known else "",
            places.contacts(ws.db, place.parent) if place.parent is not None else Contacts(),
            places.contacts(ws.db, place.id),
            goals.get(place.id, ""),
            classes.get(place.id, ""),
        )
        for place in sections
    ]


def _goals(ws: Workspace, month: Period) -> dict[int, str]:
    label = ws.library.catalogue["water_class"].text
    found: dict[int, str] = {}
    for goal in targets.list_targets(ws, year=month.year):
        if goal.indicator == "water_class":
            found.setdefault(goal.place, label(goal.value))  # the newest document stands first
    return found


def _classes(ws: Workspace, sections: list[Place], month: Period | None) -> dict[int, str]:
    if month is None or not sections:
        return {}
    values = observations.find_values(
        ws, places=[place.id for place in sections], indicator="water_class", period=month
    )
    label = ws.library.catalogue["water_class"].text
    return {
        found.place: f"{label(found.value)}（{month.label()}）"
        for found in values
        if found.value is not None
    }


def upstream_of(ws: Workspace, unit_id: int) -> str:
    """望麓桥上游为岚溪县: whose waters reach a unit's sections; empty where none is registered."""
    found = [p for p in places.list_places(ws.db, with_retired=False) if p.parent == unit_id]
    return "，".join(f"{place.name}上游为{place.upstream}" for place in found if place.upstream)


def write_cards(ws: Workspace, out: Path, only: Collection[int] | None = None) -> Path:
    """The cards as a Word document to print."""
    from yuetan_desktop.documents import sectioncard

    found = cards(ws, only)
    if not found:
        raise AppError("没有可以打印的断面。", hint="先在“设置 › 断面与水源地”登记断面。")
    faces = paperfiles.faces_of(read_office(ws))
    said = [(card.place.name, card.lines) for card in found]
    return sectioncard.write_cards(out, head_line(ws, f"共 {len(said)} 个断面"), said, faces)
