"""Incidents (事项) with their evidence, what people found about them, and exemptions."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from yuetan_desktop.domain.facts import Exemption, Incident, Source
from yuetan_desktop.domain.period import Period
from yuetan_desktop.store.registers import moment, read_day, stored_day, void
from yuetan_desktop.store.replacing import NOT_RETIRED


class IncidentRow(NamedTuple):
    """One incident as an import or the register hands it over; `confirmed` None is 待认定."""

    place_id: int
    kind: str
    day: str
    title: str = ""
    subject: str = ""
    document: str = ""
    confirmed: int | None = 1
    found_by: str = ""
    found_on: str | None = None
    sheet: str = ""
    cell: str = ""


def insert_incident(
    db: sqlite3.Connection,
    row: IncidentRow | tuple[Any, ...],
    *,
    evidence: Iterable[str] = (),
    batch_id: int | None = None,
    by: str,
    at: datetime,
) -> int:
    cursor = db.execute(
        "INSERT INTO incident (batch_id, recorded_by, recorded_at, place_id, kind, day, title,"
        " subject, document, confirmed, found_by, found_on, sheet, cell)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (batch_id, by, moment(at), *row),
    )
    incident_id = int(cursor.lastrowid or 0)
    for description in evidence:
        add_evidence(db, incident_id, description, by=by, at=at)
    return incident_id


def add_evidence(
    db: sqlite3.Connection,
    incident_id: int,
    description: str,
    *,
    sha256: str = "",
    by: str,
    at: datetime,
) -> None:
    db.execute(
        "INSERT INTO incident_evidence (incident_id, description, sha256, recorded_by,"
        " recorded_at) VALUES (?, ?, ?, ?, ?)",
        (incident_id, description, sha256, by, moment(at)),
    )


@dataclass(frozen=True, slots=True)
class FindingRow:
    """What a person found about a matter (因管控不力 or not), by whom, when, and who reviewed it.

    `confirmed` None is 待认定; `found_on` None where nobody found anything yet.
    """

    confirmed: bool | None
    found_by: str
    found_on: date | None
    reviewed_by: str = ""
    reviewed_on: date | None = None


def record_finding(
    db: sqlite3.Connection, incident_id: int, found: FindingRow, *, basis: str, at: datetime
) -> None:
    """Record a finding; earlier ones stay on record."""
    db.execute(
        "INSERT INTO human_finding (incident_id, confirmed, basis, found_by, found_on,"
        " reviewed_by, reviewed_on, recorded_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            incident_id,
            None if found.confirmed is None else int(found.confirmed),
            basis,
            found.found_by,
            stored_day(found.found_on),
            found.reviewed_by,
            stored_day(found.reviewed_on),
            moment(at),
        ),
    )


def finding_before(db: sqlite3.Connection, incident_id: int) -> FindingRow:
    """The finding before the newest one, else what was recorded with the matter."""
    row = db.execute(
        "SELECT confirmed, found_by, found_on, reviewed_by, reviewed_on FROM human_finding"
        " WHERE incident_id = ?"
        " ORDER BY id DESC LIMIT 1 OFFSET 1",
        (incident_id,),
    ).fetchone()
    row = (
        row
        or db.execute(
            "SELECT confirmed, found_by, found_on, '' AS reviewed_by, NULL AS reviewed_on"
            " FROM incident WHERE id = ?",
            (incident_id,),
        ).fetchone()
    )
    confirmed = row["confirmed"]
    return FindingRow(
        None if confirmed is None else bool(confirmed),
        row["found_by"] or "",
        read_day(row["found_on"]),
        row["reviewed_by"],
        read_day(row["reviewed_on"]),
    )


_JUDGED = (
    "(EXISTS (SELECT 1 FROM human_finding f WHERE f.incident_id = i.id)"
    " OR EXISTS (SELECT 1 FROM incident_evidence e WHERE e.incident_id = i.id"
    "  AND e.recorded_at > i.recorded_at))"
)


def judged_since(db: sqlite3.Connection, batch_id: int) -> list[sqlite3.Row]:
    """Incidents of a batch about which a person found, or filed, something after its import."""
    return db.execute(
        "SELECT i.*, p.name AS place FROM incident i JOIN batch b ON b.id = i.batch_id"
        " JOIN place p ON p.id = i.place_id WHERE i.batch_id = ? AND i.voided_at IS NULL"
        f" AND {_JUDGED} ORDER BY i.id",
        (batch_id,),
    ).fetchall()


def judged(db: sqlite3.Connection) -> set[int]:
    """Incidents about which a person found, or filed, something after they were recorded."""
    return {row[0] for row in db.execute(f"SELECT i.id FROM incident i WHERE {_JUDGED}")}


def detach_incident(db: sqlite3.Connection, incident_id: int) -> None:
    """From its import: it is kept by hand from now on."""
    db.execute("UPDATE incident SET batch_id = NULL WHERE id = ?", (incident_id,))


def void_incident(
    db: sqlite3.Connection, incident_id: int, *, by: str, why: str, at: datetime
) -> None:
    void(db, "incident", (incident_id,), by=by, why=why, at=at)


def load_incidents(db: sqlite3.Connection) -> list[Incident]:
    """Incidents in force, with the newest human finding applied."""
    evidence: dict[int, list[str]] = defaultdict(list)
    for incident_id, description in db.execute(
        "SELECT incident_id, description FROM incident_evidence ORDER BY id"
    ):
        evidence[incident_id].append(description)
    rows = db.execute(
        "SELECT i.*, b.file_name, f.id AS finding, f.confirmed AS finding_confirmed,"
        " f.found_by AS finding_by, f.found_on AS finding_on, f.reviewed_by, f.reviewed_on"
        " FROM incident i LEFT JOIN batch b ON b.id = i.batch_id"
        " LEFT JOIN human_finding f ON f.id ="
        " (SELECT max(id) FROM human_finding WHERE incident_id = i.id)"
        f" WHERE i.voided_at IS NULL AND b.withdrawn_at IS NULL AND {NOT_RETIRED}"
        " ORDER BY i.day, i.id"
    )
    return [_incident(row, tuple(evidence[row["id"]])) for row in rows]


def _incident(row: sqlite3.Row, evidence: tuple[str, ...]) -> Incident:
    found = row["finding"] is not None
    confirmed = row["finding_confirmed"] if found else row["confirmed"]
    found_on = row["finding_on"] if found else row["found_on"]
    return Incident(
        id=row["id"],
        place=row["place_id"],
        kind=row["kind"],
        day=date.fromisoformat(row["day"]),
        title=row["title"],
        subject=row["subject"],
        confirmed=None if confirmed is None else bool(confirmed),
        document=row["document"],
        evidence=evidence,
        found_by=row["finding_by"] if found else row["found_by"],
        found_on=read_day(found_on),
        reviewed_by=row["reviewed_by"] or "",
        reviewed_on=read_day(row["reviewed_on"]),
        source=(
            Source(row["file_name"], row["sheet"], row["cell"], row["batch_id"])
            if row["file_name"]
            else None
        ),
    )


# -- exemptions (第十条) --------------------------------------------------------------------------
def insert_exemption(db: sqlite3.Connection, exemption: Exemption, *, by: str, at: datetime) -> int:
    """Record an exemption (its `id` is not looked at); returns the id it got."""
    cursor = db.execute(
        "INSERT INTO exemption (place_id, rule, period, cause, evidence, approved_by,"
        " approved_on, recorded_by, recorded_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            exemption.place,
            exemption.rule,
            str(exemption.period),
            exemption.cause,
            exemption.evidence,
            exemption.approved_by,
            exemption.approved_on.isoformat(),
            by,
            moment(at),
        ),
    )
    return int(cursor.lastrowid or 0)


def void_exemption(
    db: sqlite3.Connection, exemption_id: int, *, by: str, why: str, at: datetime
) -> None:
    void(db, "exemption", (exemption_id,), by=by, why=why, at=at)


def list_exemptions(db: sqlite3.Connection) -> list[Exemption]:
    """Exemptions in force."""
    rows = db.execute("SELECT * FROM exemption WHERE voided_at IS NULL ORDER BY id")
    return [
        Exemption(
            id=row["id"],
            place=row["place_id"],
            rule=row["rule"],
            period=Period.parse(row["period"]),
            cause=row["cause"],
            evidence=row["evidence"],
            approved_by=row["approved_by"],
            approved_on=date.fromisoformat(row["approved_on"]),
        )
        for row in rows
    ]
