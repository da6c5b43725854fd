"""Hidden rows, columns and sheets are read and said."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook

from yuetan_desktop.domain.indicator import Catalogue
from yuetan_desktop.excel.parse import read_file

from .conftest import says, values


def book(path: Path) -> Workbook:
    made = Workbook()
    sheet = made.active
    sheet.title = "10月"
    for row in (
        ["2026年10月空气质量"], ["县区", "PM2.5", "PM10", "SO2"],
        ["安岳县", 26, 45, 7], ["乐至县", 27, 46, 8], ["雁江区", 30, 50, 9],
    ):  # fmt: skip
        sheet.append(row)
    return made


def test_hidden_rows_and_columns_are_read_and_named(tmp_path: Path, catalogue: Catalogue) -> None:
    made = book(tmp_path)
    sheet = made["10月"]
    for row in (4, 5):
        sheet.row_dimensions[row].hidden = True
    sheet.column_dimensions["C"].hidden = True
    made.save(tmp_path / "表.xlsx")
    found = read_file(tmp_path / "表.xlsx", catalogue)
    assert ("雁江区", "pm10", "2026-10", 50) in values(found)
    assert "提示 ：第4—5行（共2行）、C列是隐藏的，已一并读取，请核对是否应当入库。" in says(found)


def test_a_hidden_sheet_is_read_and_named(tmp_path: Path, catalogue: Catalogue) -> None:
    made = book(tmp_path)
    other = made.create_sheet("9月")
    for row in (["2026年9月空气质量"], ["县区", "PM2.5"], ["安岳县", 20]):
        other.append(row)
    other.sheet_state = "veryHidden"
    made.save(tmp_path / "表.xlsx")
    found = read_file(tmp_path / "表.xlsx", catalogue)
    assert ("安岳县", "pm25", "2026-09", 20) in values(found)
    assert "提示 ：工作表“9月”是隐藏的，已一并读取。" in says(found)


def test_nothing_is_said_where_nothing_is_hidden(tmp_path: Path, catalogue: Catalogue) -> None:
    made = book(tmp_path)
    made.save(tmp_path / "表.xlsx")
    assert not any("隐藏" in line for line in says(read_file(tmp_path / "表.xlsx", catalogue)))
