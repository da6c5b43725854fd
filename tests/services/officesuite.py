"""Workbooks as an office suite computes them, read by the titles of their columns."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from yuetan_desktop.documents import printing

needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")


def recalculated(path: Path, out: Path) -> Path:
    """The workbook as LibreOffice computes and saves it."""
    out.mkdir(exist_ok=True)
    subprocess.run(
        [
            "soffice", f"-env:UserInstallation={printing.profile_folder().as_uri()}", "--headless",
            "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(out), str(path),
        ],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    return out / path.name


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
