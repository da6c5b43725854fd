"""核查意见（第十八条）: submitted to the interviewer for approval, then sent to the unit."""

from __future__ import annotations

from yuetan_desktop.documents.context import Context, Issue, PaperCase, items, said, said_day
from yuetan_desktop.documents.kinds.aftermath import (
    COMMITTEE_OFFICE,
    EVERY_LATER_PAPER,
    held_as_recorded,
    in_order,
    later,
    sender,
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
from yuetan_desktop.documents.wording import lines, numbered, title_lines, written_date
from yuetan_desktop.domain.casework import StepKind

PASSED, MOSTLY, FAILED = "整改到位", "基本到位，继续跟踪", "整改不到位，继续整改"
_CONCLUSION = Field(
    "核查结论", entry=Entry.CHOICE, cite="第十八条", choices=(PASSED, MOSTLY, FAILED)
)
_CHECKED = Field("核查日期", entry=Entry.DATE, cite="第十八条")
_OPINION = Field("核查意见", entry=Entry.LINES, cite="第十八条")


def _shared(case: PaperCase, values: Values, issue: Issue) -> Context:
    return {
        **later(case, values, issue),
        "核查日期": said_day(values, "核查日期"),
        "核查结论": said(values, "核查结论"),
        "核查意见": numbered(items(values, "核查意见")),
    }


def _seen(case: PaperCase) -> dict[str, str]:
    return {
        "发文机关": case.proposer,
        "约谈日期": iso(case.held_on),
        "核查日期": iso(case.follow.verified_on),
        "核查结论": FAILED if case.follow.rework_why else "",
        "核查意见": "\n".join(lines(case.follow.opinion)),
    }


def _verified_as_recorded(case: PaperCase, dates: Dates) -> list[Remark]:
    checked, recorded = dates.get("核查日期"), case.follow.verified_on
    if checked and recorded and checked != recorded:
        return [Remark("核查日期", f"与案件登记的现场核查日期（{written_date(recorded)}）不一致。")]
    return []


# -- 审批单 -------------------------------------------------------------------------------------
def _approval_context(case: PaperCase, values: Values, issue: Issue) -> Context:
    return {
        **_shared(case, values, issue),
        "标题": title_lines("约谈整改核查意见审批单"),
        "约谈人": said(values, "约谈人"),
        "核查情况": numbered(items(values, "核查情况")),
    }


def _approval_prefill(case: PaperCase, sender: Sender) -> dict[str, str]:
    return {
        **_seen(case),
        "约谈人": parties(case)["约谈人"],
        "核查情况": case.follow.findings,
    }


def _approval_check(case: PaperCase, values: Values, dates: Dates, days: Days) -> list[Remark]:
    return [
        *held_as_recorded(case, dates),
        *_verified_as_recorded(case, dates),
        *in_order(dates, ("约谈日期", "核查日期", "成文日期")),
    ]


OPINION_APPROVAL = PaperKind(
    name="核查意见审批单",
    template="核查意见审批单.docx",
    issuer=Issuer.PROPOSER,
    series=None,
    cite="第十八条",
    stage=Stage.VERIFICATION,
    at=(StepKind.OPINION_APPROVAL,),
    levels=INTERVIEW_LEVELS,
    fields=(
        Field("发文机关", hint="约谈建议部门"),
        Field("被约谈单位"),
        Field("约谈人", cite="第十八条", hint="审批人"),
        Field("约谈日期", entry=Entry.DATE),
        _CHECKED,
        Field("核查情况", entry=Entry.LINES, cite="第十八条"),
        _CONCLUSION,
        _OPINION,
        *CONTACT,
        Field("成文日期", entry=Entry.DATE, hint="呈报日期"),
    ),
    demanded=(*EVERY_LATER_PAPER, "约谈人", "核查日期", "核查情况", "核查结论", "核查意见"),
    context=_approval_context,
    prefill=_approval_prefill,
    dated_by=(StepKind.OPINION_APPROVAL,),
    check=_approval_check,
    sample={
        "核查日期": "2027-03-02",
        "核查情况": "现场查看工地12处，抽查乡镇6个\n18项要求已落实17项，部分落实1项",
        "核查结论": PASSED,
        "核查意见": "整改任务完成，同意销号\n请继续巩固整改成效",
        "成文日期": "2027-03-04",
    },
)


# -- 通知 ---------------------------------------------------------------------------------------
_VERDICTS = {
    PASSED: "经核查，约谈指出的问题已整改到位。",
    MOSTLY: "经核查，约谈指出的问题整改基本到位，尚需继续跟踪。",
    FAILED: "经核查，约谈指出的问题整改不到位，应当继续整改。",
}


def _notice_context(case: PaperCase, values: Values, issue: Issue) -> Context:
    conclusion = said(values, "核查结论")
    return {
        **_shared(case, values, issue),
        "标题": title_lines(f"关于{case.short}", "约谈整改核查意见的", "通知"),
        "核查结论": _VERDICTS.get(conclusion, conclusion),
        "审批人": said(values, "审批人"),
        "审批日期": said_day(values, "审批日期"),
        "有关要求": numbered(items(values, "有关要求")),
    }


def _again(case: PaperCase) -> str:
    """What was ordered when the rectification did not do."""
    why, limit = case.follow.rework_why, case.follow.rectify_by
    until = f"于{written_date(limit)}前" if limit else ""
    return f"{why.rstrip('。；')}，应{until}继续整改并再次报送整改报告\n" if why else ""


def _notice_prefill(case: PaperCase, sender: Sender) -> dict[str, str]:
    numbers = [one.number for one in case.course.issued if one.kind == "核查意见通知"]
    return {
        **_seen(case),
        "文号": numbers[-1] if numbers else "",
        "主送": case.follow.result_addressee or case.unit,
        "审批人": case.follow.opinion_approver or parties(case)["约谈人"],
        "审批日期": iso(case.follow.approved_on),
        "有关要求": _again(case)
        + (
            "巩固整改成效，落实长效措施，防止问题反弹\n"
            # 第十八条
            "整改落实情况纳入生态环境保护党政同责工作考评"
        ),
        "抄送": COMMITTEE_OFFICE,
    }


def _notice_check(case: PaperCase, values: Values, dates: Dates, days: Days) -> list[Remark]:
    return [
        *held_as_recorded(case, dates),
        *_verified_as_recorded(case, dates),
        *in_order(dates, ("约谈日期", "核查日期", "审批日期", "成文日期")),
    ]


OPINION_NOTICE = PaperKind(
    name="核查意见通知",
    template="核查意见通知.docx",
    issuer=Issuer.PROPOSER,
    series=None,
    cite="第十八条",
    stage=Stage.VERIFICATION,
    at=(StepKind.RESULT_NOTICE,),
    after=(StepKind.VERIFICATION, StepKind.OPINION_APPROVAL),
    levels=INTERVIEW_LEVELS,
    fields=(
        *sender("约谈建议部门"),
        Field("被约谈单位"),
        Field("主送", cite="第十八条", hint="被约谈人所在单位"),
        Field("约谈日期", entry=Entry.DATE),
        _CHECKED,
        Field("审批人", cite="第十八条", hint="约谈人"),
        Field("审批日期", entry=Entry.DATE, cite="第十八条"),
        _CONCLUSION,
        _OPINION,
        Field("有关要求", entry=Entry.LINES),
        *CONTACT,
        *CLOSING,
    ),
    demanded=(
        *EVERY_LATER_PAPER,
        *("文号", "主送", "核查日期", "审批人", "审批日期", "核查结论", "核查意见", "抄送"),
    ),
    context=_notice_context,
    prefill=_notice_prefill,
    dated_by=(StepKind.RESULT_NOTICE,),
    check=_notice_check,
    sample={
        "主送": "示例县人民政府",
        "核查日期": "2027-03-02",
        "审批人": "市政府分管领导",
        "审批日期": "2027-03-08",
        "核查结论": PASSED,
        "核查意见": "12处工地喷淋全部投用\n补充1个乡镇的巡查台账",
        "有关要求": "巩固整改成效，防止问题反弹\n纳入党政同责工作考评",
        "成文日期": "2027-03-09",
    },
)
