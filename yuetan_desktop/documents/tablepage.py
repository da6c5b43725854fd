"""Lists of the program's own as Word: plain pages of tables whose wording no office edits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from yuetan_desktop.documents.fonts import Faces
from yuetan_desktop.documents.paperform import Form, document
from yuetan_desktop.wholefile import writing


def template_of(body: Sequence[str], faces: Faces) -> bytes:
    """The parts of a page, one under the other, as a template."""
    held = BytesIO()
    document(Form.PLAIN, "".join(body), faces).save(held)
    return held.getvalue()


def write_page(template: bytes, title: str, values: Mapping[str, Any], out: Path) -> Path:
    """The template filled; `title` is what programs show of the file. Raises AppError where it
    cannot be written."""
    from yuetan_desktop.documents.render import Paper

    paper = Paper(template, title)
    paper.fill({"稿本标记": "", **values})
    paper.docx.core_properties.title = title
    with writing(out) as part:
        paper.save(str(part))
    return out
