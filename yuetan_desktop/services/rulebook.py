"""The rules page as data: the regulation's tree, one clause with its results, the readings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from yuetan_desktop.domain.assessment import RuleFinding, assess_rule
from yuetan_desktop.domain.facts import Facts
from yuetan_desktop.domain.finding import Outcome
from yuetan_desktop.domain.matrix import current_periods
from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.place import Place
from yuetan_desktop.domain.reading import Option, Reading, Readings
from yuetan_desktop.domain.regulation import Regulation, Rule
from yuetan_desktop.services import assessing, office
from yuetan_desktop.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class OptionEffect:
    """One way to read an open wording, and how many units the clause then catches."""

    option: Option
    in_force: bool
    triggered: int


@dataclass(frozen=True, slots=True)
class ReadingView:
    """An open wording of a clause: its options with their effect, and who decided."""

    reading: Reading
    options: tuple[OptionEffect, ...]
    decided: bool
    who: str
    on: str
    basis: str


@dataclass(frozen=True, slots=True)
class ClauseView:
    """One clause for one data month: what it found for each unit, and its readings."""

    rule: Rule
    period: Period | None
    results: tuple[RuleFinding, ...]
    readings: tuple[ReadingView, ...]

    @property
    def triggered(self) -> int:
        return sum(1 for found in self.results if found.outcome is Outcome.TRIGGERED)


def regulation_of(ws: Workspace, month: Period) -> Regulation:
    return assessing.regulation_for(ws, month)


def triggered_counts(ws: Workspace, month: Period) -> Counter[str]:
    """How many units each clause catches in the month, by the clause's id."""
    board = assessing.dashboard(ws, month)
    return Counter(
        found.rule.id
        for row in board.rows
        for cell in row.cells
        for found in cell.findings
        if found.outcome is Outcome.TRIGGERED
    )


def clause(ws: Workspace, rule_id: str, month: Period) -> ClauseView:
    """Try one clause on every unit it names, under the readings in force and under each other."""
    regulation = regulation_of(ws, month)
    rule = regulation.rule(rule_id)
    facts = assessing.facts_for(ws)
    readings = office.readings_in_force(ws)
    until = assessing.counting_day(ws, month)
    periods = current_periods(rule, month, until)
    period = periods[-1] if periods else None
    units = [p for p in assessing.subjects(facts) if p.kind in rule.subjects]
    results = _results(regulation, rule, facts, units, period, readings)
    return ClauseView(
        rule,
        period,
        results,
        tuple(
            _reading(regulation, rule, facts, units, period, readings, wording)
            for wording in rule.wordings
        ),
    )


def _results(
    regulation: Regulation,
    rule: Rule,
    facts: Facts,
    units: Sequence[Place],
    period: Period | None,
    readings: Readings,
) -> tuple[RuleFinding, ...]:
    if period is None:
        return ()
    return tuple(assess_rule(rule, facts, unit, period, readings, regulation) for unit in units)


def _reading(
    regulation: Regulation,
    rule: Rule,
    facts: Facts,
    units: Sequence[Place],
    period: Period | None,
    readings: Readings,
    wording: str,
) -> ReadingView:
    reading = readings.readings[wording]
    effects = []
    for option in reading.options:
        tried = readings.with_option(**{wording: option.key})
        found = _results(regulation, rule, facts, units, period, tried)
        caught = sum(1 for one in found if one.finding.outcome is Outcome.TRIGGERED)
        effects.append(OptionEffect(option, option.key == readings[wording], caught))
    choice = readings.choices.get(wording)
    return ReadingView(
        reading,
        tuple(effects),
        choice is not None,
        choice.who if choice else "",
        str(choice.on) if choice else "",
        choice.basis if choice else "",
    )
