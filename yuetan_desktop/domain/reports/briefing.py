"""A briefing of about 120 characters whose every number says where it stands.

The words are those of the county bulletins: 累计均值, 年剩余控制值, 同比.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from yuetan_desktop.domain.cells import cells_in_words, sources_of
from yuetan_desktop.domain.facts import Observation, Source, Target
from yuetan_desktop.domain.reports.monthfigures import (
    MonthFigure,
    MonthFigures,
    YearPath,
)

_COUNTED = re.compile(r"[A-Za-z0-9.%/μ³+-]+|\S")


@dataclass(frozen=True, slots=True)
class Cited:
    """A number as printed. `sources` are its cells; `basis` says the rest: how it was computed,
    the document of a target, the cases that were counted."""

    text: str
    what: str
    sources: tuple[Source, ...] = ()
    basis: str = ""
    counts_cases: bool = False

    @property
    def where(self) -> str:
        """Everything in words, for papers and for the clipboard."""
        said = [*cells_in_words(self.sources), self.basis]
        return "；".join(part for part in said if part)


Part = str | Cited


@dataclass(frozen=True, slots=True)
class Briefing:
    """Words and numbers in turn. Numbers are counted ①②… in the order in which they stand."""

    title: str
    parts: tuple[Part, ...]

    @property
    def text(self) -> str:
        return "".join(part if isinstance(part, str) else part.text for part in self.parts)

    @property
    def length(self) -> int:
        """Characters as an office suite counts them: a number or a Latin word is one."""
        return len(_COUNTED.findall(self.text))

    @property
    def numbers(self) -> tuple[Cited, ...]:
        return tuple(part for part in self.parts if isinstance(part, Cited))


@dataclass(frozen=True, slots=True)
class CaseCounts:
    """What the briefing says of cases: the numbers counted, each with the cases it counts."""

    opened: tuple[str, ...]
    open: tuple[str, ...]
    overdue: tuple[str, ...]


def city_briefing(
    figures: MonthFigures, triggered: Sequence[str], cases: CaseCounts, *, city: str
) -> Briefing:
    """The month of all counties and zones. `triggered` are the units that reached a level."""
    parts: list[Part] = [f"{figures.month.label()}，"]
    parts += _pm25_of_all(figures)
    parts += _worst_path(figures)
    parts += _water_of_all(figures)
    units = "、".join(triggered) or "无"
    parts += [Cited(str(len(triggered)), "研判达到处置等级的单位", basis=units)]
    parts += ["个单位达到处置等级；本月立案", *_counted(cases.opened, "件；", "本月立案的案件")]
    parts += ["目前在办", *_counted(cases.open, "件，", "在办案件")]
    parts += ["期限逾期", *_counted(cases.overdue, "项。", "逾期的期限")]
    return Briefing(f"{city}{figures.month.label()}约谈工作简报", tuple(parts))


def unit_briefing(figures: MonthFigures, unit_id: int, cases: CaseCounts) -> Briefing:
    """One unit's month, as a county writes it for its own leaders."""
    unit = next(unit for unit in figures.units if unit.id == unit_id)
    parts: list[Part] = [f"{figures.month.label()}，{unit.name}"]
    pm25, rate = figures.get(unit, "pm25"), figures.get(unit, "good_day_rate")
    if pm25.value is None:
        parts += ["空气数据未报；"]
    else:
        parts += ["PM2.5平均浓度", _cited(pm25, unit_too=True), *_against(pm25, figures), "；"]
    if rate.value is not None:
        parts += ["优良天数率", _cited(rate, unit_too=True), *_against(rate, figures), "；"]
    path = figures.paths.get(unit_id)
    if path is not None:
        parts += _path_words(figures, path, named=False)
    rank = figures.get(unit, "air_index_rank")
    if rank.value is not None:
        parts += ["综合指数全省排名第", _cited(rank), "位。"]
    water = figures.get(unit, "good_water_ratio")
    if water.value is not None:
        parts += ["水质优良率", _cited(water, unit_too=True), "。"]
    parts += ["目前在办", *_counted(cases.open, "件，", "在办案件")]
    parts += ["期限逾期", *_counted(cases.overdue, "项。", "逾期的期限")]
    return Briefing(f"{unit.name}{figures.month.label()}简报", tuple(parts))


# -- sentences ----------------------------------------------------------------------------------
def _pm25_of_all(figures: MonthFigures) -> list[Part]:
    ranked = figures.ranked("pm25")
    if not ranked:
        return ["县（区）空气数据未报。"]
    judged = [figure for figure in ranked if figure.meets_target is not None]
    kept = [figure for figure in judged if figure.meets_target]
    parts: list[Part] = []
    if judged:
        parts += [
            *_many(len(judged), judged, "有PM2.5数据和阶段目标的县（区）、园区"),
            "个县（区）、园区中",
            *_many(len(kept), kept, "PM2.5达到阶段目标的县（区）、园区"),
            "个PM2.5达到阶段目标；",
        ]
    best, worst = ranked[0], ranked[-1]
    parts += [f"浓度最低{best.place.name}", _cited(best)]
    if worst.place.id != best.place.id:
        parts += [f"、最高{worst.place.name}", _cited(worst, unit_too=True)]
        if any(worst.change_words):
            parts += ["（同比", *_change(worst), "）"]
    if missing := figures.missing("pm25"):
        parts += [f"；{'、'.join(place.name for place in missing)}未报"]
    return [*parts, "。"]


