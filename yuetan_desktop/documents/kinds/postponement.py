"""延期约谈答复（第十四条）: whether the interviewer agrees, and to which day."""

from __future__ import annotations

from yuetan_desktop.documents.context import (
    Context,
    Issue,
    PaperCase,
    common,
    said,
    said_day,
    said_moment,
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
from yuetan_desktop.documents.kinds.notice import notice_time
from yuetan_desktop.documents.prefill import Sender, iso, parties
from yuetan_desktop.documents.remark import Dates, Days, Remark
from yuetan_desktop.documents.wording import title_lines
from yuetan_desktop.domain.casework import StepKind

AGREED, REFUSED = "同意推迟", "不同意推迟"


def _context(case: PaperCase, values: Values, issue: Issue) -> Context:
    agreed = said(values, "约谈人意见") == AGREED
    return {
        **common(case, values, issue),
        "标题": title_lines(f"关于{case.short}", "申请推迟约谈的答复"),
        "主送": said(values, "被约谈单位"),
        "来函日期": said_day(values, "来函日期"),
        "申请原因": said(values, "申请原因").rstrip("。"),
        "约谈人": said(values, "约谈人"),
        "原定时间": said_day(values, "原定日期"),
        "同意": agreed,
        "改期时间": said_moment(values, "改期时间") if agreed else "",
        "约谈地点": said(values, "约谈地点").rstrip("。"),
        "联系人": said(values, "联系人"),
        "联系电话": said(values, "联系电话"),
    }


def _prefill(case: PaperCase, sender: Sender) -> dict[str, str]:
    course = case.course
    return {
        "来函日期": iso(course.put_off_on),
        "申请原因": course.put_off_why,
        "约谈人": course.put_off_by or parties(case)["约谈人"],
        "约谈人意见": AGREED if course.put_off_by else "",
        "原定日期": iso(course.agreed_on),
        "改期时间": iso(course.put_off_to),
        "约谈地点": case.venue,
    }


def _check(case: PaperCase, values: Values, dates: Dates, days: Days) -> list[Remark]:
    asked, first = dates.get("来函日期"), dates.get("原定日期")
    moved, dated = dates.get("改期时间"), dates.get("成文日期")
    remarks = []
    if asked and dated and dated < asked:
        remarks.append(Remark("成文日期", "答复日期早于来函日期。"))
    if values.get("约谈人意见") != AGREED:
        return remarks
    if not moved and not values.get("改期时间", "").strip():
        remarks.append(Remark("改期时间", "缺改期时间：同意推迟的，应写明何时约谈（第十四条）。"))
    if moved and first and moved <= first:
        remarks.append(Remark("改期时间", "改期时间应晚于原定日期。"))
    if moved and dated:
        # The answer is the notice of the new day (第十二条).
        hour = values["改期时间"].strip()[10:]
        remarks += notice_time("改期时间", max(dated, days.today), moved, days, hour)
    return remarks


POSTPONEMENT = PaperKind(
    name="延期约谈答复",
    template="延期约谈答复.docx",
    issuer=Issuer.COMMITTEE_OFFICE,
    series="函",
    cite="第十四条",
    stage=Stage.INTERVIEW,
    at=(StepKind.POSTPONEMENT,),
    levels=INTERVIEW_LEVELS,
    fields=(
        Field("被约谈单位"),
        Field("来函日期", entry=Entry.DATE, hint="被约谈人说明原因的日期"),
        Field("申请原因", cite="第十四条"),
        Field("约谈人", cite="第十四条"),
        Field("约谈人意见", entry=Entry.CHOICE, cite="第十四条", choices=(AGREED, REFUSED)),
        Field("原定日期", entry=Entry.DATE),
        Field("改期时间", required=False, entry=Entry.MOMENT, cite="第十四条"),
        Field("约谈地点"),
        *CONTACT,
        *CLOSING,
    ),
    demanded=(
        *("稿本标记", "发文机关", "文号", "主送", "申请原因", "约谈人"),
        *("同意", "改期时间", "原定时间", "成文日期"),
    ),
    context=_context,
    prefill=_prefill,
    check=_check,
    sample={
        "来函日期": "2026-11-13",
        "申请原因": "被约谈人在此期间参加省级会议",
        "约谈人意见": AGREED,
        "原定日期": "2026-11-24",
        "改期时间": "2026-11-27 15:00",
    },
)
