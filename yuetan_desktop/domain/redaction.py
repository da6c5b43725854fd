"""What may not stand in a paper for the public (第二十条): numbers of persons, names, secrets."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_FORMS = (
    ("身份证号码", re.compile(r"(?<!\d)\d{6}(?:19|20)\d{2}(?:0\d|1[0-2])[0-3]\d\d{3}[\dXx](?!\d)")),
    ("手机号码", re.compile(r"(?<!\d)1[3-9]\d[-  ]?\d{4}[-  ]?\d{4}(?!\d)")),
    ("电话号码", re.compile(r"(?<![\d.])[（(]?0\d{2,3}[）)]?[-—－  ]?\d{7,8}(?:转\d+)?(?!\d)")),
    ("电子邮箱", re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
)
# A paper that bears a mark of secrecy: 机密★10年.
_SECRET = re.compile(r"(绝密|机密|秘密)\s*[★☆*]")


@dataclass(frozen=True, slots=True)
class Private:
    """One thing that is not for the public: its kind and the words."""

    kind: str
    words: str


def private_in(text: str, names: Iterable[str] = ()) -> list[Private]:
    """Numbers of persons and the given names as they stand in the text, each once."""
    found = [Private(kind, hit[0].strip()) for kind, form in _FORMS for hit in form.finditer(text)]
    found += [Private("姓名", name) for name in _by_length(names) if name in text]
    return list(dict.fromkeys(found))


def redacted(text: str, names: Iterable[str] = ()) -> str:
    """The text with numbers taken out and names shortened: 李敏 → 李某, 欧阳小敏 → 欧阳某某."""
    for _, form in _FORMS:
        text = form.sub("（略）", text)
    for name in _by_length(names):
        text = text.replace(name, masked(name))
    return text


def masked(name: str) -> str:
    """Family name and 某 for each further character."""
    family = 2 if name[:2] in _DOUBLE and len(name) > 2 else 1
    return name[:family] + "某" * (len(name) - family)


def secrecy_mark(text: str) -> str:
    """The mark of secrecy a text bears, or nothing."""
    found = _SECRET.search(text)
    return found[1] if found else ""


_DOUBLE = {"欧阳", "司马", "上官", "诸葛", "夏侯", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐"}


def _by_length(names: Iterable[str]) -> list[str]:
    """Longest first: 李敏 inside 李敏华 must not spoil it. A single character is no name."""
    return sorted({name.strip() for name in names if len(name.strip()) > 1}, key=len, reverse=True)
