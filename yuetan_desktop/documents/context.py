"""What a paper says: one function per kind, from a case and the form's values to plain text.

The result is a dict with Chinese keys, dates written out, no objects with behaviour; it is stored
with the paper, so that the paper can be made again and audited.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from yuetan_desktop.documents.wording import (
    enumeration,
    full_stop,
    lines,
    numbered,
    ordinal,
    title_lines,
    written_date,
    written_moment,
)

Context = dict[str, Any]


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One number and where it stands."""

    label: str
    value: str
    source: str


@dataclass(frozen=True, slots=True)
class Matter:
    """One met item of the regulation, as the frozen basis of a case gives it."""

    cite: str
    text: str
    facts: tuple[str, ...]
    readings: tuple[str, ...] = ()
    sources: tuple[SourceLine, ...] = ()


@dataclass(frozen=True, slots=True)
class PaperCase:
    """What papers need to know of a case."""

    number: str
    unit: str  # as papers address it
    short: str  # as titles name it
    level: int
    actor: str  # 约谈人 by level
    interviewee: str  # 分管负责人 or 主要负责人
    regulation: str
    regulation_number: str
    period: str
    matters: tuple[Matter, ...]
    also: tuple[Matter, ...] = ()  # lower items, 一并通报
    proposer: str = ""
    # From the steps of the case; None while not recorded.
    approved_on: date | None = None
    planned_on: date | None = None
    held_on: date | None = None
    venue: str = ""
    plan_handed_on: date | None = None
    simulated: bool = False  # a replay of a time before the regulation


@dataclass(frozen=True, slots=True)
class Issue:
    """Under which name, number and mark a paper goes out."""

    issuer: str
    number: str
    mark: str = ""


BLANK = "【待填写】"


def notice(case: PaperCase, values: Mapping[str, str], issue: Issue) -> Context:
    return {
        **_common(case, values, issue),
        **_interview(values),
        "标题": title_lines(issue.issuer, "关于约谈", f"{case.short}的通知"),
        "主送": _said(values, "主送").rstrip("：:"),
        "约谈要求": numbered(_items(values, "约谈要求")),
        "参加人员": _said(values, "参加人员").rstrip("。"),
        "联系人": _said(values, "联系人"),
        "联系电话": _said(values, "联系电话"),
    }


def minutes(case: PaperCase, values: Mapping[str, str], issue: Issue) -> Context:
    return {
        **_common(case, values, issue),
        **_interview(values),
        "纪要名称": f"{issue.issuer}约谈纪要",
        "标题": title_lines("关于约谈", f"{case.short}的纪要"),
        "通报情况": [full_stop(line) for line in _items(values, "通报情况")],
        "表态情况": [full_stop(line) for line in _items(values, "表态情况")],
        "整改要求": numbered(_items(values, "整改要求")),
        "出席": full_stop(_said(values, "出席")),
        "请假": full_stop(values["请假"]) if values.get("请假") else "",
        "列席": full_stop(values["列席"]) if values.get("列席") else "",
    }


_CONCLUSIONS = {
    "同意实施": "同意《{plan}》，请认真组织实施。",
    "修改完善后实施": "原则同意《{plan}》，请按以下意见修改完善后实施。",
    "退回重新制定": "《{plan}》不符合约谈要求，予以退回，请按以下意见重新制定后报送。",
}


def plan_review(case: PaperCase, values: Mapping[str, str], issue: Issue) -> Context:
    plan = _said(values, "方案名称").strip("《》")
    return {
        **_common(case, values, issue),
        "标题": title_lines(f"关于{case.short}", "约谈整改方案的", "审核意见"),
        "主送": _said(values, "被约谈单位"),
        "方案名称": plan,
        "约谈日期": _day(values, "约谈日期"),
        "报送日期": _day(values, "报送日期"),
        "审核结论": _CONCLUSIONS.get(_said(values, "审核结论"), BLANK).format(plan=plan),
        "审核意见": numbered(_items(values, "审核意见")),
        "后续要求": numbered(_items(values, "后续要求")),
        "联系人": _said(values, "联系人"),
        "联系电话": _said(values, "联系电话"),
    }


def _interview(values: Mapping[str, str]) -> Context:
    return {
        "约谈人": _said(values, "约谈人"),
        "被约谈人": _said(values, "被约谈人"),
        "约谈事由": "".join(full_stop(line) for line in _items(values, "约谈事由")),
        "约谈时间": _moment(values, "约谈时间"),
        "约谈地点": _said(values, "约谈地点").rstrip("。"),
    }


CONTEXTS: dict[str, Callable[[PaperCase, Mapping[str, str], Issue], Context]] = {
    "约谈通知": notice,
    "约谈纪要": minutes,
    "整改方案审核意见": plan_review,
}


def day(text: str) -> date:
    return date.fromisoformat(text.strip())


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text.strip())


def _common(case: PaperCase, values: Mapping[str, str], issue: Issue) -> Context:
    dated = _day(values, "成文日期")
    sources = _sources(case)
    return {
        "稿本标记": issue.mark,
        "发文机关": issue.issuer,
        "文号": issue.number,
        "案件编号": case.number,
        "被约谈单位": _said(values, "被约谈单位"),
        "依据名称": case.regulation,
        "依据文号": case.regulation_number,
        "条款合称": enumeration(list(dict.fromkeys(matter.cite for matter in case.matters))),
        "触发事项": [_matter(n, matter) for n, matter in enumerate(case.matters, start=1)],
        "一并通报": [
            {"序号": f"{n}. ", "内容": _in_brief(matter)}
            for n, matter in enumerate(case.also, start=1)
        ],
        "数据来源": sources,
        "来源说明": "注：来源为“文件名 › 工作表!单元格”，原始文件由办案单位存档备查。",
        "抄送": values.get("抄送", "").rstrip("。"),
        "印发机关": issue.issuer,
        "印发日期": dated,
        "成文日期": dated,
    }


def _matter(n: int, matter: Matter) -> dict[str, Any]:
    return {
        "序号": f"（{ordinal(n)}）",
        "条款": matter.cite,
        "原文": matter.text.rstrip("；;。，"),
        "事实": [full_stop(fact) for fact in matter.facts],
        "口径": [full_stop(reading) for reading in matter.readings],
    }


def _in_brief(matter: Matter) -> str:
    facts = "；".join(fact.rstrip("。") for fact in matter.facts)
    return full_stop(f"{matter.cite}：{facts}" if facts else matter.cite)


def _sources(case: PaperCase) -> list[dict[str, str]]:
    """Every number of every item once, in the order of the text."""
    lines = dict.fromkeys(
        (matter.cite, line) for matter in (*case.matters, *case.also) for line in matter.sources
    )
    return [
        {
            "序号": str(n),
            "条款": cite,
            "指标": line.label,
            "数值": line.value,
            "来源": line.source,
        }
        for n, (cite, line) in enumerate(lines, start=1)
    ]


# -- values of the form; one that is missing shows as a blank, for previews only -----------------
def _said(values: Mapping[str, str], key: str) -> str:
    return values.get(key, "").strip() or BLANK


def _items(values: Mapping[str, str], key: str) -> list[str]:
    return lines(values.get(key, "")) or [BLANK]


def _day(values: Mapping[str, str], key: str) -> str:
    text = _said(values, key)
    return BLANK if text == BLANK else written_date(day(text))


def _moment(values: Mapping[str, str], key: str) -> str:
    text = _said(values, key)
    return BLANK if text == BLANK else written_moment(moment(text))
