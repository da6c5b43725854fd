"""月度通报 as a paper: what `monthreport` found, put into sentences, tables and charts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from yuetan_desktop.documents import printing
from yuetan_desktop.documents.context import Issue
from yuetan_desktop.documents.monthly import (
    TEMPLATE,
    MonthPaper,
    NumberLine,
    Row,
    compose_month,
    mark,
)
from yuetan_desktop.documents.wordchart import BarChart, Series
from yuetan_desktop.documents.wording import written_date
from yuetan_desktop.domain.facts import Observation
from yuetan_desktop.domain.monitoring import MIXED_DUST
from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.rectification import Stage
from yuetan_desktop.domain.reports.briefing import Briefing, Cited
from yuetan_desktop.domain.reports.monthfigures import MonthFigure, MonthFigures, SectionFigure
from yuetan_desktop.services import assessing, rectification
from yuetan_desktop.services.office import Office, Viewpoint, read_office
from yuetan_desktop.services.papers.papercase import formal
from yuetan_desktop.services.papers.paperfiles import faces_of, own_or_shipped
from yuetan_desktop.services.papers.paperissuer import DRAFT, DRAFTED_FOR_ISSUER
from yuetan_desktop.services.reports.duecalendar import case_entries
from yuetan_desktop.services.reports.monthreport import MonthReport, briefing, month_report
from yuetan_desktop.services.workspace import Workspace

if TYPE_CHECKING:
    from yuetan_desktop.documents.compose import Composed

_ADDRESSEES = "各县（区）人民政府，高新区、临空经济区管委会，市级有关部门"
_REQUESTS = (
    "达到处置等级的单位要对照所列条款查明原因，明确责任单位、责任人和完成时限，抓紧整改",
    "期限逾期的单位要立即补报并说明原因",
    "整改应精准科学，严防“一刀切”，坚决杜绝监测数据造假",
)


def write_month_paper(ws: Workspace, out: Path, *, month: Period | None = None) -> Path:
    """Write the month's circular as a draft; its number is left blank."""
    paper = month_paper(ws, month or assessing.newest_month(ws))
    out.parent.mkdir(parents=True, exist_ok=True)
    number = blank_number(read_office(ws), ws.today().year)
    write_circular(ws, paper, Issue(read_office(ws).issuer, number, draft_mark(ws)), out)
    return out


def blank_number(office: Office, year: int) -> str:
    """A draft shows where the number will stand: 资环委办〔2026〕　号."""
    return office.number_pattern.replace("{year}", str(year)).replace("{n}", "　")


def draft_mark(ws: Workspace) -> str:
    """草稿, or 代拟稿 of a county that only drafts for the city."""
    own = read_office(ws).viewpoint is not Viewpoint.SELF_WATCH
    return DRAFT if own else DRAFTED_FOR_ISSUER


def write_circular(
    ws: Workspace, paper: MonthPaper, issue: Issue, out: Path, *, settled: bool = True
) -> Composed:
    """The circular as a file. Unless `settled`, its pages are not counted."""
    office = read_office(ws)
    return compose_month(
        own_or_shipped(ws, TEMPLATE),
        paper,
        issue,
        out,
        faces=faces_of(office),
        suite=printing.find_suite() if settled else None,
        page_numbers=office.page_numbers,
    )


@dataclass(slots=True)
class _Kept:
    """What the month said when the database was looked at last."""

    seen: tuple[object, ...] = ()
    paper: MonthPaper | None = None


def month_paper(ws: Workspace, month: Period) -> MonthPaper:
    """What the month's data and cases say, with the addressees and requests that are usual. It is
    kept while nothing in the database has moved: a form asks for it at every pause in typing."""
    kept = ws.kept.setdefault(_Kept, _Kept())
    assert isinstance(kept, _Kept)
    seen = (ws.written(), month, ws.today())
    if kept.paper is None or kept.seen != seen:
        kept.seen, kept.paper = seen, _paper(ws, month_report(ws, month))
    return kept.paper


def marked(found: Briefing) -> str:
    """The briefing with ① after each number."""
    parts, count = [], 0
    for part in found.parts:
        if isinstance(part, Cited):
            count += 1
            parts.append(f"{part.text}{mark(count)}")
        else:
            parts.append(part)
    return "".join(parts)


def _paper(ws: Workspace, report: MonthReport) -> MonthPaper:
    figures, said = report.figures, briefing(ws, report.month)
    late = [
        {
            "单位": entry.unit,
            "案件": entry.number,
            "事项": entry.what,
            "到期日": str(entry.day),
            "状态": entry.text,
        }
        for entry in case_entries(ws)
        if entry.is_overdue
    ]
    first = len(said.numbers) + 1
    return MonthPaper(
        month=report.month.label(),
        addressees=_ADDRESSEES,
        overall=marked(said),
        numbers=[
            *(NumberLine(one.text, one.what, one.where) for one in said.numbers),
            *(NumberLine(i.short, f"{i.place}{i.what}", i.where) for i in report.improvements),
        ],
        air=[_air_row(figures, figure) for figure in figures.ranked("pm25")],
        air_notes=_air_notes(figures),
        water=[_water_row(figures, figure) for figure in figures.ranked("good_water_ratio")],
        sections=[_section_row(one) for one in figures.sections if one.misses_target or one.fell],
        reached=[
            {
                "单位": one.place.name,
                "等级": str(one.level),
                "条款": "、".join(dict.fromkeys(f.rule.short_cite for f in one.findings)),
                "情形": "；".join(formal(f.ground) for f in one.findings),
            }
            for one in report.reached
        ],
        overdue=late,
        cases=_cases(report) + _tasks(ws),
        improvements=[
            f"{one.place}{one.words}{mark(n)}" for n, one in enumerate(report.improvements, first)
        ],
        requests=_REQUESTS if late else (_REQUESTS[0], _REQUESTS[2]),
        charts=_charts(figures),
        dated=written_date(ws.today()),
    )


