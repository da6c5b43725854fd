"""Cells far away from all others: a reader that makes room up to them would end the program."""

from __future__ import annotations

import io
import os
import struct
import sys
from pathlib import Path

import pytest
from openpyxl import Workbook

from yuetan_desktop.domain.indicator import Catalogue
from yuetan_desktop.errors import AppError
from yuetan_desktop.excel.files.extent import open_document_extent, sheet_extent
from yuetan_desktop.excel.parse import MAX_COLUMNS, read_file

from .biff import xls_book
from .conftest import says, values
from .formats import entries_of, ods, packed, record, xlsb

ROWS = [["2025年10月空气质量"], ["县区", "PM2.5", "PM10"], ["安岳县", 26.5, 40]]
SHEET = "xl/worksheets/sheet1.xml"
DAMAGED, TOO_LARGE = "已损坏或不完整", "万个单元格的上限"


def _with(here: bytes, there: bytes) -> bytes:
    book = Workbook()
    for row in ROWS:
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    entries = entries_of(buffer.getvalue())
    assert here in entries[SHEET]
    return packed({**entries, SHEET: entries[SHEET].replace(here, there)})


@pytest.mark.parametrize(
    ("reference", "says"),
    [
        (b'r="XFD1048576"', TOO_LARGE),
        (b"r='XFD1048576'", TOO_LARGE),
        (b'r = "XFD1048576"', TOO_LARGE),
        (b'r\n="xfd1048576"', TOO_LARGE),
        (b'r="XFD9999"', TOO_LARGE),
        (b'r="AAAAAAAA3"', DAMAGED),
        (b'r="B9999999"', DAMAGED),
        (b'r="B99999999999"', DAMAGED),
        (b'r="&#88;FD1048576"', DAMAGED),
        (b'r=""', DAMAGED),
    ],
)
def test_a_cell_far_away_is_refused_before_room_is_made(
    tmp_path: Path, catalogue: Catalogue, reference: bytes, says: str
) -> None:
    path = tmp_path / "月报.xlsx"
    path.write_bytes(_with(b'r="B3"', reference))
    with pytest.raises(AppError, match=says) as refused:
        read_file(path, catalogue)
    assert refused.value.kept == "没有导入任何数据。"


def _repeated(rows: int, columns: int, *, filled: bool) -> bytes:
    """An .ods whose last row is said to be repeated, cell by cell too."""
    value = ' office:value-type="float" office:value="1"' if filled else ""
    row = (
        f'<table:table-row table:number-rows-repeated="{rows}">'
        f'<table:table-cell table:number-columns-repeated="{columns}"{value}/></table:table-row>'
    ).encode()
    entries = entries_of(ods(ROWS))
    content = entries["content.xml"].replace(b"</table:table>", row + b"</table:table>")
    return packed({**entries, "content.xml": content})


