"""What every test stands on: no screen, and `gui` on each test that uses Qt."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

# Before any test imports Qt: windows are laid out and painted in memory.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(scope="session")
def sample_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample database, made once by each process of a run. Tests that write copy it."""
    from yuetan_desktop.services import samples

    folder = tmp_path_factory.mktemp("sample") / "data"
    samples.create_sample(folder).close()
    return folder


# The files that take longest, the longest first: one of them begun last keeps one core waiting.
LONGEST = (
    "ui/test_accessibility.py", "e2e/test_line_by_keyboard.py", "documents/test_page.py",
    "ui/test_statistics.py", "ui/test_rectification.py", "ui/test_settings.py", "ui/test_papers.py",
    "ui/test_cases.py", "ui/test_frame.py", "services/test_statbooks.py",
    "documents/test_printing.py", "documents/test_pagecheck.py",
)  # fmt: skip


def pytest_configure(config: pytest.Config) -> None:
    # Run in several processes, files would be handed out by their number of tests.
    if hasattr(config.option, "loadscopereorder"):
        config.option.loadscopereorder = False


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    order = {here / name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: order.get(item.path, len(LONGEST)))
    for item in items:
        if {"qapp", "qtbot"} & set(getattr(item, "fixturenames", ())):
            item.add_marker("gui")
