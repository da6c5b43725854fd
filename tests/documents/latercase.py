"""The samples of the papers after the interview, checked and filled in as a test wants them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from yuetan_desktop.documents.checks import check
from yuetan_desktop.documents.context import PaperCase
from yuetan_desktop.documents.followup import FollowUp, Task
from yuetan_desktop.documents.kinds import KINDS
from yuetan_desktop.documents.prefill import Sender, prefill
from yuetan_desktop.documents.remark import Days, Remark
from yuetan_desktop.documents.sample import CASE, VALUES
from yuetan_desktop.domain.workday import Counting, WorkCalendar

SENDER = "示例市生态环境局"
TODAY = date(2026, 12, 18)
LATER = date(2027, 3, 10)  # when the last of the samples has been written


def sample(name: str, **typed: str) -> dict[str, str]:
    return {**VALUES, "发文机关": SENDER, **KINDS[name].sample, **typed}


def remarks(
    name: str, calendar: WorkCalendar, case: PaperCase = CASE, **typed: str
) -> list[Remark]:
    days = Days(calendar, Counting.THREE_CLEAR_DAYS, LATER)
    return check(KINDS[name], case, sample(name, **typed), days)


def blocking(
    name: str, calendar: WorkCalendar, case: PaperCase = CASE, **typed: str
) -> list[Remark]:
    return [remark for remark in remarks(name, calendar, case, **typed) if remark.blocking]


def after(**follow: object) -> PaperCase:
    return replace(
        CASE,
        held_on=date(2026, 11, 24),
        follow=FollowUp(**follow),  # type: ignore[arg-type]
    )


def filled(name: str, case: PaperCase, today: date = TODAY) -> dict[str, str]:
    return prefill(KINDS[name], case, Sender("资阳市生态环境保护委员会办公室", today, "李敏", "0"))


def task(due: date | None, *, done: bool = False) -> Task:
    return Task("工地扬尘", "安装喷淋", "12处", due, "县住建局", "某某", "完成8处", done)
