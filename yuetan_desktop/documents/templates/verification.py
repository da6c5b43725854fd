"""The wording of verification and closure (第十八条): record, approval, opinion, 销号."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuetan_desktop.documents.fonts import Faces
from yuetan_desktop.documents.formtables import FormTable
from yuetan_desktop.documents.gbt9704 import Page
from yuetan_desktop.documents.paperform import Form, document
from yuetan_desktop.documents.templates.parts import (
    contact,
    form_end,
    form_title,
    interviewed,
    letter_head,
    numbered,
    signature,
)

if TYPE_CHECKING:
    from docx.document import Document

_BASIS = "《{{ 依据名称 }}》（{{ 依据文号 }}）{{ 条款合称 }}"


def record(faces: Faces) -> Document:
    """现场核查记录: a table form, one row for each required measure, signed on site."""
    page = Page(faces)
    table = FormTable(page, (12, 16, 46, 26, 34, 22))
    label, text = table.label, table.text
    wide, beside = 4, 2
    table.row(label("被核查单位", 2), text("{{ 被约谈单位 }}", wide))
    table.row(
        label("约谈日期", 2),
        text("{{ 约谈日期 }}"),
        label("核查单位"),
        text("{{ 发文机关 }}", beside),
    )
    table.row(label("约谈依据", 2), text(_BASIS, wide))
    table.row(label("约谈事项", 2), table.items("事项简述", wide))
    table.row(label("核查时间", 2), text("{{ 核查时间 }}", wide))
    table.row(label("核查地点", 2), text("{{ 核查地点 }}", wide))
    table.row(
        label("核查人员", 2),
        text("{{ 核查人员 }}"),
        label("陪同人员"),
        text("{{ 陪同人员 }}", beside),
    )
    table.row(label("序号"), label("整改要求", 2), label("现场情况", 2), label("结论"))
    table.each(
        "行 in 核查内容",
        table.centred("{{ 行.序号 }}"),
        text("{{ 行.整改要求 }}", 2),
        text("{{ 行.现场情况 }}", 2),
        table.centred("{{ 行.结论 }}"),
    )
    table.row(label("落实情况", 2), text("{{ 落实情况 }}", wide))
    table.when("历次检查", label("历次检查", 2), table.items("历次检查", wide))
    table.row(label("监测数据", 2), table.items("监测数据核查", wide))
    table.row(label("综合情况", 2), table.items("综合情况", wide), with_next=True)
    table.row(
        table.signed(text("核查人员：", 3)),
        table.signed(text("被核查单位代表：", 3)),
        height=22,
    )
    body = [
        *form_title(page),
        page.paragraph("案件编号：{{ 案件编号 }}　　记录日期：{{ 成文日期 }}", "表首"),
        table.xml(),
        form_end(page),
    ]
    return document(Form.PLAIN, "".join(body), faces)


def approval(faces: Faces) -> Document:
    """核查意见审批单: from the proposing department past the 环委办 to the interviewer."""
    page = Page(faces)
    table = FormTable(page, (33, 45, 28, 50))
    label, text = table.label, table.text
    table.row(label("呈报单位"), text("{{ 发文机关 }}"), label("呈报日期"), text("{{ 成文日期 }}"))
    table.row(label("被约谈单位"), text("{{ 被约谈单位 }}"), label("约谈人"), text("{{ 约谈人 }}"))
    table.row(label("约谈日期"), text("{{ 约谈日期 }}"), label("核查日期"), text("{{ 核查日期 }}"))
    table.row(label("约谈依据"), text(_BASIS, 3))
    table.row(label("约谈事项"), table.items("事项简述", 3))
    table.row(label("核查情况"), table.items("核查情况", 3), height=16)
    table.row(label("核查结论"), text("{{ 核查结论 }}", 3))
    table.row(label("核查意见"), table.items("核查意见", 3), height=16)
    table.row(
        label("联系人"),
        text("{{ 联系人 }}"),
        label("联系电话"),
        text("{{ 联系电话 }}"),
        with_next=True,
    )
    # 第十八条：报约谈人审批
    for who in ("建议部门意见", "市环委办意见"):
        table.row(label(who), table.signed(text("", 3)), height=24, with_next=True)
    table.row(label("约谈人审批意见"), table.signed(text("", 3)), height=24)
    body = [
        *form_title(page),
        page.paragraph("案件编号：{{ 案件编号 }}", "表首"),
        table.xml(),
        form_end(page),
    ]
    return document(Form.PLAIN, "".join(body), faces)


def opinion(faces: Faces) -> Document:
    """核查意见通知: 信函格式, by the proposing department after the interviewer's approval."""
    page = Page(faces)
    p = page.paragraph
    body = [
        *letter_head(page),
        *interviewed(page),
        p(
            "{{ 核查日期 }}，我单位对你单位整改情况进行了现场核查。根据《办法》第十八条规定，"
            "核查意见已于{{ 审批日期 }}报{{ 审批人 }}审批，现通知如下。"
        ),
        p("一、核查结论", "一级标题"),
        p("{{ 核查结论 }}"),
        p("二、核查意见", "一级标题"),
        *numbered(page, "核查意见"),
        p("三、有关要求", "一级标题"),
        *numbered(page, "有关要求"),
        contact(page),
        *signature(page),
        page.imprint(printed=False),
    ]
    return document(Form.LETTER, "".join(body), faces)


def closure(faces: Faces) -> Document:
    """销号通知: 信函格式, in the name of the 环委办."""
    page = Page(faces)
    p = page.paragraph
    body = [
        *letter_head(page),
        *interviewed(page),
        p(
            "整改任务完成后，约谈建议部门于{{ 核查日期 }}组织了现场核查，核查意见已于"
            "{{ 审批日期 }}经{{ 审批人 }}审批同意。根据《办法》第十八条规定，现对下列事项予以销号。"
        ),
        p("一、销号事项", "一级标题"),
        *numbered(page, "销号事项"),
        p("二、后续要求", "一级标题"),
        *numbered(page, "后续要求"),
        contact(page),
        *signature(page),
        page.imprint(printed=False),
    ]
    return document(Form.LETTER, "".join(body), faces)


TEMPLATES = {
    "现场核查记录.docx": record,
    "核查意见审批单.docx": approval,
    "核查意见通知.docx": opinion,
    "销号通知.docx": closure,
}
