"""`load_facts`: everything an assessment looks at; values are read when first asked for.

The dashboard looks at a few dozen periods of a database that may hold ten years, so each period is
read in one statement the first time a value of it is wanted, and an Observation is built only for
a row that is really looked at. Peers, nine rows of ten where a provincial list is stored, are read
apart: nearly always only their ranks are wanted, and of few periods.
"""

from __future__ import annotations

import sqlite3
from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from decimal import Decimal
from typing import Any, Generic, TypeVar

from yuetan_desktop.domain.facts import (
    Exemption,
    Facts,
    Observation,
    ObservationKey,
    PastInterview,
    Ranking,
    Source,
    Target,
)
from yuetan_desktop.domain.indicator import Catalogue
from yuetan_desktop.domain.period import Period, PeriodKind
from yuetan_desktop.domain.place import PlaceKind
from yuetan_desktop.domain.quality.air_standard import AirStandard
from yuetan_desktop.domain.quality.water_standard import WaterStandard
from yuetan_desktop.store.auditmarks import AuditMarks
from yuetan_desktop.store.database import Connection
from yuetan_desktop.store.incidents import list_exemptions, load_incidents
from yuetan_desktop.store.places import list_places
from yuetan_desktop.store.replacing import NOT_RETIRED
from yuetan_desktop.store.standing import GONE
from yuetan_desktop.store.yeartasks import list_year_tasks

V = TypeVar("V")


class StoredFacts(Facts):
    """Facts that read from the database while they are used."""

    def __init__(self, observations: StoredObservations, daily: StoredDays, **known: Any) -> None:
        super().__init__(observations=observations, rankings=observations.rankings, **known)
        self._stored = observations
        self._daily = daily

    @property
    def has_provisional(self) -> bool:
        return self._stored.marks.any_provisional

    def days(self, place_id: int, indicator: str, period: Period) -> tuple[Observation, ...]:
        """The daily values within a period, in order; a month of a place is read at once."""
        if not self._daily.any:
            return ()
        if period.kind is PeriodKind.MONTH:
            return self._daily.month(place_id, period).get(indicator, ())
        return tuple(
            observation
            for month in period.month_list()
            for observation in self._daily.month(place_id, month).get(indicator, ())
            if period.contains(observation.period)
        )

    def lacks(self, place_id: int, indicators: Iterable[str], period: Period) -> bool:
        if not self._stored.indicators(place_id, period).isdisjoint(indicators):
            return False
        month = period.kind is PeriodKind.MONTH
        return not (month and self._daily.any and place_id in self._daily.places(period))

    def forget(self, periods: Iterable[Period]) -> None:
        """Read the values of these periods anew when next asked for."""
        self._stored.forget(periods)
        self._once.clear()


def load_facts(
    db: Connection,
    catalogue: Catalogue,
    *,
    interviews: Iterable[PastInterview] = (),
    exemptions: Iterable[Exemption] = (),
    air: Iterable[AirStandard] = (),
    water: WaterStandard | None = None,
) -> StoredFacts:
    """What is in force now; `exemptions` are those decided in cases, which the register of
    exemptions does not hold. The facts read from `db` while they are used, in its thread."""
    files, marks = _file_names(db), AuditMarks(db)
    observations = StoredObservations(db, files, marks)
    return StoredFacts(
        observations,
        StoredDays(db, files, marks),
        catalogue=catalogue,
        places=list_places(db),
        targets=StoredTargets(db, files),
        incidents=load_incidents(db),
        exemptions=(*list_exemptions(db), *exemptions),
        interviews=interviews,
        year_tasks=list_year_tasks(db),
        air=air,
        water=water,
    )


# Numbers, and rows that take an older number out of force.
_COUNTS = f"(value IS NOT NULL OR text = '{GONE}')"


class _ByPeriod(ABC, Generic[V]):
    """Values by (place, indicator, period); a period's rows are read when first asked for."""

    def __init__(self, db: sqlite3.Connection, files: dict[int, str]) -> None:
        self._db = db
        self._files = files
        self._periods: dict[Period, dict[tuple[int, str], tuple[Any, ...]]] = {}

    def get(self, key: ObservationKey, /) -> V | None:
        place, indicator, period = key
        row = self.rows(period).get((place, indicator))
        return None if row is None else self._build(key, row)

    def rows(self, period: Period) -> dict[tuple[int, str], tuple[Any, ...]]:
        """The rows of a period by place and indicator, which are their first two columns."""
        found = self._periods.get(period)
        if found is None:
            stored = self._read(period, str(period))
            found = self._periods[period] = {row[:2]: row for row in stored}
        return found

    def forget(self, period: Period) -> None:
        self._periods.pop(period, None)

    @abstractmethod
    def _read(self, period: Period, text: str) -> list[tuple[Any, ...]]:
        """The rows of a period; of two with one key the later one counts."""

    @abstractmethod
    def _build(self, key: ObservationKey, row: tuple[Any, ...]) -> V: ...


