"""The rectification tasks of the sample story, told by `resources/samples/tasks.toml`."""

from __future__ import annotations

import shutil
import tempfile
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from yuetan_desktop.domain.family import Family
from yuetan_desktop.domain.ledger.supervision import attachments
from yuetan_desktop.domain.rectification import Appraisal, Satisfaction, Tag, Terms
from yuetan_desktop.services import casefiles, places, rectification
from yuetan_desktop.services.ledger import gatelists, taskfiles, taskwork
from yuetan_desktop.services.workspace import SAMPLE_TODAY, Progress, Workspace, ignore
from yuetan_desktop.store.settings import write_setting

Row = Mapping[str, Any]


def enter_tasks(ws: Workspace, folder: Path, today: date, progress: Progress = ignore) -> None:
    """Enter every task and what happened to it; the story's clock stands on the day of each."""
    rows = tomllib.loads((folder / "tasks.toml").read_text("utf-8"), parse_float=Decimal)["task"]
    for done, row in enumerate(rows):
        progress(f"登记示例任务：{row.get('title', '')}", done, len(rows))
        _enter(ws, folder / "evidence", row)
    _turn_clock(ws, today)


def _turn_clock(ws: Workspace, day: date) -> None:
    with ws.transaction():
        write_setting(ws.db, SAMPLE_TODAY, day.isoformat(), by=ws.person, at=ws.now())


def _enter(ws: Workspace, evidence: Path, row: Row) -> None:
    _turn_clock(ws, row["day"])
    place = places.find_place(ws, row["place"]).id
    said = {field.name: row[field.name] for field in fields(Terms) if field.name in row}
    said |= {"family": Family(row.get("family", Family.POLLUTION))}
    said |= {"tag": Tag(row.get("tag", Tag.GOVERNMENT))}
    if "quantity" in said:
        said["quantity"] = Decimal(said["quantity"])
    task = rectification.add_task(
        ws,
        Terms(**said),
        place_id=place,
        case_id=_case(ws, place, row["month"]) if "month" in row else None,
        source=row.get("source", ""),
    )
    for entry in row["entry"]:
        _turn_clock(ws, entry["day"])
        _ACTS[entry["kind"]](ws, task.id, entry, evidence)


def _case(ws: Workspace, place: int, month: str) -> int:
    return next(
        file.id
        for file in casefiles.list_cases(ws, place_id=place)
        if str(file.basis.month) == month
    )


# -- entries, by the words of the story ---------------------------------------------------------
def _attach(ws: Workspace, task: int, e: Row, folder: Path) -> None:
    with tempfile.TemporaryDirectory() as name:
        copy = Path(name) / e.get("name", e["file"])
        shutil.copyfile(folder / e["file"], copy)
        taskfiles.attach(ws, task, [copy])


def _appraise(ws: Workspace, task: int, e: Row, _folder: Path) -> None:
    newest = attachments(rectification.load_task(ws, task).state)[-1]
    taskwork.appraise(ws, task, newest.entry_id, Appraisal(e["state"]))


def _gates(ws: Workspace, task: int, e: Row, _folder: Path) -> None:
    taskwork.record_gates(ws, task, gatelists.checklists(ws)[0], e["passed"], e["day"])


def _inspect(ws: Workspace, task: int, e: Row, _folder: Path) -> None:
    taskwork.record_inspection(
        ws,
        task,
        e["day"],
        inspector=e["inspector"],
        mended=e.get("mended", ()),
        found=e["found"],
        covert=e.get("covert", False),
    )


_ACTS: Mapping[str, Callable[[Workspace, int, Row, Path], object]] = {
    "进展": lambda ws, task, e, _: taskwork.record_progress(
        ws, task, Decimal(e["done"]), e["day"], e.get("note", "")
    ),
    "佐证": _attach,
    "采信": _appraise,
    "关口": _gates,
    "检查": _inspect,
    "催办": lambda ws, task, e, _: taskwork.remind(
        ws, task, e["way"], e["day"], next_on=e["next_on"], note=e.get("note", "")
    ),
    "申请延期": lambda ws, task, e, _: taskwork.ask_extension(ws, task, e["due"], e["note"]),
    "安排核查": lambda ws, task, e, _: taskwork.plan_check(ws, task, e["on"], e["who"]),
    "核查": lambda ws, task, e, _: taskwork.record_check(
        ws, task, e["day"], passed=e["passed"], who=e["who"], opinion=e["opinion"]
    ),
    "群众满意": lambda ws, task, e, _: taskwork.record_satisfaction(
        ws, task, Satisfaction(e["answer"]), e["day"], e.get("note", "")
    ),
    "销号": lambda ws, task, e, _: taskwork.close_task(
        ws, task, e["day"], approver=e["approver"], reason=e["reason"]
    ),
}
