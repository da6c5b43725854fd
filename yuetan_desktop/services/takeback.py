"""撤销 of what is kept by hand: settings, the register of matters, the details of a case. What
stood before is recorded again; nothing that was recorded is removed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from yuetan_desktop.domain.cases.causes import Issue, Leader
from yuetan_desktop.domain.place import Place
from yuetan_desktop.services import office, places, targets
from yuetan_desktop.services.cases import causes, linkedmeasures, participants
from yuetan_desktop.services.cases.openness import OPENNESS
from yuetan_desktop.services.places import Contacts
from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.store import casedetails, incidents, leaders

CAUSE = (causes.CAUSE,)
PEOPLE = (participants.PEOPLE, OPENNESS)
DILIGENCE = (participants.DILIGENCE,)
MEASURES = (linkedmeasures.MEASURES,)


# -- details of a case --------------------------------------------------------------------------
def standing_details(ws: Workspace, case_id: int, topics: Sequence[str]) -> dict[str, Any]:
    """What stands of a case by topic; None where nothing was said."""
    found = {topic: casedetails.details(ws.db, case_id, topic) for topic in topics}
    return {topic: rows[0].value if rows else None for topic, rows in found.items()}


def put_back_details(ws: Workspace, case_id: int, before: Mapping[str, Any]) -> None:
    """Let stand again what stood; later versions stay on record."""
    with ws.transaction():
        for topic, value in before.items():
            casedetails.insert_detail(ws.db, case_id, topic, value, by=ws.person, at=ws.now())


# -- the register of matters --------------------------------------------------------------------
def take_back_finding(ws: Workspace, incident_id: int, why: str) -> None:
    """The finding before the newest holds again, or the matter as it was recorded."""
    with ws.transaction():
        before = incidents.finding_before(ws.db, incident_id)
        found = replace(
            before,
            found_by=before.found_by or ws.person,
            found_on=before.found_on or ws.today(),
        )
        basis = f"{why}，恢复此前的认定"
        incidents.record_finding(ws.db, incident_id, found, basis=basis, at=ws.now())


# -- settings -----------------------------------------------------------------------------------
def put_back_office(ws: Workspace, before: Mapping[str, Any]) -> None:
    """The fields that were changed, as they stood."""
    office.save_office(ws, replace(office.read_office(ws), **before))


def put_back_place(ws: Workspace, place: Place, people: Contacts | None) -> None:
    places.edit(ws, place)
    if people is not None:
        places.set_contacts(ws, place.id, people)


def take_back_target(ws: Workspace, known: frozenset[int], why: str) -> None:
    """The target that is not among those known before."""
    for record in targets.list_targets(ws):
        if record.id not in known:
            targets.void_target(ws, record.id, why=why)
            return


def take_back_leader(
    ws: Workspace, leader_id: int, since_day: Leader, before: Sequence[Leader], why: str
) -> None:
    """A line of the 分工表 is void; whoever handed over to it is in charge again."""
    last = since_day.valid_from - timedelta(days=1)
    open_before = {line.id for line in before if line.valid_to is None}
    causes.void_leader(ws, leader_id, why)
    with ws.transaction():
        for line in causes.list_leaders(ws):
            same = (line.place_id, line.domain) == (since_day.place_id, since_day.domain)
            if line.id in open_before and line.valid_to == last and same:
                leaders.reopen_leader(ws.db, line.id)


def put_back_issue(ws: Workspace, name: str, before: Issue | None) -> None:
    """The line of the map as it stood, or none."""
    if before is not None:
        causes.save_issue(ws, before)
    else:
        causes.remove_issue(ws, name)
