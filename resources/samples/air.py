"""The air of the story: monthly values of the five units, ranks and stage targets.

What the story turns on is written out (PM2.5, good days, ranks and the targets of 2026); the rest
follows from it by simple formulas, so that every table agrees with every other.
"""

from __future__ import annotations

import zlib
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from city import COUNTIES, OTHERS

from yuetan_desktop.domain.indicator import round_half_even
from yuetan_desktop.domain.quality.air_standard import AirStandard

LIST_SIZE = len(COUNTIES) + len(OTHERS)
LAST_MONTH = {2024: 12, 2025: 12, 2026: 10}

# 2026年1—10月。临空经济区10月站点检修，数据未报。
PM25 = {
    "云麓区": (57.8, 46.1, 35.0, 26.5, 22.4, 18.5, 14.2, 15.0, 19.4, 30.3),
    "岚溪县": (53.0, 42.9, 33.8, 26.0, 21.8, 18.2, 13.6, 14.0, 17.2, 26.8),
    "青禾县": (47.5, 38.6, 30.2, 23.4, 19.8, 16.4, 13.6, 14.1, 16.9, 25.1),
    "高新区": (52.4, 42.8, 33.0, 25.4, 21.3, 17.6, 14.9, 15.4, 18.4, 26.6),
    "临空经济区": (49.8, 40.6, 31.4, 24.0, 20.2, 16.9, 13.8, 14.2, 17.8, None),
}
GOOD_DAYS = {
    "云麓区": (18, 17, 21, 25, 27, 26, 27, 27, 27, 26),
    "岚溪县": (20, 19, 24, 27, 29, 28, 29, 29, 29, 29),
    "青禾县": (21, 20, 25, 28, 29, 28, 30, 30, 30, 30),
    "高新区": (19, 18, 23, 26, 28, 27, 28, 29, 29, 27),
    "临空经济区": (20, 19, 24, 27, 28, 28, 29, 30, 30, None),
}
HEAVY_DAYS = {("云麓区", 2026, 2): 1, ("高新区", 2026, 1): 1, ("岚溪县", 2025, 1): 1}

# 与2026年的比例：大体一年比一年好；11、12月按1月推。2021—2023年只有 PM2.5。
YEAR_FACTOR = {2021: 1.15, 2022: 1.06, 2023: 1.12, 2024: 1.09, 2025: 1.04, 2026: 1.0}
WINTER = {11: 0.70, 12: 0.96}

# 机动车与工业的影响：抬高 NO2 与 O3。
TRAFFIC = {"云麓区": 9, "高新区": 6, "岚溪县": 0, "临空经济区": -1, "青禾县": -6}

# 全省排名（共183个）。云麓区2026年9月与另一单位并列第153名，跨越后30名界线。
RANKS = {
    ("云麓区", 2026): (140, 142, 139, 141, 143, 144, 146, 148, 153, 150),
    ("岚溪县", 2026): (98, 96, 97, 94, 95, 97, 101, 99, 98, 96),
    ("青禾县", 2026): (84, 85, 83, 86, 85, 87, 88, 86, 89, 88),
}
PERIOD_RANKS = {
    "2026-Q1": (140, 97, 84),
    "2026-Q2": (143, 95, 86),
    "2026-H1": (141, 96, 85),
    "2026-Q3": (149, 99, 88),
    "2026-9M": (144, 97, 86),
    "2025-Q3": (138, 100, 90),
    "2025-Q4": (139, 99, 89),
    "2025-H1": (137, 101, 88),
    "2025-9M": (137, 100, 89),
    "2025": (138, 100, 89),
}
TIED_WITH_NEXT = {("云麓区", "2026-09")}


@dataclass(frozen=True)
class AirMonth:
    """One row of the county table; None = 未报."""

    unit: str
    year: int
    month: int
    pm25: float | None
    pm10: int | None
    so2: int | None
    no2: int | None
    co: float | None
    o3: int | None
    good_days: int | None
    valid_days: int | None
    heavy_days: int | None
    index: Decimal | None
    rank: int | None

    @property
    def good_day_rate(self) -> float | None:
        if self.good_days is None or self.valid_days is None:
            return None
        return round(100 * self.good_days / self.valid_days, 1)


def wobble(spread: int, *key: object) -> int:
    """A number in -spread..spread that is the same on every machine."""
    return zlib.crc32(repr(key).encode()) % (2 * spread + 1) - spread


@cache
def air_month(unit: str, year: int, month: int) -> AirMonth:
    fine = month_pm25(unit, year, month)
    if fine is None:
        return AirMonth(unit, year, month, *[None] * 11)
    summer = 1 - abs(month - 7) / 6
    traffic = TRAFFIC[unit]
    days = monthrange(year, month)[1]
    pollutants = {
        "pm25": fine,
        "pm10": round(fine * 1.38 + 9 + wobble(1, unit, year, month, "pm10")),
        "so2": 7 + wobble(1, unit, year, month, "so2"),
        "no2": round(26 - 13 * summer) + traffic // 3,
        "co": round(1.1 - 0.4 * summer, 1),
        "o3": round(84 + 60 * summer) + traffic + wobble(1, unit, year, month, "o3"),
    }
    return AirMonth(
        unit,
        year,
        month,
        **pollutants,
        good_days=_good_days(unit, year, month),
        valid_days=days,
        heavy_days=HEAVY_DAYS.get((unit, year, month), 0),
        index=composite_index(date(year, month, days), pollutants),
        rank=month_rank(unit, year, month),
    )


