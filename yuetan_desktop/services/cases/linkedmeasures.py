"""限期治理, 挂牌督办, 区域限批 and 责任追究 of a case: one append-only register."""

from __future__ import annotations

from dataclasses import replace

from yuetan_desktop.domain.cases.linkedmeasures import (
    CadreAuthority,
    LinkedMeasure,
    complaints,
    from_value,
    suggested_authority,
    to_value,
)
from yuetan_desktop.errors import AppError
from yuetan_desktop.services import casefiles
from yuetan_desktop.services.casefiles import CaseFile
from yuetan_desktop.services.cases import causes
from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.store import casedetails

MEASURES = "linked_measures"
_KEPT = "没有登记。"


def measures(ws: Workspace, case_id: int) -> tuple[LinkedMeasure, ...]:
    """In the order they were recorded, voided ones too."""
    rows = casedetails.details(ws.db, case_id, MEASURES)
    return tuple(from_value(value) for value in rows[0].value) if rows else ()


def add_measure(ws: Workspace, case_id: int, said: LinkedMeasure) -> LinkedMeasure:
    """Record one; refused without document, or, of 责任追究, without basis and competent body."""
    casefiles.load_case(ws, case_id)
    if wrong := complaints(said):
        raise AppError("".join(wrong.values()), kept=_KEPT, hint="请补正后再登记。")
    if said.day > ws.today():
        raise AppError(f"日期{said.day}晚于今天。", kept=_KEPT)
    known = measures(ws, case_id)
    made = replace(said, id=len(known) + 1, recorded_by=ws.person, recorded_at=ws.now())
    _keep(ws, case_id, (*known, made))
    return made


def void_measure(ws: Workspace, case_id: int, measure_id: int, why: str) -> None:
    """It stays on record, struck out."""
    if not why.strip():
        raise AppError("作废要写明原因。", kept="没有作废。")
    known = measures(ws, case_id)
    if not any(one.id == measure_id and one.voided_why is None for one in known):
        raise AppError("没有找到这条联动措施，或者它已经作废。", kept="没有作废。")
    _keep(
        ws,
        case_id,
        tuple(
            replace(one, voided_why=why.strip()) if one.id == measure_id else one for one in known
        ),
    )


def _keep(ws: Workspace, case_id: int, entries: tuple[LinkedMeasure, ...]) -> None:
    value = [to_value(one) for one in entries]
    with ws.transaction():
        casedetails.insert_detail(ws.db, case_id, MEASURES, value, by=ws.person, at=ws.now())


def authority_of(ws: Workspace, file: CaseFile, who: str = "") -> CadreAuthority:
    """干部管理权限 of somebody in a case; of the one interviewed where nobody is named."""
    post = who.replace(file.unit, "") or causes.interviewee_says(ws, file)
    return suggested_authority(file.basis.place.kind, post)


def receivers(ws: Workspace, file: CaseFile, who: str = "") -> tuple[str, ...]:
    """County leader → 市纪委监委、市委组织部 (第十九条)."""
    return authority_of(ws, file, who).receivers
