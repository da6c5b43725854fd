"""Values against what the standards make of the others in the same row: AQI, index, class."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from yuetan_desktop.domain.indicator import Catalogue, WaterClass
from yuetan_desktop.domain.period import Period, PeriodKind
from yuetan_desktop.domain.quality.air_standard import POLLUTANTS, AirStandard
from yuetan_desktop.domain.quality.standards import Standards
from yuetan_desktop.excel.results import Problem, Seen, Severity, at_cell

AQI_APART = 1  # platforms differ by one at a few values
INDEX_APART = Decimal("0.02")  # printed concentrations are rounded
MANY_ITEMS = 4  # with fewer of them beside it a class says more than they do
Row = Mapping[str, Seen]


def against_standards(row: Row, standards: Standards, catalogue: Catalogue) -> Iterator[Problem]:
    """Doubts about one place and period."""
    if "pm25" in row and "pm10" in row:
        yield from particle_doubts(row)
    if "aqi" in row:
        yield from aqi_doubts(row, standards)
    if "air_index" in row:
        yield from index_doubts(row, standards)
    if "water_class" in row:
        yield from class_doubts(row, standards, catalogue)


def _numbers(row: Row, keys: tuple[str, ...]) -> dict[str, Decimal]:
    return {
        key: Decimal(repr(value))
        for key in keys
        if key in row and (value := row[key].value) is not None
    }


def particle_doubts(row: Row) -> Iterator[Problem]:
    """PM2.5 is part of PM10: over a month or longer never more. Days may differ."""
    fine, all_of_it = row["pm25"], row["pm10"]
    if fine.value is None or all_of_it.value is None or fine.value <= all_of_it.value:
        return
    if Period.parse(fine.period).kind is not PeriodKind.DAY:
        apart = f"PM2.5（{fine.value:g}）大于PM10（{all_of_it.value:g}）"
        words = f"{apart}，请核对两列是否填反。"
        yield at_cell(fine, Severity.WARNING, words)


def aqi_doubts(row: Row, standards: Standards) -> Iterator[Problem]:
    """A day whose published AQI is not what its concentrations make (HJ 633)."""
    seen = row["aqi"]
    period = Period.parse(seen.period)
    standard = standards.air_on(period.start)
    if period.kind is not PeriodKind.DAY or standard is None or seen.value is None:
        return
    values = _numbers(row, POLLUTANTS)
    highest = max((standard.iaqi(key, value) for key, value in values.items()), default=0)
    too_low = highest - seen.value > AQI_APART
    too_high = len(values) == len(POLLUTANTS) and seen.value - highest > AQI_APART
    if too_low or too_high:
        yield at_cell(
            seen,
            Severity.WARNING,
            f"AQI为{seen.value:g}，由同行浓度按{standard.short}计算为{highest}，请核对。",
        )


def index_doubts(row: Row, standards: Standards) -> Iterator[Problem]:
    """A period whose composite index is not what its six concentrations make."""
    seen = row["air_index"]
    period = Period.parse(seen.period)
    values = _numbers(row, POLLUTANTS)
    own = standards.air_on(period.end)
    if own is None or own is not standards.air_on(period.start) or seen.value is None:
        return
    computed = own.composite_index(values)
    published = Decimal(repr(seen.value))
    if computed is None or _near(published, computed):
        return
    yield _other_text(seen, published, values, own, standards) or at_cell(
        seen,
        Severity.WARNING,
        f"综合指数为{published}，由同行六项浓度按{own.short}计算为{computed:.2f}，"
        f"相差超过{INDEX_APART}，请核对。",
    )


def _other_text(
    seen: Seen,
    published: Decimal,
    values: Mapping[str, Decimal],
    own: AirStandard,
    standards: Standards,
) -> Problem | None:
    """The hint where another version's formula gives the index."""
    for standard in standards.air:
        index = standard.composite_index(values)
        if index is not None and _near(published, index):
            return at_cell(
                seen,
                Severity.HINT,
                f"综合指数{published}与{standard.short}的算法一致，与{own.short}的不一致；"
                "两种算法的指数不能相互比较。",
            )
    return None


def _near(published: Decimal, computed: Decimal) -> bool:
    return abs(published - round(computed, 2)) <= INDEX_APART


def class_doubts(row: Row, standards: Standards, catalogue: Catalogue) -> Iterator[Problem]:
    """By the limits of rivers, which for lakes are never too strict. A class is as good if it is
    that of the concentrations rounded for evaluation."""
    seen = row["water_class"]
    if standards.water is None or seen.value is None:
        return
    values = _numbers(row, standards.water.items)
    judged = standards.water.judge(values)
    stated = WaterClass(int(seen.value))
    if judged is None or judged.water_class == stated:
        return
    rounded = {item: standards.water.for_evaluation(item, v) for item, v in values.items()}
    evaluated = standards.water.judge(rounded)
    if evaluated is not None and evaluated.water_class == stated:
        return
    if judged.water_class < stated:  # an item that the table leaves out may have decided
        if len(judged.by_indicator) >= MANY_ITEMS:
            yield at_cell(
                seen,
                Severity.HINT,
                f"水质类别为{stated.label}类，由同行{len(judged.by_indicator)}项浓度判为"
                f"{judged.water_class.label}类；如由表中没有的项目决定，不必改动。",
            )
        return
    worst = judged.decided_by[0]
    yield at_cell(
        seen,
        Severity.WARNING,
        f"水质类别为{stated.label}类，由{catalogue[worst].name}{values[worst]}判为"
        f"{judged.water_class.label}类，请核对。",
        judged.water_class.label,
    )
