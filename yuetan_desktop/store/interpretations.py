"""口径请示与答复: questions and answers; a wrong one is voided with a reason, never removed."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from datetime import date, datetime

from yuetan_desktop.domain.judging.interpretation import Answer, Interpretation
from yuetan_desktop.domain.reading import Choice
from yuetan_desktop.store.registers import moment, void


def insert_question(db: sqlite3.Connection, asked: Interpretation, *, by: str, at: datetime) -> int:
    """Record a question (its `id` and answers are not looked at); returns the id it got."""
    cursor = db.execute(
        "INSERT INTO interpretation (reading, question, asked_by, asked_on, document,"
        " recorded_by, recorded_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            asked.reading,
            asked.question,
            asked.asked_by,
            asked.asked_on.isoformat(),
            asked.document,
            by,
            moment(at),
        ),
    )
    return int(cursor.lastrowid or 0)


def insert_answer(
    db: sqlite3.Connection, question_id: int, answer: Answer, *, by: str, at: datetime
) -> int:
    cursor = db.execute(
        "INSERT INTO interpretation_answer (interpretation_id, option, words, answered_by,"
        " answered_on, document, recorded_by, recorded_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            question_id,
            answer.option,
            answer.words,
            answer.answered_by,
            answer.answered_on.isoformat(),
            answer.document,
            by,
            moment(at),
        ),
    )
    return int(cursor.lastrowid or 0)


def void_question(
    db: sqlite3.Connection, question_id: int, *, by: str, why: str, at: datetime
) -> None:
    """A question recorded by mistake; its answers no longer hold either."""
    void(db, "interpretation", (question_id,), by=by, why=why, at=at)
    for (answer_id,) in db.execute(
        "SELECT id FROM interpretation_answer WHERE interpretation_id = ?", (question_id,)
    ).fetchall():
        void_answer(db, answer_id, by=by, why=why, at=at)


def void_answer(db: sqlite3.Connection, answer_id: int, *, by: str, why: str, at: datetime) -> None:
    void(db, "interpretation_answer", (answer_id,), by=by, why=why, at=at)


def list_questions(db: sqlite3.Connection) -> list[Interpretation]:
    """Questions that stand, oldest first, each with the answers that stand."""
    answers: dict[int, list[Answer]] = defaultdict(list)
    for row in db.execute(
        "SELECT * FROM interpretation_answer WHERE voided_at IS NULL ORDER BY answered_on, id"
    ):
        answers[row["interpretation_id"]].append(
            Answer(
                row["id"],
                row["option"],
                row["words"],
                row["answered_by"],
                date.fromisoformat(row["answered_on"]),
                row["document"],
            )
        )
    return [
        Interpretation(
            row["id"],
            row["reading"],
            row["question"],
            row["asked_by"],
            date.fromisoformat(row["asked_on"]),
            row["document"],
            tuple(answers[row["id"]]),
        )
        for row in db.execute(
            "SELECT * FROM interpretation WHERE voided_at IS NULL ORDER BY asked_on, id"
        )
    ]


def answers_in_force(db: sqlite3.Connection) -> list[Choice]:
    """Every answer that settles a reading, oldest first, as the decision it amounts to."""
    rows = db.execute(
        "SELECT q.reading, a.option, a.answered_by, a.answered_on, a.document"
        " FROM interpretation_answer a JOIN interpretation q ON q.id = a.interpretation_id"
        " WHERE a.option <> '' AND a.voided_at IS NULL AND q.voided_at IS NULL"
        " ORDER BY a.answered_on, a.id"
    )
    return [
        Choice(reading, option, who, date.fromisoformat(on), document)
        for reading, option, who, on, document in rows
    ]
