"""Look at a spreadsheet before anything of it is stored: what it says, what storing would do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.place import PlaceKind
from yuetan_desktop.domain.quality.standards import Standards
from yuetan_desktop.excel.filewords import FileWords, OfficeWords
from yuetan_desktop.excel.layout import read_layouts
from yuetan_desktop.excel.parse import read_file
from yuetan_desktop.excel.results import (
    AuditMark,
    ColumnReading,
    FileReading,
    IncidentWord,
    Problem,
    SeenIncident,
    Severity,
    TableReading,
)
from yuetan_desktop.excel.sheet import row_of
from yuetan_desktop.services import places as registry
from yuetan_desktop.services.importing import importaudits, importimpact, layouts
from yuetan_desktop.services.importing.importchecks import proposed_year, unit_doubts, year_question
from yuetan_desktop.services.importing.importimpact import Impact
from yuetan_desktop.services.importing.importlists import with_known_lists
from yuetan_desktop.services.importing.importplaces import Choices, Resolved, UnknownPlace, resolve
from yuetan_desktop.services.importing.importregisters import (
    Registers,
    compare_incidents,
    compare_targets,
)
from yuetan_desktop.services.importing.importvalues import (
    ChangedKey,
    FileValues,
    Mode,
    compare_values,
)
from yuetan_desktop.services.importing.layouts import SavedLayout
from yuetan_desktop.services.importing.said import NOTHING, Said
from yuetan_desktop.services.workspace import Progress, Workspace, ignore
from yuetan_desktop.store import observations
from yuetan_desktop.store.observations import Batch, Counts, ValueChange

__all__ = ["ColumnReading", "Problem", "Severity", "TableReading"]  # what a preview is made of

NO_IMPACT = Impact()


@dataclass(slots=True)
class ImportPreview:
    """What storing a file would do. Nothing is stored yet."""

    path: Path
    said: Said
    reading: FileReading
    resolved: Resolved
    already_imported: Batch | None
    counts: Counts
    changes: tuple[ValueChange, ...]
    new_incidents: list[SeenIncident]
    decided_incidents: list[tuple[int, SeenIncident]]  # on record as 待认定, decided in this file
    proposed_year: int | None = None  # what the one its dates lack probably is
    saved: dict[str, SavedLayout] = field(default_factory=dict)  # remembered of its tables
    impact: Impact = NO_IMPACT  # what a second version of a file touches
    audit_differs: bool = False  # the same file was stored with another word on its audit
    effect: str = ""

    @property
    def mode(self) -> Mode:
        return self.said.mode

    @property
    def file(self) -> str:
        return self.reading.file_name

    @property
    def sha256(self) -> str:
        return self.reading.sha256

    @property
    def registers(self) -> Registers:
        """The file's targets and events as they are stored."""
        reading, ids = self.reading, self.resolved.ids
        return Registers(self.file, reading, ids, self.new_incidents, self.decided_incidents)

    @property
    def tables(self) -> list[TableReading]:
        return self.reading.tables

    @property
    def marks(self) -> list[AuditMark]:
        """How far the values were audited and who monitors, as it is stored."""
        return importaudits.marks_of(self.reading.audits, self.said.monitoring)

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
    def may_skip_rows(self) -> bool:
        """Whether rows with errors can be left out. 替换该期 needs the whole file: what such a row
        says is unknown, and its old values must not go as if the file had them no longer."""
        return self.has_content and self.mode is not Mode.REPLACE

    @property
    def bad_rows(self) -> set[tuple[str, str]]:
        """(sheet, row number) of every row that holds an error, also where it is not told alone."""
        told = {(p.sheet, row_of(p.cell)) for p in self.errors if p.cell}
        return told | {(seen.sheet, row_of(seen.cell)) for seen in self.reading.doubled}

    @property
    def has_content(self) -> bool:
        reading = self.reading
        return reading.count_values() > 0 or bool(reading.targets or reading.incidents)

    @property
    def changes_anything(self) -> bool:
        changed = self.counts.changed if self.mode is not Mode.ADD else 0
        return bool(
            self.counts.new
            or changed
            or self.audit_differs
            or self.impact.gone
            or self.new_incidents
            or self.decided_incidents
        )


def preview(
    ws: Workspace, path: Path, said: Said = NOTHING, *, progress: Progress = ignore
) -> ImportPreview:
    """Read a file by what the clerk said of it and compare it with what is stored; writes nothing
    to the database."""
    reading = _read(ws, path, said, progress)
    resolved = _resolve(ws, reading, said.choices)
    asked_year = _ask_year(ws, reading)
    known = observations.batches_of_file(ws.db, reading.sha256)
    counts, changes, changed = _compare(ws, reading, resolved, progress)
    fresh, decided = compare_incidents(ws, reading, resolved.ids)
    found = ImportPreview(
        path,
        said,
        reading,
        resolved,
        known[0] if known else None,
        counts,
        changes,
        fresh,
        decided,
        asked_year,
    )
    _name_layouts(ws, found)
    if known:
        found.audit_differs = importaudits.differ(ws, known[0].id, found.marks)
    _weigh(ws, found, changed, progress)
    found.effect = _effect(found)
    progress("预览完成", 1, 1)
    return found


