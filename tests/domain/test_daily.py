"""Period values from days: enough valid days or no value, by the standard of the day, and beside
the published value, which holds."""

from __future__ import annotations

import calendar
from datetime import date
from decimal import Decimal

import pytest

from tests.builders import COUNTY, FactsBuilder, air_standards, facts, readings
from yuetan_desktop.domain.conditions.base import Context
from yuetan_desktop.domain.conditions.yearonyear import DropsYearOnYear
from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.quality.air_standard import in_force
from yuetan_desktop.domain.quality.daily import from_days, shortfall, year_on_year
from yuetan_desktop.domain.quality.derive import check_published, observe

D = Decimal
SIX = {"so2": 8, "no2": 22, "pm10": 50, "pm25": 32, "co": 1, "o3": 90}


def month_of(
    builder: FactsBuilder, month: str, *, days: int | None = None, **values: object
) -> FactsBuilder:
    """The first `days` days of a month, all alike but for what `values` says."""
    span = Period.parse(month)
    for day in range(1, (days or span.end.day) + 1):
        for indicator, value in values.items():
            builder.value(indicator, f"{month}-{day:02}", value)
    return builder


def test_a_month_s_mean_of_its_days_says_so() -> None:
    builder = facts()
    for day in range(1, 32):
        builder.value("pm25", f"2025-10-{day:02}", 20 + day)
    found = observe(builder.build(), COUNTY, "pm25", Period.month(2025, 10), readings())
    assert found is not None
    assert found.value == 36
    assert found.method == "由日数据计算：31个有效日均值的算术平均"
    assert found.source is not None
    assert found.source.cell == "C5"


@pytest.mark.parametrize(
    ("month", "days", "given"),
    [
        ("2025-10", 27, True),
        ("2025-10", 26, False),
        ("2025-02", 25, True),
        ("2025-02", 24, False),
    ],
)
def test_a_month_needs_27_valid_days_and_february_25(month: str, days: int, given: bool) -> None:
    known = month_of(facts(), month, days=days, pm25=30).build()
    assert (from_days(known, COUNTY, "pm25", Period.parse(month)) is not None) is given


def test_too_few_days_are_told_with_their_number() -> None:
    known = month_of(facts(), "2025-09", days=25, pm25=30).build()
    assert shortfall(known, COUNTY, "pm25", Period.month(2025, 9)) == "9月有效日25天，不足27天"
    assert shortfall(known, COUNTY, "pm10", Period.month(2025, 9)) == ""


def test_a_year_needs_324_days_besides() -> None:
    def year(skipped: int) -> FactsBuilder:
        builder = facts()
        for month in range(1, 13):
            length = calendar.monthrange(2025, month)[1]
            month_of(builder, f"2025-{month:02}", days=length - skipped, pm25=30)
        return builder

    whole = Period.year_of(2025)
    found = from_days(year(3).build(), COUNTY, "pm25", whole)  # 27 in the shorter months: 329 days
    assert found is not None
    assert from_days(year(4).build(), COUNTY, "pm25", whole) is None


def test_ozone_is_the_90th_percentile_and_co_the_95th() -> None:
    builder = facts()
    for day in range(1, 31):
        builder.value("o3", f"2025-09-{day:02}", day).value("co", f"2025-09-{day:02}", day)
    known, month = builder.build(), Period.month(2025, 9)
    ozone, co = (from_days(known, COUNTY, key, month) for key in ("o3", "co"))
    assert ozone is not None
    assert co is not None
    assert (ozone.value, co.value) == (D("27.10"), D("28.55"))
    assert "第90百分位数" in ozone.method


def test_a_percentile_is_never_taken_from_months() -> None:
    builder = (
        facts().value("o3", "2025-07", 90).value("o3", "2025-08", 80).value("o3", "2025-09", 70)
    )
    assert observe(builder.build(), COUNTY, "o3", Period.quarter(2025, 3), readings()) is None


def test_good_and_heavy_days_by_the_published_aqi() -> None:
    builder = facts()
    for day in range(1, 31):
        builder.value("aqi", f"2025-09-{day:02}", 201 if day == 1 else 101 if day == 2 else 100)
    known, month = builder.build(), Period.month(2025, 9)
    counts = {
        key: observe(known, COUNTY, key, month, readings())
        for key in ("good_days", "valid_days", "heavy_days", "good_day_rate")
    }
    assert {key: found and round(found.value, 1) for key, found in counts.items()} == {
        "good_days": 28, "valid_days": 30, "heavy_days": 1, "good_day_rate": D("93.3"),
    }  # fmt: skip


@pytest.mark.parametrize(("month", "good"), [("2026-01", 31), ("2026-03", 0)])
def test_75_micrograms_is_good_before_march_2026_and_not_after(month: str, good: int) -> None:
    known = month_of(facts(), month, **{**SIX, "pm25": 75}).build()
    found = from_days(known, COUNTY, "good_days", Period.parse(month))
    assert found is not None
    assert found.value == good


