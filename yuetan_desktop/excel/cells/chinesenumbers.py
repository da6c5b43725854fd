"""Numbers written in Chinese words: 三十一点二, 一百零三, 二六, 三三.八. A reading to propose."""

from __future__ import annotations

import re

_DIGITS = {
    digit: number
    for digits in ("〇一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖", "○", "Ｏ")
    for number, digit in enumerate(digits)
} | {"两": 2}
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_POINT = re.compile(r"[点點。.．]")


def spelled_number(text: str) -> str | None:
    """The number in plain digits; None where the text is anything else."""
    sign, rest = ("-", text[1:]) if text[:1] == "负" else ("", text)
    whole, *fraction = _POINT.split(rest)
    if len(fraction) > 1 or not set(rest) & (_DIGITS.keys() | _UNITS.keys()):
        return None
    number = _counted(whole) if set(whole) & _UNITS.keys() else _digit_by_digit(whole)
    decimals = _digit_by_digit(fraction[0]) if fraction else ""
    if not number or decimals is None or (fraction and not decimals):
        return None
    return sign + number + (f".{decimals}" if fraction else "")


def _digit_by_digit(text: str) -> str | None:
    """二六, 2六: each a digit."""
    digits = [str(_DIGITS[c]) if c in _DIGITS else c for c in text]
    return "".join(digits) if all(d.isascii() and d.isdigit() for d in digits) else None


def _counted(text: str) -> str | None:
    """三十一, 一百零三, 十二: with tens and hundreds."""
    total, pending = 0, None
    smallest = 10_000
    for c in text:
        if c in _UNITS:
            unit = _UNITS[c]
            if unit >= smallest or (pending is None and (unit != 10 or total)) or pending == 0:
                return None
            total += (1 if pending is None else pending) * unit
            pending, smallest = None, unit
        elif c in _DIGITS and pending in (None, 0):
            pending = _DIGITS[c]
        else:
            return None
    return str(total + (pending or 0))
