"""Importing 100 000 daily rows × 10 columns, against its floor and against pandas.

    python -m benchmarks.importing [rows]

Floor: reading the workbook with calamine, plus a bare `executemany` of the same, ready-made
observations into the same table. Ours: preview (recognise, read, check, compare) and commit
(backup, archive, store). pandas: `read_excel` with openpyxl, `stack`, `to_sql` of the same
observations, a row each: the limit is held to that, the same task. Beside it the rows as they
stand into our own table of days are measured, which says nothing of cells. Each runs in a process
of its own, floor and ours in turn several times: the run of median time counts; peak memory is
that process's.
"""

from __future__ import annotations

import json
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from operator import itemgetter
from pathlib import Path
from typing import Any

ROWS = 100_000
STATIONS = 100
HEADS = ["AQI", "PM2.5", "PM10", "SO2", "NO2", "CO", "O3_8h", "综合指数", "优良天数", "重污染天数"]
_NUMBERS = ", ".join(f"v{n}" for n in range(len(HEADS)))
KEYS = ["aqi", "pm25", "pm10", "so2", "no2", "co", "o3", "air_index", "good_days", "heavy_days"]
SLOWER_THAN_FLOOR = 3.0
FASTER_THAN_PANDAS = 5.0
PEAK_MB = 500
ROUNDS = 5


def main(arguments: list[str]) -> int:
    if arguments and arguments[0] in _RUNS:
        print(json.dumps(_RUNS[arguments[0]](Path(arguments[1]))))
        return 0
    rows = int(arguments[0]) if arguments else ROWS
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "日数据.xlsx"
        make_workbook(whole, rows)
        floor, ours = _medians(("floor", "ours"), whole)
        pandas = [_run(name, whole) for name in ("pandas", "pandas_rows")]
    longest, shortest = (one["seconds"] for one in pandas)
    print(f"{rows} 行 × {len(HEADS)} 列，{ours['stored']} 个值")
    print(f"下限 {floor['seconds']:.2f} 秒（读 {floor['read']:.2f}，写 {floor['write']:.2f}）")
    print(f"导入 {ours['seconds']:.2f} 秒（预览 {ours['preview']:.2f}，入库 {ours['commit']:.2f}）")
    print(f"pandas 逐值写入 {longest:.1f} 秒，逐行写入 {shortest:.1f} 秒")
    print(f"峰值内存 {ours['peak_mb']:.0f} MB（要求 < {PEAK_MB}）")
    ratio, gain = ours["seconds"] / floor["seconds"], longest / ours["seconds"]
    print(f"导入 ÷ 下限 = {ratio:.2f}（要求 ≤ {SLOWER_THAN_FLOOR}）")
    print(
        f"pandas ÷ 导入 = {gain:.1f}（要求 ≥ {FASTER_THAN_PANDAS}），"
        f"逐行 {shortest / ours['seconds']:.1f}"
    )
    met = ratio <= SLOWER_THAN_FLOOR and gain >= FASTER_THAN_PANDAS and ours["peak_mb"] < PEAK_MB
    return 0 if met else 1


