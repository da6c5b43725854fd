"""Workbooks as an office suite computes them, read by the titles of their columns; papers as it
saves them."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from yuetan_desktop.documents import printing

needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")


def recalculated(path: Path, out: Path) -> Path:
    """The workbook as LibreOffice computes and saves it."""
    (computed,) = all_recalculated([path], out)
    return computed


def all_recalculated(paths: Sequence[Path], out: Path) -> list[Path]:
    """Workbooks as LibreOffice computes and saves them, all by one start of it."""
    out.mkdir(exist_ok=True)
    subprocess.run(
        [
            "soffice", f"-env:UserInstallation={printing.profile_folder().as_uri()}", "--headless",
            "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(out), *map(str, paths),
        ],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    return [out / path.name for path in paths]


def saved_by_office(papers: Sequence[Path], out: Path) -> list[Path]:
    """Word files opened and saved by LibreOffice, all by one start of it."""
    subprocess.run(
        [
            "soffice", f"-env:UserInstallation={printing.profile_folder().as_uri()}", "--headless",
            "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(out), *map(str, papers),
        ],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    return [out / one.name for one in papers]


def rows_of(path: Path, sheet: str, first: str) -> dict[str, dict[str, Any]]:
    """Lines of a sheet by the cell in their first column, as {title: value}; the line of totals
    is 合计. `first` is the title of the first column."""
    cells = [list(row) for row in openpyxl.load_workbook(path, data_only=True)[sheet].values]
    head = next(n for n, row in enumerate(cells) if row[0] == first)
    found = {}
    for row in cells[head + 1 :]:
        if row[0] is None:
            break
        found[str(row[0])] = dict(zip(cells[head], row, strict=True))
    return found
