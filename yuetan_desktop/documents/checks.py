"""Whether a paper may go out: what the regulation demands of it, field by field.

第十二条 for the notice (six contents, three working days), 第十五条 for the minutes (five
contents), 第十七条 for the review of the plan.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from yuetan_desktop.documents.context import PaperCase, day, moment
from yuetan_desktop.documents.kinds import Entry, Field, PaperKind
from yuetan_desktop.documents.wording import written_date
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


COUNTINGS = {
    Counting.THREE_CLEAR_DAYS: "通知日与约谈日之间满3个工作日",
    Counting.THIRD_DAY_BEFORE: "不晚于约谈前第3个工作日",
}


def check(kind: PaperKind, case: PaperCase, values: Mapping[str, str], days: Days) -> list[Remark]:
    """Everything that keeps the paper from going out, and what is worth a second look."""
    remarks = [
        remark
        for field in kind.fields
        if (remark := _check_field(kind, field, values.get(field.key, "").strip()))
    ]
    wrong = {remark.field for remark in remarks}
    dates = {
        field.key: moment(values[field.key]).date()
        for field in kind.fields
        if field.entry in (Entry.DATE, Entry.MOMENT)
        and field.key not in wrong
        and values.get(field.key, "").strip()
    }
    return remarks + _DATE_CHECKS[kind.name](case, values, dates, days)


def _check_field(kind: PaperKind, field: Field, value: str) -> Remark | None:
    if not value:
        if not field.required:
            return None
        demanded = f"，{kind.name}要素不完整（{field.cite}）" if field.cite else ""
        return Remark(field.key, f"缺{field.label}{demanded}。")
    if field.entry is Entry.CHOICE and value not in field.choices:
        return Remark(field.key, f"{field.label}应为：{'、'.join(field.choices)}。")
    try:
        if field.entry is Entry.DATE:
            day(value)
        elif field.entry is Entry.MOMENT:
            moment(value)
            if len(value) <= len("2026-11-24"):
                return Remark(field.key, f"{field.label}缺几点几分，写法如 2026-11-24 09:30。")
    except ValueError:
        form = "2026-11-24" if field.entry is Entry.DATE else "2026-11-24 09:30"
        return Remark(field.key, f"{field.label}“{value}”不是日期，写法如 {form}。")
    return None


Dates = Mapping[str, date]


def _check_notice(
    case: PaperCase, values: Mapping[str, str], dates: Dates, days: Days
) -> list[Remark]:
    remarks = []
    interview, dated = dates.get("约谈时间"), dates.get("成文日期")
    if interview and dated:
        # A paper made today notifies nobody earlier, whatever date it bears.
        notice = max(dated, days.today)
        calendar, counting = days.calendar, days.counting
        if not calendar.is_notified_in_time(notice, interview, counting):
            latest = calendar.latest_notice_day(interview, counting)
            earliest = calendar.earliest_interview_day(notice, counting)
            hour = values["约谈时间"].strip()[10:]
            remarks.append(
                Remark(
                    "约谈时间",
                    f"距约谈不足3个工作日（第十二条，口径：{COUNTINGS[counting]}）："
                    f"{written_date(interview)}约谈，最迟应于{written_date(latest)}书面通知；"
                    f"{written_date(notice)}通知，最早可于{written_date(earliest)}约谈。",
                    offer=f"{earliest.isoformat()}{hour}",
                )
            )
        if calendar.is_estimated(notice, interview):
            remarks.append(
                Remark("约谈时间", "该年放假安排尚未公布，工作日按周末暂估。", blocking=False)
            )
    if interview and not days.calendar.is_workday(interview):
        remarks.append(Remark("约谈时间", "约谈日不是工作日。", blocking=False))
    if dated and dated < days.today:
        remarks.append(Remark("成文日期", "成文日期早于今天。", blocking=False))
    return remarks


def _check_minutes(
    case: PaperCase, values: Mapping[str, str], dates: Dates, days: Days
) -> list[Remark]:
    remarks = []
    interview, dated = dates.get("约谈时间"), dates.get("成文日期")
    if interview and interview > days.today:
        remarks.append(Remark("约谈时间", "约谈尚未举行，不能形成纪要。"))
    if interview and case.held_on and interview != case.held_on:
        held = written_date(case.held_on)
        remarks.append(Remark("约谈时间", f"与案件登记的约谈日期（{held}）不一致。"))
    if interview and dated and dated < interview:
        remarks.append(Remark("成文日期", "成文日期早于约谈日期。"))
    return remarks


def _check_plan_review(
    case: PaperCase, values: Mapping[str, str], dates: Dates, days: Days
) -> list[Remark]:
    remarks = []
    held, handed, dated = (dates.get(key) for key in ("约谈日期", "报送日期", "成文日期"))
    if held and case.held_on and held != case.held_on:
        recorded = written_date(case.held_on)
        remarks.append(Remark("约谈日期", f"与案件登记的约谈日期（{recorded}）不一致。"))
    if held and handed and handed < held:
        remarks.append(Remark("报送日期", "方案报送日期早于约谈日期。"))
    if handed and dated and dated < handed:
        remarks.append(Remark("成文日期", "成文日期早于方案报送日期。"))
    return remarks


_DATE_CHECKS = {
    "约谈通知": _check_notice,
    "约谈纪要": _check_minutes,
    "整改方案审核意见": _check_plan_review,
}
