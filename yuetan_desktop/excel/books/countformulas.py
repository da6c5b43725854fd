"""Formulas that count the lines of a list in the same workbook, and shares of what they count."""

from __future__ import annotations

from yuetan_desktop.excel.writer import Formula


def count(*conditions: tuple[str, str]) -> Formula:
    """=COUNTIFS(range, criterion, …); criteria are cells or quoted texts."""
    return Formula(f"=COUNTIFS({','.join(f'{cells},{wanted}' for cells, wanted in conditions)})")


def quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def rate(part: str, whole: str) -> Formula:
    """A share, or — where nothing is counted."""
    return Formula(f'=IF({whole}=0,"—",{part}/({whole}))')
