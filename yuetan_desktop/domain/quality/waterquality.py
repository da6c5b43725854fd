"""主要污染指标 of a section, the state of a river as a whole and of a lake's nutrients
(环办〔2011〕22号).

Items beyond the class are named, the worst class first and within a class the most exceeded, three
at most; metals and cyanide stand before the others. Of pH and dissolved oxygen no multiple is told.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from yuetan_desktop.domain.indicator import WaterClass, round_half_even
from yuetan_desktop.domain.quality.water_standard import WaterStandard

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


_STATES = ("优", "优", "良好", "轻度污染", "中度污染", "重度污染")


def section_quality(water_class: WaterClass) -> str:
    """优, 良好, 轻度污染 … of one section, or of a river judged as one."""
    return _STATES[water_class - 1]


def river_of_few(
    standard: WaterStandard, sections: Sequence[Mapping[str, Decimal]]
) -> WaterClass | None:
    """The class of a river of fewer than five sections: each item's mean over all of them, judged
    as a section's is. `sections` are their unrounded means; None of none, of more, and where they
    have no item in common."""
    if not 0 < len(sections) < LEAST_SECTIONS:
        return None
    common = [item for item in sections[0] if all(item in one for one in sections)]
    means = {item: standard.mean(item, [one[item] for one in sections]) for item in common}
    judged = standard.judge(
        {item: standard.for_evaluation(item, mean) for item, mean in means.items()}
    )
    return judged.water_class if judged else None


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


# 综合营养状态指数 TLI(∑) = Σ W · 10 (a + b ln x): item → (W, a, b, x in the formula's unit a stored
# one). Chlorophyll is stored in mg/L and counted in mg/m³; transparency in m; the others in mg/L.
_NUTRIENTS = {
    "chlorophyll_a": ("0.2663", "2.5", "1.086", 1000),
    "tp": ("0.1879", "9.436", "1.624", 1),
    "tn": ("0.1790", "5.453", "1.694", 1),
    "transparency": ("0.1834", "5.118", "-1.94", 1),
    "codmn": ("0.1834", "0.109", "2.661", 1),
}
NUTRIENTS = tuple(_NUTRIENTS)


def trophic_index(values: Mapping[str, Decimal]) -> Decimal | None:
    """TLI of a lake, to one place; None unless all five items were measured above nothing."""
    total = Decimal(0)
    for item, (weight, constant, slope, factor) in _NUTRIENTS.items():
        value = values.get(item)
        if value is None or value <= 0:
            return None
        index = 10 * (Decimal(constant) + Decimal(slope) * (value * factor).ln())
        total += Decimal(weight) * index
    return round_half_even(total, 1)


def trophic_state(index: Decimal) -> str:
    """贫营养 below 30, 中营养 to 50, 轻度富营养 to 60, 中度富营养 to 70, then 重度富营养."""
    if index < 30:
        return "贫营养"
    bounds = ((50, "中营养"), (60, "轻度富营养"), (70, "中度富营养"))
    return next((state for bound, state in bounds if index <= bound), "重度富营养")
