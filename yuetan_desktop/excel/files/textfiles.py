"""Text files that stand in for workbooks: CSV, TSV, HTML tables and SpreadsheetML saved as .xls."""

from __future__ import annotations

import csv
import html
import io
import re
from typing import Any
from xml.parsers import expat

from yuetan_desktop.errors import AppError
from yuetan_desktop.excel.sheet import MAX_CELLS, Area, Sheet, Workbook

NOTHING = "没有导入任何数据。"
DESTROYED = re.compile(r"锟斤拷|烫烫烫|\ufffd{3}")
MAX_ROWS = 1_100_000
_PROBED, _SHORT, _LONGEST_MIXED = 20_000, 12, 20_000_000  # bytes
_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:\.\d+)?")


def read_text(content: bytes, name: str) -> Workbook:
    text = _decoded(content, name)
    start = text[:4000].lstrip().lower()
    if "<?xml" in start[:200] and "urn:schemas-microsoft-com:office:spreadsheet" in start:
        return _spreadsheetml(content, text, name)
    if re.search(r"<(html|table|!doctype html|body|meta)\b", start):
        return _html(text, name)
    if start.startswith(("<?xml", "<!doctype")):
        raise AppError(f"文件“{name}”不是表格。", kept=NOTHING, hint="请选择 Excel 或 CSV 表格。")
    return _delimited(text, name)


