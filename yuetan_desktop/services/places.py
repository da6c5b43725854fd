"""Places of the office: register, edit, retire, and find again by name."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any

from yuetan_desktop.domain.place import Place, PlaceKind
from yuetan_desktop.errors import AppError
from yuetan_desktop.services.office import read_office
from yuetan_desktop.services.placenames import PlaceNames
from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.store import places
from yuetan_desktop.store.places import Contacts

__all__ = ["Contacts", "PlaceNames"]


# -- register and edit --------------------------------------------------------------------------
def list_places(
    ws: Workspace, kinds: Collection[PlaceKind] | None = None, *, with_retired: bool = True
) -> list[Place]:
    """Registered places, of some kinds or of all."""
    found = places.list_places(ws.db, with_retired=with_retired)
    return [place for place in found if kinds is None or place.kind in kinds]


def register(ws: Workspace, new: Iterable[Place]) -> list[int]:
    """Register places (their ids are not looked at); returns the new ids in order."""
    new = list(new)
    for place in new:
        _check(place)
    with ws.transaction():
        return [places.insert_place(ws.db, place) for place in new]


def edit(ws: Workspace, place: Place) -> None:
    """Change a place. The name it had stays among its names: tables go on using it."""
    _check(place)
    with ws.transaction():
        names = {known.id: known.name for known in places.list_places(ws.db)}
        before = names.pop(place.id, place.name)
        if before not in {place.name, *place.aliases, *names.values()}:
            place = replace(place, aliases=(*place.aliases, before))
        places.update_place(ws.db, place)


def _check(place: Place) -> None:
    if not place.name.strip():
        raise AppError("名称不能为空。", kept="没有保存。")
    if place.parent is not None and place.parent == place.id:
        raise AppError("所属单位不能是它自己。", kept="没有保存。")


def remove(ws: Workspace, place_id: int) -> None:
    """Delete a place nothing refers to; others can only be retired."""
    with ws.transaction():
        places.delete_place(ws.db, place_id)


def retire(ws: Workspace, place_id: int, *, retired: bool = True) -> None:
    with ws.transaction():
        places.set_retired(ws.db, place_id, retired=retired)


def retired_places(ws: Workspace) -> frozenset[int]:
    return places.retired_places(ws.db)


def contacts(ws: Workspace, place_id: int) -> Contacts:
    return places.contacts(ws.db, place_id)


def set_contacts(ws: Workspace, place_id: int, people: Contacts) -> None:
    with ws.transaction():
        places.set_contacts(ws.db, place_id, people)


def register_shipped(ws: Workspace) -> int:
    """Offer the city's units and departments as names only, without any value."""
    text = (ws.library.folder / "places.toml").read_text("utf-8")
    return len(register(ws, (place_from(row, {}) for row in tomllib.loads(text)["place"])))


def place_from(row: Mapping[str, Any], ids: Mapping[str, int]) -> Place:
    """A `[[place]]` table of a TOML file; `ids` are the places its `parent` may name."""
    return Place(
        id=0,
        name=row["name"],
        kind=PlaceKind(row["kind"]),
        parent=ids[row["parent"]] if "parent" in row else None,
        official_name=row.get("official_name", ""),
        aliases=tuple(row.get("aliases", ())),
        grade=row.get("grade", ""),
        river=row.get("river", ""),
        lake=row.get("lake", False),
        upstream=row.get("upstream", ""),
        downstream=row.get("downstream", ""),
    )


# -- finding by name ----------------------------------------------------------------------------
def place_names(ws: Workspace) -> PlaceNames:
    """The places as they are now, ready to be found by name many times."""
    office = read_office(ws)
    return PlaceNames(places.list_places(ws.db), province=office.province, city=office.city)


def find_place(ws: Workspace, name: str) -> Place:
    """The one place of this name or alias, for a command line; a sentence if none or several."""
    found = place_names(ws).find(name)
    if len(found) == 1:
        return found[0]
    if not found:
        raise AppError(f"没有找到单位“{name}”。", hint="可用的名称见 设置 → 单位。")
    several = "、".join(f"{place.name}（{place.kind.label}）" for place in found)
    raise AppError(f"“{name}”有几个同名单位：{several}。", hint="请写全称。")
