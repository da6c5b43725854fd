"""Papers to look at: made once per run with LibreOffice, read back with pdfplumber."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from yuetan_desktop.documents.fonts import Faces
from yuetan_desktop.documents.printing import LibreOffice, find_suite, to_pdf
from yuetan_desktop.domain.workday import WorkCalendar, YearNotice
from yuetan_desktop.paths import resources, templates_docx


@pytest.fixture(scope="session")
def office() -> LibreOffice:
    suite = find_suite()
    if not isinstance(suite, LibreOffice):
        pytest.skip("needs LibreOffice")
    return suite


@pytest.fixture(scope="session")
def shipped() -> Path:
    """The folder of the templates as committed."""
    return templates_docx()


@pytest.fixture(scope="session")
def open_pdf(office: LibreOffice, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Any]:
    """Turn a Word file to PDF and open it."""
    import pdfplumber

    folder = tmp_path_factory.mktemp("pdf")

    def opened(document: Path) -> Any:
        pdf = folder / f"{document.stem}.pdf"
        to_pdf(document, pdf, Faces())
        return pdfplumber.open(pdf)

    return opened


@pytest.fixture(scope="session")
def calendar() -> WorkCalendar:
    """The shipped working-day calendar."""
    files = sorted((resources() / "workdays").glob("*.toml"))
    return WorkCalendar(YearNotice.from_toml(file.read_text("utf-8")) for file in files)
