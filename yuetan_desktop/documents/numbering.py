"""Document numbers (发文字号): the next free one of a pattern, 资环委办〔2026〕7号."""

from __future__ import annotations

import re
from collections.abc import Iterable

from yuetan_desktop.errors import AppError


def format_number(pattern: str, year: int, n: int) -> str:
    check_pattern(pattern)
    return pattern.replace("{year}", str(year)).replace("{n}", str(n))


def next_number(pattern: str, year: int, used: Iterable[str]) -> str:
    """The number after the highest one used this year; a gap is never filled again."""
    check_pattern(pattern)
    return format_number(pattern, year, max(_ordinals(pattern, year, used), default=0) + 1)


def ordinal(pattern: str, year: int, number: str) -> int | None:
    """The n of a number of this pattern and year, or None if it is not one."""
    return next(iter(_ordinals(pattern, year, [number])), None)


def check_pattern(pattern: str) -> None:
    """Raises AppError unless it has one place for the number and at most one for the year."""
    if pattern.count("{n}") != 1 or pattern.count("{year}") > 1:
        raise AppError(
            f"文号格式“{pattern}”无法使用。",
            hint="格式中应有一处 {n}，例如：资环委办〔{year}〕{n}号。",
        )


def _ordinals(pattern: str, year: int, numbers: Iterable[str]) -> Iterable[int]:
    before, _, after = pattern.replace("{year}", str(year)).partition("{n}")
    form = re.compile(re.escape(before) + r"(\d+)" + re.escape(after))
    for number in numbers:
        if match := form.fullmatch(number.strip()):
            yield int(match[1])
