"""The record of a paper's stages, as both the form and the issue of a paper write it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from yuetan_desktop.domain.paperstage import (
    PaperStage,
    StageEntry,
    content_hash,
    standing,
)
from yuetan_desktop.services import joint
from yuetan_desktop.services.paperjoint import home
from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.store import paperstages as store
from yuetan_desktop.store.cases import PaperRow


def entries(ws: Workspace, case_id: int, kind: str) -> tuple[StageEntry, ...]:
    """Everything that was saved and moved, oldest first."""
    return tuple(
        StageEntry(PaperStage(row.stage), row.content_hash, row.moved_by, row.moved_at, row.note)
        for row in store.list_stages(ws.db, home(ws, case_id, kind), kind)
    )


def record(
    ws: Workspace,
    case_id: int,
    kind: str,
    values: Mapping[str, str],
    context: Mapping[str, Any],
    stage: PaperStage,
    note: str = "",
) -> None:
    """One more entry: the stage, bound to what the paper prints."""
    store.insert_stage(
        ws.db,
        home(ws, case_id, kind),
        kind=kind,
        stage=stage.value,
        content_hash=content_hash(context),
        entered=values,
        note=note,
        by=ws.person,
        at=ws.now(),
    )


def note_issue(
    ws: Workspace,
    case_id: int,
    kind: str,
    values: Mapping[str, str],
    context: Mapping[str, Any],
    *,
    formal: bool,
) -> None:
    """A paper that was made: a formal one is settled, a changed draft is a 讨论稿 again."""
    now = standing(entries(ws, case_id, kind), content_hash(context))
    if formal and (now.unsaved or now.stage is not PaperStage.FINAL):
        note = f"编号印发时由{now.stage.value}定稿"
        record(ws, case_id, kind, values, context, PaperStage.FINAL, note)
    elif not formal and now.unsaved:
        record(ws, case_id, kind, values, context, PaperStage.DISCUSSION, now.fell_back)


def of_papers(ws: Workspace, papers: Sequence[PaperRow]) -> dict[int, PaperStage]:
    """The stage that the content of each made paper came to, by the paper's id."""
    case_ids = {paper.case_id for paper in papers}
    one_case = case_ids.pop() if len(case_ids) == 1 else None
    rows = store.list_stages(ws.db, one_case) if one_case else store.stages_of_cases(ws.db)
    reached = {(row.owner, row.kind, row.content_hash): PaperStage(row.stage) for row in rows}
    return {
        paper.id: reached.get(
            (paper.case_id, paper.kind, content_hash(paper.context.get("context", {}))),
            PaperStage.FINAL if paper.number else PaperStage.DISCUSSION,
        )
        for paper in papers
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


def entered(ws: Workspace, case_id: int, kind: str) -> dict[str, str]:
    """What the form held when it was saved or its paper made last; empty before that."""
    rows = store.list_stages(ws.db, home(ws, case_id, kind), kind)
    return dict(rows[-1].entered) if rows else {}
