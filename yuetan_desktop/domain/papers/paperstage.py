"""讨论稿、送审稿、定稿: a stage holds for one content only; whatever changes it falls back. An
office that has it so lets nothing be settled before its 法制审核."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any


class PaperStage(StrEnum):
    """Values are the words shown."""

    DISCUSSION = "讨论稿"
    SUBMITTED = "送审稿"
    REVIEWED = "法审稿"  # 通过法制审核; only where the office asks for it
    FINAL = "定稿"


_NEXT = {
    PaperStage.DISCUSSION: (PaperStage.SUBMITTED,),
    PaperStage.SUBMITTED: (PaperStage.FINAL, PaperStage.DISCUSSION),
    PaperStage.REVIEWED: (PaperStage.FINAL, PaperStage.DISCUSSION),
    PaperStage.FINAL: (PaperStage.DISCUSSION,),
}
# What the office adds on the way out; it is no content.
_NOT_CONTENT = frozenset({"稿本标记", "文号"})


@dataclass(frozen=True, slots=True)
class StageEntry:
    """One saved or moved draft."""

    stage: PaperStage
    content_hash: str
    by: str
    at: datetime
    note: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a paper stands with the content it has now; `entry` is None before it was saved.

    `fell_back` is a sentence where the stage it had was lost by a change of content; `unsaved`
    tells that the content differs from what was saved last.
    """

    stage: PaperStage
    entry: StageEntry | None
    fell_back: str = ""
    unsaved: bool = True
    asks_review: bool = False

    @property
    def may_move_to(self) -> tuple[PaperStage, ...]:
        if self.asks_review and self.stage is PaperStage.SUBMITTED:
            return PaperStage.REVIEWED, PaperStage.DISCUSSION
        return _NEXT[self.stage]

    @property
    def lacks_review(self) -> bool:
        """Whether 法制审核 still stands before 定稿."""
        reviewed = {PaperStage.REVIEWED, PaperStage.FINAL}
        return self.asks_review and self.stage not in reviewed

    @property
    def text(self) -> str:
        """送审稿（李敏 11-10 09:30）."""
        if self.entry is None:
            return self.stage.value
        return f"{self.stage.value}（{self.entry.by} {self.entry.at:%m-%d %H:%M}）"


def content_hash(context: Mapping[str, Any]) -> str:
    """What a paper says as a hash: the same words, the same hash, under whatever number."""
    content = {key: value for key, value in context.items() if key not in _NOT_CONTENT}
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def standing(entries: Sequence[StageEntry], now: str, *, asks_review: bool = False) -> Standing:
    """Where a paper stands whose content is `now`; entries oldest first."""
    if not entries:
        return Standing(PaperStage.DISCUSSION, None, asks_review=asks_review)
    last = entries[-1]
    if last.content_hash == now:
        return Standing(last.stage, last, unsaved=False, asks_review=asks_review)
    lost = "" if last.stage is PaperStage.DISCUSSION else fell_back(last)
    return Standing(PaperStage.DISCUSSION, last, lost, asks_review=asks_review)


def fell_back(last: StageEntry) -> str:
    """Why a paper is a 讨论稿 again."""
    return (
        f"{last.by}{last.at:%m-%d %H:%M}{_ACTS[last.stage]}后内容有改动，"
        f"不再是{last.stage.value}，退回讨论稿。"
    )


_ACTS = {
    PaperStage.DISCUSSION: "保存",
    PaperStage.SUBMITTED: "送审",
    PaperStage.REVIEWED: "法制审核",
    PaperStage.FINAL: "定稿",
}
