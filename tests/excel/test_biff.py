"""BIFF of Excel 97 and of the time before: merged heads, dates, errors, GBK; whatever its name."""

from __future__ import annotations

import struct
from datetime import date, datetime
from pathlib import Path

import pytest

from yuetan_desktop.domain.indicator import Catalogue
from yuetan_desktop.errors import AppError
from yuetan_desktop.excel.parse import read_file
from yuetan_desktop.excel.reader import read_workbook

from .biff import EXCEL_5, EXCEL_97, Formula, compound, xls
from .conftest import Read, says, values

ROWS = [
    ["2025年10月各县（区）空气质量"],
    ["县（区）", "PM2.5", None, "优良天数率(%)"],
    [None, "浓度", "同比", None],
    ["安岳县", 26, "-3%", 93.5],
    ["乐至县", Formula(25.5), "1%", 90],
]
EXPECTED = {
    ("安岳县", "pm25", "2025-10", 26.0), ("安岳县", "good_day_rate", "2025-10", 93.5),
    ("乐至县", "pm25", "2025-10", 25.5), ("乐至县", "good_day_rate", "2025-10", 90.0),
}  # fmt: skip
MERGED = [(0, 0, 0, 3), (1, 2, 0, 0), (1, 1, 1, 2), (1, 2, 3, 3)]
VERSIONS = pytest.mark.parametrize("version", [EXCEL_97, EXCEL_5])


@VERSIONS
@pytest.mark.parametrize("name", ["月报.xls", "月报.et", "月报.csv", "月报.xlsx"])
def test_merged_heads_in_any_name(
    tmp_path: Path, catalogue: Catalogue, name: str, version: int
) -> None:
    """Excel 5 has no merged areas: the blank cells beside a head say the same."""
    path = tmp_path / name
    path.write_bytes(xls(ROWS, merged=MERGED, version=version))
    found = read_file(path, catalogue)
    assert found.kind == "xls"
    assert values(found) == EXPECTED
    assert [s.cell for s in found.observations] == ["B4", "D4", "B5", "D5"]
    assert not found.errors()


@pytest.mark.any_format
def test_layouts_of_any_format_are_really_written_in_each(read: Read, written_as: str) -> None:
    found = read(ROWS[:4], merged=["A1:D1", "A2:A3", "B2:C2", "D2:D3"])
    assert found.file_name == f"表.{written_as}"
    assert found.kind == ("xlsx" if written_as == "xlsx" else "xls")
    assert values(found) == {seen for seen in EXPECTED if seen[0] == "安岳县"}


@VERSIONS
def test_days_as_dates_moments_and_texts(
    tmp_path: Path, catalogue: Catalogue, version: int
) -> None:
    days = [date(2025, 10, 1), datetime(2025, 10, 2), "2025-10-03", datetime(2025, 10, 4, 12)]
    path = tmp_path / "日报.xls"
    rows = [["日期", "县区", "PM2.5"], *[[day, "安岳县", 20 + n] for n, day in enumerate(days)]]
    path.write_bytes(xls(rows, version=version))
    found = read_file(path, catalogue)
    assert [s.period for s in found.observations] == [f"2025-10-{n:02}" for n in range(1, 5)]


@VERSIONS
def test_a_cell_with_an_error_is_no_value(
    tmp_path: Path, catalogue: Catalogue, version: int
) -> None:
    path = tmp_path / "月报.xls"
    rows = [["2025年10月空气"], ["县区", "PM2.5", "PM10"], ["安岳县", "#DIV/0!", 40]]
    path.write_bytes(xls(rows, version=version))
    assert {v[1] for v in values(read_file(path, catalogue))} == {"pm10"}


@VERSIONS
def test_the_sheet_s_name_tells_the_month(
    tmp_path: Path, catalogue: Catalogue, version: int
) -> None:
    path = tmp_path / "2025年空气.xls"
    path.write_bytes(xls([["县区", "PM2.5"], ["安岳县", 26]], sheet="10月", version=version))
    assert values(read_file(path, catalogue)) == {("安岳县", "pm25", "2025-10", 26.0)}


def test_the_bytes_of_excel_5_are_gbk_though_nothing_but_that_says_so() -> None:
    content = xls(ROWS, version=EXCEL_5)
    assert "安岳县".encode("gbk") in content
    stated = content.replace(struct.pack("<HHH", 0x42, 2, 936), struct.pack("<HHH", 0x42, 2, 1252))
    assert stated != content
    assert read_workbook(stated, "月报.xls").sheets[0].rows[3][0] == "安岳县"


