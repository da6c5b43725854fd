"""The forms of paper — 文件, 信函, 纪要, 无版头 — as empty Word documents with heads and feet."""

from __future__ import annotations

from dataclasses import fields
from enum import StrEnum
from html import escape  # that of xml.sax imports http and email
from typing import TYPE_CHECKING, Any

from yuetan_desktop.documents.fonts import NEAREST, Faces
from yuetan_desktop.documents.gbt9704 import (
    LEFT_MM,
    NAMESPACES,
    PAGE_MM,
    RED,
    STYLES,
    TEXT_MM,
    TOP_MM,
    Page,
    Style,
    mm,
    paragraph_properties,
    run_properties,
)

if TYPE_CHECKING:
    from docx.document import Document


class Form(StrEnum):
    """Which head and foot a paper has."""

    FILE = "文件格式"
    LETTER = "信函格式"
    MINUTES = "纪要格式"
    PLAIN = "无版头"  # title and text or table only: forms, the order of a meeting


DRAFT_MARK = "{{ 稿本标记 }}"


def document(form: Form, body: str, faces: Faces) -> Document:
    """A document of this form with `body` (WordprocessingML) as its text."""
    import docx
    from docx.oxml import parse_xml

    made = docx.Document()
    _write_styles(made, faces)
    _write_settings(made)
    _write_font_table(made, faces)
    _drop_leftovers(made)
    element = made.element.body
    for old in list(element)[:-1]:
        element.remove(old)
    for new in parse_xml(f"<w:body {NAMESPACES}>{body}</w:body>"):
        element.insert(len(element) - 1, new)
    _set_section(made, form, Page(faces))
    core = made.core_properties
    core.author = core.last_modified_by = core.comments = core.keywords = ""
    core.title = core.subject = core.category = ""
    return made


def _write_styles(made: Any, faces: Faces) -> None:
    """Replace Word's own styles: what an office sees in WPS is the standard's elements only."""
    from docx.oxml import parse_xml

    language = '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr>'
    own = run_properties(STYLES["正文"], faces).replace("</w:rPr>", language)
    defaults = f"<w:docDefaults><w:rPrDefault>{own}</w:rPrDefault><w:pPrDefault/></w:docDefaults>"
    tables = (
        '<w:style w:type="table" w:default="1" w:styleId="普通表格"><w:name w:val="Normal Table"/>'
        '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
    )
    written = "".join(_style(style, faces) for style in STYLES.values())
    fresh = parse_xml(f"<w:styles {NAMESPACES}>{defaults}{written}{tables}</w:styles>")
    styles = made.styles.element
    for old in list(styles):
        styles.remove(old)
    for new in list(fresh):
        styles.append(new)


def _style(style: Style, faces: Faces) -> str:
    default = ' w:default="1"' if style.name == "正文" else ""
    name = "Normal" if style.name == "正文" else style.name
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{style.name}">'
        f'<w:name w:val="{name}"/><w:qFormat/>'
        f"<w:pPr>{paragraph_properties(style)}</w:pPr>{run_properties(style, faces)}</w:style>"
    )


# Compatibility mode 15: Word 2013 and later.
_SETTINGS = """
<w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/>
<w:characterSpacingControl w:val="doNotCompress"/>
<w:compat><w:compatSetting w:name="compatibilityMode"
 w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>
<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/><w:decimalSymbol w:val="."/>
<w:listSeparator w:val=","/>
"""


def _write_settings(made: Any) -> None:
    from docx.oxml import parse_xml

    settings = made.settings.element
    for old in list(settings):
        settings.remove(old)
    for new in list(parse_xml(f"<w:settings {NAMESPACES}>{_SETTINGS}</w:settings>")):
        settings.append(new)


def _write_font_table(made: Any, faces: Faces) -> None:
    """Name what Word is to take where a face is not installed (仿宋 for 仿宋_GB2312)."""
    rows = []
    for field in fields(faces):
        face, near = getattr(faces, field.name), NEAREST[getattr(Faces(), field.name)]
        other = escape(next(name for name in near[1:] if name != face))
        rows.append(
            f'<w:font w:name="{escape(face)}"><w:altName w:val="{other}"/>'
            '<w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>'
        )
    table = _related(made, "/fontTable")
    table._blob = f"<w:fonts {NAMESPACES}>{''.join(rows)}</w:fonts>".encode()


