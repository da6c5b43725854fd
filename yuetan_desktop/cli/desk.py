"""What every command stands on: the data folder, the person, and how answers are printed."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import click

from yuetan_desktop.domain.papers.writtentime import read_day
from yuetan_desktop.domain.period import Period
from yuetan_desktop.services import upkeep, workspace
from yuetan_desktop.services.workspace import Workspace

# Exit code for problems in what was looked at: files to import, a database to check.
PROBLEMS = 2


@dataclass(frozen=True, slots=True)
class Desk:
    """Where the data lies and who is asking."""

    data: Path
    person: str | None

    def reading(self) -> Workspace:
        return workspace.open_workspace(self.data, read_only=True, person=self.person)

    def writing(self) -> Workspace:
        return workspace.open_workspace(self.data, person=self.person)

    def writing_or_new(self) -> Workspace:
        """For the first import: a folder without a database gets one, as by `init`."""
        if workspace.exists(self.data):
            return self.writing()
        return upkeep.create(self.data, person=self.person)


class Progress:
    """Steps of a long job on the error stream, rewritten in place; silent in scripts."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()

    def __call__(self, text: str, done: int, total: int) -> None:
        if self._shown:
            share = f" {done * 100 // total}%" if total else ""
            click.echo(f"\r\x1b[K{text}{share}", err=True, nl=False)

    def end(self) -> None:
        if self._shown:
            click.echo("\r\x1b[K", err=True, nl=False)


def print_json(value: Any) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=plain))


def plain(value: Any) -> Any:
    """Dates and periods as text, decimals as numbers with the digits they were typed with."""
    from decimal import Decimal

    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return str(value)


def print_table(heads: Sequence[str], rows: Iterable[tuple[object, ...]]) -> None:
    """Columns aligned for a terminal, Chinese characters counted double."""
    lines = [heads, *(tuple("" if v is None else str(v) for v in row) for row in rows)]
    widths = [max(_width(line[n]) for line in lines) for n in range(len(heads))]
    for line in lines:
        cells = (
            cell + " " * (width - _width(cell)) for cell, width in zip(line, widths, strict=True)
        )
        click.echo("  ".join(cells).rstrip())


def _width(text: str) -> int:
    from unicodedata import east_asian_width

    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


# -- parameters with their own words --------------------------------------------------------------
class DayType(click.ParamType):  # type: ignore[type-arg]  # generic in newer click only
    name = "日期"

    def convert(self, value: Any, param: Any, ctx: Any) -> date:
        if isinstance(value, date):
            return value
        try:
            return read_day(value)
        except ValueError:
            self.fail(f"“{value}”不是日期，写法如 2026-11-10。", param, ctx)


class PeriodType(click.ParamType):  # type: ignore[type-arg]
    name = "时段"

    def convert(self, value: Any, param: Any, ctx: Any) -> Period:
        if isinstance(value, Period):
            return value
        try:
            return Period.parse(value)
        except ValueError:
            forms = "2026-10-05、2026-10、2026-Q3、2026-H1、2026-9M、2026、2026-5M"
            self.fail(f"“{value}”不是时段，写法如 {forms}。", param, ctx)


DAY = DayType()
PERIOD = PeriodType()
FILE = click.Path(path_type=Path)
