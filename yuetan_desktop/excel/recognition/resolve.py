"""A table's period, place and key columns, completed by title, sheet and file name."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from yuetan_desktop.domain.indicator import Quantity
from yuetan_desktop.excel.cells.celltimes import cell_when
from yuetan_desktop.excel.cells.listed import lists_values
from yuetan_desktop.excel.cells.pairs import told_in_notes
from yuetan_desktop.excel.cells.values import is_missing, looks_like_data
from yuetan_desktop.excel.recognition.block import Block
from yuetan_desktop.excel.recognition.column import Column, Meaning
from yuetan_desktop.excel.recognition.columns import Vocabulary, list_in, unit_in
from yuetan_desktop.excel.recognition.elsewhere import Elsewhere, file_when
from yuetan_desktop.excel.recognition.headplaces import take_places
from yuetan_desktop.excel.recognition.periods import When, find_when, whole_when
from yuetan_desktop.excel.recognition.periodsbeside import leave_sampling
from yuetan_desktop.excel.recognition.quantities import Named, quantities
from yuetan_desktop.excel.recognition.table import Table
from yuetan_desktop.excel.recognition.titlequantities import leave_other_quantities
from yuetan_desktop.excel.recognition.titles import place_in, stated_size, stated_when
from yuetan_desktop.excel.recognition.valuemeanings import speaks_of_targets, value_meanings
from yuetan_desktop.excel.results import PlaceRole, Problem, Severity
from yuetan_desktop.excel.sheet import as_text, plain
from yuetan_desktop.excel.sourcewater import take_met

_STATION_CODE = re.compile(r"\d{4}A")  # of the national stations: 1001A
_OF_DAYS = re.compile(r"日报|日均|日数据|日值|逐日|每日|小时|实时|AQI|daily|hour", re.IGNORECASE)
NOWHERE = Elsewhere()
_DOCUMENT = re.compile(r"[^\s，。；：:（）()“”]{1,20}[〔\[【(（]20\d{2}[〕\]】)）]第?\d+号")
_MEASURE = re.compile(r"%|[位名天个次类]|百分点|无量纲|级别?")
_NO_UNIT = re.compile(  # heads of what was measured, and of what it is held against
    r"(标准|限值|目标)值?$|^(监测|实测|检测|分析|测定|现状|统计|[本当][月期])?(结果|数据|浓度|数值|均?值|平均值)$"
)
_EXCEEDING = re.compile(r"(主要)?超标(因子|项目|指标|污染物)")
_OF_ROWS = (Meaning.VALUE, Meaning.CHANGE)
_TO_DATE = re.compile(r"(本?年|年度|今年)?累计(值|情况|数据|均值|浓度|统计)?")  # of a sheet
_YEAR_BEFORE = re.compile(r"(去|上)年(同期|同月)(?!.*(比|变化))")
_SIGNED = re.compile(r"(20\d{2}年\d{1,2}月\d{1,2}日)[^，。；]{0,4}(印发|签发|下达|发布)")


def resolve(
    block: Block,
    words: Vocabulary,
    file_name: str,
    hint: When | None,
    place: str = "",
    elsewhere: Elsewhere = NOWHERE,
    year: int | None = None,
) -> Table:
    """`hint`, `place`, `year`: the period, the unit and the year said of the whole file, where it
    says none."""
    title = " ".join(block.titles)
    table = Table(block, title=block.titles[0] if block.titles else "")
    sheet = block.sheet.name
    _context(table, words, title, sheet, file_name, elsewhere.of_sheet(sheet))
    _keys(table, words)
    _day_of_file(table, title, file_name)
    _when_elsewhere(table, hint, elsewhere)
    if year is not None and table.when.year is None:
        table.year_said = table.when.first is None
        unclear = table.when.unclear or table.year_said
        table.when = table.when._replace(year=year, unclear=unclear)
    _unnamed_places(table, words)
    for column in block.columns:
        if table.of is None and column.meaning in (Meaning.PERIOD, Meaning.PLACE):
            table.of = words.mentioned(column.head)  # a pivot's corner: 求和项:PM10
    value_meanings(table, words, " ".join((title, sheet, file_name)))
    take_met(table, words)
    leave_other_quantities(table)
    _whole_years(table, speaks_of_targets(title))
    if table.year_of_file:  # 2025年空气质量.xlsx may hold one of its months
        table.when = table.when._replace(unclear=True)
    if table.place is None and not any(column.place for column in table.values.values()):
        table.place_name = _place_of_all(table, place_in(title, sheet, file_name), place)
    elif place:
        words_of_it = f"表中写有单位，按表中的单位读取；选定的“{place}”没有用到。"
        table.problems.append(Problem(Severity.HINT, sheet, "", words_of_it))
    return table


# -- around the table ---------------------------------------------------------------------------
def _context(
    table: Table,
    words: Vocabulary,
    title: str,
    sheet: str,
    file_name: str,
    of_sheet: When | None,
) -> None:
    when = stated_when(table.block.titles)
    from_file = file_when(file_name)
    if from_file and from_file.day is not None and when.year is not None:
        from_file = None  # the day on which a dated table was printed or sent
    around = When().over(of_sheet).over(from_file)
    if when.first is not None and not _TO_DATE.fullmatch(plain(sheet)):
        # 累计 in the file's name says nothing of a month the title names
        around = around._replace(to_date=False)
    table.when = when.over(around)
    unsaid = when.year is None and (of_sheet is None or of_sheet.year is None)
    before = any(map(_YEAR_BEFORE.match, (plain(title), plain(sheet))))
    if unsaid and before and table.when.year:
        table.when = table.when._replace(year=table.when.year - 1)
    year = from_file is not None and from_file == When(from_file.year) and table.when == from_file
    table.year_of_file = year and when.year is None and (of_sheet is None or of_sheet.year is None)
    stem = file_name.rpartition(".")[0] or file_name
    for text in (title, sheet, stem.replace("_", "、")):
        if table.of is None:
            table.of = words.mentioned(plain(text))
    notes = " ".join(table.block.notes)
    table.list_name = list_in(title) or list_in(sheet) or list_in(notes) or list_in(stem)
    table.list_size = stated_size(notes) or stated_size(title)
    table.in_brackets = told_in_notes((*table.block.titles, *table.block.notes))
    lines = notes + " " + title
    if found := _DOCUMENT.search(lines):
        table.document = re.sub(r"^(依据|根据|按照|文件|文号|发文)+", "", found[0])
    if signed := _SIGNED.search(lines):
        table.signed_on = find_when(signed[1])
    for where, other in (("文件名", from_file), ("工作表名", of_sheet)):
        if apart := _apart(when, other):
            message = f"标题写的是{apart[0]}，{where}写的是{apart[1]}，按标题读取。"
            table.problems.append(Problem(Severity.WARNING, sheet, "", message))


def _apart(title: When, other: When | None) -> tuple[str, str] | None:
    """The years, or the months, in which two lines about one table differ."""
    if other is None or title.unclear or other.unclear:
        return None
    if title.year and other.year and title.year != other.year:
        return f"{title.year}年", f"{other.year}年"
    if title.to_date or other.to_date or not (title.first and title.last):
        return None
    if other.first and other.last and (other.last < title.first or other.first > title.last):
        return _months(title.first, title.last), _months(other.first, other.last)
    return None


def _months(first: int, last: int) -> str:
    return f"{first}月" if first == last else f"{first}—{last}月"


def _day_of_file(table: Table, title: str, file_name: str) -> None:
    """A day that only the file's name gives may be the day on which it was sent."""
    when, sheet = table.when, table.block.sheet.name
    named = file_when(file_name)
    if table.periods or when.day is None or named is None or named[:4] != when[:4]:
        return
    if stated_when(table.block.titles).year is not None:
        return
    if not _OF_DAYS.search(" ".join((title, sheet, file_name))):
        message = (
            f"时期取自文件名“{file_name}”，按这一天的日数据读取；"
            "如果那是报送日期，请选定数据所属的时期。"
        )
        table.problems.append(Problem(Severity.WARNING, sheet, "", message))


