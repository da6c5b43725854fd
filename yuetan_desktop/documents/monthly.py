"""月度通报: made for a month, without a case. Its parts as plain rows, and the paper from them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from yuetan_desktop.documents.context import Context, Issue, set_closed
from yuetan_desktop.documents.fonts import Faces
from yuetan_desktop.documents.kinds.base import Entry, Field
from yuetan_desktop.documents.pagenumbers import PageNumbers
from yuetan_desktop.documents.printing import OfficeSuite
from yuetan_desktop.documents.wordchart import BarChart, Series, place_chart
from yuetan_desktop.documents.wording import full_stop, numbered, title_lines

if TYPE_CHECKING:
    # What fills templates is loaded when a circular is made.
    from yuetan_desktop.documents.compose import Composed

NAME = "月度通报"
TEMPLATE = "月度通报.docx"
# What the paper would not be without; the template doctor looks for them.
DEMANDED = (
    *("稿本标记", "发文机关", "文号", "成文日期"),
    *("总体情况", "空气排名", "水质情况", "处置情况", "数字来源"),
)
# What the office writes itself; all else is what the month's data and cases say.
FIELDS = (
    Field("主送"),
    Field("工作要求", entry=Entry.LINES),
    Field("抄送", required=False),
    Field("成文日期", entry=Entry.DATE),
)
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class NumberLine:
    """One number of the text and where it stands."""

    value: str
    what: str
    where: str


@dataclass(frozen=True, slots=True)
class MonthPaper:
    """What the circular says. Keys of rows are the columns of the template's tables."""

    month: str
    addressees: str
    overall: str  # the briefing, its numbers marked
    numbers: Sequence[NumberLine]
    air: Sequence[Row]
    air_notes: Sequence[str]
    water: Sequence[Row]
    sections: Sequence[Row]
    reached: Sequence[Row]
    overdue: Sequence[Row]
    cases: str
    improvements: Sequence[str]
    requests: Sequence[str]
    charts: Mapping[str, BarChart]
    dated: str
    copies: str = ""


def mark(number: int) -> str:
    """①…⑳, then（21）."""
    return _CIRCLED[number - 1] if number <= len(_CIRCLED) else f"（{number}）"


def month_context(paper: MonthPaper, issue: Issue) -> Context:
    """What the template of 月度通报 gets."""
    said: Context = {
        "稿本标记": issue.mark,
        "发文机关": issue.issuer,
        "文号": issue.number,
        "标题": title_lines(
            issue.issuer, "关于", paper.month, "生态环境质量", "和约谈工作情况的", "通报"
        ),
        "主送": paper.addressees,
        "月份": paper.month,
        "总体情况": paper.overall,
        "空气排名": _rows(paper.air),
        "空气说明": [full_stop(note) for note in paper.air_notes],
        "水质情况": _rows(paper.water),
        "断面情况": _rows(paper.sections),
        "处置情况": _rows(paper.reached),
        "案件情况": paper.cases,
        "逾期情况": _rows(paper.overdue),
        "亮点": numbered(paper.improvements) if paper.improvements else [],
        "工作要求": numbered(paper.requests),
        "图": {name: token(name) for name in CHARTS},
        "有图": [name for name in CHARTS if name in paper.charts],
        "数字来源": [
            {"序号": mark(n), "数值": one.value, "内容": one.what, "来源": one.where}
            for n, one in enumerate(paper.numbers, start=1)
        ],
        "抄送": paper.copies,
        "印发机关": issue.issuer,
        "印发日期": paper.dated,
        "成文日期": paper.dated,
    }
    closed: Context = set_closed(said)
    return closed


CHARTS = ("空气", "水质")


def token(name: str) -> str:
    """The paragraph that a chart takes the place of."""
    return f"［图：{name}］"


def _rows(rows: Sequence[Row]) -> list[dict[str, str]]:
    return [{"序号": str(n), **row} for n, row in enumerate(rows, start=1)]


def compose_month(
    template: Path,
    paper: MonthPaper,
    issue: Issue,
    out: Path,
    *,
    faces: Faces,
    suite: OfficeSuite | None,
    page_numbers: PageNumbers = PageNumbers.OUTER,
) -> Composed:
    """Write the circular to `out`, its charts drawn in."""
    from yuetan_desktop.documents.compose import compose

    def draw(document: Any) -> None:
        for name, chart in paper.charts.items():
            place_chart(document, token(name), chart, faces.hei)

    return compose(
        template,
        month_context(paper, issue),
        out,
        faces=faces,
        suite=suite,
        finish=draw,
        page_numbers=page_numbers,
    )


# -- what the template doctor fills in ----------------------------------------------------------
def sample_month() -> Context:
    """An invented month with every kind of content, which the doctor fills the template with."""
    row = {"单位": "示例＜县＞"}
    air = ("PM2.5", "PM2.5同比", "PM2.5目标", "优良率", "优良率同比", "优良率目标")
    water = ("优良率", "同期", "同比", "全省排名", "排名同比")
    section = {"断面": "示例断面", "类别": "Ⅳ", "目标": "Ⅲ", "同期": "Ⅲ", "情形": "低于目标"}
    late = {"案件": "示约〔2026〕1号", "事项": "整改方案", "到期日": "10-30", "状态": "逾期"}
    paper = MonthPaper(
        month="2026年10月",
        addressees="各县（区）人民政府",
        overall="2026年10月，示例县PM2.5平均浓度30.3①。",
        numbers=[NumberLine("30.3", "示例县PM2.5平均浓度", "空气月报.xlsx › 10月!C5")],
        air=[row | dict.fromkeys((*air, "综合指数", "排名"), "1")],
        air_notes=["示例县未报"],
        water=[row | dict.fromkeys(water, "1")],
        sections=[row | section],
        reached=[row | {"等级": "5", "条款": "第八条（一）1", "情形": "PM2.5超目标"}],
        overdue=[row | late],
        cases="在办案件1件",
        improvements=["示例县PM2.5同比-8.7%②"],
        requests=["查明原因", "限期整改"],
        charts={"空气": BarChart("PM2.5", ("示例县",), (Series("本月", (None,)),), "示例")},
        dated="2026年11月10日",
    )
    return month_context(paper, Issue("示例市环委办", "示环委办〔2026〕　号", "草稿"))
