"""A paper's pages as they would print: made in a folder of their own, nothing stored."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from yuetan_desktop.documents import fonts, printing
from yuetan_desktop.documents.pagecheck import PageCheck, Spot, check_pages
from yuetan_desktop.documents.pages import PageImage, draw_pages
from yuetan_desktop.documents.papertext import text_of
from yuetan_desktop.documents.wording import written_date, written_moment
from yuetan_desktop.services.office import read_office
from yuetan_desktop.services.papers.paperfiles import faces_of
from yuetan_desktop.services.workspace import Workspace

Write = Callable[[Path], object]  # puts the paper into a file, its pages not yet counted


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A paper's pages as they would print, and what they measure."""

    pages: list[PageImage]
    check: PageCheck

    def where(self, value: str) -> tuple[Spot, ...]:
        """Where a field's words stand on the pages, a day or moment as papers write it; none for
        a field without words, or of a single character, which stands anywhere."""
        lines = [_printed(line.strip()) for line in value.splitlines()]
        return tuple(spot for line in lines if len(line) > 1 for spot in self.check.spots(line))


def _printed(words: str) -> str:
    try:
        moment = datetime.strptime(words, "%Y-%m-%d %H:%M" if ":" in words else "%Y-%m-%d")
    except ValueError:
        return words
    return written_moment(moment) if ":" in words else written_date(moment.date())


def laid_out(ws: Workspace, write: Write) -> LaidOut:
    """The pages, and how they keep to the standard."""
    printing.suite()  # without one nothing is written to be thrown away, at each pause in typing
    with tempfile.TemporaryDirectory(prefix="yuetan-pages-") as folder:
        document = _settled(ws, write, Path(folder))
        pdf = document.with_suffix(".pdf")
        missing = fonts.substitutes(faces_of(read_office(ws)))
        return LaidOut(draw_pages(pdf), check_pages(pdf, missing, document))


def plain_text(write: Write) -> str:
    """What the paper prints, as words; no office suite is needed for it."""
    with tempfile.TemporaryDirectory(prefix="yuetan-words-") as folder:
        document = Path(folder) / "words.docx"
        write(document)
        return text_of(document)


def save_preview(ws: Workspace, write: Write, pdf: Path) -> None:
    """The pages as a PDF."""
    printing.suite()
    with tempfile.TemporaryDirectory(prefix="yuetan-preview-") as folder:
        document = _settled(ws, write, Path(folder))
        shutil.move(document.with_suffix(".pdf"), pdf)


def _settled(ws: Workspace, write: Write, folder: Path) -> Path:
    """The paper in a folder, its PDF beside it."""
    from yuetan_desktop.documents.compose import settle

    document, office = folder / "preview.docx", read_office(ws)
    write(document)
    # The pages that are counted are the ones to look at: the suite starts once, not twice.
    settle([document], lambda papers: printing.to_pdfs(papers, faces_of(office)))
    return document
