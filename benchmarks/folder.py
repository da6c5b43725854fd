"""A folder of 36 monthly workbooks imported in one run, against its floor; with peak memory.

    python -m benchmarks.folder [files]

Floor: reading every workbook with calamine, plus a bare `executemany` of the same, ready-made
observations into the same table, in one transaction. Ours: looking at all files (recognise, read,
check, compare) and storing them together (archive, one backup, one transaction). Each runs in a
process of its own; peak memory is that process's.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path
from typing import Any

FILES = 36
UNITS = 183
HEADS = [
    "PM2.5",
    "PM10",
    "SO2",
    "NO2",
    "CO",
    "O3",
    "优良天数",
    "有效天数",
    "优良天数率(%)",
    "综合指数",
]
KEYS = [
    *("pm25", "pm10", "so2", "no2", "co", "o3"),
    *("good_days", "valid_days", "good_day_rate", "air_index"),
]
SLOWER_THAN_FLOOR = 10.0
PEAK_MB = 300


def main(arguments: list[str]) -> int:
    if arguments and arguments[0] in _RUNS:
        print(json.dumps(_RUNS[arguments[0]](Path(arguments[1]))))
        return 0
    count = int(arguments[0]) if arguments else FILES
    with tempfile.TemporaryDirectory() as folder:
        for n in range(count):
            make_workbook(Path(folder), 2023 + n // 12, 1 + n % 12)
        floor, ours = (_run(name, Path(folder)) for name in ("floor", "ours"))
    ratio = ours["seconds"] / floor["seconds"]
    print(f"{count} 个文件，{ours['stored']:.0f} 个值")
    print(f"下限 {floor['seconds']:.2f} 秒（读 {floor['read']:.2f}，写 {floor['write']:.2f}）")
    print(f"导入 {ours['seconds']:.2f} 秒（校验 {ours['look']:.2f}，入库 {ours['store']:.2f}）")
    print(f"导入 ÷ 下限 = {ratio:.2f}（要求 ≤ {SLOWER_THAN_FLOOR}）")
    print(f"峰值内存 {ours['peak_mb']:.0f} MB（要求 ≤ {PEAK_MB}），下限 {floor['peak_mb']:.0f} MB")
    return 0 if ratio <= SLOWER_THAN_FLOOR and ours["peak_mb"] <= PEAK_MB else 1


def make_workbook(folder: Path, year: int, month: int) -> None:
    """A monthly circular: a title, a head, every county of the province, its rank."""
    from openpyxl import Workbook

    rng = random.Random(year * 100 + month)
    book = Workbook()
    sheet = book.active
    sheet.title = "空气质量"
    sheet.append([f"{year}年{month}月全省县级行政区域环境空气质量状况"])
    sheet.append(["全省排名", "县（市、区）", *HEADS])
    indexes = sorted(round(rng.uniform(2, 5), 2) for _ in range(UNITS))
    for n, index in enumerate(indexes):
        good = rng.randint(20, 28)
        row: list[Any] = [indexes.index(index) + 1, f"第{n + 1:03}县"]
        row += [rng.randint(15, 60), rng.randint(30, 90), rng.randint(4, 12), rng.randint(10, 40)]
        row += [round(rng.uniform(0.4, 1.4), 1), rng.randint(60, 160)]
        sheet.append([*row, good, 28, round(good / 28 * 100, 1), index])
    sheet.append(["注：全省参加排名的县级行政区域共183个。"])
    book.save(folder / f"空气月报{year % 100}{month:02}.xlsx")


def _run(name: str, folder: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.folder", name, str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


# -- the two ways, each in a process of its own ---------------------------------------------------
def _floor(folder: Path) -> dict[str, float]:
    from python_calamine import CalamineWorkbook

    from yuetan_desktop.store.database import create_store

    start = time.perf_counter()
    books = [
        (path, CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python())
        for path in sorted(folder.glob("*.xlsx"))
    ]
    read = time.perf_counter() - start
    ready = [
        (batch, f"20{path.stem[4:6]}-{path.stem[6:]}", n + 1, key, value, chr(65 + c) + str(n + 3))
        for batch, (path, rows) in enumerate(books, start=1)
        for n, line in enumerate(rows[2 : 2 + UNITS])
        for c, (key, value) in enumerate(
            zip(["air_index_rank", *KEYS], [line[0], *line[2:12]], strict=True)
        )
    ]
    with tempfile.TemporaryDirectory() as target:
        db = create_store(Path(target) / "floor.db")
        now = datetime.now().isoformat()
        db.executemany(
            "INSERT INTO place (id, name, kind) VALUES (?, ?, 'peer')",
            [(n, f"第{n:03}县") for n in range(1, UNITS + 1)],
        )
        db.executemany(
            "INSERT INTO batch (id, file_name, imported_by, imported_at) VALUES (?, ?, '测', ?)",
            [(n, path.name, now) for n, (path, _) in enumerate(books, start=1)],
        )
        start = time.perf_counter()
        db.execute("BEGIN")
        db.executemany(
            "INSERT INTO single_value (batch_id, daily, period, place_id, indicator, value, text,"
            " sheet, cell, list_name, list_size) VALUES (?, 0, ?, ?, ?, ?, '', '空气质量', ?, '',"
            " NULL)",
            ready,
        )
        db.execute("COMMIT")
        write = time.perf_counter() - start
        db.close()
    return {"seconds": read + write, "read": read, "write": write, "peak_mb": _peak_mb()}


def _ours(folder: Path) -> dict[str, float]:
    from yuetan_desktop.services.importing import importfolder
    from yuetan_desktop.services.workspace import create_workspace

    with (
        tempfile.TemporaryDirectory() as target,
        create_workspace(Path(target), person="测") as ws,
    ):
        with ws.transaction():
            ws.db.executemany(
                "INSERT INTO place (name, kind) VALUES (?, 'peer')",
                [(f"第{n:03}县",) for n in range(1, UNITS + 1)],
            )
        start = time.perf_counter()
        files = importfolder.look(ws, importfolder.files_of([folder]))
        middle = time.perf_counter()
        importfolder.store(ws, files)
        end = time.perf_counter()
        unstored = [file.path.name for file in files if file.batch is None]
        assert not unstored, unstored
        stored = sum(file.stored for file in files)
    return {
        "seconds": end - start,
        "look": middle - start,
        "store": end - middle,
        "stored": stored,
        "peak_mb": _peak_mb(),
    }


def _peak_mb() -> float:
    if sys.platform == "win32":
        return 0.0
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


_RUNS = {"floor": _floor, "ours": _ours}

if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
