"""饮用水水源地, one a row, with 达标 or 不达标: the rate of each source alone is 100 % or 0 %. What
that makes of a county is its published rate, and by number of sources where there is none."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from yuetan_desktop.excel.cells.values import Value, is_missing
from yuetan_desktop.excel.recognition.column import Column, Meaning
from yuetan_desktop.excel.recognition.columns import Vocabulary
from yuetan_desktop.excel.recognition.table import Table
from yuetan_desktop.excel.results import PlaceRole, Problem, Severity
from yuetan_desktop.excel.sheet import plain

RATE = "source_water_rate"
_MET = {
    **dict.fromkeys(("达标", "是", "合格", "已达标", "全部达标", "√"), 100.0),
    **dict.fromkeys(("不达标", "否", "超标", "未达标", "不合格", "×"), 0.0),
}
_HEAD = re.compile(r"(水质)?(是否达标|达标(情况|与否|状况)|评价结果|是否合格)(\(是/否\))?")
_SAYS = (
    "水源地按“达标”100%、“不达标”0%逐个读取；"
    "县（区）的达标率以公布的为准，没有公布的按水源地个数计算。"
)


def take_met(table: Table, words: Vocabulary) -> None:
    """Make the column that says whether a source is within its limits one of values, where no
    column has the rate itself."""
    block = table.block
    if table.role is not PlaceRole.SOURCE or any(k.indicator for k in table.values.values()):
        return
    for c, column in zip(block.column_range(), block.columns, strict=True):
        if column.chosen or not _HEAD.fullmatch(plain(column.head.split(" ")[-1])):
            continue
        texts = [plain(v) if isinstance(v, str) else "" for v in table.cells(c)]
        said = [text for text in texts if not is_missing(text)]
        rate = words.catalogue.get(RATE)
        if rate is None or not said or not all(text in _MET for text in said):
            continue
        found = replace(column, meaning=Meaning.VALUE, indicator=rate, unit="%", confidence=0.9)
        table.values[c] = block.columns[c - block.first] = found
        cell = block.sheet.cell(block.head_row, c)
        table.problems.append(Problem(Severity.HINT, block.sheet.name, cell, _SAYS))
        return


def met(value: Any, column: Column) -> Value | None:
    """达标 and 不达标 in a column of the rates of sources; None where a cell says neither."""
    if not isinstance(value, str) or column.indicator is None or column.indicator.key != RATE:
        return None
    rate = _MET.get(plain(value))
    return None if rate is None else Value(rate, text=value.strip())