def _when_elsewhere(table: Table, hint: When | None, elsewhere: Elsewhere) -> None:
    """A period said of the whole file; one that a cover or a folder gives is told, for it is not
    the table's own word."""
    if hint is not None:
        table.when = hint if table.when.unclear or table.year_of_file else table.when.over(hint)
        table.year_of_file = False
        return
    values = [k.when for k in table.block.columns if k.meaning is Meaning.VALUE]
    if values and all(k is not None and k.year and k.first for k in values):
        return  # every column says its own
    other, when = elsewhere.when, table.when
    if table.year_of_file and other is not None and other.first and other.year in (None, when.year):
        table.year_of_file = False
        other, when = other._replace(year=when.year), When()
    if other is None or when.unclear or when.year is not None:
        return
    if when.first is None and (other.first is None or when.to_date):
        return
    table.when = when.over(other)
    if not table.periods:
        span = table.when.period() if not table.when.impossible_day() else None
        label = span.label() if span else f"{other.year}年"
        message = f"表中没有写明时期，按{elsewhere.source}读作{label}，请核对。"
        table.problems.append(Problem(Severity.WARNING, table.block.sheet.name, "", message))


def _place_of_all(table: Table, named: str, said: str) -> str:
    """What a table without a unit column is of. What the file names holds before what was said;
    a station said of its county's file (合川区, 合川区城南站) says the same, more exactly."""
    if not named or not said or named in said or said in named:
        return said or named
    message = f"标题或文件名写的是“{named}”，选定的单位是“{said}”，按“{named}”读取。"
    table.problems.append(Problem(Severity.WARNING, table.block.sheet.name, "", message))
    return named


