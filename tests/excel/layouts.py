"""Layouts as provinces, cities and counties publish them, with everything each of them says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from .conftest import Read, Row, says, targets, values


@dataclass(frozen=True)
class Layout:
    """Rows as published; what is read of them, “unit indicator period value” each; what is said."""

    name: str
    rows: Sequence[Row] | dict[str, Sequence[Row]]
    expected: str
    merged: Sequence[str] = ()
    goals: str = ""
    told: tuple[str, ...] = ()
    file: str = "表.xlsx"

    def __str__(self) -> str:
        return self.name

    def check(self, read: Read) -> None:
        """Read to the last value, and no sentence more or less."""
        found = read(self.rows, merged=self.merged, name=self.file)
        assert _lines(values(found)) == _expected(self.expected)
        assert _lines(targets(found)) == _expected(self.goals)
        assert says(found) == list(self.told)


def _lines(found: set[tuple[str, str, str, Any]]) -> list[str]:
    return sorted(
        f"{place} {key} {period} {value:g}" if isinstance(value, float) else " ".join(map(str, row))
        for row in found
        for place, key, period, value in [row]
    )


def _expected(text: str) -> list[str]:
    return sorted(filter(None, map(str.strip, text.splitlines())))
