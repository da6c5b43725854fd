"""Air quality by the standard in force: IAQI, AQI, primary pollutants, composite index.

GB 3095 and HJ 633 changed on 2026-03-01; which text applies is decided by the day observed.
Concentrations are in μg/m³, CO in mg/m³, O3 as the daily maximum 8-hour mean.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, Decimal
from enum import IntEnum

from yuetan_desktop.domain.indicator import round_half_even
from yuetan_desktop.domain.period import Period

POLLUTANTS = ("so2", "no2", "pm10", "pm25", "co", "o3")
GOOD_DAY_LIMIT = 100  # 优良天：AQI ≤ 100
HEAVY_DAY_LIMIT = 200  # 重度及以上：AQI > 200
SEVERE_DAY_LIMIT = 300  # 严重污染：AQI > 300


class AqiClass(IntEnum):
    """HJ 633 table 2: 一级 优 … 六级 严重污染."""

    EXCELLENT = 1
    GOOD = 2
    LIGHT = 3
    MODERATE = 4
    HEAVY = 5
    SEVERE = 6

    @property
    def label(self) -> str:
        return ("优", "良", "轻度污染", "中度污染", "重度污染", "严重污染")[self - 1]

    @staticmethod
    def of(aqi: int) -> AqiClass:
        for aqi_class, upper in zip(AqiClass, (50, 100, 150, 200, 300), strict=False):
            if aqi <= upper:
                return aqi_class
        return AqiClass.SEVERE


@dataclass(frozen=True, slots=True)
class Aqi:
    """One day's result. `primary` holds every pollutant with the largest IAQI, none up to 50;
    `missing` the pollutants without a value."""

    value: int
    primary: tuple[str, ...]
    iaqi: Mapping[str, int]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Validity:
    """GB 3095 表4: the least data a mean needs; `eight_hours` counts the 8-hour means of a day."""

    year_days: int
    month_days: int
    february_days: int
    day_hours: int
    eight_hours: int
    eight_hour_values: int


@dataclass(frozen=True, slots=True)
class AirStandard:
    """One version of the air quality standard, in force for days from `effective_from` on.

    Concentrations in μg/m³, CO in mg/m³. `breakpoints` of each pollutant belong to `levels` of the
    index (HJ 633); `index_limits` and `index_weights` make the composite index.
    """

    name: str
    effective_from: date
    effective_to: date | None
    round_first: bool
    levels: tuple[int, ...]
    breakpoints: Mapping[str, tuple[Decimal, ...]]
    index_limits: Mapping[str, Decimal]
    index_weights: Mapping[str, Decimal]
    validity: Validity

    @classmethod
    def from_toml(cls, text: str) -> AirStandard:
        data = tomllib.loads(text, parse_float=Decimal)
        iaqi = dict(data["iaqi"])
        return cls(
            name=data["name"],
            effective_from=data["effective_from"],
            effective_to=data.get("effective_to"),
            round_first=data["round_first"],
            levels=tuple(iaqi.pop("levels")),
            breakpoints={key: tuple(map(Decimal, row)) for key, row in iaqi.items()},
            index_limits=_decimals(data["index"]["limits"]),
            index_weights=_decimals(data["index"]["weights"]),
            validity=Validity(**data["validity"]),
        )

    @property
    def short(self) -> str:
        """GB 3095—2012: the name without that of the AQI's text."""
        return self.name.partition(" / ")[0]

    @property
    def year_days(self) -> int:
        return self.validity.year_days

    def month_days(self, month: Period) -> int:
        """Valid days that a month needs."""
        return self.validity.february_days if month.first_month == 2 else self.validity.month_days

    def iaqi(self, pollutant: str, concentration: Decimal) -> int:
        """The sub-index of one concentration, rounded *up* (HJ 633: 全部进位取整).

        Multiplies before dividing, so that exact limits stay exact. Beyond the last breakpoint
        the last level holds (O3 above 800: 300 by HJ 633—2026; otherwise 500).
        """
        if self.round_first:
            concentration = round_half_even(concentration, 1 if pollutant == "co" else 0)
        points = self.breakpoints[pollutant]
        for upper in range(1, len(points)):
            if concentration <= points[upper]:
                low_c, high_c = points[upper - 1], points[upper]
                low_i, high_i = self.levels[upper - 1], self.levels[upper]
                exact = (high_i - low_i) * (concentration - low_c) / (high_c - low_c) + low_i
                return int(exact.to_integral_value(rounding=ROUND_CEILING))
        return self.levels[len(points) - 1]

    def aqi(self, concentrations: Mapping[str, Decimal]) -> Aqi | None:
        """AQI of one day; None if it may not be published.

        With pollutants missing, the AQI of the others stands only if it exceeds 100
        (HJ 633—2026); with none at all there is no AQI.
        """
        iaqi = {p: self.iaqi(p, concentrations[p]) for p in POLLUTANTS if p in concentrations}
        missing = tuple(p for p in POLLUTANTS if p not in concentrations)
        value = max(iaqi.values(), default=0)
        if not iaqi or (missing and value <= GOOD_DAY_LIMIT):
            return None
        primary = tuple(p for p, i in iaqi.items() if i == value) if value > 50 else ()
        return Aqi(value, primary, iaqi, missing)

    def composite_index(self, concentrations: Mapping[str, Decimal]) -> Decimal | None:
        """环境空气质量综合指数 = Σ weight · concentration / limit, unrounded; None if one of the
        six is missing. CO is the 95th, O3 the 90th percentile of the period."""
        if any(p not in concentrations for p in POLLUTANTS):
            return None
        return sum(
            (self.index_weights[p] * concentrations[p] / self.index_limits[p] for p in POLLUTANTS),
            start=Decimal(0),
        )


def in_force(standards: Iterable[AirStandard], day: date) -> AirStandard | None:
    """The standard that applies to observations of `day`."""
    for standard in standards:
        if standard.effective_from <= day and (
            standard.effective_to is None or day <= standard.effective_to
        ):
            return standard
    return None


def percentile(values: Iterable[Decimal], p: Decimal) -> Decimal:
    """The p-th fraction (0–1) by HJ 663 appendix A.6: k = 1 + (n − 1)·p, linear in between.

    Raises ValueError for no values.
    """
    ordered = sorted(values)
    if not ordered:
        raise ValueError("percentile of no values")
    position = (len(ordered) - 1) * p
    below = int(position)
    if below == len(ordered) - 1:
        return ordered[below]
    return ordered[below] + (position - below) * (ordered[below + 1] - ordered[below])


def _decimals(row: Mapping[str, object]) -> dict[str, Decimal]:
    return {key: Decimal(str(value)) for key, value in row.items()}
