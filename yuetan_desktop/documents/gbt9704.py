"""The official page of GB/T 9704—2012: its measures, styles and elements as WordprocessingML.

Everything is plain paragraphs and fixed tables, so that Word, WPS and LibreOffice lay it out
alike: no text boxes, no document grid (a negative charSpace halves the line in LibreOffice), no
fields but the page number.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape  # that of xml.sax imports http and email

from yuetan_desktop.documents.fonts import Faces

# 5.2.1, 5.2.2: A4; 天头 37, 订口 28, 版心 156×225 mm; 22 lines of 28 characters of 3号.
PAGE_MM = (210, 297)
TOP_MM, LEFT_MM = 37, 28
TEXT_MM = (156, 225)
LINES, CHARACTERS = 22, 28
# 22 exact lines of 28.9 pt fill 225 mm; 28 characters of 16 pt fit 156 mm when a quarter point
# narrower. Measured; without the spacing only 27 fit.
LINE_PT = 28.9
BODY_PT = 16.0
BODY_SPACING = -5  # twentieths of a point

ASCENT = 0.86  # how far a Chinese character reaches above the baseline, in its size
RED = "FF0000"
WIDTH = 8844  # 156 mm in twentieths of a point

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


def mm(length: float) -> int:
    """Millimetres in twentieths of a point."""
    return round(length / 25.4 * 1440)


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style: face and size of 号, place on the line, room above and below.

    `face` names a field of `Faces`. Indents count characters of the style's own size.
    """

    name: str
    face: str
    size: float = BODY_PT
    line: float | None = LINE_PT
    align: str = "both"
    first: float = 0
    left: float = 0
    right: float = 0
    hanging: float = 0
    before: float = 0
    after: float = 0
    colour: str = ""
    keep_next: bool = False

    @property
    def spacing(self) -> int:
        return BODY_SPACING if self.size == BODY_PT else 0

    @property
    def character(self) -> float:
        """Width of one character in twentieths of a point."""
        return self.size * 20 + self.spacing


STYLES = {
    style.name: style
    for style in (
        Style("正文", "body", first=2),
        Style("顶格", "body"),
        Style("一级标题", "hei", first=2, keep_next=True),
        Style("二级标题", "kai", first=2, keep_next=True),
        # Its upper edge 35 mm below the 版心; the line is higher than the characters by the rest.
        Style("发文机关标志", "title", 36, line=44, align="center", before=95, colour=RED),
        Style("发文字号", "body", line=22, align="center", before=2 * LINE_PT),
        # 7.2.6: 上行文 has its number one character in on the left, 签发人 likewise on the right.
        Style("上行文号", "body", line=22, align="left", before=2 * LINE_PT),
        Style("信函文号", "body", align="right", before=LINE_PT / 4),
        # 7.3.1: two lines under the red rule.
        Style("标题间隔", "body", after=LINE_PT, keep_next=True),
        Style("文件标题", "title", 22, line=32, align="center", keep_next=True),
        Style("主送机关", "body", before=LINE_PT),
        # 7.3.4: one line under the text, indented by two; further items hang under the first.
        Style("附件说明", "body", align="left", left=5, hanging=3, before=LINE_PT, keep_next=True),
        Style("附件续项", "body", align="left", left=5, keep_next=True),
        Style("署名", "body", align="right", before=2 * LINE_PT, keep_next=True),
        Style("成文日期", "body", align="right", right=4),
        # The signature never stands alone on a page: the line before it comes along.
        Style("正文末行", "body", first=2, keep_next=True),
        # 10.3: 出席、请假、列席 hang under the first name; who signs stands on the page with them.
        Style("出席", "body", align="left", left=5, hanging=3, before=LINE_PT, keep_next=True),
        Style("请假", "body", align="left", left=5, hanging=3, keep_next=True),
        Style("签字", "body", first=2, before=LINE_PT, keep_next=True),
        Style("编发", "body", line=22, align="left", before=LINE_PT / 2),
        Style("附件序号", "hei", align="left"),
        Style("附件标题", "title", 22, line=32, align="center", before=LINE_PT, after=LINE_PT),
        Style("表头", "hei", 10.5, line=16, align="center"),
        Style("表格", "body", 10.5, line=16, align="left"),
        Style("注", "body", 12, line=20),
        # Table forms: names and contents of 小四, a line for number and date over the table.
        Style("部分标题", "hei", align="center", before=LINE_PT / 2, keep_next=True),
        Style("表格标题", "title", 22, line=32, align="center", keep_next=True),
        Style("表首", "body", 12, line=24, align="left"),
        Style("栏名", "body", 12, line=18, align="center"),
        Style("栏文", "body", 12, line=18, align="left"),
        Style("栏中", "body", 12, line=18, align="center"),
        Style("栏签", "body", 12, line=20, align="right", right=1, before=14),
        Style("版记", "body", 14, line=24, left=4, hanging=3, right=1),
        Style("印发", "body", 14, line=24, align="left", left=1, right=1),
        Style("页码单", "song", 14, line=14, align="right", right=1),
        Style("页码双", "song", 14, line=14, align="left", left=1),
        Style("页码中", "song", 14, line=14, align="center"),
        Style("稿本标记", "hei", 14, line=16, align="right"),
        Style("文末", "body", 1, line=1, align="left"),
    )
}


