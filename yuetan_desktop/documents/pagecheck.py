"""版式检查: what the pages of a paper measure, read from its PDF (GB/T 9704—2012).

The templates are made to these measures; what is read here is what came out on this computer, with
its faces and its office suite.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from ctypes import c_double
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

from yuetan_desktop.documents.context import BLANK
from yuetan_desktop.documents.fonts import Substitute
from yuetan_desktop.documents.gbt9704 import (
    BODY_PT,
    CHARACTERS,
    LEFT_MM,
    LINES,
    PAGE_MM,
    TEXT_MM,
    TOP_MM,
)
from yuetan_desktop.documents.lostmarks import lost_characters

_MM = 25.4 / 72
_RIGHT_MM, _FOOT_MM = LEFT_MM + TEXT_MM[0], TOP_MM + TEXT_MM[1]
_SLACK_MM = 1.0  # what the office suites round
_MARK_MM = 25  # 稿本标记 stands above
_HANGING = "，。、；：！？）》”’】〕"  # may hang over the right edge of the line
_PAGE_NUMBER = re.compile(r"[—–\-\s\d]+")
_BLANK = re.compile(r"\s*".join(map(re.escape, BLANK)))


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character where it stands: its box and baseline in millimetres from the upper left."""

    character: str
    left: float
    right: float
    baseline: float
    size: float


