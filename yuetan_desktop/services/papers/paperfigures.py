"""The indicators that led to a case, then and now, as the papers after the interview print them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from yuetan_desktop.documents.followup import Figure
from yuetan_desktop.domain.effect import AIR
from yuetan_desktop.domain.facts import Facts, Observation
from yuetan_desktop.domain.finding import Evidence
from yuetan_desktop.domain.indicator import Indicator, Quantity
from yuetan_desktop.domain.period import Period, PeriodKind
from yuetan_desktop.errors import AppError
from yuetan_desktop.services.assessing import facts_for
from yuetan_desktop.services.casefiles import CaseFile
from yuetan_desktop.services.ledger import lookback
from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.store import observations

# Where the trigger's own kind of period has no newer value, these are looked at in turn.
_CUMULATIVE = frozenset(
    {PeriodKind.YEAR_TO_DATE, PeriodKind.HALF, PeriodKind.THREE_QUARTERS, PeriodKind.YEAR}
)
_MONTH = frozenset({PeriodKind.MONTH})


def figures(ws: Workspace, file: CaseFile) -> Iterator[Figure]:
    """One line for each measured value the case stands on, the newest value beside it."""
    facts = facts_for(ws)
    for evidence in file.basis.trigger_values:
        if evidence.period is not None and evidence.indicator in ws.library.catalogue:
            yield _figure(ws, facts, evidence, evidence.period)


def newest_values(ws: Workspace, file: CaseFile) -> Iterator[tuple[Indicator, Observation]]:
    """The observations that `figures` prints beside the frozen values, with their cells."""
    facts = facts_for(ws)
    for evidence in file.basis.trigger_values:
        if evidence.period is None or evidence.indicator not in ws.library.catalogue:
            continue
        period = _newest_after(evidence.period, _periods(ws, evidence))
        if period is None:
            continue
        for wanted in (period, period.year_before()):
            found = facts.observation(evidence.place, evidence.indicator, wanted)
            if found is not None:
                yield ws.library.catalogue[evidence.indicator], found


def effect(ws: Workspace, file: CaseFile) -> Iterator[Figure]:
    """约谈成效: good and heavy days, PM10 and PM2.5 of the months after the interview beside the
    same months a year earlier; nothing while no whole month has passed."""
    try:
        found = lookback.effect_of(ws, file.id)
    except AppError:
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


def _figure(ws: Workspace, facts: Facts, evidence: Evidence, before: Period) -> Figure:
    indicator = ws.library.catalogue[evidence.indicator]
    name = evidence.label.replace(before.label(), "") or indicator.name
    then = f"{before.label()}{evidence.text}{evidence.unit}"
    period = _newest_after(before, _periods(ws, evidence))
    now = facts.observation(evidence.place, indicator.key, period) if period else None
    if now is None or period is None:
        return Figure(name, then, "", "", "", "", "")
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
    )


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
