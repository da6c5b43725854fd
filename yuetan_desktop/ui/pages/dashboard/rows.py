"""Domain results as the rows and words that the dashboard shows."""

from __future__ import annotations

from collections.abc import Iterable

from yuetan_desktop.domain.judging.matrix import CellState, MatrixCell
from yuetan_desktop.domain.judging.matters import MatterCell, matter_rows
from yuetan_desktop.domain.place import PlaceKind
from yuetan_desktop.services.assessing import Dashboard, DashboardRow
from yuetan_desktop.services.casefiles import CaseFile
from yuetan_desktop.ui.theme import pretty
from yuetan_desktop.ui.widgets.cell_look import CellView
from yuetan_desktop.ui.widgets.matrix import ColumnHead, MatrixRowView

HOT = frozenset({CellState.TRIGGERED, CellState.UNDECIDED, CellState.APPROACHING})


def heads(board: Dashboard) -> list[ColumnHead]:
    return [
        ColumnHead(level.number, level.name, f"{level.article} · {level.span}")
        for level in board.levels
    ]


def matrix_rows(
    board: Dashboard, notes_by_place: dict[int, str], states: frozenset[CellState] | None = None
) -> list[MatrixRowView]:
    """Rows in the order of the regulation; with `states`, only units that have such a cell."""
    shown = [
        row
        for row in board.rows
        if states is None or any(cell.state in states for cell in row.cells)
    ]
    return [_row(row, shown, number, notes_by_place) for number, row in enumerate(shown)]


def _row(
    row: DashboardRow, shown: list[DashboardRow], number: int, notes_by_place: dict[int, str]
) -> MatrixRowView:
    is_department = row.place.kind is PlaceKind.DEPARTMENT
    begins = bool(
        number and is_department and shown[number - 1].place.kind is not PlaceKind.DEPARTMENT
    )
    return MatrixRowView(
        key=row.place.id,
        name=row.place.name,
        note=notes_by_place.get(row.place.id, "无在办"),
        cells=tuple(map(_view, row.cells)),
        begins_group=begins,
    )


def _view(cell: MatrixCell | MatterCell, of: MatrixCell | None = None) -> CellView:
    """A matter that no clause of the level asks for leads to what the unit's own cell goes by."""
    rule = cell.rule or (of.rule if of is not None else None)
    return CellView(
        cell.level,
        cell.state.value,
        pretty(cell.line),
        cell.is_provisional,
        rule.id if rule is not None else "",
    )


def rows_of_unit(row: DashboardRow) -> list[MatrixRowView]:
    """The matters of one unit; a row's key is the matter's name."""
    return [
        MatrixRowView(
            key=matter.name,
            name=pretty(matter.name),
            note="",
            cells=tuple(map(_view, matter.cells, row.cells)),
            begins_group=False,
        )
        for matter in matter_rows(row.cells)
    ]


def notes(cases: Iterable[CaseFile]) -> dict[int, str]:
    """在办 1 · 07号 under a unit's name."""
    by_place: dict[int, list[str]] = {}
    for file in cases:
        by_place.setdefault(file.row.place_id, []).append(short_number(file.number))
    return {place: f"在办 {len(numbers)} · {numbers[0]}" for place, numbers in by_place.items()}


def short_number(number: str) -> str:
    """07号 of 资约〔2025〕07号."""
    return number.rsplit("〕", 1)[-1]
