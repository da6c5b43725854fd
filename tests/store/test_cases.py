"""Cases are frozen, steps append-only, papers never overwritten, numbers never used twice."""

from __future__ import annotations

import sqlite3
from datetime import date

import pytest

from yuetan_desktop.errors import AppError
from yuetan_desktop.store import cases, papers
from yuetan_desktop.store.papers import MadeRow

from .conftest import NOW


@pytest.fixture
def case(db: sqlite3.Connection, county: int) -> int:
    return cases.insert_case(
        db,
        number="资约〔2026〕07号",
        place_id=county,
        level=4,
        regulation="资府办发〔2022〕42号",
        opened_on=date(2026, 11, 10),
        opened_by="李敏",
        basis={"items": [{"rule": "7.1.1", "says": "排名后30名"}]},
        at=NOW,
    )


def test_a_case_comes_back_as_it_was_opened(db: sqlite3.Connection, case: int, county: int) -> None:
    found = cases.case_by_number(db, "资约〔2026〕07号")
    assert found == cases.get_case(db, case)
    assert found is not None
    assert (found.place_id, found.level, found.opened_on) == (county, 4, date(2026, 11, 10))
    assert found.basis["items"][0]["rule"] == "7.1.1"


def test_a_case_cannot_be_changed_afterwards(db: sqlite3.Connection, case: int) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="frozen"):
        db.execute("UPDATE case_file SET level = 1 WHERE id = ?", (case,))


def test_a_step_is_voided_with_a_reason_but_never_edited_or_deleted(
    db: sqlite3.Connection, case: int
) -> None:
    step = cases.insert_step(
        db,
        case_id=case,
        kind="notice",
        day=date(2026, 11, 12),
        data={"到场": "是"},
        by="甲",
        at=NOW,
    )
    for statement in ("UPDATE step SET day = '2026-11-13'", "DELETE FROM step"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            db.execute(statement)
    cases.void_step(db, step, by="乙", why="日期写错", at=NOW)
    (found,) = cases.list_steps(db, case)
    assert (found.day, found.data, found.voided_why, found.voided_at) == (
        date(2026, 11, 12),
        {"到场": "是"},
        "日期写错",
        NOW,
    )


def test_each_issue_of_a_paper_is_a_new_version_and_the_old_one_stays(
    db: sqlite3.Connection, case: int
) -> None:
    for sha256 in ("aa", "bb"):
        version = papers.next_version(db, case, "notice")
        file, context = f"通知-{version}.docx", {"约谈地点": "三楼"}
        made = MadeRow(0, "notice", version, "", "草稿", file, sha256, context, NOW, "甲")
        papers.insert_paper(db, case, made)
    assert [(p.version, p.sha256) for p in cases.list_papers(db, case)] == [(1, "aa"), (2, "bb")]
    with pytest.raises(sqlite3.IntegrityError, match="never overwritten"):
        db.execute("UPDATE paper SET sha256 = 'cc'")
    with pytest.raises(sqlite3.IntegrityError, match="never deleted"):
        db.execute("DELETE FROM paper")


def test_a_number_is_never_given_twice(db: sqlite3.Connection) -> None:
    cases.take_number(db, "资环委办〔2026〕7号", used_for="约谈通知", by="甲", at=NOW)
    with pytest.raises(AppError, match="已经用过"):
        cases.take_number(db, "资环委办〔2026〕7号", used_for="通报", by="甲", at=NOW)
    assert cases.used_numbers(db) == ["资环委办〔2026〕7号"]


def test_a_number_written_into_a_step_counts_as_used_even_when_the_step_is_voided(
    db: sqlite3.Connection, case: int
) -> None:
    step = cases.insert_step(
        db, case_id=case, kind="notice", day=date(2026, 11, 12),
        data={"document": "资环委办〔2026〕9号"}, by="甲", at=NOW,
    )  # fmt: skip
    cases.void_step(db, step, by="甲", why="日期写错", at=NOW)
    assert cases.used_numbers(db) == ["资环委办〔2026〕9号"]
