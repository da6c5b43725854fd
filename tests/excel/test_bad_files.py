"""Files that are not what they say, or broken, or dangerous: a sentence, and nothing else."""

from __future__ import annotations

import io
import os
import random
import struct
import time
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from yuetan_desktop.domain.indicator import Catalogue
from yuetan_desktop.errors import AppError
from yuetan_desktop.excel.parse import read_file
from yuetan_desktop.excel.results import FileReading

from .biff import compound, xls
from .conftest import Read, says, values

ROWS = [["2025年10月空气质量"], ["县区", "PM2.5", "PM10"], ["安岳县", 26, 40]]
CSV = "2025年10月空气质量,,\n县区,PM2.5,PM10\n安岳县,26,40\n"
EXPECTED = {("安岳县", "pm25", "2025-10", 26.0), ("安岳县", "pm10", "2025-10", 40.0)}


def _read(tmp_path: Path, catalogue: Catalogue, name: str, content: bytes) -> FileReading:
    path = tmp_path / name
    path.write_bytes(content)
    return read_file(path, catalogue)


def _xlsx() -> bytes:
    book = Workbook()
    for row in ROWS:
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


HTML = (
    "<html><head><meta charset='gbk'></head><body><table>"
    "<tr><td colspan=3>2025年10月空气质量</td></tr>"
    "<tr><th rowspan=2>县区</th><th colspan=2>浓度</th></tr>"
    "<tr><th>PM2.5</th><th>PM10</th></tr>"
    "<tr><td>安岳县</td><td>26</td><td>40</td></tr></table></body></html>"
)
SPREADSHEETML = """<?xml version="1.0" encoding="UTF-8"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Worksheet ss:Name="2025年10月"><Table>
<Row><Cell><Data ss:Type="String">县区</Data></Cell><Cell ss:Index="3"><Data ss:Type="String">PM2.5</Data></Cell>
<Cell><Data ss:Type="String">PM10</Data></Cell></Row>
<Row ss:Index="4"><Cell><Data ss:Type="String">安岳县</Data></Cell><Cell ss:Index="3"><Data ss:Type="Number">26</Data></Cell>
<Cell><Data ss:Type="Number">40</Data></Cell></Row></Table></Worksheet></Workbook>"""


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("表.xls", CSV.encode("gb18030"), "csv"),
        ("表.xlsx", CSV.encode("utf-8"), "csv"),
        ("表.csv", CSV.encode("utf-8-sig"), "csv"),
        ("表.csv", CSV.encode("utf-16"), "csv"),
        ("表.csv", CSV.encode("utf-16-le"), "csv"),
        ("表.txt", CSV.replace(",", "\t").encode("utf-16"), "tsv"),
        ("表.xls", CSV.replace(",", "\t").encode("gb18030"), "tsv"),
        ("表.xls", HTML.encode("gb18030"), "html"),
        ("表.xls", SPREADSHEETML.encode("utf-8"), "xml"),
        ("表.csv", _xlsx(), "xlsx"),
        ("表.xls", _xlsx(), "xlsx"),
        ("表.csv", CSV.replace("26", "2\0006").encode("gb18030"), "csv"),
    ],
)
def test_content_decides_what_a_file_is(
    tmp_path: Path, catalogue: Catalogue, name: str, content: bytes, kind: str
) -> None:
    found = _read(tmp_path, catalogue, name, content)
    assert found.kind == kind
    assert values(found) == EXPECTED
    assert not found.errors()


