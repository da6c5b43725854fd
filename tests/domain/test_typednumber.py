"""Numbers as clerks type them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from yuetan_desktop.domain.typednumber import read_number


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("35", "35"),
        (" 35.50 ", "35.50"),
        ("1,200", "1200"),
        ("1，200", "1200"),
        ("１２００．５", "1200.5"),
        ("-0.3", "-0.3"),
        (".5", "0.5"),
        ("0", "0"),
    ],
)
def test_a_number_is_read_as_it_was_meant(typed: str, number: str) -> None:
    assert read_number(typed) == Decimal(number)


@pytest.mark.parametrize(
    "typed", ["", " ", "若干", "NaN", "inf", "1e9", "1_000", "3.5.1", "40%", "-", "三十"]
)
def test_what_is_no_number_is_none(typed: str) -> None:
    assert read_number(typed) is None
