"""How the rectification ledger bears 54 061 lines, the number a city's register of sources has.

    python -m benchmarks.ledger

Baseline: Qt's own table over a bare list of texts, one plain pass over joined texts, and a plain
`sorted` of numbers. Ours: the ledger's table with level badges, progress bars and chips, its filter
row, and sorting by progress. Reading the ledger from the database happens in the worker and is
told, not judged.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt
from PySide6.QtWidgets import QTableView

from yuetan_desktop import app as program
from yuetan_desktop.domain.rectification import EntryKind, Family, Terms, terms_data
from yuetan_desktop.services import places, rectification, upkeep
from yuetan_desktop.services.rectification import TaskFile
from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.store import rectification as store
from yuetan_desktop.store.rectification import NewEntry
from yuetan_desktop.ui.pages.rectification.columns import ledger_columns
from yuetan_desktop.ui.pages.rectification.filters import FilterRow
from yuetan_desktop.ui.widgets.table import TableView

TASKS = 54_061
SCREENS = 60
RUNS = 5
FILL_LIMIT = 6.0
SCROLL_LIMIT = 6.0
FILTER_LIMIT = 15.0
SORT_LIMIT = 30.0
_COUNTED = ("处", "家", "km", "个")


class BareModel(QAbstractTableModel):
    """Texts in a list, as the simplest model has them."""

    def __init__(self, columns: int) -> None:
        super().__init__()
        self._columns, self._rows = columns, list[tuple[str, ...]]()

    def set_rows(self, rows: list[tuple[str, ...]]) -> None:
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def rowCount(self, _parent: Any = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return len(self._rows)

    def columnCount(self, _parent: Any = QModelIndex()) -> int:  # noqa: B008
        return self._columns

    def data(self, index: Any, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        return self._rows[index.row()][index.column()] if role == 0 else None


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        program.make_application(Path(folder) / "window")
        with upkeep.create(Path(folder) / "data", clock=lambda: datetime(2026, 11, 10)) as ws:
            fill(ws)
            started = time.perf_counter()
            files = rectification.ledger(ws)
            read = time.perf_counter() - started
            return measure(files, read)


def fill(ws: Workspace) -> None:
    units = [place for place in places.list_places(ws) if place.kind.is_subject]
    entries = []
    with ws.transaction():
        for n in range(TASKS):
            task = store.insert_task(
                ws.db,
                code=f"交-{n + 1:05}",
                place_id=units[n % len(units)].id,
                case_id=None,
                source="污染源台账",
                by="李敏",
                at=ws.now(),
            )
            terms = Terms(
                measure=f"第 {n} 号污染源治理设施升级改造",
                family=Family.POLLUTION,
                quantity=Decimal(1 + n % 90),
                unit=_COUNTED[n % 4],
                due=date(2026, 1 + n % 12, 1 + n % 28),
                enterprise=f"示例企业{n}",
                department="示例局",
                person="示例",
            )
            entries.append(NewEntry(task, EntryKind.TERMS, date(2026, 1, 5), terms_data(terms)))
            if n % 3:
                done = {"done": str(n % 60)}
                entries.append(NewEntry(task, EntryKind.PROGRESS, date(2026, 9, 1), done))
        store.insert_entries(ws.db, entries, by="李敏", at=ws.now())


def measure(files: list[TaskFile], read: float) -> int:
    columns = ledger_columns(lambda _: False)
    texts = [tuple(column.text(file) for column in columns) for file in files]
    bare, plain = QTableView(), BareModel(len(columns))
    bare.setModel(plain)
    ours = TableView(columns, "台账", row_height=40)
    for view in (bare, ours):
        view.resize(1100, 640)
        view.show()
    base_fill = _median(lambda: plain.set_rows(texts))
    our_fill = _median(lambda: ours.set_rows(files))
    base_scroll = _median(lambda: _scroll(bare))
    our_scroll = _median(lambda: _scroll(ours))
    filters = FilterRow()
    filters.words.setText("第 5 号")
    joined = [" ".join(text) for text in texts]
    base_find = _median(lambda: [text for text in joined if "第 5 号" in text])
    our_find = _median(lambda: filters.shown(files))
    section = next(n for n, column in enumerate(columns) if column.title == "进度")
    order = iter([Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder] * RUNS)
    numbers = [float(file.state.share or 0) for file in files]
    base_sort = _median(lambda: sorted(numbers))
    our_sort = _median(lambda: ours.sortByColumn(section, next(order)))
    print(f"{len(files)} 项任务，从数据库读出 {read:.1f} 秒（在后台）")
    measured = (
        ("填表", our_fill, base_fill, FILL_LIMIT),
        (f"滚动 {SCREENS} 屏", our_scroll, base_scroll, SCROLL_LIMIT),
        ("按字筛选", our_find, base_find, FILTER_LIMIT),
        ("按进度排序", our_sort, base_sort, SORT_LIMIT),
    )
    for name, took, base, limit in measured:
        print(f"{name} {took * 1000:.1f} 毫秒，对照 {base * 1000:.1f} 毫秒：", end="")
        print(f"{took / base:.1f} 倍（要求 ≤ {limit:.0f}）")
    return 0 if all(took <= limit * base for _, took, base, limit in measured) else 1


def _scroll(view: QTableView) -> None:
    """Paint screens spread over the whole table."""
    bar = view.verticalScrollBar()
    for step in range(SCREENS):
        bar.setValue(bar.maximum() * step // SCREENS)
        view.viewport().grab()


def _median(act: Callable[[], object]) -> float:
    times = []
    for _ in range(RUNS):
        started = time.perf_counter()
        act()
        times.append(time.perf_counter() - started)
    return statistics.median(times)


if __name__ == "__main__":
    raise SystemExit(main())
