"""问题线索移送函（第十九条）: clues, the catalogue of evidence with hashes, and a receipt.

What may be a crime goes to the police by another rule (两法衔接), with the same pack.
"""

from __future__ import annotations

from yuetan_desktop.documents.context import Context, Issue, PaperCase, items, said
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
from yuetan_desktop.documents.remark import Dates, Days, Remark
from yuetan_desktop.documents.rowtext import row_text, rows
from yuetan_desktop.documents.wording import numbered, title_lines, written_date
from yuetan_desktop.domain.casework import StepKind

CLUES = ("线索", "涉及单位或人员", "初步事实", "涉嫌违反的规定")
CATALOGUE = ("材料名称", "类别", "份数", "校验值")
# What is handed over: to whom it goes is told by a word of the addressee, and by which rule.
DISCIPLINE, CRIME = "违纪违法问题线索", "涉嫌犯罪线索"
_POLICE = ("公安", "检察")
_BASIS = {
    DISCIPLINE: "《办法》第十九条规定",
    CRIME: "《行政执法机关移送涉嫌犯罪案件的规定》",
}
WORKDAYS = 7  # 第十九条：在约谈后7个工作日内移送市纪委监委、市委组织部


def late_transfer(dates: Dates, days: Days) -> list[Remark]:
    """More than seven working days after the interview."""
    held, dated = dates.get("约谈日期"), dates.get("成文日期")
    if held and dated and dated > (due := days.calendar.add_workdays(held, WORKDAYS)):
        latest = f"{written_date(due)}{days.calendar.guess(held, due)}"
        says = f"超过约谈后7个工作日（第十九条，最迟{latest}）。"
        return [Remark("成文日期", says, blocking=False)]
    return []


def _context(case: PaperCase, values: Values, issue: Issue) -> Context:
    catalogue = rows(said(values, "证据目录"), CATALOGUE)
    return {
        **later(case, values, issue),
        "标题": title_lines(f"关于移送{case.short}", "约谈涉及问题线索的函"),
        "问题线索": rows(said(values, "问题线索"), CLUES),
        "证据目录": [{**row, "校验值": grouped(row["校验值"])} for row in catalogue],
        "证据件数": str(len(catalogue)),
        "有关要求": numbered(items(values, "有关要求")),
        "移送依据": _BASIS[values.get("移送类别") or DISCIPLINE],
        "管理权限": values.get("管理权限", "").strip().rstrip("。"),
    }


def grouped(sha256: str) -> str:
    """A hash in groups of 16, so that a narrow column can break it."""
    if len(sha256) != 64:
        return sha256
    return " ".join(sha256[start : start + 16] for start in range(0, 64, 16))


def _prefill(case: PaperCase, sender: Sender) -> dict[str, str]:
    recipient = case.follow.recipient or "市纪委监委，市委组织部"
    return {
        "移送类别": CRIME if _to_police(recipient) else DISCIPLINE,
        "主送": recipient,
        "约谈日期": iso(case.held_on),
        "证据目录": row_text(
            (exhibit.name, exhibit.kind, "1份", exhibit.sha256) for exhibit in case.follow.exhibits
        ),
        "有关要求": ("请在收到后核对证据材料并退回回执\n处理结果请函告我办"),
        "抄送": case.proposer,
    }


def _check(case: PaperCase, values: Values, dates: Dates, days: Days) -> list[Remark]:
    remarks = held_as_recorded(case, dates) + in_order(dates, ("约谈日期", "成文日期"))
    if values.get("移送类别") != CRIME:
        remarks += late_transfer(dates, days)
    return [
        *remarks,
        *_other_addressee(values),
        *hashes_not_on_file(case, values, "证据目录", CATALOGUE),
    ]


def _to_police(recipient: str) -> bool:
    return any(word in recipient for word in _POLICE)


def _other_addressee(values: Values) -> list[Remark]:
    """第十九条 names discipline and organisation; crimes go to the police (两法衔接)."""
    kind, recipient = values.get("移送类别", ""), values.get("主送", "")
    if not recipient or kind not in _BASIS or (kind == CRIME) == _to_police(recipient):
        return []
    whom = "公安机关，同时抄送检察机关" if kind == CRIME else "市纪委监委、市委组织部（第十九条）"
    return [Remark("主送", f"{kind}应移送{whom}。")]


def hashes_not_on_file(
    case: PaperCase, values: Values, field: str, columns: tuple[str, ...]
) -> list[Remark]:
    """Lines of a list of files whose hash no kept file has, or that give none for a kept file."""
    on_file = {exhibit.sha256 for exhibit in case.follow.exhibits}
    by_name = {exhibit.name: exhibit.sha256 for exhibit in case.follow.exhibits}
    found = []
    for row in rows(values.get(field, ""), columns):
        value, name = row["校验值"].replace(" ", ""), row["材料名称"]
        if len(value) == 64 and on_file and value not in on_file:
            says = f"第{row['序号']}项校验值与存档的材料都不相同，请核对。"
            found.append(Remark(field, says, blocking=False))
        elif len(value) != 64 and value != "纸质" and name in by_name:
            says = f"“{name}”已存档，校验值应为{by_name[name]}；另附纸质的写“纸质”。"
            found.append(Remark(field, says))
    return found


TRANSFER = PaperKind(
    name="问题线索移送函",
    template="问题线索移送函.docx",
    issuer=Issuer.COMMITTEE_OFFICE,
    series="函",
    cite="第十九条",
    stage=Stage.AFTERMATH,
    at=(StepKind.MINUTES, StepKind.PLAN),
    after=(StepKind.INTERVIEW,),
    levels=INTERVIEW_LEVELS,
    fields=(
        Field("移送类别", entry=Entry.CHOICE, choices=(DISCIPLINE, CRIME)),
        Field("主送", cite="第十九条", hint="市纪委监委、市委组织部；涉嫌犯罪的为公安机关"),
        Field("被约谈单位"),
        Field("约谈日期", entry=Entry.DATE),
        Field(
            "问题线索", entry=Entry.LINES, cite="第十九条", hint="每行一项，以｜分隔", columns=CLUES
        ),
        Field("管理权限", required=False, hint="涉及人员的干部管理权限"),
        Field(
            "证据目录",
            entry=Entry.LINES,
            cite="第十九条",
            hint="每行一件，以｜分隔；校验值为 SHA-256，纸质材料填“纸质”",
            columns=CATALOGUE,
        ),
        Field("有关要求", entry=Entry.LINES),
        *CONTACT,
        *CLOSING,
    ),
    demanded=(*EVERY_LATER_PAPER, "文号", "主送", "问题线索", "证据目录", "证据件数"),
    context=_context,
    prefill=_prefill,
    dated_by=(StepKind.TRANSFER,),
    check=_check,
    sample={
        "移送类别": DISCIPLINE,
        "主送": "市纪委监委，市委组织部",
        "问题线索": row_text(
            [
                (
                    "巡查记录不实",
                    "示例县示例镇有关人员",
                    "6处巡查日期前后不一",
                    "《环境保护法》第六十八条",
                )
            ]
        ),
        "管理权限": "涉及人员为县管干部",
        "证据目录": row_text(
            [
                ("约谈纪要（资环委办纪〔2026〕1号）", "文书", "1份", "0123456789abcdef" * 4),
                ("空气上半年.xlsx", "原始数据", "1份", "fedcba9876543210" * 4),
                ("现场照片", "照片", "12张", "纸质"),
            ]
        ),
        "有关要求": "请核对证据材料并退回回执",
        "成文日期": "2026-12-03",
    },
)
