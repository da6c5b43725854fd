"""The cases of the sample story: opened and carried on as a clerk would have done."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from yuetan_desktop.domain.period import Period
from yuetan_desktop.services import casefiles, caseopening, places
from yuetan_desktop.services.workspace import Progress, Workspace, ignore


def open_cases(ws: Workspace, story: Mapping[str, Any], progress: Progress = ignore) -> None:
    """In the order of the manifest: a later interview looks back at an earlier one."""
    rows = story.get("case", ())
    for done, row in enumerate(rows):
        progress(f"办理示例案件：{row['place']}", done, len(rows))
        _open(ws, row)


def _open(ws: Workspace, row: Mapping[str, Any]) -> None:
    opened = caseopening.open_case(
        ws,
        places.find_place(ws, row["place"]).id,
        month=Period.parse(row["month"]),
        level=row["level"],
        note=row.get("note", ""),
        department=row["department"],
        day=row["day"],
    )
    for step in row["step"]:
        casefiles.record_step(
            ws,
            opened.case.id,
            casefiles.step_kind(step["kind"]),
            step["day"],
            note=step.get("note", ""),
            data=step.get("data"),
        )
