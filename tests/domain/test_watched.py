"""What an assessment asks for, and how far back."""

from __future__ import annotations

from collections.abc import Hashable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.builders import COUNTY, FactsBuilder, facts, readings, regulation
from yuetan_desktop.domain.assessment import assess_rule, due_between
from yuetan_desktop.domain.facts import TriggerValue
from yuetan_desktop.domain.judging.watched import WatchedFacts, incident_key, list_key, value_key
from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.reading import Readings
from yuetan_desktop.domain.workday import add_months
from yuetan_desktop.services.importing.importtrial import LOOKS_BACK

FIRST, LAST = Period.month(2024, 1), Period.month(2026, 12)
YEARS = range(2020, 2027)


class Noting(set[Hashable]):
    """Notes every key that is looked for."""

    def __contains__(self, key: object) -> bool:
        self.add(key)  # type: ignore[arg-type]
        return False


def everything(value: int, wanted: int, rank: int) -> FactsBuilder:
    """Every value and target of every period of seven years."""
    built = facts()
    spans = []
    for year in YEARS:
        spans += [f"{year}-{month:02}" for month in range(1, 13)]
        spans += [f"{year}-Q{n}" for n in range(1, 5)]
        spans += [f"{year}-H1", f"{year}-H2", f"{year}-9M", f"{year}"]
    for span in spans:
        for key in ("air_index_rank", "cwqi_rank", "water_improvement_rank"):
            built.rank(span, rank, of=183, indicator=key)
        for key in ("pm25", "good_day_rate", "good_water_ratio", "source_water_rate", "heavy_days"):
            built.value(key, span, value).target(key, span, wanted)
        for key in ("emission_reduction_rate", "project_reserve_rate"):
            built.value(key, span, value).target(key, span, wanted)
    label = "Ⅲ" if value < wanted else "劣Ⅴ"
    built.section("老鹰岩", dict.fromkeys(spans, label), targets=dict.fromkeys(spans, "Ⅲ"))
    for year in YEARS:
        for kind in ("heavy_pollution_day", "accident_general"):
            built.incident(kind, date(year, 5, 6))
        built.interview(
            date(year, 3, 2),
            TriggerValue("pm25", COUNTY, Period.month(year, 1), Decimal(30)),
        )
    return built


@pytest.mark.parametrize(
    "built",
    [facts(), everything(20, 90, 3), everything(99, 10, 183), everything(50, 50, 90)],
    ids=["nothing known", "low", "high", "in the middle"],
)
@pytest.mark.parametrize(
    "chosen", [readings(), readings(R15="last_year", R23="plain")], ids=["defaults", "chosen"]
)
def test_no_rule_looks_back_further_than_what_is_tried(
    built: FactsBuilder, chosen: Readings
) -> None:
    """`LOOKS_BACK` bounds which periods a changed value can matter to."""
    asked = Noting()
    known = WatchedFacts(built.build(), asked)
    for of, rule, period in due_between([regulation()], FIRST, LAST):
        asked.clear()
        assess_rule(rule, known, known.place(COUNTY), period, chosen, of, replay=True)
        for key in asked:
            for part in key if isinstance(key, tuple) else ():
                if isinstance(part, Period):
                    assert add_months(part.start, LOOKS_BACK) > period.end, (rule.id, period, part)
                    assert part.start <= period.end, (rule.id, period, part)


def watched(built: FactsBuilder, *keys: Hashable) -> WatchedFacts:
    return WatchedFacts(built.build(), set(keys))


MARCH = Period.month(2026, 3)


def test_a_day_is_known_by_its_month() -> None:
    day = Period.parse("2026-03-31")
    assert value_key(1, "pm25", day) == value_key(1, "pm25", MARCH)
    assert value_key(1, "pm25", Period.parse("2026-04-01")) != value_key(1, "pm25", MARCH)


@pytest.mark.parametrize(
    ("ask", "key"),
    [
        (lambda f: f.observation(1, "pm25", MARCH), value_key(1, "pm25", MARCH)),
        (lambda f: f.days(1, "pm25", Period.parse("2026-Q1")), value_key(1, "pm25", MARCH)),
        (lambda f: f.target(1, "pm25", MARCH), value_key(1, "pm25", MARCH)),
        (lambda f: f.ranking("cwqi_rank", MARCH, ""), list_key("cwqi_rank", MARCH)),
        (lambda f: f.incidents(1, "accident_general", MARCH), incident_key(1, "accident_general")),
    ],
)
def test_what_is_asked_for_is_noted_also_where_nothing_is_known(ask: Any, key: Hashable) -> None:
    known = watched(facts(), key)
    assert known.watch(lambda: ask(known))[1]
    assert not known.watch(lambda: known.observation(2, "pm10", MARCH))[1]


def test_what_was_worked_out_before_still_hangs_on_what_it_asked_for() -> None:
    known = watched(facts(), value_key(1, "pm25", MARCH))

    def look() -> object:
        return known.once("mean", lambda: known.observation(1, "pm25", MARCH))

    assert known.watch(look)[1]
    assert known.watch(look)[1], "kept, not asked for again"
    assert not known.watch(lambda: None)[1]
