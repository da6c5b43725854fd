"""The wording of the Word templates; `python -m yuetan_desktop.documents.templates` writes them.

What an office edits is the .docx in templates_docx/; this is how the shipped ones were made.
"""

from __future__ import annotations

from pathlib import Path

from yuetan_desktop.documents.fonts import Faces
from yuetan_desktop.documents.templates import (
    approvals,
    interview,
    meeting,
    monthly,
    rectification,
    reminders,
    transfer,
    verification,
    warning,
)

TEMPLATES = {
    **meeting.TEMPLATES,
    **approvals.TEMPLATES,
    **warning.TEMPLATES,
    **interview.TEMPLATES,
    **reminders.TEMPLATES,
    **rectification.TEMPLATES,
    **verification.TEMPLATES,
    **transfer.TEMPLATES,
}

# Papers made without a case.
REPORTS = monthly.TEMPLATES


def write_all(folder: Path, faces: Faces | None = None) -> list[Path]:
    """Write every template; returns their paths."""
    written = []
    for name, make in (TEMPLATES | REPORTS).items():
        path = folder / name
        make(faces or Faces()).save(str(path))
        written.append(path)
    return written
