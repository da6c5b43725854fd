"""调查情况报告（第十九条）: the problems an interview brought up, sorted with the proposer."""

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
from yuetan_desktop.documents.kinds.aftermath import held_as_recorded, in_order
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
from yuetan_desktop.documents.kinds.transfer import late_transfer
from yuetan_desktop.documents.prefill import Sender, iso, parties
from yuetan_desktop.documents.remark import Dates, Days, Remark
from yuetan_desktop.documents.wording import numbered, title_lines
from yuetan_desktop.domain.casework import StepKind

FOUND, NOTHING = "存在违法、违纪、违规情形", "未发现违法、违纪、违规情形"
_CONCLUSIONS = {
    FOUND: "经调查，存在违法、违纪、违规情形，建议在约谈后7个工作日内按照相关规定移送。",
    NOTHING: "经调查，未发现违法、违纪、违规情形，不需移送。",
}


def _context(case: PaperCase, values: Values, issue: Issue) -> Context:
    chosen = said(values, "调查结论")
    conclusion = _CONCLUSIONS.get(chosen, chosen)
    # Why nothing is handed over may be no more than the conclusion itself; it is said once.
    advice = [one for one in items(values, "处理建议") if one.rstrip("。；") not in conclusion]
    return {
        **common(case, values, issue),
        "标题": title_lines(f"关于约谈{case.short}", "有关问题", "调查情况的报告"),
        "签发人": values.get("签发人", ""),
        "主送": said(values, "主送").rstrip("：:"),
        "会商部门": said(values, "会商部门"),
        "约谈日期": said_day(values, "约谈日期"),
        "约谈人": said(values, "约谈人"),
        "被约谈人": said(values, "被约谈人"),
        "调查情况": numbered(items(values, "调查情况")),
        "责任情况": numbered(items(values, "责任情况")),
        "调查结论": conclusion,
        "处理建议": numbered(advice),
        "联系人": said(values, "联系人"),
        "联系电话": said(values, "联系电话"),
    }


def _prefill(case: PaperCase, sender: Sender) -> dict[str, str]:
    named, follow = parties(case), case.follow
    return {
        "约谈人": named["约谈人"],
        "被约谈人": named["被约谈人"],
        "会商部门": case.proposer,
        "约谈日期": iso(case.held_on),
        "主送": "市政府",
        "责任情况": f"首要原因：{case.course.cause}" if case.course.cause else "",
        "调查结论": FOUND if follow.recipient else NOTHING if follow.no_transfer_why else "",
        "处理建议": "\n".join(
            filter(None, (case.course.handling, *case.course.measures, follow.no_transfer_why))
        ),
    }


def _check(case: PaperCase, values: Values, dates: Dates, days: Days) -> list[Remark]:
    return [
        *held_as_recorded(case, dates),
        *in_order(dates, ("约谈日期", "成文日期")),
        *late_transfer(dates, days),
    ]


INVESTIGATION = PaperKind(
    name="调查情况报告",
    template="调查情况报告.docx",
    issuer=Issuer.COMMITTEE_OFFICE,
    series="",
    cite="第十九条",
    stage=Stage.AFTERMATH,
    at=(StepKind.MINUTES, StepKind.PLAN),
    after=(StepKind.INTERVIEW,),
    levels=INTERVIEW_LEVELS,
    fields=(
        Field("签发人", required=False),
        Field("主送"),
        Field("被约谈单位"),
        Field("会商部门", cite="第十九条", hint="约谈建议部门"),
        Field("约谈日期", entry=Entry.DATE),
        Field("约谈人"),
        Field("被约谈人"),
        Field("调查情况", entry=Entry.LINES, cite="第十九条"),
        Field("责任情况", entry=Entry.LINES),
        Field("调查结论", entry=Entry.CHOICE, cite="第十九条", choices=(FOUND, NOTHING)),
        Field("处理建议", entry=Entry.LINES),
        *CONTACT,
        *CLOSING,
    ),
    demanded=(
        *EVERY_PAPER,
        *("签发人", "主送", "会商部门", "调查情况", "责任情况", "调查结论", "处理建议", "成文日期"),
    ),
    context=_context,
    prefill=_prefill,
    check=_check,
    sample={
        "签发人": "某某某",
        "主送": "市政府",
        "会商部门": "示例市生态环境局",
        "调查情况": "调阅巡查记录120份，走访工地12处\n约谈涉及的2个乡镇巡查记录有6处日期前后不一",
        "责任情况": "县住房城乡建设局对扬尘管控督促不力",
        "调查结论": FOUND,
        "处理建议": "将巡查记录不实的问题线索移送市纪委监委\n责成县人民政府限期整改",
        "成文日期": "2026-12-02",
    },
)
