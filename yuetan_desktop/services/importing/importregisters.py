"""Targets and events of a file: compared with those in force, stored, and by 替换该期 the others
of their period taken out of force."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from yuetan_desktop.domain.facts import Incident
from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.place import PlaceKind
from yuetan_desktop.excel.results import FileReading, SeenIncident, SeenTarget
from yuetan_desktop.excel.sheet import row_of
from yuetan_desktop.services import places as registry
from yuetan_desktop.services.importing.importvalues import Mode
from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.store import incidents, replacing, targets
from yuetan_desktop.store.facts import exact
from yuetan_desktop.store.observations import Counts, ValueChange

Ids = Sequence[int | None]  # the places of a reading, where they are known
Skipped = set[tuple[str, str]]  # (sheet, row number)
Decided = list[tuple[int, SeenIncident]]
TargetKey = tuple[int, str, str]  # place, indicator, period


@dataclass(frozen=True, slots=True)
class Registers:
    """The targets and events of a file, with the places they mean and what of them is new."""

    file: str
    reading: FileReading
    ids: Ids
    fresh: Sequence[SeenIncident]
    decided: Decided


# -- targets ------------------------------------------------------------------------------------
def compare_targets(
    ws: Workspace, reading: FileReading, ids: Ids
) -> tuple[Counts, list[ValueChange]]:
    """How the targets of a file compare with those in force."""
    in_force = _in_force(targets.list_targets(ws.db)) if reading.targets else {}
    new = changed = unchanged = 0
    changes = []
    for target in reading.targets:
        place = ids[target.place]
        old = in_force.get((place, target.indicator, target.period)) if place else None
        if old is None:
            new += 1
        elif _is_said_again(old, target):
            unchanged += 1
        else:
            changed += 1
            changes.append(
                ValueChange(
                    place or 0, target.indicator, target.period, old["value"], target.value,
                    target.sheet, target.cell, old["file"] or "", old["cell"],
                )
            )  # fmt: skip
    return Counts(new, changed, unchanged), changes


def store_targets(
    ws: Workspace, batch: int, found: Registers, *, skip: Skipped, mode: Mode, at: datetime
) -> int:
    """Store a file's targets that are not on record so; returns how many."""
    reading, ids = found.reading, found.ids
    if not reading.targets:
        return 0
    known = targets.list_targets(ws.db)
    in_force = _in_force(known)
    on_record = {
        (row["place_id"], row["indicator"], row["period"], row["value"], row["document"])
        for row in known
    }
    stored: set[tuple[int, str, str, float, str]] = set()
    rows = []
    for target in reading.targets:
        place = ids[target.place]
        if place is None or (target.sheet, row_of(target.cell)) in skip:
            continue
        key = (place, target.indicator, target.period, target.value, target.document)
        if key in stored:
            continue
        if (old := in_force.get(key[:3])) is not None:
            if mode is Mode.ADD or _is_said_again(old, target):
                continue  # 只新增: a target that is set stays as it is, whatever the file says
            if key in on_record and old["document"] != target.document:
                continue  # a newer document has replaced it
        stored.add(key)
        signed = target.signed_on.isoformat() if target.signed_on else None
        rows.append(targets.TargetRow(*key, signed, target.sheet, target.cell))
    return targets.insert_targets(ws.db, rows, batch_id=batch, by=ws.person, at=at)


def _in_force(rows: Iterable[Any]) -> dict[TargetKey, Any]:
    """Of the targets on record the newest document's: it holds (R17)."""
    found: dict[TargetKey, Any] = {}
    for row in rows:
        found.setdefault((row["place_id"], row["indicator"], row["period"]), row)
    return found


def _is_said_again(old: Any, target: SeenTarget) -> bool:
    """The target in force once more, be it in a table of months that names no document."""
    return bool(old["value"] == target.value) and target.document in {"", old["document"]}


