"""What a check says of a paper's values, and what dates are measured with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from yuetan_desktop.domain.cases.participants import names_press
from yuetan_desktop.domain.cases.stepform import INTERNAL
from yuetan_desktop.domain.workday import Counting, WorkCalendar


@dataclass(frozen=True, slots=True)
class Remark:
    """One finding of the check. `field` is the key to jump to; `offer` a value that would do."""

    field: str
    message: str
    blocking: bool = True
    offer: str = ""


@dataclass(frozen=True, slots=True)
class Days:
    """What dates are measured with: the calendar, the counting in force (R16), and today."""

    calendar: WorkCalendar
    counting: Counting
    today: date


def set_on_workday(field: str, day: date | None, days: Days) -> list[Remark]:
    """A limit that was set by hand should end on a working day; in a year whose holidays are not
    known nobody can tell yet which days those are."""
    if day is None:
        return []
    if not days.calendar.is_workday(day):
        return [Remark(field, f"{field}不是工作日。", blocking=False)]
    if not days.calendar.covers(day.year):
        words = f"{field}在{day.year}年，该年放假安排尚未公布，是否工作日按周末暂估，请留意节假日。"
        return [Remark(field, words, blocking=False)]
    return []


# The dates of a form that could be read, by field key.
Dates = Mapping[str, date]


NO_PRESS_INSIDE = "内部约谈不邀请媒体列席（第二十条）"


def press_inside(form: str, values: Mapping[str, str]) -> list[Remark]:
    """第二十条: the press comes to a public interview, not to an internal one."""
    if form != INTERNAL or not names_press(values.get("列席", "")):
        return []
    return [Remark("列席", f"{NO_PRESS_INSIDE}，请核对。", blocking=False)]
