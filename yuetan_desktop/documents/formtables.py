"""Table forms: approvals, records, receipts. Fixed columns, so that WPS lays them out alike.

A row may join neighbouring columns; every cell states its width and the table its grid, for WPS
takes the widths from the one and Word from the other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from yuetan_desktop.documents.gbt9704 import TEXT_MM, Page, mm

_OF_STYLE = re.compile(r'<w:pStyle w:val="[^"]*"/>')


@dataclass(frozen=True, slots=True)
class Cell:
    """Paragraphs in a cell that covers `span` columns."""

    paragraphs: str
    span: int = 1
    top: bool = False  # else centred between the rules


@dataclass(slots=True)
class FormTable:
    """A form in the making: rows are added from top to bottom. Widths are millimetres."""

    page: Page
    widths: Sequence[float]
    _rows: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        if sum(self.widths) > TEXT_MM[0]:
            raise ValueError(f"columns of {sum(self.widths)} mm do not fit {TEXT_MM[0]} mm")

    # -- cells ----------------------------------------------------------------------------------
    def label(self, text: str, span: int = 1) -> Cell:
        """The name of a field, centred, on as many lines as it has."""
        return Cell("".join(self.page.paragraph(t, "栏名") for t in text.split("\n")), span)

    def text(self, text: str, span: int = 1) -> Cell:
        return Cell(self.page.paragraph(text, "栏文"), span)

    def centred(self, text: str, span: int = 1) -> Cell:
        return Cell(self.page.paragraph(text, "栏中"), span)

    def items(self, name: str, span: int = 1) -> Cell:
        """A field of numbered items, each a paragraph."""
        return Cell(self._each(f"for 项 in {name}", "{{ 项.序号 }}{{ 项.内容 }}"), span, top=True)

    def lines(self, name: str, span: int = 1) -> Cell:
        """A field of plain lines, each a paragraph."""
        return Cell(self._each(f"for 段 in {name}", "{{ 段 }}"), span, top=True)

    def signed(self, before: Cell, signer: str = "签字：") -> Cell:
        """The cell with room to sign and date under its text."""
        line = self.page.paragraph(f"{signer}　　　　　　　年　月　日", "栏签")
        return Cell(before.paragraphs + line, before.span, top=True)

    def _each(self, loop: str, text: str) -> str:
        page = self.page
        return (
            page.control(loop, "栏文")
            + page.paragraph(text, "栏文")
            + page.control("endfor", "栏文")
        )

    # -- rows -----------------------------------------------------------------------------------
    def row(
        self, *cells: Cell, height: float = 9, head: bool = False, with_next: bool = False
    ) -> FormTable:
        """A row at least `height` mm high; a `head` row is repeated on every page, one `with_next`
        stands on the page of the row after it, so that nobody signs a page that says nothing."""
        spans = sum(cell.span for cell in cells)
        if spans != len(self.widths):
            raise ValueError(f"{spans} columns in a table of {len(self.widths)}")
        repeated = "<w:tblHeader/>" if head else ""
        written = self._cells(cells)
        if with_next:
            written = _OF_STYLE.sub(r"\g<0><w:keepNext/>", written)
        self._rows.append(
            f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{mm(height)}" w:hRule="atLeast"/>'
            f"{repeated}</w:trPr>{written}</w:tr>"
        )
        return self

    def each(self, loop: str, *cells: Cell, height: float = 9) -> FormTable:
        """A row for each item, such as `行 in 签到行`."""
        self.tag(f"for {loop}")
        self.row(*cells, height=height)
        self.tag("endfor")
        return self

    def when(self, field_name: str, *cells: Cell, height: float = 9) -> FormTable:
        """A row that is there only when the field is not empty."""
        self.tag(f"if {field_name}")
        self.row(*cells, height=height)
        self.tag("endif")
        return self

    def tag(self, tag: str) -> None:
        """A row that only carries a tag; gone after rendering."""
        cells = Cell(self.page.paragraph("{%tr " + tag + " %}", "栏文"), len(self.widths))
        self._rows.append(f"<w:tr>{self._cells([cells])}</w:tr>")

    def xml(self) -> str:
        grid = "".join(f'<w:gridCol w:w="{mm(width)}"/>' for width in self.widths)
        sides = ("top", "left", "bottom", "right", "insideH", "insideV")
        borders = "".join(f'<w:{s} w:val="single" w:sz="6" w:color="000000"/>' for s in sides)
        total = sum(map(mm, self.widths))
        return (
            f'<w:tbl><w:tblPr><w:tblW w:w="{total}" w:type="dxa"/><w:jc w:val="center"/>'
            f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/>'
            '<w:tblCellMar><w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/>'
            f"</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(self._rows)}</w:tbl>"
        )

    def _cells(self, cells: Sequence[Cell]) -> str:
        written, at = [], 0
        for cell in cells:
            width = sum(map(mm, self.widths[at : at + cell.span]))
            at += cell.span
            span = f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
            align = "top" if cell.top else "center"
            written.append(
                f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}'
                f'<w:vAlign w:val="{align}"/></w:tcPr>{cell.paragraphs}</w:tc>'
            )
        return "".join(written)
