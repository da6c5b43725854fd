"""催报函（第十七条）: what the interviewed side should have handed in and has not."""

from __future__ import annotations

from yuetan_desktop.documents.context import Context, Issue, PaperCase, items, said_day
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
from yuetan_desktop.documents.prefill import Sender, iso
from yuetan_desktop.documents.remark import Dates, Days, Remark, set_on_workday
from yuetan_desktop.documents.wording import numbered, title_lines
from yuetan_desktop.domain.casework import StepKind


def _context(case: PaperCase, values: Values, issue: Issue) -> Context:
    return {
        **later(case, values, issue),
        "标题": title_lines("关于催报", f"{case.short}", "约谈整改有关材料的函"),
        "催报事项": numbered(items(values, "催报事项")),
        "报送期限": said_day(values, "报送期限"),
        "有关要求": numbered(items(values, "有关要求")),
    }


def _prefill(case: PaperCase, sender: Sender) -> dict[str, str]:
    return {
        "发文机关": case.proposer,
        "主送": case.unit,
        "约谈日期": iso(case.held_on),
        "催报事项": "\n".join(late.says for late in case.follow.late),
        "有关要求": (
            "逾期未报的，请一并书面说明原因\n"
            "整改方案和整改报告一并抄送市生态环境保护委员会办公室\n"
            # 第十八条
            "再次逾期的，报约谈人，并纳入生态环境保护党政同责工作考评"
        ),
        "抄送": COMMITTEE_OFFICE,
    }


def _check(case: PaperCase, values: Values, dates: Dates, days: Days) -> list[Remark]:
    remarks = held_as_recorded(case, dates)
    remarks += in_order(dates, ("约谈日期", "成文日期", "报送期限"))
    if not case.follow.late:
        remarks.append(Remark("催报事项", "案件没有逾期未报的材料，请核对。", blocking=False))
    return remarks + set_on_workday("报送期限", dates.get("报送期限"), days)


REMINDER = PaperKind(
    name="催报函",
    template="催报函.docx",
    issuer=Issuer.PROPOSER,
    series=None,
    cite="第十七条",
    stage=Stage.RECTIFICATION,
    at=(StepKind.PLAN, StepKind.COMPLETION),
    levels=INTERVIEW_LEVELS,
    fields=(
        *sender("约谈建议部门"),
        Field("被约谈单位"),
        Field("主送"),
        Field("约谈日期", entry=Entry.DATE),
        Field("催报事项", entry=Entry.LINES, cite="第十七条", hint="应报未报的材料，每行一项"),
        Field("报送期限", entry=Entry.DATE),
        Field("有关要求", entry=Entry.LINES),
        *CONTACT,
        *CLOSING,
    ),
    demanded=(*EVERY_LATER_PAPER, "文号", "主送", "催报事项", "报送期限", "有关要求"),
    context=_context,
    prefill=_prefill,
    check=_check,
    sample={
        "主送": "示例县人民政府",
        "催报事项": "整改方案：应于2026年12月15日前完成（第十七条），已逾期3个工作日",
        "报送期限": "2026-12-25",
        "有关要求": "请一并书面说明逾期原因\n再次逾期的，纳入党政同责工作考评",
        "成文日期": "2026-12-18",
    },
)
