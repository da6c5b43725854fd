"""征求意见: what others said of a draft, and what was adopted of it, with totals in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Adoption(StrEnum):
    """Values are the words shown."""

    OPEN = "待研究"
    ADOPTED = "采纳"
    PARTLY = "部分采纳"
    REJECTED = "未采纳"

    @property
    def needs_reason(self) -> bool:
        """What is not taken over whole says why."""
        return self in {Adoption.PARTLY, Adoption.REJECTED}


@dataclass(frozen=True, slots=True)
class Opinion:
    """One opinion of one unit on a draft."""

    id: int
    unit: str
    words: str
    adoption: Adoption = Adoption.OPEN
    reason: str = ""


def totals(opinions: Sequence[Opinion]) -> str:
    """共119条，采纳75，部分18，未采纳26; what is not decided yet stands at the end."""
    counted = Counter(one.adoption for one in opinions)
    said = (
        f"共{len(opinions)}条，采纳{counted[Adoption.ADOPTED]}，"
        f"部分{counted[Adoption.PARTLY]}，未采纳{counted[Adoption.REJECTED]}"
    )
    waiting = counted[Adoption.OPEN]
    return f"{said}，待研究{waiting}" if waiting else said
