"""字段匹配: what the clerk says a column is, kept per layout and applied to the next file of it.

A layout is known by its heads with their periods taken out, so that next year's file, or next
month's, is the same layout.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from yuetan_desktop.domain.indicator import Catalogue, Indicator, Quantity
from yuetan_desktop.excel.recognition.block import Block
from yuetan_desktop.excel.recognition.column import Column, Meaning
from yuetan_desktop.excel.recognition.columns import said_in_head, unit_in
from yuetan_desktop.excel.recognition.periods import When, whole_when
from yuetan_desktop.excel.results import PlaceRole
from yuetan_desktop.excel.sheet import plain

OWN, LAST_YEAR, LAST_MONTH, TO_DATE = "本期", "上年同期", "上月", "累计"
UNSAID = "没有写明"  # of targets that are asked about
# What the period drop-down offers beside “as the head says”; from 全年 on they are read like heads.
PERIODS = (
    OWN, LAST_YEAR, LAST_MONTH, TO_DATE, "全年", "上半年", "前三季度",
    *(f"{quarter}季度" for quarter in "一二三四"), *(f"{month}月" for month in range(1, 13)),
)  # fmt: skip
# What the first drop-down offers, by the name under which a choice is kept.
USES = {
    "ignored": Meaning.IGNORED,
    "value": Meaning.VALUE,
    "target": Meaning.TARGET,
    "place": Meaning.PLACE,
    "parent": Meaning.PARENT,
    "code": Meaning.CODE,
    "river": Meaning.RIVER,
    "grade": Meaning.GRADE,
    "audit": Meaning.AUDIT,
    "owner": Meaning.OWNER,
    "period": Meaning.PERIOD,
    "indicator": Meaning.INDICATOR,
    "list_size": Meaning.LIST_SIZE,
    "document": Meaning.DOCUMENT,
    "signed_on": Meaning.SIGNED_ON,
    "kind": Meaning.KIND,
    "title": Meaning.TITLE,
    "subject": Meaning.SUBJECT,
    "found": Meaning.FOUND,
    "found_by": Meaning.FOUND_BY,
    "found_on": Meaning.FOUND_ON,
    "evidence": Meaning.EVIDENCE,
}
_FRACTION = "小数"
_UNITS = (
    {"μg/m³": 1.0, "mg/m³": 1000.0},
    {"mg/L": 1.0, "μg/L": 0.001},
    {"%": 1.0, _FRACTION: 100.0},
)


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """What one column is: a use of `USES`, and for values which, of when, in what unit.

    An empty period, unit or list is what the head says, so that the choice fits next month too.
    """

    use: str
    indicator: str = ""
    period: str = ""
    unit: str = ""
    list_name: str = ""
    role: str = ""  # for places: which kind of place the names mean


Choices = Mapping[str, ColumnChoice]  # key of the column in its layout →
Mappings = Mapping[str, Choices]  # fingerprint of the layout →

_YEARS = re.compile(r"(?<!\d)(19|20)\d{2}(?=年|度|[-/.]|$|\D)年?度?")
_SPANS = (
    (re.compile(r"(1[0-2]|0?[1-9])月?[-至到](1[0-2]|0?[1-9])月"), "期"),
    (re.compile(r"(1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月份?"), "期"),
    (re.compile(r"第?[一二三四1-4]季度|[上下]半年|前[三3]季度|全年|Q[1-4]|H[12]"), "期"),
    (re.compile(r"(3[01]|[12]\d|0?[1-9])[日号]"), "日"),
)


def timeless(head: str) -> str:
    """A head without its period: 2025年1-9月PM2.5均值 → 期PM2.5均值."""
    text = _YEARS.sub("", plain(head))
    for pattern, kept in _SPANS:
        text = pattern.sub(kept, text)
    return re.sub(r"期[-/.]?期|期+", "期", text)


def column_keys(heads: Sequence[str]) -> list[str]:
    """A name for each column that next year's file gives it too: its head, and which of them."""
    seen: Counter[str] = Counter()
    keys = []
    for head in heads:
        name = timeless(head)
        seen[name] += 1
        keys.append(f"{name}#{seen[name]}" if seen[name] > 1 or not name else name)
    return keys


