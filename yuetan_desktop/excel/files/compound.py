"""Compound files (MS-CFB), the wrapping of .xls: their streams by name, and whether their chains of
sectors come to an end. One that runs in a circle would fill the memory of whoever follows it."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LAST = 0xFFFFFFFA  # above it no sector: end of a chain, free, table
_SMALL = 64  # bytes of a piece of the root's stream, where small streams lie


class Damaged(ValueError):
    """The file's own tables make no sense."""


@dataclass(slots=True)
class Compound:
    """One compound file, read and checked. `streams` are (start, length) by lower-case name."""

    content: bytes
    size: int = 512  # of a sector
    least: int = 4096  # shorter streams lie in small pieces
    table: list[int] = field(default_factory=list)
    small_table: list[int] = field(default_factory=list)
    root: bytes = b""
    streams: dict[str, tuple[int, int]] = field(default_factory=dict)

    @classmethod
    def read(cls, content: bytes) -> Compound:
        """Raises Damaged if a chain runs in a circle or leaves the file."""
        found = cls(content)
        try:
            found._read()
        except (struct.error, IndexError) as error:
            raise Damaged(str(error)) from error
        return found

    def _read(self) -> None:
        shift, small_shift = struct.unpack_from("<HH", self.content, 30)
        if shift not in (9, 12) or small_shift != 6:
            raise Damaged("sector size")
        self.size = 1 << shift
        tables, directory, _, self.least, small, _, more, _ = struct.unpack_from(
            "<IIIIIIII", self.content, 44
        )
        self.table = self._sector_table(tables, more)
        written = self._chain(directory)
        entries = [written[at : at + 128] for at in range(0, len(written) - 127, 128)]
        self.small_table = list(_numbers(self._chain(small))) if small < _LAST else []
        for number, entry in enumerate(entries):
            length, kind = struct.unpack_from("<HB", entry, 64)
            start, size = struct.unpack_from("<II", entry, 116)
            if kind == 5 or number == 0:
                self.root = self._chain(start) if start < _LAST else b""
            elif kind == 2:
                name = entry[: max(0, length - 2)].decode("utf-16-le", "replace")
                self.streams[name.lower()] = start, size
        for start, size in self.streams.values():
            self._stream(start, size)

    def _sector_table(self, tables: int, more: int) -> list[int]:
        """Which sector follows which. The sectors of the table itself stand in the header, and
        from the 110th on in a chain of their own."""
        if tables * self.size > len(self.content):
            raise Damaged("table longer than the file")
        at = list(struct.unpack_from("<109I", self.content, 76))
        seen = set()
        while more < _LAST:
            if more in seen:
                raise Damaged("circle")
            seen.add(more)
            *listed, more = _numbers(self._sector(more))
            at += listed
        found: list[int] = []
        for sector in at:
            if sector < _LAST:
                found += _numbers(self._sector(sector))
        return found

    def stream(self, name: str) -> bytes | None:
        known = self.streams.get(name.lower())
        return self._stream(*known) if known else None

    def _stream(self, start: int, size: int) -> bytes:
        if size >= self.least:
            return self._chain(start)[:size]
        pieces = []
        for number in _followed(start, self.small_table):
            pieces.append(self.root[number * _SMALL : (number + 1) * _SMALL])
        return b"".join(pieces)[:size]

    def _chain(self, start: int) -> bytes:
        return b"".join(map(self._sector, _followed(start, self.table)))

    def _sector(self, number: int) -> bytes:
        found = self.content[(number + 1) * self.size : (number + 2) * self.size]
        if not found:
            raise Damaged("beyond the end")
        return found


def _followed(start: int, table: list[int]) -> list[int]:
    found: list[int] = []
    while start < _LAST:
        if len(found) > len(table):
            raise Damaged("circle")
        found.append(start)
        start = table[start]
    return found


def _numbers(data: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])
