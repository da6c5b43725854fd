"""口径请示与答复 (E19): an answer settles a reading from its day on, and not before."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.builders import COUNTY, facts, readings, regulation
from yuetan_desktop.domain.assessment import assess_rule
from yuetan_desktop.domain.finding import Outcome
from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.reading import Choice, Readings
from yuetan_desktop.errors import AppError
from yuetan_desktop.services import office
from yuetan_desktop.services.judging import interpretations
from yuetan_desktop.services.workspace import Workspace

ANSWERED = date(2025, 2, 3)
LETTER = "云环委办函〔2025〕4号"


def asked(ws: Workspace, reading: str = "R1") -> int:
    return interpretations.ask(
        ws, reading, "“和”须两项同时未达到吗？", asked_by="青石县", asked_on=date(2025, 1, 6)
    )


def answered(ws: Workspace, question: int, option: str = "either", on: date = ANSWERED) -> int:
    return interpretations.answer(
        ws,
        question,
        "任一未达到即符合。",
        option=option,
        answered_by="市环委办",
        answered_on=on,
        document=LETTER,
    )


def in_force(ws: Workspace, day: date, reading: str = "R1") -> tuple[str, bool]:
    found = office.readings_in_force(ws, day)
    return found[reading], found.is_answered(reading)


def test_an_answer_changes_the_reading_from_its_day_only(ws: Workspace) -> None:
    answered(ws, asked(ws))
    assert in_force(ws, date(2025, 2, 2)) == ("both", False)
    assert in_force(ws, ANSWERED) == ("either", True)
    assert in_force(ws, date(2026, 11, 10)) == ("either", True)


def test_a_question_without_answer_or_an_answer_without_option_settles_nothing(
    ws: Workspace,
) -> None:
    question = asked(ws)
    (waiting,) = interpretations.questions(ws)
    assert waiting.waiting_days(date(2025, 2, 3)) == 28
    answered(ws, question, option="")
    assert in_force(ws, ANSWERED) == ("both", False)
    (told,) = interpretations.questions(ws)
    assert told.answer is not None
    assert (told.answer.words, told.waiting_days(ANSWERED)) == ("任一未达到即符合。", None)


def test_a_second_answer_holds_from_its_own_day_and_the_first_until_then(ws: Workspace) -> None:
    question = asked(ws)
    answered(ws, question)
    answered(ws, question, "both", date(2026, 1, 1))
    days = (date(2025, 2, 2), ANSWERED, date(2025, 12, 31), date(2026, 1, 1))
    assert [in_force(ws, day)[0] for day in days] == ["both", "either", "either", "both"]


def test_between_the_offices_choice_and_an_answer_the_later_one_decides(ws: Workspace) -> None:
    office.choose_reading(ws, Choice("R1", "both", "青石县", date(2024, 6, 1), "会议纪要"))
    answered(ws, asked(ws))
    assert in_force(ws, date(2025, 2, 2)) == ("both", False)  # its own choice
    assert in_force(ws, ANSWERED) == ("either", True)
    office.choose_reading(ws, Choice("R1", "both", "青石县", date(2025, 3, 1), "会议纪要"))
    assert in_force(ws, date(2025, 6, 30)) == ("both", False)


def test_a_voided_answer_lets_hold_what_held_before(ws: Workspace) -> None:
    number = answered(ws, asked(ws))
    interpretations.void_answer(ws, number, "登记有误")
    assert in_force(ws, ANSWERED) == ("both", False)
    (left,) = interpretations.questions(ws)
    assert left.answers == ()


def test_a_voided_question_takes_its_answers_with_it(ws: Workspace) -> None:
    question = asked(ws)
    answered(ws, question)
    interpretations.void_question(ws, question, "登记有误")
    assert in_force(ws, ANSWERED) == ("both", False)
    assert interpretations.questions(ws) == []


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ({"words": " "}, "没有填写答复内容"),
        ({"document": ""}, "没有填写答复文号"),
        ({"option": "neither"}, "口径 R1 没有“neither”这个选项"),
        ({"answered_on": date(2025, 1, 5)}, "早于请示日期"),
        ({"answered_on": date(2026, 11, 11)}, "晚于今天"),
    ],
)
def test_an_answer_that_cannot_be_is_refused(
    ws: Workspace, said: dict[str, object], says: str
) -> None:
    whole = {
        "words": "任一。",
        "option": "either",
        "answered_by": "市环委办",
        "answered_on": ANSWERED,
        "document": LETTER,
        **said,
    }
    question = asked(ws)
    with pytest.raises(AppError, match=says):
        interpretations.answer(ws, question, whole.pop("words"), **whole)  # type: ignore[arg-type]
    assert in_force(ws, ANSWERED) == ("both", False)


def test_a_question_about_no_reading_is_refused(ws: Workspace) -> None:
    with pytest.raises(AppError, match="没有口径“R99”"):
        asked(ws, "R99")


def test_a_period_is_judged_by_the_answer_in_force_on_its_last_day() -> None:
    builder = facts()
    for month in ("2025-01", "2025-02"):
        builder.value("pm25", month, 40.0).target("pm25", month, 35.0)
        builder.value("good_day_rate", month, 90.0).target("good_day_rate", month, 80.0)
        builder.rank(month, 5, of=183)
    known, rule = builder.build(), regulation().rule("4.1")
    answer = Choice("R1", "either", "市环委办", date(2025, 2, 28), LETTER)
    answers: Readings = replace(readings(), answers=(answer,))

    def outcome(month: int) -> tuple[Outcome, str]:
        period = Period.month(2025, month)
        found = assess_rule(rule, known, known.place(COUNTY), period, answers, regulation())
        return found.outcome, found.reading.split("、")[0]

    assert outcome(1) == (Outcome.UNDECIDED, "同时未达到")  # 仅在“任一未达到”口径下成立
    assert outcome(2) == (Outcome.TRIGGERED, "任一未达到")
