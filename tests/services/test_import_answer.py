"""The annotated copy of the clerk's file, opened again with openpyxl and compared."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font

from yuetan_desktop.errors import AppError
from yuetan_desktop.excel.books import annotated
from yuetan_desktop.services import imports
from yuetan_desktop.services.importing import importpreview
from yuetan_desktop.services.importing.importanswer import suggested_name, write_answer
from yuetan_desktop.services.workspace import Workspace

ROWS: list[Sequence[Any]] = [
    ["资阳市2026年10月各县（区）环境空气质量状况"],
    ["县（区）", "PM2.5(μg/m³)", "优良天数率(%)"],
    ["雁江区", 30.3, 183.9],
    ["安岳县", "一四.二", 93.5],
    ["乐至县", "=B3+1", 96.8],
]
RED, YELLOW = "00F8C9C4", "00FBE6B2"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Two errors, a formula, a merged title, a bold cell and a comment of the bureau's own."""
    book = Workbook()
    sheet = book.active
    sheet.title = "10月"
    for row in ROWS:
        sheet.append(list(row))
    sheet.merge_cells("A1:C1")
    sheet["A3"].font = Font(bold=True)
    sheet["C3"].comment = Comment("市站复核", "市站")
    book.save(tmp_path / "空气月报2610.xlsx")
    return tmp_path / "空气月报2610.xlsx"


def answer(ws: Workspace, file: Path) -> Any:
    found = importpreview.preview(ws, file)
    out = file.with_name(suggested_name(file))
    write_answer(ws, found, out)
    return load_workbook(out)


def test_errors_are_red_commented_and_written_at_the_end_of_their_row(
    ws: Workspace, file: Path
) -> None:
    sheet = answer(ws, file)["10月"]
    assert sheet["C3"].fill.fgColor.rgb == RED
    assert sheet["C3"].comment.text == "市站复核\n【错误】优良天数率183.9%，超过100%。"
    assert sheet["D2"].value == "错误信息"
    assert sheet["D3"].value == "C3 错误：优良天数率183.9%，超过100%。"
    assert "建议：14.2" in sheet["B4"].comment.text
    assert sheet["B4"].fill.fgColor.rgb == RED


def test_what_is_right_stays_as_it_was(ws: Workspace, file: Path) -> None:
    before = load_workbook(file)["10月"]
    after = answer(ws, file)["10月"]
    for row in before.iter_rows():
        for cell in row:
            assert after[cell.coordinate].value == cell.value
    assert after["B5"].value == "=B3+1"
    assert after["A3"].font.bold
    assert [str(area) for area in after.merged_cells.ranges] == ["A1:C1"]
    assert after["A3"].fill.fgColor.rgb not in (RED, YELLOW)
    assert after["A3"].comment is None


def test_the_list_names_each_cell_and_leads_to_it(ws: Workspace, file: Path) -> None:
    book = answer(ws, file)
    listed = book["校验结果"]
    rows = [[cell.value for cell in row] for row in listed.iter_rows(min_row=5)]
    assert [row[1:5] for row in rows[:2]] == [
        ["错误", "10月", "C3", "优良天数率183.9%，超过100%。"],
        ["错误", "10月", "B4", rows[1][4]],
    ]
    assert rows[1][5] == "14.2"
    assert listed.cell(5, 4).hyperlink.location == "'10月'!C3"
    assert listed["A2"].value.startswith("错误 2 处、警告 ")


def test_the_original_is_not_touched(ws: Workspace, file: Path) -> None:
    before = file.read_bytes()
    answer(ws, file)
    assert file.read_bytes() == before
    with pytest.raises(AppError, match="不能覆盖原文件"):
        write_answer(ws, importpreview.preview(ws, file), file)
    assert file.read_bytes() == before


def test_a_file_changed_meanwhile_is_refused(ws: Workspace, file: Path) -> None:
    found = importpreview.preview(ws, file)
    file.write_bytes(file.read_bytes() + b" ")
    out = file.with_name("答复.xlsx")
    with pytest.raises(AppError, match="又改动过"):
        write_answer(ws, found, out)
    assert not out.exists()


def test_a_text_file_becomes_a_workbook_and_formulas_in_it_stay_text(
    ws: Workspace, tmp_path: Path
) -> None:
    file = tmp_path / "空气2610.csv"
    lines = ["2026年10月空气质量", "县（区）,PM2.5", "雁江区,=1+1", "安岳县,26.8"]
    file.write_bytes("\n".join(lines).encode("gb18030"))
    book = answer(ws, file)
    sheet = book.worksheets[0]
    assert sheet["B3"].value == "=1+1"
    assert sheet["B3"].data_type == "s"
    assert sheet["B3"].fill.fgColor.rgb == RED
    assert sheet["B4"].value == 26.8


