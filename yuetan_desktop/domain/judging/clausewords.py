"""A rule's condition in words: one line for each part that can hold or not, and what joins them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from yuetan_desktop.domain.conditions import (
    AllOf,
    AnyOf,
    AnySection,
    Choose,
    ClassAtLeast,
    ClassDrops,
    Condition,
    Consecutive,
    ConsecutiveCirculars,
    CountReaches,
    DropsYearOnYear,
    HalfYear,
    HeavyDays,
    IncidentLogged,
    MissesFull,
    MissesTarget,
    RankDrops,
    RankWithinBottom,
    SlowFunds,
    UnimprovedAfterInterview,
    WorsensYearOnYear,
)
from yuetan_desktop.domain.indicator import Better, Catalogue, Indicator, Quantity, WaterClass
from yuetan_desktop.domain.reading import Readings

OR, AND = "或", "且"


@dataclass(frozen=True, slots=True)
class ClauseLine:
    """One part: its `terms` (what, how it compares, with what). `joint` stands before it, decided
    by `reading` where the text leaves it open; `depth` tells what belongs together."""

    condition: Condition
    terms: tuple[str, ...]
    note: str = ""
    joint: str = ""
    reading: str = ""
    depth: int = 0


def clause_lines(
    condition: Condition, catalogue: Catalogue, readings: Readings
) -> tuple[ClauseLine, ...]:
    """The condition as it stands under the readings in force."""
    return tuple(_lines(condition, catalogue, readings, "", "", 0))


def _lines(
    condition: Condition,
    catalogue: Catalogue,
    readings: Readings,
    joint: str,
    reading: str,
    depth: int,
) -> Iterator[ClauseLine]:
    condition, decided_by = _chosen(condition, readings)
    if isinstance(condition, HalfYear):  # the clause's period says so already
        condition, decided_by = _chosen(condition.of, readings)
    if not isinstance(condition, AnyOf | AllOf):
        terms, note = _Words(catalogue).of(condition)
        yield ClauseLine(condition, terms, note, joint, reading, depth)
        return
    for number, part in enumerate(condition.conditions):
        before = (_joint(condition), decided_by) if number else (joint, reading)
        inner = _joint(_chosen(part, readings)[0])
        deeper = depth + 1 if inner and inner != _joint(condition) else depth
        yield from _lines(part, catalogue, readings, *before, deeper)


def _chosen(condition: Condition, readings: Readings) -> tuple[Condition, str]:
    """What an open wording comes to under the readings in force, and which reading decided it."""
    decided_by = ""
    while isinstance(condition, Choose):
        decided_by = condition.reading
        condition = condition.options[readings[condition.reading]]
    return condition, decided_by


def _joint(condition: Condition) -> str:
    return OR if isinstance(condition, AnyOf) else AND if isinstance(condition, AllOf) else ""


@dataclass(frozen=True, slots=True)
class _Words:
    catalogue: Catalogue

    def of(self, condition: Condition) -> tuple[tuple[str, ...], str]:
        """The terms of a part that is no plain 或 or 且, and a note beside them."""
        if isinstance(condition, AnySection):
            terms, note = self.of(condition.of)
            return ("任一国、省考核断面", *terms), note
        if isinstance(condition, Consecutive):
            terms, note = self.of(condition.of)
            return (f"连续 {condition.periods} 期", *terms), note
        if isinstance(condition, AllOf | AnyOf):  # within a section or a run
            word = AND if isinstance(condition, AllOf) else OR
            parts = [self.of(part)[0] for part in condition.conditions]
            joined = [term for part in parts for term in (word, *part)]
            return tuple(joined[1:]), ""
        return self._compared(condition) or self._happened(condition)

    def _compared(self, condition: Condition) -> tuple[tuple[str, ...], str] | None:
        """Conditions on values."""
        if isinstance(condition, MissesTarget):
            indicator = self.catalogue[condition.indicator]
            name = f"累计{indicator.name}" if condition.cumulative else indicator.name
            limit = "年度考核目标" if condition.target_of == "year" else "阶段目标"
            return (name, _misses(indicator), limit), _unit(indicator)
        if isinstance(condition, MissesFull):
            when = "上一年度，" if condition.year_before else ""
            name = self.catalogue[condition.indicator].name
            return (name, "低于", f"{condition.full}%"), f"{when}未完成即符合"
        if isinstance(condition, RankWithinBottom):
            name = self.catalogue[condition.indicator].name
            return (name, "位于后", f"{condition.n} 名"), "按导入的排名名单"
        if isinstance(condition, RankDrops):
            name = self.catalogue[condition.indicator].name
            return (name, "同比下降超过", f"{condition.more_than} 位"), "与去年同期名次相比"
        if isinstance(condition, DropsYearOnYear):
            indicator = self.catalogue[condition.indicator]
            return (indicator.name, "低于", "去年同期"), _unit(indicator)
        if isinstance(condition, WorsensYearOnYear):
            return ("累计均值" if condition.cumulative else "水质", "差于", "去年同期"), ""
        if isinstance(condition, ClassDrops):
            return ("水质类别", "同比下降", f"{condition.steps} 个类别"), ""
        if isinstance(condition, ClassAtLeast):
            worst = WaterClass(condition.worst)
            return ("水质类别", "为", f"{worst.label}类或更差"), ""
        if isinstance(condition, UnimprovedAfterInterview):
            return (f"约谈后 {condition.months} 个月均值", "未优于", "触发约谈时的数值"), ""
        return None

    def _happened(self, condition: Condition) -> tuple[tuple[str, ...], str]:
        """Conditions on logged matters."""
        if isinstance(condition, HeavyDays):
            terms = ("重度污染天气", "累计达到", f"{condition.at_least} 天")
            return terms, "因管控不力，由人认定"
        if isinstance(condition, SlowFunds):
            asks = f"台账执行率落后序时进度 {condition.behind} 个百分点的，由人认定"
            return ("登记的事项", "属于", condition.name), asks
        if isinstance(condition, IncidentLogged):
            return ("登记的事项", "属于", condition.name), "由人认定后成立"
        if isinstance(condition, CountReaches):
            return (condition.short, "达到", f"{condition.at_least} 次"), ""
        if isinstance(condition, ConsecutiveCirculars):
            return ("同一排污单位", "连续被通报", f"{condition.at_least} 次"), ""
        raise TypeError(f"no words for {type(condition).__name__}")


def _misses(indicator: Indicator) -> str:
    if indicator.quantity is Quantity.WATER_CLASS:
        return "差于"
    return "高于" if indicator.better is Better.LOWER else "低于"


def _unit(indicator: Indicator) -> str:
    return f"按单位 · {indicator.unit}" if indicator.unit else "按单位"
