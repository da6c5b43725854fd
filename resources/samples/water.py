"""The water of the story: monthly classes of the twelve sections, period classes, CWQI ranks.

青禾桥 stands at Ⅳ from February 2026 on (target Ⅲ, Ⅲ a year before); 双桅石 falls to Ⅳ and 白鹭滩
to Ⅴ in October; 云港闸 could not be sampled in October. All others keep their class or improve.
"""

from __future__ import annotations

import zlib
from decimal import Decimal

from city import COUNTIES, OTHER_ZONES, OTHERS, SECTIONS

LIST_SIZE = len(COUNTIES) + len(OTHERS) + len(OTHER_ZONES)

_USUAL = {name: target for name, _, _, _, target in SECTIONS}
CLASSES = {
    ("望麓桥", 2026): (3, 3, 3, 2, 3, 3, 3, 3, 2, 3),
    ("柳荫渡", 2026): (3, 3, 2, 3, 3, 3, 3, 2, 3, 3),
    ("双桅石", 2026): (3, 3, 3, 3, 3, 3, 3, 3, 3, 4),
    ("双桅石", 2024): (4, 4, 3, 3, 3, 3, 3, 3, 3, 3, 3, 4),
    ("青禾桥", 2026): (3, 4, 4, 4, 4, 4, 4, 4, 4, 4),
    ("白鹭滩", 2026): (3, 3, 3, 3, 3, 3, 3, 3, 3, 5),
    ("石磨坝", 2024): (4, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3),
    ("云港闸", 2026): (3, 3, 3, 3, 3, 3, 3, 3, 3, None),
}
# 累计类别按浓度均值评价，不等于各月类别的平均：青禾桥自1—3月起为Ⅳ类。
CUMULATIVE_FROM = {("青禾桥", 2026): (3, 4)}
MAIN_POLLUTANTS = {"青禾桥": "总磷", "白鹭滩": "氨氮、总磷", "双桅石": "总磷"}

# 2026年10月各断面的浓度（mg/L），按单因子评价正好是当月公布的类别；云港闸断流，未采样。
ITEMS = ("pH", "溶解氧", "高锰酸盐指数", "五日生化需氧量", "氨氮", "总磷", "化学需氧量")
CONCENTRATIONS = {
    "望麓桥": (7.8, 7.6, 4.6, 2.4, 0.42, 0.13, 16.0),
    "砚台滩": (7.7, 7.1, 4.4, 2.6, 0.55, 0.14, 17.0),
    "城南闸": (7.6, 6.4, 5.2, 3.1, 0.72, 0.17, 18.0),
    "岚溪口": (7.9, 8.2, 2.6, 1.6, 0.18, 0.06, 11.0),
    "柳荫渡": (7.8, 7.4, 4.3, 2.3, 0.38, 0.12, 15.5),
    "双桅石": (7.5, 6.2, 5.4, 3.2, 0.81, 0.24, 18.5),
    "霁水库心": (7.9, 7.9, 4.2, 2.2, 0.24, 0.03, 15.5),
    "青禾桥": (7.5, 6.0, 5.6, 3.4, 0.88, 0.27, 19.0),
    "白鹭滩": (7.4, 5.3, 5.9, 3.8, 1.80, 0.35, 19.5),
    "石磨坝": (7.7, 7.0, 4.7, 2.7, 0.61, 0.16, 16.5),
    "创新桥": (7.6, 6.8, 4.9, 2.8, 0.66, 0.15, 17.5),
}

# 水环境质量指数（CWQI）全省排名，共187个县（市、区）。
RANKS = {
    "2024-H1": (90, 61, 109),
    "2024-9M": (92, 60, 111),
    "2024": (93, 62, 112),
    "2025-H1": (92, 60, 110),
    "2025-9M": (95, 62, 112),
    "2025": (94, 63, 113),
    "2026-H1": (95, 64, 114),
    "2026-9M": (98, 65, 117),
}
IMPROVEMENT_RANKS = {"2024": (75, 82, 99), "2025": (88, 71, 120)}
_BASE = {2024: (91, 62, 110), 2025: (93, 61, 111), 2026: (97, 64, 115)}


def section_class(section: str, year: int, month: int) -> int | None:
    classes = CLASSES.get((section, year))
    return classes[month - 1] if classes else _USUAL[section]


def cumulative_class(section: str, year: int, month: int) -> int | None:
    """January up to `month`; for 6, 9 and 12 also the class of 上半年, 前三季度 and 年度."""
    start, worse = CUMULATIVE_FROM.get((section, year), (13, 0))
    if month >= start:
        return worse
    return None if section_class(section, year, month) is None else _USUAL[section]


def month_rank(unit: str, year: int, month: int) -> int:
    base = _BASE[year][COUNTIES.index(unit)]
    return base + zlib.crc32(f"{unit}{year}{month}".encode()) % 7 - 3


def ranking(period: str, ranks: dict[str, tuple[int, ...]]) -> list[tuple[int, str, Decimal]]:
    """(rank, unit, CWQI) of all 187, best first; the published index has four places, no ties."""
    own = dict(zip(ranks[period], COUNTIES, strict=True))
    others = iter(
        sorted(OTHERS + OTHER_ZONES, key=lambda name: zlib.crc32(f"{name}{period}".encode()))
    )
    return [
        (rank, own.get(rank) or next(others), Decimal("2.1") + Decimal(rank) * Decimal("0.0193"))
        for rank in range(1, LIST_SIZE + 1)
    ]
