"""整改方案审核意见（第十七条）: by the department that proposed the interview."""

from __future__ import annotations

from yuetan_desktop.documents.blanketcheck import blanket_remarks
from yuetan_desktop.documents.context import (
    BLANK,
    Context,
    Issue,
    PaperCase,
    common,
    items,
    said,
    said_day,
)
from yuetan_desktop.documents.kinds.base import (
    CLOSING,
    CONTACT,
    EVERY_PAPER,
    INTERVIEW_LEVELS,
    Entry,
    Field,
    Issuer,
    PaperKind,
    Stage,
    Values,
)
from yuetan_desktop.documents.prefill import Sender, iso
from yuetan_desktop.documents.remark import Dates, Days, Remark
from yuetan_desktop.documents.wording import numbered, title_lines, written_date
from yuetan_desktop.domain.casework import StepKind

SENT_BACK = "退回重新制定"
_CONCLUSIONS = {
    "同意实施": "同意《{plan}》，请认真组织实施。",
    "修改完善后实施": "原则同意《{plan}》，请按以下意见修改完善后实施。",
    SENT_BACK: "《{plan}》不符合约谈要求，予以退回，请按以下意见重新制定后报送。",
}


def _context(case: PaperCase, values: Values, issue: Issue) -> Context:
    plan = said(values, "方案名称").strip("《》")
    return {
        **common(case, values, issue),
        "标题": title_lines(f"关于{case.short}", "约谈整改方案的", "审核意见"),
        "主送": said(values, "被约谈单位"),
        "方案名称": plan,
        "约谈日期": said_day(values, "约谈日期"),
        "报送日期": said_day(values, "报送日期"),
        "审核结论": _CONCLUSIONS.get(said(values, "审核结论"), BLANK).format(plan=plan),
        "审核意见": numbered(items(values, "审核意见")),
        "后续要求": numbered(items(values, "后续要求")),
        "联系人": said(values, "联系人"),
        "联系电话": said(values, "联系电话"),
    }


def _prefill(case: PaperCase, sender: Sender) -> dict[str, str]:
    follow = case.follow
    rhythm = follow.reporting or "按约谈要求定期"
    return {
        "发文机关": case.proposer,
        "约谈日期": iso(case.held_on),
        "报送日期": iso(case.plan_handed_on),
        "方案名称": f"{case.short}约谈整改方案",
        "审核结论": SENT_BACK if follow.returned_why else follow.conclusion,
        "审核意见": follow.returned_why,
        "后续要求": (
            f"{rhythm}书面报告整改工作进展情况\n"
            "整改任务完成后，向我单位书面提交整改报告\n"
            "整改方案和整改报告一并抄送市生态环境保护委员会办公室\n"
            "严防整改“一刀切”，坚决杜绝监测数据造假"
        ),
        "抄送": "市生态环境保护委员会办公室",
    }


def _check(case: PaperCase, values: Values, dates: Dates, days: Days) -> list[Remark]:
    remarks = []
    held, handed, dated = (dates.get(key) for key in ("约谈日期", "报送日期", "成文日期"))
    if held and case.held_on and held != case.held_on:
        recorded = written_date(case.held_on)
        remarks.append(Remark("约谈日期", f"与案件登记的约谈日期（{recorded}）不一致。"))
    if held and handed and handed < held:
        remarks.append(Remark("报送日期", "方案报送日期早于约谈日期。"))
    if handed and dated and dated < handed:
        remarks.append(Remark("成文日期", "成文日期早于方案报送日期。"))
    for field in ("审核意见", "后续要求"):
        remarks += blanket_remarks(field, values.get(field, ""))
    return remarks + blanket_remarks("审核意见", case.follow.plan_tasks, "所审方案：")


PLAN_REVIEW = PaperKind(
    name="整改方案审核意见",
    template="整改方案审核意见.docx",
    issuer=Issuer.PROPOSER,
    series=None,
    cite="第十七条",
    stage=Stage.RECTIFICATION,
    at=(StepKind.REVIEW,),
    levels=INTERVIEW_LEVELS,
    fields=(
        Field("发文机关", cite="第十七条", hint="约谈建议部门"),
        Field("文号", required=False, hint="由发文机关编号"),
        Field("被约谈单位"),
        Field("约谈日期", entry=Entry.DATE),
        Field("方案名称"),
        Field("报送日期", entry=Entry.DATE, cite="第十七条"),
        Field(
            "审核结论",
            entry=Entry.CHOICE,
            cite="第十七条",
            choices=tuple(_CONCLUSIONS),
        ),
        Field("审核意见", entry=Entry.LINES, cite="第十七条"),
        Field("后续要求", entry=Entry.LINES, cite="第十七条"),
        *CONTACT,
        *CLOSING,
    ),
    demanded=(*EVERY_PAPER, "审核结论", "审核意见", "后续要求", "成文日期", "主送"),
    context=_context,
    prefill=_prefill,
    dated_by=(StepKind.REVIEW,),
    check=_check,
    sample={"成文日期": "2026-12-15"},
)
