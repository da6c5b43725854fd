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
    content = before + _record(0x000A) + b"".join(bodies)
    return compound((stream, content.ljust(4096, b"\0")))


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


def compound(*streams: tuple[str, bytes]) -> bytes:
    """A compound file: header, its allocation table, the directory, the streams; those shorter
    than 4096 bytes lie in pieces of 64 in the root's own stream."""
    pieces, short_chain, large = b"", list[int](), list[bytes]()
    places = list[tuple[str, int, int]]()
    for name, stream in streams:
        if len(stream) < 4096:
            places.append((name, len(short_chain), len(stream)))
            count = -(-len(stream) // 64)
            short_chain += [*range(len(short_chain) + 1, len(short_chain) + count), _END]
            pieces += stream.ljust(count * 64, b"\0")
        else:
            places.append((name, -len(large) - 1, len(stream)))
            large.append(_filled(stream))
    directory_size = -(-(len(streams) + 1) // 4)
    chained = [bytes(512 * directory_size), *large]
    if short_chain:
        chained += [_filled(struct.pack(f"<{len(short_chain)}I", *short_chain)), _filled(pieces)]
    count = sum(map(len, chained)) // 512
    tables = -(-count // 127)  # sectors of the allocation table
    chain, starts = [_FAT] * tables, list[int]()
    for part in chained:
        starts.append(len(chain))
        chain += [*range(len(chain) + 1, len(chain) + len(part) // 512), _END]
    chain += [_FREE] * (tables * 128 - len(chain))
    small, root = (starts[-2], starts[-1]) if short_chain else (_END, _END)
    entries = _entry("Root Entry", 5, child=1, start=root, size=len(pieces))
    for number, (name, start, size) in enumerate(places, 1):
        at = start if start >= 0 else starts[-start]
        after = number + 1 if number < len(places) else _FREE
        entries += _entry(name, 2, child=_FREE, start=at, size=size, after=after)
    chained[0] = entries.ljust(512 * directory_size, b"\0")
    header = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16)
    header += struct.pack("<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, tables, tables, 0, 4096,
                          small, len(short_chain) and starts[-1] - small, _END, 0)  # fmt: skip
    header += struct.pack("<109I", *range(tables), *[_FREE] * (109 - tables))
    return header + struct.pack(f"<{len(chain)}I", *chain) + b"".join(chained)


def _filled(stream: bytes) -> bytes:
    return stream.ljust(-(-len(stream) // 512) * 512, b"\0")


def _entry(name: str, kind: int, *, child: int, start: int, size: int, after: int = _FREE) -> bytes:
    written = (name + "\0").encode("utf-16-le")
    entry = written.ljust(64, b"\0") + struct.pack("<HBB", len(written), kind, 1)
    entry += struct.pack("<III", _FREE, after, child) + bytes(36)
    return entry + struct.pack("<IQ", start, size)
