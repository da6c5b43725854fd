"""回头看 over the office's own cases and data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from yuetan_desktop.domain.casework import StepKind
from yuetan_desktop.domain.facts import Facts
from yuetan_desktop.domain.ledger.lookback import Glance, Verdict, glances, span
from yuetan_desktop.domain.reading import Readings
from yuetan_desktop.services import assessing, casefiles
from yuetan_desktop.services.casefiles import CaseFile, CaseFilter
from yuetan_desktop.services.office import read_office, readings_in_force
from yuetan_desktop.services.workspace import Workspace

# 第十八条销号之后；预警提示、通报没有销号，办结之后。
_CLOSING = frozenset({StepKind.CLOSURE, StepKind.SETTLEMENT})


@dataclass(frozen=True, slots=True)
class Watch:
    """A closed case under watch: the values seen since, and which of them are a rebound."""

    case: CaseFile
    closed_on: date
    until: date
    glances: tuple[Glance, ...]

    @property
    def rebounds(self) -> tuple[Glance, ...]:
        return tuple(one for one in self.glances if one.verdict is Verdict.REBOUND)

    @property
    def newest(self) -> Glance | None:
        """The newest rebound."""
        return self.rebounds[-1] if self.rebounds else None

    @property
    def says(self) -> str:
        """云麓区 2026年9月PM2.5 …：反弹（回头看至 2027-02-28）."""
        last = self.newest
        if last is not None:
            return f"{self.case.basis.place.name} {last.says}（回头看至 {self.until}）"
        seen = f"已看 {len(self.glances)} 个数值，未反弹" if self.glances else "还没有可比的数值"
        return f"{self.case.basis.place.name} {seen}（回头看至 {self.until}）"


def watches(ws: Workspace) -> list[Watch]:
    """Every closed case whose watch is not over today, the newest first."""
    months = read_office(ws).watch_months
    closed = [
        (file, file.state.end.day)
        for file in casefiles.list_cases(ws, CaseFilter.ENDED)
        if file.state.end is not None and file.state.end.kind in _CLOSING
    ]
    today = ws.today()
    running = [(f, day) for f, day in closed if months and today <= span(day, months)[-1].end]
    if not running:
        return []
    facts, readings = assessing.facts_for(ws), readings_in_force(ws)
    return [_watch(file, day, months, facts, readings) for file, day in running]


def alerts(ws: Workspace) -> list[Watch]:
    """The watched cases that have rebounded: shown on the dashboard, in the ledger and the case."""
    return [watch for watch in watches(ws) if watch.rebounds]


def watch_of(ws: Workspace, case_id: int) -> Watch | None:
    """The watch over one case; None while it is open, and when the watch is over."""
    return next((watch for watch in watches(ws) if watch.case.id == case_id), None)


def _watch(file: CaseFile, closed_on: date, months: int, facts: Facts, readings: Readings) -> Watch:
    watched = span(closed_on, months)
    found = glances(facts, file.basis.trigger_values, watched, readings)
    return Watch(file, closed_on, watched[-1].end, found)
