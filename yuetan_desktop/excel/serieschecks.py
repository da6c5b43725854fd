"""Doubts about a series in time: frozen, copied further down, jumping. They accuse nobody."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from typing import NamedTuple

LEAST_COPIED = 3  # rows in a row whose every value stands there once more


class Copied(NamedTuple):
    """Rows `at` … `at + length` say the same as those from `first` on."""

    first: int
    at: int
    length: int


def copied_rows(rows: Sequence[tuple[Hashable, ...]]) -> Iterator[Copied]:
    """Runs of rows that repeat earlier ones value by value; a row needs three values or more."""
    seen: dict[tuple[Hashable, ...], int] = {}
    at = 0
    while at < len(rows):
        row = rows[at]
        first = seen.setdefault(row, at)
        length = 0
        if first < at and len(row) >= 3:
            while at + length < len(rows) and first + length < at:
                if rows[first + length] != rows[at + length]:
                    break
                length += 1
        if length >= LEAST_COPIED and len(set(rows[at : at + length])) > 1:
            yield Copied(first, at, length)
            at += length
        else:
            at += 1


def frozen_runs(values: Sequence[float], least: int) -> Iterator[tuple[int, int]]:
    """(start, length) of at least so many equal values in a row."""
    start = 0
    for at in range(1, len(values) + 1):
        if at == len(values) or values[at] != values[start]:
            if at - start >= least:
                yield start, at - start
            start = at
