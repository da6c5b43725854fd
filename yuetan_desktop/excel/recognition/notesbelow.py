"""Notes, remarks and signatures that stand under a table."""

from __future__ import annotations

import re
from typing import Any, Protocol

from yuetan_desktop.excel.recognition.periods import whole_when
from yuetan_desktop.excel.sheet import Sheet

NOTE = re.compile(
    r"^\(?(注|备注|说明|附注|数据来源|填表|制表|审核|单位负责|填报|联系)[\d:：)]?|^[*※]|^\d[.、]\D"
)
_LONGEST_NAME = 14  # a longer text alone under a narrow table is a note


class Cells(Protocol):
    """What is asked of a sheet's cells."""

    sheet: Sheet

    def own(self, row: int) -> list[tuple[int, str]]: ...

    def raw(self, row: int, column: int) -> Any: ...


def without_notes(cells_of: Cells, data: range) -> tuple[range, list[str]]:
    """The rows that hold data, and the notes that stand under them."""
    notes: list[str] = []
    width, stop = cells_of.sheet.width, data.stop
    while stop > data.start:
        cells = cells_of.own(stop - 1)
        texts = [text for _, text in cells]
        is_note = len(cells) == 1 and isinstance(cells_of.raw(stop - 1, cells[0][0]), str)
        is_note = is_note and (width > 2 or len(texts[0]) > _LONGEST_NAME)
        if (
            cells
            and not (is_note and whole_when(texts[0]) is None)
            and not (len(cells) <= 3 and _is_remark(cells_of, stop - 1, cells))
        ):
            break
        notes.extend(reversed([str(cells_of.raw(stop - 1, c)).strip() for c, _ in cells]))
        stop -= 1
    return range(data.start, stop), notes[::-1]


def _is_remark(cells_of: Cells, row: int, cells: list[tuple[int, str]]) -> bool:
    """注：…, 填表人：…, 1.…; but 4、乐至县 with a number beside it is data."""
    text = cells[0][1]
    numbered = re.match(r"\d[.、]\D", text) is not None
    return NOTE.search(text) is not None and not (
        numbered and any(type(cells_of.raw(row, c)) is float for c, _ in cells[1:])
    )
