"""序时进度: a task that is late, or slow for its time, is a candidate of 第六条（四）、（五）."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from yuetan_desktop.domain.ledger.timeprogress import TimeProgress, time_progress
from yuetan_desktop.domain.rectification import Entry, EntryKind, Terms, fold, terms_data

BEGUN, DUE = date(2026, 1, 1), date(2026, 4, 11)  # a hundred days
SIXTY = date(2026, 3, 2)  # sixty of them gone


def stand(done: int | None, today: date, due: date | None = DUE) -> TimeProgress | None:
    terms = Terms(measure="雨污分流", quantity=Decimal(100), unit="处", due=due)
    entries = [Entry(1, EntryKind.TERMS, BEGUN, data=terms_data(terms))]
    if done is not None:
        entries.append(Entry(2, EntryKind.PROGRESS, BEGUN, data={"done": str(done)}))
    return time_progress(fold(entries), BEGUN, today)


@pytest.mark.parametrize(
    ("done", "slow"),
    [(35, True), (40, True), (41, False), (60, False), (None, True)],
    ids=["35 of 60", "just 20 behind", "19 behind", "in time", "none reported"],
)
def test_sixty_of_a_hundred_days_gone(done: int | None, slow: bool) -> None:
    found = stand(done, SIXTY)
    assert found is not None
    assert (found.is_slow, found.is_late) == (slow, False)


def test_what_it_says_of_60_and_35() -> None:
    found = stand(35, SIXTY)
    assert found is not None
    assert found.says == "可能难以按期：时间已过 60%，完成 35%"


def test_late_from_the_day_after_the_limit() -> None:
    on, after = stand(90, DUE), stand(90, date(2026, 4, 12))
    assert on is not None
    assert not on.is_late
    assert after is not None
    assert after.says == "未按期完成：逾期 1 天，完成 90%"


@pytest.mark.parametrize(("done", "due"), [(100, DUE), (35, None)], ids=["done", "no limit"])
def test_what_is_done_or_has_no_limit_is_not_judged(done: int, due: date | None) -> None:
    assert stand(done, SIXTY, due) is None


def test_a_task_set_and_due_on_one_day_is_not_slow_on_it() -> None:
    found = stand(0, BEGUN, BEGUN)
    assert found is not None
    assert not (found.is_slow)
    assert not (found.is_late)
