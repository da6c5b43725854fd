"""口径请示与答复 (第二十一条): asked of the office that interprets the regulation; an answer that
names an option settles the reading for periods that end on its day or later."""

from __future__ import annotations

from datetime import date

from yuetan_desktop.domain.judging.interpretation import Answer, Interpretation
from yuetan_desktop.domain.reading import Reading
from yuetan_desktop.errors import AppError
from yuetan_desktop.services import office
from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.store import interpretations as store

__all__ = ["Answer", "Interpretation"]

_KEPT = "没有登记，口径没有改动。"


def questions(ws: Workspace) -> list[Interpretation]:
    """Everything asked that stands, oldest first."""
    return store.list_questions(ws.db)


def interpreter(ws: Workspace) -> str:
    """Who interprets the regulation now in force, as its papers are signed."""
    return office.read_office(ws).issuer


def ask(
    ws: Workspace, reading: str, question: str, *, asked_by: str, asked_on: date, document: str = ""
) -> int:
    """Record a question about an open wording; returns its number."""
    _reading(ws, reading)
    _required({"请示内容": question, "请示单位": asked_by})
    _not_later(ws, asked_on, "请示日期")
    asked = Interpretation(
        0, reading, question.strip(), asked_by.strip(), asked_on, document.strip()
    )
    with ws.transaction():
        return store.insert_question(ws.db, asked, by=ws.person, at=ws.now())


def answer(
    ws: Workspace,
    question_id: int,
    words: str,
    *,
    option: str = "",
    answered_by: str,
    answered_on: date,
    document: str,
) -> int:
    """Record an answer. Without an option it is kept and settles nothing."""
    asked = find(ws, question_id)
    _required({"答复内容": words, "答复单位": answered_by, "答复文号": document})
    _not_later(ws, answered_on, "答复日期")
    if answered_on < asked.asked_on:
        raise AppError(
            f"答复日期{answered_on}早于请示日期{asked.asked_on}。",
            kept=_KEPT,
            hint="请核对两个日期。",
        )
    offered = _reading(ws, asked.reading).options
    if option and option not in {one.key for one in offered}:
        names = "、".join(f"{one.key}（{one.name}）" for one in offered)
        raise AppError(
            f"口径 {asked.reading} 没有“{option}”这个选项。", kept=_KEPT, hint=f"可选：{names}。"
        )
    given = Answer(0, option, words.strip(), answered_by.strip(), answered_on, document.strip())
    with ws.transaction():
        return store.insert_answer(ws.db, question_id, given, by=ws.person, at=ws.now())


def void_question(ws: Workspace, question_id: int, why: str) -> None:
    """Recorded by mistake; with it go its answers."""
    find(ws, question_id)
    _required({"撤销原因": why})
    with ws.transaction():
        store.void_question(ws.db, question_id, by=ws.person, why=why, at=ws.now())


def void_answer(ws: Workspace, answer_id: int, why: str) -> None:
    """Recorded by mistake; what held before holds again."""
    _required({"撤销原因": why})
    with ws.transaction():
        store.void_answer(ws.db, answer_id, by=ws.person, why=why, at=ws.now())


def find(ws: Workspace, question_id: int) -> Interpretation:
    """The question of this number; raises AppError where there is none."""
    found = next((one for one in questions(ws) if one.id == question_id), None)
    if found is None:
        raise AppError(
            f"没有第 {question_id} 号口径请示。", kept=_KEPT, hint="编号见口径请示列表。"
        )
    return found


def _reading(ws: Workspace, key: str) -> Reading:
    found = office.readings_in_force(ws).readings.get(key)
    if found is None:
        raise AppError(f"没有口径“{key}”。", kept=_KEPT, hint="编号见口径列表，如 R1。")
    return found


def _required(said: dict[str, str]) -> None:
    missing = [name for name, words in said.items() if not words.strip()]
    if missing:
        raise AppError(f"没有填写{'、'.join(missing)}。", kept=_KEPT, hint="请补填后再登记。")


def _not_later(ws: Workspace, day: date, name: str) -> None:
    if day > ws.today():
        raise AppError(f"{name}{day}晚于今天。", kept=_KEPT, hint="请核对日期。")
