"""通报（第五条）: one unit or several, each with what it met, in one table."""

from __future__ import annotations

from dataclasses import replace

from yuetan_desktop.documents import units
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
    Entry,
    Field,
    Issuer,
    PaperKind,
    Stage,
    Values,
)
from yuetan_desktop.documents.kinds.warning import check_reply
from yuetan_desktop.documents.prefill import Sender, iso
from yuetan_desktop.documents.remark import Dates, Days, Remark
from yuetan_desktop.documents.units import UnitMatters
from yuetan_desktop.documents.wording import enumeration, lines, numbered, title_lines
from yuetan_desktop.domain.casework import StepKind


def _context(case: PaperCase, values: Values, issue: Issue) -> Context:
    named = _named(case, values)
    # Whose a line is has to be told only where there are several.
    label = units.labelled if len(named) > 1 else lambda _unit, matters: tuple(matters)
    matters = tuple(m for one in named for m in label(one.unit, one.matters))
    also = tuple(m for one in named for m in label(one.unit, one.also))
    count = f"等{len(named)}个单位" if len(named) > 1 else ""
    return {
        **common(replace(case, matters=matters, also=also), values, issue),
        "标题": title_lines(issue.issuer, "关于", f"{named[0].unit}{count}", "生态环境问题的通报"),
        "主送": said(values, "主送").rstrip("：:"),
        "数据期": case.period,
        "通报单位": enumeration([one.unit for one in named]),
        "条款合称": units.cites(named),
        **units.of_units(named),
        "工作要求": numbered(items(values, "工作要求")),
        "回复期限": said_day(values, "回复期限") if values.get("回复期限") else "",
        "联系人": said(values, "联系人"),
        "联系电话": said(values, "联系电话"),
    }


def _known(case: PaperCase) -> dict[str, UnitMatters]:
    own = UnitMatters(case.unit, case.matters, case.also)
    return {unit.unit: unit for unit in (own, *case.peers)}


def _named(case: PaperCase, values: Values) -> list[UnitMatters]:
    """The units of the form that have a case; this case's own while none is named."""
    known = _known(case)
    named = [known[name] for name in lines(values.get("通报单位", "")) if name in known]
    return named or [known[case.unit]]


def _prefill(case: PaperCase, sender: Sender) -> dict[str, str]:
    return {
        "通报单位": "\n".join(_known(case)),
        "主送": "各县（区）人民政府，高新区、临空经济区管委会，市级有关部门",
        "工作要求": (
            "被通报单位应查明原因，明确责任单位和责任人，限期整改\n"
            "整改应精准科学，严防“一刀切”，坚决杜绝监测数据造假\n"
            "其他单位应引以为戒，举一反三，加强生态环境问题排查整治"
        ),
        "回复期限": iso(case.course.reply_by),
        "成文日期": iso(case.course.issued_on or sender.today),
    }


def _check(case: PaperCase, values: Values, dates: Dates, days: Days) -> list[Remark]:
    known = _known(case)
    named = lines(values.get("通报单位", ""))
    strange = [name for name in named if name not in known]
    remarks = []
    if strange:
        remarks.append(
            Remark(
                "通报单位",
                f"{'、'.join(strange)}在本数据期没有通报案件，不能列入；"
                f"可列入的单位：{'、'.join(known)}。",
            )
        )
    if named and case.unit not in named:
        remarks.append(Remark("通报单位", f"缺本案单位{case.unit}。"))
    return remarks + check_reply(case, values, dates, days)


CIRCULAR = PaperKind(
    name="通报",
    template="通报.docx",
    issuer=Issuer.COMMITTEE_OFFICE,
    series="",
    cite="第五条",
    stage=Stage.WARNING,
    at=(StepKind.PROPOSAL, StepKind.APPROVAL, StepKind.ISSUE),
    levels=(2,),
    fields=(
        Field("通报单位", entry=Entry.LINES, hint="每行一个单位；同一数据期的通报可以合并印发"),
        Field("主送"),
        Field("工作要求", entry=Entry.LINES),
        Field("回复期限", required=False, entry=Entry.DATE, hint="要求书面回复时填写"),
        *CONTACT,
        *CLOSING,
    ),
    demanded=(
        *("稿本标记", "发文机关", "文号", "数据来源", "条款合称"),
        *("主送", "触发情况", "条款原文", "工作要求", "成文日期"),
    ),
    context=_context,
    prefill=_prefill,
    check=_check,
    sample={
        "通报单位": "示例县人民政府",
        "工作要求": "查明原因\n明确责任单位和责任人\n限期整改",
        "回复期限": "2026-11-30",
    },
)
