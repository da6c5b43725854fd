"""约谈通知（第十二条）: six contents, sent three working days before."""

from __future__ import annotations

from datetime import date

from yuetan_desktop.documents import families
from yuetan_desktop.documents.context import (
    Context,
    Issue,
    PaperCase,
    interview,
    items,
    said,
)
from yuetan_desktop.documents.jointly import common_of_all
from yuetan_desktop.documents.kinds.base import (
    EVERY_PAPER,
    INTERVIEW_LEVELS,
    Entry,
    Field,
    Issuer,
    PaperKind,
    Stage,
    Values,
)
from yuetan_desktop.documents.prefill import Sender, iso, others_present, parties
from yuetan_desktop.documents.remark import Dates, Days, Remark
from yuetan_desktop.documents.wording import (
    before_number,
    full_stop,
    lines,
    numbered,
    title_lines,
    written_date,
)
from yuetan_desktop.domain.cases.participants import Category
from yuetan_desktop.domain.casework import StepKind
from yuetan_desktop.domain.workday import Counting

COUNTINGS = {
    Counting.THREE_CLEAR_DAYS: "通知日与约谈日之间满3个工作日",
    Counting.THIRD_DAY_BEFORE: "不晚于约谈前第3个工作日",
}


# 第十三条（二）、第十四条、第十六条
MATERIALS = (
    "约谈情形的有关情况和原因说明（加盖公章）\n"
    "首要原因涉及领域的工作开展情况和责任落实情况\n"
    "下一步拟采取的整改措施，明确责任单位、责任人和完成时限\n"
    "就落实整改要求的表态材料\n"
    "参加人员名单（姓名、单位、职务、联系电话）"
)


def _context(case: PaperCase, values: Values, issue: Issue) -> Context:
    verb, unit = case.interview_of
    common = common_of_all(case, values, issue)
    materials = lines(values.get("应备材料", ""))
    both = bool(materials and common.get("数据来源"))
    return {
        **common,
        "应备材料": [
            {"序号": f"{n}. " if len(materials) > 1 else "", "内容": full_stop(one)}
            for n, one in enumerate(materials, start=1)
        ],
        "来源附件": "附件1" if both else "附件",
        "材料附件": "附件2" if both else "附件",
        **interview(values),
        "标题": title_lines(issue.issuer, f"关于{verb}", *before_number(f"{unit}的通知")),
        "主送": said(values, "主送").rstrip("：:"),
        "约谈要求": numbered(items(values, "约谈要求")),
        "参加人员": said(values, "参加人员").rstrip("。"),
        "联系人": said(values, "联系人"),
        "联系电话": said(values, "联系电话"),
    }


def _prefill(case: PaperCase, sender: Sender) -> dict[str, str]:
    present = [
        one.unit
        for one in case.course.attendants
        if one.category is Category.PARTY and one.unit not in ("", sender.issuer)
    ]
    units = [one.unit for one in case.together] or [case.unit]
    return {
        **parties(case),
        **families.prefill(case),
        "约谈时间": iso(case.planned_on),
        "约谈要求": (
            # 第十四条、第十七条
            "请被约谈人准时到场接受约谈；因特殊情况不能按时接受约谈的，应说明原因，经约谈人同意后可推迟\n"
            "请准备书面材料，说明有关情况和原因，提出下一步拟采取的整改措施，并就落实整改要求进行表态\n"
            "约谈后15个工作日内将整改方案报约谈建议部门审核同意后实施，整改方案和整改报告一并抄送"
            "市生态环境保护委员会办公室"
        ),
        "应备材料": MATERIALS,
        "参加人员": others_present(case)["参加人员"],
        "主送": "，".join(dict.fromkeys((*units, *case.proposers, *present))),
    }


def _check(case: PaperCase, values: Values, dates: Dates, days: Days) -> list[Remark]:
    remarks = families.check(case, values)
    interview, dated = dates.get("约谈时间"), dates.get("成文日期")
    if interview and dated:
        # A paper made today notifies nobody earlier, whatever date it bears; unless it is made for
        # the record of a notice that is registered as given on that day.
        registered = all(one.get(StepKind.NOTICE) == dated for _, one in case.recorded)
        notified = dated if registered else max(dated, days.today)
        hour = values["约谈时间"].strip()[10:]
        remarks += notice_time("约谈时间", notified, interview, days, hour)
    if interview and not days.calendar.is_workday(interview):
        remarks.append(Remark("约谈时间", "约谈日不是工作日。", blocking=False))
    if dated and dated < days.today:
        remarks.append(Remark("成文日期", "成文日期早于今天。", blocking=False))
    return remarks


def notice_time(
    field: str, notified: date, interview: date, days: Days, hour: str = ""
) -> list[Remark]:
    """第十二条: three working days before the interview; the first lawful day is offered."""
    calendar, counting = days.calendar, days.counting
    remarks = []
    if not calendar.is_notified_in_time(notified, interview, counting):
        latest = calendar.latest_notice_day(interview, counting)
        earliest = calendar.earliest_interview_day(notified, counting)
        remarks.append(
            Remark(
                field,
                f"距约谈不足3个工作日（第十二条，口径：{COUNTINGS[counting]}）："
                f"{written_date(interview)}约谈，最迟应于{written_date(latest)}书面通知；"
                f"{written_date(notified)}通知，最早可于{written_date(earliest)}约谈。",
                offer=f"{earliest.isoformat()}{hour}",
            )
        )
    if calendar.is_estimated(notified, interview):
        remarks.append(Remark(field, "该年放假安排尚未公布，工作日按周末暂估。", blocking=False))
    return remarks


NOTICE = PaperKind(
    name="约谈通知",
    template="约谈通知.docx",
    issuer=Issuer.COMMITTEE_OFFICE,
    series="",
    cite="第十二条",
    stage=Stage.INTERVIEW,
    at=(StepKind.NOTICE,),
    levels=INTERVIEW_LEVELS,
    fields=(
        Field("被约谈单位"),
        Field("被约谈人"),
        Field("约谈人"),
        Field("约谈时间", entry=Entry.MOMENT, cite="第十二条"),
        Field("约谈地点", cite="第十二条"),
        Field("约谈事由", entry=Entry.LINES, cite="第十二条"),
        Field(families.KEY, False, Entry.LINES, hint=families.HINT, columns=families.COLUMNS),
        Field("约谈要求", entry=Entry.LINES, cite="第十二条"),
        Field(
            "应备材料",
            required=False,
            entry=Entry.LINES,
            cite="第十四条",
            hint="每行一项，作为附件印出；不需要的清空",
        ),
        Field("参加人员", cite="第十二条", hint="约谈参加方及其人员"),
        Field("联系人", cite="第十二条"),
        Field("联系电话", cite="第十二条"),
        Field("主送", hint="被约谈方和约谈参加方"),
        Field("抄送", required=False),
        Field("成文日期", entry=Entry.DATE, hint="书面通知之日"),
    ),
    demanded=(
        *EVERY_PAPER,
        "约谈事由",
        "约谈要求",
        "约谈时间",
        "约谈地点",
        "参加人员",
        "联系人",
        "联系电话",
        "成文日期",
        "主送",
    ),
    context=_context,
    prefill=_prefill,
    dated_by=(StepKind.NOTICE,),
    check=_check,
    approved_first=True,
    joint=True,
)
