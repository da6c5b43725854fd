"""The wording of the interview's papers: notice, minutes, review of the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuetan_desktop.documents.fonts import Faces
from yuetan_desktop.documents.gbt9704 import Page
from yuetan_desktop.documents.paperform import Form, document
from yuetan_desktop.documents.templates.parts import (
    annex,
    annex_note,
    annex_note_of_notice,
    contact,
    file_head,
    letter_head,
    lines,
    materials_annex,
    matters,
    matters_of_all,
    numbered,
    signature,
    title,
)

if TYPE_CHECKING:
    from docx.document import Document


def notice(faces: Faces) -> Document:
    """约谈通知（第十二条）: 文件格式, in the name of the 环委办."""
    page = Page(faces)
    p = page.paragraph
    body = [
        *file_head(page),
        p(
            "经研判，{{ 被约谈单位 }}出现《{{ 依据名称 }}》（{{ 依据文号 }}，以下简称《办法》）"
            "{{ 条款合称 }}规定的情形。按照《办法》规定，经批准，由{{ 约谈人 }}对"
            "{{ 被约谈人 }}进行约谈。现将有关事项通知如下。"
        ),
        p("一、约谈事由", "一级标题"),
        p("{{ 约谈事由 }}"),
        *matters_of_all(page),
        p("二、约谈要求", "一级标题"),
        *numbered(page, "约谈要求"),
        p("三、约谈时间", "一级标题"),
        p("{{ 约谈时间 }}。"),
        p("四、约谈地点", "一级标题"),
        p("{{ 约谈地点 }}。"),
        p("五、参加人员", "一级标题"),
        p("（一）约谈人：{{ 约谈人 }}。"),
        p("（二）被约谈人：{{ 被约谈人 }}。"),
        p("（三）参加方：{{ 参加人员 }}。"),
        p("六、联系方式", "一级标题"),
        contact(page),
        *annex_note_of_notice(page),
        *signature(page),
        *annex(page, "{{ 来源附件 }}"),
        *materials_annex(page),
        page.imprint(),
    ]
    return document(Form.FILE, "".join(body), faces)


def minutes(faces: Faces) -> Document:
    """约谈纪要（第十三、十五条）: 纪要格式, no 主送 and no seal, signed by both sides."""
    page = Page(faces)
    p = page.paragraph
    body = [
        p("{{ 纪要名称 }}", "发文机关标志"),
        p("{{ 文号 }}", "发文字号"),
        page.number("\t{{ 发文机关 }}\t{{ 成文日期 }}", "编发"),
        *title(page),
        p("", "顶格"),
        p(
            "{{ 约谈时间 }}，{{ 约谈人 }}在{{ 约谈地点 }}对{{ 被约谈人 }}进行了约谈。"
            "约谈依据《{{ 依据名称 }}》（{{ 依据文号 }}，以下简称《办法》）{{ 条款合称 }}。"
            "现将约谈情况纪要如下。"
        ),
        p("一、约谈事由", "一级标题"),
        p("{{ 约谈事由 }}"),
        *matters_of_all(page),
        p("二、约谈内容", "一级标题"),
        p("（一）约谈人通报的主要问题和提出的整改要求", "二级标题"),
        *lines(page, "通报情况"),
        p("（二）被约谈人说明的情况和表态", "二级标题"),
        *lines(page, "表态情况"),
        p("三、整改要求及时限", "一级标题"),
        *numbered(page, "整改要求"),
        *annex_note(page),
        p([("出席：", "hei"), ("{{ 出席 }}", "")], "出席"),
        page.control("if 请假"),
        p([("请假：", "hei"), ("{{ 请假 }}", "")], "请假"),
        page.control("endif"),
        page.control("if 列席"),
        p([("列席：", "hei"), ("{{ 列席 }}", "")], "请假"),
        page.control("endif"),
        p("约谈人（签字）：", "签字"),
        page.control("for 栏 in 签字栏", "签字"),
        p("{{ 栏 }}", "签字"),
        page.control("endfor", "签字"),
        *annex(page),
        page.imprint(),
    ]
    return document(Form.MINUTES, "".join(body), faces)


def plan_review(faces: Faces) -> Document:
    """整改方案审核意见（第十七条）: 信函格式, by the department that proposed the interview."""
    page = Page(faces)
    p = page.paragraph
    body = [
        *letter_head(page),
        p(
            "你单位报送的《{{ 方案名称 }}》收悉。根据《{{ 依据名称 }}》（{{ 依据文号 }}，"
            "以下简称《办法》）第十七条规定，经审核，提出如下意见。"
        ),
        p("一、约谈及方案报送情况", "一级标题"),
        p(
            "{{ 约谈日期 }}，因出现《办法》{{ 条款合称 }}规定的情形，对你单位进行了约谈。"
            "你单位于{{ 报送日期 }}报送整改方案。约谈所依据的事项如下。"
        ),
        *matters(page),
        p("二、审核意见", "一级标题"),
        p("{{ 审核结论 }}"),
        *numbered(page, "审核意见"),
        p("三、有关要求", "一级标题"),
        *numbered(page, "后续要求"),
        contact(page),
        *annex_note(page),
        *signature(page),
        *annex(page),
        page.imprint(printed=False),
    ]
    return document(Form.LETTER, "".join(body), faces)


TEMPLATES = {
    "约谈通知.docx": notice,
    "约谈纪要.docx": minutes,
    "整改方案审核意见.docx": plan_review,
}
