"""Columns whose cells say which quantity a row holds: 浓度, 排名, 同比, 累计 of an indicator that
the title, the head or a column beside names."""

from __future__ import annotations

from enum import Enum

from yuetan_desktop.excel.recognition.column import Column, Meaning
from yuetan_desktop.excel.recognition.columns import Vocabulary
from yuetan_desktop.excel.recognition.table import Table
from yuetan_desktop.excel.sheet import plain

_LOOKED_AT = 200  # cells


class Named(Enum):
    """Where the indicator is named that such quantities are of."""

    HERE = "here"  # PM2.5, under it 排名 and 累计
    ELSEWHERE = "elsewhere"


def quantities(table: Table, column: int, words: Vocabulary) -> Named | None:
    """Whether a column says quantities, and whether it names their indicators itself. Under a head
    that speaks of no indicators (a blank one, 类别) every cell has to say one."""
    cells = table.cells(column, _LOOKED_AT)
    if not cells or not all(isinstance(value, str) for value in cells):
        return None
    texts = dict.fromkeys(plain(value) for value in cells)
    found = [words.understand([text]) for text in texts]
    if not any(map(is_bare, found)) or any(k.when and k.when.day for k in found):
        return None
    own = table.block.columns[column - table.block.first]
    if own.meaning is not Meaning.INDICATOR:
        known = all(is_bare(k) or k.meaning is Meaning.CHANGE for k in found)
        return Named.ELSEWHERE if known and len(found) > 1 else None
    return Named.HERE if any(k.indicator is not None for k in found) else Named.ELSEWHERE


def is_bare(column: Column) -> bool:
    """浓度, 排名, 累计, 目标: a value of something that is named elsewhere."""
    return column.meaning in (Meaning.VALUE, Meaning.TARGET) and column.indicator is None
