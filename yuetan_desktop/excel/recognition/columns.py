"""What a head means: a key column, a value of an indicator, a target, a change, or unknown.

A head that is not wholly understood is left out with a hint: PM2.5分指数 is not PM2.5.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from yuetan_desktop.domain.indicator import Catalogue, Indicator, Quantity
from yuetan_desktop.excel.recognition.column import Column, Meaning
from yuetan_desktop.excel.recognition.keyheads import is_ignored, key_column, says_nothing
from yuetan_desktop.excel.recognition.othervalues import other_percentile, other_value, wrong_unit
from yuetan_desktop.excel.recognition.periods import When, find_when, is_part, whole_when
from yuetan_desktop.excel.sheet import plain

# -- value columns ------------------------------------------------------------------------------
_UNIT = re.compile(
    r"\(?(μg/m\^?3|μg·m-3|ug·m-3|mg·m-3|ug/m3|µg/m3|mg/m3|mg/l|μg/l|微克/立方米|毫克/立方米|毫克/升|微克/升|μs/cm|ntu|°c|无量纲|cells/l|百分点)\)?"
    r"|\((%|天|位|名|次|类|个)\)",
    re.IGNORECASE,
)
_FORM = re.compile(  # what online forms put around their questions: 3.PM2.5浓度(必填)
    r"^\d{1,2}[.、](?=[^\d\s])|\((必填|选填|必答|单选|多选|填空|下拉|日期|数字)[^()]{0,4}\)|^\*|\*+$"
)
_UNIT_NAMES = {
    "ug/m3": "μg/m³",
    "μg/m3": "μg/m³",
    "微克/立方米": "μg/m³",
    "μg/m^3": "μg/m³",
    "μg·m-3": "μg/m³",
    "ug·m-3": "μg/m³",
    "mg·m-3": "mg/m³",
    "mg/m3": "mg/m³",
    "毫克/立方米": "mg/m³",
    "mg/l": "mg/L",
    "毫克/升": "mg/L",
    "μg/l": "μg/L",
    "微克/升": "μg/L",
}
_CHANGE = re.compile(
    r"同比|环比|(较|比|与)(上|去|前)?(一)?(年|月|期|季度)|较\d{4}|比\d{4}年|同期(对比|比|相比)|对比|变化|变幅|升降|增减|"
    r"[增降升涨跌]幅|三年均值|改善(率|幅度|情况|值)|百分点|△|Δ|涨跌|差值|增量|(下降|上升|升高|降低|反弹|增加|减少|增长)(率|值|量|天数|比例)?$"
)
_RANK = re.compile(r"排名|名次|位次|序位|排序|排位")
_TARGET = re.compile(
    r"控制上限|(?<!检出)(?<!测定)上限(值)?|目标|考核(值|要求|标准|类别|水质类别|水质|指标值)|规定(水?功能)?类别|(水环境)?功能区?类别|功能类别|(水质)?(控制|管理)目标|"
    r"[≤≥≦≧⩽⩾]$|执行标准|标准类别|要求类别|应达(到)?类别|水质要求|考核类别|指标任务|任务数|年度任务"
)
_TOWARDS = re.compile(
    r"完成|达成|达标|差|进度|进展|得分|超(出)?(过)?目标|[距较比超高低]于?目标|剩余"
)
_LAST_YEAR = re.compile(r"(上|去)(一)?年(同期|同月|同季)?|同期值?|^同期")
_LAST_MONTH = re.compile(r"上月|上一月|上期")
_BACK = re.compile(f"{_LAST_YEAR.pattern}|{_LAST_MONTH.pattern}")
_SO_FAR = re.compile(r"(今年|本年|年初)(以来|至今)")
_RAW = re.compile(r"原始值|修约前|剔除前|未[剔扣]除(?!沙)")
_NEUTRAL = re.compile(
    r"\([国省市县区]控(点位?|站点?)?(均值|平均值?)?\)|第?(90|95)(百分位数?|%|per)?(分位数?)?|百分位数?|日?最大8(小时|h)(滑动)?(平均)?|8(小时|h)(滑动)?(平均)?|24小时|24h|"
    r"(月|年|日|季|期|小时|累计)?(平均|均)(质量)?(浓度)?值?|质量浓度|浓度|均值|实测(值|结果|水质)?|实绩|监测(值|结果)?|"
    r"现状|实际|当日|修约后|当月|本月|本期|当期|本年|今年|当年|数值|指标|指数|统计值?|结果|值|县城|环境|空气|质量|城市|城区|全省|我市|我县|"
    r"总|合计|累计|天数|比例|月度|年度|季度|度|月|(当|单)月|情况|完成率?|水质|类别|类|地表水|断面|的|及|\(\)|[-_/:、,.%()\[\]\s]|avg|mean|"
    r"主要|未?(扣除?|剔除?)沙(尘(天气)?)?(影响)?[前后]?|实况|标况|评价|任务|所有|其中|大气|按|在|县\(?市?、?区\)?|县级行政区域|行政区域|省内|市内|全市|"
    r"pm|per|8h|h|年|h$|特定百分位数?|以[np]计|湖、?库|ρ(?=\()|[“”\"]|"
    r"(未|待|已)?经?(国家|总站)?审核[前后]?|初审后?|[一二三]级审核|实时",
    re.IGNORECASE,
)
_OWNED = re.compile(r"[国省市县区]控(点位?|站点?)?(均值|平均值?)?")
_GATHERING = re.compile(
    r"颗粒物|气态|污染物|分指数|iaqi|[六6]项|各项|参数|基本|常规|监测|项目|考核|国控|省控|市控|国考|省考|点位|站点|"
    r"因子|附表|[前后末][\d一二三四五十]+[位名个]|[一二三四五六七八九十\d]+、|生态|指标|评价|数据|[和与]|统计|有关|相关|自然|手工|自动|表\d?"
)
_LIST = re.compile(
    r"全省\d*个?(县级行政区域|县级行政区|县\(市、?区\)|县\(区\)|县市区|区县|重点县级城市|县级城市|县级市|市辖区|开发区|市\(州\)|市州|城市|分区域)?"
    r"|全国\d*个?(重点)?(城市)?|省内"
)
_CITY_WIDE = re.compile(r"全市|市内|市辖|本市|我市|区内")
# The change of one indicator is an indicator itself; a rank belongs to an indicator.
_CHANGES = {"air_index": "air_index_change", "cwqi": "cwqi_change"}
_RANKS = {
    "air_index": ("air_index_rank", "air_index_rank_city"),
    "cwqi": ("cwqi_rank", "cwqi_rank_city"),
    "water_class": ("cwqi_rank", "cwqi_rank_city"),
    "air_index_rank": ("air_index_rank", "air_index_rank_city"),
    "cwqi_rank": ("cwqi_rank", "cwqi_rank_city"),
    "cwqi_change": ("water_improvement_rank", ""),
    "water_improvement_rank": ("water_improvement_rank", ""),
}


class Vocabulary:
    """The catalogue's names, ready to be found in heads."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        names: dict[str, Indicator] = {}
        for indicator in catalogue.values():
            for name in (indicator.key, indicator.name, *indicator.aliases):
                names.setdefault(_folded(name), indicator)
        self._names = names
        ordered = sorted(names, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(_bounded, ordered)))

    def exact(self, text: str) -> Indicator | None:
        return self._names.get(_folded(text))

    def find(self, text: str) -> tuple[Indicator, str] | None:
        """The indicator whose longest name stands in the text, and the text without it."""
        folded = _folded(text)
        matches = list(self._pattern.finditer(folded))
        if not matches:
            return None
        # 细颗粒物(PM2.5): two names of one indicator; PM2.5和PM10: two indicators, no answer.
        found = {self._names[match[0]].key for match in matches}
        best = max(matches, key=lambda match: len(match[0]))
        rest = self._pattern.sub("", folded) if len(found) == 1 else None
        if rest is None:
            return None
        return self._names[best[0]], rest

    def mentioned(self, text: str) -> Indicator | None:
        """The one indicator a title or a file name speaks of."""
        found = self.find(text)
        return found[0] if found else None

    # -- heads ----------------------------------------------------------------------------------
    def understand(self, parts: Iterable[str]) -> Column:
        """The meaning of a head whose rows, from top to bottom, read `parts`."""
        said = [part for part in dict.fromkeys(map(plain, parts)) if part]
        head, clean = " ".join(said), [_SO_FAR.sub("年累计", _FORM.sub("", p) or p) for p in said]
        if not clean:
            return Column("", Meaning.UNKNOWN)
        if len(clean) > 1 and says_nothing(clean[-1]):
            return Column(head, Meaning.IGNORED)  # also under a month or an indicator
        if len(clean) > 1 and _OWNED.fullmatch(clean[-1]):
            clean[-1] = f"({clean[-1]})"  # 国控 | 省控 under PM2.5
        return key_column(head, clean) or self._value_column(head, clean)

    def _value_column(self, head: str, parts: list[str]) -> Column:
        text = "".join(parts)
        if _RAW.search(text):
            return Column(head, Meaning.IGNORED, why="原始值或剔除前的值，不入库")
        unit = _unit(text)
        when = _joined_when(parts)
        if part := next(filter(is_part, parts), ""):
            return Column(head, Meaning.UNKNOWN, why=f"“{part}”不是整月、整季或整年")
        if (
            (exact := self.exact(parts[-1]))
            and len(parts) == 1
            and exact.quantity is not Quantity.RANK
        ):
            return Column(head, Meaning.VALUE, exact, unit or exact.unit, when)
        if _RANK.search(text):
            said = next(filter(None, map(_period_in, reversed(parts))), None)  # 1-10月排名
            return self._rank_column(head, text, when or said)
        if _CHANGE.search(text) and not re.fullmatch(
            r"上年同期.*|去年同期(?!.*(比|变化)).*", parts[-1]
        ):
            return self._change_column(head, text, unit, when)
        if _TARGET.search(text) and "是否" not in text and "达标" not in parts[-1]:
            return self._target_column(head, parts, unit, when)
        return self._measured(head, parts, unit, when)

    def _measured(self, head: str, parts: list[str], unit: str, when: When | None) -> Column:
        years_back = months_back = 0
        shown = list(parts)
        back = (at for at in reversed(range(len(parts))) if _BACK.search(parts[at]))
        at = next(back, -1)  # 上年同期 over PM2.5, too
        if "同期" in parts[at] and (said := find_when(parts[at])) and said.year is not None:
            shown[at] = _LAST_YEAR.sub("", parts[at])  # 2024年同期 need not be last year's
            when = said
        elif _LAST_YEAR.search(parts[at]):
            years_back, shown[at] = 1, _LAST_YEAR.sub("", parts[at])
        elif _LAST_MONTH.search(parts[at]):
            months_back, shown[at] = 1, _LAST_MONTH.sub("", parts[at])
        indicator, rest = self._nearest(shown)
        named = indicator is not None or years_back or _only_neutral(rest)
        if when is None and named:  # 去年10月, 1月水质
            when = next(filter(None, map(_period_in, shown)), None)
        if "累计" in "".join(shown) and (when is None or when.day is None):
            when = (when or When())._replace(to_date=True)  # also under 2025年
        value = Column(head, Meaning.VALUE, None, unit, when, years_back, months_back)
        if indicator is None:
            # 浓度, 类别 or a month alone: the title or the group's neighbour says of what.
            if when is not None or years_back or months_back or _only_neutral(rest):
                return replace(value, confidence=0.6)
            return Column(head, Meaning.UNKNOWN, why="没有识别")
        if not _only_neutral(rest):
            return Column(head, Meaning.UNKNOWN, why=f"“{rest.strip()}”没有识别")
        for quantity, other in ((Quantity.TEXT, "天数"), (Quantity.COUNT, "比例")):
            if indicator.quantity is quantity and other in rest:
                return Column(head, Meaning.UNKNOWN, why=f"是{other}，不是{indicator.name}")
        if other := other_value(shown, indicator, self.find):
            return Column(head, Meaning.UNKNOWN, why=f"“{other}”不是{indicator.name}")
        if other := other_percentile("".join(parts), indicator):
            return Column(head, Meaning.UNKNOWN, why=f"第{other}百分位数不是{indicator.name}")
        if wrong_unit(unit, indicator):
            return Column(head, Meaning.UNKNOWN, why=f"单位“{unit}”不是{indicator.name}的单位")
        confidence = 1.0 if self.exact(parts[-1]) else 0.9
        value = replace(
            value, indicator=indicator, unit=unit or indicator.unit, confidence=confidence
        )
        if above := self._unexplained_above(shown):
            why = f"上层表头“{above}”没有识别，仍按{indicator.name}读取，请核对"
            return replace(value, confidence=0.6, why=why)
        return value

    def _unexplained_above(self, parts: list[str]) -> str:
        """What stands over the part that names the indicator and is neither a period nor a word
        that only gathers columns."""
        named = next(at for at in reversed(range(len(parts))) if self.find(parts[at]) or not at)
        return next(filter(self.is_unexplained, parts[:named]), "")

    def is_unexplained(self, part: str) -> bool:
        """Whether a row of a head says more than indicators, periods and words that gather."""
        found = self.find(part)
        rest = _without_period(_UNIT.sub("", found[1] if found else _folded(part)))
        return not _only_neutral(_GATHERING.sub("", _LAST_YEAR.sub("", rest)))

    def _nearest(self, parts: list[str]) -> tuple[Indicator | None, str]:
        """The indicator of the lowest part that names one; what no part explains is the rest."""
        rest = ""
        for part in reversed(parts):
            found = self.find(_UNIT.sub(" ", part))
            if found:
                return found[0], rest + _without_period(found[1])
            rest += _without_period(_UNIT.sub(" ", part))
        joined = self.find(_UNIT.sub(" ", "".join(parts)))
        return (joined[0], _without_period(joined[1])) if joined else (None, rest)

    def _rank_column(self, head: str, text: str, when: When | None) -> Column:
        scope = _LIST.search(text)
        # 全省市辖区 is a list of the province, not 市辖 of one city.
        city_wide = bool(_CITY_WIDE.search(_LIST.sub("", text)))
        list_name = _as_printed(scope[0]) if scope else ""
        ranked = Column(
            head, Meaning.VALUE, None, "位", when, list_name=list_name, city_wide=city_wide
        )
        if when is None or when.year is None:  # 去年同期排名
            years, months = bool(_LAST_YEAR.search(text)), bool(_LAST_MONTH.search(text))
            ranked = replace(ranked, years_back=int(years), months_back=int(months))
        if "倒数" in text or "倒排" in text:
            return Column(head, Meaning.UNKNOWN, why="倒数的名次，不是从好到差的名次")
        if re.search(r"同比|环比|较上|较去|升降|(排名|名次|位次)(变化|变动|情况)", text):
            return Column(head, Meaning.CHANGE, why="名次的变化，不入库")
        improving = re.search(r"变化|改善|变幅|△|Δ", text)
        # The name of the rank itself before that of what is ranked: 质量状况排名.
        named = self.exact(text) or self.mentioned(_RANK.sub("", text))
        key = named.key if named else ""
        if improving:
            water = key in ("cwqi", "cwqi_change") or "水" in text
            if water or key in ("", "water_improvement_rank"):  # 改善幅度排名, of water or of air
                rank = self.catalogue.get("water_improvement_rank")
                return replace(ranked, indicator=rank, unit="", bare_rank=not water)
            return Column(head, Meaning.CHANGE, why="变化幅度的名次，不入库")
        if key in _RANKS:
            provincial, in_city = _RANKS[key]
            rank = self.catalogue.get(in_city if city_wide and in_city else provincial)
            return replace(ranked, indicator=rank)
        if key.endswith("_rank_city"):
            return replace(ranked, indicator=named)
        if named is not None:
            return Column(head, Meaning.CHANGE, why=f"{named.name}的名次，不入库")
        return replace(ranked, bare_rank=True, confidence=0.7)

    def _change_column(self, head: str, text: str, unit: str, when: When | None) -> Column:
        found = self.mentioned(_CHANGE.sub("", text))
        exact = self.exact(text)
        key = exact.key if exact else _CHANGES.get(found.key if found else "", "")
        relative = not re.search(r"百分点|\((天|位|个)\)|三年|差值|环比|上月", text)
        if key in _CHANGES.values() and relative:
            change = self.catalogue[key]
            when = when or _period_in(text)
            return Column(head, Meaning.VALUE, change, "%", when, confidence=0.9)
        return Column(head, Meaning.CHANGE, when=when, why="变化情况，不入库")

    def _target_column(self, head: str, parts: list[str], unit: str, when: When | None) -> Column:
        text = "".join(parts)
        if _TOWARDS.search(text):
            return Column(head, Meaning.IGNORED, why="目标的完成情况，不入库")
        indicator, rest = self._nearest([_TARGET.sub("", part) for part in parts])
        if indicator is None and re.search(r"类别|水质|断面|功能", text):
            indicator = self.catalogue.get("water_class")
        if indicator is not None and not _only_neutral(rest) and not _period_in(rest):
            return Column(head, Meaning.UNKNOWN, why=f"“{rest.strip()}”没有识别")
        when = when or next(filter(None, map(_period_in, parts)), None)
        return Column(head, Meaning.TARGET, indicator, unit, when, confidence=0.9)

    def recognises(self, text: str) -> bool:
        """Whether a single plain text is a head word at all; finds head rows."""
        text = _FORM.sub("", text)
        if not text or len(text) > 60:
            return False
        if whole_when(text) or self.exact(text) or is_part(text):
            return True
        column = self.understand([text])
        if column.meaning in (Meaning.UNKNOWN, Meaning.IGNORED):
            both = text.split("/")  # 优良天数/有效天数
            return is_ignored(text) or (len(both) == 2 and all(map(self.recognises, both)))
        return column.meaning is not Meaning.CHANGE or bool(
            re.search(r"同比|环比|变化|较|比", text)
        )


