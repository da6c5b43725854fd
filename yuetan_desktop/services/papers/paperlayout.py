"""A paper's pages as they would print: made in a folder of their own, nothing stored."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

from yuetan_desktop.documents import fonts, printing
from yuetan_desktop.documents.pagecheck import PageCheck, Spot, check_pages
from yuetan_desktop.documents.pages import PageImage, draw_pages
from yuetan_desktop.documents.papertext import text_of
from yuetan_desktop.documents.wording import written_date, written_moment
from yuetan_desktop.domain.papers.writtentime import read_moment
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
        day, hour = read_moment(words)
    except ValueError:
        return words
    return written_moment(datetime.combine(day, hour)) if hour else written_date(day)


Key = tuple[bytes, tuple[fonts.Substitute, ...]]  # what is printed, and in which faces instead
_last: tuple[Key, LaidOut] | None = None


def laid_out(ws: Workspace, write: Write) -> LaidOut:
    """The pages, and how they keep to the standard. The last ones are kept: a paper come back to
    unchanged needs no office suite again."""
    global _last
    printing.suite()  # without one nothing is written to be thrown away, at each pause in typing
    with tempfile.TemporaryDirectory(prefix="yuetan-pages-") as folder:
        document = Path(folder) / "preview.docx"
        write(document)
        missing = fonts.substitutes(faces_of(read_office(ws)))
        key, last = (_content(document), tuple(missing)), _last
        if last is not None and last[0] == key:
            return last[1]
        _settle(ws, document)
        pdf = document.with_suffix(".pdf")
        made = LaidOut(draw_pages(pdf), check_pages(pdf, missing, document))
    _last = key, made
    return made


def _content(document: Path) -> bytes:
    """What makes the pages: the parts of the file but for its properties, which tell the time."""
    digest = sha256()
    with ZipFile(document) as parts:
        for name in sorted(parts.namelist()):
            if not name.startswith("docProps/"):
                digest.update(name.encode() + parts.read(name))
    return digest.digest()


def plain_text(write: Write) -> str:
    """What the paper prints, as words; no office suite is needed for it."""
    with tempfile.TemporaryDirectory(prefix="yuetan-words-") as folder:
        document = Path(folder) / "words.docx"
        write(document)
        return text_of(document)


def _settle(ws: Workspace, document: Path) -> None:
    """Puts the PDF beside the paper, whose imprint then stands where it belongs."""
    from yuetan_desktop.documents.compose import settle

    office = read_office(ws)
    # The pages that are counted are the ones to look at: the suite starts once, not twice.
    settle([document], lambda papers: printing.to_pdfs(papers, faces_of(office)))
