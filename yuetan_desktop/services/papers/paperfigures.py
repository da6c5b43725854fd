"""The indicators that led to a case, then and now, as the papers after the interview print them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from yuetan_desktop.documents.followup import Figure
from yuetan_desktop.domain.facts import Facts, Observation
from yuetan_desktop.domain.finding import Evidence
from yuetan_desktop.domain.indicator import Indicator, Quantity
from yuetan_desktop.domain.period import Period, PeriodKind
from yuetan_desktop.domain.reports.effect import AIR
from yuetan_desktop.services.assessing import facts_for
from yuetan_desktop.services.casefiles import CaseFile
from yuetan_desktop.services.ledger.effect import NothingToCompare, effect_of
from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.store import observations

# Where the trigger's own kind of period has no newer value, these are looked at in turn.
_CUMULATIVE = frozenset(
    {PeriodKind.YEAR_TO_DATE, PeriodKind.HALF, PeriodKind.THREE_QUARTERS, PeriodKind.YEAR}
)
_MONTH = frozenset({PeriodKind.MONTH})


def figures(ws: Workspace, file: CaseFile) -> Iterator[Figure]:
    """One line for each indicator the case stands on, the newest value beside it."""
    facts = facts_for(ws)
    planned = (file.state.held_on or ws.today()).year
    for evidence, period in _triggers(ws, file):
        yield _figure(ws, facts, evidence, period, planned)


def newest_values(ws: Workspace, file: CaseFile) -> Iterator[tuple[Indicator, Observation]]:
    """The observations that `figures` prints beside the frozen values, with their cells."""
    facts = facts_for(ws)
    for evidence, before in _triggers(ws, file):
        period = _newest_after(before, _periods(ws, evidence))
        if period is None:
            continue
        for wanted in (period, period.year_before()):
            found = facts.observation(evidence.place, evidence.indicator, wanted)
            if found is not None:
                yield ws.library.catalogue[evidence.indicator], found


def _triggers(ws: Workspace, file: CaseFile) -> list[tuple[Evidence, Period]]:
    """The measured values of the basis: of one that fell short in several periods the last, and
    of those that end with it the longest."""
    last: dict[tuple[int | None, str], tuple[Evidence, Period]] = {}
    for evidence in file.basis.trigger_values:
        period, key = evidence.period, (evidence.place, evidence.indicator)
        if period is None or evidence.indicator not in ws.library.catalogue:
            continue
        if key not in last or _later(period, last[key][1]):
            last[key] = (evidence, period)
    return list(last.values())


def _later(period: Period, other: Period) -> bool:
    return (period.end, other.start) > (other.end, period.start)


def effect(ws: Workspace, file: CaseFile) -> Iterator[Figure]:
    """约谈成效: good and heavy days, PM10 and PM2.5 of the months after the interview beside the
    same months a year earlier; nothing while no whole month has passed."""
    try:
        found = effect_of(ws, file.id)
    except NothingToCompare:
        return
    for line in found.lines:
        if line.indicator.key in AIR and line.before and line.after:
            yield Figure(
                label=line.indicator.name,
                before="",
                after=f"{found.after.label()}{_text(line.indicator, line.after.value)}",
                last_year=_text(line.indicator, line.before.value),
                target="",
                change=change(line.indicator, line.before.value, line.after.value),
                source=str(line.after.source or line.after.method),
            )


def _figure(
    ws: Workspace, facts: Facts, evidence: Evidence, before: Period, planned: int
) -> Figure:
    indicator = ws.library.catalogue[evidence.indicator]
    name = evidence.label.replace(before.label(), "") or indicator.name
    then = f"{before.label()}{evidence.text}{evidence.unit}"
    period = _newest_after(before, _periods(ws, evidence))
    now = facts.observation(evidence.place, indicator.key, period) if period else None
    goal = _goal(facts, indicator, evidence.place, planned, name)
    if now is None or period is None:
        return Figure(name, then, "", "", "", "", "", goal)
    last = facts.observation(evidence.place, indicator.key, period.year_before())
    target = facts.target(evidence.place, indicator.key, period)
    return Figure(
        label=name,
        before=then,
        after=f"{period.label()}{_text(indicator, now.value)}",
        last_year=_text(indicator, last.value) if last else "",
        target=_text(indicator, target.value) if target else "",
        change=change(indicator, last.value, now.value) if last else "",
        source=str(now.source or now.method),
        goal=goal,
    )


def _goal(facts: Facts, indicator: Indicator, place: int, year: int, name: str) -> str:
    """What a plan has to reach: the target of the year, as the period that led to the case is
    over. Empty where none is set."""
    target = facts.target(place, indicator.key, Period.year_of(year))
    return f"{year}年{name}达到年度目标（{_text(indicator, target.value)}）" if target else ""


def _periods(ws: Workspace, evidence: Evidence) -> list[Period]:
    found = observations.find_observations(
        ws.db, place_ids=[evidence.place], indicator=evidence.indicator
    )
    return [Period.parse(row["period"]) for row in found if row["value"] is not None]


def _newest_after(before: Period, periods: Iterable[Period]) -> Period | None:
    later = [period for period in periods if period.end > before.end]
    for kinds in ({before.kind}, _CUMULATIVE, _MONTH):
        if like := [period for period in later if period.kind in kinds]:
            return max(like, key=lambda period: (period.end, period.start))
    return None


def _text(indicator: Indicator, value: Decimal) -> str:
    unit = "类" if indicator.quantity is Quantity.WATER_CLASS else indicator.unit
    return f"{indicator.text(value)}{unit}"


def change(indicator: Indicator, last_year: Decimal, now: Decimal) -> str:
    """同比: percent of a measured value, points of a rate, places, classes and days as such."""
    old, new = indicator.rounded(last_year), indicator.rounded(now)
    difference = abs(new - old)
    if not difference:
        return "同比持平"
    more = new > old
    if indicator.quantity is Quantity.RANK:  # 1 is the best
        return f"同比{'后退' if more else '前进'}{difference:f}位"
    if indicator.quantity is Quantity.WATER_CLASS:
        return f"同比{'变差' if more else '变好'}{difference:f}个类别"
    if indicator.quantity is Quantity.COUNT:
        return f"同比{'增加' if more else '减少'}{difference:f}{indicator.unit}"
    if indicator.quantity is Quantity.PERCENT or not old:
        unit = "个百分点" if indicator.quantity is Quantity.PERCENT else indicator.unit
        return f"同比{'上升' if more else '下降'}{difference:f}{unit}"
    return f"同比{'上升' if more else '下降'}{difference / abs(old) * 100:.1f}%"
