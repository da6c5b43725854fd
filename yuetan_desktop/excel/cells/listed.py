"""Texts that list several units: 雁江区、安岳县, or with values: 高新区(4.33)、张店区(4.20)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from yuetan_desktop.excel.sheet import plain

_BETWEEN = re.compile(r"[、，,；;]")
_WITH_VALUE = re.compile(
    r"([\u4e00-\u9fff]{2,12})(?:[(（]([^()（）]{1,12})[)）]|[:：]?(\d[\d.]*%?))"
)
_LOOKED_AT = 200
_UNIT = r"[\u4e00-\u9fff]{2,}(?:县|区|市|州|旗|园|镇|乡|街道)"
_JOINED = re.compile(rf"({_UNIT})[和及与]({_UNIT})")


class Listed(NamedTuple):
    """One unit of a list and the text in brackets after it, empty where there is none."""

    name: str
    value: str


def listed_names(text: str) -> tuple[str, ...]:
    """The names a cell lists; empty where it holds one only. What stands in brackets is no list."""
    parts = [part for part in _parts(text) if part]
    if len(parts) == 1 and (joined := _JOINED.fullmatch(parts[0])):
        parts = [joined[1], joined[2]]
    several = len(parts) > 1 and all(re.match(r"[\u4e00-\u9fff]{2}", part) for part in parts)
    return tuple(parts) if several else ()


def listed_values(text: str) -> tuple[Listed, ...]:
    """The units a cell lists with their values; empty where none of them has one."""
    found = []
    for part in filter(None, _parts(text)):
        with_value = _WITH_VALUE.fullmatch(part)
        if with_value:
            found.append(Listed(with_value[1], with_value[2] or with_value[3]))
        elif re.fullmatch(r"[\u4e00-\u9fff]{2,12}", part):
            found.append(Listed(part, ""))
        else:
            return ()
    return tuple(found) if any(re.search(r"\d", one.value) for one in found) else ()


def _parts(text: str) -> list[str]:
    """The text between separators that stand outside brackets."""
    depth, start, parts = 0, 0, []
    for at, sign in enumerate(text):
        depth += (sign in "(（") - (sign in ")）")
        if depth <= 0 and _BETWEEN.match(sign):
            parts.append(text[start:at].strip())
            start = at + 1
    return [*parts, text[start:].strip()]


def lists_values(rows: Sequence[Sequence[Any]], column: int) -> bool:
    """Whether the cells of a column list units with their values, several in at least one."""
    several = False
    for line in rows[:_LOOKED_AT]:
        value = line[column] if column < len(line) else ""
        if value in ("", None):
            continue
        found = listed_values(plain(value)) if isinstance(value, str) else ()
        if not found:
            return False
        several = several or len(found) > 1
    return several
