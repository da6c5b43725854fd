"""第十四条: an interview held on another day than the one that its notice named.

第十二条 asks for three working days between notice and interview, so that an earlier day may be
unlawful; any other day wants a 延期约谈 on record or its reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from yuetan_desktop.domain.workday import Counting, WorkCalendar


@dataclass(frozen=True, slots=True)
class OtherDay:
    """The day said is not the one notified; `is_unlawful` where no reason can mend it."""

    sentence: str
    hint: str
    is_unlawful: bool = False


def other_day(
    notified_on: date, planned: date, held: date, calendar: WorkCalendar, counting: Counting
) -> OtherDay | None:
    """None on the day that the notice of `notified_on` named."""
    if held == planned:
        return None
    earliest = calendar.earliest_interview_day(notified_on, counting)
    guess = calendar.guess(notified_on, earliest)
    if held < planned and not calendar.is_notified_in_time(notified_on, held, counting):
        return OtherDay(
            f"书面通知（{notified_on}）的约谈日期是{planned}，登记的是{held}，"
            "距书面通知不足3个工作日（第十二条）。",
            f"{notified_on}通知的，最早可于{earliest}{guess}约谈；请核对日期，通知登记有误的先作废重登。",
            is_unlawful=True,
        )
    return OtherDay(
        f"书面通知的约谈日期是{planned}，登记的是{held}，其间没有延期记录（第十四条）。",
        f"日期有误的请更正（{notified_on}通知的，最早可于{earliest}{guess}约谈）；"
        "经约谈人同意推迟的，先登记“延期约谈”；其他情形在“改日原因”中写明。",
    )
