"""Cells that hold two numbers: 30(35), 28/30. What the second is, the head says — 本月(上月),
优良天数/有效天数 — or a note: 括号内为上月数据. Where nobody says, it is last year's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from yuetan_desktop.domain.indicator import Quantity
from yuetan_desktop.excel.cells.values import is_missing, looks_like_data
from yuetan_desktop.excel.recognition.column import Column, Meaning
from yuetan_desktop.excel.recognition.columns import Vocabulary
from yuetan_desktop.excel.sheet import plain

_CELL = re.compile(r"([^()\[\]/]+)(?:[(\[]([^()\[\]]*)[)\]]|/([^()\[\]/]+))")
_IN_BRACKETS = re.compile(r"^(.*?[^\s(].*?)\(([^()]+)\)$")
_JOINED = re.compile(r"^([^/()]{2,}?)[/及和与、]([^/()]{2,})$")
_NOTE = re.compile(
    r"(?:括号|\(\))[内中里]的?(?:数据|数字|数值|数|值)?均?(?:为|是|表示|系|指|代表|:)([^,，。;；、()（）]+)"
)
_LAST_YEAR = re.compile(r"[上去]一?年(同期|同月|同季)?")
_FILLER = re.compile(r"(的?(数据|数值|数字|情况|值))+$")
_LEAST = 0.5  # of a column's texts are pairs
_LOOKED_AT = 60  # cells
_VALUES = (Meaning.VALUE, Meaning.TARGET)


def halves(value: Any) -> tuple[Any, Any]:
    """What stands first in a cell and what second; a cell of one number has no second."""
    if not isinstance(value, str):
        return value, ""
    text = plain(value)
    match = None if is_missing(text) else _CELL.fullmatch(text)
    if match is None:
        return value, ""
    return match[1], match[2] if match[2] is not None else match[3]


def pair_heads(
    heads: Sequence[Sequence[str]],
    columns: list[Column],
    rows: Sequence[Sequence[Any]],
    words: Vocabulary,
) -> None:
    """Say of each column whose cells are pairs what its head tells of the second number, and make
    the column that of the first."""
    for c, parts in enumerate(heads):
        split = next(filter(None, (_split(parts, at, words) for at in range(len(parts)))), None)
        if split and columns[c].meaning is not Meaning.PLACE and are_pairs(_cells(rows, c)):
            first, told = split
            columns[c] = replace(first, head=columns[c].head, told=told)


def told_in_notes(lines: Iterable[str]) -> str:
    """What a note says of all the brackets of a table; nothing where they are last year's."""
    found = next(filter(None, (_NOTE.search(plain(line)) for line in lines)), None)
    told = found[1] if found else ""
    return "" if _LAST_YEAR.fullmatch(_FILLER.sub("", told)) else told


def second_of(first: Column, told: str, words: Vocabulary) -> Column | None:
    """The column of the second numbers, of which the head or a note has told; None where that is
    not understood. A bare rank is left to whoever knows the list."""
    said, of = _said(told, words), first.indicator
    if said.bare_rank or said.meaning is Meaning.IGNORED:
        return said
    if said.meaning is Meaning.CHANGE:
        change = words.understand([f"{of.name}{told}"]) if of is not None else said
        return change if change.indicator is not None else said
    if said.indicator is not None and (of is None or said.indicator.key != of.key):
        return replace(said, when=said.when or first.when)
    if said.meaning is Meaning.TARGET:
        return replace(first, meaning=Meaning.TARGET, when=said.when or first.when)
    if said.years_back or said.months_back:
        return replace(first, years_back=said.years_back, months_back=said.months_back)
    return replace(first, when=said.when) if said.when is not None else None


def _said(told: str, words: Vocabulary) -> Column:
    return words.understand([_FILLER.sub("", told)])


def _split(parts: Sequence[str], at: int, words: Vocabulary) -> tuple[Column, str] | None:
    """The head without what one of its parts tells of second numbers, and what it tells."""
    text = plain(parts[at])
    match = _IN_BRACKETS.match(text) or _JOINED.match(text)
    if match is None:
        return None
    told = match[2]
    first = words.understand([*parts[:at], match[1], *parts[at + 1 :]])
    if first.meaning not in _VALUES:
        return None
    said = _said(told, words)
    known = said.meaning in (Meaning.CHANGE, Meaning.TARGET) or said.bare_rank
    known = known or bool(said.years_back or said.months_back)
    if said.indicator is not None:
        known = first.indicator is None or said.indicator.key != first.indicator.key
    elif said.meaning is Meaning.VALUE and said.when is not None:
        known = known or said.when.to_date or first.when is not None
    return (first, told) if known else None


def _cells(rows: Sequence[Sequence[Any]], c: int) -> list[Any]:
    return [row[c] for row in rows if c < len(row) and row[c] not in ("", None)][:_LOOKED_AT]


def are_pairs(cells: Iterable[Any]) -> bool:
    """Whether most of the texts among these cells are two numbers."""
    texts = [cell for cell in cells if isinstance(cell, str) and not is_missing(plain(cell))]
    pairs = [halves(text) for text in texts]
    both = sum(
        looks_like_data(plain(first)) and re.search(r"\d|持平|并列", second) is not None
        for first, second in pairs
    )
    return bool(texts) and both >= _LEAST * len(texts)


def size_in_cells(cells: Iterable[Any]) -> int | None:
    """The 183 of 50/183 over 85/183: the same in every cell of a column of ranks, and no less than
    any of them. One cell alone may as well hold two ranks."""
    found = [
        halves(cell) for cell in cells if isinstance(cell, str) and not is_missing(plain(cell))
    ]
    pairs = [(re.sub(r"[第名位]", "", first), second) for first, second in found]
    sizes = {second for _, second in pairs}
    if len(pairs) < 2 or len(sizes) != 1 or not all(f.isdigit() for f, _ in pairs):
        return None
    (size,) = sizes
    fits = str(size).isdigit() and int(size) >= max(len(pairs), *(int(f) for f, _ in pairs))
    return int(size) if fits else None


def takes_pairs(column: Column) -> bool:
    """Whether the values of a column are such that a note about brackets can speak of them."""
    of = column.indicator
    return column.meaning in _VALUES and (of is None or of.quantity is not Quantity.TEXT)
