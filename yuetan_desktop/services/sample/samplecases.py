"""The cases of the sample story: opened and carried on as a clerk would have done."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from yuetan_desktop.domain.cases.causes import Leader, LeadingCause
from yuetan_desktop.domain.cases.participants import Category, Participant
from yuetan_desktop.domain.period import Period
from yuetan_desktop.services import casefiles, places
from yuetan_desktop.services.cases import caselinks, caseopening, causes, participants
from yuetan_desktop.services.workspace import SAMPLE_TODAY, Progress, Workspace, ignore
from yuetan_desktop.store.settings import write_setting


def open_cases(ws: Workspace, story: Mapping[str, Any], progress: Progress = ignore) -> None:
    """In the order of the manifest: a later interview looks back at an earlier one. The story's
    clock stands on the day of each step, so that the record reads as it was kept."""
    _enter_leaders(ws, story)
    rows = story.get("case", ())
    for done, row in enumerate(rows):
        progress(f"办理示例案件：{row['place']}", done, len(rows))
        _open(ws, row)
    _turn_clock(ws, story["today"])


def _turn_clock(ws: Workspace, day: date) -> None:
    with ws.transaction():
        write_setting(ws.db, SAMPLE_TODAY, day.isoformat(), by=ws.person, at=ws.now())


def _open(ws: Workspace, row: Mapping[str, Any]) -> None:
    _turn_clock(ws, row["day"])
    month, note = Period.parse(row["month"]), row.get("note", "")
    if source := row.get("escalates"):
        opened = caselinks.escalate(
            ws,
            casefiles.find_case(ws, source).id,
            month=month,
            department=row["department"],
            note=note,
            day=row["day"],
        )
    else:
        opened = caseopening.open_case(
            ws,
            places.find_place(ws, row["place"]).id,
            month=month,
            level=row["level"],
            note=note,
            department=row["department"],
            day=row["day"],
        )
    _surround(ws, opened.case.id, row)
    for step in row["step"]:
        _turn_clock(ws, step["day"])
        casefiles.record_step(
            ws,
            opened.case.id,
            casefiles.step_kind(step["kind"]),
            step["day"],
            note=step.get("note", ""),
            data=step.get("data"),
        )


def _surround(ws: Workspace, case_id: int, row: Mapping[str, Any]) -> None:
    """What the story tells beside the steps of a case."""
    if cause := row.get("cause"):
        _turn_clock(ws, cause["day"])
        found = LeadingCause(
            candidates=tuple(cause["candidates"]),
            chosen=cause["chosen"],
            why=cause["why"],
            found_by=cause["found_by"],
            found_on=cause["day"],
            upstream_share=Decimal(share) if (share := cause.get("upstream_share")) else None,
            faults=tuple(cause.get("faults", ())),
        )
        causes.assess_cause(ws, case_id, found)
    if people := row.get("participants"):
        named = [
            Participant(**{**person, "category": Category(person["category"])}) for person in people
        ]
        participants.set_participants(ws, case_id, named)
    if said := row.get("diligence"):
        participants.set_diligence(ws, case_id, said)


def _enter_leaders(ws: Workspace, story: Mapping[str, Any]) -> None:
    """The 分工表 of the story."""
    for row in story.get("leader", ()):
        unit = row.get("unit")
        causes.add_leader(
            ws,
            Leader(
                id=0,
                place_id=places.find_place(ws, unit).id if unit else None,
                name=row["name"],
                title=row["title"],
                domain=row["domain"],
                valid_from=row["from"],
                document=row["document"],
            ),
        )
