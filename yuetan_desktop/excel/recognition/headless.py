"""Tables without a head: units and numbers, and nobody says of what. What the values look like is
proposed; nothing is read before a clerk has said what the columns are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from yuetan_desktop.domain.indicator import Quantity
from yuetan_desktop.excel.cells.celltimes import cell_when
from yuetan_desktop.excel.cells.values import looks_like_data, read_value
from yuetan_desktop.excel.recognition.block import Block
from yuetan_desktop.excel.recognition.column import Column, Meaning
from yuetan_desktop.excel.recognition.columns import Vocabulary
from yuetan_desktop.excel.recognition.mapping import timeless
from yuetan_desktop.excel.recognition.notesbelow import NOTE
from yuetan_desktop.excel.recognition.periods import find_when
from yuetan_desktop.excel.results import PlaceRole
from yuetan_desktop.excel.sheet import Sheet, as_text, is_blank, plain

HEADLESS = "从此格起像是一张没有表头的表，没有读取：请在字段匹配里指定各列是什么。"
_LONGEST_NAME = 16
_LEAST_ROWS = _LEAST_COLUMNS = 2
_LOOKED_AT = 200  # rows in which a column without a head is looked for
_SURE = 0.4  # of a proposal that only the values give
_ASK = "没有表头，请指定这一列是什么"


def headless(sheet: Sheet, words: Vocabulary, around: Sequence[str] = ()) -> list[Block]:
    """Every run of rows that hold a name and values, under no head; its columns proposed. A run
    without lines of words above it stands under those of the run before. `around`: the titles of
    the table it stands beside."""
    found: list[Block] = []
    titles: list[str] = []
    start = 0
    for data in _runs(sheet):
        above = [text for r in range(start, data.start) if (text := _line(sheet, r))]
        titles = above or titles
        if len(data) >= _LEAST_ROWS:
            found.append(_block(sheet, data, _with(around, titles), words))
        start = data.stop
    return found


def _with(around: Sequence[str], titles: list[str]) -> list[str]:
    """Titles of its own that name a period stand alone."""
    return [*titles] if any(map(find_when, titles)) else [*titles, *around]


def beside_tables(sheet: Sheet, blocks: Sequence[Block]) -> Iterator[tuple[Sheet, Sequence[str]]]:
    """The parts of a sheet that no table with a head holds, with the titles of the table beside:
    columns without heads, parted from it by a blank one, and rows between its end and the next."""
    heads = sorted({block.head.start for block in blocks})
    for start in heads:
        group = [block for block in blocks if block.head.start == start]
        stop = max(block.data.stop for block in group)
        headed = {
            c
            for block in group
            for c, column in zip(block.column_range(), block.columns, strict=True)
            if column.head
        }
        titles = group[0].titles
        for part in _free_columns(sheet, range(start, stop), headed):
            yield part, titles
        after = next((row for row in heads if row > start), len(sheet.rows))
        if stop < after:
            yield _part(sheet, range(stop, after), range(sheet.width)), titles


def _free_columns(sheet: Sheet, rows: range, headed: set[int]) -> Iterator[Sheet]:
    """Runs of filled columns without a head, a blank column between them and any with one."""
    looked_at = [sheet.rows[r] for r in rows[:_LOOKED_AT]]
    width = max(map(len, looked_at), default=0)
    filled = {
        c for c in range(width) if any(c < len(x) and x[c] not in ("", None) for x in looked_at)
    }
    first, taken = None, filled | headed
    for c in range(width + 1):
        if c in taken:
            first = c if first is None else first
        elif first is not None:
            if headed.isdisjoint(range(first, c)) and c - first >= _LEAST_COLUMNS:
                yield _part(sheet, rows, range(first, c))
            first = None


def _part(sheet: Sheet, rows: range, columns: range) -> Sheet:
    lines = [sheet.rows[r][columns.start : columns.stop] for r in rows]
    corner = sheet.top + rows.start, sheet.left + columns.start
    return Sheet(sheet.name, lines, *corner, sheet.merged, sheet.hidden)


def _runs(sheet: Sheet) -> Iterator[range]:
    """Rows of data under each other; blank rows between rows of one width part nothing."""
    rows = range(len(sheet.rows))
    start = next((r for r in rows if _is_data(sheet, r)), None)
    while start is not None:
        stop = start + 1
        while (after := _next_filled(sheet, stop)) is not None and _is_data(sheet, after):
            if after > stop and _span(sheet, after) != _span(sheet, stop - 1):
                break
            stop = after + 1
        yield range(start, stop)
        start = next((r for r in rows[stop:] if _is_data(sheet, r)), None)


def _next_filled(sheet: Sheet, row: int) -> int | None:
    return next((r for r in range(row, len(sheet.rows)) if not is_blank(sheet.rows[r])), None)


def _span(sheet: Sheet, row: int) -> tuple[int, int]:
    """The first and the last filled column of a row."""
    filled = [c for c, value in enumerate(sheet.rows[row]) if value not in ("", None)]
    return filled[0], filled[-1]


def _block(sheet: Sheet, data: range, titles: list[str], words: Vocabulary) -> Block:
    filled = {c for r in data for c, value in enumerate(sheet.rows[r]) if value not in ("", None)}
    first, last = min(filled), max(filled)
    columns = [proposed(cells_below(sheet, data, c)) for c in range(first, last + 1)]
    _explained(columns, titles, words)
    shape = "".join(_kind(column) for column in columns)
    form = f"没有表头 {timeless(titles[0] if titles else sheet.name)} {shape}"
    return Block(sheet, range(data.start, data.start), first, columns, data, titles, form=form)


def has_values(block: Block) -> bool:
    """Whether a clerk has said of a column that it holds values."""
    return any(column.meaning in (Meaning.VALUE, Meaning.TARGET) for column in block.columns)


def _is_data(sheet: Sheet, row: int) -> bool:
    """A name, and a value at its right."""
    line = sheet.rows[row]
    named = next((c for c, value in enumerate(line) if _is_name(value)), None)
    return named is not None and any(map(_is_value, line[named + 1 :]))


def _is_name(value: Any) -> bool:
    if not isinstance(value, str):
        return False
    text = plain(value)
    is_word = re.match(r"[\u4e00-\u9fff]{2}", text) is not None and len(text) <= _LONGEST_NAME
    return is_word and not looks_like_data(text) and not NOTE.search(text) and ":" not in text


def _is_value(value: Any) -> bool:
    return type(value) is float or (isinstance(value, str) and looks_like_data(plain(value)))


def _line(sheet: Sheet, row: int) -> str:
    return "　".join(plain(as_text(v)) for v in sheet.rows[row] if v not in ("", None))


def cells_below(sheet: Sheet, data: range, column: int) -> list[Any]:
    """The filled cells of a column of the data."""
    values = (sheet.rows[r][column] for r in data if column < len(sheet.rows[r]))
    return [value for value in values if value not in ("", None)]


def proposed(cells: list[Any]) -> Column:
    """What a column's values look like."""
    if not cells:
        return Column("", Meaning.UNKNOWN)
    if all(_is_name(value) for value in cells):
        return Column("", Meaning.PLACE, role=_role(cells), confidence=_SURE)
    numbers = [value for value in cells if type(value) is float]
    if len(cells) > 2 and numbers == [float(n + 1) for n in range(len(cells))]:
        return Column("", Meaning.IGNORED, confidence=_SURE, why="像是序号")
    if not numbers and all(cell_when(value, "日期") for value in cells):
        return Column("", Meaning.PERIOD, confidence=_SURE)
    if not numbers and all(read_value(v, Quantity.WATER_CLASS).number for v in cells):
        return Column("", Meaning.UNKNOWN, why=f"像是水质类别。{_ASK}")
    return Column("", Meaning.UNKNOWN, why=_ASK)