def test_a_day_with_a_pollutant_missing_is_no_valid_day_unless_over_100() -> None:
    five = {key: value for key, value in SIX.items() if key != "co"}
    known = month_of(facts(), "2025-10", **five).build()
    assert from_days(known, COUNTY, "good_days", Period.month(2025, 10)) is None
    known = month_of(facts(), "2025-10", **{**five, "pm25": 160}).build()
    found = from_days(known, COUNTY, "heavy_days", Period.month(2025, 10))
    assert found is not None
    assert found.value == 31


@pytest.mark.parametrize(("month", "index"), [("2025-10", "3.1244"), ("2026-04", "6.6417")])
def test_the_composite_index_by_the_standard_of_the_month(month: str, index: str) -> None:
    known = month_of(facts(), month, **SIX).build()
    found = from_days(known, COUNTY, "air_index", Period.parse(month))
    assert found is not None
    assert round(found.value, 4) == D(index)


def test_no_index_for_a_period_of_two_standards() -> None:
    builder = facts()
    for month in ("2026-01", "2026-02", "2026-03"):
        month_of(builder, month, **SIX)
    assert from_days(builder.build(), COUNTY, "air_index", Period.quarter(2026, 1)) is None


def test_the_published_value_holds_and_the_difference_is_flagged() -> None:
    builder = month_of(facts(), "2025-10", pm25="44.3").value("pm25", "2025-10", 44)
    known = builder.build()
    official = observe(known, COUNTY, "pm25", Period.month(2025, 10), readings())
    assert official is not None
    assert official.value == 44
    found = check_published(known, official)
    assert found is not None
    assert (found.computed.value, found.difference, found.agrees) == (D("44.3"), D("0.3"), False)


def test_the_published_value_that_agrees_is_not_flagged() -> None:
    known = month_of(facts(), "2025-10", pm25="44.04").value("pm25", "2025-10", 44).build()
    official = known.observation(COUNTY, "pm25", Period.month(2025, 10))
    assert official is not None
    found = check_published(known, official)
    assert found is not None
    assert found.agrees


def test_days_fill_the_one_month_that_was_not_published() -> None:
    builder = month_of(facts(), "2025-09", pm25=30).value("pm25", "2025-07", 10)
    builder.value("pm25", "2025-08", 20)
    found = observe(builder.build(), COUNTY, "pm25", Period.quarter(2025, 3), readings())
    assert found is not None
    assert found.value == 20
    assert found.method == "由各月均值算术平均推算"
    assert "由日数据计算" in found.derived_from[2].method


def test_a_quarter_without_published_months_is_the_mean_of_all_its_days() -> None:
    builder = facts()
    for month, value in (("2025-07", 10), ("2025-08", 20), ("2025-09", 30)):
        month_of(builder, month, pm25=value)
    found = observe(builder.build(), COUNTY, "pm25", Period.quarter(2025, 3), readings())
    assert found is not None
    assert found.value == D(31 * 10 + 31 * 20 + 30 * 30) / 92


def test_year_on_year_across_the_new_standard_on_both_bases() -> None:
    builder = month_of(facts(), "2025-10", **{**SIX, "pm25": 70})
    month_of(builder, "2026-10", **{**SIX, "pm25": 70})
    old, new = year_on_year(builder.build(), COUNTY, "good_days", Period.month(2026, 10))
    assert (old.standard.short, old.this.value, old.last.value) == ("GB 3095—2012", 31, 31)
    assert (new.standard.short, new.this.value, new.last.value) == (
        "GB 3095—2026（过渡限值）", 0, 0,
    )  # fmt: skip


def test_within_one_standard_there_is_no_second_basis() -> None:
    builder = month_of(facts(), "2024-10", **SIX)
    month_of(builder, "2025-10", **SIX)
    assert year_on_year(builder.build(), COUNTY, "good_days", Period.month(2025, 10)) == ()
    assert in_force(air_standards(), date(2026, 2, 28)) is air_standards()[0]


# -- sections -------------------------------------------------------------------------------------
WATER = {"do": 8, "codmn": 3, "nh3n": "0.3", "tp": "0.15"}


def section(**more: object) -> tuple[FactsBuilder, int]:
    builder = facts().section("元坝子", {})
    number = builder.section_id("元坝子")
    for item, value in {**WATER, **more}.items():
        builder.value(item, "2025-10", value, place=number)
    return builder, number


def test_a_section_s_class_from_the_month_s_concentrations() -> None:
    builder, number = section(nh3n="1.2")
    found = observe(builder.build(), number, "water_class", Period.month(2025, 10), readings())
    assert found is not None
    assert found.value == 4
    assert found.method == "由4项浓度均值按单因子评价（GB 3838—2002），氨氮决定"


def test_too_few_items_give_no_class() -> None:
    builder = facts().section("元坝子", {})
    number = builder.section_id("元坝子")
    builder.value("tp", "2025-10", "0.1", place=number)
    assert (
        observe(builder.build(), number, "water_class", Period.month(2025, 10), readings()) is None
    )


