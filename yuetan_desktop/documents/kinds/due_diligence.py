"""尽责情况说明: which of the six circumstances are proven, and by name which are not."""

from __future__ import annotations

from yuetan_desktop.documents.context import Context, Issue, PaperCase, items, said
from yuetan_desktop.documents.kinds.aftermath import EVERY_LATER_PAPER, held_as_recorded, later
from yuetan_desktop.documents.kinds.base import (
    INTERVIEW_LEVELS,
    Entry,
    Field,
    Issuer,
    PaperKind,
    Stage,
    Values,
)
from yuetan_desktop.documents.prefill import Sender, iso
from yuetan_desktop.documents.remark import Dates, Days, Remark
from yuetan_desktop.documents.wording import enumeration, numbered, title_lines
from yuetan_desktop.domain.cases.duediligence import (
    CIRCUMSTANCES,
    NOT_APPLICABLE,
    Appraised,
    Proof,
    appraise,
    missing,
)
from yuetan_desktop.domain.casework import StepKind

_BASIS = (
    "参照《山东省生态环境系统干部履职尽责容错纠错实施办法（试行）》有关情形，本地另有规定的从其规定"
)


def _context(case: PaperCase, values: Values, issue: Issue) -> Context:
    found = appraise(values)
    return {
        **later(case, values, issue),
        "标题": title_lines("关于", said(values, "说明对象"), "尽责情况的说明"),
        "说明对象": said(values, "说明对象"),
        "认定依据": said(values, "认定依据").rstrip("。"),
        "履职情况": numbered(items(values, "履职情况")),
        "尽责事项": [_row(n, one) for n, one in enumerate(found, start=1)],
        "证明结论": _verdict(found),
    }


def _row(n: int, one: Appraised) -> dict[str, str]:
    return {
        "序号": str(n),
        "事项": one.circumstance.key,
        "情形": one.circumstance.text,
        "证明材料": "；".join(one.evidence) or "—",
        "结论": one.proof.value,
    }


def _verdict(found: tuple[Appraised, ...]) -> str:
    proven = sum(one.proof is Proof.PROVEN for one in found)
    aside = sum(one.proof is Proof.NOT_APPLICABLE for one in found)
    says = f"六项情形中，已有证明{proven}项"
    says += f"，不涉及{aside}项" if aside else ""
    lacking = missing(found)
    if lacking:
        return f"{says}，尚缺证明{len(lacking)}项：{enumeration(lacking)}。"
    return f"{says}，没有尚缺证明的事项。"


def _prefill(case: PaperCase, sender: Sender) -> dict[str, str]:
    return {
        "发文机关": case.unit,
        "说明对象": case.unit,
        "约谈日期": iso(case.held_on),
        "认定依据": _BASIS,
        **dict(case.follow.diligence),
    }


def _check(case: PaperCase, values: Values, dates: Dates, days: Days) -> list[Remark]:
    remarks = held_as_recorded(case, dates)
    for one in appraise(values):
        if one.proof is Proof.MISSING:
            key = one.circumstance.key
            remarks.append(
                Remark(key, f"{key}尚缺证明，说明中会写明；不涉及的请填“{NOT_APPLICABLE}”。",
                       blocking=False)
            )  # fmt: skip
    return remarks


DUE_DILIGENCE = PaperKind(
    name="尽责情况说明",
    template="尽责情况说明.docx",
    issuer=Issuer.INTERVIEWED,
    series=None,
    cite="第十九条",
    stage=Stage.AFTERMATH,
    at=(StepKind.MINUTES, StepKind.PLAN),
    levels=INTERVIEW_LEVELS,
    fields=(
        Field("发文机关", hint="出具说明的单位"),
        Field("被约谈单位"),
        Field("说明对象", hint="单位或部门"),
        Field("约谈日期", entry=Entry.DATE),
        Field("认定依据"),
        Field("履职情况", entry=Entry.LINES),
        *(
            Field(one.key, False, Entry.LINES, hint=f"{one.text}；证明材料，每行一件")
            for one in CIRCUMSTANCES
        ),
        Field("成文日期", entry=Entry.DATE),
    ),
    demanded=(*EVERY_LATER_PAPER, "认定依据", "履职情况", "尽责事项", "证明结论"),
    context=_context,
    prefill=_prefill,
    check=_check,
    sample={
        "说明对象": "示例县住房城乡建设局",
        "认定依据": _BASIS,
        "履职情况": "2026年上半年检查工地86家次，立案9件\n将扬尘管控列入年度检查计划并按月调度",
        "法定职责": "检查记录86份\n行政处罚决定书9份",
        "事权划分": "县编委〔2024〕12号",
        "年度计划": "2026年度监督检查计划及完成情况表",
        "双随机抽查": "",
        "标准缺失": NOT_APPLICABLE,
        "技术限制": NOT_APPLICABLE,
        "成文日期": "2026-12-03",
    },
)
