"""Who takes part in an interview: seven categories (第十二、二十条), and internal or public."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Category(StrEnum):
    """Values are the words shown, in the order of a sign-in sheet."""

    INTERVIEWER = "约谈人"
    INTERVIEWEE = "被约谈人"
    PARTY = "参加方"
    OBSERVER = "列席"
    DELEGATE = "人大代表、政协委员"
    CITIZEN = "群众代表"
    MEDIA = "媒体"


# 第二十条：公开约谈才邀请。
PUBLIC_ONLY = frozenset({Category.MEDIA})


@dataclass(frozen=True, slots=True)
class Participant:
    """One person; a seat without a name yet has its unit."""

    category: Category
    name: str = ""
    title: str = ""
    unit: str = ""
    phone: str = ""

    @property
    def says(self) -> str:
        """云麓区人民政府副区长何静."""
        return f"{self.unit}{self.title}{self.name}"


@dataclass(frozen=True, slots=True)
class Openness:
    """第二十条: public or internal; what concerns a state secret is never public."""

    is_public: bool = False
    is_secret: bool = False
    basis: str = ""  # 定密依据, or why it is public


_PRESS = ("媒体", "记者", "电视台", "报社", "广播")


def names_press(words: str) -> bool:
    """Whether a line of those present, as a clerk types it, speaks of the press."""
    return any(word in words for word in _PRESS)


def objections(people: Iterable[Participant], openness: Openness) -> tuple[str, ...]:
    """What stands in the way of holding the interview like this."""
    says = []
    if openness.is_secret and openness.is_public:
        says.append("约谈涉及国家秘密，不得公开约谈（第二十条）。")
    invited = [one.says for one in people if one.category in PUBLIC_ONLY]
    if invited and (openness.is_secret or not openness.is_public):
        why = "涉及国家秘密的" if openness.is_secret else "内部"
        says.append(f"{why}约谈不邀请媒体列席（第二十条）：{'、'.join(invited)}。")
    return tuple(says)