def months(year: int) -> range:
    return range(1, LAST_MONTH[year] + 1)


def mean_pm25(unit: str, year: int, first: int, last: int) -> float | None:
    values = [air_month(unit, year, month).pm25 for month in range(first, last + 1)]
    return None if None in values else round(sum(values) / len(values), 1)  # type: ignore[arg-type]


def day_rate(unit: str, year: int, first: int, last: int) -> float | None:
    rows = [air_month(unit, year, month) for month in range(first, last + 1)]
    if any(row.good_days is None for row in rows):
        return None
    return round(100 * sum(row.good_days for row in rows) / sum(row.valid_days for row in rows), 1)


def month_rank(unit: str, year: int, month: int) -> int | None:
    if unit not in COUNTIES:
        return None
    if (unit, year) in RANKS:
        return RANKS[unit, year][month - 1]
    return {"云麓区": 137, "岚溪县": 100, "青禾县": 89}[unit] + wobble(4, unit, year, month)


def composite_index(day: date, pollutants: dict[str, float]) -> Decimal:
    standard = _standard(day >= date(2026, 3, 1))
    values = {key: Decimal(str(value)) for key, value in pollutants.items()}
    return round_half_even(standard.composite_index(values), 2)


# -- the provincial list --------------------------------------------------------------------------
def ranking(period: str) -> list[tuple[int, str, Decimal]]:
    """(rank, unit, index) of all 183, best first, ties sharing a rank (1, 2, 2, 4)."""
    own = _own_places(period)
    taken = sorted((rank, index, unit) for unit, (rank, index) in own.items())
    others = iter(sorted(OTHERS, key=lambda name: zlib.crc32((name + period[:4]).encode())))
    rows: list[tuple[Decimal, str]] = []
    low, low_rank = taken[0][1] * Decimal("0.52"), 0
    bounds = [*taken, (LIST_SIZE + 1, taken[-1][1] * Decimal("1.28"), "")]
    for rank, index, unit in bounds:
        count = rank - low_rank - 1
        for step in range(1, count + 1):
            value = round_half_even(low + (index - low) * step / (count + 1), 2)
            rows.append((min(max(value, low), index - Decimal("0.01")), next(others)))
        if unit:
            rows.append((index, unit))
            if (unit, period) in TIED_WITH_NEXT:
                rows.append((index, next(others)))
                rank += 1
        low, low_rank = index + Decimal("0.01"), rank
    return _ranked(rows)


def _ranked(rows: list[tuple[Decimal, str]]) -> list[tuple[int, str, Decimal]]:
    ordered = sorted(rows)
    first = {}
    for position, (index, _) in enumerate(ordered, start=1):
        first.setdefault(index, position)
    return [(first[index], unit, index) for index, unit in ordered]


def _own_places(period: str) -> dict[str, tuple[int, Decimal]]:
    """Rank and index of the three counties for a month (2026-09) or a named period."""
    year = int(period[:4])
    if period in PERIOD_RANKS:
        first, last = _span(period)
        return {
            unit: (rank, _mean_index(unit, year, first, last))
            for unit, rank in zip(COUNTIES, PERIOD_RANKS[period], strict=True)
        }
    rows = [air_month(unit, year, int(period[5:])) for unit in COUNTIES]
    return {row.unit: (row.rank, row.index) for row in rows}


def _mean_index(unit: str, year: int, first: int, last: int) -> Decimal:
    """The index of a longer period by the standard in force at its end."""
    rows = [air_month(unit, year, month) for month in range(first, last + 1)]
    pollutants = {
        key: sum(getattr(row, key) for row in rows) / len(rows)
        for key in ("pm25", "pm10", "so2", "no2", "co", "o3")
    }
    return composite_index(date(year, last, 28), pollutants)


def _span(period: str) -> tuple[int, int]:
    kind = period[5:]
    if kind.startswith("Q"):
        return 3 * int(kind[1]) - 2, 3 * int(kind[1])
    return {"": (1, 12), "H1": (1, 6), "9M": (1, 9)}[kind]


def month_pm25(unit: str, year: int, month: int) -> float | None:
    """PM2.5 of one month; None = 未报."""
    if year == 2026:
        return PM25[unit][month - 1]
    base = PM25[unit][0] * WINTER[month] if month > 10 else PM25[unit][month - 1]
    if base is None:
        base = 24.4
    return round(base * YEAR_FACTOR[year] + wobble(6, unit, year, month) / 10, 1)


def _good_days(unit: str, year: int, month: int) -> int:
    if year == 2026:
        return GOOD_DAYS[unit][month - 1]
    days = monthrange(year, month)[1]
    like = GOOD_DAYS[unit][month - 1] if month <= 10 else GOOD_DAYS[unit][0] + 13 - month
    return min(days, (like or 28) - wobble(1, unit, year, month, "good"))


@cache
def _standard(new: bool) -> AirStandard:
    folder = Path(__file__).resolve().parents[1] / "standards"
    name = "air-2026-transition.toml" if new else "air-2012.toml"
    return AirStandard.from_toml((folder / name).read_text("utf-8"))
