"""The kinds of paper, one module each; `KINDS` in the order in which a case needs them."""

from __future__ import annotations

from yuetan_desktop.documents.kinds.base import Entry, Field, Issuer, PaperKind, Stage
from yuetan_desktop.documents.kinds.minutes import MINUTES
from yuetan_desktop.documents.kinds.notice import NOTICE
from yuetan_desktop.documents.kinds.plan_review import PLAN_REVIEW

__all__ = [
    "KINDS",
    "MINUTES",
    "NOTICE",
    "PLAN_REVIEW",
    "Entry",
    "Field",
    "Issuer",
    "PaperKind",
    "Stage",
]

_ALL = (
    NOTICE,
    MINUTES,
    PLAN_REVIEW,
)

KINDS = {kind.name: kind for kind in _ALL}
