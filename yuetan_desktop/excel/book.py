"""A spreadsheet file as sheets of plain cells, told by its content, never by its extension.

Every way a file can be unreadable becomes an AppError in Chinese; limits come before reading.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from yuetan_desktop.errors import AppError

MAX_FILE_BYTES = 200 * 2**20
MAX_UNPACKED_BYTES = 1 * 2**30
MAX_RATIO = 200
MAX_CELLS = 20_000_000
KEPT = "库中数据未改动。"

Row = Sequence[Any]
Span = tuple[int, int, int, int]  # first row, first column, last row, last column; 0-based


@dataclass(slots=True)
class Sheet:
    """One sheet. `rows[r][c]` is the cell at its absolute address, "" where empty."""

    name: str
    rows: list[Row]
    merged: tuple[Span, ...] = ()
    hidden: bool = False


@dataclass(slots=True)
class Book:
    name: str
    sha256: str
    kind: str
    sheets: list[Sheet]
    notes: list[str] = field(default_factory=list)


def read_book(path: Path) -> Book:
    """Read a workbook or text table. Raises AppError with what is wrong and what to do."""
    data = _bytes(path)
    sha256 = hashlib.sha256(data).hexdigest()
    kind = sniff(data, path.name)
    if kind in {"xlsx", "xls"}:
        sheets = _with_calamine(data, path.name, kind)
    elif kind == "spreadsheetml":
        sheets = _spreadsheetml(data, path.name)
    else:
        text, encoding = decode(data, path.name)
        sheets = _html(text, path.name) if kind == "html" else [_separated(text, path.name)]
        kind = f"{kind}/{encoding}"
    if not any(any(c not in ("", None) for c in row) for s in sheets for row in s.rows):
        raise AppError(f"“{path.name}”里没有数据。", kept=KEPT, hint="请核对是否选错了文件。")
    notes = [f"工作表“{s.name}”是隐藏的，也已读取。" for s in sheets if s.hidden]
    return Book(path.name, sha256, kind, sheets, notes)


def _bytes(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > MAX_FILE_BYTES:
            raise AppError(
                f"“{path.name}”有 {size / 2**20:.0f} MB，超过 {MAX_FILE_BYTES // 2**20} MB 的上限。",
                kept=KEPT,
                hint="请按年或按月拆分后再导入。",
            )
        data = path.read_bytes()
    except FileNotFoundError:
        raise AppError(
            f"找不到“{path.name}”。", kept=KEPT, hint="请检查文件是否已移动，或移动盘是否已拔出。"
        ) from None
    except IsADirectoryError:
        raise AppError(
            f"“{path.name}”是文件夹。", kept=KEPT, hint="请选择其中的表格文件。"
        ) from None
    except PermissionError as error:
        raise AppError(
            f"“{path.name}”打不开，可能正在 WPS 中编辑。",
            kept=KEPT,
            hint="请保存并关闭该文件后再导入。",
            detail=str(error),
        ) from error
    except OSError as error:
        raise AppError(
            f"读取“{path.name}”时中断。",
            kept=KEPT,
            hint="请检查移动盘或网络位置，复制到本机后再导入。",
            detail=str(error),
        ) from error
    if not data.strip(b"\x00 \r\n\t"):
        raise AppError(f"“{path.name}”是空文件。", kept=KEPT, hint="请重新导出或向来文单位索取。")
    return data


def sniff(data: bytes, name: str) -> str:
    """xlsx (also xlsb, ods), xls (BIFF), html, spreadsheetml or text. Refuses what is no table."""
    head = data[:4096]
    if head.startswith(b"PK\x03\x04") or head.startswith(b"PK\x05\x06"):
        return _check_zip(data, name)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return "xls"
    if re.match(rb"\x09[\x00\x02\x04\x08]", head):
        return "xls"
    for magic, what in _OTHER_FORMATS.items():
        if head.startswith(magic):
            raise AppError(
                f"“{name}”是{what}，不是表格。",
                kept=KEPT,
                hint="请选择 Excel、WPS 表格或 CSV 文件。",
            )
    probe = head.lstrip(b"\xef\xbb\xbf\r\n\t ").lower()
    if b"urn:schemas-microsoft-com:office:spreadsheet" in data[:8192].lower():
        return "spreadsheetml"
    if probe.startswith(
        (b"<html", b"<!doctype html", b"<table", b"<meta", b"<head", b"mime-version")
    ):
        return "html"
    if b"<table" in data[:65536].lower():
        return "html"
    return "csv"


_OTHER_FORMATS = {
    b"%PDF": " PDF 文档",
    b"\x89PNG": "图片",
    b"\xff\xd8\xff": "图片",
    b"GIF8": "图片",
    b"Rar!": "压缩包",
    b"7z\xbc\xaf": "压缩包",
    b"MZ": "程序",
    b"SQLite format 3": "数据库",
    b"{\\rtf": " RTF 文档",
}


def _check_zip(data: bytes, name: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise _damaged(name, error) from error
    unpacked = sum(e.file_size for e in entries)
    bomb = any(
        e.file_size > MAX_RATIO * max(e.compress_size, 1) and e.file_size > 2**26 for e in entries
    )
    if unpacked > MAX_UNPACKED_BYTES or bomb:
        raise AppError(
            f"“{name}”解开后有 {unpacked / 2**20:.0f} MB，疑似异常文件，未读取。",
            kept=KEPT,
            hint="请在 WPS 中打开，删去多余的空行空列后另存再导入。",
        )
    names = {e.filename for e in entries}
    if any(n.startswith("word/") for n in names):
        raise AppError(f"“{name}”是 Word 文档，不是表格。", kept=KEPT, hint="请选择表格文件。")
    if any(n.startswith("ppt/") for n in names):
        raise AppError(f"“{name}”是演示文稿，不是表格。", kept=KEPT, hint="请选择表格文件。")
    is_table = any(n.startswith("xl/") for n in names) or {"content.xml", "mimetype"} <= names
    if not is_table:
        raise AppError(
            f"“{name}”是压缩包，不是表格。", kept=KEPT, hint="请先解压，再导入其中的表格。"
        )
    return "xlsx"


def _damaged(name: str, error: Exception) -> AppError:
    return AppError(
        f"“{name}”已损坏或不完整，无法读取。",
        kept=KEPT,
        hint="请在 WPS 中打开并另存为 .xlsx 后再导入，或向来文单位重新索取。",
        detail=repr(error),
    )


def _with_calamine(data: bytes, name: str, kind: str) -> list[Sheet]:
    import python_calamine as calamine

    if kind == "xls" and "EncryptedPackage".encode("utf-16-le") in data:
        raise _encrypted(name)
    try:
        workbook = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = []
        for meta in workbook.sheets_metadata:
            if meta.typ != calamine.SheetTypeEnum.WorkSheet:
                continue
            sheet = workbook.get_sheet_by_name(meta.name)
            _check_size(sheet, name)
            spans = tuple((a[0], a[1], b[0], b[1]) for a, b in sheet.merged_cell_ranges or ())
            rows = sheet.to_python(skip_empty_area=False)
            hidden = meta.visible != calamine.SheetVisibleEnum.Visible
            sheets.append(Sheet(meta.name, rows, spans, hidden))
    except calamine.PasswordError as error:
        raise _encrypted(name) from error
    except AppError:
        raise
    except Exception as error:  # calamine's parsers raise many kinds; all mean an unreadable file
        raise _damaged(name, error) from error
    return sheets


def _check_size(sheet: Any, name: str) -> None:
    cells = (sheet.total_height or 0) * (sheet.total_width or 0)
    if cells > MAX_CELLS:
        raise AppError(
            f"“{name}”的工作表“{sheet.name}”有 {sheet.total_height} 行、{sheet.total_width} 列，超过上限。",
            kept=KEPT,
            hint="请删去多余的空行空列，或拆分后再导入。",
        )


def _encrypted(name: str) -> AppError:
    return AppError(
        f"“{name}”设有打开密码，无法读取。", kept=KEPT, hint="请在 WPS 中取消密码后另存，再导入。"
    )


# -- text ---------------------------------------------------------------------------------------
def decode(data: bytes, name: str) -> tuple[str, str]:
    """Text and its encoding: BOMs first, then UTF-8, then GB18030."""
    if data.startswith(b"\xef\xbb\xbf"):
        candidates = ["utf-8-sig"]
    elif data.startswith((b"\xff\xfe", b"\xfe\xff")):
        candidates = ["utf-16"]
    elif data[1:2] == b"\x00" and data[3:4] == b"\x00":
        candidates = ["utf-16-le"]
    else:
        candidates = ["utf-8", "gb18030"]
    for encoding in candidates:
        try:
            text = data.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise AppError(
            f"“{name}”的文字编码无法识别。",
            kept=KEPT,
            hint="请在 WPS 中打开并另存为 .xlsx 后再导入。",
        )
    if "锟斤拷" in text or text.count("�") > 5:
        raise AppError(
            f"“{name}”里的汉字已被错误转码破坏（如“锟斤拷”），无法恢复。",
            kept=KEPT,
            hint="请向来文单位索取原始文件。",
        )
    if "\x00" in text:
        raise AppError(
            f"“{name}”不是表格文件。", kept=KEPT, hint="请选择 Excel、WPS 表格或 CSV 文件。"
        )
    return text, encoding


def _separated(text: str, name: str) -> Sheet:
    sample = text[:65536]
    counts = {d: sample.count(d) for d in ("\t", ",", ";", "，")}
    delimiter = max(counts, key=lambda d: counts[d])
    if not counts[delimiter]:
        raise AppError(
            f"“{name}”不是表格：没有找到分隔的列。",
            kept=KEPT,
            hint="请选择 Excel、WPS 表格或 CSV 文件。",
        )
    csv.field_size_limit(2**20)
    try:
        rows: list[Row] = list(csv.reader(io.StringIO(text), delimiter=delimiter))
    except csv.Error as error:
        raise _damaged(name, error) from error
    if len(rows) * max(map(len, rows), default=0) > MAX_CELLS:
        raise AppError(f"“{name}”行列过多，超过上限。", kept=KEPT, hint="请拆分后再导入。")
    return Sheet("", rows)


class _Tables(HTMLParser):
    """The rows of every table of an HTML page saved as .xls; spans become merges."""

    def __init__(self) -> None:
        super().__init__()
        self.sheets: list[Sheet] = []
        self._row = -1
        self._text: list[str] | None = None
        self._taken: dict[tuple[int, int], bool] = {}
        self._spans: list[Span] = []
        self._cells: dict[tuple[int, int], str] = {}
        self._span = (1, 1)
        self._depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._depth += 1
            if self._depth == 1:
                self._row, self._taken, self._spans, self._cells = -1, {}, [], {}
        elif tag == "tr" and self._depth == 1:
            self._finish_cell()
            self._row += 1
        elif tag in {"td", "th"} and self._depth == 1:
            self._finish_cell()
            given = dict(attrs)
            self._span = (_count(given.get("rowspan")), _count(given.get("colspan")))
            self._text = []
        elif tag == "br" and self._text is not None:
            self._text.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th", "tr"} and self._depth == 1:
            self._finish_cell()
        elif tag == "table":
            self._finish_cell()
            self._depth -= 1
            if self._depth == 0 and self._cells:
                self.sheets.append(self._sheet())

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text.append(data)

    def _finish_cell(self) -> None:
        if self._text is None:
            return
        column = 0
        while self._taken.get((self._row, column)):
            column += 1
        height, width = self._span
        for row in range(self._row, self._row + height):
            for col in range(column, column + width):
                self._taken[row, col] = True
        if height > 1 or width > 1:
            self._spans.append((self._row, column, self._row + height - 1, column + width - 1))
        self._cells[self._row, column] = "".join(self._text).strip()
        self._text = None

    def _sheet(self) -> Sheet:
        height = max(r for r, _ in self._taken) + 1
        width = max(c for _, c in self._taken) + 1
        rows: list[Row] = [
            [self._cells.get((r, c), "") for c in range(width)] for r in range(height)
        ]
        return Sheet(f"表{len(self.sheets) + 1}", rows, tuple(self._spans))


def _count(text: str | None) -> int:
    return min(int(text), 1000) if text and text.isdigit() and int(text) else 1


def _html(text: str, name: str) -> list[Sheet]:
    parser = _Tables()
    parser.feed(text)
    parser.close()
    if not parser.sheets:
        raise AppError(
            f"“{name}”是网页，里面没有表格。", kept=KEPT, hint="请在 WPS 中打开并另存为 .xlsx。"
        )
    return parser.sheets


def _spreadsheetml(data: bytes, name: str) -> list[Sheet]:
    from xml.etree import ElementTree

    if re.search(rb"<!(DOCTYPE|ENTITY)", data[:65536], re.IGNORECASE):
        raise AppError(
            f"“{name}”含有异常的 XML 定义，未读取。", kept=KEPT, hint="请在 WPS 中另存为 .xlsx。"
        )
    try:
        root = ElementTree.fromstring(data)
    except ElementTree.ParseError as error:
        raise _damaged(name, error) from error
    ns = "{urn:schemas-microsoft-com:office:spreadsheet}"
    sheets = []
    for number, worksheet in enumerate(root.iter(f"{ns}Worksheet"), start=1):
        rows: list[Row] = []
        spans: list[Span] = []
        for row in worksheet.iter(f"{ns}Row"):
            at = int(row.get(f"{ns}Index", len(rows) + 1))
            rows += [[] for _ in range(min(at - 1 - len(rows), 100_000))]
            cells: list[Any] = []
            for cell in row.iter(f"{ns}Cell"):
                column = int(cell.get(f"{ns}Index", len(cells) + 1))
                cells += [""] * min(column - 1 - len(cells), 16_384)
                across, down = (
                    int(cell.get(f"{ns}MergeAcross", 0)),
                    int(cell.get(f"{ns}MergeDown", 0)),
                )
                if across or down:
                    spans.append((len(rows), len(cells), len(rows) + down, len(cells) + across))
                cells.append(_data(cell.find(f"{ns}Data"), ns))
                cells += [""] * min(across, 16_384)
            rows.append(cells)
        width = max(map(len, rows), default=0)
        full: list[Row] = [[*r, *([""] * (width - len(r)))] for r in rows]
        sheets.append(Sheet(worksheet.get(f"{ns}Name", f"表{number}"), full, tuple(spans)))
    return sheets


def _data(element: Any, ns: str) -> Any:
    if element is None:
        return ""
    text = "".join(element.itertext())
    if element.get(f"{ns}Type") == "Number":
        try:
            return float(text)
        except ValueError:
            return text
    return text