def _whole_years(table: Table, of_targets: bool) -> None:
    """2025年目标 beside the values of a month is of all the year; so is a value under 2025年 where
    the name of the file says no more. Beside 2026年1-10月 a bare 2025年 may be either."""
    in_months = any(
        k.when and k.when.year and k.when.first and k.meaning is Meaning.VALUE
        for k in table.values.values()
    )
    for c, column in table.values.items():
        when, goal = column.when, column.meaning is Meaning.TARGET and not of_targets
        if when is None or when.year is None or when != When(when.year):
            continue
        is_class = column.indicator and column.indicator.quantity is Quantity.WATER_CLASS
        if table.year_of_file or (goal and not is_class):
            done = replace(column, when=when._replace(first=1, last=12))
            table.values[c] = table.block.columns[c - table.block.first] = done
        elif in_months and not goal and table.when.first and not column.chosen:
            why = f"“{column.head}”只写了年份，按与本期相同的月份读取，请核对"
            why += "；是全年的请在字段匹配里选“全年”"
            done = replace(column, why=column.why or why, confidence=0.6)
            table.values[c] = table.block.columns[c - table.block.first] = done


# -- key columns --------------------------------------------------------------------------------
def _keys(table: Table, words: Vocabulary) -> None:
    block = table.block
    places = []
    for c, column in zip(block.column_range(), block.columns, strict=True):
        match column.meaning:
            case Meaning.PLACE if _holds_measures(table, c):
                block.columns[c - block.first] = replace(column, meaning=Meaning.IGNORED)
            case Meaning.PLACE:
                places.append((column.specificity, c, column))
            case Meaning.RIVER if table.river is None:
                table.river = c
            case Meaning.GRADE:
                table.grade = c
            case Meaning.CODE if table.code is None:
                table.code = c
            case Meaning.PERIOD if _names_measured(table, c, words):
                found = replace(column, meaning=Meaning.INDICATOR)
                block.columns[c - block.first] = found
                table.quantity = c if quantities(table, c, words) else None
                table.indicator = None if table.quantity is not None else c
            case Meaning.PERIOD:
                table.periods.append(c)
            case Meaning.IGNORED if _exceeding(table, c):
                block.columns[c - block.first] = replace(column, meaning=Meaning.INDICATOR)
                table.indicator = c
            case Meaning.INDICATOR if _names_periods(table, c):
                table.periods.append(c)
            case Meaning.INDICATOR if of := quantities(table, c, words):
                table.quantity = c
                table.indicator = c if of is Named.HERE else table.indicator
            case Meaning.INDICATOR:
                table.indicator = c
            case Meaning.UNKNOWN | Meaning.IGNORED if (
                table.quantity is None and quantities(table, c, words) is Named.ELSEWHERE
            ):
                table.quantity = c
                block.columns[c - block.first] = replace(column, meaning=Meaning.INDICATOR)
            case Meaning.LISTED if not lists_values(_rows(block), c):
                places.append((0, c, column))  # one name in each cell
            case Meaning.VALUE | Meaning.TARGET | Meaning.UNKNOWN | Meaning.CHANGE:
                pass
            case meaning:
                table.keys.setdefault(meaning, c)
    if Meaning.FOUND in table.keys and Meaning.KIND not in table.keys:
        for c, column in zip(block.column_range(), block.columns, strict=True):
            if plain(column.head) in ("类别", "类型", "种类"):  # of a register of events
                block.columns[c - block.first] = replace(column, meaning=Meaning.KIND)
                table.keys[Meaning.KIND] = c
    _place_columns(table, places, words)
    leave_sampling(table)


def _place_columns(table: Table, places: list[tuple[int, int, Column]], words: Vocabulary) -> None:
    """The most specific name is the place; the next one says where it belongs."""
    block = table.block
    places.sort(key=lambda found: (-found[0], found[1]))
    if places:
        _, table.place, column = places[0]
        table.role = column.role or PlaceRole.UNIT
        above = [c for rank, c, _ in places[1:] if rank != 1 and rank < places[0][0]]
        table.parent = table.keys.get(Meaning.PARENT, above[0] if above else None)
    if table.role is PlaceRole.SECTION:
        _bare_class(block, words)
    if table.role is PlaceRole.SECTION and table.grade is None:
        heads = {plain(k.head): c for c, k in zip(block.column_range(), block.columns, strict=True)}
        table.grade = heads.get("级别", heads.get("断面属性"))


