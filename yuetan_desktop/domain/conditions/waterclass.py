"""Conditions on water classes: class_drops, class_at_least, worsens_year_on_year."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from yuetan_desktop.domain.conditions.base import (
    Context,
    no_data,
    value_evidence,
    with_unit,
)
from yuetan_desktop.domain.facts import Observation
from yuetan_desktop.domain.finding import Finding, Margin, Measure, Outcome, Scale
from yuetan_desktop.domain.indicator import WaterClass
from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.quality.section_class import section_means


def _method(observation: Observation) -> str:
    """How a class came about that no one published."""
    return f"（{observation.method}）" if observation.method else ""


@dataclass(frozen=True)
class ClassDrops:
    """断面水质同比下降 n 个类别 (R8: at least, or exactly n)."""

    steps: int

    @cached_property
    def wordings(self) -> frozenset[str]:
        return frozenset({"R8"})

    def evaluate(self, context: Context) -> Finding:
        before = context.period.year_before()
        this = context.observe("water_class", context.period)
        last = context.observe("water_class", before)
        if this is None or last is None:
            lacking = "水质类别" if this is None else "去年同期水质类别"
            return no_data(context, lacking)
        fall = int(this.value - last.value)
        too_far = fall > self.steps and context.readings["R8"] == "exactly"
        met = fall >= self.steps and not too_far
        # 按“恰好1个”口径，降得更多反而不成立；余量取到触发的距离。
        slack = Decimal(fall - self.steps if too_far else self.steps - 1 - fall)
        outcome = Outcome.TRIGGERED if met else Outcome.NOT_TRIGGERED
        margin = Margin(slack, "类", last.value, Scale.CHANGE)
        if context.bare:
            return Finding(outcome, "", margin)
        change = f"{WaterClass(int(last.value)).label}→{WaterClass(int(this.value)).label}"
        verdict = f"降{fall}类" if fall > 0 else (f"升{-fall}类" if fall else "持平")
        indicator = context.indicator("water_class")
        return Finding(
            outcome,
            f"{context.period.label()}{context.subject}水质同比{change}，{verdict}{_method(this)}",
            margin,
            measure=Measure(
                f"{context.subject}{context.when}水质",
                with_unit(indicator, this.value),
                f"同期 {with_unit(indicator, last.value)}",
                verdict,
            ),
            evidence=(
                *value_evidence(context, this, "实际"),
                *value_evidence(context.at(period=before), last, "同期"),
            ),
            short=f"{context.subject} {change}",
        )


@dataclass(frozen=True)
class ClassAtLeast:
    """断面水质为 V 类或劣 V 类: class `worst` or worse."""

    worst: int

    @cached_property
    def wordings(self) -> frozenset[str]:
        return frozenset()

    def evaluate(self, context: Context) -> Finding:
        observation = context.observe("water_class", context.period)
        if observation is None:
            return no_data(context, "水质类别")
        slack = Decimal(self.worst - 1) - observation.value
        margin = Margin(slack, "类", Decimal(self.worst - 1), Scale.CLASSES)
        if context.bare:
            return Finding(margin.outcome, "", margin)
        label = WaterClass(int(observation.value)).label
        return Finding(
            margin.outcome,
            f"{context.period.label()}{context.subject}水质为{label}类{_method(observation)}",
            margin,
            measure=Measure(
                f"{context.subject}{context.when}水质",
                f"{label}类",
                f"须好于{WaterClass(self.worst).label}类",
                "达到触发类别" if slack < 0 else "未达到",
            ),
            evidence=value_evidence(context, observation, "实际"),
            short=f"{context.subject} {context.when} {label}类",
        )


@dataclass(frozen=True)
class WorsensYearOnYear:
    """累计均值同比下降: worse than in the same span last year (R10: by class, by CWQI, or by the
    concentrations that decide the class)."""

    cumulative: bool = True

    @cached_property
    def wordings(self) -> frozenset[str]:
        return frozenset({"R10"})

    def evaluate(self, context: Context) -> Finding:
        period = context.period
        if self.cumulative:
            period = Period.year_to_date(period.year, period.last_month)
        context = context.at(period=period)
        compared = context.readings["R10"]
        if compared == "concentration":
            return _concentrations_worsen(context)
        indicator = context.indicator("cwqi" if compared == "cwqi" else "water_class")
        key, before = indicator.key, period.year_before()
        this, last = context.observe(key, period), context.observe(key, before)
        if this is None or last is None:
            when = "累计" if this is None else "去年同期累计"
            return no_data(context, f"{when}{indicator.name}", f"{when}{indicator.brief}")
        slack = last.value - this.value
        margin = Margin(slack, indicator.unit, last.value, Scale.CHANGE)
        if context.bare:
            return Finding(margin.outcome, "", margin)
        verdict = "变差" if slack < 0 else ("改善" if slack else "持平")
        return Finding(
            margin.outcome,
            f"{period.label()}{context.subject}累计{indicator.name}为"
            f"{with_unit(indicator, this.value)}，"
            f"去年同期{with_unit(indicator, last.value)}，{verdict}",
            margin,
            measure=Measure(
                f"{context.subject}{context.when}累计水质",
                with_unit(indicator, this.value),
                f"同期 {with_unit(indicator, last.value)}",
                verdict,
            ),
            evidence=(
                *value_evidence(context, this, "实际"),
                *value_evidence(context.at(period=before), last, "同期"),
            ),
            short=f"{context.subject} 累计{verdict}",
        )


def _concentrations_worsen(context: Context) -> Finding:
    """Whether an item that decides the class is worse than last year, means being unrounded."""
    facts, section, before = context.facts, context.place.id, context.period.year_before()
    this = section_means(facts, section, context.period)
    last = section_means(facts, section, before)
    if this is None or last is None:
        return no_data(context, f"{'' if this is None else '去年同期'}累计浓度")
    items = [item for item in this.judged.decided_by if item in last.means]
    if not items:
        return no_data(context, f"去年同期累计{context.indicator(this.judged.decided_by[0]).name}")
    slacks = {item: _slack(item, this.means[item], last.means[item]) for item in items}
    item = min(items, key=lambda item: slacks[item])
    slack, indicator = slacks[item], context.indicator(item)
    margin = Margin(slack, indicator.unit, last.means[item], Scale.CHANGE)
    if context.bare:
        return Finding(margin.outcome, "", margin)
    verdict = "变差" if slack < 0 else ("改善" if slack else "持平")
    now, then = (with_unit(indicator, means[item]) for means in (this.means, last.means))
    return Finding(
        margin.outcome,
        f"{context.period.label()}{context.subject}决定类别的{indicator.name}累计均值为{now}，"
        f"去年同期{then}，{verdict}",
        margin,
        measure=Measure(
            f"{context.subject}{context.when}累计{indicator.name}", now, f"同期 {then}", verdict
        ),
        evidence=(
            *value_evidence(context, this.observation(section, item), "实际"),
            *value_evidence(context.at(period=before), last.observation(section, item), "同期"),
        ),
        short=f"{context.subject} 累计{verdict}",
    )


def _slack(item: str, this: Decimal, last: Decimal) -> Decimal:
    """More dissolved oxygen is better, pH is best at 7, of all else less is better."""
    if item == "ph":
        return abs(last - 7) - abs(this - 7)
    return this - last if item == "do" else last - this
