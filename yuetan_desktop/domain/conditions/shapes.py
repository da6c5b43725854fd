"""Shapes that combine conditions: all_of, any_of, whole_or_parts, choose, consecutive …"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from yuetan_desktop.domain.conditions.base import NO_SECTIONS, Condition, Context, not_applicable
from yuetan_desktop.domain.finding import (
    Finding,
    Margin,
    Measure,
    Outcome,
    Scale,
    outcome_of_all,
    outcome_of_any,
)
from yuetan_desktop.domain.place import PlaceKind
from yuetan_desktop.domain.quality.derive import assessed_sections


def _wordings(conditions: tuple[Condition, ...]) -> frozenset[str]:
    return frozenset().union(*(condition.wordings for condition in conditions))


def _shortest(parts: tuple[Finding, ...], outcome: Outcome) -> str:
    """The cell's words: what is met, the first in the clause's order and how many share it; what
    is not met, the tightest."""
    sharing = [part for part in parts if part.outcome is outcome]
    if outcome is not Outcome.TRIGGERED:
        return min(sharing, key=tightness).short if sharing else ""
    return sharing[0].short + (f" 等{len(sharing)}项" if len(sharing) > 1 else "")


def tightness(finding: Finding) -> Decimal:
    """For sorting only: the smallest relative margin in the tree; unknown sorts last."""
    ratios = [leaf.margin.ratio for leaf in finding.leaves() if leaf.margin is not None]
    return min(ratios, default=Decimal(10**6))


@dataclass(frozen=True)
class AnyOf:
    """或: one part met is enough."""

    conditions: tuple[Condition, ...]

    @cached_property
    def wordings(self) -> frozenset[str]:
        return _wordings(self.conditions)

    def evaluate(self, context: Context) -> Finding:
        return self._of(tuple(map(context.ask, self.conditions)), context)

    @staticmethod
    def _of(parts: tuple[Finding, ...], context: Context) -> Finding:
        outcome = outcome_of_any(part.outcome for part in parts)
        if context.bare:
            return Finding(outcome, "", parts=parts)
        says = "满足其一" if outcome is Outcome.TRIGGERED else "均不满足"
        if outcome not in {Outcome.TRIGGERED, Outcome.NOT_TRIGGERED}:
            says = "满足其一即触发，尚不能判定"
        if outcome is Outcome.NOT_APPLICABLE:
            says = parts[0].says
        return Finding(outcome, says, parts=parts, short=_shortest(parts, outcome))


@dataclass(frozen=True)
class WholeOrParts(AnyOf):
    """或 over one matter published together or by its parts: the first condition asks about the
    whole, the others about all its parts. What is not published is no gap where the whole is, or
    every part; what is published counts, whichever it is."""

    def evaluate(self, context: Context) -> Finding:
        whole, *parts = map(context.ask, self.conditions)
        known = [part for part in parts if part.outcome is not Outcome.NO_DATA]
        if not known:
            return whole
        if whole.outcome is Outcome.NO_DATA:
            return self._of(tuple(parts), context)
        return self._of((whole, *known), context)


@dataclass(frozen=True)
class AllOf:
    """且: every part must be met."""

    conditions: tuple[Condition, ...]

    @cached_property
    def wordings(self) -> frozenset[str]:
        return _wordings(self.conditions)

    def evaluate(self, context: Context) -> Finding:
        parts = tuple(map(context.ask, self.conditions))
        outcome = outcome_of_all(part.outcome for part in parts)
        if context.bare:
            return Finding(outcome, "", parts=parts, all_must_hold=True)
        says = {
            Outcome.TRIGGERED: "同时满足",
            Outcome.NOT_TRIGGERED: "未同时满足",
            Outcome.NOT_APPLICABLE: next(
                (p.says for p in parts if p.outcome is Outcome.NOT_APPLICABLE), ""
            ),
        }.get(outcome, "同时满足才触发，尚不能判定")
        return Finding(
            outcome, says, parts=parts, short=_shortest(parts, outcome), all_must_hold=True
        )


@dataclass(frozen=True)
class Choose:
    """An open wording: which condition holds depends on the reading in force."""

    reading: str
    options: Mapping[str, Condition]

    @cached_property
    def wordings(self) -> frozenset[str]:
        return _wordings(tuple(self.options.values())) | {self.reading}

    def evaluate(self, context: Context) -> Finding:
        found = context.ask(self.options[context.readings[self.reading]])
        if context.bare:
            return found
        name = context.readings.name(self.reading)
        return replace(found, says=f"{found.says}（口径：{name}）")


def _in_a_row(context: Context, newest: Finding, run: int) -> str:
    """水质优良率连续2月, 青禾桥连续2月: as much as a matrix cell holds."""
    topic = newest.measure.topic.removeprefix(context.when) if newest.measure else ""
    what = context.subject or topic
    return f"{what}连续{run}月" if what else ""


@dataclass(frozen=True)
class Consecutive:
    """连续 n 个…: holds for the period and the n − 1 before it. R9 decides what a month without
    data does, R25 whether December and January are in a row."""

    periods: int
    of: Condition

    @cached_property
    def wordings(self) -> frozenset[str]:
        return self.of.wordings | {"R9", "R25"}

    def evaluate(self, context: Context) -> Finding:
        parts, period, begins_anew = [], context.period, False
        for _ in range(self.periods):
            if period.year != context.period.year and self._stops_at_new_year(context):
                begins_anew = True
                break
            parts.append(context.at(period=period).ask(self.of))
            if parts[-1].outcome is Outcome.NOT_TRIGGERED:
                break  # earlier periods can no longer make a difference
            period = period.previous()
        outcomes = [part.outcome for part in parts] + [Outcome.NOT_TRIGGERED] * begins_anew
        gap = Outcome.NO_DATA in outcomes and Outcome.NOT_TRIGGERED not in outcomes
        if gap and context.readings["R9"] == "breaks":
            outcomes = [Outcome.NOT_TRIGGERED if o is Outcome.NO_DATA else o for o in outcomes]
        outcome = outcome_of_all(outcomes)
        if outcome is Outcome.NOT_APPLICABLE:
            return parts[0]
        run = next((i for i, o in enumerate(outcomes) if o is not Outcome.TRIGGERED), self.periods)
        # 差 n 期：只对已有起头的连续才谈得上“再 n 月”。
        remaining = self.periods - run
        margin = Margin(Decimal(remaining - 1), "期", Decimal(self.periods), Scale.OCCURRENCES)
        if context.bare:
            return Finding(outcome, "", margin, parts=tuple(parts))
        says = self._says(outcome, run, parts, begins_anew)
        short = _in_a_row(context, parts[0], run) if outcome is Outcome.TRIGGERED else ""
        short = short or parts[0].short
        if outcome is Outcome.NOT_TRIGGERED:
            short = f"再 {remaining} 月不达标" if run else parts[-1].short
        if outcome is Outcome.NO_DATA:
            short = next(p.short for p in parts if p.outcome is Outcome.NO_DATA)
        return Finding(outcome, says, margin, _run_measure(parts[0], run), (), tuple(parts), short)

    def _says(self, outcome: Outcome, run: int, parts: list[Finding], begins_anew: bool) -> str:
        """How many months in a row, and the numbers of each month looked at, the newest first."""
        told = "；".join(dict.fromkeys(leaf.says for part in parts for leaf in part.deciding()))
        if outcome is Outcome.NOT_TRIGGERED and not run and not begins_anew:
            blind = parts[0].outcome is Outcome.NO_DATA
            return f"不构成连续{self.periods}个月：{told}" if blind else told
        if outcome is Outcome.TRIGGERED:
            return f"连续{run}个月符合：{told}"
        head = f"连续{run}个月符合"
        anew = "，1月起重新计算" if begins_anew else ""
        gap = "，有月份缺数据，连续性待定" if outcome is Outcome.NO_DATA else ""
        return f"{head}（连续{self.periods}个月触发）{anew}{gap}：{told}"

    @staticmethod
    def _stops_at_new_year(context: Context) -> bool:
        return context.readings["R25"] == "within_year"


def _run_measure(latest: Finding, run: int) -> Measure | None:
    """The latest period's numbers, and how many periods in a row."""
    first = next((leaf.measure for leaf in latest.deciding() if leaf.measure), None)
    if first is None or not run:
        return first
    return replace(first, verdict=f"{first.verdict}，连续 {run} 期")