def make_workbook(path: Path, rows: int) -> None:
    """A platform's export: one row per station and day."""
    from openpyxl import Workbook

    rng = random.Random(7)
    book = Workbook(write_only=True)
    sheet = book.create_sheet("日数据")
    sheet.append(["站点名称", "日期", *HEADS])
    first = date(2024, 1, 1)
    for n in range(rows):
        day = first + timedelta(days=n // STATIONS)
        row: list[Any] = [f"点位{n % STATIONS + 1}", day.isoformat()]
        row += [rng.randint(20, 180) for _ in range(5)]
        row += [round(rng.uniform(0.3, 2), 1), rng.randint(10, 200), round(rng.uniform(2, 6), 2)]
        row += [rng.randint(0, 1), 0]
        sheet.append(row)
    book.save(path)


def _medians(names: Sequence[str], file: Path) -> list[dict[str, float]]:
    """Of runs in turn, so that a busy moment of the machine falls on all, the median of each."""
    rounds = [[_run(name, file) for name in names] for _ in range(ROUNDS)]
    by_time = [sorted(runs, key=itemgetter("seconds")) for runs in zip(*rounds, strict=True)]
    return [runs[ROUNDS // 2] for runs in by_time]


def _run(name: str, file: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.importing", name, str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


# -- the three ways, each in a process of its own ------------------------------------------------
def _floor(file: Path) -> dict[str, float]:
    from python_calamine import CalamineWorkbook

    from yuetan_desktop.store.database import create_store

    start = time.perf_counter()
    book = CalamineWorkbook.from_path(str(file))
    rows = book.get_sheet_by_index(0).to_python()
    read = time.perf_counter() - start
    ready = [
        (int(line[0][2:]), str(line[1]), 1, 1, number, *line[2:])
        for number, line in enumerate(rows[1:], start=2)
    ]
    with tempfile.TemporaryDirectory() as folder:
        db = create_store(Path(folder) / "floor.db")
        _register(db)
        _batch(db, file)
        _form(db)
        start = time.perf_counter()
        db.execute("BEGIN")
        db.executemany(
            f"INSERT INTO day_row (place_id, period, batch_id, form_id, line, {_NUMBERS})"
            f" VALUES ({', '.join('?' * (5 + len(KEYS)))})",
            ready,
        )
        db.execute("COMMIT")
        write = time.perf_counter() - start
        db.close()
    return {"seconds": read + write, "read": read, "write": write}


def _register(db: sqlite3.Connection) -> None:
    db.executemany(
        "INSERT INTO place (id, name, kind) VALUES (?, ?, 'station')",
        [(n, f"点位{n}") for n in range(1, STATIONS + 1)],
    )


def _batch(db: sqlite3.Connection, file: Path) -> None:
    db.execute(
        "INSERT INTO batch (id, file_name, imported_by, imported_at) VALUES (1, ?, ?, ?)",
        (file.name, "测", datetime.now().isoformat()),
    )
    db.commit()


def _form(db: sqlite3.Connection) -> None:
    db.execute("INSERT INTO day_form (id, batch_id, sheet) VALUES (1, 1, '日数据')")
    db.executemany(
        "INSERT INTO day_column (form_id, at, indicator, letter) VALUES (1, ?, ?, ?)",
        [(at, key, chr(67 + at)) for at, key in enumerate(KEYS)],
    )
    db.commit()


def _ours(file: Path) -> dict[str, float]:
    from yuetan_desktop.services import imports
    from yuetan_desktop.services.importing.importpreview import preview
    from yuetan_desktop.services.workspace import create_workspace

    with (
        tempfile.TemporaryDirectory() as folder,
        create_workspace(Path(folder), person="测") as ws,
    ):
        with ws.transaction():
            _register(ws.db)
        start = time.perf_counter()
        found = preview(ws, file)
        middle = time.perf_counter()
        stored = imports.commit(ws, found).stored
        end = time.perf_counter()
    return {
        "seconds": end - start,
        "preview": middle - start,
        "commit": end - middle,
        "stored": stored,
        "peak_mb": _peak_mb(),
    }


def _pandas(file: Path) -> dict[str, float]:
    """The same observations, cells included, a row each: what `stack` and `to_sql` make of them."""
    import pandas

    from yuetan_desktop.store.database import create_store

    with tempfile.TemporaryDirectory() as folder:
        db = create_store(Path(folder) / "pandas.db")
        _register(db)
        _batch(db, file)
        start = time.perf_counter()
        frame = pandas.read_excel(file, engine="openpyxl")
        frame["row"] = (frame.index + 2).astype(str)
        # Row by row, as the table is ordered; column by column `to_sql` takes ten times as long.
        long = frame.set_index(["站点名称", "日期", "row"]).stack().reset_index()
        long.columns = ["站点名称", "日期", "row", "head", "value"]
        column = {head: chr(67 + n) for n, head in enumerate(HEADS)}
        rows = pandas.DataFrame(
            {
                "batch_id": 1,
                "daily": 1,
                "period": long["日期"],
                "place_id": long["站点名称"].str.removeprefix("点位").astype(int),
                "indicator": long["head"].map(dict(zip(HEADS, KEYS, strict=True))),
                "value": long["value"].astype(float),
                "sheet": "日数据",
                "cell": long["head"].map(column) + long["row"],
            }
        )
        db.execute("BEGIN")  # the connection commits each statement otherwise
        rows.to_sql("single_value", db, if_exists="append", index=False)
        db.commit()
        seconds = time.perf_counter() - start
        db.close()
    return {"seconds": seconds}


def _pandas_rows(file: Path) -> dict[str, float]:
    """The same rows as they stand, into the table that we keep them in."""
    import pandas

    from yuetan_desktop.store.database import create_store

    with tempfile.TemporaryDirectory() as folder:
        db = create_store(Path(folder) / "pandas.db")
        _register(db)
        _batch(db, file)
        _form(db)
        start = time.perf_counter()
        frame = pandas.read_excel(file, engine="openpyxl")
        rows = frame[HEADS].astype(float).set_axis(_NUMBERS.split(", "), axis="columns")
        rows["place_id"] = frame["站点名称"].str.removeprefix("点位").astype(int)
        rows["period"] = frame["日期"]
        rows["batch_id"] = rows["form_id"] = 1
        rows["line"] = frame.index + 2
        db.execute("BEGIN")
        rows.to_sql("day_row", db, if_exists="append", index=False)
        db.commit()
        seconds = time.perf_counter() - start
        db.close()
    return {"seconds": seconds}


def _peak_mb() -> float:
    if sys.platform == "win32":
        return 0.0
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


_RUNS = {"floor": _floor, "ours": _ours, "pandas": _pandas, "pandas_rows": _pandas_rows}

if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
