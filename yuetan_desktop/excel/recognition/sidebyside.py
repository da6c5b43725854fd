"""Tables that stand beside each other in the same rows, and what groups over them say."""

from __future__ import annotations

from yuetan_desktop.excel.recognition.column import Column, Meaning
from yuetan_desktop.excel.recognition.columns import Vocabulary, says_rank, without_rank


def side_by_side(heads: list[list[str]], columns: list[Column]) -> list[int]:
    """Where each of several tables in the same rows begins."""
    joined = ["|".join(filter(None, parts)) for parts in heads]
    places = [c for c, column in enumerate(columns) if column.meaning is Meaning.PLACE]
    first = next((c for c in range(len(columns)) if joined[c]), 0)
    starts = [first]
    last: dict[str, int] = {}
    for c in places:
        same = [last[joined[c]]] if joined[c] in last else []
        last[joined[c]] = c
        gap = any(not joined[g] for g in range(starts[-1], c)) and any(
            starts[-1] <= other < c for other in places
        )
        if not same and not gap:
            earlier = [other for other in places if starts[-1] <= other < c]
            begin = _group_begins(heads, c, earlier) or _values_begin_again(columns, c, earlier)
            if begin is not None:
                starts.append(begin)
            continue
        if gap:
            blank = max(g for g in range(starts[-1], c) if not joined[g])
            if blank > starts[-1] and any(starts[-1] <= p < blank for p in places):
                starts.append(blank + 1)
                continue
        if same:
            offset = same[-1] - starts[-1]
            begin = c - offset
            before = columns[starts[-1] : same[-1]]
            alike = begin > same[-1] and [k.meaning for k in columns[begin:c]] == [
                k.meaning for k in before
            ]
            starts.append(begin if alike else c)
    return starts


def _group_begins(heads: list[list[str]], c: int, before: list[int]) -> int | None:
    """前3名 | 后3名, each over 排名, 县区, 综合指数: where the group of a place column begins, if
    an earlier place column of that name stands in another group."""
    if len(heads[c]) < 2 or not heads[c][0] or heads[c][0] == heads[c][-1]:
        return None
    others = [p for p in before if heads[p][-1] == heads[c][-1] and heads[p][0] != heads[c][-1]]
    if not any(heads[p][0] and heads[p][0] != heads[c][0] for p in others):
        return None
    return next(at for at, parts in enumerate(heads) if parts[0] == heads[c][0])


def _values_begin_again(columns: list[Column], c: int, before: list[int]) -> int | None:
    """县区, PM2.5, 乡镇, PM2.5: where the table of another kind of units begins, whose columns
    repeat those of the one before it."""
    if not before:
        return None

    def measured(some: list[Column]) -> set[str]:
        return {k.head for k in some if k.meaning is Meaning.VALUE}

    own = measured(columns[before[-1] + 1 : c])
    if not own or not own & measured(columns[c + 1 :]):
        return None
    numbered = before[0] > 0 and columns[before[0] - 1].head == columns[c - 1].head
    return c - 1 if numbered else c


def values_beside_ranks(
    heads: list[list[str]], columns: list[Column], words: Vocabulary
) -> list[Column]:
    """综合指数 and 排名 under 10月排名: the group's word is about the second alone."""
    found = list(columns)
    ranked = {part for parts in heads if says_rank(parts[-1]) for part in parts[:-1]}
    ranked = set(filter(says_rank, ranked))
    if not ranked:
        return found
    for c, (parts, column) in enumerate(zip(heads, columns, strict=True)):
        if column.meaning not in (Meaning.VALUE, Meaning.CHANGE) or says_rank(parts[-1]):
            continue
        if ranked & set(parts[:-1]):
            found[c] = words.understand([*map(without_rank, parts[:-1]), parts[-1]])
    return found
