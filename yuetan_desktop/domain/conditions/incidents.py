"""Conditions on logged matters: incidents, counted circulars, the check after an interview."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property, lru_cache
from itertools import pairwise

from yuetan_desktop.domain.conditions.base import (
    Context,
    incident_evidence,
    no_data,
    plain,
    value_evidence,
)
from yuetan_desktop.domain.facts import Incident, PastInterview, TriggerValue
from yuetan_desktop.domain.finding import (
    Evidence,
    Finding,
    Margin,
    Measure,
    Outcome,
    Scale,
    outcome_of_any,
)
from yuetan_desktop.domain.indicator import Better, Indicator, Quantity
from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.place import PlaceKind
from yuetan_desktop.domain.workday import add_months

COMMISSIONED = 3  # 第六条：由市政府委托市生态环境保护委员会办公室负责人约谈
_NOTHING_LOGGED = Finding(Outcome.NOT_TRIGGERED, "无登记事项", short="无登记事项")


def logged_in(context: Context, kind: str) -> tuple[Incident, ...]:
    """Incidents of a kind in the calendar year up to the period's end."""
    return _logged(context, kind, context.period)


def logged_before(context: Context, kind: str) -> tuple[Incident, ...]:
    """Those which a window of twelve months to the period's end would add."""
    rest = _rest_of_last_year(context.period.end)
    return _logged(context, kind, rest) if rest else ()


def _logged(context: Context, kind: str, within: Period) -> tuple[Incident, ...]:
    found = context.facts.incidents(context.place.id, kind, within)
    since = context.since
    return found if since is None else tuple(i for i in found if i.day >= since)


@lru_cache(maxsize=1024)
def _rest_of_last_year(end: date) -> Period | None:
    year = end.year - 1
    if (end.month, end.day) == (12, 31):
        return None
    last = calendar.monthrange(year, end.month)[1]
    same_day = date(year, end.month, min(end.day, last))
    return Period(same_day + timedelta(days=1), date(year, 12, 31))


def counted(sure: int, undecided: int, at_least: int) -> Outcome:
    """n 次（天）及以上 reached, or reached only if a person finds so."""
    if sure >= at_least:
        return Outcome.TRIGGERED
    return Outcome.UNDECIDED if sure + undecided >= at_least else Outcome.NOT_TRIGGERED


@dataclass(frozen=True)
class IncidentLogged:
    """A matter of this kind is logged and its finding made by a person (D10)."""

    kind: str
    name: str

    @cached_property
    def wordings(self) -> frozenset[str]:
        return frozenset()

    def evaluate(self, context: Context) -> Finding:
        found = logged_in(context, self.kind)
        if not found:
            return _NOTHING_LOGGED
        standing = [i for i in found if i.confirmed is not False]
        if not standing:
            return Finding(
                Outcome.NOT_TRIGGERED,
                f"登记的{len(found)}项已排除",
                short="无登记事项",
                evidence=tuple(map(incident_evidence, found)),
            )
        confirmed = [i for i in standing if i.confirmed]
        first = (confirmed or standing)[0]
        words = first.title or self.name
        more = f"等{len(standing)}项" if len(standing) > 1 else ""
        state = "已认定" if confirmed else "尚未认定"
        return Finding(
            Outcome.TRIGGERED if confirmed else Outcome.UNDECIDED,
            f"{first.day:%Y-%m-%d} {words}{more}，{state}",
            measure=Measure(words, f"{first.day:%Y-%m-%d}", "不应发生", state),
            evidence=tuple(map(incident_evidence, standing)),
            short=words,
        )


