"""Drafts saved and moved: 讨论稿 → 送审稿 → 定稿, each bound to the content it was given for."""

from __future__ import annotations

from collections.abc import Mapping

from yuetan_desktop.domain.papers.paperstage import (
    PaperStage,
    StageEntry,
    Standing,
    content_hash,
    standing,
)
from yuetan_desktop.errors import AppError
from yuetan_desktop.services.papers import paperdesk
from yuetan_desktop.services.papers.stagerecord import Owner, asks_review, record
from yuetan_desktop.services.papers.stagerecord import entries as history
from yuetan_desktop.services.workspace import Workspace

__all__ = ["PaperStage", "StageEntry", "Standing", "history"]


def where(ws: Workspace, owner: Owner, kind: str, values: Mapping[str, str]) -> Standing:
    """Where the paper stands with these values in its form."""
    now = content_hash(paperdesk.printed(ws, owner, kind, values))
    return standing(history(ws, owner, kind), now, asks_review=asks_review(ws))


def save_draft(ws: Workspace, owner: Owner, kind: str, values: Mapping[str, str]) -> Standing:
    """Keep what is in the form; nothing is checked, blanks may stay.

    The same content keeps its stage. A changed one is a 讨论稿 again, and the record says why.
    """
    before = where(ws, owner, kind, values)
    if before.unsaved:
        _record(ws, owner, kind, values, PaperStage.DISCUSSION, before.fell_back)
    return where(ws, owner, kind, values)


def move(
    ws: Workspace,
    owner: Owner,
    kind: str,
    values: Mapping[str, str],
    stage: PaperStage,
    note: str = "",
) -> Standing:
    """Submit, settle, or send back. What is submitted must be complete; only what was submitted,
    unchanged, can be settled; what is sent back needs a reason. See `review` for 法制审核."""
    now = where(ws, owner, kind, values)
    if stage not in now.may_move_to:
        raise AppError(
            f"{kind}现在是{now.stage.value}，不能直接成为{stage.value}。",
            kept="稿件未改动。",
            hint=now.fell_back or f"下一步可以是：{'、'.join(now.may_move_to)}。",
        )
    if stage is PaperStage.DISCUSSION and not note.strip():
        raise AppError("退回讨论稿须写明原因。", kept="稿件未改动。")
    if stage is PaperStage.REVIEWED and not note.strip():
        raise AppError("法制审核须写明审核人和审核意见。", kept="稿件未改动。")
    if stage is not PaperStage.DISCUSSION:
        _refuse_incomplete(ws, owner, kind, values, stage)
    _record(ws, owner, kind, values, stage, note.strip() or now.fell_back)
    return where(ws, owner, kind, values)


def review(
    ws: Workspace,
    owner: Owner,
    kind: str,
    values: Mapping[str, str],
    *,
    reviewer: str,
    opinion: str,
) -> Standing:
    """法制审核 of what was submitted, by another than who submitted it: name and opinion stand in
    the record. Where it does not pass, the paper is sent back (`move`)."""
    reviewer, opinion = reviewer.strip(), opinion.strip()
    if not (reviewer and opinion):
        raise AppError("法制审核须写明审核人和审核意见。", kept="稿件未改动。")
    entry = where(ws, owner, kind, values).entry
    if entry is not None and reviewer == entry.by:
        raise AppError(
            f"{reviewer}是送审的经办人，不能审核自己送审的文书。",
            kept="稿件未改动。",
            hint="请填法制机构的审核人。",
        )
    note = f"审核人：{reviewer}；意见：{opinion}"
    return move(ws, owner, kind, values, PaperStage.REVIEWED, note)


def _refuse_incomplete(
    ws: Workspace, owner: Owner, kind: str, values: Mapping[str, str], stage: PaperStage
) -> None:
    blocking = [r.message for r in paperdesk.check(ws, owner, kind, values) if r.blocking]
    if blocking:
        raise AppError(
            f"{kind}还不能成为{stage.value}：{''.join(blocking)}",
            kept="稿件未改动。",
            hint="请补正后再送审。",
        )


def _record(
    ws: Workspace,
    owner: Owner,
    kind: str,
    values: Mapping[str, str],
    stage: PaperStage,
    note: str,
) -> None:
    context = paperdesk.printed(ws, owner, kind, values)
    with ws.transaction():
        record(ws, owner, kind, values, context, stage, note)
