"""Which list a column of ranks counts in, and of what they are ranks."""

from __future__ import annotations

import re
from dataclasses import replace

from yuetan_desktop.domain.indicator import Indicator, Quantity
from yuetan_desktop.excel.cells.ties import cells_down, in_order, leading_rank, tied_ranks
from yuetan_desktop.excel.cells.values import looks_like_data
from yuetan_desktop.excel.recognition.column import Column, Meaning
from yuetan_desktop.excel.recognition.columns import (
    Vocabulary,
    rank_of,
    says_city_wide,
    without_rank,
)
from yuetan_desktop.excel.recognition.table import Table
from yuetan_desktop.excel.recognition.titles import stated_size
from yuetan_desktop.excel.results import PlaceRole
from yuetan_desktop.excel.sheet import as_text, plain

LEAST_PROVINCIAL = 50  # units of a list of a province
_FROM_THE_END = re.compile(r"倒数|[后末][\d一二三四五十]+[位名个]|由差到好|从差到好|较差|最差")
_FROM_THE_TOP = re.compile(r"前[\d一二三四五十]+[位名个]")
_RANKED = re.compile(r"综合.{0,4}指数|CWQI|水质|水环境|Isum", re.IGNORECASE)
_OF_CHANGE = re.compile(
    r"(改善|变化|升降|下降|[变增降升]幅)(幅度|率|情况|程度)?(排[名序位]|名次|位次)"
)
_BESIDE = re.compile(r"[及和与、]其?(同比|环比)?$")
_WHERE = {"", "全省", "全市", "全国", "省内", "市内"}
WATER = re.compile(r"CWQI|水质|断面|水源|地表水|水环境|河流|湖库")


def whose_rank(table: Table, c: int, column: Column, words: Vocabulary, around: str) -> Column:
    """全省排名 right behind PM2.5 or 优良率, where nothing speaks of the index, is told; where it
    stands again behind the index, the first is that of PM2.5."""
    at = c - table.block.first - 1
    if (other := _rank_of_item(table, at + 1, words)) is not None:
        return replace(column, meaning=Meaning.CHANGE, why=f"{other.name}的名次，不入库")
    left = table.block.columns[at].indicator if at >= 0 else None
    of = column.indicator
    if of is None or of.quantity is not Quantity.RANK or column.chosen or left is None:
        return column
    if left.key == "cwqi" and without_rank(column.head).strip() in _WHERE:
        rank = rank_of(left, words.catalogue, city_wide=of.key.endswith("_city"))
        return replace(column, indicator=rank) if rank else column
    heads = (k.head for k in table.block.columns if k is not column)
    named = any(map(_RANKED.search, (*heads, without_rank(column.head), around)))
    if named or rank_of(left, words.catalogue, city_wide=False) is not None:
        return column
    why = f"“{column.head}”紧接在{left.brief}之后，按综合指数的名次读取，请核对"
    return replace(column, why=why, confidence=0.6)


def _rank_of_item(table: Table, at: int, words: Vocabulary) -> Indicator | None:
    """What a column of ranks follows, if ranks of it are not kept and the same head stands again
    behind what they are kept of."""
    columns = table.block.columns
    of = columns[at].indicator
    if of is None or of.quantity is not Quantity.RANK or columns[at].chosen:
        return None

    def ranked(place: int) -> Indicator | None:
        """The nearest value to the left that is no rank."""
        left = (columns[n] for n in range(place - 1, -1, -1) if columns[n].meaning is Meaning.VALUE)
        found = (k.indicator for k in left if k.indicator is not None)
        return next((k for k in found if k.quantity is not Quantity.RANK), None)

    own = ranked(at)
    if own is None or without_rank(columns[at].head).strip() not in _WHERE:
        return None
    others = (n for n, k in enumerate(columns) if n != at and k.indicator == of)
    behind = (ranked(n) for n in others)
    kept = any(k and rank_of(k, words.catalogue, city_wide=False) for k in behind)
    return own if kept and rank_of(own, words.catalogue, city_wide=False) is None else None