def _role(cells: list[Any]) -> PlaceRole:
    """Counties by their last word; stations likewise; other names may be sections."""
    names = [plain(str(value)) for value in cells]
    if all(re.search(r"[县区市州旗园]$", name) for name in names):
        return PlaceRole.UNIT
    return PlaceRole.STATION if all(name.endswith("站") for name in names) else PlaceRole.SECTION


def _explained(columns: list[Column], titles: list[str], words: Vocabulary) -> None:
    """One column of numbers under a title that speaks of one indicator is probably that. The first
    names are the places, later ones are words of some kind."""
    places = [at for at, column in enumerate(columns) if column.meaning is Meaning.PLACE]
    for at in places[1:]:
        columns[at] = Column("", Meaning.UNKNOWN, why=_ASK)
    at_values = [at for at, column in enumerate(columns) if column.why == _ASK]
    said = words.mentioned(plain(" ".join(titles)))
    if len(at_values) == 1 and said is not None:
        columns[at_values[0]] = replace(columns[at_values[0]], why=f"像是{said.name}。{_ASK}")


_KINDS = {Meaning.PLACE: "名", Meaning.PERIOD: "期", Meaning.IGNORED: "号"}


def _kind(column: Column) -> str:
    return _KINDS.get(column.meaning, "数")
