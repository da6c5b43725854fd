"""Heads that name an indicator and yet hold another quantity: 单项指数 over PM2.5, 超标天数
over O3, PM2.5(%). Such a column is never read as the indicator's value."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from yuetan_desktop.domain.indicator import Indicator, Quantity

_OTHER = re.compile(
    r"(单项(质量)?|分)?指数|iaqi|贡献|负荷|占比|分担|超标|倍数|污染物(出现)?(的)?(天数|日数|次数|频次)|"
    r"最大值|最小值|最高|最低|极值|极大|标准差|样本|(数据)?有效率|获取率|捕获率|得分|权重|排放|强度|系数|"
    r"限值|标准值|天数|日数|次数|频次|个数|等级|级别|类别|颜色|差距|差值|完成|达成",
    re.IGNORECASE,
)
_PERCENTILE = re.compile(r"(?<!\d)(90|95|98)(?:百分位|分位|per|%分位)", re.IGNORECASE)
_MEASURED = re.compile(r"浓度|均值|平均|实测|监测值|监测结果")
_MASS = frozenset({"μg/m³", "mg/m³"})
_VOLUME = frozenset({"mg/L", "μg/L"})
_DAYS = frozenset({"good_days", "valid_days", "good_day_rate", "heavy_days"})
_ALL_POLLUTANTS = re.compile(r"主要污染(物|指标|因子)")
_COUNTS = frozenset({"天", "次", "个", "天数"})


def other_value(
    parts: Sequence[str], indicator: Indicator, named: Callable[[str], tuple[Indicator, str] | None]
) -> str:
    """The words of a head that make it another quantity than `indicator`; empty where it is the
    indicator. `parts` read from top to bottom; `named` finds the indicator a part names."""
    for part in reversed(parts):
        found = named(part)
        if found is None:
            rest = part
        elif found[0].key == indicator.key:
            rest = found[1]
        elif _another(found[0], indicator) and not _ALL_POLLUTANTS.fullmatch(_bare(part)):
            return found[0].brief
        else:
            continue
        if (match := _OTHER.search(rest)) and not _belongs(match[0], indicator):
            return match[0]
        if _MEASURED.search(rest):
            return ""  # 污染物浓度及分指数 over PM2.5 over 浓度: the lowest word decides
    return ""


def _bare(text: str) -> str:
    return re.sub(r"\(.*?\)|浓度|各项|六项|均值|平均", "", text)


def _belongs(word: str, indicator: Indicator) -> bool:
    """天数 over 优良天数; 级别 of a class."""
    if indicator.quantity is Quantity.TEXT or word in indicator.name:
        return True
    if word == "指数":
        return indicator.key in ("air_index", "cwqi", "aqi")
    if indicator.key in _DAYS:
        return word in ("天数", "日数", "个数")
    return word in ("级别", "等级", "类别") and indicator.quantity is Quantity.WATER_CLASS


def _another(above: Indicator, indicator: Indicator) -> bool:
    """Whether a group of one indicator cannot hold a column of another: PM2.5 over 达标率."""
    if indicator.quantity is Quantity.TEXT or {indicator.key, above.key} <= _DAYS:
        return False
    return is_item(indicator) or is_item(above)


def is_item(indicator: Indicator) -> bool:
    """A pollutant or an item of water, told by its unit."""
    return indicator.unit in _MASS | _VOLUME or indicator.key in ("ph", "water_temperature")


def other_percentile(head: str, indicator: Indicator) -> str:
    """The percentile a head names where the indicator is none: PM2.5第95百分位."""
    match = _PERCENTILE.search(head)
    own = {"co": "95", "o3": "90"}.get(indicator.key, "")
    return match[1] if match and match[1] != own else ""


def wrong_unit(unit: str, indicator: Indicator) -> bool:
    """Whether a stated unit is that of something else: PM2.5(%), 综合指数(%), 优良天数(%)."""
    if not unit or unit == indicator.unit:
        return False
    if is_item(indicator) and indicator.unit in _MASS | _VOLUME:
        group = _MASS if indicator.unit in _MASS else _VOLUME
        return unit not in group
    if indicator.quantity is Quantity.PERCENT:
        return unit in _MASS | _VOLUME | _COUNTS
    if indicator.quantity is Quantity.COUNT:
        return unit not in _COUNTS
    return indicator.quantity is Quantity.NUMBER and not indicator.unit and unit != "无量纲"


def may_be(head: str, unit: str, indicator: Indicator) -> bool:
    """Whether a head that names no indicator (天数, 比例(%), 完成率) may be the one its
    surroundings speak of."""
    if wrong_unit(unit, indicator):
        return False
    if re.search(r"完成|达标|贡献|占比|差距", head):
        return False
    if re.search(r"天数|日数", head):
        return indicator.quantity is Quantity.COUNT
    if re.search(r"比例|率", head):
        return indicator.quantity is Quantity.PERCENT
    if re.search(r"浓度", head):
        return is_item(indicator)
    return True
