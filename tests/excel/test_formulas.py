"""Formulas whose stored result says nothing: named at their cells, and nothing stored for them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from yuetan_desktop.domain.indicator import Catalogue
from yuetan_desktop.excel.files.formulas import CIRCULAR, MAX_NAMED, NOT_CALCULATED, without_result
from yuetan_desktop.excel.parse import read_file
from yuetan_desktop.excel.results import FileReading

from .conftest import says, values
from .formats import entries_of, packed, xlsx

TITLE = ["2025年10月空气质量"]
HEAD = ["县区", "优良天数", "重污染天数"]
SHEET = "xl/worksheets/sheet1.xml"


@pytest.fixture
def calculated(tmp_path: Path, catalogue: Catalogue):  # type: ignore[no-untyped-def]
    """Read rows in which some cells hold a formula with the result that Excel stored."""

    def run(
        rows: list[list[object]], formulas: Mapping[str, tuple[str, str]], attributes: str = ""
    ) -> FileReading:
        entries = entries_of(xlsx(rows))
        sheet = entries[SHEET].decode()
        for cell, (formula, result) in formulas.items():
            start = sheet.index(f'<c r="{cell}"')
            end = sheet.index("</c>", start) + 4
            written = formula if formula.startswith("<f") else f"<f>{formula}</f>"
            value = f"<v>{result}</v>" if result else ""
            sheet = f'{sheet[:start]}<c r="{cell}"{attributes}>{written}{value}</c>{sheet[end:]}'
        path = tmp_path / "表.xlsx"
        path.write_bytes(packed(entries | {SHEET: sheet.encode()}))
        return read_file(path, catalogue)

    return run


def test_every_formula_that_was_never_calculated_is_named(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    path = tmp_path / "表.xlsx"
    path.write_bytes(xlsx([TITLE, HEAD, ["安岳县", 26, 0], ["乐至县", "=B3-1", "=C3"]]))
    found = read_file(path, catalogue)
    assert {v[0] for v in values(found)} == {"安岳县"}
    assert [line for line in says(found) if "公式" in line] == [
        f"警告 B4：{NOT_CALCULATED}",
        f"警告 C4：{NOT_CALCULATED}",
    ]


def test_two_cells_that_stand_on_each_other_without_results(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    path = tmp_path / "表.xlsx"
    path.write_bytes(xlsx([TITLE, HEAD, ["安岳县", 26, 0], ["乐至县", "=C4", "=B4"]]))
    found = read_file(path, catalogue)
    assert {v[0] for v in values(found)} == {"安岳县"}
    assert [line for line in says(found) if "公式" in line] == [
        f"警告 B4：{CIRCULAR}",
        f"警告 C4：{CIRCULAR}",
    ]


def test_the_nought_that_excel_stores_for_a_circle_is_no_value(calculated) -> None:  # type: ignore[no-untyped-def]
    rows = [TITLE, HEAD, ["安岳县", 26, 1], ["乐至县", 0, 0]]
    found = calculated(rows, {"B4": ("C4+0", "0"), "C4": ("$B$4*1", "0")})
    assert {v[0] for v in values(found)} == {"安岳县"}
    assert f"警告 B4：{CIRCULAR}" in says(found)


def test_a_sum_that_counts_itself_also_where_it_was_filled_down(calculated) -> None:  # type: ignore[no-untyped-def]
    """Excel writes a filled-down formula once and refers to it."""
    rows = [
        TITLE,
        ["县区", "优良天数", "重污染天数", "有效天数"],
        ["安岳县", 26, 1, 0],
        ["乐至县", 25, 1, 0],
    ]
    found = calculated(
        rows,
        {
            "D3": ('<f t="shared" ref="D3:D4" si="0">SUM(B3:D3)</f>', "0"),
            "D4": ('<f t="shared" si="0"/>', "0"),
        },
    )
    assert {v[1] for v in values(found)} == {"good_days", "heavy_days"}
    assert [line for line in says(found) if "循环" in line] == [
        f"警告 D3：{CIRCULAR}",
        f"警告 D4：{CIRCULAR}",
    ]


def test_a_nought_that_a_formula_really_gives_is_a_value(calculated) -> None:  # type: ignore[no-untyped-def]
    rows = [TITLE, HEAD, ["安岳县", 26, 0], ["乐至县", 25, 0]]
    formulas = {"C3": ('COUNTIF(D3:AH3,"&gt;200")', "0"), "C4": ("C3+Sheet2!C4", "0")}
    found = calculated(rows, formulas)
    assert ("安岳县", "heavy_days", "2025-10", 0) in values(found)
    assert ("乐至县", "heavy_days", "2025-10", 0) in values(found)
    assert not says(found)


def test_an_error_that_a_formula_gives_is_told_at_its_cell(calculated) -> None:  # type: ignore[no-untyped-def]
    rows = [TITLE, HEAD, ["安岳县", 26, 0], ["乐至县", 25, 0]]
    found = calculated(rows, {"B4": ("1/0", "#DIV/0!"), "C4": ("Sheet9!A1", "#REF!")}, ' t="e"')
    assert {v[0] for v in values(found)} == {"安岳县"}
    assert "警告 C4：这格的公式出错（#REF!），按空白读取；请改正公式、保存后再导入。" in says(found)
    assert not any("警告 B4" in line for line in says(found)), "nothing to divide is no value"


def test_a_sheet_full_of_them_names_a_hundred_and_counts_the_rest(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    path = tmp_path / "表.xlsx"
    rows = [[f"{n}县", f"=B{n}+1", 0] for n in range(300)]
    path.write_bytes(xlsx([TITLE, HEAD, ["安岳县", 26, 0], *rows]))
    found = read_file(path, catalogue)
    named = [p for p in found.problems if "公式没有保存" in p.message]
    assert len(named) == MAX_NAMED + 1
    assert named[-1].message.startswith("另有200格")


def test_a_circle_through_a_thousand_cells_is_found_at_once() -> None:
    cells = "".join(f'<c r="A{n}"><f>A{n + 1}</f><v>0</v></c>' for n in range(1, 2001))
    last = '<c r="A2001"><f>SUM(A1:A3)</f><v>0</v></c>'
    assert len(without_result((cells + last).encode()).circular) == 2001
    assert without_result(cells.encode()).circular == ()
