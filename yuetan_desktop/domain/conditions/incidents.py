"""Conditions on logged matters: incidents and counted circulars."""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property, lru_cache, partial
from itertools import pairwise

from yuetan_desktop.domain.conditions.base import (
    Context,
    incident_evidence,
)
from yuetan_desktop.domain.facts import Incident
from yuetan_desktop.domain.finding import (
    Finding,
    Margin,
    Measure,
    Outcome,
    Scale,
    outcome_of_any,
)
from yuetan_desktop.domain.period import Period

_NOTHING_LOGGED = Finding(Outcome.NOT_TRIGGERED, "无登记事项", short="无登记事项")


def logged_in(context: Context, kind: str) -> tuple[Incident, ...]:
    """Incidents of a kind in the calendar year up to the period's end."""
    return _logged(context, kind, context.period)


def logged_before(context: Context, kind: str) -> tuple[Incident, ...]:
    """Those which a window of twelve months to the period's end would add."""
    rest = rest_of_last_year(context.period.end)
    return _logged(context, kind, rest) if rest else ()


def _logged(context: Context, kind: str, within: Period) -> tuple[Incident, ...]:
    found = context.facts.incidents(context.place.id, kind, within)
    since = context.since
    if since is not None:
        found = tuple(i for i in found if i.day >= since)
    return tuple(map(partial(_unless_excused, context), found)) if context.excused else found


def _unless_excused(context: Context, incident: Incident) -> Incident:
    """A matter excused by 第十条 counts as little as one that was found not to be."""
    if any(one.excuses(incident.day) for one in context.excused):
        return replace(incident, confirmed=False)
    return incident


@lru_cache(maxsize=1024)
def rest_of_last_year(end: date) -> Period | None:
    """What a window of twelve months to a day adds to its calendar year."""
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
    the enterprise; by default both are of one issuer, which their numbers tell. Where a month
    lies between and nothing is logged for it, no one can tell from the log whether a circular was
    missed: 待认定. A run may begin in the year before; its last circular must lie in the period.
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
        series = [
            (name, issuer, rows)
            for name, all_rows in by_enterprise.items()
            for issuer, rows in _by_issuer(context, all_rows)
            if rows[-1].day >= period.start
        ]
        if not series:
            return _NOTHING_LOGGED
        parts = [self._run(context, *one) for one in series]
        if len(parts) == 1:
            return parts[0]
        outcome = outcome_of_any(part.outcome for part in parts)
        worst = next(part for part in parts if part.outcome is outcome)
        return Finding(outcome, worst.says, parts=tuple(parts), short=worst.short)

    def _run(self, context: Context, name: str, issuer: str, rows: list[Incident]) -> Finding:
        days = sorted({i.day for i in rows})
        sure = sorted({i.day for i in rows if i.confirmed})
        window = (Period(days[0], date(days[0].year, 12, 31)), context.period)
        spared = set().union(*(context.facts.incident_days(self.kind, w, issuer) for w in window))
        spared -= set(days)
        best_certain, _, _ = _longest(context, sure, spared)
        _, best_possible, remark = _longest(context, days, spared)
        if waiting := len(days) - len(sure):
            remark += f"，另有{waiting}次待认定"
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


def _by_issuer(context: Context, rows: list[Incident]) -> Iterator[tuple[str, list[Incident]]]:
    """The circulars of each issuer (R13); one whose number does not tell may be of any."""
    issuers = sorted({row.issuer for row in rows} - {""})
    if context.readings["R13"] != "same_issuer" or not issuers:
        yield "", rows
        return
    for issuer in issuers:
        yield issuer, [row for row in rows if row.issuer in ("", issuer)]


def _longest(context: Context, days: Sequence[date], spared: Set[date]) -> tuple[int, int, str]:
    """The longest run that ends in the period: for certain, and at most; why one was broken."""
    start = context.period.start
    certain = possible = 1
    best_certain = best_possible = int(bool(days) and days[0] >= start)
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
    return best_certain, best_possible, remark
