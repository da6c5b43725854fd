"""Which registered place each name of a file means; what is not known, and what it could be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from yuetan_desktop.domain.indicator import Catalogue, Quantity
from yuetan_desktop.domain.place import Place, PlaceKind
from yuetan_desktop.excel.results import FileReading, PlaceName, PlaceRole
from yuetan_desktop.services.placenames import PlaceNames, learned, plain

# For a name that is not known: the id of the place it means, the kind to register it as, or None
# to leave its rows out.
Choices = Mapping[str, int | PlaceKind | None]

_UNITS = frozenset({PlaceKind.COUNTY, PlaceKind.ZONE, PlaceKind.DEPARTMENT, PlaceKind.PEER})
_KINDS: dict[PlaceRole, frozenset[PlaceKind]] = {
    PlaceRole.UNIT: _UNITS,
    PlaceRole.CITY: _UNITS,
    PlaceRole.TOWN: frozenset({PlaceKind.STATION}),
    PlaceRole.SECTION: frozenset({PlaceKind.SECTION}),
    PlaceRole.STATION: frozenset({PlaceKind.STATION}),
    PlaceRole.SOURCE: frozenset({PlaceKind.WATER_SOURCE}),
}
_ZONE = re.compile(r"管委会|管理委员会|高新|经开|开发区|新区|经济区|园区|管理区|示范区$")
_DEPARTMENT = re.compile(r"(局|委|办|厅|委员会|办公室)$")
_MANY = 20


@dataclass(frozen=True, slots=True)
class UnknownPlace:
    """A name of the file that is not registered, or could be several places."""

    name: str
    kind: PlaceKind  # proposed
    parent: str
    river: str
    grade: str
    sheet: str
    cell: str
    candidates: tuple[Place, ...] = ()
    code: str = ""

    @property
    def key(self) -> str:
        """By what choices name it: rivers tell sections of one name apart."""
        return key_of(self.name, self.river, self.parent)

    @property
    def message(self) -> str:
        if self.candidates:
            several = "、".join(f"{place.name}（{place.kind.label}）" for place in self.candidates)
            return f"“{self.name}”可能是：{several}，请选定。"
        return f"“{self.name}”未登记，可登记为{self.kind.label}。"


def key_of(name: str, river: str = "", parent: str = "") -> str:
    """两河口（沱江）: a name with what the same row says about it."""
    around = river or parent
    return f"{name}（{around}）" if around else name


@dataclass(slots=True)
class Resolved:
    """For each name of the reading the id of its place, None where it is unknown or left out."""

    ids: list[int | None]
    unknown: dict[int, UnknownPlace]
    left_out: set[int]


def resolve(
    reading: FileReading, names: PlaceNames, choices: Choices, catalogue: Catalogue
) -> Resolved:
    """A place id for each place name of a file, by its index; None where it is unknown or may mean
    several, which `unknown` proposes a kind for, or where the clerk left it out."""
    found = Resolved([], {}, set())
    several: dict[int, tuple[Place, ...]] = {}
    known_unit = False
    for index, name in enumerate(reading.places):
        choice = _chosen(name, choices)
        if choice is None:
            found.left_out.add(index)
            found.ids.append(None)
            continue
        places = _find(names, name)
        if isinstance(choice, int):
            found.ids.append(choice)
        elif len(places) == 1:
            found.ids.append(places[0].id)
            known_unit = known_unit or places[0].kind.is_subject
        else:
            found.ids.append(None)
            near = () if names.is_own_city(name.name) else names.near(name.name, kinds=_UNITS)
            several[index] = places or near
    ranked = _ranked(reading, catalogue)
    provincial = known_unit or len(ranked & several.keys()) >= _MANY
    for index, places in several.items():
        name = reading.places[index]
        chosen = _chosen(name, choices)
        kind = chosen if isinstance(chosen, PlaceKind) else None
        sheet, cell = reading.place_cells[index]
        found.unknown[index] = UnknownPlace(
            name.name,
            kind or _proposed(name, peer=provincial and index in ranked and not _ours(name, names)),
            name.parent,
            name.river,
            name.grade,
            sheet,
            cell,
            () if kind else places,
            name.code,
        )
    return found


def _chosen(name: PlaceName, choices: Choices) -> Any:
    """What was chosen for a name; ... where nothing was."""
    return choices.get(key_of(name.name, name.river, name.parent), choices.get(name.name, ...))


def _find(names: PlaceNames, name: PlaceName) -> tuple[Place, ...]:
    """By its code where it has one, by what was learned about it, else by its name."""
    coded = names.taught(name.code) if name.code else ()
    places = _by_name(names, name)
    if coded:
        # A code and a name that mean different places are left to the clerk.
        return coded if not places or set(coded) & set(places) else (*coded, *places)
    return places


def _by_name(names: PlaceNames, name: PlaceName) -> tuple[Place, ...]:
    for around in (name.river, name.parent, name.grade):
        if around and len(taught := names.taught(around, name.name)) == 1:
            return taught
    parent = _parent(names, name.parent)
    kinds = _KINDS[name.role]
    places = names.find(name.name, kinds=kinds, parent=parent, river=name.river)
    if not places and name.role is not PlaceRole.SECTION:
        # Targets list sections among the units; a township's head may say 站点.
        places = names.find(name.name, parent=parent, river=name.river)
    return places


def _parent(names: PlaceNames, name: str) -> int | None:
    if not name:
        return None
    places = names.find(name, kinds=_UNITS)
    return places[0].id if len(places) == 1 else None


def _ranked(reading: FileReading, catalogue: Catalogue) -> set[int]:
    """Names that stand in a list wider than the city."""
    ranks = {
        indicator.key
        for indicator in catalogue.values()
        if indicator.quantity is Quantity.RANK and not indicator.key.endswith("_city")
    }
    return {seen.place for seen in reading.observations if seen.indicator in ranks}


def _ours(name: PlaceName, names: PlaceNames) -> bool:
    """Whether the row itself says that the unit lies in the office's own city."""
    return names.is_own_city(name.parent) or names.begins_with_own_city(name.name)


