"""征求意见: opinions on a draft of a paper: collected, decided with reasons, counted, printed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from yuetan_desktop.domain.papers.opinions import Adoption, Opinion, totals
from yuetan_desktop.domain.period import Period
from yuetan_desktop.errors import AppError
from yuetan_desktop.services import casefiles
from yuetan_desktop.services.office import head_line, read_office
from yuetan_desktop.services.papers import paperfiles
from yuetan_desktop.services.papers.stagerecord import Owner, key_of
from yuetan_desktop.services.workspace import Workspace
from yuetan_desktop.store import opinions as store

__all__ = ["Adoption", "Opinion", "totals"]

_KEPT = "没有登记，意见没有改动。"


def opinions(ws: Workspace, owner: Owner, kind: str) -> list[Opinion]:
    """Those on a paper, as they came in, with the newest decision on each."""
    return store.list_opinions(ws.db, key_of(ws, owner, kind), kind)


def add_opinions(ws: Workspace, owner: Owner, kind: str, unit: str, words: str) -> tuple[int, ...]:
    """Record what a unit said, one opinion a line; returns their numbers."""
    lines = [line.strip() for line in words.splitlines() if line.strip()]
    if not unit.strip() or not lines:
        raise AppError("提出单位和意见都要填写。", kept=_KEPT, hint="没有意见的单位不必登记。")
    with ws.transaction():
        return tuple(
            store.insert_opinion(
                ws.db, key_of(ws, owner, kind), kind, unit.strip(), line, by=ws.person, at=ws.now()
            )
            for line in lines
        )


def decide(ws: Workspace, opinion_id: int, adoption: Adoption, reason: str = "") -> None:
    """What becomes of an opinion; what is not taken over whole needs its reason. Earlier decisions
    stay on record."""
    if adoption.needs_reason and not reason.strip():
        raise AppError(f"{adoption.value}的意见要写明理由。", kept=_KEPT)
    with ws.transaction():
        store.insert_decision(
            ws.db, opinion_id, adoption, reason.strip(), by=ws.person, at=ws.now()
        )


def void_opinions(ws: Workspace, ids: Sequence[int], why: str) -> None:
    """Recorded by mistake."""
    with ws.transaction():
        store.void_opinions(ws.db, ids, by=ws.person, why=why, at=ws.now())


def reinstate_opinions(ws: Workspace, ids: Sequence[int]) -> None:
    with ws.transaction():
        store.reinstate_opinions(ws.db, ids)


def write_table(ws: Workspace, owner: Owner, kind: str, out: Path) -> Path:
    """征求意见采纳情况表 as a Word document."""
    from yuetan_desktop.documents.opiniontable import write_opinions

    found = opinions(ws, owner, kind)
    if not found:
        raise AppError("还没有登记意见。", kept="没有生成文件。", hint="先登记各单位的意见。")
    whose = owner.label() if isinstance(owner, Period) else casefiles.load_case(ws, owner).number
    office = read_office(ws)
    about, remark = f"文稿：{whose}{kind}", head_line(ws, f"截至{ws.today()}")
    return write_opinions(out, about, remark, found, paperfiles.faces_of(office))