def test_unknown_names_and_replaced_values_are_yellow(ws: Workspace, tmp_path: Path) -> None:
    def made(name: str, *rows: Sequence[Any]) -> Path:
        book = Workbook()
        for row in (["2026年10月空气质量"], ["县（区）", "PM2.5"], *rows):
            book.active.append(list(row))
        book.save(tmp_path / name)
        return tmp_path / name

    imports.commit(ws, importpreview.preview(ws, made("a.xlsx", ["雁江区", 30.3])))
    sheet = answer(ws, made("b.xlsx", ["雁江区", 30.9], ["东城片", 28]))["Sheet"]
    assert sheet["B3"].fill.fgColor.rgb == YELLOW
    assert sheet["C3"].value == "B3 警告：与库中已有值 30.3 不同（a.xlsx）"
    assert sheet["A4"].fill.fgColor.rgb == YELLOW


def test_the_mended_copy_is_imported_like_the_file_and_annotated_anew(
    ws: Workspace, file: Path
) -> None:
    answer(ws, file)
    copy = file.with_name(suggested_name(file))
    book = load_workbook(copy)
    book["10月"]["B4"], book["10月"]["C3"] = 14.2, 83.9
    book["10月"]["B5"] = 131.3
    book.save(copy)
    found = importpreview.preview(ws, copy)
    assert not found.errors
    assert found.counts.new == 6
    again = file.with_name("再.xlsx")
    write_answer(ws, found, again)
    book = load_workbook(again)
    assert book.sheetnames == ["10月", "校验结果"]
    assert book["10月"].max_column == 3
    assert book["10月"]["C3"].comment.text == "市站复核"
    assert book["10月"]["C3"].fill.fgColor.rgb not in (RED, YELLOW)
    assert book["10月"]["B4"].comment is None


def test_a_doubt_inside_a_merged_area_stands_at_its_first_cell(
    ws: Workspace, tmp_path: Path
) -> None:
    book = Workbook()
    sheet = book.active
    for row in (["2026年10月空气"], ["县（区）", "PM2.5"], ["雁江区", "甲"], ["安岳县", None]):
        sheet.append(row)
    sheet.merge_cells("B3:B4")
    book.save(tmp_path / "并2610.xlsx")
    sheet = answer(ws, tmp_path / "并2610.xlsx").worksheets[0]
    assert sheet["B3"].fill.fgColor.rgb == RED
    assert sheet["B3"].comment.text.count("【错误】") >= 1


def test_three_hundred_errors_each_have_their_row(ws: Workspace, tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["2026年10月空气"])
    book.active.append(["县（区）", "优良天数率(%)"])
    for number in range(300):
        book.active.append(["雁江区" if number % 2 else "安岳县", 101 + number])
    book.save(tmp_path / "多2610.xlsx")
    sheet = answer(ws, tmp_path / "多2610.xlsx").worksheets[0]
    filled = [sheet.cell(row, 3).value for row in range(3, 303)]
    assert all("超过100%" in str(value) for value in filled)


def test_an_xls_that_is_html_becomes_a_workbook(ws: Workspace, tmp_path: Path) -> None:
    rows = "".join(
        f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>"
        for row in (["县（区）", "优良天数率(%)"], ["雁江区", 183.9], ["安岳县", 93.5])
    )
    file = tmp_path / "空气2610.xls"
    file.write_text(f"<html><body><table>{rows}</table></body></html>", "utf-8")
    sheet = answer(ws, file).worksheets[0]
    assert sheet["B2"].fill.fgColor.rgb == RED
    assert sheet["C2"].value.startswith("B2 错误：")


def test_of_a_very_large_file_only_remarked_rows_are_copied_at_their_place(
    ws: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(annotated, "MAX_COPIED", 100)
    monkeypatch.setattr(annotated, "MAX_STYLED", 100)
    file = tmp_path / "大2610.csv"
    lines = ["2026年10月空气质量", "县（区）,优良天数率(%)", *["雁江区,93.5"] * 200, "安岳县,183.9"]
    file.write_text("\n".join(lines), "utf-8")
    book = answer(ws, file)
    sheet = book.worksheets[0]
    assert sheet["B203"].fill.fgColor.rgb == RED
    assert sheet["A2"].value == "县（区）"
    assert sheet["A100"].value is None
    assert "行号与原表相同" in str(book["校验结果"]["A4"].value)
