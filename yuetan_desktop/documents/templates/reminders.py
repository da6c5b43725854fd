"""The wording of letters about what is late: 催报函, 交办函."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuetan_desktop.documents.fonts import Faces
from yuetan_desktop.documents.gbt9704 import Page
from yuetan_desktop.documents.paperform import Form, document
from yuetan_desktop.documents.templates.parts import (
    contact,
    interviewed,
    letter_head,
    numbered,
    row_table,
    signature,
)

if TYPE_CHECKING:
    from docx.document import Document


def reminder(faces: Faces) -> Document:
    """催报函（第十七条）: 信函格式, by the department that proposed the interview."""
    page = Page(faces)
    p = page.paragraph
    body = [
        *letter_head(page),
        *interviewed(page),
        p(
            "根据《办法》第十七条规定，下列材料应当书面报送我单位，已超过时限尚未收到，"
            "请于{{ 报送期限 }}前报送。"
        ),
        p("一、催报事项", "一级标题"),
        *numbered(page, "催报事项"),
        p("二、有关要求", "一级标题"),
        *numbered(page, "有关要求"),
        contact(page),
        *signature(page),
        page.imprint(printed=False),
    ]
    return document(Form.LETTER, "".join(body), faces)


def assignment(faces: Faces) -> Document:
    """交办函: 信函格式, in the name of the 环委办, with the overdue tasks as a table."""
    page = Page(faces)
    p = page.paragraph
    columns = {"序号": 10, "事项": 36, "要求": 37, "原定时限": 33, "责任单位": 25, "责任人": 15}
    body = [
        *letter_head(page),
        *interviewed(page),
        p(
            "经核对，下列整改事项已超过时限尚未办结。根据《办法》第十七条、第十八条规定，"
            "现交办你单位，请于{{ 办结期限 }}前办结。"
        ),
        p("一、交办事项", "一级标题"),
        *row_table(page, "交办事项", columns),
        p("二、有关要求", "一级标题"),
        *numbered(page, "有关要求"),
        contact(page),
        *signature(page),
        page.imprint(printed=False),
    ]
    return document(Form.LETTER, "".join(body), faces)


TEMPLATES = {"催报函.docx": reminder, "交办函.docx": assignment}