def rank_of(indicator: Indicator, catalogue: Catalogue, *, city_wide: bool) -> Indicator | None:
    """The rank that belongs to an indicator, or None where ranks of it are not kept."""
    keys = _RANKS.get(indicator.key)
    if keys is None:
        return None
    return catalogue.get(keys[1] if city_wide and keys[1] else keys[0])


def list_in(text: str) -> str:
    """The list of a rank as a title names it: 全省县级行政区域."""
    found = max(_LIST.finditer(plain(text)), key=lambda match: len(match[0]), default=None)
    return _as_printed(found[0]) if found else ""


def _as_printed(name: str) -> str:
    """With the full-width brackets of Chinese print: 全省县（市、区）."""
    return name.replace("(", "（").replace(")", "）")


def says_city_wide(text: str) -> bool:
    return bool(_CITY_WIDE.search(text))


def says_rank(text: str) -> bool:
    return bool(_RANK.search(text))


def without_rank(text: str) -> str:
    return _RANK.sub("", text)


def said_in_head(head: str) -> tuple[When | None, int, int]:
    """The period any head speaks of, and by how many years or months it lies back."""
    if _LAST_YEAR.search(head):
        return None, 1, 0
    if _LAST_MONTH.search(head):
        return None, 0, 1
    return _period_in(head), 0, 0


