"""How many days were 优, 良, 轻度 … 严重: columns whose sums are the days that count."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from yuetan_desktop.domain.indicator import Quantity
from yuetan_desktop.excel.cells.values import read_value
from yuetan_desktop.excel.recognition.column import Column, Meaning
from yuetan_desktop.excel.recognition.columns import Vocabulary, said_in_head
from yuetan_desktop.excel.recognition.periods import When, find_when, of_column
from yuetan_desktop.excel.recognition.table import Table
from yuetan_desktop.excel.results import FileReading, Seen, Severity
from yuetan_desktop.excel.sheet import is_blank, plain
from yuetan_desktop.excel.tablerows.doubts import Doubts
from yuetan_desktop.excel.tablerows.rowkeys import PlaceIndex, RowKeys

_CLASSES = ("优", "良", "轻度", "中度", "重度", "严重")
_CLASS = re.compile(
    r"(优|良|轻度|中度|重度|严重)(污染)?((?<=重度)及以上(污染)?|(?<=重度污染)及以上)?(天数|日数|天)?(\((天|d|[一二三四五六]级)\))?",
    re.IGNORECASE,
)
_HEAVY = ("重度", "严重")
_HEAVY_ALL = "重度及以上"
_OF_POLLUTANT = re.compile(r"(\d+)天?[/(](?:pm2\.5|pm10|o3|no2|so2|co)(?:-?8h)?\)?", re.IGNORECASE)
_OF_ALL = ("aqi", "air_index", "good_days", "valid_days", "good_day_rate")
_SUMS = {  # indicator → the classes whose days it counts
    "good_days": ("优", "良"),
    "heavy_days": _HEAVY,
    "valid_days": _CLASSES,
}


@dataclass(slots=True)
class Group:
    """The columns of one time: class → column."""

    column: Column  # says of when
    at: dict[str, int] = field(default_factory=dict)

    def summed(self, classes: tuple[str, ...]) -> tuple[str, ...]:
        """The columns that hold the days of some classes: 重度及以上 those of both last ones."""
        if _HEAVY_ALL not in self.at:
            return classes
        return tuple(dict.fromkeys(_HEAVY_ALL if k in _HEAVY else k for k in classes))


def take_class_days(table: Table, words: Vocabulary) -> list[Group]:
    """Take such columns out of the table; a group of days has at least 优, 良 and 轻度. The days of
    one pollutant are no group."""
    found: dict[tuple[str, int], Group] = {}
    block = table.block
    for c, column in zip(block.column_range(), block.columns, strict=True):
        parts = column.head.split(" ")
        match = _CLASS.fullmatch(plain(parts[-1])) if not column.chosen else None
        above = " ".join(parts[:-1])
        named = words.mentioned(plain(above)) if match else None
        of_all = named is None or named.key in _OF_ALL
        if match and of_all and not re.search(r"比例|率|%|占比", above):
            if column.meaning is not Meaning.UNKNOWN:
                continue
            timed = _timed(column, above)
            group = found.setdefault((str(timed.when), timed.years_back), Group(timed))
            name = _HEAVY_ALL if "以上" in match[0] else match[1]
            group.at.setdefault(name, c)
    groups = [group for group in found.values() if {"优", "良", "轻度"} <= group.at.keys()]
    for group in groups:
        for c in group.at.values():
            known = block.columns[c - block.first]
            block.columns[c - block.first] = replace(known, meaning=Meaning.CLASS_DAYS, why="")
    return groups


def _timed(column: Column, above: str) -> Column:
    said = find_when(above)
    if said is not None and said.year is not None:
        return replace(column, when=When(said.year) if "同期" in above else said)
    when, years_back, months_back = said_in_head(above)
    return replace(column, when=when, years_back=years_back, months_back=months_back)


class ClassDaysReader:
    """Reads such groups: days that count, as sums of the classes."""

    def __init__(
        self,
        table: Table,
        groups: list[Group],
        words: Vocabulary,
        into: FileReading,
        place_index: PlaceIndex,
    ) -> None:
        self.table, self.groups, self.into = table, groups, into
        self.sheet = table.block.sheet
        self.doubts = Doubts(table, into)
        self.keys = RowKeys(table, words, self.doubts, place_index)
        self.stated = {
            (k.indicator.key, k.when, k.years_back) for k in table.values.values() if k.indicator
        }

    def read(self) -> None:
        for row in self.table.block.data:
            line = self.sheet.rows[row]
            if is_blank(line) or not any(isinstance(v, float) for v in line):
                continue
            found = self.keys.of_row(row, line)
            place = self.keys.place(row, found)
            when = self.keys.when(row, found, self.table.when) if place >= 0 else None
            if when is not None:
                for group in self.groups:
                    self._group(row, place, when, group)

    def _group(self, row: int, place: int, row_when: When, group: Group) -> None:
        column = group.column
        when = of_column(row_when, column.when)
        period = None if when.impossible_day() else when.period()
        first = next(iter(group.at.values()))
        if period is None:
            self.doubts.no_period(row, first, self.table, when)
            return
        if column.years_back:
            period = period.year_before()
        days = {name: self._days(row, c) for name, c in group.at.items()}
        for key, classes in _SUMS.items():
            names = group.summed(classes)
            parts = [days.get(name) for name in names]
            if (key, column.when, column.years_back) in self.stated:
                continue
            if None in parts:
                if all(name in group.at for name in names):
                    message = f"{'、'.join(names)}中有空格，没有求和。"
                    self.doubts.once(Severity.HINT, row, group.at[names[0]], message)
                continue
            total = float(sum(part for part in parts if part is not None))
            cell = self.sheet.cell(row, group.at[names[0]])
            text = "＋".join(f"{name}{days[name]:g}" for name in names)
            seen = Seen(place, key, str(period), total, text, self.sheet.name, cell, "", None)
            self.into.observations.append(seen)
        self.doubts.once(
            Severity.HINT, row, first, "优良、重污染和有效天数按各级别天数之和读取，请核对。"
        )

    def _days(self, row: int, column: int) -> float | None:
        """The days of one class; a cell that is no number is told."""
        value = self.keys.value(row, column)
        if isinstance(value, str) and (days := _by_pollutant(value)) is not None:
            return days
        read = read_value(value, Quantity.COUNT)
        if read.trouble:
            self.doubts.say(Severity.ERROR, row, column, f"{read.trouble}。", read.proposal)
        number = read.number
        if number is not None and (number < 0 or not number.is_integer()):
            self.doubts.say(Severity.ERROR, row, column, f"“{number:g}”不是天数。")
            return None
        return number


def _by_pollutant(text: str) -> float | None:
    """1/PM2.5 2/PM10: days by their main pollutant, three in all."""
    parts = re.split(r"[\s、,，;；]+", text.strip())
    found = [_OF_POLLUTANT.fullmatch(plain(part)) for part in parts]
    return float(sum(int(one[1]) for one in found if one)) if all(found) else None
