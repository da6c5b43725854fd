"""约谈纪要（第十五条）: five contents, after the interview was held."""

from __future__ import annotations

from yuetan_desktop.documents import families
from yuetan_desktop.documents.context import (
    Context,
    Issue,
    PaperCase,
    interview,
    items,
    said,
)
from yuetan_desktop.documents.jointly import common_of_all, other_day
from yuetan_desktop.documents.kinds.base import (
    CLOSING,
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
from yuetan_desktop.documents.remark import Dates, Days, Remark, press_inside
from yuetan_desktop.documents.wording import (
    cited,
    full_stop,
    numbered,
    title_lines,
    written_date,
)
from yuetan_desktop.domain.casework import StepKind


def _context(case: PaperCase, values: Values, issue: Issue) -> Context:
    verb, unit = case.interview_of
    return {
        **common_of_all(case, values, issue),
        **interview(values),
        "纪要名称": f"{issue.issuer}约谈纪要",
        "标题": title_lines(f"关于{verb}", f"{unit}的纪要"),
        "通报情况": [full_stop(line) for line in items(values, "通报情况")],
        "表态情况": [full_stop(line) for line in items(values, "表态情况")],
        "整改要求": numbered(items(values, "整改要求")),
        "出席": full_stop(said(values, "出席")),
        "请假": full_stop(values["请假"]) if values.get("请假") else "",
        "列席": full_stop(values["列席"]) if values.get("列席") else "",
    }


def _prefill(case: PaperCase, sender: Sender) -> dict[str, str]:
    cites = cited(matter.cite for matter in case.met)
    sides, others = parties(case), others_present(case)
    limit = case.follow.rectify_by
    until = f"于{written_date(limit)}前完成整改任务\n" if limit else ""
    # 第十五条：约谈纪要抄送市生态环境保护委员会办公室
    office = (sender.issuer,) if case.copies_office else ()
    present = (sides["约谈人"], sides["被约谈人"], others["参加人员"])
    return {
        **sides,
        **families.prefill(case),
        "约谈时间": iso(case.held_on),
        "约谈地点": case.venue,
        "出席": "，".join(filter(None, present)),
        "列席": others["列席"],
        "通报情况": (
            f"约谈人说明了约谈事由和目的，通报了《办法》{cites}所列问题，提出了整改要求及时限"
        ),
        "整改要求": (
            "约谈后15个工作日内制定整改方案，报约谈建议部门审核同意后实施\n"
            f"{until}"
            "按约谈要求定期书面报告整改工作进展情况；整改任务完成后，向约谈建议部门书面提交整改报告\n"
            "严防整改“一刀切”，坚决杜绝监测数据造假"
        ),
        "抄送": "，".join(dict.fromkeys((*case.units.split("、"), *case.proposers, *office))),
    }


def _check(case: PaperCase, values: Values, dates: Dates, days: Days) -> list[Remark]:
    remarks = families.check(case, values)
    interview, dated = dates.get("约谈时间"), dates.get("成文日期")
    if interview and interview > days.today:
        remarks.append(Remark("约谈时间", "约谈尚未举行，不能形成纪要。"))
    remarks += other_day(case, interview, case.held_on)
    if interview and dated and dated < interview:
        remarks.append(Remark("成文日期", "成文日期早于约谈日期。"))
    return remarks + press_inside(case.course.form, values)


MINUTES = PaperKind(
    name="约谈纪要",
    template="约谈纪要.docx",
    issuer=Issuer.COMMITTEE_OFFICE,
    series="纪",
    cite="第十五条",
    stage=Stage.INTERVIEW,
    at=(StepKind.MINUTES, StepKind.SIGNING),
    levels=INTERVIEW_LEVELS,
    fields=(
        Field("被约谈单位"),
        Field("被约谈人"),
        Field("约谈人"),
        Field("约谈时间", entry=Entry.MOMENT, cite="第十五条"),
        Field("约谈地点", cite="第十五条"),
        Field("约谈事由", entry=Entry.LINES, cite="第十五条"),
        Field(families.KEY, False, Entry.LINES, hint=families.HINT, columns=families.COLUMNS),
        Field("出席", cite="第十五条", hint="参加人员"),
        Field("请假", required=False),
        Field("列席", required=False),
        Field("通报情况", entry=Entry.LINES, cite="第十五条", hint="通报的主要问题和整改要求"),
        Field("表态情况", entry=Entry.LINES, cite="第十五条", hint="情况说明、拟采取措施和表态"),
        Field("整改要求", entry=Entry.LINES, cite="第十三条"),
        *CLOSING,
    ),
    demanded=(
        *EVERY_PAPER,
        "约谈时间",
        "约谈地点",
        "约谈事由",
        "出席",
        "通报情况",
        "表态情况",
        "整改要求",
    ),
    context=_context,
    prefill=_prefill,
    dated_by=(StepKind.MINUTES,),
    check=_check,
    joint=True,
    sample={"成文日期": "2026-11-26"},
)
