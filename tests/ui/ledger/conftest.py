"""The ledger's page over the sample ledger."""

from __future__ import annotations

import pytest

from yuetan_desktop.ui.main_window import MainWindow
from yuetan_desktop.ui.pages.rectification.page import RectificationPage


@pytest.fixture
def first_page() -> str:
    return "rectification"


@pytest.fixture
def page(window: MainWindow) -> RectificationPage:
    window.go("rectification")
    found = window.current_page
    assert isinstance(found, RectificationPage)
    return found
