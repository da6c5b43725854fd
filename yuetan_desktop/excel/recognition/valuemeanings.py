"""Which indicator each value column of a table holds, of when and in which list, where its own head
does not say all: title, kind of place and neighbours do."""

from __future__ import annotations

import re
from dataclasses import replace

from yuetan_desktop.domain.indicator import Indicator, Quantity
from yuetan_desktop.excel.cells.pairs import are_pairs, second_of, size_in_cells, takes_pairs
from yuetan_desktop.excel.recognition.column import Column, Meaning, with_context
from yuetan_desktop.excel.recognition.columns import (
    Vocabulary,
    rank_of,
    unit_in,
    without_rank,
)
from yuetan_desktop.excel.recognition.othervalues import may_be
from yuetan_desktop.excel.recognition.periodsbeside import earlier_beside, periods_beside
from yuetan_desktop.excel.recognition.rankmeanings import (
    WATER,
    among_each_other,
    rank_beside,
    rank_regions,
    scoped,
    whose_rank,
    within_city,
)
from yuetan_desktop.excel.recognition.table import Table
from yuetan_desktop.excel.results import PlaceRole, Problem, Severity
from yuetan_desktop.excel.sheet import plain

_TARGETS = re.compile(r"目标|targets?(?![a-z])|考核任务|指标任务", re.IGNORECASE)
_DONE = re.compile(r"目标.{0,6}(完成|达标|达成|进展|对比)|完成情况|达标情况")
_MEASURED_TOO = re.compile(r"状况|现状|情况|数据|月报|实绩|[及与和、]")
_OF_WATER = (PlaceRole.SECTION, PlaceRole.SOURCE)
_TOLD_IN_BRACKETS = re.compile(r"\([^()]*(去年|上年|同期|同比|环比|变化|排名|名次|位次)[^()]*\)$")
_SOURCE = re.compile(r"饮用水|水源")
# 县级 or 乡镇级 alone; a title of 县、乡（镇） speaks of both.
_COUNTY_SOURCES = re.compile(r"县级(?!行政|市)|县城|(区县|县区|县\(区\))级")
_TOWN_SOURCES = re.compile(r"乡镇|乡\(镇\)|乡级|镇级")
_BOTH_SOURCES = re.compile(r"县[级城]?[、及和与]乡")
_AIR = re.compile(r"空气|大气|天|AQI|PM|臭氧", re.IGNORECASE)
_RATE = re.compile(r"(同比)?(变化率?|增减|升降|变幅|增幅)?\(%\)|同比变化率|变化率")
_RATE_OF_WHAT = "没有说明是什么的达标率"
SIZE_TOLD = Meaning.LIST_SIZE.value
_CHANGES = ("air_index_change", "cwqi_change")
_OF_AIR = ("air_index", "air_index_rank", "air_index_rank_city", "air_index_change")


def value_meanings(table: Table, words: Vocabulary, around: str) -> None:
    """Say of each value column which indicator it holds, of when and in which list; `around` is
    what title, sheet and file name say."""
    block = table.block
    all_targets = speaks_of_targets(around) and not any(
        k.meaning is Meaning.TARGET and not k.chosen for k in block.columns
    )
    unit_line = unit_in(" ".join(block.titles))
    for c, column in zip(block.column_range(), block.columns, strict=True):
        column = _changed_beside(table, c, column, words)
        column = earlier_beside(table, c, _of_list(table, c, column))
        column = whose_rank(table, c, column, words, around)
        column = _half_of_title(table, column, words)
        column = block.columns[c - block.first] = _asked_about(table, c, column, words)
        if column.meaning not in (Meaning.VALUE, Meaning.TARGET):
            continue
        done = column
        if column.chosen:
            table.values[c] = _with_second(table, c, column, words, around)
            continue
        if column.bare_rank:
            done = rank_beside(table, c, words, around)
        elif column.indicator is None and table.indicator is None:
            done = with_context(column, _fitting(column, _implied(table, column, words)), 0.8)
        elif (
            column.indicator and column.indicator.quantity is Quantity.RANK and not column.list_name
        ):
            done = scoped(table, among_each_other(table, c, column, words), words, around)
        done = _of_tier(table, _of_water(table, done, words, around), words, around)
        if not done.unit and unit_line and done.indicator and done.indicator.unit == unit_line:
            done = replace(done, unit=unit_line)
        if all_targets and done.meaning is Meaning.VALUE:
            done = replace(done, meaning=Meaning.TARGET)
        if column.indicator is None and _may_be_goal(table, done):
            why = "标题说的是目标，这一列没有写明是目标还是实绩，请在字段匹配里指定"
            done = replace(done, meaning=Meaning.UNKNOWN, why=why)
        if done.meaning in (Meaning.VALUE, Meaning.TARGET) and (
            done.indicator is not None or table.indicator is not None
        ):
            done = table.values[c] = _with_second(table, c, done, words, around)
        elif done.meaning is Meaning.VALUE:
            done = replace(done, meaning=Meaning.UNKNOWN, why="没有说明是哪项指标")
        block.columns[c - block.first] = done
    periods_beside(table)
    rank_regions(table)


