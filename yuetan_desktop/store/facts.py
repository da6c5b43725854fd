"""`load_facts`: everything an assessment looks at, read in a few statements."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from yuetan_desktop.domain.facts import (
    Facts,
    Observation,
    ObservationKey,
    PastInterview,
    Ranking,
    Source,
    Target,
)
from yuetan_desktop.domain.indicator import Catalogue
from yuetan_desktop.domain.period import Period
from yuetan_desktop.store.incidents import list_exemptions, load_incidents
from yuetan_desktop.store.places import list_places


def load_facts(
    db: sqlite3.Connection,
    catalogue: Catalogue,
    years: tuple[int, int],
    *,
    places: Iterable[int] | None = None,
    daily: bool = False,
    interviews: Iterable[PastInterview] = (),
) -> Facts:
    """Facts of the years `first`..`last`, inclusive; days only when asked for.

    `places` limits the observations to these ids; ranked lists are always read whole.
    """
    first, last = f"{years[0]:04}", f"{years[1] + 1:04}"
    wanted = None if places is None else frozenset(places)
    observations = StoredObservations(db, first, last, wanted, daily=daily)
    return Facts(
        catalogue=catalogue,
        places=list_places(db),
        observations=observations,
        rankings=observations.rankings(),
        targets=_targets(db, first, last),
        incidents=load_incidents(db),
        exemptions=list_exemptions(db),
        interviews=interviews,
    )


# place, indicator, period, value, sheet, cell, batch, list name, list size
_Row = tuple[int, str, str, float, str, str, int, str, int | None]


class StoredObservations(Mapping[ObservationKey, Observation]):
    """Rows of a span of years by key; an Observation is built only when it is looked at."""

    def __init__(
        self,
        db: sqlite3.Connection,
        first: str,
        last: str,
        places: frozenset[int] | None,
        *,
        daily: bool,
    ) -> None:
        self._files = dict(_plain(db, "SELECT id, file_name FROM batch"))
        # Periods are few and texts hash faster, so keys are kept as stored.
        self._texts: dict[Period, str] = {}
        self._rows: dict[tuple[int, str, str], _Row] = {}
        for days in (0, 1) if daily else (0,):
            self._read(db, days, first, last, places)

    def _read(
        self,
        db: sqlite3.Connection,
        days: int,
        first: str,
        last: str,
        places: frozenset[int] | None,
    ) -> None:
        ids = "" if places is None else ",".join(map(str, places))
        among = "" if places is None else f"AND (place_id IN ({ids}) OR list_name <> '')"
        # In the order of the key a newer batch follows an older one and takes its place in the
        # dictionary: the same as `current_observation`, in half the time.
        rows = _plain(
            db,
            "SELECT place_id, indicator, period, value, sheet, cell, batch_id, list_name, list_size"
            " FROM observation WHERE daily = ? AND period >= ? AND period < ?"
            f" AND value IS NOT NULL {among}"
            " AND batch_id NOT IN (SELECT id FROM batch WHERE withdrawn_at IS NOT NULL)"
            " ORDER BY daily, period, place_id, indicator, batch_id",
            (days, first, last),
        )
        self._rows.update({row[:3]: row for row in rows})
        texts = {row[2] for row in rows}
        self._texts.update({Period.parse(text): text for text in texts})

    def rankings(self) -> dict[tuple[str, Period, str], Ranking]:
        """The published lists the rows stand in: their size, and who shares a rank."""
        found: dict[tuple[str, str, str], Ranking] = {}
        for _, indicator, period, rank, _, _, _, name, size in self._rows.values():
            if not name:
                continue
            ranking = found.setdefault((indicator, period, name), Ranking(name, size))
            ranking.ranks[int(rank)] += 1
            if size is not None and (ranking.size is None or size > ranking.size):
                ranking.size = size
        return {(key, Period.parse(text), name): r for (key, text, name), r in found.items()}

    def __getitem__(self, key: ObservationKey) -> Observation:
        place, indicator, period = key
        row = self._rows[place, indicator, self._texts[period]]
        _, _, _, value, sheet, cell, batch, list_name, list_size = row
        return Observation(
            place,
            indicator,
            period,
            exact(value),
            Source(self._files[batch], sheet, cell, batch),
            list_name,
            list_size,
        )

    def get(self, key: ObservationKey, default: object = None) -> Observation | None:  # type: ignore[override]
        text = self._texts.get(key[2])
        return self[key] if text and (key[0], key[1], text) in self._rows else None

    def __iter__(self) -> Iterator[ObservationKey]:
        return ((place, key, Period.parse(text)) for place, key, text in self._rows)

    def __len__(self) -> int:
        return len(self._rows)


def exact(value: float) -> Decimal:
    """The decimal a clerk typed: 36.2, not 36.2000000000000028."""
    return Decimal(int(value)) if value.is_integer() else Decimal(repr(value))


def _targets(db: sqlite3.Connection, first: str, last: str) -> list[Target]:
    rows = _plain(
        db,
        "SELECT t.place_id, t.indicator, t.period, t.value, t.document, t.signed_on,"
        " t.sheet, t.cell, t.batch_id, b.file_name"
        " FROM target t LEFT JOIN batch b ON b.id = t.batch_id"
        " WHERE t.period >= ? AND t.period < ? AND t.voided_at IS NULL AND b.withdrawn_at IS NULL"
        " ORDER BY t.id",
        (first, last),
    )
    return [
        Target(
            place,
            indicator,
            Period.parse(period),
            exact(value),
            document,
            date.fromisoformat(signed_on) if signed_on else None,
            Source(file, sheet, cell, batch) if file else None,
        )
        for place, indicator, period, value, document, signed_on, sheet, cell, batch, file in rows
    ]


def _plain(db: sqlite3.Connection, sql: str, parameters: tuple[object, ...] = ()) -> list[Any]:
    """Rows as tuples: sqlite3.Row costs half as much again over a hundred thousand of them."""
    cursor = db.cursor()
    cursor.row_factory = None
    return cursor.execute(sql, parameters).fetchall()
