"""Hour by hour tables to values of days, with the doubts that only hours show."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from yuetan_desktop.domain.indicator import Catalogue, Indicator, round_half_even
from yuetan_desktop.domain.quality.air_standard import POLLUTANTS
from yuetan_desktop.domain.quality.hours import day_of_hours
from yuetan_desktop.domain.quality.standards import Standards
from yuetan_desktop.excel.cells.celltimes import cell_when
from yuetan_desktop.excel.cells.valuecolumns import ValueColumn, bounds, out_of_range, scaled
from yuetan_desktop.excel.cells.values import SENTINELS, read_value
from yuetan_desktop.excel.checking.serieschecks import copied_rows
from yuetan_desktop.excel.recognition.periods import When, of_column
from yuetan_desktop.excel.recognition.table import Table
from yuetan_desktop.excel.results import FileReading, Problem, Seen, Severity
from yuetan_desktop.excel.sheet import is_blank
from yuetan_desktop.excel.tablerows.doubts import Doubts
from yuetan_desktop.excel.tablerows.rowkeys import IN_HEADS, SET_ASIDE, TOTAL, RowKeys

Hour = tuple[float, str]  # value and cell
VARYING = ("pm25", "pm10", "o3", "no2")  # never the same for a whole day


WATER_PLACES = 5
_HOURS = re.compile(r"小时|时次|整点|时刻|hour", re.IGNORECASE)
_RUNNING = re.compile(r"8_?(h|小时)|24_?(h|小时)|滑动", re.IGNORECASE)


def is_hourly(table: Table, keys: RowKeys, doubts: Doubts) -> bool:
    """Whether the rows (or heads) are hours; a single moment a day is taken for its day."""
    in_heads = {k.when.hour for k in table.values.values() if k.when and k.when.hour}
    hours, moments = set(in_heads), Counter[Any]()
    days_elsewhere = len(table.periods) > 1 or table.names_a_day
    for c in table.periods:
        head = keys.head(c)
        for r in table.block.data[:2000]:
            when = cell_when(keys.value(r, c), head)
            if when and when.hour is not None and days_elsewhere and not when.day:
                in_heads.add(when.hour)  # a column of hours beside that of days
                hours.add(when.hour)
            if when and when.day and when.hour is not None:
                hours.add(when.hour)
                where = (keys.text(r, table.place), keys.text(r, table.river))
                moments[where, when[:4]] += 1
    if not hours - {0}:  # the hour 0 of a day is one of its hours where a column is of hours
        return len(table.periods) > 1 and any(map(_HOURS.search, map(keys.head, table.periods)))
    if not in_heads and moments and len(moments) >= 0.98 * moments.total():
        first = table.block.data.start
        doubts.say(Severity.HINT, first, table.periods[0], "监测时间是某一时刻，按当日的数据记录。")
        return False
    return True


class HourReader:
    """Reads a table whose rows (or heads) are hours: they become values of days."""

    def __init__(
        self,
        table: Table,
        keys: RowKeys,
        doubts: Doubts,
        place_in_head: Callable[[ValueColumn], int],
    ) -> None:
        self.table = table
        self.keys = keys
        self.doubts = doubts
        self.place_in_head = place_in_head
        self.sheet = table.block.sheet

    def read(self, columns: Iterable[ValueColumn], into: FileReading, standards: Standards) -> int:
        """Store the days; returns how many cells held no value."""
        table, keys = self.table, self.keys
        columns = list(columns)
        hours = HourTable(self.sheet.name, keys.words.catalogue, standards)
        missing = 0
        for row in table.block.data:
            if is_blank(self.sheet.rows[row]):
                continue
            found = keys.of_row(row, self.sheet.rows[row])
            place = keys.place(row, found)
            when = None if place == SET_ASIDE else keys.moment(row, found, table.when)
            if when is None:
                continue
            named = keys.indicator(row) if table.indicator is not None else None
            for column in columns:
                missing += self._cell(hours, row, column, named, place, when)
        corner = table.periods[0] if table.periods else table.block.first
        hours.days(into, self.sheet.cell(table.block.data.start, corner))
        return missing

    def _cell(
        self,
        hours: HourTable,
        row: int,
        reader: ValueColumn,
        named: Indicator | None,
        place: int,
        row_when: When,
    ) -> bool:
        """Take one cell in; True where it holds no value."""
        indicator, column = named or reader.indicator, reader.column
        if indicator is None:
            return False
        if not hours.takes(indicator.key):
            message = f"{indicator.name}的小时值不统计为日值，未入库。"
            self.doubts.once(Severity.HINT, row, reader.at, message)
            return False
        if _RUNNING.search(self.keys.text(row, self.table.indicator) if named else column.head):
            message = (
                f"{indicator.name}是滑动平均值，不能再按小时值统计日值，未入库；"
                "请用小时浓度，或导入日数据。"
            )
            self.doubts.once(Severity.HINT, row, reader.at, message)
            return False
        if place == IN_HEADS and TOTAL.fullmatch(column.place):
            return False
        read = read_value(self.keys.value(row, reader.at), indicator.quantity)
        if read.trouble:
            self.doubts.say(Severity.ERROR, row, reader.at, f"{read.trouble}。", read.proposal)
        number = read.number
        day = of_column(row_when, column.when).date()
        if number is None or day is None or number in SENTINELS:
            return True
        number = scaled(number, reader.factor)
        low, high = bounds(indicator)
        if not low <= number <= high:
            self.doubts.say(Severity.ERROR, row, reader.at, out_of_range(indicator, number))
            return False
        if place == IN_HEADS:
            place = self.place_in_head(reader)
        hour = column.when.hour if column.when else None
        hour = row_when.hour if hour is None else hour
        held = (number, self.sheet.cell(row, reader.at))
        hours.add(place, indicator.key, day, hour or 0, held)
        return False


class HourTable:
    """Collects the hours of one table; `days()` gives what is stored of them."""

    def __init__(self, sheet: str, catalogue: Catalogue, standards: Standards) -> None:
        self.sheet = sheet
        self.catalogue = catalogue
        self.standards = standards
        self.hours: dict[tuple[int, date], dict[str, dict[int, Hour]]] = defaultdict(dict)

    def takes(self, indicator: str) -> bool:
        """Whether a day's value can be made of hours: pollutants of the air, items of water."""
        water = self.standards.water
        return indicator in POLLUTANTS or (water is not None and indicator in water.items)

    def add(self, place: int, indicator: str, day: date, hour: int, hold: Hour) -> None:
        """One value; an hour given twice keeps its first value."""
        self.hours[place, day].setdefault(indicator, {}).setdefault(hour, hold)

    def days(self, into: FileReading, first_cell: str) -> None:
        """Store the days; say how they were made, which lack hours, which look copied."""
        made = short = 0
        for (place, day), indicators in sorted(self.hours.items()):
            for key, hours in indicators.items():
                value = self._day(key, day, hours)
                if value is None:
                    short += 1
                    continue
                made += 1
                text = f"{len(hours)}个小时值"
                cell = hours[min(hours)][1]
                into.observations.append(
                    Seen(place, key, day.isoformat(), value, text, self.sheet, cell, "", None)
                )
        if not made and not short:
            return
        words = f"逐小时数据已统计为{made}个日值"
        if any(key in POLLUTANTS for held in self.hours.values() for key in held):
            words += "（至少20个小时值；O3为日最大8小时）"
        words += f"，另有{short}个日值因小时数不足未统计。" if short else "。"
        into.problems.append(Problem(Severity.HINT, self.sheet, first_cell, words))
        into.problems.extend(self._filled(into))
        into.problems.extend(self._copied(into))

    def _day(self, key: str, day: date, hours: dict[int, Hour]) -> float | None:
        values = {hour: Decimal(repr(value)) for hour, (value, _) in hours.items()}
        air, water = self.standards.air_on(day), self.standards.water
        if key not in POLLUTANTS and water is not None:
            # Automatic stations measure every four hours; no least number is asked for.
            return float(round_half_even(water.mean(key, list(values.values())), WATER_PLACES))
        found = day_of_hours(air, key, values) if air is not None else None
        return None if found is None else float(found)

    def _filled(self, into: FileReading) -> Iterable[Problem]:
        """A whole day whose hours never move: filled with the day's value."""
        for (place, day), indicators in sorted(self.hours.items()):
            held = {key: indicators[key] for key in VARYING if len(indicators.get(key, ())) >= 20}
            still = [
                key
                for key, hours in held.items()
                if len({value for value, _ in hours.values()}) == 1
            ]
            if still and len(still) >= min(2, len(held)):
                names = "、".join(self.catalogue[key].brief for key in still)
                hours = held[still[0]]
                yield Problem(
                    Severity.WARNING,
                    self.sheet,
                    hours[min(hours)][1],
                    f"{into.places[place].name} {day:%Y-%m-%d} {names}的各小时值完全相同，"
                    "可能填的是日均值，请核对。",
                )

    def _copied(self, into: FileReading) -> Iterable[Problem]:
        """Hours that repeat earlier hours, value by value."""
        series: dict[int, list[tuple[date, int]]] = defaultdict(list)
        for (place, day), indicators in sorted(self.hours.items()):
            hours = sorted({hour for held in indicators.values() for hour in held})
            series[place] += [(day, hour) for hour in hours]
        for place, moments in series.items():
            rows = [self._row(place, *moment) for moment in moments]
            for run in copied_rows(rows):
                day, hour = moments[run.at]
                before, earlier = moments[run.first]
                first = next(h for h in self.hours[place, day].values() if hour in h)
                yield Problem(
                    Severity.WARNING,
                    self.sheet,
                    first[hour][1],
                    f"{into.places[place].name}从{day} {hour}时起{run.length}个小时的各项数值"
                    f"与{before} {earlier}时起的完全相同，可能是向下填充所致，请核对。",
                )
                break

    def _row(self, place: int, day: date, hour: int) -> tuple[float, ...]:
        held = self.hours[place, day]
        return tuple(held[key][hour][0] for key in POLLUTANTS if hour in held.get(key, ()))
