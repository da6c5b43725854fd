"""A file to everything it says: tables, values, targets, incidents, doubts."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from yuetan_desktop.domain.indicator import Catalogue
from yuetan_desktop.errors import AppError
from yuetan_desktop.excel.cells.classdays import ClassDaysReader, Group, take_class_days
from yuetan_desktop.excel.cells.corrections import correct
from yuetan_desktop.excel.cells.listedcells import ListedReader, take_listed
from yuetan_desktop.excel.cells.placenames import place_name
from yuetan_desktop.excel.checking.checks import check, complete_lists
from yuetan_desktop.excel.circulars import CircularReader, circular_kind
from yuetan_desktop.excel.files.waiting import wait_for
from yuetan_desktop.excel.filewords import NO_OFFICE, NOTHING_SAID, FileWords, OfficeWords
from yuetan_desktop.excel.pastcases import is_past_cases
from yuetan_desktop.excel.reader import read_bytes, read_workbook, refuse_secrets
from yuetan_desktop.excel.recognition.auditmarks import audit_marks
from yuetan_desktop.excel.recognition.block import Block
from yuetan_desktop.excel.recognition.column import Column
from yuetan_desktop.excel.recognition.columns import Vocabulary
from yuetan_desktop.excel.recognition.elsewhere import Elsewhere, look_around
from yuetan_desktop.excel.recognition.headless import HEADLESS, beside_tables, has_values, headless
from yuetan_desktop.excel.recognition.labelrows import by_labels
from yuetan_desktop.excel.recognition.mapping import (
    apply_choices,
    fingerprint,
    form_of,
)
from yuetan_desktop.excel.recognition.periods import when_of
from yuetan_desktop.excel.recognition.resolve import resolve
from yuetan_desktop.excel.recognition.spanheads import under_spans
from yuetan_desktop.excel.recognition.table import Table
from yuetan_desktop.excel.recognition.tables import find_blocks, possible_heads
from yuetan_desktop.excel.recognition.unused import (
    taken_for,
    tell_nothing,
    tell_unused,
)
from yuetan_desktop.excel.recognition.wallcalendar import find_calendar, read_calendar
from yuetan_desktop.excel.registers import RegisterReader, take_kinds
from yuetan_desktop.excel.results import (
    FileReading,
    Grid,
    IncidentWord,
    PlaceName,
    Problem,
    Severity,
)
from yuetan_desktop.excel.sheet import Sheet, Workbook, as_text
from yuetan_desktop.excel.tablerows.quantityrows import QuantityReader, is_rank
from yuetan_desktop.excel.tablerows.rows import TableReader
from yuetan_desktop.excel.tablesread import column_doubts, destroyed, table_reading

Tick = Callable[[str, int, int], None]
SHOWN_ROWS = 3000
MAX_COLUMNS = 4000  # of a table; ten years of months by thirty indicators
_INSTRUCTIONS = ("填表说明", "说明", "选项", "校验结果")  # of the program's own forms and answers


def read_file(
    path: Path,
    catalogue: Catalogue,
    office: OfficeWords = NO_OFFICE,
    said: FileWords = NOTHING_SAID,
    tick: Tick = lambda _text, _done, _total: None,
) -> FileReading:
    """Read a spreadsheet of any kind.

    Raises AppError when the file cannot be read at all; every lesser doubt is a Problem.
    """
    reading = FileReading(path.name, "", "")
    reader = _FileReader(reading, catalogue, office, said, tick)
    with collector_paused():
        reading.sha256, workbook = _open(path, tick)
        reading.kind = workbook.kind
        reading.notes.extend(workbook.notes)
        reading.problems.extend(Problem(Severity.WARNING, *doubt) for doubt in workbook.doubts)
        refuse_secrets(workbook, path.name)
        reading.originals = correct(workbook, said.corrections)
        reader.elsewhere = look_around(workbook, path)
        for sheet in workbook.sheets:
            reader.read_sheet(sheet)
            reading.grids[sheet.name] = _grid(sheet)
        tell_unused(reading, workbook)
        _nothing_found(reading, workbook)
        check(reading, catalogue, office.standards, lambda *done: tick("核对前后是否一致", *done))
    return reading


def _open(path: Path, tick: Tick) -> tuple[str, Workbook]:
    """The file's digest and its sheets; whoever cancels meanwhile does not wait for the end."""
    tick("打开文件", 0, 0)
    content = read_bytes(path)
    workbook = wait_for(lambda: read_workbook(content, path.name), lambda: tick("打开文件", 0, 0))
    return hashlib.sha256(content).hexdigest(), workbook


