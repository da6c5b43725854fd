"""BIFF workbooks built record by record (MS-XLS) in a compound file of their own (MS-CFB): what
Excel 97 and later, Excel 5 and old WPS versions save as .xls and .et."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

EXCEL_97, EXCEL_5 = 0x0600, 0x0500
GBK = 936
_ERRORS = {"#NULL!": 0x00, "#DIV/0!": 0x07, "#VALUE!": 0x0F, "#REF!": 0x17, "#N/A": 0x2A}
_GENERAL, _DATE = 0, 1  # places in the table of cell formats
_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


class Formula(NamedTuple):
    """A formula with the result that was stored with it."""

    result: float


Merged = tuple[int, int, int, int]  # first row, last row, first column, last column


def xls(
    rows: Sequence[Sequence[Any]],
    *,
    sheet: str = "Sheet1",
    merged: Sequence[Merged] = (),
    version: int = EXCEL_97,
) -> bytes:
    """One sheet as an .xls; texts are UTF-16 in Excel 97 and bytes of code page 936 in Excel 5."""
    return xls_book({sheet: rows}, merged=merged, version=version)


def xls_book(
    sheets: Mapping[str, Sequence[Sequence[Any]]],
    *,
    merged: Sequence[Merged] = (),
    version: int = EXCEL_97,
) -> bytes:
    """Sheets by name; `merged` areas hold for each of them."""
    bodies = [_sheet(rows, merged, version) for rows in sheets.values()]
    before = _record(0x0809, struct.pack("<HHHHII", version, 0x0005, 0, 1997, 0, 0))
    before += _record(0x0042, struct.pack("<H", 1200 if version == EXCEL_97 else GBK))
    before += _xf(_GENERAL, version) + _xf(14, version)  # 14: the built-in short date
    names = [_short(name, version) for name in sheets]
    listed = sum(len(_record(0x0085, bytes(6) + name)) for name in names) + len(_record(0x000A))
    at = len(before) + listed
    for name, body in zip(names, bodies, strict=True):
        before += _record(0x0085, struct.pack("<IBB", at, 0, 0) + name)
        at += len(body)
    stream = "Workbook" if version == EXCEL_97 else "Book"
    return compound(stream, before + _record(0x000A) + b"".join(bodies))


def _sheet(rows: Sequence[Sequence[Any]], merged: Sequence[Merged], version: int) -> bytes:
    body = _record(0x0809, struct.pack("<HHHHII", version, 0x0010, 0, 1997, 0, 0))
    width = max(map(len, rows))
    if version == EXCEL_97:
        body += _record(0x0200, struct.pack("<IIHHH", 0, len(rows), 0, width, 0))
    else:
        body += _record(0x0200, struct.pack("<HHHHH", 0, len(rows), 0, width, 0))
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            body += _cell(r, c, value, version)
    if merged:
        areas = b"".join(struct.pack("<HHHH", *area) for area in merged)
        body += _record(0x00E5, struct.pack("<H", len(merged)) + areas)
    return body + _record(0x000A)


def _cell(row: int, column: int, value: Any, version: int) -> bytes:
    def at(style: int) -> bytes:
        return struct.pack("<HHH", row, column, style)

    if value is None:
        return b""
    if isinstance(value, Formula):
        result = struct.pack("<dHI", value.result, 0, 0)
        if version == EXCEL_5:
            result = struct.pack("<dHI", value.result, 0, 0)
        return _record(0x0006, at(_GENERAL) + result + struct.pack("<H", 3) + b"\x1e\x01\x00")
    if isinstance(value, bool):
        return _record(0x0205, at(_GENERAL) + bytes([value, 0]))
    if isinstance(value, date):
        moment = value if isinstance(value, datetime) else datetime(*value.timetuple()[:3])
        days = (moment - datetime(1899, 12, 30)).total_seconds() / 86400
        return _record(0x0203, at(_DATE) + struct.pack("<d", days))
    if isinstance(value, int) and abs(value) < 1 << 29:
        return _record(0x027E, at(_GENERAL) + struct.pack("<i", value << 2 | 2))  # RK
    if isinstance(value, float | int):
        return _record(0x0203, at(_GENERAL) + struct.pack("<d", value))
    if value in _ERRORS:
        return _record(0x0205, at(_GENERAL) + bytes([_ERRORS[value], 1]))
    if version == EXCEL_97:
        text = struct.pack("<HB", len(value), 1) + value.encode("utf-16-le")
    else:
        packed = value.encode("gb18030")
        text = struct.pack("<H", len(packed)) + packed
    return _record(0x0204, at(_GENERAL) + text)


def _short(text: str, version: int) -> bytes:
    if version == EXCEL_97:
        return struct.pack("<BB", len(text), 1) + text.encode("utf-16-le")
    packed = text.encode("gb18030")
    return bytes([len(packed)]) + packed


def _xf(number_format: int, version: int) -> bytes:
    rest = 16 if version == EXCEL_97 else 12
    return _record(0x00E0, struct.pack("<HH", 0, number_format) + bytes(rest))


def _record(kind: int, payload: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(payload)) + payload


def compound(name: str, stream: bytes) -> bytes:
    """A compound file of one stream: header, its allocation table, the directory, the stream."""
    size = max(4096, len(stream))  # a smaller stream would lie in a table of its own
    stream = stream.ljust(-(-size // 512) * 512, b"\0")
    count = len(stream) // 512
    tables = -(-(count + 2) // 127)  # sectors of the allocation table
    chain = [_FAT] * tables + [_END] + list(range(tables + 2, tables + 1 + count)) + [_END]
    chain += [_FREE] * (tables * 128 - len(chain))
    header = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16)
    header += struct.pack("<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, tables, tables, 0, 4096,
                          _END, 0, _END, 0)  # fmt: skip
    header += struct.pack("<109I", *range(tables), *[_FREE] * (109 - tables))
    directory = _entry("Root Entry", 5, child=1, start=_END, size=0)
    directory += _entry(name, 2, child=_FREE, start=tables + 1, size=size)
    directory += bytes(512 - len(directory))
    return header + struct.pack(f"<{len(chain)}I", *chain) + directory + stream


def _entry(name: str, kind: int, *, child: int, start: int, size: int) -> bytes:
    written = (name + "\0").encode("utf-16-le")
    entry = written.ljust(64, b"\0") + struct.pack("<HBB", len(written), kind, 1)
    entry += struct.pack("<III", _FREE, _FREE, child) + bytes(36)
    return entry + struct.pack("<IQ", start, size)
