"""The condition on targets: misses_target."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from yuetan_desktop.domain.conditions.base import (
    NO_SECTIONS,
    VALUE_BY_READING,
    Context,
    difference,
    has_no_sections,
    no_data,
    not_applicable,
    target_evidence,
    value_evidence,
    what_lacks,
    with_unit,
)
from yuetan_desktop.domain.facts import Observation, Target
from yuetan_desktop.domain.finding import (
    Finding,
    Margin,
    Measure,
    Scale,
)
from yuetan_desktop.domain.indicator import (
    Better,
    Indicator,
    Quantity,
    WaterClass,
    places,
    round_half_even,
)
from yuetan_desktop.domain.period import Period, PeriodKind
from yuetan_desktop.domain.place import PlaceKind

# Only PM2.5 is published now as an integer, now with one decimal (R22).
ROUNDED_BY_READING = frozenset({"pm25"})
MEANS_BY_READING = frozenset({"pm25", "pm10", "so2", "no2"})


_SCALES = {Quantity.WATER_CLASS: Scale.CLASSES, Quantity.PERCENT: Scale.SHARE}


@dataclass(frozen=True)
class MissesTarget:
    """未达到阶段目标 / 低于考核目标: the period's value against its target.

    `target_of="year"` falls back to the year's target; `cumulative` takes January to the month.
    """

    indicator: str
    target_of: str = ""
    cumulative: bool = False

    @cached_property
    def wordings(self) -> frozenset[str]:
        wordings = set()
        if self.indicator in ROUNDED_BY_READING:
            wordings.add("R22")
        if self.indicator in MEANS_BY_READING:
            wordings.add("R23")
        return frozenset(wordings | {"R17"}) | VALUE_BY_READING.get(self.indicator, frozenset())

    def evaluate(self, context: Context) -> Finding:
        if context.place.kind is PlaceKind.DEPARTMENT:
            return not_applicable("市级部门不考核此项指标")
        period = context.period
        if self.cumulative:
            period = Period.year_to_date(period.year, period.last_month)
        context = context.at(period=period)
        indicator = context.indicator(self.indicator)
        observation = context.observe(self.indicator, period)
        target = self._target(context)
        if observation is None and has_no_sections(context, self.indicator):
            return not_applicable(NO_SECTIONS)
        if observation is None or target is None:
            part = "" if observation else what_lacks(context, indicator, period)
            wanted = [] if observation else ["累计%s" if self.cumulative else "%s"]
            wanted += [] if target else ["%s目标"]
            full, brief = (
                "、".join(word % name for word in wanted)
                for name in (indicator.name + part, indicator.brief + part)
            )
            return no_data(context, full, brief)
        return self._compare(context, indicator, observation, target)

    def _target(self, context: Context) -> Target | None:
        facts, place = context.facts, context.place.id
        found = facts.targets(place, self.indicator, context.period)
        if not found and self.target_of == "year":
            found = facts.year_targets(place, self.indicator, context.period)
        if len({target.value for target in found}) > 1 and context.readings["R17"] == "strictest":
            lower = context.indicator(self.indicator).better is Better.LOWER
            return (min if lower else max)(found, key=lambda target: target.value)
        return found[-1] if found else None

    def _compare(
        self, context: Context, indicator: Indicator, observation: Observation, target: Target
    ) -> Finding:
        value = self._rounded(context, indicator, observation.value, target.value)
        lower_is_better = indicator.better is Better.LOWER
        slack = target.value - value if lower_is_better else value - target.value
        margin = Margin(
            slack, indicator.unit, target.value, _SCALES.get(indicator.quantity, Scale.AMOUNT)
        )
        if context.bare:
            return Finding(margin.outcome, "", margin)
        is_class = indicator.quantity is Quantity.WATER_CLASS
        actual = with_unit(indicator, value, exactly=True)
        limit = with_unit(indicator, target.value, exactly=True)
        if self.indicator in ROUNDED_BY_READING:
            actual = f"{value:f} {indicator.unit}"
        verdict = self._words(indicator, slack, value, target.value)
        name = indicator.brief if not is_class else ("累计水质" if self.cumulative else "水质")
        full_name = name if is_class else indicator.name
        raw = (
            ""
            if value == observation.value or observation.method
            else f"（原值{observation.value:f}）"
        )
        return Finding(
            margin.outcome,
            f"{context.period.label()}{context.subject}{full_name}为{actual}{raw}"
            f"，{self._kind(context, indicator)}目标{limit}，{verdict}"
            + (f"（{observation.method}）" if observation.method else ""),
            margin,
            measure=Measure(
                topic=f"{context.subject}{context.when}{name}",
                actual=actual,
                limit=f"{'≤' if lower_is_better else '≥'} {limit}",
                verdict=verdict,
            ),
            evidence=(
                *value_evidence(context, observation, "实际"),
                target_evidence(context, target),
            ),
            short=f"{context.subject or context.when}{' ' if not context.subject else ''}"
            f"{name if not context.subject else context.when} {verdict}",
        )

    def _kind(self, context: Context, indicator: Indicator) -> str:
        """第四、五、七、八条 speak of 阶段目标 and of 考核目标, 第九条 of the year's."""
        if indicator.quantity is Quantity.WATER_CLASS or self.target_of:
            return "考核"
        return "年度" if context.period.kind is PeriodKind.YEAR else "阶段"

    def _rounded(
        self, context: Context, indicator: Indicator, value: Decimal, target: Decimal
    ) -> Decimal:
        """As published, or as finely as the target is set, where that is finer."""
        usual = round_half_even(value, max(indicator.decimals, places(target)))
        if self.indicator not in ROUNDED_BY_READING:
            return usual
        rounded = {
            "one_decimal": usual,
            "integer": round_half_even(value, 0),
            "as_given": value,
        }
        # Only where the verdict hangs on it is the reading worth comparing.
        agree = len({result > target for result in rounded.values()}) == 1
        readings = context.readings
        return rounded[readings.peek("R22") if agree else readings["R22"]]

    @staticmethod
    def _words(indicator: Indicator, slack: Decimal, value: Decimal, target: Decimal) -> str:
        if indicator.quantity is Quantity.WATER_CLASS:
            ours, theirs = WaterClass(int(value)).label, WaterClass(int(target)).label
            return f"{ours}类劣于{theirs}类" if slack < 0 else f"{ours}类达标"
        unit = " 点" if indicator.quantity is Quantity.PERCENT else ""
        if slack < 0:
            word = "超" if indicator.better is Better.LOWER else "低"
            return f"{word} {difference(indicator, slack, unit)}"
        return f"余 {difference(indicator, slack, unit)}"
