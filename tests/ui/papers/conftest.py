"""The form of a paper beside its pages, on a computer without an office suite."""

from __future__ import annotations

from typing import Any

import pytest

from yuetan_desktop.documents import printing
from yuetan_desktop.services import casefiles
from yuetan_desktop.services.casefiles import CaseFile
from yuetan_desktop.ui.main_window import MainWindow
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.papers.paper_page import PaperPage

from .hands import show


@pytest.fixture
def first_page() -> str:
    return "papers"


@pytest.fixture
def no_office_suite(monkeypatch: pytest.MonkeyPatch) -> Any:
    """A computer without an office suite; laying out takes seconds for each paper."""
    monkeypatch.setenv("PATH", "")
    printing.find_suite.cache_clear()
    yield
    printing.find_suite.cache_clear()


@pytest.fixture
def case(desk: Desk) -> CaseFile:
    """青禾县, level 6: approved, to be notified in writing."""
    return next(f for f in casefiles.list_cases(desk.ws) if f.state.label == "待书面通知")


@pytest.fixture
def page(no_office_suite: None, window: MainWindow, case: CaseFile) -> PaperPage:
    return show(window, case)
