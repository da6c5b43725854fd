"""文号: the next free number, never one that was used."""

from __future__ import annotations

import pytest

from yuetan_desktop.documents.numbering import format_number, next_number, ordinal
from yuetan_desktop.errors import AppError

PATTERN = "资环委办〔{year}〕{n}号"


def test_the_first_number_of_a_year_is_1() -> None:
    assert next_number(PATTERN, 2026, []) == "资环委办〔2026〕1号"
    assert next_number(PATTERN, 2027, ["资环委办〔2026〕34号"]) == "资环委办〔2027〕1号"


def test_the_next_number_follows_the_highest_and_leaves_gaps_open() -> None:
    used = ["资环委办〔2026〕3号", "资环委办〔2026〕34号", "资环委办〔2026〕7号"]
    assert next_number(PATTERN, 2026, used) == "资环委办〔2026〕35号"


def test_numbers_of_other_series_do_not_count() -> None:
    used = ["资环委办纪〔2026〕90号", "资约〔2026〕99号", "资环委办〔2026〕2号附", ""]
    assert next_number(PATTERN, 2026, used) == "资环委办〔2026〕1号"


def test_the_bracket_is_hexagonal_and_no_zero_leads() -> None:
    assert format_number(PATTERN, 2026, 7) == "资环委办〔2026〕7号"


def test_a_number_is_read_back() -> None:
    assert ordinal(PATTERN, 2026, "资环委办〔2026〕34号") == 34
    assert ordinal(PATTERN, 2026, "资环委办〔2025〕34号") is None


@pytest.mark.parametrize("pattern", ["资环委办〔{year}〕号", "{n}{n}", "{year}{year}{n}"])
def test_a_pattern_without_one_n_is_refused(pattern: str) -> None:
    with pytest.raises(AppError):
        next_number(pattern, 2026, [])
