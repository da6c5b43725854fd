"""预警提示函（第四条）: what was met, what is asked for, by when an answer is wanted."""

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
    CLOSING,
    CONTACT,
    EVERY_PAPER,
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
        **common(case, values, issue),
        "标题": title_lines(f"关于对{case.short}", "进行预警提示的函"),
        "主送": said(values, "主送").rstrip("：:"),
        "数据期": case.period,
        "工作要求": numbered(items(values, "工作要求")),
        "回复期限": said_day(values, "回复期限") if values.get("回复期限") else "",
        "联系人": said(values, "联系人"),
        "联系电话": said(values, "联系电话"),
    }


def _prefill(case: PaperCase, sender: Sender) -> dict[str, str]:
    return {
        "主送": case.unit,
        "工作要求": (
            "针对上述情形查明原因，明确责任单位和责任人\n"
            "采取精准科学的改善措施，严防“一刀切”，坚决杜绝监测数据造假\n"
            "加强研判调度，防止情形持续或加重"
        ),
        "回复期限": iso(case.course.reply_by),
        "成文日期": iso(case.course.issued_on or sender.today),
    }


def check_reply(case: PaperCase, values: Values, dates: Dates, days: Days) -> list[Remark]:
    """第四条、第五条 set no limit to the answer; one that is set must leave time for it."""
    dated, reply = dates.get("成文日期"), dates.get("回复期限")
    remarks = []
    if dated and reply and reply <= dated:
        remarks.append(Remark("回复期限", "回复期限应晚于成文日期。"))
    remarks += set_on_workday("回复期限", reply, days)
    if dated and dated < days.today:
        remarks.append(Remark("成文日期", "成文日期早于今天。", blocking=False))
    return remarks


WARNING = PaperKind(
    name="预警提示函",
    template="预警提示函.docx",
    issuer=Issuer.COMMITTEE_OFFICE,
    series="函",
    cite="第四条",
    stage=Stage.WARNING,
    at=(StepKind.PROPOSAL, StepKind.APPROVAL, StepKind.ISSUE),
    levels=(1,),
    fields=(
        Field("主送", hint="被提示的单位"),
        Field("工作要求", entry=Entry.LINES),
        Field("回复期限", required=False, entry=Entry.DATE, hint="要求书面回复时填写"),
        *CONTACT,
        *CLOSING,
    ),
    demanded=(*EVERY_PAPER, "主送", "工作要求", "成文日期"),
    context=_context,
    prefill=_prefill,
    check=check_reply,
    sample={"工作要求": "查明原因\n采取措施", "回复期限": "2026-11-30"},
)
