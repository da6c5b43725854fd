"""The rules page as data: the regulation's tree, one clause with its results, the readings."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from yuetan_desktop.domain.assessment import RuleFinding, assess_rule
from yuetan_desktop.domain.conditions import Condition, Context
from yuetan_desktop.domain.finding import Outcome
from yuetan_desktop.domain.judging.clausewords import ClauseLine, clause_lines
from yuetan_desktop.domain.judging.ruleperiods import current_periods
from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.reading import Option, Reading, Readings, Touches
from yuetan_desktop.domain.regulation import Article, Duty, Regulation, Rule
from yuetan_desktop.services import assessing, office
from yuetan_desktop.services.judging.clausetext import Mark, open_marks, parsed_marks
from yuetan_desktop.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class OptionEffect:
    """One way to read an open wording, and how many units the clause then catches; None where
    the wording decides no clause but a deadline, a paper or how data are taken."""

    option: Option
    in_force: bool
    triggered: int | None = None


@dataclass(frozen=True, slots=True)
class ReadingView:
    """An open wording of a clause: its options with their effect, and who decided."""

    reading: Reading
    options: tuple[OptionEffect, ...]
    decided: bool
    who: str
    on: str
    basis: str
    answered: bool  # by the office that interprets the regulation, from its day on


@dataclass(frozen=True, slots=True)
class LineView:
    """One part of the condition, and for how many units it holds; None while no period is over."""

    line: ClauseLine
    held: int | None


@dataclass(frozen=True, slots=True)
class ClauseView:
    """One clause for one data month: what it found for each unit, and its readings."""

    rule: Rule
    period: Period | None
    parsed: tuple[Mark, ...]
    marks: tuple[Mark, ...]
    lines: tuple[LineView, ...]
    results: tuple[RuleFinding, ...]
    readings: tuple[ReadingView, ...]
    exemptions: int

    @property
    def triggered(self) -> int:
        return sum(1 for found in self.results if found.outcome is Outcome.TRIGGERED)


@dataclass(frozen=True, slots=True)
class ArticleView:
    """One article as it stands; `marks` are those of each paragraph."""

    article: Article
    marks: tuple[tuple[Mark, ...], ...]
    duties: tuple[Duty, ...]
    readings: tuple[ReadingView, ...]


def regulation_of(ws: Workspace, month: Period) -> Regulation:
    return assessing.regulation_for(ws, month)


def item_of(rule: Rule) -> str:
    """The item (项) that a rule is or lies in: （一） for 第八条（一）1."""
    found = re.match(r"（[^）]+）", rule.short_cite.removeprefix(rule.level.article))
    return found.group() if found else ""


def item_heading(article: Article, item: str) -> str:
    """The words of an item that only introduces its sub-items: 环境质量改善不力."""
    for paragraph in article.paragraphs:
        words = paragraph.replace("(", "（").replace(")", "）").replace(":", "：")
        if item and words.startswith(item) and words.endswith("：") and len(words) < 24:
            return words.removeprefix(item).strip().rstrip("：").removesuffix("的")
    return ""


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
    trial = _Trial(ws, regulation_of(ws, month).rule(rule_id), month)
    rule, readings = trial.rule, trial.readings
    asked = [readings.readings[wording] for wording in rule.wordings]
    others = [r for r in trial.regulation.readings.values() if r.touches is not Touches.RULE]
    marks = open_marks(rule.text, [*asked, *others])
    found = {mark.reading for mark in marks}
    beside = [reading for reading in others if reading.id in found]
    return ClauseView(
        rule,
        trial.period,
        parsed_marks(rule.text),
        marks,
        tuple(
            LineView(line, trial.holds(line))
            for line in clause_lines(rule.when, ws.library.catalogue, readings)
        ),
        trial.results(readings),
        (
            *(_view(reading, readings, trial) for reading in asked),
            *(_view(reading, readings) for reading in beside),
        ),
        sum(1 for exemption in trial.facts.exemptions if exemption.rule == rule.id),
    )


def article(ws: Workspace, number: str, month: Period) -> ArticleView:
    """One article as it stands, with its time limits and what it leaves open."""
    regulation = regulation_of(ws, month)
    readings = office.readings_in_force(ws)
    whole = next(one for one in regulation.articles if one.number == number)
    others = [r for r in regulation.readings.values() if r.touches is not Touches.RULE]
    about_clauses = {
        mark.reading for rule in regulation.rules for mark in open_marks(rule.text, others)
    }
    others = [reading for reading in others if reading.id not in about_clauses]
    marks = tuple(open_marks(words, others) for words in whole.paragraphs)
    found = {mark.reading for line in marks for mark in line}
    return ArticleView(
        whole,
        marks,
        tuple(duty for duty in regulation.duties if duty.cite.startswith(number)),
        tuple(_view(reading, readings) for reading in others if reading.id in found),
    )


class _Trial:
    """One rule asked of the units it names."""

    def __init__(self, ws: Workspace, rule: Rule, month: Period) -> None:
        self.regulation = regulation_of(ws, month)
        self.rule = rule
        self.facts = assessing.facts_for(ws)
        periods = current_periods(rule, month, assessing.counting_day(ws, month))
        self.period = periods[-1] if periods else None
        self.readings = office.readings_in_force(ws, self.period.end if self.period else None)
        self.units = [p for p in assessing.subjects(self.facts) if p.kind in rule.subjects]

    def results(self, readings: Readings) -> tuple[RuleFinding, ...]:
        if self.period is None:
            return ()
        return tuple(
            assess_rule(self.rule, self.facts, unit, self.period, readings, self.regulation)
            for unit in self.units
        )

    def caught(self, readings: Readings) -> int:
        """How many units the rule catches under these readings."""
        return self._count(self.rule.when, readings)

    def holds(self, line: ClauseLine) -> int | None:
        """For how many units one part of the condition holds."""
        return None if self.period is None else self._count(line.condition, self.readings)

    def _count(self, condition: Condition, readings: Readings) -> int:
        if self.period is None:
            return 0
        contexts = (Context(self.facts, u, self.period, readings, bare=True) for u in self.units)
        found = (condition.evaluate(context).outcome for context in contexts)
        return sum(1 for outcome in found if outcome is Outcome.TRIGGERED)


def _view(reading: Reading, readings: Readings, trial: _Trial | None = None) -> ReadingView:
    effects = tuple(
        OptionEffect(
            option,
            option.key == readings[reading.id],
            trial.caught(readings.with_option(**{reading.id: option.key})) if trial else None,
        )
        for option in reading.options
    )
    choice = readings.settled(reading.id)
    return ReadingView(
        reading,
        effects,
        choice is not None,
        choice.who if choice else "",
        str(choice.on) if choice else "",
        choice.basis if choice else "",
        readings.is_answered(reading.id),
    )
