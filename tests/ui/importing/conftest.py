"""指标数据 over the sample, with its import wizard open."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.hands import active_window
from tests.services.filesmade import save
from yuetan_desktop.ui.page import Desk
from yuetan_desktop.ui.pages.data import DataPage
from yuetan_desktop.ui.pages.import_wizard.wizard import ImportWizard

from .choosing import Make


@pytest.fixture
def page(qtbot: Any, desk: Desk) -> DataPage:
    page = DataPage(desk)
    qtbot.addWidget(page)
    page.resize(1294, 700)
    page.show()
    active_window(page)
    return page


@pytest.fixture
def wizard(page: DataPage) -> ImportWizard:
    page.show_view("wizard")
    return page.view("wizard")


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """A monthly table whose fine dust column has a name nobody knows."""

    def write(month: int = 11, year: int = 2026) -> Path:
        return save(
            tmp_path / f"月报{year}{month:02}.xlsx",
            [f"云岭市{year}年{month}月空气质量月报"],
            ["县（区）", f"{year}年{month}月细粒物", "优良天数率(%)", "备用"],
            ["云麓区", 38.3, 80.0, 7],
            ["岚溪县", 33.8, 90.0, 8],
        )

    return write
