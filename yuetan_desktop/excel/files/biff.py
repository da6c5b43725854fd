"""What the records of an Excel 97 workbook state, looked at before a reader believes it: a damaged
count makes it ask for more memory than there is, and the whole program ends."""

from __future__ import annotations

import struct
from collections.abc import Iterator

_DIMENSIONS, _TEXTS, _SHEET, _END = 0x0200, 0x00FC, 0x0085, 0x000A
# Records that hold a cell: formula, array of numbers, text, number, text in place, truth, number.
_CELLS = frozenset({0x0006, 0x00BD, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E, 0x00D6})
_LOW = (b"", b"\0")
_ROWS, _COLUMNS = 65_536, 256
_SHORTEST_TEXT = 3  # bytes


def is_believable(stream: bytes) -> bool:
    """Whether the stated sizes of its sheets and of its table of texts can be true."""
    sheets = []
    for kind, data in _records(stream, 0):
        if kind == _SHEET and len(data) >= 4:
            sheets.append(struct.unpack_from("<I", data)[0])
        elif kind == _TEXTS and len(data) >= 8:
            if struct.unpack_from("<I", data, 4)[0] > len(stream) // _SHORTEST_TEXT:
                return False
        elif kind == _DIMENSIONS and not _fits(data):
            return False
    return all(_sheet_fits(stream, at) for at in sheets)


def _sheet_fits(stream: bytes, at: int) -> bool:
    """Whether a sheet's size and its cells lie within what a sheet can have."""
    for kind, data in _records(stream, at):
        if kind == _DIMENSIONS and not _fits(data):
            return False
        if kind in _CELLS and data[3:4] not in _LOW:  # the column's higher byte
            return False
    return True


def _fits(data: bytes) -> bool:
    if len(data) < 14:
        return len(data) >= 10  # of the time before; too short to mislead
    first, last, left, right = struct.unpack_from("<IIHH", data)
    return bool(last <= _ROWS and right <= _COLUMNS and first <= last and left <= right)


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """Up to the end of the part that begins at `at`."""
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        if kind == _END:
            return
        yield kind, stream[at + 4 : at + 4 + size]
        at += 4 + size
