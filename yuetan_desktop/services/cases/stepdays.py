"""The days that a step names, against the notice: 第十二条 before it is sent, 第十四条 after."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from yuetan_desktop.domain.cases.otherday import OtherDay, other_day
from yuetan_desktop.domain.cases.stepform import OTHER_DAY
from yuetan_desktop.domain.casework import CaseState, StepKind
from yuetan_desktop.domain.workday import Counting
from yuetan_desktop.errors import AppError
from yuetan_desktop.services.office import readings_in_force
from yuetan_desktop.services.workspace import Workspace

NOT_RECORDED = "没有登记，案件未改动。"


def counting_in_force(ws: Workspace) -> Counting:
    """How 约谈前3个工作日 is counted (R16)."""
    return Counting(readings_in_force(ws)["R16"])


def check_announced(ws: Workspace, kind: StepKind, day: date, data: Mapping[str, str]) -> None:
    """第十二条: the interview that a notice announces must keep the three working days."""
    planned = date.fromisoformat(data["interview_on"]) if data.get("interview_on") else None
    if planned is None:
        return
    if planned < day:
        raise AppError(f"约谈日期{planned}早于{kind.label}日期{day}。", kept=NOT_RECORDED)
    if kind is not StepKind.NOTICE or planned < ws.today():
        return  # 已经举行的约谈照实登记，是否按期由期限表示
    counting = counting_in_force(ws)
    if not ws.calendar.is_notified_in_time(day, planned, counting):
        latest = ws.calendar.latest_notice_day(planned, counting)
        earliest = ws.calendar.earliest_interview_day(day, counting)
        reading = readings_in_force(ws).name("R16")
        guess, first_guess = ws.calendar.guess(day, planned), ws.calendar.guess(day, earliest)
        raise AppError(
            f"距约谈不足3个工作日（第十二条，口径：{reading}）："
            f"{planned}约谈，最迟应于{latest}{guess}书面通知。",
            kept=NOT_RECORDED,
            hint=f"{day}通知的，最早可于{earliest}{first_guess}约谈。",
        )


def check_moved(state: CaseState, kind: StepKind, day: date, data: Mapping[str, str]) -> None:
    """第十四条 lets an interview be put off, not brought forward; and nobody misses one before
    its day."""
    planned = state.planned_on
    if planned is None:
        return
    if kind is StepKind.ABSENCE and day < planned:
        raise AppError(
            f"约谈定于{planned}，{day}还没有到约谈的日期，不能登记无故缺席。",
            kept=NOT_RECORDED,
            hint="被约谈人事先说明不能按时参加的，登记“延期约谈”（第十四条）。",
        )
    moved = data.get("interview_on")
    if kind is StepKind.POSTPONEMENT and moved and date.fromisoformat(moved) <= planned:
        raise AppError(
            f"改期至{moved}，不晚于原定的约谈日期{planned}；第十四条只规定可以推迟。",
            kept=NOT_RECORDED,
            hint="请核对日期；原来的书面通知登记有误的，先作废再重新登记。",
        )


def lawful_from(ws: Workspace, notified: date) -> str:
    """第十二条, before a day is chosen: the first on which an interview announced that day may be
    held, marked where it leans on a year without holiday notice."""
    earliest = ws.calendar.earliest_interview_day(notified, counting_in_force(ws))
    guess = ws.calendar.guess(notified, earliest)
    return f"{notified}通知的，最早可于{earliest}约谈{guess}（第十二条）。"


def other_day_of(ws: Workspace, state: CaseState, held: date) -> OtherDay | None:
    """What stands against an interview held on this day; None where its notice named that day."""
    notice, planned = state.done.get(StepKind.NOTICE), state.planned_on
    if notice is None or planned is None:
        return None
    return other_day(notice.day, planned, held, ws.calendar, counting_in_force(ws))


def check_held(ws: Workspace, state: CaseState, held: date, data: Mapping[str, str]) -> None:
    """第十四条: another day than the notified one wants its reason; see `other_day_of`."""
    found = other_day_of(ws, state, held)
    if found is not None and (found.is_unlawful or not data.get(OTHER_DAY)):
        raise AppError(found.sentence, kept=NOT_RECORDED, hint=found.hint)
