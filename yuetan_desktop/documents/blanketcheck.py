"""“一刀切” in a paper's text (第十七条): a remark for each measure that wants its legal basis."""

from __future__ import annotations

from functools import lru_cache

from yuetan_desktop.documents.remark import Remark
from yuetan_desktop.domain.ledger.blanket import BlanketWords
from yuetan_desktop.paths import resources


def blanket_remarks(field: str, text: str, whose: str = "") -> list[Remark]:
    """One remark at `field` for each wording that names no article; `whose` text it is."""
    return [
        Remark(field, f"{whose}{hit.says()}", blocking=False) for hit in _words().unanswered(text)
    ]


@lru_cache(maxsize=1)
def _words() -> BlanketWords:
    return BlanketWords.from_toml((resources() / "blanket_measures.toml").read_text("utf-8"))