def _decoded(content: bytes, name: str) -> str:
    for mark, encoding in (
        (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if content.startswith(mark):
            return _strict(content, encoding) or content.decode(encoding, "replace")
    if content.count(b"\0", 0, 4000) > len(content[:4000]) // 4:
        little = content[1:4000:2].count(0) >= content[0:4000:2].count(0)
        text = _strict(content, "utf-16-le" if little else "utf-16-be")
        if text is not None and _mostly_printable(text):
            return text
    clean = content.replace(b"\0", b"")
    text = _strict(clean, "utf-8")
    if text is None:
        declared = re.search(rb"charset=[\"']?([\w-]+)", clean[:2000])
        text = _line_by_line(clean) or _strict(clean, "gb18030")
        if text is None and declared and declared[1].lower() in (b"big5", b"utf-8"):
            text = clean.decode(declared[1].decode(), "replace")
        if text is None:
            text = clean.decode("gb18030", "replace")
    if not _mostly_printable(text):
        raise AppError(
            f"文件“{name}”不是表格，或内容已损坏。",
            kept=NOTHING,
            hint="请选择 Excel 或 CSV 表格；如确是表格，请在 WPS 中另存为 xlsx。",
        )
    return text


def _line_by_line(content: bytes) -> str | None:
    """A file joined of parts in UTF-8 and in GB18030; None where it is not so. A line of Chinese in
    GB18030 is hardly ever one in UTF-8 too."""
    head = content[:_PROBED].splitlines()[:-1]
    foreign = [line for line in head if not line.isascii()]
    united = [line for line in foreign if len(line) > _SHORT and _strict(line, "utf-8")]
    if not united or len(content) > _LONGEST_MIXED:
        return None
    lines = content.splitlines(keepends=True)
    return "".join(_strict(line, "utf-8") or line.decode("gb18030", "replace") for line in lines)


def _strict(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _mostly_printable(text: str) -> bool:
    part = text[:4000]
    odd = sum(not (c.isprintable() or c in "\r\n\t\u3000\ufeff\xa0") for c in part)
    return odd <= len(part) // 20


def _value(text: str) -> Any:
    """A cell of a text file: a plain number as a number, everything else as written."""
    text = text.strip()
    return float(text) if _NUMBER.fullmatch(text) else text


# -- CSV and TSV ---------------------------------------------------------------------------------
def _delimited(text: str, name: str) -> Workbook:
    lines = [line for line in text[:20_000].splitlines()[:50] if line.strip()]
    delimiter = max("\t,;|，", key=lambda mark: sum(line.count(mark) for line in lines))
    if not any(delimiter in line for line in lines):
        delimiter = ","
    height = text.count("\n") + 1
    width = max((line.count(delimiter) for line in lines), default=0) + 1
    if height > MAX_ROWS or height * width > MAX_CELLS:
        raise AppError(
            f"文件“{name}”约有 {height} 行、{width} 列，"
            f"超过了 {MAX_CELLS // 10000} 万个单元格的上限。",
            kept=NOTHING,
            hint="请拆成几个文件后再导入。",
        )
    rows: list[list[Any]] = []
    csv.field_size_limit(1_000_000)
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            rows.append([_value(cell) for cell in row])
    except csv.Error as error:
        raise AppError(
            f"文件“{name}”不是规范的 CSV 文本，无法读取。",
            kept=NOTHING,
            hint="请在 WPS 中打开后另存为 xlsx。",
            detail=str(error),
        ) from error
    kind = "tsv" if delimiter == "\t" else "csv"
    return Workbook([Sheet("", rows)], kind)


# -- HTML ----------------------------------------------------------------------------------------
# Tags are found one by one: html.parser takes minutes over a file of brackets never closed.
_TAG = re.compile(
    r"(?P<comment><!--)|<(?P<end>/?)(?P<name>[a-zA-Z][\w:-]*+)"
    r"(?P<given>(?:[^<>\"']++|\"[^\"<]*+\"|'[^'<]*+')*+)>|<[!?][^<>]*+>"
)
_GIVEN = re.compile(r"\b(rowspan|colspan)\s*=\s*[\"']?(\d{1,5})", re.IGNORECASE)
_UNREAD = {name: re.compile(rf"</{name}\s*>", re.IGNORECASE) for name in ("script", "style", "xml")}
MAX_SPANNED = 200_000  # cells that spans may cover in all


class _Tables:
    """Rows of every outermost table; spans become merged areas."""

    def __init__(self) -> None:
        self.sheets: list[Sheet] = []
        self.depth = 0
        self.cell: list[str] | None = None
        self.span = (1, 1)
        self.taken: set[tuple[int, int]] = set()
        self.spanned = 0

    def feed(self, text: str) -> None:
        at = 0
        while tag := _TAG.search(text, at):
            self._data(text[at : tag.start()])
            at = tag.end()
            name = (tag["name"] or "").lower()
            if tag["comment"]:
                at = text.find("-->", at) + 3
                if at < 3:
                    return
            elif name in _UNREAD and not tag["end"]:
                closed = _UNREAD[name].search(text, at)
                if closed is None:
                    return
                at = closed.end()
            elif tag["end"]:
                self._end(name)
            elif name:
                self._start(name, tag["given"])
        self._data(text[at:])
        self._end_cell()

    def _start(self, tag: str, given: str) -> None:
        if tag == "table":
            self.depth += 1
            if self.depth == 1:
                self.sheets.append(Sheet("", []))
                self.taken = set()
        elif self.depth == 1 and tag == "tr":
            self._end_cell()
            self.sheets[-1].rows.append([])
        elif self.depth == 1 and tag in ("td", "th"):
            self._end_cell()
            spans = {name.lower(): _span(number) for name, number in _GIVEN.findall(given)}
            self.span = (spans.get("rowspan", 1), spans.get("colspan", 1))
            self.spanned += self.span[0] * self.span[1]
            if self.spanned > MAX_SPANNED:
                self.span = (1, 1)
            self.cell = []
        elif tag == "br" and self.cell is not None:
            self.cell.append(" ")

    def _end(self, tag: str) -> None:
        if tag in ("td", "th", "tr") and self.depth == 1:
            self._end_cell()
        elif tag == "table" and self.depth:
            self._end_cell()
            self.depth -= 1

    def _data(self, data: str) -> None:
        if self.cell is not None and data:
            self.cell.append(html.unescape(data))

    def _end_cell(self) -> None:
        if self.cell is None:
            return
        sheet = self.sheets[-1]
        if not sheet.rows:
            sheet.rows.append([])
        row = len(sheet.rows) - 1
        line = sheet.rows[row]
        column = len(line)
        while (row, column) in self.taken:
            column += 1
        line.extend([""] * (column + 1 - len(line)))
        line[column] = _value(" ".join("".join(self.cell).split()))
        down, right = self.span
        if down * right > 1:
            self.taken.update(
                (r, c) for r in range(row, row + down) for c in range(column, column + right)
            )
            line.extend([""] * (right - 1))
            sheet.merged.append((row, column, row + down - 1, column + right - 1))
        self.cell = None


def _span(text: str | None) -> int:
    return max(1, min(200, int(text))) if text and text.isdigit() else 1


def _html(text: str, name: str) -> Workbook:
    parser = _Tables()
    parser.feed(text)
    sheets = [sheet for sheet in parser.sheets if any(sheet.rows)]
    if not sheets:
        raise AppError(
            f"文件“{name}”是网页，其中没有表格。", kept=NOTHING, hint="请选择 Excel 或 CSV 表格。"
        )
    for number, sheet in enumerate(sheets, start=1):
        sheet.name = "" if len(sheets) == 1 else f"表{number}"
    return Workbook(sheets, "html")


# -- SpreadsheetML 2003 --------------------------------------------------------------------------
def _spreadsheetml(content: bytes, text: str, name: str) -> Workbook:
    if "<!ENTITY" in text or "<!DOCTYPE" in text:
        raise AppError(
            f"文件“{name}”含有可疑的内容，为安全起见没有打开。",
            kept=NOTHING,
            hint="请在 WPS 中另存为 xlsx 后再导入。",
        )
    reader = _SpreadsheetML()
    try:
        reader.read(re.sub(r"^\s*<\?xml[^>]*\?>", "", text).encode("utf-8"))
    except expat.ExpatError as error:
        raise AppError(
            f"文件“{name}”已损坏或不完整，无法读取。",
            kept=NOTHING,
            hint="请重新索取该文件。",
            detail=str(error),
        ) from error
    return Workbook(reader.sheets, "xml")


class _SpreadsheetML:
    def __init__(self) -> None:
        self.sheets: list[Sheet] = []
        self.row = self.column = -1
        self.across = self.down = 0
        self.kind = ""
        self.data: list[str] | None = None

    def read(self, content: bytes) -> None:
        parser = expat.ParserCreate("utf-8", " ")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.Parse(content, True)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        tag = tag.rpartition(" ")[2]
        given = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        index = int(given["Index"]) - 1 if given.get("Index", "").isdigit() else None
        if tag == "Worksheet":
            self.sheets.append(Sheet(given.get("Name", ""), []))
            self.row = -1
        elif tag == "Row" and self.sheets:
            self.row = index if index is not None else self.row + 1
            if not 0 <= self.row < MAX_ROWS:
                raise expat.ExpatError(f"row {self.row}")
            self.column = -1
        elif tag == "Cell":
            self.column = min(index if index is not None else self.column + 1, 16384)
            if not self.sheets or self.row < 0 or self.column < 0:
                raise expat.ExpatError("a cell outside a row")
            self.across = _span(given.get("MergeAcross")) if given.get("MergeAcross") else 0
            self.down = _span(given.get("MergeDown")) if given.get("MergeDown") else 0
        elif tag == "Data":
            self.kind, self.data = given.get("Type", ""), []

    def _characters(self, data: str) -> None:
        if self.data is not None:
            self.data.append(data)

    def _end(self, tag: str) -> None:
        tag = tag.rpartition(" ")[2]
        if tag == "Data" and self.data is not None:
            if not self.sheets or self.row < 0 or self.column < 0:
                raise expat.ExpatError("data outside a cell")
            rows = self.sheets[-1].rows
            while len(rows) <= self.row:
                rows.append([])
            line = rows[self.row]
            line.extend([""] * (self.column + 1 - len(line)))
            text = "".join(self.data).strip()
            line[self.column] = text[:10] if self.kind == "DateTime" else _value(text)
            self.data = None
        elif tag == "Cell" and self.sheets and (self.across or self.down):
            area: Area = (self.row, self.column, self.row + self.down, self.column + self.across)
            self.sheets[-1].merged.append(area)
            self.column += self.across
