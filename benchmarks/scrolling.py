"""Whether a list of 100 000 rows scrolls without lag.

    python -m benchmarks.scrolling

Baseline: Qt's own `QTableView` over a `QStandardItemModel` of the same texts. Ours: the program's
table of records with its painted cells. Both jump to the same 100 places in the list; at each a
screenful is asked for (`data()` of every visible cell) and painted. The limit a place is a frame
of 60 a second; ours may take at most `LIMIT` times Qt's own.
"""

from __future__ import annotations

import os
import random
import statistics
import time
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QApplication, QTableView

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

ROWS, PLACES, RUNS = 100_000, 100, 5
LIMIT = 5.0
FRAME_MS = 1000 / 60
SIZE = (1270, 620)  # what the smallest supported window leaves for a list


@dataclass(frozen=True, slots=True)
class Line:
    unit: str
    name: str
    period: str
    value: str
    state: str
    source: str


def lines() -> list[Line]:
    units = ("雁江区", "安岳县", "乐至县", "高新区", "临空经济区")
    return [
        Line(
            units[n % 5],
            "PM2.5平均浓度",
            f"{2016 + n // 12000}-{n % 12 + 1:02}",
            f"{20 + n % 700 / 10:.1f}",
            "超标" if n % 3 else "达标",
            f"空气月报{n % 9999:04}.xlsx › Sheet1!B{n % 400}",
        )
        for n in range(ROWS)
    ]


def main() -> int:
    app = QApplication.instance() or QApplication([])
    known = lines()
    started = time.perf_counter()
    ours = _ours(known)
    filled = time.perf_counter() - started
    started = time.perf_counter()
    plain = _plain(known)
    plainly = time.perf_counter() - started
    found: dict[str, tuple[float, float]] = {}
    for name, view in (("Qt 自带的表", plain), ("本程序的表", ours)):
        view.resize(*SIZE)
        view.show()
        app.processEvents()
        asked = statistics.median(_ask(view) for _ in range(RUNS))
        shown = statistics.median(_paint(view) for _ in range(RUNS))
        found[name] = asked, shown
        print(f"{name}：一屏取数 {asked * 1000:.2f} 毫秒，跳到一处并画出 {shown * 1000:.2f} 毫秒")
    (_, base), (ask, worst) = found.values()
    print(f"{ROWS} 行，装入：本程序 {filled:.2f} 秒，Qt 自带 {plainly:.2f} 秒")
    limit = f"要求 ≤ {LIMIT:g}，且取数 ≤ {FRAME_MS:.1f} 毫秒"
    print(f"本程序 ÷ Qt 自带 = {worst / base:.1f}（{limit}）")
    return 0 if worst <= LIMIT * base and ask * 1000 <= FRAME_MS else 1


def _ours(known: list[Line]) -> QTableView:
    from yuetan_desktop.ui.table_model import Column
    from yuetan_desktop.ui.theme import theme
    from yuetan_desktop.ui.widgets.cell_painters import chip_cell, source_cell
    from yuetan_desktop.ui.widgets.table import TableView

    theme().apply()
    view = TableView(
        (
            Column("单位", lambda r: r.unit, width=140, bold=True),
            Column("指标", lambda r: r.name, width=180),
            Column("时期", lambda r: r.period, width=110),
            Column("数值", lambda r: r.value, width=90, right=True),
            Column(
                "状态",
                lambda r: r.state,
                width=110,
                paint=chip_cell(lambda r: (r.state, "late" if r.state == "超标" else "ok")),
            ),
            Column("来源", lambda r: r.source, width=0, paint=source_cell(lambda r: r.source)),
        ),
        "滚动",
    )
    view.set_rows(known)
    return view


def _plain(known: list[Line]) -> QTableView:
    model = QStandardItemModel(0, 6)
    for line in known:
        texts = (line.unit, line.name, line.period, line.value, line.state, line.source)
        model.appendRow([QStandardItem(text) for text in texts])
    view = QTableView()
    view.setModel(model)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.verticalHeader().setDefaultSectionSize(32)
    for column, width in enumerate((140, 180, 110, 90, 110, 600)):
        view.setColumnWidth(column, width)
    return view


def _places() -> list[int]:
    return random.Random(7).sample(range(ROWS - 40), PLACES)


def _ask(view: QTableView) -> float:
    """Seconds a place: every cell of a screenful is asked for what it shows."""
    model: Any = view.model()
    rows = view.viewport().height() // view.rowHeight(0) + 1
    started = time.perf_counter()
    for top in _places():
        for row in range(top, top + rows):
            for column in range(6):
                model.data(model.index(row, column), Qt.ItemDataRole.DisplayRole)
    return (time.perf_counter() - started) / PLACES


def _paint(view: QTableView) -> float:
    """Seconds a place: scrolled there and painted."""
    started = time.perf_counter()
    for top in _places():
        view.scrollTo(view.model().index(top, 0), QAbstractItemView.ScrollHint.PositionAtTop)
        view.viewport().repaint()
    return (time.perf_counter() - started) / PLACES


if __name__ == "__main__":
    raise SystemExit(main())
