"""A paper as its file stands now: what was printed, with what was edited in the file since."""

from __future__ import annotations

import copy
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from yuetan_desktop.documents.readback import FieldChange, TextChange, read_back
from yuetan_desktop.errors import AppError
from yuetan_desktop.services.papers.paperfiles import template_path
from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.store.papers import MadeRow

TYPED = "改过的文字"  # the field under which words outside all fields are checked


def is_changed(path: Path, sha256: str) -> bool:
    """Whether the stored file is no longer what was made; one that is gone is not."""
    return path.exists() and hashlib.sha256(path.read_bytes()).hexdigest() != sha256


@dataclass(frozen=True, slots=True)
class Standing:
    """What a paper says now, and its fixed words that were changed: before, after."""

    said: Mapping[str, Any]
    reworded: tuple[tuple[str, str], ...] = ()


def as_it_stands(ws: Workspace, row: MadeRow) -> Standing:
    """A file that cannot be read says what was printed: reading it back tells why."""
    printed: Mapping[str, Any] = row.context.get("context", {})
    path = ws.folders.data / row.path
    if not printed or not is_changed(path, row.sha256):
        return Standing(printed)
    try:
        found = read_back(template_path(ws, row.kind), printed, path)
    except AppError:
        return Standing(printed)
    said = with_texts(overlaid(printed, found.fields), found.texts)
    changed = ((text.before, text.after) for text in found.texts)
    return Standing(said, tuple(both for both in changed if all(both)))


def overlaid(context: Mapping[str, Any], changes: Sequence[FieldChange]) -> dict[str, Any]:
    """What is printed, with the changes in it."""
    said: dict[str, Any] = copy.deepcopy(dict(context))
    for change in changes:
        *path, last = change.where
        at: Any = said
        for step in path:
            at = at[step]
        at[last] = change.after
    return said


def with_texts(said: dict[str, Any], texts: Iterable[TextChange]) -> dict[str, Any]:
    """With the paragraphs that were typed into the file."""
    typed = [text.after for text in texts if text.after]
    return {**said, TYPED: typed} if typed else said
