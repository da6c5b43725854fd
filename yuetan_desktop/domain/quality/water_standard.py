"""Surface water by GB 3838—2002 and 环办〔2011〕22号: single-factor class and CWQI.

Concentrations are in mg/L, pH without unit. `class_of` and `judge` take values as they are; a mean
is rounded for evaluation first (`for_evaluation`).
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from yuetan_desktop.domain.indicator import WaterClass, round_half_even


@dataclass(frozen=True, slots=True)
class WaterJudgement:
    """The class of a section and the indicators that decide it (all with the worst class)."""

    water_class: WaterClass
    decided_by: tuple[str, ...]
    by_indicator: Mapping[str, WaterClass]


@dataclass(frozen=True, slots=True)
class WaterStandard:
    """GB 3838: by indicator the limits of classes Ⅰ to Ⅴ in its unit; of oxygen the lowest value.

    `lake_limits` are those that lakes have instead; `decimals` are the places a mean is rounded to
    before it is judged.
    """

    name: str
    effective_from: date
    limits: Mapping[str, tuple[Decimal, ...]]
    lake_limits: Mapping[str, tuple[Decimal, ...]]
    ph_low: Decimal
    ph_high: Decimal
    decimals: Mapping[str, int]

    @classmethod
    def from_toml(cls, text: str) -> WaterStandard:
        data = tomllib.loads(text, parse_float=Decimal)
        return cls(
            name=data["name"],
            effective_from=data["effective_from"],
            limits={key: tuple(map(Decimal, row)) for key, row in data["limits"].items()},
            lake_limits={key: tuple(map(Decimal, row)) for key, row in data["lake"].items()},
            ph_low=Decimal(data["ph"]["low"]),
            ph_high=Decimal(data["ph"]["high"]),
            decimals=dict(data["decimals"]),
        )

    @property
    def items(self) -> tuple[str, ...]:
        """The indicators that are assessed."""
        return (*self.limits, "ph")

    def mean(self, indicator: str, values: Sequence[Decimal]) -> Decimal:
        """Arithmetic; of pH by its hydrogen ions: −log₁₀ of the mean of 10^−pH."""
        if indicator == "ph" and len(values) > 1:
            ions = sum((Decimal(10) ** -value for value in values), start=Decimal(0))
            return -(ions / len(values)).log10()
        return sum(values, start=Decimal(0)) / len(values)

    def for_evaluation(self, indicator: str, mean: Decimal) -> Decimal:
        """A mean as it is judged: half to even at the item's places; what would become 0 keeps one
        significant digit."""
        decimals = self.decimals.get(indicator)
        if decimals is None:
            return mean
        rounded = round_half_even(mean, decimals)
        return rounded if rounded or not mean else round_half_even(mean, -mean.adjusted())

    def class_of(self, indicator: str, value: Decimal, *, lake: bool = False) -> WaterClass | None:
        """The class of one value; equal to a limit is still that class. None if not assessed."""
        if indicator == "ph":
            inside = self.ph_low <= value <= self.ph_high
            return WaterClass.I if inside else WaterClass.WORSE_THAN_V
        limits = self._limits(indicator, lake)
        if limits is None:
            return None
        for number, limit in enumerate(limits, start=1):
            if value >= limit if indicator == "do" else value <= limit:
                return WaterClass(number)
        return WaterClass.WORSE_THAN_V

    def judge(self, values: Mapping[str, Decimal], *, lake: bool = False) -> WaterJudgement | None:
        """Single-factor class: the worst of the assessed items; None if none is assessed."""
        classes = {
            indicator: found
            for indicator, value in values.items()
            if (found := self.class_of(indicator, value, lake=lake)) is not None
        }
        if not classes:
            return None
        worst = max(classes.values())
        deciding = tuple(i for i, c in classes.items() if c is worst)
        return WaterJudgement(worst, deciding, classes)

    def cwqi(self, values: Mapping[str, Decimal], *, lake: bool = False) -> Decimal:
        """水质指数: Σ C / C_Ⅲ over the assessed items (环办监测〔2017〕51号); dissolved oxygen as
        C_Ⅲ / C; pH as 7 − pH or (pH − 7) / 2. Unrounded; published with 4 decimals."""
        total = Decimal(0)
        for indicator, value in values.items():
            if indicator == "ph":
                total += 7 - value if value <= 7 else (value - 7) / 2
                continue
            limits = self._limits(indicator, lake)
            if limits is not None:
                class_three = limits[WaterClass.III - 1]
                total += class_three / value if indicator == "do" else value / class_three
        return total

    def limit(
        self, indicator: str, water_class: WaterClass, *, lake: bool = False
    ) -> Decimal | None:
        """The limit of an item for a class; None of pH and what is not assessed."""
        limits = self._limits(indicator, lake)
        return (
            limits[water_class - 1] if limits is not None and water_class <= len(limits) else None
        )

    def _limits(self, indicator: str, lake: bool) -> tuple[Decimal, ...] | None:
        if lake and indicator in self.lake_limits:
            return self.lake_limits[indicator]
        return self.limits.get(indicator)
