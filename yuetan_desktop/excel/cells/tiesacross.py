"""Ranks of units that stand beside each other: 并列, or a cell merged over two units, is the rank
of another column. Of which one, the ranked values say, or the other ranks; else it is asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations_with_replacement
from typing import NamedTuple

from yuetan_desktop.excel.cells.ties import in_order, is_tied, leading_rank
from yuetan_desktop.excel.sheet import Sheet

_MOST_TIED = 3  # beyond it nobody tries who is tied with whom


class Shared(NamedTuple):
    """The rank of another column; `told` is empty where it is only what it probably is."""

    rank: int
    told: str
    question: str = ""


def ranks_across(
    sheet: Sheet, row: int, columns: Sequence[int], ranked: Mapping[int, float]
) -> dict[int, Shared]:
    """The columns of a row of ranks that share that of another; `ranked` are the values ranked."""
    ranks = {c: n for c in columns if (n := leading_rank(sheet.text(row, c)))}
    found = dict(_merged(sheet, row, columns, ranks, ranked))
    tied = [c for c in columns if is_tied(sheet.text(row, c))]
    by_order = _fitting([*ranks.values(), *(s.rank for s in found.values())], len(tied))
    for c in tied:
        same = {ranks[k]: k for k in ranks if c in ranked and ranked.get(k) == ranked[c]}
        if len(same) == 1:
            (rank, of), *_ = same.items()
            told = f"名次写作“并列”，数值与{sheet.cell(row, of)}的单位相同，按并列第{rank}名读取。"
            found[c] = Shared(rank, told)
        elif by_order is not None and c not in ranked:
            told = f"名次写作“并列”，从其余名次看只能是第{by_order}名，按并列读取。"
            found[c] = Shared(by_order, told)
        else:
            left = [ranks[k] for k in columns if k < c and k in ranks]
            if left:
                words = f"“并列”没有写明与谁并列，是否与左边的第{left[-1]}名并列？"
                found[c] = Shared(left[-1], "", words)
    return found


def _merged(
    sheet: Sheet,
    row: int,
    columns: Sequence[int],
    ranks: Mapping[int, int],
    ranked: Mapping[int, float],
) -> Iterator[tuple[int, Shared]]:
    """Cells of ranks merged to the right over other units."""
    for top, left, bottom, right in map(sheet.inside, sheet.merged):
        if not top <= row <= bottom or left not in ranks:
            continue
        for c in (c for c in columns if left < c <= right):
            rank, corner = ranks[left], sheet.cell(row, left)
            if ranked.get(c) == ranked.get(left):
                yield c, Shared(rank, f"与{corner}合并的名次，按并列第{rank}名读取。")
            else:
                words = f"与{corner}合并，两个单位的数值却不同，名次是否也是第{rank}名？"
                yield c, Shared(rank, "", words)


def _fitting(ranks: list[int], tied: int) -> int | None:
    """The one rank of the tied with which all ranks follow each other: 1, 3 and 并列 is 1."""
    if not 0 < tied <= _MOST_TIED or not ranks:
        return None
    fitting = [
        tries
        for tries in combinations_with_replacement(sorted(set(ranks)), tied)
        if in_order([*ranks, *tries])
    ]
    return fitting[0][0] if len(fitting) == 1 and len(set(fitting[0])) == 1 else None
