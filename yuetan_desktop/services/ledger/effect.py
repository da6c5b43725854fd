"""约谈成效对比 of a case over the office's own data."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.reports.effect import AIR, Effect, compare, window_after
from yuetan_desktop.errors import AppError
from yuetan_desktop.services import assessing, casefiles, places
from yuetan_desktop.services.office import read_office, readings_in_force
from yuetan_desktop.services.workspace import Workspace


class NothingToCompare(AppError):
    """There was no interview yet, or no whole month since."""


def effect_of(ws: Workspace, case_id: int, after: Period | None = None) -> Effect:
    """The months after the interview (or the closing of a case without one) beside the same months
    of the year before; without `after` up to as many months as a case is watched.

    Raises NothingToCompare where there are no such months.
    """
    file = casefiles.load_case(ws, case_id)
    acted = file.state.held_on or (file.state.end.day if file.state.end else None)
    if after is None:
        after = _window(ws, acted)
    place = file.basis.place.id
    wanted = dict.fromkeys(AIR)
    sections = {e.place for e in file.basis.trigger_values} - {place}
    wanted |= {e.indicator: None for e in file.basis.trigger_values if e.place == place}
    facts, readings = assessing.facts_for(ws), readings_in_force(ws)
    effect = compare(facts, place, after, list(wanted), readings)
    if not sections:
        return effect
    names = {one.id: one.name for one in places.list_places(ws)}
    lines = [
        replace(line, section=names.get(section, ""))
        for section in sorted(sections)
        for line in compare(
            facts,
            section,
            after,
            sorted({e.indicator for e in file.basis.trigger_values if e.place == section}),
            readings,
        ).lines
    ]
    return Effect(effect.after, effect.before, (*effect.lines, *lines))


def _window(ws: Workspace, acted: date | None) -> Period:
    if acted is None:
        raise NothingToCompare(
            "还没有约谈，不能对比成效。", hint="约谈后有了一个整月的数据即可对比。"
        )
    months = max(1, read_office(ws).watch_months)
    month = Period.month(acted.year, acted.month)
    window = window_after(month, assessing.newest_month(ws), months)
    if window is None:
        raise NothingToCompare(
            f"约谈（{acted}）后还没有一个整月的数据。", hint="导入约谈后各月的数据后再对比。"
        )
    return window
