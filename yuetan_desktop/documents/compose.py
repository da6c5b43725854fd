"""A paper from template and context to file: filled, fitted, its 版记 on an even page."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from lxml.etree import LxmlError

from yuetan_desktop.documents import rarechars
from yuetan_desktop.documents.fonts import Faces, Substitute, substitutes
from yuetan_desktop.documents.gbt9704 import NAMESPACES
from yuetan_desktop.documents.layout import fit, rename_faces
from yuetan_desktop.documents.pagenumbers import PageNumbers, place_page_numbers
from yuetan_desktop.documents.printing import OfficeSuite
from yuetan_desktop.documents.rarechars import RareText
from yuetan_desktop.documents.render import render

_BREAKS = 3  # no paper needs more to come to an even page


@dataclass(frozen=True, slots=True)
class Composed:
    """What came out. `pages` is None when no office suite was there to count them."""

    pages: int | None
    substitutes: tuple[Substitute, ...]
    rare: tuple[RareText, ...] = ()


def compose(
    template: Path,
    context: Mapping[str, Any],
    out: Path,
    *,
    faces: Faces | None = None,
    suite: OfficeSuite | None = None,
    finish: Callable[[Any], None] | None = None,
    page_numbers: PageNumbers = PageNumbers.OUTER,
) -> Composed:
    """Write the paper to `out`. With a suite, its pages are counted and a ruled 版记 is brought to
    an even page; without one it stands at the foot of the last page, whichever that is. `finish`
    puts into the filled document what no template can hold, such as a chart."""
    faces = faces or Faces()
    paper = render(template, context)
    if finish is not None:
        finish(paper.docx)
    fit(paper.docx)
    place_page_numbers(paper.docx, page_numbers)
    rename_faces(paper.docx, faces.renaming())
    rare = rarechars.set_faces(paper.docx, faces)
    core = paper.docx.core_properties
    core.created = core.modified = datetime.now(UTC).replace(tzinfo=None)
    paper.save(str(out))
    pages = settle([out], lambda papers: {p: suite.pages(p) for p in papers}) if suite else {}
    return Composed(pages.get(out), tuple(substitutes(faces)), tuple(rare))


def settle(
    papers: Sequence[Path],
    count: Callable[[Sequence[Path]], Mapping[Path, int]],
    *,
    kept: Collection[Path] = (),
) -> dict[Path, int]:
    """7.4: the ruled 版记 is on the last, even page. Papers of an odd count get a page break before
    the 版记; when it had already moved to a page of its own, a second one. `count` lays out what it
    is given, all in one start of the office suite, and tells the pages; those `kept` went out and
    are only counted."""
    pages = dict(count(papers))
    for _ in range(_BREAKS):
        odd = [p for p in papers if pages[p] % 2 and p not in kept and move_imprint(p)]
        if not odd:
            break
        pages |= count(odd)
    return pages


def readable(path: Path) -> bool:
    """Whether a file is a Word paper that can be opened."""
    import docx
    from docx.opc.exceptions import OpcError

    try:
        docx.Document(str(path))
    except (OSError, KeyError, ValueError, BadZipFile, LxmlError, OpcError):
        return False
    return True


def move_imprint(path: Path) -> bool:
    """Put a page break before the ruled 版记 of a written paper, so that it comes to the next page;
    False for a paper without one."""
    import docx

    document = docx.Document(str(path))
    imprint = _imprint_of(document)
    if imprint is None:
        return False
    _break_page_before(imprint)
    document.save(str(path))
    return True


def _imprint_of(document: Any) -> Any:
    """The 版记 that belongs on an even page: the table that floats and has rules. That of a letter
    has none and stands at the foot of its last page, whichever that is (10.1)."""
    from docx.oxml.ns import qn

    tables = document.element.body.iter(qn("w:tbl"))
    ruled = [t for t in tables if _has(t, "w:tblpPr") and _has(t, "w:tblBorders")]
    return ruled[-1] if ruled else None


def _has(table: Any, tag: str) -> bool:
    from docx.oxml.ns import qn

    return table.find(f"{qn('w:tblPr')}/{qn(tag)}") is not None


def _break_page_before(imprint: Any) -> None:
    from docx.oxml import parse_xml

    imprint.addprevious(
        parse_xml(
            f'<w:p {NAMESPACES}><w:pPr><w:pStyle w:val="文末"/></w:pPr>'
            '<w:r><w:br w:type="page"/></w:r></w:p>'
        )
    )
