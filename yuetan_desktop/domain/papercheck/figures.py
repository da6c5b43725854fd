"""Whether the figures of a paper come out: shares, changes, parts of a whole, sums of a table.

The kinds of statement are told by their form, not by what they are about: a share beside two
counts, two values and the change between them, a whole and its parts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import takewhile
from typing import Any

from yuetan_desktop.domain.papercheck.facts import (
    CaseFacts,
    Discrepancy,
    PaperFacts,
    Spot,
    doubt,
    wrong,
)
from yuetan_desktop.domain.papercheck.prose import FROZEN, Sentence, sentences, short
from yuetan_desktop.domain.papercheck.roles import CHANGE_CELLS, PLANNED

RULE = "合计"
_N = r"(\d+(?:\.\d+)?)"
_COUNTED = "家个台处项户座起条件人次名吨套辆亩口眼公里米天只艘株块批份宗例"
_UNIT = rf"(万元|亿元|万吨|公里|人次|[{_COUNTED}])"
_RATIO = re.compile(rf"{_N}\s?[{_COUNTED}]?\s?[／/]\s?{_N}")
_PERCENT = re.compile(rf"(?:占(?:比|总数的?)?|完成率|整改率|办结率|达标率|比例|率)为?{_N}[%％]")
_BARE_PERCENT = re.compile(rf"{_N}[%％](?!个?百分点)")
_COUNT = re.compile(rf"{_N}\s?{_UNIT}")
_OF_PLAN = re.compile(  # 21次，为计划（60次）的35%
    rf"{_N}\s?([{_COUNTED}])[，,]?仅?[为占][^，。；（\d]{{0,8}}（{_N}\s?([{_COUNTED}])）的{_N}[%％]"
)


def figures_of(paper: PaperFacts) -> Iterator[Discrepancy]:
    """What does not come out in a paper by itself."""
    for sentence in sentences(paper):
        yield from _twice_counted(sentence)
        yield from _distances(sentence)
        yield from _changes(sentence)
        yield from _parts(sentence)
        yield from _units(sentence)
        yield from _days_of_months(sentence)
    for key in paper.printed:
        for line in paper.lines(key) if key not in FROZEN else ():
            yield from _shares(paper, key, line)
        yield from _totals(paper, key)
        yield from _changed_rows(paper, key)


def check_task_counts(case: CaseFacts) -> Iterator[Discrepancy]:
    for paper in case.papers:
        for sentence in sentences(paper):
            yield from _task_count(case, sentence)


def _off(sentence: Sentence, words: str, why: str, *, sure: bool = True) -> Discrepancy:
    spot = sentence.paper.spot(sentence.key, words)
    told = f"{spot}写“{short(words)}”，{why}。"
    return (wrong if sure else doubt)(RULE, spot, spot, told)


# -- shares -------------------------------------------------------------------------------------
def _shares(paper: PaperFacts, key: str, text: str) -> Iterator[Discrepancy]:
    """12/16 … 75%; 120家 … 完成90家，占75%."""
    for found in _PERCENT.finditer(text):
        ahead = re.split(r"[。；\n]", text[: found.start()])[-1]
        parts, wholes = _counts_before(ahead)
        pairs = [(part, whole) for part in parts for whole in wholes if part <= whole]
        if pairs and not _RATIO.search(ahead):
            yield from _share(paper, key, pairs, found[1], ahead + found[0])
    for one in _OF_PLAN.finditer(text):
        if one[2] == one[4]:
            yield from _share(paper, key, [(Decimal(one[1]), Decimal(one[3]))], one[5], one[0])
    for ratio in _RATIO.finditer(text):
        clause = re.split(r"[。；\n]", text[ratio.end() :])[0][:16]
        near = _BARE_PERCENT.search(clause) or _last(_BARE_PERCENT, text[: ratio.start()][-12:])
        if near is not None:
            pair = (Decimal(ratio[1]), Decimal(ratio[2]))
            yield from _share(paper, key, [pair], near[1], f"{ratio[0]}，{near[0]}")


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    found = list(pattern.finditer(text))
    return found[-1] if found else None


def _counts_before(text: str) -> tuple[list[Decimal], list[Decimal]]:
    """What a share just said may be of: the last count of its statement, or the one before it
    (应淘汰12台，已淘汰9台，剩余3台), and the counts of the same unit ahead."""
    counts = [(Decimal(one[1]), one[2]) for one in _COUNT.finditer(re.split(r"[。；\n]", text)[-1])]
    same = [amount for amount, unit in counts if counts and unit == counts[-1][1]]
    left_over = len(same) > 2 and same[-2] + same[-1] in same[:-2]
    return (same[-2:] if left_over else same[-1:]), same[:-1]


def _share(
    paper: PaperFacts, key: str, pairs: list[tuple[Decimal, Decimal]], said: str, words: str
) -> Iterator[Discrepancy]:
    """None of the pairs makes the share."""
    percent = Decimal(said)
    if all(whole and not _is_share(percent, part * 100 / whole) for part, whole in pairs):
        part, whole = pairs[-1]
        right = round(part * 100 / whole, 1)
        yield _off(Sentence(paper, key, words), words, f"{part}/{whole}应为{right}%")


def _is_share(said: Decimal, share: Decimal) -> bool:
    """Rounded to the places that stand there, or cut to whole per cents as the ledger prints."""
    room = Decimal("0.5") if said == int(said) else Decimal("0.06")
    return abs(share - said) <= room or said == int(share)


_DONE_TWICE = re.compile(
    rf"已完成{_N}[{_COUNTED}][，,]\s?{_N}\s?[／/]\s?{_N}"  # 已完成90家，90/120
)


def _twice_counted(sentence: Sentence) -> Iterator[Discrepancy]:
    for found in _DONE_TWICE.finditer(sentence.text):
        if found[1] != found[2]:
            yield _off(sentence, found[0], "前后两个完成数不同")


# -- changes ------------------------------------------------------------------------------------
_UP = r"上升|升高|增加|增长|提高|提升|多|升|增幅|涨幅|反弹|变差"
_DOWN = r"下降|降低|减少|改善|降|少|降幅|减幅|回落"
_QUANTITY = r"(μg/m³|mg/m³|mg/L|[%％]|个?百分点|微克/立方米|天|位|名|家|个|起|件|吨|台)?"
_DIFFERENCE = re.compile(
    r"(\d+(?:\.\d+)?)(?:μg/m³|%|％)?[，,](?:[^，。；\n]{0,6})?目标(?:值)?[为是]?(\d+(?:\.\d+)?)"
    r"(?:μg/m³|%|％)?[，,](?:超|高于目标|低于目标|差|低|高)(?:过)?(\d+(?:\.\d+)?)"
)
_FROM_TO = re.compile(
    rf"[由从](第)?{_N}{_QUANTITY}[^\d，。；]{{0,8}}?(降|升|变|改善|下降|上升|提高|增加|减少|提升|增|减)[至到为]第?{_N}{_QUANTITY}"
)
_SAID = re.compile(rf"({_UP}|{_DOWN})(?:了|为|约)?{_N}(?:个)?{_QUANTITY}")
_BEFORE = re.compile(rf"(?:上年同期|去年同期|同期|上一年)[为是（(]?{_N}{_QUANTITY}")
_NAMES = re.compile(
    r"PM_?\{?2\.5\}?|PM10|\d{4}年|\d{1,2}[—\-至]\d{1,2}月|\d{1,2}月(?:\d{1,2}日)?|〔\d{4}〕\d+号"
)


def _distances(sentence: Sentence) -> Iterator[Discrepancy]:
    """28.3，目标28.0，超0.3."""
    for found in _DIFFERENCE.finditer(sentence.text):
        right = abs(Decimal(found[1]) - Decimal(found[2]))
        if right != Decimal(found[3]):
            yield _off(sentence, found[0], f"相差应为{right}")


def _changes(sentence: Sentence) -> Iterator[Discrepancy]:
    """由A降至B，下降C；X同比下降p%（上年同期Y）: the word, the amount, per cent or points."""
    for statement in re.split(r"[；\n]", sentence.text):
        bare = _NAMES.sub(lambda one: "□" * len(one[0]), statement)
        step = _FROM_TO.search(bare)
        if step is not None:
            yield from _from_to(sentence, bare, statement, step)
        elif before := _BEFORE.search(bare):
            yield from _year_on_year(sentence, bare, statement, before)


def _from_to(
    sentence: Sentence, bare: str, statement: str, step: re.Match[str]
) -> Iterator[Discrepancy]:
    old, new, unit = Decimal(step[2]), Decimal(step[5]), step[3] or step[6] or ""
    ranked = bool(step[1]) or unit in {"位", "名"}
    words = statement[step.start() : step.end()]
    rises = old > new if ranked else new > old
    verb = step[4]
    if old != new and re.search(r"升|提高|增", verb) and not rises:
        yield _off(sentence, words, "数值没有上升")
    elif old != new and re.search(r"降|减", verb) and rises:
        yield _off(sentence, words, "数值没有下降")
    for said in _SAID.finditer(bare[step.end() :][:24]):
        place = step.end() + said.start()
        told = statement[step.start() : place + len(said[0])]
        yield from _amount(sentence, told, said, old, new, unit, ranked=ranked)
    for said in _SAID.finditer(bare[: step.start()]):  # 增加3天，由41天增至44天
        if bare[said.end() : step.start()] in {"，", "，即", "（"}:
            told = statement[said.start() : step.end()]
            yield from _amount(sentence, told, said, old, new, unit, ranked=ranked)


def _year_on_year(
    sentence: Sentence, bare: str, statement: str, before: re.Match[str]
) -> Iterator[Discrepancy]:
    """The value now stands ahead of both, the change beside the value of last year."""
    said = [one for one in _SAID.finditer(bare) if abs(one.start() - before.start()) <= 24]
    taken = [(before.start(), before.end()), *((one.start(), one.end()) for one in said)]
    ahead = [
        one
        for one in re.finditer(rf"{_N}{_QUANTITY}", bare[: min(start for start, _ in taken)])
        if (one[2] or "") == (before[2] or "")
    ]
    if len(said) != 1 or not ahead:
        return
    new, old = Decimal(ahead[-1][1]), Decimal(before[1])
    told = statement[ahead[-1].start() : max(end for _, end in taken)]
    yield from _amount(sentence, told, said[0], old, new, before[2] or "", ranked=False)


def _amount(
    sentence: Sentence,
    words: str,
    said: re.Match[str],
    old: Decimal,
    new: Decimal,
    unit: str,
    *,
    ranked: bool,
) -> Iterator[Discrepancy]:
    rises = old > new if ranked else new > old
    says_up = bool(re.fullmatch(_UP, said[1]))
    if said[1] not in {"改善", "变差", "反弹"} and old != new and says_up != rises:
        yield _off(sentence, words, f"由{old}到{new}是{'上升' if rises else '下降'}")
        return
    difference, amount = abs(new - old), Decimal(said[2])
    percent = said[3] in {"%", "％"}
    if percent and unit in {"%", "％"} and amount == difference:
        yield _off(sentence, words, "两个百分数之差是百分点，不是%")
    elif percent and unit not in {"%", "％"}:
        share = difference * 100 / old if old else Decimal(0)
        if abs(share - amount) > Decimal("0.06") * (10 if amount == int(amount) else 1):
            yield _off(sentence, words, f"由{old}到{new}应为{round(share, 1)}%")
    elif not percent and amount != difference:
        yield _off(sentence, words, f"相差应为{difference}")


_TWO_UNITS = {"μg/m³", "mg/m³"}


def _changed_rows(paper: PaperFacts, key: str) -> Iterator[Discrepancy]:
    """A row with the value now, that of last year and the change between them."""
    now_head, before_head, change_head = CHANGE_CELLS
    for row in paper.rows(key):
        values = [_measured(row, head) for head in (now_head, before_head)]
        said = _SAID.search(str(row.get(change_head, "")))
        now, before = values
        if now is not None and before is not None and {now[1], before[1]} == _TWO_UNITS:
            words = f"{row[now_head]}，{before_head}{row[before_head]}"
            yield _off(Sentence(paper, key, words), words, "两个数的单位不同", sure=False)
        if said is None or now is None or before is None or now[1] != before[1]:
            continue
        words = f"{row[now_head]}，{before_head}{row[before_head]}，{said[0]}"
        sentence = Sentence(paper, key, words)
        yield from _amount(sentence, words, said, before[0], now[0], now[1], ranked=False)


def _measured(row: Mapping[str, Any], head: str) -> tuple[Decimal, str] | None:
    text = _NAMES.sub("", str(row.get(head, "")))
    found = re.fullmatch(rf"\D{{0,12}}?{_N}{_QUANTITY}", text.strip())
    return (Decimal(found[1]), found[2] or "") if found else None


_IN_MICROGRAMS = re.compile(
    rf"(?:PM2\.5|PM10|臭氧|O3|O₃|二氧化氮|NO2|NO₂|二氧化硫|SO2|SO₂)[^，。；]{{0,16}}?{_N}\s?mg/m³"
)


def _units(sentence: Sentence) -> Iterator[Discrepancy]:
    """A pollutant measured in micrograms: one milligram and more is a slip of the unit."""
    for found in _IN_MICROGRAMS.finditer(sentence.text):
        if Decimal(found[1]) >= 1:
            yield _off(sentence, found[0], "单位应为μg/m³", sure=False)


# -- wholes and parts ---------------------------------------------------------------------------
_WHOLE_OF = re.compile(r"(?:其中|分别是|包括)[：:]?")
_OPPOSITE = re.compile(r"剩余|尚余|尚有|尚未|还有|其余|正在|未|不(?!少于|低于|超)")
_SUMMED = re.compile(rf"[，,、]?(?:共计?|合计|总计|一共){_N}\s?{_UNIT}")


def _parts(sentence: Sentence) -> Iterator[Discrepancy]:
    """A whole that is taken apart, and parts that are put together."""
    for statement in re.split(r"[；\n]", sentence.text):
        bare = _NAMES.sub(lambda one: "□" * len(one[0]), statement)
        yield from _taken_apart(sentence, bare)
        yield from _put_together(sentence, bare)


def _taken_apart(sentence: Sentence, bare: str) -> Iterator[Discrepancy]:
    """发现问题14家，其中已整改11家、正在整改3家；12台，已淘汰9台，剩余3台."""
    counts = list(_COUNT.finditer(bare))
    marked = _WHOLE_OF.search(bare)
    if marked is not None:
        ahead = [one for one in counts if one.end() <= marked.start()]
        parts = [one for one in counts if one.start() >= marked.end()]
    else:
        ahead = parts = []
        for n, one in enumerate(counts):
            behind = re.split(r"[，。]", bare[one.end() :])[0][:4]
            if n and _OPPOSITE.search(bare[counts[n - 1].end() : one.start()] + behind):
                first = max(n - 2, 0)
                ahead, parts = counts[first : first + 1], counts[first + 1 : n + 1]
                break
    if not ahead or not parts:
        return
    if marked is not None and len(parts) == 1:
        yield from _more_than_all(sentence, bare, ahead, parts[0])
        return
    whole = ahead[-1]
    parts = list(takewhile(lambda one: one[2] == whole[2], parts))
    if len(parts) < 2:
        return
    total = sum(Decimal(one[1]) for one in parts)
    words = bare[whole.start() : parts[-1].end()].replace("□", "")
    between = bare[whole.end() : parts[-1].end() + 4]
    exhaustive = bool(_OPPOSITE.search(between)) or whole[2] in {"万元", "亿元"}
    if total > Decimal(whole[1]) or (exhaustive and total < Decimal(whole[1])):
        yield _off(sentence, words, f"各部分之和为{total}{whole[2]}", sure=False)


def _more_than_all(
    sentence: Sentence, bare: str, ahead: list[re.Match[str]], part: re.Match[str]
) -> Iterator[Discrepancy]:
    """68个排口，其中72个已封堵: more than any count of its unit that stands ahead."""
    wholes = [one for one in ahead if one[2] == part[2]]
    if wholes and all(Decimal(part[1]) > Decimal(one[1]) for one in wholes):
        words = bare[wholes[-1].start() : part.end()].replace("□", "")
        yield _off(sentence, words, f"其中的{part[0]}多于总数", sure=False)


_IN_MONTHS = re.compile(
    r"(?<!\d)(\d{1,2})月(?:份)?(?:至|到|—|－|-)(?:\d{4}年)?(\d{1,2})月(?!\d)[^，。；]{0,16}?(\d+)天"
)


def _days_of_months(sentence: Sentence) -> Iterator[Discrepancy]:
    """2月至5月累计137天: more days than these months have."""
    for found in _IN_MONTHS.finditer(sentence.text):
        months = (int(found[2]) - int(found[1])) % 12 + 1
        if int(found[3]) > 31 * months:
            yield _off(sentence, found[0], f"{months}个月没有这么多天", sure=False)


def _put_together(sentence: Sentence, bare: str) -> Iterator[Discrepancy]:
    """企业16家、工地8个，共24处."""
    for summed in _SUMMED.finditer(bare):
        clause = re.split(r"[，,](?=[^，,]*$)", bare[: summed.start()].rstrip("，,、"))[-1]
        parts = [Decimal(one[1]) for one in _COUNT.finditer(clause)]
        if len(parts) >= 2 and "、" in clause and sum(parts) != Decimal(summed[1]):
            words = (clause + summed[0]).replace("□", "")
            yield _off(sentence, words, f"各部分之和为{sum(parts)}", sure=False)


_ITEM = re.compile(r"第(\d+)项(?:整改)?(?:任务|措施)")
_TASKS = re.compile(r"(?<![第之\d])(\d+)项整改任务")


def _task_count(case: CaseFacts, sentence: Sentence) -> Iterator[Discrepancy]:
    """3项整改任务: as many as the plan sets down; 第5项任务: one of them."""
    plan = case.paper(PLANNED[0])
    rows = plan.rows(PLANNED[1]) if plan is not None else ()
    if plan is None or not rows:
        return
    second: Spot = plan.spot(PLANNED[1], f"{len(rows)}项")
    for item in _ITEM.finditer(sentence.text):
        if int(item[1]) > len(rows):
            spot = sentence.paper.spot(sentence.key, item[0])
            yield doubt(RULE, spot, second, f"{spot}写{item[0]}，{second}有{len(rows)}项。")
    found = _TASKS.search(sentence.text)
    if found is None:
        return
    partial = re.search(r"完成|推进|其中|还有|余", sentence.text[: found.start()][-4:])
    if int(found[1]) > len(rows) or (int(found[1]) != len(rows) and not partial):
        spot = sentence.paper.spot(sentence.key, found[0])
        yield doubt(RULE, spot, second, f"{spot}写{found[0]}，{second}有{len(rows)}项。")


# -- tables -------------------------------------------------------------------------------------
_AMOUNT = re.compile(r"^\d+(?:\.\d+)?$")
_TOTAL = re.compile(r"^(合计|总计|共计|小计)$")


def _totals(paper: PaperFacts, key: str) -> Iterator[Discrepancy]:
    """A row that calls itself 合计 is the sum of the rows above it."""
    rows = paper.rows(key)
    for n, row in enumerate(rows):
        if not any(_TOTAL.match(str(value)) for value in row.values()) or n == 0:
            continue
        for head, value in row.items():
            above = [str(other.get(head, "")) for other in rows[:n]]
            amounts = [Decimal(text) for text in above if _AMOUNT.match(text)]
            if head == "序号" or not _AMOUNT.match(str(value)) or len(amounts) < len(above):
                continue
            if sum(amounts) != Decimal(str(value)):
                spot = paper.spot(key, str(value))
                yield wrong(
                    RULE, spot, spot, f"{spot}的{head}合计{value}，各行之和为{sum(amounts)}。"
                )
