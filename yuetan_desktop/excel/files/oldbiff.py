"""Workbooks from before Excel 97 (BIFF 2 to 7), whose texts are bytes of a code page: what Excel 5,
old WPS versions and small export programs write. Chinese ones are GBK, whatever page they state."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from yuetan_desktop.excel.sheet import MAX_CELLS, Sheet, Workbook

_BOF = {0x0009: 2, 0x0209: 3, 0x0409: 4}  # and 0x0809, which states its version
_EOF, _CODEPAGE, _DATE_1904, _BOUNDSHEET, _FILEPASS = 0x000A, 0x0042, 0x0022, 0x0085, 0x002F
_FORMAT_2, _FORMAT_4, _XF = 0x001E, 0x041E, {0x0043, 0x0243, 0x0443, 0x00E0}
_INTEGER, _NUMBERS, _LABELS = 0x0002, {0x0003, 0x0203}, {0x0004, 0x0204, 0x00D6}
_BOOLERR, _FORMULAS, _STRINGS = {0x0005, 0x0205}, {0x0006, 0x0206, 0x0406}, {0x0007, 0x0207}
_RK, _MULRK = 0x027E, 0x00BD
_PAGES = {932: "cp932", 949: "cp949", 950: "big5hkscs"}
_ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!",
    0x2A: "#N/A",
}  # fmt: skip
_DATE_FORMATS = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
_MAX_ROW, _MAX_COLUMN = 65_536, 256


class NotOldBiff(ValueError):
    """The bytes are no workbook of that time."""


def is_old_biff(stream: bytes) -> bool:
    """Whether these are the records of a workbook from before Excel 97."""
    return _version(stream) > 0


def read_old_biff(stream: bytes) -> Workbook:
    """Every sheet of the records. Raises NotOldBiff where they make no sense."""
    try:
        return _Reader(stream).read()
    except (struct.error, IndexError, OverflowError) as error:
        raise NotOldBiff(str(error)) from error


def _version(stream: bytes) -> int:
    """2 to 7 by the first record; 0 for a later or another kind of file."""
    if len(stream) < 8:
        return 0
    kind, size, version = struct.unpack_from("<HHH", stream)
    if kind == 0x0809:
        return {0x0500: 5, 0x0700: 7, 0x0000: 5}.get(version, 0) if size <= 20 else 0
    return _BOF.get(kind, 0) if size <= 20 else 0


# -- the records -------------------------------------------------------------------------------
class _Reader:
    def __init__(self, stream: bytes) -> None:
        self.stream = stream
        self.version = _version(stream)
        self.encoding = "gb18030"
        self.epoch = datetime(1899, 12, 30)
        self.formats: dict[int, str] = {}
        self.styles: list[int] = []

    def read(self) -> Workbook:
        sheets = self._globals()
        workbook = Workbook([], "xls")
        for name, at, hidden, is_sheet in sheets:
            if not is_sheet:
                workbook.notes.append(f"工作表“{name}”是图表或宏，没有读取。")
                continue
            workbook.sheets.append(self._sheet(name, at, hidden))
            if hidden:
                workbook.notes.append(f"工作表“{name}”是隐藏的，已一并读取。")
        return workbook

    def _globals(self) -> list[tuple[str, int, bool, bool]]:
        """Formats and the list of sheets; before BIFF 5 the file is its one sheet."""
        listed: list[tuple[bytes, int, bool, bool]] = []
        for kind, data in self._records(0):
            if kind == _CODEPAGE:
                self.encoding = _PAGES.get(struct.unpack_from("<H", data)[0], "gb18030")
            elif kind == _DATE_1904 and data[:1] == b"\x01":
                self.epoch = datetime(1904, 1, 1)
            elif kind in (_FORMAT_2, _FORMAT_4):
                self._format(kind, data)
            elif kind in _XF:
                at = 2 if self.version >= 5 else 1
                self.styles.append(data[at] | (data[at + 1] << 8 if self.version >= 5 else 0))
            elif kind == _BOUNDSHEET and self.version >= 5:
                start, flags = struct.unpack_from("<IH", data)
                listed.append((data[7 : 7 + data[6]], start, bool(flags & 3), flags >> 8 == 0))
            elif kind == _FILEPASS:
                raise NotOldBiff("encrypted")
            elif kind == _EOF:
                break
        if not listed:
            return [("Sheet1", 0, False, True)]
        return [(self._text(name), *rest) for name, *rest in listed]  # type: ignore[misc]

    def _format(self, kind: int, data: bytes) -> None:
        if kind == _FORMAT_4:
            index, at = struct.unpack_from("<H", data)[0] if self.version >= 5 else 0, 2
            index = index if self.version >= 5 else len(self.formats)
        else:
            index, at = len(self.formats), 0
        self.formats[index] = self._text(data[at + 1 : at + 1 + data[at]])

    def _sheet(self, name: str, start: int, hidden: bool) -> Sheet:
        cells: dict[tuple[int, int], Any] = {}
        waiting: tuple[int, int] | None = None  # a formula whose text follows
        for kind, data in self._records(start):
            if kind == _EOF:
                break
            if kind in _STRINGS and waiting is not None:
                wide = 2 if self.version >= 3 else 1
                length = int.from_bytes(data[:wide], "little")
                cells[waiting] = self._text(data[wide : wide + length])
                continue
            for row, column, value in self._cells(kind, data):
                cells[row, column] = value
                waiting = (row, column) if value is None else None
        return _as_sheet(name, {at: v for at, v in cells.items() if v is not None}, hidden)

    def _cells(self, kind: int, data: bytes) -> Iterator[tuple[int, int, Any]]:
        """(row, column, value) of one record; the value is None where its text follows."""
        known = {_INTEGER, _RK, _MULRK, *_NUMBERS, *_LABELS, *_BOOLERR, *_FORMULAS}
        if kind not in known:
            return
        row, column = struct.unpack_from("<HH", data)
        if self.version == 2:
            style, rest = data[5] & 0x3F, data[7:]
        else:
            style, rest = struct.unpack_from("<H", data, 4)[0], data[6:]
        if column >= _MAX_COLUMN:
            return
        if kind == _MULRK:
            for n in range((len(data) - 6) // 6):
                of_cell, packed = struct.unpack_from("<HI", data, 4 + 6 * n)
                yield row, column + n, self._number(_rk(packed), of_cell)
        elif kind in _LABELS:
            wide = 1 if self.version == 2 else 2
            length = int.from_bytes(rest[:wide], "little")
            yield row, column, self._text(rest[wide : wide + length])
        elif kind in _BOOLERR:
            yield row, column, _ERRORS.get(rest[0], "#N/A") if rest[1] else bool(rest[0])
        elif kind == _INTEGER:
            yield row, column, self._number(float(struct.unpack_from("<H", rest)[0]), style)
        elif kind == _RK:
            yield row, column, self._number(_rk(struct.unpack_from("<I", rest)[0]), style)
        elif kind in _FORMULAS and rest[6:8] == b"\xff\xff":
            special = {1: bool(rest[2]), 2: _ERRORS.get(rest[2], "#N/A"), 3: ""}
            yield row, column, special.get(rest[0])
        else:
            yield row, column, self._number(struct.unpack_from("<d", rest)[0], style)

    def _number(self, number: float, style: int) -> float | date:
        if not self._is_date(style) or not 0 < number < 2_958_466:
            return number
        moment = self.epoch + timedelta(seconds=round(number * 86400))
        return moment.date() if number.is_integer() else moment

    def _is_date(self, style: int) -> bool:
        # BIFF 2 names the format in the cell itself, the later ones in a table of styles.
        index = (
            style if self.version == 2 else self.styles[style] if style < len(self.styles) else 0
        )
        written = self.formats.get(index)
        if written is None or (self.version >= 5 and index in _DATE_FORMATS):
            return self.version >= 5 and index in _DATE_FORMATS
        plain = re.sub(r'"[^"]*"|\\.|\[[^\]]*\]', "", written)
        return bool(re.search(r"[ymdhs]", plain, re.IGNORECASE)) and "General" not in plain

    def _text(self, packed: bytes) -> str:
        return packed.decode(self.encoding, "replace")

    def _records(self, at: int) -> Iterator[tuple[int, bytes]]:
        """Records of one part, without its beginning and those parts that lie inside it."""
        depth = 0
        while at + 4 <= len(self.stream):
            kind, size = struct.unpack_from("<HH", self.stream, at)
            data = self.stream[at + 4 : at + 4 + size]
            at += 4 + size
            if kind == 0x0809 or kind in _BOF:
                depth += 1
            elif kind == _EOF and depth > 1:
                depth -= 1
            elif depth == 1:
                yield kind, data
            elif depth == 0:
                return


def _rk(packed: int) -> float:
    """A number packed into four bytes: half a double, or an integer, perhaps in hundredths."""
    if packed & 2:
        number = float(packed >> 2 if packed < 1 << 31 else (packed >> 2) - (1 << 30))
    else:
        number = struct.unpack("<d", b"\0\0\0\0" + struct.pack("<I", packed & 0xFFFFFFFC))[0]
    return number / 100 if packed & 1 else number


def _as_sheet(name: str, cells: dict[tuple[int, int], Any], hidden: bool) -> Sheet:
    height = 1 + max((row for row, _ in cells), default=-1)
    width = 1 + max((column for _, column in cells), default=-1)
    if height > _MAX_ROW or height * width > MAX_CELLS:
        raise NotOldBiff(f"{height} rows")
    rows: list[list[Any]] = [[""] * width for _ in range(height)]
    for (row, column), value in cells.items():
        rows[row][column] = value
    return Sheet(name, rows, hidden=hidden)
