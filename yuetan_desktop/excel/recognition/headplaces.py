"""Units named in the rows of a head: 云麓区 and 岚溪县, each over (or under) PM2.5 and PM10."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from yuetan_desktop.excel.cells.values import looks_like_data
from yuetan_desktop.excel.recognition.block import Block
from yuetan_desktop.excel.recognition.column import Column, Meaning
from yuetan_desktop.excel.recognition.columns import Vocabulary
from yuetan_desktop.excel.tablerows.rowkeys import TOTAL

_LONGEST_NAME = 16
_NO_UNIT = re.compile(
    r"^第[\d一二三四五六]|^[本上去今当][年月季期周日]|[前后次期批版值]$|方案|调整"
)
_OF_A_UNIT = (Meaning.VALUE, Meaning.TARGET, Meaning.CHANGE)
NO_UNIT = "旁边各列的表头写有单位，这一列没有"


class _Split(NamedTuple):
    """A head without one of its rows, which may name a unit."""

    level: int
    name: str
    rest: Column


def take_places(block: Block, words: Vocabulary) -> bool:
    """Whether a row of the head names units: at least two of them, over the same quantity. Then
    each column is given its unit and what the rest of its head says."""
    splits = {
        c: found
        for c, column in enumerate(block.columns)
        if not column.chosen and (found := list(_splits(column, words)))
    }
    level = _level(splits)
    if level is None:
        return False
    for c, column in enumerate(block.columns):
        split = next((s for s in splits.get(c, ()) if s.level == level), None)
        if split is not None:
            block.columns[c] = replace(split.rest, head=column.head, place=split.name)
        elif column.meaning in (Meaning.VALUE, Meaning.TARGET) and not column.chosen:
            block.columns[c] = replace(column, meaning=Meaning.UNKNOWN, why=NO_UNIT)
    return True


def _splits(column: Column, words: Vocabulary) -> Iterator[_Split]:
    parts = column.head.split(" ")
    for level, part in enumerate(parts):
        if len(parts) > 1 and (_may_be_unit(part, words) or TOTAL.fullmatch(part)):
            rest = words.understand(parts[:level] + parts[level + 1 :])
            if rest.meaning in _OF_A_UNIT:
                yield _Split(level, part, rest)


def _may_be_unit(part: str, words: Vocabulary) -> bool:
    if _NO_UNIT.search(part):
        return False
    written = re.match(r"[\u4e00-\u9fff]{2}", part) is not None and len(part) <= _LONGEST_NAME
    return written and not looks_like_data(part) and words.is_unexplained(part)


def _level(splits: Mapping[int, list[_Split]]) -> int | None:
    """The row of the head in which different names stand over the same quantity."""
    under: dict[int, dict[Column, set[str]]] = defaultdict(lambda: defaultdict(set))
    for split in (split for found in splits.values() for split in found):
        if not TOTAL.fullmatch(split.name):
            under[split.level][replace(split.rest, head="")].add(split.name)
    shared = Counter(
        {level: max(map(len, names.values()), default=0) for level, names in under.items()}
    )
    level, most = next(iter(shared.most_common(1)), (0, 0))
    return level if most > 1 else None
