"""The record of a paper's stages, as both the form and the issue of a paper write it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from yuetan_desktop.domain.papers.paperstage import (
    PaperStage,
    StageEntry,
    content_hash,
    standing,
)
from yuetan_desktop.domain.period import Period
from yuetan_desktop.errors import AppError
from yuetan_desktop.services.cases import joint
from yuetan_desktop.services.office import read_office
from yuetan_desktop.services.papers.paperjoint import home
from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.store import papers
from yuetan_desktop.store import paperstages as store
from yuetan_desktop.store.cases import PaperRow
from yuetan_desktop.store.officepapers import OfficePaperRow

Owner = int | Period  # a case by its id, or the month of the office's own paper


def key_of(ws: Workspace, owner: Owner, kind: str) -> papers.Owner:
    """What the record of a paper is kept under: the month, or the case that the paper lies with."""
    return str(owner) if isinstance(owner, Period) else home(ws, owner, kind)


def asks_review(ws: Workspace) -> bool:
    """Whether nothing is settled here before its 法制审核."""
    return bool(read_office(ws).legal_review)


def entries(ws: Workspace, owner: Owner, kind: str) -> tuple[StageEntry, ...]:
    """Everything that was saved and moved, oldest first."""
    return tuple(
        StageEntry(PaperStage(row.stage), row.content_hash, row.moved_by, row.moved_at, row.note)
        for row in store.list_stages(ws.db, key_of(ws, owner, kind), kind)
    )


def record(
    ws: Workspace,
    owner: Owner,
    kind: str,
    values: Mapping[str, str],
    context: Mapping[str, Any],
    stage: PaperStage,
    note: str = "",
) -> None:
    """One more entry: the stage, bound to what the paper prints."""
    row = store.StageRow(
        owner=key_of(ws, owner, kind),
        kind=kind,
        stage=stage.value,
        content_hash=content_hash(context),
        entered=values,
        note=note,
        moved_by=ws.person,
        moved_at=ws.now(),
    )
    store.insert_stage(ws.db, row)


def note_issue(
    ws: Workspace,
    owner: Owner,
    kind: str,
    values: Mapping[str, str],
    context: Mapping[str, Any],
    *,
    formal: bool,
) -> None:
    """A paper that was made: a formal one is settled, a changed draft is a 讨论稿 again. Where the
    office asks for 法制审核, none becomes formal before it."""
    known = entries(ws, owner, kind)
    now = standing(known, content_hash(context), asks_review=asks_review(ws))
    if formal and now.lacks_review:
        raise AppError(
            f"{kind}还没有通过法制审核，不能定稿、编号印发。",
            kept="没有生成文书，没有占用文号。",
            hint=now.fell_back or f"现在是{now.stage.value}：请先送审，登记法制审核意见。",
        )
    if formal and (now.unsaved or now.stage is not PaperStage.FINAL):
        note = f"编号印发时由{now.stage.value}定稿"
        record(ws, owner, kind, values, context, PaperStage.FINAL, note)
    elif not formal and now.unsaved:
        record(ws, owner, kind, values, context, PaperStage.DISCUSSION, now.fell_back)


def of_papers(ws: Workspace, made: Sequence[PaperRow]) -> dict[int, PaperStage]:
    """The stage that the content of each made paper came to, by the paper's id."""
    case_ids = {paper.case_id for paper in made}
    one_case = case_ids.pop() if len(case_ids) == 1 else None
    rows = store.list_stages(ws.db, one_case) if one_case else store.stages_of_cases(ws.db)
    return _reached(rows, [(paper, paper.case_id) for paper in made])


def of_months(ws: Workspace, made: Sequence[OfficePaperRow]) -> dict[int, PaperStage]:
    """The same of the office's own papers."""
    return _reached(store.stages_of_months(ws.db), [(paper, paper.month) for paper in made])


def _reached(
    rows: Sequence[store.StageRow], made: Sequence[tuple[papers.MadeRow, papers.Owner]]
) -> dict[int, PaperStage]:
    reached = {(row.owner, row.kind, row.content_hash): PaperStage(row.stage) for row in rows}
    return {
        paper.id: reached.get(
            (owner, paper.kind, content_hash(paper.context.get("context", {}))),
            PaperStage.FINAL if paper.number else PaperStage.DISCUSSION,
        )
        for paper, owner in made
    }


def newest(ws: Workspace, case_id: int) -> dict[str, PaperStage]:
    """The stage saved last for each kind of a case's papers, made or not."""
    kept_with = {case_id, *joint.members(ws, case_id)[:1]}
    return {
        row.kind: PaperStage(row.stage)
        for one in kept_with
        for row in store.list_stages(ws.db, one)
        if home(ws, case_id, row.kind) == one
    }


def entered(ws: Workspace, owner: Owner, kind: str) -> dict[str, str]:
    """What the form held when it was saved or its paper made last; empty before that."""
    rows = store.list_stages(ws.db, key_of(ws, owner, kind), kind)
    return dict(rows[-1].entered) if rows else {}
