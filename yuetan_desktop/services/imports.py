"""Import of spreadsheets: look (`preview`), store (`commit`), take back (`withdraw`)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.place import PlaceKind
from yuetan_desktop.errors import AppError
from yuetan_desktop.excel.books.forms import FORMS, write_form
from yuetan_desktop.services import assessing
from yuetan_desktop.services import places as registry
from yuetan_desktop.services.importing import importaudits, layouts
from yuetan_desktop.services.importing.importplaces import (
    names_of,
    to_learn,
    to_register,
)
from yuetan_desktop.services.importing.importpreview import (
    ImportPreview,
    incident_words,
)
from yuetan_desktop.services.importing.importregisters import (
    retire_registers,
    store_incidents,
    store_targets,
)
from yuetan_desktop.services.importing.importvalues import FileValues, Mode, left_out, store_values
from yuetan_desktop.services.workspace import Progress, Workspace, ignore
from yuetan_desktop.store import archive, backup, observations, places
from yuetan_desktop.store.replacing import retire

__all__ = ["FORMS"]

NOTHING = "没有导入任何数据。"


@dataclass(frozen=True, slots=True)
class Committed:
    """What was stored."""

    batch: int
    stored: int
    targets: int
    incidents: int
    places_added: tuple[str, ...]
    rows_skipped: int
    aliases: tuple[str, ...] = ()  # names that are known from now on
    removed: int = 0  # values, targets and events out of force, as the file has them no longer


def month_to_look_at(ws: Workspace, found: Iterable[ImportPreview]) -> Period:
    """Where the result of stored files is seen: the last month they have values of; else, of
    targets and events alone, the newest month with data."""
    ends = [Period.parse(span).end for one in found for span in one.reading.periods()]
    if not ends:
        return assessing.newest_month(ws)
    return Period.month(max(ends).year, max(ends).month)


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
    _check(found, add_places=add_places, skip_bad_rows=skip_bad_rows)
    progress("保存原始文件", 0, 3)
    archive.keep(ws.folders.archive, found.path, found.sha256)
    backup.make(ws.db, ws.folders.backups, backup.Reason.IMPORT, ws.clock())
    progress("写入数据", 1, 3)
    return store(ws, found, add_places=add_places, skip_bad_rows=skip_bad_rows, progress=progress)


def store(
    ws: Workspace,
    found: ImportPreview,
    *,
    add_places: bool = False,
    skip_bad_rows: bool = False,
    progress: Progress = ignore,
) -> Committed:
    """What `commit` writes to the database, without archive and backup: for a run of many files,
    which has one backup and one transaction around them all."""
    _check(found, add_places=add_places, skip_bad_rows=skip_bad_rows)
    skip = found.bad_rows if skip_bad_rows else set()
    at = ws.now()
    with ws.transaction():
        added = _register(ws, found) if add_places else ()
        aliases = _learn(ws, found)
        batch = observations.create_batch(
            ws.db,
            file_name=found.file,
            sha256=found.sha256,
            layout="、".join(dict.fromkeys(t.layout for t in found.tables if t.layout)),
            imported_by=ws.person,
            imported_at=at,
            report=_report(found, skip, added, aliases),
        )
        values = FileValues(found.reading, found.resolved.ids, skip)
        removed = left_out(ws, values) if found.mode is Mode.REPLACE else []
        stored = store_values(ws, batch, values, found.mode)
        importaudits.store(ws, batch, found.marks)
        retire(ws.db, batch, removed)
        progress("写入数据", 2, 3)
        registers = found.registers
        set_targets = store_targets(ws, batch, registers, skip=skip, mode=found.mode, at=at)
        logged = store_incidents(ws, batch, registers, skip=skip, at=at)
        retired = retire_registers(ws, batch, registers, found.mode)
        _store_corrections(ws, found, batch, at)
        layouts.remember(ws, found.tables, found.said.mappings, found.said.heads)
        progress("写入数据", 3, 3)  # the last moment to cancel: afterwards it is stored
    gone = len(removed) + len(retired.targets) + len(retired.incidents)
    return Committed(batch, stored, set_targets, logged, added, len(skip), aliases, gone)


def _check(found: ImportPreview, *, add_places: bool, skip_bad_rows: bool) -> None:
    if found.errors and not skip_bad_rows:
        first = found.errors[0]
        raise AppError(
            f"“{found.file}”有 {len(found.errors)} 处错误，例如{first.cell}：{first.message}",
            kept=NOTHING,
            hint="请更正后再导入，或选择跳过有错误的行。",
        )
    if found.errors and found.mode is Mode.REPLACE:
        raise AppError(
            f"“{found.file}”有 {len(found.errors)} 处错误，“替换该期”须整份读懂，不能跳行。",
            kept=NOTHING,
            hint="请更正错误，或改用“新增并更新”再跳过有错误的行。",
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


def _learn(ws: Workspace, found: ImportPreview) -> tuple[str, ...]:
    """Names that the clerk said to mean a place are aliases of it from now on, codes too."""
    names = registry.place_names(ws)
    taught = to_learn(found.reading, found.resolved, found.said.choices, names)
    for place, alias in taught:
        places.add_alias(ws.db, place, alias)
    return tuple(alias for _, alias in taught)


def _store_corrections(ws: Workspace, found: ImportPreview, batch: int, at: datetime) -> None:
    rows = []
    for (sheet, cell), original in found.originals.items():
        correction = found.said.corrections[sheet, cell]
        rows.append((sheet, cell, original, correction.value, correction.basis))
    if rows:
        observations.insert_corrections(ws.db, batch, rows, corrected_by=ws.person, corrected_at=at)


def _report(
    found: ImportPreview,
    skip: set[tuple[str, str]],
    added: Iterable[str],
    aliases: Iterable[str],
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
        "aliases": list(aliases),
        "mode": found.mode.value,
        "targets": len(found.reading.targets),
        "incidents": len(found.reading.incidents),
        "impact": found.impact.as_json(),
    }


# -- blank forms --------------------------------------------------------------------------------
def save_form(ws: Workspace, name: str, path: Path) -> Path:
    """Write one of the program's blank forms (`FORMS`), with this office's places to choose."""
    known = registry.list_places(ws, with_retired=False)
    kinds = [word.names[0] for word in incident_words(ws)]
    write_form(name, path, catalogue=ws.library.catalogue, places=known, kinds=kinds)
    return path
