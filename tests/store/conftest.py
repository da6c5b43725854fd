"""A fresh database in a folder, and one county to hang values on."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from yuetan_desktop.domain.indicator import Catalogue
from yuetan_desktop.domain.place import Place, PlaceKind
from yuetan_desktop.store import database, places

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 11, 10, 9, 30)


@pytest.fixture(scope="session")
def new_store(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A new database as it lies on disk, made once: its migrations take longer than most tests."""
    path = tmp_path_factory.mktemp("new") / "yuetan.db"
    database.create_store(path).close()
    return path.read_bytes()


@pytest.fixture
def db(tmp_path: Path, new_store: bytes) -> Iterator[sqlite3.Connection]:
    path = tmp_path / "yuetan.db"
    path.write_bytes(new_store)
    connection = database.open_store(path)
    yield connection
    connection.close()


@pytest.fixture
def county(db: sqlite3.Connection) -> int:
    return places.insert_place(db, Place(0, "雁江区", PlaceKind.COUNTY, aliases=("雁江",)))


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return Catalogue.from_toml((ROOT / "resources/indicators.toml").read_text("utf-8"))