# -- events -------------------------------------------------------------------------------------
def compare_incidents(
    ws: Workspace, reading: FileReading, ids: Ids
) -> tuple[list[SeenIncident], Decided]:
    """A register is kept on and imported again: what is on record is not counted twice. New ones,
    and those on record as 待认定 which this file decides."""
    fresh: list[SeenIncident] = []
    decided: Decided = []
    if not reading.incidents:
        return fresh, decided
    on_record = {_key_of(known): known for known in incidents.load_incidents(ws.db)}
    for seen in reading.incidents:
        known = on_record.get(_key_seen(seen, ids))
        if known is None:
            fresh.append(seen)
        elif known.confirmed is None and seen.confirmed is not None:
            decided.append((known.id, seen))
    return fresh, decided


def store_incidents(
    ws: Workspace, batch: int, found: Registers, *, skip: Skipped, at: datetime
) -> int:
    """Log the new events and record what the file decides of others; returns how many are new."""
    logged = 0
    for seen in found.fresh:
        place = found.ids[seen.place]
        if place is None or (seen.sheet, row_of(seen.cell)) in skip:
            continue
        row = incidents.IncidentRow(
            place,
            seen.kind,
            seen.day.isoformat(),
            seen.title,
            seen.subject,
            seen.document,
            None if seen.confirmed is None else int(seen.confirmed),
            seen.found_by,
            seen.found_on.isoformat() if seen.found_on else None,
            seen.sheet,
            seen.cell,
        )
        evidence = [seen.evidence] if seen.evidence else []
        incidents.insert_incident(
            ws.db, row, evidence=evidence, batch_id=batch, by=ws.person, at=at
        )
        logged += 1
    for incident, seen in found.decided:
        by, on = seen.found_by or ws.person, seen.found_on or at.date()
        basis = "；".join(filter(None, (f"导入自“{found.file}”{seen.cell}", seen.evidence)))
        told = incidents.FindingRow(seen.confirmed, by, on)
        incidents.record_finding(ws.db, incident, told, basis=basis, at=at)
    return logged


# -- 替换该期 -------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Retired:
    """Targets and events of the file's periods which the file no longer has. `kept` were judged by
    a person since and stay."""

    targets: tuple[ValueChange, ...] = ()
    incidents: tuple[Incident, ...] = ()
    kept: tuple[Incident, ...] = ()


def would_retire(ws: Workspace, found: Registers, mode: Mode) -> Retired:
    """替换该期: what imports brought and this file leaves out: targets of its periods, indicators
    and kinds of unit; events of its kinds within the time it covers. What was entered by hand
    stays."""
    return _others(ws, found, mode)[0]


def retire_registers(ws: Workspace, batch: int, found: Registers, mode: Mode) -> Retired:
    """Take that out of force. Call inside a transaction, after storing."""
    retired, target_ids = _others(ws, found, mode)
    replacing.retire_targets(ws.db, batch, target_ids)
    replacing.retire_incidents(ws.db, batch, [incident.id for incident in retired.incidents])
    return retired


def _others(ws: Workspace, found: Registers, mode: Mode) -> tuple[Retired, list[int]]:
    """What goes, and the ids of its targets."""
    reading, ids = found.reading, found.ids
    if mode is not Mode.REPLACE or not (reading.targets or reading.covered):
        return Retired(), []
    kinds = {place.id: place.kind for place in registry.list_places(ws)}
    gone_targets = _other_targets(ws, reading, ids, kinds)
    gone, kept = _other_incidents(ws, reading, ids, kinds)
    changes = tuple(
        ValueChange(
            row["place_id"], row["indicator"], row["period"], row["value"], None,
            old_file=row["file"] or "", old_cell=row["cell"],
        )
        for row in gone_targets
    )  # fmt: skip
    return Retired(changes, gone, kept), [row["id"] for row in gone_targets]


