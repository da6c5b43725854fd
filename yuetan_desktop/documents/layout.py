"""What only a filled paper can tell: how wide the red head is, where the signature stands, and
whether the 版记 is on an even page."""

from __future__ import annotations

from typing import Any

from yuetan_desktop.documents.gbt9704 import STYLES, TEXT_MM
from yuetan_desktop.documents.wording import width

_TEXT_PT = TEXT_MM[0] / 25.4 * 72


def fit(document: Any) -> None:
    """Set the sizes and indents that depend on the words (red head, signature over date)."""
    from docx.oxml.ns import qn

    dated: list[tuple[Any, float]] = []
    for story in _stories(document):
        for paragraph in story.iter(qn("w:p")):
            style = paragraph.style
            if style == "发文机关标志":
                _shrink(paragraph)
            elif style in ("署名", "成文日期"):
                dated.append((paragraph, width(_text(paragraph))))
    for name, date in zip(dated[::2], dated[1::2], strict=False):
        _centre_over(name, date)


def _stories(document: Any) -> list[Any]:
    section = document.sections[0]
    heads = [section.first_page_header] if section.different_first_page_header_footer else []
    return [document.element.body, *(head._element for head in heads)]


def _shrink(paragraph: Any) -> None:
    """The mark on one line of the 版心: as large as its style, smaller when the name is long."""
    from docx.oxml.ns import qn

    characters = max(width(_text(paragraph)), 1)
    size = min(STYLES["发文机关标志"].size, int(2 * _TEXT_PT / characters) / 2)
    for tag in ("w:sz", "w:szCs"):
        for element in paragraph.iter(qn(tag)):
            element.set(qn("w:val"), str(round(size * 2)))


def _centre_over(name: tuple[Any, float], date: tuple[Any, float]) -> None:
    """7.3.5.1: the date four characters from the right, the name centred over it; a name too
    long for that stands at the right edge and the date is centred under it."""
    style = STYLES["成文日期"]
    name_right = style.right + (date[1] - name[1]) / 2
    date_right = style.right - min(name_right, 0)
    for (paragraph, _), characters in ((name, max(name_right, 0)), (date, date_right)):
        indent = paragraph.get_or_add_pPr().get_or_add_ind()
        _set(indent, "w:right", round(characters * style.character))


def _set(element: Any, name: str, value: int) -> None:
    from docx.oxml.ns import qn

    element.set(qn(name), str(value))


def _text(paragraph: Any) -> str:
    from docx.oxml.ns import qn

    return "".join(t.text or "" for t in paragraph.iter(qn("w:t")))
