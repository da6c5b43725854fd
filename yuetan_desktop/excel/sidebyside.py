"""Tables that stand beside each other in the same rows."""

from __future__ import annotations

from yuetan_desktop.excel.column import Column, Meaning


def side_by_side(heads: list[list[str]], columns: list[Column]) -> list[int]:
    """Where each of several tables in the same rows begins."""
    joined = ["|".join(filter(None, parts)) for parts in heads]
    places = [c for c, column in enumerate(columns) if column.meaning is Meaning.PLACE]
    first = next((c for c in range(len(columns)) if joined[c]), 0)
    starts = [first]
    for c in places:
        same = [other for other in places if other < c and joined[other] == joined[c]]
        gap = any(not joined[g] for g in range(starts[-1], c)) and any(
            starts[-1] <= other < c for other in places
        )
        if not same and not gap:
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