def test_gbk_bytes_where_excel_97_has_half_width_letters(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    content = xls([[_as_latin(v) for v in row] for row in ROWS])
    for text in {_as_latin(v) for row in ROWS for v in row if isinstance(v, str)}:
        wide = struct.pack("<HB", len(text), 1) + text.encode("utf-16-le")
        assert wide in content
    path = tmp_path / "月报2510.xls"
    path.write_bytes(content)
    found = read_file(path, catalogue)
    assert values(found) == EXPECTED
    assert "文字按 GBK 编码重新识别。" in found.notes


def _as_latin(value: object) -> object:
    return value.encode("gbk").decode("latin-1") if isinstance(value, str) else value


def test_a_sheet_without_a_compound_file_as_small_programs_write_it(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    """BIFF 2: one sheet, nothing around it; lengths of one byte, formats inside the cells."""

    def record(kind: int, payload: bytes) -> bytes:
        return struct.pack("<HH", kind, len(payload)) + payload

    def cell(row: int, column: int, value: object) -> bytes:
        where = struct.pack("<HH3x", row, column)
        if isinstance(value, str):
            text = value.encode("gbk")
            return record(0x0004, where + bytes([len(text)]) + text)
        if isinstance(value, int):
            return record(0x0002, where + struct.pack("<H", value))
        return record(0x0003, where + struct.pack("<d", value))

    rows = [["2025年10月空气"], ["县区", "PM2.5", "PM10"], ["安岳县", 26, 40.5]]
    cells = [cell(r, c, value) for r, row in enumerate(rows) for c, value in enumerate(row)]
    path = tmp_path / "导出.xls"
    path.write_bytes(
        record(0x0009, struct.pack("<HH", 2, 0x10)) + b"".join(cells) + record(0xA, b"")
    )
    assert values(read_file(path, catalogue)) == {
        ("安岳县", "pm25", "2025-10", 26.0),
        ("安岳县", "pm10", "2025-10", 40.5),
    }


@pytest.mark.parametrize("kept", [700, 1500, 1700, 2100])
def test_an_old_workbook_cut_off_gets_a_sentence_or_what_is_left(
    tmp_path: Path, catalogue: Catalogue, kept: int
) -> None:
    path = tmp_path / "月报.xls"
    path.write_bytes(xls(ROWS, version=EXCEL_5)[:kept])
    said, found = [], set()
    try:
        reading = read_file(path, catalogue)
        found, said = values(reading), says(reading)
    except AppError as error:
        said = [error.message]
    assert found <= EXPECTED
    assert found or said


def test_an_old_workbook_with_a_password_says_so(tmp_path: Path, catalogue: Catalogue) -> None:
    begin = struct.pack("<HHHHHHII", 0x0809, 16, 0x0500, 0x0005, 0, 1997, 0, 0)
    path = tmp_path / "月报.xls"
    path.write_bytes(compound(("Book", begin + struct.pack("<HHI", 0x2F, 4, 7))))
    with pytest.raises(AppError, match="打开密码"):
        read_file(path, catalogue)


@VERSIONS
def test_many_rows_stay_whole(tmp_path: Path, catalogue: Catalogue, version: int) -> None:
    """More than one sector of the allocation table."""
    rows = [["日期", "县区", "PM2.5"]]
    rows += [
        [date(2000 + n // 360, 1 + n // 30 % 12, 1 + n % 28), f"{n}县", n % 90] for n in range(5000)
    ]
    path = tmp_path / "日报.xls"
    path.write_bytes(xls(rows, version=version))
    found = read_file(path, catalogue)
    assert len(found.places) == 5000
    assert not [line for line in says(found) if line.startswith("错误")]


@VERSIONS
@pytest.mark.parametrize("entry", [1, 2, 5])
def test_a_file_whose_sectors_run_in_a_circle_is_refused_at_once(
    tmp_path: Path, catalogue: Catalogue, version: int, entry: int
) -> None:
    """Followed blindly it fills the memory: entry 1 is the directory's, 2 on the workbook's."""
    content = bytearray(xls(ROWS, version=version))
    content[512 + 4 * entry : 516 + 4 * entry] = struct.pack("<I", 2 if entry > 1 else 1)
    path = tmp_path / "月报.xls"
    path.write_bytes(content)
    with pytest.raises(AppError, match="已损坏或不完整"):
        read_file(path, catalogue)


def test_a_table_of_sectors_that_continues_in_a_circle_is_refused_at_once(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    content = bytearray(xls(ROWS))
    content[68:76] = struct.pack("<II", 3, 1)
    content[512 * 5 - 4 : 512 * 5] = struct.pack("<I", 3)
    path = tmp_path / "月报.xls"
    path.write_bytes(content)
    with pytest.raises(AppError, match="已损坏或不完整"):
        read_file(path, catalogue)


@pytest.mark.parametrize(
    "stated", [(0, 0x9539_0000, 0, 4), (0x1C85_0096, 0x9539_0000, 0, 4), (0, 5, 0, 60_000)]
)
def test_a_sheet_that_states_more_than_a_sheet_can_hold_is_refused(
    tmp_path: Path, catalogue: Catalogue, stated: tuple[int, int, int, int]
) -> None:
    """A reader that believes it asks for more memory than there is."""
    content = xls(ROWS)
    own = struct.pack("<HHIIHHH", 0x0200, 14, 0, len(ROWS), 0, 4, 0)
    assert content.count(own) == 1
    path = tmp_path / "月报.xls"
    path.write_bytes(content.replace(own, struct.pack("<HHIIHHH", 0x0200, 14, *stated, 0)))
    with pytest.raises(AppError, match="已损坏或不完整"):
        read_file(path, catalogue)


def test_a_table_of_more_texts_than_the_file_has_bytes_is_refused(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    content = xls(ROWS)
    page = struct.pack("<HHH", 0x0042, 2, 1200)
    texts = struct.pack("<HHII", 0x00FC, 8, 1, 0x7FFF_FFFF)
    stream = content[1536:].replace(page, page + texts, 1)
    at = struct.unpack_from("<I", stream, stream.index(struct.pack("<HH", 0x0085, 20)) + 4)[0]
    stream = stream.replace(struct.pack("<I", at), struct.pack("<I", at + len(texts)), 1)
    path = tmp_path / "月报.xls"
    path.write_bytes(compound(("Workbook", stream)))
    with pytest.raises(AppError, match="已损坏或不完整"):
        read_file(path, catalogue)
