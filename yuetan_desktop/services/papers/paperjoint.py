"""集体约谈 on paper: one notice, one agenda, one sheet and one set of minutes for all its cases.

Such a paper is kept with the first case of the interview and belongs to the others too: from
whichever of them it is opened, it is the same form, the same stages and the same number.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from yuetan_desktop.documents.context import PaperCase
from yuetan_desktop.documents.kinds import KINDS
from yuetan_desktop.documents.units import JointUnit
from yuetan_desktop.domain.cases.participants import Category, Participant
from yuetan_desktop.services import casefiles
from yuetan_desktop.services.cases import joint, participants
from yuetan_desktop.services.papers.papercase import paper_case
from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.store import cases


def home(ws: Workspace, case_id: int, kind: str) -> int:
    """The case that a paper of this kind is kept with: the first of a joint interview."""
    if kind not in KINDS or not KINDS[kind].joint:
        return case_id
    return next(iter(joint.members(ws, case_id)), case_id)


def case_for(ws: Workspace, case_id: int, kind: str) -> PaperCase:
    """The case as papers of a kind see it: with all units interviewed together where they are
    named in one paper."""
    case = paper_case(ws, home(ws, case_id, kind))
    ids = joint.members(ws, case_id)
    if not ids or not KINDS[kind].joint:
        return case
    interviewees = [_interviewees(ws, one) for one in ids]
    together = tuple(_unit(ws, one, named) for one, named in zip(ids, interviewees, strict=True))
    present = _sorted([*case.course.attendants, *(one for named in interviewees for one in named)])
    return replace(case, together=together, course=replace(case.course, attendants=present))


def share(ws: Workspace, paper_id: int, case_id: int, kind: str) -> None:
    """A paper that was just stored belongs to the other cases of the interview too."""
    if KINDS[kind].joint:
        others = [one for one in joint.members(ws, case_id) if one != case_id]
        cases.share_paper(ws.db, paper_id, others)


def _unit(ws: Workspace, case_id: int, named: Sequence[Participant]) -> JointUnit:
    case = paper_case(ws, case_id)
    return JointUnit(
        unit=case.unit,
        matters=case.matters,
        number=case.number,
        interviewee="、".join(one.says for one in named) or f"{case.unit}{case.interviewee}",
        also=case.also,
        proposer=case.proposer,
        days=case.course.days,
    )


def _interviewees(ws: Workspace, case_id: int) -> tuple[Participant, ...]:
    """Who is interviewed for a unit: those entered for it, else whom the 分工表 gives."""
    file = casefiles.load_case(ws, case_id)
    entered = participants.own_participants(ws, case_id)
    known = [one for one in entered if one.category is Category.INTERVIEWEE]
    return tuple(known) or tuple(
        one for one in participants.suggested(ws, file) if one.category is Category.INTERVIEWEE
    )


def _sorted(people: Sequence[Participant]) -> tuple[Participant, ...]:
    order = list(Category)
    return tuple(sorted(dict.fromkeys(people), key=lambda one: order.index(one.category)))
