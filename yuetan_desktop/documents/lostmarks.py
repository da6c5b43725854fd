"""Marks that stand in a paper and not in its PDF, and how the paper is laid out without losing any.

LibreOffice 7.4 sometimes drops a mark that should hang over the end of a justified line: where 28
characters fill the line but for a point, the next line begins behind the mark. The same lines set
flush left keep it, and break where they broke before.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BODY = "word/document.xml"


def lost_characters(document: Path, pdf: Path) -> str:
    """The characters of a Word paper that its PDF lacks, each as often as it is lacking."""
    written = Counter(_words_of(_root(document)))
    return "".join((written - Counter(_printed(pdf))).elements())


def write_flush(document: Path, copy: Path, pdf: Path) -> None:
    """A copy of a paper whose paragraphs that lost characters in the PDF are set flush left."""
    root, printed = _root(document), _printed(pdf)
    lost = set(lost_characters(document, pdf))
    for paragraph in root.iter(f"{_W}p"):
        words = _words_of(paragraph)
        if lost & set(words) and words not in printed:
            _set_flush(paragraph)
    _write(document, copy, root)


def _set_flush(paragraph: Any) -> None:
    properties = paragraph.find(f"{_W}pPr")
    if properties is None:
        properties = paragraph.makeelement(f"{_W}pPr")
        paragraph.insert(0, properties)
    alignment = properties.find(f"{_W}jc")
    if alignment is None:
        alignment = properties.makeelement(f"{_W}jc")
        # Behind it the schema wants what only few paragraphs have.
        last = next(
            (n for n, own in enumerate(properties) if own.tag in _BEHIND_JC), len(properties)
        )
        properties.insert(last, alignment)
    alignment.set(f"{_W}val", "left")


_BEHIND_JC = frozenset(
    _W + name
    for name in (
        "textDirection",
        "textAlignment",
        "textboxTightWrap",
        "outlineLvl",
        "divId",
        "cnfStyle",
        "rPr",
        "sectPr",
        "pPrChange",
    )
)


# -- reading and writing ------------------------------------------------------------------------
def _root(document: Path) -> Any:
    from lxml import etree

    with ZipFile(document) as package:
        return etree.fromstring(
            package.read(_BODY), etree.XMLParser(resolve_entities=False, no_network=True)
        )


def _words_of(element: Any) -> str:
    return _bare("".join(text.text or "" for text in element.iter(f"{_W}t")))


def _printed(pdf: Path) -> str:
    """Everything that can be read on the pages, page numbers too."""
    import pypdfium2

    document = pypdfium2.PdfDocument(str(pdf))
    try:
        return _bare("".join(page.get_textpage().get_text_range() for page in document))
    finally:
        document.close()


def _bare(words: str) -> str:
    """Without spaces; radicals and compatibility forms as the characters they stand for, as faces
    print some characters under a second code."""
    return "".join(
        unicodedata.normalize("NFKC", one)
        if "\u2e80" <= one <= "\u2fdf" or "\uf900" <= one <= "\ufaff"
        else one
        for one in words
        if one.isprintable() and not one.isspace()
    )


def _write(document: Path, copy: Path, root: Any) -> None:
    from lxml import etree

    with ZipFile(document) as source, ZipFile(copy, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == _BODY:
                content = etree.tostring(
                    root, xml_declaration=True, encoding="UTF-8", standalone=True
                )
            target.writestr(name, content)