# -- text ---------------------------------------------------------------------------------------
def fonts(face: str, faces: Faces) -> str:
    """All four slots and the East Asian hint, so that “”—… stay full-width in every program."""
    name = escape(getattr(faces, face))
    return (
        f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}" w:cs="{name}" '
        'w:hint="eastAsia"/>'
    )


def run_properties(style: Style, faces: Faces, face: str = "") -> str:
    """Face, colour, spacing and size of a run; `face` instead of the style's own."""
    colour = f'<w:color w:val="{style.colour}"/>' if style.colour else ""
    spacing = f'<w:spacing w:val="{style.spacing}"/>' if style.spacing else ""
    size = round(style.size * 2)
    return (
        f"<w:rPr>{fonts(face or style.face, faces)}{colour}{spacing}"
        f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'
    )


def paragraph_properties(style: Style) -> str:
    """Spacing, indents and alignment, in the order the schema wants."""
    keep = "<w:keepNext/>" if style.keep_next else ""
    line = f'w:line="{round(style.line * 20)}" w:lineRule="exact"' if style.line else ""
    chars = style.character
    first = f'w:hanging="{round(style.hanging * chars)}"' if style.hanging else ""
    first = first or f'w:firstLine="{round(style.first * chars)}"'
    return (
        f'{keep}<w:widowControl w:val="0"/>'
        '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'
        f'<w:spacing w:before="{round(style.before * 20)}" w:after="{round(style.after * 20)}" '
        f"{line}/>"
        f'<w:ind w:left="{round(style.left * chars)}" w:right="{round(style.right * chars)}" '
        f"{first}/>"
        f'<w:jc w:val="{style.align}"/>'
    )


