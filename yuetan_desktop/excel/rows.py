"""One table's rows to values, targets and incidents."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from yuetan_desktop.domain.indicator import Indicator, Quantity
from yuetan_desktop.domain.period import Period
from yuetan_desktop.excel.columns import Column, Meaning, Vocabulary
from yuetan_desktop.excel.periods import When, cell_when, whole_when
from yuetan_desktop.excel.resolve import Table
from yuetan_desktop.excel.results import (
    FileReading,
    PlaceName,
    PlaceRole,
    Problem,
    Seen,
    SeenTarget,
    Severity,
)
from yuetan_desktop.excel.sheet import as_text, letters, plain
from yuetan_desktop.excel.tables import NOTE
from yuetan_desktop.excel.values import SENTINELS, Value, is_missing, read_value

_TOTAL = re.compile(
    r"(全市|全省|全县|全区|全国|各县|全部)?(城市|断面|点位|县区|区县|市州|乡镇)?(平均|均值|平均值|合计|总计|小计|总体|汇总|均)|"
    r"全市|全省|全县|全区|全国|合计|总计|.*(三角|城市群|平原地区|片区)|(最大|最小|最高|最低)值?|标准(值|限值)?|.+(平均|均值|合计)"
)
MAX_PROBLEMS = 2000


@dataclass(slots=True)
class _Reader:
    """How one value column's cells become values; `factor` brings them to the indicator's unit."""

    at: int
    letter: str
    column: Column
    indicator: Indicator | None
    factor: float
    low: float
    high: float


class TableReader:
    """Reads one resolved table into a `FileReading`."""

    def __init__(
        self,
        table: Table,
        words: Vocabulary,
        into: FileReading,
        place_index: Callable[[PlaceName, str, str], int],
        tick: Callable[[int, int], None],
    ) -> None:
        self.table = table
        self.sheet = table.block.sheet
        self.words = words
        self.into = into
        self.place_index = place_index
        self.tick = tick
        self.missing = self.set_aside = 0
        self.period_text: dict[tuple[When, When | None, int, int], str | None] = {}
        self.warned: set[str] = set()
        self.filled = self._merged_down()
        self.blanks: dict[int, list[tuple[int, str]]] = {}

    # -- problems -------------------------------------------------------------------------------
    def say(
        self, severity: Severity, row: int, column: int, message: str, proposal: str = ""
    ) -> None:
        problems = self.into.problems
        if len(problems) < MAX_PROBLEMS:
            cell = self.sheet.cell(row, column) if column >= 0 else ""
            problems.append(Problem(severity, self.sheet.name, cell, message, proposal))

    def once(self, severity: Severity, row: int, column: int, message: str) -> None:
        if message not in self.warned:
            self.warned.add(message)
            self.say(severity, row, column, message)

    # -- cells ----------------------------------------------------------------------------------
    def _merged_down(self) -> dict[int, list[tuple[int, int]]]:
        """For each column the vertically merged areas (first row, last row), in order."""
        found: dict[int, list[tuple[int, int]]] = {}
        for top, left, bottom, right in map(self.sheet.inside, self.sheet.merged):
            if bottom > top:
                for c in range(left, min(right, left + 50) + 1):
                    found.setdefault(c, []).append((top, bottom))
        return {c: sorted(areas) for c, areas in found.items()}

    def value(self, row: int, column: int) -> Any:
        line = self.sheet.rows[row]
        found = line[column] if column < len(line) else ""
        if found in ("", None) and column in self.filled:
            areas = self.filled[column]
            at = bisect_right(areas, (row, 1 << 30)) - 1
            if at >= 0 and areas[at][0] < row <= areas[at][1]:
                above = self.sheet.rows[areas[at][0]]
                found = above[column] if column < len(above) else ""
        return "" if found is None else found

    def text(self, row: int, column: int | None) -> str:
        if column is None:
            return ""
        value = self.value(row, column)
        return plain(value) if isinstance(value, str) else plain(as_text(value))

    # -- periods --------------------------------------------------------------------------------
    def period(self, row_when: When, column: Column, row: int, at: int) -> str | None:
        key = (row_when, column.when, column.years_back, column.months_back)
        if key not in self.period_text:
            self.period_text[key] = self._period(row_when, column, row, at)
        return self.period_text[key]

    def _period(self, row_when: When, column: Column, row: int, at: int) -> str | None:
        when = row_when
        if column.when is not None:
            when = column.when.over(row_when) if column.when.first else row_when.over(column.when)
            if column.when.year and not column.when.first:
                when = row_when._replace(year=column.when.year)
            if row_when.day and column.when.first and not column.when.day:
                when = when._replace(day=row_when.day)
            elif column.when.day and not column.when.first:
                when = row_when._replace(day=column.when.day)
        if when.impossible_day():
            return None
        found = when.period()
        if found is None:
            self.once(
                Severity.ERROR,
                row,
                at,
                "不知道这些数据是哪一期的：请在标题、工作表名或文件名中写明年月。",
            )
            return None
        if column.years_back:
            found = found.year_before()
        if column.months_back:
            found = found.previous()
        return str(found)

    # -- rows -----------------------------------------------------------------------------------
    def row_kind(self, row: int) -> str:
        """data, blank, note, total, head or when (a line that only names a period)."""
        line = self.sheet.rows[row]
        cells = [(c, v) for c, v in enumerate(line) if v not in ("", None)]
        own = [c for c, _ in cells if c in self._span]
        if not own:
            return "blank"
        first = plain(as_text(line[own[0]])) if own else ""
        if len(own) == 1 and isinstance(line[own[0]], str) and len(self._span) > 2:
            if whole_when(first):
                return "when"
            return "note" if NOTE.search(first) or own[0] == self._span.start else "data"
        if NOTE.search(first) and len(own) <= 3:
            return "note"
        return "data"

    @property
    def _span(self) -> range:
        return self.table.block.column_range()

    def read(self) -> None:
        table = self.table
        readers = self._readers()
        carry = self._carried()
        last: dict[int, Any] = {}
        base = table.when
        hourly = self._hourly()
        if hourly:
            return
        heads = {plain(column.head.split(" ")[-1]) for column in table.block.columns if column.head}
        total = len(table.block.data)
        place_id = -1
        key_cells: tuple[Any, ...] | None = None
        for count, row in enumerate(table.block.data):
            if count % 5000 == 0:
                self.tick(count, total)
            line = self.sheet.rows[row]
            if not self._plainly_data(line, readers):
                kind = self.row_kind(row)
                if kind == "when":
                    base = (whole_when(self._only_text(line)) or When()).over(table.when)
                    continue
                if kind == "note":
                    if len(table.block.notes) < 60:
                        table.block.notes.append(self._only_text(line))
                    continue
                if kind == "blank" or self._repeats_head(line, heads):
                    continue
            keys = self._keys(row, line, carry, last)
            if keys != key_cells:
                key_cells = keys
                place_id = self._place(row, keys[0])
            if place_id == -2:
                self.set_aside += 1
                continue
            row_when = self._when(row, keys, base)
            if row_when is None:
                continue
            indicator = self._indicator(row)
            if table.indicator is not None and indicator is None:
                continue
            self._cells(row, line, readers, place_id, row_when, indicator)
        self._tell_blanks()

    def _only_text(self, line: list[Any]) -> str:
        return "　".join(str(v).strip() for v in line if isinstance(v, str) and v.strip())

    @staticmethod
    def _plainly_data(line: list[Any], readers: list[_Reader]) -> bool:
        return any(r.at < len(line) and type(line[r.at]) is float for r in readers[:3])

    @staticmethod
    def _repeats_head(line: list[Any], heads: set[str]) -> bool:
        texts = [plain(v) for v in line if isinstance(v, str) and v.strip()]
        numbers = sum(isinstance(v, float) for v in line)
        if not texts or numbers > len(texts):
            return False
        return len(texts) >= 2 and sum(text in heads for text in texts) >= 0.7 * len(texts)

    # -- keys -----------------------------------------------------------------------------------
    def _key_columns(self) -> list[int]:
        table = self.table
        found = [
            table.place,
            *table.periods,
            table.parent,
            table.river,
            table.grade,
            table.indicator,
        ]
        return [c for c in found if c is not None]

    def _carried(self) -> set[int]:
        """Key columns whose blanks mean “as above”: they are blank row after row, by habit."""
        table = self.table
        data = table.block.data
        others = self._key_columns()
        found = {c for c in (table.parent, table.river) if c is not None}
        for c in (table.place, *table.periods):
            if c is None or len(others) < 2:
                continue
            blank = sum(1 for r in data[:500] if self.value(r, c) == "")
            if blank >= 0.4 * min(len(data), 500):
                found.add(c)
        return found

    def _keys(
        self, row: int, line: list[Any], carry: set[int], last: dict[int, Any]
    ) -> tuple[Any, ...]:
        table = self.table
        found = []
        for c in (table.place, table.parent, table.river, table.grade, *table.periods):
            if c is None:
                found.append("")
                continue
            value = line[c] if c < len(line) else ""
            if value in ("", None):
                value = self.value(row, c)
                if value == "" and c in carry:
                    value = last.get(c, "")
            else:
                last[c] = value
            found.append(value)
        return tuple(found)

    def _place(self, row: int, value: Any) -> int:
        """The index of the row's place; -1 where columns name places, -2 for a total."""
        table = self.table
        if table.place is None:
            if table.place_name:
                name = PlaceName(table.place_name, PlaceRole.UNIT)
                return self.place_index(name, self.sheet.name, "")
            if any(column.place for column in table.values.values()):
                return -1
            self.once(
                Severity.ERROR,
                row,
                -1,
                "表中没有单位（断面）列，标题和文件名里也没有单位名称，无法入库。",
            )
            return -2
        text = plain(as_text(value))
        if not text or is_missing(text):
            if any(type(v) is float for v in self.sheet.rows[row]):
                self.say(Severity.ERROR, row, table.place, "这一行没有写单位，未读取。")
            return -2
        if _TOTAL.fullmatch(text):
            return -2
        if isinstance(value, float):
            self.say(Severity.ERROR, row, table.place, f"“{text}”不是单位名称，这一行未读取。")
            return -2
        parent, river = self._carried_text(row, table.parent), self._carried_text(row, table.river)
        name = PlaceName(place_name(str(value)), table.role, parent, river, self._grade(row))
        return self.place_index(name, self.sheet.name, self.sheet.cell(row, table.place))

    def _carried_text(self, row: int, column: int | None) -> str:
        """A parent or river, also where only the first row of a group names it."""
        if column is None:
            return ""
        for above in range(row, max(self.table.block.data.start, row - 400) - 1, -1):
            text = self.text(above, column)
            if text:
                return "" if is_missing(text) else place_name(text)
        return ""

    def _grade(self, row: int) -> str:
        text = self.text(row, self.table.grade)
        match = re.search(r"国控|省控|市控|国考|省考|国家|省级|县控", text)
        return (
            {"国考": "国控", "省考": "省控", "国家": "国控", "省级": "省控"}.get(match[0], match[0])
            if match
            else ""
        )

    def _when(self, row: int, keys: tuple[Any, ...], base: When) -> When | None:
        when = base
        for value, c in zip(keys[4:], self.table.periods, strict=True):
            head = self._head(c)
            if value in ("", None):
                self.say(Severity.ERROR, row, c, "这一行没有写时期，未读取。")
                return None
            found = cell_when(value, head)
            if found is None:
                shown = as_text(value)
                self.say(Severity.ERROR, row, c, f"“{shown}”看不出是哪一期，这一行未读取。")
                return None
            when = (
                found.over(when)
                if found.year or len(self.table.periods) == 1
                else _joined(found, when, base)
            )
        return when._replace(hour=None)

    def _head(self, column: int) -> str:
        return self.table.block.columns[column - self.table.block.first].head

    def _indicator(self, row: int) -> Indicator | None:
        c = self.table.indicator
        if c is None:
            return None
        text = self.text(row, c)
        if not text:
            return None
        column = self.words.understand([text])
        if column.indicator is None or column.meaning not in (Meaning.VALUE, Meaning.TARGET):
            self.say(Severity.ERROR, row, c, f"“{text}”不是认识的指标，这一行未读取。")
            return None
        return column.indicator

    def _hourly(self) -> bool:
        """Hour by hour data are no values of days; a single moment a day is taken for its day."""
        table = self.table
        times = [k.when for k in table.values.values() if k.when and k.when.hour is not None]
        if times:
            hours = {when.hour for when in times}
        else:
            hours = set()
            seen: Counter[Any] = Counter()
            for c in table.periods:
                head = self._head(c)
                for r in table.block.data[:2000]:
                    when = cell_when(self.value(r, c), head)
                    if when and when.day and when.hour is not None:
                        hours.add(when.hour)
                        seen[self.text(r, table.place), self.text(r, table.river), when[:4]] += 1
            if hours - {0} and seen and len(seen) >= 0.98 * seen.total():
                self.say(
                    Severity.HINT,
                    table.block.data.start,
                    table.periods[0],
                    "监测时间是某一时刻，按当日的数据记录。",
                )
                return False
        if hours - {0}:
            self.say(
                Severity.HINT,
                table.block.data.start,
                table.periods[0] if table.periods else table.block.first,
                f"逐小时数据（{len(table.block.data)}行）不直接入库，请导入日均值或月均值。",
            )
            return True
        return False

    # -- values ---------------------------------------------------------------------------------
    def _readers(self) -> list[_Reader]:
        found = []
        for c, column in self.table.values.items():
            indicator = column.indicator
            low, high = _bounds(indicator)
            factor = self._factor(c, column, indicator)
            if indicator and indicator.quantity is Quantity.PERCENT and factor == 1.0:
                low = 1.000001  # 0.913 among 91.3 is looked at on its own
            letter = letters(self.sheet.left + c)
            found.append(_Reader(c, letter, column, indicator, factor, low, high))
        return found

    def _numbers(self, c: int) -> list[float]:
        rows = self.sheet.rows
        found = []
        for r in self.table.block.data:
            line = rows[r]
            if c < len(line) and type(line[c]) is float:
                found.append(line[c])
        return found

    def _factor(self, c: int, column: Column, indicator: Indicator | None) -> float:
        """What brings the column to the indicator's unit, decided by the whole column."""
        if indicator is None:
            return 1.0
        numbers = self._numbers(c)
        if not numbers:
            return 1.0
        top = self.table.block.head[-1]
        if indicator.quantity is Quantity.PERCENT:
            if max(numbers) <= 1 and any(0 < n < 1 for n in numbers):
                return 100.0
        elif indicator.unit == "mg/m³":
            middle = sorted(numbers)[len(numbers) // 2]
            if column.unit == "μg/m³" and middle > 50:
                self.say(Severity.HINT, top, c, "这一列以 μg/m³ 计，已换算为 mg/m³。")
                return 0.001
            if middle > 100:
                self.say(
                    Severity.WARNING,
                    top,
                    c,
                    "这一列的数值像是以 μg/m³ 计，已按 mg/m³ 换算，请核对。",
                )
                return 0.001
        elif indicator.unit == "μg/m³" and column.unit == "mg/m³" and max(numbers) < 2:
            self.say(Severity.HINT, top, c, "这一列以 mg/m³ 计，已换算为 μg/m³。")
            return 1000.0
        return 1.0

    def _cells(
        self,
        row: int,
        line: list[Any],
        readers: list[_Reader],
        place: int,
        row_when: When,
        row_indicator: Indicator | None,
    ) -> None:
        number_text = str(self.sheet.top + row + 1)
        width = len(line)
        sheet_name = self.sheet.name
        add = self.into.observations.append
        cached = self.period_text
        for reader in readers:
            c = reader.at
            value = line[c] if c < width else ""
            column = reader.column
            # The usual cell: a number within range in a column of values.
            if (
                type(value) is float
                and reader.low <= value * reader.factor <= reader.high
                and column.meaning is Meaning.VALUE
                and reader.indicator is not None
                and place >= 0
                and reader.indicator.quantity in _SIMPLE
            ):
                key = (row_when, column.when, column.years_back, column.months_back)
                period = cached[key] if key in cached else self.period(row_when, column, row, c)
                if period is not None:
                    number = value if reader.factor == 1.0 else _scaled(value, reader.factor)
                    add(
                        Seen(
                            place,
                            reader.indicator.key,
                            period,
                            number,
                            "",
                            sheet_name,
                            reader.letter + number_text,
                            "",
                            None,
                        )
                    )
                    continue
            self._odd_cell(row, reader, self.value(row, c), place, row_when, row_indicator)

    def _odd_cell(
        self,
        row: int,
        reader: _Reader,
        value: Any,
        place: int,
        row_when: When,
        row_indicator: Indicator | None,
    ) -> None:
        column, c = reader.column, reader.at
        indicator = row_indicator or reader.indicator
        assert indicator is not None
        if place == -1:
            if _TOTAL.fullmatch(column.place):
                return
            name = PlaceName(column.place, PlaceRole.STATION)
            cell = self.sheet.cell(self.table.block.head[-1], c)
            place = self.place_index(name, self.sheet.name, cell)
        text = plain(value) if isinstance(value, str) else ""
        if value == "" or (text and is_missing(text)):
            self.missing += 1
            if value == "" and indicator.quantity is not Quantity.TEXT:
                self.blanks.setdefault(c, []).append((row, indicator.name))
            return
        period = self.period(row_when, column, row, c)
        if period is None:
            when = column.when.over(row_when) if column.when else row_when
            if row_when.day and column.when and column.when.first:
                when = when._replace(day=row_when.day)
            if when.impossible_day():
                self.say(Severity.ERROR, row, c, f"{when.first}月没有{when.day}日，此格未读取。")
            return
        found = read_value(value, indicator.quantity)
        if found.missing:
            self.missing += 1
            return
        if found.trouble:
            self.say(Severity.ERROR, row, c, f"{found.trouble}。", found.proposal)
            return
        self._store(row, reader, indicator, place, period, found, value)

    def _tell_blanks(self) -> None:
        """A few blank cells are named one by one, many of them once for the column."""
        for c, cells in self.blanks.items():
            row, name = cells[0]
            if len(cells) > 5:
                self.say(Severity.HINT, row, c, f"{name}有{len(cells)}格为空，未入库。")
                continue
            for row, name in cells:
                self.say(Severity.HINT, row, c, f"{name}为空，未入库。")

    def _store(
        self,
        row: int,
        reader: _Reader,
        indicator: Indicator,
        place: int,
        period: str,
        found: Value,
        raw: Any,
    ) -> None:
        column, c = reader.column, reader.at
        number = found.number
        if number is not None:
            percent_text = isinstance(raw, str) and "%" in plain(raw)
            if reader.factor != 1.0 and not percent_text:
                number = _scaled(number, reader.factor)
            low, high = _bounds(indicator)
            if number in SENTINELS and low >= 0:
                self.missing += 1
                return
            if not low <= number <= high:
                self.say(Severity.ERROR, row, c, _out_of_range(indicator, number))
                return
            if indicator.quantity is Quantity.RANK and not number.is_integer():
                self.say(Severity.ERROR, row, c, f"名次“{number:g}”不是整数。")
                return
            if indicator.quantity is Quantity.PERCENT and 0 < number <= 1 and not percent_text:
                self.say(
                    Severity.WARNING,
                    row,
                    c,
                    f"{indicator.name}{number:g}%与同列其他值相差很大，是否应为{number * 100:g}%？",
                    f"{number * 100:g}",
                )
        cell = self.sheet.cell(row, c)
        if column.meaning is Meaning.TARGET:
            if number is not None:
                self._target(place, indicator, period, number, cell, row)
            return
        name, size = self._list(row, column, indicator)
        kept = (place, indicator.key, period, number, found.text, self.sheet.name, cell, name, size)
        self.into.observations.append(Seen(*kept))
        if found.before is not None:
            before = str(Period.parse(period).year_before())
            self.into.observations.append(
                Seen(
                    place,
                    indicator.key,
                    before,
                    found.before,
                    "",
                    self.sheet.name,
                    cell,
                    name,
                    None,
                )
            )
            self.once(Severity.HINT, row, c, "括号内的数按上年同期值读取。")

    def _list(self, row: int, column: Column, indicator: Indicator) -> tuple[str, int | None]:
        if indicator.quantity is not Quantity.RANK:
            return "", None
        name = column.list_name
        if self.table.region is not None:
            region = self.text(row, self.table.region)
            return f"{name}（{region}）" if region else name, None
        size = self.table.list_size
        at = self.table.keys.get(Meaning.LIST_SIZE)
        if at is not None:
            stated = self.value(row, at)
            size = int(stated) if isinstance(stated, float) and stated >= 1 else size
        return name, size

    def _target(
        self, place: int, indicator: Indicator, period: str, number: float, cell: str, row: int
    ) -> None:
        keys = self.table.keys
        at = keys.get(Meaning.DOCUMENT)
        document = str(self.value(row, at)).strip() if at is not None else self.table.document
        signed = self.table.signed_on
        if Meaning.SIGNED_ON in keys:
            signed = cell_when(self.value(row, keys[Meaning.SIGNED_ON]), "日期")
        day = _as_date(signed)
        for span in self._target_periods(period, indicator):
            self.into.targets.append(
                SeenTarget(place, indicator.key, span, number, document, day, self.sheet.name, cell)
            )

    def _target_periods(self, period: str, indicator: Indicator) -> Iterable[str]:
        """A class to be kept stands for the year and for each period the table shows beside it."""
        measured = [
            k
            for k in self.table.values.values()
            if k.meaning is Meaning.VALUE and k.indicator is indicator and not k.years_back
        ]
        if indicator.quantity is not Quantity.WATER_CLASS or not measured:
            return [period]
        spans = {str(Period.year_of(Period.parse(period).year)): None, period: None}
        base = self.table.when
        for column in measured:
            if column.when is not None:
                found = column.when.over(base).period()
                if found is not None:
                    spans[str(found)] = None
        return spans


_SIMPLE = frozenset({Quantity.NUMBER, Quantity.COUNT, Quantity.PERCENT})


def _bounds(indicator: Indicator | None) -> tuple[float, float]:
    if indicator is None:
        return float("inf"), float("-inf")
    low = float(indicator.low) if indicator.low is not None else float("-inf")
    high = float(indicator.high) if indicator.high is not None else float("inf")
    return low, high


def _scaled(number: float, factor: float) -> float:
    return round(number * factor, 10)


def _out_of_range(indicator: Indicator, number: float) -> str:
    if indicator.unit == "%" and number > 100:
        return f"{indicator.name}{number:g}%，超过100%。"
    return (
        f"{indicator.name}{number:g}{indicator.unit}，"
        f"超出合理范围（{indicator.low}—{indicator.high}）。"
    )


def place_name(text: str) -> str:
    """A place as written, without blanks inside: 行政 中心 → 行政中心."""
    return re.sub(r"\s+", "", text.replace("\u3000", " ")).strip("*※")


def _as_date(when: When | None) -> date | None:
    if when is None or None in (when.year, when.first, when.day):
        return None
    try:
        return date(when.year or 0, when.first or 0, when.day or 0)
    except ValueError:
        return None


def _joined(found: When, when: When, base: When) -> When:
    """Columns 年, 月, 日 together; each says its own part."""
    year = found.year or when.year
    first = found.first if found.first is not None else when.first
    last = found.last if found.first is not None else when.last
    day = found.day if found.day is not None else when.day
    return When(year, first, last, day, None, when.to_date and base.to_date)
