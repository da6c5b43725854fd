"""What an interview needs on the day: 会议议程与主持词, 签到表; and the answer to 延期约谈."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuetan_desktop.documents.fonts import Faces
from yuetan_desktop.documents.formtables import FormTable
from yuetan_desktop.documents.gbt9704 import Page
from yuetan_desktop.documents.paperform import Form, document
from yuetan_desktop.documents.templates.parts import (
    PAGE_BREAK,
    contact,
    form_end,
    form_title,
    letter_head,
    lines,
    numbered,
    signature,
)

if TYPE_CHECKING:
    from docx.document import Document


def agenda(faces: Faces) -> Document:
    """会议议程与主持词（第十三条）: the order of the meeting, then what its chair says."""
    page = Page(faces)
    p = page.paragraph
    body = [
        *form_title(page),
        p("", "顶格"),
        p("第一部分　会议议程", "部分标题"),
        p("时间：{{ 约谈时间 }}"),
        p("地点：{{ 约谈地点 }}"),
        p("形式：{{ 约谈形式 }}"),
        p("主持：{{ 约谈人 }}"),
        p("被约谈人：{{ 被约谈人 }}"),
        p("参加人员：{{ 参加人员 }}"),
        *_when(page, "列席", p("列席：{{ 列席 }}")),
        p("议程："),
        p("（一）约谈人说明约谈事由和目的，通报主要问题，提出整改要求及时限。"),
        p("（二）被约谈人说明情况，明确下一步拟采取的整改措施，并就落实整改要求进行表态。"),
        p("（三）签署约谈纪要。"),
        p("第二部分　主持词", "部分标题", PAGE_BREAK),
        p("同志们："),
        p(
            "根据《{{ 依据名称 }}》（{{ 依据文号 }}，以下简称《办法》）{{ 条款合称 }}规定，"
            "今天对{{ 被约谈人 }}进行约谈。参加会议的还有：{{ 参加人员 }}"
            "{% if 列席 %}，列席会议的有：{{ 列席 }}{% endif %}。"
        ),
        *_when(page, "公开", p("本次约谈公开进行，有关信息按规定对外公布。")),
        p("会议有三项议程。"),
        p("一、说明约谈事由，通报主要问题，提出整改要求", "一级标题"),
        p("{{ 约谈事由 }}现通报主要问题："),
        *lines(page, "主要问题"),
        p("针对上述问题，提出以下整改要求及时限："),
        *numbered(page, "整改要求"),
        p("二、被约谈人说明情况并表态", "一级标题"),
        p(
            "下面，请{{ 被约谈人 }}说明有关情况，明确下一步拟采取的整改措施，"
            "并就落实整改要求进行表态。"
        ),
        p("（被约谈人发言）"),
        p("三、签署约谈纪要", "一级标题"),
        p("下面，由我和被约谈人签署约谈纪要。"),
        p("（签署约谈纪要）"),
        p("约谈到此结束。请{{ 被约谈单位 }}认真落实整改要求，按期报送整改方案。散会。"),
        form_end(page),
    ]
    return document(Form.PLAIN, "".join(body), faces)


def attendance(faces: Faces) -> Document:
    """签到表: a part for each category, a line for each person, room to sign."""
    page = Page(faces)
    form = FormTable(page, (12, 50, 24, 36, 34))
    centred, text = form.centred, form.text
    heads = ("序号", "单位", "姓名", "职务", "签名")
    form.row(*(form.label(head) for head in heads), height=10, head=True)
    form.tag("for 栏 in 签到栏")
    form.row(text("{{ 栏.类别 }}", len(heads)), height=9)
    form.each(
        "行 in 栏.人员",
        centred("{{ 行.序号 }}"),
        text("{{ 行.单位 }}"),
        centred("{{ 行.姓名 }}"),
        centred("{{ 行.职务 }}"),
        centred(""),
        height=11,
    )
    form.tag("endfor")
    body = [
        *form_title(page),
        page.paragraph("时间：{{ 约谈时间 }}", "表首"),
        page.paragraph("地点：{{ 约谈地点 }}", "表首"),
        form.xml(),
        form_end(page),
    ]
    return document(Form.PLAIN, "".join(body), faces)


def postponement(faces: Faces) -> Document:
    """延期约谈答复（第十四条）: 信函格式; agreed with the new day, or refused."""
    page = Page(faces)
    p = page.paragraph
    body = [
        *letter_head(page),
        p(
            "你单位{{ 来函日期 }}关于申请推迟约谈的来函收悉。来函说明：{{ 申请原因 }}。"
            "按照《{{ 依据名称 }}》（{{ 依据文号 }}）第十四条规定，现答复如下。"
        ),
        page.control("if 同意"),
        p(
            "经{{ 约谈人 }}同意，原定于{{ 原定时间 }}进行的约谈推迟至{{ 改期时间 }}进行，"
            "地点为{{ 约谈地点 }}。约谈要求和参加人员不变。"
        ),
        p("请被约谈人按约谈通知要求准备相关材料，准时到场接受约谈。"),
        page.control("else"),
        p(
            "经{{ 约谈人 }}研究，不同意推迟约谈。请被约谈人按约谈通知要求准备相关材料，"
            "于{{ 原定时间 }}准时到场接受约谈。无故不参加约谈的，按相关规定处理。"
        ),
        page.control("endif"),
        contact(page),
        *signature(page),
        page.imprint(printed=False),
    ]
    return document(Form.LETTER, "".join(body), faces)


def _when(page: Page, field: str, paragraph: str) -> list[str]:
    return [page.control(f"if {field}"), paragraph, page.control("endif")]


TEMPLATES = {
    "会议议程与主持词.docx": agenda,
    "签到表.docx": attendance,
    "延期约谈答复.docx": postponement,
}
