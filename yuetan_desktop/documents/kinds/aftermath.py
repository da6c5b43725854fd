"""What the papers after the interview share: fields of the sender, the matter in brief, dates."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from yuetan_desktop.documents.context import (
    Context,
    Issue,
    PaperCase,
    common,
    in_brief,
    said,
    said_day,
)
from yuetan_desktop.documents.kinds.base import Field, Values
from yuetan_desktop.documents.remark import Dates, Remark
from yuetan_desktop.documents.wording import written_date

COMMITTEE_OFFICE = "市生态环境保护委员会办公室"
# Each of these papers still names the articles and, in brief, the facts it stands on.
EVERY_LATER_PAPER = ("稿本标记", "发文机关", "条款合称", "事项简述", "成文日期")


def sender(who: str) -> tuple[Field, Field]:
    """The name of a side that is not the office itself, and the number it gives its paper."""
    return Field("发文机关", hint=who), Field("文号", required=False, hint="由发文机关编号")


def later(case: PaperCase, values: Values, issue: Issue) -> Context:
    """What every paper, and every paper after the interview, says."""
    return {
        **common(case, values, issue),
        "事项简述": in_brief(case),
        "约谈日期": said_day(values, "约谈日期"),
        "主送": said(values, "主送").rstrip("：:"),
        "联系人": said(values, "联系人"),
        "联系电话": said(values, "联系电话"),
    }


def held_as_recorded(case: PaperCase, dates: Dates) -> list[Remark]:
    """约谈日期 is the day the case records."""
    held = dates.get("约谈日期")
    if held and case.held_on and held != case.held_on:
        recorded = written_date(case.held_on)
        return [Remark("约谈日期", f"与案件登记的约谈日期（{recorded}）不一致。")]
    return []


def in_order(dates: Dates, fields: Iterable[str]) -> list[Remark]:
    """Each of the dates is not before the one named before it."""
    known = [(field, dates[field]) for field in fields if field in dates]
    return [
        Remark(field, f"{field}早于{before}（{written_date(earlier)}）。")
        for (before, earlier), (field, day) in pairwise(known)
        if day < earlier
    ]
