"""Slips of typing: marks doubled or left open, words twice, blanks, lists that skip a number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from yuetan_desktop.domain.papercheck.facts import (
    Discrepancy,
    PaperFacts,
    Spot,
    doubt,
    wrong,
)
from yuetan_desktop.domain.papercheck.prose import FROZEN, leaves, short

_HAN = r"[\u4e00-\u9fff]"
_DOUBLED = re.compile(r"[，。、；：]{2,}|[！？][，。、；：]|[，、；：](?=[）》”])")
_HALF_WIDTH = re.compile(rf"(?<={_HAN})[,;:?!](?={_HAN}|\d|$)")
_WIDE = re.compile(r"[０-９Ａ-Ｚａ-ｚ]")
_TWICE = re.compile(rf"({_HAN}{{3,8}})\1")
_DOUBLE = re.compile(r"的的(?!确)|已已|和和|及及|将将|在在|是是|对对|由由|并并|与与")
_NUMBER = re.compile(r"〔\d{4}〕第\d+号")  # GB/T 9704 7.2.5
_HOLE = re.compile(
    r"(?:^|(?<=[\u4e00-\u9fff，。、；：（]))[ 　]{2,}[家个台处项户座起条件人名次万天]"
)
_NO_POLLUTANT = re.compile(r"PM_?\{?(?!2\.5|10(?!\d)|1(?![\d.]))\d+(?:\.\d+)?")
_NO_UNIT = re.compile(r"\d个[日月](?!月)(?=内|前|后)|\d(?:元万|元亿)|\d工作日(?!\d)")
_PAIRS = ("《》", "“”", "（）", "〔〕", "【】")
_ORDINAL = re.compile(r"(?:(?<=^)|(?<=[。；：，\n]))([一二三四五六七八九])是")
_DIGITS = "一二三四五六七八九十"
_LISTED = re.compile(
    r"^(?:（(\d+|[一二三四五六七八九十]+)）|(\d+)[.．、](?!\d)|([一二三四五六七八九十]+)、)"
)


def slips_of(paper: PaperFacts) -> Iterator[Discrepancy]:
    for key, value in paper.printed.items():
        if key in FROZEN:
            continue
        for text in leaves(value):
            yield from _marks(paper, key, text)
        yield from _pairs(paper, key, list(leaves(value)))
        yield from _enumerated(paper, key)
        yield from _listed(paper, key)


def _marks(paper: PaperFacts, key: str, text: str) -> Iterator[Discrepancy]:
    for pattern, what in (
        (_DOUBLED, "标点重复"),
        (_HALF_WIDTH, "用了半角标点"),
        (_WIDE, "用了全角数字或字母"),
        (_TWICE, "字词重复"),
        (_DOUBLE, "字词重复"),
        (_NUMBER, "文号的顺序号不加“第”字"),
        (_HOLE, "空着没填"),
        (_NO_POLLUTANT, "没有这项指标"),
        (_NO_UNIT, "计量写法不对"),
    ):
        if found := pattern.search(text):
            words = text[max(found.start() - 6, 0) : found.end() + 4]
            yield _slip(paper, key, words, what)


def _pairs(paper: PaperFacts, key: str, texts: list[str]) -> Iterator[Discrepancy]:
    """A pair may be broken over the lines of a title, not over the field."""
    for pair in _PAIRS:
        open_ones = [text for text in texts if text.count(pair[0]) != text.count(pair[1])]
        if sum(text.count(pair[0]) - text.count(pair[1]) for text in open_ones):
            yield _slip(paper, key, open_ones[0], f"{pair}没有成对")


def _slip(paper: PaperFacts, key: str, words: str, what: str) -> Discrepancy:
    spot = paper.spot(key, words)
    return doubt("笔误", spot, spot, f"{spot}“{short(words)}”{what}。")


def _enumerated(paper: PaperFacts, key: str) -> Iterator[Discrepancy]:
    """一是 … 二是 … 四是."""
    said = [_DIGITS.index(one[1]) + 1 for one in _ORDINAL.finditer(paper.text(key))]
    yield from _in_order(paper, key, said, "是")


def _listed(paper: PaperFacts, key: str) -> Iterator[Discrepancy]:
    """The ordinals of rows; those typed at the head of lines."""
    rows = paper.rows(key)
    heads = [str(row.get("序号", "")) for row in rows] if rows else list(paper.lines(key))
    said = [n for head in heads if (n := _ordinal(head)) is not None]
    if len(said) == len([head for head in heads if head]) and len(said) > 1:
        yield from _in_order(paper, key, said, "")


def _ordinal(head: str) -> int | None:
    found = _LISTED.match(f"{head}." if head.isdecimal() else head)
    word = next((one for one in found.groups() if one), "") if found else ""
    if word.isdecimal():
        return int(word)
    return _DIGITS.index(word) + 1 if word and word in _DIGITS else None


def _in_order(paper: PaperFacts, key: str, said: list[int], tail: str) -> Iterator[Discrepancy]:
    """Each list begins with 1; the first that is not the next is told."""
    expected = 1
    for n in said:
        if n not in {expected, 1}:
            spot: Spot = paper.spot(key, f"{n}{tail}")
            yield wrong("序号", spot, spot, f"{spot}的序号{n}前面缺{expected}，请核对。")
            return
        expected = n + 1
