"""企业名录: enterprises and other sources as lists name them, the newest list first.

A later list adds to what an earlier one said: what it leaves empty stays as it was. A list of the
监督执法正面清单 only marks those it names.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Enterprise:
    """One line of a list, or what all lists together say. `is_listed`: on the 正面清单; None where
    a list does not tell. `unit` is the county as written, `place_id` that county if it is known."""

    name: str
    code: str = ""
    unit: str = ""
    place_id: int | None = None
    status: str = ""
    is_listed: bool | None = None
    source: str = ""  # file, sheet and cell of the newest list that names it

    def has_words(self, words: str) -> bool:
        """Whether each of the words stands in name, code, county or state."""
        for word in words.split():
            if not (
                word in self.name
                or word in self.unit
                or word in self.status
                or word.upper() in self.code
            ):
                return False
        return True


def merged(rows: Iterable[Enterprise]) -> list[Enterprise]:
    """One line an enterprise out of those of all lists, the oldest list first. The same one is
    told by its code; without one by its name in its county, or by a name that only one bears."""
    found: list[Enterprise] = []
    by_code: dict[str, int] = {}
    by_name: dict[str, list[int]] = {}
    for row in rows:
        at = by_code.get(row.code) if row.code else None
        if at is None:
            at = _named(row, found, by_name.get(row.name, ()))
        if at is None:
            at = len(found)
            found.append(row)
        else:
            found[at] = _together(found[at], row)
        if found[at].code:
            by_code[found[at].code] = at
        known = by_name.setdefault(row.name, [])
        if at not in known:
            known.append(at)
    return found


def _named(row: Enterprise, found: list[Enterprise], places: Iterable[int]) -> int | None:
    """The one of that name, unless county or code say that it is another."""
    same = [
        at
        for at in places
        if not (row.code and found[at].code)
        and (not row.unit or not found[at].unit or _county(row) == _county(found[at]))
    ]
    return same[0] if len(same) == 1 else None


def _county(row: Enterprise) -> int | str:
    return row.unit if row.place_id is None else row.place_id


def _together(before: Enterprise, now: Enterprise) -> Enterprise:
    has_unit = bool(now.unit)
    return Enterprise(
        name=now.name,
        code=now.code or before.code,
        unit=now.unit if has_unit else before.unit,
        place_id=now.place_id if has_unit else before.place_id,
        status=now.status or before.status,
        is_listed=before.is_listed if now.is_listed is None else now.is_listed,
        source=now.source,
    )
