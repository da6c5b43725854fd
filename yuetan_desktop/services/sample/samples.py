"""The sample database: an invented city, told by `resources/samples/manifest.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from yuetan_desktop.domain.facts import Exemption
from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.reading import Choice
from yuetan_desktop.services import enterprises, imports, incidents, office, places
from yuetan_desktop.services.importing import importpreview
from yuetan_desktop.services.office import Office, Viewpoint
from yuetan_desktop.services.places import Contacts
from yuetan_desktop.services.sample.samplecases import open_cases
from yuetan_desktop.services.sample.sampletasks import enter_tasks
from yuetan_desktop.services.workspace import (
    SAMPLE_TODAY,
    Clock,
    Progress,
    Workspace,
    create_workspace,
    ignore,
    shipped_library,
)
from yuetan_desktop.store import database
from yuetan_desktop.store.settings import write_setting

Story = Mapping[str, Any]


def create_sample(
    data_dir: Path,
    *,
    person: str | None = None,
    clock: Clock = datetime.now,
    progress: Progress = ignore,
    with_cases: bool = True,
) -> Workspace:
    """A new database with the sample data, or only with what there was before the first case;
    nothing is left behind when it does not come about."""
    folder = shipped_library().folder / "samples"
    story = tomllib.loads((folder / "manifest.toml").read_text("utf-8"))
    ws = create_workspace(data_dir, person=person or story["office"]["person"], clock=clock)
    try:
        _set_the_scene(ws, story)
        _register_places(ws, story)
        _import_files(ws, folder, story, progress)
        _record_decisions(ws, story)
        if with_cases:
            open_cases(ws, story, progress)
            enter_tasks(ws, folder, story["today"], progress)
    except BaseException:
        ws.close()
        database.discard(ws.folders.database)
        raise
    return ws


def _set_the_scene(ws: Workspace, story: Story) -> None:
    with ws.transaction():
        # The clock of the story runs from here on, so its own time stamps are of that day.
        write_setting(ws.db, SAMPLE_TODAY, story["today"].isoformat(), by=ws.person, at=ws.now())
        fields = dict(story["office"])
        office.save_office(ws, Office(**{**fields, "viewpoint": Viewpoint(fields["viewpoint"])}))


def _register_places(ws: Workspace, story: Story) -> None:
    ids: dict[str, int] = {}
    with ws.transaction():
        for row in story["place"]:
            (ids[row["name"]],) = places.register(ws, [places.place_from(row, ids)])
            people = {name: row[name] for name in Contacts.__slots__ if name in row}
            if people:
                places.set_contacts(ws, ids[row["name"]], Contacts(**people))


def _import_files(ws: Workspace, folder: Path, story: Story, progress: Progress) -> None:
    files = [row["name"] for row in story["file"]]
    for done, name in enumerate(files):
        progress(f"导入示例数据：{name}", done, len(files))
        imports.commit(ws, importpreview.preview(ws, folder / name), add_places=True)
    for row in story.get("enterprise_list", ()):
        enterprises.import_list(ws, folder / row["name"])


def _record_decisions(ws: Workspace, story: Story) -> None:
    for row in story.get("reading", ()):
        office.choose_reading(
            ws, Choice(row["id"], row["option"], row["who"], row["on"], row["basis"])
        )
    for row in story.get("exemption", ()):
        incidents.exempt(
            ws,
            Exemption(
                0,
                places.find_place(ws, row["place"]).id,
                row["rule"],
                Period.parse(row["period"]),
                row["cause"],
                row["evidence"],
                row["approved_by"],
                row["approved_on"],
            ),
        )