def fingerprint(heads: Sequence[str]) -> str:
    """The same for every file with these heads; a run of months counts once, however long."""
    names = [timeless(head) for head in heads]
    shown = [name for at, name in enumerate(names) if at == 0 or name != names[at - 1]]
    while shown and not shown[-1]:
        shown.pop()
    return hashlib.sha256("\n".join(shown).encode()).hexdigest()[:24]


def form_of(block: Block) -> str:
    """The same for every file with such a table; one without heads is known by its form."""
    return fingerprint([block.form] if block.form else [column.head for column in block.columns])


def apply_choices(columns: list[Column], choices: Choices, catalogue: Catalogue) -> None:
    """Put the clerk's word in place of what was recognised."""
    for at, key in enumerate(column_keys([column.head for column in columns])):
        choice = choices.get(key)
        if choice is not None:
            columns[at] = _chosen(columns[at], choice, catalogue)


def _chosen(column: Column, choice: ColumnChoice, catalogue: Catalogue) -> Column:
    meaning = USES.get(choice.use)
    if meaning is None:
        return column
    plain_column = Column(column.head, meaning, chosen=True, told=column.told)
    if meaning is Meaning.PLACE:
        role = PlaceRole(choice.role) if choice.role else column.role or PlaceRole.UNIT
        return replace(plain_column, role=role, specificity=20)
    if meaning not in (Meaning.VALUE, Meaning.TARGET):
        return plain_column
    indicator = catalogue.get(choice.indicator)
    if indicator is None:
        return replace(plain_column, meaning=Meaning.UNKNOWN, why="没有选定指标")
    when, years_back, months_back = _period(column, choice.period)
    if meaning is Meaning.TARGET and column.meaning is not meaning and when is None:
        when = When()  # made a target by the clerk, to whom its time was shown
    return replace(
        plain_column,
        indicator=indicator,
        unit=choice.unit or column.unit or unit_in(column.head) or indicator.unit,
        when=when,
        years_back=years_back,
        months_back=months_back,
        list_name=choice.list_name or column.list_name,
        city_wide=column.city_wide or indicator.key.endswith("_city"),
        factor=factor_between(choice.unit, indicator) if choice.unit else None,
    )


def _period(column: Column, words: str) -> tuple[When | None, int, int]:
    """The column's period, and by how many years or months it lies back."""
    match words:
        case "":
            if column.meaning in (Meaning.VALUE, Meaning.TARGET):
                return column.when, column.years_back, column.months_back
            return said_in_head(column.head)
        case "本期":  # said in so many words, also of a target
            return When(), 0, 0
        case "上年同期":
            return None, 1, 0
        case "上月":
            return None, 0, 1
        case "累计":
            return When(to_date=True), 0, 0
        case _:
            return whole_when(words), 0, 0


def use_of(column: Column) -> str:
    """What a column was read as, by the name under which the clerk may change it."""
    return next((name for name, meaning in USES.items() if meaning is column.meaning), "ignored")


def period_words(column: Column) -> str:
    """When a column's values are of, in words: 本期, 上年同期, 10月, 2024年一季度."""
    if column.years_back:
        return LAST_YEAR
    if column.months_back:
        return LAST_MONTH
    when = column.when
    if when is None or when == When():
        return OWN
    year = f"{when.year}年" if when.year else ""
    if when.first is None:
        return f"{when.day}日" if when.day else year or TO_DATE
    for words in PERIODS[4:]:
        said = whole_when(words)
        if said is not None and said[1:3] == when[1:3] and when.day is None:
            return year + words + ("累计" if when.to_date else "")
    day = f"{when.day}日" if when.day else ""
    return f"{year}{when.first}—{when.last}月" if not day else f"{year}{when.first}月{day}"


def units_for(indicator: Indicator) -> tuple[str, ...]:
    """The units a column of this indicator can be in, its own first."""
    if indicator.quantity is Quantity.RANK:
        return (indicator.unit,)
    group = next((units for units in _UNITS if indicator.unit in units), {})
    return (indicator.unit, *(unit for unit in group if unit != indicator.unit))


def factor_between(unit: str, indicator: Indicator) -> float:
    """What brings a column stated in `unit` to the indicator's own unit."""
    group = next((units for units in _UNITS if indicator.unit in units), {})
    if unit not in group:
        return 1.0
    return group[unit] / group[indicator.unit]
