"""Tables in a paper's form: the field's text as rows of cells, and back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from yuetan_desktop.documents.rowtext import row_text
from yuetan_desktop.documents.rowtext import rows as read_rows


def cells(text: str, columns: Sequence[str]) -> list[tuple[str, ...]]:
    """The rows of a field, each with a cell for every column."""
    return [tuple(row[column] for column in columns) for row in read_rows(text, columns)]


def text(rows: Iterable[Sequence[str]]) -> str:
    """The field's text; rows without any words are left out."""
    return row_text(row for row in rows if any(cell.strip() for cell in row))
