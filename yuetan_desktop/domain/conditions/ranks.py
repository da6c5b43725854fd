"""Conditions on published ranks: rank_within_bottom and rank_drops."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from functools import cached_property, lru_cache

from yuetan_desktop.domain.conditions.base import (
    Context,
    no_data,
    not_applicable,
    value_evidence,
)
from yuetan_desktop.domain.facts import Observation
from yuetan_desktop.domain.finding import Evidence, Finding, Margin, Measure, Scale
from yuetan_desktop.domain.place import PlaceKind


def _unranked(context: Context) -> Finding | None:
    if context.place.kind is PlaceKind.DEPARTMENT:
        return not_applicable("市级部门不参加排名")
    if context.place.kind is PlaceKind.ZONE:
        return not_applicable("园区未列入全省排名名单")
    return None


class _Scope(Enum):
    """Whose ranks a list holds, told from its name; a list without a name is the province's."""

    PROVINCE = "all county-level units of the province"
    PART = "one kind of them: 市辖区, 县级城市, 开发区"
    OTHER = "a region's (陕南), or other units (市州)"


_ONE_KIND = re.compile(r"市辖区|县级城市|县级市|开发区|园区")
_OTHER_UNITS = re.compile(r"全国|市州|城市|市（州）|（\D+）$")
_COUNTIES = re.compile(r"县（[市区、]+）")


@lru_cache(maxsize=256)
def _scope(list_name: str) -> _Scope:
    if not list_name:
        return _Scope.PROVINCE
    if _ONE_KIND.search(list_name):
        return _Scope.PART
    is_provincial = "省" in list_name or "县" in list_name
    if not is_provincial or _OTHER_UNITS.search(_COUNTIES.sub("县", list_name)):
        return _Scope.OTHER
    return _Scope.PROVINCE


def _list_size(context: Context, observation: Observation) -> int | None:
    if observation.list_size is not None:
        return observation.list_size
    ranking = context.facts.ranking(
        observation.indicator, observation.period, observation.list_name
    )
    return ranking.size if ranking else None


# 综合指数曾分市辖区、县级城市两份名单公布（R4）；水质排名条文写明全省 187 个县（市、区）。
_LISTED_APART = "air_index_rank"


@dataclass(frozen=True)
class RankWithinBottom:
    """后 n 名 of a published list of N: rank > N − n.

    A tie across the cut: the tied units hold the places rank … rank + t − 1; by R3 they count as
    within the bottom n if the last of these places is. N is that of the list of the period. R4
    decides whether a list of one kind of county-level units will do for the air.
    """

    indicator: str
    n: int
    scope_reading: str = ""

    @cached_property
    def wordings(self) -> frozenset[str]:
        by_list = {"R4"} if self.indicator == _LISTED_APART else set()
        return frozenset({"R3", self.scope_reading} - {""} | by_list)

    def evaluate(self, context: Context) -> Finding:
        key = self.indicator
        if self.scope_reading and context.readings[self.scope_reading] == "city":
            key += "_city"
        indicator = context.indicator(key)
        observation = context.observe(key, context.period)
        if observation is None:
            return _unranked(context) or no_data(context, indicator.name, indicator.brief)
        size = _list_size(context, observation)
        if size is None:
            return no_data(context, f"{indicator.name}名单总数", f"{indicator.brief}名单总数")
        if unfit := self._unfit(context, observation, size):
            return no_data(context, f"{indicator.name}（{unfit}）", indicator.brief)
        return self._judge(context, observation, size)

    def _unfit(self, context: Context, observation: Observation, size: int) -> str:
        """Why a rank says nothing here: another list's, or one that cannot be."""
        if observation.value > size:
            return f"第{int(observation.value)}名大于名单总数{size}"
        if size <= self.n:
            return f"名单只有{size}个单位，分不出后{self.n}名"
        if observation.indicator.endswith("_city"):
            return ""
        scope, name = _scope(observation.list_name), observation.list_name
        if scope is _Scope.OTHER:
            return f"“{name}”不是全省县级名单"
        if scope is _Scope.PART and not self._may_be_apart(context):
            return f"“{name}”不是全省统一名单"
        return ""

    def _may_be_apart(self, context: Context) -> bool:
        return self.indicator == _LISTED_APART and context.readings["R4"] == "named_list"

    def _judge(self, context: Context, observation: Observation, size: int) -> Finding:
        indicator = context.indicator(observation.indicator)
        rank, worst_safe = int(observation.value), size - self.n
        last_place = rank + max(self._tied(context, observation) - 1, 0)
        straddles = rank <= worst_safe < last_place
        counted = last_place if straddles and context.readings["R3"] == "tied_count" else rank
        slack = Decimal(worst_safe - counted)
        margin = Margin(slack, "位", Decimal(worst_safe), Scale.PLACES)
        if context.bare:
            return Finding(margin.outcome, "", margin)
        distance = worst_safe + 1 - counted
        verdict = f"距后{self.n}名 {distance} 位" if distance > 0 else f"已越线 {1 - distance} 位"
        tie = "，与他处并列且跨越界线" if straddles else ""
        says = (
            f"{context.period.label()}{indicator.name}第{rank}／{size}名"
            f"（后{self.n}名为第{worst_safe + 1}名及以后）{tie}，{verdict}"
        )
        return Finding(
            margin.outcome,
            says,
            margin,
            measure=Measure(
                f"{context.when}{indicator.brief}",
                f"第 {rank} 位",
                f"后 {self.n} 名：≥ {worst_safe + 1}",
                verdict + ("（并列）" if straddles else ""),
            ),
            evidence=(*value_evidence(context, observation, "名次"), self._list(observation, size)),
            short=f"{indicator.brief}第{rank}／{size}"
            if slack < 0
            else f"{indicator.brief}距后{self.n} 差{distance}位",
        )

    @staticmethod
    def _tied(context: Context, observation: Observation) -> int:
        ranking = context.facts.ranking(
            observation.indicator, observation.period, observation.list_name
        )
        return ranking.tied_at(int(observation.value)) if ranking else 0

    @staticmethod
    def _list(observation: Observation, size: int) -> Evidence:
        return Evidence(
            role="名单",
            label=f"{observation.list_name or '排名名单'}单位总数",
            place=observation.place,
            indicator=observation.indicator,
            period=observation.period,
            value=Decimal(size),
            text=str(size),
            unit="个",
            source=observation.source,
        )


