"""Cases from before the program by the command line."""

from __future__ import annotations

from pathlib import Path

from openpyxl import load_workbook

from .conftest import Run


def filled(run: Run, path: Path, *rows: tuple[str, ...]) -> Path:
    assert run("case", "past", "--form", path).out == f"已保存：{path}\n"
    book = load_workbook(path)
    sheet = book["历史约谈案件"]
    heads = [cell.value for cell in sheet[2]]
    wanted = ("责任单位", "依据条款", "依据时期", "立案日期", "约谈日期", "销号（办结）日期")
    for number, row in enumerate(rows, start=3):
        for head, value in zip(wanted, row, strict=True):
            sheet.cell(number, heads.index(head) + 1, value)
    book.save(path)
    return path


GOOD = ("青禾县", "第七条（一）1", "2025年上半年", "2025-07-10", "2025-07-25", "2025-12-20")


def test_the_sheet_is_looked_at_brought_in_and_taken_back(sample: Run, tmp_path: Path) -> None:
    path = filled(sample, tmp_path / "历史.xlsx", GOOD)
    looked = sample("case", "past", path, "--dry-run")
    assert looked.out.endswith("补录 1 件：在办 0 件，已结 1 件（未登记）。\n")
    made = sample("case", "past", path, "--json").json
    assert (made["cases"][0]["place"], made["cases"][0]["open"]) == ("青禾县", False)
    assert "补录〔2025〕01号" in sample("case", "list").out
    back = sample("withdraw", made["batch"])
    assert "撤销补录案件 1 件" in back.out
    assert "已撤销" in sample("case", "show", "补录〔2025〕01号").out


def test_one_error_and_nothing_is_recorded(sample: Run, tmp_path: Path) -> None:
    path = filled(sample, tmp_path / "历史.xlsx", GOOD, ("无此县", *GOOD[1:]))
    refused = sample("case", "past", path)
    assert refused.code == 2
    assert "错误 历史约谈案件!B4：“无此县”没有登记为责任单位。" in refused.out
    assert refused.out.endswith("没有登记任何案件。\n")
    assert sample("case", "past").code == 64
