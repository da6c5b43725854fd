"""What is copied comes out of other people's files: pasted into a spreadsheet it stays words."""

from __future__ import annotations

import pytest

from yuetan_desktop.ui.widgets.copying import tsv


@pytest.mark.parametrize(
    "cell", ['=HYPERLINK("http://x","看")', "@SUM(A1)", "+cmd|' /C calc'!A0", "-2+3+cmd|'x'!A0"]
)
def test_words_that_would_act_as_a_formula_are_quoted(cell: str) -> None:
    assert tsv([["单位", cell]]) == f"单位\t'{cell}"


@pytest.mark.parametrize("cell", ["-3", "+1.2", "−0.8", "-2.5%", "—", "", "云麓区", "3 个=三个"])
def test_numbers_and_plain_words_are_copied_as_they_are(cell: str) -> None:
    assert tsv([[cell, cell]]) == f"{cell}\t{cell}"
