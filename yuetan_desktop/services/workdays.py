"""The working-day calendar of the office: shipped years, and those it entered itself."""

from __future__ import annotations

from datetime import timedelta

from yuetan_desktop.domain.holidaynotice import parse_notice
from yuetan_desktop.domain.workday import YearNotice
from yuetan_desktop.errors import AppError
from yuetan_desktop.services.workspace import WORKDAYS, Workspace
from yuetan_desktop.store import settings

__all__ = ["parse_notice"]


def save_year(ws: Workspace, notice: YearNotice) -> None:
    """Keep a year as the office read it in the State Council's notice, or as it corrected it."""
    _check(notice)
    with ws.transaction():
        settings.write_setting(
            ws.db, f"{WORKDAYS}{notice.year}", notice.to_toml(), by=ws.person, at=ws.now()
        )


def _check(notice: YearNotice) -> None:
    off = {day for holiday in notice.holidays for day in holiday.days()}
    near = {notice.year, notice.year - 1}
    for day in notice.make_up_workdays:
        if day in off:
            raise AppError(f"{day}既是放假日又是调休上班日。", kept="工作日历没有改动。")
        if day.weekday() < 5:
            raise AppError(f"{day}不是周六、周日，不会是调休上班日。", kept="工作日历没有改动。")
    for day in (*off, *notice.make_up_workdays):
        # 元旦假期可从上年最后几天开始。
        if day.year not in near or (day.year < notice.year and day.month < 12):
            raise AppError(f"{day}不属于{notice.year}年的节假日安排。", kept="工作日历没有改动。")
    for holiday in notice.holidays:
        if holiday.last - holiday.first > timedelta(days=15):
            raise AppError(
                f"{holiday.name}放假{holiday.first}至{holiday.last}，超过半个月。",
                kept="工作日历没有改动。",
                hint="请核对起止日期。",
            )
