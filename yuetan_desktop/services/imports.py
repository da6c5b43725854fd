"""Import of spreadsheets: look (`preview`), store (`commit`), take back (`withdraw`)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.place import PlaceKind
from yuetan_desktop.errors import AppError
from yuetan_desktop.excel.forms import FORMS, write_form
from yuetan_desktop.excel.layout import read_layouts
from yuetan_desktop.excel.parse import read_file
from yuetan_desktop.excel.results import (
    ColumnReading,
    FileReading,
    Grid,
    IncidentWord,
    Problem,
    SeenIncident,
    Severity,
    TableReading,
)
from yuetan_desktop.services import places as registry
from yuetan_desktop.services.importlists import with_known_lists
from yuetan_desktop.services.importplaces import (
    Choices,
    Resolved,
    UnknownPlace,
    names_of,
    resolve,
    to_register,
)
from yuetan_desktop.services.workspace import Progress, Workspace, ignore
from yuetan_desktop.store import archive, backup, incidents, observations, targets
from yuetan_desktop.store.observations import Batch, Counts, ValueChange, Withdrawal

__all__ = [
    "FORMS", "Batch", "Choices", "ColumnReading", "Counts", "Grid", "PlaceKind", "Problem",
    "Severity", "TableReading", "UnknownPlace", "ValueChange", "Withdrawal",
]  # fmt: skip

NOTHING = "没有导入任何数据。"


@dataclass(frozen=True, slots=True)
class Correction:
    """What a clerk makes of a cell, and on what basis; the file itself is never changed."""

    value: str
    basis: str


Corrections = Mapping[tuple[str, str], Correction]  # (sheet, cell) →


@dataclass(slots=True)
class ImportPreview:
    """What storing a file would do. Nothing is stored yet."""

    path: Path
    reading: FileReading
    resolved: Resolved
    corrections: Corrections
    already_imported: Batch | None
    counts: Counts
    changes: tuple[ValueChange, ...]
    new_incidents: list[SeenIncident]
    decided_incidents: list[tuple[int, SeenIncident]]  # on record as 待认定, decided in this file
    effect: str = ""

    @property
    def file(self) -> str:
        return self.reading.file_name

    @property
    def sha256(self) -> str:
        return self.reading.sha256

    @property
    def tables(self) -> list[TableReading]:
        return self.reading.tables

    @property
    def problems(self) -> list[Problem]:
        """Errors first, then warnings, then hints; each in the order of the file."""
        order = list(Severity)
        return sorted(self.reading.problems, key=lambda problem: order.index(problem.severity))

    @property
    def errors(self) -> list[Problem]:
        return self.reading.errors()

    @property
    def unknown_places(self) -> list[UnknownPlace]:
        return list(self.resolved.unknown.values())

    @property
    def originals(self) -> Mapping[tuple[str, str], str]:
        """What the file says in the cells that were corrected."""
        return self.reading.originals

    @property
    def bad_rows(self) -> set[tuple[str, str]]:
        """(sheet, row number) of every row that holds an error."""
        return _bad_rows(self)

    @property
    def can_commit(self) -> bool:
        return not self.errors and not self.resolved.unknown and self.has_content

    @property
    def has_content(self) -> bool:
        reading = self.reading
        return bool(reading.observations or reading.targets or reading.incidents)

    @property
    def changes_anything(self) -> bool:
        return bool(
            self.counts.new or self.counts.changed or self.new_incidents or self.decided_incidents
        )


@dataclass(frozen=True, slots=True)
class Committed:
    """What was stored."""

    batch: int
    stored: int
    targets: int
    incidents: int
    places_added: tuple[str, ...]
    rows_skipped: int


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What withdrawing a batch did."""

    batch: Batch
    values: Withdrawal
    targets: int
    incidents: int


# -- look ---------------------------------------------------------------------------------------
def preview(
    ws: Workspace,
    path: Path,
    *,
    corrections: Corrections | None = None,
    choices: Choices | None = None,
    period: Period | None = None,
    progress: Progress = ignore,
) -> ImportPreview:
    """Read a file and compare it with what is stored; writes nothing to the database.

    `choices` say what unknown names mean, `period` helps where the file does not say when.
    """
    corrections = corrections or {}
    library = ws.library
    reading = read_file(
        path,
        library.catalogue,
        kinds=_incident_words(ws),
        layouts=read_layouts(library.folder / "layouts"),
        corrections={where: correction.value for where, correction in corrections.items()},
        period=period,
        tick=progress,
    )
    resolved = resolve(reading, registry.place_names(ws), choices or {}, library.catalogue)
    reading.observations = with_known_lists(
        ws, reading.observations, resolved.ids, library.catalogue
    )
    reading.problems.extend(_not_yet(ws, reading))
    progress("与库中数据比较", 0, 0)
    known = observations.batches_of_file(ws.db, reading.sha256)
    counts, changes = _compare(ws, reading, resolved)
    fresh, decided = _compare_incidents(ws, reading, resolved)
    found = ImportPreview(
        path,
        reading,
        resolved,
        corrections,
        known[0] if known else None,
        counts,
        changes,
        fresh,
        decided,
    )
    found.effect = _effect(found)
    progress("预览完成", 1, 1)
    return found


