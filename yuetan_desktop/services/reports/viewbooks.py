"""导出当前视图: the table a page shows, as a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from yuetan_desktop.services.office import head_line
from yuetan_desktop.services.workspace import Workspace


def export_view(
    ws: Workspace,
    out: Path,
    *,
    name: str,
    about: str,
    heads: Sequence[str],
    numbers: Sequence[bool],
    rows: Sequence[Sequence[str]],
) -> Path:
    """Write the rows that are shown; `about` says which part of the data they are."""
    from yuetan_desktop.excel.books.viewbook import ShownTable, write_view

    shown = ShownTable(name, tuple(heads), tuple(numbers), rows)
    return write_view(shown, out, lines=(head_line(ws, about),), author=ws.person)
