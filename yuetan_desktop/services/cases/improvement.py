"""第九条（一）1: what the figures say about one case's three months, for whoever checks them."""

from __future__ import annotations

from datetime import date

from yuetan_desktop.domain.assessment import assess_rule
from yuetan_desktop.domain.conditions import UnimprovedAfterInterview
from yuetan_desktop.domain.deadline import IMPROVEMENT_MONTHS
from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.workday import add_months
from yuetan_desktop.services import assessing
from yuetan_desktop.services.casefiles import CaseFile
from yuetan_desktop.services.office import readings_in_force
from yuetan_desktop.services.workspace import Workspace


def improvement_says(ws: Workspace, file: CaseFile) -> tuple[str, ...]:
    """Each value that led to the case, the three months after the interview beside it, in words;
    or what is missing, or that the three months are not over. The clerk's finding decides."""
    today = ws.today()
    facts, readings = assessing.facts_for(ws), readings_in_force(ws)
    due = add_months(file.state.held_on or today, IMPROVEMENT_MONTHS)
    late = due.year < today.year  # the year in which the three months were over
    span = Period.year_of(due.year) if late else Period(date(today.year, 1, 1), today)
    regulation = ws.library.regulations[-1]
    head = f"（{file.number}，"
    found: list[str] = []
    for rule in regulation.rules:
        if isinstance(rule.when, UnimprovedAfterInterview):
            place = facts.place(file.row.place_id)
            tree = assess_rule(rule, facts, place, span, readings, regulation).finding
            found += [leaf.says for leaf in tree.leaves() if head in leaf.says]
    return tuple(dict.fromkeys(says.split("）：", 1)[-1] for says in found))
