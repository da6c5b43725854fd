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
from yuetan_desktop.documents.gbt9704 import LINE_PT, NAMESPACES
from yuetan_desktop.documents.layout import fit, rename_faces, style_of
from yuetan_desktop.documents.pagenumbers import PageNumbers, place_page_numbers
from yuetan_desktop.documents.printing import OfficeSuite
from yuetan_desktop.documents.rarechars import RareText
from yuetan_desktop.documents.render import MAX_UNPACKED, render, unpacked_size
from yuetan_desktop.errors import AppError

_END = "文末"  # the style of the paragraphs that hold the 版记 and the break before it
_CLOSED_UP = 1.0  # lines over the signature, where two would cost a page (7.3.5: 调整行距)

_ROWS_OF_A_PAGE = 10  # of two lines each, under the head of an annex


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
    keep_signature(paper.docx)
    place_page_numbers(paper.docx, page_numbers)
    rename_faces(paper.docx, faces.renaming())
    rare = rarechars.set_faces(paper.docx, faces)
    core = paper.docx.core_properties
    core.created = core.modified = datetime.now(UTC).replace(tzinfo=None)
    _save(paper, out)
    pages = settle([out], lambda papers: {p: suite.pages(p) for p in papers}) if suite else {}
    return Composed(pages.get(out), tuple(substitutes(faces)), tuple(rare))


def _save(paper: Any, out: Path) -> None:
    try:
        paper.save(str(out))
    except OSError as error:
        raise AppError(
            f"无法写入“{out.name}”。",
            kept="没有生成文书，没有占用文号。",
            hint="请检查磁盘空间和写入权限，或在办公软件中关闭它，再试一次。",
            detail=str(error),
        ) from error


def settle(
    papers: Sequence[Path],
    count: Callable[[Sequence[Path]], Mapping[Path, int]],
    *,
    kept: Collection[Path] = (),
) -> dict[Path, int]:
    """7.4: the ruled 版记 is on the last, even page. Papers of an odd count get a page break before
    it. Where it alone had run over to the odd page, that would leave a page empty: the paper is
    closed up over its signature first; only where that does not do, or behind an annex, the page
    stays, and neither it nor that of the 版记 has a number (7.5). `count` lays out what it is
    given, all in one start of the office suite, and tells the pages; those `kept` went out and
    are only counted."""
    pages = dict(count(papers))
    if long := [p for p in papers if p not in kept and _ends_with_rows(p)]:
        pages |= _hold_rows(long, pages, count)
    for mend in (move_imprint, close_up, move_imprint, move_imprint):
        odd = [p for p in papers if pages[p] % 2 and p not in kept and mend(p)]
        if odd:
            pages |= count(odd)
    return pages


def _hold_rows(
    papers: Sequence[Path],
    pages: Mapping[Path, int],
    count: Callable[[Sequence[Path]], Mapping[Path, int]],
) -> dict[Path, int]:
    """LibreOffice gives each of the last rows a page of its own where an annex's table runs into
    the 版记. A break before the 版记 holds the rows; where it costs a page there was room."""
    before = {paper: paper.read_bytes() for paper in papers}
    for paper in papers:
        move_imprint(paper)
    found = dict(count(papers))
    if roomy := [paper for paper in papers if found[paper] > pages[paper]]:
        for paper in roomy:
            paper.write_bytes(before[paper])
        found |= count(roomy)
    return found


def _ends_with_rows(path: Path) -> bool:
    """Whether a table long enough to fill a page is the last before the ruled 版记, but for its
    note."""
    import docx
    from docx.oxml.ns import qn

    imprint = _imprint_of(docx.Document(str(path)))
    if imprint is None:
        return False
    last = [
        element for _, element in zip(range(2), imprint.itersiblings(preceding=True), strict=False)
    ]
    tables = [element for element in last if element.tag == qn("w:tbl")]
    return any(len(table.findall(qn("w:tr"))) >= _ROWS_OF_A_PAGE for table in tables)


