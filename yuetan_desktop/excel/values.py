"""What a cell says: numbers, classes, ranks, dates and the many ways of saying nothing."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from yuetan_desktop.domain.indicator import WaterClass


@dataclass(frozen=True, slots=True)
class Value:
    """A cell understood. `number` is None where the cell says there is no value (`missing`).

    `text` keeps the cell's own words where they say more than the number; `last_year` is the
    bracketed value of 31(74); `percent` tells a % sign; `tied` a 并列.
    """

    number: float | None
    text: str = ""
    missing: bool = False
    percent: bool = False
    tied: bool = False
    last_year: float | None = None


class NotUnderstood(ValueError):
    """The cell holds something that is no value; `proposal` is a reading of it, if there is one."""

    def __init__(self, says: str, proposal: str = "") -> None:
        super().__init__(says)
        self.says = says
        self.proposal = proposal


MISSING = frozenset(
    {
        *("", "/", "\\", "-", "--", "---", "—", "——", "–", "－", "―", "*", "**", "…"),
        *(
            "NA",
            "N/A",
            "NULL",
            "NONE",
            "NAN",
            "无",
            "无数据",
            "缺测",
            "缺",
            "未监测",
            "未开展",
            "未测",
        ),
        *("断流", "无水", "停测", "未采样", "干涸", "结冰", "冰封", "设备故障", "维护", "停运"),
        *(
            "-9999",
            "-999",
            "-99",
            "-9999.0",
            "#N/A",
            "#VALUE!",
            "#DIV/0!",
            "#REF!",
            "未参与",
            "不参与",
        ),
        *("未参评", "未排名", "未公布", "数据无效", "无效", "□"),
    }
)
_CHINESE_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d*)?(?:[eE][+-]?\d+)?|[+-]?\.\d+")


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """Half-width, without spaces: ３．５３ → 3.53, Ⅲ → III, － → -."""
    folded = unicodedata.normalize("NFKC", text).replace("−", "-").replace("﹣", "-")
    return re.sub(r"[\s\u200b\ufeff]+", "", folded)


def is_missing(cell: Any) -> bool:
    if cell is None or cell == "":
        return True
    if isinstance(cell, float):
        return cell != cell or cell in (-9999.0, -999.0, -99.0)
    return isinstance(cell, str) and plain(cell).upper() in _FOLDED_MISSING


_FOLDED_MISSING = frozenset(plain(m).upper() for m in MISSING)


def number(cell: Any) -> Value:
    """A number as published. Raises NotUnderstood for words; never guesses."""
    if isinstance(cell, bool):
        raise NotUnderstood("是逻辑值，不是数值")
    if isinstance(cell, (int, float)):
        return Value(None, missing=True) if is_missing(cell) else Value(float(cell))
    if is_missing(cell):
        return Value(None, text=str(cell or "").strip(), missing=True)
    if isinstance(cell, (date, datetime)):
        raise NotUnderstood("是日期，不是数值")
    return _number_text(str(cell))


@lru_cache(maxsize=65536)
def _number_text(original: str) -> Value:
    text = plain(original)
    if match := re.fullmatch(r"[<＜]?(.+?)\(?L\)?|<(.+)|ND\(?(.*?)\)?", text, re.IGNORECASE):
        limit = next((g for g in match.groups() if g), "")
        if _NUMBER.fullmatch(limit):
            return Value(float(limit.replace(",", "")) / 2, text=original.strip())
        if not limit:
            return Value(None, text=original.strip(), missing=True)
    if text in {"未检出", "ND"}:
        return Value(None, text=original.strip(), missing=True)
    if match := re.fullmatch(rf"({_NUMBER.pattern})\(({_NUMBER.pattern})\)", text):
        return Value(_float(match[1]), text=original.strip(), last_year=_float(match[2]))
    bare = re.sub(r"[↑↓→⬆⬇]|(μg|ug|mg)/m3|mg/L|天|个|位|名$", "", text, flags=re.IGNORECASE)
    percent = bare.endswith("%")
    bare = bare.rstrip("%")
    if _NUMBER.fullmatch(bare):
        note = "" if bare == original.strip() else original.strip()
        return Value(_float(bare), text=note, percent=percent)
    raise NotUnderstood(f"“{original.strip()}”不是数值", _chinese_number(text))


def _float(text: str) -> float:
    return float(text.replace(",", ""))


def _chinese_number(text: str) -> str:
    """一四.二 → 14.2 as a proposal for the clerk, never as a value."""
    digits = text.translate(_CHINESE_DIGITS).replace("点", ".").replace("。", ".")
    digits = digits.translate(str.maketrans("oOlI", "0011"))
    return digits if _NUMBER.fullmatch(digits) else ""


def rank(cell: Any) -> Value:
    """A rank: 42, 第42名, 42（并列）, 并列第12, 31(74) now (last year)."""
    if isinstance(cell, (int, float)) or is_missing(cell):
        return number(cell)
    original = str(cell).strip()
    text = plain(original)
    tied = "并列" in text
    if match := re.fullmatch(r"第?(\d+)[名位]?\((\d+)\)", text):
        return Value(float(match[1]), text=original, last_year=float(match[2]))
    bare = re.sub(r"[()（）]|并列|第|名|位|[↑↓→]|=", "", text)
    if bare.isdigit():
        return Value(float(bare), text=original if bare != original else "", tied=tied)
    raise NotUnderstood(f"“{original}”不是名次")


_CLASS_WORDS = {
    "I": 1, "II": 2, "III": 3, "IV": 4, "V": 5,
    "1": 1, "2": 2, "3": 3, "4": 4, "5": 5, "6": 6,
    "一": 1, "二": 2, "三": 3, "四": 4, "五": 5,
}  # fmt: skip


def water_class(cell: Any) -> Value:
    """Ⅲ, III, iii, 3, 三类 … and 劣Ⅴ, 劣V, 劣五类, ＞Ⅴ, 劣5, 6 → 1–6."""
    if is_missing(cell):
        return Value(None, text=str(cell or "").strip(), missing=True)
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    found = _class_text(str(cell))
    if found is None:
        raise NotUnderstood(f"“{str(cell).strip()}”不是水质类别")
    return found


@lru_cache(maxsize=4096)
def _class_text(original: str) -> Value | None:
    text = plain(original).upper()
    text = re.sub(r"[类級级]|水质|标准|\(.*\)$|[↑↓→]", "", text)
    text = text.replace("Ⅴ", "V")
    worse = re.fullmatch(r"(劣|>|超|劣于)(V|5|五)", text)
    if worse:
        return Value(float(WaterClass.WORSE_THAN_V))
    number_ = _CLASS_WORDS.get(text)
    return None if number_ is None else Value(float(number_))


# -- days ---------------------------------------------------------------------------------------
_DATE_FORMS = (
    re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T].*|\d{1,2}[:时].*)?"),
    re.compile(r"(\d{4})(\d{2})(\d{2})"),
)


def day(cell: Any, year: int | None = None) -> date | None:
    """A date in any of the usual forms, also 3月5日 and 05-08 where the year is known."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if isinstance(cell, int):
        if 36526 <= cell <= 73050:  # Excel serials of 2000–2099
            return date.fromordinal(date(1899, 12, 30).toordinal() + cell)
        cell = str(cell)
    return _day_text(str(cell).strip(), year)


@lru_cache(maxsize=65536)
def _day_text(original: str, year: int | None) -> date | None:
    text = unicodedata.normalize("NFKC", original).strip()
    for form in _DATE_FORMS:
        if match := form.fullmatch(text):
            return _valid(int(match[1]), int(match[2]), int(match[3]))
    if year and (match := re.fullmatch(r"(\d{1,2})[-/月](\d{1,2})日?(?:[ T].*)?", text)):
        return _valid(year, int(match[1]), int(match[2]))
    return None


def _valid(year: int, month: int, day_: int) -> date | None:
    try:
        return date(year, month, day_)
    except ValueError:
        return None
