"""Lists: a line for each of many things, every column standing beside what it shows of one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from yuetan_desktop.excel.writer import Column, Kind, Value

Line = TypeVar("Line")


@dataclass(frozen=True, slots=True)
class ListColumn(Generic[Line]):
    """A column of a list: its head, its width in half-width characters, what it shows of a line.

    A column that shows nothing of its own holds the numbers of the lines, from 1.
    """

    title: str
    width: float
    shows: Callable[[Line], Value] | None
    kind: Kind = Kind.TEXT


def heads(columns: Sequence[ListColumn[Line]]) -> tuple[Column, ...]:
    return tuple(Column(one.title, one.width, one.kind) for one in columns)


def filled(columns: Sequence[ListColumn[Line]], lines: Sequence[Line]) -> list[list[Value]]:
    """The rows of the list, in the order of its columns."""
    return [
        [one.shows(line) if one.shows else number for one in columns]
        for number, line in enumerate(lines, start=1)
    ]


def tints(
    columns: Sequence[ListColumn[Line]], lines: Sequence[Line], level: Callable[[Line], int | None]
) -> Mapping[tuple[int, int], int]:
    """The colours of the column 等级, for `Table.levels`; a line without a level has none."""
    place = [one.title for one in columns].index("等级")
    return {(n, place): found for n, line in enumerate(lines) if (found := level(line))}
