"""Databases of every release open in this one, with everything in them.

`old/<version>.db` is a real file of that release: one value replaced and taken back, a target, an
incident found by a person, a decision on a reading, a case with a step and a paper.
`old/schemaN.db` is that file as the program of schema N kept it, with a task of the ledger and a
version of the readings entered then. Add one with each release that brings a migration; never
change one.
"""

from __future__ import annotations

import shutil
import sqlite3
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from yuetan_desktop.domain.indicator import Catalogue
from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.rectification import fold
from yuetan_desktop.store import (
    backup,
    cases,
    database,
    observations,
    readingversions,
    rectification,
    settings,
)
from yuetan_desktop.store.facts import load_facts

OLD = sorted((Path(__file__).parent / "old").glob("*.db"))


def test_there_is_a_file_of_the_first_release() -> None:
    assert "0.1.0" in {path.stem for path in OLD}


@pytest.mark.parametrize("old", OLD, ids=lambda path: path.stem)
def test_a_file_of_an_older_release_opens_with_everything_in_it(
    old: Path, tmp_path: Path, catalogue: Catalogue
) -> None:
    path = shutil.copy(old, tmp_path / "yuetan.ytdb")
    db = database.open_store(path)
    assert database.schema_version(db) == database.SCHEMA_VERSION
    assert backup.problems(db) == []
    facts = load_facts(db, catalogue)
    county = next(place for place in facts.places if place.name == "雁江区")
    october = Period.month(2026, 10)
    value = facts.observation(county.id, "pm25", october)
    assert value is not None
    assert (value.value, value.source.file) == (Decimal("36.2"), "空气月报2610.xlsx")
    assert facts.observation(county.id, "pm25", Period.day(date(2026, 10, 5))) is not None
    target = facts.target(county.id, "pm25", october)
    assert target is not None
    assert (target.value, target.document) == (35, "〔2026〕1号")
    (incident,) = facts.incidents(county.id, "heavy_pollution_day", Period.year_of(2026))
    assert (incident.confirmed, incident.evidence) == (True, ("AQI 213",))
    assert settings.choices_in_force(db)["R1"].option == "both"
    withdrawn = [b.withdrawn_why for b in observations.list_batches(db) if b.withdrawn_at]
    assert withdrawn == ["发错文件"]
    (case,) = cases.list_cases(db)
    assert [step.kind for step in cases.list_steps(db, case.id)] == ["confirmation"]
    assert [paper.state for paper in cases.list_papers(db, case.id)] == ["草稿"]
    assert case.number in cases.used_numbers(db)
    db.close()


@pytest.mark.parametrize("schema", [6, 10])
def test_tasks_and_versions_of_readings_come_through_the_later_migrations(
    schema: int, tmp_path: Path
) -> None:
    old = next(path for path in OLD if path.stem == f"schema{schema}")
    path = shutil.copy(old, tmp_path / "yuetan.ytdb")
    before = sqlite3.connect(path)
    assert before.execute("PRAGMA user_version").fetchone() == (schema,)
    before.close()
    db = database.open_store(path)
    (case,) = cases.list_cases(db)
    (task,) = rectification.list_tasks(db, case_id=case.id)
    assert task.code == "约01-01"
    assert fold(rectification.list_entries(db)[task.id]).terms.measure == "清查露天焚烧点位"
    (saved,) = readingversions.list_versions(db)
    assert saved.version.name == "2026年口径"
    assert saved.version.choices["R1"].option == "both"
    db.close()
