"""约谈会议签到表: one part for each category of those who are there (第十三条、第二十条)."""

from __future__ import annotations

import re
from itertools import groupby

from yuetan_desktop.documents.context import (
    Context,
    Issue,
    PaperCase,
    said,
    said_moment,
)
from yuetan_desktop.documents.jointly import common_of_all
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
from yuetan_desktop.documents.remark import NO_PRESS_INSIDE, Dates, Days, Remark
from yuetan_desktop.documents.rowtext import row_text, rows
from yuetan_desktop.documents.wording import ordinal, title_lines
from yuetan_desktop.domain.cases.participants import Category, Participant, names_press
from yuetan_desktop.domain.cases.stepform import INTERNAL
from yuetan_desktop.domain.casework import StepKind

CATEGORIES = tuple(category.value for category in Category)
_COLUMNS = ("类别", "单位", "姓名", "职务")
# Lines left for those whom nobody announced, in each category.
_SPARE = {Category.PARTY.value: 2, Category.OBSERVER.value: 2}
# With the heads of the parts, under a title of two lines; more where no name takes two lines.
_LINES_OF_A_PAGE, _LINES_TO_SPARE = 15, 2


def _context(case: PaperCase, values: Values, issue: Issue) -> Context:
    verb, unit = case.interview_of
    return {
        **common_of_all(case, values, issue),
        "标题": title_lines(f"{verb}{unit}", "会议签到表"),
        "约谈时间": said_moment(values, "约谈时间"),
        "约谈地点": said(values, "约谈地点").rstrip("。"),
        "签到栏": _parts(values),
    }


def _parts(values: Values) -> list[dict[str, object]]:
    """A part for each category, in the order of the regulation, with its lines."""
    listed = sorted(rows(values.get("签到人员", ""), _COLUMNS), key=_rank)
    parts: list[dict[str, object]] = []
    spare = _spare(listed)
    for n, (category, group) in enumerate(groupby(listed, key=lambda r: r["类别"]), start=1):
        people = [{key: row[key] for key in ("单位", "姓名", "职务")} for row in group]
        people += [dict.fromkeys(("单位", "姓名", "职务"), "")] * spare.get(category, 0)
        lines = [{"序号": str(k), **person} for k, person in enumerate(people, start=1)]
        parts.append({"类别": f"{ordinal(n)}、{category}", "人员": lines})
    return parts


def _spare(listed: list[dict[str, str]]) -> dict[str, int]:
    """The lines left free; none that alone would go on to another page."""
    heads = dict.fromkeys(row["类别"] for row in listed)
    spare = {category: count for category, count in _SPARE.items() if category in heads}
    room = _LINES_OF_A_PAGE - len(listed) - len(heads)
    for category in reversed(spare):
        over = sum(spare.values()) - room
        if room >= -_LINES_TO_SPARE and over > 0:
            spare[category] -= min(over, spare[category])
    return spare


def _rank(row: dict[str, str]) -> int:
    known = row["类别"] in CATEGORIES
    return CATEGORIES.index(row["类别"]) if known else len(CATEGORIES)


def _prefill(case: PaperCase, sender: Sender) -> dict[str, str]:
    expected = case.course.attendants or (
        Participant(Category.INTERVIEWER, title=case.actor),
        Participant(Category.INTERVIEWEE, title=case.interviewee, unit=case.unit),
        *([Participant(Category.PARTY, unit=case.proposer)] if case.proposer else []),
    )
    if not any(one.unit == sender.issuer for one in expected):
        expected = (*expected, Participant(Category.PARTY, unit=sender.issuer))
    return {
        "约谈时间": iso(case.held_on or case.planned_on),
        "约谈地点": case.venue,
        "签到人员": row_text((one.category, *_placed(one)) for one in expected),
    }


_CITY = "市政府"
_OF_CITY = frozenset({"市长", "副市长"})
_OFFICE = re.compile(
    r"(.*(?:办公室|委员会|局))((?:分管|主要)?(?:领导|负责人|负责同志)|副?(?:主任|局长))"
)


def _placed(one: Participant) -> tuple[str, str, str]:
    """单位, 姓名, 职务; 市政府分管领导 and 市长, known by office alone, are told apart too."""
    if one.unit:
        return one.unit, one.name, one.title
    if one.title in _OF_CITY:
        return _CITY, one.name, one.title
    if found := _OFFICE.fullmatch(one.title):
        return found[1], one.name, found[2]
    if one.title.startswith(_CITY) and not one.name:
        return _CITY, "", one.title.removeprefix(_CITY)
    return "", one.name, one.title


def _check(case: PaperCase, values: Values, dates: Dates, days: Days) -> list[Remark]:
    listed = [row["类别"] for row in rows(values.get("签到人员", ""), _COLUMNS)]
    remarks = [
        Remark("签到人员", f"签到人员中没有{category}（第十三条）。")
        for category in ("约谈人", "被约谈人")
        if category not in listed
    ]
    strange = dict.fromkeys(name for name in listed if name not in CATEGORIES)
    if strange:
        remarks.append(
            Remark(
                "签到人员",
                f"没有“{'”、“'.join(strange)}”这一类别；类别有：{'、'.join(CATEGORIES)}。",
            )
        )
    guests = "、".join(
        row["单位"] + row["姓名"]
        for row in rows(values.get("签到人员", ""), _COLUMNS)
        if row["类别"] == Category.MEDIA.value or names_press(row["单位"])
    )
    if guests and case.course.form == INTERNAL:
        remarks.append(Remark("签到人员", f"{NO_PRESS_INSIDE}：{guests}，请核对。", blocking=False))
    return remarks


ATTENDANCE = PaperKind(
    name="签到表",
    template="签到表.docx",
    issuer=Issuer.COMMITTEE_OFFICE,
    series=None,
    cite="第十三条",
    stage=Stage.INTERVIEW,
    at=(StepKind.INTERVIEW,),
    levels=INTERVIEW_LEVELS,
    fields=(
        Field("约谈时间", entry=Entry.MOMENT),
        Field("约谈地点"),
        Field(
            "签到人员",
            entry=Entry.LINES,
            cite="第十三条",
            hint="每行一人：类别｜单位｜姓名｜职务，姓名、职务可留空待填",
        ),
        Field("成文日期", entry=Entry.DATE),
    ),
    demanded=("稿本标记", "约谈时间", "约谈地点", "签到栏"),
    context=_context,
    prefill=_prefill,
    check=_check,
    joint=True,
    sample={
        "签到人员": row_text(
            [
                ("约谈人", "市政府", "某某某", "市政府分管领导"),
                ("被约谈人", "示例县人民政府", "某某某", "分管负责人"),
                ("参加方", "市生态环境局", "", ""),
                ("列席", "市纪委监委", "", ""),
                ("媒体", "市级新闻媒体", "", ""),
            ]
        )
    },
)
