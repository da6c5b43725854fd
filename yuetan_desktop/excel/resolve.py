"""A table's columns completed by what stands around: title, sheet and file name, neighbours."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Any

from yuetan_desktop.domain.indicator import Indicator, Quantity
from yuetan_desktop.excel.column import Column, Meaning, with_context
from yuetan_desktop.excel.columns import Vocabulary, list_in, rank_of, says_city_wide, unit_in
from yuetan_desktop.excel.listed import lists_values
from yuetan_desktop.excel.periods import When, cell_when, file_when, find_when, whole_when
from yuetan_desktop.excel.results import PlaceRole, Problem, Severity
from yuetan_desktop.excel.sheet import plain
from yuetan_desktop.excel.tables import Block
from yuetan_desktop.excel.titles import place_in, stated_size, stated_when
from yuetan_desktop.excel.values import looks_like_data

_TARGETS = re.compile(r"目标|targets?(?![a-z])|考核任务|指标任务", re.IGNORECASE)
_DONE = re.compile(r"目标.{0,6}(完成|达标|达成|进展|对比)|完成情况|达标情况")
_DOCUMENT = re.compile(r"[^\s，。；：:（）()“”]{1,20}[〔\[【(（]20\d{2}[〕\]】)）]第?\d+号")
_SIGNED = re.compile(r"(20\d{2}年\d{1,2}月\d{1,2}日)[^，。；]{0,4}(印发|签发|下达|发布)")


@dataclass(slots=True)
class Table:
    """One table ready to be read row by row."""

    block: Block
    title: str
    place: int | None = None
    parent: int | None = None
    river: int | None = None
    grade: int | None = None
    code: int | None = None  # 行政区划代码, 断面编码
    role: PlaceRole = PlaceRole.UNIT
    periods: list[int] = field(default_factory=list)
    indicator: int | None = None
    values: dict[int, Column] = field(default_factory=dict)
    keys: dict[Meaning, int] = field(default_factory=dict)
    region: int | None = None  # the part of a list a rank belongs to: 陕南, 关中
    when: When = field(default_factory=When)
    place_name: str = ""
    of: Indicator | None = None  # what the title speaks of
    list_name: str = ""
    list_size: int | None = None
    document: str = ""
    signed_on: When | None = None
    problems: list[Problem] = field(default_factory=list)

    @property
    def is_register(self) -> bool:
        return Meaning.KIND in self.keys


def resolve(
    block: Block, words: Vocabulary, file_name: str, hint: When | None, place: str = ""
) -> Table:
    """`hint` and `place`: the period and the unit said of the whole file, where it says none."""
    title = " ".join(block.titles)
    table = Table(block, title=block.titles[0] if block.titles else "")
    sheet = block.sheet.name
    _context(table, words, title, sheet, file_name, hint)
    _keys(table)
    _unnamed_places(table)
    for column in block.columns:
        if table.of is None and column.meaning in (Meaning.PERIOD, Meaning.PLACE):
            table.of = words.mentioned(column.head)  # a pivot's corner: 求和项:PM10
    _values(table, words, " ".join((title, sheet, file_name)))
    if table.place is None and not any(column.place for column in table.values.values()):
        table.place_name = _place_of_all(table, place_in(title, sheet, file_name), place)
    elif place:
        words_of_it = f"表中写有单位，按表中的单位读取；选定的“{place}”没有用到。"
        table.problems.append(Problem(Severity.HINT, sheet, "", words_of_it))
    return table


# -- around the table ---------------------------------------------------------------------------
def _context(
    table: Table, words: Vocabulary, title: str, sheet: str, file_name: str, hint: When | None
) -> None:
    when = stated_when(table.block.titles)
    from_file = file_when(file_name)
    if from_file and from_file.day is not None and when.year is not None:
        from_file = None  # the day on which a dated table was printed or sent
    around = When().over(find_when(sheet)).over(from_file)
    if when.first is not None:  # 累计 in the file's name says nothing of a month the title names
        around = around._replace(to_date=False)
    table.when = when.over(around).over(hint)
    stem = file_name.rpartition(".")[0] or file_name
    for text in (title, sheet, stem.replace("_", "、")):
        if table.of is None:
            table.of = words.mentioned(plain(text))
    notes = " ".join(table.block.notes)
    table.list_name = list_in(title) or list_in(sheet) or list_in(notes) or list_in(stem)
    table.list_size = stated_size(notes) or stated_size(title)
    around = notes + " " + title
    if found := _DOCUMENT.search(around):
        table.document = re.sub(r"^(依据|根据|按照|文件|文号|发文)+", "", found[0])
    if signed := _SIGNED.search(around):
        table.signed_on = find_when(signed[1])
    if from_file and from_file.year and when.year and from_file.year != when.year:
        table.problems.append(
            Problem(
                Severity.WARNING,
                sheet,
                "",
                f"标题写的是{when.year}年，文件名写的是{from_file.year}年，按标题读取。",
            )
        )


def _place_of_all(table: Table, named: str, said: str) -> str:
    """What a table without a unit column is of. What the file names holds before what was said;
    a station said of its county's file (合川区, 合川区城南站) says the same, more exactly."""
    if not named or not said or named in said or said in named:
        return said or named
    message = f"标题或文件名写的是“{named}”，选定的单位是“{said}”，按“{named}”读取。"
    table.problems.append(Problem(Severity.WARNING, table.block.sheet.name, "", message))
    return named


