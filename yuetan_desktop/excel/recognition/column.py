"""One column of a table, understood: a key, a value of an indicator, a target, or not at all."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from yuetan_desktop.domain.indicator import Indicator
from yuetan_desktop.excel.recognition.periods import When
from yuetan_desktop.excel.results import PlaceRole


class Meaning(StrEnum):
    """The Chinese words are shown in the mapping step."""

    PLACE = "单位"
    PARENT = "所属单位"
    CODE = "单位编码"
    RIVER = "河流"
    GRADE = "断面级别"
    AUDIT = "审核状态"
    OWNER = "监测归属"
    PERIOD = "时期"
    INDICATOR = "指标名称"
    VALUE = "数值"
    TARGET = "目标"
    CHANGE = "变化情况（不入库）"
    IGNORED = "不入库"
    RANK_GROUP = "排名分区"
    DOCUMENT = "文号"
    SIGNED_ON = "签发日期"
    KIND = "事项类别"
    TITLE = "事项"
    SUBJECT = "对象"
    FOUND = "认定"
    FOUND_BY = "认定人"
    FOUND_ON = "认定日期"
    EVIDENCE = "佐证"
    LIST_SIZE = "参加排名个数"
    LISTED = "单位及其数值"
    CLASS_DAYS = "级别天数（求和）"
    UNKNOWN = ""


@dataclass(frozen=True, slots=True)
class Column:
    """One column understood. `indicator` is None where title or row must say it."""

    head: str
    meaning: Meaning
    indicator: Indicator | None = None
    unit: str = ""
    when: When | None = None
    years_back: int = 0  # 上年同期: the value of the year before
    months_back: int = 0  # 上月
    role: PlaceRole | None = None
    place: str = ""  # the head itself names a place (pivot)
    specificity: int = 0
    bare_rank: bool = False  # 排名 alone: of what, its neighbours must say
    list_name: str = ""
    city_wide: bool = False
    confidence: float = 1.0
    why: str = ""
    chosen: bool = False  # by the clerk: nothing around it changes it
    factor: float | None = None  # to the indicator's unit, where the clerk stated the unit
    told: str = ""  # of cells that hold two numbers: what the head says of the second
    second: Column | None = None  # and as what it is read


def with_context(column: Column, indicator: Indicator | None, confidence: float) -> Column:
    """A value column whose head named no indicator, completed by its surroundings."""
    return replace(
        column,
        indicator=indicator,
        unit=column.unit or (indicator.unit if indicator else ""),
        confidence=min(column.confidence, confidence),
    )