def _read(ws: Workspace, path: Path, said: Said, progress: Progress) -> FileReading:
    """The file alone, by what the office has and remembers."""
    library = ws.library
    office = OfficeWords(
        tuple(incident_words(ws)),
        tuple(read_layouts(library.folder / "layouts")),
        Standards(library.air_standards, library.water_standard),
    )
    of_file = FileWords(
        corrections={where: correction.value for where, correction in said.corrections.items()},
        mappings={**layouts.remembered(ws), **said.mappings},
        heads=said.heads,
        period=said.period,
        place=said.place,
        year=said.year,
        dust=said.monitoring.dust,
    )
    return read_file(path, library.catalogue, office, of_file, progress)


def _resolve(ws: Workspace, reading: FileReading, choices: Choices) -> Resolved:
    """Whose values these are; what is doubtful about it, or about when, is told with the rest."""
    catalogue = ws.library.catalogue
    resolved = resolve(reading, registry.place_names(ws), choices, catalogue)
    reading.observations = with_known_lists(ws, reading.observations, resolved.ids, catalogue)
    reading.problems.extend(_not_yet(ws, reading))
    units = registry.list_places(ws, {PlaceKind.COUNTY, PlaceKind.ZONE}, with_retired=False)
    reading.problems.extend(unit_doubts(reading, resolved, units))
    return resolved


def _ask_year(ws: Workspace, reading: FileReading) -> int | None:
    """The year that dates without one probably have; the clerk is asked for it."""
    if not reading.yearless:
        return None
    newest = _data_month(ws)
    year = proposed_year(reading, newest)
    if year is not None:
        reading.problems.append(year_question(reading, year, newest))
    return year


def _weigh(
    ws: Workspace, found: ImportPreview, changed: set[ChangedKey], progress: Progress
) -> None:
    """What the changes would touch; nothing is touched by a file that only adds."""
    if found.mode is Mode.REPLACE or (found.counts.changed and found.mode is Mode.UPDATE):
        values = FileValues(found.reading, found.resolved.ids)
        found.impact = importimpact.of_storing(
            ws, changed, values, found.registers, found.mode, progress=progress
        )


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
    for span, seen in sorted(reading.periods().items()):
        period = Period.parse(span)
        if period.start > today:
            message = f"{period.label()}还没有到，却已有数据，请核对年份。"
            yield Problem(Severity.WARNING, seen.sheet, seen.cell, message)


def _data_month(ws: Workspace) -> Period:
    """The newest month of which something is stored; where nothing is, the one that runs."""
    newest, today = observations.latest_month(ws.db), ws.today()
    return Period.parse(newest) if newest else Period.month(today.year, today.month)


def incident_words(ws: Workspace) -> list[IncidentWord]:
    kinds: dict[str, IncidentWord] = {}
    for regulation in ws.library.regulations:
        for kind in regulation.incident_kinds.values():
            kinds[kind.key] = IncidentWord(
                kind.key, (kind.name, *kind.aliases), kind.needs_evidence, kind.needs_basis
            )
    return list(kinds.values())


def _compare(
    ws: Workspace, reading: FileReading, resolved: Resolved, progress: Progress
) -> tuple[Counts, tuple[ValueChange, ...], set[ChangedKey]]:
    """How the file compares with what is in force, the first changes, the keys of all of them."""
    changed: set[ChangedKey] = set()
    if _may_be_stored(ws, reading):
        values = FileValues(reading, resolved.ids)
        counts, changes, changed = compare_values(ws, values, progress)
        unknown = (
            sum(1 for seen in reading.values() if resolved.ids[seen[0]] is None)
            if resolved.unknown or resolved.left_out
            else 0
        )
    else:  # the first import of a year of days need not be compared with nothing
        counts, changes, unknown = Counts(reading.count_values(), 0, 0), [], 0
    of_targets, target_changes = compare_targets(ws, reading, resolved.ids)
    return (
        Counts(
            counts.new + unknown + of_targets.new,
            counts.changed + of_targets.changed,
            counts.unchanged + of_targets.unchanged,
        ),
        (*changes, *target_changes),
        changed | {importimpact.key_of(change) for change in target_changes},
    )


def _may_be_stored(ws: Workspace, reading: FileReading) -> bool:
    spans = reading.periods()
    for daily in (False, True):
        part = sorted(span for span in spans if (span.count("-") == 2) is daily)
        if part and observations.any_between(ws.db, part[0], part[-1], daily=daily):
            return True
    return False


def _effect(found: ImportPreview) -> str:
    reading, counts = found.reading, found.counts
    if found.mode is Mode.ADD:
        known = counts.changed + counts.unchanged
        parts = [f"新增 {counts.new} 个值", f"库中已有的 {known} 个值不动"]
    else:
        parts = [f"新增 {counts.new} 个值", f"更新 {counts.changed} 个值"]
        parts.append(f"其余 {counts.unchanged} 个值与库中一致")
    if found.mode is Mode.REPLACE:
        parts.append(found.impact.gone_words)
    text = "，".join(parts) + "。" + importaudits.effect_words(found.marks)
    if reading.incidents:
        kept = len(reading.incidents) - len(found.new_incidents) - len(found.decided_incidents)
        text += (
            f"新增 {len(found.new_incidents)} 件事项，更新认定 {len(found.decided_incidents)} 件，"
        )
        text += f"已登记 {kept} 件。"
    spans = reading.periods().keys() | {target.period for target in reading.targets}
    days = [Period.parse(span) for span in spans]
    if days:
        last = max(days, key=lambda period: (period.end, -period.start.toordinal()))
        text += (
            f"入库后重新研判，最近一期为{last.label()}，涉及 {len(reading.places)} 个单位或断面。"
        )
    return text


# Of the files a folder is read for; a single file is read whatever its name says.
