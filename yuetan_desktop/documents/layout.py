"""What only a filled paper can tell: how large the red head may be, where the signature stands."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from math import ceil
from typing import Any

from yuetan_desktop.documents.gbt9704 import ASCENT, CHARACTERS, STYLES, TEXT_MM, Style
from yuetan_desktop.documents.wording import seams, width

MARK = "发文机关标志"  # the style of the red head
OFFICE_AND_DAY = ("印发", "编发")  # lines of an office at the left and a day at the right
BROKEN = (MARK, "署名", *OFFICE_AND_DAY)  # styles whose long names are put on two lines here
_SMALLEST_MARK = 22  # points: a 标志 that would be smaller than 2号 takes two lines
_MUCH_LONGER = 1.25  # than half of the name
_ROOM = 0.5  # characters; a strip as wide as its words would wrap them once more
_TEXT_PT = TEXT_MM[0] / 25.4 * 72


def fit(document: Any) -> None:
    """Set the sizes and indents that depend on the words (red head, signature over date)."""
    from docx.oxml.ns import qn

    dated: list[tuple[Any, float]] = []
    for story in stories(document):
        for paragraph in story.iter(qn("w:p")):
            style = style_of(paragraph)
            if style == MARK:
                _shrink(paragraph)
            elif style in OFFICE_AND_DAY:
                _break_office(paragraph, STYLES[style])
            elif style in ("署名", "成文日期"):
                dated.append((paragraph, width(_text(paragraph))))
    for name, date in zip(dated[::2], dated[1::2], strict=False):
        _centre_over(name, date)


def stories(document: Any) -> list[Any]:
    """The roots of text, styles, headers and footers. By relationship, because docxtpl replaces
    the parts of headers behind python-docx's back."""
    kinds = (".document.main", ".styles", ".header", ".footer")
    related = (rel.target_part for rel in document.part.rels.values() if not rel.is_external)
    found = [part.element for part in related if _is_story(part.content_type, kinds)]
    return [document.element, *found]


def _is_story(content_type: str, kinds: tuple[str, ...]) -> bool:
    return any(f"wordprocessingml{kind}+xml" in content_type for kind in kinds)


def _shrink(paragraph: Any) -> None:
    """The mark on one line of the 版心, on two where a long name would be small on one: as large
    as its style, smaller when the name is long — and then higher, for its upper edge is what the
    standard measures."""
    from docx.oxml.ns import qn

    name = _text(paragraph)
    style = STYLES[MARK]
    first, second = (name, "")
    if width(name) * _SMALLEST_MARK > _TEXT_PT:
        first, second = halves(name)
    characters = max(width(first), width(second), 1)
    if second:
        _break_after(paragraph, len(first))
    size = min(style.size, int(2 * _TEXT_PT / characters) / 2)
    spacing = paragraph.get_or_add_pPr().get_or_add_spacing()
    before = int(spacing.get(qn("w:before"), style.before * 20))
    _set(spacing, "w:before", round(before - ASCENT * (style.size - size) * 20))
    for tag in ("w:sz", "w:szCs"):
        for element in paragraph.iter(qn(tag)):
            element.set(qn("w:val"), str(round(size * 2)))


def halves(name: str) -> tuple[str, str]:
    """A long name on two lines of like length, cut behind a part of it (…人民政府｜…委员会) where
    that makes no line much longer."""
    middle = ceil(len(name) / 2)
    cut = min(seams(name), key=lambda n: abs(n - middle), default=middle)
    if max(cut, len(name) - cut) > middle * _MUCH_LONGER:
        cut = middle
    return name[:cut], name[cut:]


def _break_after(paragraph: Any, count: int) -> None:
    """A line break behind so many characters of a paragraph's text."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for text in list(paragraph.iter(qn("w:t"))):
        said = text.text or ""
        if count < len(said):
            rest = copy(text)
            text.text, rest.text = said[:count], said[count:]
            line_break = OxmlElement("w:br")
            text.addnext(line_break)
            line_break.addnext(rest)
            return
        count -= len(said)


def _break_office(paragraph: Any, style: Style) -> None:
    """An office too long to stand beside the day takes two lines, the day at the end of the
    second; what stands before its name on the first stands before the rest too."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    said = [text.text or "" for text in paragraph.iter(qn("w:t"))]
    name = next(filter(None, said), "")
    room = _TEXT_PT * 20 / style.character - 2  # one character in on either side
    if width("".join(said)) + 1 <= room:
        return
    _break_after(paragraph, len(halves(name)[0]))
    line_break = next(paragraph.iter(qn("w:br")), None)
    if line_break is not None and said[0] == "":
        line_break.addnext(OxmlElement("w:tab"))


def _centre_over(name: tuple[Any, float], date: tuple[Any, float]) -> None:
    """7.3.5.1: the date four characters from the right, the name centred over it; a name too
    long for that ends at the right edge, one too long for a line stands on two of like length.
    Both are centred in one strip: the programs do not agree on the width of digits, so only this
    keeps them over each other in all."""
    style = STYLES["成文日期"]
    longest = name[1]
    if longest > CHARACTERS:
        first, second = halves(_text(name[0]))
        _break_after(name[0], len(first))
        longest = max(width(first), width(second)) + _ROOM
    strip = min(max(2 * style.right + date[1], longest), CHARACTERS)
    for paragraph, _ in (name, date):
        properties = paragraph.get_or_add_pPr()
        indent = properties.get_or_add_ind()
        _set(indent, "w:left", round((CHARACTERS - strip) * style.character))
        _set(indent, "w:right", 0)
        _set(properties.get_or_add_jc(), "w:val", "center")


def _set(element: Any, name: str, value: int | str) -> None:
    from docx.oxml.ns import qn

    element.set(qn(name), str(value))


def style_of(paragraph: Any) -> str | None:
    """The name of a paragraph's style."""
    from docx.oxml.ns import qn

    found = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return None if found is None else found.get(qn("w:val"))


def _text(paragraph: Any) -> str:
    from docx.oxml.ns import qn

    return "".join(t.text or "" for t in paragraph.iter(qn("w:t")))


def rename_faces(document: Any, renaming: Mapping[str, str]) -> None:
    """Write the office's own font names instead of the shipped ones, in every slot."""
    from docx.oxml.ns import qn

    if not renaming:
        return
    for root in stories(document):
        for fonts in root.iter(qn("w:rFonts")):
            for slot, face in fonts.attrib.items():
                if face in renaming:
                    fonts.set(slot, renaming[face])
