"""What is said of a table that was read, and of its columns: for the mapping step and the list of
problems."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from yuetan_desktop.excel.files.textfiles import DESTROYED
from yuetan_desktop.excel.layout import Layout, name_layout
from yuetan_desktop.excel.recognition.block import Block
from yuetan_desktop.excel.recognition.column import Column, Meaning
from yuetan_desktop.excel.recognition.mapping import (
    UNSAID,
    column_keys,
    form_of,
    period_words,
    use_of,
)
from yuetan_desktop.excel.recognition.table import Table
from yuetan_desktop.excel.recognition.unused import column_of_no_clause
from yuetan_desktop.excel.results import ColumnReading, Problem, Severity, TableReading
from yuetan_desktop.excel.sheet import Sheet, letters

_RANK_UNKEPT = "的名次，不入库"


def table_reading(table: Table, layouts: Iterable[Layout], values: int) -> TableReading:
    """Where the table stands, what its columns are, and how many values it gave."""
    block = table.block
    sheet = block.sheet
    last = block.data.stop - 1
    while last > block.data.start and not any(v not in ("", None) for v in sheet.rows[last]):
        last -= 1
    heads = [column.head for column in block.columns]
    columns = tuple(
        _column_reading(letters(sheet.left + c), key, column, asked=c in table.asked)
        for c, key, column in zip(
            block.column_range(), column_keys(heads), block.columns, strict=True
        )
    )
    return TableReading(
        sheet=sheet.name,
        title=table.title,
        first_head_row=sheet.top + block.head.start + 1,
        last_head_row=sheet.top + block.head.stop,
        first_row=sheet.top + block.data.start + 1,
        last_row=sheet.top + last + 1,
        first_letter=letters(sheet.left + block.first),
        last_letter=letters(sheet.left + block.first + len(block.columns) - 1),
        columns=columns,
        layout=name_layout(layouts, columns, table.title),
        values=values,
        fingerprint=form_of(block),
    )


def _column_reading(letter: str, key: str, column: Column, *, asked: bool) -> ColumnReading:
    indicator = column.indicator
    meaning = str(column.meaning.value)
    is_value = column.meaning in (Meaning.VALUE, Meaning.TARGET)
    if is_value and indicator:
        meaning = indicator.name + ("（目标）" if column.meaning is Meaning.TARGET else "")
        if column.years_back:
            meaning += "（上年同期）"
    return ColumnReading(
        letter,
        column.head,
        meaning,
        indicator.key if indicator and column.meaning is not Meaning.CHANGE else "",
        column.unit or (indicator.unit if indicator else ""),
        min(column.confidence, 0.5) if asked else column.confidence,
        key=key,
        use=use_of(column),
        period=(UNSAID if asked else period_words(column)) if is_value else "",
        list_name=column.list_name,
        role=column.role.value if column.role else "",
        chosen=column.chosen,
        why=column.why,
    )


def column_doubts(table: Table) -> Iterator[Problem]:
    """Columns that were not understood, or only just."""
    block = table.block
    for c, column in zip(block.column_range(), block.columns, strict=True):
        if column.meaning is Meaning.VALUE and column.why and c in table.values:
            yield _at_head(block, c, Severity.WARNING, f"{column.why}。")
        if column.meaning is Meaning.CHANGE and column.why.endswith(_RANK_UNKEPT):
            of = column.why.removesuffix(_RANK_UNKEPT)
            yield _at_head(block, c, Severity.HINT, f"“{column.head}”是{of}的名次，未入库。")
        if c == table.place:  # taken by what it holds, and said there
            continue
        if column.meaning is Meaning.UNKNOWN and (column.head or (block.form and column.why)):
            why = f"（{column.why}）" if column.why and column.why != "没有识别" else ""
            words = f"“{column.head}”这一列没有识别，未入库{why}。"
            yield _at_head(block, c, Severity.HINT, column_of_no_clause(column.head) or words)
    yield from _without_head(block)


def _at_head(block: Block, c: int, severity: Severity, words: str) -> Problem:
    return Problem(severity, block.sheet.name, block.sheet.cell(block.head_row, c), words)


def _without_head(block: Block) -> Iterator[Problem]:
    """Numbers of single columns without a head; more of them together are a table of theirs."""
    heads = ["?", *(block.form or column.head for column in block.columns), "?"]
    rows = block.sheet.rows
    for c, (before, own, after) in zip(
        block.column_range(), zip(heads, heads[1:], heads[2:], strict=False), strict=True
    ):
        if own or not (before and after):
            continue
        numbers = [r for r in block.data if c < len(rows[r]) and type(rows[r][c]) is float]
        if len(numbers) > 1:
            cell = block.sheet.cell(numbers[0], c)
            words = f"从此格起的{len(numbers)}个数没有表头，未入库。"
            yield Problem(Severity.WARNING, block.sheet.name, cell, words)


def destroyed(sheet: Sheet) -> Iterator[Problem]:
    """The first cell whose characters are lost (锟斤拷)."""
    for r, row in enumerate(sheet.rows[:50]):
        for c, value in enumerate(row):
            if isinstance(value, str) and DESTROYED.search(value):
                words = "文字已是乱码（锟斤拷一类），原来的字已经丢失，无法恢复；请重新索取原文件。"
                yield Problem(Severity.ERROR, sheet.name, sheet.cell(r, c), words)
                return
