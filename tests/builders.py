"""Facts in a few words: `facts().rank("2026-03", 154, of=183).value("pm25", "2026-03", 30.3).build()`.

The unit judged is county 1 unless `place` says otherwise. `facts_of` reads the same from the
tables of `tests/regulation/cases/*.toml`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from yuetan_desktop.domain.facts import (
    Exemption,
    Facts,
    Incident,
    Observation,
    PastInterview,
    Ranking,
    Source,
    Target,
    TriggerValue,
)
from yuetan_desktop.domain.indicator import Catalogue, WaterClass
from yuetan_desktop.domain.judging.rulefile import read_regulation
from yuetan_desktop.domain.ledger.yeartask import YearTask, YearTaskKind
from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.place import Place, PlaceKind
from yuetan_desktop.domain.quality.air_standard import AirStandard
from yuetan_desktop.domain.quality.water_standard import WaterStandard
from yuetan_desktop.domain.reading import Choice, Readings
from yuetan_desktop.domain.regulation import Regulation

RESOURCES = Path(__file__).parent.parent / "resources"
COUNTY, ZONE, DEPARTMENT = 1, 2, 3
PLACES = (
    Place(COUNTY, "雁江区", PlaceKind.COUNTY, official_name="雁江区人民政府"),
    Place(ZONE, "高新区", PlaceKind.ZONE, official_name="高新区管委会"),
    Place(DEPARTMENT, "市水务局", PlaceKind.DEPARTMENT),
)
PROVINCE = "全省县级行政区域"


@cache
def catalogue() -> Catalogue:
    return Catalogue.from_toml((RESOURCES / "indicators.toml").read_text("utf-8"))


@cache
def regulation() -> Regulation:
    text = (RESOURCES / "regulations" / "ziyang-2022-42.toml").read_text("utf-8")
    return read_regulation(text)


@cache
def air_standards() -> tuple[AirStandard, ...]:
    files = sorted((RESOURCES / "standards").glob("air-*.toml"))
    return tuple(AirStandard.from_toml(file.read_text("utf-8")) for file in files)


@cache
def water_standard() -> WaterStandard:
    return WaterStandard.from_toml((RESOURCES / "standards" / "water-2002.toml").read_text("utf-8"))


def readings(**chosen: str) -> Readings:
    """The defaults, with the office's decisions on the readings named."""
    choices = [
        Choice(reading, option, "市环委办", date(2026, 1, 8), "会议纪要〔2026〕2号")
        for reading, option in chosen.items()
    ]
    return Readings.of(regulation().readings.values(), choices)


class FactsBuilder:
    """Collects facts; every value gets a source, as imported ones have."""

    def __init__(self) -> None:
        self._places = list(PLACES)
        self._observations: dict[tuple[int, str, Period], Observation] = {}
        self._rankings: dict[tuple[str, Period, str], Ranking] = {}
        self._targets: list[Target] = []
        self._incidents: list[Incident] = []
        self._exemptions: list[Exemption] = []
        self._interviews: list[PastInterview] = []
        self._year_tasks: list[YearTask] = []

    def value(
        self, indicator: str, period: str, value: object, *, place: int = COUNTY
    ) -> FactsBuilder:
        span = Period.parse(period)
        cell = f"C{len(self._observations) + 5}"
        self._observations[place, indicator, span] = Observation(
            place, indicator, span, _number(value), Source("指标.xlsx", "Sheet1", cell, 1)
        )
        return self

    def rank(
        self,
        period: str,
        rank: int,
        *,
        of: int | None,
        tied: int = 1,
        indicator: str = "air_index_rank",
        list_name: str = PROVINCE,
        place: int = COUNTY,
    ) -> FactsBuilder:
        """A published rank in a list of `of` units, shared by `tied` of them."""
        span = Period.parse(period)
        source = Source("排名.xlsx", "Sheet1", f"B{rank + 3}", 2)
        self._observations[place, indicator, span] = Observation(
            place, indicator, span, Decimal(rank), source, list_name, of
        )
        self._rankings[indicator, span, list_name] = Ranking(list_name, of, Counter({rank: tied}))
        return self

    def target(
        self,
        indicator: str,
        period: str,
        value: object,
        *,
        place: int = COUNTY,
        signed_on: date = date(2026, 1, 5),
    ) -> FactsBuilder:
        self._targets.append(
            Target(
                place,
                indicator,
                Period.parse(period),
                _number(value),
                document="目标责任书〔2026〕1号",
                signed_on=signed_on,
            )
        )
        return self

    def section(
        self,
        name: str,
        classes: Mapping[str, str],
        *,
        targets: Mapping[str, str] | None = None,
        grade: str = "国控",
        place: int = COUNTY,
        retired: bool = False,
    ) -> FactsBuilder:
        """A section of the unit with its water class by period."""
        number = 100 + len(self._places)
        section = Place(number, name, PlaceKind.SECTION, place, grade=grade, retired=retired)
        self._places.append(section)
        for period, label in classes.items():
            self.value("water_class", period, label, place=number)
        for period, label in (targets or {}).items():
            self.target("water_class", period, label, place=number)
        return self

    def water_source(self, name: str, rates: Mapping[str, int]) -> FactsBuilder:
        """A 水源地 of the unit with its rate by period."""
        number = 100 + len(self._places)
        self._places.append(Place(number, name, PlaceKind.WATER_SOURCE, COUNTY))
        for period, rate in rates.items():
            self.value("source_water_rate", period, rate, place=number)
        return self

    def section_id(self, name: str) -> int:
        return next(place.id for place in self._places if place.name == name)

    def incident(
        self,
        kind: str,
        day: date,
        *,
        confirmed: bool | None = True,
        subject: str = "",
        title: str = "",
        document: str = "",
        place: int = COUNTY,
    ) -> FactsBuilder:
        number = len(self._incidents) + 1
        self._incidents.append(
            Incident(number, place, kind, day, title, subject, confirmed, document)
        )
        return self

    def year_task(
        self, kind: YearTaskKind, year: int, item: str, planned: str, done: str, unit: str = "吨"
    ) -> FactsBuilder:
        """One line of the ledger of the year's tasks."""
        self._year_tasks.append(
            YearTask(0, COUNTY, year, kind, item, Decimal(planned), Decimal(done), unit)
        )
        return self

    def exempt(self, rule: str, period: str, *, place: int = COUNTY) -> FactsBuilder:
        self._exemptions.append(
            Exemption(
                len(self._exemptions) + 1,
                place,
                rule,
                Period.parse(period),
                "特大暴雨",
                "灾害情况通报",
                "市环委办",
                date(2026, 7, 24),
            )
        )
        return self

    def interview(
        self,
        held_on: date,
        *values: TriggerValue,
        level: int = 4,
        place: int = COUNTY,
        improved: bool | None = None,
    ) -> FactsBuilder:
        number = f"资约〔2026〕{len(self._interviews) + 1}号"
        self._interviews.append(PastInterview(number, place, level, held_on, values, improved))
        return self

    def build(self) -> Facts:
        return Facts(
            catalogue=catalogue(),
            places=self._places,
            observations=self._observations,
            rankings=self._rankings,
            targets=self._targets,
            incidents=self._incidents,
            exemptions=self._exemptions,
            interviews=self._interviews,
            year_tasks=self._year_tasks,
            air=air_standards(),
            water=water_standard(),
        )