def _other_targets(
    ws: Workspace, reading: FileReading, ids: Ids, kinds: Mapping[int, PlaceKind]
) -> list[Any]:
    if not reading.targets:
        return []
    scope, said = set(), set()
    for target in reading.targets:
        place = ids[target.place]
        if place is not None:
            scope.add((target.indicator, target.period, _group(kinds[place])))
            said.add((place, target.indicator, target.period, target.value, target.document))
    return [
        row
        for row in targets.list_targets(ws.db)
        if row["batch_id"] is not None
        and (row["indicator"], row["period"], _group(kinds[row["place_id"]])) in scope
        and (row["place_id"], row["indicator"], row["period"], row["value"], row["document"])
        not in said
    ]


def _other_incidents(
    ws: Workspace, reading: FileReading, ids: Ids, kinds: Mapping[int, PlaceKind]
) -> tuple[tuple[Incident, ...], tuple[Incident, ...]]:
    if not reading.covered:
        return (), ()
    said = {_key_seen(seen, ids) for seen in reading.incidents}
    groups = {_group(kinds[place]) for i in reading.incidents if (place := ids[i.place])}
    others = [
        incident
        for incident in incidents.load_incidents(ws.db)
        if incident.source is not None
        and _group(kinds[incident.place]) in groups
        and _key_of(incident) not in said
        and any(
            cover.kind == incident.kind
            and cover.first <= incident.day <= cover.last
            and cover.document in (None, incident.document)
            for cover in reading.covered
        )
    ]
    judged = incidents.judged(ws.db) if others else set()
    return (
        tuple(one for one in others if one.id not in judged),
        tuple(one for one in others if one.id in judged),
    )


def _group(kind: PlaceKind) -> PlaceKind:
    """Counties and zones are reported in one table."""
    return PlaceKind.COUNTY if kind is PlaceKind.ZONE else kind


def _key_of(known: Incident) -> tuple[object, ...]:
    return known.place, known.kind, known.day, known.subject, known.title


def _key_seen(seen: SeenIncident, ids: Ids) -> tuple[object, ...]:
    return ids[seen.place] or 0, seen.kind, seen.day, seen.subject, seen.title


MOST_LINES = 200


def gone_lines(ws: Workspace, removed: Sequence[ValueChange], retired: Retired) -> tuple[str, ...]:
    """Everything that goes out of force, and what was judged since and stays, in words."""
    names = {place.id: place.name for place in registry.list_places(ws)}
    lines = [f"撤下数值：{_value_line(ws, names, change)}" for change in removed]
    lines += [f"撤下目标：{_value_line(ws, names, change)}" for change in retired.targets]
    lines += [f"撤下事项：{_incident_line(names, incident)}" for incident in retired.incidents]
    lines += [
        f"事项此后已有人工认定，保留：{_incident_line(names, incident)}"
        for incident in retired.kept
    ]
    more = len(lines) - MOST_LINES
    return (*lines[:MOST_LINES], *([f"另有 {more} 项未列出"] if more > 0 else ()))


def _value_line(ws: Workspace, names: Mapping[int, str], change: ValueChange) -> str:
    """雁江区 2026年第一季度PM2.5 42μg/m³（目标.xlsx B3）."""
    indicator = ws.library.catalogue.get(change.indicator)
    name = indicator.brief if indicator else change.indicator
    unit = indicator.unit if indicator and indicator.unit != "类" else ""
    old = ""
    if change.old is not None:
        old = indicator.text(exact(change.old)) if indicator else f"{change.old:g}"
    period = Period.parse(change.period).label()
    where = f"{change.old_file} {change.old_cell}".strip()
    return f"{names[change.place_id]} {period}{name} {old}{unit}（{where}）"


def _incident_line(names: Mapping[int, str], incident: Incident) -> str:
    """雁江区 2026-10-03 10月3日重污染（登记.xlsx › Sheet!C3）."""
    what = incident.title or incident.subject or "事项"
    source = f"（{incident.source}）" if incident.source else ""
    return f"{names[incident.place]} {incident.day} {what}{source}"
