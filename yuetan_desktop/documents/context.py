"""What a paper says, from a case and the form's values to plain text: what kinds share.

The context of a paper is a dict with Chinese keys, dates written out, no objects with behaviour;
it is stored with the paper, so that the paper can be made again and audited.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from yuetan_desktop.documents.course import Course
from yuetan_desktop.documents.followup import FollowUp
from yuetan_desktop.documents.units import JointUnit, UnitMatters
from yuetan_desktop.documents.wording import (
    cited,
    closed,
    full_stop,
    lines,
    numbered,
    ordinal,
    written_date,
    written_moment,
    written_weekday,
)
from yuetan_desktop.domain.casework import StepKind
from yuetan_desktop.domain.family import Family
from yuetan_desktop.domain.papers.writtentime import read_day, read_moment

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
    others: tuple[str, ...] = ()  # what the readings not in force make of it, for who decides
    sources: tuple[SourceLine, ...] = ()
    family: Family | None = None  # as the regulation's file has it


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
    copies_office: bool = False  # 第十五条 taken literally: minutes go to the office itself (R20)
    simulated: bool = False  # a replay of a time before the regulation
    peers: tuple[UnitMatters, ...] = ()  # other open cases of this level and month
    together: tuple[JointUnit, ...] = ()  # all units of a 集体约谈, this case's own among them
    course: Course = field(default_factory=Course)  # what came before the interview
    follow: FollowUp = field(default_factory=FollowUp)  # what came after the interview

    @property
    def units(self) -> str:
        """Who is interviewed: the unit, or all of a 集体约谈."""
        return "、".join(one.unit for one in self.together) or self.unit

    @property
    def proposers(self) -> tuple[str, ...]:
        """The departments that proposed the interview, each once."""
        named = [one.proposer for one in self.together] or [self.proposer]
        return tuple(dict.fromkeys(filter(None, named)))

    @property
    def recorded(self) -> tuple[tuple[str, Mapping[StepKind, date]], ...]:
        """The days of the steps, of each case that the paper speaks of; a case is named where
        there are several."""
        alone = ("", dict(self.course.days))
        return tuple((one.number, dict(one.days)) for one in self.together) or (alone,)

    @property
    def met(self) -> tuple[Matter, ...]:
        """The met items, of all units interviewed together."""
        return tuple(m for one in self.together for m in one.matters) or self.matters

    @property
    def interview_of(self) -> tuple[str, str]:
        """How titles say it: 约谈 and the unit, 集体约谈 and the first of several."""
        if not self.together:
            return "约谈", self.short
        return "集体约谈", f"{self.together[0].unit}等{len(self.together)}个单位"


@dataclass(frozen=True, slots=True)
class Issue:
    """Under which name, number and mark a paper goes out."""

    issuer: str
    number: str
    mark: str = ""


BLANK = "【待填写】"


def interview(values: Mapping[str, str]) -> Context:
    """Who is interviewed by whom, why, when and where."""
    return {
        "约谈人": said(values, "约谈人"),
        "被约谈人": said(values, "被约谈人"),
        "约谈事由": "".join(full_stop(line) for line in items(values, "约谈事由")),
        "约谈时间": said_moment(values, "约谈时间"),
        "约谈地点": said(values, "约谈地点").rstrip("。"),
    }


def common(case: PaperCase, values: Mapping[str, str], issue: Issue) -> Context:
    """What every paper says: its head, the case, its basis with the numbers, 版记 and date."""
    dated = said_day(values, "成文日期")
    sources = _sources(case)
    return {
        "稿本标记": issue.mark,
        "发文机关": issue.issuer,
        "文号": issue.number,
        "案件编号": case.number,
        "被约谈单位": said(values, "被约谈单位"),
        "依据名称": case.regulation,
        "依据文号": case.regulation_number,
        "条款合称": cited(matter.cite for matter in case.matters),
        "触发事项": _in_full(case.matters),
        "一并通报": [
            {"序号": f"{n}. " if len(case.also) > 1 else "", "内容": _in_brief(matter)}
            for n, matter in enumerate(case.also, start=1)
        ],
        "数据来源": sources,
        "来源说明": "注：来源为“文件名 › 工作表!单元格”，原始文件由办案单位存档备查。",
        "抄送": values.get("抄送", "").rstrip("。"),
        "印发机关": issue.issuer,
        "印发日期": dated,
        "成文日期": dated,
    }


# Names of files and cells are found again by their blanks too.
_AS_NAMED = ("来源", "材料名称", "佐证材料", "证明材料")


def set_closed(said: Any) -> Any:
    """A context with the blanks taken out that its words were typed or published with."""
    if isinstance(said, str):
        return closed(said)
    if isinstance(said, Mapping):
        return {k: one if k in _AS_NAMED else set_closed(one) for k, one in said.items()}
    return [set_closed(one) for one in said] if isinstance(said, list | tuple) else said


def _in_full(matters: Sequence[Matter]) -> list[dict[str, Any]]:
    """Article, wording, facts and readings of each; one alone needs no number."""
    return [
        {
            "序号": f"（{ordinal(n)}）" if len(matters) > 1 else "",
            "条款": matter.cite,
            "原文": matter.text.rstrip("；;。，"),
            "事实": [full_stop(fact) for fact in matter.facts],
            "口径": [full_stop(reading) for reading in matter.readings],
            "其他口径": [full_stop(other) for other in matter.others],
        }
        for n, matter in enumerate(matters, start=1)
    ]


def _in_brief(matter: Matter) -> str:
    facts = "；".join(fact.rstrip("。") for fact in matter.facts)
    return full_stop(f"{matter.cite}：{facts}" if facts else matter.cite)


def in_brief(case: PaperCase) -> list[dict[str, str]]:
    """The met items, each in a paragraph: article and facts. How the article was read was told by
    the notice; a reminder or the county's own report does not tell it again."""
    return numbered([_in_brief(matter) for matter in case.matters])


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
def said(values: Mapping[str, str], key: str) -> str:
    """The field as typed."""
    return values.get(key, "").strip() or BLANK


def items(values: Mapping[str, str], key: str) -> list[str]:
    """The lines of the field."""
    return lines(values.get(key, "")) or [BLANK]


def said_day(values: Mapping[str, str], key: str) -> str:
    """The date of the field, written out; one that cannot be read is still to be filled in."""
    try:
        return written_date(read_day(values.get(key, "")))
    except ValueError:
        return BLANK


def said_moment(values: Mapping[str, str], key: str) -> str:
    """Date and time of the field, written out; likewise. Of a day alone the hour is a blank."""
    try:
        day, hour = read_moment(values.get(key, ""))
    except ValueError:
        return BLANK
    if hour is None:
        return f"{written_weekday(day)}{BLANK}"
    return written_moment(datetime.combine(day, hour))
