"""Conditions on targets and on last year: misses_target, misses_full, drops_year_on_year."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from yuetan_desktop.domain.conditions.base import (
    NO_SECTIONS,
    Context,
    apart,
    difference,
    no_data,
    not_applicable,
    same_basis_words,
    target_evidence,
    value_evidence,
    what_lacks,
    with_unit,
)
from yuetan_desktop.domain.conditions.yeartasks import short_of
from yuetan_desktop.domain.facts import Observation, Target
from yuetan_desktop.domain.finding import (
    Finding,
    Margin,
    Measure,
    Outcome,
    Scale,
    outcome_of_any,
)
from yuetan_desktop.domain.indicator import (
    Better,
    Indicator,
    Quantity,
    WaterClass,
    places,
    round_half_even,
)
from yuetan_desktop.domain.ledger.yeartask import YearTaskKind
from yuetan_desktop.domain.period import Period, PeriodKind
from yuetan_desktop.domain.place import PlaceKind
from yuetan_desktop.domain.quality.derive import (
    assessed_sections,
    good_water_ratio_of,
    section_class,
)

# Only PM2.5 is published now as an integer, now with one decimal (R22).
ROUNDED_BY_READING = frozenset({"pm25"})
MEANS_BY_READING = frozenset({"pm25", "pm10", "so2", "no2"})


# Readings that decide what the value is (R7: which sections, R21: by which standard).
_VALUE_BY_READING = {
    "good_water_ratio": frozenset({"R7"}),
    "good_day_rate": frozenset({"R21"}),
}
_SCALES = {Quantity.WATER_CLASS: Scale.CLASSES, Quantity.PERCENT: Scale.SHARE}


def _verdict(slack: Decimal) -> Outcome:
    return Outcome.TRIGGERED if slack < 0 else Outcome.NOT_TRIGGERED


def _has_no_sections(context: Context, indicator: str) -> bool:
    """A zone may have no assessed section at all; for a county they are only not registered."""
    return (
        indicator == "good_water_ratio"
        and context.place.kind is PlaceKind.ZONE
        and not assessed_sections(context.facts, context.place.id)
    )


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
        return frozenset(wordings | {"R17"}) | _VALUE_BY_READING.get(self.indicator, frozenset())

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
        if observation is None and _has_no_sections(context, self.indicator):
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
            return Finding(_verdict(slack), "", margin)
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
            _verdict(slack),
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


@dataclass(frozen=True)
class MissesFull:
    """A yearly task not done in full: the year's completion rate below `full` percent, or a line
    of the unit's `ledger` (减排 by pollutant, 储备库): one line short is enough.

    `year_before` asks about the year before the period's, as for matters of a running year.
    """

    indicator: str
    full: int
    ledger: YearTaskKind
    year_before: bool = False

    @cached_property
    def wordings(self) -> frozenset[str]:
        return frozenset()

    def evaluate(self, context: Context) -> Finding:
        if context.place.kind is PlaceKind.DEPARTMENT:
            return not_applicable("市级部门不考核此项指标")
        year = Period.year_of(context.period.year - self.year_before)
        context = context.at(period=year)
        lines = short_of(context, self.ledger, year.year, self.full)
        observation = context.observe(self.indicator, year)
        if observation is None and not lines:
            indicator = context.indicator(self.indicator)
            return no_data(context, indicator.name, indicator.brief)
        rate = [] if observation is None else [self._rate(context, observation, year)]
        parts = (*lines, *rate)
        if len(parts) == 1:
            return parts[0]
        outcome = outcome_of_any(part.outcome for part in parts)
        worst = next(part for part in parts if part.outcome is outcome)
        return Finding(outcome, worst.says, parts=parts, short=worst.short)

    def _rate(self, context: Context, observation: Observation, year: Period) -> Finding:
        """The completion rate as it was published."""
        indicator = context.indicator(self.indicator)
        slack = observation.value - self.full
        margin = Margin(slack, indicator.unit, Decimal(self.full), Scale.CHANGE)
        if context.bare:
            return Finding(_verdict(slack), "", margin)
        shown, _ = apart(indicator, observation.value, Decimal(self.full))
        actual = with_unit(indicator, shown, exactly=True)
        verdict = f"差 {difference(indicator, slack, ' 点')}" if slack < 0 else "已完成"
        return Finding(
            _verdict(slack),
            f"{year.label()}{indicator.name}为{actual}，应达到{self.full}%，{verdict}",
            margin,
            measure=Measure(f"{year.label()}{indicator.brief}", actual, f"≥ {self.full}%", verdict),
            evidence=value_evidence(context, observation, "实际"),
            short=f"{indicator.brief} {verdict}",
        )


@dataclass(frozen=True)
class DropsYearOnYear:
    """同比下降: lower than in the same period last year; any decrease counts.

    `or_longer`: a month without a value is judged by the quarter, half-year or year that ends with
    it, where one was published.
    """

    indicator: str
    or_longer: bool = False

    @cached_property
    def wordings(self) -> frozenset[str]:
        return _VALUE_BY_READING.get(self.indicator, frozenset())

    def evaluate(self, context: Context) -> Finding:
        if context.place.kind is PlaceKind.DEPARTMENT:
            return not_applicable("市级部门不考核此项指标")
        indicator = context.indicator(self.indicator)
        context = context.at(period=self._published(context))
        this, last, remark = self._both_years(context)
        before = context.period.year_before()
        if this is None and last is None and _has_no_sections(context, self.indicator):
            return not_applicable(NO_SECTIONS)
        if this is None or last is None:
            wanted = [] if this else ["%s"]
            wanted += [] if last or remark else ["去年同期%s"]
            full, brief = (
                "、".join(word % name for word in wanted) + remark
                for name in (indicator.name, indicator.brief)
            )
            return no_data(context, full, brief)
        now, then = apart(indicator, this.value, last.value)
        slack = now - then
        margin = Margin(slack, "百分点", last.value, Scale.CHANGE)
        if context.bare:
            return Finding(_verdict(slack), "", margin)
        verdict = (
            f"{'−' if slack < 0 else '＋'}{difference(indicator, slack, ' 点')}"
            if slack
            else "持平"
        )
        return Finding(
            _verdict(slack),
            f"{context.period.label()}{indicator.name}为{with_unit(indicator, now, exactly=True)}，"
            f"去年同期{with_unit(indicator, then, exactly=True)}，同比{verdict}{remark}"
            f"{same_basis_words(context, self.indicator)}",
            margin,
            measure=Measure(
                f"{context.when}{indicator.brief}",
                with_unit(indicator, now, exactly=True),
                f"同期 {with_unit(indicator, then, exactly=True)}",
                verdict,
            ),
            evidence=(
                *value_evidence(context, this, "实际"),
                *value_evidence(context.at(period=before), last, "同期"),
            ),
            short=f"{indicator.brief} {verdict}",
        )

    def _published(self, context: Context) -> Period:
        """The period itself, or the shortest longer one that ends with it and has a value."""
        period = context.period
        if self.or_longer and not context.observe(self.indicator, period):
            last = period.last_month
            for length in (n for n in (3, 6, 12) if last % n == 0):
                longer = Period.months(period.year, last - length + 1, last)
                if context.observe(self.indicator, longer):
                    return longer
        return period

    def _both_years(self, context: Context) -> tuple[Observation | None, Observation | None, str]:
        before = context.period.year_before()
        facts, place = context.facts, context.place.id
        this = facts.observation(place, self.indicator, context.period)
        last = facts.observation(place, self.indicator, before)
        if self.indicator != "good_water_ratio":
            return (
                this or context.observe(self.indicator, context.period),
                last or context.observe(self.indicator, before),
                "",
            )
        if this and last:
            return this, last, "" if context.bare else self._changes(context, before)
        return self._same_sections(context, before)

    @staticmethod
    def _changes(context: Context, before: Period) -> str:
        """The sections that crossed class Ⅲ, as far as their classes are known."""
        changed = []
        for section in assessed_sections(context.facts, context.place.id):
            this = section_class(context.facts, section.id, context.period)
            last = section_class(context.facts, section.id, before)
            if this and last and (this.value > WaterClass.III) != (last.value > WaterClass.III):
                labels = [WaterClass(int(one.value)).label for one in (last, this)]
                changed.append(f"{section.name}{labels[0]}→{labels[1]}")
        return f"（{'，'.join(changed)}）" if changed else ""

    def _same_sections(
        self, context: Context, before: Period
    ) -> tuple[Observation | None, Observation | None, str]:
        """The ratio over the sections judged in both years; a section that has no class now
        leaves the ratio unjudged, or is left out in both years (R7)."""
        facts, now = context.facts, context.period
        pairs, gaps, new = [], [], []
        for section in assessed_sections(facts, context.place.id):
            this = section_class(facts, section.id, now)
            last = section_class(facts, section.id, before)
            if this is None:
                gaps.append(section.name)
            elif last is None:
                new.append(section.name)
            else:
                pairs.append((this, last))
        if gaps and (not pairs or context.readings["R7"] == "not_judged"):
            return None, None, f"（{'、'.join(gaps)}本期无数据）"
        if not pairs:
            return None, None, "（无可比断面）"
        remark = self._changes(context, before)
        remark += f"（{'、'.join(gaps)}本期无数据，不计入）" if gaps else ""
        remark += f"（{'、'.join(new)}无同期，不计入）" if new else ""
        return (
            good_water_ratio_of(context.place.id, now, [this for this, _ in pairs]),
            good_water_ratio_of(context.place.id, before, [last for _, last in pairs]),
            remark,
        )
