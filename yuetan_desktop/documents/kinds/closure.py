"""销号通知（第十八条）: the approved opinion says done, the case is closed and stays in view."""

from __future__ import annotations

from yuetan_desktop.documents.context import Context, Issue, PaperCase, items, said, said_day
from yuetan_desktop.documents.kinds.aftermath import (
    EVERY_LATER_PAPER,
    held_as_recorded,
    in_order,
    later,
)
from yuetan_desktop.documents.kinds.base import (
    CLOSING,
    CONTACT,
    INTERVIEW_LEVELS,
    Entry,
    Field,
    Issuer,
    PaperKind,
    Stage,
    Values,
)
from yuetan_desktop.documents.prefill import Sender, iso, parties
from yuetan_desktop.documents.remark import Dates, Days, Remark
from yuetan_desktop.documents.wording import numbered, title_lines
from yuetan_desktop.domain.casework import StepKind


def _context(case: PaperCase, values: Values, issue: Issue) -> Context:
    return {
        **later(case, values, issue),
        "标题": title_lines(f"关于{case.short}", "约谈整改销号的", "通知"),
        "核查日期": said_day(values, "核查日期"),
        "审批人": said(values, "审批人"),
        "审批日期": said_day(values, "审批日期"),
        "销号事项": numbered(items(values, "销号事项")),
        "后续要求": numbered(items(values, "后续要求")),
    }


def _prefill(case: PaperCase, sender: Sender) -> dict[str, str]:
    follow = case.follow
    return {
        "主送": case.unit,
        "约谈日期": iso(case.held_on),
        "核查日期": iso(follow.verified_on),
        "审批人": follow.opinion_approver or parties(case)["约谈人"],
        "审批日期": iso(follow.approved_on),
        "销号事项": "\n".join(f"{matter.cite}所列问题" for matter in case.matters),
        "后续要求": (
            "落实长效措施，巩固整改成效，防止问题反弹\n"
            "我办将适时组织“回头看”，同类问题反弹的，按照《办法》规定处理"
        ),
        "抄送": case.proposer,
    }


def _check(case: PaperCase, values: Values, dates: Dates, days: Days) -> list[Remark]:
    remarks = held_as_recorded(case, dates)
    remarks += in_order(dates, ("约谈日期", "核查日期", "审批日期", "成文日期"))
    if left := sum(not task.is_done for task in case.follow.tasks):
        remarks.append(
            Remark("销号事项", f"台账还有{left}项整改任务未完成，请核对。", blocking=False)
        )
    return remarks


CLOSURE_NOTICE = PaperKind(
    name="销号通知",
    template="销号通知.docx",
    issuer=Issuer.COMMITTEE_OFFICE,
    series="函",
    cite="第十八条",
    stage=Stage.VERIFICATION,
    at=(StepKind.CLOSURE,),
    after=(StepKind.OPINION_APPROVAL, StepKind.CLOSURE),
    levels=INTERVIEW_LEVELS,
    fields=(
        Field("被约谈单位"),
        Field("主送", cite="第十八条"),
        Field("约谈日期", entry=Entry.DATE),
        Field("核查日期", entry=Entry.DATE, cite="第十八条"),
        Field("审批人", cite="第十八条", hint="核查意见审批人"),
        Field("审批日期", entry=Entry.DATE, cite="第十八条"),
        Field("销号事项", entry=Entry.LINES),
        Field("后续要求", entry=Entry.LINES),
        *CONTACT,
        *CLOSING,
    ),
    demanded=(
        *EVERY_LATER_PAPER,
        *("文号", "主送", "核查日期", "审批人", "审批日期", "销号事项", "后续要求"),
    ),
    context=_context,
    prefill=_prefill,
    dated_by=(StepKind.CLOSURE,),
    check=_check,
    sample={
        "主送": "示例县人民政府",
        "核查日期": "2027-03-02",
        "审批人": "市政府分管领导",
        "审批日期": "2027-03-08",
        "销号事项": "工地扬尘管控不到位\n秸秆焚烧反复",
        "后续要求": "巩固整改成效，防止问题反弹",
        "成文日期": "2027-03-09",
    },
)
