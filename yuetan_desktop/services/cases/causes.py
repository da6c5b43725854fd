"""第十六条: candidate causes → leading cause → domain → who led it on that date (分工表)."""

from __future__ import annotations

import tomllib
from dataclasses import asdict, replace
from datetime import date
from decimal import Decimal

from yuetan_desktop.domain.cases.causes import (
    CHIEF,
    FAULTS,
    SEVERITIES,
    Issue,
    Leader,
    LeadingCause,
    leaders_on,
    overlapping,
)
from yuetan_desktop.errors import AppError
from yuetan_desktop.services import casefiles
from yuetan_desktop.services.casefiles import CaseFile
from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.store import casedetails, leaders, places
from yuetan_desktop.store.places import Contacts

CAUSE = "cause"
_KEPT = "没有保存。"


# -- issues and departments ---------------------------------------------------------------------
def issues(ws: Workspace) -> list[Issue]:
    """The shipped map with the office's own lines in place of those of the same name."""
    text = (ws.library.folder / "causes.toml").read_text("utf-8")
    shipped = {
        row["name"]: Issue(row["name"], row["domain"], tuple(row["departments"]))
        for row in tomllib.loads(text)["issue"]
    }
    merged = {**shipped, **leaders.own_issues(ws.db)}
    return [issue for issue in merged.values() if issue is not None]


def save_issue(ws: Workspace, issue: Issue) -> None:
    """Add a line, or change the one of this name."""
    if not issue.name.strip() or not issue.domain.strip() or not issue.departments:
        raise AppError("原因、领域、责任部门都要填写。", kept=_KEPT)
    with ws.transaction():
        leaders.save_issue(ws.db, issue, by=ws.person, at=ws.now())


def remove_issue(ws: Workspace, name: str) -> None:
    """Strike a line out; cases that were assessed by it keep what they say."""
    known = next((issue for issue in issues(ws) if issue.name == name), None)
    if known is None:
        raise AppError(f"对应表里没有“{name}”。", kept=_KEPT)
    with ws.transaction():
        leaders.save_issue(ws.db, known, retired=True, by=ws.person, at=ws.now())


def domains(ws: Workspace) -> list[str]:
    """Every domain named by the map or the 分工表, the first leader's own first."""
    named = [issue.domain for issue in issues(ws)]
    led = [leader.domain for leader in list_leaders(ws)]
    return list(dict.fromkeys([CHIEF, *named, *led]))


# -- 分工表 -------------------------------------------------------------------------------------
def list_leaders(ws: Workspace) -> list[Leader]:
    return leaders.list_leaders(ws.db)


def add_leader(ws: Workspace, leader: Leader) -> int:
    """Enter a line. Where the same domain is still someone else's, his line ends the day before."""
    if not leader.name.strip() or not leader.domain.strip() or not leader.document.strip():
        raise AppError("姓名、分管领域、来源文件都要填写。", kept=_KEPT)
    if leader.valid_to is not None and leader.valid_to < leader.valid_from:
        raise AppError("分管的截止日期早于起始日期。", kept=_KEPT)
    known = overlapping(list_leaders(ws), leader)
    with ws.transaction():
        if known is not None:
            _hand_over(ws, known, leader)
        return leaders.insert_leader(ws.db, leader, by=ws.person, at=ws.now())


def _hand_over(ws: Workspace, known: Leader, new: Leader) -> None:
    if known.valid_to is not None or known.valid_from >= new.valid_from:
        until = known.valid_to or "今"
        raise AppError(
            f"{known.says}自{known.valid_from}至{until}已分管{known.domain}，与新的一行重叠。",
            kept=_KEPT,
            hint="请先核对起止日期，或作废有误的一行。",
        )
    leaders.end_leader(ws.db, known.id, date.fromordinal(new.valid_from.toordinal() - 1))


def void_leader(ws: Workspace, leader_id: int, why: str) -> None:
    """Entered by mistake; raises AppError without a reason."""
    if not why.strip():
        raise AppError("作废要写明原因。", kept=_KEPT)
    with ws.transaction():
        leaders.void_leader(ws.db, leader_id, by=ws.person, why=why.strip(), at=ws.now())


def leader_on(ws: Workspace, place_id: int | None, domain: str, day: date) -> Leader | None:
    """Who led the domain on that day; `place_id` None asks for the city government."""
    found = leaders_on(list_leaders(ws), place_id, domain, day)
    return found[0] if found else None