def test_cells_of_spreadsheetml_keep_their_address(tmp_path: Path, catalogue: Catalogue) -> None:
    found = _read(tmp_path, catalogue, "表.xls", SPREADSHEETML.encode())
    assert [s.cell for s in found.observations] == ["C4", "D4"]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "是空的"),
        (b"\r\n \r\n", "是空的"),
        (b"\0" * 4000, "是空的"),
        (b"%PDF-1.7 ...", "是PDF 文件，不是表格"),
        (b"\x89PNG\r\n\x1a\n....", "是图片，不是表格"),
        (_xlsx()[:2000], "已损坏或不完整"),
        (b"PK\x03\x04" + os.urandom(500), "已损坏或不完整"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "已损坏或不完整"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
            + b"\0" * 600
            + "EncryptedPackage".encode("utf-16-le"),
            "设了打开密码",
        ),
        (bytes(range(1, 256)) * 40, "不是表格，或内容已损坏"),
        ("<html><body>没有表</body></html>".encode(), "其中没有表格"),
    ],
)
def test_a_file_that_cannot_be_read_gets_a_sentence(
    tmp_path: Path, catalogue: Catalogue, content: bytes, says: str
) -> None:
    with pytest.raises(AppError) as refused:
        _read(tmp_path, catalogue, "月报.xlsx", content)
    assert says in refused.value.message
    assert refused.value.kept == "没有导入任何数据。"
    assert "月报.xlsx" in refused.value.message


def _locked(version: tuple[int, int], said: bytes) -> bytes:
    """What Excel and WPS save with a password (MS-OFFCRYPTO): how it was locked, the package."""
    return compound(
        ("EncryptionInfo", struct.pack("<HHI", *version, 0x40) + said),
        ("EncryptedPackage", struct.pack("<Q", 6000) + random.Random(1).randbytes(6000)),
        ("\x05SummaryInformation", b"\0" * 200),
    )


@pytest.mark.parametrize(
    "content",
    [
        _locked(
            (4, 4),
            b'<?xml version="1.0"?><encryption xmlns="http://schemas.microsoft.com/office/2006/'
            b'encryption"><keyData saltSize="16" blockSize="16" keyBits="256" hashSize="64" '
            b'cipherAlgorithm="AES" cipherChaining="ChainingModeCBC" hashAlgorithm="SHA512"/>'
            b"</encryption>",
        ),
        _locked((4, 2), "Microsoft Enhanced RSA and AES Cryptographic Provider".encode("utf-16")),
    ],
    ids=["agile", "standard"],
)
def test_a_workbook_locked_by_excel_is_told_from_a_damaged_one(
    tmp_path: Path, catalogue: Catalogue, content: bytes
) -> None:
    with pytest.raises(AppError, match=r"“月报\.xlsx”设了打开密码") as refused:
        _read(tmp_path, catalogue, "月报.xlsx", content)
    assert refused.value.hint == "请先在 WPS 或 Excel 中取消密码。"


def test_an_old_workbook_that_only_speaks_of_a_locked_one_is_read(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    content = xls([*ROWS, ["注：EncryptedPackage、WordDocument 是加密文件里的名字"]])
    assert values(_read(tmp_path, catalogue, "表.xls", content)) == EXPECTED


@pytest.mark.parametrize("locked", ["content.xml", "encrypted-package"])
def test_an_open_document_with_a_password_is_told_from_a_damaged_one(
    tmp_path: Path, catalogue: Catalogue, locked: str
) -> None:
    """ODF 1.2 locks each part, ODF 1.4 the package as a whole; both say so in the manifest."""
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="{locked}"><manifest:encryption-data>'
        "</manifest:encryption-data></manifest:file-entry></manifest:manifest>"
    )
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    content = _zip(
        {"mimetype": kind, locked: os.urandom(900), "META-INF/manifest.xml": manifest.encode()}
    )
    with pytest.raises(AppError, match="设了打开密码") as refused:
        _read(tmp_path, catalogue, "月报.ods", content)
    assert "取消密码" in refused.value.hint


