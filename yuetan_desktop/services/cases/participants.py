"""Who takes part in a case's interview, whether it is public, and the proofs of 尽责情况."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict

from yuetan_desktop.domain.cases.duediligence import CIRCUMSTANCES, Appraised, appraise, missing
from yuetan_desktop.domain.cases.participants import Category, Openness, Participant, objections
from yuetan_desktop.errors import AppError
from yuetan_desktop.services import casefiles
from yuetan_desktop.services.casefiles import CaseFile
from yuetan_desktop.services.cases import caseproofs, causes, joint
from yuetan_desktop.services.cases.openness import OPENNESS, form_objection, openness_of
from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.store import casedetails

PEOPLE, DILIGENCE = "participants", "diligence"
_KEPT = "没有保存。"
_HELD_OTHERWISE = "登记有误的，先在办理记录中作废约谈环节，改正后重新登记。"


# -- participants -------------------------------------------------------------------------------
def participants(ws: Workspace, case_id: int) -> tuple[Participant, ...]:
    """Those entered; in a joint interview also by the other cases of it, each person once."""
    rows = [
        row
        for member in joint.members(ws, case_id) or (case_id,)
        for row in casedetails.details(ws.db, member, PEOPLE)[:1]
    ]
    found = [
        Participant(**{**person, "category": Category(person["category"])})
        for row in rows
        for person in row.value
    ]
    order = list(Category)
    return tuple(sorted(dict.fromkeys(found), key=lambda one: order.index(one.category)))


def own_participants(ws: Workspace, case_id: int) -> tuple[Participant, ...]:
    """Those entered on this case itself, for its form."""
    rows = casedetails.details(ws.db, case_id, PEOPLE)[:1]
    return tuple(
        Participant(**{**person, "category": Category(person["category"])})
        for row in rows
        for person in row.value
    )


def suggested(ws: Workspace, file: CaseFile) -> tuple[Participant, ...]:
    """Who takes part by the regulation: 约谈人, 被约谈人, the proposing department."""
    level, people = file.basis.level, causes.interviewee(ws, file)
    leader = causes.city_leader(ws, file)
    is_chief = level.interviewee == "主要负责人"
    found = [
        Participant(
            Category.INTERVIEWER,
            leader.name if leader else "",
            leader.title if leader else level.actor,
        ),
        Participant(
            Category.INTERVIEWEE,
            people.chief if is_chief else people.deputy,
            (people.chief_title if is_chief else people.deputy_title) or level.interviewee,
            file.unit,
            people.phone,
        ),
    ]
    if department := file.department:
        found.append(Participant(Category.PARTY, unit=department, title="有关负责同志"))
    return tuple(found)


def set_participants(ws: Workspace, case_id: int, people: Iterable[Participant]) -> None:
    """The whole list as it now is; earlier lists stay on record."""
    file = casefiles.load_case(ws, case_id)
    people = tuple(dict.fromkeys(people))
    if any(not one.says.strip() for one in people):
        raise AppError("有一行既没有单位，也没有职务和姓名。", kept=_KEPT)
    _refuse(objections(people, openness_of(ws, case_id, file.state)))
    with ws.transaction():
        value = [asdict(one) for one in people]
        casedetails.insert_detail(ws.db, case_id, PEOPLE, value, by=ws.person, at=ws.now())


# -- internal or public -------------------------------------------------------------------------
def set_openness(ws: Workspace, case_id: int, openness: Openness) -> None:
    """Refused where a state secret would be made public (第二十条), or where the interview was held
    otherwise."""
    state = casefiles.load_case(ws, case_id).state
    if openness.is_secret and not openness.basis.strip():
        raise AppError("标为涉密的，要写明定密依据。", kept=_KEPT)
    if wrong := form_objection(state, openness):
        raise AppError(wrong, kept=_KEPT, hint=_HELD_OTHERWISE)
    _refuse(objections(own_participants(ws, case_id), openness))
    with ws.transaction():
        casedetails.insert_detail(
            ws.db, case_id, OPENNESS, asdict(openness), by=ws.person, at=ws.now()
        )


def _refuse(says: tuple[str, ...]) -> None:
    if says:
        raise AppError("".join(says), kept=_KEPT, hint="请核对约谈形式（内部或公开）和参加人员。")


# -- 尽责情况 -----------------------------------------------------------------------------------
def diligence(ws: Workspace, case_id: int) -> tuple[Appraised, ...]:
    """The six circumstances with their proofs."""
    return appraise(diligence_proven(ws, case_id))


def diligence_proven(ws: Workspace, case_id: int) -> dict[str, str]:
    """What was entered for each circumstance and the files attached to it, one proof a line."""
    said = diligence_said(ws, case_id)
    for one in caseproofs.proofs(ws, case_id):
        if one.circumstance:
            before = said.get(one.circumstance, "")
            said[one.circumstance] = f"{before}\n{one.name}（附电子文件）".strip()
    return said


def diligence_said(ws: Workspace, case_id: int) -> dict[str, str]:
    """What was entered for each circumstance, one proof a line."""
    rows = casedetails.details(ws.db, case_id, DILIGENCE)
    return dict(rows[0].value) if rows else {}


def diligence_missing(ws: Workspace, case_id: int) -> tuple[str, ...]:
    return missing(diligence(ws, case_id))


def set_diligence(ws: Workspace, case_id: int, said: Mapping[str, str]) -> tuple[str, ...]:
    """Record the proofs; returns which of the six are still without."""
    casefiles.load_case(ws, case_id)
    known = {one.key for one in CIRCUMSTANCES}
    if unknown := [key for key in said if key not in known]:
        raise AppError(
            f"六项情形中没有“{'、'.join(unknown)}”。",
            kept=_KEPT,
            hint=f"可用：{'、'.join(one.key for one in CIRCUMSTANCES)}。",
        )
    value = {key: text.strip() for key, text in said.items() if text.strip()}
    with ws.transaction():
        casedetails.insert_detail(ws.db, case_id, DILIGENCE, value, by=ws.person, at=ws.now())
    return diligence_missing(ws, case_id)