def _may_be_goal(table: Table, column: Column) -> bool:
    """一季度 | 上半年 beside 全年目标 under a title of nothing but goals."""
    title = plain(table.title)
    return (
        column.meaning is Meaning.VALUE
        and column.when is not None
        and speaks_of_targets(title)
        and not _MEASURED_TOO.search(title)
        and any(k.meaning is Meaning.TARGET for k in table.block.columns)
    )


def speaks_of_targets(text: str) -> bool:
    """Whether a title is that of targets, not of how far they were met."""
    return bool(_TARGETS.search(text)) and not _DONE.search(text)


def _with_second(table: Table, c: int, first: Column, words: Vocabulary, around: str) -> Column:
    """The column with what the second numbers of its cells are, where head or note tell of it."""
    if first.told == SIZE_TOLD:
        return first
    noted = table.in_brackets if takes_pairs(first) and are_pairs(table.cells(c)) else ""
    told = first.told or noted
    second = second_of(first, told, words) if told else None
    if told and second is None:
        cell = table.block.sheet.cell(table.block.head_row, c)
        words_of_it = f"表中说明括号内为“{told}”，没有认识，括号内的数未入库。"
        table.problems.append(Problem(Severity.WARNING, table.block.sheet.name, cell, words_of_it))
        second = Column(told, Meaning.IGNORED)
    if second is None or (second.years_back and not first.years_back):
        return first  # last year's, as where nobody says
    named = second.indicator
    is_rank = named and named.quantity is Quantity.RANK
    if named and is_rank and not words.mentioned(without_rank(told)):  # 全省排名 names no index
        city_wide = second.city_wide or named.key.endswith("_city")
        second = replace(second, bare_rank=True, city_wide=city_wide, indicator=None)
    if second.bare_rank and first.indicator is not None:
        rank = rank_of(
            first.indicator, words.catalogue, city_wide=within_city(table, second, around)
        )
        meaning = Meaning.VALUE if rank is not None else Meaning.CHANGE
        second = replace(second, indicator=rank, when=first.when, meaning=meaning)
    if second.indicator and second.indicator.quantity is Quantity.RANK:
        second = scoped(table, second, words, around)
    if second.indicator and second.indicator.key in _CHANGES and not _in_percent(table, c, told):
        second = Column(told, Meaning.CHANGE)
    return replace(first, second=replace(second, head=told))


def _in_percent(table: Table, c: int, told: str) -> bool:
    """3.25(-5.2%) tells a rate, 3.25(-0.18) a difference."""
    return "%" in told or any(isinstance(v, str) and "%" in plain(v) for v in table.cells(c))


def _changed_beside(table: Table, c: int, column: Column, words: Vocabulary) -> Column:
    """同比(%) right behind 综合指数 is the rate at which that changed."""
    at = c - table.block.first - 1
    left = table.block.columns[at] if at >= 0 else None
    of = left.indicator if left is not None and left.meaning is Meaning.VALUE else None
    if of is None or column.meaning is not Meaning.CHANGE or not _RATE.fullmatch(column.head):
        return column
    change = words.understand([f"{of.name}{column.head}"])
    rate = change.indicator is not None and change.indicator.key in _CHANGES
    return replace(change, head=column.head, when=left.when if left else None) if rate else column


def _of_list(table: Table, c: int, column: Column) -> Column:
    """50/183 over 85/183: ranks in a list of 183."""
    rank = column.indicator is not None and column.indicator.quantity is Quantity.RANK
    if column.meaning is not Meaning.VALUE or column.told or not (rank or column.bare_rank):
        return column
    cells = table.cells(c)
    size = size_in_cells(cells) if all(isinstance(cell, str) for cell in cells) else None
    if size is None:
        return column
    return replace(column, told=SIZE_TOLD, second=Column(f"共{size}个", Meaning.LIST_SIZE))


def _half_of_title(table: Table, column: Column, words: Vocabulary) -> Column:
    """县级及以上(%) | 乡镇(%) under 饮用水水源达标率: head and title together are a name."""
    if column.meaning is not Meaning.UNKNOWN or table.of is None:
        return column
    head = plain(column.head).replace(" ", "").removesuffix("(%)")
    of = words.exact(head + table.of.brief) if head else None
    return Column(column.head, Meaning.VALUE, of, of.unit, confidence=0.8) if of else column


