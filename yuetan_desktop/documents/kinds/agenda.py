"""会议议程与主持词（第十三条）: the three steps of an interview, and what its chair says."""

from __future__ import annotations

from yuetan_desktop.documents.context import (
    Context,
    Issue,
    PaperCase,
    interview,
    items,
    said,
)
from yuetan_desktop.documents.jointly import common_of_all, other_day, problems
from yuetan_desktop.documents.kinds.base import (
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
from yuetan_desktop.documents.wording import numbered, title_lines
from yuetan_desktop.domain.cases.stepform import INTERNAL, PUBLIC
from yuetan_desktop.domain.casework import StepKind


def _context(case: PaperCase, values: Values, issue: Issue) -> Context:
    verb, unit = case.interview_of
    return {
        **common_of_all(case, values, issue),
        **interview(values),
        "标题": title_lines(f"{verb}{unit}", "会议议程与主持词"),
        "约谈形式": said(values, "约谈形式"),
        "公开": said(values, "约谈形式") == PUBLIC,
        "参加人员": said(values, "参加人员").rstrip("。"),
        "列席": values.get("列席", "").strip().rstrip("。"),
        "主要问题": problems(case),
        "整改要求": numbered(items(values, "整改要求")),
    }


def _prefill(case: PaperCase, sender: Sender) -> dict[str, str]:
    return {
        **parties(case),
        "约谈时间": iso(case.held_on or case.planned_on),
        "约谈地点": case.venue,
        "约谈形式": case.course.form or INTERNAL,
        **others_present(case),
        "整改要求": (
            "约谈后15个工作日内制定整改方案，报约谈建议部门审核同意后实施\n"
            "按约谈要求定期书面报告整改工作进展情况；整改任务完成后，向约谈建议部门书面提交整改报告\n"
            "严防整改“一刀切”，坚决杜绝监测数据造假"
        ),
    }


def _check(case: PaperCase, values: Values, dates: Dates, days: Days) -> list[Remark]:
    return [
        *other_day(case, dates.get("约谈时间"), case.held_on or case.planned_on),
        *press_inside(values.get("约谈形式", ""), values),
    ]


AGENDA = PaperKind(
    name="会议议程与主持词",
    template="会议议程与主持词.docx",
    issuer=Issuer.COMMITTEE_OFFICE,
    series=None,
    cite="第十三条",
    stage=Stage.INTERVIEW,
    at=(StepKind.INTERVIEW,),
    levels=INTERVIEW_LEVELS,
    fields=(
        Field("约谈时间", entry=Entry.MOMENT),
        Field("约谈地点"),
        Field("约谈形式", entry=Entry.CHOICE, cite="第二十条", choices=(INTERNAL, PUBLIC)),
        Field("约谈人", cite="第十三条", hint="约谈由约谈人主持"),
        Field("被约谈单位"),
        Field("被约谈人", cite="第十三条"),
        Field("参加人员"),
        Field("列席", required=False, hint="媒体、人大代表、政协委员、群众代表等"),
        Field("约谈事由", entry=Entry.LINES, cite="第十三条"),
        Field("整改要求", entry=Entry.LINES, cite="第十三条"),
        Field("成文日期", entry=Entry.DATE),
    ),
    demanded=(
        *("稿本标记", "约谈时间", "约谈地点", "约谈人", "被约谈人", "参加人员"),
        *("约谈事由", "主要问题", "整改要求", "条款合称"),
    ),
    context=_context,
    prefill=_prefill,
    check=_check,
    joint=True,
    sample={"约谈形式": PUBLIC, "列席": "市级新闻媒体、市人大代表、市政协委员"},
)
