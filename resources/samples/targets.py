"""The stage targets of three years: single months, quarters, and the months so far.

The targets of 2026 that the story turns on are written out; the others leave room by a fixed
margin, so that nobody misses a target that no part of the story is about.
"""

from __future__ import annotations

from datetime import date

from air import LAST_MONTH, PM25, air_month, day_rate, mean_pm25

DOCUMENTS = {
    2024: ("云环委办〔2024〕5号", date(2024, 1, 22)),
    2025: ("云环委办〔2025〕3号", date(2025, 1, 20)),
    2026: ("云环委办〔2026〕3号", date(2026, 1, 19)),
}
PM25_ROOM = 1.13
RATE_ROOM = 1.12

# (单位, 年, 首月, 末月) → 目标。
PM25_SET = {
    ("云麓区", 7, 7): 13.0,
    ("云麓区", 8, 8): 13.6,
    ("云麓区", 9, 9): 16.0,
    ("云麓区", 7, 9): 14.2,
    ("云麓区", 10, 10): 27.0,
    ("云麓区", 1, 6): 34.9,
    ("云麓区", 1, 7): 32.0,
    ("云麓区", 1, 8): 29.6,
    ("云麓区", 1, 9): 28.0,
    ("云麓区", 1, 10): 28.0,
    ("云麓区", 1, 11): 28.2,
    ("云麓区", 1, 12): 28.9,
    ("岚溪县", 1, 6): 33.0,
    ("岚溪县", 7, 9): 15.0,
    ("岚溪县", 1, 9): 26.5,
    ("岚溪县", 1, 10): 26.8,
    ("岚溪县", 1, 11): 27.9,
    ("岚溪县", 1, 12): 30.5,
    ("青禾县", 1, 12): 28.5,
    ("高新区", 10, 10): 27.0,
    ("高新区", 1, 12): 30.8,
    ("临空经济区", 1, 12): 29.6,
}
RATE_SET = {
    ("云麓区", 7, 7): 89.0,
    ("云麓区", 8, 8): 90.0,
    ("云麓区", 9, 9): 91.0,
    ("云麓区", 7, 9): 90.0,
    ("云麓区", 10, 10): 88.0,
    ("云麓区", 1, 6): 73.0,
    ("云麓区", 1, 9): 79.5,
    ("云麓区", 1, 10): 80.0,
    ("云麓区", 1, 11): 80.0,
    ("云麓区", 1, 12): 80.0,
    ("高新区", 10, 10): 86.5,
}


def single_periods() -> list[tuple[int, int]]:
    """Twelve months and the quarters two to four (the first is the stage 一季度)."""
    return [(month, month) for month in range(1, 13)] + [(4, 6), (7, 9), (10, 12)]


def stage_periods() -> list[tuple[int, int]]:
    """The cumulative stages as the published tables print them: 一季度, 1~4月 … 全年."""
    return [(1, month) for month in range(3, 13)]


def pm25_target(unit: str, year: int, first: int, last: int) -> float:
    if year == 2026 and (unit, first, last) in PM25_SET:
        return PM25_SET[unit, first, last]
    return round(_expected_pm25(unit, year, first, last) * PM25_ROOM, 1)


def rate_target(unit: str, year: int, first: int, last: int) -> float:
    if year == 2026 and (unit, first, last) in RATE_SET:
        return RATE_SET[unit, first, last]
    return round(_expected_rate(unit, year, first, last) / RATE_ROOM, 1)


def _expected_pm25(unit: str, year: int, first: int, last: int) -> float:
    """The value to come, where known; else last year's."""
    if _known(unit, year, last):
        return mean_pm25(unit, year, first, last) or 0.0
    values = [
        (air_month(unit, year if _known(unit, year, m) else year - 1, m).pm25 or 0.0)
        for m in range(first, last + 1)
    ]
    return sum(values) / len(values)


def _expected_rate(unit: str, year: int, first: int, last: int) -> float:
    if _known(unit, year, last):
        return day_rate(unit, year, first, last) or 0.0
    rows = [
        air_month(unit, year if _known(unit, year, m) else year - 1, m)
        for m in range(first, last + 1)
    ]
    return 100 * sum(r.good_days or 0 for r in rows) / sum(r.valid_days or 0 for r in rows)


def _known(unit: str, year: int, month: int) -> bool:
    if year == 2026 and month <= LAST_MONTH[2026]:
        return PM25[unit][month - 1] is not None
    return month <= LAST_MONTH[year]
