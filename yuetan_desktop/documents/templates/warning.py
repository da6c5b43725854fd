"""The wording of 预警提示函 and 通报."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuetan_desktop.documents.fonts import Faces
from yuetan_desktop.documents.gbt9704 import Page
from yuetan_desktop.documents.paperform import Form, document
from yuetan_desktop.documents.templates.parts import (
    annex,
    annex_note,
    contact,
    file_head,
    letter_head,
    lower,
    matters,
    numbered,
    signature,
    triggers,
)

if TYPE_CHECKING:
    from docx.document import Document


def warning(faces: Faces) -> Document:
    """预警提示函（第四条）: 信函格式, in the name of the 环委办."""
    page = Page(faces)
    p = page.paragraph
    body = [
        *letter_head(page),
        p(
            "经研判，{{ 数据期 }}你单位出现《{{ 依据名称 }}》（{{ 依据文号 }}，以下简称《办法》）"
            "{{ 条款合称 }}规定的情形。按照《办法》第四条规定，现予以预警提示。"
        ),
        p("一、提示事项", "一级标题"),
        *matters(page),
        p("二、工作要求", "一级标题"),
        *numbered(page, "工作要求"),
        *_reply(page),
        contact(page),
        *annex_note(page),
        *signature(page),
        *annex(page),
        page.imprint(printed=False),
    ]
    return document(Form.LETTER, "".join(body), faces)


def circular(faces: Faces) -> Document:
    """通报（第五条）: 文件格式, in the name of the 环委办; units and what they met in a table."""
    page = Page(faces)
    p = page.paragraph
    body = [
        *file_head(page),
        p(
            "经研判，{{ 数据期 }}{{ 通报单位 }}出现《{{ 依据名称 }}》（{{ 依据文号 }}，"
            "以下简称《办法》）{{ 条款合称 }}规定的情形。按照《办法》第五条规定，现通报如下。"
        ),
        p("一、通报事项", "一级标题"),
        *triggers(page),
        *lower(page),
        p("二、工作要求", "一级标题"),
        *numbered(page, "工作要求"),
        *_reply(page),
        contact(page),
        *annex_note(page),
        *signature(page),
        *annex(page),
        page.imprint(),
    ]
    return document(Form.FILE, "".join(body), faces)


def _reply(page: Page) -> list[str]:
    return [
        page.control("if 回复期限"),
        page.paragraph("请于{{ 回复期限 }}前将原因分析和整改措施书面报送我办。"),
        page.control("endif"),
    ]


TEMPLATES = {"预警提示函.docx": warning, "通报.docx": circular}