@dataclass(frozen=True)
class CountReaches:
    """n 次及以上 within the calendar year (R14: or within twelve months)."""

    kind: str
    at_least: int
    short: str

    @cached_property
    def wordings(self) -> frozenset[str]:
        return frozenset({"R14"})

    def evaluate(self, context: Context) -> Finding:
        found = logged_in(context, self.kind)
        earlier = logged_before(context, self.kind)
        if earlier and context.readings["R14"] == "trailing_year":
            found = (*earlier, *found)
        confirmed = [i for i in found if i.confirmed]
        sure = len(confirmed)
        open_ = sum(1 for i in found if i.confirmed is None)
        outcome = counted(sure, open_, self.at_least)
        margin = Margin(
            Decimal(self.at_least - 1 - sure), "次", Decimal(self.at_least), Scale.OCCURRENCES
        )
        if context.bare:
            return Finding(outcome, "", margin)
        tail = f"，另有{open_}次待认定" if open_ else ""
        reached = confirmed[self.at_least - 1].document if sure >= self.at_least else ""
        return Finding(
            outcome,
            f"{context.period.year}年{self.short}{sure}次（{self.at_least}次及以上触发）{tail}"
            + (f"，第{self.at_least}次：{reached}" if reached else ""),
            margin,
            measure=Measure(
                self.short, f"{sure} 次", f"< {self.at_least} 次", f"{sure}／{self.at_least} 次"
            ),
            evidence=tuple(incident_evidence(i) for i in found if i.confirmed is not False),
            short=f"{self.short} {sure}／{self.at_least} 次" if found else "无登记事项",
        )


