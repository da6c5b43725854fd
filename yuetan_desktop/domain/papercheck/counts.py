"""Counts told in words against the rows they count, and what is done and left of a task against
the number that the task sets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any

from yuetan_desktop.domain.papercheck.facts import (
    CaseFacts,
    Discrepancy,
    PaperFacts,
    Spot,
    doubt,
    plain,
    row_text,
    wrong,
)
from yuetan_desktop.domain.papercheck.prose import Sentence, sentences, short
from yuetan_desktop.domain.papercheck.roles import (
    CHANGE_CELLS,
    COUNTS_OF_ROWS,
    PLANNED,
    TALLIES_OF_ROWS,
)

RULE = "合计"
_COUNTED = "家个台处项户座条人次吨套辆亩口块"
_N = r"(\d+(?:\.\d+)?)"
_QUANTITY = re.compile(rf"{_N}\s?([{_COUNTED}])([^，。；、（）\d]{{2,16}})")


def counts_of(paper: PaperFacts) -> Iterator[Discrepancy]:
    """What a paper counts of its own rows and in its own sentences."""
    yield from _rows_counted(paper)
    yield from _tallies(paper)
    yield from _class_changes(paper)
    for sentence in sentences(paper):
        yield from _of_all(paper, sentence)
        yield from _share_of_whole(sentence)
        yield from _above_whole(sentence)


def check_progress(case: CaseFacts) -> Iterator[Discrepancy]:
    """完成86家，剩余34家: together the 120 of the task."""
    plan = case.paper(PLANNED[0])
    rows: tuple[Mapping[str, Any], ...] = plan.rows(PLANNED[1]) if plan is not None else ()
    asked = [one for row in (*rows, *case.tasks) for one in _quantities(row_text(row))]
    if asked:
        for paper in case.papers:
            yield from _progress(paper, asked)
            yield from _still_to_do(paper, asked)


# -- rows ---------------------------------------------------------------------------------------
def _rows_counted(paper: PaperFacts) -> Iterator[Discrepancy]:
    """共3项 above a table of two rows."""
    for key, table, head, value in COUNTS_OF_ROWS:
        rows, said = paper.rows(table), paper.text(key)
        if rows and said.isdecimal():
            count = sum(not head or row.get(head) == value for row in rows)
            if int(said) != count:
                yield _miscounted(paper, key, said, table, f"{value}{count}项")


def _tallies(paper: PaperFacts) -> Iterator[Discrepancy]:
    """共5项：已落实3项、部分落实2项, of a column that holds these words."""
    for key, table, head in TALLIES_OF_ROWS:
        rows = paper.rows(table)
        cells = [str(row.get(head, "")) for row in rows]
        for found in re.finditer(r"([\u4e00-\u9fff]{1,6}?)(\d+)项", paper.text(key)):
            word, said = found[1], int(found[2])
            count = len(rows) if word == "共" else cells.count(word)
            if rows and (word == "共" or word in cells or said) and said != count:
                yield _miscounted(paper, key, found[0], table, f"{word}{count}项")


def _miscounted(paper: PaperFacts, key: str, said: str, table: str, right: str) -> Discrepancy:
    first, second = paper.spot(key, said), paper.spot(table, right)
    return wrong(RULE, first, second, f"{first}写{said}，{second}有{right}。")


_CLASS = re.compile(r"(劣?[Ⅰ-Ⅴ])类$")
_CLASSES = "ⅠⅡⅢⅣⅤ"
_BETTER_OR_WORSE = re.compile(r"(变好|好转|变差|持平)(?:(\d)个类别)?")


def _class_changes(paper: PaperFacts) -> Iterator[Discrepancy]:
    """Ⅳ类，上年同期Ⅲ类: worse by one class."""
    now_head, before_head, change_head = CHANGE_CELLS
    for key in paper.printed:
        for row in paper.rows(key):
            now, before = (_class(str(row.get(head, ""))) for head in (now_head, before_head))
            said = _BETTER_OR_WORSE.search(str(row.get(change_head, "")))
            if now is None or before is None or said is None:
                continue
            word = "变差" if now > before else "变好" if now < before else "持平"
            meant = said[1].replace("好转", "变好")
            if meant != word or (said[2] and int(said[2]) != abs(now - before)):
                spot = paper.spot(key, said[0])
                told = f"{row[now_head]}，{before_head}{row[before_head]}"
                right = word if now == before else f"{word}{abs(now - before)}个类别"
                yield wrong(RULE, spot, spot, f"{spot}写“{told}，{said[0]}”，应为{right}。")


def _class(text: str) -> int | None:
    found = _CLASS.search(text)
    if found is None:
        return None
    return 6 if found[1].startswith("劣") else _CLASSES.index(found[1]) + 1


# -- parts in words -----------------------------------------------------------------------------
_OF_ALL = re.compile(
    rf"(\d+)\s?([{_COUNTED}])([^，。；、\d]{{1,14}})中，?(?:的|有|仅有?|已有)?(\d+)\s?\2"
)
_DONE_OF = re.compile(rf"完成(\d+)\s?([{_COUNTED}])")
_SHARE = re.compile(
    rf"{_N}\s?([{_COUNTED}])[^，。；\d]{{0,16}}[，,]占(?:全部)?{_N}\s?\2[^，。；\d]{{0,10}}的{_N}[%％]"
)


def _of_all(paper: PaperFacts, sentence: Sentence) -> Iterator[Discrepancy]:
    """20家养殖场中7家: not more than all, and as many as the row of the 20 says are done."""
    for found in _OF_ALL.finditer(sentence.text):
        whole, part = int(found[1]), int(found[4])
        if part > whole:
            yield _doubt(sentence, found[0], f"{part}{found[2]}多于总数{whole}{found[2]}")
            continue
        for key in paper.printed:
            for row in paper.rows(key):
                text = row_text(row)
                told = [int(one[1]) for one in _DONE_OF.finditer(text) if one[2] == found[2]]
                done = [count for count in told if count != whole]  # else the task itself
                same = f"{whole}{found[2]}" in text and _alike(found[3], text)
                if same and done and part not in done:
                    second = f"{paper.spot(key)}是完成{done[0]}{found[2]}"
                    yield _doubt(sentence, found[0], second)


def _share_of_whole(sentence: Sentence) -> Iterator[Discrepancy]:
    """完成3个，占7个直排口的42.9%."""
    for found in _SHARE.finditer(sentence.text):
        part, whole, said = Decimal(found[1]), Decimal(found[3]), Decimal(found[4])
        if whole and not _is_share(said, part * 100 / whole):
            right = round(part * 100 / whole, 1)
            yield _doubt(sentence, found[0], f"{part}/{whole}应为{right}%")


# 完成率 is not among them: more may be done than was planned.
_PART_OF_WHOLE = re.compile(
    r"((?:优良(?:天数|水体)?|达标|整改|办结|销号|覆盖|合格|满意|处理|收集|利用|安装|改造)(?:比)?率"
    rf"|占比)(?:为|是|达到?|提高到|提升至)?{_N}[%％]"
)


def _above_whole(sentence: Sentence) -> Iterator[Discrepancy]:
    """优良天数率103.2%: a part is no more than its whole."""
    for found in _PART_OF_WHOLE.finditer(sentence.text):
        if Decimal(found[2]) > 100:
            yield _doubt(sentence, found[0], f"{found[1]}不会超过100%")


def _is_share(said: Decimal, share: Decimal) -> bool:
    """Rounded to the places that stand there, or cut to whole per cents."""
    room = Decimal("0.5") if said == int(said) else Decimal("0.06")
    return abs(share - said) <= room or said == int(share)


def _doubt(sentence: Sentence, words: str, why: str) -> Discrepancy:
    spot: Spot = sentence.paper.spot(sentence.key, words)
    return doubt(RULE, spot, spot, f"{spot}写“{short(words)}”，{why}。")


# -- done and left ------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class _Amount:
    """120家施工工地: how many of what, and where it is told."""

    number: Decimal
    unit: str
    what: str
    sentence: Sentence | None = None
    words: str = ""

    def is_of(self, whole: _Amount) -> bool:
        return self.unit == whole.unit and _alike(self.what, whole.what)


_DONE = re.compile(rf"(?:已|共|累计)?完成{_N}\s?([{_COUNTED}])([^，。；、\d]{{2,24}})")
_LEFT = re.compile(rf"(?:剩余|其余|余下|尚余|还剩)的?{_N}\s?([{_COUNTED}])([^，。；、\d]{{2,24}})")
_AHEAD = re.compile(  # said to be over and above what is done; 累计 counts that in
    rf"(?:计划再|将再|拟再|还将|还要|还需|再|下一步|下月|下阶段)(?:计划|拟)?"
    rf"完成{_N}\s?([{_COUNTED}])([^，。；、\d]{{2,24}})"
)
_RATE = re.compile(rf"^[^。；\d]{{0,4}}[，,][^，。；\d]{{0,6}}率(?:为|达到?)?{_N}[%％]")


def _quantities(text: str) -> list[_Amount]:
    found = _QUANTITY.finditer(text)
    return [_Amount(Decimal(one[1]), one[2], one[3]) for one in found]


def _progress(paper: PaperFacts, asked: list[_Amount]) -> Iterator[Discrepancy]:
    done = list(_told(paper, _DONE))
    for one, rate in ((one, _rate_after(one)) for one in done):
        wholes = [whole for whole in asked if one.is_of(whole) and one.number <= whole.number]
        shares = [one.number * 100 / whole.number for whole in wholes if whole.number]
        if rate is not None and shares and not any(_is_share(rate, share) for share in shares):
            told = f"{one.number}/{wholes[0].number}应为{round(shares[0], 1)}%"
            assert one.sentence is not None
            yield _doubt(one.sentence, f"{one.words}…{rate}%", told)
    for left in _told(paper, _LEFT):
        wholes = [whole for whole in asked if left.is_of(whole)]
        all_of = {whole.number for whole in wholes}  # the task told again is nothing done yet
        parts = [one for one in done if one.is_of(left) and one.number not in all_of]
        sums = {one.number + left.number for one in parts}
        if len(parts) == 1 and wholes and not sums & all_of:
            assert left.sentence is not None
            near = min(wholes, key=lambda whole: abs(whole.number - min(sums)))
            told = f"与{parts[0].words}相加是{min(sums)}{left.unit}，任务是{near.number}{near.unit}"
            yield _doubt(left.sentence, left.words, told)


def _still_to_do(paper: PaperFacts, asked: list[_Amount]) -> Iterator[Discrepancy]:
    """已完成86家，下一步完成50家, of a task of 120: more than the task sets."""
    done = list(_told(paper, _DONE))
    for ahead in _told(paper, _AHEAD):
        assert ahead.sentence is not None
        whole = max((one.number for one in asked if ahead.is_of(one)), default=None)
        parts = [
            one
            for one in done
            if one.is_of(ahead) and one.number != whole and one.words not in ahead.words
        ]
        if whole is None or ahead.number == whole or len(parts) != 1:
            continue
        if (both := parts[0].number + ahead.number) > whole:
            told = f"与{parts[0].words}相加是{both}{ahead.unit}，任务是{whole}{ahead.unit}"
            yield _doubt(ahead.sentence, ahead.words, told)


def _told(paper: PaperFacts, form: re.Pattern[str]) -> Iterator[_Amount]:
    for sentence in sentences(paper):
        for found in form.finditer(sentence.text):
            yield _Amount(Decimal(found[1]), found[2], found[3], sentence, found[0])


def _rate_after(one: _Amount) -> Decimal | None:
    assert one.sentence is not None
    behind = one.sentence.text.split(one.words, 1)[1]
    found = _RATE.match(behind)
    return Decimal(found[1]) if found else None


# Words that any task may have; two that share no other are not of the same thing.
_ANY = re.compile(r"完成|安装|建设|整治|改造|治理|设施|设备|全部|验收|工作|任务")


def _alike(first: str, second: str) -> bool:
    """They share a pair of characters that tells the thing."""
    pairs = [{a + b for a, b in pairwise(plain(_ANY.sub("□", text)))} for text in (first, second)]
    return any("□" not in pair for pair in pairs[0] & pairs[1])