def _bare_class(block: Block, words: Vocabulary) -> None:
    """类别 alone over sections, where no other column is their class."""
    water_class = words.catalogue.get("water_class")
    if any(k.indicator is water_class and k.meaning is Meaning.VALUE for k in block.columns):
        return
    for at, column in enumerate(block.columns):
        if column.meaning is Meaning.IGNORED and plain(column.head) == "类别":
            found = replace(column, meaning=Meaning.VALUE, indicator=water_class, confidence=0.9)
            block.columns[at] = found


def _names_measured(table: Table, c: int, words: Vocabulary) -> bool:
    """日期 | 1 | 2 over PM2.5 | 30 | 31: the corner names the heads, its cells what is measured."""
    cells = table.cells(c)
    dated = any(k.when is not None for k in table.block.columns)
    if not cells or not dated or not all(isinstance(value, str) for value in cells):
        return False
    head = table.block.columns[c - table.block.first].head
    if any(cell_when(value, head) for value in cells):
        return False
    return all(words.understand([value]).meaning in _OF_ROWS for value in cells)


def _exceeding(table: Table, c: int) -> bool:
    """超标因子 | 浓度: one item a row, and what was measured of it beside."""
    block = table.block
    beside = c + 1 - block.first
    if not _EXCEEDING.fullmatch(plain(block.columns[c - block.first].head)):
        return False
    after = block.columns[beside] if beside < len(block.columns) else None
    return after is not None and after.meaning is Meaning.VALUE and after.indicator is None


def _holds_measures(table: Table, c: int) -> bool:
    """单位 over μg/m³ and %: not the units that are assessed."""
    cells = [plain(str(value)) for value in table.cells(c)]
    texts = [text for text in cells if not is_missing(text)]
    return bool(texts) and all(_MEASURE.fullmatch(text) or unit_in(text) for text in texts)


def _rows(block: Block) -> list[list[Any]]:
    return block.sheet.rows[block.data.start : block.data.stop]


def _names_periods(table: Table, column: int) -> bool:
    """项目 over 本月 and 累计: periods, not indicators."""
    texts = [plain(str(value)) for value in table.cells(column)]
    return bool(texts) and all(
        re.fullmatch(r"[本当](月|期|季度|年)|.{0,4}累计", text) or whole_when(text)
        for text in texts
    )


def _has_number(table: Table, c: int) -> bool:
    """Of a few rows of quantities one may say 并列 or nothing."""
    cells = table.cells(c)
    return any(isinstance(v, float) or looks_like_data(plain(as_text(v))) for v in cells)


def _unnamed_places(table: Table, words: Vocabulary) -> None:
    """Places where no head says so: a pivot's heads, a corner left blank, a mislabelled corner."""
    block = table.block
    by_column = dict(zip(block.column_range(), block.columns, strict=True))
    if table.place is None and table.periods:
        first = table.periods[0]
        names = [v for v in table.cells(first) if isinstance(v, str)]
        dated = [v for v in names if cell_when(v, by_column[first].head)]
        if len(names) >= 2 and not dated and any(k.when for k in by_column.values()):
            table.periods.remove(first)
            table.place = first
            return
    named = table.indicator is not None or table.quantity is not None
    if table.place is None and take_places(block, words):
        return
    if table.place is None and (table.periods or named):
        if any(k.meaning is Meaning.VALUE and k.indicator for k in block.columns):
            return  # heads that name indicators stand beside no heads that name units
        for c, column in by_column.items():
            timed = column.when or column.years_back or column.months_back  # 去年同期
            named = column.meaning is Meaning.UNKNOWN or (
                column.meaning is Meaning.VALUE and column.indicator is None and not timed
            )
            name = column.head.split(" ")[-1] if column.head else ""
            named = named and not re.fullmatch(r".{0,4}累计.{0,2}|均值|平均值?|合计", name)
            named = named and not _NO_UNIT.search(name)
            written = not name.isascii() or _STATION_CODE.fullmatch(name)
            held = table.mostly_data(c) or (table.quantity is not None and _has_number(table, c))
            if named and name and written and held:
                found = replace(column, meaning=Meaning.VALUE, place=name, why="")
                block.columns[c - block.first] = found
        return
    if table.place is None:
        for c, column in by_column.items():
            values = table.cells(c, 20)
            texts = [v for v in values if isinstance(v, str) and not looks_like_data(plain(v))]
            if column.meaning is Meaning.UNKNOWN and len(values) >= 2:
                if len(texts) >= 0.7 * len(values):
                    table.place = c
                    unknown = f"“{column.head}”" if column.head else "这一列没有表头，"
                    table.problems.append(
                        Problem(
                            Severity.HINT,
                            block.sheet.name,
                            block.sheet.cell(block.head_row, c),
                            f"{unknown}按单位名称读取。",
                        )
                    )
                return
