"""One table with its columns' parts given out: ready to be read row by row."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from yuetan_desktop.domain.indicator import Indicator
from yuetan_desktop.domain.monitoring import Dust
from yuetan_desktop.excel.cells.ties import is_tied
from yuetan_desktop.excel.cells.values import looks_like_data
from yuetan_desktop.excel.recognition.block import Block
from yuetan_desktop.excel.recognition.column import Column, Meaning
from yuetan_desktop.excel.recognition.periods import When
from yuetan_desktop.excel.results import PlaceRole, Problem
from yuetan_desktop.excel.sheet import plain


@dataclass(slots=True)
class Table:
    """One table ready to be read row by row."""

    block: Block
    title: str
    place: int | None = None
    parent: int | None = None
    river: int | None = None
    grade: int | None = None
    code: int | None = None  # 行政区划代码, 断面编码
    role: PlaceRole = PlaceRole.UNIT
    periods: list[int] = field(default_factory=list)
    indicator: int | None = None
    quantity: int | None = None  # whose cells say 浓度, 排名, 累计 of an indicator named elsewhere
    values: dict[int, Column] = field(default_factory=dict)
    keys: dict[Meaning, int] = field(default_factory=dict)
    region: int | None = None  # the part of a list a rank belongs to: 陕南, 关中
    when: When = field(default_factory=When)
    year_of_file: bool = False  # the year is all that is said, and only by the file's name
    year_said: bool = False  # the same, said by the clerk
    place_name: str = ""
    of: Indicator | None = None  # what the title speaks of
    list_name: str = ""
    list_size: int | None = None
    dust: Dust = Dust.UNSAID  # said by the clerk
    document: str = ""
    signed_on: When | None = None
    in_brackets: str = ""  # what a note says of all brackets
    asked: set[int] = field(default_factory=set)  # columns of targets of an unsaid time
    problems: list[Problem] = field(default_factory=list)
    said: set[str] = field(default_factory=set)  # what is told once of a table, whoever reads it

    @property
    def is_register(self) -> bool:
        return Meaning.KIND in self.keys

    @property
    def names_a_day(self) -> bool:
        """Whether the title, or a head, says of which day hours down the rows are."""
        heads = (column.when for column in self.values.values())
        return self.when.day is not None or any(k is not None and k.day for k in heads)

    def cells(self, column: int, limit: int = 60) -> list[Any]:
        """The first filled cells of a column."""
        rows = self.block.sheet.rows
        values = (rows[r][column] if column < len(rows[r]) else "" for r in self.block.data)
        return list(islice((value for value in values if value not in ("", None)), limit))

    def mostly_data(self, column: int) -> bool:
        """Whether a column holds values rather than words."""
        values = self.cells(column)
        numbers = sum(
            isinstance(v, float)
            or (isinstance(v, str) and (looks_like_data(plain(v)) or is_tied(plain(v))))
            for v in values
        )
        return bool(values) and numbers >= 0.7 * len(values)
