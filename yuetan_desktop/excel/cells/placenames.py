"""Names of places as cells write them: without numbers before them, marks of notes and counts after
them, and what a name alone says of its kind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from yuetan_desktop.excel.cells.values import is_missing
from yuetan_desktop.excel.results import PlaceRole
from yuetan_desktop.excel.sheet import as_text, plain

_NUMBERED = re.compile(
    r"^(?:其中[:：]|\d{6}(?=[\u4e00-\u9fff]{2})|[①-⑳]|[(（](?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）]|\d{1,2}[.．、](?!\d)|[一二三四五六七八九十]{1,3}、)"
    r"(?=[\u4e00-\u9fff]{2})"
)
_MARKED = re.compile(  # 岚溪县①, 岚溪县[1], 岚溪县（注1）; but 坝前① is a section of its own
    r"(?<=[县区市州旗镇乡道])[①-⑳¹²³⁴-⁹†‡]+$|(?<=[\u4e00-\u9fff])([\[［]\d{1,2}[\]］]|[(（]注\d{0,2}[)）])$"
)
_COUNTED_OFF = re.compile(r"0?(\d{1,3})(?!号)([\u4e00-\u9fff]{2}.*)")
_GRADE = re.compile(r"([国省市县区])([、和/]?[省市])?[控考级]|(国)家")
_GRADES = {"国": "国控", "省": "省控", "市": "市控", "县": "县控", "区": "县控"}
_COUNT = re.compile(r"[(（]\d+个?(断面|点位|站点|乡镇|街道)?[)）]$")
_OWNED = re.compile(r"[(（]([国省市县]控|[国省]考)(点|点位|站点?|断面)?[)）]$")
_COUNTED = (PlaceRole.UNIT, PlaceRole.CITY)


def place_name(text: str) -> str:
    """A place as written, without blanks inside, numbers before it and marks of notes after it:
    1.行政 中心 → 行政中心, 其中：岚溪县① → 岚溪县."""
    return _NUMBERED.sub("", _MARKED.sub("", re.sub(r"\s+", "", text)).strip("*※"))


def counted_off(names: Sequence[str]) -> dict[str, str]:
    """1云麓区, 2岚溪县, 3…: numbers run on to the names below each other, which go without them.
    Of 1号站, 2号站 the number is part of the name, and so it is where numbers do not count."""
    found = [_COUNTED_OFF.fullmatch(name) for name in dict.fromkeys(names)]
    bare = [match[2] for match in found if match]
    numbers = [int(match[1]) for match in found if match]
    counts = len(bare) > 1 and numbers == list(range(1, len(found) + 1))
    if not counts or len(set(bare)) < len(bare):
        return {}
    return {match[0]: match[2] for match in found if match}


def role_in_head(name: str) -> PlaceRole:
    """What a name over a column of values is: a county by its last word, a section, else a station,
    as townships are too."""
    if name.endswith("断面"):
        return PlaceRole.SECTION
    return PlaceRole.UNIT if re.search(r"[县区市州旗]$", name) else PlaceRole.STATION


def role_of(name: str) -> PlaceRole:
    """What the name of a whole file's place says it is: 城南站, 两河口断面, else a unit."""
    if re.search(r"(站|站点|点位|测点)$", name):
        return PlaceRole.STATION
    return PlaceRole.SECTION if name.endswith("断面") else PlaceRole.UNIT


def without_count(name: str, role: PlaceRole) -> str:
    """武汉市(14): a unit with the number of its sections; 云麓区（国控）: with whose stations."""
    return _OWNED.sub("", _COUNT.sub("", name)) if role in _COUNTED else name


def grade_of(text: str) -> str:
    """Who keeps watch over a section: 国考断面 → 国控; of several the highest."""
    level = _GRADE.search(text)
    return _GRADES[level[1] or level[3]] if level else ""


def or_blank(value: Any) -> str:
    text = as_text(value)
    return "" if is_missing(plain(text)) else place_name(text)
