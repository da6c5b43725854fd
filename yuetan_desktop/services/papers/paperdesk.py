"""One desk for every paper: whoever edits one need not know whether a case or a month has it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from yuetan_desktop.documents.context import Context
from yuetan_desktop.documents.kinds import KINDS, Field
from yuetan_desktop.documents.monthly import FIELDS
from yuetan_desktop.documents.remark import Remark
from yuetan_desktop.domain.papercheck import Discrepancy
from yuetan_desktop.domain.period import Period
from yuetan_desktop.services import casefiles, paperwork
from yuetan_desktop.services.cases.basistoday import basis_today
from yuetan_desktop.services.papers import officepapers, papercheck
from yuetan_desktop.services.papers.officepapers import OfficePaper
from yuetan_desktop.services.papers.paperlayout import LaidOut
from yuetan_desktop.services.papers.stagerecord import Owner
from yuetan_desktop.services.paperwork import Draft, IssuedPaper
from yuetan_desktop.services.workspace import Workspace

__all__ = ["MadePaper", "Owner", "draft", "issue", "lay_out", "newest", "printed", "title_of"]

MadePaper = IssuedPaper | OfficePaper
Values = Mapping[str, str]


def title_of(ws: Workspace, owner: Owner) -> str:
    """Whose paper it is: 云约〔2026〕01号　云麓区, or 2026年10月."""
    if isinstance(owner, Period):
        return owner.label()
    file = casefiles.load_case(ws, owner)
    return f"{file.number}　{file.basis.place.name}"


def folder_of(ws: Workspace, owner: Owner, kind: str) -> tuple[str, str]:
    """Where its files lie among the office's papers, and how their names begin."""
    if isinstance(owner, Period):
        return kind, f"{owner.label()}{kind}"
    return casefiles.load_case(ws, owner).number, kind


def draft(ws: Workspace, owner: Owner, kind: str, values: Values | None = None) -> Draft:
    """The form as last saved, with `values` laid over it, checked."""
    if isinstance(owner, Period):
        return officepapers.draft(ws, owner, values)
    return paperwork.draft(ws, owner, kind, values)


def fields_of(kind: str) -> tuple[Field, ...]:
    return KINDS[kind].fields if kind in KINDS else FIELDS


def check(ws: Workspace, owner: Owner, kind: str, values: Values) -> list[Remark]:
    """What keeps the paper from going out."""
    if isinstance(owner, Period):
        return officepapers.check(ws, owner, values)
    return paperwork.check(ws, owner, kind, values)


def discrepancies(
    ws: Workspace, owner: Owner, kind: str, values: Values
) -> tuple[Discrepancy, ...]:
    """What would not agree with the other papers of the case; a month's paper has no others."""
    return () if isinstance(owner, Period) else papercheck.check_draft(ws, owner, kind, values)


def printed(ws: Workspace, owner: Owner, kind: str, values: Values) -> Context:
    """What the paper would print now: a draft with its number still blank."""
    if isinstance(owner, Period):
        return officepapers.printed(ws, owner, values)
    return paperwork.printed(ws, owner, kind, values)


def lay_out(ws: Workspace, owner: Owner, kind: str, values: Values) -> LaidOut:
    """The pages as they would print; nothing is stored."""
    if isinstance(owner, Period):
        return officepapers.lay_out(ws, owner, values)
    return paperwork.lay_out(ws, owner, kind, values)


def words(ws: Workspace, owner: Owner, kind: str, values: Values) -> str:
    """What the paper would print now, as words; nothing is stored."""
    if isinstance(owner, Period):
        return officepapers.words(ws, owner, values)
    return paperwork.words(ws, owner, kind, values)


def refuse_number(ws: Workspace, owner: Owner, kind: str, values: Values) -> None:
    """Raises AppError where the paper may not take its number, complete as it may be."""
    if isinstance(owner, Period):
        officepapers.refuse_number(ws)
    else:
        paperwork.refuse_number(ws, owner, kind, values)


def basis_changed(ws: Workspace, case_id: int) -> str:
    """What of the numbers its case was opened on is no longer in force; mostly nothing."""
    now = basis_today(ws, casefiles.load_case(ws, case_id))
    return now.says if now else ""


def issue(
    ws: Workspace,
    owner: Owner,
    kind: str,
    values: Values,
    out: Path | None = None,
    *,
    formal: bool = False,
) -> MadePaper:
    """Make and store the paper, with `out` also a copy there; only a formal one gets a number."""
    if isinstance(owner, Period):
        return officepapers.issue(ws, owner, values, out, formal=formal)
    return paperwork.issue(ws, owner, kind, values, out, formal=formal)


def newest(ws: Workspace, owner: Owner, kind: str) -> MadePaper | None:
    """The version made last."""
    made: list[MadePaper] = []
    if isinstance(owner, Period):
        made += officepapers.office_papers(ws, owner)
    else:
        made += (paper for paper in paperwork.papers(ws, owner) if paper.kind == kind)
    return made[-1] if made else None