def _worst_path(figures: MonthFigures) -> list[Part]:
    """The unit whose year leaves least room."""
    paths = sorted(figures.paths.values(), key=lambda path: path.required - path.target.value)
    return _path_words(figures, paths[0], named=True) if paths else []


def _path_words(figures: MonthFigures, path: YearPath, *, named: bool) -> list[Part]:
    figure = figures.to_date[path.place.id, "pm25"]
    name = path.place.name if named else ""
    text = figure.indicator.text
    so_far = Cited(
        text(path.so_far.value),
        f"{path.place.name}{figure.period.label()}PM2.5均值",
        sources_of(path.so_far),
        path.so_far.method,
    )
    target = _target(path.target, text(path.target.value), f"{path.place.name}PM2.5年目标")
    words: list[Part] = [f"{name}PM2.5累计均值", so_far, "、年目标", target]
    if not path.feasible:
        return [*words, "，年内已无法达到。"]
    required = Cited(
        text(path.required),
        f"{path.place.name}PM2.5年剩余控制值",
        (*so_far.sources, *target.sources),
        f"（年目标{text(path.target.value)}×12－累计均值{_unrounded(path.so_far)}"
        f"×{12 - path.months_left}）÷{path.months_left}",
    )
    return [*words, "，年剩余控制值", required, figure.indicator.unit, "。"]


def _unrounded(observation: Observation) -> str:
    """As it was reckoned with, so that the reckoning can be followed: 28.52 where 28.5 is shown."""
    return format(observation.value.quantize(Decimal("0.001")).normalize(), "f")


def _water_of_all(figures: MonthFigures) -> list[Part]:
    ranked = figures.ranked("good_water_ratio")
    short = [figure for figure in ranked if figure.value and figure.value.value < 100]
    if not ranked:
        return []
    if not short:
        return ["水质优良率均为100%。"]
    worst = short[-1]
    return [f"水质优良率最低{worst.place.name}", _cited(worst, unit_too=True), "。"]


def _against(figure: MonthFigure, figures: MonthFigures) -> list[Part]:
    """，未达到目标27.0，同比上升8.2%; no comparison that is only a rough one."""
    parts: list[Part] = []
    if figure.target is not None:
        word = "达到" if figure.meets_target else "未达到"
        text = figure.indicator.text(figure.target.value)
        what = f"{figure.place.name}{figure.period.label()}{figure.indicator.brief}目标"
        parts += [f"，{word}目标", _target(figure.target, text, what)]
    roughly = figures.compares_only_roughly(figure)
    if any(figure.change_words) and not roughly:
        parts += ["，同比", *_change(figure)]
    return parts


# -- numbers ------------------------------------------------------------------------------------
def _cited(figure: MonthFigure, *, unit_too: bool = False) -> Cited:
    assert figure.value is not None
    return Cited(
        figure.text + (figure.indicator.unit if unit_too else ""),
        _what(figure),
        sources_of(figure.value),
        figure.value.method,
    )


def _change(figure: MonthFigure) -> list[Part]:
    word, size = figure.change_words
    cited = Cited(
        size,
        f"{_what(figure)}同比{word}",
        (*sources_of(figure.value), *sources_of(figure.last_year)),
        f"由{figure.text}与同期{_text(figure, figure.last_year)}计算",
    )
    return [word, cited]


def _text(figure: MonthFigure, observation: Observation | None) -> str:
    return figure.indicator.text(observation.value) if observation else "—"


def _target(target: Target, text: str, what: str) -> Cited:
    return Cited(text, what, (target.source,) if target.source else (), target.document)


def _many(count: int, figures: Iterable[MonthFigure], what: str) -> list[Part]:
    """A count of units: it stands on the values of all that were counted."""
    figures = list(figures)
    sources = tuple(
        dict.fromkeys(
            source
            for figure in figures
            for source in (
                *sources_of(figure.value),
                *((figure.target.source,) if figure.target and figure.target.source else ()),
            )
        )
    )
    return [Cited(str(count), what, sources, "、".join(f.place.name for f in figures) or "无")]


def _counted(counted: Sequence[str], unit: str, what: str) -> list[Part]:
    names = "、".join(counted) or "无"
    return [Cited(str(len(counted)), what, basis=names, counts_cases=True), unit]


def _what(figure: MonthFigure) -> str:
    return f"{figure.place.name}{figure.period.label()}{figure.indicator.name}"
