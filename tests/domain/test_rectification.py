"""整改台账: what a task must say, how far it is, and the stage its entries add up to."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yuetan_desktop.domain.family import Family
from yuetan_desktop.domain.rectification import (
    Entry,
    EntryKind,
    Stage,
    Tag,
    TaskState,
    Terms,
    average_share,
    fold,
    percent,
    percent_of,
    terms_data,
    terms_from,
)
from yuetan_desktop.domain.typednumber import plain

WHOLE = Terms(
    problem="雨污管网混接错接",
    family=Family.POLLUTION,
    tag=Tag.GOVERNMENT,
    measure="排查老城区 41 处雨污混接点，逐点改造并闭水试验",
    title="老城区雨污管网混接改造",
    goal="完成 41 处整治",
    quantity=Decimal(41),
    unit="处",
    due=date(2026, 10, 30),
    department="示例县住房和城乡建设局",
    person="陈立",
)


def entry(number: int, kind: EntryKind, day: str = "2026-09-01", **data: Any) -> Entry:
    return Entry(number, kind, date.fromisoformat(day), data=data)


def of(*entries: Entry, terms: Terms = WHOLE) -> TaskState:
    first = Entry(0, EntryKind.TERMS, date(2026, 8, 1), data=terms_data(terms))
    return fold([first, *entries])


# -- what a task must say -----------------------------------------------------------------------
def test_a_task_that_says_everything_is_qualified() -> None:
    assert WHOLE.flaws == ()
    assert of().is_qualified


@pytest.mark.parametrize(
    ("missing", "words"),
    [
        ({"quantity": None}, "缺数量"),
        ({"quantity": Decimal(0)}, "缺数量"),
        ({"due": None}, "缺时限"),
        ({"measure": ""}, "缺措施"),
        ({"department": ""}, "缺责任单位"),
        ({"person": ""}, "缺责任人"),
    ],
)
def test_a_task_without_number_date_or_person_is_not_qualified(
    missing: dict[str, Any], words: str
) -> None:
    data = {name: getattr(WHOLE, name) for name in Terms.__slots__} | missing
    assert Terms(**data).flaws == (words,)


def test_terms_survive_being_written_down() -> None:
    assert terms_from(terms_data(WHOLE)) == WHOLE
    assert terms_from(terms_data(Terms())) == Terms()


# -- shares -------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [
        (393, 553, "71%"),
        (604, 115, "525.2%"),
        (34, 41, "82%"),  # 82.9: cut, not rounded
        (0, 41, "0%"),
        (1, 553, "不足1%"),
        (552, 553, "99%"),  # 99.8 is not done
        (553, 553, "100%"),
        (554, 553, "100.2%"),
    ],
)
def test_shares_in_words(part: int, whole: int, words: str) -> None:
    assert percent(Decimal(part), Decimal(whole)) == words


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_only_what_is_complete_reads_a_hundred(part: int, whole: int) -> None:
    words = percent(Decimal(part), Decimal(whole))
    assert (words.startswith("100") and words in {"100%", "100.0%"}) <= (part >= whole)
    assert (words == "0%") == (part == 0)


def test_the_mean_progress_counts_overfulfilment_once() -> None:
    def done(number: int) -> TaskState:
        return of(entry(1, EntryKind.PROGRESS, done=str(number)))

    assert average_share([done(410), done(0)]) == 50
    assert average_share([of(terms=Terms())]) is None
    assert percent_of(of(terms=Terms())) == "—"


def test_numbers_are_plain() -> None:
    assert [plain(Decimal(n)) for n in ("5.80", "40", "1E+2", "0.3")] == ["5.8", "40", "100", "0.3"]


# -- stages -------------------------------------------------------------------------------------
def test_a_task_is_worked_on_checked_and_closed() -> None:
    entries = [entry(1, EntryKind.PROGRESS, done="34")]
    assert of(*entries).stage is Stage.WORKING
    entries.append(entry(2, EntryKind.PROGRESS, "2026-10-20", done="41"))
    assert of(*entries).stage is Stage.TO_CHECK
    assert of(*entries).ready_on == date(2026, 10, 20)
    entries.append(entry(3, EntryKind.CHECK, passed=True))
    assert of(*entries).stage is Stage.TO_CLOSE
    entries.append(entry(4, EntryKind.CLOSURE, approver="张"))
    assert of(*entries).stage is Stage.CLOSED
    assert not of(*entries).is_open


def test_a_check_that_failed_and_a_corrected_number_send_it_back() -> None:
    done = entry(1, EntryKind.PROGRESS, done="41")
    passed = entry(2, EntryKind.CHECK, passed=True)
    assert of(done, entry(2, EntryKind.CHECK, passed=False)).stage is Stage.TO_CHECK
    assert of(done, passed, entry(3, EntryKind.PROGRESS, done="39")).stage is Stage.WORKING
    back = of(done, passed, entry(3, EntryKind.PROGRESS, done="39"), done)
    assert back.stage is Stage.TO_CHECK  # and has to be checked anew


def test_a_voided_entry_counts_for_nothing() -> None:
    wrong = Entry(1, EntryKind.PROGRESS, date(2026, 9, 1), data={"done": "41"}, voided_why="录错")
    assert of(wrong).stage is Stage.WORKING
    assert of(wrong).done is None


def test_without_a_number_nothing_is_ever_complete() -> None:
    assert of(entry(1, EntryKind.PROGRESS, done="5"), terms=Terms()).stage is Stage.WORKING


# -- extensions ---------------------------------------------------------------------------------
def test_only_an_extension_that_was_granted_moves_the_limit() -> None:
    asked = entry(1, EntryKind.EXTENSION, due="2026-12-31")
    assert of(asked).due == WHOLE.due
    assert of(asked).asked_extension == asked
    refused = of(asked, entry(2, EntryKind.DECISION, granted=False))
    assert (refused.due, refused.asked_extension) == (WHOLE.due, None)
    granted = of(asked, entry(2, EntryKind.DECISION, granted=True))
    assert granted.due == date(2026, 12, 31)
    assert granted.terms.due == WHOLE.due  # the first one stays on record
