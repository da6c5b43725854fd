"""How names are spoken, for typing them: syllables with every reading a place name may have."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import islice, product

# Characters of place and river names that are read in several ways: the dictionary gives one of
# them, people type either (乐至 as lz or yz).
SEVERAL_READINGS = {
    "乐": ("le", "yue"),
    "重": ("chong", "zhong"),
    "单": ("dan", "shan"),
    "长": ("chang", "zhang"),
    "都": ("du", "dou"),
    "行": ("xing", "hang"),
    "朝": ("chao", "zhao"),
    "会": ("hui", "kuai"),
    "解": ("jie", "xie"),
    "曾": ("zeng", "ceng"),
    "弹": ("dan", "tan"),
    "调": ("diao", "tiao"),
    "降": ("jiang", "xiang"),
    "荥": ("xing", "ying"),
    "蔚": ("wei", "yu"),
    "厦": ("xia", "sha"),
    "泊": ("bo", "po"),
}
_MOST_READINGS = 16


@lru_cache(maxsize=50_000)
def spoken(name: str) -> str:
    """Each reading of a name as one line of syllables, a blank before each: ` an yue xian`.

    Letters and digits stand for themselves, so that `PM2.5` is found as typed.
    """
    from pypinyin import lazy_pinyin

    usual = lazy_pinyin(name, errors=list)  # type: ignore[arg-type]  # letter by letter
    if len(usual) != len(name):  # never cut a name wrongly: the usual reading only
        return _line(usual)
    choices = [
        tuple(dict.fromkeys((syllable, *SEVERAL_READINGS.get(character, ()))))
        for character, syllable in zip(name, usual, strict=True)
    ]
    readings = islice(product(*choices), _MOST_READINGS)
    lines = dict.fromkeys(map(_line, readings))
    return "\n".join(lines)


def _line(syllables: Iterable[str]) -> str:
    kept = (syllable.lower() for syllable in syllables if syllable.isalnum())
    return "".join(f" {syllable}" for syllable in kept)


def warm_up() -> None:
    """Load the dictionary, which takes longer than any search."""
    spoken("预热")