def _proposed(name: PlaceName, *, peer: bool) -> PlaceKind:
    if name.role in (PlaceRole.SECTION, PlaceRole.SOURCE, PlaceRole.STATION, PlaceRole.TOWN):
        return next(iter(_KINDS[name.role]))
    if peer or name.role is PlaceRole.CITY:
        return PlaceKind.PEER
    if _ZONE.search(name.name):
        return PlaceKind.ZONE
    return PlaceKind.DEPARTMENT if _DEPARTMENT.search(name.name) else PlaceKind.COUNTY


def to_learn(
    reading: FileReading, resolved: Resolved, choices: Choices, names: PlaceNames
) -> list[tuple[int, str]]:
    """(place, alias) of what the clerk confirmed: next time the name, or the code, is known."""
    found: dict[tuple[int, str], None] = {}
    for index, name in enumerate(reading.places):
        place = resolved.ids[index]
        if place is None:
            continue
        if name.code and not names.taught(name.code):
            found[place, learned(name.code)] = None
        if not isinstance(_chosen(name, choices), int):
            continue
        known = names.find(name.name)
        if not known:
            found[place, plain(name.name)] = None
        elif [other.id for other in known] != [place]:
            # Others answer to the name as well: it is learned with what stood beside it.
            around = name.river or name.parent or name.grade
            if around:
                found[place, learned(around, name.name)] = None
    return list(found)


def to_register(
    unknown: Mapping[int, UnknownPlace], names: PlaceNames
) -> Sequence[tuple[int, Place]]:
    """Places for the names that are not known, units before what lies in them."""
    ordered = sorted(unknown.items(), key=lambda item: item[1].kind not in _UNITS)
    return [
        (
            index,
            Place(
                id=0,
                name=place.name,
                kind=place.kind,
                official_name=_official(place.name, place.kind),
                parent=_parent(names, place.parent),
                grade=place.grade,
                river=place.river if place.kind is PlaceKind.SECTION else "",
                lake=bool(re.search(r"湖|水库|库心|坝前", place.name + place.river)),
            ),
        )
        for index, place in ordered
    ]


def _official(name: str, kind: PlaceKind) -> str:
    """What papers print (主送机关): a county's government, a zone's committee."""
    if kind is PlaceKind.COUNTY and name.endswith(("县", "区", "市", "旗")):
        return f"{name}人民政府"
    if kind is PlaceKind.ZONE and not name.endswith(("管委会", "管理委员会")):
        return f"{name}管委会"
    return ""


def names_of(unknown: Iterable[UnknownPlace]) -> str:
    listed = [place.name for place in unknown]
    shown = "、".join(listed[:5])
    return shown + (f"等{len(listed)}个" if len(listed) > 5 else "")