def _not_yet(ws: Workspace, reading: FileReading) -> Iterator[Problem]:
    """Values of a period that has not begun: most often a wrong year."""
    today = ws.today()
    spans = {seen.period: seen for seen in reversed(reading.observations)}
    for span, seen in sorted(spans.items()):
        period = Period.parse(span)
        if period.start > today:
            message = f"{period.label()}还没有到，却已有数据，请核对年份。"
            yield Problem(Severity.WARNING, seen.sheet, seen.cell, message)


def _incident_words(ws: Workspace) -> list[IncidentWord]:
    kinds: dict[str, IncidentWord] = {}
    for regulation in ws.library.regulations:
        for kind in regulation.incident_kinds.values():
            kinds[kind.key] = IncidentWord(kind.key, (kind.name, *kind.aliases))
    return list(kinds.values())


def _rows(reading: FileReading, ids: list[int | None], skip: set[tuple[str, str]]) -> Iterator[Any]:
    """Observations with their place's id, without those of unknown places and of skipped rows."""
    if not skip and None not in ids:
        for seen in reading.observations:
            yield (ids[seen[0]], *seen[1:])
        return
    for seen in reading.observations:
        place = ids[seen[0]]
        if place is not None and not (skip and (seen.sheet, _row_of(seen.cell)) in skip):
            yield (place, *seen[1:])


def _compare(
    ws: Workspace, reading: FileReading, resolved: Resolved
) -> tuple[Counts, tuple[ValueChange, ...]]:
    if _may_be_stored(ws, reading):
        observations.stage(ws.db, _rows(reading, resolved.ids, set()))
        counts = observations.compare_staged(ws.db)
        changes = observations.staged_changes(ws.db) if counts.changed else []
    else:  # the first import of a year of days need not be compared with nothing
        known = sum(1 for seen in reading.observations if resolved.ids[seen[0]] is not None)
        counts, changes = Counts(known, 0, 0), []
    unknown = (
        sum(1 for seen in reading.observations if resolved.ids[seen[0]] is None)
        if resolved.unknown or resolved.left_out
        else 0
    )
    stored = (
        {
            (row["place_id"], row["indicator"], row["period"]): row
            for row in targets.list_targets(ws.db)
        }
        if reading.targets
        else {}
    )
    new, changed, unchanged = counts.new + unknown, counts.changed, counts.unchanged
    changes = list(changes)
    for target in reading.targets:
        place = resolved.ids[target.place]
        old = stored.get((place, target.indicator, target.period)) if place else None
        if old is None:
            new += 1
        elif old["value"] == target.value and old["document"] == target.document:
            unchanged += 1
        else:
            changed += 1
            changes.append(
                ValueChange(
                    place or 0, target.indicator, target.period, old["value"], target.value,
                    target.sheet, target.cell, old["file"] or "", old["cell"],
                )
            )  # fmt: skip
    return Counts(new, changed, unchanged), tuple(changes)


def _may_be_stored(ws: Workspace, reading: FileReading) -> bool:
    spans = {seen[2] for seen in reading.observations}
    for daily in (False, True):
        part = sorted(span for span in spans if (span.count("-") == 2) is daily)
        if part and observations.any_between(ws.db, part[0], part[-1], daily=daily):
            return True
    return False


def _compare_incidents(
    ws: Workspace, reading: FileReading, resolved: Resolved
) -> tuple[list[SeenIncident], list[tuple[int, SeenIncident]]]:
    """A register is kept on and imported again: what is on record is not counted twice."""
    fresh: list[SeenIncident] = []
    decided: list[tuple[int, SeenIncident]] = []
    if not reading.incidents:
        return fresh, decided
    on_record = {
        (known.place, known.kind, known.day, known.subject, known.title): known
        for known in incidents.load_incidents(ws.db)
    }
    for seen in reading.incidents:
        place = resolved.ids[seen.place]
        known = on_record.get((place or 0, seen.kind, seen.day, seen.subject, seen.title))
        if known is None:
            fresh.append(seen)
        elif known.confirmed is None and seen.confirmed is not None:
            decided.append((known.id, seen))
    return fresh, decided


