"""“一刀切” (第十七条): wordings in a plan that hit everyone alike; each needs its legal basis.

The words are data (resources/blanket_measures.toml). A wording that forbids the blanket measure
(“严禁一律关停”) is no hit; one that names article and law in the same sentence is answered.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

# What a sentence that forbids or quotes the measure says before it.
_FORBIDS = re.compile(
    r"(?:严禁|禁止|不得|不准|不许|不能|不应|不搞|不采取|不再|杜绝|严防|防止|避免|反对|纠正|而非|不是)"
    r"[^，,；;。]{0,12}$"
)
_BASIS = re.compile(r"《[^》]+》[^，。；]{0,6}第[〇零一二三四五六七八九十百\d]+条")
_COUNT = re.compile(r"(\d+|[一二三四五六七八九十百千两]+)\s*(家|户|个|处|台)")
_SENTENCE = re.compile(r"[^。；;！!\n]+")


@dataclass(frozen=True, slots=True)
class BlanketHit:
    """One wording found, with the sentence it stands in and what has to be said for it."""

    word: str
    sentence: str
    group: str
    asks: str
    count: str = ""  # 395家, when the sentence names a number
    has_basis: bool = False

    def says(self) -> str:
        """The question to the writer of the plan."""
        each = f"，并逐一（{self.count}）写明" if self.count else "，请写明"
        asked = f"是否“一刀切”（第十七条）？确需采取的{each}{self.asks}。"
        return f"“{self.sentence}”有“{self.word}”，{asked}"


@dataclass(frozen=True, slots=True)
class BlanketGroup:
    """Words of one sort, and the legal basis that a measure of this sort needs."""

    name: str
    asks: str
    words: tuple[str, ...]


class BlanketWords:
    """The words in force; `scan` finds them in a text."""

    def __init__(self, groups: Iterable[BlanketGroup]) -> None:
        self.groups = tuple(groups)

    @classmethod
    def from_toml(cls, text: str) -> BlanketWords:
        return cls(
            BlanketGroup(group["name"], group["asks"], tuple(group["words"]))
            for group in tomllib.loads(text)["group"]
        )

    @cached_property
    def _patterns(self) -> tuple[tuple[BlanketGroup, re.Pattern[str]], ...]:
        # Longest first: 断水断电 is one hit, not also 断水 and 断电.
        return tuple(
            (group, re.compile("|".join(map(_pattern, sorted(group.words, key=len, reverse=True)))))
            for group in self.groups
        )

    def scan(self, text: str) -> list[BlanketHit]:
        """Every hit in the order of the text, the answered ones too; a word once a sentence."""
        return [
            hit
            for sentence in map(str.strip, _SENTENCE.findall(text))
            for hit in self._hits(sentence)
        ]

    def unanswered(self, text: str) -> list[BlanketHit]:
        """Hits whose sentence names no article of a law."""
        return [hit for hit in self.scan(text) if not hit.has_basis]

    def _hits(self, sentence: str) -> Iterator[BlanketHit]:
        seen: set[str] = set()
        count = _COUNT.search(sentence)
        places = (
            (found.start(), found[0], group)
            for group, pattern in self._patterns
            for found in pattern.finditer(sentence)
        )
        for start, word, group in sorted(places, key=lambda place: place[0]):
            if word in seen or _FORBIDS.search(sentence[:start]):
                continue
            seen.add(word)
            yield BlanketHit(
                word=word,
                sentence=sentence,
                group=group.name,
                asks=group.asks,
                count=f"{count[1]}{count[2]}" if count else "",
                has_basis=bool(_BASIS.search(sentence)),
            )


def _pattern(word: str) -> str:
    return "[^，,；;。]{0,6}?".join(map(re.escape, word.split("*")))
