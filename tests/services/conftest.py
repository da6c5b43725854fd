"""A real database of a new office, with a clock that stands still."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from yuetan_desktop.services import upkeep
from yuetan_desktop.services.workspace import Workspace

NOW = datetime(2026, 11, 10, 9, 30)


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    with upkeep.create(tmp_path / "data", person="李敏", clock=lambda: NOW) as workspace:
        yield workspace