class StoredObservations:
    """Observations in force, of the city's own places and of its peers."""

    def __init__(self, db: sqlite3.Connection, files: dict[int, str], marks: AuditMarks) -> None:
        self._db = db
        self._files = files
        self.marks = marks
        self._own = _Observations(db, files, marks, "NOT IN")
        self._of_peers = _Observations(db, files, marks, "IN")
        self._peers = _peers(db)
        self.rankings = StoredRankings((self._own, self._of_peers))
        self._indicators: dict[Period, dict[int, set[str]]] = {}

    def indicators(self, place: int, period: Period) -> AbstractSet[str]:
        """Which have a value of a place of the city in a period."""
        found = self._indicators.get(period)
        if found is None:
            found = self._indicators[period] = defaultdict(set)
            for known, indicator in self._own.rows(period):
                found[known].add(indicator)
        return found.get(place, frozenset())

    def get(self, key: ObservationKey, /) -> Observation | None:
        return (self._of_peers if key[0] in self._peers else self._own).get(key)

    def forget(self, periods: Iterable[Period]) -> None:
        self._files.update(_file_names(self._db))
        self.marks.forget()
        self._peers = _peers(self._db)
        for period in periods:
            self._own.forget(period)
            self._of_peers.forget(period)
            self._indicators.pop(period, None)
            self.rankings.forget(period)


_PEERS = f"SELECT id FROM place WHERE kind = '{PlaceKind.PEER.value}'"


def _peers(db: sqlite3.Connection) -> frozenset[int]:
    return frozenset(place for (place,) in _rows(db, _PEERS))


class _Observations(_ByPeriod[Observation]):
    """Those of places `among` the peers: IN or NOT IN."""

    def __init__(
        self, db: sqlite3.Connection, files: dict[int, str], marks: AuditMarks, among: str
    ) -> None:
        super().__init__(db, files)
        self._marks = marks
        self._among = among

    def _read(self, period: Period, text: str) -> list[tuple[Any, ...]]:
        # In the order of the key a newer batch follows an older one, so that it counts: the same
        # as `current_observation`, in half the time.
        rows = _rows(
            self._db,
            "SELECT place_id, indicator, value, sheet, cell, batch_id, list_name, list_size"
            f" FROM observation WHERE daily = ? AND period = ? AND {_COUNTS}"
            f" AND place_id {self._among} ({_PEERS})"
            " AND batch_id NOT IN (SELECT id FROM batch WHERE withdrawn_at IS NOT NULL)"
            " ORDER BY place_id, indicator, batch_id",
            (int(period.kind is PeriodKind.DAY), text),
        )
        if any(row[2] is None for row in rows):
            newest = {row[:2]: row for row in rows}
            rows = [row for row in newest.values() if row[2] is not None]
        return rows

    def _build(self, key: ObservationKey, row: tuple[Any, ...]) -> Observation:
        _, _, value, sheet, cell, batch, list_name, list_size = row
        said = self._marks.of(batch, sheet, cell, key[1])
        source = Source(self._files[batch], sheet, cell, batch, said)
        return Observation(*key, exact(value), source, list_name, list_size)