@dataclass(frozen=True)
class RankDrops:
    """排名同比下降超过 n 位: strictly more than `more_than` places worse than last year.

    R12 decides whether last year's rank is scaled when the list's size N changed.
    """

    indicator: str
    more_than: int

    @cached_property
    def wordings(self) -> frozenset[str]:
        return frozenset({"R12"})

    def evaluate(self, context: Context) -> Finding:
        indicator = context.indicator(self.indicator)
        before = context.period.year_before()
        this = context.observe(self.indicator, context.period)
        last = context.observe(self.indicator, before)
        if this is None or last is None:
            before_words = "" if this is None else "去年同期"
            return _unranked(context) or no_data(
                context, f"{before_words}{indicator.name}", f"{before_words}{indicator.brief}"
            )
        for rank in (this, last):
            if _scope(rank.list_name) is not _Scope.PROVINCE:
                lacking = f"{indicator.name}（“{rank.list_name}”不是全省统一名单）"
                return no_data(context, lacking, indicator.brief)
        sizes = _list_size(context, this), _list_size(context, last)
        reference, remark = last.value, ""
        if None not in sizes and sizes[0] != sizes[1]:
            remark = f"（名单总数由{sizes[1]}变为{sizes[0]}）"
            if context.readings["R12"] == "scaled":
                reference = last.value * Decimal(sizes[0] or 1) / Decimal(sizes[1] or 1)
        fall = this.value - reference
        slack = self.more_than - fall
        margin = Margin(slack, "位", Decimal(self.more_than), Scale.PLACES)
        if context.bare:
            return Finding(margin.outcome, "", margin)
        shown = f"{round(fall, 1):f}".rstrip("0").rstrip(".") if fall % 1 else f"{int(fall)}"
        verdict = (
            f"下降 {shown} 位" if fall > 0 else (f"上升 {shown.lstrip('-')} 位" if fall else "持平")
        )
        return Finding(
            margin.outcome,
            f"{context.period.label()}{indicator.name}第{int(this.value)}名，"
            f"去年同期第{int(last.value)}名，{verdict}（超过{self.more_than}位即触发）{remark}",
            margin,
            measure=Measure(
                f"{context.when}{indicator.brief}同比",
                f"第 {int(this.value)} 位",
                f"同期第 {int(last.value)} 位，降幅 ≤ {self.more_than}",
                verdict,
            ),
            evidence=(
                *value_evidence(context, this, "名次"),
                *value_evidence(context.at(period=before), last, "同期"),
            ),
            short=f"{indicator.brief} {verdict}",
        )
