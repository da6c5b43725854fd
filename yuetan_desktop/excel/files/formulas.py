"""Formulas of a sheet whose stored result says nothing: never calculated, or in a circle."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from yuetan_desktop.excel.sheet import address, position

NOT_CALCULATED = "这格的公式没有保存计算结果，按空白读取；请在 WPS 中打开并保存一次再导入。"
CIRCULAR = "这格的公式循环引用，算不出结果，没有读取；请改正公式、保存后再导入。"
BROKEN = "这格的公式出错（{}），按空白读取；请改正公式、保存后再导入。"
MAX_NAMED = 100  # cells of one sheet and kind that get a sentence of their own
_MAX_TRACED = 5000  # formulas without a result; a sheet with more is not looked through for circles
# A tag ends at the next “<” if it has no “>”: a broken file must not take minutes.
_FORMULA = re.compile(
    rb"<(?:\w+:)?c\b([^<>]*)>\s*<(?:\w+:)?f\b([^<>]*?)(?:/>|>([^<]*)</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>([^<]*)</(?:\w+:)?v>)?"
)
_ADDRESS = re.compile(rb"\sr=\"([A-Z]{1,3}\d{1,7})\"")
_SHARED = re.compile(rb"\ssi=\"(\d{1,9})\"")
_REFERENCE = re.compile(
    r"(?<![A-Za-z0-9_!.':])(\$?)([A-Z]{1,3})(\$?)(\d{1,7})(?::(\$?)([A-Z]{1,3})(\$?)(\d{1,7}))?"
    r"(?![A-Za-z0-9_(!])"
)
_TEXTS = re.compile(r'"[^"]*"')
_NO_RESULT = re.compile(rb"\s*|0(?:\.0*)?|#.*|Err:\d+")

_ERROR = re.compile(
    rb"<(?:\w+:)?c\b([^<>]*\bt=\"e\"[^<>]*)>(?:\s*<(?:\w+:)?f\b[^<]*(?:/>|</(?:\w+:)?f>))?"
    rb"\s*<(?:\w+:)?v>([^<]{1,12})</"
)
_NOTHING_TO_DIVIDE = (b"#N/A", b"#DIV/0!")  # what formulas over blank cells give: no value

Corner = tuple[int, int]  # row and column, from 0
Area = tuple[Corner, Corner]


@dataclass(frozen=True, slots=True)
class Formulas:
    """Cells of a sheet whose formula was never calculated, and those that refer to themselves."""

    empty: tuple[str, ...]
    circular: tuple[str, ...]
    broken: tuple[tuple[str, str], ...] = ()  # with the error they give


def without_result(text: bytes) -> Formulas:
    """Look through a sheet's XML."""
    broken = tuple(_broken(text)) if b't="e"' in text else ()
    if b"<f" not in text and b":f" not in text:
        return Formulas((), (), broken)
    masters: dict[bytes, tuple[Corner, str]] = {}
    empty: list[str] = []
    traced: dict[Corner, list[Area]] = {}
    for found in _FORMULA.finditer(text):
        at = _ADDRESS.search(found[1])
        if at is None:
            continue
        cell = at[1].decode()
        corner = position(cell)
        written = html.unescape((found[3] or b"").decode("utf-8", "replace"))
        shared = _SHARED.search(found[2])
        if shared and written:
            masters[shared[1]] = corner, written
        if not _NO_RESULT.fullmatch(found[4] or b""):
            continue
        if not (found[4] or b"").strip() and b't="str"' not in found[1]:
            empty.append(cell)
        if len(traced) <= _MAX_TRACED:
            origin, formula = corner, written
            if shared and not written:
                origin, formula = masters.get(shared[1], (corner, ""))
            traced[corner] = list(_references(formula, origin, corner))
    circular = _circles(traced) if len(traced) <= _MAX_TRACED else set()
    cells = sorted(circular)
    circles = tuple(address(*corner) for corner in cells)
    apart = {*circles, *(cell for cell, _ in broken)}
    return Formulas(tuple(cell for cell in empty if cell not in apart), circles, broken)


def _broken(text: bytes) -> Iterator[tuple[str, str]]:
    for found in _ERROR.finditer(text):
        at = _ADDRESS.search(found[1])
        if at is not None and found[2].strip() not in _NOTHING_TO_DIVIDE:
            yield at[1].decode(), found[2].decode("utf-8", "replace").strip()


def _references(formula: str, origin: Corner, at: Corner) -> Iterator[Area]:
    """The areas of its own sheet a formula refers to; one shared from `origin` moves along."""
    for found in _REFERENCE.finditer(_TEXTS.sub('""', formula)):
        first = _moved(found[1], found[2], found[3], found[4], origin, at)
        last = _moved(found[5], found[6], found[7], found[8], origin, at) if found[6] else first
        yield first, last


def _moved(
    fixed_column: str, column: str, fixed_row: str, row: str, origin: Corner, at: Corner
) -> Corner:
    there = position(column + row)
    return (
        there[0] + (0 if fixed_row else at[0] - origin[0]),
        there[1] + (0 if fixed_column else at[1] - origin[1]),
    )


def _circles(formulas: Mapping[Corner, list[Area]]) -> set[Corner]:
    """The formulas that lead back to themselves, and those that stand on such a one only."""
    by_row: dict[int, list[int]] = {}
    for row, column in formulas:
        by_row.setdefault(row, []).append(column)
    leads = {
        corner: {found for area in areas for found in _inside(area, by_row)}
        for corner, areas in formulas.items()
    }
    needed: dict[Corner, list[Corner]] = {}
    for corner, others in leads.items():
        for other in others:
            needed.setdefault(other, []).append(corner)
    ends = [corner for corner, others in leads.items() if not others]
    while ends:  # what leads nowhere is in no circle
        end = ends.pop()
        for corner in needed.get(end, ()):
            leads[corner].discard(end)
            if not leads[corner]:
                ends.append(corner)
    return {corner for corner, others in leads.items() if others}


def _inside(area: Area, by_row: Mapping[int, list[int]]) -> Iterator[Corner]:
    (top, left), (bottom, right) = area
    rows = range(top, bottom + 1) if bottom - top < len(by_row) else sorted(by_row)
    for row in rows:
        if top <= row <= bottom:
            for column in by_row.get(row, ()):
                if left <= column <= right:
                    yield row, column
