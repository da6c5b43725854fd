"""The words of a Word file as they are printed: body and tables, no field codes."""

from __future__ import annotations

import zipfile
from pathlib import Path

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def text_of(paper: Path) -> str:
    """One line a paragraph, or a row of a table; runs are joined, so that no number is cut."""
    with zipfile.ZipFile(paper) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    lines = []
    for element in root.iter(f"{_W}p", f"{_W}tr"):
        is_row = element.tag == f"{_W}tr"
        if is_row or next(element.iterancestors(f"{_W}tr"), None) is None:
            cells = element.iter(f"{_W}p") if is_row else (element,)
            lines.append("\t".join(map(_words, cells)))
    return "\n".join(lines)


def _words(paragraph: etree._Element) -> str:
    return "".join(words.text or "" for words in paragraph.iter(f"{_W}t"))
