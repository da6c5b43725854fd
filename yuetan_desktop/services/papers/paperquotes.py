"""本文引用的数值: from a number that a paper prints to the cells it stands in.

A case's paper quotes the facts that were frozen with the case, and after the interview the values
that came since; a month's paper quotes its briefing, its improvements and its tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from yuetan_desktop.domain.cells import sources_of
from yuetan_desktop.domain.facts import Observation, Source
from yuetan_desktop.domain.finding import Evidence
from yuetan_desktop.domain.indicator import Indicator
from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.reports.effect import AIR
from yuetan_desktop.services import casefiles, places
from yuetan_desktop.services.casefiles import CaseFile
from yuetan_desktop.services.cases import joint
from yuetan_desktop.services.ledger.effect import NothingToCompare, effect_of
from yuetan_desktop.services.papers import papercase, paperdesk, paperfigures
from yuetan_desktop.services.papers.stagerecord import Owner
from yuetan_desktop.services.reports import monthreport
from yuetan_desktop.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class QuotedValue:
    """A number of a paper. `basis` says in words what has no cell: a computed value, a target's
    document, an event kept by hand."""

    what: str
    text: str
    unit: str = ""
    sources: tuple[Source, ...] = ()
    basis: str = ""
    place: str = ""  # a name without which the number is somebody else's

    @property
    def amount(self) -> str:
        """30.3μg/m³."""
        return f"{self.text}{self.unit}"

    @property
    def says(self) -> str:
        """2026年10月PM2.5 30.3μg/m³."""
        return f"{self.what} {self.amount}".strip()


def quoted(
    ws: Workspace, owner: Owner, kind: str, values: Mapping[str, str]
) -> tuple[QuotedValue, ...]:
    """The numbers with a known origin that stand in the paper as it would print now, once each."""
    candidates = _of_month(ws, owner) if isinstance(owner, Period) else _of_cases(ws, owner, kind)
    text = paperdesk.words(ws, owner, kind, values)
    return tuple(one for one in dict.fromkeys(candidates) if stands_in(one, text))


def stands_in(one: QuotedValue, text: str) -> bool:
    """Whether a line of the text holds the number, not as a part of a longer one or of another
    class (Ⅴ in 劣Ⅴ); of a section or a unit, only a line that names it."""
    said = papercase.formal(one.text)
    if not said:
        return False
    alone = re.compile(rf"(?<![\d.劣−-]){re.escape(said)}(?!\.?\d)")
    return any(one.place in line and alone.search(line) for line in text.splitlines())


# -- cases --------------------------------------------------------------------------------------
def _of_cases(ws: Workspace, case_id: int, kind: str) -> Iterator[QuotedValue]:
    names = {place.id: place.name for place in places.list_places(ws)}
    ids = dict.fromkeys([case_id, *joint.members(ws, case_id)])
    files = [casefiles.load_case(ws, one) for one in ids]
    for file in (*files, *papercase.named_together(ws, files[0])):
        for item in (*file.basis.items, *file.basis.also):
            for fact in item.facts:
                for evidence in fact.evidence:
                    own = evidence.place == file.basis.place.id
                    yield _frozen(evidence, "" if own else names.get(evidence.place, ""))
    for file in files:
        yield from _since(ws, file)


def _frozen(evidence: Evidence, place: str) -> QuotedValue:
    what = evidence.label if evidence.label != evidence.text else evidence.role
    return QuotedValue(what, evidence.text, evidence.unit, evidence.sources, evidence.note, place)


def _since(ws: Workspace, file: CaseFile) -> Iterator[QuotedValue]:
    """约谈成效 and the newest values: what papers after the interview print beside the old."""
    for indicator, observation in paperfigures.newest_values(ws, file):
        yield _observed(indicator, observation)
    try:
        lines = effect_of(ws, file.id).lines
    except NothingToCompare:
        return
    for line in lines:
        if line.indicator.key in AIR and line.before and line.after:
            yield _observed(line.indicator, line.before)
            yield _observed(line.indicator, line.after)


def _observed(indicator: Indicator, observation: Observation, where: str = "") -> QuotedValue:
    return QuotedValue(
        f"{where}{observation.period.label()}{indicator.name}",
        indicator.text(observation.value),
        "" if indicator.unit == "类" else indicator.unit,
        sources_of(observation),
        observation.method,
        where,
    )


# -- months -------------------------------------------------------------------------------------
def _of_month(ws: Workspace, month: Period) -> Iterator[QuotedValue]:
    for cited in monthreport.briefing(ws, month).numbers:
        yield QuotedValue(cited.what, cited.text, "", cited.sources, cited.basis)
    found = monthreport.figures_of(ws, month)
    for figure in found.by_unit.values():
        for value in (figure.value, figure.last_year):
            if value is not None:
                yield _observed(figure.indicator, value, figure.place.name)
    for section in found.sections:
        for value in (section.value, section.last_year):
            if value is not None:
                yield _observed(section.indicator, value, section.section.name)