# -- key columns --------------------------------------------------------------------------------
def _keys(table: Table) -> None:
    block = table.block
    places = []
    for c, column in zip(block.column_range(), block.columns, strict=True):
        match column.meaning:
            case Meaning.PLACE:
                places.append((column.specificity, c, column))
            case Meaning.RIVER if table.river is None:
                table.river = c
            case Meaning.GRADE:
                table.grade = c
            case Meaning.CODE if table.code is None:
                table.code = c
            case Meaning.PERIOD:
                table.periods.append(c)
            case Meaning.INDICATOR if _names_periods(table, c):
                table.periods.append(c)
            case Meaning.INDICATOR:
                table.indicator = c
            case Meaning.LISTED if not lists_values(_rows(block), c):
                places.append((0, c, column))  # one name in each cell
            case Meaning.VALUE | Meaning.TARGET | Meaning.UNKNOWN | Meaning.CHANGE:
                pass
            case meaning:
                table.keys.setdefault(meaning, c)
    # The most specific name is the place; the next one says where it belongs.
    places.sort(key=lambda found: (-found[0], found[1]))
    if places:
        _, table.place, column = places[0]
        table.role = column.role or PlaceRole.UNIT
        above = [c for rank, c, _ in places[1:] if rank != 1 and rank < places[0][0]]
        table.parent = table.keys.get(Meaning.PARENT, above[0] if above else None)
    if table.role is PlaceRole.SECTION and table.grade is None:
        heads = {plain(k.head): c for c, k in zip(block.column_range(), block.columns, strict=True)}
        table.grade = heads.get("级别", heads.get("断面属性"))


def _rows(block: Block) -> list[list[Any]]:
    return block.sheet.rows[block.data.start : block.data.stop]


def _cells(table: Table, column: int, limit: int = 60) -> list[object]:
    rows = table.block.sheet.rows
    found: list[object] = []
    for r in table.block.data:
        value = rows[r][column] if column < len(rows[r]) else ""
        if value not in ("", None):
            found.append(value)
            if len(found) >= limit:
                break
    return found


def _names_periods(table: Table, column: int) -> bool:
    """项目 over 本月 and 累计: periods, not indicators."""
    texts = [plain(str(value)) for value in _cells(table, column)]
    return bool(texts) and all(
        re.fullmatch(r"[本当](月|期|季度|年)|.{0,4}累计", text) or whole_when(text)
        for text in texts
    )


def _unnamed_places(table: Table) -> None:
    """Places where no head says so: a pivot's heads, a corner left blank, a mislabelled corner."""
    block = table.block
    by_column = dict(zip(block.column_range(), block.columns, strict=True))
    if table.place is None and table.periods:
        first = table.periods[0]
        names = [v for v in _cells(table, first) if isinstance(v, str)]
        dated = [v for v in names if cell_when(v, by_column[first].head)]
        if len(names) >= 2 and not dated and any(k.when for k in by_column.values()):
            table.periods.remove(first)
            table.place = first
            return
    if table.place is None and (table.periods or table.indicator is not None):
        for c, column in by_column.items():
            named = column.meaning is Meaning.UNKNOWN or (
                column.meaning is Meaning.VALUE and column.indicator is None and not column.when
            )
            name = column.head.split(" ")[-1] if column.head else ""
            named = named and not re.fullmatch(r".{0,4}累计.{0,2}|均值|平均值?|合计", name)
            if named and name and not name.isascii() and _mostly_data(table, c):
                found = replace(column, meaning=Meaning.VALUE, place=name, why="")
                block.columns[c - block.first] = found
        return
    if table.place is None:
        for c, column in by_column.items():
            values = _cells(table, c, 20)
            texts = [v for v in values if isinstance(v, str) and not looks_like_data(plain(v))]
            if column.meaning is Meaning.UNKNOWN and len(values) >= 2:
                if len(texts) >= 0.7 * len(values):
                    table.place = c
                    table.problems.append(
                        Problem(
                            Severity.HINT,
                            block.sheet.name,
                            block.sheet.cell(block.head[-1], c),
                            "这一列没有表头，按单位名称读取。",
                        )
                    )
                return


def _mostly_data(table: Table, column: int) -> bool:
    values = _cells(table, column)
    numbers = sum(
        isinstance(v, float) or (isinstance(v, str) and looks_like_data(plain(v))) for v in values
    )
    return bool(values) and numbers >= 0.7 * len(values)