# -- the assessment of a case -------------------------------------------------------------------
def assess_cause(ws: Workspace, case_id: int, said: LeadingCause) -> LeadingCause:
    """Record what the office found; an earlier assessment of the case stays on record. Domain and
    departments that were not said come from the map. Returns what was recorded."""
    casefiles.load_case(ws, case_id)
    _check_assessment(ws, said)
    known = next((issue for issue in issues(ws) if issue.name == said.chosen), None)
    domain = said.domain.strip() or (known.domain if known else "")
    if not domain:
        raise AppError(f"“{said.chosen}”不在对应表中，请写明所涉领域。", kept=_KEPT)
    found = replace(
        said,
        candidates=tuple(dict.fromkeys([*said.candidates, said.chosen])),
        domain=domain,
        departments=said.departments or (known.departments if known else ()),
        faults=tuple(fault for fault in FAULTS if fault in said.faults),
    )
    with ws.transaction():
        share = None if found.upstream_share is None else str(found.upstream_share)
        value = {**asdict(found), "found_on": found.found_on.isoformat(), "upstream_share": share}
        casedetails.insert_detail(ws.db, case_id, CAUSE, value, by=ws.person, at=ws.now())
    return found


def _check_assessment(ws: Workspace, said: LeadingCause) -> None:
    if not [name for name in said.candidates if name.strip()]:
        raise AppError(
            "没有列出备选原因，不能认定首要原因（第十六条）。",
            kept=_KEPT,
            hint="请先列出各备选原因，再从中认定。",
        )
    if not said.chosen.strip() or not said.why.strip() or not said.found_by.strip():
        raise AppError("首要原因、认定理由、认定人都要填写（第十六条）。", kept=_KEPT)
    if said.found_on > ws.today():
        raise AppError(f"认定日期{said.found_on}晚于今天。", kept=_KEPT)
    if said.upstream_share is not None and not 0 <= said.upstream_share <= 100:
        raise AppError("上游来水影响应在 0 至 100 之间。", kept=_KEPT)
    if said.severity and said.severity not in SEVERITIES:
        raise AppError(
            f"没有“{said.severity}”这一档情节。",
            kept=_KEPT,
            hint=f"可用：{'、'.join(SEVERITIES)}。",
        )
    if unknown := [fault for fault in said.faults if fault not in FAULTS]:
        raise AppError(
            f"没有“{'、'.join(unknown)}”这一类原因性质。",
            kept=_KEPT,
            hint=f"可用：{'、'.join(FAULTS)}。",
        )


def cause_of(ws: Workspace, case_id: int) -> LeadingCause | None:
    """The newest assessment of a case."""
    rows = casedetails.details(ws.db, case_id, CAUSE)
    if not rows:
        return None
    value = rows[0].value
    return LeadingCause(
        candidates=tuple(value["candidates"]),
        chosen=value["chosen"],
        domain=value["domain"],
        departments=tuple(value["departments"]),
        why=value["why"],
        found_by=value["found_by"],
        found_on=date.fromisoformat(value["found_on"]),
        upstream_share=Decimal(share) if (share := value.get("upstream_share")) else None,
        faults=tuple(value.get("faults", ())),
        severity=value.get("severity", ""),
    )


# -- who is interviewed, and by whom ------------------------------------------------------------
def deciding_day(ws: Workspace, file: CaseFile) -> date:
    """The day whose leaders count: of the interview, held or agreed, else today."""
    return file.state.held_on or file.state.planned_on or ws.today()


def interviewee(ws: Workspace, file: CaseFile) -> Contacts:
    """The person named in papers and on the page: `chief`/`deputy` as the level asks, valid on the
    day; where the 分工表 is silent, whom the register of units names."""
    known = places.contacts(ws.db, file.row.place_id)
    day = deciding_day(ws, file)
    chief = leader_on(ws, file.row.place_id, CHIEF, day)
    if chief is not None:
        known = replace(known, chief=chief.name, chief_title=chief.title)
    cause = cause_of(ws, file.id)
    deputy = leader_on(ws, file.row.place_id, cause.domain, day) if cause else None
    if deputy is not None:
        known = replace(known, deputy=deputy.name, deputy_title=deputy.title)
    return known


def interviewee_says(ws: Workspace, file: CaseFile) -> str:
    """副区长何静: who is interviewed by name; empty where no one is known."""
    people = interviewee(ws, file)
    return {
        "主要负责人": f"{people.chief_title}{people.chief}" if people.chief else "",
        "分管负责人": f"{people.deputy_title}{people.deputy}" if people.deputy else "",
    }.get(file.basis.level.interviewee, "")


def city_leader(ws: Workspace, file: CaseFile) -> Leader | None:
    """第十六条: the city government's leader of the domain on the day, or its first leader; nobody
    at level 3, where the committee's office interviews on its behalf (第六条)."""
    if "环境保护委员会" in file.basis.level.actor:
        return None
    day = deciding_day(ws, file)
    if file.basis.level.interviewee == "主要负责人":
        return leader_on(ws, None, CHIEF, day)
    cause = cause_of(ws, file.id)
    return leader_on(ws, None, cause.domain, day) if cause else None