def readable(path: Path) -> bool:
    """Whether a file is a Word paper that can be opened, and no bomb that fills the memory."""
    import docx
    from docx.opc.exceptions import OpcError

    try:
        if unpacked_size(path) > MAX_UNPACKED:
            return False
        docx.Document(str(path))
    except (OSError, KeyError, ValueError, BadZipFile, LxmlError, OpcError):
        return False
    return True


def move_imprint(path: Path) -> bool:
    """Put a page break before the ruled 版记 of a written paper, so that it comes to the next page;
    one that stands alone on its page already leaves an empty page behind it. False for a paper
    without one."""
    import docx

    document = docx.Document(str(path))
    imprint = _imprint_of(document)
    if imprint is None:
        return False
    if style_of(imprint.getprevious()) == _END:
        _number_no_more(document, imprint)
    _break_page_before(imprint)
    _save(document, path)
    return True


def close_up(path: Path) -> bool:
    """Take the break before the 版记 out again and leave one line less over the signature, so that
    text and 版记 may come to one page; False for a paper that does not end with its signature."""
    import docx
    from docx.oxml.ns import qn

    document = docx.Document(str(path))
    signature = _last_words(document)
    if signature is None:
        return False
    imprint = _imprint_of(document)
    while style_of(imprint.getprevious()) == _END:
        imprint.getparent().remove(imprint.getprevious())
    spacing = signature.get_or_add_pPr().get_or_add_spacing()
    spacing.set(qn("w:before"), str(round(_CLOSED_UP * LINE_PT * 20)))
    _save(document, path)
    return True


def keep_signature(document: Any) -> None:
    """The 抄送 of a letter never stands alone on a page: signature and date, which bring the last
    line of the text along, go where it goes (10.1). A ruled 版记 is `settle`d instead."""
    from docx.oxml.ns import qn

    tables = document.element.body.findall(qn("w:tbl"))
    if not tables or not _has(tables[-1], "w:tblpPr") or _has(tables[-1], "w:tblBorders"):
        return
    behind: list[Any] = []
    for element in tables[-1].itersiblings(preceding=True):
        if element.tag != qn("w:p") or style_of(element) == "附件序号":
            return  # behind an annex there is no signature to keep
        if style_of(element) == "署名":
            break
        behind.append(element)
    for paragraph in behind:
        paragraph.get_or_add_pPr().get_or_add_keepNext()


def _last_words(document: Any) -> Any:
    """The signature that only its date, a 附注 and the 版记 follow: no annex stands behind it."""
    from docx.oxml.ns import qn

    imprint = _imprint_of(document)
    for element in imprint.itersiblings(preceding=True) if imprint is not None else ():
        if element.tag != qn("w:p") or style_of(element) == "附件序号":
            return None
        if style_of(element) == "署名":
            return element
    return None


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


def _number_no_more(document: Any, imprint: Any) -> None:
    """7.5: 空白页和版记页均不编排页码. The break before the 版记 becomes the end of a section; the
    pages behind it have feet without words."""
    from docx.enum.section import WD_SECTION
    from docx.oxml import parse_xml

    while style_of(imprint.getprevious()) == _END:
        imprint.getparent().remove(imprint.getprevious())
    last = document.add_section(WD_SECTION.NEW_PAGE)
    (end,) = document.element.body.xpath("./w:p[w:pPr/w:sectPr]")[-1:]
    style = parse_xml(f'<w:pStyle {NAMESPACES} w:val="{_END}"/>')
    end.pPr.insert(0, style)
    imprint.addprevious(end)
    for foot in (last.footer, last.even_page_footer):
        foot.is_linked_to_previous = False
        for words in list(foot._element):
            foot._element.remove(words)
        foot._element.append(parse_xml(f"<w:p {NAMESPACES}/>"))


def _break_page_before(imprint: Any) -> None:
    """A page break of its own, to be seen and taken out in WPS. LibreOffice hands it on to the
    next paragraph and loses it in a floating table, so one more paragraph stands between."""
    from docx.oxml import parse_xml

    for run in ('<w:r><w:br w:type="page"/></w:r>', ""):
        style = f'<w:pPr><w:pStyle w:val="{_END}"/></w:pPr>'
        imprint.addprevious(parse_xml(f"<w:p {NAMESPACES}>{style}{run}</w:p>"))