def _binary(row: int, column: int) -> bytes:
    """An .xlsb with one more cell, that far away."""
    end = record(146) + record(130)
    far = record(0, struct.pack("<IIHBBBI", row, 0, 300, 0, 0, 0, 0))
    far += record(5, struct.pack("<IId", column, 0, 1.0))
    entries = entries_of(xlsb(ROWS))
    sheet = "xl/worksheets/sheet1.bin"
    return packed({**entries, sheet: entries[sheet].replace(end, far + end)})


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("月报.ods", _repeated(1_048_570, 16_384, filled=True)),
        ("月报.ods", _repeated(1_000_000, 60, filled=True)),
        ("月报.ods", _repeated(1, 2_000_000_000, filled=True)),
        ("月报.xlsb", _binary(1_048_575, 16_383)),
        ("月报.xlsb", _binary(4_000_000_000, 2_000_000_000)),
    ],
    ids=["all cells", "a million rows", "columns", "the last cell", "no such cell"],
)
def test_cells_far_away_in_other_formats_are_refused_too(
    tmp_path: Path, catalogue: Catalogue, name: str, content: bytes
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(AppError, match=TOO_LARGE) as refused:
        read_file(path, catalogue)
    assert refused.value.kept == "没有导入任何数据。"


def test_formatting_repeated_to_the_last_cell_of_an_ods_takes_no_room(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    path = tmp_path / "月报.ods"
    path.write_bytes(_repeated(1_048_570, 16_384, filled=False))
    assert len(values(read_file(path, catalogue))) == 2


def test_rows_of_an_ods_that_never_end_take_no_minutes() -> None:
    assert open_document_extent(b"<table:table >" + b"<table:table-row" * 300_000) == (0, 0)


def test_a_row_numbered_last_with_cells_above_is_read(tmp_path: Path, catalogue: Catalogue) -> None:
    path = tmp_path / "月报.xlsx"
    path.write_bytes(_with(b'<row r="2"', b'<row r="1048576"'))
    assert len(values(read_file(path, catalogue))) == 2


def test_a_column_no_old_workbook_has_is_refused(tmp_path: Path, catalogue: Catalogue) -> None:
    content = xls_book({"Sheet1": ROWS})
    number = struct.pack("<d", 26.5)
    at = content.index(number) - 6  # row, column, style
    path = tmp_path / "月报.xls"
    path.write_bytes(content[:at] + struct.pack("<HH", 65535, 65535) + content[at + 4 :])
    with pytest.raises(AppError, match=DAMAGED):
        read_file(path, catalogue)


def test_usual_sheets_are_measured_without_looking_at_every_cell() -> None:
    wide = b"".join(b'<row r="%d"><c r="AB%d"><v>1</v></c></row>' % (n, n) for n in range(1, 800))
    assert sheet_extent(b"<cols><col/></cols>" + wide) == (799, 28)
    assert sheet_extent(wide.replace(b"AB", b"B")) == (799, 1)
    assert sheet_extent(b'<x:row r="3"><x:c r="C3"><x:v>1</x:v></x:c></x:row>') == (3, 3)
    assert sheet_extent(b'<row spans="1:2" r="7"><c r="A7"/></row>') == (7, 1)


def test_columns_beyond_any_table_are_told_and_left_out(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    path = tmp_path / "2025年10月.csv"
    heads = ["县区", "PM2.5", *["备注"] * MAX_COLUMNS]
    path.write_text(
        "\n".join(",".join(row) for row in (heads, ["安岳县", "26", *heads[2:]])), "utf-8"
    )
    found = read_file(path, catalogue)
    assert values(found) == {("安岳县", "pm25", "2025-10", 26)}
    assert says(found) == ["警告 EWW1：这张表有4000列以上，从此格起的各列没有读取；请拆成几张表。"]


def test_what_is_no_file_is_not_waited_for(tmp_path: Path, catalogue: Catalogue) -> None:
    (tmp_path / "目录.xls").mkdir()
    said = {"目录.xls": "是文件夹", "a\0.xls": "没有找到"}
    if sys.platform != "win32":
        os.mkfifo(tmp_path / "管道.xls")
        (tmp_path / "循环.xls").symlink_to(tmp_path / "循环.xls")
        said |= {"管道.xls": "设备或管道", "循环.xls": "指向自己的链接"}
    for name, words in said.items():
        with pytest.raises(AppError, match=words) as refused:
            read_file(tmp_path / name, catalogue)
        assert refused.value.kept
        assert refused.value.hint


def test_lines_of_two_encodings_in_one_file(tmp_path: Path, catalogue: Catalogue) -> None:
    path = tmp_path / "合并.csv"
    head, first, second = (
        "2025年10月空气质量,,\n县区,PM2.5,PM10\n",
        "安岳县,26,40\n",
        "乐至县,25,41\n",
    )
    path.write_bytes(head.encode() + first.encode("gb18030") + second.encode())
    assert {v[::3] for v in values(read_file(path, catalogue))} == {
        ("安岳县", 26), ("安岳县", 40), ("乐至县", 25), ("乐至县", 41),
    }  # fmt: skip
