"""Names of known layouts. They only name and order; the engine reads tables without them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from yuetan_desktop.excel.results import ColumnReading
from yuetan_desktop.excel.sheet import plain


@dataclass(frozen=True, slots=True)
class Layout:
    """A form or published table: recognised by the indicators its columns carry."""

    name: str
    indicators: frozenset[str] = frozenset()
    heads: frozenset[str] = frozenset()
    title: str = ""


def read_layouts(folder: Path) -> tuple[Layout, ...]:
    """All `resources/layouts/*.toml`, the most demanding first."""
    found = []
    for file in sorted(folder.glob("*.toml")):
        row = tomllib.loads(file.read_text("utf-8"))
        found.append(
            Layout(
                name=str(row["name"]),
                indicators=frozenset(row.get("indicators", ())),
                heads=frozenset(map(plain, row.get("heads", ()))),
                title=str(row.get("title", "")),
            )
        )
    return tuple(sorted(found, key=lambda k: -len(k.indicators) - len(k.heads) - bool(k.title)))


def name_layout(layouts: Iterable[Layout], columns: Iterable[ColumnReading], title: str) -> str:
    """The first layout whose indicators and heads the table has; empty when none fits."""
    columns = tuple(columns)
    indicators = {column.indicator for column in columns if column.indicator}
    heads = {plain(column.head) for column in columns}
    for layout in layouts:
        if (
            layout.indicators <= indicators
            and all(any(word in head for head in heads) for word in layout.heads)
            and (not layout.title or layout.title in plain(title))
        ):
            return layout.name
    return ""
