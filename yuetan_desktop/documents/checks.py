"""Whether a paper may go out: what the regulation demands of it, field by field.

第十二条 for the notice (six contents, three working days), 第十五条 for the minutes (five
contents), 第十七条 for the review of the plan.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date, time

from yuetan_desktop.documents.context import PaperCase
from yuetan_desktop.documents.kinds.base import Entry, Field, PaperKind, Stage
from yuetan_desktop.documents.remark import Dates, Days, Remark
from yuetan_desktop.documents.rowtext import gaps
from yuetan_desktop.documents.wording import written_date
from yuetan_desktop.domain.casework import StepKind
from yuetan_desktop.domain.papers.writtentime import WrongWeekday, read_day, read_moment

_FIRST_YEAR, _LAST_YEAR = 1949, 2199  # what a paper of ours can bear


def check(kind: PaperKind, case: PaperCase, values: Mapping[str, str], days: Days) -> list[Remark]:
    """Everything that keeps the paper from going out, and what is worth a second look."""
    values = as_read(kind.fields, values, days.today)
    remarks, dates = check_fields(kind.name, kind.fields, values)
    remarks += _nobody_named(kind, values)
    return remarks + _before_its_step(kind, case, dates) + kind.check(case, values, dates, days)


def _nobody_named(kind: PaperKind, values: Mapping[str, str]) -> list[Remark]:
    """第八条 names two who may interview: what goes out says which of them does."""
    actor = values.get("约谈人", "")
    if kind.stage is not Stage.INTERVIEW or "或委托" not in actor:
        return []
    says = f"约谈人写的是“{actor}”，请写明是哪一位领导。"
    return [Remark("约谈人", says, blocking=False)]


def check_fields(
    name: str, fields: Sequence[Field], values: Mapping[str, str]
) -> tuple[list[Remark], Dates]:
    """What is missing or unreadable in a form, and its dates that can be read."""
    remarks = [
        remark
        for field in fields
        if (remark := _check_field(name, field, values.get(field.key, "").strip()))
    ]
    wrong = {remark.field for remark in remarks}
    dates = {
        field.key: read_moment(values[field.key])[0]
        for field in fields
        if field.entry in (Entry.DATE, Entry.MOMENT)
        and field.key not in wrong
        and values.get(field.key, "").strip()
    }
    return remarks, dates


# What must have happened before a paper is written (第十二、十七、十八条).
_STANDS_ON = {
    StepKind.NOTICE: StepKind.APPROVAL,
    StepKind.REVIEW: StepKind.PLAN,
    StepKind.VERIFICATION: StepKind.COMPLETION,
    StepKind.RESULT_NOTICE: StepKind.OPINION_APPROVAL,
}


def _before_its_step(kind: PaperKind, case: PaperCase, dates: Dates) -> list[Remark]:
    """No paper is dated before its case was opened, nor before the recorded step that it stands
    on; one of several cases, before that of any of them. The first day that will do is offered."""
    dated = dates.get("成文日期")
    day, told = max(_bounds(kind, case), default=(date.min, ""))
    if dated is None or dated >= day:
        return []
    says = f"成文日期早于{told}（{written_date(day)}），最早可为该日。"
    return [Remark("成文日期", says, offer=day.isoformat())]


def _bounds(kind: PaperKind, case: PaperCase) -> Iterator[tuple[date, str]]:
    standing_on = [_STANDS_ON[at] for at in kind.at if at in _STANDS_ON]
    for number, days in case.recorded:
        if opened := days.get(StepKind.CONFIRMATION):
            yield opened, f"{number}立案日期"
        for step in standing_on:
            if step in days:
                yield days[step], f"{number}{step.label}登记的日期"


def _check_field(name: str, field: Field, value: str) -> Remark | None:
    if not value:
        if not field.required:
            return None
        demanded = f"，{name}要素不完整（{field.cite}）" if field.cite else ""
        return Remark(field.key, f"缺{field.label}{demanded}。")
    if field.entry is Entry.CHOICE and value not in field.choices:
        return Remark(field.key, f"{field.label}应为：{'、'.join(field.choices)}。")
    if field.columns and (missing := gaps(value, field.columns)):
        return Remark(field.key, f"{field.label}{''.join(missing)}")
    if field.entry in (Entry.DATE, Entry.MOMENT):
        return _check_date(field, value)
    return None


def _check_date(field: Field, value: str) -> Remark | None:
    is_day = field.entry is Entry.DATE
    form = "2026-11-24" if is_day else "2026-11-24 9:30 或 2026年11月24日上午9时30分"
    try:
        day, hour = (read_day(value), None) if is_day else read_moment(value)
    except WrongWeekday as wrong:
        return Remark(field.key, f"{field.label}的星期不对：{wrong}。")
    except ValueError:
        day, hour = date.min, None
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        return Remark(field.key, f"{field.label}“{value}”不是日期，写法如 {form}。")
    if not is_day and hour is None:
        return Remark(field.key, f"{field.label}缺几点几分，写法如 {form}。")
    return None


def as_read(fields: Sequence[Field], values: Mapping[str, str], today: date) -> dict[str, str]:
    """The values with days and moments in one spelling; what cannot be read, as it was typed.

    A day without its year is the nearest to the paper's date, that one the nearest to today.
    """
    near = today
    with suppress(ValueError):
        near = read_day(values.get("成文日期", ""), today)
    read = dict(values)
    for field in fields:
        if field.entry in (Entry.DATE, Entry.MOMENT) and field.key in values:
            with suppress(ValueError):
                read[field.key] = _spelled(*read_moment(values[field.key], near))
    return read


def _spelled(day: date, hour: time | None) -> str:
    return day.isoformat() if hour is None else f"{day} {hour:%H:%M}"
