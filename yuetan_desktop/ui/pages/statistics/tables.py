"""The tables of 统计考评: counts by unit, level, item and month, limits, pace, 党政同责."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from yuetan_desktop.domain.reports.limitrate import LimitRate
from yuetan_desktop.domain.reports.statistics import Count
from yuetan_desktop.services.reports.statistics import Statistics
from yuetan_desktop.ui.table_model import Column
from yuetan_desktop.ui.theme import Color
from yuetan_desktop.ui.widgets.cell_painters import chip_cell, level_cell, state_cell


@dataclass(frozen=True, slots=True)
class CountLine:
    """One line of a count; `level` shows its badge. `order` is where it stands by itself."""

    name: str
    count: Count
    order: Any
    level: int | None = None


@dataclass(frozen=True, slots=True)
class TableKind:
    """One table: its name on the segment, its columns, and its rows from the figures."""

    key: str
    name: str
    columns: tuple[Column, ...]
    rows: Callable[[Statistics], Sequence[Any]]


def percent(share: Decimal | None) -> str:
    """92.9 %, — where nothing was counted."""
    return "—" if share is None else f"{share * 100:.1f}%"


def number(value: Decimal) -> str:
    return f"{value.normalize():f}"


def _whole(title: str, read: Callable[[Any], int], width: int = 84) -> Column:
    return Column(title, lambda r: str(read(r)), sort=read, right=True, width=width)


def _count_columns(first: str, *, level: bool = False) -> tuple[Column, ...]:
    paint = level_cell(lambda r: r.level, lambda r: r.name) if level else None
    return (
        Column(first, lambda r: r.name, sort=lambda r: r.order, width=0, paint=paint, bold=True),
        _whole("立案", lambda r: r.count.opened),
        _whole("在办", lambda r: r.count.open),
        _whole("已结", lambda r: r.count.ended),
        _whole("撤销或豁免", lambda r: r.count.dropped, 104),
    )


def _lines(counts: Iterable[tuple[str, Count]]) -> list[CountLine]:
    return [CountLine(name, count, n) for n, (name, count) in enumerate(counts)]


def _units(found: Statistics) -> list[CountLine]:
    """In the order of 党政同责; units without a case stand last, so that none is missed."""
    return _lines((unit.name, unit.count) for unit in found.units)


def _levels(found: Statistics) -> list[CountLine]:
    counts = found.evaluation.by_level
    return [
        CountLine(
            level.name, counts.get(level.number, Count(0, 0, 0, 0)), level.number, level.number
        )
        for level in found.levels
    ]


def _items(found: Statistics) -> list[CountLine]:
    counts = found.evaluation.by_article.items()
    return _lines(sorted(counts, key=lambda pair: (-pair[1].opened, pair[0])))


def _months(found: Statistics) -> list[CountLine]:
    return _lines((month.label(), count) for month, count in found.evaluation.by_month.items())


def _faults(found: Statistics) -> list[CountLine]:
    return _lines((line.name, line.count) for line in found.faults)


_LIMITS = (
    Column("期限", lambda r: r.name, width=0, bold=True),
    _whole("按期", lambda r: r.in_time),
    _whole("超期", lambda r: r.late),
    _whole("逾期", lambda r: r.overdue),
    _whole("未到期", lambda r: r.running),
    Column(
        "按期率",
        lambda r: percent(r.rate),
        sort=lambda r: r.rate if r.rate is not None else Decimal(-1),
        right=True,
        bold=True,
        width=90,
    ),
)
_PACES = (
    Column("环节", lambda r: r.label, width=0, bold=True),
    _whole("件数", lambda r: r.count),
    Column(
        "中位数（工作日）",
        lambda r: number(r.median),
        sort=lambda r: r.median,
        right=True,
        bold=True,
        width=140,
    ),
    _whole("最长（工作日）", lambda r: r.longest, 130),
)


def _level_column(level: int) -> Column:
    return Column(
        f"{level}级",
        lambda r: str(r.by_level[level] or "—"),
        sort=lambda r: r.by_level[level],
        right=True,
        width=40,
    )


def _veto(unit: Any) -> tuple[str, str]:
    return ("否决提示", "late") if unit.has_veto else ("", "neutral")


def _kept(unit: Any) -> tuple[str, str, str]:
    rate: LimitRate = unit.limits
    if rate.rate is None:
        return "", "—", Color.INK3
    late = rate.late + rate.overdue
    icon, color = ("circle-alert", Color.BAD) if late else ("check", Color.OK)
    return icon, percent(rate.rate), color


_DUTY = (
    Column("单位", lambda r: r.name, width=152, bold=True),
    Column(
        "一票否决",
        lambda r: _veto(r)[0],
        paint=chip_cell(_veto),
        tip=lambda r: "、".join(r.veto_says) or "没有第九条案件",
        width=98,
    ),
    *(_level_column(level) for level in range(1, 7)),
    _whole("在办", lambda r: r.count.open, 46),
    Column(
        "按期率",
        lambda r: percent(r.limits.rate),
        sort=lambda r: r.limits.rate if r.limits.rate is not None else Decimal(-1),
        paint=state_cell(_kept),
        width=86,
    ),
    _whole("逾期", lambda r: r.limits.overdue, 46),
    _whole("未改善", lambda r: r.not_improved, 60),
    _whole("豁免", lambda r: r.exemptions, 0),
)

TABLES = (
    TableKind("duty", "党政同责", _DUTY, lambda found: found.units),
    TableKind("units", "按单位", _count_columns("单位"), _units),
    TableKind("levels", "按等级", _count_columns("措施", level=True), _levels),
    TableKind("items", "按条款", _count_columns("条款"), _items),
    TableKind("months", "按月", _count_columns("立案月份"), _months),
    TableKind("faults", "原因", _count_columns("原因性质"), _faults),
    TableKind("limits", "期限", _LIMITS, lambda found: found.evaluation.limits),
    TableKind("paces", "用时", _PACES, lambda found: found.evaluation.paces),
)
