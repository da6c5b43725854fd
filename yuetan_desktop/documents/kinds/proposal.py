"""约谈建议审批单（第十一条）: proposed, discussed with the 环委办, approved by the interviewer."""

from __future__ import annotations

from yuetan_desktop.documents.context import (
    Context,
    Issue,
    PaperCase,
    common,
    items,
    said,
    said_day,
)
from yuetan_desktop.documents.kinds.base import (
    INTERVIEW_LEVELS,
    Entry,
    Field,
    Issuer,
    PaperKind,
    Stage,
    Values,
)
from yuetan_desktop.documents.prefill import Sender, iso, parties
from yuetan_desktop.documents.remark import Dates, Days, Remark, set_on_workday
from yuetan_desktop.documents.wording import full_stop, lines, numbered
from yuetan_desktop.domain.cases.stepform import INTERNAL, PUBLIC
from yuetan_desktop.domain.casework import StepKind


def _context(case: PaperCase, values: Values, issue: Issue) -> Context:
    planned = values.get("拟约谈日期")
    return {
        **common(case, values, issue),
        "标题": ["约谈建议审批单"],
        "建议部门": said(values, "发文机关"),
        "被约谈人": said(values, "被约谈人"),
        "约谈人": said(values, "约谈人"),
        "约谈形式": said(values, "约谈形式"),
        "拟约谈日期": said_day(values, "拟约谈日期") if planned else "",
        "首要原因": full_stop(values["首要原因"]) if values.get("首要原因") else "",
        "约谈事由": "".join(full_stop(line) for line in items(values, "约谈事由")),
        "约谈要求": numbered(items(values, "约谈要求")),
        "会商意见": [full_stop(line) for line in lines(values.get("会商意见", ""))],
        "经办人": said(values, "经办人"),
        "联系电话": said(values, "联系电话"),
    }


def _prefill(case: PaperCase, sender: Sender) -> dict[str, str]:
    return {
        **parties(case),
        "发文机关": case.proposer,
        "约谈形式": case.course.form or INTERNAL,
        "拟约谈日期": iso(case.planned_on),
        "首要原因": case.course.cause,
        "会商意见": case.course.consulted.says if case.course.consulted else "",
        "约谈要求": (
            "说明有关情况和原因，提出下一步拟采取的整改措施，就落实整改要求进行表态\n"
            "约谈后15个工作日内报送整改方案，定期书面报告整改工作进展情况"
        ),
        "经办人": sender.contact_name,
    }


def _check(case: PaperCase, values: Values, dates: Dates, days: Days) -> list[Remark]:
    planned, dated = dates.get("拟约谈日期"), dates.get("成文日期")
    remarks = []
    if planned and dated and planned <= dated:
        remarks.append(Remark("拟约谈日期", "拟约谈日期应晚于填表日期。"))
    remarks += set_on_workday("拟约谈日期", planned, days)
    if not values.get("首要原因", "").strip():
        remarks.append(
            Remark("首要原因", "首要原因尚未认定（第十六条），被约谈人据此确定。", blocking=False)
        )
    return remarks


PROPOSAL = PaperKind(
    name="约谈建议审批单",
    template="约谈建议审批单.docx",
    issuer=Issuer.PROPOSER,
    series=None,
    cite="第十一条",
    stage=Stage.PROPOSAL,
    at=(StepKind.PROPOSAL, StepKind.CONSULTATION, StepKind.APPROVAL),
    levels=INTERVIEW_LEVELS,
    fields=(
        Field("发文机关", cite="第十一条", hint="约谈建议部门"),
        Field("被约谈单位"),
        Field("被约谈人", cite="第十六条"),
        Field("约谈人", cite="第十一条"),
        Field("约谈形式", entry=Entry.CHOICE, cite="第二十条", choices=(INTERNAL, PUBLIC)),
        Field("拟约谈日期", required=False, entry=Entry.DATE),
        Field("首要原因", required=False, cite="第十六条", hint="评估认定的首要原因及所涉领域"),
        Field("约谈事由", entry=Entry.LINES, cite="第十一条"),
        Field("约谈要求", entry=Entry.LINES),
        Field("会商意见", False, Entry.LINES, "第十一条", hint="留空则由会商单位手写"),
        Field("经办人"),
        Field("联系电话"),
        Field("成文日期", entry=Entry.DATE, hint="填表日期"),
    ),
    demanded=(
        *("稿本标记", "触发事项", "数据来源", "条款合称", "建议部门"),
        *("被约谈单位", "被约谈人", "约谈人", "约谈形式", "约谈事由", "首要原因"),
    ),
    context=_context,
    prefill=_prefill,
    dated_by=(StepKind.PROPOSAL,),
    check=_check,
    sample={
        "发文机关": "示例市生态环境局",
        "约谈形式": INTERNAL,
        "拟约谈日期": "2026-11-24",
        "首要原因": "工地扬尘管控不力，涉及住房和城乡建设领域",
        "约谈要求": "说明原因\n报送整改方案",
        "会商意见": "示例市生态环境保护委员会办公室（2026年11月10日）：同意约谈。",
        "经办人": "李某",
    },
)
