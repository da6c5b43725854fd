"""What every test stands on: no screen, and `gui` on each test that uses Qt."""

from __future__ import annotations

import os

import pytest

# Before any test imports Qt: windows are laid out and painted in memory.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if {"qapp", "qtbot"} & set(getattr(item, "fixturenames", ())):
            item.add_marker("gui")
