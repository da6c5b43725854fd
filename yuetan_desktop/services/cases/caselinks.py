"""How cases hang together: repeated ones of a unit, and the second interview after no improvement.

第九条（一）1: 市政府约谈后 3 个月内环境质量仍未取得改善的 is interviewed again, in a case of its
own that its source case names.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from yuetan_desktop.domain.casework import StepKind, allowed_next
from yuetan_desktop.domain.conditions import UnimprovedAfterInterview
from yuetan_desktop.domain.period import Period
from yuetan_desktop.errors import AppError
from yuetan_desktop.services import assessing, casefiles
from yuetan_desktop.services.casefiles import CaseFile
from yuetan_desktop.services.cases import caseopening
from yuetan_desktop.services.cases.caseopening import Opened
from yuetan_desktop.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Links:
    """The other cases of the same unit. `before` are those opened earlier, newest first, dropped
    ones left out; `source` is the one this escalates, `escalated_to` the one it led to."""

    before: tuple[CaseFile, ...]
    source: CaseFile | None
    escalated_to: CaseFile | None


def links(ws: Workspace, file: CaseFile) -> Links:
    """What is linked to a case."""
    others = [
        one for one in casefiles.list_cases(ws, place_id=file.row.place_id) if one.id != file.id
    ]
    target = _escalated_to(file)
    return Links(
        before=tuple(one for one in others if one.id < file.id and not one.state.was_dropped),
        source=next((one for one in others if _escalated_to(one) == file.number), None),
        escalated_to=next((one for one in others if one.number == target), None),
    )


def _escalated_to(file: CaseFile) -> str:
    step = file.state.last(StepKind.ESCALATION)
    return str(step.data.get("case", "")) if step else ""


def escalate(
    ws: Workspace,
    case_id: int,
    *,
    month: Period | None = None,
    department: str = "",
    note: str = "",
    day: date | None = None,
) -> Opened:
    """Open the second interview of a case that brought no improvement, and link the two."""
    source = casefiles.load_case(ws, case_id)
    if StepKind.ESCALATION not in allowed_next(source.state):
        raise AppError(
            f"{source.number}没有“未改善”的核对结果，或已经升级，不能升级约谈。",
            kept="没有立案。",
            hint="请先登记“改善情况核对”（第九条（一）1）。",
        )
    month = assessing.data_month(ws, month)
    with ws.transaction():
        opened = caseopening.open_case(
            ws,
            source.row.place_id,
            month=month,
            level=_escalation_level(ws, month),
            department=department,
            note=note or f"{source.number}约谈后3个月内未改善，升级约谈",
            day=day,
        )
        casefiles.record_step(
            ws,
            source.id,
            StepKind.ESCALATION,
            day or ws.today(),
            data={"case": opened.case.number},
        )
    return opened


def _escalation_level(ws: Workspace, month: Period) -> int:
    regulation = assessing.regulation_for(ws, month)
    rules = (rule for rule in regulation.rules if isinstance(rule.when, UnimprovedAfterInterview))
    return next(rule.level.number for rule in rules)
