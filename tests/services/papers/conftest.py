"""Papers on a computer without an office suite, and a case to make them of."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.newoffice import issue_itself, new_office
from tests.services.noticecase import (
    StoppedClock,
    open_case,
)
from yuetan_desktop.documents import printing
from yuetan_desktop.services.workspace import Workspace

PROGRAMS = os.environ.get("PATH", "")


@pytest.fixture
def office_suite(
    without_office_suite: None, monkeypatch: pytest.MonkeyPatch
) -> printing.OfficeSuite:
    monkeypatch.setenv("PATH", PROGRAMS)
    printing.find_suite.cache_clear()
    found = printing.find_suite()
    if found is None:
        pytest.skip("needs LibreOffice")
    return found


@pytest.fixture
def clock() -> StoppedClock:
    return StoppedClock()


@pytest.fixture
def ws(tmp_path: Path, without_office_suite: None, clock: StoppedClock) -> Iterator[Workspace]:
    with new_office(tmp_path / "data", clock=clock) as workspace:
        issue_itself(workspace)
        yield workspace


@pytest.fixture
def case_id(ws: Workspace) -> int:
    return open_case(ws, "雁江区")
