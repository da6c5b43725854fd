"""Period values computed from months or sections: complete or not at all, and never over an
official one."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tests.builders import COUNTY, FactsBuilder, facts, readings
from yuetan_desktop.domain.facts import Observation
from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.quality.derive import missing_months, observe


def observed(builder: FactsBuilder, key: str, period: str, **chosen: str) -> Observation | None:
    return observe(builder.build(), COUNTY, key, Period.parse(period), readings(**chosen))


def months(key: str, *values: object, year: int = 2026) -> FactsBuilder:
    builder = facts()
    for month, value in enumerate(values, start=1):
        builder.value(key, f"{year}-{month:02}", value)
    return builder


def test_the_official_value_wins() -> None:
    found = observed(months("pm25", 60, 50, 40).value("pm25", "2026-Q1", 44), "pm25", "2026-Q1")
    assert found is not None
    assert found.value == 44
    assert not found.derived_from


def test_a_quarter_s_mean_says_how_it_was_made_and_from_what() -> None:
    found = observed(months("pm25", 60, 50, 40), "pm25", "2026-Q1")
    assert found is not None
    assert found.value == 50
    assert found.method == "由各月均值算术平均推算"
    assert [o.source.cell for o in found.derived_from if o.source] == ["C5", "C6", "C7"]


def test_weighted_by_valid_days_where_the_office_reads_it_so() -> None:
    builder = months("pm25", 60, 30)
    for month, days in ((1, 31), (2, 1)):
        builder.value("valid_days", f"2026-{month:02}", days)
    found = observed(builder, "pm25", "2026-2M", R23="weighted")
    assert found is not None
    assert round(found.value, 4) == Decimal("59.0625")


def test_a_missing_month_leaves_no_value_and_is_named() -> None:
    builder = facts().value("pm25", "2026-01", 60).value("pm25", "2026-03", 40)
    assert observed(builder, "pm25", "2026-Q1") is None
    gaps = missing_months(builder.build(), COUNTY, "pm25", Period.quarter(2026, 1))
    assert gaps == (Period.month(2026, 2),)


def test_good_day_rate_is_of_valid_days_not_of_calendar_days() -> None:
    builder = months("good_days", 20, 20)
    builder.value("valid_days", "2026-01", 25).value("valid_days", "2026-02", 25)
    found = observed(builder, "good_day_rate", "2026-2M")
    assert found is not None
    assert found.value == 80


def test_percentiles_and_ranks_are_not_averaged() -> None:
    for key in ("o3", "co", "air_index_rank"):
        assert observed(months(key, 100, 100, 100), key, "2026-Q1") is None


def test_good_water_ratio_counts_national_and_provincial_sections() -> None:
    builder = (
        facts()
        .section("甲断面", {"2026-03": "Ⅲ"})
        .section("乙断面", {"2026-03": "Ⅳ"}, grade="省控")
        .section("丙断面", {"2026-03": "劣Ⅴ"}, grade="县控")
    )
    found = observed(builder, "good_water_ratio", "2026-03")
    assert found is not None
    assert found.value == 50
    assert found.method == "由2个断面类别计算，优良1个"


def test_a_section_without_class_leaves_the_ratio_open() -> None:
    builder = facts().section("甲断面", {"2026-03": "Ⅲ"}).section("断流的", {})
    assert observed(builder, "good_water_ratio", "2026-03") is None


def test_a_section_out_of_use_is_neither_judged_nor_missed() -> None:
    builder = facts().section("甲断面", {"2026-03": "Ⅲ"}).section("停测的", {}, retired=True)
    ratio = observed(builder, "good_water_ratio", "2026-03")
    assert ratio is not None
    assert (ratio.value, len(ratio.derived_from)) == (100, 1)


def of_sources(*rates: int | None) -> FactsBuilder:
    found = facts()
    for number, rate in enumerate(rates, start=1):
        found.water_source(f"{number}号水源地", {} if rate is None else {"2026-03": rate})
    return found


def test_the_rate_of_water_sources_is_by_their_number_where_none_was_published() -> None:
    found = observed(of_sources(100, 100, 0, 100), "source_water_rate", "2026-03")
    assert found is not None
    assert found.value == 75
    assert found.method == "由4个水源地的达标率按个数计算，全部达标的3个"
    assert len(found.derived_from) == 4
    published = of_sources(100, 0).value("source_water_rate", "2026-03", 80)
    official = observed(published, "source_water_rate", "2026-03")
    assert official is not None
    assert (official.value, official.method) == (80, "")


def test_a_source_without_a_result_leaves_the_rate_unknown() -> None:
    assert observed(of_sources(100, None), "source_water_rate", "2026-03") is None
    assert observed(facts(), "source_water_rate", "2026-03") is None


@given(st.lists(st.decimals(0, 500, places=1), min_size=3, max_size=3))
def test_a_mean_lies_between_its_months(values: list[Decimal]) -> None:
    found = observed(months("pm25", *values), "pm25", "2026-Q1")
    assert found is not None
    assert min(values) <= found.value <= max(values)
