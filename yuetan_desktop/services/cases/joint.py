"""集体约谈: several units in one interview. One notice and one interview are recorded for all of
them at once; each case keeps its own state, papers and rectification."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from yuetan_desktop.domain.casework import StepKind
from yuetan_desktop.errors import AppError
from yuetan_desktop.services import casefiles
from yuetan_desktop.services.casefiles import CaseFile
from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.store import casedetails

# What is done once for everyone in the room.
SHARED_STEPS = frozenset(
    {
        StepKind.NOTICE,
        StepKind.INTERVIEW,
        StepKind.MINUTES,
        StepKind.POSTPONEMENT,
    }
)
_KEPT = "没有保存。"


def members(ws: Workspace, case_id: int) -> tuple[int, ...]:
    """The cases of the same interview, itself included; empty when it is interviewed alone."""
    return tuple(casedetails.joint_members(ws.db, case_id))


def candidates(ws: Workspace, file: CaseFile) -> list[CaseFile]:
    """Open cases of other units that can share the interview: same interviewer, not held yet."""
    return [
        other
        for other in casefiles.list_cases(ws, casefiles.CaseFilter.OPEN)
        if other.id != file.id and not _objection(file, other) and not members(ws, other.id)
    ]


def join(ws: Workspace, case_ids: Sequence[int]) -> None:
    """Interview these cases together."""
    files = [casefiles.load_case(ws, case_id) for case_id in dict.fromkeys(case_ids)]
    if len(files) < 2:
        raise AppError("集体约谈至少要有两个案件。", kept=_KEPT)
    for file in files:
        if members(ws, file.id):
            raise AppError(f"{file.number}已经在另一次集体约谈中。", kept=_KEPT)
        if says := _objection(files[0], file):
            raise AppError(says, kept=_KEPT, hint="集体约谈由同一约谈人对几个单位一并进行。")
    with ws.transaction():
        casedetails.insert_joint(ws.db, [file.id for file in files], by=ws.person, at=ws.now())


def _objection(first: CaseFile, other: CaseFile) -> str:
    if not other.basis.level.is_interview:
        return f"{other.number}是{other.basis.level.name}，不约谈。"
    if not other.state.is_open or other.state.held_on is not None:
        return f"{other.number}{other.state.label}，不能再合并约谈。"
    if other.id != first.id and other.row.place_id == first.row.place_id:
        return f"{other.number}与{first.number}是同一单位。"
    if other.state.level != first.state.level:
        return f"{other.number}的等级与{first.number}不同，约谈人不同。"
    return ""


def leave(ws: Workspace, case_id: int) -> None:
    """Interview this case alone after all; a group of one is no group."""
    file = casefiles.load_case(ws, case_id)
    if file.state.held_on is not None:
        raise AppError(f"{file.number}已于{file.state.held_on}约谈，不能再退出。", kept=_KEPT)
    with ws.transaction():
        group = members(ws, case_id)
        leaving = group if len(group) <= 2 else (case_id,)
        for one in leaving:
            casedetails.leave_joint(ws.db, one, by=ws.person, at=ws.now())


def dissolve(ws: Workspace, case_id: int) -> None:
    """Interview each case of the group alone after all, while none was interviewed."""
    for one in members(ws, case_id):
        if members(ws, one):
            leave(ws, one)


def record_for_all(
    ws: Workspace,
    case_id: int,
    kind: StepKind,
    day: date,
    *,
    note: str = "",
    data: Mapping[str, str] | None = None,
) -> CaseFile:
    """Record a step of the interview for every case in the room, or for none of them."""
    if kind not in SHARED_STEPS:
        raise AppError(f"{kind.label}各单位分别登记。", kept=_KEPT)
    with ws.transaction():
        for one in members(ws, case_id) or (case_id,):
            try:
                casefiles.record_step(ws, one, kind, day, note=note, data=data)
            except AppError as error:
                other = casefiles.load_case(ws, one).number
                raise AppError(
                    f"{other}：{error.message}", kept="各案都没有登记。", hint=error.hint
                ) from error
    return casefiles.load_case(ws, case_id)


def void_newest(ws: Workspace, case_id: int, kind: StepKind, why: str, *, for_all: bool) -> None:
    """Take back the newest step of a kind: of one case, or of every case in the room."""
    everyone = members(ws, case_id) if for_all else ()
    with ws.transaction():
        for one in everyone or (case_id,):
            steps = casefiles.load_case(ws, one).steps
            mine = [step.id for step in steps if step.kind is kind and not step.is_void]
            casefiles.void_step(ws, one, max(mine, default=0), why)
