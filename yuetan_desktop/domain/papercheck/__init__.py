"""文书互校: whether the papers of a case agree with each other, with case and regulation."""

from __future__ import annotations

from yuetan_desktop.domain.papercheck.counts import check_progress, counts_of
from yuetan_desktop.domain.papercheck.coverage import check_coverage
from yuetan_desktop.domain.papercheck.dates import check_dates
from yuetan_desktop.domain.papercheck.eventdays import check_event_days
from yuetan_desktop.domain.papercheck.facts import CaseFacts, Discrepancy, Grade, PaperFacts
from yuetan_desktop.domain.papercheck.figures import check_task_counts, figures_of
from yuetan_desktop.domain.papercheck.matters import check_matters
from yuetan_desktop.domain.papercheck.mentions import check_mentions
from yuetan_desktop.domain.papercheck.numbers import check_numbers
from yuetan_desktop.domain.papercheck.parties import check_parties
from yuetan_desktop.domain.papercheck.slips import slips_of
from yuetan_desktop.domain.papercheck.wording import left_over
from yuetan_desktop.domain.workday import Counting, WorkCalendar

__all__ = ["CaseFacts", "Discrepancy", "Grade", "check"]


def check(
    case: CaseFacts,
    calendar: WorkCalendar,
    counting: Counting = Counting.THREE_CLEAR_DAYS,
) -> tuple[Discrepancy, ...]:
    """Everything that does not agree, errors first, each once."""
    found = (
        *check_dates(case, calendar, counting),
        *check_event_days(case),
        *check_parties(case),
        *check_mentions(case),
        *check_numbers(case),
        *check_matters(case),
        *check_coverage(case),
        *check_task_counts(case),
        *check_progress(case),
        *(one for paper in case.papers for one in _by_itself(paper)),
    )
    return tuple(sorted(dict.fromkeys(found), key=lambda one: one.grade is not Grade.WRONG))


def _by_itself(paper: PaperFacts) -> tuple[Discrepancy, ...]:
    """What is wrong in a paper whatever the others say; kept, as papers are checked again and
    again beside one that is being written."""
    if "by itself" not in paper.kept:
        paper.kept["by itself"] = (
            *figures_of(paper),
            *counts_of(paper),
            *left_over(paper),
            *slips_of(paper),
        )
    return paper.kept["by itself"]
