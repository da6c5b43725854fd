"""The blank forms the program offers: what they look like is what the reader reads best."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from yuetan_desktop.domain.indicator import Catalogue
from yuetan_desktop.domain.place import Place, PlaceKind
from yuetan_desktop.errors import AppError

_UNITS = (PlaceKind.COUNTY, PlaceKind.ZONE)
_CLASSES = ("Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ", "Ⅴ", "劣Ⅴ")
_MONTHS = tuple(f"{month}月" for month in range(1, 13))


@dataclass(frozen=True, slots=True)
class Form:
    """One blank form: `heads` are plain or (group, sub-heads); `lists` name a choice per head."""

    name: str
    title: str
    heads: tuple[str | tuple[str, tuple[str, ...]], ...]
    lists: tuple[tuple[str, str], ...]  # (head, which list)
    help: tuple[str, ...]
    percents: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()

    def flat(self) -> list[str]:
        """The lowest head of every column."""
        heads: list[str] = []
        for head in self.heads:
            heads.extend([head] if isinstance(head, str) else head[1])
        return heads


_COMMON = (
    "标题中的年份和时期请改成实际的，例如“2026年10月……”；标题里的时期适用于整张表。",
    "没有数据的格子留空，或填“—”；不要填0。",
    "表头请勿改动；可以增加行，不需要的列可以留空。",
)

FORMS: dict[str, Form] = {
    form.name: form
    for form in (
        Form(
            "空气指标",
            "____年各县（区）、园区环境空气质量指标",
            (
                "月份",
                "县（区）、园区",
                "PM2.5均值(μg/m³)",
                "PM10均值(μg/m³)",
                "SO2均值(μg/m³)",
                "NO2均值(μg/m³)",
                "CO第95百分位浓度(mg/m³)",
                "O3第90百分位浓度(μg/m³)",
                "优良天数(天)",
                "有效天数(天)",
                "优良天数率(%)",
                "重污染天数(天)",
                "综合指数",
                "综合指数全省排名(位)",
                "全省参加排名个数",
            ),
            (("县（区）、园区", "units"),),
            (
                *_COMMON,
                "月份写成 2026-10；累计或季度的数据写 2026年1—9月、2026年三季度。",
                "优良天数率写 83.9，不写 0.839；优良天数率＝优良天数÷有效天数。",
                "全省排名填公布的名次，并列的填相同名次；“全省参加排名个数”必须填写，才能判断是否后30名。",
            ),
            ("优良天数率(%)",),
            (
                "PM2.5均值(μg/m³)",
                "PM10均值(μg/m³)",
                "SO2均值(μg/m³)",
                "NO2均值(μg/m³)",
                "CO第95百分位浓度(mg/m³)",
                "O3第90百分位浓度(μg/m³)",
                "优良天数(天)",
                "有效天数(天)",
                "重污染天数(天)",
                "综合指数",
            ),
        ),
        Form(
            "断面水质",
            "____年地表水考核断面水质类别",
            (
                "断面名称",
                "所在河流",
                "断面级别",
                "责任县（区）",
                "考核水质类别",
                ("月度实测水质类别", _MONTHS),
            ),
            (
                ("断面名称", "sections"),
                ("断面级别", "grades"),
                ("责任县（区）", "units"),
                ("考核水质类别", "classes"),
                *((month, "classes") for month in _MONTHS),
            ),
            (
                *_COMMON,
                "水质类别从下拉列表中选；断流、未监测填“/”。",
                "“考核水质类别”是本年度的考核目标，随本表一并入库。",
            ),
        ),
        Form(
            "全省排名",
            "____年__月全省县级行政区域环境空气质量综合指数排名",
            ("排名", "县（市、区）", "环境空气质量综合指数"),
            (),
            (
                *_COMMON,
                "水质排名请把标题改为“……全省县（市、区）水环境质量指数（CWQI）排名”，"
                "第三列表头改为“CWQI”。",
                "请填写完整名单，并列的填相同名次；名单不完整时请在表下注明“参加排名的共__个”。",
            ),
            (),
            ("环境空气质量综合指数",),
        ),
        Form(
            "目标",
            "____年生态环境质量目标",
            ("单位", "指标", "时期", "目标值", "文号", "签发日期"),
            (("单位", "targets"), ("指标", "indicators")),
            (
                *_COMMON,
                "时期写 2026年10月、2026年一季度、2026年上半年、2026年1—9月、2026年。",
                "单位也可以填断面名称（指标为“水质类别”）；同一目标以签发日期较新的为准。",
                "文号和签发日期必须填写。",
            ),
        ),
        Form(
            "事项",
            "____年生态环境事项登记",
            (
                "日期",
                "责任单位",
                "事项类别",
                "事项",
                "对象",
                "文号",
                "认定",
                "认定人",
                "认定日期",
                "佐证",
            ),
            (("责任单位", "subjects"), ("事项类别", "kinds"), ("认定", "findings")),
            (
                *_COMMON,
                "一行一件。事项类别从下拉列表中选，与办法的条款对应。",
                "“认定”填 是、否 或 待认定；是否“因管控不力”等须由有权机关认定，未认定的留空；"
                "填“是”的写明认定人和佐证。",
                "“对象”填被通报的企业等；同一企业请写法一致。",
            ),
        ),
    )
}


def write_form(
    name: str,
    path: Path,
    *,
    catalogue: Catalogue,
    places: Iterable[Place] = (),
    kinds: Iterable[str] = (),
) -> None:
    """Write the blank form `name`; the office's own places stand in its drop-down lists."""
    form = FORMS.get(name)
    if form is None:
        raise AppError(f"没有“{name}”这种空白表。", hint=f"可选：{'、'.join(FORMS)}。")
    write_blank(form, path, _lists(catalogue, tuple(places), tuple(kinds)))


def write_blank(form: Form, path: Path, lists: dict[str, list[str]]) -> None:
    """Write a form with its drop-down lists."""
    from yuetan_desktop.excel.books import blankform  # openpyxl takes long to import

    blankform.write(form, path, lists)


def _lists(
    catalogue: Catalogue, places: Sequence[Place], kinds: Sequence[str]
) -> dict[str, list[str]]:
    def named(*wanted: PlaceKind) -> list[str]:
        return [place.name for place in places if place.kind in wanted]

    measured = ("pm25", "pm10", "good_day_rate", "good_days", "heavy_days", "air_index")
    water = ("good_water_ratio", "water_class", "source_water_rate")
    return {
        "units": named(*_UNITS),
        "subjects": named(*_UNITS, PlaceKind.DEPARTMENT),
        "sections": named(PlaceKind.SECTION),
        "targets": named(*_UNITS, PlaceKind.SECTION),
        "indicators": [catalogue[k].name for k in (*measured, *water) if k in catalogue],
        "classes": [*_CLASSES, "/"],
        "grades": ["国控", "省控", "市控"],
        "kinds": list(kinds),
        "findings": ["是", "否", "待认定"],
    }