def rank_beside(table: Table, c: int, words: Vocabulary, around: str) -> Column:
    """排名 alone is the rank of the value at its left, or of the only one that is ranked."""
    block = table.block
    column = block.columns[c - block.first]
    if column.indicator is not None or _of_change(around):  # 变化排名, 改善幅度排名
        return _rank_of_change(table, column, words, around)
    ranks = [v for v in table.cells(c) if isinstance(v, float)]
    from_the_top = _FROM_THE_TOP.search(plain(column.head))
    if (
        not from_the_top
        and _FROM_THE_END.search(around)
        and ranks
        and min(ranks) <= len(table.block.data)
    ):
        why = "标题写的是后几位，不能确定名次是否从好到差"
        return replace(column, meaning=Meaning.UNKNOWN, why=why)
    left = block.columns[c - block.first - 1] if c > block.first else None
    beside = left.indicator if left and left.meaning in (Meaning.VALUE, Meaning.CHANGE) else None
    # 去年同期排名 | 上月排名; 综合指数 | 首要污染物 | 排名
    if beside is not None and beside.quantity in (Quantity.RANK, Quantity.TEXT):
        beside = None
    ranked = [
        k.indicator
        for k in block.columns
        if k.indicator
        and k.meaning is Meaning.VALUE
        and rank_of(k.indicator, words.catalogue, city_wide=False)
    ]
    ranked = [k for k in ranked if k.quantity is not Quantity.RANK] or ranked
    keys = {k.key for k in ranked}
    of = beside or (ranked[0] if len(keys) == 1 else None) or (ranked[0] if ranked else table.of)
    if of is None:
        return replace(column, meaning=Meaning.UNKNOWN, why="没有说明是哪项指标的名次")
    rank = rank_of(of, words.catalogue, city_wide=within_city(table, column, around))
    if rank is None:
        return replace(column, meaning=Meaning.CHANGE, why=f"{of.name}的名次，不入库")
    return scoped(table, replace(column, indicator=rank, confidence=0.9), words, around)


def _of_change(around: str) -> bool:
    """空气质量改善幅度排名: a title of ranks of the change, and of no others beside them."""
    found = _OF_CHANGE.search(around)
    return found is not None and not _BESIDE.search(around[: found.start()])


def _rank_of_change(table: Table, column: Column, words: Vocabulary, around: str) -> Column:
    """The rank of the improvement of water is kept where a province counts it; none of air is."""
    heads = " ".join(k.head for k in table.block.columns)
    of_water = WATER.search(around) or WATER.search(heads)
    known = words.exact(plain(column.head)) is not None and not says_city_wide(around)
    if not of_water or (within_city(table, column, around) and not known):
        return replace(column, meaning=Meaning.CHANGE, why="变化幅度的名次，不入库")
    of = column.indicator or words.catalogue.get("water_improvement_rank")
    return scoped(table, replace(column, indicator=of, confidence=0.8), words, around)


def within_city(table: Table, column: Column, around: str, units: int | None = None) -> bool:
    """Whether a rank counts the units of one city. Unsaid and few: never taken for a provincial
    rank, for the regulation's 后30名 would then be met by everyone."""
    if column.list_name or table.list_name:
        return False
    if column.city_wide or says_city_wide(around):
        return True
    units = size_of_list(column) or (len(table.block.data) if units is None else units)
    return table.role is not PlaceRole.CITY and units < LEAST_PROVINCIAL


def size_of_list(column: Column) -> int | None:
    """How many units the cells of a column of ranks count: 50/183."""
    second = column.second
    return stated_size(second.head) if second and second.meaning is Meaning.LIST_SIZE else None


def scoped(table: Table, column: Column, words: Vocabulary, around: str) -> Column:
    assert column.indicator is not None
    if column.indicator.key.endswith("_city") or column.city_wide:
        return column
    name = column.list_name or table.list_name
    if not name and column.bare_rank and table.role is PlaceRole.CITY:
        name = "全省市（州）"
    return replace(column, list_name=name)


def among_each_other(table: Table, c: int, column: Column, words: Vocabulary) -> Column:
    """综合指数排名 over 1, 2, 2 of three counties: a list of their own, no province's."""
    assert column.indicator is not None
    down = list(cells_down(table.block.sheet.rows, table.block.data, c))
    tied = tied_ranks(down)
    ranks = [tied.get(at) or leading_rank(plain(as_text(v))) for at, v in down if at in tied or v]
    few = (
        1 < len(ranks) < LEAST_PROVINCIAL
        and size_of_list(column) is None
        and table.role is not PlaceRole.CITY
    )
    if not few or table.list_name or not in_order(ranks):
        return column
    rank = rank_of(column.indicator, words.catalogue, city_wide=True) or column.indicator
    return replace(column, indicator=rank)


def rank_regions(table: Table) -> None:
    """空气质量综合指数在全省分区域排序 over two columns: 陕南 | 4. The blank head has the rank."""
    block = table.block
    for c, column in list(table.values.items()):
        if column.indicator is None or column.indicator.quantity is not Quantity.RANK:
            continue
        texts = [
            v for v in table.cells(c, 20) if isinstance(v, str) and not looks_like_data(plain(v))
        ]
        after = c + 1 - block.first
        if len(texts) < 2 or after >= len(block.columns) or block.columns[after].head:
            continue
        if table.mostly_data(c + 1):
            table.region = c
            block.columns[c - block.first] = replace(column, meaning=Meaning.RANK_GROUP)
            moved = replace(column, head=column.head + " 名次")
            block.columns[after] = moved
            del table.values[c]
            table.values[c + 1] = moved
