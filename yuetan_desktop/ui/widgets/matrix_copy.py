"""What is copied of the matrix: state and distance of the chosen cells under their heads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from yuetan_desktop.ui.widgets.copying import Quotation, sources_of, tsv

if TYPE_CHECKING:
    from yuetan_desktop.ui.widgets.matrix import MatrixView

CellQuoted = Callable[[Any, int], Sequence[Quotation]]  # (row key, level)


def as_tsv(view: MatrixView, *, whole: bool = False) -> str:
    """The chosen cells, or all of them: 已触发 | 10月 PM₂.₅ 超 3.3."""
    heads, rows = view.matrix.heads, view.matrix.rows
    chosen = [] if whole else _chosen(view)
    down = sorted({row for row, _ in chosen}) or range(len(rows))
    across = sorted({column for _, column in chosen}) or range(len(heads))
    lines = [[view.corner, *(heads[n].name for n in across)]]
    lines += ([rows[row].name, *(rows[row].cells[n].words for n in across)] for row in down)
    return tsv(lines)


def with_sources(view: MatrixView, quoted: CellQuoted) -> str:
    """One chosen cell a line, with the cells of the files it stands on."""
    lines = [[view.corner, "处置等级", "结果", "来源"]]
    for row, column in _chosen(view):
        unit, head = view.matrix.rows[row], view.matrix.heads[column]
        sources = "；".join(sources_of(quoted(unit.key, head.level)))
        lines.append([unit.name, head.name, unit.cells[column].words, sources])
    return tsv(lines)


def as_quotation(view: MatrixView, quoted: CellQuoted) -> str:
    found = [
        str(quotation)
        for row, column in _chosen(view)
        for quotation in quoted(view.matrix.rows[row].key, view.matrix.heads[column].level)
    ]
    return "\n".join(dict.fromkeys(found))


def copy_menu(view: MatrixView) -> QMenu:
    """What right click and the menu key offer."""
    menu = QMenu(view)
    quoted, has_cells = view.quoted, bool(_chosen(view))
    offers: list[tuple[str, Callable[[], str], bool]] = [
        ("复制\tCtrl+C", lambda: as_tsv(view), has_cells),
        ("复制整个矩阵", lambda: as_tsv(view, whole=True), bool(view.matrix.rows)),
    ]
    if quoted is not None:
        offers += [
            ("复制含来源", lambda: with_sources(view, quoted), has_cells),
            ("复制引文", lambda: as_quotation(view, quoted), has_cells),
        ]
    for words, make, enabled in offers:
        action = menu.addAction(words)
        action.setEnabled(enabled)
        action.triggered.connect(lambda _=False, make=make: _put(make()))
    return menu


def _chosen(view: MatrixView) -> list[tuple[int, int]]:
    return sorted((index.row(), index.column()) for index in view.selectedIndexes())


def _put(words: str) -> None:
    QGuiApplication.clipboard().setText(words)
