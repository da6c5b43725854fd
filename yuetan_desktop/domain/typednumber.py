"""A number as a clerk types it, 1,200 or １２００．５, and as it is shown to one."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)")


def read_number(text: str) -> Decimal | None:
    """None for what is no plain number: words, NaN, 1e9, nothing."""
    said = unicodedata.normalize("NFKC", text).replace(",", "").strip()
    return Decimal(said) if _NUMBER.fullmatch(said) else None


def plain(number: Decimal) -> str:
    """10, not 1E+1; 0.5, not 0.50."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
