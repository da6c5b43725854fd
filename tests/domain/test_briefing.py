"""The month's figures beside last year's, and the briefing of which every number has a source."""

from __future__ import annotations

from decimal import Decimal

from tests.builders import COUNTY, PLACES, RESOURCES, ZONE, FactsBuilder, readings
from yuetan_desktop.domain.cells import sources_of
from yuetan_desktop.domain.period import Period
from yuetan_desktop.domain.quality.air_standard import AirStandard
from yuetan_desktop.domain.reports.briefing import (
    Briefing,
    CaseCounts,
    Cited,
    city_briefing,
    unit_briefing,
)
from yuetan_desktop.domain.reports.monthfigures import MonthFigures, month_figures

OCTOBER = Period.month(2026, 10)
STANDARDS = [
    AirStandard.from_toml(file.read_text("utf-8"))
    for file in sorted((RESOURCES / "standards").glob("air-*.toml"))
]
NONE = CaseCounts((), (), ())


def figures(facts: FactsBuilder, month: Period = OCTOBER) -> MonthFigures:
    units = [place for place in PLACES if place.id in {COUNTY, ZONE}]
    return month_figures(facts.build(), units, month, readings(), STANDARDS)


def two_units() -> FactsBuilder:
    return (
        FactsBuilder()
        .value("pm25", "2026-10", 30.3)
        .value("pm25", "2025-10", 31.5)
        .target("pm25", "2026-10", 27.0)
        .value("pm25", "2026-10", 26.6, place=ZONE)
        .target("pm25", "2026-10", 27.0, place=ZONE)
    )


def without_numbers(briefing: Briefing) -> str:
    return "".join(part for part in briefing.parts if isinstance(part, str))


def test_a_figure_says_its_change_as_its_quantity_is_compared() -> None:
    facts = (
        two_units()
        .value("good_water_ratio", "2026-10", 75)
        .value("good_water_ratio", "2025-10", 100)
    )
    facts = facts.rank("2025-10", 144, of=183).rank("2026-10", 150, of=183)
    found = figures(facts)
    county = PLACES[0]
    assert found.get(county, "pm25").change_text == "-3.8%"
    assert found.get(county, "good_water_ratio").change_text == "-25.0点"
    assert found.get(county, "air_index_rank").change_text == "降6位"
    assert found.get(PLACES[1], "pm25").change_text == "—", "nothing to compare with"


def test_a_target_is_met_at_its_very_value() -> None:
    facts = FactsBuilder().target("pm25", "2026-10", 27.0)
    assert figures(facts.value("pm25", "2026-10", 27.0)).get(PLACES[0], "pm25").meets_target
    over = FactsBuilder().target("pm25", "2026-10", 27.0).value("pm25", "2026-10", 27.1)
    assert figures(over).get(PLACES[0], "pm25").meets_target is False
    no_target = FactsBuilder().value("pm25", "2026-10", 27.1)
    assert figures(no_target).get(PLACES[0], "pm25").meets_target is None


def test_equal_to_last_year_is_no_improvement() -> None:
    same = FactsBuilder().value("pm25", "2026-10", 30).value("pm25", "2025-10", 30)
    assert not figures(same).get(PLACES[0], "pm25").is_better
    assert figures(two_units()).get(PLACES[0], "pm25").is_better


def test_a_comparison_across_the_change_of_standard_is_marked_as_rough() -> None:
    def is_rough(key: str, month: Period = OCTOBER) -> bool:
        found = figures(two_units(), month)
        return found.compares_only_roughly(found.get(PLACES[0], key))

    assert is_rough("good_day_rate")
    assert not is_rough("pm25"), "a concentration stays one"
    assert not is_rough("good_day_rate", Period.month(2026, 2))


def test_units_are_ranked_and_those_without_data_named() -> None:
    found = figures(FactsBuilder().value("pm25", "2026-10", 30.3))
    assert [f.place.name for f in found.ranked("pm25")] == ["雁江区"]
    assert [place.name for place in found.missing("pm25")] == ["高新区"]
    assert [f.place.name for f in figures(two_units()).ranked("pm25")] == ["高新区", "雁江区"]


def test_a_computed_value_has_the_cells_it_was_computed_from() -> None:
    facts = FactsBuilder().value("pm25", "2026-01", 50).value("pm25", "2026-02", 40)
    found = figures(facts, Period.month(2026, 2))
    value = found.to_date[COUNTY, "pm25"].value
    assert value is not None
    assert {source.cell for source in sources_of(value)} == {"C5", "C6"}


def test_every_number_of_the_briefing_has_a_source_or_the_cases_it_counts() -> None:
    facts = two_units().value("pm25", "2026-10M", 28.5).target("pm25", "2026", 28.9)
    briefing = city_briefing(figures(facts), ["雁江区（5级）"], NONE, city="资阳市")
    assert len(briefing.numbers) >= 10
    for number in briefing.numbers:
        assert number.where, number.what


def test_no_number_of_the_briefing_stands_outside_the_list_but_the_month() -> None:
    facts = two_units().value("pm25", "2026-10M", 28.5).target("pm25", "2026", 28.9)
    words = without_numbers(city_briefing(figures(facts), [], NONE, city="资阳市"))
    left = words.replace("2026年10月", "").replace("PM2.5", "").replace("μg/m³", "")
    assert not any(mark.isdigit() for mark in left), left


def test_the_control_value_of_the_rest_of_the_year_is_what_clerks_work_out_by_hand() -> None:
    facts = FactsBuilder().value("pm25", "2026-10M", 28.5).target("pm25", "2026", 28.9)
    found = figures(facts)
    # (28.9 × 12 − 28.5 × 10) ÷ 2
    assert found.paths[COUNTY].required == Decimal("30.9")
    briefing = unit_briefing(found, COUNTY, NONE)
    (control,) = [n for n in briefing.numbers if "控制值" in n.what]
    assert control.text == "30.9"
    assert "28.9" in briefing.text
    assert control.sources


def test_a_target_out_of_reach_is_said_so() -> None:
    facts = FactsBuilder().value("pm25", "2026-11M", 40).target("pm25", "2026", 20)
    briefing = unit_briefing(figures(facts, Period.month(2026, 11)), COUNTY, NONE)
    assert "年内已无法达到" in briefing.text
    assert "控制值" not in briefing.text


def test_in_december_nothing_is_left_to_control() -> None:
    facts = FactsBuilder().value("pm25", "2026", 28).target("pm25", "2026", 28.9)
    assert figures(facts, Period.month(2026, 12)).paths == {}


def test_cases_are_counted_by_name() -> None:
    cases = CaseCounts(opened=("1号",), open=("1号", "2号"), overdue=())
    briefing = city_briefing(figures(two_units()), [], cases, city="资阳市")
    said = {number.what: (number.text, number.where) for number in briefing.numbers}
    assert said["在办案件"] == ("2", "1号、2号")
    assert said["逾期的期限"] == ("0", "无")


def test_a_unit_that_did_not_report_is_said_to_lack_data_not_to_be_well() -> None:
    briefing = unit_briefing(figures(FactsBuilder()), COUNTY, NONE)
    assert "空气数据未报" in briefing.text
    city = city_briefing(
        figures(FactsBuilder().value("pm25", "2026-10", 20)), [], NONE, city="资阳市"
    )
    assert "高新区未报" in city.text


def test_the_length_counts_a_number_and_a_latin_word_as_one() -> None:
    briefing = Briefing("题", ("PM2.5为", Cited("30.3μg/m³", "浓度"), "。"))
    assert briefing.length == 4
