"""Indicators, water classes and the rounding rule of GB/T 8170."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from enum import IntEnum, StrEnum
from typing import Any


class Better(StrEnum):
    """Which direction of an indicator is good."""

    LOWER = "lower"
    HIGHER = "higher"
    NEITHER = "neither"


class Quantity(StrEnum):
    """What kind of quantity an indicator's value is; decides how cells are read and shown."""

    NUMBER = "number"  # 浓度、指数
    COUNT = "count"  # 天数、次数
    PERCENT = "percent"  # 0–100
    RANK = "rank"  # 1 = 最好
    WATER_CLASS = "water_class"  # 1–6 = Ⅰ…劣Ⅴ
    TEXT = "text"  # 首要污染物等，不参与研判


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator as the catalogue `resources/indicators.toml` describes it.

    `decimals` is the number of places after which values are compared and shown (GB/T 8170);
    `low`/`high` bound the plausible range in `unit`; `aliases` are the heads seen in spreadsheets.
    """

    key: str
    name: str
    unit: str
    decimals: int
    better: Better
    quantity: Quantity
    low: Decimal | None = None
    high: Decimal | None = None
    aliases: tuple[str, ...] = ()
    short: str = ""

    @property
    def brief(self) -> str:
        """The name where space is short: 优良率, 排名."""
        return self.short or self.name

    def rounded(self, value: Decimal) -> Decimal:
        return round_half_even(value, self.decimals)

    def text(self, value: Decimal) -> str:
        """The value as papers and screens print it, without the unit."""
        if self.quantity is Quantity.WATER_CLASS:
            return WaterClass(int(value)).label
        return f"{self.rounded(value):f}"


def round_half_even(value: Decimal, decimals: int) -> Decimal:
    """Round to `decimals` places, halves to even (GB/T 8170—2008 四舍六入五成双)."""
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_EVEN)


def places(value: Decimal) -> int:
    """How many decimals a number was given with; 30.0 counts as 30."""
    exponent = value.normalize().as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0


class WaterClass(IntEnum):
    """Surface water classes of GB 3838—2002, ordered: larger is worse."""

    I = 1  # noqa: E741 - the standard's own name
    II = 2
    III = 3
    IV = 4
    V = 5
    WORSE_THAN_V = 6

    @property
    def label(self) -> str:
        return ("Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ", "Ⅴ", "劣Ⅴ")[self - 1]


class Catalogue(Mapping[str, Indicator]):
    """All known indicators by key."""

    def __init__(self, indicators: Iterable[Indicator]) -> None:
        self._by_key = {indicator.key: indicator for indicator in indicators}

    def __getitem__(self, key: str) -> Indicator:
        return self._by_key[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_key)

    def __len__(self) -> int:
        return len(self._by_key)

    @classmethod
    def from_toml(cls, text: str) -> Catalogue:
        """Read `[[indicator]]` tables; raises KeyError/ValueError on a malformed one."""
        return cls(_indicator(row) for row in tomllib.loads(text)["indicator"])


def _indicator(row: Mapping[str, Any]) -> Indicator:
    low, high = row.get("low"), row.get("high")
    return Indicator(
        key=str(row["key"]),
        name=str(row["name"]),
        unit=str(row["unit"]),
        decimals=int(str(row["decimals"])),
        better=Better(str(row["better"])),
        quantity=Quantity(str(row["quantity"])),
        low=None if low is None else Decimal(str(low)),
        high=None if high is None else Decimal(str(high)),
        aliases=tuple(str(alias) for alias in row.get("aliases", ())),
        short=str(row.get("short", "")),
    )
