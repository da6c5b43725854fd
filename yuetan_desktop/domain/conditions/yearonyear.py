"""The condition on last year: drops_year_on_year."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from yuetan_desktop.domain.conditions.base import (
    NO_SECTIONS,
    VALUE_BY_READING,
    Context,
    apart,
    difference,
    has_no_sections,
    no_data,
    not_applicable,
    same_basis_words,
    value_evidence,
    with_unit,
)
from yuetan_desktop.domain.facts import Observation
from yuetan_desktop.domain.finding import Finding, Margin, Measure, Scale
from yuetan_desktop.domain.indicator import WaterClass
from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.place import PlaceKind
from yuetan_desktop.domain.quality.derive import (
    assessed_sections,
    good_water_ratio_of,
    section_class,
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
        return VALUE_BY_READING.get(self.indicator, frozenset())

    def evaluate(self, context: Context) -> Finding:
        if context.place.kind is PlaceKind.DEPARTMENT:
            return not_applicable("市级部门不考核此项指标")
        indicator = context.indicator(self.indicator)
        context = context.at(period=self._published(context))
        this, last, remark = self._both_years(context)
        before = context.period.year_before()
        if this is None and last is None and has_no_sections(context, self.indicator):
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
            return Finding(margin.outcome, "", margin)
        verdict = (
            f"{'−' if slack < 0 else '＋'}{difference(indicator, slack, ' 点')}"
            if slack
            else "持平"
        )
        return Finding(
            margin.outcome,
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
