"""A case that waits for its notice, and what a clerk types into it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import docx

from yuetan_desktop.domain.assessment import RuleFinding, assess
from yuetan_desktop.domain.cases.basisjson import to_json
from yuetan_desktop.domain.cases.casebasis import freeze
from yuetan_desktop.domain.casework import StepKind
from yuetan_desktop.domain.facts import Facts, Observation, Source, Target
from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.place import Place
from yuetan_desktop.services import casefiles, paperwork
from yuetan_desktop.services.office import (
    readings_in_force,
)
from yuetan_desktop.services.places import list_places
from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.store import cases

NOW = datetime(2026, 11, 10, 9, 30)
HALF, OCTOBER = Period.half(2026, 1), Period.month(2026, 6)


@dataclass
class StoppedClock:
    """Stands still until a test sets it."""

    time: datetime = NOW

    def __call__(self) -> datetime:
        return self.time


def unit(ws: Workspace, name: str) -> Place:
    return next(place for place in list_places(ws) if place.name == name)


def findings(ws: Workspace, place: Place) -> list[RuleFinding]:
    """Half a year above its targets, and a month as well."""
    values = {"pm25": ("38.4", "36.0"), "good_day_rate": ("85.2", "90.1")}
    observations, targets = {}, []
    for n, (indicator, (value, target)) in enumerate(values.items(), start=5):
        for period in (HALF, OCTOBER):
            source = Source("空气上半年.xlsx", "空气", f"C{n}", 1)
            observation = Observation(place.id, indicator, period, Decimal(value), source)
            observations[place.id, indicator, period] = observation
            targets.append(
                Target(place.id, indicator, period, Decimal(target), "资府发〔2026〕2号")
            )
    facts = Facts(
        catalogue=ws.library.catalogue,
        places=[place],
        observations=observations,
        targets=targets,
    )
    found = assess(ws.library.regulations, facts, place, date(2026, 6, 30), readings_in_force(ws))
    return list(found.triggered)


def open_case(ws: Workspace, name: str, number: str = "资约〔2026〕1号") -> int:
    place = unit(ws, name)
    found = findings(ws, place)
    assert {f.rule.id for f in found} == {"7.1.1", "4.1"}
    level = found[0].rule.level
    basis = freeze(
        [f for f in found if f.rule.level is level],
        [f for f in found if f.rule.level is not level],
        regulation=ws.library.regulations[0],
        readings=readings_in_force(ws),
        place=place,
        level=level,
        month=OCTOBER,
        day=NOW.date(),
    )
    with ws.transaction():
        return cases.insert_case(
            ws.db,
            number=number,
            place_id=place.id,
            level=level.number,
            regulation="ziyang-2022-42",
            opened_on=NOW.date(),
            opened_by="李敏",
            basis=to_json(basis),
            at=NOW,
        )


def approve(ws: Workspace, case_id: int) -> None:
    proposer = {"department": "资阳市生态环境局"}
    casefiles.record_step(ws, case_id, StepKind.PROPOSAL, day=date(2026, 11, 10), data=proposer)
    casefiles.record_step(
        ws, case_id, StepKind.APPROVAL, day=date(2026, 11, 10), data={"approver": "某某某"}
    )


LAWFUL = {
    "约谈时间": "2026-11-24 09:30",
    "约谈地点": "市政府3号会议室",
    "参加人员": "市生态环境局有关负责同志",
}


def notice(ws: Workspace, case_id: int, **typed: str) -> dict[str, str]:
    return paperwork.draft(ws, case_id, "约谈通知", LAWFUL | typed).values


def text_of(path: Path) -> str:
    document = docx.Document(str(path))
    cells = [cell.text for table in document.tables for cell in table._cells]
    header = [p.text for p in document.sections[0].header.paragraphs]
    return "\n".join([*header, *(p.text for p in document.paragraphs), *cells])
