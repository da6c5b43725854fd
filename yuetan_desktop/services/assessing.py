"""What holds for whom: assessments, the dashboard's matrix, one unit's panel, the JSON rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from yuetan_desktop.domain.assessment import Assessment, RuleFinding, Thresholds, assess
from yuetan_desktop.domain.facts import Facts
from yuetan_desktop.domain.finding import Evidence, Finding
from yuetan_desktop.domain.judging.matrix import CellState, MatrixCell, matrix
from yuetan_desktop.domain.period import Period, PeriodKind
from yuetan_desktop.domain.place import Place, PlaceKind
from yuetan_desktop.domain.reading import Readings
from yuetan_desktop.domain.regulation import Level, Regulation, in_force
from yuetan_desktop.errors import AppError
from yuetan_desktop.services import office
from yuetan_desktop.services.judging.boards import Boards
from yuetan_desktop.services.judging.casefacts import case_facts
from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.store import observations
from yuetan_desktop.store.facts import StoredFacts, load_facts
from yuetan_desktop.store.places import list_places

SUBJECT_ORDER = (PlaceKind.COUNTY, PlaceKind.ZONE, PlaceKind.DEPARTMENT)


# -- assessments --------------------------------------------------------------------------------
def facts_for(ws: Workspace) -> StoredFacts:
    """Everything that is in force, with what was decided and held in cases. It is kept between
    looks, except while something is written that may still be taken back."""
    return _read_facts(ws) if ws.db.in_transaction else _boards(ws).facts()


def _read_facts(ws: Workspace) -> StoredFacts:
    library, told = ws.library, case_facts(ws)
    return load_facts(
        ws.db,
        library.catalogue,
        interviews=told.interviews,
        exemptions=told.exemptions,
        air=library.air_standards,
        water=library.water_standard,
    )


def assess_places(
    ws: Workspace, as_of: date, places: Iterable[Place] | None = None, *, replay: bool = False
) -> list[Assessment]:
    """Assess the given places, or every unit and department, as of a day."""
    facts = facts_for(ws)
    readings = office.readings_in_force(ws)
    regulations = ws.library.regulations
    wanted = subjects(facts) if places is None else places
    return [assess(regulations, facts, place, as_of, readings, replay=replay) for place in wanted]


def subjects(facts: Facts, *, with_retired: bool = False) -> list[Place]:
    """Who can be warned, circularised or interviewed: counties, zones, then departments in use."""
    found = [p for p in facts.places if p.kind.is_subject and (with_retired or not p.retired)]
    return sorted(found, key=lambda place: (SUBJECT_ORDER.index(place.kind), place.id))


def thresholds(ws: Workspace) -> Thresholds:
    """How near is 临界, as the office set it."""
    settings = office.read_office(ws)
    return Thresholds(
        Decimal(settings.near_percent) / 100, settings.near_places, settings.near_occurrences
    )


# -- JSON rows ----------------------------------------------------------------------------------
def assess_json(
    ws: Workspace, as_of: date, place: Place | None = None, *, replay: bool = False
) -> list[dict[str, Any]]:
    """One plain row per place × rule × period, as `yuetan-cli assess --json` prints it."""
    found = assess_places(ws, as_of, None if place is None else [place], replay=replay)
    return [_row(finding) for assessment in found for finding in assessment.findings]


def _row(found: RuleFinding) -> dict[str, Any]:
    margin = found.margin
    exempt = found.exempt_by
    return {
        "place": found.place.name,
        "rule": found.rule.id,
        "cite": found.rule.cite,
        "level": found.rule.level.number,
        "period": str(found.period),
        "outcome": found.outcome.value,
        "margin": None if margin is None else _number(margin.slack),
        "unit": "" if margin is None else margin.unit,
        "reading": found.reading,
        "readings": {name: outcome.value for name, outcome in (found.readings or {}).items()},
        "exempt": None
        if exempt is None
        else {
            "cause": exempt.cause,
            "evidence": exempt.evidence,
            "approved_by": exempt.approved_by,
            "approved_on": exempt.approved_on.isoformat(),
        },
        "simulated": found.simulated,
        "provisional": found.is_provisional,
        "says": found.says,
        "notes": list(found.notes),
        "parts": [_leaf(leaf) for leaf in found.finding.leaves()] if found.finding.parts else [],
        "evidence": [_evidence(item) for item in found.finding.all_evidence()],
    }


def _leaf(leaf: Finding) -> dict[str, Any]:
    return {
        "outcome": leaf.outcome.value,
        "says": leaf.says,
        "margin": None if leaf.margin is None else _number(leaf.margin.slack),
        "unit": "" if leaf.margin is None else leaf.margin.unit,
    }


def _evidence(item: Evidence) -> dict[str, Any]:
    source = item.source
    return {
        "role": item.role,
        "label": item.label,
        "indicator": item.indicator,
        "period": "" if item.period is None else str(item.period),
        "value": None if item.value is None else _number(item.value),
        "text": item.text,
        "unit": item.unit,
        "file": source.file if source else "",
        "sheet": source.sheet if source else "",
        "cell": source.cell if source else "",
        "cells": [{"file": s.file, "sheet": s.sheet, "cell": s.cell} for s in item.cells],
        "note": item.note,
        "audit": source.monitoring.audit.value if source else "",
        "owner": source.monitoring.owner.value if source else "",
        "dust": source.monitoring.dust.value if source else "",
    }


def _number(value: Decimal) -> int | float:
    """As JSON shows it: computed means without an endless tail."""
    rounded = round(value, 6)
    return int(rounded) if rounded == rounded.to_integral_value() else float(rounded)


# -- dashboard ----------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class DashboardRow:
    """One unit or department: its six cells, lowest level first."""

    place: Place
    cells: tuple[MatrixCell, ...]


@dataclass(frozen=True)
class Dashboard:
    """The matrix of a data month, and what its tiles count."""

    month: Period
    as_of: date
    regulation: Regulation
    readings: Readings
    rows: tuple[DashboardRow, ...]
    before: Callable[[], list[DashboardRow]] = field(repr=False, compare=False)

    @cached_property
    def triggered_before(self) -> int:
        """Cells that were triggered the month before; worked out when the tile asks."""
        cells = (cell for row in self.before() for cell in row.cells)
        return sum(1 for cell in cells if cell.state is CellState.TRIGGERED)

    @property
    def levels(self) -> tuple[Level, ...]:
        return tuple(self.regulation.levels[n] for n in sorted(self.regulation.levels))

    def count(self, state: CellState) -> int:
        return sum(1 for row in self.rows for cell in row.cells if cell.state is state)

    @property
    def triggered_places(self) -> int:
        return sum(1 for row in self.rows if any(c.state is CellState.TRIGGERED for c in row.cells))

    @property
    def reversible(self) -> int:
        """临界 cells that the remaining months of the year can still turn."""
        return sum(
            1
            for row in self.rows
            for cell in row.cells
            if cell.state is CellState.APPROACHING and cell.projections
        )


# 不多于这些县（区）、园区、断面、水源地和点位时，300 毫秒左右研判完。
_AT_ONCE = 30


def takes_long(ws: Workspace) -> bool:
    """Whether a board that was not looked at before is better assessed unit after unit."""
    apart = {PlaceKind.PEER, PlaceKind.DEPARTMENT}
    return sum(1 for place in list_places(ws.db) if place.kind not in apart) > _AT_ONCE


def assess_next(ws: Workspace, month: Period) -> tuple[int, int]:
    """Assess one more unit of a month, or of the month before, which the tiles compare with: how
    many stand, of how many. Once all do, `dashboard` only gathers them."""
    boards = _boards(ws)
    facts = boards.facts()
    places = subjects(facts)
    left = [(of, one) for of in (month, month.previous()) for one in boards.missing(places, of)]
    if left:
        of, place = left.pop()
        boards.rows(facts, [place], of)
    return 2 * len(places) - len(left), 2 * len(places)


def stands(ws: Workspace, month: Period) -> bool:
    """Whether the board of a month is there at once."""
    boards = _boards(ws)
    return not takes_long(ws) or not boards.missing(subjects(boards.facts()), month)


def dashboard(ws: Workspace, month: Period) -> Dashboard:
    """The matrix for the data month `month`; matters count up to today while it is the newest."""
    boards = _boards(ws)
    facts = boards.facts()
    places = subjects(facts)

    def rows(of: Period) -> list[DashboardRow]:
        cells = boards.rows(facts, places, of)
        return [DashboardRow(place, row) for place, row in zip(places, cells, strict=True)]

    return Dashboard(
        month,
        counting_day(ws, month),
        regulation_for(ws, month),
        office.readings_in_force(ws, month.end),
        tuple(rows(month)),
        before=lambda: rows(month.previous()),
    )


def _boards(ws: Workspace) -> Boards:
    def assess_rows(
        facts: Facts, places: Sequence[Place], of: Period
    ) -> list[tuple[MatrixCell, ...]]:
        return matrix(
            ws.library.regulations,
            facts,
            places,
            of,
            office.readings_in_force(ws, of.end),
            thresholds(ws),
            as_of=counting_day(ws, of),
        )

    return Boards.of(ws, lambda: _read_facts(ws), assess_rows)


def counting_day(ws: Workspace, month: Period) -> date:
    """Until which day matters count in a month's view: today for the month that is running or
    has just closed, its last day for older ones."""
    today = ws.today()
    newest = month.start <= today <= month.next().end
    return today if newest else month.end


def regulation_for(ws: Workspace, month: Period) -> Regulation:
    """The regulation in force at the month's end; before the first one, the first."""
    return in_force(ws.library.regulations, month.end) or ws.library.regulations[0]


def data_month(ws: Workspace, asked: Period | None) -> Period:
    """The month asked for, else the newest; a matrix over a longer period would judge 单月 rules
    by it."""
    if asked is not None and asked.kind is not PeriodKind.MONTH:
        raise AppError(
            f"{asked.label()}不是一个月，这里要的是数据期。",
            kept="没有生成，也没有改动。",
            hint="请写一个月，如 2026-10；以该月为末的季度、半年、前三季度和年度一并研判。",
        )
    return asked or newest_month(ws)


def newest_month(ws: Workspace) -> Period:
    """The month the dashboard opens with: the newest with data, else the one just closed."""
    stored = observations.latest_month(ws.db)
    if stored:
        return Period.parse(stored)
    today = ws.today()
    return Period.month(today.year, today.month).previous()
