"""What a row is about: its place, its period, its indicator — also where it leaves them blank."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from yuetan_desktop.domain.indicator import Indicator
from yuetan_desktop.excel.cells.celltimes import (
    are_month_ends,
    cell_when,
    is_of_months,
    months_meant,
    when_ago,
)
from yuetan_desktop.excel.cells.listed import listed_names
from yuetan_desktop.excel.cells.placenames import (
    counted_off,
    grade_of,
    or_blank,
    place_name,
    role_of,
    without_count,
)
from yuetan_desktop.excel.cells.values import is_missing
from yuetan_desktop.excel.recognition.column import Meaning
from yuetan_desktop.excel.recognition.columns import Vocabulary
from yuetan_desktop.excel.recognition.numberheads import (
    are_months,
)
from yuetan_desktop.excel.recognition.periods import When, joined, of_column
from yuetan_desktop.excel.recognition.table import Table
from yuetan_desktop.excel.recognition.titles import with_lost_year
from yuetan_desktop.excel.results import PlaceName, Severity
from yuetan_desktop.excel.sheet import as_text, plain
from yuetan_desktop.excel.tablerows.dottedperiods import dotted_periods
from yuetan_desktop.excel.tablerows.doubts import Doubts

TOTAL = re.compile(
    r"(全市|全省|全县|全区|全国|各县|全部)?(城市|断面|点位|县区|区县|市州|乡镇)?"
    r"(平均|均值|平均值|合计|总计|小计|总体|汇总|均)|[年季月周日]均值?|"
    r"全市|全省|全县|全区|全国|合计|总计|.*(三角|城市群|平原地区|片区)|"
    r"(最大|最小|最高|最低)值?|标准(值|限值)?|.+(平均|均值|合计)(\([^()]*\))?|全[市省县区国]\([^()]*\)"
)
_CHANGE_ROW = re.compile(
    r"((同比|环比)(变化|增减|升降|变幅|增幅|降幅|改善)?|变化|增减|升降|变幅|增幅|降幅|差值)"
    r"(率|情况|幅度|量|值)?(\([^()]*\))?"
)
_NO_UNIT = re.compile(  # rows under the units that say something about the columns
    r"((19|20)\d{2}年|上年|去年)?(同期|全年)?值?|.{0,4}(目标|标准)(限?值)?|(国家)?[一二]级标准(限?值)?|"
    r"排名|名次|达标(情况|率)?|完成(情况|率)?|超标倍数|本期|上期|上月|本月"
)


PlaceIndex = Callable[[PlaceName, str, str], int]
Keys = tuple[Any, ...]  # place, parent, river, grade, then the period columns; raw cells

NO_PLACE = "没有写明单位。请在字段匹配里选定单位，或把单位名称写进文件名。"

IN_HEADS = -1  # the columns name the places
SET_ASIDE = -2  # a total, or a row without a place
SEVERAL = -3  # the cell lists several units: `RowKeys.listed`


class RowKeys:
    """Place, period and indicator of each row of one table."""

    def __init__(
        self, table: Table, words: Vocabulary, doubts: Doubts, place_index: PlaceIndex
    ) -> None:
        self.table = table
        self.sheet = table.block.sheet
        self.words = words
        self.doubts = doubts
        self.place_index = place_index
        self._filled = self._merged_down()
        self._columns = (table.place, table.parent, table.river, table.grade, *table.periods)
        self._carry = self._carried()
        self._above: dict[int, Any] = {}
        self._bare_names = self._counted_off()
        self.listed: tuple[str, ...] = ()  # the units of the last row that names several
        self._places: dict[Keys, int] = {}
        self._whens: dict[tuple[When, Keys], When] = {}
        self._years = {c for c in table.periods if self._compares_years(c)}
        self._months = {c for c in table.periods if self._holds_months(c)}
        of_months = [c for c in table.periods if is_of_months(self.head(c))]
        self._spans = {c: months_meant(table.cells(c, len(table.block.data))) for c in of_months}
        self._dotted = {
            c: found
            for c in table.periods
            if (found := dotted_periods(partial(self._filled_in, c), table.when))
        }

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
        """The cell; inside an area merged downwards the area's value."""
        line = self.sheet.rows[row]
        found = line[column] if column < len(line) else ""
        if found in ("", None) and (corner := self.merged_from(row, column)) is not None:
            above = self.sheet.rows[corner]
            found = above[column] if column < len(above) else ""
        return "" if found is None else found

    def merged_from(self, row: int, column: int) -> int | None:
        """The row above whose cell reaches down to this one, if it is merged."""
        areas = self._filled.get(column, [])
        at = bisect_right(areas, (row, 1 << 30)) - 1
        return areas[at][0] if at >= 0 and areas[at][0] < row <= areas[at][1] else None

    def shared_from(self, row: int, column: int) -> int | None:
        """The same, where that row is about another unit, time or indicator."""
        corner = self.merged_from(row, column)
        named = (self.table.indicator, self.table.quantity)
        keys = [c for c in (*self._columns, *named) if c is not None]
        if corner is None or all(self.text(row, c) == self.text(corner, c) for c in keys):
            return None
        return corner

    def text(self, row: int, column: int | None) -> str:
        return "" if column is None else plain(as_text(self.value(row, column)))

    def head(self, column: int) -> str:
        return self.table.block.columns[column - self.table.block.first].head

    # -- keys -----------------------------------------------------------------------------------
    def _carried(self) -> set[int]:
        """Key columns whose blanks mean “as above”: they are blank row after row, by habit."""
        table = self.table
        data = table.block.data
        named = (table.indicator, table.quantity)
        keys = [c for c in (*self._columns, *named) if c is not None]
        found = {c for c in (table.parent, table.river) if c is not None}
        for c in (table.place, *table.periods):
            if c is None or len(keys) < 2:
                continue
            blank = sum(1 for r in data[:500] if self.value(r, c) == "")
            if blank >= 0.4 * min(len(data), 500):
                found.add(c)
        return found

    def is_read_down(self, column: int) -> bool:
        """Whether a blank cell of a key column may mean what stands above it."""
        return column in self._carry or column in self._filled

    def note_above(self, row: int) -> None:
        """A row was read elsewhere: blanks below it mean what it says."""
        line = self.sheet.rows[row]
        self._above.update((c, line[c]) for c in self._columns if c is not None and line[c])

    def of_row(self, row: int, line: list[Any]) -> Keys:
        found = []
        width = len(line)
        above = self._above
        for c in self._columns:
            if c is None:
                found.append("")
                continue
            value = line[c] if c < width else ""
            if value is None or value == "":
                value = self.value(row, c)
                if value == "" and c in self._carry:
                    value = above.get(c, "")
            else:
                above[c] = value
            if c in self._dotted:
                value = self._dotted[c].get(row, value)
            found.append(value)
        return tuple(found)

    def _counted_off(self) -> dict[str, str]:
        """The names of a column of places whose numbers only count its rows."""
        c = self.table.place
        if c is None:
            return {}
        cells = dict.fromkeys(self.table.cells(c, len(self.table.block.data)))
        names = [place_name(value) for value in cells if isinstance(value, str)]
        return counted_off([name for name in names if name and not TOTAL.fullmatch(plain(name))])

    # -- place ----------------------------------------------------------------------------------
    def place(self, row: int, keys: Keys) -> int:
        """The index of the row's place, IN_HEADS, SET_ASIDE or SEVERAL."""
        named = keys[:4]
        if self.table.code is not None:
            named = (*named, self.text(row, self.table.code))
        index = self._places.get(named)
        if index is None:
            index = self._place(row, *named)
            if index >= 0:
                self._places[named] = index
        return index

    def _place(
        self, row: int, value: Any, parent: Any, river: Any, grade: Any, code: str = ""
    ) -> int:
        table = self.table
        if table.place is None:
            return self._place_of_table(row)
        text = plain(as_text(value))
        if not text or is_missing(text):
            line = self.sheet.rows[row]
            total = any(isinstance(v, str) and TOTAL.fullmatch(plain(v)) for v in line)
            if not total and any(type(v) is float for v in line):
                self.doubts.say(Severity.ERROR, row, table.place, "这一行没有写单位，未读取。")
            return SET_ASIDE
        if TOTAL.fullmatch(text):
            if owner := plain(or_blank(parent)):
                message = (
                    f"{owner}的“{text}”这一行未入库；要作为{owner}的数值，请在这一格写{owner}。"
                )
                self.doubts.once(Severity.HINT, row, table.place, message)
            return SET_ASIDE
        if _is_change(text) or _NO_UNIT.fullmatch(text):
            message = f"“{text}”不是单位，这一行未入库。"
            self.doubts.say(Severity.HINT, row, table.place, message)
            return SET_ASIDE
        if isinstance(value, float):
            self.doubts.say(
                Severity.ERROR, row, table.place, f"“{text}”不是单位名称，这一行未读取。"
            )
            return SET_ASIDE
        self.listed = tuple(map(place_name, listed_names(text)))
        if self.listed:
            return SEVERAL
        named = place_name(str(value))
        name = PlaceName(
            without_count(self._bare_names.get(named, named), table.role),
            table.role,
            or_blank(parent),
            or_blank(river),
            grade_of(plain(as_text(grade))),
            code if len(code) >= 4 and not is_missing(code) else "",
        )
        return self.place_index(name, self.sheet.name, self.sheet.cell(row, table.place))

    def _place_of_table(self, row: int) -> int:
        """No column names places: the heads do, or the title, or nobody."""
        table = self.table
        if any(column.place for column in table.values.values()):
            return IN_HEADS
        if table.place_name:
            name = PlaceName(table.place_name, role_of(table.place_name))
            return self.place_index(name, self.sheet.name, "")
        self.doubts.once(
            Severity.ERROR,
            row,
            -1,
            NO_PLACE,
        )
        return SET_ASIDE

    def _compares_years(self, column: int) -> bool:
        """Whether a column holds bare years, that of the table among them: 2026 and 2025 under
        2026年10月 are both of October."""
        when = self.table.when
        cells = [value for value in self.table.cells(column) if not _is_change(value)]
        found = [cell_when(value, self.head(column)) for value in cells]
        bare = bool(found) and all(k is not None and k == When(k.year) for k in found)
        return bare and when.first is not None and any(k and k.year == when.year for k in found)

    def _holds_months(self, column: int) -> bool:
        """Whether every date of a column is the first of a month, how a sheet keeps 2025年1月, or
        the last under 月份."""
        cells, head = self.table.cells, self.head(column)
        some, data = cells(column), len(self.table.block.data)
        if are_months(some):
            return are_months(cells(column, data))
        return are_month_ends(some, head) and are_month_ends(cells(column, data), head)

    def _filled_in(self, column: int) -> Iterator[tuple[int, Any]]:
        """The rows of the data that hold something in a column, and what."""
        cells = ((row, self.value(row, column)) for row in self.table.block.data)
        return (cell for cell in cells if cell[1] != "")

    # -- period ---------------------------------------------------------------------------------
    def when(self, row: int, keys: Keys, base: When) -> When | None:
        """The row's period, completed by the table's; None, with a problem, where it is unclear."""
        found = self.moment(row, keys, base)
        return found._replace(hour=None) if found and found.hour is not None else found

    def moment(self, row: int, keys: Keys, base: When) -> When | None:
        """The same with its hour."""
        cells = (base, keys[4:])
        found = self._whens.get(cells)
        if found is None:
            read = self._when(row, keys, base)
            if read is None:
                return None
            found = self._whens[cells] = read
        return found

    def _when(self, row: int, keys: Keys, base: When) -> When | None:
        when = base
        several = len(self.table.periods) > 1
        for value, c in zip(keys[4:], self.table.periods, strict=True):
            if value == "":
                self.doubts.say(Severity.ERROR, row, c, "这一行没有写时期，未读取。")
                return None
            if (meant := self._spans.get(c, {}).get(value)) is not None:
                message = f"“{value:%Y-%m-%d}”像是“{value.month}-{value.day}”月变成的日期，"
                self.doubts.say(Severity.ERROR, row, c, message + "这一行未读取。", meant)
                return None
            if (ago := when_ago(value, self.head(c), when)) is not None:
                when = ago
                continue
            found = cell_when(value, self.head(c))
            if found is not None and c in self._months:
                found = found._replace(day=None, hour=None)
            if found is not None and c in self._years:
                when = when._replace(year=found.year)
                continue
            if found is None:
                shown = as_text(value)
                if _is_change(shown):
                    self.doubts.once(Severity.HINT, row, c, f"“{shown}”是变化情况，未入库。")
                    return None
                if TOTAL.fullmatch(plain(shown)):
                    return None
                message = f"“{shown}”看不出是哪一期，这一行未读取。"
                self.doubts.say(Severity.ERROR, row, c, message, with_lost_year(shown))
                return None
            if found == When() and when.unclear and when.first is not None:
                when = when._replace(unclear=False)  # 本月 under 10月和1—10月
                continue
            when = joined(found, when) if several and not found.year else found.over(when)
            if when.hour is not None and when.day is None and c == self.table.periods[-1]:
                if self.table.names_a_day:
                    continue
                message = "只写了几时，没有写是哪一天的，未读取；请在标题或另一列写明日期。"
                self.doubts.once(Severity.ERROR, row, c, message)
                return None
        return when

    # -- indicator ------------------------------------------------------------------------------
    def indicator(self, row: int) -> Indicator | None:
        """The indicator a row names in a column of its own; None, with a problem, if unknown."""
        c = self.table.indicator
        text = self.text(row, c)
        if c is None or not text:
            return None
        column = self.words.understand([text])
        if column.meaning is Meaning.IGNORED:  # 超标因子 under 水质类别
            return None
        goals = any(k.meaning is Meaning.TARGET for k in self.table.values.values())
        if column.meaning is Meaning.CHANGE or (column.meaning is Meaning.TARGET and not goals):
            said = "变化情况" if column.meaning is Meaning.CHANGE else "目标，请另放一列"
            self.doubts.say(Severity.HINT, row, c, f"“{text}”是{said}，这一行未入库。")
            return None
        if column.indicator is None or column.meaning not in (Meaning.VALUE, Meaning.TARGET):
            message = f"“{text}”不是认识的指标，这一行未读取。"
            self.doubts.say(Severity.ERROR, row, c, message)
            return None
        return column.indicator

    def named(self, row: int) -> Indicator | None:
        """The indicator a row names, without a word about one that is unknown."""
        return self.words.understand([self.text(row, self.table.indicator)]).indicator

    def when_named(self, row: int, when: When) -> When:
        """The row's period, as the name of its indicator has it: PM2.5去年同期, 10月PM2.5."""
        column = self.words.understand([self.text(row, self.table.indicator)])
        named = of_column(when, column.when)
        if column.years_back and named.year is not None:
            return named._replace(year=named.year - 1)
        return named.month_before() if column.months_back else named


def _is_change(value: Any) -> bool:
    """同比, 变化率(%) in a column of periods: a row of changes."""
    return (
        isinstance(value, str)
        and _CHANGE_ROW.fullmatch(plain(value)) is not None
        and len(plain(value)) > 1
    )
