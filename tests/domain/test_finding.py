"""Three-valued logic of findings, and the tree they form."""

from decimal import Decimal
from itertools import product

import pytest

from yuetan_desktop.domain.finding import (
    Evidence,
    Finding,
    Margin,
    Outcome,
    Scale,
    outcome_of_all,
    outcome_of_any,
)

TRIGGERED, NOT, NO_DATA = Outcome.TRIGGERED, Outcome.NOT_TRIGGERED, Outcome.NO_DATA
UNDECIDED, NA = Outcome.UNDECIDED, Outcome.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("parts", "any_of", "all_of"),
    [
        ((TRIGGERED, NO_DATA), TRIGGERED, NO_DATA),
        ((NOT, NO_DATA), NO_DATA, NOT),
        ((NOT, NOT), NOT, NOT),
        ((TRIGGERED, TRIGGERED), TRIGGERED, TRIGGERED),
        ((TRIGGERED, NOT), TRIGGERED, NOT),
        ((UNDECIDED, NOT), UNDECIDED, NOT),
        ((UNDECIDED, TRIGGERED), TRIGGERED, UNDECIDED),
        ((NA, NOT), NOT, NA),
        ((NA, TRIGGERED), TRIGGERED, NA),
        ((NA, NA), NA, NA),
    ],
)
def test_any_and_all(parts: tuple[Outcome, ...], any_of: Outcome, all_of: Outcome) -> None:
    assert (outcome_of_any(parts), outcome_of_all(parts)) == (any_of, all_of)


def test_missing_data_never_makes_an_any_safe_nor_an_all_triggered() -> None:
    for others in product([TRIGGERED, NOT, UNDECIDED, NA], repeat=2):
        assert outcome_of_any([NO_DATA, *others]) is not NOT
        assert outcome_of_all([NO_DATA, *others]) is not TRIGGERED


def evidence(label: str) -> Evidence:
    return Evidence("实际", label, 1, "pm25", None, Decimal(1), "1.0", "μg/m³")


def test_the_tree_lists_its_leaves_lines_and_evidence_once() -> None:
    rank = Finding(NOT, "排名第120/183", evidence=(evidence("排名"),))
    pm = Finding(TRIGGERED, "PM2.5 30.3", evidence=(evidence("PM2.5"), evidence("排名")))
    whole = Finding(TRIGGERED, "满足其一", parts=(rank, pm))
    assert list(whole.leaves()) == [rank, pm]
    assert whole.lines() == [
        "【触发】满足其一",
        "　【未触发】排名第120/183",
        "　【触发】PM2.5 30.3",
    ]
    assert [e.label for e in whole.all_evidence()] == ["排名", "PM2.5"]


def test_a_margins_ratio_is_relative_to_its_limit_and_survives_a_limit_of_zero() -> None:
    assert Margin(Decimal("-3"), "μg/m³", Decimal(30), Scale.AMOUNT).ratio == Decimal("-0.1")
    assert Margin(Decimal(-1), "次", Decimal(0), Scale.OCCURRENCES).ratio == -1