def _effect(found: ImportPreview) -> str:
    reading, counts = found.reading, found.counts
    parts = [f"新增 {counts.new} 个值", f"更新 {counts.changed} 个值"]
    parts.append(f"其余 {counts.unchanged} 个值与库中一致")
    text = "，".join(parts) + "。"
    if reading.incidents:
        kept = len(reading.incidents) - len(found.new_incidents) - len(found.decided_incidents)
        text += (
            f"新增 {len(found.new_incidents)} 件事项，更新认定 {len(found.decided_incidents)} 件，"
        )
        text += f"已登记 {kept} 件。"
    spans = {seen.period for seen in reading.observations} | {t.period for t in reading.targets}
    days = [Period.parse(span) for span in spans]
    if days:
        last = max(days, key=lambda period: (period.end, -period.start.toordinal()))
        text += (
            f"入库后重新研判，最近一期为{last.label()}，涉及 {len(reading.places)} 个单位或断面。"
        )
    return text


# -- store --------------------------------------------------------------------------------------
def commit(
    ws: Workspace,
    found: ImportPreview,
    *,
    add_places: bool = False,
    skip_bad_rows: bool = False,
    progress: Progress = ignore,
) -> Committed:
    """Store what was previewed as one batch: all of it or, on any error, nothing.

    Unknown places are registered if `add_places`; rows with errors are left out if
    `skip_bad_rows`; otherwise either of them is refused with a sentence.
    """
    skip = _bad_rows(found) if skip_bad_rows else set()
    _check(found, add_places=add_places, skip_bad_rows=skip_bad_rows)
    progress("保存原始文件", 0, 3)
    archive.keep(ws.folders.archive, found.path, found.sha256)
    backup.make(ws.db, ws.folders.backups, backup.Reason.IMPORT, ws.clock())
    progress("写入数据", 1, 3)
    at = ws.now()
    with ws.transaction():
        added = _register(ws, found) if add_places else ()
        batch = observations.create_batch(
            ws.db,
            file_name=found.file,
            sha256=found.sha256,
            layout="、".join(dict.fromkeys(t.layout for t in found.tables if t.layout)),
            imported_by=ws.person,
            imported_at=at,
            report=_report(found, skip, added),
        )
        ids = found.resolved.ids
        stored = observations.insert_observations(ws.db, batch, _rows(found.reading, ids, skip))
        progress("写入数据", 2, 3)
        set_targets = _store_targets(ws, found, batch, skip, at)
        logged = _store_incidents(ws, found, batch, skip, at)
        _store_corrections(ws, found, batch, at)
    progress("导入完成", 3, 3)
    return Committed(batch, stored, set_targets, logged, added, len(skip))


def _check(found: ImportPreview, *, add_places: bool, skip_bad_rows: bool) -> None:
    if found.errors and not skip_bad_rows:
        first = found.errors[0]
        raise AppError(
            f"“{found.file}”有 {len(found.errors)} 处错误，例如{first.cell}：{first.message}",
            kept=NOTHING,
            hint="请更正后再导入，或选择跳过有错误的行。",
        )
    ambiguous = [place for place in found.unknown_places if place.candidates]
    if ambiguous or (found.unknown_places and not add_places):
        raise AppError(
            f"“{found.file}”中有未登记或不能确定的单位："
            f"{names_of(ambiguous or found.unknown_places)}。",
            kept=NOTHING,
            hint="请选定它们是哪个单位，或选择登记为新单位。",
        )
    if not found.has_content:
        raise AppError(f"“{found.file}”中没有可以入库的数据。", kept=NOTHING)


def _bad_rows(found: ImportPreview) -> set[tuple[str, str]]:
    """(sheet, row number) of every row that holds an error."""
    return {(problem.sheet, _row_of(problem.cell)) for problem in found.errors if problem.cell}


def _row_of(cell: str) -> str:
    return re.sub(r"^[A-Z]+", "", cell)


