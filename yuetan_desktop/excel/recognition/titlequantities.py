"""Titles that make all of a table another quantity: 同比变化率, 超标天数, 单项指数 over heads that
only name pollutants. Such values are never read as concentrations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from yuetan_desktop.domain.indicator import Quantity
from yuetan_desktop.excel.recognition.column import Column, Meaning
from yuetan_desktop.excel.recognition.columns import unit_in
from yuetan_desktop.excel.recognition.othervalues import is_item
from yuetan_desktop.excel.recognition.table import Table
from yuetan_desktop.excel.results import PlaceRole, Problem, Severity
from yuetan_desktop.excel.sheet import plain

_LONGEST_TITLE = 60
_MEASURED = re.compile(r"浓度|均值|平均|μg|ug/m|mg/")
_OTHER = re.compile(
    r"单项(质量)?指数|分指数|iaqi|(分担|贡献|负荷|有效|获取|捕获|传输|上传|超标|达标)率|贡献度|污染负荷|"
    r"超标(天数|日数|倍数|次数|频次)|首要污染物.{0,4}(天数|日数|次数|频次|占比|比例|统计)|"
    r"最[大高小低]值|极值|峰值|得分|评分|单位:%",
    re.IGNORECASE,
)
_OTHER_WATER = re.compile(r"地下水|近岸海域|海水")  # their classes are of other standards
_SURFACE = re.compile(r"地表水|断面|水源|饮用水")
_CHANGE = re.compile(
    r"(同比|环比|较(上|去)年.{0,2}|与(上|去)年.{0,4}比)?(变化|升降|增减|改善|下降|上升)(情况|率|幅度|量|值|程度)?|"
    r"[变增降升]幅|同比|环比"
)
_FORECAST = re.compile(r"预测|预判|预报|预估|预计|测算|推算")
_OBSERVED = re.compile(r"实况|实测|实际|监测|现状|已完成")
_BESIDE = re.compile(r"[及和与、]其?(同比|环比|各项|数据)?$")
_SURELY = re.compile(r"率|幅|%|百分点")
_RANK = re.compile(r"排名|名次|位次|排序")
_SIGNED = re.compile(r"[-+↑↓▲▼±]\d|(上升|下降|升|降|持平)")


def leave_other_quantities(table: Table) -> None:
    """Take the columns out of the values of a table which its title makes something else."""
    lines = [plain(line) for line in (*table.block.titles, table.block.sheet.name)]
    title = " ".join(line for line in lines if len(line) <= _LONGEST_TITLE)
    columns = dict(_bare(table))
    if not table.values:
        return
    elsewhere = _OTHER_WATER.search(title)
    if elsewhere and table.role is not PlaceRole.SOURCE:
        if not _SURFACE.search(title):
            _leave(table, {c: k for c, k in table.values.items() if not k.chosen}, elsewhere[0])
            return
        if "地表水" in title:
            said = f"标题也写了“{elsewhere[0]}”：其中{elsewhere[0]}的点位不是断面，不要登记为断面。"
            table.problems.append(Problem(Severity.WARNING, table.block.sheet.name, "", said))
    forecast = _unexplained(table, title, _FORECAST)
    if forecast and not _also(title, forecast):
        measured = (c for c, k in table.values.items() if not _OBSERVED.search(plain(k.head)))
        kept = {c: table.values[c] for c in measured if not table.values[c].chosen}
        _leave(table, kept, forecast[0])
        return
    word = _changes(table, title, columns) or _ranks(table, title, columns)
    if word:
        _leave(table, columns, word)
        return
    other = _unexplained(table, title, _OTHER)
    if other and not _MEASURED.search(title) and not _also(title, other):
        items = {c: k for c, k in columns.items() if k.indicator is None or is_item(k.indicator)}
        _leave(table, items, other[0])


def _bare(table: Table) -> Iterator[tuple[int, Column]]:
    """Columns whose heads say no more than an item, a unit that is assessed or a time."""
    for c, column in table.values.items():
        head = plain(column.head)
        stated = _MEASURED.search(head) or unit_in(head)
        is_rank = column.indicator is not None and column.indicator.quantity is Quantity.RANK
        if column.meaning is Meaning.VALUE and not (column.chosen or stated or is_rank):
            yield c, column


def _unexplained(table: Table, title: str, pattern: re.Pattern[str]) -> re.Match[str] | None:
    """What of the pattern a title says, where no column of the table is that."""
    found = pattern.search(title)
    heads = (plain(column.head) for column in table.block.columns)
    return found if found and not any(map(pattern.search, heads)) else None


def _also(title: str, word: re.Match[str]) -> bool:
    """综合指数及其变化率: one of several things the title speaks of."""
    return _BESIDE.search(title[: word.start()]) is not None


def _changes(table: Table, title: str, columns: dict[int, Column]) -> str:
    """A change is one where the title says its rate, or where values have signs."""
    word = _unexplained(table, title, _CHANGE)
    of = (column.indicator for column in table.block.columns)
    if word is None or any(k is not None and k.key.endswith("_change") for k in of):
        return ""
    alone = plain(table.block.sheet.name) == word[0] and word[0][:2] in ("同比", "环比")
    said = alone or _SURELY.search(title[word.start() : word.end() + 5])
    cells = [value for c in columns for value in table.cells(c)]
    return word[0] if _signed(cells) or (said and not _also(title, word)) else ""


def _signed(cells: Sequence[Any]) -> bool:
    return any(
        (type(value) is float and value < 0)
        or (isinstance(value, str) and _SIGNED.match(plain(value)))
        for value in cells
    )


def _ranks(table: Table, title: str, columns: dict[int, Column]) -> str:
    """Several columns of whole numbers, each number once: ranks by each of the indicators."""
    word = _unexplained(table, title, _RANK)
    if word is None or len(columns) < 2:
        return ""
    for c in columns:
        numbers = [value for value in table.cells(c) if type(value) is float]
        whole = all(number.is_integer() and number >= 1 for number in numbers)
        if not numbers or not whole or len(set(numbers)) < 0.8 * len(numbers):
            return ""
    fractions = ("air_index", "cwqi", "good_day_rate")  # hardly ever whole in all rows
    ranked = any(k.indicator and k.indicator.key in fractions for k in columns.values())
    return word[0] if ranked else ""


def _leave(table: Table, columns: dict[int, Column], word: str) -> None:
    for c, column in columns.items():
        of = column.indicator or table.of
        why = f"标题写的是“{word}”，不是{of.name if of else '指标本身的值'}"
        table.block.columns[c - table.block.first] = replace(
            column, meaning=Meaning.UNKNOWN, why=why
        )
        del table.values[c]
