"""What has to be said when a step is recorded: its fields, with the article that asks for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from yuetan_desktop.domain.casework import NOT_IMPROVED, StepKind


class FieldKind(StrEnum):
    TEXT = "text"
    DATE = "date"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class StepField:
    """One field of a step's dialog; `key` is its name in the step's data."""

    key: str
    label: str
    required: bool = False
    kind: FieldKind = FieldKind.TEXT
    choices: tuple[str, ...] = ()
    is_finding: bool = False  # 由人认定，表单不预先选定


_APPROVER = StepField("approver", "批准人", required=True)
_REASON = StepField("reason", "原因", required=True)
_DOCUMENT = StepField("document", "文号")
OTHER_DAY = "other_day"  # why an interview was not held on the day notified
INTERNAL, PUBLIC = "内部约谈", "公开约谈"
MONTHLY, QUARTERLY = "按月", "按季"
WAYS_OF_SERVICE = ("直接送达", "机要交换", "邮寄送达", "电子公文")

_FIELDS: Mapping[StepKind, tuple[StepField, ...]] = {
    # 第十一条
    StepKind.PROPOSAL: (
        StepField("department", "建议部门", required=True),
        StepField("cause", "认定首要原因（第十六条）"),
    ),
    StepKind.CONSULTATION: (
        StepField("with", "会商单位", required=True),
        StepField("opinion", "会商意见", required=True),
    ),
    StepKind.PROPOSAL_RETURN: (_REASON,),
    StepKind.APPROVAL: (_APPROVER,),
    # 等级调整的，重新报批；约谈人、被约谈人随之改变（第四条至第九条）
    StepKind.LEVEL_CHANGE: (
        StepField(
            "level",
            "调整为（级）",
            required=True,
            kind=FieldKind.CHOICE,
            choices=("1", "2", "3", "4", "5", "6"),
        ),
        _REASON,
        StepField("approver", "同意调整的领导", required=True),
    ),
    # 第十二条
    StepKind.NOTICE: (
        StepField("interview_on", "约谈日期", required=True, kind=FieldKind.DATE),
        _DOCUMENT,
    ),
    StepKind.SERVICE: (
        StepField("addressee", "送达单位", required=True),
        StepField("way", "送达方式", required=True, kind=FieldKind.CHOICE, choices=WAYS_OF_SERVICE),
        StepField("receiver", "签收人"),
    ),
    # 第十四条（改日）、第二十条（形式）
    StepKind.INTERVIEW: (
        StepField(OTHER_DAY, "改日原因"),
        StepField("venue", "约谈地点"),
        StepField("form", "约谈形式", kind=FieldKind.CHOICE, choices=(INTERNAL, PUBLIC)),
    ),
    # 第十三条：整改要求及时限由约谈人提出，纪要载明
    StepKind.MINUTES: (
        StepField("rectify_by", "整改完成时限", kind=FieldKind.DATE),
        _DOCUMENT,
    ),
    StepKind.SIGNING: (StepField("signers", "签署人", required=True),),
    # 第十七条
    StepKind.REVIEW: (
        StepField(
            "conclusion",
            "审核结论",
            required=True,
            kind=FieldKind.CHOICE,
            choices=("同意实施", "修改完善后实施"),
            is_finding=True,
        ),
        StepField("reporting", "进展报告周期", kind=FieldKind.CHOICE, choices=(MONTHLY, QUARTERLY)),
    ),
    # 第十八条
    StepKind.VERIFICATION: (StepField("opinion", "核查意见", required=True),),
    StepKind.OPINION_APPROVAL: (
        StepField("approver", "审批的约谈人", required=True),
        StepField("opinion", "审批意见"),
    ),
    StepKind.RESULT_NOTICE: (
        StepField("addressee", "通知单位", required=True),
        _DOCUMENT,
    ),
    StepKind.REWORK: (_REASON, StepField("rectify_by", "继续整改时限", kind=FieldKind.DATE)),
    StepKind.CLOSURE: (StepField("approver", "销号审批人", required=True),),
    StepKind.ISSUE: (
        _DOCUMENT,
        StepField("reply_by", "要求回复日期", kind=FieldKind.DATE),
    ),
    # 第十四条
    StepKind.POSTPONEMENT: (
        _REASON,
        StepField("approver", "同意推迟的约谈人", required=True),
        StepField("interview_on", "改期至", kind=FieldKind.DATE),
    ),
    StepKind.ABSENCE: (StepField("handling", "按规定处理的情况"),),
    StepKind.RETURN: (_REASON,),
    # 第十九条
    StepKind.TRANSFER: (StepField("recipient", "移送机关", required=True), _DOCUMENT),
    StepKind.NO_TRANSFER: (_REASON,),
    StepKind.TRANSFER_RECEIPT: (
        StepField("recipient", "退回回执的机关", required=True),
        StepField("handling", "受理情况"),
        _DOCUMENT,
    ),
    StepKind.CLUE_RECEIVED: (
        StepField("sender", "移来线索的单位", required=True),
        StepField("clue", "线索内容", required=True),
        _DOCUMENT,
    ),
    StepKind.IMPROVEMENT_CHECK: (
        StepField(
            "result",
            "核对结果",
            required=True,
            kind=FieldKind.CHOICE,
            choices=("已改善", NOT_IMPROVED),
            is_finding=True,
        ),
    ),
    # 第九条（一）1：再次约谈另立新案
    StepKind.ESCALATION: (StepField("case", "升级约谈的案件编号", required=True),),
    # 第十条
    StepKind.EXEMPTION: (
        StepField("cause", "不可抗力情形", required=True),
        StepField("evidence", "证明材料", required=True),
        _APPROVER,
    ),
    StepKind.WITHDRAWAL: (_REASON,),
}


def fields_of(kind: StepKind) -> tuple[StepField, ...]:
    return _FIELDS.get(kind, ())


def complaints(kind: StepKind, data: Mapping[str, str]) -> dict[str, str]:
    """A sentence for each field that is missing or malformed, by its key; unknown keys too."""
    fields = {field.key: field for field in fields_of(kind)}
    found = {
        key: f"“{kind.label}”没有“{key}”这一项。"
        for key, value in data.items()
        if key not in fields and value
    }
    for key, field in fields.items():
        if says := _complaint(field, str(data.get(key) or "").strip()):
            found[key] = says
    return found


def _complaint(field: StepField, value: str) -> str:
    if not value:
        return f"缺{field.label}。" if field.required else ""
    if field.kind is FieldKind.CHOICE and value not in field.choices:
        return f"{field.label}应为：{'、'.join(field.choices)}。"
    if field.kind is FieldKind.DATE:
        try:
            date.fromisoformat(value)
        except ValueError:
            return f"{field.label}“{value}”不是日期，写法如 2026-11-24。"
    return ""