def _register(ws: Workspace, found: ImportPreview) -> tuple[str, ...]:
    """Register the unknown names; the preview's ids are completed on the way."""
    names = registry.place_names(ws)
    resolved = found.resolved
    added = []
    units = {PlaceKind.COUNTY, PlaceKind.ZONE, PlaceKind.DEPARTMENT, PlaceKind.PEER}
    for wave in (True, False):  # a section's county may be new as well
        part = {i: u for i, u in resolved.unknown.items() if (u.kind in units) is wave}
        if wave is False and part:
            names = registry.place_names(ws)
        made: dict[tuple[object, ...], int] = {}
        for index, place in to_register(part, names):
            key = (place.name, place.kind, place.parent, place.river)
            if key not in made:
                (made[key],) = registry.register(ws, [place])
                added.append(place.name)
            resolved.ids[index] = made[key]
    resolved.unknown.clear()
    return tuple(added)


def _store_targets(
    ws: Workspace, found: ImportPreview, batch: int, skip: set[tuple[str, str]], at: datetime
) -> int:
    ids = found.resolved.ids
    on_record = (
        {
            (row["place_id"], row["indicator"], row["period"], row["value"], row["document"])
            for row in targets.list_targets(ws.db)
        }
        if found.reading.targets
        else set()
    )
    rows = []
    for target in found.reading.targets:
        place = ids[target.place]
        if place is None or (target.sheet, _row_of(target.cell)) in skip:
            continue
        key = (place, target.indicator, target.period, target.value, target.document)
        if key not in on_record:
            on_record.add(key)
            signed = target.signed_on.isoformat() if target.signed_on else None
            rows.append(targets.TargetRow(*key, signed, target.sheet, target.cell))
    return targets.insert_targets(ws.db, rows, batch_id=batch, by=ws.person, at=at) if rows else 0


def _store_incidents(
    ws: Workspace, found: ImportPreview, batch: int, skip: set[tuple[str, str]], at: datetime
) -> int:
    logged = 0
    for seen in found.new_incidents:
        place = found.resolved.ids[seen.place]
        if place is None or (seen.sheet, _row_of(seen.cell)) in skip:
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
    for incident, seen in found.decided_incidents:
        incidents.record_finding(
            ws.db,
            incident,
            confirmed=seen.confirmed,
            basis=f"导入自“{found.file}”{seen.cell}"
            + (f"；{seen.evidence}" if seen.evidence else ""),
            found_by=seen.found_by or ws.person,
            found_on=seen.found_on or at.date(),
            at=at,
        )
    return logged


def _store_corrections(ws: Workspace, found: ImportPreview, batch: int, at: datetime) -> None:
    rows = [
        (
            sheet,
            cell,
            original,
            found.corrections[sheet, cell].value,
            found.corrections[sheet, cell].basis,
        )
        for (sheet, cell), original in found.originals.items()
    ]
    if rows:
        observations.insert_corrections(ws.db, batch, rows, corrected_by=ws.person, corrected_at=at)


def _report(
    found: ImportPreview, skip: set[tuple[str, str]], added: Iterable[str]
) -> dict[str, Any]:
    return {
        "notes": found.reading.notes[:100],
        "problems": [
            [problem.severity.value, problem.sheet, problem.cell, problem.message]
            for problem in found.problems[:300]
        ],
        "tables": [
            {"sheet": t.sheet, "range": t.data_range, "values": t.values, "layout": t.layout}
            for t in found.tables
        ],
        "rows_skipped": len(skip),
        "places_added": list(added),
    }


# -- take back ----------------------------------------------------------------------------------
def withdraw(ws: Workspace, batch_id: int, reason: str) -> TakenBack:
    """Take a batch back, with the targets and incidents that came with it; all stays on record."""
    batch = observations.get_batch(ws.db, batch_id)
    if batch is None:
        raise AppError(
            f"没有第 {batch_id} 批导入。", kept="数据未改动。", hint="可先列出历次导入。"
        )
    if batch.withdrawn_at is not None:
        raise AppError(
            f"第 {batch_id} 批“{batch.file_name}”已于{batch.withdrawn_at:%Y-%m-%d %H:%M}撤销。",
            kept="数据未改动。",
        )
    backup.make(ws.db, ws.folders.backups, backup.Reason.IMPORT, ws.clock())
    with ws.transaction():
        values = observations.withdraw_batch(ws.db, batch_id, by=ws.person, why=reason, at=ws.now())
    return TakenBack(batch, values, values.targets, values.incidents)


# -- blank forms --------------------------------------------------------------------------------
def save_form(ws: Workspace, name: str, path: Path) -> Path:
    """Write one of the program's blank forms (`FORMS`), with this office's places to choose."""
    known = registry.list_places(ws, with_retired=False)
    kinds = [word.names[0] for word in _incident_words(ws)]
    write_form(name, path, catalogue=ws.library.catalogue, places=known, kinds=kinds)
    return path
