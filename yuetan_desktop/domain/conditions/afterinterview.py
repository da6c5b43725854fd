"""九（一）1: whether things got better in the months after an interview."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from yuetan_desktop.domain.conditions.base import (
    Context,
    figure_evidence,
    no_data,
    value_evidence,
)
from yuetan_desktop.domain.facts import Observation, PastInterview, TriggerValue
from yuetan_desktop.domain.finding import (
    Evidence,
    Finding,
    Margin,
    Measure,
    Outcome,
    Scale,
    outcome_of_any,
)
from yuetan_desktop.domain.indicator import Better, Indicator, Quantity, round_half_even
from yuetan_desktop.domain.period import Period, month_spans
from yuetan_desktop.domain.place import PlaceKind
from yuetan_desktop.domain.typednumber import plain
from yuetan_desktop.domain.workday import add_months

COMMISSIONED = 3  # 第六条：由市政府委托市生态环境保护委员会办公室负责人约谈


@dataclass(frozen=True)
class UnimprovedAfterInterview:
    """市政府约谈后 n 个月内环境质量仍未取得改善 (R15; R26: of which interviews).

    For each past interview: the mean of the n whole months after it, of each value that led to
    it, against that value (or against the same months of last year). Equal is not improved.
    """

    months: int

    @cached_property
    def wordings(self) -> frozenset[str]:
        return frozenset({"R15", "R26"})

    def evaluate(self, context: Context) -> Finding:
        interviews = [
            i
            for i in context.facts.interviews(context.place.id)
            if i.held_on <= context.period.end
            and add_months(i.held_on, self.months) >= context.period.start
        ]
        commissioned = any(i.level == COMMISSIONED for i in interviews)
        if commissioned and context.readings["R26"] == "excluded":
            interviews = [i for i in interviews if i.level != COMMISSIONED]
        if not interviews:
            return Finding(Outcome.NOT_TRIGGERED, "近期无市政府约谈", short="无约谈记录")
        parts = tuple(self._of(context, interview) for interview in interviews)
        outcome = outcome_of_any(part.outcome for part in parts)
        worst = next(part for part in parts if part.outcome is outcome)
        if len(parts) == 1:
            return parts[0]
        return Finding(outcome, worst.says, parts=parts, short=worst.short)

    def _of(self, context: Context, interview: PastInterview) -> Finding:
        due = add_months(interview.held_on, self.months)
        # 第六条的约谈由市政府委托环委办负责人进行，也算市政府约谈，予以注明（R26）。
        commissioned = "，受委托" if interview.level == COMMISSIONED else ""
        head = f"前次约谈（{interview.case_number}，{interview.held_on:%Y-%m-%d}{commissioned}）"
        if due > context.period.end:
            return Finding(
                Outcome.NOT_TRIGGERED,
                f"{head}未满{self.months}个月，至{due}",
                short=f"至 {due:%m-%d} 核对",
            )
        if not interview.values:
            return self._as_found(head, interview.improved)
        values = _distinct(interview.values)
        parts = tuple(self._compare(context, interview, value) for value in values)
        parts = tuple(replace(part, says=f"{head}：{part.says}") for part in parts)
        outcome = outcome_of_any(part.outcome for part in parts)
        worst = next(part for part in parts if part.outcome is outcome)
        return Finding(outcome, worst.says, parts=parts, short=worst.short)

    @staticmethod
    def _as_found(head: str, improved: bool | None) -> Finding:
        """Matters give nothing to compare: what a person found at the check decides."""
        if improved is None:
            says = f"{head}没有可比指标，改善与否须人工认定"
            return Finding(Outcome.UNDECIDED, says, short="改善与否待认定")
        word = "已改善" if improved else "未改善"
        return Finding(
            Outcome.NOT_TRIGGERED if improved else Outcome.TRIGGERED,
            f"{head}改善情况经人工核对，{word}",
            short=f"约谈后{word}",
        )

    def _compare(
        self, context: Context, interview: PastInterview, trigger: TriggerValue
    ) -> Finding:
        indicator = context.indicator(trigger.indicator)
        place = context.facts.place(trigger.place)
        context = context.at(place=place)
        name = (place.name if place.kind is PlaceKind.SECTION else "") + indicator.name
        after = self._observed(context, indicator.key, interview, years_back=0)
        if isinstance(after, str):
            lacking = f"约谈后{indicator.name}（{after}）"
            return no_data(context, lacking, f"约谈后{indicator.brief}")
        before: tuple[Observation, ...] = ()
        reference, of = trigger.value, f"触发时（{trigger.period.label()}）"
        if context.readings["R15"] == "last_year":
            found = self._observed(context, indicator.key, interview, years_back=1)
            if isinstance(found, str):
                lacking = f"去年同期{indicator.name}（{found}）"
                return no_data(context, lacking, f"去年同期{indicator.brief}")
            before, reference, of = found, _mean(found), "去年同期"
        return self._judged(context, trigger, interview, name, after, (reference, of, before))

    def _judged(
        self,
        context: Context,
        trigger: TriggerValue,
        interview: PastInterview,
        name: str,
        after: tuple[Observation, ...],
        against: tuple[Decimal, str, tuple[Observation, ...]],
    ) -> Finding:
        indicator = context.indicator(trigger.indicator)
        reference, of, before = against
        now, then = _compared(indicator, _mean(after)), _compared(indicator, reference)
        slack = then - now if indicator.better is Better.LOWER else now - then
        # 仍未取得改善：持平也不算改善，故余量须严格大于 0。
        improved = slack > 0
        is_class = indicator.quantity is Quantity.WATER_CLASS
        verdict = "已改善" if improved else ("持平，未改善" if slack == 0 else "变差，未改善")
        better = "好于 " if is_class else "< " if indicator.better is Better.LOWER else "> "
        return Finding(
            Outcome.NOT_TRIGGERED if improved else Outcome.TRIGGERED,
            f"约谈后{len(after)}个月{name}{_of_months(indicator, after, now)}，"
            f"{of}为{_mean_text(indicator, then)}，{verdict}",
            margin=Margin(slack, indicator.unit, then, Scale.CHANGE),
            measure=Measure(
                f"约谈后{name}",
                _mean_text(indicator, now),
                better + _mean_text(indicator, then),
                verdict,
            ),
            evidence=(
                _trigger_evidence(context, trigger, interview, name),
                *(e for o in after for e in value_evidence(context, o, "实际")),
                *(e for o in before for e in value_evidence(context, o, "同期")),
            ),
            short=f"约谈后{'已改善' if improved else '未改善'}",
        )

    def _observed(
        self, context: Context, key: str, interview: PastInterview, *, years_back: int
    ) -> tuple[Observation, ...] | str:
        """The months after the interview, or in words which of them are missing."""
        first = interview.held_on.year * 12 + interview.held_on.month
        window = [
            Period.month(index // 12 - years_back, index % 12 + 1)
            for index in range(first, first + self.months)
        ]
        found = [context.observe(key, month) for month in window]
        missing = [m for m, o in zip(window, found, strict=True) if o is None]
        if missing:
            years = sorted({month.year for month in missing})
            return "、".join(
                f"{year}年{month_spans(m for m in missing if m.year == year)}" for year in years
            )
        return tuple(o for o in found if o is not None)


def _trigger_evidence(
    context: Context, trigger: TriggerValue, interview: PastInterview, name: str
) -> Evidence:
    known = context.observe(trigger.indicator, trigger.period)
    return figure_evidence(
        context,
        trigger,
        "触发值",
        f"{trigger.period.label()}{name}",
        source=known.source if known and known.value == trigger.value else None,
        note=f"案件{interview.case_number}冻结的依据",
    )


def _compared(indicator: Indicator, value: Decimal) -> Decimal:
    """Rounded as the indicator is published; a mean of ranks or classes keeps its part."""
    if indicator.quantity in {Quantity.RANK, Quantity.WATER_CLASS}:
        return round_half_even(value, 2)
    return indicator.rounded(value)


def _distinct(values: Iterable[TriggerValue]) -> tuple[TriggerValue, ...]:
    """Half a year and its first five months that led there by the same value are one comparison,
    with the longer of the two."""
    found: dict[tuple[int, str, Decimal], TriggerValue] = {}
    for one in values:
        key = one.place, one.indicator, one.value
        if key not in found or _days(one.period) > _days(found[key].period):
            found[key] = one
    return tuple(found.values())


def _days(period: Period) -> int:
    return (period.end - period.start).days


def _of_months(indicator: Indicator, after: tuple[Observation, ...], mean: Decimal) -> str:
    """均值为 41 μg/m³; of classes 均为Ⅳ类 where every month has it, else 平均为…."""
    if indicator.quantity is not Quantity.WATER_CLASS:
        return f"均值为{_mean_text(indicator, mean)}"
    same = len({one.value for one in after}) == 1
    equals = "" if same or mean != mean.to_integral_value() else "相当于"
    return f"{'均' if same else '平均'}{equals or '为'}{_mean_text(indicator, mean)}"


def _mean_text(indicator: Indicator, mean: Decimal) -> str:
    """A mean of classes is a class only when all of them agree: else its number, with the scale."""
    if indicator.quantity is Quantity.RANK:
        return f"第{plain(mean)}名"
    if indicator.quantity is not Quantity.WATER_CLASS:
        gap = "" if indicator.unit in {"", "%"} else " "
        return f"{indicator.text(mean)}{gap}{indicator.unit}"
    if mean == mean.to_integral_value():
        return f"{indicator.text(mean)}类"
    return f"{plain(mean)}（Ⅰ类为1，劣Ⅴ类为6）"


def _mean(observations: tuple[Observation, ...]) -> Decimal:
    return sum((o.value for o in observations), start=Decimal(0)) / len(observations)
