"""Which place a name means, as workbooks write it: 雁江, 资阳市雁江区, 雁江区人民政府."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable

from yuetan_desktop.domain.place import Place, PlaceKind


class PlaceNames:
    """Finds places by name: first as written, then without what offices add or leave out.

    A name that carries another city's name is never taken for a place of this one.
    """

    def __init__(self, known: Iterable[Place], *, province: str, city: str) -> None:
        # The city's own name before a unit adds nothing: 四川省资阳市雁江区, 资阳雁江区.
        short = city.removesuffix("市")
        self._own = tuple(
            before for before in (province + city, province + short, city, short) if before
        )
        self._exact: dict[str, list[Place]] = defaultdict(list)
        self._plain: dict[str, list[Place]] = defaultdict(list)
        self._short: dict[str, list[Place]] = defaultdict(list)
        places = list(known)
        self._by_id = {place.id: place for place in places}
        for place in places:
            self.add(place)

    def add(self, place: Place) -> None:
        """Make a place findable that was registered meanwhile."""
        written = {plain(name) for name in (place.name, place.official_name, *place.aliases)}
        written.discard("")
        self._by_id[place.id] = place
        written |= self._below_parent(place, written)
        bare = {self._bare(name) for name in written}
        for index, names in (
            (self._exact, written),
            (self._plain, bare),
            (self._short, _filed_under(bare)),
        ):
            for name in names:
                index[name].append(place)

    def _below_parent(self, place: Place, names: set[str]) -> set[str]:
        """成都市新都区, 成都新都区: with the name of what it lies in before its own."""
        parent = self._by_id.get(place.parent or 0)
        if parent is None or place.kind is PlaceKind.SECTION:
            return set()
        above = plain(parent.name)
        before = {above, above.removesuffix("市")}
        return {first + name for first in before for name in names if not name.startswith(first)}

    def taught(self, *alias: str) -> tuple[Place, ...]:
        """The places of an alias exactly as it was learned: a code, or a name with its river."""
        return tuple(dict.fromkeys(self._exact.get(learned(*alias), ())))

    def find(
        self,
        name: str,
        *,
        kinds: Collection[PlaceKind] | None = None,
        parent: int | None = None,
        river: str = "",
    ) -> tuple[Place, ...]:
        """Places this name can mean: one when it is clear, several when it is not, or none.

        `parent` and `river` only decide between several.
        """
        written = plain(name)
        bare = self._bare(written)
        for index, forms in (
            (self._exact, (written,)),
            (self._plain, (bare,)),
            (self._short, _looked_for(bare)),
        ):
            known = (place for form in forms for place in index.get(form, ()))
            found = [p for p in known if kinds is None or p.kind in kinds]
            if found:
                found = [p for p in found if p.parent == parent] or found if parent else found
                found = [p for p in found if p.river == river] or found if river else found
                return tuple(dict.fromkeys(found))
        return ()

    def near(self, name: str, *, kinds: Collection[PlaceKind]) -> tuple[Place, ...]:
        """Counties whose names differ in the last word alone: 云麓区 for 云麓县, which may be the
        same one before it was renamed, a slip, or another county."""
        bare = self._bare(plain(name))
        stem = _COUNTY_WORD.sub("", bare)
        known = self._short.get(f"{stem}（县区）", ()) if stem != bare else ()
        return tuple(dict.fromkeys(place for place in known if place.kind in kinds))

    def is_own_city(self, name: str) -> bool:
        return plain(name) in self._own

    def begins_with_own_city(self, name: str) -> bool:
        """澜川高新区 of 澜川市, whether it is registered or not."""
        return plain(name) not in self._own and plain(name).startswith(self._own)

    def _bare(self, name: str) -> str:
        """Without the own city in front and the office behind: 雁江区人民政府 → 雁江区."""
        name = _ADDITION.sub("", name)
        for before in self._own:
            rest = name.removeprefix(before)
            if rest != name and len(rest) >= 2:
                name = rest
                break
        return _OFFICE.sub("", _OF_THE_CITY.sub("", name))


_OFFICE = re.compile(r"(?<=..)(人民政府|政府|管理委员会|管委会)$")
_OF_THE_CITY = re.compile(r"^市(?=..+(局|委|委员会|办|办公室)$)")
_ADDITION = re.compile(r"\((国控|省控|市控|国考|省考|并列)\)|断面$")
_COUNTY_WORD = re.compile(r"(?<=..)[县区市]$")
_ZONE_WORD = re.compile(r"(?<=..)(经济技术开发区|高新技术产业园区)$")


def plain(name: str) -> str:
    """Full-width forms, spaces and brackets as one form: 安　岳县 → 安岳县."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", name))


def learned(*parts: str) -> str:
    """How an alias is kept that holds only beside a river or a parent: 沱江·两河口."""
    return "·".join(plain(part) for part in parts)


def _filed_under(names: set[str]) -> set[str]:
    """What a place is found under besides its names. A zone of a county is not that county:
    某某经济技术开发区 and 某某县 both answer to 某某, but not to each other."""
    zones = {stem for name in names if (stem := _ZONE_WORD.sub("", name)) != name}
    counties = {stem for name in names if (stem := _COUNTY_WORD.sub("", name)) != name}
    bare = {name for name in names if not _ZONE_WORD.search(name) and not _COUNTY_WORD.search(name)}
    forms = {f"{name}（园区）" for name in zones | bare} | {
        f"{name}（县区）" for name in counties | bare
    }
    return forms | {f"{name}（简称）" for name in bare - counties - zones}


def _looked_for(name: str) -> tuple[str, ...]:
    """Where a name is looked for: 云麓县 is 云麓 where that is registered, but never 云麓区."""
    if (stem := _ZONE_WORD.sub("", name)) != name:
        return (f"{stem}（园区）",)
    if (stem := _COUNTY_WORD.sub("", name)) != name:
        return (f"{stem}（简称）",)
    return (f"{name}（县区）", f"{name}（园区）")
