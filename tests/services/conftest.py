"""A real database of a new office, with a clock that stands still."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from tests.newoffice import new_office, opened
from yuetan_desktop.documents import printing
from yuetan_desktop.services import places
from yuetan_desktop.services.casefiles import CaseFile
from yuetan_desktop.services.cases import caseopening
from yuetan_desktop.services.rectification import TaskFile
from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.store import observations, targets
from yuetan_desktop.store.observations import ObservationRow
from yuetan_desktop.store.targets import TargetRow

from . import ledgertasks
from .casestory import SEPTEMBER
from .papersmade import MINUTES_DAY, interview, issuing_office

NOW = datetime(2026, 11, 10, 9, 30)


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    with new_office(tmp_path / "data", clock=lambda: NOW) as workspace:
        yield workspace


@pytest.fixture
def issuer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    """The office that issues papers itself, without an office suite; `ws` of tests of papers."""
    monkeypatch.setattr(printing, "find_suite", lambda: None)
    with issuing_office(tmp_path / "data") as workspace:
        yield workspace


@pytest.fixture(scope="session")
def issuer_told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The issuer's database once notice and minutes of its one case went out; made once."""
    folder = tmp_path_factory.mktemp("told") / "data"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(printing, "find_suite", lambda: None)
        with issuing_office(folder) as ws:
            interview(ws, _opened_case(ws, off_target(ws, "雁江区")))
    return folder


@pytest.fixture
def issuer_after_minutes(
    issuer_told: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Workspace]:
    """A copy of it on the day of the minutes, without an office suite."""
    monkeypatch.setattr(printing, "find_suite", lambda: None)
    folder = shutil.copytree(issuer_told, tmp_path / "data")
    with opened(folder, clock=lambda: MINUTES_DAY) as workspace:
        yield workspace


@pytest.fixture
def told(ws: Workspace, case: CaseFile) -> CaseFile:
    """A case whose notice and minutes went out."""
    interview(ws, case)
    return case


@pytest.fixture
def yanjiang(ws: Workspace) -> int:
    """雁江区: PM2.5 28.3 over 28.0 and good days 78.8 under 79.5 in January–September 2026, and
    both off target in September alone."""
    return off_target(ws, "雁江区")


def off_target(ws: Workspace, name: str, year: int = 2026) -> int:
    """The same numbers for a unit of this name and another year."""
    place = places.find_place(ws, name).id
    with ws.transaction():
        batch = observations.create_batch(
            ws.db, file_name="空气月报2609.xlsx", imported_by="李敏", imported_at=ws.now()
        )
        observations.insert_observations(
            ws.db,
            batch,
            [
                ObservationRow(place, "pm25", f"{year}-9M", 28.3, "", "Sheet1", "C17"),
                ObservationRow(place, "good_day_rate", f"{year}-9M", 78.8, "", "Sheet1", "F17"),
                ObservationRow(place, "pm25", f"{year}-09", 20.4, "", "9月", "C5"),
                ObservationRow(place, "good_day_rate", f"{year}-09", 83.3, "", "9月", "F5"),
            ],
        )
        targets.insert_targets(
            ws.db,
            [
                TargetRow(place, indicator, period, value, "环委办〔2026〕1号")
                for period, indicator, value in (
                    (f"{year}-9M", "pm25", 28.0),
                    (f"{year}-9M", "good_day_rate", 79.5),
                    (f"{year}-09", "pm25", 18.0),
                    (f"{year}-09", "good_day_rate", 90.0),
                )
            ],
            by="李敏",
            at=ws.now(),
        )
    return place


@pytest.fixture
def case(ws: Workspace, yanjiang: int) -> CaseFile:
    return _opened_case(ws, yanjiang)


def _opened_case(ws: Workspace, place: int) -> CaseFile:
    return caseopening.open_case(
        ws, place, month=SEPTEMBER, day=date(2026, 10, 13), note="经会商确认"
    ).case


@pytest.fixture
def task(ws: Workspace, case: CaseFile) -> TaskFile:
    """What 雁江区 has to do after its interview, in the ledger."""
    return ledgertasks.add(ws, case)
