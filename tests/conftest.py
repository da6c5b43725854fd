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


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if {"qapp", "qtbot"} & set(getattr(item, "fixturenames", ())):
            item.add_marker("gui")
