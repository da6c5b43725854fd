"""交办函: overdue tasks handed to the unit once more, each with its new limit (第十七、十八条)."""

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
from yuetan_desktop.documents.prefill import Sender, iso
from yuetan_desktop.documents.remark import Dates, Days, Remark, set_on_workday
from yuetan_desktop.documents.rowtext import row_text, rows
from yuetan_desktop.documents.wording import numbered, title_lines, written_date
from yuetan_desktop.domain.casework import StepKind

COLUMNS = ("事项", "要求", "原定时限", "责任单位", "责任人")


def _context(case: PaperCase, values: Values, issue: Issue) -> Context:
    return {
        **later(case, values, issue),
        "标题": title_lines("关于交办", case.short, "逾期整改事项的函"),
        "交办事项": rows(said(values, "交办事项"), COLUMNS),
        "办结期限": said_day(values, "办结期限"),
        "有关要求": numbered(items(values, "有关要求")),
    }


def _prefill(case: PaperCase, sender: Sender) -> dict[str, str]:
    limit = case.follow.rectify_by
    overdue = [
        (task.problem or task.measure, _demand(task.measure, task.amount), task.due_text,
         task.unit or case.unit, task.person)
        for task in case.follow.tasks
        if task.is_overdue(sender.today)
    ]  # fmt: skip
    overdue += [
        (
            f"报送{late.what}",
            f"书面报送（{late.cite}）",
            written_date(late.due),
            case.unit,
            case.interviewee,
        )
        for late in case.follow.late
    ]
    return {
        "主送": case.unit,
        "约谈日期": iso(case.held_on),
        "交办事项": row_text(overdue),
        "办结期限": iso(limit) if limit and limit > sender.today else "",
        "有关要求": (
            "请逐项明确责任单位和责任人，于办结期限前办结，并书面反馈办理结果和佐证材料\n"
            "确因客观原因不能按期办结的，请于期限届满前书面说明原因\n"
            "统筹做好经济社会发展和整改工作，严防“一刀切”，坚决杜绝监测数据造假"
        ),
        "抄送": case.proposer,
    }


def _demand(measure: str, amount: str) -> str:
    return "，".join(filter(None, (measure.rstrip("。；，"), amount)))


def _check(case: PaperCase, values: Values, dates: Dates, days: Days) -> list[Remark]:
    return [
        *held_as_recorded(case, dates),
        *in_order(dates, ("约谈日期", "成文日期", "办结期限")),
        *set_on_workday("办结期限", dates.get("办结期限"), days),
    ]


ASSIGNMENT = PaperKind(
    name="交办函",
    template="交办函.docx",
    issuer=Issuer.COMMITTEE_OFFICE,
    series="函",
    cite="第十七条",
    stage=Stage.RECTIFICATION,
    at=(StepKind.COMPLETION,),
    levels=INTERVIEW_LEVELS,
    fields=(
        Field("被约谈单位"),
        Field("主送"),
        Field("约谈日期", entry=Entry.DATE),
        Field("交办事项", entry=Entry.LINES, hint="每行一项，以｜分隔", columns=COLUMNS),
        Field("办结期限", entry=Entry.DATE),
        Field("有关要求", entry=Entry.LINES),
        *CONTACT,
        *CLOSING,
    ),
    demanded=(*EVERY_LATER_PAPER, "文号", "主送", "交办事项", "办结期限", "有关要求"),
    context=_context,
    prefill=_prefill,
    check=_check,
    sample={
        "主送": "示例县人民政府",
        "交办事项": row_text(
            [
                (
                    "工地扬尘管控不到位",
                    "安装喷淋，12处",
                    "2026年11月30日",
                    "县住房城乡建设局",
                    "某某",
                ),
                (
                    "报送整改方案",
                    "书面报送（第十七条）",
                    "2026年12月15日",
                    "示例县人民政府",
                    "某某",
                ),
            ]
        ),
        "办结期限": "2026-12-31",
        "有关要求": "请逐项明确责任单位和责任人\n办结后书面反馈",
        "成文日期": "2026-12-18",
    },
)
