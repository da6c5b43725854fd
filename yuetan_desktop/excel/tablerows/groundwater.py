"""Wells among rivers: the classes of groundwater are those of GB/T 14848, not of GB 3838."""

from __future__ import annotations

import re

from yuetan_desktop.excel.recognition.table import Table
from yuetan_desktop.excel.results import PlaceRole, Severity
from yuetan_desktop.excel.sheet import as_text, plain
from yuetan_desktop.excel.tablerows.doubts import Doubts

_KIND = re.compile(
    r"(水体|水质|监测|断面|点位|(断面|监测)\(?点位\)?|水)?(类型|类别|性质|种类)|水体|要素"
)
_GROUND = re.compile(r"(浅层|深层|国[控考]|省[控考])?地下水")


def rows_of_groundwater(table: Table, doubts: Doubts) -> frozenset[int]:
    """The rows that a column of kinds calls 地下水, which is told; sources of drinking water are
    within their limits or not whatever they are fed by."""
    if table.role is PlaceRole.SOURCE:
        return frozenset()
    block = table.block
    for c, column in zip(block.column_range(), block.columns, strict=True):
        if c in table.values or not _KIND.fullmatch(plain(column.head)):
            continue
        lines = block.sheet.rows
        kinds = ((r, lines[r][c] if c < len(lines[r]) else "") for r in block.data)
        found = [row for row, kind in kinds if _GROUND.fullmatch(plain(as_text(kind)))]
        if found:
            words = f"有{len(found)}行是地下水，评价标准与地表水不同，未入库。"
            doubts.say(Severity.HINT, found[0], c, words)
            return frozenset(found)
    return frozenset()
