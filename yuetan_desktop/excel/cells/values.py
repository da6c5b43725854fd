"""Cells to values, by the kind of quantity their column holds. Not understood is never guessed."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from yuetan_desktop.domain.indicator import Quantity
from yuetan_desktop.excel.cells.chinesenumbers import spelled_number
from yuetan_desktop.excel.sheet import as_text, plain


class Value(NamedTuple):
    """A cell understood: a number, or missing, or neither with a reason and perhaps a proposal."""

    number: float | None = None
    text: str = ""  # kept where the number does not say all: 0.01L, 12（并列）
    missing: bool = False
    trouble: str = ""
    proposal: str = ""
    before: float | None = None  # last year's value in brackets: 3.25(3.76)
    tied: bool = False
    changed: bool = False  # brackets or an arrow said how it changed, which is not kept
    exceeding: bool = False  # brackets said what exceeds the class, which is not kept


MISSING = Value(missing=True)
# What platforms export for “no value”; only where the indicator cannot be negative.
_NO_VALUE = -500.0  # nothing that is measured is so low
SENTINELS = frozenset({-1.0, -99.0, -999.0, -9999.0})
_MISSING = re.compile(
    r"|[/\\*]|-{1,4}|n/?a|null|none|nan|无|无数据|缺|缺数据?|缺测|缺失|未监测|未开展|未测|断流|无水|干涸|停测|"
    r"停运|维护|冰封|不监测|不参评|不参与排名|未排名|未参与排名|不适用|#n/a|#div/0!",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)(e[-+]?\d{1,2})?", re.IGNORECASE)
_MARKS = frozenset("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇¹²³⁴⁵⁶⁷⁸⁹*＊※†‡")
_FOOTNOTE = re.compile(r"([-+]?\d+(?:\.\d+)?[%％]?)\s*[①-⑳⑴-⒇¹²³⁴-⁹*＊※†‡]+")
_LIMIT = re.compile(r"[<＜]?(\d+(?:\.\d+)?)\(?[lL]\)?|[<＜](\d+(?:\.\d+)?)")
_BRACKET = re.compile(r"([-+]?\d+(?:\.\d+)?)%?[(\[]([-+]?\d+(?:\.\d+)?)%?[)\]]")
# 45(优), 轻度污染(112): what a daily report says of the AQI or of one pollutant's index.
_GRADE = "优|良|(?:轻微|轻度|中度|重度|严重)(?:污染)?"
_GRADED = re.compile(
    rf"(\d+(?:\.\d+)?)[(\[](?:{_GRADE})[)\]]|(?:{_GRADE})[(\[](\d+(?:\.\d+)?)[)\]]"
)
_WITH_CHANGE = re.compile(  # 30(-6.3%), 26(↓2), 62(上升5位), 40↓11: now, and how it changed
    r"([-+]?\d+(?:\.\d+)?%?)[(\[](?:同比|环比)?(?:[-+↓↑→▲▼]|上升|下降|升|降|持平|改善|反弹)[^()]*[)\]]"
    r"|([-+]?\d+(?:\.\d+)?)[(\[]\d+(?:\.\d+)?%[)\]]"
    r"|第?([-+]?\d+(?:\.\d+)?%?)[名位]? ?[↓↑→⬆⬇▲▼] ?\d+(?:\.\d+)?%?[名位天]?"
)
_FROM_TO = re.compile(r"\d%? ?→ ?\d")  # 30→28
_THOUSANDS = re.compile(r"[-+]?\d{1,3}(,\d{3})+(\.\d+)?")
_SPACED_THOUSANDS = re.compile(r"[-+]?\d{1,3}( \d{3})+(\.\d+)?")
_BROKEN = re.compile(r"\d +\d")
_OF_LIST = re.compile(r"第?(\d{1,4})[名位]?/\d{1,4}")  # 150/183
_ARROWS = re.compile(r"[↓↑→⬆⬇▲▼]")
_CLASS_CHANGE = re.compile(r"\(?[↓↑→⬆⬇▲▼]\)?$")  # Ⅲ↓, Ⅱ(↑)
_TIED = re.compile(r"\(?(并列)(第)?\)?")
_UNITS = re.compile(
    r"(μg/m3|ug/m3|mg/m3|mg/l|ntu|℃|微克/立方米|毫克/立方米|微克|毫克|天|位|名|个|%|元)$", re.I
)
_WITH_FACTORS = re.compile(  # IV(总磷0.2), 劣V类(氨氮、COD): the class, and what exceeds it
    r"([^()]+?)类?\((?:超标[:：]?)?(?:总[磷氮汞铬]|氨氮|高锰酸盐指数|(?:化学|五日生化)需氧量|COD|BOD|溶解氧|氟化物|"
    r"石油类|挥发酚|粪大肠菌群|阴离子|硫化物|氰化物|PH|[铜锌硒砷汞镉铅])[^()]*\)"
)
_CLASS_WORDS = {
    **dict.fromkeys(("I", "1", "一", "Ⅰ"), 1),
    **dict.fromkeys(("II", "2", "二"), 2),
    **dict.fromkeys(("III", "3", "三"), 3),
    **dict.fromkeys(("IV", "4", "四", "IIII"), 4),
    **dict.fromkeys(("V", "5", "五"), 5),
    **dict.fromkeys(("劣V", "劣5", "劣五", ">V", "6", "六", "VI", "劣"), 6),
}


def read_value(value: Any, quantity: Quantity) -> Value:
    """A cell of a column that holds `quantity`."""
    if isinstance(value, bool):
        return Value(trouble=f"“{'是' if value else '否'}”不是数值")
    if isinstance(value, float | int):
        if quantity is Quantity.WATER_CLASS:
            return _class(as_text(float(value)))
        return _number(float(value))
    if isinstance(value, datetime | date):
        return Value(trouble=f"“{value:%Y-%m-%d}”是日期，不是数值")
    if value is None:
        return MISSING
    written = str(value).strip()
    text = plain(written)
    marked = _FOOTNOTE.fullmatch(written) if written[-1:] in _MARKS else None
    if marked and quantity is not Quantity.TEXT:
        # Folded, 26.8① would be 26.81.
        return Value(trouble=f"“{written}”带有脚注标记", proposal=plain(marked[1]))
    if quantity is Quantity.TEXT:
        return MISSING if is_missing(text) else Value(text=written)
    if quantity is Quantity.WATER_CLASS:
        return _class(text)
    return _numeric(text, quantity)


def _number(number: float) -> Value:
    if number != number or number in (float("inf"), float("-inf")):
        return Value(trouble="不是有效的数值")
    return Value(number)


def is_sentinel(number: float | None, low: float) -> bool:
    """Whether a number stands for “no value” where values begin at `low`: -9999 everywhere, -1
    where nothing is negative."""
    return number in SENTINELS and (low >= 0 or number < max(low, _NO_VALUE))


@lru_cache(maxsize=1 << 14)
def is_missing(text: str) -> bool:
    """Whether the plain text is a marker for “no value”."""
    return _MISSING.fullmatch(text) is not None


@lru_cache(maxsize=1 << 14)
def _class(text: str) -> Value:
    if is_missing(text):
        return MISSING
    if (alone := _CLASS_CHANGE.sub("", text)) != text:
        return _class(alone)._replace(changed=True)
    bare = re.sub(r"(类|级|水质|标准)+$", "", text.upper().replace("類", "类")).removesuffix("类")
    bare = bare.replace("L", "I") if re.fullmatch(r"[LI]{2,3}", bare) else bare
    if bare in _CLASS_WORDS:
        return Value(float(_CLASS_WORDS[bare]))
    if match := re.fullmatch(r"(.+?)类?\((.+?)类?\)", bare):
        now, before = _CLASS_WORDS.get(match[1]), _CLASS_WORDS.get(match[2])
        if now and before:
            return Value(float(now), before=float(before))
    if (match := _WITH_FACTORS.fullmatch(bare)) and match[1] in _CLASS_WORDS:
        return Value(float(_CLASS_WORDS[match[1]]), text=text, exceeding=True)
    if re.fullmatch(r"(I{1,3}|IV|V)类?-(I{1,3}|IV|V)", bare):
        return Value(trouble=f"“{text}”是一个区间，不能确定水质类别")
    return Value(trouble=f"“{text}”不是水质类别")


@lru_cache(maxsize=1 << 14)
def _numeric(text: str, quantity: Quantity) -> Value:
    if is_missing(text):
        return MISSING
    if text.lower() in ("nd", "未检出", "低于检出限"):
        return Value(trouble=f"“{text}”没有写明检出限")
    if match := _LIMIT.fullmatch(text):
        return Value(float(match[1] or match[2]) / 2, text=text)
    if quantity is Quantity.RANK and _TIED.search(text):
        rank = re.sub(r"第|名|位", "", _TIED.sub("", text))
        if rank.isdigit():
            return Value(float(rank), text=text, tied=True)
        return Value(trouble=f"“{text}”没有写明名次", tied=True)
    if _FROM_TO.search(text):
        return Value(trouble=f"“{text}”里有两个数，不知道哪个是本期的")
    if match := _WITH_CHANGE.fullmatch(text):
        return Value(float((match[1] or match[2] or match[3]).rstrip("%")), changed=True)
    if quantity is Quantity.NUMBER and (match := _GRADED.fullmatch(text)):
        return Value(float(match[1] or match[2]))
    if match := _BRACKET.fullmatch(text):
        return Value(float(match[1]), before=float(match[2]))
    if match := _OF_LIST.fullmatch(text):
        if quantity is Quantity.RANK:
            return Value(trouble=f"“{text}”不只是名次", proposal=match[1])
        if quantity is Quantity.COUNT:  # 28/30: good days of valid days
            return Value(trouble=f"“{text}”里有两个数，请拆成两列", proposal=match[1])
    return _written_number(text)


def _written_number(text: str) -> Value:
    """One number with what is written around and inside it; more than one are not joined."""
    sign = -1 if re.match(r"下降|降低|减少|改善", text) else 1
    bare = re.sub(r"^(上升|下降|升高|降低|增加|减少|改善|反弹|第|约)", "", text)
    bare = _UNITS.sub("", _ARROWS.sub("", bare)).strip()
    if _BROKEN.search(bare) and not _SPACED_THOUSANDS.fullmatch(bare):  # two numbers, or one?
        parts = bare.split()
        joined = "".join(parts)
        proposal = joined if len(parts) == 2 and _NUMBER.fullmatch(joined) else ""
        return Value(trouble=f"“{text}”中间有空格或换行，不知道是一个数还是两个", proposal=proposal)
    bare = bare.replace(" ", "")
    if "," in bare and not _THOUSANDS.fullmatch(bare):  # 30,3 is not 303
        point = bare.replace(",", ".")
        proposal = point if _NUMBER.fullmatch(point) else ""
        return Value(trouble=f"“{text}”不是数值", proposal=proposal)
    bare = bare.replace(",", "")
    bare = re.sub("['‘’`]", "", bare)
    bare = re.sub(r"个?百分点$|%$", "", bare)
    if _NUMBER.fullmatch(bare):
        return _number(float(bare) * sign)
    if bare in ("持平", "不变"):
        return Value(0.0)
    if (spelled := spelled_number(bare)) is not None:
        return Value(trouble=f"“{text}”不是数值", proposal=spelled)
    letters = bare.translate(str.maketrans("OoIlSs", "001155"))
    if letters != bare and _NUMBER.fullmatch(letters) and any(c.isdigit() for c in bare):
        return Value(trouble=f"“{text}”不是数值", proposal=letters)
    if text.startswith("#"):
        return Value(trouble=f"“{text}”是公式错误")
    return Value(trouble=f"“{text}”不是数值")


@lru_cache(maxsize=1 << 14)
def looks_like_data(text: str) -> bool:
    """Whether a plain text is a value rather than a head: a number, a class, a marker."""
    if not text:
        return False
    bare = _UNITS.sub("", text).replace(",", "")  # 30μg/m3
    if _NUMBER.fullmatch(bare) or _LIMIT.fullmatch(text):
        return True
    if _BRACKET.fullmatch(text) or _WITH_CHANGE.fullmatch(text):
        return True
    if _class(text).number is not None and not text.endswith("标准"):  # the head Ⅲ类标准
        return True
    return bool(re.fullmatch(r"-{1,4}|/|n/?a|(上升|下降)[\d.]+%?|\d+\(并列\)|\d+[↓↑]", text, re.I))
