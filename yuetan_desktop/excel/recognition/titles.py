"""What the lines around a table say of all of it: when, which unit, how many are ranked."""

from __future__ import annotations

import re

from yuetan_desktop.excel.recognition.periods import When, months_of_part, stated
from yuetan_desktop.excel.sheet import plain

_HAN = r"[\u4e00-\u9fff]"
_UNIT_NAME = re.compile(  # at the start of a run of characters: 05_合川区2017, 资阳市雁江区空气质量
    rf"(?<!{_HAN})(?:{_HAN}{{1,4}}?市)?{_HAN}{{1,6}}?(?:自治县|自治州|高新区|经开区|新区|[县区市州])"
)
_SECTION = re.compile(  # 云岭市2026年10月青石桥断面水质
    rf"(?:^|[市县区州月年日度]|\d)(?!.{{0,6}}(?:[国省市县][控考]|考核|各|全|地表水|河流|监测|优良|个))"
    rf"((?![年月日份度市县区]){_HAN}{{2,8}}断面)(?!数|个|考核|优良|达标率|[名列]|情况)"
)
_NO_NAME = re.compile(
    r"^(各|全|城|市|县|本|我|该|示例|地|园|社)|^[年月日][市县区州]$|各县|县区|市区$|区县|^.?城区|数据|排名|考核"
)
_AFTER_DATE = re.compile(r"^(年度?|月份?|日|季度)(?=.{2})")
_FILLED_IN = re.compile(
    r"(填报|填表|制表|报送|上报|打印|导出|印发|发布|审核|签发|编制|更新|提供)(?:(?:日期|时间|时刻)[:：]?|[:：])"
    r"(20\d{2}[年./-])?\d{1,2}[月./-]\d{1,2}日?"
)
_ISSUED = re.compile(  # 2026年2月10日印发, 2026年1月8日会议通过: the day of a paper
    r"(20\d{2}[年./-])?\d{1,2}[月./-]\d{1,2}日?[^0-9，。；,;（）()]{0,8}?"
    r"(印发|签发|签订|签署|下达|下发|发布|公布|批准|批复|审议|通过|施行|实施|填报|报送|上报|制表|打印|导出)"
)
_SIZE = re.compile(r"(?:共|合计|参加排名|参评|参与排名)[^0-9，。；]{0,12}(\d{1,4})个")
_SIZE_BEFORE = re.compile(r"全省(\d{2,3})个")


def stated_when(titles: list[str]) -> When:
    """The period the lines above the head give. The day on which a table was filled in or issued
    is not the time it is about: a day after the month that another line names is such a day."""
    lines = [_ISSUED.sub("", _FILLED_IN.sub("", plain(line))) for line in titles[::-1]]
    said = _said(lines[:3])
    if all(when.first is None for when, _ in said):  # explanations stand between title and head
        said = _said(lines)
    found = [when for when, _ in said]
    spans = [when for when in found if when.first is not None and when.day is None]
    if any(one.unclear and one.first is None and _inside(line, spans) for one, line in said):
        year = next((one.year for one in found if one.year is not None), None)
        return When(year, unclear=True)
    when = When()
    for one in (one for one in found if one.first is not None or not one.unclear):
        issued = one.day is not None and spans and not _within(one, spans)
        if not issued:
            when = when.over(one)
    return when


def _said(lines: list[str]) -> list[tuple[When, str]]:
    return [(when, line) for line in lines if (when := stated(line)) is not None]


def _inside(line: str, spans: list[When]) -> bool:
    """Whether a line that speaks of some days speaks of days within the period of another line."""
    months = months_of_part(line)
    if months is None or not spans:
        return True
    return any((span.first or 1) <= months[1] <= (span.last or 12) for span in spans)


def _within(day: When, spans: list[When]) -> bool:
    return any(
        (day.year or span.year) == (span.year or day.year)
        and (span.first or 1) <= (day.first or 1) <= (span.last or 12)
        for span in spans
    )


def stated_size(text: str) -> int | None:
    """How many units a ranked list has, where words say it: 共183个, 全省183个县."""
    folded = plain(text)
    size = _SIZE.search(folded) or _SIZE_BEFORE.search(folded)
    return int(size[1]) if size else None


def no_period(when: When, *, year_of_file: bool = False, year_said: bool = False) -> str:
    """Why a value cannot be stored, and what the clerk can do."""
    if when.unclear and when.first is None and year_said:
        return (
            f"只选定了年份{when.year}年，看不出是全年还是其中某月、某季的数据，未读取；请选定时期。"
        )
    if when.unclear and when.first is None and year_of_file:
        return (
            f"只有文件名写了{when.year}年，看不出是全年还是其中某月、某季的数据，未读取；"
            "请选定时期，是全年的在字段匹配里选“全年”。"
        )
    if when.unclear and when.first is None:
        return (
            "标题、表名或文件名写的是一段日子（周、旬、截至某日等）或第几期，不是整月、整季或整年，未读取；"
            "如果数据是某一期的，请选定时期。"
        )
    if when.unclear:
        return "标题写了当月和累计两个时期，这一列没有写明是哪一个，未读取；请在字段匹配里选定。"
    if when.year is None and when.first is not None:
        return "不知道这些数据是哪一年的：表中只写了月日，请在标题、工作表名或文件名中写明年份。"
    return "不知道这些数据是哪一期的：请在标题、工作表名或文件名中写明年月。"


def with_lost_year(text: str) -> str:
    """20203月: a page that was copied lost the 年. What it probably said; else nothing."""
    match = re.fullmatch(r"(20[0-4]\d)(\d{1,2})月份?", plain(text))
    return f"{match[1]}年{match[2]}月" if match and 1 <= int(match[2]) <= 12 else ""


def place_in(*texts: str) -> str:
    """The unit a title, a sheet or a file name speaks of: 合川区2017-2020日数据; the section where
    one is named behind its city."""
    for text in texts:
        folded = plain(text)
        if section := _SECTION.search(folded):
            return section[1]
        for match in _UNIT_NAME.finditer(folded):
            dated = folded[: match.start()][-1:].isdigit()  # 2026年10月云麓区
            name = _AFTER_DATE.sub("", match[0]) if dated else match[0]
            if len(name) > 1 and not _NO_NAME.search(name):
                return name
    return ""
