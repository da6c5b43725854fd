"""What an .xlsx package holds besides values: hidden rows, formulas never calculated, links to
other files, macros, and sheets too wide to open. Nothing of it is run or followed."""

from __future__ import annotations

import html
import posixpath
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from yuetan_desktop.excel.files.extent import sheet_extent
from yuetan_desktop.excel.files.formulas import (
    BROKEN,
    CIRCULAR,
    MAX_NAMED,
    NOT_CALCULATED,
    without_result,
)
from yuetan_desktop.excel.sheet import letters

MAX_SHEET = 30_000_000  # bytes of XML looked through for what is hidden; larger are exports
# A tag ends at the next “<” if it has no “>”: a broken file must not take minutes.
_SHEET = re.compile(r"<(?:\w+:)?sheet\b[^<>]*>")
_RELATION = re.compile(r"<(?:\w+:)?Relationship\b[^<>]*>")
_ROW = re.compile(rb"<(?:\w+:)?row\b[^<>]*>")
_COLUMN = re.compile(rb"<(?:\w+:)?col\b[^<>]*>")
_HIDDEN = re.compile(rb"\bhidden=\"(?:1|true)\"")
# Records of an .xlsb sheet (MS-XLSB): BrtRowHdr, and the cells that hold something.
_ROW_RECORD, _CELL_RECORDS = 0, range(2, 12)


@dataclass(slots=True)
class Package:
    """`notes` are sentences; `doubts` are (sheet, cell, sentence); `blank` are cells whose stored
    number means nothing; `widest` is the sheet that spans the most cells: name, rows, columns."""

    notes: list[str] = field(default_factory=list)
    doubts: list[tuple[str, str, str]] = field(default_factory=list)
    blank: set[tuple[str, str]] = field(default_factory=set)
    widest: tuple[str, int, int] = ("", 0, 0)


def look_into(package: zipfile.ZipFile) -> Package:
    """Look through the parts of a workbook before its values are read."""
    found = Package()
    members = package.namelist()
    if any(member.startswith("xl/externalLinks/") for member in members):
        found.notes.append("文件引用了其他工作簿，没有打开它们，按文件中保存的数值读取。")
    if any(member.endswith("vbaProject.bin") for member in members):
        found.notes.append("文件含有宏，没有运行。")
    for member in members:
        if member.startswith("xl/worksheets/") and member.endswith(".bin"):
            rows, columns = _binary_extent(package.read(member))
            if rows * columns > found.widest[1] * found.widest[2]:
                found.widest = posixpath.basename(member), rows, columns
    for name, part in _sheets(package):
        info = package.getinfo(part)
        text = package.read(info)
        rows, columns = sheet_extent(text)
        if rows * columns > found.widest[1] * found.widest[2]:
            found.widest = name, rows, columns
        if info.file_size <= MAX_SHEET:
            found.notes.extend(_hidden(name, text))
            _formulas(found, name, text)
    return found


def _binary_extent(data: bytes) -> tuple[int, int]:
    """The same of an .xlsb sheet, record by record."""
    at = row = rows = columns = 0
    while at < len(data) - 1:
        kind = data[at]
        at += 1
        if kind & 0x80:
            kind = kind & 0x7F | (data[at] & 0x7F) << 7
            at += 1
        size = shift = 0
        while at < len(data):
            size |= (data[at] & 0x7F) << shift
            shift += 7
            at += 1
            if not data[at - 1] & 0x80 or shift > 21:
                break
        if kind == _ROW_RECORD:
            row = int.from_bytes(data[at : at + 4], "little") + 1
        elif kind in _CELL_RECORDS:
            rows = max(rows, row)
            columns = max(columns, int.from_bytes(data[at : at + 4], "little") + 1)
        at += size
    return rows, columns


def _hidden(name: str, text: bytes) -> Iterator[str]:
    if b"hidden=" not in text:
        return
    numbers = (_number(tag, b"r") for tag in filter(_HIDDEN.search, _ROW.findall(text)))
    rows = [number for number in numbers if number is not None]
    columns: list[int] = []
    for tag in filter(_HIDDEN.search, _COLUMN.findall(text)):
        first, last = _number(tag, b"min"), _number(tag, b"max")
        if first is not None and last is not None:
            columns += range(first, min(last, first + 200) + 1)
    if rows:
        yield f"工作表“{name}”的第{_spans(rows, str)}行是隐藏的，已一并读取。"
    if columns and len(columns) < 200:  # unused columns to the right are often hidden whole
        spans = _spans(columns, lambda n: letters(n - 1))
        yield f"工作表“{name}”的{spans}列是隐藏的，已一并读取。"


def _formulas(into: Package, name: str, text: bytes) -> None:
    found = without_result(text)
    into.blank.update((name, cell) for cell in found.circular)
    into.doubts.extend((name, cell, BROKEN.format(e)) for cell, e in found.broken[:MAX_NAMED])
    for cells, words in ((found.empty, NOT_CALCULATED), (found.circular, CIRCULAR)):
        into.doubts.extend((name, cell, words) for cell in cells[:MAX_NAMED])
        if len(cells) > MAX_NAMED:
            more = f"另有{len(cells) - MAX_NAMED}格也是如此：{words}"
            into.doubts.append((name, cells[MAX_NAMED], more))


def _sheets(package: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """(name of the sheet, name of its part)."""
    members = set(package.namelist())
    if "xl/workbook.xml" not in members or "xl/_rels/workbook.xml.rels" not in members:
        return
    relations = package.read("xl/_rels/workbook.xml.rels").decode("utf-8", "replace")
    targets = {
        _attribute(tag, "Id"): _attribute(tag, "Target") for tag in _RELATION.findall(relations)
    }
    workbook = package.read("xl/workbook.xml").decode("utf-8", "replace")
    for tag in _SHEET.findall(workbook):
        relation = re.search(r"\b\w+:id=\"([^\"]*)\"", tag)
        target = targets.get(relation[1], "") if relation else ""
        part = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")
        if part in members:
            yield html.unescape(_attribute(tag, "name")), part


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf"\b{name}=\"([^\"]*)\"", tag)
    return found[1] if found else ""


def _number(tag: bytes, name: bytes) -> int | None:
    found = re.search(rb"\s" + name + rb"=\"(\d{1,7})\"", tag)
    return int(found[1]) if found else None


def _spans(numbers: Iterable[int], text: Callable[[int], str]) -> str:
    """3、7—9: a few spans, then 等."""
    spans: list[list[int]] = []
    for number in sorted(set(numbers)):
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    shown = "、".join(
        text(first) if first == last else f"{text(first)}—{text(last)}" for first, last in spans[:5]
    )
    return shown + ("等" if len(spans) > 5 else "")