@contextmanager
def collector_paused() -> Iterator[None]:
    """A million cells have no cycles among them; the collector would walk through all of them
    again and again while they are made."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _said(reading: FileReading) -> int:
    """How many values, targets and events have been read."""
    return reading.count_values() + len(reading.targets) + len(reading.incidents)


def _grid(sheet: Sheet) -> Grid:
    rows = tuple(tuple(as_text(value) for value in row) for row in sheet.rows[:SHOWN_ROWS])
    return Grid(sheet.top, sheet.left, rows)


class _FileReader:
    def __init__(
        self,
        reading: FileReading,
        catalogue: Catalogue,
        office: OfficeWords,
        said: FileWords,
        tick: Tick,
    ) -> None:
        self.reading = reading
        self.catalogue = catalogue
        self.words = Vocabulary(catalogue)
        self.office = office
        self.said = said
        self.hint = when_of(said.period) if said.period else None
        self.place = place_name(said.place)
        self.tick = tick
        self.elsewhere = Elsewhere()
        self.places: dict[PlaceName, int] = {}

    def read_sheet(self, sheet: Sheet) -> None:
        if sheet.name in _INSTRUCTIONS or not sheet.rows or is_past_cases(sheet):
            return
        self.reading.problems.extend(destroyed(sheet))
        if sheet.width > MAX_COLUMNS and (cell := sheet.cut(MAX_COLUMNS)):
            words = f"这张表有{MAX_COLUMNS}列以上，从此格起的各列没有读取；请拆成几张表。"
            self.reading.problems.append(Problem(Severity.WARNING, sheet.name, cell, words))
        shown = self.said.heads.get(sheet.name)
        head = range(shown[0] - 1 - sheet.top, shown[1] - sheet.top) if shown else None
        weeks = find_calendar(sheet) if head is None else None
        if weeks is not None and self._read_calendar(weeks):
            return
        found = find_blocks(sheet, self.words, head)
        blocks = [part for block in found for part in under_spans(block, self.words) or [block]]
        if self._read_blocks(blocks):
            for part, titles in beside_tables(sheet, blocks):
                self._read_headless(part, titles)
        elif head is None:
            known = self._known_head(sheet)
            if known is not None:
                self.reading.unread = [t for t in self.reading.unread if t.sheet != sheet.name]
                self._read_blocks(find_blocks(sheet, self.words, known))
            elif not taken_for(sheet) and not any(
                table.sheet == sheet.name for table in self.reading.unread
            ):
                self._read_headless(sheet)

    def _read_calendar(self, weeks: Block) -> bool:
        before = _said(self.reading)
        table = self._resolved(weeks, self.elsewhere)
        if not read_calendar(table, self.reading, self.place_index):
            return False
        self.reading.problems.extend(table.problems)
        self.reading.tables.append(
            table_reading(table, self.office.layouts, _said(self.reading) - before)
        )
        return True

    def _resolved(self, block: Block, elsewhere: Elsewhere) -> Table:
        name = self.reading.file_name
        return resolve(block, self.words, name, self.hint, self.place, elsewhere, self.said.year)

    def _read_headless(self, sheet: Sheet, around: Sequence[str] = ()) -> None:
        """Tables without heads: offered for mapping, read once that has been done."""
        for block in headless(sheet, self.words, around):
            choices = self.said.mappings.get(form_of(block))
            if choices:
                apply_choices(block.columns, choices, self.catalogue)
                if has_values(block):
                    self._read_blocks([block])
                    continue
            if self._read_blocks(under_spans(block, self.words)):
                continue
            table = resolve(block, self.words, self.reading.file_name, self.hint, self.place)
            self.reading.unread.append(table_reading(table, self.office.layouts, 0))
            cell = sheet.cell(block.data.start, block.first)
            self.reading.problems.append(Problem(Severity.WARNING, sheet.name, cell, HEADLESS))

    def _known_head(self, sheet: Sheet) -> range | None:
        """The head of a form somebody showed before, where nothing is recognised by itself."""
        if not self.said.mappings:
            return None
        for rows, heads in possible_heads(sheet, self.words):
            if fingerprint(heads) in self.said.mappings:
                return rows
        return None

    def _read_blocks(self, blocks: list[Block]) -> bool:
        """Whether anything of them was read."""
        found = len(self.reading.tables)
        below = self.elsewhere.under(blocks[0].titles) if len(blocks) > 1 else self.elsewhere
        for block in by_labels(blocks, self.words, self.reading.problems):
            choices = self.said.mappings.get(form_of(block))
            if choices and not block.form:
                apply_choices(block.columns, choices, self.catalogue)
            first = block.head == blocks[0].head
            table = self._resolved(block, self.elsewhere if first else below)
            table.dust = self.said.dust
            take_kinds(table, self.office.kinds)
            circular = circular_kind(table, self.office.kinds)
            listed = {} if table.is_register or circular else take_listed(table, self.words)
            classes = [] if table.is_register or circular else take_class_days(table, self.words)
            if table.values or table.is_register or circular or listed or classes:
                self._read_table(table, circular, listed, classes)
            elif choices or len(block.columns) > 1:
                self.reading.unread.append(table_reading(table, self.office.layouts, 0))
        return len(self.reading.tables) > found

    def _read_table(
        self,
        table: Table,
        circular: IncidentWord | None,
        listed: dict[int, Column],
        classes: list[Group],
    ) -> None:
        reading, block = self.reading, table.block
        start = len(reading.observations)
        before = _said(reading)
        problems = len(reading.problems)
        missing = set_aside = 0
        if circular is not None:
            CircularReader(table, circular, reading, self.place_index).read()
        elif table.is_register:
            RegisterReader(table, self.office.kinds, reading, self.place_index).read()
        elif table.values:
            reader = TableReader if table.quantity is None else QuantityReader
            rows = reader(
                table,
                self.words,
                reading,
                self.place_index,
                lambda done, total: self.tick(f"读取“{block.sheet.name}”", done, total),
                self.office.standards,
            )
            rows.read()
            reading.audits.extend(audit_marks(table, reading.file_name))
            missing, set_aside = rows.missing, rows.set_aside
            around = (table.title, block.sheet.name, reading.file_name)
            named = table.quantity is not None or table.indicator is not None
            if named or any(is_rank(k) for k in table.values.values()):
                reading.observations[start:] = complete_lists(
                    reading.observations[start:], self.catalogue, around
                )
        if listed:
            ListedReader(table, listed, self.words, reading, self.place_index).read()
        if classes:
            ClassDaysReader(table, classes, self.words, reading, self.place_index).read()
        after = _said(reading)
        if after == before and len(reading.problems) == problems and not missing:
            return
        reading.problems.extend(table.problems)
        found = table_reading(table, self.office.layouts, after - before)
        found.missing, found.set_aside = missing, set_aside
        reading.tables.append(found)
        reading.notes.extend(note for note in block.notes if note and note not in reading.notes)
        reading.problems.extend(column_doubts(table))

    def place_index(self, name: PlaceName, sheet: str, cell: str) -> int:
        index = self.places.get(name)
        if index is None:
            index = self.places[name] = len(self.reading.places)
            self.reading.places.append(name)
            self.reading.place_cells.append((sheet, cell))
        return index


def _nothing_found(reading: FileReading, workbook: Workbook) -> None:
    if reading.tables or any(p.severity is Severity.ERROR for p in reading.problems):
        return
    if not any(any(v not in ("", None) for v in row) for s in workbook.sheets for row in s.rows):
        raise AppError(
            f"文件“{reading.file_name}”里没有内容。",
            kept="没有导入任何数据。",
            hint="请确认选对了文件；如果含有公式，请在 WPS 中打开并保存一次。",
        )
    tell_nothing(reading, workbook)
