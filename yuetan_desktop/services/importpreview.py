"""Look at a spreadsheet before anything of it is stored: what it says, what storing would do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.place import PlaceKind
from yuetan_desktop.domain.standards import Standards
from yuetan_desktop.excel.layout import read_layouts
from yuetan_desktop.excel.parse import HeadRows, read_file
from yuetan_desktop.excel.results import (
    FileReading,
    IncidentWord,
    Problem,
    SeenIncident,
    Severity,
    TableReading,
)
from yuetan_desktop.services import importimpact, layouts
from yuetan_desktop.services import places as registry
from yuetan_desktop.services.importchecks import unit_doubts
from yuetan_desktop.services.importimpact import Impact
from yuetan_desktop.services.importlists import with_known_lists
from yuetan_desktop.services.importplaces import Choices, Resolved, UnknownPlace, resolve
from yuetan_desktop.services.importvalues import Mode
from yuetan_desktop.services.layouts import Mappings, SavedLayout
from yuetan_desktop.services.workspace import Progress, Workspace, ignore
from yuetan_desktop.store import incidents, observations, targets
from yuetan_desktop.store.observations import Batch, Counts, ValueChange

NO_IMPACT = Impact()


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
    choices: Choices = field(default_factory=dict)  # what unknown names mean
    mappings: Mappings = field(default_factory=dict)  # said by the clerk about this file
    saved: dict[str, SavedLayout] = field(default_factory=dict)  # remembered of its tables
    heads: HeadRows = field(default_factory=dict)  # sheets whose head the clerk showed
    period: Period | None = None  # given where the file does not say when
    mode: Mode = Mode.UPDATE
    impact: Impact = NO_IMPACT  # what a second version of a file touches
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
        return {(p.sheet, row_of(p.cell)) for p in self.errors if p.cell}

    @property
    def can_commit(self) -> bool:
        return not self.errors and not self.resolved.unknown and self.has_content

    @property
    def has_content(self) -> bool:
        reading = self.reading
        return bool(reading.observations or reading.targets or reading.incidents)

    @property
    def changes_anything(self) -> bool:
        changed = self.counts.changed if self.mode is not Mode.ADD else 0
        return bool(
            self.counts.new
            or changed
            or self.impact.removed
            or self.new_incidents
            or self.decided_incidents
        )


def preview(
    ws: Workspace,
    path: Path,
    *,
    corrections: Corrections | None = None,
    choices: Choices | None = None,
    mappings: Mappings | None = None,
    heads: HeadRows | None = None,
    period: Period | None = None,
    mode: Mode = Mode.UPDATE,
    progress: Progress = ignore,
) -> ImportPreview:
    """Read a file and compare it with what is stored; writes nothing to the database.

    `choices` say what unknown names mean, `mappings` what columns are (they go before what is
    remembered of a layout), `heads` where a sheet's head stands, `period` helps where the file
    does not say when, `mode` says what becomes of values that are stored already.
    """
    corrections = corrections or {}
    library = ws.library
    known_forms = layouts.remembered(ws)
    reading = read_file(
        path,
        library.catalogue,
        kinds=incident_words(ws),
        layouts=read_layouts(library.folder / "layouts"),
        corrections={where: correction.value for where, correction in corrections.items()},
        mappings={**known_forms, **(mappings or {})},
        heads=heads,
        standards=Standards(library.air_standards, library.water_standard),
        period=period,
        tick=progress,
    )
    resolved = resolve(reading, registry.place_names(ws), choices or {}, library.catalogue)
    reading.observations = with_known_lists(
        ws, reading.observations, resolved.ids, library.catalogue
    )
    reading.problems.extend(_not_yet(ws, reading))
    units = registry.list_places(ws, {PlaceKind.COUNTY, PlaceKind.ZONE}, with_retired=False)
    reading.problems.extend(unit_doubts(reading, resolved, units))
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
        choices or {},
        mappings or {},
    )
    _name_layouts(ws, found)
    found.period, found.mode, found.heads = period, mode, heads or {}
    if mode is Mode.REPLACE or (counts.changed and mode is Mode.UPDATE):
        progress("看看会牵动什么", 0, 0)
        rows = list(stored_rows(reading, resolved.ids, set()))
        found.impact = importimpact.of_storing(ws, changes, rows, mode)
    found.effect = _effect(found)
    progress("预览完成", 1, 1)
    return found


def _name_layouts(ws: Workspace, found: ImportPreview) -> None:
    """The office's own names of layouts go before those of the known forms."""
    saved = {layout.fingerprint: layout for layout in layouts.list_layouts(ws)}
    for table in (*found.tables, *found.reading.unread):
        layout = saved.get(table.fingerprint)
        if layout is not None:
            found.saved[table.fingerprint] = layout
            table.layout = layout.name or table.layout


def _not_yet(ws: Workspace, reading: FileReading) -> Iterator[Problem]:
    """Values of a period that has not begun: most often a wrong year."""
    today = ws.today()
    spans = {seen.period: seen for seen in reversed(reading.observations)}
    for span, seen in sorted(spans.items()):
        period = Period.parse(span)
        if period.start > today:
            message = f"{period.label()}还没有到，却已有数据，请核对年份。"
            yield Problem(Severity.WARNING, seen.sheet, seen.cell, message)


def incident_words(ws: Workspace) -> list[IncidentWord]:
    kinds: dict[str, IncidentWord] = {}
    for regulation in ws.library.regulations:
        for kind in regulation.incident_kinds.values():
            kinds[kind.key] = IncidentWord(kind.key, (kind.name, *kind.aliases))
    return list(kinds.values())


def stored_rows(
    reading: FileReading, ids: list[int | None], skip: set[tuple[str, str]]
) -> Iterator[Any]:
    """Observations with their place's id, without those of unknown places and of skipped rows."""
    if not skip and None not in ids:
        for seen in reading.observations:
            yield (ids[seen[0]], *seen[1:])
        return
    for seen in reading.observations:
        place = ids[seen[0]]
        if place is not None and not (skip and (seen.sheet, row_of(seen.cell)) in skip):
            yield (place, *seen[1:])


def _compare(
    ws: Workspace, reading: FileReading, resolved: Resolved
) -> tuple[Counts, tuple[ValueChange, ...]]:
    if _may_be_stored(ws, reading):
        observations.stage(ws.db, stored_rows(reading, resolved.ids, set()))
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
    if found.mode is Mode.ADD:
        known = counts.changed + counts.unchanged
        parts = [f"新增 {counts.new} 个值", f"库中已有的 {known} 个值不动"]
    else:
        parts = [f"新增 {counts.new} 个值", f"更新 {counts.changed} 个值"]
        parts.append(f"其余 {counts.unchanged} 个值与库中一致")
    if found.mode is Mode.REPLACE:
        parts.append(f"撤下本文件没有的 {len(found.impact.removed)} 个值")
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


def row_of(cell: str) -> str:
    """C5 → 5."""
    return re.sub(r"^[A-Z]+", "", cell)


# Of the files a folder is read for; a single file is read whatever its name says.
SUFFIXES = {
    ".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".tsv", ".et", ".html", ".htm",
}  # fmt: skip


def spreadsheets_in(folder: Path) -> list[Path]:
    """The spreadsheets of a folder by name, without the lock files that WPS and Excel leave."""
    return sorted(
        file
        for file in folder.iterdir()
        if file.is_file()
        and file.suffix.lower() in SUFFIXES
        and not file.name.startswith((".", "~$"))
    )
