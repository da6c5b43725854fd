"""The clerk's corrections, put into the cells before they are read; the file stays as it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from yuetan_desktop.excel.sheet import Workbook, as_text, position

Corrections = Mapping[tuple[str, str], str]  # (sheet, cell) → what it should say


def correct(workbook: Workbook, corrections: Corrections) -> dict[tuple[str, str], str]:
    """Put the clerk's corrections into the cells; returns what the file itself says there."""
    originals: dict[tuple[str, str], str] = {}
    for (sheet_name, cell), text in corrections.items():
        for sheet in workbook.sheets:
            if sheet.name != sheet_name:
                continue
            row, column = position(cell)
            row, column = row - sheet.top, column - sheet.left
            if 0 <= row < len(sheet.rows) and column >= 0:
                line = sheet.rows[row]
                line.extend([""] * (column + 1 - len(line)))
                originals[sheet_name, cell] = as_text(line[column])
                line[column] = _as_cell(text)
    return originals


def _as_cell(text: str) -> Any:
    try:
        return float(text.strip())
    except ValueError:
        return text.strip()
