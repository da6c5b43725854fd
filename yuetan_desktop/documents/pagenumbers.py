"""Where papers bear their page numbers: as 7.5 wants it, or as the office has set."""

from __future__ import annotations

from enum import StrEnum
from typing import Any


class PageNumbers(StrEnum):
    """Where the number of a page stands."""

    OUTER = "outer"
    CENTRE = "centre"
    NONE = "none"

    @property
    def label(self) -> str:
        return _PAGE_NUMBER_LABELS[self]


_PAGE_NUMBER_LABELS = {
    PageNumbers.OUTER: "单页居右、双页居左（国标）",
    PageNumbers.CENTRE: "居中",
    PageNumbers.NONE: "不标页码",
}
# The styles of the templates' page numbers, on odd and even pages.
_NUMBERED = ("页码单", "页码双")


def place_page_numbers(document: Any, where: PageNumbers) -> None:
    """Templates have them outside, as 7.5 wants; an office may centre them or do without."""
    from docx.oxml.ns import qn

    from yuetan_desktop.documents.layout import stories, style_of

    if where is PageNumbers.OUTER:
        return
    for root in stories(document):
        for paragraph in root.iter(qn("w:p")):
            if style_of(paragraph) not in _NUMBERED:
                continue
            if where is PageNumbers.CENTRE:
                style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
                style.set(qn("w:val"), "页码中")
            else:
                for run in paragraph.findall(qn("w:r")):
                    paragraph.remove(run)