def _zip(entries: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in entries.items():
            package.writestr(name, data)
    return buffer.getvalue()


def test_a_word_file_named_xlsx(tmp_path: Path, catalogue: Catalogue) -> None:
    content = _zip({"word/document.xml": b"<w/>", "[Content_Types].xml": b"<t/>"})
    with pytest.raises(AppError, match="是 Word 文档"):
        _read(tmp_path, catalogue, "月报.xlsx", content)


def test_a_zip_bomb_is_not_opened(tmp_path: Path, catalogue: Catalogue) -> None:
    content = _zip({"xl/workbook.xml": b"<w/>", "xl/worksheets/sheet1.xml": b" " * 60_000_000})
    with pytest.raises(AppError, match="不像正常的表格"):
        _read(tmp_path, catalogue, "月报.xlsx", content)


def test_a_billion_laughs_are_not_laughed(tmp_path: Path, catalogue: Catalogue) -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><x>&b;</x>'
    with pytest.raises(AppError, match="可疑的内容"):
        _read(tmp_path, catalogue, "月报.xlsx", _zip({"xl/workbook.xml": bomb}))
    text = SPREADSHEETML.replace("<Workbook", '<!DOCTYPE x [<!ENTITY a "ha">]><Workbook').encode()
    with pytest.raises(AppError, match="可疑的内容"):
        _read(tmp_path, catalogue, "月报.xls", text)


def test_a_missing_file(tmp_path: Path, catalogue: Catalogue) -> None:
    with pytest.raises(AppError, match="没有找到文件"):
        read_file(tmp_path / "没有.xlsx", catalogue)


@pytest.mark.parametrize("mark", ["机密★1年", "秘密★", "绝密 ★ 长期"])
def test_a_classified_file_is_refused(read: Read, mark: str) -> None:
    with pytest.raises(AppError, match="不得录入国家秘密"):
        read([[mark], *ROWS])


def test_destroyed_characters_are_named(read: Read) -> None:
    found = read([["锟斤拷锟斤拷", "锟斤拷"], ["安岳县", 26]])
    assert any("乱码" in line for line in says(found))
    assert not found.observations


def test_a_workbook_without_content(read: Read) -> None:
    with pytest.raises(AppError, match="里没有内容"):
        read([[None]])


def test_a_sheet_of_another_matter_is_said(read: Read) -> None:
    found = read([["姓名", "工资"], ["张三", 100], ["李四", 200]])
    assert not found.observations
    assert found.errors()


def test_a_wrong_stated_range_is_read_whole(tmp_path: Path, catalogue: Catalogue) -> None:
    with zipfile.ZipFile(io.BytesIO(_xlsx())) as made:
        entries = {name: made.read(name) for name in made.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    entries[sheet] = entries[sheet].replace(b'ref="A1:C3"', b'ref="A1"')
    assert b'<dimension ref="A1"' in entries[sheet]
    assert values(_read(tmp_path, catalogue, "表.xlsx", _zip(entries))) == EXPECTED


UNCLOSED = [b"<td ", b"<!--", b"<![CDATA[", b"</", b"<?", b"&#", b"<td a='", b"<script>", b"<!a"]


@pytest.mark.parametrize("piece", UNCLOSED)
def test_a_page_of_brackets_never_closed_takes_no_minutes(
    tmp_path: Path, catalogue: Catalogue, piece: bytes
) -> None:
    table = HTML.removesuffix("</body></html>").encode("gb18030")
    start = time.process_time()
    assert values(_read(tmp_path, catalogue, "表.xls", table + piece * 100_000)) == EXPECTED
    assert time.process_time() - start < 10


def test_spans_that_cover_a_continent_are_cut(tmp_path: Path, catalogue: Catalogue) -> None:
    wide = "<tr><td rowspan=65535 colspan=65535>x</td></tr>" * 2000
    start = time.process_time()
    found = _read(
        tmp_path, catalogue, "表.xls", HTML.replace("</table>", wide + "</table>").encode()
    )
    assert values(found) >= EXPECTED
    assert time.process_time() - start < 10


@pytest.mark.parametrize("piece", [b"<row ", b'<c r="AA1"', b'<row hidden="1" ', b"<col "])
def test_a_sheet_of_brackets_never_closed_takes_no_minutes(
    tmp_path: Path, catalogue: Catalogue, piece: bytes
) -> None:
    with zipfile.ZipFile(io.BytesIO(_xlsx())) as made:
        entries = {name: made.read(name) for name in made.namelist()}
    entries["xl/worksheets/sheet1.xml"] = b' hidden="1"' + piece * 500_000
    start = time.process_time()
    with pytest.raises(AppError, match="已损坏或不完整"):
        _read(tmp_path, catalogue, "表.xlsx", _zip(entries))
    assert time.process_time() - start < 10
