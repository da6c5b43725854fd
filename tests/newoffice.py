"""The database of a new office, as 新建数据库 makes it: made once per run, copied for each test.

Making one goes through all migrations, which is most of what a short test would take. What making
it does is tested in `services/test_upkeep.py` and `store/test_database.py`.
"""

from __future__ import annotations

import tempfile
from dataclasses import replace
from functools import cache
from pathlib import Path

from yuetan_desktop.services import upkeep
from yuetan_desktop.services.office import Viewpoint, read_office, save_office
from yuetan_desktop.services.workspace import Clock, Folders, Workspace, hold, shipped_library
from yuetan_desktop.store import database


@cache
def _made() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        with upkeep.create(Path(folder)) as workspace:
            file = workspace.folders.database
        return file.read_bytes()


def new_office(folder: Path, *, clock: Clock, person: str = "李敏") -> Workspace:
    """As `upkeep.create` hands it over: open for writing, with the units' names and no data."""
    folders = Folders(folder)
    folders.database.parent.mkdir(parents=True, exist_ok=True)
    folders.database.write_bytes(_made())
    return opened(folder, clock=clock, person=person)


def issue_itself(ws: Workspace) -> None:
    """The office sends its papers out in its own name, with somebody to call."""
    said = {"contact_name": "李敏", "contact_phone": "028-26110000"}
    save_office(ws, replace(read_office(ws), viewpoint=Viewpoint.ISSUER, **said))


def opened(folder: Path, *, clock: Clock, person: str = "李敏") -> Workspace:
    """A database that another test wrote, opened for writing."""
    folders = Folders(folder)
    db = database.open_store(folders.database)
    lock = hold(folder, person=person, clock=clock)
    return Workspace(db, shipped_library(), folders, person=person, clock=clock, lock=lock)
