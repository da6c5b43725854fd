"""The kinds of paper, one module each; `KINDS` in the order in which a case needs them."""

from __future__ import annotations

from yuetan_desktop.documents.kinds.assignment import ASSIGNMENT
from yuetan_desktop.documents.kinds.base import Entry, Field, Issuer, PaperKind, Stage
from yuetan_desktop.documents.kinds.circular import CIRCULAR
from yuetan_desktop.documents.kinds.completion import COMPLETION
from yuetan_desktop.documents.kinds.minutes import MINUTES
from yuetan_desktop.documents.kinds.notice import NOTICE
from yuetan_desktop.documents.kinds.plan import PLAN
from yuetan_desktop.documents.kinds.plan_review import PLAN_REVIEW
from yuetan_desktop.documents.kinds.progress import PROGRESS
from yuetan_desktop.documents.kinds.reminder import REMINDER
from yuetan_desktop.documents.kinds.warning import WARNING

__all__ = [
    "CIRCULAR",
    "KINDS",
    "MINUTES",
    "NOTICE",
    "PLAN_REVIEW",
    "WARNING",
    "Entry",
    "Field",
    "Issuer",
    "PaperKind",
    "Stage",
]

_ALL = (
    CIRCULAR,
    WARNING,
    NOTICE,
    MINUTES,
    PLAN_REVIEW,
    REMINDER,
    ASSIGNMENT,
    PLAN,
    PROGRESS,
    COMPLETION,
)

KINDS = {kind.name: kind for kind in _ALL}
