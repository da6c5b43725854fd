"""What is wrong in a paper by itself: blanks left, sums and differences that do not come out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from yuetan_desktop.domain.papercheck.facts import (
    CaseFacts,
    Discrepancy,
    PaperFacts,
    wrong,
)
from yuetan_desktop.domain.papercheck.roles import PLANNED, TASK_CELLS

_LEFT = re.compile(r"【待填写】|\{\{|\}\}|\{%|某某|××|XX|＿{2,}|_{3,}")
_SHARE = re.compile(
    r"(\d+)\s?[家个台处项户座]?\s?[／/]\s?(\d+)[^。；\n]{0,8}?(\d+(?:\.\d+)?)[%％]"
    r"|(\d+)[家个台处项户座][^。；\n]{0,20}?(\d+)[家个台处项户座][，,][^。；\n]{0,6}占(\d+(?:\.\d+)?)[%％]"
)
_DIFFERENCE = re.compile(
    r"(\d+(?:\.\d+)?)(?:μg/m³|%|％)?[，,](?:[^，。；\n]{0,6})?目标(?:值)?[为是]?(\d+(?:\.\d+)?)"
    r"(?:μg/m³|%|％)?[，,](?:超|高于目标|低于目标|差|低|高)(?:过)?(\d+(?:\.\d+)?)"
)
_CHANGE = re.compile(
    r"由(\d+(?:\.\d+)?)[^\d，。；]{0,8}?(?:降|升|变|改善|下降|上升)[至到为](\d+(?:\.\d+)?)"
    r"[^\d，。；]{0,8}?[，,](下降|上升|改善|提高|降低)(\d+(?:\.\d+)?)(?!\d*[%％])"
)
_COUNTED = re.compile(
    r"已完成(\d+)[家个台处项户座][，,]\s?(\d+)\s?[／/]\s?(\d+)"  # 已完成90家，90/120
)
_AMOUNT = re.compile(r"^\d+(?:\.\d+)?$")
_TOTAL = re.compile(r"^(合计|总计|共计|小计)$")


def check_wording(case: CaseFacts) -> Iterator[Discrepancy]:
    for paper in case.papers:
        for key in paper.printed:
            yield from _left_blank(paper, key)
            yield from _arithmetic(paper, key)
            yield from _totals(paper, key)
        yield from _gaps(paper)
        if paper.formal and paper.text("稿本标记"):
            spot = paper.spot("稿本标记")
            yield wrong("稿本标记", spot, spot, f"{paper.kind}已正式印发，仍印着“{spot.says}”。")


def _left_blank(paper: PaperFacts, key: str) -> Iterator[Discrepancy]:
    if found := _LEFT.search(paper.text(key)):
        spot = paper.spot(key)
        yield wrong("待填写", spot, spot, f"{spot}还有没填的内容“{found[0]}”。")


def _arithmetic(paper: PaperFacts, key: str) -> Iterator[Discrepancy]:
    text = paper.text(key)
    spot = paper.spot(key)
    for found in _SHARE.finditer(text):
        a, b, said = (found[1], found[2], found[3]) if found[1] else (found[5], found[4], found[6])
        part, whole, percent = Decimal(a), Decimal(b), Decimal(said)
        if whole and not _is_share(percent, part * 100 / whole):
            right = round(part / whole * 100, 1)
            yield wrong("合计", spot, spot, f"{spot}写{found[0]}，应为{right}%。")
    for found in _COUNTED.finditer(text):
        if found[1] != found[2]:
            yield wrong("合计", spot, spot, f"{spot}写“{found[0]}”，前后两个完成数不同。")
    for found in _DIFFERENCE.finditer(text):
        yield from _off(paper, key, found[0], Decimal(found[1]), Decimal(found[2]), found[3])
    for found in _CHANGE.finditer(text):
        yield from _off(paper, key, found[0], Decimal(found[1]), Decimal(found[2]), found[4])


def _is_share(said: Decimal, share: Decimal) -> bool:
    """Rounded, or cut to whole per cents as the ledger prints them (3/7 → 42%)."""
    return abs(share - said) <= Decimal("0.5") or said == int(share)


def _off(
    paper: PaperFacts, key: str, words: str, first: Decimal, second: Decimal, said: str
) -> Iterator[Discrepancy]:
    if abs(first - second) != Decimal(said):
        spot = paper.spot(key, words)
        yield wrong("合计", spot, spot, f"{spot}写“{words}”，相差应为{abs(first - second)}。")


def _gaps(paper: PaperFacts) -> Iterator[Discrepancy]:
    """A task of the plan says who and by when: a cell left empty where other rows have it."""
    kind, key = PLANNED
    rows = paper.rows(key) if paper.kind == kind else []
    for heads in TASK_CELLS:
        said = [next((str(row[h]) for h in heads if h in row), "") for row in rows]
        if not any(said):
            continue
        for n, cell in enumerate(said, start=1):
            if not cell.strip():
                spot = paper.spot(key)
                yield wrong("缺项", spot, spot, f"{spot}第{n}项没有写{heads[0]}。")


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
                    "合计", spot, spot, f"{spot}的{head}合计{value}，各行之和为{sum(amounts)}。"
                )