@dataclass(frozen=True)
class HalfYear:
    """半年: R28 decides whether July to December is one, too."""

    of: Condition

    @cached_property
    def wordings(self) -> frozenset[str]:
        return self.of.wordings | {"R28"}

    def evaluate(self, context: Context) -> Finding:
        if context.period.first_month > 1 and context.readings["R28"] == "first_half":
            return not_applicable("“半年”按上半年，下半年不另作研判")
        return context.ask(self.of)


@dataclass(frozen=True)
class AnySection:
    """国、省考核断面…的: any national or provincial section of the unit."""

    of: Condition

    @cached_property
    def wordings(self) -> frozenset[str]:
        return self.of.wordings

    def evaluate(self, context: Context) -> Finding:
        if context.place.kind is PlaceKind.DEPARTMENT:
            return not_applicable("市级部门没有考核断面")
        sections = assessed_sections(context.facts, context.place.id)
        if not sections and context.place.kind is PlaceKind.ZONE:
            return not_applicable(NO_SECTIONS)
        if not sections:
            return Finding(
                Outcome.NO_DATA, "未登记国、省考核断面，不能判定", short="未登记考核断面"
            )
        parts = tuple(context.at(place=section).ask(self.of) for section in sections)
        outcome = outcome_of_any(part.outcome for part in parts)
        if context.bare:
            return Finding(outcome, "", parts=parts)
        hits = [s.name for s, p in zip(sections, parts, strict=True) if p.outcome is outcome]
        count = len(hits)
        says = {
            Outcome.TRIGGERED: f"{count}个断面符合：{'、'.join(hits)}",
            Outcome.NOT_TRIGGERED: f"{len(sections)}个断面均不符合",
        }.get(outcome, f"{'、'.join(hits)}不能判定")
        worst_first = tuple(sorted(parts, key=tightness))
        return Finding(outcome, says, parts=parts, short=_shortest(worst_first, outcome))