# -- value columns ------------------------------------------------------------------------------
def _values(table: Table, words: Vocabulary, around: str) -> None:
    block = table.block
    all_targets = bool(_TARGETS.search(around)) and not _DONE.search(around)
    all_targets = all_targets and not any(
        k.meaning is Meaning.TARGET and not k.chosen for k in block.columns
    )
    unit_line = unit_in(" ".join(block.titles))
    for c, column in zip(block.column_range(), block.columns, strict=True):
        if column.meaning not in (Meaning.VALUE, Meaning.TARGET):
            continue
        done = column
        if column.chosen:
            table.values[c] = column
            continue
        if column.bare_rank:
            done = _rank(table, c, words, around)
        elif column.indicator is None and table.indicator is None:
            done = with_context(column, _implied(table, column, words), 0.8)
        elif (
            column.indicator and column.indicator.quantity is Quantity.RANK and not column.list_name
        ):
            done = _scoped(table, column, words, around)
        if not done.unit and unit_line and done.indicator and done.indicator.unit == unit_line:
            done = replace(done, unit=unit_line)
        if all_targets and done.meaning is Meaning.VALUE:
            done = replace(done, meaning=Meaning.TARGET)
        if done.meaning in (Meaning.VALUE, Meaning.TARGET) and (
            done.indicator is not None or table.indicator is not None
        ):
            table.values[c] = done
        elif done.meaning is Meaning.VALUE:
            done = replace(done, meaning=Meaning.UNKNOWN, why="没有说明是哪项指标")
        block.columns[c - block.first] = done
    _periods_beside(table)
    _regions(table)


def _periods_beside(table: Table) -> None:
    """What a head leaves to its neighbours of the same indicator: 去年同期 after 累计 is that of
    累计; 累计 after the months of a year the title names is from January to the last of them."""
    spoken: When | None = None
    months: list[int] = []
    of: Indicator | None = None
    for c, column in sorted(table.values.items()):
        if column.chosen:
            continue
        if column.indicator is not of:
            of, spoken, months = column.indicator, None, []
        when = column.when
        if column.years_back and when is None:
            when = spoken
        elif when == When(to_date=True) and table.when.first is None:
            if months and months == list(range(1, len(months) + 1)):
                when = When(None, 1, months[-1])
        elif not column.years_back and not column.months_back:
            spoken = when
            if when and when.day is None and when.first and when.first == when.last:
                months += [when.first] if _cells(table, c) else []
        done = replace(column, when=when)
        table.values[c] = table.block.columns[c - table.block.first] = done


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


def _rank(table: Table, c: int, words: Vocabulary, around: str) -> Column:
    """排名 alone is the rank of the value at its left, or of the only one that is ranked."""
    block = table.block
    column = block.columns[c - block.first]
    left = block.columns[c - block.first - 1] if c > block.first else None
    beside = left.indicator if left and left.meaning in (Meaning.VALUE, Meaning.CHANGE) else None
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
    rank = rank_of(of, words.catalogue, city_wide=_within_city(table, column, around))
    if rank is None:
        return replace(column, meaning=Meaning.CHANGE, why=f"{of.name}的名次，不入库")
    return _scoped(table, replace(column, indicator=rank, confidence=0.9), words, around)


def _within_city(table: Table, column: Column, around: str) -> bool:
    """Whether a rank counts the units of one city. Unsaid and few: never taken for a provincial
    rank, for the regulation's 后30名 would then be met by everyone."""
    if column.list_name or table.list_name:
        return False
    if column.city_wide or says_city_wide(around):
        return True
    return table.role is not PlaceRole.CITY and len(table.block.data) < 50


def _scoped(table: Table, column: Column, words: Vocabulary, around: str) -> Column:
    assert column.indicator is not None
    if column.indicator.key.endswith("_city") or column.city_wide:
        return column
    name = column.list_name or table.list_name
    if not name and column.bare_rank and table.role is PlaceRole.CITY:
        name = "全省市（州）"
    return replace(column, list_name=name)


def _regions(table: Table) -> None:
    """空气质量综合指数在全省分区域排序 over two columns: 陕南 | 4. The blank head has the rank."""
    block = table.block
    for c, column in list(table.values.items()):
        if column.indicator is None or column.indicator.quantity is not Quantity.RANK:
            continue
        texts = [
            v for v in _cells(table, c, 20) if isinstance(v, str) and not looks_like_data(plain(v))
        ]
        after = c + 1 - block.first
        if len(texts) < 2 or after >= len(block.columns) or block.columns[after].head:
            continue
        if _mostly_data(table, c + 1):
            table.region = c
            block.columns[c - block.first] = replace(column, meaning=Meaning.RANK_GROUP)
            moved = replace(column, head=column.head + " 名次")
            block.columns[after] = moved
            del table.values[c]
            table.values[c + 1] = moved