def _cases(report: MonthReport) -> str:
    """Counts as the case list has them."""
    counted = (
        ("本月立案", report.opened),
        ("本月办结", report.ended),
        ("目前在办", report.open),
    )
    parts = [
        f"{words}{len(files)}件" + (f"（{'、'.join(f.number for f in files)}）" if files else "")
        for words, files in counted
    ]
    return "，".join(parts) + "。"


def _tasks(ws: Workspace) -> str:
    """第十七条: where the rectification ledger stands; nothing while it is empty."""
    tasks = [t for t in rectification.ledger(ws) if t.state.stage is not Stage.WITHDRAWN]
    if not tasks:
        return ""
    found = rectification.totals(tasks)
    return f"整改任务{found.count}项，已销号{found.closed}项，逾期{found.overdue}项。"


# -- rows ---------------------------------------------------------------------------------------
def _air_row(figures: MonthFigures, pm25: MonthFigure) -> Row:
    unit = pm25.place
    rate, index = figures.get(unit, "good_day_rate"), figures.get(unit, "air_index")
    return {
        "单位": unit.name,
        "PM2.5": pm25.text,
        "PM2.5同比": pm25.change_text,
        "PM2.5目标": _target(pm25),
        "优良率": rate.text,
        "优良率同比": _change(figures, rate),
        "优良率目标": _target(rate),
        "综合指数": index.text,
        "排名": figures.get(unit, "air_index_rank").text,
    }


def _water_row(figures: MonthFigures, ratio: MonthFigure) -> Row:
    rank = figures.get(ratio.place, "cwqi_rank")
    return {
        "单位": ratio.place.name,
        "优良率": ratio.text,
        "同期": _text(ratio, ratio.last_year),
        "同比": ratio.change_text,
        "全省排名": rank.text,
        "排名同比": rank.change_text,
    }


def _section_row(one: SectionFigure) -> Row:
    words = [
        *(["低于目标"] if one.misses_target else []),
        *(["同比下降"] if one.fell else []),
    ]
    return {
        "断面": one.section.name,
        "单位": one.unit.name,
        "类别": one.text(one.value),
        "目标": one.text(one.target),
        "同期": one.text(one.last_year),
        "情形": "、".join(words),
    }


def _change(figures: MonthFigures, figure: MonthFigure) -> str:
    """* marks a comparison across a change of the standard, or of what is done with 沙尘."""
    if figure.change is None or not figures.compares_only_roughly(figure):
        return figure.change_text
    return f"{figure.change_text}*"


def _target(figure: MonthFigure) -> str:
    return figure.indicator.text(figure.target.value) if figure.target else "—"


def _text(figure: MonthFigure, observation: Observation | None) -> str:
    return figure.indicator.text(observation.value) if observation else "—"


def _air_notes(figures: MonthFigures) -> list[str]:
    notes = ["注：浓度单位为μg/m³；“点”为百分点；目标为当月阶段目标；“—”为没有数据或没有目标"]
    if missing := figures.missing("pm25"):
        notes.append(f"{'、'.join(place.name for place in missing)}数据未报，未列入，不表示正常")
    if figures.standards is not None:
        before, now = figures.standards
        notes.append(f"*空气质量标准由{before}改为{now}，同比仅供参考")
    if figures.mixes_dust:
        notes.append(f"*{MIXED_DUST}")
    return notes


# -- charts -------------------------------------------------------------------------------------
def _charts(figures: MonthFigures) -> dict[str, BarChart]:
    """Those that have something to show."""
    charts = {
        "空气": _chart(
            "PM2.5平均浓度（μg/m³）",
            figures.ranked("pm25"),
            ("本月", "上年同期", "阶段目标"),
        ),
        "水质": _chart("水质优良率（%）", figures.ranked("good_water_ratio"), ("本月", "上年同期")),
    }
    return {name: chart for name, chart in charts.items() if chart is not None}


def _chart(title: str, ranked: Iterable[MonthFigure], names: tuple[str, ...]) -> BarChart | None:
    found = list(ranked)
    if not found:
        return None
    columns = zip(*(_bars(figure) for figure in found), strict=True)
    series = tuple(
        Series(name, tuple(values)) for name, values in zip(names, columns, strict=False)
    )
    says = "；".join(f"{figure.place.name}{figure.text}" for figure in found)
    return BarChart(title, tuple(f.place.name for f in found), series, f"{title}：{says}")


def _bars(figure: MonthFigure) -> tuple[Decimal | None, ...]:
    rounded = figure.indicator.rounded
    return tuple(
        rounded(one.value) if one is not None else None
        for one in (figure.value, figure.last_year, figure.target)
    )