def _asked_about(table: Table, c: int, column: Column, words: Vocabulary) -> Column:
    """PM2.5(同比) over 30.3 and 26, where no other column is that of PM2.5: changes have signs, so
    that these may be the values themselves."""
    head = plain(column.head)
    told = _TOLD_IN_BRACKETS.search(head)
    if told is None or column.meaning is not Meaning.CHANGE or column.chosen:
        return column
    named = words.understand([head.removesuffix(told[0])])
    of, numbers = named.indicator, table.cells(c)
    if of is None or of.unit == "%" or named.meaning is not Meaning.VALUE:
        return column
    alone = not any(k.indicator == of and k.meaning is Meaning.VALUE for k in table.block.columns)
    low, high = (float(end) if end is not None else 0.0 for end in (of.low, of.high))
    if not alone or not numbers or not all(type(n) is float and low < n <= high for n in numbers):
        return column
    why = f"表头括号里写着变化，各数却都没有正负号，可能就是{of.brief}本身，请在字段匹配里指定"
    return Column(column.head, Meaning.UNKNOWN, why=why)


def _of_water(table: Table, column: Column, words: Vocabulary, around: str) -> Column:
    """优良率 and 达标率 of sections or sources are no share of good days, an index of water is not
    that of the air, although the heads may be the same."""
    says, key = plain(column.head), column.indicator.key if column.indicator else ""
    days = key in ("good_day_rate", "good_days")
    if not (days or key in _OF_AIR):
        return column
    if not _is_of_water(table, says, around, met="达标" in says):
        bare = key == "good_day_rate" and "达标率" in says
        unsaid = bare and not _is_of_air(table, says, around)
        return replace(column, meaning=Meaning.UNKNOWN, why=_RATE_OF_WHAT) if unsaid else column
    if key in _OF_AIR:
        return replace(column, meaning=Meaning.UNKNOWN, why="说的是水，不是空气质量综合指数")
    if "达标" not in says and key == "good_day_rate":
        ratio = words.catalogue.get("good_water_ratio")
        return (
            replace(column, indicator=ratio, unit="%", confidence=0.8, why="") if ratio else column
        )
    source = table.role is PlaceRole.SOURCE or _SOURCE.search(says + around)
    rate = words.catalogue.get("source_water_rate")
    if source and rate is not None and key == "good_day_rate":
        return replace(column, indicator=rate, unit=rate.unit, confidence=0.8)
    return replace(column, meaning=Meaning.UNKNOWN, why=_RATE_OF_WHAT)


def _of_tier(table: Table, column: Column, words: Vocabulary, around: str) -> Column:
    """达标率 under a title of 乡镇 sources is theirs, and not that of all (第七条（四）)."""
    of = column.indicator
    if of is None or of.key != "source_water_rate" or table.role is PlaceRole.SOURCE:
        return column
    said = plain(around)
    county, town = _COUNTY_SOURCES.search(said), _TOWN_SOURCES.search(said)
    if (county is None) == (town is None) or _BOTH_SOURCES.search(said):
        return column
    tier = words.catalogue.get("county_source_rate" if county else "township_source_rate")
    return replace(column, indicator=tier) if tier else column


def _is_of_air(table: Table, head: str, around: str) -> bool:
    """Whether a bare 达标率 stands among words of the air; that of sections and of noise are rates
    too."""
    heads = " ".join(k.head for k in table.block.columns)
    return _AIR.search(f"{head} {heads} {around}") is not None


def _is_of_water(table: Table, head: str, around: str, *, met: bool) -> bool:
    """Whether a head speaks of water: itself, or by what stands around it. Of a rate that was met,
    water anywhere around is enough; 优良 is more often said of days."""
    if _AIR.search(head):
        return False
    if "水" in head or WATER.search(head) or table.role in _OF_WATER:
        return True
    return WATER.search(around) is not None and (met or not _AIR.search(around))


def _fitting(column: Column, implied: Indicator | None) -> Indicator | None:
    """What stands around is of no help where the head speaks of another quantity: 完成率."""
    fits = implied is not None and may_be(column.head, column.unit, implied)
    return implied if fits else None


def _implied(table: Table, column: Column, words: Vocabulary) -> Indicator | None:
    """本月类别, 一季度, 浓度: the title or the kind of place says of what."""
    catalogue = words.catalogue
    if table.role is PlaceRole.SECTION and (
        "类别" in column.head or column.meaning is Meaning.TARGET
    ):
        return catalogue.get("water_class")
    if table.of is not None:
        return table.of
    if table.role is PlaceRole.SECTION:
        return catalogue.get("water_class")
    neighbours = {
        k.indicator.key: k.indicator
        for k in table.block.columns
        if k.indicator is not None and k.meaning in (Meaning.VALUE, Meaning.TARGET)
    }
    return next(iter(neighbours.values())) if len(neighbours) == 1 else None
