"""A month for superiors: its figures, the briefing of about 120 characters, true improvements."""

from __future__ import annotations

from dataclasses import dataclass

from yuetan_desktop.domain.assessment import RuleFinding
from yuetan_desktop.domain.cells import cells_in_words, sources_of
from yuetan_desktop.domain.finding import Outcome
from yuetan_desktop.domain.judging.matrix import CellState
from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.place import Place, PlaceKind
from yuetan_desktop.domain.reports.briefing import (
    Briefing,
    CaseCounts,
    city_briefing,
    unit_briefing,
)
from yuetan_desktop.domain.reports.monthfigures import (
    SHOWN,
    MonthFigure,
    MonthFigures,
    month_figures,
)
from yuetan_desktop.services import assessing, casefiles, places
from yuetan_desktop.services.casefiles import CaseFile
from yuetan_desktop.services.office import read_office, readings_in_force
from yuetan_desktop.services.reports.duecalendar import case_entries
from yuetan_desktop.services.workspace import Workspace

_MEASURED = (PlaceKind.COUNTY, PlaceKind.ZONE)


@dataclass(frozen=True, slots=True)
class Reached:
    """A unit's highest level in the month, with what led to it."""

    place: Place
    level: int
    findings: tuple[RuleFinding, ...]


@dataclass(frozen=True, slots=True)
class Improvement:
    """One 亮点: a figure truly better than last year's, or a case closed; never without source."""

    place: str
    what: str
    short: str
    words: str
    where: str


@dataclass(frozen=True, slots=True)
class MonthReport:
    """Everything the 月度通报 and the month's workbook show."""

    month: Period
    figures: MonthFigures
    reached: tuple[Reached, ...]
    opened: tuple[CaseFile, ...]
    ended: tuple[CaseFile, ...]
    open: tuple[CaseFile, ...]
    improvements: tuple[Improvement, ...]


def month_report(ws: Workspace, month: Period | None = None) -> MonthReport:
    """A month for superiors, the newest with data if none is named."""
    month = assessing.data_month(ws, month)
    figures = figures_of(ws, month)
    files = sorted(casefiles.list_cases(ws), key=lambda file: (file.row.opened_on, file.number))
    ended = tuple(
        file
        for file in files
        if file.state.end is not None and month.start <= file.state.end.day <= month.end
    )
    return MonthReport(
        month=month,
        figures=figures,
        reached=_reached(ws, month),
        opened=tuple(f for f in files if month.start <= f.row.opened_on <= month.end),
        ended=ended,
        open=tuple(file for file in files if file.state.is_open),
        improvements=(*_better(figures), *_closed(ended)),
    )


def figures_of(ws: Workspace, month: Period) -> MonthFigures:
    """The month's figures of the counties and zones in use."""
    retired = places.retired_places(ws)
    units = [place for place in places.list_places(ws, _MEASURED) if place.id not in retired]
    return month_figures(
        assessing.facts_for(ws),
        sorted(units, key=lambda place: (_MEASURED.index(place.kind), place.id)),
        month,
        readings_in_force(ws, month.end),
        ws.library.air_standards,
    )


def briefing(ws: Workspace, month: Period | None = None, place: Place | None = None) -> Briefing:
    """The month in about 120 characters, of the whole city or of one unit."""
    report = month_report(ws, month)
    chosen = [f for f in report.open if place is None or f.row.place_id == place.id]
    numbers = {file.number for file in chosen}
    cases = CaseCounts(
        opened=tuple(f.number for f in report.opened),
        open=tuple(file.number for file in chosen),
        overdue=tuple(
            f"{entry.number} {entry.label}"
            for entry in case_entries(ws)
            if entry.is_overdue and entry.number in numbers
        ),
    )
    if place is not None:
        return unit_briefing(report.figures, place.id, cases)
    reached = [f"{one.place.name}（{one.level}级）" for one in report.reached]
    return city_briefing(report.figures, reached, cases, city=read_office(ws).city)


def _reached(ws: Workspace, month: Period) -> tuple[Reached, ...]:
    """Units by the highest level they triggered, the worst first."""
    found = []
    for row in assessing.dashboard(ws, month).rows:
        cells = [cell for cell in row.cells if cell.state is CellState.TRIGGERED]
        if cells:
            worst = max(cells, key=lambda cell: cell.level)
            findings = tuple(f for f in worst.findings if f.outcome is Outcome.TRIGGERED)
            found.append(Reached(row.place, worst.level, findings))
    return tuple(sorted(found, key=lambda one: -one.level))


def _better(figures: MonthFigures) -> list[Improvement]:
    """Figures better than last year's; none where they compare only roughly."""
    found = []
    for unit in figures.units:
        for key in SHOWN:
            figure = figures.get(unit, key)
            if figure.is_better and not figures.compares_only_roughly(figure):
                found.append(_improvement(figure))
    return [one for one in found if one.where]


def _improvement(figure: MonthFigure) -> Improvement:
    word, size = figure.change_words
    cells = (*sources_of(figure.value), *sources_of(figure.last_year))
    return Improvement(
        figure.place.name,
        f"{figure.period.label()}{figure.indicator.name}同比{word}",
        size,
        f"{figure.indicator.name}{figure.text}{figure.indicator.unit}，同比{word}{size}",
        "；".join(cells_in_words(cells)),
    )


def _closed(ended: tuple[CaseFile, ...]) -> list[Improvement]:
    return [
        Improvement(
            file.basis.place.name,
            "案件",
            file.state.label,
            f"案件{file.number}{file.state.label}",
            file.number,
        )
        for file in ended
        if not file.state.was_dropped
    ]