def facts() -> FactsBuilder:
    return FactsBuilder()


_CLASSES = {water.label: water.value for water in WaterClass}


def _number(value: object) -> Decimal:
    """30.3, or a water class by its label (Ⅳ)."""
    return Decimal(_CLASSES.get(str(value), str(value)))


# -- the notation of cases/*.toml -----------------------------------------------------------------
def facts_of(given: Mapping[str, Any], place: int = COUNTY) -> Facts:
    """`{indicator}.{period} = value`, ranks as "154/183" (or "153/183 并列2", "40/65 名单全省市辖区"),
    plus the tables `target` (several values of a period: signed one after the other in January,
    or on the day that is said), `section`, `incident`, `interview` and `exempt`."""
    builder = FactsBuilder()
    special = {"target", "section", "incident", "interview", "exempt"}
    for indicator in given.keys() - special:
        for period, value in given[indicator].items():
            _put(builder, indicator, period, value, place)
    for indicator, by_period in given.get("target", {}).items():
        for period, values in by_period.items():
            for day, value in enumerate(values if isinstance(values, list) else [values], start=5):
                said = {"value": value, "signed": date(2026, 1, day)}
                said |= value if isinstance(value, dict) else {}
                builder.target(
                    indicator, period, said["value"], place=place, signed_on=said["signed"]
                )
    for name, section in given.get("section", {}).items():
        builder.section(
            name,
            section.get("class", {}),
            targets=section.get("target"),
            grade=section.get("grade", "国控"),
            place=place,
        )
        for indicator, by_period in section.get("values", {}).items():
            for period, value in by_period.items():
                builder.value(indicator, period, value, place=builder.section_id(name))
    for row in given.get("incident", ()):
        _log(builder, row, place)
    for row in given.get("interview", ()):
        builder.interview(
            row["held_on"],
            *(_trigger(builder, value, place) for value in row.get("values", ())),
            level=row.get("level", 4),
            place=place,
            improved=row.get("improved"),
        )
    for row in given.get("exempt", ()):
        builder.exempt(row["rule"], row["period"], place=place)
    return builder.build()


def _put(builder: FactsBuilder, indicator: str, period: str, value: object, place: int) -> None:
    text = str(value)
    if "_rank" not in indicator:
        builder.value(indicator, period, value, place=place)
        return
    text, _, name = text.partition(" 名单")
    ranked, _, tie = text.partition(" 并列")
    rank, _, size = ranked.partition("/")
    builder.rank(
        period,
        int(rank),
        of=int(size) if size else None,
        tied=int(tie or 1),
        indicator=indicator,
        list_name=name or PROVINCE,
        place=place,
    )


_FINDINGS = {"认定": True, "未认定": None, "排除": False}


def _log(builder: FactsBuilder, row: Mapping[str, Any], place: int) -> None:
    for day in row.get("days", [row["day"]] if "day" in row else []):
        builder.incident(
            row["kind"],
            day,
            confirmed=_FINDINGS[row.get("finding", "认定")],
            subject=row.get("subject", ""),
            title=row.get("title", ""),
            document=row.get("document", ""),
            place=row.get("place", place),
        )


def _trigger(builder: FactsBuilder, row: Mapping[str, Any], place: int) -> TriggerValue:
    at = builder.section_id(row["section"]) if "section" in row else place
    return TriggerValue(row["indicator"], at, Period.parse(row["period"]), _number(row["value"]))


def units(count: int) -> Iterable[Place]:
    """Many counties, for questions of growth."""
    return (Place(1000 + n, f"{n}县", PlaceKind.COUNTY) for n in range(count))
