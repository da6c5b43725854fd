"""How fast a province is assessed: 187 units × twelve months × all rules, and how that grows.

    python -m benchmarks.assess

Prints rules per second for 20 and for 187 units, the growth (1.0 is linear), and how long the
matrix of one month takes for 187 units. Facts are in memory; reading them is measured elsewhere.
"""

from __future__ import annotations

import gc
from collections import Counter
from datetime import date
from decimal import Decimal
from random import Random
from time import process_time

from yuetan_desktop.domain.assessment import Thresholds, assess
from yuetan_desktop.domain.facts import Facts, Observation, Ranking, Target
from yuetan_desktop.domain.judging.matrix import matrix
from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.place import Place, PlaceKind
from yuetan_desktop.domain.reading import Readings
from yuetan_desktop.services.workspace import shipped_library

AS_OF = date(2026, 11, 10)
MONTH = Period.month(2026, 10)
LIST = "全省县级行政区域"
SIZES = (20, 187)
ROUNDS = 3
# Linear is 1.0; the rest is the noise of a shared machine.
LIMIT_GROWTH = 1.2
# One month's matrix asks less than the twelve months that are assessed in the same run.
LIMIT_MATRIX = 0.5


def province(units: int, *, seed: int = 42) -> Facts:
    """Two years and ten months of every indicator a rule asks for, for counties with one section
    each; ranks are a real permutation with ties."""
    random = Random(seed)
    counties = [Place(n + 1, f"{n + 1}县", PlaceKind.COUNTY) for n in range(units)]
    sections = [
        Place(1000 + c.id, f"{c.name}断面", PlaceKind.SECTION, c.id, grade="国控") for c in counties
    ]
    observations: dict[tuple[int, str, Period], Observation] = {}
    rankings: dict[tuple[str, Period, str], Ranking] = {}
    targets: list[Target] = []

    def put(place: int, key: str, period: Period, value: float, size: int | None = None) -> None:
        name = LIST if size else ""
        number = Decimal(str(round(value, 1)))
        observations[place, key, period] = Observation(place, key, period, number, None, name, size)

    for period in periods():
        for key in ("air_index_rank", "cwqi_rank", "water_improvement_rank"):
            ranks = [max(1, n - (n % 7 == 0)) for n in range(1, units + 1)]
            random.shuffle(ranks)
            rankings[key, period, LIST] = Ranking(LIST, units, Counter(ranks))
            for county, rank in zip(counties, ranks, strict=True):
                put(county.id, key, period, rank, units)
        for county, section in zip(counties, sections, strict=True):
            put(county.id, "pm25", period, random.uniform(15, 50))
            put(county.id, "good_day_rate", period, random.uniform(70, 100))
            put(county.id, "good_water_ratio", period, random.choice([75, 80, 90, 100]))
            put(county.id, "source_water_rate", period, random.choice([97.5, 100, 100]))
            put(county.id, "heavy_days", period, random.choice([0, 0, 0, 1]))
            put(section.id, "water_class", period, random.choice([2, 3, 3, 4]))
            targets += [
                Target(county.id, "pm25", period, Decimal(35)),
                Target(county.id, "good_day_rate", period, Decimal(85)),
                Target(county.id, "good_water_ratio", period, Decimal(90)),
                Target(section.id, "water_class", period, Decimal(3)),
            ]
    for county in counties:
        for key in ("emission_reduction_rate", "project_reserve_rate"):
            put(county.id, key, Period.year_of(2025), random.choice([94, 100, 100]))
    return Facts(
        catalogue=shipped_library().catalogue,
        places=[*counties, *sections],
        observations=observations,
        rankings=rankings,
        targets=targets,
    )


def periods() -> list[Period]:
    spans = set()
    for year in (2024, 2025, 2026):
        last = 10 if year == 2026 else 12
        spans |= {Period.month(year, m) for m in range(1, last + 1)}
        spans |= {Period.year_to_date(year, m) for m in range(1, last + 1)}
        spans |= {Period.quarter(year, q) for q in range(1, last // 3 + 1)}
    return sorted(spans)


def main() -> int:
    library = shipped_library()
    regulations = library.regulations
    readings = Readings.of(r for regulation in regulations for r in regulation.readings.values())
    provinces = {units: province(units) for units in SIZES}
    gc.freeze()  # the facts themselves are not what is measured
    best = dict.fromkeys(SIZES, float("inf"))
    answered = dict.fromkeys(SIZES, 0)
    for _ in range(ROUNDS):
        # Alternating, and the best round counts: what else the machine does hits both sizes.
        for units, facts in provinces.items():
            started = process_time()
            answered[units] = sum(
                len(assess(regulations, facts, place, AS_OF, readings).findings)
                for place in _counties(facts)
            )
            best[units] = min(best[units], process_time() - started)
    for units in SIZES:
        per_second = answered[units] / best[units]
        print(
            f"{units:4} 个单位十二个月：{answered[units]} 项（条文×期间），{best[units]:.2f} 秒，"
            f"每秒 {per_second:,.0f} 项"
        )
    small, large = SIZES
    growth = (best[large] / large) / (best[small] / small)
    print(f"从 {small} 到 {large} 个单位，每单位用时之比 {growth:.2f}；要求 ≤ {LIMIT_GROWTH}")
    counties = _counties(provinces[large])
    started = process_time()
    matrix(regulations, provinces[large], counties, MONTH, readings, Thresholds())
    spent = process_time() - started
    share = spent / best[large]
    print(
        f"{large} 个单位一个月的矩阵：{spent:.2f} 秒，为十二个月评估的 {share:.2f} 倍；"
        f"要求 ≤ {LIMIT_MATRIX}"
    )
    return 0 if growth <= LIMIT_GROWTH and share <= LIMIT_MATRIX else 1


def _counties(facts: Facts) -> list[Place]:
    return [place for place in facts.places if place.kind is PlaceKind.COUNTY]


if __name__ == "__main__":
    raise SystemExit(main())
