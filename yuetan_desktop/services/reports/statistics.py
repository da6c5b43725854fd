"""统计考评: how the cases of a period went, read from the same case files as every list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from yuetan_desktop.domain.cases.causes import FAULTS, FaultFamily
from yuetan_desktop.domain.deadline import reported
from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.place import Place
from yuetan_desktop.domain.rectification import Stage
from yuetan_desktop.domain.regulation import Level
from yuetan_desktop.domain.reports.statistics import (
    CaseRecord,
    Count,
    Evaluation,
    TaskCount,
    UnitYear,
    evaluate,
    unit_years,
)
from yuetan_desktop.services import casefiles, incidents, places, rectification
from yuetan_desktop.services.casefiles import CaseFile
from yuetan_desktop.services.cases import causes
from yuetan_desktop.services.rectification import TaskFile
from yuetan_desktop.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Statistics:
    """The figures of one period, and the case files they were counted from."""

    evaluation: Evaluation
    units: tuple[UnitYear, ...]
    levels: tuple[Level, ...]
    files: tuple[CaseFile, ...]
    exemptions: tuple[ExemptionLine, ...]
    tasks: tuple[TaskFile, ...]
    faults: tuple[FaultLine, ...]
    faults_said: Mapping[str, str]  # case number → 主观责任：慢作为、不作为；客观因素：…


@dataclass(frozen=True, slots=True)
class FaultLine:
    """Cases by what their cause comes down to. `found_by` is the part of the words of a case by
    which it is counted here."""

    name: str
    found_by: str
    count: Count


@dataclass(frozen=True, slots=True)
class ExemptionLine:
    """One finding of force majeure (第十条) of the period."""

    unit: int
    unit_name: str
    cite: str
    period: Period
    cause: str
    evidence: str
    approved: str


def statistics(ws: Workspace, period: Period | None = None) -> Statistics:
    """The cases opened in a period (this year if none is named), as they stand today."""
    today = ws.today()
    period = period or Period.year_of(today.year)
    files = casefiles.list_cases(ws)
    everything = records(ws, files)
    found = evaluate(everything, period, today, ws.calendar)
    numbers = {record.number for record in found.records}
    regulation = ws.library.regulations[-1]
    exemptions = exemption_lines(ws, period)
    tasks = tasks_due(ws, period)
    subjects = [place for place in places.list_places(ws) if place.kind.is_subject]
    said = faults_said(ws, found.records, files)
    return Statistics(
        evaluation=found,
        units=tuple(
            unit_years(
                found,
                {place.id: place.name for place in _in_use(ws, subjects, found)},
                Counter(line.unit for line in exemptions),
                _task_counts(tasks),
            )
        ),
        levels=tuple(regulation.levels[n] for n in sorted(regulation.levels)),
        files=tuple(
            sorted(
                (file for file in files if file.number in numbers),
                key=lambda file: (file.row.opened_on, file.number),
            )
        ),
        exemptions=exemptions,
        tasks=tasks,
        faults=fault_lines(found.records, said),
        faults_said=said,
    )


UNNAMED = "未区分"


def faults_said(
    ws: Workspace, records: Iterable[CaseRecord], files: Iterable[CaseFile]
) -> dict[str, str]:
    """What each case's cause comes down to, in words; 未区分 where that was not told."""
    ids = {file.number: file.id for file in files}
    found = {r.number: causes.cause_of(ws, ids[r.number]) for r in records}
    return {number: _in_words(cause.faults if cause else ()) for number, cause in found.items()}


def _in_words(faults: Sequence[str]) -> str:
    by_family = [
        (family, [kind for kind in faults if FAULTS[kind] is family]) for family in FaultFamily
    ]
    said = [f"{family}：{'、'.join(kinds)}" for family, kinds in by_family if kinds]
    return "；".join(said) or UNNAMED


