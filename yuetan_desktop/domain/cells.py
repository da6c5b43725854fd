"""Addresses of cells, and the cells that a value stands in or was computed from."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from yuetan_desktop.domain.facts import Observation, Source


@lru_cache(maxsize=1 << 14)
def letters(column: int) -> str:
    """0 → A, 26 → AA."""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def address(row: int, column: int) -> str:
    """(4, 2) → C5."""
    return f"{letters(column)}{row + 1}"


def position(cell: str) -> tuple[int, int]:
    """C5 → (4, 2)."""
    match = re.fullmatch(r"([A-Za-z]{1,3})(\d+)", cell)
    if match is None:
        raise ValueError(f"not a cell: {cell!r}")
    column = 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - 64
    return int(match[2]) - 1, column - 1


Corners = tuple[tuple[int, int], tuple[int, int]]


def corners(cells: str) -> Corners:
    """C5:D7 → ((4, 2), (6, 3)); a single cell is its own range."""
    first, _, last = cells.partition(":")
    return position(first), position(last or first)


def holds(cells: str, cell: str) -> bool:
    """Whether a cell stands in a range, or is the one."""
    if ":" not in cells:
        return cells == cell
    (top, left), (end, right) = corners(cells)
    row, column = position(cell)
    return top <= row <= end and left <= column <= right


def source_runs(sources: Iterable[Source | None]) -> tuple[Source, ...]:
    """The cells of each sheet as ranges, in the order the sheets are first named: the 31 days of a
    month are 日!C3:C33. A range is as firm as the least audited of its cells says by itself: cells
    of unlike audit stand in ranges of their own."""
    sheets: dict[Source, set[str]] = {}
    for source in sources:
        if source is not None:
            sheets.setdefault(replace(source, cell=""), set()).add(source.cell)
    return tuple(
        replace(sheet, cell=cells) for sheet, known in sheets.items() for cells in _ranges(known)
    )


def _ranges(cells: set[str]) -> list[str]:
    """Cells as few ranges: runs down a column, then columns of the same rows side by side."""
    columns: dict[int, list[int]] = {}
    unplaced = sorted(cell for cell in cells if not re.fullmatch(r"[A-Z]{1,3}\d+", cell))
    for row, column in sorted(position(cell) for cell in cells.difference(unplaced)):
        columns.setdefault(column, []).append(row)
    blocks: dict[tuple[int, int], list[list[int]]] = {}
    for column in sorted(columns):
        for rows in _runs(columns[column]):
            beside = blocks.setdefault(rows, [])
            if beside and beside[-1][1] == column - 1:
                beside[-1][1] = column
            else:
                beside.append([column, column])
    found = sorted((top, left, end, right) for (top, end), beside in blocks.items()
                   for left, right in beside)  # fmt: skip
    return unplaced + [
        address(top, left) + (f":{address(end, right)}" if (top, left) != (end, right) else "")
        for top, left, end, right in found
    ]


def _runs(rows: list[int]) -> list[tuple[int, int]]:
    """3 4 5 8 → (3, 5) (8, 8)."""
    found: list[tuple[int, int]] = []
    for row in rows:
        if found and found[-1][1] == row - 1:
            found[-1] = (found[-1][0], row)
        else:
            found.append((row, row))
    return found


def sources_of(observation: Observation | None) -> tuple[Source, ...]:
    """The cells a value stands in, or those it was computed from, each once; days as ranges."""
    if observation is None:
        return ()
    if observation.days:
        return source_runs(day.source for day in observation.days)
    if observation.source is not None:
        return (observation.source,)
    found = [source for part in observation.derived_from for source in sources_of(part)]
    return tuple(dict.fromkeys(found))


def cells_in_words(sources: Iterable[Source]) -> list[str]:
    """空气月报2610.xlsx › 10月!D6、E6: cells of a sheet together, each once."""
    cells: dict[tuple[str, str], dict[str, None]] = {}
    for source in sources:
        cells.setdefault((source.file, source.sheet), {})[source.cell] = None
    return [
        f"{file} › {sheet}!{'、'.join(found)}" if sheet else file
        for (file, sheet), found in cells.items()
    ]
