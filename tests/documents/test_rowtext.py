"""Tables typed as lines: what a clerk types or pastes comes out cell by cell."""

from __future__ import annotations

import pytest

from yuetan_desktop.documents.rowtext import gaps, row_text, rows

COLUMNS = ("措施", "数量", "时限")


@pytest.mark.parametrize("divider", ["｜", "|", "\t", " ｜ "])
def test_rows_are_read_with_any_divider_a_clerk_has(divider: str) -> None:
    text = divider.join(("清淤", "3公里", "2026年12月31日"))
    assert rows(f"{text}\n\n{text}\n", COLUMNS) == [
        {"序号": n, "措施": "清淤", "数量": "3公里", "时限": "2026年12月31日"} for n in ("1", "2")
    ]


def test_missing_cells_are_empty_and_named() -> None:
    text = "清淤｜｜2026年\n补植\t20亩\t\n巡查"
    assert [row["数量"] for row in rows(text, COLUMNS)] == ["", "20亩", ""]
    assert gaps(text, COLUMNS) == ["第1项缺数量。", "第2项缺时限。", "第3项缺数量、时限。"]


def test_a_cell_too_many_stays_with_the_last() -> None:
    assert rows("清淤｜3公里｜年底｜分两期", COLUMNS)[0]["时限"] == "年底；分两期"


def test_a_table_goes_to_text_and_back_also_when_cells_hold_dividers_or_line_ends() -> None:
    table = [("清淤|疏浚", "3公里", "年底\n前"), ("补植", "20亩", "次年")]
    read = rows(row_text(table), COLUMNS)
    assert [tuple(row[c] for c in COLUMNS) for row in read] == [
        ("清淤，疏浚", "3公里", "年底 前"),
        ("补植", "20亩", "次年"),
    ]
    assert gaps(row_text(table), COLUMNS) == []


def test_nothing_typed_is_no_row() -> None:
    assert rows(" \n", COLUMNS) == []
