"""Rows inside a table that only say PM2.5, PM10: what the rows below them are, up to the next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from yuetan_desktop.excel.recognition.block import Block
from yuetan_desktop.excel.recognition.column import Meaning
from yuetan_desktop.excel.recognition.columns import Vocabulary
from yuetan_desktop.excel.results import Problem, Severity
from yuetan_desktop.excel.sheet import letters


def by_labels(blocks: list[Block], words: Vocabulary, problems: list[Problem]) -> Iterator[Block]:
    """Each table, or where its first row below the head is such a label, one table a label: the
    same head, the label as the last line of its title. Rows below a label that comes only after
    data are left out and told: they are not what the head says, and nothing else is said."""
    for block in blocks:
        labels = [] if block.form else _labels(block, words)
        if labels and labels[0][0] > block.data.start:
            (row, text), *_ = labels
            problems.append(_left_out(block, row, text))
            yield replace(block, data=range(block.data.start, row))
            continue
        if not labels:
            yield block
        ends = [row for row, _ in labels[1:]] + [block.data.stop]
        for (row, text), end in zip(labels, ends, strict=False):
            columns = [replace(column) for column in block.columns]
            part = replace(block, columns=columns, data=range(row + 1, end))
            yield replace(part, titles=[*block.titles, text], notes=[*block.notes])


def _left_out(block: Block, row: int, text: str) -> Problem:
    cell = f"{letters(block.sheet.left + block.first)}{block.sheet.top + row + 1}"
    words = f"从“{text}”这一行起，表头说的和这一行说的不是一项，未读取；请给这一段加上表头。"
    return Problem(Severity.ERROR, block.sheet.name, cell, words)


def _labels(block: Block, words: Vocabulary) -> list[tuple[int, str]]:
    """Rows of the data that hold nothing but the name of an indicator."""
    found = []
    for row in block.data:
        line = block.sheet.rows[row]
        if len(line) - line.count("") - line.count(None) != 1:  # counted: there may be a million
            continue
        filled = next(c for c, value in enumerate(line) if value not in ("", None))
        if filled <= block.first + 1:
            text = block.sheet.text(row, filled)
            known = words.understand([text])
            if known.meaning is Meaning.VALUE and known.indicator is not None:
                found.append((row, text))
    return found
