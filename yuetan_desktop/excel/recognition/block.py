"""Where one table of a sheet stands, and what its columns are."""

from __future__ import annotations

from dataclasses import dataclass, field

from yuetan_desktop.excel.recognition.column import Column
from yuetan_desktop.excel.sheet import Sheet


@dataclass(slots=True)
class Block:
    """One table of a sheet; rows and columns count from the sheet's corner."""

    sheet: Sheet
    head: range
    first: int  # column
    columns: list[Column]
    data: range
    titles: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    form: str = ""  # what a table without a head is known by

    @property
    def head_row(self) -> int:
        """The row of the lowest heads; of a table without a head its first row."""
        return self.head[-1] if self.head else self.data.start

    def column_range(self) -> range:
        return range(self.first, self.first + len(self.columns))
