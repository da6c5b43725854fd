"""How long a search takes among many units, sections, cases and papers.

    python -m benchmarks.search

Baseline: one plain pass over the same names that asks of each whether it holds the typed text.
Ours: `Index.find`, by characters, full pinyin and initials, ranked and grouped. The slowest of
the typed texts counts; each is timed as the median of several runs. Results must also come
within 50 ms of the last key.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from itertools import cycle, islice

from yuetan_desktop.services.search import Entry, Group, Index

ENTRIES = 5_000
RUNS = 15
LIMIT = 80
LIMIT_MS = 50.0
TYPED = ("安", "安岳", "a", "ay", "ayx", "anyue", "anyuex", "yz", "lz", "202507", "zy2025", "qqqq")

UNITS = ("安岳县", "雁江区", "乐至县", "高新区", "临空经济区", "长宁县", "重龙镇", "岚溪县")
SECTIONS = ("拱城铺渡口", "幸福村（河东元坝）", "跑马滩", "元坝子", "沱江大桥", "白沙", "资安桥")


def entries() -> Iterator[Entry]:
    """Units, sections, cases and papers as a busy office of many years would have them."""
    for number, (unit, section) in enumerate(
        islice(zip(cycle(UNITS), cycle(SECTIONS), strict=False), ENTRIES // 4)
    ):
        case = f"资约〔{2015 + number % 12}〕{number % 100:02}号"
        town, river = f"{unit}第{number}片区", f"{section}{number}号断面"
        yield Entry(Group.UNIT, town, "县（区）", number, (town, f"{unit}人民政府"))
        yield Entry(Group.SECTION, river, unit, number, (river,), "沱江")
        yield Entry(Group.CASE, case, unit, number, (case, town), "约谈·分管领导")
        yield Entry(Group.PAPER, "约谈通知", case, number, ("约谈通知", town, case), case)


def main() -> int:
    known = list(entries())
    started = time.perf_counter()
    index = Index(known)
    built = time.perf_counter() - started
    names = [(entry, name) for entry in known for name in entry.names]

    def plain(typed: str) -> list[Entry]:
        return [entry for entry, name in names if typed in name]

    base = min(_seconds(plain, typed) for typed in TYPED)
    times = {typed: _seconds(index.find, typed) for typed in TYPED}
    slowest = max(times, key=lambda typed: times[typed])
    worst = times[slowest]
    print(f"{len(known)} 项，建索引 {built * 1000:.0f} 毫秒（含装入拼音字典）")
    print(f"逐名查找 {base * 1000:.2f} 毫秒，最慢的“{slowest}” {worst * 1000:.1f} 毫秒")
    print(f"搜索 ÷ 逐名查找 = {worst / base:.0f}（要求 ≤ {LIMIT}，且 ≤ {LIMIT_MS:.0f} 毫秒）")
    return 0 if worst <= LIMIT * base and worst * 1000 <= LIMIT_MS else 1


def _seconds(search: Callable[[str], object], typed: str) -> float:
    def once() -> float:
        started = time.perf_counter()
        search(typed)
        return time.perf_counter() - started

    return statistics.median(once() for _ in range(RUNS))


if __name__ == "__main__":
    raise SystemExit(main())