def test_a_month_without_a_core_item_leaves_the_longer_period_unjudged() -> None:
    """总磷 of two months says nothing of the third."""
    builder, number = section(tp="0.1")
    for month in ("2025-11", "2025-12"):
        for item, value in WATER.items():
            if (item, month) != ("tp", "2025-12"):
                builder.value(item, month, value, place=number)
    fourth = Period.quarter(2025, 4)
    assert observe(builder.build(), number, "water_class", fourth, readings()) is None
    builder.value("tp", "2025-12", "0.1", place=number)
    assert observe(builder.build(), number, "water_class", fourth, readings()) is not None


def test_a_longer_period_is_classed_by_the_mean_of_months_not_by_their_classes() -> None:
    builder, number = section(tp="0.35")  # Ⅴ
    for month in ("2025-11", "2025-12"):
        for item, value in WATER.items():
            builder.value(item, month, "0.12" if item == "tp" else value, place=number)
    found = observe(builder.build(), number, "water_class", Period.quarter(2025, 4), readings())
    assert found is not None
    assert found.value == 3  # mean of phosphorus 0.197


def test_a_month_without_results_leaves_the_quarter_without_class() -> None:
    builder, number = section()
    known = builder.build()
    assert observe(known, number, "water_class", Period.quarter(2025, 4), readings()) is None


def test_daily_results_of_a_section_give_the_month_s_class() -> None:
    builder = facts().section("元坝子", {})
    number = builder.section_id("元坝子")
    for day, phosphorus in (("2025-10-03", "0.1"), ("2025-10-13", "0.2")):
        for item, value in {**WATER, "tp": phosphorus}.items():
            builder.value(item, day, value, place=number)
    found = observe(builder.build(), number, "water_class", Period.month(2025, 10), readings())
    assert found is not None
    assert found.value == 3


def test_the_mean_of_ph_is_that_of_its_ions() -> None:
    known = facts().build()
    assert known.water is not None
    assert round(known.water.mean("ph", [D(6), D(8)]), 2) == D("6.30")


def test_a_finding_across_the_new_standard_names_both_bases() -> None:
    builder = month_of(facts(), "2025-10", **{**SIX, "pm25": 70})
    month_of(builder, "2026-10", **{**SIX, "pm25": 70})
    builder.value("good_day_rate", "2025-10", 100).value("good_day_rate", "2026-10", 0)
    known = builder.build()
    context = Context(known, known.place(COUNTY), Period.month(2026, 10), readings())
    says = DropsYearOnYear("good_day_rate").evaluate(context).says
    assert "2026年10月优良天数率为0.0%，去年同期100.0%" in says
    assert "均按GB 3095—2012为100.0%，同期100.0%" in says
    assert "均按GB 3095—2026（过渡限值）为0.0%，同期0.0%" in says


def test_a_finding_within_one_standard_names_no_basis() -> None:
    builder = facts().value("good_day_rate", "2024-10", 90).value("good_day_rate", "2025-10", 80)
    known = builder.build()
    context = Context(known, known.place(COUNTY), Period.month(2025, 10), readings())
    assert "标准不同" not in DropsYearOnYear("good_day_rate").evaluate(context).says


# -- R21: one standard throughout -----------------------------------------------------------------
def first_quarter_at(pm25: int) -> FactsBuilder:
    """Every day alike: 70 μg/m³ is 良 by the standard of 2012 and 轻度污染 by that of 2026."""
    builder = facts()
    for month in ("2026-01", "2026-02", "2026-03"):
        month_of(builder, month, **{**SIX, "pm25": pm25})
    return builder


@pytest.mark.parametrize(("option", "rate"), [("by_day", 59), ("new", 0), ("old", 90)])
def test_a_quarter_of_two_standards_is_judged_as_the_office_reads_it(
    option: str, rate: int
) -> None:
    known = first_quarter_at(70).build()
    found = observe(known, COUNTY, "good_day_rate", Period.quarter(2026, 1), readings(R21=option))
    assert found is not None
    assert found.value == D(100 * rate) / 90


def test_a_published_rate_holds_unless_the_office_reads_one_standard_throughout() -> None:
    builder = first_quarter_at(70).value("good_day_rate", "2026-Q1", 80)
    known, quarter = builder.build(), Period.quarter(2026, 1)
    for option, rate in (("by_day", 80), ("new", 0)):
        found = observe(known, COUNTY, "good_day_rate", quarter, readings(R21=option))
        assert found is not None
        assert found.value == rate


def test_within_one_standard_the_reading_makes_no_difference() -> None:
    builder = month_of(facts(), "2026-03", **{**SIX, "pm25": 70})
    for option in ("by_day", "new", "old"):
        found = observe(
            builder.build(), COUNTY, "good_day_rate", Period.month(2026, 3), readings(R21=option)
        )
        assert found is not None
        assert found.value == 0
