"""A year the office enters itself is counted with, and no longer marked 暂估."""

from __future__ import annotations

from datetime import date

import pytest

from yuetan_desktop.domain.workday import Holiday, YearNotice
from yuetan_desktop.errors import AppError
from yuetan_desktop.services import workdays
from yuetan_desktop.services.workspace import Workspace

# Invented: the real notice for 2027 decides.
OF_2027 = (
    "现将2027年元旦、劳动节放假调休日期的具体安排通知如下。"
    "一、元旦：1月1日（周五）至3日（周日）放假，共3天。"
    "四、劳动节：5月1日（周六）至5日（周三）放假调休，共5天。5月8日（周六）上班。"
)


def test_a_pasted_notice_is_kept_and_counted_with(ws: Workspace) -> None:
    held = date(2026, 12, 15)
    assert ws.calendar.is_estimated(held, date(2027, 1, 6))
    before = ws.calendar.add_workdays(held, 15)
    notice = workdays.parse_notice(OF_2027)
    workdays.save_year(ws, notice)
    assert not ws.calendar.is_estimated(held, date(2027, 1, 6))
    assert ws.calendar.add_workdays(held, 15) == before.replace(day=before.day + 1)
    assert ws.calendar.is_workday(date(2027, 5, 8))
    assert ws.calendar.notices[2027] == notice
    # the shipped years stay
    assert not ws.calendar.is_workday(date(2026, 10, 1))


def test_a_corrected_year_takes_the_place_of_the_one_before(ws: Workspace) -> None:
    workdays.save_year(ws, workdays.parse_notice(OF_2027))
    corrected = YearNotice(2027, (Holiday("元旦", date(2027, 1, 1), date(2027, 1, 1)),), ())
    workdays.save_year(ws, corrected)
    assert ws.calendar.notices[2027] == corrected
    workdays.save_year(ws, YearNotice(2028, (), (), '带"引号"的通知'))
    assert ws.calendar.notices[2028].notice == '带"引号"的通知'


@pytest.mark.parametrize(
    ("holidays", "make_up", "says"),
    [
        ([("元旦", "2027-01-01", "2027-01-03")], ["2027-01-02"], "既是放假日又是调休上班日"),
        ([], ["2027-01-04"], "不是周六、周日"),
        ([("元旦", "2028-01-01", "2028-01-01")], [], "不属于2027年"),
        ([("春节", "2027-02-05", "2027-03-05")], [], "超过半个月"),
    ],
)
def test_what_cannot_be_is_refused(
    ws: Workspace, holidays: list[tuple[str, str, str]], make_up: list[str], says: str
) -> None:
    day = date.fromisoformat
    notice = YearNotice(
        2027,
        tuple(Holiday(name, day(first), day(last)) for name, first, last in holidays),
        tuple(map(day, make_up)),
    )
    with pytest.raises(AppError, match=says):
        workdays.save_year(ws, notice)
    assert 2027 not in ws.calendar.notices


def test_days_off_in_the_december_before_belong_to_the_year(ws: Workspace) -> None:
    notice = YearNotice(2027, (Holiday("元旦", date(2026, 12, 31), date(2027, 1, 2)),), ())
    workdays.save_year(ws, notice)
    assert not ws.calendar.is_workday(date(2026, 12, 31))
