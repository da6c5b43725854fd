"""年度任务台账: what a unit was set for a year and has done of it: 总量减排 (第七条（五）), and
资金执行 and 项目储备库 (第七条（八）)."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

_HUNDRED = Decimal(100)


class YearTaskKind(StrEnum):
    """Values are the words shown; `key` is what the rule file says."""

    REDUCTION = "总量减排"
    FUND = "资金执行"
    RESERVE = "项目储备库"

    @property
    def key(self) -> str:
        return self.name.lower()

    @property
    def heads(self) -> tuple[str, str]:
        """What was set and what was done, in the words of its ledger."""
        return _HEADS[self]

    @property
    def measure(self) -> str:
        """What its numbers count unless another unit is written."""
        return _MEASURES[self]


_HEADS = {
    YearTaskKind.REDUCTION: ("任务", "完成"),
    YearTaskKind.FUND: ("下达", "支出"),
    YearTaskKind.RESERVE: ("任务", "入库"),
}
_MEASURES = {
    YearTaskKind.REDUCTION: "吨",
    YearTaskKind.FUND: "万元",
    YearTaskKind.RESERVE: "个",
}


@dataclass(frozen=True, slots=True)
class YearTask:
    """One line: 氮氧化物, 120 吨 set, 112.8 吨 done."""

    id: int
    place: int
    year: int
    kind: YearTaskKind
    item: str
    planned: Decimal
    done: Decimal
    unit: str
    document: str = ""
    origin: str = ""  # the cell of the workbook that brought it

    @property
    def key(self) -> tuple[int, int, YearTaskKind, str]:
        """What a newer line takes the place of."""
        return self.place, self.year, self.kind, self.item

    @property
    def percent(self) -> Decimal:
        """How much of it is done; a task of nothing is done."""
        return self.done * _HUNDRED / self.planned if self.planned else _HUNDRED

    @property
    def percent_text(self) -> str:
        """Cut to one decimal: 99.96 % done is never told as all of it."""
        cut = int(self.percent * 10) / Decimal(10)
        return f"{cut.normalize():f}%"

    @property
    def says(self) -> str:
        """氮氧化物任务120吨，完成112.8吨（94%）."""
        set_, did = self.kind.heads
        return (
            f"{self.item}{set_}{self.planned:f}{self.unit}，{did}{self.done:f}{self.unit}"
            f"（{self.percent_text}）"
        )


def elapsed_percent(year: int, day: date) -> Decimal:
    """How much of a year has gone by at the end of a day."""
    if day.year != year:
        return _HUNDRED if day.year > year else Decimal(0)
    days = 366 if calendar.isleap(year) else 365
    return Decimal((day - date(year, 1, 1)).days + 1) * _HUNDRED / days