def unit_in(text: str) -> str:
    return _unit(plain(text))


def _unit(text: str) -> str:
    match = _UNIT.search(text)
    if match is None:
        return ""
    found = (match[1] or match[2]).lower().replace("µ", "μ")
    return _UNIT_NAMES.get(found, match[1] or match[2])


def _folded(text: str) -> str:
    return plain(text).lower().replace("µ", "μ").replace("，", ",").replace("、", "、")


def _bounded(name: str) -> str:
    """Latin names stand alone: CO is not in CODMn, O3 not in NO3."""
    pattern = re.escape(name)
    if re.match(r"[a-z0-9]", name):
        pattern = r"(?<![a-z0-9])" + pattern
    if re.search(r"[a-z0-9]$", name):
        pattern += r"(?![a-z0-9]|\.\d)"
    return pattern


def _without_period(text: str) -> str:
    when = find_when(text)
    if when is None:
        return text
    return re.sub(
        r"截[至止]到?((19|20)\d{2}年)?\d{1,2}月份?([底末]|\d{1,2}日)?|[前头]\w{1,2}个?月|(19|20)\d{2}年?度?|\d{1,2}月?-\d{1,2}月|\d{1,2}月份?|[上下]半年|前三季度|[一二三四]季度|全年|累计|截[至止]到?|[底末]$",
        "",
        text,
    )


def _joined_when(parts: list[str]) -> When | None:
    """The period that the rows of a head give together: 2025年 over 10月."""
    when = None
    for found in filter(None, map(whole_when, reversed(parts))):
        when = found if when is None else when.over(found)
    return when


def _period_in(text: str) -> When | None:
    when = find_when(text)
    return (
        when if when and (when.first is not None or when.year is not None or when.to_date) else None
    )


def _only_neutral(rest: str) -> bool:
    return not _NEUTRAL.sub("", _UNIT.sub("", rest))
