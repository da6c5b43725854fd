"""What is quoted of a finding, a stored value, a limit or a matter: article, words, cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuetan_desktop.domain.assessment import RuleFinding
from yuetan_desktop.domain.finding import Outcome
from yuetan_desktop.domain.indicator import Indicator
from yuetan_desktop.domain.judging.matrix import CellState, MatrixCell
from yuetan_desktop.domain.reports.duecalendar import DueEntry
from yuetan_desktop.ui.widgets.copying import Quotation

if TYPE_CHECKING:  # the dashboard quotes too, and loads no page of a case
    from yuetan_desktop.services.cases.caseview import FactRow
    from yuetan_desktop.services.observations import StoredValue

_OUTCOMES = {
    CellState.TRIGGERED: Outcome.TRIGGERED,
    CellState.UNDECIDED: Outcome.UNDECIDED,
    CellState.NO_DATA: Outcome.NO_DATA,
    CellState.EXEMPT: Outcome.EXEMPT,
}


def of_finding(found: RuleFinding) -> Quotation:
    """A rule's result on a unit, with the cells its deciding values stand in."""
    cells = (one.source for leaf in found.deciding for one in leaf.all_evidence())
    sources = tuple(dict.fromkeys(str(source) for source in cells if source is not None))
    return Quotation(found.rule.short_cite, f"{found.place.name}{found.says}", sources)


def of_cell(cell: MatrixCell) -> list[Quotation]:
    """The findings that make a cell of the matrix what it is; else the one that comes nearest."""
    wanted = _OUTCOMES.get(cell.state)
    found = [one for one in cell.findings if one.outcome is wanted]
    return [of_finding(one) for one in found or cell.near or cell.findings[:1]]


def of_fact(fact: FactRow) -> list[Quotation]:
    """A line of 事实与证据, as it was frozen."""
    return [Quotation(fact.cite, fact.says, tuple(str(source) for source in fact.sources))]


def of_due(entry: DueEntry) -> list[Quotation]:
    words = f"{entry.unit} {entry.number} {entry.label} {entry.day}，{entry.text}"
    return [Quotation(entry.cite, words)]


def of_value(value: StoredValue, indicator: Indicator, place: str, period: str) -> Quotation:
    """A stored value with its unit; a text as it is."""
    said = value.text if value.value is None else indicator.text(value.value)
    words = f"{place}{period}{indicator.name} {said} {indicator.unit}".strip()
    return Quotation("", words, (str(value.source),))
