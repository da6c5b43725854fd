"""One cell over a whole ranking: 优良天数比例(%)排名 over places, units and values, whose columns
have no heads of their own. What the cell speaks of is the value; the rest shows by itself."""

from __future__ import annotations

from collections.abc import Iterator

from yuetan_desktop.excel.recognition.block import Block
from yuetan_desktop.excel.recognition.column import Column, Meaning
from yuetan_desktop.excel.recognition.columns import Vocabulary, says_rank, without_rank
from yuetan_desktop.excel.recognition.headless import cells_below, proposed


def under_spans(block: Block, words: Vocabulary) -> list[Block]:
    """The rankings of a table, if the row above its data has a cell over each; else nothing."""
    found = [_ranking(block, span, words) for span in _spans(block)]
    return [ranking for ranking in found if ranking] if all(found) else []


def _spans(block: Block) -> Iterator[range]:
    """The columns under each filled cell of the row above the data, up to the next filled one."""
    row, columns = block.data.start - 1, block.column_range()
    starts = [c for c in columns if block.sheet.text(row, c)]
    if row >= 0 and starts and starts[0] == columns.start:
        for start, stop in zip(starts, [*starts[1:], columns.stop], strict=True):
            yield range(start, stop)


def _ranking(block: Block, span: range, words: Vocabulary) -> Block | None:
    """名次, unit, value; or unit, value."""
    sheet, data = block.sheet, block.data
    text = sheet.text(data.start - 1, span.start)
    value = words.understand([without_rank(text)])
    place = proposed(cells_below(sheet, data, span[-2])) if len(span) in (2, 3) else None
    if place is None or place.meaning is not Meaning.PLACE or not says_rank(text):
        return None
    if value.meaning is not Meaning.VALUE or value.indicator is None:
        return None
    ranks = [words.understand([text])] if len(span) == 3 else []
    columns = [*ranks, Column(text, Meaning.PLACE, role=place.role), value]
    head = range(data.start - 1, data.start)
    titles = block.titles[:-1] if block.form else block.titles  # without a head it was a title
    return Block(sheet, head, span.start, columns, data, titles, block.notes)
