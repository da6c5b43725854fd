"""Sheets built cell by cell, and what reading them gives, in a form that reads like the sheet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.utils import range_boundaries

from tests.builders import air_standards, water_standard
from yuetan_desktop import paths
from yuetan_desktop.domain.indicator import Catalogue
from yuetan_desktop.domain.quality.standards import Standards
from yuetan_desktop.excel.filewords import FileWords, OfficeWords
from yuetan_desktop.excel.parse import read_file
from yuetan_desktop.excel.results import FileReading, IncidentWord

from .biff import xls_book

Row = Sequence[Any]
FORMATS = ("xlsx", "xls", "et")
Read = Callable[..., FileReading]
STANDARDS = Standards(air_standards(), water_standard())
KINDS = (
    IncidentWord("heavy_pollution_day", ("重度污染天", "重污染天")),
    IncidentWord("straw_burning_circular", ("秸秆焚烧通报",)),
    IncidentWord("other_basis_office", ("其他情形（第六条）",), needs_basis=True),
)
OFFICE = OfficeWords(KINDS, standards=STANDARDS)


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return Catalogue.from_toml((paths.resources() / "indicators.toml").read_text("utf-8"))


def save_book(path: Path, sheets: dict[str, Sequence[Row]], merged: Sequence[str] = ()) -> Path:
    """Rows by sheet; `merged` areas hold for every sheet that has them."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        for area in merged:
            sheet.merge_cells(area)
    book.save(path)
    return path


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Layouts marked `any_format` are read from BIFF too, as .xls and as .et."""
    marked = metafunc.definition.get_closest_marker("any_format") is not None
    if marked and "read" in metafunc.fixturenames:
        metafunc.parametrize("written_as", FORMATS, indirect=True)


@pytest.fixture
def written_as(request: pytest.FixtureRequest) -> str:
    return getattr(request, "param", "xlsx")


def save_as(kind: str, path: Path, sheets: dict[str, Sequence[Row]], merged: Sequence[str]) -> Path:
    """The rows as .xlsx, as .xls of Excel 97 or as .et of the same records."""
    if kind == "xlsx":
        return save_book(path, sheets, merged)
    areas = [range_boundaries(area) for area in merged]
    path = path.with_suffix(f".{kind}")
    path.write_bytes(
        xls_book(
            {name: [list(row) for row in rows] for name, rows in sheets.items()},
            merged=[
                (top - 1, bottom - 1, left - 1, right - 1) for left, top, right, bottom in areas
            ],
        )
    )
    return path


@pytest.fixture
def read(tmp_path: Path, catalogue: Catalogue, written_as: str) -> Read:
    """Write rows to a workbook and read it back."""

    def run(
        rows: Sequence[Row] | dict[str, Sequence[Row]],
        *,
        merged: Sequence[str] = (),
        name: str = "表.xlsx",
        sheet: str = "Sheet1",
        **options: Any,
    ) -> FileReading:
        sheets = rows if isinstance(rows, dict) else {sheet: rows}
        path = save_as(written_as, tmp_path / name, sheets, merged)
        return read_file(path, catalogue, OFFICE, FileWords(**options))

    return run


def values(reading: FileReading) -> set[tuple[str, str, str, Any]]:
    """(place, indicator, period, value or text) of everything read."""
    return {
        (
            reading.places[s.place].name,
            s.indicator,
            s.period,
            s.text if s.value is None else s.value,
        )
        for s in reading.values()
    }


def targets(reading: FileReading) -> set[tuple[str, str, str, float]]:
    return {(reading.places[t.place].name, t.indicator, t.period, t.value) for t in reading.targets}


def says(reading: FileReading) -> list[str]:
    """Problems as “severity cell：sentence”, without the sheet."""
    return [f"{p.severity} {p.cell}：{p.message}" for p in reading.problems]
