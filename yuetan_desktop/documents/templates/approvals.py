"""Table forms before the interview: 约谈建议审批单, 不可抗力认定表, 送达回证."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuetan_desktop.documents.fonts import Faces
from yuetan_desktop.documents.formtables import FormTable
from yuetan_desktop.documents.gbt9704 import Page
from yuetan_desktop.documents.paperform import Form, document
from yuetan_desktop.documents.templates.parts import annex, form_end, form_title, matters_cell

if TYPE_CHECKING:
    from docx.document import Document

_COLUMNS = (30, 50, 28, 48)
_CASE = "案件编号：{{ 案件编号 }}　　填表日期：{{ 成文日期 }}"


def proposal(faces: Faces) -> Document:
    """约谈建议审批单（第十一条）: proposal, 会商, 批准, each with room to sign."""
    page = Page(faces)
    form = FormTable(page, _COLUMNS)
    label, text = form.label, form.text
    form.row(
        label("约谈建议部门"), text("{{ 建议部门 }}"), label("约谈形式"), text("{{ 约谈形式 }}")
    )
    form.row(
        label("被约谈单位"), text("{{ 被约谈单位 }}"), label("被约谈人"), text("{{ 被约谈人 }}")
    )
    form.row(label("约谈人"), text("{{ 约谈人 }}"), label("拟约谈日期"), text("{{ 拟约谈日期 }}"))
    form.row(label("首要原因"), text("{{ 首要原因 }}", 3), height=10)
    form.row(
        label("约谈依据"),
        text("《{{ 依据名称 }}》（{{ 依据文号 }}）{{ 条款合称 }}", 3),
        height=10,
    )
    form.row(label("约谈事由"), text("{{ 约谈事由 }}", 3), height=10)
    form.row(label("触发事项"), matters_cell(form, 3))
    form.row(label("约谈要求"), form.items("约谈要求", 3), height=10)
    form.row(
        label("经办人"),
        text("{{ 经办人 }}"),
        label("联系电话"),
        text("{{ 联系电话 }}"),
        with_next=True,
    )
    form.row(
        label("建议部门意见"),
        form.signed(text("建议对{{ 被约谈人 }}进行约谈。", 3), "负责人（签字）："),
        height=20,
        with_next=True,
    )
    form.row(
        label("市环委办\n会商意见"),
        form.signed(form.lines("会商意见", 3), "负责人（签字）："),
        height=20,
        with_next=True,
    )
    form.row(label("约谈人\n审批意见"), form.signed(text("", 3), "约谈人（签字）："), height=20)
    body = [*form_title(page), page.paragraph(_CASE, "表首"), form.xml(), *annex(page)]
    return document(Form.PLAIN, "".join([*body, form_end(page)]), faces)


def force_majeure(faces: Faces) -> Document:
    """不可抗力认定表（第十条）: asked for, verified, decided."""
    page = Page(faces)
    form = FormTable(page, _COLUMNS)
    label, text = form.label, form.text
    form.row(label("申请单位"), text("{{ 申请单位 }}"), label("涉及时段"), text("{{ 涉及时段 }}"))
    form.row(label("经办人"), text("{{ 经办人 }}"), label("联系电话"), text("{{ 联系电话 }}"))
    form.row(
        label("所涉条款"),
        text("《{{ 依据名称 }}》（{{ 依据文号 }}）{{ 条款合称 }}", 3),
        height=10,
    )
    form.row(label("所列情形"), matters_cell(form, 3))
    form.row(label("不可抗力情形"), form.lines("不可抗力情形", 3), height=16)
    form.row(label("影响分析"), form.lines("影响分析", 3), height=16)
    form.row(label("证明材料"), form.items("证明材料", 3), height=12)
    form.row(
        label("申请单位意见"),
        form.signed(
            text("按照《办法》第十条规定，申请认定为不可抗力因素影响。", 3), "负责人（签章）："
        ),
        height=20,
        with_next=True,
    )
    form.row(
        label("部门核实意见"),
        form.signed(text("核实部门：{{ 核实部门 }}", 3), "负责人（签章）："),
        height=20,
        with_next=True,
    )
    form.row(
        label("市环委办\n认定意见"),
        form.signed(
            text("□ 认定，不进行预警提示、通报和约谈　　□ 不予认定", 3), "负责人（签章）："
        ),
        height=20,
    )
    body = [*form_title(page), page.paragraph(_CASE, "表首"), form.xml(), *annex(page)]
    return document(Form.PLAIN, "".join([*body, form_end(page)]), faces)


def delivery(faces: Faces) -> Document:
    """送达回证: the papers, and room for who received them, when."""
    page = Page(faces)
    form = FormTable(page, (30, 48, 60, 18))  # a number of 13 characters on one line
    label, text, centred = form.label, form.text, form.centred
    form.row(label("送达机关"), text("{{ 送达机关 }}", 3), height=12)
    form.row(label("受送达单位"), text("{{ 受送达单位 }}", 3), height=12)
    form.row(label("送达地点"), text("{{ 送达地点 }}", 3), height=12)
    form.row(label("送达方式"), text("{{ 送达方式 }}", 3), height=12)
    form.row(label("序号"), label("文书名称"), label("文号"), label("份数"), height=10)
    form.each(
        "行 in 送达文书",
        centred("{{ 行.序号 }}"),
        text("{{ 行.文书名称 }}"),
        text("{{ 行.文号 }}"),
        centred("{{ 行.份数 }}"),
        height=12,
    )
    form.row(label("送达人"), form.signed(text("{{ 送达人 }}", 3)), height=20)
    form.row(
        label("收件人签收"),
        form.signed(text("上列文书已收到。", 3), "收件人（签字、单位盖章）："),
        height=40,
    )
    form.row(label("收到时间"), centred("年　　月　　日　　时　　分", 3), height=12)
    form.row(label("代收、不能\n送达的原因"), text("", 3), height=20)
    form.row(label("备注"), text("{{ 备注 }}", 3), height=16)
    body = [*form_title(page), page.paragraph(_CASE, "表首"), form.xml(), form_end(page)]
    return document(Form.PLAIN, "".join(body), faces)


TEMPLATES = {
    "约谈建议审批单.docx": proposal,
    "不可抗力认定表.docx": force_majeure,
    "送达回证.docx": delivery,
}