@dataclass(frozen=True)
class ConsecutiveCirculars:
    """连续通报 n 次及以上 for one enterprise (R13).

    Two circulars are consecutive if no other circular of the kind came between them that spared
    the enterprise. Where a month lies between and nothing is logged for it, no one can tell from
    the log whether a circular was missed: 待认定. A run may begin in the year before; its last
    circular must lie in the period.
    """

    kind: str
    at_least: int

    @cached_property
    def wordings(self) -> frozenset[str]:
        return frozenset({"R13"})

    def evaluate(self, context: Context) -> Finding:
        period = context.period
        earlier = _logged(context, self.kind, Period.year_of(period.year - 1))
        by_enterprise: dict[str, list[Incident]] = {}
        for incident in (*earlier, *logged_in(context, self.kind)):
            if incident.confirmed is not False:
                by_enterprise.setdefault(incident.subject or "（未写明单位）", []).append(incident)
        by_enterprise = {
            name: rows for name, rows in by_enterprise.items() if rows[-1].day >= period.start
        }
        if not by_enterprise:
            return _NOTHING_LOGGED
        parts = [self._run(context, name, rows) for name, rows in by_enterprise.items()]
        if len(parts) == 1:
            return parts[0]
        outcome = outcome_of_any(part.outcome for part in parts)
        worst = next(part for part in parts if part.outcome is outcome)
        return Finding(outcome, worst.says, parts=tuple(parts), short=worst.short)

    def _run(self, context: Context, name: str, rows: list[Incident]) -> Finding:
        days = sorted({i.day for i in rows})
        start = context.period.start
        window = (Period(days[0], date(days[0].year, 12, 31)), context.period)
        spared = set().union(*(context.facts.incident_days(self.kind, w) for w in window))
        spared -= set(days)
        certain = possible = 1
        best_certain = best_possible = int(days[0] >= start)
        remark = ""
        for earlier, later in pairwise(days):
            apart = (later.year * 12 + later.month) - (earlier.year * 12 + earlier.month)
            if any(earlier < day < later for day in spared):
                certain = possible = 1
                remark = f"，{later:%m-%d}前有一次通报未涉及，重新计算"
            elif apart <= 1:
                certain, possible = certain + 1, possible + 1
            elif context.readings["R13"] == "months":
                certain = possible = 1
                remark = f"，{earlier.month}月与{later.month}月之间中断，重新计算"
            else:
                certain, possible = 1, possible + 1
                remark = f"，{earlier.month}月与{later.month}月之间有无通报不明"
            if later >= start:
                best_certain = max(best_certain, certain)
                best_possible = max(best_possible, possible)
        return Finding(
            counted(best_certain, best_possible - best_certain, self.at_least),
            f"{name}被连续通报{best_certain}次（{self.at_least}次及以上触发）{remark}",
            margin=Margin(
                Decimal(self.at_least - 1 - best_certain),
                "次",
                Decimal(self.at_least),
                Scale.OCCURRENCES,
            ),
            measure=Measure(
                f"{name}被通报",
                f"连续 {best_certain} 次",
                f"< {self.at_least} 次",
                f"{best_certain}／{self.at_least} 次",
            ),
            evidence=tuple(map(incident_evidence, rows)),
            short=f"企业连续通报 {best_certain}／{self.at_least} 次",
        )


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
        commissioned = "受委托" if interview.level == COMMISSIONED else ""
        head = f"源案件{interview.case_number}（{interview.held_on:%Y-%m-%d}{commissioned}约谈）"
        if due > context.period.end:
            return Finding(
                Outcome.NOT_TRIGGERED,
                f"{head}未满{self.months}个月，至{due}",
                short=f"至 {due:%m-%d} 核对",
            )
        if not interview.values:
            return self._as_found(head, interview.improved)
        parts = tuple(self._compare(context, interview, value) for value in interview.values)
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

    def _window(self, interview: PastInterview) -> list[Period]:
        first = interview.held_on.year * 12 + interview.held_on.month
        return [Period.month(*_year_month(index)) for index in range(first, first + self.months)]

    def _compare(
        self, context: Context, interview: PastInterview, trigger: TriggerValue
    ) -> Finding:
        indicator = context.indicator(trigger.indicator)
        place = context.facts.place(trigger.place)
        context = context.at(place=place)
        window = self._window(interview)
        after = [context.observe(trigger.indicator, month) for month in window]
        name = (
            f"{place.name}{indicator.brief}" if place.kind is PlaceKind.SECTION else indicator.brief
        )
        known = [o for o in after if o is not None]
        last = [context.observe(trigger.indicator, month.year_before()) for month in window]
        reference: Decimal | None = trigger.value
        if context.readings["R15"] == "last_year":
            before = [o for o in last if o is not None]
            complete = len(before) == len(window)
            reference = _mean([o.value for o in before]) if complete else None
        if len(known) < len(window) or reference is None:
            missing = "、".join(m.label() for m, o in zip(window, after, strict=True) if o is None)
            return no_data(context, f"约谈后{name}（{missing or '去年同期'}）")
        now = _mean([o.value for o in known])
        slack = reference - now if indicator.better is Better.LOWER else now - reference
        # 仍未取得改善：持平也不算改善，故余量须严格大于 0。
        improved = slack > 0
        is_class = indicator.quantity is Quantity.WATER_CLASS
        verdict = "已改善" if improved else ("持平，未改善" if slack == 0 else "变差，未改善")
        return Finding(
            Outcome.NOT_TRIGGERED if improved else Outcome.TRIGGERED,
            f"约谈后三个月{name}均值为{_mean_text(indicator, now)}，"
            f"对照值为{_mean_text(indicator, reference)}，{verdict}",
            margin=Margin(slack, indicator.unit, reference, Scale.CHANGE),
            measure=Measure(
                f"约谈后{name}",
                _mean_text(indicator, now),
                ("好于 " if is_class else "< " if indicator.better is Better.LOWER else "> ")
                + _mean_text(indicator, reference),
                verdict,
            ),
            evidence=(
                Evidence(
                    role="触发值",
                    label=f"{trigger.period.label()}{name}",
                    place=trigger.place,
                    indicator=trigger.indicator,
                    period=trigger.period,
                    value=trigger.value,
                    text=indicator.text(trigger.value),
                    unit=indicator.unit,
                    note=f"案件{interview.case_number}冻结的依据",
                ),
                *(e for o in known for e in value_evidence(context, o, "实际")),
            ),
            short=f"约谈后{'已改善' if improved else '未改善'}",
        )


def _mean_text(indicator: Indicator, mean: Decimal) -> str:
    """A mean of classes is a class only when all of them agree: else its number, with the scale."""
    if indicator.quantity is not Quantity.WATER_CLASS:
        return plain(indicator.rounded(mean))
    if mean == mean.to_integral_value():
        return f"{indicator.text(mean)}类"
    return f"{round(mean, 2)}（Ⅰ类为1，劣Ⅴ类为6）"


def _year_month(index: int) -> tuple[int, int]:
    year, month = divmod(index, 12)
    return year, month + 1


def _mean(values: list[Decimal]) -> Decimal:
    return sum(values, start=Decimal(0)) / len(values)
