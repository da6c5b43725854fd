"""The wording of 第十九条 and 第二十条: report, transfer with catalogue and receipt, publicity."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuetan_desktop.documents.fonts import Faces
from yuetan_desktop.documents.formtables import FormTable
from yuetan_desktop.documents.gbt9704 import Page
from yuetan_desktop.documents.paperform import Form, document
from yuetan_desktop.documents.templates.parts import (
    PAGE_BREAK,
    annex,
    annex_note,
    brief,
    contact,
    form_end,
    form_title,
    letter_head,
    lines,
    matters,
    numbered,
    row_table,
    signature,
    title,
    upward_number,
)

if TYPE_CHECKING:
    from docx.document import Document

_LAW = "《{{ 依据名称 }}》（{{ 依据文号 }}，以下简称《办法》）"


def investigation(faces: Faces) -> Document:
    """调查情况报告（第十九条）: 上行文, with the numbers it stands on annexed."""
    page = Page(faces)
    p = page.paragraph
    body = [
        p("{{ 发文机关 }}", "发文机关标志"),
        upward_number(page),
        *title(page),
        p("{{ 主送 }}：", "主送机关"),
        p(
            f"根据{_LAW}第十九条规定，我办商{{{{ 会商部门 }}}}对约谈{{{{ 被约谈单位 }}}}"
            "涉及的有关问题进行了整理和调查。现将有关情况报告如下。"
        ),
        p("一、约谈情况", "一级标题"),
        p(
            "{{ 约谈日期 }}，因出现《办法》{{ 条款合称 }}规定的情形，{{ 约谈人 }}对"
            "{{ 被约谈人 }}进行了约谈。约谈所依据的事项如下。"
        ),
        *matters(page),
        p("二、调查情况", "一级标题"),
        *numbered(page, "调查情况"),
        p("三、责任情况", "一级标题"),
        *numbered(page, "责任情况"),
        p("四、结论和建议", "一级标题"),
        p("{{ 调查结论 }}"),
        *numbered(page, "处理建议"),
        p("特此报告。", "正文末行"),
        *annex_note(page),
        *signature(page, "（联系人：{{ 联系人 }}，联系电话：{{ 联系电话 }}）"),
        *annex(page),
        page.imprint(),
    ]
    return document(Form.FILE, "".join(body), faces)


def transfer(faces: Faces) -> Document:
    """问题线索移送函（第十九条）: 信函格式, with catalogue of evidence and receipt."""
    page = Page(faces)
    p = page.paragraph
    clues = {"序号": 10, "线索": 32, "涉及单位或人员": 36, "初步事实": 42, "涉嫌违反的规定": 36}
    body = [
        *letter_head(page),
        p(
            f"{{{{ 约谈日期 }}}}，因出现{_LAW}{{{{ 条款合称 }}}}规定的情形，"
            "对{{ 被约谈单位 }}进行了约谈。约谈所依据的事项如下。"
        ),
        *brief(page),
        p(
            "经商约谈建议部门整理调查，发现存在违法、违纪、违规情形的问题线索。"
            "根据{{ 移送依据 }}，现予移送，请按照相关规定处理。"
        ),
        p("一、问题线索", "一级标题"),
        *row_table(page, "问题线索", clues),
        page.control("if 管理权限"),
        p("干部管理权限：{{ 管理权限 }}。"),
        page.control("endif"),
        p("二、证据材料", "一级标题"),
        p("共{{ 证据件数 }}件，名称、份数和电子文件校验值见附件1。"),
        p("三、有关要求", "一级标题"),
        *numbered(page, "有关要求"),
        contact(page),
        p("附件：1. 证据目录", "附件说明"),
        p("2. 移送回执", "附件续项"),
        *signature(page),
        *_catalogue(page),
        *_receipt(page),
        page.imprint(printed=False),
    ]
    return document(Form.LETTER, "".join(body), faces)


def _catalogue(page: Page) -> list[str]:
    columns = {"序号": 10, "材料名称": 58, "类别": 22, "份数": 16, "校验值": 50}
    return [
        page.paragraph("附件1", "附件序号", PAGE_BREAK),
        page.paragraph("证据目录", "附件标题"),
        *row_table(page, "证据目录", columns),
        page.paragraph(
            "注：校验值为电子文件的SHA-256值；收到的文件重新计算的值与此相同，即未被改动。", "注"
        ),
    ]


def _receipt(page: Page) -> list[str]:
    table = FormTable(page, (28, 60, 28, 40))
    label, text = table.label, table.text
    table.row(label("移送单位"), text("{{ 发文机关 }}", 3))
    table.row(label("移送函"), text("{{ 文号 }}"), label("移送日期"), text("{{ 成文日期 }}"))
    table.row(label("涉及单位"), text("{{ 被约谈单位 }}", 3))
    table.row(
        label("证据材料"), text("{{ 证据件数 }}件"), label("清点情况"), text("□齐全　□缺：　　")
    )
    table.row(label("校验情况"), text("□校验值一致　□不一致：", 3))
    table.row(label("接收意见"), text("", 3), height=26)
    table.row(label("接收单位"), table.signed(text("（盖章）", 3), "接收人签字："), height=34)
    return [
        page.paragraph("附件2", "附件序号", PAGE_BREAK),
        page.paragraph("移送回执", "附件标题"),
        table.xml(),
        page.paragraph("注：请填写后退回移送单位。联系电话：{{ 联系电话 }}。", "注"),
    ]


def clue_receipt(faces: Faces) -> Document:
    """问题线索接收回执（第十九条）: 信函格式, with the list of what was handed over."""
    page = Page(faces)
    p = page.paragraph
    columns = {"序号": 10, "材料名称": 60, "份数": 14, "校验值": 72}
    body = [
        *letter_head(page),
        p(
            "{% if 来文文号 %}你单位以{{ 来文文号 }}移来{% else %}你单位移来{% endif %}的问题线索，"
            "我办已于{{ 接收日期 }}收到，登记在{{ 案件编号 }}案"
            "（所涉单位：{{ 被约谈单位 }}）。现予回执。"
        ),
        p("一、线索内容", "一级标题"),
        *numbered(page, "线索内容"),
        p("二、所附材料", "一级标题"),
        p(
            "{% if 材料清单 %}共{{ 材料件数 }}件，由{{ 接收人 }}接收。清点情况：{{ 清点情况 }}。"
            "{% else %}由{{ 接收人 }}接收，{{ 清点情况 }}。{% endif %}"
        ),
        page.control("if 材料清单"),
        *row_table(page, "材料清单", columns),
        p(
            "注：校验值为收到的电子文件的SHA-256值，供核对是否为同一文件。",
            "注",
        ),
        page.control("endif"),
        page.control("if 办理说明"),
        p("三、办理说明", "一级标题"),
        *numbered(page, "办理说明"),
        page.control("endif"),
        contact(page),
        *signature(page),
        page.imprint(printed=False),
    ]
    return document(Form.LETTER, "".join(body), faces)


def public_statement(faces: Faces) -> Document:
    """公开信息稿（第二十条）: no head, no number; redacted by the program."""
    page = Page(faces)
    p = page.paragraph
    body = [
        *form_title(page),
        p("", "顶格"),
        p(
            f"{{{{ 约谈日期 }}}}，因出现{_LAW}{{{{ 条款合称 }}}}规定的情形，"
            "{{ 约谈人 }}对{{ 被约谈人 }}进行了公开约谈。"
        ),
        *brief(page),
        *lines(page, "约谈情况"),
        *lines(page, "整改要求"),
        # With the signature: it never stands alone on a page.
        page.control("for 段 in 表态情况", "正文末行"),
        p("{{ 段 }}", "正文末行"),
        page.control("endfor", "正文末行"),
        *signature(page),
    ]
    return document(Form.PLAIN, "".join(body), faces)


def due_diligence(faces: Faces) -> Document:
    """尽责情况说明: the six circumstances as a table, those without proof named in the text."""
    page = Page(faces)
    p = page.paragraph
    columns = {"序号": 10, "事项": 24, "情形": 50, "证明材料": 50, "结论": 22}
    body = [
        *form_title(page),
        p("", "顶格"),
        p(
            f"{{{{ 约谈日期 }}}}，因出现{_LAW}{{{{ 条款合称 }}}}规定的情形，"
            "对{{ 被约谈单位 }}进行了约谈。约谈所依据的事项如下。"
        ),
        *brief(page),
        p("{{ 认定依据 }}，现将{{ 说明对象 }}尽责情况说明如下。"),
        p("一、履职情况", "一级标题"),
        *numbered(page, "履职情况"),
        p("二、尽责事项及证明", "一级标题"),
        p("{{ 证明结论 }}", "正文末行"),
        *row_table(page, "尽责事项", columns),
        *signature(page),
        form_end(page),
    ]
    return document(Form.PLAIN, "".join(body), faces)


TEMPLATES = {
    "问题线索接收回执.docx": clue_receipt,
    "调查情况报告.docx": investigation,
    "问题线索移送函.docx": transfer,
    "公开信息稿.docx": public_statement,
    "尽责情况说明.docx": due_diligence,
}
