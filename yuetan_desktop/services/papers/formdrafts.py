"""Drafts of forms left by Esc. No case, task or matter is touched by one, and no log names what
stands in it."""

from __future__ import annotations

from collections.abc import Mapping

from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.store import formdrafts
from yuetan_desktop.store.formdrafts import FormDraft

__all__ = ["FormDraft", "drop", "find", "keep"]


def find(ws: Workspace, form: str) -> FormDraft | None:
    """What was kept of a form; None where nothing is."""
    return formdrafts.find_draft(ws.db, form)


def keep(ws: Workspace, form: str, entered: Mapping[str, str]) -> None:
    """Keep what stands in a form, in place of an earlier draft of the same form."""
    with ws.transaction():
        formdrafts.save_draft(ws.db, FormDraft(form, entered, ws.person, ws.now()))


def drop(ws: Workspace, form: str) -> None:
    """The act is done, or its draft was thrown away."""
    with ws.transaction():
        formdrafts.delete_draft(ws.db, form)
