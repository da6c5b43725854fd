"""送达回证: that a paper reached whom it is for, with name, day and hour."""

from __future__ import annotations

from yuetan_desktop.documents.context import Context, Issue, PaperCase, common, said
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
from yuetan_desktop.documents.prefill import Sender, iso
from yuetan_desktop.documents.rowtext import row_text, rows
from yuetan_desktop.domain.cases.stepform import WAYS_OF_SERVICE
from yuetan_desktop.domain.casework import StepKind

_RECORDED = ("预警提示函", "通报", "约谈通知")
COLUMNS = ("文书名称", "文号", "份数")


# 第十七条、第十八条：约谈建议部门审核方案、书面通知核查意见
_OF_THE_PROPOSER = {"催报函", "整改方案审核意见", "核查意见通知"}


def _context(case: PaperCase, values: Values, issue: Issue) -> Context:
    served = rows(values.get("送达文书", ""), COLUMNS)
    by_proposer = served and all(row["文书名称"] in _OF_THE_PROPOSER for row in served)
    return {
        **common(case, values, issue),
        "标题": ["送达回证"],
        "送达机关": case.proposer if by_proposer and case.proposer else issue.issuer,
        "受送达单位": said(values, "受送达单位"),
        "送达地点": said(values, "送达地点"),
        "送达方式": said(values, "送达方式"),
        "送达文书": served,
        "送达人": values.get("送达人", "").strip(),
        "备注": values.get("备注", "").strip(),
    }


def _prefill(case: PaperCase, sender: Sender) -> dict[str, str]:
    """The newest issued paper: it is the one that is on its way."""
    newest = case.course.issued[-1:]
    # The steps that date a receipt are about the first papers; a later one has a day of its own.
    later = newest and newest[0].kind not in _RECORDED
    return {
        **({"成文日期": iso(newest[0].day)} if later else {}),
        "受送达单位": case.course.served_to or case.unit,
        "送达方式": case.course.served_how or WAYS_OF_SERVICE[0],
        "送达文书": row_text((paper.kind, paper.number, "1") for paper in newest),
        "送达人": sender.contact_name,
    }


DELIVERY = PaperKind(
    name="送达回证",
    template="送达回证.docx",
    issuer=Issuer.COMMITTEE_OFFICE,
    series=None,
    cite="第十二条",
    stage=Stage.INTERVIEW,
    at=(StepKind.NOTICE, StepKind.SERVICE, StepKind.ISSUE, StepKind.REPLY),
    levels=(*WARNING_LEVELS, *INTERVIEW_LEVELS),
    fields=(
        Field("受送达单位"),
        Field(
            "送达文书",
            entry=Entry.LINES,
            cite="第十二条",
            columns=COLUMNS,
            hint="每行一件：文书名称｜文号｜份数",
        ),
        Field("送达方式", entry=Entry.CHOICE, choices=WAYS_OF_SERVICE),
        Field("送达地点"),
        Field("送达人", required=False),
        Field("备注", required=False),
        Field("成文日期", entry=Entry.DATE, hint="填表日期"),
    ),
    demanded=("稿本标记", "送达机关", "受送达单位", "送达文书", "送达方式"),
    context=_context,
    prefill=_prefill,
    dated_by=(StepKind.SERVICE, StepKind.NOTICE, StepKind.ISSUE),
    sample={
        "受送达单位": "示例县人民政府",
        "送达文书": row_text([("约谈通知", "资环委办〔2026〕7号", "1")]),
        "送达方式": "直接送达",
        "送达地点": "示例县人民政府办公室",
        "送达人": "李某",
        "备注": "附约谈通知原件",
    },
)
