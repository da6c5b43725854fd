"""公开信息稿（第二十条）: what a public interview tells the public, and nothing of a person."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from yuetan_desktop.documents.context import (
    Context,
    Issue,
    PaperCase,
    common,
    in_brief,
    items,
    said,
    said_day,
)
from yuetan_desktop.documents.kinds.aftermath import EVERY_LATER_PAPER, held_as_recorded, in_order
from yuetan_desktop.documents.kinds.base import (
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
from yuetan_desktop.documents.wording import full_stop, title_lines
from yuetan_desktop.domain.casework import StepKind
from yuetan_desktop.domain.papers.redaction import Private, private_in, redacted, secrecy_mark

INTERNAL, PUBLIC = "内部约谈", "公开约谈"
OPEN, SECRET = "不涉及国家秘密", "涉及国家秘密"
_PUBLISHED = ("信息标题", "约谈情况", "整改要求", "表态情况")


def _context(case: PaperCase, values: Values, issue: Issue) -> Context:
    """Redacted whatever form, case or template hold: a preview may be printed too."""
    names = case.follow.private_names
    full = _in_full(case, values, issue)
    # Before it is cut into lines, of which none holds a whole name.
    title = title_lines(redacted(said(values, "信息标题"), names))
    return {key: _for_the_public(value, names) for key, value in full.items()} | {"标题": title}


def _in_full(case: PaperCase, values: Values, issue: Issue) -> Context:
    """What would be printed if nothing had to be taken out."""
    return {
        **common(case, values, issue),
        "标题": said(values, "信息标题"),
        "事项简述": in_brief(case),
        "约谈日期": said_day(values, "约谈日期"),
        "约谈人": said(values, "约谈人"),
        "被约谈人": said(values, "被约谈人"),
        "约谈情况": [full_stop(line) for line in items(values, "约谈情况")],
        "整改要求": [full_stop(line) for line in items(values, "整改要求")],
        "表态情况": [full_stop(line) for line in items(values, "表态情况")],
    }


# Nothing of the head, the numbers' sources or the copies is printed.
_PRINTED = ("标题", "条款合称", "事项简述", "约谈人", "被约谈人", *_PUBLISHED[1:], "发文机关")


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        yield from (text for one in value for text in _texts(one))
    elif isinstance(value, dict):
        yield from (text for one in value.values() for text in _texts(one))


def _taken_out(case: PaperCase, values: Values) -> list[Private]:
    """What is taken out on the way from the minutes and the form to the public, each once."""
    full = _in_full(case, values, Issue("", ""))
    minutes = (case.follow.told, case.follow.pledged, *case.follow.requirements)
    texts = [*minutes, *(text for key in _PRINTED for text in _texts(full[key]))]
    found = (one for text in texts for one in private_in(text, case.follow.private_names))
    return list(dict.fromkeys(found))


def _review(case: PaperCase, values: Values) -> Remark:
    """What was taken out, as a list, and that a person has to read the whole text again."""
    found = _taken_out(case, values)
    listed = "、".join(f"{one.kind}“{one.words}”" for one in found)
    says = f"隐去{len(found)}处：{listed}" if found else "没有需要隐去的号码和姓名"
    return Remark("", f"{says}。程序只认得登记的姓名和有固定写法的信息，请人工复核全文。",
                  blocking=False)  # fmt: skip


def _for_the_public(value: Any, names: tuple[str, ...]) -> Any:
    if isinstance(value, str):
        return redacted(value, names)
    if isinstance(value, list):
        return [_for_the_public(one, names) for one in value]
    if isinstance(value, dict):
        return {key: _for_the_public(one, names) for key, one in value.items()}
    return value


def _prefill(case: PaperCase, sender: Sender) -> dict[str, str]:
    names = case.follow.private_names
    return {
        "信息标题": f"{case.short}被约谈",
        "约谈形式": case.course.form or (PUBLIC if case.follow.is_public else ""),
        "涉密审查": SECRET if case.follow.is_secret else "",  # that there is none, a person says
        "约谈日期": iso(case.held_on),
        "约谈人": case.actor,
        "被约谈人": f"{case.unit}{case.interviewee}",
        "约谈情况": redacted(case.follow.told, names),
        "整改要求": redacted("\n".join(case.follow.requirements), names),
        "表态情况": redacted(case.follow.pledged, names),
    }


def _check(case: PaperCase, values: Values, dates: Dates, days: Days) -> list[Remark]:
    remarks = held_as_recorded(case, dates) + in_order(dates, ("约谈日期", "成文日期"))
    if values.get("涉密审查") == SECRET or (values.get("涉密审查") and case.follow.is_secret):
        remarks.append(Remark("涉密审查", "涉及国家秘密的约谈不得对外公布（第二十条）。"))
    form, recorded = values.get("约谈形式", "").strip(), case.course.form
    if form and recorded and form != recorded:
        remarks.append(Remark("约谈形式", f"与案件登记的约谈形式（{recorded}）不一致。"))
    if form == INTERNAL:
        remarks.append(Remark("约谈形式", "内部约谈不对外公布信息（第二十条）。"))
    remarks += _secret_facts(case)
    for field in _PUBLISHED:
        remarks += _private_remarks(field, values.get(field, ""), case.follow.private_names)
    return [*remarks, _review(case, values)]


def _secret_facts(case: PaperCase) -> Iterator[Remark]:
    """第二十条: a mark of secrecy on what the case itself says."""
    for fact in (fact for matter in case.matters for fact in matter.facts):
        if mark := secrecy_mark(fact):
            says = f"触发事项“{fact}”带有“{mark}”标志，不得对外公布（第二十条）。"
            yield Remark("涉密审查", says)


def _private_remarks(field: str, text: str, names: tuple[str, ...]) -> list[Remark]:
    found = []
    if mark := secrecy_mark(text):
        found.append(Remark(field, f"{field}带有“{mark}”标志，不得对外公布（第二十条）。"))
    private = private_in(text, names)
    if private:
        words = "、".join(f"{one.kind}“{one.words}”" for one in private)
        says = f"{field}有不宜公开的{words}，可改为隐去后的文字。"
        found.append(Remark(field, says, offer=redacted(text, names)))
    return found


PUBLIC_STATEMENT = PaperKind(
    name="公开信息稿",
    template="公开信息稿.docx",
    issuer=Issuer.COMMITTEE_OFFICE,
    series=None,
    cite="第二十条",
    stage=Stage.AFTERMATH,
    at=(StepKind.MINUTES, StepKind.PLAN),
    after=(StepKind.INTERVIEW,),
    levels=INTERVIEW_LEVELS,
    fields=(
        Field("约谈形式", entry=Entry.CHOICE, cite="第二十条", choices=(PUBLIC, INTERNAL)),
        Field("涉密审查", entry=Entry.CHOICE, cite="第二十条", choices=(OPEN, SECRET)),
        Field("审查人", cite="第二十条", hint="保密审查责任人，不对外公布"),
        Field("信息标题"),
        Field("被约谈单位"),
        Field("约谈日期", entry=Entry.DATE),
        Field("约谈人"),
        Field("被约谈人"),
        Field("约谈情况", entry=Entry.LINES),
        Field("整改要求", entry=Entry.LINES),
        Field("表态情况", entry=Entry.LINES),
        Field("成文日期", entry=Entry.DATE, hint="发布日期"),
    ),
    demanded=(*EVERY_LATER_PAPER, "约谈日期", "约谈人", "被约谈人", "约谈情况", "整改要求"),
    context=_context,
    prefill=_prefill,
    check=_check,
    sample={
        "约谈形式": PUBLIC,
        "涉密审查": OPEN,
        "审查人": "某某",
        "信息标题": "示例县人民政府因环境质量改善不力被约谈",
        "约谈情况": "约谈指出，示例县今年以来工地扬尘管控不到位，秸秆焚烧反复",
        "整改要求": "约谈要求，示例县在15个工作日内制定整改方案，精准科学整改，严防“一刀切”",
        "表态情况": "示例县表示，诚恳接受约谈，坚决落实整改要求",
        "成文日期": "2026-11-27",
    },
)