class StoredDays:
    """Daily values of one place and month, by indicator. Looked up day by day in the table's key:
    a year of days of other places costs nothing; nor does a place without days, of a thousand."""

    def __init__(self, db: sqlite3.Connection, files: dict[int, str], marks: AuditMarks) -> None:
        self._db = db
        self._files = files
        self._marks = marks
        self._months: dict[tuple[int, Period], dict[str, tuple[Observation, ...]]] = {}
        self._places: dict[Period, frozenset[int]] = {}
        self.any = bool(_rows(db, "SELECT 1 FROM observation WHERE daily = 1 LIMIT 1"))

    def month(self, place: int, month: Period) -> dict[str, tuple[Observation, ...]]:
        found = self._months.get((place, month))
        if found is None:
            found = self._read(place, month) if place in self.places(month) else {}
            self._months[place, month] = found
        return found

    def places(self, month: Period) -> frozenset[int]:
        """The places that have days in the month, withdrawn ones too."""
        found = self._places.get(month)
        if found is None:
            between = (f"{month}-01", f"{month}-31")
            rows = _rows(
                self._db,
                "SELECT place_id FROM day_row WHERE period BETWEEN ? AND ? UNION"
                " SELECT place_id FROM single_value WHERE daily = 1 AND period BETWEEN ? AND ?",
                between * 2,
            )
            found = self._places[month] = frozenset(place for (place,) in rows)
        return found

    def _read(self, place: int, month: Period) -> dict[str, tuple[Observation, ...]]:
        days = [f"{month}-{day:02}" for day in range(1, month.end.day + 1)]
        rows = _rows(
            self._db,
            "SELECT indicator, period, value, sheet, cell, batch_id FROM observation"
            f" WHERE daily = 1 AND period IN ({','.join('?' * len(days))}) AND place_id = ?"
            f" AND {_COUNTS}"
            " AND batch_id NOT IN (SELECT id FROM batch WHERE withdrawn_at IS NOT NULL)"
            " ORDER BY indicator, period, batch_id",
            (*days, place),
        )
        latest: dict[str, dict[Period, Observation]] = {}
        for indicator, text, value, sheet, cell, batch in rows:
            day = Period.parse(text)
            if value is None:
                latest.get(indicator, {}).pop(day, None)
                continue
            said = self._marks.of(batch, sheet, cell, indicator)
            source = Source(self._files.get(batch, ""), sheet, cell, batch, said)
            observation = Observation(place, indicator, day, exact(value), source)
            latest.setdefault(indicator, {})[day] = observation
        return {indicator: tuple(found.values()) for indicator, found in latest.items()}


class StoredRankings:
    """The published lists of a period, counted over all units: their size, who shares a rank."""

    def __init__(self, observations: Sequence[_Observations]) -> None:
        self._observations = observations
        self._periods: dict[Period, dict[tuple[str, str], Ranking]] = {}

    def get(self, key: tuple[str, Period, str], /) -> Ranking | None:
        indicator, period, name = key
        found = self._periods.get(period)
        if found is None:
            found = self._periods[period] = self._count(period)
        return found.get((indicator, name))

    def forget(self, period: Period) -> None:
        self._periods.pop(period, None)

    def _count(self, period: Period) -> dict[tuple[str, str], Ranking]:
        found: dict[tuple[str, str], Ranking] = {}
        for row in (row for part in self._observations for row in part.rows(period).values()):
            _, indicator, rank, _, _, _, name, size = row
            if not name:
                continue
            ranking = found.setdefault((indicator, name), Ranking(name, size))
            ranking.ranks[int(rank)] += 1
            if size is not None and (ranking.size is None or size > ranking.size):
                ranking.size = size
        return found


class StoredTargets(_ByPeriod[tuple[Target, ...]]):
    """Targets in force; of several for one period the latest signed one is last (R17)."""

    def rows(self, period: Period) -> dict[tuple[int, str], tuple[Any, ...]]:
        """All rows of a place and indicator, as they were signed."""
        found = self._periods.get(period)
        if found is None:
            found = self._periods[period] = {}
            for row in self._read(period, str(period)):
                found[row[:2]] = (*found.get(row[:2], ()), row)
        return found

    def _read(self, period: Period, text: str) -> list[tuple[Any, ...]]:
        return _rows(
            self._db,
            "SELECT place_id, indicator, value, document, signed_on, sheet, cell, batch_id"
            f" FROM target WHERE period = ? AND voided_at IS NULL AND {NOT_RETIRED}"
            " AND ifnull(batch_id, 0) NOT IN (SELECT id FROM batch WHERE withdrawn_at IS NOT NULL)"
            " ORDER BY ifnull(signed_on, ''), id",
            (text,),
        )

    def _build(self, key: ObservationKey, row: tuple[Any, ...]) -> tuple[Target, ...]:
        return tuple(self._target(key, one) for one in row)

    def _target(self, key: ObservationKey, row: tuple[Any, ...]) -> Target:
        _, _, value, document, signed_on, sheet, cell, batch = row
        signed = date.fromisoformat(signed_on) if signed_on else None
        source = Source(self._files[batch], sheet, cell, batch) if batch else None
        return Target(*key, exact(value), document, signed, source)


def _file_names(db: sqlite3.Connection) -> dict[int, str]:
    return dict(_rows(db, "SELECT id, file_name FROM batch"))


def exact(value: float) -> Decimal:
    """The decimal a clerk typed: 36.2, not 36.2000000000000028."""
    return Decimal(int(value)) if value.is_integer() else Decimal(repr(value))


def _rows(db: sqlite3.Connection, sql: str, parameters: tuple[object, ...] = ()) -> list[Any]:
    """Rows as tuples: sqlite3.Row costs half as much again over a hundred thousand of them."""
    cursor = db.cursor()
    cursor.row_factory = None
    return cursor.execute(sql, parameters).fetchall()
