"""不可抗力认定表（第十条）: what happened, what it did to the figures, by what it is proved."""

from __future__ import annotations

from yuetan_desktop.documents.context import Context, Issue, PaperCase, common, items, said
from yuetan_desktop.documents.kinds.base import (
    INTERVIEW_LEVELS,
    WARNING_LEVELS,
    Entry,
    Field,
    Issuer,
    PaperKind,
    Stage,
    Values,
)
from yuetan_desktop.documents.prefill import Sender
from yuetan_desktop.documents.wording import full_stop, numbered
from yuetan_desktop.domain.casework import StepKind


def _context(case: PaperCase, values: Values, issue: Issue) -> Context:
    return {
        **common(case, values, issue),
        "标题": ["不可抗力因素认定表"],
        "申请单位": said(values, "申请单位"),
        "涉及时段": said(values, "涉及时段"),
        "不可抗力情形": [full_stop(line) for line in items(values, "不可抗力情形")],
        "影响分析": [full_stop(line) for line in items(values, "影响分析")],
        "证明材料": numbered(items(values, "证明材料")),
        "核实部门": said(values, "核实部门"),
        "经办人": said(values, "经办人"),
        "联系电话": said(values, "联系电话"),
    }


def _prefill(case: PaperCase, sender: Sender) -> dict[str, str]:
    return {
        "申请单位": case.unit,
        "涉及时段": case.period,
        "不可抗力情形": case.course.exempt_why,
        "证明材料": case.course.exempt_evidence,
        "核实部门": case.proposer,
        "经办人": sender.contact_name,
    }


FORCE_MAJEURE = PaperKind(
    name="不可抗力认定表",
    template="不可抗力认定表.docx",
    issuer=Issuer.COMMITTEE_OFFICE,
    series=None,
    cite="第十条",
    stage=Stage.PROPOSAL,
    at=(StepKind.EXEMPTION,),
    levels=(*WARNING_LEVELS, *INTERVIEW_LEVELS),
    fields=(
        Field("申请单位"),
        Field("涉及时段", hint="不可抗力因素影响的起止时间"),
        Field("不可抗力情形", entry=Entry.LINES, cite="第十条"),
        Field("影响分析", entry=Entry.LINES, cite="第十条", hint="因果关系、扣除后的数值"),
        Field("证明材料", entry=Entry.LINES, cite="第十条", hint="每行一件：名称、出具单位、日期"),
        Field("核实部门"),
        Field("经办人"),
        Field("联系电话"),
        Field("成文日期", entry=Entry.DATE, hint="填表日期"),
    ),
    demanded=(
        *("稿本标记", "触发事项", "数据来源", "条款合称", "申请单位"),
        *("不可抗力情形", "影响分析", "证明材料", "核实部门"),
    ),
    context=_context,
    prefill=_prefill,
    sample={
        "申请单位": "示例县人民政府",
        "涉及时段": "2026年3月11日至3月14日",
        "不可抗力情形": "受北方沙尘远距离输送影响",
        "影响分析": "扣除沙尘影响4天后，PM2.5平均浓度35.2μg/m³，达到阶段目标",
        "证明材料": "市气象局沙尘天气证明\n省生态环境监测总站数据剔除通知",
        "核实部门": "示例市生态环境局",
        "经办人": "李某",
    },
)
