"""The kinds of paper, one module each; `KINDS` in the order in which a case needs them."""

from __future__ import annotations

from yuetan_desktop.documents.kinds.agenda import AGENDA
from yuetan_desktop.documents.kinds.assignment import ASSIGNMENT
from yuetan_desktop.documents.kinds.attendance import ATTENDANCE
from yuetan_desktop.documents.kinds.base import Entry, Field, Issuer, PaperKind, Stage
from yuetan_desktop.documents.kinds.circular import CIRCULAR
from yuetan_desktop.documents.kinds.closure import CLOSURE_NOTICE
from yuetan_desktop.documents.kinds.clue_receipt import CLUE_RECEIPT
from yuetan_desktop.documents.kinds.completion import COMPLETION
from yuetan_desktop.documents.kinds.delivery import DELIVERY
from yuetan_desktop.documents.kinds.due_diligence import DUE_DILIGENCE
from yuetan_desktop.documents.kinds.force_majeure import FORCE_MAJEURE
from yuetan_desktop.documents.kinds.investigation import INVESTIGATION
from yuetan_desktop.documents.kinds.minutes import MINUTES
from yuetan_desktop.documents.kinds.notice import NOTICE
from yuetan_desktop.documents.kinds.opinion import OPINION_APPROVAL, OPINION_NOTICE
from yuetan_desktop.documents.kinds.plan import PLAN
from yuetan_desktop.documents.kinds.plan_review import PLAN_REVIEW
from yuetan_desktop.documents.kinds.postponement import POSTPONEMENT
from yuetan_desktop.documents.kinds.progress import PROGRESS
from yuetan_desktop.documents.kinds.proposal import PROPOSAL
from yuetan_desktop.documents.kinds.public_statement import PUBLIC_STATEMENT
from yuetan_desktop.documents.kinds.reminder import REMINDER
from yuetan_desktop.documents.kinds.transfer import TRANSFER
from yuetan_desktop.documents.kinds.verification import VERIFICATION_RECORD
from yuetan_desktop.documents.kinds.warning import WARNING

__all__ = [
    "AGENDA",
    "ATTENDANCE",
    "CIRCULAR",
    "DELIVERY",
    "FORCE_MAJEURE",
    "KINDS",
    "MINUTES",
    "NOTICE",
    "PLAN_REVIEW",
    "POSTPONEMENT",
    "PROPOSAL",
    "WARNING",
    "Entry",
    "Field",
    "Issuer",
    "PaperKind",
    "Stage",
]

_ALL = (
    WARNING,
    CIRCULAR,
    PROPOSAL,
    FORCE_MAJEURE,
    NOTICE,
    DELIVERY,
    POSTPONEMENT,
    AGENDA,
    ATTENDANCE,
    MINUTES,
    PLAN,
    PLAN_REVIEW,
    PROGRESS,
    COMPLETION,
    REMINDER,
    ASSIGNMENT,
    VERIFICATION_RECORD,
    OPINION_APPROVAL,
    OPINION_NOTICE,
    CLOSURE_NOTICE,
    CLUE_RECEIPT,
    INVESTIGATION,
    TRANSFER,
    PUBLIC_STATEMENT,
    DUE_DILIGENCE,
)

KINDS = {kind.name: kind for kind in _ALL}
