"""主要污染指标 of a section and the state of a river as a whole (环办〔2011〕22号).

Items beyond the class are named, the worst class first and within a class the most exceeded, three
at most; metals and cyanide stand before the others. Of pH and dissolved oxygen no multiple is told.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal

from yuetan_desktop.domain.indicator import WaterClass, round_half_even
from yuetan_desktop.domain.water_standard import WaterStandard

MOST = 3
_NO_MULTIPLE = frozenset({"do", "ph"})
_BEFORE_OTHERS = frozenset({"cyanide", "pb", "cr6", "hg", "cd", "as"})
LEAST_SECTIONS = 5  # fewer are judged by the means of their concentrations


@dataclass(frozen=True, slots=True)
class Pollutant:
    """One item beyond the class; `multiple` is how far above its limit, in limits."""

    indicator: str
    water_class: WaterClass
    multiple: Decimal | None

    @property
    def multiple_says(self) -> str:
        """（0.4）; what would be 0.0 keeps one significant digit."""
        if self.multiple is None:
            return ""
        rounded = round_half_even(self.multiple, 1)
        return f"（{rounded or round_half_even(self.multiple, -self.multiple.adjusted())}）"


def main_pollutants(
    standard: WaterStandard,
    evaluated: Mapping[str, Decimal],
    *,
    lake: bool = False,
    against: WaterClass = WaterClass.III,
) -> tuple[Pollutant, ...]:
    """Out of means rounded for evaluation; none where the section keeps to the class."""
    found = []
    for indicator, value in evaluated.items():
        water_class = standard.class_of(indicator, value, lake=lake)
        if water_class is not None and water_class > against:
            limit = standard.limit(indicator, against, lake=lake)
            multiple = None
            if limit is not None and indicator not in _NO_MULTIPLE:
                multiple = (value - limit) / limit
            found.append(Pollutant(indicator, water_class, multiple))
    found.sort(
        key=lambda one: (
            one.indicator not in _BEFORE_OTHERS,
            -one.water_class,
            -(one.multiple or 0),
        )
    )
    return tuple(found[:MOST])


def river_quality(classes: Collection[WaterClass]) -> str:
    """优, 良好, 轻度污染 … of a river by the shares of its sections; empty where it has fewer than
    five."""
    if len(classes) < LEAST_SECTIONS:
        return ""
    good = Decimal(sum(one <= WaterClass.III for one in classes)) / len(classes)
    worst = Decimal(sum(one is WaterClass.WORSE_THAN_V for one in classes)) / len(classes)
    if good >= Decimal("0.9"):
        return "优"
    if good >= Decimal("0.75"):
        return "良好"
    if worst < Decimal("0.2"):
        return "轻度污染"
    return "中度污染" if worst < Decimal("0.4") else "重度污染"
