"""Registers of events (事项): one incident a row."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from yuetan_desktop.domain.period import Period
from yuetan_desktop.excel.cells.celltimes import cell_when
from yuetan_desktop.excel.cells.listed import listed_names
from yuetan_desktop.excel.cells.placenames import place_name
from yuetan_desktop.excel.cells.values import is_missing
from yuetan_desktop.excel.recognition.column import Meaning
from yuetan_desktop.excel.recognition.periods import When
from yuetan_desktop.excel.recognition.table import Table
from yuetan_desktop.excel.recognition.unused import taken_for
from yuetan_desktop.excel.results import (
    Covered,
    FileReading,
    IncidentWord,
    PlaceName,
    Problem,
    SeenIncident,
    Severity,
)
from yuetan_desktop.excel.sheet import as_text, plain

_YES = {"是", "已认定", "属实", "√", "y", "yes", "1", "认定", "对"}
_NO = {"否", "不认定", "不属实", "×", "n", "no", "0", "排除", "不是", "不予认定"}
_OPEN = {"", "待认定", "未认定", "待定", "/", "-", "待核实", "待核"}


def take_kinds(table: Table, kinds: Iterable[IncidentWord]) -> None:
    """A column whose cells name kinds of events tells them, whatever its head says: 事项, 类别. A
    register of something else (complaints) tells none of them."""
    known = {plain(name) for kind in kinds for name in kind.names}
    block = table.block
    if table.is_register:
        told = map(plain, map(as_text, table.cells(table.keys[Meaning.KIND])))
        if not any(cell in known for cell in told) and taken_for(block.sheet):
            del table.keys[Meaning.KIND]  # 问题类别 of complaints
        return
    if table.values or table.place is None or not table.periods:
        return
    for c, column in zip(block.column_range(), block.columns, strict=True):
        if column.meaning not in (Meaning.TITLE, Meaning.IGNORED, Meaning.UNKNOWN):
            continue
        cells = [plain(as_text(value)) for value in table.cells(c)]
        if cells and 2 * sum(cell in known for cell in cells) > len(cells):
            block.columns[c - block.first] = replace(column, meaning=Meaning.KIND)
            if table.keys.get(column.meaning) == c:
                del table.keys[column.meaning]
            table.keys[Meaning.KIND] = c
            return


class RegisterReader:
    """Reads a register of events into `into.incidents`; what a row lacks becomes a problem at its
    cell."""

    def __init__(
        self,
        table: Table,
        kinds: Iterable[IncidentWord],
        into: FileReading,
        place_index: Callable[[PlaceName, str, str], int],
    ) -> None:
        self.table = table
        self.sheet = table.block.sheet
        self.into = into
        self.place_index = place_index
        self.kinds = {plain(name): kind for kind in kinds for name in kind.names}

    def read(self) -> None:
        before = len(self.into.incidents)
        for row in self.table.block.data:
            line = self.sheet.rows[row]
            filled = [c for c, v in enumerate(line) if v not in ("", None)]
            if len(filled) < 3:
                if filled and len(self.table.block.notes) < 60:
                    self.table.block.notes.append(as_text(line[filled[0]]))
                continue
            self._row(row)
        self._cover(self.into.incidents[before:])

    def _cover(self, found: list[SeenIncident]) -> None:
        """Of each kind the months from its first to its last day, or the time the title says."""
        days: dict[str, list[date]] = {}
        for seen in found:
            days.setdefault(seen.kind, []).append(seen.day)
        when = self.table.when
        said = None if when.impossible_day() else when.period()
        for kind, of_kind in days.items():
            first, last = min(of_kind), max(of_kind)
            start = Period.month(first.year, first.month).start
            end = Period.month(last.year, last.month).end
            if said is not None:
                start, end = min(start, said.start), max(end, said.end)
            self.into.covered.append(Covered(kind, start, end))

    def _row(self, row: int) -> None:
        table, keys = self.table, self.table.keys
        kind_at = keys[Meaning.KIND]
        kind = self.kinds.get(plain(self._text(row, kind_at)))
        if kind is None:
            self._error(row, kind_at, self._unknown_kind(self._text(row, kind_at)))
            return
        place = self._text(row, table.place)
        if table.place is None or not place or is_missing(plain(place)):
            self._error(row, table.place, "没有写责任单位，这一行未读取。")
            return
        at = table.periods[0] if table.periods else None
        day = self._day(row, at)
        if day is None:
            self._error(row, at, f"日期“{self._text(row, at)}”看不出是哪一天，这一行未读取。")
            self._ask_year(row, at)
            return
        if kind.needs_basis and not self._text(row, keys.get(Meaning.DOCUMENT)):
            said = f"“{kind.names[0]}”须在文号栏写明法律法规或政策依据，这一行未读取。"
            self._error(row, keys.get(Meaning.DOCUMENT, kind_at), said)
            return
        found_on = self._day(row, keys.get(Meaning.FOUND_ON))
        found = self._found(row, keys.get(Meaning.FOUND))
        if found and kind.needs_evidence and (lacking := self._lacking(row)):
            words = f"认定为“是”而没有写{'、'.join(lacking)}，按待认定读取；请补齐后再次导入。"
            self._say(Severity.WARNING, row, keys[Meaning.FOUND], words)
            found = None
        units = listed_names(plain(place))
        if units:
            words = f"涉及{len(units)}个单位（{'、'.join(units)}），各登记一件。"
            self._say(Severity.HINT, row, table.place, words)
        for unit in units or (place,):
            name = PlaceName(place_name(unit), table.role)
            self.into.incidents.append(
                SeenIncident(
                    self.place_index(name, self.sheet.name, self.sheet.cell(row, table.place)),
                    kind.key,
                    day,
                    self._text(row, keys.get(Meaning.TITLE)),
                    self._text(row, keys.get(Meaning.SUBJECT)),
                    self._text(row, keys.get(Meaning.DOCUMENT)),
                    found,
                    self._text(row, keys.get(Meaning.FOUND_BY)),
                    found_on,
                    self._text(row, keys.get(Meaning.EVIDENCE)),
                    self.sheet.name,
                    self.sheet.cell(row, kind_at),
                )
            )

    def _unknown_kind(self, written: str) -> str:
        known = "、".join(list(self.kinds)[:6])
        said = f"事项类别“{written}”不在办法的事项目录中（如：{known}……）"
        return (said if written else "没有写事项类别") + "，这一行未读取。"

    def _lacking(self, row: int) -> list[str]:
        """What a finding stands on and this row does not say: a named person and a proof."""
        keys = self.table.keys
        proofs = (Meaning.EVIDENCE, Meaning.DOCUMENT)
        proven = any(self._text(row, keys.get(proof)) for proof in proofs)
        person = self._text(row, keys.get(Meaning.FOUND_BY))
        return [name for name, said in (("认定人", person), ("佐证", proven)) if not said]

    def _text(self, row: int, column: int | None) -> str:
        if column is None:
            return ""
        line = self.sheet.rows[row]
        return as_text(line[column]).strip() if column < len(line) else ""

    def _day(self, row: int, column: int | None) -> date | None:
        if column is None:
            return None
        line = self.sheet.rows[row]
        value = line[column] if column < len(line) else ""
        when = cell_when(value, "日期")
        when = when.over(self.table.when) if when else When()
        if when.day is None or when.year is None or when.first is None or when.impossible_day():
            return None
        return date(when.year, when.first, when.day)

    def _ask_year(self, row: int, column: int | None) -> None:
        """A day of which only the year is missing, which can be said."""
        when = cell_when(self._text(row, column), "日期") or When()
        year = when.year or self.table.when.year
        if column is not None and year is None and when.first is not None and when.day is not None:
            cell = self.sheet.cell(row, column)
            self.into.yearless.append((self.sheet.name, cell, when.first))

    def _found(self, row: int, column: int | None) -> bool | None:
        """What a person has found; unreadable words stay open, never “found”."""
        if column is None:
            return None
        text = plain(self._text(row, column)).lower()
        if text in _YES:
            return True
        if text in _NO:
            return False
        if text not in _OPEN:
            self._say(
                Severity.WARNING, row, column, f"认定“{text}”看不懂，按“待认定”记录。", "待认定"
            )
        return None

    def _error(self, row: int, column: int | None, message: str) -> None:
        self._say(Severity.ERROR, row, column, message)

    def _say(
        self, severity: Severity, row: int, column: int | None, message: str, proposal: str = ""
    ) -> None:
        cell = self.sheet.cell(row, column if column is not None else self.table.block.first)
        self.into.problems.append(Problem(severity, self.sheet.name, cell, message, proposal))
