"""What somebody wrote in words: the fields of a paper sentence by sentence, without what the
program puts there itself from the frozen basis."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from yuetan_desktop.domain.papercheck.facts import PaperFacts, Spot

# Set down once and compared as a whole elsewhere; no clerk's prose.
FROZEN = frozenset(
    {
        "触发事项", "一并通报", "数据来源", "来源说明", "事项简述", "证据目录", "依据名称",
        "依据文号", "案件编号", "文号", "条款合称", "条款原文", "触发情况",
    }
)  # fmt: skip
_SENTENCE = re.compile(r"[^。！？\n]+[。！？]*")
_CLAUSE = re.compile(r"[^，。；！？\n]+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence and where it stands."""

    paper: PaperFacts
    key: str
    text: str

    @property
    def spot(self) -> Spot:
        return self.paper.spot(self.key, self.text)

    @property
    def clauses(self) -> list[str]:
        return _CLAUSE.findall(self.text)


def sentences(paper: PaperFacts) -> tuple[Sentence, ...]:
    """In the order of the fields, cell by cell; read once for all checks."""
    if "sentences" not in paper.kept:
        paper.kept["sentences"] = tuple(_read(paper))
    return paper.kept["sentences"]


def _read(paper: PaperFacts) -> Iterator[Sentence]:
    for key, value in paper.printed.items():
        if key not in FROZEN:
            for text in leaves(value):
                for found in _SENTENCE.finditer(text):
                    yield Sentence(paper, key, found[0].strip())


def leaves(value: Any) -> Iterator[str]:
    """The texts of a field one by one, without the ordinals of rows."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if key != "序号":
                yield from leaves(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from leaves(inner)
    elif value:
        yield str(value)


def short(text: str) -> str:
    return text if len(text) <= 24 else f"{text[:23]}…"