def fault_lines(records: Sequence[CaseRecord], said: Mapping[str, str]) -> tuple[FaultLine, ...]:
    """主观责任 and 客观因素, each as a whole and by its kinds, then those where it was not told.
    A case of several kinds counts in each."""
    names: list[tuple[str, str]] = []
    for family in FaultFamily:
        kinds = [kind for kind, of in FAULTS.items() if of is family]
        names += [(f"{family}合计", family.value), *((f"{family}：{k}", k) for k in kinds)]
    return tuple(
        FaultLine(name, part, Count.of(r for r in records if part in said[r.number]))
        for name, part in (*names, (UNNAMED, UNNAMED))
    )


def records(ws: Workspace, files: Iterable[CaseFile]) -> list[CaseRecord]:
    """The cases as statistics see them: each under the name its unit has now, so that a unit that
    was renamed stays one, and with all the progress reports that were due."""
    names = {place.id: place.name for place in places.list_places(ws)}
    return [
        CaseRecord(
            number=file.number,
            unit=file.row.place_id,
            unit_name=names.get(file.row.place_id, file.basis.place.name),
            level=file.basis.level.number,
            cites=tuple(dict.fromkeys(item.short_cite for item in file.basis.items)),
            rules=frozenset(item.rule for item in file.basis.items),
            opened_on=file.row.opened_on,
            state=file.state,
            deadlines=(*reported(file.state, ws.calendar, ws.today()), *file.deadlines),
        )
        for file in files
    ]


def exemption_lines(ws: Workspace, period: Period) -> tuple[ExemptionLine, ...]:
    """Exemptions (第十条) of the period: of a rule's result before a case, and of a case itself."""
    names = {place.id: place.name for place in places.list_places(ws)}
    regulation = ws.library.regulations[-1]
    cites = {rule.id: rule.short_cite for rule in regulation.rules}
    return tuple(
        ExemptionLine(
            unit=found.place,
            unit_name=names.get(found.place, ""),
            cite=cites.get(found.rule, found.rule),
            period=found.period,
            cause=found.cause,
            evidence=found.evidence,
            approved=f"{found.approved_by} {found.approved_on}",
        )
        for found in incidents.list_exemptions(ws)
        if found.period.start <= period.end and period.start <= found.period.end
    )


def tasks_due(ws: Workspace, period: Period) -> tuple[TaskFile, ...]:
    """Rectification tasks whose date lies in the period, by that date; withdrawn ones left out."""
    found = [
        task
        for task in rectification.ledger(ws)
        if task.standing is not None
        and task.state.due is not None
        and period.start <= task.state.due <= period.end
    ]
    return tuple(sorted(found, key=lambda task: (task.state.due, task.id)))


def _task_counts(tasks: Iterable[TaskFile]) -> dict[int, TaskCount]:
    by_unit: dict[int, list[TaskFile]] = {}
    for task in tasks:
        by_unit.setdefault(task.row.place_id, []).append(task)
    return {
        unit: TaskCount(
            len(found),
            sum(1 for task in found if task.state.stage is Stage.CLOSED),
            sum(1 for task in found if task.is_overdue),
        )
        for unit, found in by_unit.items()
    }


def periods(ws: Workspace) -> list[Period]:
    """What the page offers: the years with cases, newest first, and the parts of this year."""
    today = ws.today()
    years = {file.row.opened_on.year for file in casefiles.list_cases(ws)} | {today.year}
    quarters = [Period.quarter(today.year, q) for q in range(1, (today.month - 1) // 3 + 2)]
    months = [Period.month(today.year, m) for m in range(1, today.month + 1)]
    return [
        *(Period.year_of(year) for year in sorted(years, reverse=True)),
        *reversed(quarters),
        *reversed(months),
    ]


def _in_use(ws: Workspace, subjects: list[Place], found: Evaluation) -> list[Place]:
    """Units in use, and retired ones that have a case in the period."""
    retired = places.retired_places(ws)
    with_case = {record.unit for record in found.records}
    return [place for place in subjects if place.id not in retired or place.id in with_case]
