"""One table in every format it may come in: read the same, whatever its name says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from openpyxl import load_workbook

from yuetan_desktop import paths
from yuetan_desktop.domain.indicator import Catalogue
from yuetan_desktop.excel.parse import read_file
from yuetan_desktop.excel.results import FileReading

from .conftest import OFFICE, save_book, says, values
from .formats import (
    all_saved_by_suite,
    entries_of,
    ods,
    office_suite,
    packed,
    saved_by_suite,
    strict_xlsx,
    with_dimension,
    xlsb,
    xlsx,
)

ROWS = [["2025年10月空气质量"], ["县区", "PM2.5", "PM10"], ["安岳县", 26, 40], ["乐至县", 25.5, 39]]
EXPECTED = {
    ("安岳县", "pm25", "2025-10", 26.0),
    ("安岳县", "pm10", "2025-10", 40.0),
    ("乐至县", "pm25", "2025-10", 25.5),
    ("乐至县", "pm10", "2025-10", 39.0),
}


def read(tmp_path: Path, catalogue: Catalogue, name: str, content: bytes) -> FileReading:
    path = tmp_path / name
    path.write_bytes(content)
    return read_file(path, catalogue, OFFICE)


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("表.xlsx", xlsx(ROWS), "xlsx"),
        ("表.xlsx", strict_xlsx(ROWS), "xlsx"),
        ("表.xlsb", xlsb(ROWS), "xlsb"),
        ("表.xlsx", xlsb(ROWS), "xlsb"),
        ("表.ods", ods(ROWS), "ods"),
        ("表.csv", ods(ROWS), "ods"),
        ("表", xlsx(ROWS), "xlsx"),
    ],
)
def test_every_format_reads_the_same(
    tmp_path: Path, catalogue: Catalogue, name: str, content: bytes, kind: str
) -> None:
    found = read(tmp_path, catalogue, name, content)
    assert found.kind == kind
    assert values(found) == EXPECTED
    assert [s.cell for s in found.observations] == ["B3", "C3", "B4", "C4"]
    assert not found.problems


def test_strict_really_has_other_namespaces() -> None:
    sheet = entries_of(strict_xlsx(ROWS))["xl/worksheets/sheet1.xml"]
    assert b"purl.oclc.org/ooxml/spreadsheetml/main" in sheet
    assert b"schemas.openxmlformats.org/spreadsheetml" not in sheet


@pytest.mark.skipif(office_suite() is None, reason="no office suite here writes a BIFF workbook")
def test_biff_under_its_own_name_and_as_csv_and_et(tmp_path: Path, catalogue: Catalogue) -> None:
    content = saved_by_suite(tmp_path, xlsx(ROWS), "xls")
    assert content.startswith(b"\xd0\xcf\x11\xe0")
    for name in ("表.xls", "表.csv", "表.et"):
        found = read(tmp_path, catalogue, name, content)
        assert found.kind == "xls"
        assert values(found) == EXPECTED


SAMPLES = (
    "空气月报2610",
    "全省空气排名2610",
    "断面水质月报2610",
    "空气累计情况2026年前三季度",
    "PM2.5累计阶段目标2026年",
    "事项登记2026年",
)


@pytest.mark.skipif(office_suite() is None, reason="no office suite here writes a BIFF workbook")
def test_whole_workbooks_say_the_same_in_biff(tmp_path: Path, catalogue: Catalogue) -> None:
    """Merged heads, several sheets, dates and notes, as a real suite writes them."""
    sources = [paths.resources() / "samples" / f"{name}.xlsx" for name in SAMPLES]
    for source, saved in zip(sources, all_saved_by_suite(tmp_path, sources, "xls"), strict=True):
        under_wps = saved.rename(saved.with_suffix(".et"))
        as_xlsx = read_file(source, catalogue, OFFICE)
        as_biff = read_file(under_wps, catalogue, OFFICE)
        assert as_biff.kind == "xls"
        assert as_biff.count_values() + len(as_biff.targets) + len(as_biff.incidents) > 5
        assert as_biff.places == as_xlsx.places
        assert as_biff.observations == as_xlsx.observations
        assert as_biff.targets == as_xlsx.targets
        assert as_biff.incidents == as_xlsx.incidents
        assert says(as_biff) == says(as_xlsx)


@pytest.mark.parametrize("stated", ["A1", "A1:B2", "A1:XFD1048576", "C9:D9"])
def test_a_wrong_stated_range_is_read_whole(
    tmp_path: Path, catalogue: Catalogue, stated: str
) -> None:
    found = read(tmp_path, catalogue, "表.xlsx", with_dimension(xlsx(ROWS), stated))
    assert values(found) == EXPECTED


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("name", ["表.csv", "表.txt", "表.xls"])
def test_text_in_every_encoding(
    tmp_path: Path, catalogue: Catalogue, name: str, encoding: str
) -> None:
    mark = {"utf-16-be": b"\xfe\xff", "utf-16-le": b"\xff\xfe"}.get(encoding, b"")
    text = "\r\n".join(",".join(map(str, row)) for row in ROWS)
    found = read(tmp_path, catalogue, name, mark + text.encode(encoding))
    assert values(found) == EXPECTED


def test_characters_destroyed_by_a_wrong_encoding_are_named(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    """GBK bytes read as UTF-8, saved, and read as GBK once more: 锟斤拷."""
    text = "2025年10月空气质量\n县区,PM2.5\n安岳县,26\n"
    destroyed = text.encode("gb18030").decode("utf-8", "replace").encode("utf-8")
    found = read(tmp_path, catalogue, "表.csv", destroyed.decode("gb18030").encode("gb18030"))
    assert not found.observations
    assert any("乱码（锟斤拷一类）" in line for line in says(found))


def test_hidden_rows_are_said_and_read(tmp_path: Path, catalogue: Catalogue) -> None:
    entries = entries_of(xlsx(ROWS))
    name = "xl/worksheets/sheet1.xml"
    entries[name] = entries[name].replace(b'<row r="3"', b'<row r="3" hidden="1"')
    found = read(tmp_path, catalogue, "表.xlsx", packed(entries))
    assert values(found) == EXPECTED
    assert "工作表“Sheet1”的第3行是隐藏的，已一并读取。" in found.notes


def test_hidden_columns_are_said_and_read(tmp_path: Path, catalogue: Catalogue) -> None:
    entries = entries_of(xlsx(ROWS))
    name = "xl/worksheets/sheet1.xml"
    columns = b'<cols><col min="3" max="3" width="0" hidden="1" customWidth="1"/></cols><sheetData>'
    entries[name] = entries[name].replace(b"<sheetData>", columns)
    found = read(tmp_path, catalogue, "表.xlsx", packed(entries))
    assert values(found) == EXPECTED
    assert "工作表“Sheet1”的C列是隐藏的，已一并读取。" in found.notes


def test_nothing_hidden_says_nothing(tmp_path: Path, catalogue: Catalogue) -> None:
    assert not read(tmp_path, catalogue, "表.xlsx", xlsx(ROWS)).notes


def test_dates_of_a_strict_workbook(tmp_path: Path, catalogue: Catalogue) -> None:
    """Strict stores a date as ISO text of type d."""
    entries = entries_of(strict_xlsx([["日期", "县区", "PM2.5"], ["2025-10-01", "安岳县", 26]]))
    name = "xl/worksheets/sheet1.xml"
    cell = b'<c r="A2" t="d"><v>2025-10-01T00:00:00</v></c>'
    entries[name] = re.sub(rb'<c r="A2"[^>]*>.*?</c>', cell, entries[name])
    found = read(tmp_path, catalogue, "表.xlsx", packed(entries))
    assert values(found) == {("安岳县", "pm25", "2025-10-01", 26.0)}


def test_a_hidden_sheet_is_said(tmp_path: Path, catalogue: Catalogue) -> None:
    path = save_book(tmp_path / "甲.xlsx", {"10月": ROWS, "旧": [["县区"]]})
    book = load_workbook(path)
    book["旧"].sheet_state = "hidden"
    book.save(path)
    assert "工作表“旧”是隐藏的，已一并读取。" in read_file(path, catalogue).notes