def _drop_leftovers(made: Any) -> None:
    """Take out what python-docx's own template brings along: a thumbnail, themes, old styles."""
    kept = ("/styles", "/settings", "/fontTable", "/header", "/footer")
    for owner, wanted in (
        (made.part, kept),
        (made.part.package, ("/officeDocument", "/core-properties")),
    ):
        for key, relation in list(owner.rels.items()):
            if not relation.reltype.endswith(wanted):
                del owner.rels[key]


def _related(made: Any, kind: str) -> Any:
    relations = made.part.rels.values()
    return next(r.target_part for r in relations if r.reltype.endswith(kind))


def _set_section(made: Any, form: Form, page: Page) -> None:
    from docx.enum.section import WD_SECTION
    from docx.shared import Mm

    section = made.sections[0]
    section.start_type = WD_SECTION.NEW_PAGE
    section.page_width, section.page_height = Mm(PAGE_MM[0]), Mm(PAGE_MM[1])
    section.top_margin, section.left_margin = Mm(TOP_MM), Mm(LEFT_MM)
    section.bottom_margin = Mm(PAGE_MM[1] - TOP_MM - TEXT_MM[1])
    section.right_margin = Mm(PAGE_MM[0] - LEFT_MM - TEXT_MM[0])
    section.gutter = 0
    section.header_distance = Mm(15)
    lowest = _LETTER_RULE_MM if form is Form.LETTER else _NUMBER_MM
    section.footer_distance = Mm(lowest)
    for grid in section._sectPr.xpath("./w:docGrid"):
        section._sectPr.remove(grid)
    mark = page.paragraph(DRAFT_MARK, "稿本标记")
    _fill(section.header, mark)
    _fill(section.even_page_header, mark)
    raised = f'<w:spacing w:after="{mm(_NUMBER_MM - lowest)}"/>' if lowest < _NUMBER_MM else ""
    _fill(section.footer, page.page_number("页码单", raised))
    _fill(section.even_page_footer, page.page_number("页码双", raised))
    if form is Form.LETTER:
        section.different_first_page_header_footer = True
        _fill(section.header, mark)
        _fill(section.first_page_header, mark + _letter_head(page))
        _fill(section.first_page_footer, _letter_foot(page))


# 7.5: the dash of a page number stands 7 mm under the 版心, in letters too, whose lower double
# rule is nearer to the paper's edge (10.1).
_NUMBER_MM = PAGE_MM[1] - TOP_MM - TEXT_MM[1] - 7 - 2.5
_LETTER_RULE_MM = 20


def _letter_head(page: Page) -> str:
    """The name 30 mm under the paper's edge, the double rule of 170 mm 4 mm below (10.1)."""
    return page.paragraph(
        "{{ 发文机关 }}",
        "发文机关标志",
        _wide_rule("bottom", "thickThinSmallGap", space=4)
        + f'<w:spacing w:before="{mm(30 - 15) - 405}" w:after="0" w:line="880" '
        'w:lineRule="exact"/>' + _WIDE,
    )


def _letter_foot(page: Page) -> str:
    """The double rule 20 mm above the lower edge; no page number on the first page."""
    rule = _wide_rule("bottom", "thinThickSmallGap", space=0)
    return page.paragraph("", "页码中", rule + _WIDE)


# 170 mm centred on the paper: 20 mm from both edges.
_WIDE = (
    f'<w:ind w:left="{mm(20 - LEFT_MM)}" '
    f'w:right="{mm(20 - (PAGE_MM[0] - LEFT_MM - TEXT_MM[0]))}" w:firstLine="0"/>'
)


def _wide_rule(side: str, line: str, space: int) -> str:
    return (
        f'<w:pBdr><w:{side} w:val="{line}" w:sz="24" w:space="{space}" w:color="{RED}"/></w:pBdr>'
    )


def _fill(story: Any, content: str) -> None:
    from docx.oxml import parse_xml

    story.is_linked_to_previous = False
    element = story._element
    for old in list(element):
        element.remove(old)
    for new in parse_xml(f"<w:hdr {NAMESPACES}>{content}</w:hdr>"):
        element.append(new)