@dataclass(frozen=True, slots=True)
class Page:
    """Writes elements in one set of faces."""

    faces: Faces

    def run(self, text: str, style: str, face: str = "") -> str:
        properties = run_properties(STYLES[style], self.faces, face)
        parts = text.split("\t")
        inside = "<w:tab/>".join(
            f'<w:t xml:space="preserve">{escape(p, quote=False)}</w:t>' for p in parts
        )
        return f"<w:r>{properties}{inside}</w:r>"

    def paragraph(
        self, text: str | Iterable[tuple[str, str]], style: str = "正文", own: str = ""
    ) -> str:
        """A paragraph of one text, or of (text, face) pieces; `own` is added to its properties."""
        pieces = [(text, "")] if isinstance(text, str) else text
        runs = "".join(self.run(piece, style, face) for piece, face in pieces)
        properties = f'<w:pPr><w:pStyle w:val="{style}"/>{own}</w:pPr>'
        return f"<w:p>{properties}{runs}</w:p>"

    def control(self, tag: str, style: str = "正文", own: str = "") -> str:
        """A paragraph that only carries a tag such as `for 项 in 事项`; gone after rendering."""
        return self.paragraph("{%p " + tag + " %}", style, own)

    def number(self, text: str | Iterable[tuple[str, str]], style: str = "发文字号") -> str:
        """The document number with the red rule of 156 mm, 4 mm below it."""
        rule = f'<w:pBdr><w:bottom w:val="single" w:sz="10" w:space="9" w:color="{RED}"/></w:pBdr>'
        margin = round(STYLES[style].character)
        stops = (
            f'<w:tabs><w:tab w:val="left" w:pos="{margin}"/>'
            f'<w:tab w:val="right" w:pos="{WIDTH - margin}"/></w:tabs>'
        )
        return self.paragraph(text, style, rule + stops)

    def page_number(self, style: str, own: str = "") -> str:
        properties = run_properties(STYLES[style], self.faces)
        steps = (
            '<w:fldChar w:fldCharType="begin"/>',
            '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>1</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
        )
        field = "".join(f"<w:r>{properties}{step}</w:r>" for step in steps)
        dash = self.run("— ", style), self.run(" —", style)
        paragraph = f'<w:pPr><w:pStyle w:val="{style}"/>{own}</w:pPr>'
        return f"<w:p>{paragraph}{dash[0]}{field}{dash[1]}</w:p>"

    def table(
        self,
        heads: dict[str, int],
        row: tuple[str, ...],
        loop: str,
        heading: str = "",
        *,
        whole: bool = False,
    ) -> str:
        """A table of fixed columns (head: width in mm) whose body row repeats for `loop`; above
        the rows that have a `heading` it goes across all columns. A `whole` one is not divided
        between pages: each row takes the next along."""
        along = "<w:keepNext/>" if whole else ""
        widths = [mm(width) for width in heads.values()]
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        sides = ("top", "left", "bottom", "right", "insideH", "insideV")
        borders = "".join(f'<w:{s} w:val="single" w:sz="4" w:color="000000"/>' for s in sides)
        cells = "".join(
            self._cell(self.paragraph(head, "表头", along), width)
            for head, width in zip(heads, widths, strict=True)
        )
        body = "".join(
            self._cell(self.paragraph(text, "表格", along), width)
            for text, width in zip(row, widths, strict=True)
        )
        return (
            f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
            f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/>'
            '<w:tblCellMar><w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/>'
            f"</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
            f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>"
            f"{self._tag_row(f'for {loop}', widths)}"
            f"{self._heading_row(heading, widths) if heading else ''}"
            f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{body}</w:tr>"
            f"{self._tag_row('endfor', widths)}</w:tbl>"
        )

    def _heading_row(self, heading: str, widths: list[int]) -> str:
        words = self.paragraph(f"{{{{ {heading} }}}}", "表格", "<w:keepNext/>")
        across = self._cell(words, sum(widths), len(widths))
        return (
            f"{self._tag_row(f'if {heading}|default', widths)}"
            f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{across}</w:tr>"
            f"{self._tag_row('endif', widths)}"
        )

    def _tag_row(self, tag: str, widths: list[int]) -> str:
        tags = ["{%tr " + tag + " %}", *("" for _ in widths[1:])]
        cells = (
            self._cell(self.paragraph(text, "表格"), width)
            for text, width in zip(tags, widths, strict=True)
        )
        return f"<w:tr>{''.join(cells)}</w:tr>"

    @staticmethod
    def _cell(content: str, width: int, span: int = 1) -> str:
        spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}'
            f'<w:vAlign w:val="center"/></w:tcPr>{content}</w:tc>'
        )

    def imprint(self, *, printed: bool = True) -> str:
        """版记: copies to, printed by and when, with rules of 0.35, 0.25 and 0.35 mm (7.4.1).

        A table that stands on the lower edge of the 版心 and is held by the last, one point high
        paragraph of the paper: whatever page that paragraph comes to, the 版记 is at its foot,
        also after an edit, and it takes the next page when the text leaves no room. (LibreOffice
        draws no middle rule in a text frame, and floats a full-width table only when it is placed
        from the edge of the paper.) Whether that page is even, `compose` sees to.
        """
        copies = self._imprint_row(self.paragraph("抄送：{{ 抄送 }}。", "版记"))
        last = self.paragraph("", "文末")
        if not printed:  # 信函格式 has neither rules nor office and date (10.1)
            # A table without rows is a damaged file to Word: no copies, no table.
            table = self._imprint_table(copies, "")
            return f"{self.control('if 抄送', '文末')}{table}{self.control('endif', '文末')}{last}"
        rows = f"{self._tag_row('if 抄送', [WIDTH])}{copies}{self._tag_row('endif', [WIDTH])}"
        stop = f'<w:tabs><w:tab w:val="right" w:pos="{WIDTH - 280}"/></w:tabs>'
        office = self.paragraph("{{ 印发机关 }}\t{{ 印发日期 }}印发", "印发", stop)
        rows += self._imprint_row(office)
        sides = (("top", 8), ("bottom", 8), ("insideH", 6))  # eighths of a point
        rules = "".join(f'<w:{s} w:val="single" w:sz="{z}" w:color="000000"/>' for s, z in sides)
        return self._imprint_table(rows, f"<w:tblBorders>{rules}</w:tblBorders>") + last

    @staticmethod
    def _imprint_table(rows: str, borders: str) -> str:
        return (
            '<w:tbl><w:tblPr><w:tblpPr w:leftFromText="0" w:rightFromText="0" '
            'w:vertAnchor="margin" w:horzAnchor="page" '
            f'w:tblpX="{mm(LEFT_MM)}" w:tblpYSpec="bottom"/><w:tblOverlap w:val="never"/>'
            f'<w:tblW w:w="{WIDTH}" w:type="dxa"/>{borders}<w:tblLayout w:type="fixed"/>'
            '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/>'
            f'</w:tblCellMar></w:tblPr><w:tblGrid><w:gridCol w:w="{WIDTH}"/></w:tblGrid>{rows}'
            "</w:tbl>"
        )

    def _imprint_row(self, content: str) -> str:
        return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{self._cell(content, WIDTH)}</w:tr>"