@dataclass(frozen=True)
class Line:
    """Characters on one baseline of a page (counted from 1)."""

    page: int
    glyphs: tuple[Glyph, ...]

    @cached_property
    def text(self) -> str:
        return "".join(glyph.character for glyph in self.glyphs).strip()

    @property
    def baseline(self) -> float:
        return self.glyphs[0].baseline

    @property
    def size(self) -> float:
        return self.glyphs[0].size

    @property
    def left(self) -> float:
        return min(glyph.left for glyph in self.glyphs)

    @property
    def right(self) -> float:
        """Without the punctuation that may hang over."""
        inner = [g.right for g in self.glyphs if g.character not in _HANGING]
        return max(inner, default=self.left)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where words stand: page from 0, their box as shares of the page."""

    page: int
    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Measured:
    """One thing that was measured, whether it is as the standard wants it, in words."""

    ok: bool
    says: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class PageCheck:
    """What was measured on the pages, the blanks on them, and their characters."""

    measured: tuple[Measured, ...]
    blanks: tuple[Spot, ...]
    glyphs: tuple[tuple[Glyph, ...], ...] = ()

    def spots(self, words: str) -> tuple[Spot, ...]:
        """Everywhere these words stand, however they break into lines on a page."""
        pattern = re.compile(re.escape("".join(words.split())))
        return tuple(s for n, of in enumerate(self.glyphs) for s in _spots(n, of, pattern))


def check_pages(
    pdf: Path, missing: Sequence[Substitute] = (), document: Path | None = None
) -> PageCheck:
    """Measure a paper's PDF; `missing` are the faces that something stands in for. With the Word
    `document` it was made from, its text is compared with what came out on the pages."""
    import pypdfium2

    opened = pypdfium2.PdfDocument(str(pdf))
    try:
        pages = len(opened)
        glyphs = tuple(tuple(_glyphs(page)) for page in opened)
    finally:
        opened.close()
    lines = [line for number, of in enumerate(glyphs, 1) for line in _lines(number, of)]
    lost = _lost(document, pdf) if document is not None else None
    found = (_text_area(lines), _grid(lines), _imprint(lines, pages), lost, _faces(missing))
    blanks = (spot for number, of in enumerate(glyphs) for spot in _spots(number, of, _BLANK))
    return PageCheck(tuple(one for one in found if one is not None), tuple(blanks), glyphs)


# -- reading ------------------------------------------------------------------------------------
def _glyphs(page: Any) -> list[Glyph]:
    """The visible characters of a page in their order of reading."""
    import pypdfium2.raw as pdfium

    text, height = page.get_textpage(), page.get_height()
    x, y = c_double(), c_double()
    found = []
    for index in range(text.count_chars()):
        character = chr(pdfium.FPDFText_GetUnicode(text.raw, index))
        if character.isspace() or not character.isprintable():
            continue
        pdfium.FPDFText_GetCharOrigin(text.raw, index, x, y)
        left, _bottom, right, _top = text.get_charbox(index, loose=True)
        size = pdfium.FPDFText_GetFontSize(text.raw, index)
        found.append(
            Glyph(character, left * _MM, right * _MM, (height - y.value) * _MM, round(size, 1))
        )
    return found


def _lines(page: int, glyphs: Iterable[Glyph]) -> list[Line]:
    by_baseline: dict[float, list[Glyph]] = {}
    for glyph in glyphs:
        by_baseline.setdefault(round(glyph.baseline, 1), []).append(glyph)
    ordered = sorted(by_baseline.items())
    return [Line(page, tuple(sorted(of, key=lambda g: g.left))) for _, of in ordered]


def _spots(page: int, glyphs: Sequence[Glyph], pattern: re.Pattern[str]) -> Iterable[Spot]:
    """The boxes of whatever the pattern finds; what breaks over two lines has two."""
    for match in pattern.finditer("".join(glyph.character for glyph in glyphs)):
        for line in _lines(page, glyphs[match.start() : match.end()]):
            height = line.size * _MM
            yield Spot(
                page,
                line.left / PAGE_MM[0],
                (line.baseline - 0.9 * height) / PAGE_MM[1],
                (max(g.right for g in line.glyphs) - line.left) / PAGE_MM[0],
                1.15 * height / PAGE_MM[1],
            )


# -- measuring ----------------------------------------------------------------------------------
def _text_area(lines: Iterable[Line]) -> Measured:
    """5.2.1: nothing but page number and mark outside the 版心."""
    for line in lines:
        outside = _outside(line)
        if outside:
            return Measured(False, f"第{line.page}页“{line.text[:8]}”超出版心{outside}。")
    return Measured(True, f"版心{TEXT_MM[0]}毫米×{TEXT_MM[1]}毫米，文字都在其内。")


def _outside(line: Line) -> str:
    if line.baseline < _MARK_MM or _is_page_number(line):
        return ""
    upper = line.baseline - line.size * _MM
    for over, side in (
        (LEFT_MM - line.left, "左边"),
        (line.right - _RIGHT_MM, "右边"),
        (line.baseline - _FOOT_MM, "下边"),
        # The first page of a letter has its head above.
        (TOP_MM - upper if line.page > 1 else 0, "上边"),
    ):
        if over > _SLACK_MM:
            return f"{side}{over:.1f}毫米"
    return ""


def _is_page_number(line: Line) -> bool:
    return line.baseline > _FOOT_MM and _PAGE_NUMBER.fullmatch(line.text) is not None


def _grid(lines: Sequence[Line]) -> Measured | None:
    """5.2.2: 22 lines a page, 28 characters a line; None where no text runs."""
    body = [line for line in lines if abs(line.size - BODY_PT) < 0.1]
    steps = Counter(
        round(lower.baseline - upper.baseline, 1)
        for upper, lower in pairwise(body)
        if upper.page == lower.page
    )
    advances = Counter(advance for line in body for advance in _advances(line))
    if not steps or not advances:
        return None
    rows = int((TEXT_MM[1] + _SLACK_MM) / steps.most_common(1)[0][0])
    columns = int((TEXT_MM[0] + _SLACK_MM) / advances.most_common(1)[0][0])
    if (rows, columns) == (LINES, CHARACTERS):
        return Measured(True, f"每面{rows}行、每行{columns}字。")
    wanted = f"应为{LINES}行、{CHARACTERS}字"
    return Measured(False, f"每面{rows}行、每行{columns}字（{wanted}）。")


def _advances(line: Line) -> Iterable[float]:
    """From one Chinese character to the next; punctuation is set closer."""
    for one, following in pairwise(line.glyphs):
        if "\u4e00" <= min(one.character, following.character) <= "\u9fff":
            yield round(following.left - one.left, 2)


def _imprint(lines: Iterable[Line], pages: int) -> Measured | None:
    """7.4: the 版记 at the foot of the last page, an even one; None for a paper without."""
    found = [line for line in lines if line.text.endswith("印发") and line.size < BODY_PT]
    if not found:
        return None
    last = found[-1]
    room = _FOOT_MM - last.baseline
    if last.page != pages:
        return Measured(False, f"版记在第{last.page}页，应在末页（第{pages}页）。")
    if pages % 2:
        return Measured(False, f"版记在第{pages}页（单数页），应在双数页。")
    if room > BODY_PT:
        return Measured(False, f"版记距版心下边{room:.0f}毫米，应在最后一行。")
    return Measured(True, f"版记在末页（第{pages}页，双数页）最下方。")


def _lost(document: Path, pdf: Path) -> Measured:
    """What is written is printed, to the last mark."""
    lost = lost_characters(document, pdf)
    if not lost:
        return Measured(True, "文字与 Word 文书一致，没有缺漏。")
    named = "”、“".join(dict.fromkeys(lost))
    return Measured(
        False,
        f"PDF 比 Word 文书少{len(lost)}个字符：“{named}”，请用 WPS 打开 Word 文书打印。",
    )


def _faces(missing: Sequence[Substitute]) -> Measured:
    if not missing:
        return Measured(True, "公文字体齐全。")
    short = f"{len(missing)}种公文字体本机没有，以相近字体排版。"
    return Measured(False, short, "".join(one.says() for one in missing))
